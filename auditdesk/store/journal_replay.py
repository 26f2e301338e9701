"""What stands in the tables held against what the journal says was written: a row changed behind the journal's back shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, select

from auditdesk.model.records import JournalEntry, Record
from auditdesk.progress import Progress, silent
from auditdesk.store import schema
from auditdesk.store.journal import canonical

_JOURNAL: Any = JournalEntry.__table__
_ASIDE = frozenset({"version"})
"""A version grows with each commit; it says nothing by itself."""


@dataclass(frozen=True, slots=True)
class AtOdds:
    """One record that is not as the journal left it: ``fields`` that differ, or ``missing`` and ``unwritten`` for a whole row."""

    object_kind: str
    object_uid: str
    fields: tuple[str, ...]


def records_at_odds(connection: Connection, progress: Progress = silent) -> tuple[AtOdds, ...]:
    """Every record whose row is not what its journal lines add up to, by kind and uid.

    Fields younger than a record's lines are not judged, nor are objects whose texts were removed from the journal.
    """
    kinds = {mapper.class_.kind: mapper.class_ for mapper in Record._sa_registry.mappers if getattr(mapper.class_, "kind", "")}
    found: list[AtOdds] = []
    for done, (kind, record) in enumerate(sorted(kinds.items())):
        progress(done, len(kinds), "journal")
        found.extend(_of_kind(connection, kind, record.__table__))
    return tuple(found)


def _of_kind(connection: Connection, kind: str, table: Any) -> Iterator[AtOdds]:
    """Both sides in the order of the uid, one walk over each."""
    rows = iter(connection.execute(select(table).order_by(table.c.uid)).mappings())
    row = next(rows, None)
    for uid, left in _left_by_journal(connection, kind):
        while row is not None and row["uid"] < uid:
            yield AtOdds(kind, row["uid"], ("unwritten",))
            row = next(rows, None)
        if row is None or row["uid"] != uid:
            if left:
                yield AtOdds(kind, uid, ("missing",))
            continue
        if left is not None:
            stored = json.loads(canonical(dict(row)))
            wrong = tuple(sorted(name for name, value in left.items() if name not in _ASIDE and stored.get(name) != value))
            if wrong or not left:
                yield AtOdds(kind, uid, wrong or ("unwritten",))
        row = next(rows, None)
    while row is not None:
        yield AtOdds(kind, row["uid"], ("unwritten",))
        row = next(rows, None)


def _left_by_journal(connection: Connection, kind: str) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """uid and the fields as the last lines left them: empty for one that was deleted, None where texts are gone or can't be read."""
    chosen = (
        select(_JOURNAL.c.object_uid, _JOURNAL.c.after, _JOURNAL.c.form, _JOURNAL.c.salt)
        .where(_JOURNAL.c.object_kind == kind)
        .order_by(_JOURNAL.c.object_uid, _JOURNAL.c.sequence)
    )
    for uid, lines in groupby(connection.execute(chosen), key=itemgetter(0)):
        left: dict[str, Any] | None = {}
        for _, after, form, salt in lines:
            try:
                changed = json.loads(after) if left is not None and not (form == 2 and salt == "") else None
            except (ValueError, TypeError):
                changed = None
            left = None if left is None or not isinstance(changed, dict) else ({**left, **changed} if changed else {})
        if left is not None:
            left.pop("removed_objects", None)
        yield uid, left


def guards_missing(connection: Connection) -> tuple[str, ...]:
    """The triggers that guard journal, checkpoints and facts and are not there, or not as they were set."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    stored = {name: " ".join(str(text).split()) for name, text in rows}
    return tuple(name for name, text in schema.GUARDS.items() if stored.get(name) != " ".join(text.split()))
