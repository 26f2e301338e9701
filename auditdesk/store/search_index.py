"""The full-text index: findings by any substring of their text. Kept in step by the unit of work, in the same transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, bindparam, text

from auditdesk.rules.search_text import folded, grams
from auditdesk.store.journal import Touch

Session = Callable[[], AbstractContextManager[Connection]]
_ROW = ("uid", "number", "facts", "locations", "firm_remark")
_FIELDS = frozenset(_ROW[1:])
_OWN = f"SELECT {', '.join(_ROW)} FROM finding"  # noqa: S608 — names of our own columns
_AT_ONCE = 2000
_ASKED_AT_ONCE = 500


def follow(connection: Connection, touches: Iterable[Touch]) -> None:
    """Bring the index to what the touched findings say now, many at once: an import touches thousands."""
    told = [
        touch
        for touch in touches
        if touch.object_kind == "finding" and (_FIELDS & touch.before.keys() or _FIELDS & touch.after.keys())
    ]
    new, known = [touch for touch in told if not touch.before], [touch for touch in told if touch.before]
    for start in range(0, len(new), _AT_ONCE):
        # What is new stands in its touch as a whole, and nowhere in the index yet.
        _put(connection, [tuple(touch.after[name] for name in _ROW) for touch in new[start : start + _AT_ONCE]])
    chosen = text(f"{_OWN} WHERE uid IN :uids").bindparams(bindparam("uids", expanding=True))
    for start in range(0, len(known), _ASKED_AT_ONCE):
        batch = known[start : start + _ASKED_AT_ONCE]
        rows = {row[0]: row for row in connection.execute(chosen, {"uids": [touch.object_uid for touch in batch]})}
        for touch in batch:
            _forget(connection, touch.object_uid)
        if rows:
            _put(connection, [rows[touch.object_uid] for touch in batch if touch.object_uid in rows])


def fill(connection: Connection) -> int:
    """Enter the findings that are not in the index (after a migration, or laid down by another program); how many there were."""
    missing = text(f"{_OWN} WHERE uid NOT IN (SELECT object_uid FROM search_entry) LIMIT :most")  # noqa: S608 — the text above
    entered = 0
    while rows := connection.execute(missing, {"most": _AT_ONCE}).all():
        _put(connection, rows)
        entered += len(rows)
    return entered


def catch_up(read: Session, write: Session) -> None:
    """Fill the index of a workspace that has more findings than entries."""
    with read() as connection:
        counts = "SELECT (SELECT count(*) FROM finding) <> (SELECT count(*) FROM search_entry)"
        behind = bool(connection.execute(text(counts)).scalar())
    if behind:
        with write() as connection:
            fill(connection)


def _put(connection: Connection, rows: Iterable[Any]) -> None:
    first = int(connection.execute(text("SELECT coalesce(max(number), 0) FROM search_entry")).scalar_one()) + 1
    entries = [
        {"number": number, "uid": row[0], "text": folded(" ".join((row[1], row[2], *json.loads(row[3]), row[4])))}
        for number, row in enumerate(rows, start=first)
    ]
    connection.execute(text("INSERT INTO search_entry (number, object_uid, text) VALUES (:number, :uid, :text)"), entries)
    connection.execute(
        text("INSERT INTO search_gram (rowid, text) VALUES (:number, :grams)"),
        [{"number": entry["number"], "grams": grams(str(entry["text"]))} for entry in entries],
    )


def _forget(connection: Connection, uid: str) -> None:
    row = connection.execute(text("SELECT number, text FROM search_entry WHERE object_uid = :uid"), {"uid": uid}).first()
    if row is not None:
        delete = "INSERT INTO search_gram (search_gram, rowid, text) VALUES ('delete', :number, :grams)"
        connection.execute(text(delete), {"number": row[0], "grams": grams(row[1])})
        connection.execute(text("DELETE FROM search_entry WHERE number = :number"), {"number": row[0]})
