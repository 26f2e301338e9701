"""Frozen rows and orders of fieldwork: one visit as it is worked on. Orders carry ``seen``, the version the screen showed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from auditdesk.model.terms import Judgement, Severity


class NoteState(StrEnum):
    """Where a note stands: waiting to be sorted (待整理), put to an item, turned into a finding, or a mere remark (純備註)."""

    UNSORTED = "unsorted"
    SORTED = "sorted"
    FINDING = "finding"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """The finding editor's contents. ``due_days`` counts from the reference date; ``pattern`` is empty until one is chosen.

    ``default_severity`` is the pattern's, None without a pattern; ``deleted_at`` is set among what was deleted last.
    """

    uid: str
    number: str
    item: str | None
    pattern: str
    pattern_code: str
    wording_zh: str
    wording_en: str
    standard_zh: str
    standard_en: str
    finding_class: str
    severity: str
    default_severity: str | None
    severity_reason: str
    due_date: date | None
    due_days: int | None
    facts: str
    locations: tuple[str, ...]
    firm_remark: str
    state: str
    reason: str
    author: str
    reviewer: str | None
    repeat_of: str | None
    evidence: int
    recorded_at: datetime
    deleted_at: datetime | None
    version: int

    @property
    def facts_missing(self) -> bool:
        """事實待補."""
        return not self.facts.strip()


@dataclass(frozen=True, slots=True)
class EarlierFinding:
    """A finding of the firm's visit before on the same item. ``reply`` is what the firm answered, where that is known."""

    uid: str
    number: str
    year: int
    severity: str
    state: str
    wording_zh: str
    wording_en: str
    facts: str
    firm_remark: str
    reply: str = ""


@dataclass(frozen=True, slots=True)
class FieldItem:
    """One line of the checklist. ``number`` is shown (``17010-03``); ``version`` is the answer's, 0 = not answered yet.

    ``repeated``: found deficient at the firm's visit before; ``previous`` is what was answered then, ``previous_same_text`` whether the
    words are the same; ``earlier`` are its findings of then. ``findings``: those that count, the newest first.
    """

    uid: str
    key: str
    code: str
    number: str
    part: str
    position: int
    paragraph: str | None
    summary_zh: str
    summary_en: str
    frequency: str
    applies: bool | None
    reasons: tuple[dict[str, Any], ...]
    judgement: str | None
    note: str
    answered_by: str | None
    answered_at: datetime | None
    flagged: bool
    claimed_by: str | None
    repeated: bool
    previous: str | None
    previous_note: str
    previous_same_text: bool
    earlier: tuple[EarlierFinding, ...]
    findings: tuple[FieldFinding, ...]
    evidence: int
    version: int

    @property
    def finding(self) -> FieldFinding | None:
        return self.findings[0] if self.findings else None

    @property
    def facts_missing(self) -> bool:
        return any(finding.facts_missing for finding in self.findings)


@dataclass(frozen=True, slots=True)
class FieldSection:
    """One section of the edition; ``total`` 0 = nothing of it is on this checklist. ``assigned``: a login."""

    code: str
    part: str
    name_zh: str
    name_en: str
    done: int
    total: int
    deficient: int
    assigned: str | None


@dataclass(frozen=True, slots=True)
class FieldPart:
    id: str
    ordinal: int
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """Something jotted down. ``item`` is where it was put, or what its ``#`` named; ``evidence`` are uids."""

    uid: str
    text: str
    state: str
    item: str | None
    finding_uid: str | None
    author: str
    written_at: datetime
    deleted_at: datetime | None
    evidence: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class UndoName:
    """What a step was, as a code of ``resources/words`` with its values: ``undo.judge`` {number, judgement}."""

    code: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class FieldworkRow:
    """One visit with everything the fieldwork screen shows. Counts are of items on the checklist.

    ``standing``: ``open``, ``submitted`` or ``signed_off``. ``undo`` and ``redo`` name the next step back and forth, None = there is
    none; ``undo_depth`` counts the steps back.
    """

    uid: str
    number: str
    firm_uid: str
    firm_code: str
    firm_name: str
    year: int
    reference_date: date
    kind: str
    mode: str
    authority: str
    edition: str
    scope_band: str | None
    staffing_band: str | None
    facts: dict[str, Any]
    inspectors: tuple[str, ...]
    standing: str
    submitted_by: str | None
    submitted_at: datetime | None
    signed_off_by: str | None
    signed_off_at: datetime | None
    previous_visit: str | None
    previous_year: int | None
    parts: tuple[FieldPart, ...]
    sections: tuple[FieldSection, ...]
    items: tuple[FieldItem, ...]
    unbound: tuple[FieldFinding, ...]
    """Findings that stand under no item of the checklist."""
    notes: tuple[NoteRow, ...]
    """Notes that wait to be sorted, the oldest first."""
    locations: tuple[str, ...]
    """Systems and places named in this visit, to be offered again."""
    done: int
    total: int
    conform: int
    deficient: int
    observation: int
    not_applicable: int
    flagged: int
    undo: UndoName | None
    undo_depth: int
    redo: UndoName | None
    version: int

    @property
    def read_only(self) -> bool:
        return self.signed_off_at is not None


