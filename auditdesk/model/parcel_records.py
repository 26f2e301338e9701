"""Records of what left the office and came home, beside those of ``auditdesk.model.records``; the same rules hold for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Column, Text, UniqueConstraint
from sqlmodel import Field

from auditdesk.model.kept import Kept
from auditdesk.model.records import Record


class CheckOut(Record, table=True):
    """Visits that left the office in one parcel, and who holds them. ``base``: the records as they left, JSON kind → uid → fields."""

    __tablename__ = "check_out"
    kind: ClassVar[str] = "check_out"

    number: str = Field(unique=True)
    visits: str = "[]"
    """Uids of the visits, as a JSON array."""
    holder: str
    """Login of the person who took it."""
    device: str = ""
    """The computer it went to, as the office calls it."""
    made_by: str
    made_at: datetime
    due_back: date | None = None
    state: str = Field(index=True)
    ended_by: str | None = None
    ended_at: datetime | None = None
    reason: str = ""
    base: str = Field(sa_column=Column(Text, nullable=False))
    knew: str = "[]"
    """Uids of the check-outs that had come home when this one left, as a JSON array."""
    return_key: str
    """Base64 of the Ed25519 public key whose signature what comes home must carry."""
    sha256: str = ""


class CheckIn(Record, table=True):
    """A parcel that came home. ``refused``: what was not taken, its words and the reason; ``changes``: what it did, to take it back."""

    __tablename__ = "check_in"
    kind: ClassVar[str] = "check_in"

    check_out_uid: str = Field(foreign_key="check_out.uid", index=True)
    sha256: str = Field(index=True)
    device: str = ""
    taken_by: str
    taken_at: datetime
    receipt_to: str = ""
    """The age public key to which the receipt is sealed."""
    counts: str = "{}"
    refused: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    changes: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    history: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    """What was written outside, act by act, as the laptop's journal has it: words that were replaced there before they came home."""
    undone_by: str | None = None
    undone_at: datetime | None = None


class RefusedParcel(Record, table=True):
    """A file that was offered as a parcel coming home and not taken, and why (``code``)."""

    __tablename__ = "refused_parcel"
    kind: ClassVar[str] = "refused_parcel"

    file_name: str
    sha256: str
    code: str
    refused_by: str
    refused_at: datetime


class MergeSide(Record, table=True):
    """What one place made of one group of fields of one record (see ``auditdesk.rules.merge``). Values are JSON."""

    __tablename__ = "merge_side"
    __table_args__ = (UniqueConstraint("object_uid", "group_name", "origin"),)
    kind: ClassVar[str] = "merge_side"

    visit_uid: str = Field(foreign_key="visit.uid", index=True)
    object_kind: str
    object_uid: str = Field(index=True)
    group_name: str
    origin: str = Field(index=True)
    base: str = Field(sa_column=Column(Text, nullable=False))
    value: str = Field(sa_column=Column(Text, nullable=False))
    knew: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    along: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    decides: bool = False


class Clash(Record, table=True):
    """One group of one record that was changed differently in several places, and what a person decided."""

    __tablename__ = "clash"
    __table_args__ = (UniqueConstraint("object_uid", "group_name"),)
    kind: ClassVar[str] = "clash"

    visit_uid: str = Field(foreign_key="visit.uid", index=True)
    object_kind: str
    object_uid: str = Field(index=True)
    group_name: str
    contenders: str = Field(sa_column=Column(Text, nullable=False))
    """JSON array of the origins whose values stand against each other."""
    state: str = Field(index=True)
    choice: str = ""
    settled_by: str | None = None
    settled_at: datetime | None = None


class HeldVisit(Record, table=True):
    """A visit that this computer holds for an office, until the receipt of what was handed in is taken in."""

    __tablename__ = "held_visit"
    kind: ClassVar[str] = "held_visit"

    visit_uid: str = Field(foreign_key="visit.uid", unique=True)
    check_out_uid: str = Field(index=True)
    number: str
    office: str
    holder: str
    return_to: str
    """The age public key to which what goes home is sealed."""
    parcel_sha256: str
    received_at: datetime
    due_back: date | None = None
    came: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    """Uids of the evidence that came along, as a JSON array: only what is new goes home."""
    editions: str = "{}"
    state: str
    handed_in_at: datetime | None = None
    handed_in_sha256: str = ""
    receipt_at: datetime | None = None


class ParcelSecret(Kept, table=True):
    """What opens or signs the parcels of one check-out. Not journaled: a journal that is exported must not hold it."""

    __tablename__ = "parcel_secret"

    check_out_uid: str = Field(primary_key=True)
    purpose: str = Field(primary_key=True)
    secret: str
