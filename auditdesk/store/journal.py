"""The journal: one line for each record a commit touches, chained by hash, in the same transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, inspect, select
from sqlalchemy.orm import Session

from auditdesk.model.records import JournalEntry, Record

GENESIS = "0" * 64
_TABLE: Any = JournalEntry.__table__  # type: ignore[attr-defined]
CHAINED = ("sequence", "at", "login", "computer", "act", "object_kind", "object_uid", "before", "after", "previous_hash")


def canonical(value: Any) -> str:
    """JSON that is the same text for the same value: sorted keys, no blanks, ISO dates."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def line_hash(line: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON array of the chained fields, the previous line's hash among them."""
    return hashlib.sha256(canonical([line[name] for name in CHAINED]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Touch:
    """One record that a commit adds, changes or removes, with the fields that differ."""

    object_kind: str
    object_uid: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


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


def append(session: Session, found: Iterable[Touch], *, at: datetime, login: str, computer: str, act: str) -> None:
    """Write the lines of one commit after the last one there is. The caller holds the write transaction."""
    newest = select(_TABLE.c.sequence, _TABLE.c.hash).order_by(_TABLE.c.sequence.desc()).limit(1)
    last = session.connection().execute(newest).first()
    sequence, previous = (last[0], last[1]) if last else (0, GENESIS)
    lines = []
    for touch in found:
        sequence += 1
        line: dict[str, Any] = {
            "sequence": sequence,
            "at": at.isoformat(timespec="microseconds"),
            "login": login,
            "computer": computer,
            "act": act,
            "object_kind": touch.object_kind,
            "object_uid": touch.object_uid,
            "before": canonical(dict(touch.before)),
            "after": canonical(dict(touch.after)),
            "previous_hash": previous,
        }
        previous = line["hash"] = line_hash(line)
        lines.append(line)
    if lines:
        session.connection().execute(_TABLE.insert(), lines)


@dataclass(frozen=True, slots=True)
class ChainState:
    """The journal as checked: ``broken_at`` is the first line that does not follow from the one before."""

    entries: int
    head: str
    broken_at: int | None

    @property
    def ok(self) -> bool:
        return self.broken_at is None


def head(connection: Connection) -> str:
    """The hash of the newest line; the genesis hash of an empty journal."""
    newest = connection.execute(select(_TABLE.c.hash).order_by(_TABLE.c.sequence.desc()).limit(1)).scalar()
    return GENESIS if newest is None else str(newest)


def check(connection: Connection) -> ChainState:
    """Walk the whole chain. A cut tail can't be seen from inside: compare ``head`` with one kept elsewhere."""
    previous, expected, broken = GENESIS, 1, None
    entries = 0
    for row in connection.execute(select(_TABLE).order_by(_TABLE.c.sequence)).mappings():
        entries += 1
        if broken is None and (
            row["sequence"] != expected or row["previous_hash"] != previous or row["hash"] != line_hash(dict(row))
        ):
            broken = row["sequence"]
        previous, expected = row["hash"], row["sequence"] + 1
    return ChainState(entries, previous, broken)
