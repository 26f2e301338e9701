"""What the Plan place reads of a year, as it shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from auditdesk.model.facts import Reason
from ui.places.plan_load import PersonLoad
from ui.places.plan_people import Candidate

KINDS = frozenset({"plan_year", "planned_visit", "absence", "visit", "firm", "firm_fact", "person", "finding"})
"""Kinds of records whose change changes the plan on screen."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a visit."""

    login: str
    name: str


@dataclass(frozen=True, slots=True)
class Planned:
    """One planned visit, or a firm without one (``uid`` empty). Days inclusive; ``items`` in scope, None = can't be told.

    ``clashes`` are sentences, ``clashing`` who is in them, ``candidates`` who could come instead, the best first; ``free_from`` and
    ``free_until`` the days on which nothing would clash. ``blocked`` says why no date was found.
    """

    uid: str
    firm_uid: str
    code: str
    firm: str
    tier: str
    tier_rank: int
    items: int | None
    team: tuple[Person, ...]
    starts_on: date | None
    ends_on: date | None
    look: Literal["done", "under_way", "planned"]
    clashes: tuple[str, ...]
    why: tuple[Reason, ...]
    changed: bool
    kind: str
    mode: str
    authority: str
    last_visit: date | None
    open_findings: int
    version: int
    other_names: tuple[str, ...] = ()
    blocked: str = ""
    candidates: tuple[Candidate, ...] = ()
    clashing: tuple[Person, ...] = ()
    free_from: date | None = None
    free_until: date | None = None

    @property
    def identity(self) -> str:
        return self.uid or f"firm:{self.code}"


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which somebody can't visit, both inclusive."""

    uid: str
    login: str
    name: str
    starts_on: date
    ends_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class YearPlan:
    """Where a year's plan stands in its sign-off: ``draft``, ``submitted``, ``returned`` or ``approved``. People by name."""

    state: str
    authors: tuple[str, ...]
    author_logins: tuple[str, ...]
    submitted_by: str | None
    submitted_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a year. ``plan`` None = the year has none; ``copy_from`` the year that could be copied then.

    ``blocked``: identity, firm and reason of those for which no date was found. ``undo`` names the step that can be taken back.
    """

    year: int
    years: tuple[int, ...]
    states: dict[int, str]
    plan: YearPlan | None
    rows: tuple[Planned, ...]
    load: tuple[PersonLoad, ...]
    counts: dict[str, int]
    people: tuple[Candidate, ...]
    absences: tuple[Away, ...]
    blocked: tuple[tuple[str, str, str], ...]
    copy_from: int | None = None
    undo: str = ""
    undo_count: int = 0
