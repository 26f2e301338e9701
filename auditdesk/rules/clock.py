"""Whether the computer's clock can be right, told from what was written before."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from auditdesk.errors import Refused
from auditdesk.model.cautions import Caution

SET_BACK = timedelta(minutes=5)
"""Clocks of one computer differ by less than this after they were set by the network."""
FAR_AHEAD = timedelta(days=366)
"""A workspace rests through a year at most; after that the clock is the likelier reason."""


def stamp(now: datetime, last: datetime | None) -> datetime:
    """The time of a line after one of the time ``last``; both aware.

    A small step back, as when the network sets the clock right, is bridged. After a larger one the line carries what the clock says:
    one of the two is wrong, and a wrong one is not to be handed on. The order of lines is that of their numbers.
    """
    return last if last is not None and now < last <= now + SET_BACK else now


def doubts(now: datetime, newest: datetime | None, last_written: datetime | None) -> Caution | None:
    """What to say at sign-in about the clock; None = nothing. All moments are aware.

    ``newest``: the time of the newest journal line. ``last_written``: when the file system says the database was last written,
    which is later than ``newest`` where work of another time was put here, as in an archive or a demo.
    """
    if newest is None:
        return None
    if now < newest - SET_BACK:
        return Caution("clock.set_back", {"now": now, "newest": newest})
    last = max(newest, last_written) if last_written is not None else newest
    if now > last + FAR_AHEAD:
        return Caution("clock.far_ahead", {"now": now, "newest": last, "days": (now - last).days})
    return None


def demand_true_day(worked_on: date, by_clock: date, doubt: Caution | None) -> None:
    """Before something is removed for good because its time is over.

    Raises Refused ``retention.clock_fixed`` when the run works on a later day than the clock's, ``clock.doubted`` when the clock
    itself can't be right.
    """
    if worked_on > by_clock:
        raise Refused("retention.clock_fixed", day=worked_on, today=by_clock)
    if doubt is not None:
        raise Refused("clock.doubted", now=doubt.values["now"], newest=doubt.values["newest"])
