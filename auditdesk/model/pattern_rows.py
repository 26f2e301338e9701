"""The office's own patterns, what became of patterns, and what measures a suggestion, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from auditdesk.model.rulebook import Bilingual
from auditdesk.model.terms import Severity


class PatternState(StrEnum):
    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    REFUSED = "refused"


class SuccessionStep(StrEnum):
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class ProposePattern:
    """A wording for the catalogue. ``code`` names a section or heading of the edition in force on ``valid_from`` (inclusive).

    ``origin``: number of the finding it was taken from. Without ``heading`` that of the code holds.
    """

    code: str
    wording: Bilingual
    expected_standard: Bilingual
    severity: Severity
    valid_from: date
    items: tuple[str, ...] = ()
    group: str = "twse_tpex"
    heading: Bilingual | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class OfficePatternRow:
    uid: str
    pattern: str
    group: str
    code: str
    heading: Bilingual
    items: tuple[str, ...]
    wording: Bilingual
    expected_standard: Bilingual
    severity: str
    valid_from: date
    origin: str
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    decision_reason: str
    version: int


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """One step; ``undone`` = a later step in force takes it back."""

    uid: str
    step: str
    pattern: str
    into: tuple[str, ...]
    undoes: str | None
    valid_from: date
    reason: str
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    decision_reason: str
    version: int
    undone: bool = False


@dataclass(frozen=True, slots=True)
class LabelledFinding:
    """A freely worded finding and the patterns of which any one is right."""

    text: str
    patterns: tuple[str, ...]
    half: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """How often the right pattern was first, and among the first three, of how many; and what missed the first place."""

    findings: int
    first: int
    first_three: int
    missed: tuple[tuple[LabelledFinding, tuple[str, ...]], ...]
