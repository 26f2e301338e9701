"""Records of the notice's life: the draft with its frozen figures, its paragraphs, settled flags, certificates, and issues of the register.

The same rules hold for them as for ``auditdesk.model.records``.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Column, Text, UniqueConstraint
from sqlmodel import Field

from auditdesk.model.records import Record


class NoticeDraft(Record, table=True):
    """One notice on its way: compiled once, then edited, checked, signed and locked. A correction of a year is one more draft.

    ``content``: the frozen basis and what was compiled from it, canonical JSON. ``decisions``: key of an entry → kept or rolled up,
    with the reason. ``authors``: JSON array of everybody who changed a word or a decision since the last correction began.
    """

    __tablename__ = "notice_draft"
    __table_args__ = (UniqueConstraint("year", "edition_number"),)
    kind: ClassVar[str] = "notice_draft"

    year: int = Field(index=True)
    edition_number: int = 1
    """1 = the first notice of the year; each correction is one more."""
    state: str
    content: str = Field(sa_column=Column(Text, nullable=False))
    decisions: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    authors: str = "[]"
    compiled_by: str
    compiled_at: datetime
    text_hash: str = ""
    """Of text, figures and decisions as they were last signed; another one than now = every sign-off is void."""
    submitted_by: str | None = None
    submitted_at: datetime | None = None
    reviewed_by: str | None = None
    reviewed_at: datetime | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None
    locked_by: str | None = None
    locked_at: datetime | None = None
    ticks: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    """Categories the reviewer has read, and flags whose "not a leak" was confirmed, as a JSON array."""
    voided: str = Field(default="", sa_column=Column(Text, nullable=False))
    """Why the last sign-off fell: JSON, what was changed by whom; empty while none fell."""
    reason: str = ""
    """Why a correction was begun, or a draft sent back."""


class NoticeParagraph(Record, table=True):
    """One paragraph of a draft in both languages. ``paragraph_key`` tells what it is: ``title``, ``CC-17010/CC-17010-P03/wording``."""

    __tablename__ = "notice_paragraph"
    __table_args__ = (UniqueConstraint("draft_uid", "paragraph_key"),)
    kind: ClassVar[str] = "notice_paragraph"

    draft_uid: str = Field(foreign_key="notice_draft.uid", index=True)
    paragraph_key: str
    position: int
    text_zh: str = Field(default="", sa_column=Column(Text, nullable=False))
    text_en: str = Field(default="", sa_column=Column(Text, nullable=False))
    edited_by: str | None = None
    edited_at: datetime | None = None


class NoticeFlag(Record, table=True):
    """A flag that somebody settled; open ones are what the guard finds now and has no line here. ``flag_key`` stays the same."""

    __tablename__ = "notice_flag"
    __table_args__ = (UniqueConstraint("draft_uid", "flag_key"),)
    kind: ClassVar[str] = "notice_flag"

    draft_uid: str = Field(foreign_key="notice_draft.uid", index=True)
    flag_key: str
    flag_kind: str
    paragraph_key: str
    language: str
    text: str = Field(sa_column=Column(Text, nullable=False))
    state: str
    reason: str = ""
    settled_by: str
    settled_at: datetime
    confirmed_by: str | None = None
    """Who agreed that it is no leak; never the one who said so."""
    confirmed_at: datetime | None = None


class LeakCertificate(Record, table=True):
    """One run of the leak guard that found nothing open: who asked, when, over which words, with which dictionary."""

    __tablename__ = "leak_certificate"
    kind: ClassVar[str] = "leak_certificate"

    draft_uid: str = Field(foreign_key="notice_draft.uid", index=True)
    step: str
    """``submit``, ``review``, ``approve``, ``lock``."""
    made_by: str
    made_at: datetime
    text_hash: str
    dictionary_hash: str
    not_leaks: int = 0
    report: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    """What was run and settled, as JSON: the leak report that stays inside."""


class NoticeIssue(Record, table=True):
    """One line of the public register: 編號, 標題, 更新日期, 檔案, 類別, 發布單位. A correction is one more line; the old one stays."""

    __tablename__ = "notice_issue"
    kind: ClassVar[str] = "notice_issue"

    notice_uid: str = Field(foreign_key="notice.uid", unique=True)
    draft_uid: str = Field(foreign_key="notice_draft.uid", index=True)
    year: int = Field(index=True)
    edition_number: int
    number: str = Field(unique=True)
    title: str
    title_en: str = ""
    updated_on: date
    category: str
    publisher: str
    corrects: str | None = None
    """Number of the issue that this one corrects."""
    correction: str = ""
    files: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    """Name, size and SHA-256 of each file, as JSON."""
