"""The year's plan: drafted with reasons, changed with steps back, approved by a second supervisor, changed visibly after that."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from auditdesk.errors import Refused
from auditdesk.model.facts import FactsOnDay, Reason
from auditdesk.model.fieldwork_records import PlannedVisit, PlanYear
from auditdesk.model.plan_commands import AddPlanned, AssignPlanned, ChangePlanned, DropPlanned, MovePlanned
from auditdesk.model.plan_rows import CoverageRow, PlannedState, PlanState, PlanView, Remedies
from auditdesk.model.records import Firm, Person
from auditdesk.model.terms import Authority
from auditdesk.progress import Progress, silent
from auditdesk.rules.firm_register import demand_still_there
from auditdesk.rules.plan_proposal import propose
from auditdesk.rules.plan_remedies import free_dates, replacements, to_replace
from auditdesk.rules.sign_off import demand_reason, demand_second_person
from auditdesk.rules.working_days import moved
from auditdesk.services import undo
from auditdesk.services.office import Office
from auditdesk.services.plan_drafting import draft_into, kept_text
from auditdesk.services.plan_reading import COVERAGE_YEARS, YearRead, coverage_of, read_year, reasons_from, view_of
from auditdesk.services.undo import Recording
from auditdesk.store.queries import plan as queries
from auditdesk.store.queries import register
from auditdesk.store.work import Work
from auditdesk.words import Words

LONGEST = timedelta(days=60)
FARTHEST = 400
"""Calendar days that one order may move a visit."""


class PlanService:
    """Acts on plans. Absences are kept by ``AbsenceService``."""

    def __init__(self, office: Office) -> None:
        self._office = office

    # reading

    def years(self) -> dict[int, str]:
        """Year → state of its plan, the newest first."""
        with self._office.store.read() as connection:
            return queries.plan_states(connection)

    def view(self, year: int) -> PlanView:
        """The whole plan of a year. Raises Refused ``plan.unknown``."""
        with self._office.store.read() as connection:
            if queries.plan_year(connection, year) is None:
                raise Refused("plan.unknown", year=year)
            return view_of(self._office, connection, read_year(self._office, connection, year))

    def coverage(self, year: int, years: int = COVERAGE_YEARS) -> tuple[CoverageRow, ...]:
        """Firms of ours that were not visited in the ``years`` audit years before ``year``, whether it has a plan or not."""
        with self._office.store.read() as connection:
            return coverage_of(read_year(self._office, connection, year), years)

    def replacements(self, planned: str) -> Remedies:
        """Who could come instead of whom a clash names, best first, and the next free days of the team as it is.

        Raises Refused ``plan.visit_unknown``.
        """
        with self._office.store.read() as connection:
            year = queries.year_of(connection, planned)
            if year is None:
                raise Refused("plan.visit_unknown", planned=planned)
            read = read_year(self._office, connection, year)
        placed = read.placed()
        one = next((each for each in placed if each.uid == planned), None)
        if one is None:
            return Remedies(planned, None, (), ())
        told = [clash for clash in read.clashes() if clash.planned_uid == planned]
        people = replacements(one, placed, read.absences, read.holidays, read.names)
        dates = free_dates(year, one, placed, read.absences, read.holidays, read.names, self._first_day(year))
        return Remedies(planned, to_replace(one.inspectors, told), people, dates)

    def export(self, year: int, path: Path, words: Words, progress: Progress = silent) -> int:
        """Write the plan as XLSX, ODS, CSV, JSON or, by the suffix ``.ics``, as a calendar; returns how many visits.

        Raises Refused ``plan.unknown``, ``export.unknown_format``; Unavailable for the disk.
        """
        from auditdesk.services.plan_export import write_plan

        view = self.view(year)
        self._office.sign()
        return write_plan(view, path, words, self._office.store.clock(), progress)

    # acts on the whole year

    def start(self, year: int, copy_from: int | None = None) -> PlanView:
        """Begin a plan: empty, or with the firms, kinds and teams of another year's, without days.

        Raises Refused ``plan.exists``, ``plan.unknown`` (the year to copy), ``plan.bad_year``.
        """
        with self._office.work("plan.write") as work:
            self._begin(work, year)
            if copy_from is not None:
                if work.find(PlanYear, year=copy_from) is None:
                    raise Refused("plan.unknown", year=copy_from)
                self._copy(work, year, copy_from)
            work.commit()
        return self.view(year)

    def propose(self, year: int) -> PlanView:
        """Draft the year: days and team for every firm, each with its why; a plan is begun where there is none.

        What was opened or decided by hand stays, and in an approved plan everything that has days: only gaps are filled then, and
        marked as changed. Raises Refused ``plan.waiting``, ``plan.bad_year``; BadInput ``holidays.faulty``.
        """
        with self._office.work("plan.write") as work:
            head = self._begin(work, year) if work.find(PlanYear, year=year) is None else self._open(work, year)
            work.flush()
            read = read_year(self._office, work.session.connection(), year)
            fixed = [one for one in read.placed() if head.state == PlanState.APPROVED or _stays(read, one.uid)]
            met = {
                row["firm_uid"] for row in read.planned if row["uid"] in {one.uid for one in fixed} or _stays(read, row["uid"])
            }
            visited = {uid for uid, seen in read.visits.items() if any(visit[0] == year for visit in seen)}
            due = [firm for uid, firm in read.firms.items() if uid not in met and uid not in visited]
            first = self._first_day(year)
            made = propose(year, due, fixed, tuple(read.names), read.absences, read.holidays, first)
            recording = Recording()
            draft_into(work, read, made, recording, approved=head.state == PlanState.APPROVED)
            self._keep(work, head, recording, "plan.step.propose", year=year)
        return self.view(year)

    def submit(self, year: int, seen: int | None = None) -> PlanView:
        """Hand the plan to a second supervisor; it takes no changes until then.

        Raises Refused ``plan.unknown``, ``plan.wrong_state``, ``plan.empty``; Conflict.
        """
        with self._office.work("plan.submit") as work:
            head = self._head(work, year, seen)
            _demand_state(head, PlanState.DRAFT, PlanState.RETURNED)
            if not work.all(PlannedVisit, year=year):
                raise Refused("plan.empty", year=year)
            head.state, head.submitted_by, head.submitted_at = PlanState.SUBMITTED.value, work.login, work.now()
            head.decided_by, head.decided_at, head.decision_reason = None, None, ""
            work.commit()
        return self.view(year)

    def approve(self, year: int, seen: int | None = None) -> PlanView:
        """Approve as somebody who wrote nothing of it; changes are marked from then on.

        Raises Refused ``plan.unknown``, ``plan.wrong_state``, ``four_eyes.author``; Conflict.
        """
        return self._decide(year, PlanState.APPROVED, "", seen)

    def send_back(self, year: int, reason: str, seen: int | None = None) -> PlanView:
        """Back to its authors. Raises as ``approve``, and Refused ``reason.needed``."""
        return self._decide(year, PlanState.RETURNED, demand_reason(reason, "plan.decide"), seen)

    # acts on one planned visit; each returns the plan of its year

    def move(self, order: MovePlanned) -> PlanView:
        """Move a visit by calendar days, as many working days long as before.

        Raises Refused ``plan.visit_unknown``, ``plan.visit_opened``, ``plan.no_days``, ``plan.too_far``, ``plan.waiting``; Conflict.
        """
        if abs(order.days) > FARTHEST:
            raise Refused("plan.too_far", days=order.days)
        with self._office.work("plan.write") as work:
            planned, head = self._planned(work, order.planned, order.seen)
            if planned.starts_on is None or planned.ends_on is None:
                raise Refused("plan.no_days")
            holidays = read_year_holidays(planned.year, order.days, planned.starts_on)
            recording = Recording()
            recording.watch(planned)
            planned.starts_on, planned.ends_on = moved(planned.starts_on, planned.ends_on, order.days, holidays)
            self._by_hand(work, planned, head)
            self._keep(work, head, recording, "plan.step.move", firm=_name(work, planned))
        return self.view(head.year)

    def assign(self, order: AssignPlanned) -> PlanView:
        """Give a visit its team. Raises Refused ``person.unknown`` and as ``move``."""
        with self._office.work("plan.write") as work:
            planned, head = self._planned(work, order.planned, order.seen)
            recording = Recording()
            recording.watch(planned)
            planned.inspectors = json.dumps(_team(work, order.inspectors))
            self._by_hand(work, planned, head)
            self._keep(work, head, recording, "plan.step.assign", firm=_name(work, planned))
        return self.view(head.year)

    def change(self, order: ChangePlanned) -> PlanView:
        """State a visit anew. Raises Refused ``plan.days_wrong``, ``person.unknown`` and as ``move``."""
        with self._office.work("plan.write") as work:
            planned, head = self._planned(work, order.planned, order.seen)
            _demand_days(head.year, order.starts_on, order.ends_on)
            recording = Recording()
            recording.watch(planned)
            planned.visit_kind, planned.mode = order.kind.value, order.mode.value
            planned.authority = order.authority.value
            planned.starts_on, planned.ends_on = order.starts_on, order.ends_on
            planned.inspectors = json.dumps(_team(work, order.inspectors))
            self._by_hand(work, planned, head)
            self._keep(work, head, recording, "plan.step.change", firm=_name(work, planned))
        return self.view(head.year)

    def add(self, order: AddPlanned) -> PlanView:
        """Plan a visit of a firm; one that waits for days gets these. Raises Refused ``firm.unknown``, ``plan.days_wrong``,
        ``person.unknown``, ``plan.unknown``, ``plan.waiting``, ``firm.merged_on_day``, ``firm.withdrawn_on_day``."""
        with self._office.work("plan.write") as work:
            head = self._open(work, order.year)
            firm = work.find(Firm, code=order.firm_code, listed=True)
            if firm is None:
                raise Refused("firm.unknown", firm=order.firm_code)
            _demand_days(order.year, order.starts_on, order.ends_on)
            day = order.starts_on or date(order.year, 1, 1)
            holding = register.facts_on(work.session.connection(), day, firm.uid).get(firm.uid, {})
            demand_still_there(FactsOnDay(firm.code, day, holding))
            recording = Recording()
            waiting = [one for one in work.all(PlannedVisit, year=order.year, firm_uid=firm.uid) if one.starts_on is None]
            if waiting:
                planned = waiting[0]
                recording.watch(planned)
            else:
                planned = work.add(_blank(work, order.year, firm.uid))
                recording.made(planned)
            planned.visit_kind, planned.mode, planned.authority = order.kind.value, order.mode.value, order.authority.value
            planned.starts_on, planned.ends_on = order.starts_on, order.ends_on
            planned.inspectors = json.dumps(_team(work, order.inspectors))
            self._by_hand(work, planned, head)
            self._keep(work, head, recording, "plan.step.add", firm=_name(work, planned))
        return self.view(order.year)

    def drop(self, order: DropPlanned) -> PlanView:
        """Take a visit off the plan. Raises as ``move``."""
        with self._office.work("plan.write") as work:
            planned, head = self._planned(work, order.planned, order.seen)
            name = _name(work, planned)
            recording = Recording()
            recording.removed(planned)
            work.session.delete(planned)
            self._keep(work, head, recording, "plan.step.drop", firm=name)
        return self.view(head.year)

    # steps

    def undo(self, year: int) -> PlanView:
        """Take this person's newest step at the plan back. Raises Refused ``undo.nothing``, ``undo.changed_since``, ``plan.waiting``."""
        return self._step(year, forward=False)

    def redo(self, year: int) -> PlanView:
        """Do again what was taken back. Raises as ``undo``."""
        return self._step(year, forward=True)

    def _step(self, year: int, *, forward: bool) -> PlanView:
        with self._office.work("plan.write") as work:
            head = self._open(work, year)
            _, records = undo.forward(work, head.uid) if forward else undo.back(work, head.uid)
            if head.state == PlanState.APPROVED:
                for record in records:
                    if isinstance(record, PlannedVisit):
                        record.changed_after_approval = True
            self._authored(work, head)
            work.commit()
        return self.view(year)

    # inside

    def _first_day(self, year: int) -> date:
        return max(date(year, 1, 1), self._office.today() + timedelta(days=1))

    def _begin(self, work: Work, year: int) -> PlanYear:
        if not 1990 <= year <= self._office.today().year + 5:
            raise Refused("plan.bad_year", year=year)
        if work.find(PlanYear, year=year) is not None:
            raise Refused("plan.exists", year=year)
        authors = json.dumps([work.login])
        return work.add(PlanYear(uid=str(year), year=year, state=PlanState.DRAFT.value, authors=authors))

    def _head(self, work: Work, year: int, seen: int | None = None) -> PlanYear:
        found = work.find(PlanYear, year=year)
        if found is None:
            raise Refused("plan.unknown", year=year)
        return work.get(PlanYear, found.uid, seen=seen)

    def _open(self, work: Work, year: int) -> PlanYear:
        head = self._head(work, year)
        if head.state == PlanState.SUBMITTED:
            raise Refused("plan.waiting", year=year)
        return head

    def _planned(self, work: Work, uid: str, seen: int | None) -> tuple[PlannedVisit, PlanYear]:
        if work.find(PlannedVisit, uid=uid) is None:
            raise Refused("plan.visit_unknown", planned=uid)
        planned = work.get(PlannedVisit, uid, seen=seen)
        head = self._open(work, planned.year)
        if planned.visit_uid is not None:
            raise Refused("plan.visit_opened", firm=_name(work, planned))
        return planned, head

    def _by_hand(self, work: Work, planned: PlannedVisit, head: PlanYear) -> None:
        reasons = [reason for reason in reasons_from(planned.why) if reason.code != "plan.why.by_hand" and reason.holds]
        by_hand = Reason("plan.why.by_hand", True, {"login": work.login, "day": self._office.today()})
        planned.why = kept_text((*reasons, by_hand))
        if head.state == PlanState.APPROVED:
            planned.changed_after_approval = True

    def _authored(self, work: Work, head: PlanYear) -> None:
        authors = json.loads(head.authors)
        if work.login not in authors:
            head.authors = json.dumps(sorted({*authors, work.login}))

    def _keep(self, work: Work, head: PlanYear, recording: Recording, step: str, **values: object) -> None:
        self._authored(work, head)
        undo.push(work, head.uid, step, recording.changes(), **values)
        work.commit()

    def _copy(self, work: Work, year: int, copy_from: int) -> None:
        for old in work.all(PlannedVisit, year=copy_from):
            new = _blank(work, year, old.firm_uid)
            new.visit_kind, new.mode, new.authority, new.inspectors = old.visit_kind, old.mode, old.authority, old.inspectors
            new.why = kept_text((Reason("plan.why.copied", False, {"year": copy_from}),))
            work.add(new)

    def _decide(self, year: int, state: PlanState, reason: str, seen: int | None) -> PlanView:
        with self._office.work("plan.decide") as work:
            head = self._head(work, year, seen)
            _demand_state(head, PlanState.SUBMITTED)
            demand_second_person(work.login, {*json.loads(head.authors), head.submitted_by or ""})
            head.state, head.decided_by, head.decided_at = state.value, work.login, work.now()
            head.decision_reason = reason
            if state is PlanState.APPROVED:
                head.authors = "[]"
            work.commit()
        return self.view(year)


