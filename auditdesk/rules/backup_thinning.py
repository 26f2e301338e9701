"""Which automatic backups stay: all of the last 7 days, then one a week for 8 weeks, then one a month, never more than a number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

DAYS = 7
WEEKS = 8


def staying(made: Iterable[datetime], now: datetime, keep: int) -> frozenset[datetime]:
    """The moments (one a backup) that stay, at most ``keep`` of them; the newest always does.

    Where there are too many, those go first that share their day with a newer one, the oldest first; then the oldest of all.
    """
    moments = sorted(set(made))
    if not moments:
        return frozenset()
    chosen = {_period(moment, now): moment for moment in moments}
    left = sorted(chosen.values())
    newest_of_day = {moment.date(): moment for moment in left}
    doubles = [moment for moment in left if newest_of_day[moment.date()] != moment]
    others = [moment for moment in left if newest_of_day[moment.date()] == moment]
    surplus = max(0, len(left) - max(1, keep))
    going = [*doubles, *others][:surplus]
    return frozenset(left) - frozenset(going)


def _period(moment: datetime, now: datetime) -> tuple[str, object]:
    """What a backup of that moment stands for; of those that stand for the same the newest stays."""
    age = now - moment
    if age <= timedelta(days=DAYS):
        return "moment", moment
    if age <= timedelta(days=DAYS, weeks=WEEKS):
        return "week", moment.isocalendar()[:2]
    return "month", (moment.year, moment.month)


def due(last: date | None, today: date) -> bool:
    """Whether the day's backup is still to be made: none yet, none today, or the clock was set back behind the last one."""
    return last is None or last != today
