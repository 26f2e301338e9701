"""Records of the year's plan and of fieldwork, beside those of ``auditdesk.model.records``; the same rules hold for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import BigInteger, Column, Text, UniqueConstraint
from sqlmodel import Field

from auditdesk.model.kept import Kept
from auditdesk.model.records import Record


class PlanYear(Record, table=True):
    """The plan of one audit year and its sign-off (``uid`` is the year). ``authors``: JSON array of the logins that changed it since."""

    __tablename__ = "plan_year"
    kind: ClassVar[str] = "plan_year"

    year: int = Field(unique=True)
    state: str
    authors: str = "[]"
    submitted_by: str | None = None
    submitted_at: datetime | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    decision_reason: str = ""


class PlannedVisit(Record, table=True):
    """One firm's visit in a year's plan, from one day to another (both inclusive)."""

    __tablename__ = "planned_visit"
    kind: ClassVar[str] = "planned_visit"

    year: int = Field(index=True)
    firm_uid: str = Field(foreign_key="firm.uid", index=True)
    visit_kind: str
    mode: str
    authority: str
    starts_on: date | None = None
    ends_on: date | None = None
    inspectors: str = "[]"
    """Logins as a JSON array, the lead first."""
    why: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    state: str = "planned"
    changed_after_approval: bool = False
    visit_uid: str | None = Field(default=None, foreign_key="visit.uid")


class Absence(Record, table=True):
    """Days on which a person can't visit, both inclusive."""

    __tablename__ = "absence"
    kind: ClassVar[str] = "absence"

    login: str = Field(index=True)
    starts_on: date
    ends_on: date
    reason: str = ""


class SectionAssignment(Record, table=True):
    """Who looks after one section of a visit's checklist."""

    __tablename__ = "section_assignment"
    __table_args__ = (UniqueConstraint("visit_uid", "code"),)
    kind: ClassVar[str] = "section_assignment"

    visit_uid: str = Field(foreign_key="visit.uid", index=True)
    code: str
    login: str


class FieldNote(Record, table=True):
    """Something jotted down during a visit: waiting to be sorted, put to an item, turned into a finding, or a mere remark."""

    __tablename__ = "field_note"
    kind: ClassVar[str] = "field_note"

    visit_uid: str = Field(foreign_key="visit.uid", index=True)
    text: str = Field(sa_column=Column(Text, nullable=False))
    state: str
    item_key: str | None = None
    finding_uid: str | None = None
    author: str
    written_at: datetime
    deleted_at: datetime | None = None


class EvidenceLayer(Record, table=True):
    """What was drawn over a picture: shapes as JSON, in fractions of its width and height. The picture itself stays as it is."""

    __tablename__ = "evidence_layer"
    kind: ClassVar[str] = "evidence_layer"

    evidence_uid: str = Field(foreign_key="evidence.uid", unique=True)
    shapes: str = Field(default="[]", sa_column=Column(Text, nullable=False))


class Sample(Record, table=True):
    """What was sampled for one item: from how many, which ones, with what result."""

    __tablename__ = "sample"
    kind: ClassVar[str] = "sample"

    visit_uid: str = Field(foreign_key="visit.uid", index=True)
    item_key: str
    population: str
    population_size: int | None = None
    chosen: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    method: str = ""
    result: str = Field(default="", sa_column=Column(Text, nullable=False))
    kept_by: str
    kept_at: datetime
    listed: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    """The population as it was pasted, a JSON array: with method and seed the same ones are drawn again."""
    seed: str = ""
    deleted_at: datetime | None = None


class Interview(Record, table=True):
    """Whom the inspectors spoke with, by role; the name only where it is needed."""

    __tablename__ = "interview"
    kind: ClassVar[str] = "interview"

    visit_uid: str = Field(foreign_key="visit.uid", index=True)
    role: str
    name: str = ""
    held_at: datetime
    subject: str = Field(default="", sa_column=Column(Text, nullable=False))
    kept_by: str
    items: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    """Keys of the items that were spoken about, a JSON array."""
    deleted_at: datetime | None = None


