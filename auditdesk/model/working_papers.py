"""What the papers of a visit are made of: the visit as it is worked on, and what surrounds it. Frozen; nothing is looked up later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from auditdesk.model.evidence_rows import EvidenceRow
from auditdesk.model.fieldwork_rows import FieldworkRow, NoteRow
from auditdesk.model.rulebook import Bilingual
from auditdesk.model.samples import InterviewRow, SampleRow


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change in words: when, who, by which act, to what, and what was there before and after."""

    at: datetime
    who: str
    act: str
    about: str
    difference: str


@dataclass(frozen=True, slots=True)
class ReopeningRow:
    """A sign-off that was withdrawn."""

    signed_off_by: str
    signed_off_at: datetime
    reopened_by: str
    reopened_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class TipTaken:
    """A tip that the visit took up; ``item`` is a key, empty where it is about the whole visit."""

    number: str
    subject: str
    state: str
    item: str


@dataclass(frozen=True, slots=True)
class WorkingPaper:
    """Everything of one visit. ``people``: login → name; ``submit_reasons``: what was wrong when it was handed in → why;
    ``as_of`` is the day of the sign-off, or of the printing where there is none.
    """

    visit: FieldworkRow
    edition_name: Bilingual
    edition_digest: str
    scope_band: Bilingual | None
    staffing_band: Bilingual | None
    opened_by: str
    opened_at: datetime
    people: Mapping[str, str]
    guides: Mapping[str, Bilingual]
    """Item key → what to test."""
    samples: tuple[SampleRow, ...]
    interviews: tuple[InterviewRow, ...]
    evidence: tuple[EvidenceRow, ...]
    notes: tuple[NoteRow, ...]
    tips: tuple[TipTaken, ...]
    submit_reasons: tuple[tuple[str, str], ...]
    reopenings: tuple[ReopeningRow, ...]
    history: tuple[HistoryLine, ...]
    as_of: date

    def who(self, login: str | None) -> str:
        """A person by name."""
        return self.people.get(login, login) if login else ""


@dataclass(frozen=True, slots=True)
class WrittenPaper:
    """A file that was written, with its hash."""

    path: Path
    sha256: str
    size: int
