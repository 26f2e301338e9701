"""Frozen rows: all that screens, papers and commands see of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from auditdesk.model.facts import DatedFact, Scope, StaffingCheck
from auditdesk.model.rulebook import ScopeBand, StaffingBand


@dataclass(frozen=True, slots=True)
class FirmRow:
    """One line of the register on a day. Amounts NT$; ``standing`` is how far the audit of ``year`` has come:

    ``none`` (no visit), ``open`` (visit under way), ``submitted`` (findings wait for review), ``accepted`` (all findings accepted),
    ``lettered`` (letter written).
    """

    uid: str
    code: str
    name: str
    short_name: str
    paid_in_capital: int | None
    assigned_operating_funds: int | None
    capital_valid_from: date | None
    scope_band: ScopeBand | None
    staffing_band: StaffingBand | None
    internet_ordering: bool | None
    staffing: StaffingCheck | None
    open_findings: int
    last_visit: date | None
    standing: str
    unified_number: str = ""
    licence: str = "active"
    """``active``, ``suspended``, ``withdrawn`` or ``merged`` on the day."""
    other_names: tuple[str, ...] = ()
    """Former names and other spellings, by which it is found too."""
    contact: str = ""
    letter_address: str = ""


@dataclass(frozen=True, slots=True)
class BranchRow:
    code: str
    name: str
    address: str | None
    telephone: str | None
    opened_on: date | None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Whom to write to at a firm, from one day to another (both inclusive; no end = still)."""

    uid: str
    firm_code: str
    role: str
    name: str
    telephone: str
    email: str
    valid_from: date
    valid_until: date | None
    version: int


@dataclass(frozen=True, slots=True)
class FirmTie:
    """A firm that stands in a relation to another on a day: ``parent``, ``subsidiary``, ``runs_systems_of``, ``systems_run_by``,
    ``merged_into``, ``took_over``."""

    relation: str
    code: str
    name: str
    since: date


@dataclass(frozen=True, slots=True)
class TierMoveRow:
    """One firm that came into another capital band on a day. Band names by the edition in force then; amounts NT$."""

    code: str
    name: str
    day: date
    before: StaffingBand | None
    after: StaffingBand | None
    capital_before: int | None
    capital_after: int | None
    source: str


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit; ``done`` of ``total`` items answered, ``deficient`` judged 不符. ``standing``: ``open``, ``submitted``, ``signed_off``."""

    uid: str
    number: str
    firm_uid: str
    firm_code: str
    firm_name: str
    reference_date: date
    kind: str
    mode: str
    authority: str
    edition: str
    inspectors: tuple[str, ...]
    done: int
    total: int
    deficient: int
    findings: int
    version: int
    standing: str = "open"
    licence: str = "active"
    """What the firm is on the day that is worked on: ``active``, ``suspended``, ``withdrawn`` or ``merged``."""


@dataclass(frozen=True, slots=True)
class VisitItemRow:
    """One line of a visit's frozen checklist with its answer (``judgement`` None = 未查)."""

    uid: str
    key: str
    code: str
    part: str
    position: int
    summary_zh: str
    summary_en: str
    frequency: str
    text_hash: str
    applies: bool | None
    reasons: tuple[dict[str, Any], ...]
    judgement: str | None
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding. ``facts`` is internal and never leaves for the public."""

    uid: str
    number: str
    visit_uid: str
    visit_number: str
    visit_date: date
    firm_uid: str
    firm_code: str
    firm_name: str
    year: int
    item: str | None
    pattern: str
    pattern_code: str
    edition: str
    authority: str
    finding_class: str
    severity: str
    state: str
    facts: str
    due_date: date | None
    author: str
    reviewer: str | None
    repeat_of: str | None
    version: int


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter to one firm; ``findings`` are the uids of the findings it carries."""

    uid: str
    number: str
    year: int
    firm_uid: str
    firm_code: str
    firm_name: str
    issued_on: date
    reply_by: date
    state: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper this workspace has written: a letter or a notice file, with its hash."""

    uid: str
    kind: str
    subject_uid: str
    number: str
    title: str
    path: str
    sha256: str
    size: int
    written_at: datetime


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One line of the journal. ``before`` and ``after`` hold the fields that changed."""

    sequence: int
    at: datetime
    login: str
    computer: str
    act: str
    object_kind: str
    object_uid: str
    before: dict[str, Any]
    after: dict[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    uid: str
    login: str
    name: str
    roles: tuple[str, ...]
    active: bool


@dataclass(frozen=True, slots=True)
class FirmDetail:
    """Everything the Firms place shows of one firm on a day."""

    row: FirmRow
    english_name: str
    unified_number: str
    kind: str
    address: str
    telephone: str
    former_names: tuple[str, ...]
    facts: tuple[DatedFact, ...]
    """The whole dated history, newest first."""
    scope: Scope | None
    """None when no edition is in force on the day."""
    branches: tuple[BranchRow, ...]
    visits: tuple[VisitRow, ...]
    findings: tuple[FindingRow, ...]
    papers: tuple[PaperRow, ...]
    letter_address: str = ""
    letter_recipient: str = ""
    spellings: tuple[str, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    ties: tuple[FirmTie, ...] = ()
    version: int = 1
    visit_staffing: Mapping[str, StaffingCheck] = field(default_factory=dict)
    """By the uid of a visit, the staffing on its reference date; a visit without it: no edition was in force then."""
    people: Mapping[str, str] = field(default_factory=dict)
    """Login → name of everybody who has or had access."""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One field that a person was typing into. ``caret`` counts characters from 0; ``saved_at`` is in UTC."""

    place: str
    field: str
    content: str
    caret: int
    saved_at: datetime
