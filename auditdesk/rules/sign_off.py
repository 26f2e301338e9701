"""Four eyes: what one person wrote another one decides, whatever roles either of them has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from auditdesk.errors import Refused


@dataclass(frozen=True, slots=True)
class Signed:
    """One step of a sign-off bar: what is done (``author``, ``reviewer``, ``approver``), by whom, when; None = still to be done."""

    step: str
    logins: tuple[str, ...] = ()
    at: datetime | None = None


def demand_second_person(actor: str, authors: Iterable[str]) -> None:
    """Raises Refused ``four_eyes.author`` when the one who decides is among those who wrote."""
    if actor in set(authors):
        raise Refused("four_eyes.author", login=actor)


def demand_reason(reason: str, act: str) -> str:
    """The reason without blanks around it. Raises Refused ``reason.needed``."""
    if not reason.strip():
        raise Refused("reason.needed", act=act)
    return reason.strip()
