"""Records: the tables of the database. Built only from values that were validated, and never handed out of a unit of work.

Amounts are integer NT$ in 64 bits; days are ISO dates; moments are aware and in UTC. JSON columns hold canonical JSON text.
Every journaled record has a ``uid`` (UUID text) and a ``version`` that grows by one with each commit that touches it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID, uuid5

from sqlalchemy import BigInteger, Column, Index, Text, UniqueConstraint
from sqlmodel import Field

from auditdesk.model.kept import Kept

_ONE_OF_ITS_KIND = UUID("5d0f2f6e-6a0b-4a53-9a25-b1f3e8a4c7d1")


class Record(Kept):
    """What all journaled records have in common."""

    kind: ClassVar[str] = ""

    uid: str = Field(primary_key=True)
    version: int = Field(default=1)


def uid_for(kind: str, *named: str) -> str:
    """The uid of the one record of a kind that can stand to what is named: the same wherever it is made, so that two laptops which
    answer one item have made one answer."""
    return str(uuid5(_ONE_OF_ITS_KIND, "\n".join((kind, *named))))


class Person(Record, table=True):
    __tablename__ = "person"
    kind: ClassVar[str] = "person"

    login: str = Field(unique=True)
    name: str
    roles: str
    active: bool = True
    signing_key: str = ""
    """Base64 of the Ed25519 public key with which this person's checkpoints are verified; empty before the first sign-in that made one."""


class Firm(Record, table=True):
    __tablename__ = "firm"
    kind: ClassVar[str] = "firm"

    code: str = Field(unique=True)
    name: str
    short_name: str = ""
    english_name: str = ""
    unified_number: str = ""
    firm_kind: str = "securities_firm"
    address: str = ""
    telephone: str = ""
    former_names: str = "[]"
    spellings: str = "[]"
    """Other ways in which the name is written, as a JSON array; lists are matched by them."""
    letter_address: str = ""
    letter_recipient: str = ""
    listed: bool = True
    """False once the list that brought the firm in was taken back; its code and its retracted facts stay."""


class FirmFact(Record, table=True):
    """One dated fact; rows are only ever added. Of two with the same day the later recorded one holds."""

    __tablename__ = "firm_fact"
    kind: ClassVar[str] = "firm_fact"

    sequence: int = Field(sa_column=Column(BigInteger, nullable=False, unique=True))
    firm_uid: str = Field(foreign_key="firm.uid", index=True)
    fact: str
    value: str
    valid_from: date
    source: str = ""
    recorded_at: datetime
    recorded_by: str
    retracts: str | None = Field(default=None, index=True)
    """The fact this row takes back: neither of the two is counted from then on."""


class Contact(Record, table=True):
    """Whom to write to at a firm, only where an act needs it: role and name, from one day to another (both inclusive)."""

    __tablename__ = "contact"
    kind: ClassVar[str] = "contact"

    firm_uid: str = Field(foreign_key="firm.uid", index=True)
    role: str
    name: str = ""
    telephone: str = ""
    email: str = ""
    valid_from: date
    valid_until: date | None = None


class ListApplied(Record, table=True):
    """One list taken into the register as one act, with what is needed to take it back as one act."""

    __tablename__ = "list_applied"
    kind: ClassVar[str] = "list_applied"

    file_name: str
    sha256: str
    as_of: date | None = None
    made: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    applied_by: str
    applied_at: datetime
    undone_by: str | None = None
    undone_at: datetime | None = None


class ColumnMapping(Record, table=True):
    """Which column of a list means what, remembered by the list's headings (``uid`` is their hash)."""

    __tablename__ = "column_mapping"
    kind: ClassVar[str] = "column_mapping"

    columns: str = Field(sa_column=Column(Text, nullable=False))
    kept_by: str
    kept_at: datetime


class Branch(Record, table=True):
    __tablename__ = "branch"
    kind: ClassVar[str] = "branch"

    firm_uid: str = Field(foreign_key="firm.uid", index=True)
    code: str = Field(unique=True)
    name: str
    address: str = ""
    telephone: str = ""
    opened_on: date | None = None


class Visit(Record, table=True):
    """A visit with what was frozen when it was opened: edition, bands and facts on the reference date."""

    __tablename__ = "visit"
    kind: ClassVar[str] = "visit"

    number: str = Field(unique=True)
    firm_uid: str = Field(foreign_key="firm.uid", index=True)
    year: int = Field(index=True)
    reference_date: date
    visit_kind: str
    mode: str
    authority: str
    edition: str
    edition_digest: str
    scope_band: str | None = None
    staffing_band: str | None = None
    facts: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    opened_by: str
    opened_at: datetime
    removed_on: date | None = None
    """The day its papers were removed when their time was over; the visit itself and its figures stay."""
    removed_by: str | None = None
    submitted_by: str | None = None
    submitted_at: datetime | None = None
    submit_reasons: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    """Why it was handed in with something wrong or missing: JSON, line of the x-ray → reason."""
    signed_off_by: str | None = None
    """Who signed the working papers off; from then on they are read-only."""
    signed_off_at: datetime | None = None