class VisitReopening(Record, table=True):
    """A sign-off that was withdrawn by a second person, with the reason; who had signed off and when stays known."""

    __tablename__ = "visit_reopening"
    kind: ClassVar[str] = "visit_reopening"

    visit_uid: str = Field(foreign_key="visit.uid", index=True)
    reason: str = Field(sa_column=Column(Text, nullable=False))
    reopened_by: str
    reopened_at: datetime
    submitted_by: str | None = None
    submitted_at: datetime | None = None
    signed_off_by: str
    signed_off_at: datetime


class Tip(Record, table=True):
    """A report of a weakness from outside (民眾檢舉). Who reported it is kept in ``TipReporter``; ``reporter`` is the salted hash of
    that, empty where nobody is known: neither the journal nor anything made from it holds the name."""

    __tablename__ = "tip"
    kind: ClassVar[str] = "tip"

    number: str = Field(unique=True)
    received_on: date
    source: str
    reporter: str = Field(default="", sa_column=Column(Text, nullable=False))
    firm_uid: str | None = Field(default=None, foreign_key="firm.uid", index=True)
    subject: str
    material: str = Field(default="", sa_column=Column(Text, nullable=False))
    state: str
    closing: str = ""
    kept_by: str
    kept_at: datetime
    result: str = ""
    closed_by: str | None = None
    closed_at: datetime | None = None


class TipReporter(Kept, table=True):
    """Who reported a weakness, for administrators only. Not journaled, so that it can be read nowhere else and be erased for good."""

    __tablename__ = "tip_reporter"

    tip_uid: str = Field(primary_key=True)
    name: str
    contact: str = ""
    salt: str


class TipReading(Record, table=True):
    """An administrator looked at who reported a weakness."""

    __tablename__ = "tip_reading"
    kind: ClassVar[str] = "tip_reading"

    tip_uid: str = Field(foreign_key="tip.uid", index=True)
    reason: str
    read_by: str
    read_at: datetime


class TipFile(Record, table=True):
    """A file that came with a report of a weakness, kept encrypted as evidence is."""

    __tablename__ = "tip_file"
    kind: ClassVar[str] = "tip_file"

    tip_uid: str = Field(foreign_key="tip.uid", index=True)
    file_name: str
    size: int = Field(sa_column=Column(BigInteger, nullable=False))
    sha256: str
    blob: str = Field(index=True)
    media_type: str = ""
    added_by: str
    added_at: datetime


class TipLink(Record, table=True):
    """A tip joined to a visit (with the item it adds) or to a finding."""

    __tablename__ = "tip_link"
    __table_args__ = (UniqueConstraint("tip_uid", "object_uid", "item_key"),)
    kind: ClassVar[str] = "tip_link"

    tip_uid: str = Field(foreign_key="tip.uid", index=True)
    object_kind: str
    object_uid: str = Field(index=True)
    item_key: str = ""


class UndoStep(Kept, table=True):
    """One named step back of one object, kept across restarts. Not journaled: the acts it undoes are."""

    __tablename__ = "undo_step"

    number: int = Field(primary_key=True)
    object_uid: str = Field(index=True)
    login: str
    name: str = Field(sa_column=Column(Text, nullable=False))
    change: str = Field(sa_column=Column(Text, nullable=False))
    undone: bool = False
    done_at: datetime
    size: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))


class SearchEntry(Kept, table=True):
    """The folded text of one record for the full-text search (``search_gram`` holds its pairs of characters). Not journaled: it only
    repeats what the record says, and is made anew where it is missing."""

    __tablename__ = "search_entry"

    number: int = Field(primary_key=True)
    object_uid: str = Field(unique=True)
    text: str = Field(sa_column=Column(Text, nullable=False))