def _stays(read: YearRead, uid: str) -> bool:
    """Opened, or decided by a person."""
    row = next(row for row in read.planned if row["uid"] == uid)
    return row["visit_uid"] is not None or '"plan.why.by_hand"' in row["why"]


def read_year_holidays(year: int, days: int, starts_on: date) -> dict[date, str]:
    """The public holidays of the years that a move may touch."""
    from auditdesk import places
    from auditdesk.exchange.holiday_files import read_holidays

    touched = {year, starts_on.year, (starts_on + timedelta(days=days)).year}
    found: dict[date, str] = {}
    for each in sorted(touched):
        found.update(read_holidays(places.shipped_data() / "holidays", each) or {})
    return found


def _demand_state(head: PlanYear, *states: PlanState) -> None:
    if head.state not in {state.value for state in states}:
        raise Refused("plan.wrong_state", year=head.year, plan_state=head.state)


def _demand_days(year: int, first: date | None, last: date | None) -> None:
    if first is None and last is None:
        return
    if first is None or last is None or not first <= last <= first + LONGEST or abs(first.year - year) > 1:
        raise Refused("plan.days_wrong", year=year, days=LONGEST.days)


def _team(work: Work, logins: Sequence[str]) -> list[str]:
    for login in logins:
        if work.find(Person, login=login) is None:
            raise Refused("person.unknown", login=login)
    return list(dict.fromkeys(logins))


def _name(work: Work, planned: PlannedVisit) -> str:
    firm = work.get(Firm, planned.firm_uid)
    return firm.short_name or firm.name


def _blank(work: Work, year: int, firm_uid: str) -> PlannedVisit:
    return PlannedVisit(
        uid=work.new_uid(),
        year=year,
        firm_uid=firm_uid,
        visit_kind="routine",
        mode="onsite",
        authority=Authority.TWSE.value,
        state=PlannedState.PLANNED.value,
    )