class LegalHold(Record, table=True):
    """While one stands (``lifted_at`` empty), nothing of its subject is removed, however old. ``subject_uid``: a firm's or a visit's."""

    __tablename__ = "legal_hold"
    kind: ClassVar[str] = "legal_hold"

    subject_kind: str
    subject_uid: str = Field(index=True)
    reason: str
    placed_by: str
    placed_at: datetime
    lifted_by: str | None = None
    lifted_at: datetime | None = None
    lift_reason: str = ""


class VisitInspector(Record, table=True):
    __tablename__ = "visit_inspector"
    __table_args__ = (UniqueConstraint("visit_uid", "person_uid"),)
    kind: ClassVar[str] = "visit_inspector"

    visit_uid: str = Field(foreign_key="visit.uid", index=True)
    person_uid: str = Field(foreign_key="person.uid")


class VisitItem(Record, table=True):
    """One line of the frozen checklist: the words that were checked, not only their number."""

    __tablename__ = "visit_item"
    __table_args__ = (UniqueConstraint("visit_uid", "item_key"),)
    kind: ClassVar[str] = "visit_item"

    visit_uid: str = Field(foreign_key="visit.uid", index=True)
    item_key: str
    code: str
    part: str
    position: int
    summary_zh: str
    summary_en: str
    frequency: str
    text_hash: str = Field(index=True)
    applies: bool | None = None
    reasons: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    claimed_by: str | None = None
    flagged: bool = False
    """Marked to come back to (待追)."""
    earlier: str = Field(default="", sa_column=Column(Text, nullable=False))
    """JSON: the firm's visit of an earlier year when this one was opened, and what it answered; empty = opened before this was kept."""


class Answer(Record, table=True):
    __tablename__ = "answer"
    kind: ClassVar[str] = "answer"

    visit_item_uid: str = Field(foreign_key="visit_item.uid", unique=True)
    judgement: str | None = None
    note: str = ""
    answered_by: str
    answered_at: datetime


class Finding(Record, table=True):
    __tablename__ = "finding"
    __table_args__ = (
        # Counting peers and looking for last year's must not touch the rows: there are a hundred thousand.
        Index("ix_finding_peers", "pattern", "state", "year", "severity", "firm_uid", "deleted_at", "uid"),
        Index("ix_finding_firm_pattern", "firm_uid", "pattern", "uid"),
        Index("ix_finding_firm_text", "firm_uid", "item_text_hash"),
    )
    kind: ClassVar[str] = "finding"

    number: str = Field(unique=True)
    visit_uid: str = Field(foreign_key="visit.uid", index=True)
    firm_uid: str = Field(foreign_key="firm.uid", index=True)
    year: int = Field(index=True)
    item_key: str | None = None
    item_text_hash: str | None = Field(default=None, index=True)
    pattern: str = Field(index=True)
    pattern_code: str
    edition: str
    authority: str
    finding_class: str
    severity: str
    state: str = Field(index=True)
    facts: str = Field(default="", sa_column=Column(Text, nullable=False))
    due_date: date | None = None
    author: str
    co_authors: str = "[]"
    """Logins of others who changed its words, as a JSON array: they can't review it either."""
    submitted_by: str | None = None
    reviewer: str | None = None
    reason: str = ""
    recorded_at: datetime
    decided_at: datetime | None = None
    repeat_of: str | None = None
    severity_reason: str = ""
    """Why the severity is another than the pattern's."""
    locations: str = "[]"
    """Systems and places looked at, as a JSON array of short texts."""
    firm_remark: str = Field(default="", sa_column=Column(Text, nullable=False))
    """What the firm said to it on the spot (受查方說明)."""
    deleted_at: datetime | None = None
    """Put among what was deleted last (最近刪除); it can be brought back until the visit is handed in."""
    letter_uid: str | None = Field(default=None, index=True)
    """The newest letter that carried it; the firm's time counts from it."""
    closed_by: str | None = None
    closed_at: datetime | None = None


