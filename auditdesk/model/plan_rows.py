"""The plan of an audit year as frozen rows. Days are inclusive; years are Gregorian; amounts NT$."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from auditdesk.model.facts import Reason
from auditdesk.model.rulebook import StaffingBand


class PlanState(StrEnum):
    """Where a year's plan stands. ``returned`` is open to changes like ``draft``; changes after ``approved`` are marked."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


class PlannedState(StrEnum):
    """Where a planned visit stands: not begun, opened, or handed in or answered whole."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that can't stand as planned. ``code`` names its sentence (``plan.clash.…``), ``values`` fill it."""

    code: str
    planned_uid: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlannedVisitRow:
    """One planned visit, or a firm of the year without one (``uid`` empty, no days).

    ``items`` is the number in scope, None = can't be told; ``tier`` None = capital not known. ``led_elsewhere``: another authority
    audits the firm in that year, so that it is shown and not planned. ``inspectors`` are logins, the lead first.
    """

    uid: str
    firm_uid: str
    firm_code: str
    firm_name: str
    short_name: str
    other_names: tuple[str, ...]
    tier: StaffingBand | None
    items: int | None
    kind: str
    mode: str
    authority: str
    starts_on: date | None
    ends_on: date | None
    inspectors: tuple[str, ...]
    inspector_names: tuple[str, ...]
    why: tuple[Reason, ...]
    state: str
    changed_after_approval: bool
    visit_uid: str | None
    visit_number: str
    last_visit: date | None
    open_findings: int
    tips: int
    clashes: tuple[Clash, ...]
    version: int
    licence: str = "active"
    """What the firm is on the first day planned, else on the day worked on: ``active``, ``suspended``, ``withdrawn``, ``merged``."""

    @property
    def led_elsewhere(self) -> bool:
        return self.authority != "twse"


@dataclass(frozen=True, slots=True)
class MonthLoad:
    """Working days of one month: all, planned for visits, away; ``clashes`` counts days planned twice or while away."""

    workdays: int
    planned: int
    absent: int
    clashes: int = 0

    @property
    def free(self) -> int:
        return max(0, self.workdays - self.planned - self.absent)


@dataclass(frozen=True, slots=True)
class InspectorLoad:
    """One inspector's year, January first."""

    login: str
    name: str
    visits: int
    months: tuple[MonthLoad, ...]

    @property
    def planned(self) -> int:
        return sum(month.planned for month in self.months)

    @property
    def absent(self) -> int:
        return sum(month.absent for month in self.months)

    @property
    def free(self) -> int:
        return sum(month.free for month in self.months)


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    uid: str
    login: str
    name: str
    starts_on: date
    ends_on: date
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A firm that nobody of ours visited for ``years`` audit years up to the plan's (``last_year`` None = never).

    ``planned``: this plan has days for it.
    """

    firm_code: str
    firm_name: str
    last_year: int | None
    planned: bool


@dataclass(frozen=True, slots=True)
class Replacement:
    """Somebody who could take a place on a visit: ``free`` of its ``days`` working days. The best first."""

    login: str
    name: str
    free: int
    days: int
    load: int

    @property
    def fits(self) -> bool:
        return self.free == self.days


@dataclass(frozen=True, slots=True)
class FreeDates:
    """Days on which the team as it is could visit instead."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Remedies:
    """What could settle a visit's clashes: who could come instead of ``replaces`` (None = in addition), or other days."""

    planned_uid: str
    replaces: str | None
    people: tuple[Replacement, ...]
    dates: tuple[FreeDates, ...]


@dataclass(frozen=True, slots=True)
class StepBack:
    """The next step that this person can take back or do again: its name is the sentence of ``code`` with ``values``."""

    code: str
    values: dict[str, Any]
    count: int


@dataclass(frozen=True, slots=True)
class PlanView:
    """The whole plan of a year.

    ``visits`` have days or are led elsewhere; ``unplaced`` are firms without days, each with the reason among its ``why``.
    ``approved_*`` stays with what was approved; what changed since is marked in the rows. ``holidays_known``: the year's public
    holidays are shipped; without them only weekends are left out.
    """

    year: int
    state: str
    authors: tuple[str, ...]
    submitted_by: str | None
    submitted_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    decision_reason: str
    visits: tuple[PlannedVisitRow, ...]
    unplaced: tuple[PlannedVisitRow, ...]
    people: tuple[InspectorLoad, ...]
    absences: tuple[AbsenceRow, ...]
    clashes: tuple[Clash, ...]
    coverage: tuple[CoverageRow, ...]
    holidays: tuple[tuple[date, str], ...]
    holidays_known: bool
    undo: StepBack | None
    redo: StepBack | None
    version: int
