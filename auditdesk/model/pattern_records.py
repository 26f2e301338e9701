"""Records of the office's own patterns, of what became of patterns, and of other authorities' findings."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Column, Text
from sqlmodel import Field

from auditdesk.model.records import Record


class OfficePattern(Record, table=True):
    """A standard wording that the office added itself: proposed by one person, in force or refused by another. Never deleted."""

    __tablename__ = "office_pattern"
    kind: ClassVar[str] = "office_pattern"

    pattern: str = Field(unique=True)
    """Its id, as findings name it (``OWN-001``)."""
    group_name: str
    code: str
    heading_zh: str
    heading_en: str
    items: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    """Keys of the check items that it touches, as a JSON array."""
    wording_zh: str = Field(sa_column=Column(Text, nullable=False))
    wording_en: str = Field(sa_column=Column(Text, nullable=False))
    standard_zh: str = Field(sa_column=Column(Text, nullable=False))
    standard_en: str = Field(sa_column=Column(Text, nullable=False))
    severity: str
    valid_from: date
    origin: str = ""
    """Number of the finding whose wording it was promoted from; empty when written from scratch."""
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    decision_reason: str = ""


class PatternSuccession(Record, table=True):
    """What became of a pattern from a day on (inclusive): merged into another, split into several, or an earlier step undone."""

    __tablename__ = "pattern_succession"
    kind: ClassVar[str] = "pattern_succession"

    step: str
    pattern: str = Field(index=True)
    into: str = "[]"
    """Ids of the patterns that took its place, as a JSON array; empty for an undoing."""
    undoes: str | None = None
    """The step that this one takes back."""
    valid_from: date
    reason: str = Field(sa_column=Column(Text, nullable=False))
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    decision_reason: str = ""


class FindingImport(Record, table=True):
    """One file of findings taken in as one act, with what is needed to take it back as one act."""

    __tablename__ = "finding_import"
    kind: ClassVar[str] = "finding_import"

    file_name: str
    sha256: str
    format: str
    drafts: int
    outside: int
    made: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    """JSON: for each row its mark, and the draft it made with the digest of how it was made. Texts are in the findings alone."""
    applied_by: str
    applied_at: datetime
    undone_by: str | None = None
    undone_at: datetime | None = None


class OutsideFinding(Record, table=True):
    """A finding of another authority, kept for the yearly picture. It is no finding of ours and is never counted as one."""

    __tablename__ = "outside_finding"
    kind: ClassVar[str] = "outside_finding"

    authority: str = Field(index=True)
    firm_uid: str = Field(foreign_key="firm.uid", index=True)
    year: int = Field(index=True)
    fact_date: date | None = None
    heading: str = ""
    pattern: str = ""
    text: str = Field(sa_column=Column(Text, nullable=False))
    severity: str = ""
    reference: str = ""
    """The number that its source gives it."""
    source_file: str
    source_sha256: str
    source_row: int
    import_uid: str = Field(foreign_key="finding_import.uid", index=True)
