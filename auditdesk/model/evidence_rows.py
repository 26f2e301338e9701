"""Frozen rows of evidence files, legal holds and papers that are kept for a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

MarkKind = Literal["box", "arrow", "text"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn above a picture. All places are fractions of the upright picture's width and height, 0 to 1.

    A box reaches from (x, y) to (to_x, to_y); an arrow points from (x, y) to (to_x, to_y); a text begins at (x, y).
    """

    kind: MarkKind
    x: float
    y: float
    to_x: float
    to_y: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file to be kept: its name and either its content or the ``path`` it is read from. ``size`` in bytes, where it was told before:
    a file that has another size by then is still being written and refused."""

    name: str
    content: bytes = b""
    path: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One evidence file. ``size`` in bytes; ``place`` is ``latitude,longitude`` as the camera wrote it, empty = none.

    ``finding`` and ``finding_uid`` are empty while it belongs to a note or waits in a visit.
    ``state`` is ``whole``, ``missing`` or ``altered``; ``unchecked`` until somebody looked.
    """

    uid: str
    finding_uid: str
    finding: str
    file_name: str
    size: int
    sha256: str
    media_type: str
    taken_at: str
    place: str
    added_by: str
    added_at: datetime
    blob: str
    clean_blob: str | None
    state: str = "unchecked"
    visit_uid: str | None = None
    note_uid: str | None = None
    derived_from: str | None = None
    deleted_at: datetime | None = None
    redaction: str | None = None
    """The uid of the newest standing copy with parts made unreadable: that one is taken for papers and leaves the office."""
    withheld: bool = False
    """A copy with parts made unreadable was made and none stands: the original leaves the office only when it is asked for."""
    marks: tuple[Mark, ...] = ()
    version: int = 0

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def has_preview(self) -> bool:
        """Whether it may be shown, by its kind; a torn file has none all the same."""
        return self.is_picture or self.media_type == "application/pdf"

    @property
    def place_removed(self) -> bool:
        """Only the copy without a place leaves the office."""
        return self.clean_blob is not None

    @property
    def is_redaction(self) -> bool:
        """Made from another picture, with parts of it made unreadable for good."""
        return self.derived_from is not None


@dataclass(frozen=True, slots=True)
class Attached:
    """What came of attaching files: the rows that hold them, in their order, and the names of those that lay there already."""

    rows: tuple[EvidenceRow, ...]
    duplicates: tuple[str, ...]

    @property
    def new(self) -> int:
        """How many files were kept that were not there before."""
        return len(self.rows) - len(self.duplicates)


@dataclass(frozen=True, slots=True)
class Glance:
    """What a tile shows of one file: its state by its stored bytes, and a small JPEG; None where there is none."""

    state: str
    picture: bytes | None


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A legal hold on a visit or a firm; ``subject`` is the visit's number or the firm's code. It stands while ``lifted_at`` is None."""

    uid: str
    subject_kind: str
    subject_uid: str
    subject: str
    reason: str
    placed_by: str
    placed_at: datetime
    lifted_by: str | None
    lifted_at: datetime | None
    lift_reason: str


@dataclass(frozen=True, slots=True)
class VisitPapers:
    """A visit as far as the time of its papers goes."""

    uid: str
    number: str
    year: int
    reference_date: date
    firm_uid: str
    firm_code: str
    firm_name: str
    removed_on: date | None
