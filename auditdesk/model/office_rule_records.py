"""Records of the office's own rules, beside those of ``auditdesk.model.records``; the same rules hold for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Column, Text, UniqueConstraint
from sqlmodel import Field

from auditdesk.model.records import Record


class ScopeException(Record, table=True):
    """One item that a firm is exempt from, or is checked for besides, from one day to another (both inclusive)."""

    __tablename__ = "scope_exception"
    kind: ClassVar[str] = "scope_exception"

    firm_uid: str = Field(foreign_key="firm.uid", index=True)
    item_key: str
    exception_kind: str
    reason: str
    valid_from: date
    valid_until: date | None = None
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    decision_reason: str = ""
    ended_by: str | None = None
    ended_at: datetime | None = None
    end_reason: str = ""
    text_hash: str = ""
    """The words of the item as they were when it was proposed; empty in exceptions from before they were kept."""


class OfficeEdition(Record, table=True):
    """An edition the office wrote itself; ``content`` is the edition's documents as JSON. Once in force it never changes."""

    __tablename__ = "office_edition"
    kind: ClassVar[str] = "office_edition"

    edition: str = Field(unique=True)
    based_on: str
    state: str
    content: str = Field(sa_column=Column(Text, nullable=False))
    digest: str
    authors: str = "[]"
    written_at: datetime
    submitted_by: str | None = None
    submitted_at: datetime | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    decision_reason: str = ""


class KeyItem(Record, table=True):
    """An item the exchange looks at in particular in one audit year (年度資通安全重要查核項目), with its reason."""

    __tablename__ = "key_item"
    __table_args__ = (UniqueConstraint("year", "item_key"),)
    kind: ClassVar[str] = "key_item"

    year: int = Field(index=True)
    item_key: str
    reason: str
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    decision_reason: str = ""
