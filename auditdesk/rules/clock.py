"""Whether the computer's clock can be right, told from what was written before."""

from __future__ import annotations

from datetime import datetime, timedelta

from auditdesk.model.cautions import Caution

SET_BACK = timedelta(minutes=5)
"""Clocks of one computer differ by less than this after they were set by the network."""
FAR_AHEAD = timedelta(days=366)
"""A workspace rests through a year at most; after that the clock is the likelier reason."""


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
