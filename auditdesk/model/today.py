"""What the first page of a day tells: what waits for the person, who is out, what comes next, and six figures of the year.

Days are inclusive; ages of waiting findings are working days, ages of open findings calendar days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from auditdesk.model.rulebook import Bilingual, StaffingBand


class TaskLook(StrEnum):
    """How a task is to be told apart: nothing special, soon, late, or in the way of something that is due."""

    PLAIN = "plain"
    SOON = "soon"
    LATE = "late"
    BLOCKS = "blocks"


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done, worded as ``task.<code>``, ``task.<code>.detail`` and, where it is not plain, ``task.<code>.why``.

    ``act`` is what it takes (a key of ``rules.acts``); ``mine``: the person may do it. ``place`` and ``name`` are where it is done.
    """

    code: str
    count: int
    act: str
    place: str
    name: str = ""
    look: TaskLook = TaskLook.PLAIN
    mine: bool = True
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OutVisit:
    """A visit under way. ``away``: the work lies on somebody's laptop, so that the figures are those of the last hand-in."""

    uid: str
    number: str
    firm_name: str
    inspectors: tuple[str, ...]
    done: int
    total: int
    deficient: int
    away: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """A day ahead, worded as ``coming.<code>``."""

    on: date
    code: str
    place: str
    name: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class YearProgress:
    """Firms by the end of each month, cumulative: ``planned`` (empty without a plan) and ``done`` up to the month of today."""

    planned: tuple[int, ...]
    done: tuple[int, ...]
    planned_by_today: int

    @property
    def whole(self) -> int:
        return self.planned[-1] if self.planned else 0

    @property
    def reached(self) -> int:
        return self.done[-1] if self.done else 0


@dataclass(frozen=True, slots=True)
class SectionFigure:
    """Findings of one section this year and in the one before."""

    code: str
    name: Bilingual
    findings: int
    before: int


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """Findings that wait for review by working days: up to 2, 3 to 5, 6 to 10, more than 10."""

    ages: tuple[int, int, int, int]

    @property
    def waiting(self) -> int:
        return sum(self.ages)

    @property
    def late(self) -> int:
        return self.ages[2] + self.ages[3]


@dataclass(frozen=True, slots=True)
class ReplyFigures:
    """Letters sent this year: all closed, answered and with us, waiting for the firm, past the day; ``average_days`` to an answer."""

    closed: int
    answered: int
    waiting: int
    overdue: int
    due_in_3_days: int
    average_days: int | None

    @property
    def sent(self) -> int:
        return self.closed + self.answered + self.waiting + self.overdue


@dataclass(frozen=True, slots=True)
class OpenAges:
    """Open findings of the firms of one tier by calendar days since they were accepted: up to 30, 60, 90, more. None = capital unknown."""

    tier: StaffingBand | None
    ages: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class StaffingFigure:
    """Firms of one tier: how many there are, meet the duty, fall short; of the rest the facts are not known."""

    tier: StaffingBand
    firms: int
    met: int
    short: int


@dataclass(frozen=True, slots=True)
class Figures:
    year: int
    progress: YearProgress
    sections: tuple[SectionFigure, ...]
    queue: QueueFigures
    replies: ReplyFigures
    open_ages: tuple[OpenAges, ...]
    staffing: tuple[StaffingFigure, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """The whole page. ``notice_year``: the year whose notice is next; ``days_left`` until its publication, negative when past."""

    on: date
    tasks: tuple[Task, ...]
    out: tuple[OutVisit, ...]
    coming: tuple[Coming, ...]
    next_coming: Coming | None
    figures: Figures
    notice_year: int
    days_left: int
