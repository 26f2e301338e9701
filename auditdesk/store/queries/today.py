"""What the first page of a day counts that no other list reads."""

from __future__ import annotations

import json
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from auditdesk.model.terms import FindingState
from auditdesk.rules.finding_states import COUNTED_STATES
from auditdesk.store.queries.fieldwork_screen import aware
from auditdesk.store.queries.tables import FINDING, FIRM, INSPECTOR, PERSON, PLANNED, VISIT

_OPEN = tuple(sorted(state.value for state in COUNTED_STATES if state is not FindingState.CLOSED))


def open_findings(connection: Connection) -> tuple[tuple[str, date], ...]:
    """(firm, day of acceptance) of every accepted finding that is not closed. The day is the local one."""
    wanted = (
        select(FINDING.c.firm_uid, FINDING.c.decided_at, FINDING.c.recorded_at)
        .join(VISIT, VISIT.c.uid == FINDING.c.visit_uid)
        .where(FINDING.c.state.in_(_OPEN), FINDING.c.deleted_at.is_(None), VISIT.c.removed_on.is_(None))
    )
    return tuple((row[0], _day(row[1] or row[2])) for row in connection.execute(wanted))


def visited(connection: Connection, year: int) -> dict[str, date]:
    """Firm → reference date of its first visit of the year."""
    wanted = select(VISIT.c.firm_uid, func.min(VISIT.c.reference_date)).where(VISIT.c.year == year)
    return {row[0]: row[1] for row in connection.execute(wanted.group_by(VISIT.c.firm_uid))}


def planned(connection: Connection, year: int) -> dict[str, date]:
    """Firm → last planned day of its first visit of the year; firms without days are left out."""
    wanted = select(PLANNED.c.firm_uid, func.min(PLANNED.c.ends_on)).where(PLANNED.c.year == year)
    wanted = wanted.where(PLANNED.c.ends_on.is_not(None))
    return {row[0]: row[1] for row in connection.execute(wanted.group_by(PLANNED.c.firm_uid))}


def planned_between(connection: Connection, first: date, last: date) -> tuple[tuple[date, str, str, tuple[str, ...]], ...]:
    """(first day, uid, firm's name, inspectors) of visits planned to begin from ``first`` to ``last`` and not opened yet."""
    wanted = (
        select(PLANNED.c.starts_on, PLANNED.c.uid, FIRM.c.name, PLANNED.c.inspectors)
        .join(FIRM, FIRM.c.uid == PLANNED.c.firm_uid)
        .where(PLANNED.c.starts_on.between(first, last), PLANNED.c.visit_uid.is_(None))
    )
    rows = connection.execute(wanted.order_by(PLANNED.c.starts_on, FIRM.c.code))
    return tuple((row[0], row[1], row[2], tuple(json.loads(row[3]))) for row in rows)


def next_planned(connection: Connection, after: date) -> tuple[date, str, str] | None:
    """(first day, uid, firm's name) of the next visit planned to begin after a day."""
    wanted = select(PLANNED.c.starts_on, PLANNED.c.uid, FIRM.c.name).join(FIRM, FIRM.c.uid == PLANNED.c.firm_uid)
    wanted = wanted.where(PLANNED.c.starts_on > after, PLANNED.c.visit_uid.is_(None))
    row = connection.execute(wanted.order_by(PLANNED.c.starts_on, FIRM.c.code).limit(1)).first()
    return None if row is None else (row[0], row[1], row[2])


def own_visits(connection: Connection, login: str) -> frozenset[str]:
    """Visits on which the person is an inspector."""
    wanted = select(INSPECTOR.c.visit_uid).join(PERSON, PERSON.c.uid == INSPECTOR.c.person_uid).where(PERSON.c.login == login)
    return frozenset(connection.execute(wanted).scalars())


def _day(moment: datetime) -> date:
    return aware(moment).astimezone().date()
