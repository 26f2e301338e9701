"""Records of letters: versions of their templates, batches with a line for each letter, and what firms answered to a letter as a whole.

The same rules hold for them as for ``auditdesk.model.records``.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Column, Text, UniqueConstraint
from sqlmodel import Field

from auditdesk.model.records import Record


class LetterTemplate(Record, table=True):
    """One version of a template; once approved it never changes. ``layer``: ``wording`` (JSON) or ``form`` (a DOCX in base64).

    ``state``: ``draft``, ``submitted``, ``approved``, ``withdrawn``. Of several approved ones of a kind and layer the highest version
    is used. ``authors``: JSON array of everybody who wrote it; none of them can approve it.
    """

    __tablename__ = "letter_template"
    __table_args__ = (UniqueConstraint("template_kind", "layer", "version_number"),)
    kind: ClassVar[str] = "letter_template"

    template_kind: str = Field(index=True)
    layer: str
    version_number: int
    name: str
    content: str = Field(sa_column=Column(Text, nullable=False))
    digest: str
    state: str
    authors: str = "[]"
    made_by: str
    made_at: datetime
    submitted_by: str | None = None
    submitted_at: datetime | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None
    reason: str = ""


class LetterBatch(Record, table=True):
    """One batch of letters: what was asked for, and the templates as they were, so that each letter can be made again.

    ``state``: ``running``, ``stopped``, ``written``, ``approved``, ``undone``. ``making``: JSON, formats, sheets and language.
    ``wording`` and ``form`` are whole templates; letters say which by ``wording_digest`` and ``form_digest``.
    """

    __tablename__ = "letter_batch"
    kind: ClassVar[str] = "letter_batch"

    number: str = Field(unique=True)
    year: int = Field(index=True)
    letter_kind: str
    issued_on: date
    reply_by: date
    folder: str
    making: str = "{}"
    wording: str = Field(sa_column=Column(Text, nullable=False))
    wording_digest: str
    form: str = Field(default="", sa_column=Column(Text, nullable=False))
    form_digest: str = ""
    state: str
    started_by: str
    started_at: datetime
    ended_at: datetime | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None
    undone_by: str | None = None
    undone_at: datetime | None = None


class LetterInBatch(Record, table=True):
    """One line of a batch: the number is reserved for it from the start. ``state``: ``waiting``, ``written``, ``failed``, ``undone``.

    ``content``: JSON of what the letter says, frozen when the batch began. ``made``: JSON, what undoing it puts back.
    ``sampled``: the program chose it to be read before approval. ``opened``: JSON array of who has read it.
    """

    __tablename__ = "letter_in_batch"
    __table_args__ = (UniqueConstraint("batch_uid", "position"),)
    kind: ClassVar[str] = "letter_in_batch"

    batch_uid: str = Field(foreign_key="letter_batch.uid", index=True)
    position: int
    firm_uid: str = Field(foreign_key="firm.uid", index=True)
    serial: int
    number: str
    state: str
    problem: str = ""
    """Why it was not written: JSON, code and values of the sentence."""
    hints: str = "[]"
    sampled: bool = False
    opened: str = "[]"
    content: str = Field(sa_column=Column(Text, nullable=False))
    findings: str = "[]"
    about: str = "[]"
    refers_to: str | None = None
    made: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    letter_uid: str | None = Field(default=None, index=True)


class LetterReply(Record, table=True):
    """That a firm answered a letter, by its own letter's number; what it says of each finding is kept with the finding."""

    __tablename__ = "letter_reply"
    kind: ClassVar[str] = "letter_reply"

    letter_uid: str = Field(foreign_key="letter.uid", index=True)
    received_on: date
    number: str = ""
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    kept_by: str
    kept_at: datetime