class Evidence(Record, table=True):
    """A file kept encrypted beside the database; ``blob`` is its name there: a keyed hash of what is stored."""

    __tablename__ = "evidence"
    kind: ClassVar[str] = "evidence"

    finding_uid: str | None = Field(default=None, foreign_key="finding.uid", index=True)
    """None while it waits in a visit's tray or belongs to a note."""
    visit_uid: str | None = Field(default=None, foreign_key="visit.uid", index=True)
    note_uid: str | None = Field(default=None, index=True)
    derived_from: str | None = None
    """The evidence whose picture this one shows with parts made unreadable for good."""
    deleted_at: datetime | None = None
    file_name: str
    size: int = Field(sa_column=Column(BigInteger, nullable=False))
    sha256: str
    blob: str = Field(index=True)
    added_by: str
    added_at: datetime
    media_type: str = ""
    taken_at: str = ""
    """When the camera says the picture was taken, as it says it."""
    place: str = ""
    """Where the camera says it was taken: ``latitude,longitude`` in degrees, six places; empty when it says nothing."""
    clean_blob: str | None = Field(default=None, index=True)
    """A copy without the place: the only one that leaves the office once it is there."""


class Letter(Record, table=True):
    """A letter to one firm; ``content`` is what it said, frozen, so that it can be made again unchanged."""

    __tablename__ = "letter"
    kind: ClassVar[str] = "letter"

    number: str = Field(unique=True)
    year: int = Field(index=True)
    firm_uid: str = Field(foreign_key="firm.uid", index=True)
    issued_on: date
    reply_by: date
    state: str
    findings: str = "[]"
    content: str = Field(sa_column=Column(Text, nullable=False))
    letter_kind: str = "result"
    batch_uid: str | None = Field(default=None, index=True)
    """The batch it was written in, which holds its templates; None = from before batches were kept."""
    refers_to: str | None = Field(default=None, index=True)
    """The letter that it reminds of, corrects or closes."""
    about: str = "[]"
    """Uids of the extensions it tells of, as a JSON array."""
    dispatched_on: date | None = None
    dispatched_way: str = ""
    received_on: date | None = None
    """The day on which the firm got it, by its receipt."""


class Notice(Record, table=True):
    """The notice of a year as it was written: what it counted, from which editions, on which day."""

    __tablename__ = "notice"
    kind: ClassVar[str] = "notice"

    number: str = Field(unique=True)
    year: int = Field(index=True)
    title: str
    compiled_on: date
    state: str
    content: str = Field(sa_column=Column(Text, nullable=False))


class Paper(Record, table=True):
    """A file this workspace has written for others, with its hash."""

    __tablename__ = "paper"
    kind: ClassVar[str] = "paper"

    paper_kind: str
    subject_uid: str = Field(index=True)
    number: str
    title: str
    path: str
    sha256: str
    size: int = Field(sa_column=Column(BigInteger, nullable=False))
    written_by: str
    written_at: datetime


class NumberSeries(Record, table=True):
    """The last number given out of one series (visits, findings, letters, notices of a year)."""

    __tablename__ = "number_series"
    kind: ClassVar[str] = "number_series"

    last: int


class OfficeSetting(Record, table=True):
    """One setting of the office (``uid`` is its name), as JSON."""

    __tablename__ = "office_setting"
    kind: ClassVar[str] = "office_setting"

    value: str = Field(sa_column=Column(Text, nullable=False))


class JournalEntry(Kept, table=True):
    """One line of the journal: written with each commit, chained by hash, never changed.

    ``form`` 1: the hash covers the texts of ``before`` and ``after``. ``form`` 2: it covers their salted hashes, so that the texts of
    a visit whose time is over can be removed while the chain still holds.
    """

    __tablename__ = "journal"

    sequence: int = Field(primary_key=True)
    at: str
    login: str
    computer: str
    act: str
    object_kind: str
    object_uid: str = Field(index=True)
    before: str = Field(sa_column=Column(Text, nullable=False))
    after: str = Field(sa_column=Column(Text, nullable=False))
    previous_hash: str
    hash: str
    form: int = 1
    salt: str = ""
    before_hash: str = ""
    after_hash: str = ""


class Checkpoint(Kept, table=True):
    """One person's signature under the journal as it stood: up to which line, with which hash. Never changed."""

    __tablename__ = "checkpoint"

    number: int = Field(primary_key=True)
    sequence: int
    hash: str
    at: str
    login: str
    public_key: str
    signature: str


class Draft(Kept, table=True):
    """What one person was typing and where, not yet given to an act. Not journaled: it is nobody's word yet."""

    __tablename__ = "draft"

    login: str = Field(primary_key=True)
    place: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    content: str = Field(sa_column=Column(Text, nullable=False))
    caret: int = 0
    saved_at: datetime


class WorkspaceMark(Kept, table=True):
    """Which workspace this database belongs to; one row."""

    __tablename__ = "workspace_mark"

    workspace: str = Field(primary_key=True)
    created_at: datetime
