"""Working days: weekends and public holidays are out. Days that are worked on a Saturday instead are not counted as such."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

Holidays = Mapping[date, str]
ONE_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


def is_working(day: date, holidays: Holidays) -> bool:
    """Whether people of the office and of the firms are at work on ``day``."""
    return day.weekday() < _SATURDAY and day not in holidays


def working_days(first: date, last: date, holidays: Holidays) -> tuple[date, ...]:
    """The working days from ``first`` to ``last``, both inclusive; none when they are the wrong way round."""
    span = (last - first).days + 1
    return tuple(day for number in range(span) if is_working(day := first + number * ONE_DAY, holidays))


def next_working(day: date, holidays: Holidays, step: int = 1) -> date:
    """``day`` itself when it is a working day, else the next one after it (``step`` 1) or before it (-1)."""
    while not is_working(day, holidays):
        day += step * ONE_DAY
    return day


def last_of(first: date, count: int, holidays: Holidays) -> date:
    """The day on which the ``count``-th working day from ``first`` on falls. ``count`` is at least 1."""
    day = next_working(first, holidays)
    for _ in range(count - 1):
        day = next_working(day + ONE_DAY, holidays)
    return day


def moved(first: date, last: date, days: int, holidays: Holidays) -> tuple[date, date]:
    """A span moved by calendar days, as many working days long as before (one at least): its first day goes on to a working day."""
    length = max(1, len(working_days(first, last, holidays)))
    begins = next_working(first + days * ONE_DAY, holidays, 1 if days >= 0 else -1)
    return begins, last_of(begins, length, holidays)
