"""How long the papers of a visit stay: to the end of the year, so many years after the visit's year; longer under a legal hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Literal

from auditdesk.errors import Refused

Standing = Literal["kept", "due", "held", "removed"]


def kept_until(year: int, years: int) -> date:
    """The last day (inclusive) on which the papers of a visit of ``year`` are kept."""
    return date(year + years, 12, 31)


def standing(year: int, years: int, today: date, *, held: bool, removed: bool) -> Standing:
    """Where the papers stand: ``removed``; ``held`` by a legal hold, however old; ``due`` to be removed; else ``kept``."""
    if removed:
        return "removed"
    if held:
        return "held"
    return "due" if today > kept_until(year, years) else "kept"


def held(visit_uid: str, firm_uid: str, holds: Collection[str]) -> bool:
    """Whether one of the subjects under hold is the visit or its firm."""
    return visit_uid in holds or firm_uid in holds


def demand_due(found: Standing, visit: str, until: date) -> None:
    """Raises Refused ``retention.removed``, ``retention.held`` or ``retention.not_yet`` unless the papers are due."""
    if found == "removed":
        raise Refused("retention.removed", visit=visit)
    if found == "held":
        raise Refused("retention.held", visit=visit)
    if found == "kept":
        raise Refused("retention.not_yet", visit=visit, until=until)
