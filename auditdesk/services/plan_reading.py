"""A year's plan as it stands, read in one transaction: what the view shows and what the draft looks at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from auditdesk import places
from auditdesk.errors import Refused
from auditdesk.model.facts import DatedFact, FactsOnDay, Reason
from auditdesk.model.plan_rows import (
    AbsenceRow,
    Clash,
    CoverageRow,
    InspectorLoad,
    MonthLoad,
    PlannedState,
    PlannedVisitRow,
    PlanView,
)
from auditdesk.model.rulebook import Bilingual
from auditdesk.model.terms import Authority, FactKind, Role, VisitKind, VisitMode
from auditdesk.rules.firm_register import GONE, licence_at, licence_on
from auditdesk.rules.plan_clashes import Placed, clashes_of
from auditdesk.rules.plan_proposal import FirmDue
from auditdesk.rules.working_days import working_days
from auditdesk.services import undo
from auditdesk.services.firm_scope import scope_sizes
from auditdesk.services.office import Office
from auditdesk.store.queries import plan, register
from auditdesk.store.queries.register import FirmIdentity

COVERAGE_YEARS = 3
"""After so many audit years without a visit the coverage check names a firm."""


@dataclass(frozen=True, slots=True)
class YearRead:
    """What is known of a year: firms, people, absences, planned visits."""

    year: int
    head: Any
    firms: Mapping[str, FirmDue]
    identities: Mapping[str, FirmIdentity]
    names: Mapping[str, str]
    """Login → name of everybody who may be sent."""
    called: Mapping[str, str]
    """Login → name of everybody there ever was."""
    absences: tuple[AbsenceRow, ...]
    holidays: Mapping[date, str]
    holidays_known: bool
    planned: tuple[Any, ...]
    finished: frozenset[str]
    visits: Mapping[str, Sequence[tuple[int, date, str, str]]]
    teams: Mapping[str, tuple[str, ...]]
    standings: Mapping[str, tuple[DatedFact, ...]]
    """Firm uid → its facts about mergers and its licence, in the order in which they come to hold."""

    def placed(self) -> tuple[Placed, ...]:
        """The planned visits of ours that have days."""
        return tuple(
            Placed(
                row["uid"],
                row["firm_uid"],
                self.firm_name(row["firm_uid"]),
                row["visit_kind"],
                row["mode"],
                row["starts_on"],
                row["ends_on"],
                tuple(json.loads(row["inspectors"])),
                row["visited_on"],
            )
            for row in self.planned
            if row["starts_on"] is not None and row["authority"] == Authority.TWSE.value
        )

    def firm_name(self, uid: str) -> str:
        known = self.identities.get(uid)
        return (known.short_name or known.name) if known else ""

    def clashes(self) -> tuple[Clash, ...]:
        return clashes_of(self.year, self.placed(), self.absences, self.holidays, self.names)


def read_year(office: Office, connection: Any, year: int) -> YearRead:
    """Everything about a year, firms as they stand on its day nearest to today."""
    from auditdesk.exchange.holiday_files import read_holidays

    day = min(max(office.today(), date(year, 1, 1)), date(year, 12, 31))
    people = register.people(connection)
    sent = [one for one in people if one.active and Role.INSPECTOR.value in one.roles]
    holidays = read_holidays(places.shipped_data() / "holidays", year)
    visits, teams = plan.visits_of_ours(connection), plan.teams(connection)
    identities = {one.uid: one for one in register.firms(connection)}
    return YearRead(
        year=year,
        head=plan.plan_year(connection, year),
        firms=_firms(office, connection, year, day, identities, visits, teams),
        identities=identities,
        names={one.login: one.name for one in sent},
        called={one.login: one.name for one in people},
        absences=plan.absences(connection, date(year, 1, 1), date(year, 12, 31)),
        holidays=holidays or {},
        holidays_known=holidays is not None,
        planned=plan.planned_visits(connection, year),
        finished=plan.answered_whole(connection, year),
        visits=visits,
        teams=teams,
        standings=register.facts_of_kind(connection, (FactKind.MERGED_INTO, FactKind.LICENCE_STATE)),
    )


def _firms(
    office: Office,
    connection: Any,
    year: int,
    day: date,
    identities: Mapping[str, FirmIdentity],
    visits: Mapping[str, Sequence[tuple[int, date, str, str]]],
    teams: Mapping[str, tuple[str, ...]],
) -> dict[str, FirmDue]:
    holding = register.facts_on(connection, day)
    opened, tips = plan.open_findings(connection), plan.open_tips(connection)
    try:
        edition = office.rulebook.in_force(day)
    except Refused:
        edition = None
    known = {uid: FactsOnDay(firm.code, day, holding.get(uid, {})) for uid, firm in identities.items()}
    here = {uid: facts for uid, facts in known.items() if licence_on(facts.facts) not in GONE}
    sizes = scope_sizes(connection, office.rulebook, edition, here, day) if edition else {}
    found = {}
    for uid, facts in here.items():
        firm, size = identities[uid], sizes.get(uid)
        before = next((visit for visit in visits.get(uid, ()) if visit[0] < year), None)
        found[uid] = FirmDue(
            uid=uid,
            code=firm.code,
            name=firm.short_name or firm.name,
            tier=size.band if size else None,
            items=size.items if size else None,
            parts=size.parts if size else 1,
            last_visit=before[1] if before else None,
            last_team=teams.get(before[2], ()) if before else (),
            open_findings=opened.get(uid, 0),
            tips=tips.get(uid, 0),
            authority=str(facts.value(plan.LED_BY) or Authority.TWSE.value),
        )
    return found


def view_of(office: Office, connection: Any, read: YearRead) -> PlanView:
    """The frozen view. Raises Refused ``plan.unknown`` when the year has no plan."""
    head = read.head
    if head is None:
        raise Refused("plan.unknown", year=read.year)
    clashes = read.clashes()
    by_visit: dict[str, list[Clash]] = {}
    for clash in clashes:
        by_visit.setdefault(clash.planned_uid, []).append(clash)
    rows = [_row(read, row, tuple(by_visit.get(row["uid"], ()))) for row in read.planned]
    met = {row.firm_uid for row in rows}
    rows += [_without(read, firm) for uid, firm in read.firms.items() if uid not in met]
    visits = tuple(row for row in rows if row.starts_on is not None or row.led_elsewhere)
    object_uid, login = head["uid"], office.actor.login
    return PlanView(
        year=read.year,
        state=head["state"],
        authors=tuple(json.loads(head["authors"])),
        submitted_by=head["submitted_by"],
        submitted_at=head["submitted_at"],
        decided_by=head["decided_by"],
        decided_at=head["decided_at"],
        decision_reason=head["decision_reason"],
        visits=visits,
        unplaced=tuple(row for row in rows if row.starts_on is None and not row.led_elsewhere),
        people=_loads(read, clashes),
        absences=read.absences,
        clashes=clashes,
        coverage=coverage_of(read, COVERAGE_YEARS),
        holidays=tuple(sorted(read.holidays.items())),
        holidays_known=read.holidays_known,
        undo=undo.last(connection, object_uid, login),
        redo=undo.last(connection, object_uid, login, undone=True),
        version=head["version"],
    )


def _row(read: YearRead, row: Any, clashes: tuple[Clash, ...]) -> PlannedVisitRow:
    team = tuple(json.loads(row["inspectors"]))
    state = PlannedState.PLANNED
    if row["visit_uid"] is not None:
        done = row["handed_in"] is not None or row["visit_uid"] in read.finished
        state = PlannedState.DONE if done else PlannedState.UNDER_WAY
    firm, due = read.identities[row["firm_uid"]], read.firms.get(row["firm_uid"])
    return PlannedVisitRow(
        uid=row["uid"],
        firm_uid=firm.uid,
        firm_code=firm.code,
        firm_name=firm.name,
        short_name=firm.short_name,
        other_names=tuple(dict.fromkeys((*firm.former_names, *firm.spellings))),
        tier=due.tier if due else None,
        items=due.items if due else None,
        kind=row["visit_kind"],
        mode=row["mode"],
        authority=row["authority"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        inspectors=team,
        inspector_names=tuple(read.called.get(login, login) for login in team),
        why=_with_names(read.called, reasons_from(row["why"])),
        state=state.value,
        changed_after_approval=row["changed_after_approval"],
        visit_uid=row["visit_uid"],
        visit_number=row["visit_number"] or "",
        last_visit=due.last_visit if due else None,
        open_findings=due.open_findings if due else 0,
        tips=due.tips if due else 0,
        clashes=clashes,
        version=row["version"],
        licence=firm.licence if row["starts_on"] is None else licence_at(read.standings.get(firm.uid, ()), row["starts_on"]),
    )


def _without(read: YearRead, due: FirmDue) -> PlannedVisitRow:
    """A firm that came into the register after the plan was made."""
    firm = read.identities[due.uid]
    others = tuple(dict.fromkeys((*firm.former_names, *firm.spellings)))
    why = (
        Reason("plan.why.led_elsewhere", True, {"authority": due.authority})
        if due.authority != Authority.TWSE.value
        else Reason("plan.why.not_in_plan", False)
    )
    return PlannedVisitRow(
        uid="",
        firm_uid=firm.uid,
        firm_code=firm.code,
        firm_name=firm.name,
        short_name=firm.short_name,
        other_names=others,
        tier=due.tier,
        items=due.items,
        kind=VisitKind.ROUTINE.value,
        mode=VisitMode.ONSITE.value,
        authority=due.authority,
        starts_on=None,
        ends_on=None,
        inspectors=(),
        inspector_names=(),
        why=(why,),
        state=PlannedState.PLANNED.value,
        changed_after_approval=False,
        visit_uid=None,
        visit_number="",
        last_visit=due.last_visit,
        open_findings=due.open_findings,
        tips=due.tips,
        clashes=(),
        version=0,
        licence=firm.licence,
    )


def _loads(read: YearRead, clashes: Sequence[Clash]) -> tuple[InspectorLoad, ...]:
    months = [working_days(date(read.year, month, 1), _month_end(read.year, month), read.holidays) for month in range(1, 13)]
    placed = read.placed()
    loads = []
    for login, name in read.names.items():
        own = [one for one in placed if login in one.inspectors]
        on = [day for one in own for day in working_days(one.starts_on, one.ends_on, read.holidays)]
        away = {
            day
            for absence in read.absences
            if absence.login == login
            for day in working_days(
                max(absence.starts_on, date(read.year, 1, 1)), min(absence.ends_on, date(read.year, 12, 31)), read.holidays
            )
        }
        told = []
        for days in months:
            here = [day for day in on if day in days]
            twice = len(here) - len(set(here)) + len(set(here) & away)
            told.append(MonthLoad(len(days), len(set(here)), len((away & set(days)) - set(here)), twice))
        loads.append(InspectorLoad(login, name, len(own), tuple(told)))
    return tuple(loads)


def _month_end(year: int, month: int) -> date:
    return date.fromordinal((date(year + month // 12, month % 12 + 1, 1)).toordinal() - 1)


def coverage_of(read: YearRead, years: int) -> tuple[CoverageRow, ...]:
    """Firms of ours without a visit in the ``years`` audit years before the plan's, those never visited first."""
    dated = {one.firm_uid for one in read.placed()}
    found = []
    for uid, firm in read.firms.items():
        if firm.authority != Authority.TWSE.value:
            continue
        seen = max((visit[0] for visit in read.visits.get(uid, ()) if visit[0] < read.year), default=None)
        if seen is None or seen < read.year - years:
            found.append(CoverageRow(firm.code, firm.name, seen, uid in dated))
    return tuple(sorted(found, key=lambda row: (row.last_year or 0, row.firm_code)))


