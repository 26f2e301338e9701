"""What the Plan place reads of a year, off the GUI thread, in the words in which it shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from auditdesk.errors import Refused
from auditdesk.model.facts import Reason
from auditdesk.model.plan_rows import Clash, PlannedVisitRow, PlanState, PlanView
from ui.parts.firm_mark import marked_name
from ui.parts.why_popover import Why, WhyLine, why_line
from ui.places.firms_why import part_title
from ui.places.firms_words import tier
from ui.places.plan_people import Candidate
from ui.words import plural, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk

KINDS = frozenset({"plan_year", "planned_visit", "absence", "visit", "firm", "fact", "firm_fact", "person", "finding", "tip"})
"""Kinds of records whose change changes the plan on screen."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A row of the plan as it is shown: the row itself, its tier, its clashes as sentences, why it has no days."""

    row: PlannedVisitRow
    tier: str
    tier_rank: int
    clashes: tuple[str, ...]
    blocked: str = ""

    @property
    def identity(self) -> str:
        return self.row.uid or f"firm:{self.row.firm_code}"

    @property
    def firm(self) -> str:
        return self.row.firm_name

    @property
    def marked(self) -> str:
        """The firm, marked where it is gone or not at work on the day of the visit."""
        return marked_name(self.row.firm_name, self.row.licence)

    @property
    def starts_on(self) -> date | None:
        return self.row.starts_on

    @property
    def missing(self) -> bool:
        """Ours to visit and without days."""
        return self.row.starts_on is None and not self.row.led_elsewhere

    @property
    def movable(self) -> bool:
        """Has days and has not begun."""
        return bool(self.row.uid) and self.row.starts_on is not None and self.row.state == "planned"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a year. ``plan`` None = the year has none yet; ``copy_from`` the year that could be copied then."""

    year: int
    years: tuple[int, ...]
    states: Mapping[int, str]
    plan: PlanView | None
    rows: tuple[Planned, ...]
    counts: Mapping[str, int]
    people: tuple[Candidate, ...]
    names: Mapping[str, str]
    copy_from: int | None = None

    @property
    def clashing(self) -> int:
        return sum(1 for one in self.rows if one.clashes)


def gather(desk: Desk, year: int | None, known: PlanView | None = None) -> Reading:
    """Everything the place shows of ``year``; ``known`` is what an act has just given.

    Without a year: the latest up to this one that has a plan, else this one.
    """
    states = desk.plan.years()
    this = desk.today().year
    if year is None:
        year = max((each for each in states if each <= this), default=this)
    plan = known if known is not None and known.year == year else desk.plan.view(year) if year in states else None
    rows = () if plan is None else tuple(_planned(row) for row in (*plan.visits, *plan.unplaced))
    earlier = [each for each in states if each < year]
    return Reading(
        year,
        tuple(sorted({*states, year, this, this + 1})),
        states,
        plan,
        tuple(sorted(rows, key=lambda one: (-one.tier_rank, one.row.firm_code, one.starts_on or date.max))),
        _counts(rows),
        () if plan is None else tuple(Candidate(person.login, person.name, _busy(person.visits)) for person in plan.people),
        {person.login: person.name for person in desk.people.list()},
        max(earlier) if plan is None and earlier else None,
    )


def _busy(visits: int) -> str:
    return plural(visits, "{count} visit in this plan", "{count} visits in this plan")


def _planned(row: PlannedVisitRow) -> Planned:
    rank = -1 if row.tier is None else row.tier.minimum
    blocked = "" if row.starts_on is not None or row.led_elsewhere else _blocker(row.why)
    return Planned(row, tier(row.tier), rank, tuple(map(clash_sentence, row.clashes)), blocked)


def clash_sentence(clash: Clash) -> str:
    """The clash in one sentence."""
    return words().say(clash.code, **clash.values)


def plan_why(reason: Reason) -> WhyLine:
    """A reason of the proposal as a line; its values print bold."""
    values = {name: f"\x02{words().show(name, value)}\x03" for name, value in reason.values.items()}
    return WhyLine(reason.holds, words().say(reason.code, **values))


def _blocker(why: tuple[Reason, ...]) -> str:
    """What stands in the way of a date: the reason that does not hold, else the last that is told."""
    against = [reason for reason in why if reason.holds is False] or list(why[-1:])
    return " ".join(plan_why(reason).plain for reason in against)


def _counts(rows: tuple[Planned, ...]) -> dict[str, int]:
    counts = dict.fromkeys(("done", "under_way", "planned", "missing"), 0)
    for one in rows:
        if one.missing:
            counts["missing"] += 1
        elif one.starts_on is not None:
            counts[one.row.state] += 1
    return counts


def open_state(plan: PlanView) -> bool:
    """Whether the plan is still being made."""
    return plan.state in (PlanState.DRAFT, PlanState.RETURNED)


def why_scope(desk: Desk, code: str, on: date) -> Why:
    """Why a firm is checked on as much as it is, on a day: its tier, then each part."""
    try:
        scope = desk.firms.detail(code, on).scope
    except Refused as refused:
        return Why(words().error(refused), ())
    if scope is None:
        return Why(tr("No rule edition is in force on that day"), ())
    lines = [why_line(reason) for reason in scope.tier_reasons]
    for part in scope.parts:
        lines += map(partial(_of_part, part_title(part)), part.reasons)
    return Why(tr("Why is that much in scope?"), tuple(dict.fromkeys(lines)))


def _of_part(name: str, reason: Reason) -> WhyLine:
    line = why_line(reason)
    return WhyLine(line.holds, f"{name}: {line.text}", line.under)
