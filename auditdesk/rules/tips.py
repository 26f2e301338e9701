"""The life of a report of a weakness: received, linked to a firm, in a visit, closed with a result; or withdrawn by who sent it."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from auditdesk.errors import Refused
from auditdesk.model.tips import TipState

ENDED = frozenset({TipState.CLOSED, TipState.WITHDRAWN})
WAITING = frozenset({TipState.RECEIVED, TipState.LINKED})
"""States in which no visit has taken the tip up: these bring a firm's next visit forward."""
_PARTS = re.compile(r"[\s,;，；、（）()<>《》\[\]]+")
_SHORTEST, _SHORTEST_LATIN = 2, 4


def standing(*, has_firm: bool, in_visit: bool) -> TipState:
    """Where an open tip stands, by what it is joined to."""
    if in_visit:
        return TipState.IN_VISIT
    return TipState.LINKED if has_firm else TipState.RECEIVED


def demand_open(number: str, state: str) -> None:
    """Raises Refused ``tip.ended`` for a tip that was closed or withdrawn."""
    if TipState(state) in ENDED:
        raise Refused("tip.ended", tip=number, state=state)


def demand_ended(number: str, state: str) -> None:
    """Raises Refused ``tip.not_ended`` for a tip that is open."""
    if TipState(state) not in ENDED:
        raise Refused("tip.not_ended", tip=number)


def checked_subject(subject: str) -> str:
    """The subject on one line. Raises Refused ``tip.subject_needed``."""
    told = " ".join(subject.split())
    if not told:
        raise Refused("tip.subject_needed")
    return told


def checked_receipt(day: date, today: date) -> date:
    """Raises Refused ``tip.future`` for a day that has not come."""
    if day > today:
        raise Refused("tip.future", day=day)
    return day


def sealed(salt: str, name: str, contact: str) -> str:
    """What the register keeps instead of who reported: a salted hash, which shows a later change and tells nobody's name."""
    return hashlib.sha256("\n".join((salt, name, contact)).encode()).hexdigest()


def name_parts(name: str, contact: str) -> tuple[str, ...]:
    """What of a reporter the leak guard looks for: the name, its parts and how to reach him; two ideographs or four letters at least."""
    whole = (" ".join(name.split()), " ".join(contact.split()))
    parts = (part for text in whole for part in _PARTS.split(text))
    return tuple(
        dict.fromkeys(part for part in (*whole, *parts) if len(part) >= (_SHORTEST_LATIN if part.isascii() else _SHORTEST))
    )
