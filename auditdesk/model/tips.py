"""Reports of weaknesses from outside (民眾檢舉): frozen rows and orders. Who reported is in no row but ``TipReporterRow``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from auditdesk.errors import Problem


class TipState(StrEnum):
    """Received, its firm known (已關聯), in a visit, and the two ends."""

    RECEIVED = "received"
    LINKED = "linked"
    IN_VISIT = "in_visit"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class TipSource(StrEnum):
    """How it reached the exchange."""

    EMAIL = "email"
    LETTER = "letter"
    TELEPHONE = "telephone"
    ONLINE = "online"
    AUTHORITY = "authority"
    OTHER = "other"


class TipResult(StrEnum):
    """With what a tip is closed."""

    CONFIRMED = "confirmed"
    PARTLY = "partly"
    NOT_CONFIRMED = "not_confirmed"
    DUPLICATE = "duplicate"
    REFERRED = "referred"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class AddTip:
    """Register a tip. ``firm``: the code of the firm it names, None = none yet; ``reporter`` and ``contact`` are sealed at once."""

    subject: str
    received_on: date
    source: TipSource = TipSource.EMAIL
    firm: str | None = None
    material: str = ""
    reporter: str = ""
    contact: str = ""
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class TipPreview:
    """What a list of tips would register; ``already``: lines that are registered, or stand in the list before."""

    file: str
    orders: tuple[AddTip, ...]
    problems: tuple[Problem, ...]
    already: int


@dataclass(frozen=True, slots=True)
class EditTip:
    """Only the fields given are written; ``firm`` empty text = no firm any more."""

    tip: str
    seen: int | None = None
    subject: str | None = None
    material: str | None = None
    received_on: date | None = None
    source: TipSource | None = None
    firm: str | None = None


@dataclass(frozen=True, slots=True)
class TipRow:
    """One tip. ``year`` is that of its receipt; ``visits`` and ``findings`` are numbers; ``sealed``: a reporter is kept."""

    uid: str
    number: str
    received_on: date
    year: int
    source: str
    firm_uid: str | None
    firm_code: str
    firm_name: str
    subject: str
    material: str
    state: str
    result: str
    closing: str
    closed_by: str | None
    closed_at: datetime | None
    kept_by: str
    kept_at: datetime
    sealed: bool
    visits: tuple[str, ...]
    findings: tuple[str, ...]
    files: int
    version: int

    @property
    def ended(self) -> bool:
        return self.state in (TipState.CLOSED.value, TipState.WITHDRAWN.value)


@dataclass(frozen=True, slots=True)
class TipLinkRow:
    """What a tip is joined to: a visit, one of its items (``item`` its key), or a finding. ``added``: the item is there for the tip."""

    uid: str
    kind: str
    object_uid: str
    name: str
    item: str
    added: bool = False


@dataclass(frozen=True, slots=True)
class TipFileRow:
    uid: str
    file_name: str
    size: int
    sha256: str
    media_type: str
    blob: str
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class TipReporterRow:
    """Who reported: read by an administrator, and every reading is kept."""

    tip: str
    name: str
    contact: str


@dataclass(frozen=True, slots=True)
class TipDetail:
    """One tip with what hangs on it."""

    tip: TipRow
    links: tuple[TipLinkRow, ...]
    files: tuple[TipFileRow, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """What a link to a visit did: items put on its checklist for the tip, and items that stood there already."""

    tip: TipRow
    visit: str
    added: tuple[str, ...]
    bound: tuple[str, ...]
