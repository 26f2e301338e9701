"""The first page of a day: what waits for the person, who is out, what comes next, and the figures of the year.

It decides nothing and stores nothing: each line is counted by the service whose place it leads to, so that page and list agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from auditdesk.errors import Refused
from auditdesk.model.findings_list import FindingFilter
from auditdesk.model.notice_draft_rows import Readiness
from auditdesk.model.rulebook import Bilingual, Edition, StaffingBand
from auditdesk.model.terms import FindingState
from auditdesk.model.today import Coming, Figures, OutVisit, SectionFigure, Today
from auditdesk.rules import today as rules
from auditdesk.rules.working_days import working_days
from auditdesk.services.measures import holidays_from
from auditdesk.services.today_tasks import Counted, tasks_of
from auditdesk.store.queries import today as queries
from auditdesk.store.queries.review import names as names_of

AHEAD = 7
"""Days ahead that are listed, today included."""
_SHOWN_SECTIONS = 6
_FAILING = tuple(state.value for state in FindingState if state is not FindingState.WITHDRAWN)


class TodayService:
    """Reads only."""

    def __init__(self, counted: Counted) -> None:
        self._desk = counted
        self._office = counted.office

    def show(self, *, whole_office: bool = False) -> Today:
        """The page for the person; ``whole_office`` lists what waits for anybody, each marked whether the person may do it."""
        desk, today = self._desk, self._office.today()
        year = desk.notice_register.next_year()
        readiness = desk.notice_register.readiness(year)
        ages = self._queue_ages()
        tasks = rules.ordered(tasks_of(desk, readiness, ages))
        coming, following = self._coming(readiness)
        return Today(
            on=today,
            tasks=tasks if whole_office else tuple(task for task in tasks if task.mine),
            out=self._out(),
            coming=coming,
            next_coming=following,
            figures=self._figures(ages),
            notice_year=year,
            days_left=readiness.days_left,
        )

    def figures(self) -> Figures:
        """The six figures of the year that is worked on."""
        return self._figures(self._queue_ages())

    def _figures(self, ages: Sequence[int]) -> Figures:
        desk, today = self._desk, self._office.today()
        firms = desk.firms.list(today)
        edition = self._edition()
        table = edition.tables.staffing_on(today) if edition is not None else None
        bands: tuple[StaffingBand, ...] = tuple(table.bands) if table is not None else ()
        with self._office.store.read() as connection:
            visited, planned = queries.visited(connection, today.year), queries.planned(connection, today.year)
            opened = queries.open_findings(connection)
        return Figures(
            year=today.year,
            progress=rules.year_progress(today.year, planned, visited, today),
            sections=self._sections(today.year),
            queue=rules.queue_figures(ages),
            replies=rules.reply_figures(desk.letters.track(today.year)),
            open_ages=rules.open_ages(opened, {firm.uid: firm.staffing_band for firm in firms}, bands, today),
            staffing=rules.staffing_figures(firms, bands),
        )

    # the figures

    def _sections(self, year: int) -> tuple[SectionFigure, ...]:
        """The sections with the most findings of the year, then those that had some the year before."""
        counts = self._desk.finding_list.groups
        own, before = (
            {group.key: group.findings for group in counts("section", FindingFilter(states=_FAILING, years=(one,)))}
            for one in (year, year - 1)
        )
        codes = sorted({*own, *before}, key=lambda code: (-own.get(code, 0), -before.get(code, 0), code))
        names = self._section_names()
        return tuple(
            SectionFigure(code, names.get(code, Bilingual("", "")), own.get(code, 0), before.get(code, 0))
            for code in codes[:_SHOWN_SECTIONS]
        )

    def _section_names(self) -> dict[str, Bilingual]:
        edition = self._edition()
        return {} if edition is None else {section.code: section.name for section in edition.sections}

    def _edition(self) -> Edition | None:
        """The edition in force today; None before the first one."""
        try:
            return self._office.rulebook.in_force(self._office.today())
        except Refused:
            return None

    def _queue_ages(self) -> list[int]:
        """Working days that each finding has waited for its review."""
        today = self._office.today()
        days: dict[date, int] = {}
        ages = []
        for place in self._desk.review.waiting():
            day = datetime.fromisoformat(place.submitted_at[:19]).replace(tzinfo=UTC).astimezone().date()
            if day not in days:
                days[day] = max(0, len(working_days(day, today, holidays_from(day))) - 1) if day <= today else 0
            ages.append(days[day])
        return ages

    # who is out, what comes

    def _out(self) -> tuple[OutVisit, ...]:
        desk = self._desk
        away = {uid for row in desk.parcels.outs() if row.state == "out" for uid in row.visit_uids}
        with self._office.store.read() as connection:
            own = queries.own_visits(connection, self._office.actor.login)
            names = names_of(connection)
        open_visits = [
            visit for visit in desk.visits.list() if visit.standing == "open" and visit.reference_date <= self._office.today()
        ]
        rows = [
            OutVisit(
                visit.uid,
                visit.number,
                visit.firm_name,
                tuple(names.get(login, login) for login in visit.inspectors),
                visit.done,
                visit.total,
                visit.deficient,
                visit.uid in away,
                visit.uid in own,
            )
            for visit in open_visits
        ]
        return tuple(sorted(rows, key=lambda row: not row.mine))

    def _coming(self, readiness: Readiness) -> tuple[tuple[Coming, ...], Coming | None]:
        """What the next seven days bring, and the first thing after them."""
        today = self._office.today()
        last = today + timedelta(days=AHEAD - 1)
        with self._office.store.read() as connection:
            begins = queries.planned_between(connection, today, last)
            later = queries.next_planned(connection, last)
        found = [Coming(day, "visit", "plan", uid, {"firm": firm}) for day, uid, firm, _people in begins]
        for letter in self._desk.letters.track(today.year, only_open=True):
            if letter.next_step == "wait" and today <= letter.reply_by <= last:
                found.append(Coming(letter.reply_by, "reply", "letters", letter.uid, {"firm": letter.firm_name}))
        notice = Coming(readiness.publish_on, "notice", "notice", str(readiness.year), {"year": readiness.year})
        if not readiness.locked_number and today <= readiness.publish_on <= last:
            found.append(notice)
        following = [Coming(later[0], "visit", "plan", later[1], {"firm": later[2]})] if later is not None else []
        if not readiness.locked_number and readiness.publish_on > last:
            following.append(notice)
        return (
            tuple(sorted(found, key=lambda one: (one.on, one.code))),
            min(following, key=lambda one: one.on, default=None),
        )
