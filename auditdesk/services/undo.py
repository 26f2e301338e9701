"""Steps back and forward of one object (a plan, a visit), by name, for the person who did them; they outlast a restart.

An act records what it does with a ``Recording`` and pushes it in its own unit of work. A step is refused as soon as somebody else
changed what it would change, so that nothing of another's is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from auditdesk.errors import Refused
from auditdesk.model.fieldwork_records import UndoStep
from auditdesk.model.plan_rows import StepBack
from auditdesk.model.records import Evidence, Finding, Record
from auditdesk.services.plain_records import kinds, plain, plain_fields, typed_fields
from auditdesk.store.journal import canonical
from auditdesk.store.queries import undo as queries
from auditdesk.store.work import Work

KEPT = 200
"""Steps kept for one person at one object."""
_GOES_ON = timedelta(seconds=30)
_STAYS = frozenset({"co_authors"})
"""Fields that no step of a person takes back: who put a hand to words has done so, and never reviews them."""


@dataclass(frozen=True, slots=True)
class Change:
    """Fields of one record before and after an act; ``before`` None = it was made, ``after`` None = it was removed."""

    kind: str
    uid: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Recording:
    """Notes records as they are before an act changes, makes or removes them."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Record, dict[str, Any]]] = {}
        self._made: list[Record] = []
        self._gone: list[Change] = []

    def watch(self, record: Record) -> None:
        """To be called before the record is changed; the first call counts."""
        self._known.setdefault(record.uid, (record, plain_fields(record)))

    def made(self, record: Record) -> None:
        """To be called with each record the act adds."""
        self._made.append(record)

    def removed(self, record: Record) -> None:
        """To be called before the record is deleted."""
        self._known.pop(record.uid, None)
        self._gone.append(Change(record.kind, record.uid, plain_fields(record), None))

    def changes(self, *, hands: bool = False) -> tuple[Change, ...]:
        """What differs now; nothing for records that came out as they were.

        ``hands``: who put a hand to words too, for an act that is taken back with every word it brought.
        """
        found = []
        for record, before in self._known.values():
            after = plain_fields(record)
            differing = [name for name in before if before[name] != after[name] and (hands or name not in _STAYS)]
            if differing:
                kept = ({name: side[name] for name in differing} for side in (before, after))
                found.append(Change(record.kind, record.uid, *kept))
        return (*found, *(Change(record.kind, record.uid, None, plain_fields(record)) for record in self._made), *self._gone)


def push(work: Work, object_uid: str, name: str, changes: Iterable[Change], **values: Any) -> None:
    """Keep a step of ``object_uid``; its name is the sentence of the code ``name`` with ``values``. Nothing is kept for an act that
    changed nothing. What was taken back before and not done again is gone then.
    """
    name = canonical([name, values])
    change = canonical([asdict(each) for each in changes])
    if change != "[]":
        step = UndoStep(
            number=0, object_uid=object_uid, login=work.login, name=name, change=change, done_at=work.now(), size=len(change)
        )
        queries.put(work.session, step, KEPT)


def go_on(work: Work, object_uid: str, name: str, changes: Iterable[Change], **values: Any) -> None:
    """As ``push``, but one step with the one before where that did the same to the same field less than half a minute ago."""
    told = tuple(changes)
    if not _went_on(work, object_uid, canonical([name, values]), told):
        push(work, object_uid, name, told, **values)


def _went_on(work: Work, object_uid: str, name: str, changes: tuple[Change, ...]) -> bool:
    step = queries.next_step(work.session, object_uid, work.login, undone=False)
    if step is None or step.name != name or queries.next_step(work.session, object_uid, work.login, undone=True) is not None:
        return False
    earlier = [Change(**each) for each in json.loads(step.change)]
    if len(earlier) != 1 or len(changes) != 1 or work.now().replace(tzinfo=None) - step.done_at.replace(tzinfo=None) > _GOES_ON:
        return False
    old, new = earlier[0], changes[0]
    if old.uid != new.uid or not old.before or set(old.before) != set(new.before or {}):
        return False
    step.change, step.done_at = canonical([asdict(Change(new.kind, new.uid, old.before, new.after))]), work.now()
    return True


def forget(work: Work, object_uid: str) -> None:
    """Nothing of the object is taken back any more: it was signed off, or removed."""
    queries.forget(work.session, object_uid)


def last(connection: Any, object_uid: str, login: str, *, undone: bool = False) -> StepBack | None:
    """The person's next step back at the object, or forward with ``undone``."""
    found = queries.named(connection, object_uid, login, undone=undone)
    if found is None:
        return None
    code, values = json.loads(found[0])
    return StepBack(code, values, found[1])


def back(work: Work, object_uid: str) -> tuple[UndoStep, tuple[Record, ...]]:
    """Take the person's newest step back; the step and the records that stand after it.

    Raises Refused ``undo.nothing``, ``undo.changed_since`` when a record is no longer as the step left it.
    """
    return _step(work, object_uid, undone=False)


def forward(work: Work, object_uid: str) -> tuple[UndoStep, tuple[Record, ...]]:
    """Do again what was taken back last. Raises as ``back``."""
    return _step(work, object_uid, undone=True)


def _step(work: Work, object_uid: str, *, undone: bool) -> tuple[UndoStep, tuple[Record, ...]]:
    step = queries.next_step(work.session, object_uid, work.login, undone=undone)
    if step is None:
        raise Refused("undo.nothing")
    changes = [Change(**each) for each in json.loads(step.change)]
    if not undone:
        changes = [Change(each.kind, each.uid, each.after, each.before) for each in reversed(changes)]
    standing = [_applied(work, each) for each in changes]
    step.undone = not undone
    return step, tuple(record for record in standing if record is not None)


def take_back(work: Work, changes: Iterable[dict[str, Any]]) -> None:
    """Undo the changes of one act that kept them itself, the last first. Raises Refused ``undo.changed_since``."""
    for each in reversed([Change(**one) for one in changes]):
        _applied(work, Change(each.kind, each.uid, each.after, each.before))
        work.flush()


def _applied(work: Work, change: Change) -> Record | None:
    kind = kinds()[change.kind]
    record = work.session.get(kind, change.uid)
    if change.before is None:
        if isinstance(record, Finding) and record.deleted_at is not None:
            record.deleted_at = None
            return record
        if record is not None:
            raise Refused("undo.changed_since")
        return work.add(kind(uid=change.uid, **typed_fields(kind, change.after or {})))
    if record is None or any(plain(getattr(record, field)) != value for field, value in change.before.items()):
        raise Refused("undo.changed_since")
    if change.after is None and isinstance(record, Finding) and work.find(Evidence, finding_uid=record.uid) is not None:
        # What evidence belongs to stays with it, among what was deleted last.
        record.deleted_at = work.now()
        return record
    if change.after is None:
        work.session.delete(record)
        return None
    for field, value in typed_fields(kind, change.after).items():
        setattr(record, field, value)
    return record
