"""The figures of a day's first page, out of what the services read. Ages: see ``model.today``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from auditdesk.model.letter_rows import TrackedLetter
from auditdesk.model.rows import FirmRow
from auditdesk.model.rulebook import StaffingBand
from auditdesk.model.today import OpenAges, QueueFigures, ReplyFigures, StaffingFigure, Task, TaskLook, YearProgress
from auditdesk.rules.letters import CARRYING

QUEUE_EDGES = (2, 5, 10)
"""Working days, inclusive: up to 2, up to 5, up to 10, and more."""
OPEN_EDGES = (30, 60, 90)
"""Calendar days, inclusive."""
SOON = 3
"""A firm's answer that is due within so many days is told apart."""
_WITH_US = ("take_answers", "recheck", "close")
_LOOKS = (TaskLook.LATE, TaskLook.BLOCKS, TaskLook.SOON, TaskLook.PLAIN)


def counted(ages: Iterable[int], edges: Sequence[int]) -> tuple[int, int, int, int]:
    """How many ages fall up to each edge (inclusive) and beyond the last."""
    counts = [0] * (len(edges) + 1)
    for age in ages:
        counts[next((number for number, edge in enumerate(edges) if age <= edge), len(edges))] += 1
    first, second, third, rest = counts
    return first, second, third, rest


def queue_figures(ages: Iterable[int]) -> QueueFigures:
    return QueueFigures(counted(ages, QUEUE_EDGES))


def year_progress(year: int, planned: Mapping[str, date], done: Mapping[str, date], today: date) -> YearProgress:
    """``planned``: firm → last planned day; ``done``: firm → reference date of its first visit of the year.

    A visit dated after today is not done yet. A firm counts once, however often it is visited.
    """
    last = 12 if today.year > year else today.month if today.year == year else 0
    reached = [day for day in done.values() if day <= today]
    return YearProgress(
        tuple(sum(day.month <= month for day in planned.values()) for month in range(1, 13)) if planned else (),
        tuple(sum(day.month <= month for day in reached) for month in range(1, last + 1)),
        sum(day <= today for day in planned.values()),
    )


def reply_figures(letters: Iterable[TrackedLetter]) -> ReplyFigures:
    """Letters that carry findings and were sent. What was not sent yet owes no answer."""
    carrying = {kind.value for kind in CARRYING}
    sent = [each for each in letters if each.letter_kind in carrying and each.findings and each.dispatched_on is not None]
    took = [(each.replied_on - each.dispatched_on).days for each in sent if each.replied_on and each.dispatched_on]
    waiting = [each for each in sent if each.next_step == "wait"]
    return ReplyFigures(
        closed=sum(each.next_step in ("closing", "none") for each in sent),
        answered=sum(each.next_step in _WITH_US for each in sent),
        waiting=len(waiting),
        overdue=sum(each.next_step == "remind" for each in sent),
        due_in_3_days=sum(0 <= each.days_left <= SOON for each in waiting),
        average_days=round(sum(took) / len(took)) if took else None,
    )


def open_ages(
    opened: Iterable[tuple[str, date]], tiers: Mapping[str, StaffingBand | None], bands: Sequence[StaffingBand], today: date
) -> tuple[OpenAges, ...]:
    """``opened``: firm and day of acceptance of each open finding. One line a band, the highest first; unknown tiers only where any."""
    by_band: dict[str | None, list[int]] = {band.id: [] for band in bands}
    for firm, day in opened:
        band = tiers.get(firm)
        by_band.setdefault(None if band is None else band.id, []).append((today - day).days)
    known = {band.id: band for band in bands}
    ordered = sorted(known.values(), key=lambda band: -band.minimum)
    lines = [OpenAges(band, counted(by_band[band.id], OPEN_EDGES)) for band in ordered]
    if by_band.get(None):
        lines.append(OpenAges(None, counted(by_band[None], OPEN_EDGES)))
    return tuple(lines)


def staffing_figures(firms: Iterable[FirmRow], bands: Sequence[StaffingBand]) -> tuple[StaffingFigure, ...]:
    """One line a band, the highest first. A firm whose facts are not known is neither met nor short."""
    listed = [each for each in firms if each.staffing_band is not None and each.licence == "active"]
    lines = []
    for band in sorted(bands, key=lambda each: -each.minimum):
        own = [each.staffing.met for each in listed if each.staffing and each.staffing_band and each.staffing_band.id == band.id]
        lines.append(StaffingFigure(band, len(own), sum(met is True for met in own), sum(met is False for met in own)))
    return tuple(lines)


def ordered(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """What is late first, then what blocks something due, then what is soon; among equals as they were given."""
    return tuple(sorted(tasks, key=lambda task: _LOOKS.index(task.look)))


def next_notice_year(today: date, locked: Iterable[int], begun: Iterable[int]) -> int:
    """The year whose notice comes next: last year's as long as it is begun or due this month and not locked, else this year's."""
    before = today.year - 1
    due = before in set(begun) or today.month == 1
    return before if due and before not in set(locked) else today.year
