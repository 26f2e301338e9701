"""Dated facts of a firm and the reasons that rules draw from them, as values that doors only print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from auditdesk.model.rulebook import CheckItem, Duty, Part, ScopeBand, StaffingBand

FactValue = int | bool | str


@dataclass(frozen=True, slots=True)
class Retraction:
    """Who took a fact back, when and why."""

    on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class DatedFact:
    """One fact as it stands from ``valid_from`` (inclusive) until the next of its kind. Amounts are integer NT$."""

    kind: str
    value: FactValue
    valid_from: date
    source: str
    recorded_on: date
    recorded_by: str
    uid: str = ""
    retraction: Retraction | None = None
    """Set once it was taken back: it stays in the history and counts nowhere."""


@dataclass(frozen=True, slots=True)
class FactsOnDay:
    """What is known of one firm on one day: at most one fact of each kind."""

    firm_code: str
    day: date
    facts: Mapping[str, DatedFact]

    def value(self, kind: str) -> FactValue | None:
        fact = self.facts.get(kind)
        return None if fact is None else fact.value


@dataclass(frozen=True, slots=True)
class FrozenFacts:
    """The facts with which a visit was opened: what it goes by, whatever was recorded since."""

    visit_uid: str
    number: str
    edition: str
    facts: FactsOnDay


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a chain of reasons. ``code`` names its sentence (``reason.<code>`` in the words), ``values`` fill it.

    ``holds``: True = supports that it applies, False = speaks against, None = cannot be told (a fact is missing).
    """

    code: str
    holds: bool | None
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Applicability:
    """Whether something applies: True, False, or None when a fact is missing. Reasons in the order to be read."""

    applies: bool | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PartInScope:
    """``items_in_scope`` counts the items that apply for certain; ``would_change`` tells what would turn the outcome."""

    part: Part
    applies: bool | None
    reasons: tuple[Reason, ...]
    items_in_scope: int
    would_change: Reason | None = None


@dataclass(frozen=True, slots=True)
class ItemInScope:
    item: CheckItem
    applies: bool | None
    reasons: tuple[Reason, ...]
    would_change: Reason | None = None


@dataclass(frozen=True, slots=True)
class DutyInScope:
    """A duty in force on the day. ``applies`` is None where a fact is missing or what decides it is not published."""

    duty: Duty
    applies: bool | None
    reasons: tuple[Reason, ...]
    would_change: Reason | None = None


@dataclass(frozen=True, slots=True)
class StaffingDuty:
    """What the staffing table asks of the firm on the day; None bands mean that capital is not known."""

    band: StaffingBand | None
    reasons: tuple[Reason, ...]
    would_change: Reason | None = None


@dataclass(frozen=True, slots=True)
class StaffingCheck:
    """Duty against the staffing facts. ``short`` is the number of missing persons (a missing unit is told apart).

    ``met`` is None when the duty or a needed fact is not known.
    """

    unit_required: bool
    chief_required: int
    staff_required: int
    unit_actual: bool | None
    chief_actual: int | None
    staff_actual: int | None
    chief_short: int
    staff_short: int
    unit_short: bool
    met: bool | None

    @property
    def short(self) -> int:
        return self.chief_short + self.staff_short


@dataclass(frozen=True, slots=True)
class Scope:
    """Tier, staffing duty and scope of one firm on one day, with every reason."""

    firm_code: str
    day: date
    edition_id: str
    capital: DatedFact | None
    scope_band: ScopeBand | None
    tier_reasons: tuple[Reason, ...]
    staffing: StaffingDuty
    staffing_check: StaffingCheck | None
    parts: tuple[PartInScope, ...]
    items: tuple[ItemInScope, ...]
    tier_would_change: Reason | None = None
    duties: tuple[DutyInScope, ...] = ()
