"""Named steps back of objects: kept across restarts, not journaled (the acts they undo are)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from auditdesk.model.fieldwork_records import UndoStep

_TABLE: Any = UndoStep.__table__


def put(session: Session, step: UndoStep, keep: int) -> None:
    """Keep a step: what was taken back on the object is gone for good, and of the older ones ``keep`` stay."""
    steps = list(session.scalars(_of(step.object_uid, step.login).order_by(_TABLE.c.number)))
    for gone in [old for old in steps if old.undone] + [old for old in steps if not old.undone][: max(0, len(steps) - keep + 1)]:
        session.delete(gone)
    session.flush()
    step.number = int(session.scalar(select(func.coalesce(func.max(_TABLE.c.number), 0))) or 0) + 1
    session.add(step)


def next_step(session: Session, object_uid: str, login: str, *, undone: bool) -> UndoStep | None:
    """The newest step that stands, or the oldest of those taken back."""
    order = _TABLE.c.number.asc() if undone else _TABLE.c.number.desc()
    return session.scalars(_of(object_uid, login).where(_TABLE.c.undone.is_(undone)).order_by(order)).first()


def named(connection: Connection, object_uid: str, login: str, *, undone: bool) -> tuple[str, int] | None:
    """Name of the next step back (or forward) and how many there are."""
    chosen = select(_TABLE.c.name).where(_TABLE.c.object_uid == object_uid, _TABLE.c.login == login, _TABLE.c.undone.is_(undone))
    order = _TABLE.c.number.asc() if undone else _TABLE.c.number.desc()
    names = list(connection.execute(chosen.order_by(order)).scalars())
    return (str(names[0]), len(names)) if names else None


def forget(session: Session, object_uid: str) -> None:
    """Drop every step of an object, whoever did it."""
    for step in session.scalars(select(UndoStep).where(_TABLE.c.object_uid == object_uid)):
        session.delete(step)


def _of(object_uid: str, login: str) -> Any:
    return select(UndoStep).where(_TABLE.c.object_uid == object_uid, _TABLE.c.login == login)
