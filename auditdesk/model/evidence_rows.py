"""Frozen rows of evidence files, legal holds and papers that are kept for a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One evidence file. ``size`` in bytes; ``place`` is ``latitude,longitude`` as the camera wrote it, empty = none.

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

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def place_removed(self) -> bool:
        """Only the copy without a place leaves the office."""
        return self.clean_blob is not None


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