def _with_names(called: Mapping[str, str], reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """People of the reasons by name, as everywhere on the screen; their logins are what is kept."""
    told = []
    for reason in reasons:
        values = dict(reason.values)
        if "login" in values:
            values["login"] = called.get(values["login"], values["login"])
        if "logins" in values:
            values["logins"] = [called.get(login, login) for login in values["logins"]]
        told.append(Reason(reason.code, reason.holds, values))
    return tuple(told)


def reasons_from(text: str) -> tuple[Reason, ...]:
    """Reasons as they were kept, days and bilingual words as such again."""
    return tuple(
        Reason(each["code"], each["holds"], {name: _value(name, value) for name, value in each["values"].items()})
        for each in json.loads(text)
    )


def kept_reasons(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    """Reasons as plain values to be kept."""
    kept = []
    for reason in reasons:
        values = {
            name: {"zh": value.zh, "en": value.en} if isinstance(value, Bilingual) else value
            for name, value in reason.values.items()
        }
        kept.append({"code": reason.code, "holds": reason.holds, "values": values})
    return kept


_DAYS = frozenset({"day", "due", "wanted", "first", "last"})


def _value(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return Bilingual(**value)
    if isinstance(value, list):
        return tuple(value)
    return date.fromisoformat(value) if name in _DAYS and isinstance(value, str) else value
