"""The journal: one line for each record a commit touches, chained by hash, in the same transaction."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, inspect, select, update
from sqlalchemy.orm import Session

from auditdesk.model.records import JournalEntry, Record
from auditdesk.rules import clock

GENESIS = "0" * 64
_TABLE: Any = JournalEntry.__table__
FORM = 2
"""What new lines are written in; lines of form 1 go on to verify."""
REMOVAL = "visits.remove"
ERASURE = "contacts.erase"
OUTSIDE_REMOVAL = "outside.remove"
LEAVES_BLANKS: Mapping[str, str] = {REMOVAL: "visit", ERASURE: "contact", OUTSIDE_REMOVAL: "outside_finding"}
"""The acts that may leave lines without their texts, and whose line then names the objects: all but a visit name themselves alone."""
REMOVED_OBJECTS = "removed_objects"
"""The field of a removal's own line that names the uids whose texts went."""
_WHO_AND_WHAT = ("sequence", "at", "login", "computer", "act", "object_kind", "object_uid")
CHAINED: Mapping[object, tuple[str, ...]] = {
    1: (*_WHO_AND_WHAT, "before", "after", "previous_hash"),
    2: (*_WHO_AND_WHAT, "before_hash", "after_hash", "previous_hash", "form"),
}
"""What the hash of a line covers, by the form of the line."""
_NAMES = tuple(column.name for column in _TABLE.columns)
# Said to the driver as they are: each commit does both, and composing them would cost as much as the writing.
_INSERT = f"INSERT INTO journal ({', '.join(_NAMES)}) VALUES ({', '.join('?' * len(_NAMES))})"  # noqa: S608 — names of our own columns
_NEWEST = "SELECT sequence, hash, at FROM journal ORDER BY sequence DESC LIMIT 1"
_BLANKED = "journal.blanked"
_REASON = "journal.blanked_because"
_AT_ONCE = 500


def canonical(value: Any) -> str:
    """JSON that is the same text for the same value: sorted keys, no blanks, ISO dates."""
    return _CANONICAL.encode(value)


