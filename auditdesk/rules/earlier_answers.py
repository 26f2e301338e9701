"""Which answer of the visit before belongs to an item: the same words under whatever number, else the same number with other words."""

from __future__ import annotations

from collections.abc import Iterable

from auditdesk.model.rows import VisitItemRow
from auditdesk.rules.requirement_identity import scheme_of


def earlier_answer(item: VisitItemRow, answered: Iterable[VisitItemRow]) -> tuple[VisitItemRow, bool] | None:
    """The answered line of the visit before and whether its words are the same; None where nothing answers to the item.

    Only the same words may be taken over. Across two schemes of codes nothing belongs together.
    """
    alike = [old for old in answered if scheme_of(old.key) == scheme_of(item.key)]
    same = [old for old in alike if old.text_hash == item.text_hash]
    if same:
        return min(same, key=lambda old: old.key != item.key), True
    return next(((old, False) for old in alike if old.key == item.key), None)
