"""Frozen rows and orders of what follows a letter: replies, extensions, follow-up checks, measures. Days are inclusive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from auditdesk.errors import Refused


class Claim(StrEnum):
    """What the firm says of its remedy: done, under way, planned, or that there is nothing to mend; ``unsaid`` where it says nothing."""

    DONE = "done"
    UNDER_WAY = "under_way"
    PLANNED = "planned"
    DISPUTED = "disputed"
    UNSAID = "unsaid"


class FollowUpMode(StrEnum):
    PAPER = "paper"
    ONSITE = "onsite"


class FollowUpResult(StrEnum):
    REMEDIED = "remedied"
    PARTLY = "partly"
    NOT = "not"


class MeasureKind(StrEnum):
    """Steps of the ladder of the exchange's operating rules, mildest first."""

    CORRECTION = "correction"
    PENALTY = "penalty"
    WARNING = "warning"
    FINE = "fine"
    HEAVIER_FINE = "heavier_fine"
    SUSPENSION = "suspension"
    LONGER_SUSPENSION = "longer_suspension"
    PERSON = "person"
    """Warning or suspension of an employee."""


@dataclass(frozen=True, slots=True)
class RecordReply:
    """What a firm answered to one finding, as its own record; an earlier reply stays as it is."""

    finding: str
    text: str
    received_on: date
    claim: Claim = Claim.UNSAID
    measures: str = ""
    done_on: date | None = None
    contact: str = ""
    source: Path | None = None
    """The paper it came in; its name and hash are kept."""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class RecordFollowUp:
    """``evidence``: uids of files kept with the finding."""

    finding: str
    result: FollowUpResult
    mode: FollowUpMode
    checked_on: date
    text: str = ""
    evidence: tuple[str, ...] = ()
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class AskExtension:
    finding: str
    until: date
    reason: str
    asked_on: date
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class DecideExtension:
    extension: str
    granted: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReplyRow:
    uid: str
    received_on: date
    claim: str
    text: str
    measures: str
    done_on: date | None
    contact: str
    source_name: str
    source_sha256: str
    sheet_uid: str | None
    kept_by: str
    kept_at: datetime
    taken_back_at: datetime | None
    take_back_reason: str


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """``decision``: ``granted``, ``refused``, empty while it waits. ``may_decide`` None = the person may."""

    uid: str
    asked_on: date
    due_before: date | None
    until: date
    reason: str
    kept_by: str
    decision: str
    decision_reason: str
    decided_by: str | None
    decided_at: datetime | None
    may_decide: Refused | None


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    uid: str
    checked_on: date
    mode: str
    result: str
    text: str
    evidence: tuple[str, ...]
    checked_by: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A letter that says what no longer holds. ``settled_at`` None = the correcting letter is due."""

    uid: str
    finding_uid: str
    finding: str
    firm_code: str
    letter_uid: str
    letter_number: str
    act: str
    reason: str
    raised_by: str
    raised_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class RemedyRow:
    """The remedy of one finding. ``owes``: ``firm``, ``office``, or empty when nobody has to do anything more.

    ``days_late`` counts days after the due date, None = not late. ``acts`` as in the review.
    """

    uid: str
    number: str
    finding_class: str
    state: str
    letter_number: str
    letter_date: date | None
    due_date: date | None
    days_late: int | None
    owes: str
    replies: tuple[ReplyRow, ...]
    extensions: tuple[ExtensionRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    corrections: tuple[CorrectionRow, ...]
    closed_by: str | None
    closed_at: datetime | None
    acts: dict[str, Refused | None]
    version: int


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """A finding whose firm owes something after its due date; the longest overdue first."""

    uid: str
    number: str
    firm_code: str
    firm_name: str
    pattern: str
    severity: str
    state: str
    due_date: date
    days_late: int
    last_reply_on: date | None
    claim: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One finding on a reply sheet as it is written: ``key`` carries check digits under the office's secret."""

    key: str
    number: str
    code: str
    facts: str
    criterion: str
    due_date: date | None


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One line of a sheet that came back: text only, ``row`` counted from 1 as the sheet does."""

    row: int
    key: str
    number: str
    reply: str
    claim: str
    measures: str
    done_on: str
    contact: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """What taking in one line would do.

    ``standing``: ``new``, ``same`` (kept before), ``changed`` (a further reply), ``empty``, ``refused``.
    ``why``: for ``refused`` the code of its sentence, with ``values``.
    """

    row: int
    finding_uid: str
    number: str
    firm_code: str
    standing: str
    text: str
    claim: str
    measures: str
    done_on: date | None
    contact: str
    why: str = ""
    values: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """What a reply sheet would bring; ``digest`` is of the file and goes back with ``take``."""

    path: Path
    digest: str
    received_on: date
    lines: tuple[SheetLine, ...]

    def count(self, standing: str) -> int:
        return sum(line.standing == standing for line in self.lines)


@dataclass(frozen=True, slots=True)
class SheetTaken:
    """A sheet that was taken in; ``undone_at`` None = it stands."""

    uid: str
    file_name: str
    sha256: str
    received_on: date
    replies: int
    taken_by: str
    taken_at: datetime
    undone_by: str | None
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class RecordMeasure:
    """What was imposed on a firm by a letter. ``amount`` integer NT$; ``due_days`` working days to comply, from the letter's date."""

    firm: str
    kind: MeasureKind
    article: str
    letter_number: str
    letter_date: date
    amount: int | None = None
    due_on: date | None = None
    due_days: int | None = None
    findings: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class MeasureRow:
    uid: str
    firm_code: str
    firm_name: str
    kind: str
    article: str
    amount: int | None
    letter_number: str
    letter_date: date
    due_on: date | None
    kept_on: date | None
    findings: tuple[str, ...]
    """Numbers of findings."""
    note: str
    recorded_by: str
    recorded_at: datetime
    taken_back_at: datetime | None
    take_back_reason: str
    version: int
