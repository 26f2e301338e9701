"""What is shown of letters, and the commands that ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from auditdesk.model.rows import LetterRow, PaperRow

UNFINISHED: Final = ("running", "stopped")
"""States of a batch of which some letters are still to be written."""


@dataclass(frozen=True, slots=True)
class BlockedFirm:
    """A firm that gets no letter now, and why; codes of ``rules.letters.BLOCKS``. ``fix``: the place where it is mended, empty = none."""

    code: str
    name: str
    why: str
    fix: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DueFirm:
    """A firm that would get a letter. ``hints``: what does not block, but makes the approver read the letter (``letter_hint.…``).
    ``refers_to``: number of a letter."""

    code: str
    name: str
    findings: int
    hints: tuple[str, ...] = ()
    refers_to: str = ""
    key: str = ""
    """Tells two letters to one firm apart; given back in ``WriteLetters.keys``."""


@dataclass(frozen=True, slots=True)
class Preflight:
    """What a batch would do: who gets a letter, who does not, and what of the sender is missing (names of settings)."""

    due: tuple[DueFirm, ...]
    blocked: tuple[BlockedFirm, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchLineRow:
    """One letter of a batch. ``state``: ``waiting``, ``written``, ``failed``, ``undone``; ``problem``: code and values, None = none."""

    uid: str
    position: int
    firm_code: str
    firm_name: str
    number: str
    findings: int
    state: str
    problem: tuple[str, dict[str, Any]] | None
    hints: tuple[str, ...]
    sampled: bool
    opened: tuple[str, ...]
    letter_uid: str | None


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch. ``state``: ``running``, ``stopped``, ``written``, ``approved``, ``undone``."""

    uid: str
    number: str
    year: int
    letter_kind: str
    issued_on: date
    reply_by: date
    folder: str
    formats: tuple[str, ...]
    state: str
    letters: int
    written: int
    failed: int
    started_by: str
    started_at: datetime
    ended_at: datetime | None
    approved_by: str | None
    approved_at: datetime | None

    @property
    def is_unfinished(self) -> bool:
        """Whether some of its letters are still to be written."""
        return self.state in UNFINISHED


@dataclass(frozen=True, slots=True)
class WrittenBatch:
    """A batch as it stands after work on it: its letters with their files, who was held back, the manifest (None while unfinished)."""

    batch: BatchRow
    letters: tuple[tuple[LetterRow, tuple[PaperRow, ...]], ...]
    lines: tuple[BatchLineRow, ...]
    blocked: tuple[BlockedFirm, ...]
    manifest: Path | None


@dataclass(frozen=True, slots=True)
class RestoredFiles:
    """Paths of a batch's files that were gone: ``made`` again; ``changed`` by somebody and left alone; ``signed``, which only a copy of
    the signed file brings back."""

    made: tuple[str, ...]
    changed: tuple[str, ...]
    signed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrackedLetter:
    """One letter and what came of it. ``days_left`` is negative when the day has passed; ``next_step``: a code of ``rules.letters``."""

    uid: str
    number: str
    letter_kind: str
    year: int
    firm_code: str
    firm_name: str
    issued_on: date
    reply_by: date
    dispatched_on: date | None
    dispatched_way: str
    received_on: date | None
    replied_on: date | None
    reply_number: str
    findings: int
    answered: int
    remedied: int
    reminders: int
    days_left: int
    next_step: str
    state: str


@dataclass(frozen=True, slots=True)
class DispatchLetters:
    """That letters went out. ``received_on``: by the firm's receipt, when it is known already."""

    letters: tuple[str, ...]
    on: date
    way: str = ""


@dataclass(frozen=True, slots=True)
class KeepLetterReply:
    """That a firm answered a letter. ``number`` is the firm's own."""

    letter: str
    received_on: date
    number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One version of a template, without its content."""

    uid: str
    template_kind: str
    layer: str
    version_number: int
    name: str
    digest: str
    state: str
    authors: tuple[str, ...]
    made_by: str
    made_at: datetime
    submitted_by: str | None
    approved_by: str | None
    approved_at: datetime | None
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """One mistake of a template: the paragraph or line, what is written there, and what was likely meant."""

    code: str
    where: str
    field: str = ""
    suggestion: str = ""
    excerpt: str = ""
