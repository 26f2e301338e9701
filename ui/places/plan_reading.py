"""What the Plan place reads of a year, as it shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from auditdesk.model.facts import Reason


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a visit."""

    login: str
    name: str


@dataclass(frozen=True, slots=True)
class Planned:
    """One planned visit, or a firm without one (``uid`` empty). Days inclusive; ``items`` in scope, None = can't be told."""

    uid: str
    firm_uid: str
    code: str
    firm: str
    tier: str
    tier_rank: int
    items: int | None
    team: tuple[Person, ...]
    starts_on: date | None
    ends_on: date | None
    look: Literal["done", "under_way", "planned"]
    clashes: tuple[str, ...]
    why: tuple[Reason, ...]
    changed: bool
    kind: str
    mode: str
    authority: str
    last_visit: date | None
    open_findings: int
    version: int
    other_names: tuple[str, ...] = ()
    blocked: str = ""

    @property
    def identity(self) -> str:
        return self.uid or f"firm:{self.code}"
