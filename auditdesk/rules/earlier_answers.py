"""Which answer of the visit before belongs to an item: the same words under whatever number, else the same number with other words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from auditdesk.rules.requirement_identity import scheme_of


class ChecklistLine(Protocol):
    """What identity is told by."""

    @property
    def key(self) -> str: ...

    @property
    def text_hash(self) -> str: ...


Line = TypeVar("Line", bound=ChecklistLine)


class EarlierAnswers(Generic[Line]):
    """The answered lines of the visit before, made ready to be asked for many items."""

    def __init__(self, answered: Iterable[Line]) -> None:
        self._by_text: dict[tuple[str, str], Line] = {}
        self._by_key: dict[tuple[str, str], Line] = {}
        self._exact: dict[tuple[str, str], Line] = {}
        for old in answered:
            scheme = scheme_of(old.key)
            self._by_text.setdefault((scheme, old.text_hash), old)
            self._by_key.setdefault((scheme, old.key), old)
            self._exact.setdefault((old.key, old.text_hash), old)

    def of(self, item: ChecklistLine) -> tuple[Line, bool] | None:
        """The answered line of the visit before and whether its words are the same; None where nothing answers to the item.

        Only the same words may be taken over. Across two schemes of codes nothing belongs together.
        """
        scheme = scheme_of(item.key)
        same = self._exact.get((item.key, item.text_hash)) or self._by_text.get((scheme, item.text_hash))
        if same is not None:
            return same, True
        alike = self._by_key.get((scheme, item.key))
        return None if alike is None else (alike, False)
