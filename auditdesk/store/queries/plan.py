"""The year's plan: its planned visits, who is away, and what the draft looks at of each firm."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from auditdesk.model.plan_rows import AbsenceRow
from auditdesk.model.terms import FactKind
from auditdesk.rules.finding_states import OPEN_STATES
from auditdesk.rules.tips import WAITING
from auditdesk.store.queries.tables import ABSENCE, ANSWER, FINDING, INSPECTOR, ITEM, PERSON, PLAN, PLANNED, TIP, VISIT

LED_BY = FactKind.LEAD_AUTHORITY.value
_TIPS_WAITING = tuple(sorted(state.value for state in WAITING))


def plan_states(connection: Connection) -> dict[int, str]:
    """Year → state of its plan, the newest year first."""
    found = connection.execute(select(PLAN.c.year, PLAN.c.state).order_by(PLAN.c.year.desc()))
    return {row.year: row.state for row in found}


def plan_year(connection: Connection, year: int) -> RowMapping | None:
    """The plan's own line; None where the year has no plan."""
    return connection.execute(select(PLAN).where(PLAN.c.year == year)).mappings().first()


def planned_visits(connection: Connection, year: int) -> tuple[RowMapping, ...]:
    """Planned visits of a year in the order of days, those without any last, each with its opened visit's number and day."""
    opened = (VISIT.c.number.label("visit_number"), VISIT.c.reference_date.label("visited_on"))
    handed_in = func.coalesce(VISIT.c.signed_off_at, VISIT.c.submitted_at).label("handed_in")
    chosen = (
        select(PLANNED, *opened, handed_in).outerjoin(VISIT, VISIT.c.uid == PLANNED.c.visit_uid).where(PLANNED.c.year == year)
    )
    ordered = chosen.order_by(PLANNED.c.starts_on.is_(None), PLANNED.c.starts_on, PLANNED.c.uid)
    return tuple(connection.execute(ordered).mappings())


def answered_whole(connection: Connection, year: int) -> frozenset[str]:
    """Visits of the year on whose checklists nothing is left to judge."""
    counted = (
        select(ITEM.c.visit_uid)
        .join(VISIT, VISIT.c.uid == ITEM.c.visit_uid)
        .outerjoin(ANSWER, ANSWER.c.visit_item_uid == ITEM.c.uid)
        .where(VISIT.c.year == year)
        .group_by(ITEM.c.visit_uid)
        .having(func.count() == func.count(ANSWER.c.judgement))
    )
    return frozenset(connection.execute(counted).scalars())


def absences(connection: Connection, first: date | None = None, last: date | None = None) -> tuple[AbsenceRow, ...]:
    """Who is away, in the order of days; only what touches the days from ``first`` to ``last``."""
    chosen = select(ABSENCE, PERSON.c.name.label("person")).outerjoin(PERSON, PERSON.c.login == ABSENCE.c.login)
    if first is not None:
        chosen = chosen.where(ABSENCE.c.ends_on >= first)
    if last is not None:
        chosen = chosen.where(ABSENCE.c.starts_on <= last)
    ordered = chosen.order_by(ABSENCE.c.starts_on, ABSENCE.c.login, ABSENCE.c.uid)
    return tuple(
        AbsenceRow(
            row["uid"],
            row["login"],
            row["person"] or row["login"],
            row["starts_on"],
            row["ends_on"],
            row["reason"],
            row["version"],
        )
        for row in connection.execute(ordered).mappings()
    )


def visits_of_ours(connection: Connection) -> dict[str, list[tuple[int, date, str, str]]]:
    """Firm uid → (year, reference date, uid, kind) of its visits by the exchange, the newest first."""
    chosen = select(VISIT.c.firm_uid, VISIT.c.year, VISIT.c.reference_date, VISIT.c.uid, VISIT.c.visit_kind)
    found: dict[str, list[tuple[int, date, str, str]]] = {}
    for row in connection.execute(
        chosen.where(VISIT.c.authority == "twse").order_by(VISIT.c.reference_date.desc(), VISIT.c.number.desc())
    ):
        found.setdefault(row.firm_uid, []).append((row.year, row.reference_date, row.uid, row.visit_kind))
    return found


def teams(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Visit uid → logins of its inspectors."""
    chosen = select(INSPECTOR.c.visit_uid, PERSON.c.login).join(PERSON, PERSON.c.uid == INSPECTOR.c.person_uid)
    found: dict[str, tuple[str, ...]] = {}
    for visit_uid, login in connection.execute(chosen.order_by(PERSON.c.login)):
        found[visit_uid] = (*found.get(visit_uid, ()), login)
    return found


def open_findings(connection: Connection) -> dict[str, int]:
    """Firm uid → how many of its findings are not decided yet."""
    states = [state.value if hasattr(state, "value") else str(state) for state in OPEN_STATES]
    return _counts(connection, select(FINDING.c.firm_uid, func.count()).where(FINDING.c.state.in_(states)), FINDING.c.firm_uid)


def open_tips(connection: Connection) -> dict[str, int]:
    """Firm uid → how many reports of weaknesses about it no visit has taken up yet; closed and withdrawn ones are left out."""
    chosen = select(TIP.c.firm_uid, func.count()).where(TIP.c.state.in_(_TIPS_WAITING), TIP.c.firm_uid.is_not(None))
    return _counts(connection, chosen, TIP.c.firm_uid)


def _counts(connection: Connection, chosen: Any, by: Any) -> dict[str, int]:
    return {uid: int(count) for uid, count in connection.execute(chosen.group_by(by))}


def year_of(connection: Connection, planned_uid: str) -> int | None:
    """The year whose plan holds the planned visit; None when there is no such one."""
    found = connection.execute(select(PLANNED.c.year).where(PLANNED.c.uid == planned_uid)).scalar()
    return None if found is None else int(found)
