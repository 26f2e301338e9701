"""Key items of an audit year (年度資通安全重要查核項目) as they stand in a firm's scope.

A key item asks for a closer look where it binds; it binds nobody by itself. A firm outside it is told so, and can be added by an
exception.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from auditdesk.model.facts import ItemInScope, Reason, Scope
from auditdesk.model.office_rules import KeyItemRow, ProposalState


def with_key_items(scope: Scope, key_items: Iterable[KeyItemRow]) -> Scope:
    """The scope with the approved key items of its day's year among the reasons; what applies stays what it was."""
    marked = {row.item: row for row in key_items if row.state == ProposalState.APPROVED and row.year == scope.day.year}
    if not marked:
        return scope
    items = tuple(_marked(judged, marked[judged.item.key]) if judged.item.key in marked else judged for judged in scope.items)
    return replace(scope, items=items)


def _marked(judged: ItemInScope, row: KeyItemRow) -> ItemInScope:
    code = "key_item_outside" if judged.applies is False else "key_item"
    values = {"year": row.year, "reason": row.reason, "proposed_by": row.proposed_by, "approved_by": row.decided_by}
    return replace(judged, reasons=(*judged.reasons, Reason(code, judged.applies, values)))
