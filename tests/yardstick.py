"""How slow this machine is just now, so that a bound on work holds on one that has other work too.

The time of a thread or process counts no waiting, but the same work takes more of it where others use the caches and the other half of
the core. A bound times ``slowness()`` asks for the same work on every machine, and still fails when there is more of it.
"""

from __future__ import annotations

import time

_QUIET = 0.003
"""Seconds of processor time that ``_piece`` takes on a quiet machine."""


def _piece() -> float:
    began = time.thread_time()
    sorted(str(number * 7919 % 20011) for number in range(20_000))
    return time.thread_time() - began


def slowness() -> float:
    """How many times longer work takes now than on a quiet machine; at least 1."""
    return max(1.0, sorted(_piece() for _trial in range(5))[2] / _QUIET)
