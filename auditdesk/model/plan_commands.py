"""Orders on a year's plan. ``seen`` is the version the screen showed: another one stored means Conflict. Days are inclusive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from auditdesk.model.terms import Authority, VisitKind, VisitMode


@dataclass(frozen=True, slots=True)
class MovePlanned:
    """Move a planned visit by calendar days: its first day goes on to the next working day in that direction."""

    planned: str
    days: int
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class AssignPlanned:
    """Give a planned visit this team, the lead first."""

    planned: str
    inspectors: tuple[str, ...]
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class ChangePlanned:
    """State everything about a planned visit anew. Without days it waits for some."""

    planned: str
    kind: VisitKind
    mode: VisitMode
    authority: Authority
    starts_on: date | None
    ends_on: date | None
    inspectors: tuple[str, ...]
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class AddPlanned:
    """Plan a visit of a firm of the register in ``year``."""

    year: int
    firm_code: str
    kind: VisitKind = VisitKind.ROUTINE
    mode: VisitMode = VisitMode.ONSITE
    authority: Authority = Authority.TWSE
    starts_on: date | None = None
    ends_on: date | None = None
    inspectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DropPlanned:
    planned: str
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class KeepAbsence:
    """Keep days on which a person can't visit; with ``uid`` change one that is kept."""

    login: str
    starts_on: date
    ends_on: date
    reason: str = ""
    uid: str = ""
    seen: int | None = None