@dataclass(frozen=True, slots=True)
class EarlierItem:
    """The same item at the firm's visit before; ``same_text`` False: the words stand side by side."""

    visit: str
    year: int
    item: str
    judgement: str | None
    note: str
    same_text: bool
    summary_zh: str
    summary_en: str
    findings: tuple[EarlierFinding, ...]


@dataclass(frozen=True, slots=True)
class PeerCount:
    """Accepted findings of other firms with the same pattern in the three years up to the visit, by severity."""

    severity: str
    findings: int
    firms: int


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One line of what happened to an item, its answer or its findings, the newest first. ``fields`` are those that changed."""

    sequence: int
    at: datetime
    login: str
    act: str
    object_kind: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RepeatBeside:
    """An accepted finding of an earlier year of the same requirement, by its ``words``, its ``pattern`` or ``both``.

    ``reply``: the firm's newest answer, empty where none is recorded.
    """

    uid: str
    number: str
    year: int
    severity: str
    state: str
    by: str
    reply: str


@dataclass(frozen=True, slots=True)
class ItemContext:
    """What is known beside an item without a click."""

    item: str
    paragraph: str | None
    source: str
    citation_zh: str
    citation_en: str
    reasons: tuple[dict[str, Any], ...]
    earlier: EarlierItem | None
    repeats: tuple[RepeatBeside, ...]
    """Findings of every earlier year of the same requirement, the newest first."""
    peers: tuple[PeerCount, ...]
    patterns: tuple[str, ...]
    """The patterns of the item in this edition, the first one is the default."""
    notes: tuple[NoteRow, ...]
    activity: tuple[ActivityRow, ...]


@dataclass(frozen=True, slots=True)
class XrayLine:
    """One thing wrong or missing. ``code`` names the sentence (``xray.<code>``, filled with ``values``).

    ``item`` and ``object_uid`` are where to jump. ``key`` names the line when a reason is given for it.
    """

    code: str
    object_kind: str
    object_uid: str
    item: str | None
    label: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.code}:{self.label if self.object_kind == 'visit' else self.object_uid}"


@dataclass(frozen=True, slots=True)
class DeletedRow:
    """Something among what was deleted last (最近刪除): a finding, a note or evidence (``text`` is its file name)."""

    kind: str
    uid: str
    label: str
    text: str
    item: str | None
    deleted_at: datetime


@dataclass(frozen=True, slots=True)
class JudgeItem:
    """``judgement`` None clears; ``note`` None leaves the note as it is."""

    visit: str
    item: str
    judgement: Judgement | None
    note: str | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judgement left: the answer with its version, and the item's finding (None = there is none that counts).

    ``dropped`` is the number of the draft that was put among what was deleted last.
    """

    item: str
    judgement: str | None
    note: str
    version: int
    finding: FieldFinding | None
    dropped: str | None = None


@dataclass(frozen=True, slots=True)
class EditFinding:
    """Only the fields given are written. ``pattern`` brings its severity and due date along unless they are given or were changed."""

    finding: str
    seen: int | None = None
    facts: str | None = None
    pattern: str | None = None
    severity: Severity | None = None
    severity_reason: str | None = None
    due_date: date | None = None
    locations: tuple[str, ...] | None = None
    firm_remark: str | None = None


@dataclass(frozen=True, slots=True)
class KeepNote:
    """``item`` may be left out where the text names one: ``#17010-3``. ``evidence`` are uids of the visit's tray."""

    visit: str
    text: str
    item: str | None = None
    evidence: tuple[str, ...] = ()
    state: NoteState = NoteState.UNSORTED
