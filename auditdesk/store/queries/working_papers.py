"""What a visit's papers read beside its screen: its history after it was handed in, and sign-offs that were withdrawn."""

from __future__ import annotations

from sqlalchemy import Connection, func, or_, select

from auditdesk.model.working_papers import ReopeningRow
from auditdesk.store.queries.fieldwork_screen import ASSIGNMENT, NOTE, aware
from auditdesk.store.queries.tables import (
    ANSWER,
    EVIDENCE,
    FINDING,
    INSPECTOR,
    INTERVIEW,
    ITEM,
    JOURNAL,
    REOPENING,
    SAMPLE,
    TIP_LINK,
    VISIT,
)

_HANDED_IN = "visits.submit"


def handed_in(connection: Connection, visit_uid: str) -> int | None:
    """The number of the journal line by which a visit was first handed in; None while it never was."""
    chosen = select(func.min(JOURNAL.c.sequence)).where(JOURNAL.c.object_uid == visit_uid, JOURNAL.c.act == _HANDED_IN)
    return connection.execute(chosen).scalar()


def history(connection: Connection, visit_uid: str, since: int = 0) -> tuple[int, ...]:
    """The numbers of the journal lines about a visit and everything of it from line ``since`` on, in the order of time.

    Lines about what was taken away for good since then are known by the visit that they name themselves.
    """
    items = select(ITEM.c.uid).where(ITEM.c.visit_uid == visit_uid)
    findings = select(FINDING.c.uid).where(FINDING.c.visit_uid == visit_uid)
    parts = [items, findings, select(VISIT.c.uid).where(VISIT.c.uid == visit_uid)]
    parts += [
        select(table.c.uid).where(table.c.visit_uid == visit_uid)
        for table in (NOTE, SAMPLE, INTERVIEW, ASSIGNMENT, INSPECTOR, REOPENING)
    ]
    parts.append(select(ANSWER.c.uid).where(ANSWER.c.visit_item_uid.in_(items)))
    parts.append(select(EVIDENCE.c.uid).where(or_(EVIDENCE.c.visit_uid == visit_uid, EVIDENCE.c.finding_uid.in_(findings))))
    parts.append(select(TIP_LINK.c.uid).where(TIP_LINK.c.object_uid == visit_uid))
    named = f'%"visit_uid":"{visit_uid}"%'
    about = [JOURNAL.c.object_uid.in_(part) for part in parts]
    chosen = select(JOURNAL.c.sequence).where(
        JOURNAL.c.sequence >= since, or_(*about, JOURNAL.c.before.like(named), JOURNAL.c.after.like(named))
    )
    return tuple(connection.execute(chosen.order_by(JOURNAL.c.sequence)).scalars())


def reopenings(connection: Connection, visit_uid: str) -> tuple[ReopeningRow, ...]:
    """Sign-offs of a visit that were withdrawn, in the order of time."""
    chosen = select(REOPENING).where(REOPENING.c.visit_uid == visit_uid).order_by(REOPENING.c.reopened_at, REOPENING.c.uid)
    return tuple(
        ReopeningRow(
            signed_off_by=row["signed_off_by"],
            signed_off_at=aware(row["signed_off_at"]),
            reopened_by=row["reopened_by"],
            reopened_at=aware(row["reopened_at"]),
            reason=row["reason"],
        )
        for row in connection.execute(chosen).mappings()
    )
