"""Typed reading of one mapping of a rule file: each accessor gives a value of its type and notes what is wrong instead of stopping.

Where something is wrong the value is a stand-in; the notes keep it from ever being used.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from auditdesk.errors import Problem
from auditdesk.exchange.rule_documents import Node
from auditdesk.model.rulebook import Bilingual
from auditdesk.rules.amounts import LARGEST

E = TypeVar("E", bound=StrEnum)
NO_DAY = date.min
"""Stands in for a day that could not be read."""


class Record:
    """A mapping with the keys that it must and may have (blank-separated); others are noted as unknown."""

    def __init__(self, node: Node, problems: list[Problem], required: str, optional: str = "") -> None:
        self.node = node
        self._problems = problems
        self._fields: dict[str, Node] = {}
        known = (*required.split(), *optional.split())
        if not isinstance(node.content, dict):
            problems.append(node.problem("rulebook.not_mapping", known=known))
            return
        self._fields = node.content
        for key, value in node.content.items():
            if key not in known:
                self.note(value, "rulebook.unknown_key", key=key, known=known)
        for key in required.split():
            if key not in node.content:
                problems.append(node.problem("rulebook.missing_key", key=key))

    def note(self, node: Node, code: str, **values: Any) -> None:
        """Remember a problem of a value."""
        self._problems.append(node.problem(code, **{name: value for name, value in values.items() if name != "key"}))

    def has(self, key: str) -> bool:
        return key in self._fields

    def at(self, key: str) -> Node:
        """The value of ``key``, or the whole mapping where it is missing: where a problem with it is shown."""
        return self._fields.get(key, self.node)

    def text(self, key: str) -> str:
        """Words that are not empty."""
        node = self._fields.get(key)
        if node is None:
            return ""
        if not isinstance(node.content, str):
            self.note(node, "rulebook.empty_words" if node.content is None else "rulebook.not_text")
            return ""
        if not node.content.strip():
            self.note(node, "rulebook.empty_words")
        return node.content.strip()

    def label(self, key: str) -> str:
        """An id or number as it is written, whatever it looks like (``2019-10-25``, ``(1)``, ``1``)."""
        node = self._fields.get(key)
        return "" if node is None else self._label(node)

    def _label(self, node: Node) -> str:
        if isinstance(node.content, dict | tuple):
            self.note(node, "rulebook.not_text")
            return ""
        if node.content is None or not node.raw.strip():
            self.note(node, "rulebook.empty_words")
            return ""
        return node.raw.strip()

    def label_or_none(self, key: str) -> str | None:
        """Like ``label``; None where the key is missing or null."""
        node = self._fields.get(key)
        return None if node is None or node.content is None else self._label(node)

    def labels(self, key: str) -> tuple[tuple[str, Node], ...]:
        """A list of ids, each with its place."""
        return tuple((self._label(node), node) for node in self.list(key))

    def whole(self, key: str) -> int:
        """A whole number from 0 to what an amount may be."""
        node = self._fields.get(key)
        if node is None:
            return 0
        if type(node.content) is not int or not 0 <= node.content <= LARGEST:
            self.note(node, "rulebook.not_whole_number")
            return 0
        return node.content

    def whole_or_open(self, key: str) -> int | None:
        """Like ``whole``; None where the key is missing or null."""
        node = self._fields.get(key)
        return None if node is None or node.content is None else self.whole(key)

    def flag(self, key: str) -> bool:
        node = self._fields.get(key)
        if node is None:
            return False
        if not isinstance(node.content, bool):
            self.note(node, "rulebook.not_true_or_false")
            return False
        return node.content

    def day(self, key: str) -> date:
        node = self._fields.get(key)
        if node is None:
            return NO_DAY
        if not isinstance(node.content, date):
            self.note(node, "rulebook.not_day")
            return NO_DAY
        return node.content

    def period(self, inherited: tuple[date, date | None] | None = None) -> tuple[date, date | None]:
        """``effective_from`` and ``effective_until`` (both inclusive; null = open); what is not written is taken from ``inherited``."""
        first, last = inherited or (NO_DAY, None)
        first = self.day("effective_from") if self.has("effective_from") else first
        until = self._fields.get("effective_until")
        if until is not None:
            last = None if until.content is None else self.day("effective_until")
        if last is not None and NO_DAY not in (first, last) and last < first:
            self.note(self.at("effective_until"), "rulebook.ends_before_it_begins", effective_from=first, effective_until=last)
        return first, last

    def words(self, key: str) -> Bilingual:
        """The words in both languages, neither empty."""
        node = self._fields.get(key)
        if node is None:
            return Bilingual("", "")
        both = Record(node, self._problems, "zh en")
        return Bilingual(both.text("zh"), both.text("en"))

    def words_or_none(self, key: str) -> Bilingual | None:
        node = self._fields.get(key)
        return None if node is None or node.content is None else self.words(key)

    def choice(self, key: str, vocabulary: type[E], default: E) -> E:
        """A member of a closed vocabulary; ``default`` where the key is missing."""
        node = self._fields.get(key)
        if node is None:
            return default
        known = tuple(member.value for member in vocabulary)
        if node.content not in known:
            self.note(node, "rulebook.not_one_of", known=known)
            return default
        return vocabulary(str(node.content))

    def list(self, key: str) -> Sequence[Node]:
        node = self._fields.get(key)
        if node is None:
            return ()
        if not isinstance(node.content, tuple):
            self.note(node, "rulebook.not_list")
            return ()
        return node.content

    def record(self, key: str, required: str, optional: str = "") -> Record:
        """The mapping under ``key``; an empty one (noted once, as missing) where there is none."""
        node = self._fields.get(key)
        if node is None:
            return Record(Node({}, self.node.file, self.node.line, self.node.path), [], required, optional)
        return Record(node, self._problems, required, optional)

    def records(self, key: str, required: str, optional: str = "") -> tuple[Record, ...]:
        """The mappings of the list under ``key``."""
        return tuple(Record(node, self._problems, required, optional) for node in self.list(key))
