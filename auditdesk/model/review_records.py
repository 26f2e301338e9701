"""Records of review and remedy: frozen versions, comments, replies, extensions, follow-up checks, measures, saved views."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import BigInteger, Column, Text, UniqueConstraint
from sqlmodel import Field

from auditdesk.model.kept import Kept
from auditdesk.model.records import Record


class FindingVersion(Record, table=True):
    """A finding as it was handed in, returned, accepted or re-opened; never changed. ``text_hash`` is of ``content``."""

    __tablename__ = "finding_version"
    __table_args__ = (UniqueConstraint("finding_uid", "number"),)
    kind: ClassVar[str] = "finding_version"

    finding_uid: str = Field(foreign_key="finding.uid", index=True)
    number: int
    act: str
    text_hash: str
    content: str = Field(sa_column=Column(Text, nullable=False))
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    made_by: str
    made_at: datetime


class ReviewComment(Record, table=True):
    """A remark on a finding, or an answer to one (``answers``). ``start`` and ``end`` count characters of ``field``; both 0 = all of it."""

    __tablename__ = "review_comment"
    kind: ClassVar[str] = "review_comment"

    finding_uid: str = Field(foreign_key="finding.uid", index=True)
    text_hash: str
    """The words that were shown when it was written."""
    answers: str | None = Field(default=None, index=True)
    field: str = ""
    start: int = 0
    end: int = 0
    quoted: str = Field(default="", sa_column=Column(Text, nullable=False))
    text: str = Field(sa_column=Column(Text, nullable=False))
    author: str
    written_at: datetime
    settled_by: str | None = None
    settled_at: datetime | None = None


class CorrectionDue(Record, table=True):
    """A letter said what no longer holds: its finding was re-opened or withdrawn. Settled by the letter that corrects it."""

    __tablename__ = "correction_due"
    kind: ClassVar[str] = "correction_due"

    finding_uid: str = Field(foreign_key="finding.uid", index=True)
    letter_uid: str = Field(foreign_key="letter.uid", index=True)
    act: str
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    raised_by: str
    raised_at: datetime
    settled_by_letter: str | None = None
    settled_at: datetime | None = None


class ReplySheet(Record, table=True):
    """A filled-in reply sheet that was taken in as one act. ``made``: JSON, what to take back."""

    __tablename__ = "reply_sheet"
    kind: ClassVar[str] = "reply_sheet"

    file_name: str
    sha256: str
    received_on: date
    made: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    taken_by: str
    taken_at: datetime
    undone_by: str | None = None
    undone_at: datetime | None = None


class FirmReply(Record, table=True):
    """What a firm answered to one finding; never written over. One that was taken in by mistake is taken back, and stays."""

    __tablename__ = "firm_reply"
    kind: ClassVar[str] = "firm_reply"

    finding_uid: str = Field(foreign_key="finding.uid", index=True)
    sheet_uid: str | None = Field(default=None, foreign_key="reply_sheet.uid", index=True)
    received_on: date
    claim: str
    text: str = Field(sa_column=Column(Text, nullable=False))
    measures: str = Field(default="", sa_column=Column(Text, nullable=False))
    done_on: date | None = None
    contact: str = ""
    source_name: str = ""
    source_sha256: str = ""
    kept_by: str
    kept_at: datetime
    taken_back_by: str | None = None
    taken_back_at: datetime | None = None
    take_back_reason: str = ""


class DueExtension(Record, table=True):
    """A firm asked for more time; ``decision`` is ``granted``, ``refused`` or empty while it waits."""

    __tablename__ = "due_extension"
    kind: ClassVar[str] = "due_extension"

    finding_uid: str = Field(foreign_key="finding.uid", index=True)
    asked_on: date
    due_before: date | None = None
    until: date
    reason: str = Field(sa_column=Column(Text, nullable=False))
    kept_by: str
    kept_at: datetime
    decision: str = ""
    decision_reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    decided_by: str | None = None
    decided_at: datetime | None = None


class FollowUp(Record, table=True):
    """Whether it was mended, as somebody saw it on paper or on site. ``evidence``: uids as a JSON array."""

    __tablename__ = "follow_up"
    kind: ClassVar[str] = "follow_up"

    finding_uid: str = Field(foreign_key="finding.uid", index=True)
    reply_uid: str | None = Field(default=None, foreign_key="firm_reply.uid")
    checked_on: date
    mode: str
    result: str
    text: str = Field(default="", sa_column=Column(Text, nullable=False))
    evidence: str = "[]"
    checked_by: str
    kept_at: datetime


class Measure(Record, table=True):
    """What was imposed on a firm by a letter. Amounts integer NT$; ``letter_date`` is the day that time counts from."""

    __tablename__ = "measure"
    kind: ClassVar[str] = "measure"

    firm_uid: str = Field(foreign_key="firm.uid", index=True)
    measure_kind: str
    article: str
    amount: int | None = Field(default=None, sa_column=Column(BigInteger, nullable=True))
    letter_number: str
    letter_date: date
    due_on: date | None = None
    kept_on: date | None = None
    """The day on which the firm had done what was asked (corrected, paid)."""
    findings: str = "[]"
    """Uids as a JSON array."""
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    recorded_by: str
    recorded_at: datetime
    taken_back_by: str | None = None
    taken_back_at: datetime | None = None
    take_back_reason: str = ""


class SavedView(Record, table=True):
    """Filters, order, columns and grouping of a list, kept under a name. ``shared``: everybody sees it."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("owner", "place", "name"),)
    kind: ClassVar[str] = "saved_view"

    owner: str
    place: str = Field(index=True)
    name: str
    content: str = Field(sa_column=Column(Text, nullable=False))
    shared: bool = False
    kept_at: datetime


class SheetSecret(Kept, table=True):
    """What the keys of reply sheets are made with; one row. Not journaled, so that no export of the journal gives it away."""

    __tablename__ = "sheet_secret"

    number: int = Field(primary_key=True)
    secret: str
