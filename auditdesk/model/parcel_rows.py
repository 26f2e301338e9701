"""Parcels as screens and commands see them, and the orders about them. Days are inclusive; moments are aware and in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

PARCEL_SUFFIX = ".adparcel"


class CheckOutState(StrEnum):
    """Where visits are that left: ``out`` on a laptop, ``home`` again, or ``recalled`` — what comes home then is refused."""

    OUT = "out"
    HOME = "home"
    RECALLED = "recalled"


class HeldState(StrEnum):
    """On the laptop: worked on, handed in and waiting for the receipt, or received by the office."""

    HELD = "held"
    HANDED_IN = "handed_in"
    RECEIVED = "received"


class ClashState(StrEnum):
    OPEN = "open"
    SETTLED = "settled"


class Turn(StrEnum):
    """What a record of a parcel comes to at the office."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CLASHING = "clashing"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CheckOutVisits:
    """Let visits leave in one file. Either a ``passphrase`` or ``recipients`` (age public keys) seal it."""

    visits: tuple[str, ...]
    holder: str
    file: Path
    passphrase: str = ""
    recipients: tuple[str, ...] = ()
    device: str = ""
    due_back: date | None = None
    old_evidence: bool = False


@dataclass(frozen=True, slots=True)
class CheckOutRow:
    """One check-out: who holds which visits since when. ``overdue``: it should have come home before today."""

    uid: str
    number: str
    visits: tuple[str, ...]
    visit_uids: tuple[str, ...]
    holder: str
    holder_name: str
    device: str
    made_by: str
    made_at: datetime
    due_back: date | None
    state: str
    ended_by: str | None
    ended_at: datetime | None
    reason: str
    overdue: bool
    version: int


@dataclass(frozen=True, slots=True)
class ParcelWritten:
    """A parcel as it was written: its number, how many records and pieces of evidence, bytes and SHA-256 of the file."""

    number: str
    file: Path
    visits: tuple[str, ...]
    records: int
    evidence: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RecordTurn:
    """What one record of a parcel comes to. ``name``: how a person calls it; ``why``: a code when it is refused."""

    kind: str
    uid: str
    name: str
    turn: Turn
    groups: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class ClashView:
    """One clash as it is decided: ``base``, ``office`` and ``laptop`` by field, what the record carries now, a joined text if it is one.

    ``sides``: (origin, who, value by field), the office's own first. ``proposal`` is None for what is no running text.
    """

    uid: str
    visit: str
    visit_uid: str
    kind: str
    object_uid: str
    name: str
    group: str
    fields: tuple[str, ...]
    base: Mapping[str, Any]
    carried: Mapping[str, Any]
    sides: tuple[tuple[str, str, Mapping[str, Any]], ...]
    proposal: str | None
    overlaps: bool
    state: str
    choice: str
    settled_by: str | None
    settled_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class CheckInPreview:
    """What taking a parcel in would do. ``taken``: this very file was taken in before, and nothing would change."""

    parcel: str
    sha256: str
    holder: str
    device: str
    visits: tuple[str, ...]
    turns: tuple[RecordTurn, ...]
    evidence: int
    taken: bool = False

    def count(self, turn: Turn) -> int:
        """How many records come to this."""
        return sum(one.turn is turn for one in self.turns)


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """A parcel that was taken in. ``open_clashes``: of its visits, now."""

    uid: str
    parcel: str
    sha256: str
    device: str
    holder: str
    taken_by: str
    taken_at: datetime
    counts: Mapping[str, int]
    refused: tuple[Mapping[str, Any], ...]
    undone_by: str | None
    undone_at: datetime | None
    open_clashes: int
    visits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A visit that this computer holds for an office."""

    visit: str
    visit_uid: str
    number: str
    office: str
    holder: str
    received_at: datetime
    due_back: date | None
    state: str
    handed_in_at: datetime | None
    receipt_at: datetime | None


@dataclass(frozen=True, slots=True)
class Received:
    """A parcel from the office as it was taken in on a laptop. ``signed_by``: the person's name; ``known``: his key was known here."""

    number: str
    visits: tuple[str, ...]
    records: int
    evidence: int
    signed_by: str
    fingerprint: str
    known: bool