def _plain(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(type(value).__name__)


_CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def line_hash(line: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON array of what the line's form chains, the previous line's hash among it.

    Raises KeyError for a form there is not, TypeError for a value that no line holds.
    """
    return hashlib.sha256(canonical([line[name] for name in CHAINED[line["form"]]]).encode()).hexdigest()


def text_hash(salt: str, text: str) -> str:
    """SHA-256 over the line's salt (hexadecimal) and one of its texts. Raises ValueError for a salt that is none."""
    return hashlib.sha256(bytes.fromhex(salt) + text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Touch:
    """One record that a commit adds, changes or removes, with the fields that differ."""

    object_kind: str
    object_uid: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def key(self) -> str:
        """What tells one touched record from another."""
        return f"{self.object_kind} {self.object_uid}"


def gather(session: Session, found: dict[str, Touch]) -> None:
    """Add what the pending flush does to journaled records to ``found`` (by uid), one touch a record however often it is flushed.

    Also raises the version of each changed record, once a commit; a record added in this commit keeps its first version.
    """
    for record in session.new:
        if isinstance(record, Record):
            found[_key(record)] = Touch(record.kind, record.uid, {}, record.model_dump())
    for record in session.dirty:
        if not isinstance(record, Record) or not session.is_modified(record, include_collections=False):
            continue
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        for attribute in inspect(record).attrs:
            history = attribute.history
            if history.has_changes() and attribute.key != "version":
                before[attribute.key] = history.deleted[0] if history.deleted else None
                after[attribute.key] = history.added[0] if history.added else None
        if not before:
            continue
        earlier = found.get(_key(record))
        if earlier is None:
            record.version += 1
            found[_key(record)] = Touch(record.kind, record.uid, before, after)
        elif earlier.before:
            found[_key(record)] = Touch(record.kind, record.uid, {**before, **earlier.before}, {**earlier.after, **after})
        else:
            found[_key(record)] = Touch(record.kind, record.uid, {}, record.model_dump())
    for record in session.deleted:
        if isinstance(record, Record):
            found[_key(record)] = Touch(record.kind, record.uid, record.model_dump(), {})


def _key(record: Record) -> str:
    return f"{record.kind} {record.uid}"


def append(session: Session, found: Iterable[Touch], *, at: datetime, login: str, computer: str, act: str) -> int:
    """Write the lines of one commit after the last one there is; returns the newest number. The caller holds the write transaction.

    After a clock was set far back times go back too, as ``clock.stamp`` says; the order is that of the numbers.
    """
    sequence, previous, last = _last(session.connection())
    at = clock.stamp(at, datetime.fromisoformat(last) if last else None)
    lines = []
    for touch in _without_removed(session, found, act):
        sequence += 1
        salt = os.urandom(16).hex()
        before, after = canonical(dict(touch.before)), canonical(dict(touch.after))
        line: dict[str, Any] = {
            "sequence": sequence,
            "at": at.isoformat(timespec="microseconds"),
            "login": login,
            "computer": computer,
            "act": act,
            "object_kind": touch.object_kind,
            "object_uid": touch.object_uid,
            "before": before,
            "after": after,
            "previous_hash": previous,
            "form": FORM,
            "salt": salt,
            "before_hash": text_hash(salt, before),
            "after_hash": text_hash(salt, after),
        }
        previous = line["hash"] = line_hash(line)
        lines.append(tuple(line[name] for name in _NAMES))
    if lines:
        session.connection().exec_driver_sql(_INSERT, lines)
    return sequence


def blank(session: Session, object_uids: Collection[str], reason: str = "") -> int:
    """Take the texts of every line about these objects away and say how many lines lost theirs; their hashes stay, so the chain holds.

    Only inside a work of the act ``visits.remove`` that also changes its visit: that visit's line then names the objects; or inside
    ``contacts.erase`` or ``outside.remove``, where each line names itself, with the ``reason``; a contact is erased alone. What this
    commit itself writes about the objects carries no texts of theirs either. Lines of form 1 keep theirs, for their hash stands on them.
    """
    session.info[_REASON] = reason
    session.info.setdefault(_BLANKED, set()).update(object_uids)
    uids, emptied = iter(sorted(object_uids)), 0
    while some := list(islice(uids, _AT_ONCE)):
        chosen = (_TABLE.c.form == FORM) & _TABLE.c.object_uid.in_(some) & (_TABLE.c.salt != "")
        emptied += session.connection().execute(update(_TABLE).where(chosen).values(before="", after="", salt="")).rowcount
    return emptied


def _without_removed(session: Session, found: Iterable[Touch], act: str) -> list[Touch]:
    """The touches of a commit: those of removed objects without texts, and the visit's line with the objects' uids."""
    touches = list(found)
    removed: set[str] = session.info.pop(_BLANKED, set())
    if not removed:
        return touches
    reason = session.info.pop(_REASON, "")
    if act in (ERASURE, OUTSIDE_REMOVAL):
        return _naming_themselves(touches, removed, reason, act)
    visits = [touch for touch in touches if touch.object_kind == LEAVES_BLANKS[REMOVAL] and touch.object_uid not in removed]
    if act != REMOVAL or not visits:
        raise RuntimeError("lines lose their texts only where papers are removed or a contact is erased")
    named = visits[0]
    after = {**named.after, REMOVED_OBJECTS: sorted(removed)}
    return [
        Touch(touch.object_kind, touch.object_uid, {}, {})
        if touch.object_uid in removed
        else Touch(touch.object_kind, touch.object_uid, touch.before, after)
        if touch is named
        else touch
        for touch in touches
    ]


def _naming_themselves(touches: list[Touch], removed: set[str], reason: str, act: str) -> list[Touch]:
    """Lines that name themselves and nothing of what they were about."""
    if {(touch.object_kind, touch.object_uid) for touch in touches} != {(LEAVES_BLANKS[act], uid) for uid in removed}:
        raise RuntimeError(f"{act} is about these objects alone")
    if act == ERASURE and len(removed) != 1:
        raise RuntimeError("an erasure is about one contact alone")
    return [
        Touch(touch.object_kind, touch.object_uid, {}, {REMOVED_OBJECTS: [touch.object_uid], "reason": reason})
        for touch in touches
    ]


def head(connection: Connection) -> str:
    """The hash of the newest line; the genesis hash of an empty journal."""
    return newest(connection)[1]


def newest(connection: Connection) -> tuple[int, str]:
    """Number and hash of the newest line; 0 and the genesis hash of an empty journal."""
    return _last(connection)[:2]


def _last(connection: Connection) -> tuple[int, str, str]:
    found = connection.exec_driver_sql(_NEWEST).first()
    return (int(found[0]), str(found[1]), str(found[2])) if found else (0, GENESIS, "")


def hash_at(connection: Connection, sequence: int) -> str | None:
    """The hash of one line; None when there is no such line."""
    return connection.execute(select(_TABLE.c.hash).where(_TABLE.c.sequence == sequence)).scalar()
