"""From a line of the trail to where its object is looked at: the visit it belongs to, and the item there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select

from auditdesk.store.queries.tables import ANSWER, EVIDENCE, FINDING, INSPECTOR, INTERVIEW, ITEM, REOPENING, SAMPLE, VISIT
from auditdesk.store.queries.trail_belongings import ASSIGNMENT, NOTE, OF_FINDING

_NONE = literal("")
_ITEM = func.coalesce(FINDING.c.item_key, _NONE)
_WAYS: Mapping[str, tuple[Any, Select[Any]]] = {
    "visit": (VISIT.c.uid, select(VISIT.c.uid, _NONE)),
    "visit_item": (ITEM.c.uid, select(ITEM.c.visit_uid, ITEM.c.item_key)),
    "answer": (
        ANSWER.c.uid,
        select(ITEM.c.visit_uid, ITEM.c.item_key).join_from(ANSWER, ITEM, ITEM.c.uid == ANSWER.c.visit_item_uid),
    ),
    "visit_inspector": (INSPECTOR.c.uid, select(INSPECTOR.c.visit_uid, _NONE)),
    "finding": (FINDING.c.uid, select(FINDING.c.visit_uid, _ITEM)),
    "evidence": (
        EVIDENCE.c.uid,
        select(func.coalesce(FINDING.c.visit_uid, EVIDENCE.c.visit_uid), _ITEM).join_from(
            EVIDENCE, FINDING, FINDING.c.uid == EVIDENCE.c.finding_uid, isouter=True
        ),
    ),
    **{table.name: (table.c.uid, select(table.c.visit_uid, table.c.item_key)) for table in (NOTE, SAMPLE)},
    **{table.name: (table.c.uid, select(table.c.visit_uid, _NONE)) for table in (INTERVIEW, REOPENING, ASSIGNMENT)},
    **{
        table.name: (
            table.c.uid,
            select(FINDING.c.visit_uid, _ITEM).join_from(table, FINDING, FINDING.c.uid == table.c.finding_uid),
        )
        for table in OF_FINDING
    },
}
KINDS = frozenset(_WAYS)
"""The kinds of records that belong to a visit."""


def visit_of(connection: Connection, kind: str, uid: str) -> tuple[str, str] | None:
    """Uid of the visit and key of the item (empty = the visit as a whole); None when the object is gone or of another kind."""
    if kind not in _WAYS:
        return None
    key, way = _WAYS[kind]
    found = connection.execute(way.where(key == uid)).first()
    return None if found is None or not found[0] else (str(found[0]), str(found[1]))
