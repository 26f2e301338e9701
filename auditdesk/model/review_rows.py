"""Frozen rows and orders of the review of findings. Moments are aware and in UTC. Orders carry what the screen showed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from auditdesk.errors import Refused
from auditdesk.model.evidence_rows import EvidenceRow
from auditdesk.model.rulebook import Bilingual
from auditdesk.model.terms import Severity


class QueuePlace(NamedTuple):
    """Where a finding stands in the queue. ``submitted_at``: in UTC as it is kept, to order by; ``mine``: the person may decide it."""

    uid: str
    number: str
    submitted_at: str
    mine: bool


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A finding that waits for its review. ``working_days`` since it was handed in; ``late`` from the sixth on.

    ``locked`` says why the person may not decide it (the sentence of the decision), None = he may.
    """

    uid: str
    number: str
    firm_code: str
    firm_name: str
    pattern: str
    wording: Bilingual
    finding_class: str
    severity: str
    state: str
    author: str
    author_name: str
    submitted_at: datetime
    working_days: int
    late: bool
    repeats: int
    """Earlier findings of the same requirement at the firm."""
    times_submitted: int
    open_notes: int
    evidence: int
    locked: Refused | None
    version: int


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """What the tabs count: waiting, returned, accepted or later, all that are not deleted; ``decided_today`` by the person."""

    waiting: int
    returned: int
    accepted: int
    all: int
    decided_today: int


@dataclass(frozen=True, slots=True)
class PointResult:
    """One point that the program checked. ``code`` is worded as ``point.<code>.<standing>`` with ``values``.

    ``standing``: ``met``, ``look`` (a hint: worth a look, blocks nothing), ``open`` (blocks acceptance).
    """

    code: str
    standing: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class WordRun:
    """A piece of text with how it stands to the other version: ``same``, ``removed``, ``added``."""

    text: str
    change: str


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field that is not as it was. ``runs``: both texts in one row, to be marked."""

    field: str
    before: str
    after: str
    runs: tuple[WordRun, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A frozen version: ``act`` is ``submit``, ``return``, ``accept``, ``reopen`` or ``withdraw``; ``reason`` what was said with it."""

    uid: str
    number: int
    act: str
    text_hash: str
    reason: str
    made_by: str
    made_by_name: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A remark with its answers. Where it is bound to words, ``start`` and ``end`` are where these stand now (characters of ``field``).

    ``standing``: ``whole`` (on the finding as a whole), ``here`` (the words stand there), ``moved`` (found at another place),
    ``changed`` (the words are no longer there). ``settled`` None = open: it blocks acceptance.
    """

    uid: str
    field: str
    start: int
    end: int
    quoted: str
    standing: str
    text: str
    author: str
    author_name: str
    written_at: datetime
    settled_by: str | None
    settled_at: datetime | None
    answers: tuple[CommentRow, ...]
    may_settle: bool

    @property
    def open(self) -> bool:
        return self.settled_at is None


@dataclass(frozen=True, slots=True)
class EarlierFindingRow:
    """An earlier finding of the same requirement at the firm. ``by``: ``words`` (same text), ``pattern``, or ``both``."""

    uid: str
    number: str
    year: int
    item: str | None
    pattern: str
    severity: str
    state: str
    by: str


@dataclass(frozen=True, slots=True)
class PrecedentCount:
    """Accepted findings of the same pattern at all firms in the three years up to this one's."""

    severity: str
    findings: int


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """Everything that the review shows of one finding. ``shown`` goes back with the decision: the hash of what was shown.

    ``differences``: against the version that was returned last; empty where none was, ``returned`` None then.
    ``acts``: for each act of the table the reason why the person can't do it now, None = he can.
    """

    uid: str
    number: str
    shown: str
    version: int
    visit_uid: str
    visit_number: str
    firm_uid: str
    firm_code: str
    firm_name: str
    year: int
    item: str | None
    item_number: str
    requirement: Bilingual
    code: str
    pattern: str
    wording: Bilingual
    expected_standard: Bilingual
    finding_class: str
    authority: str
    severity: str
    default_severity: str | None
    severity_reason: str
    due_date: date | None
    facts: str
    locations: tuple[str, ...]
    firm_remark: str
    state: str
    reason: str
    author: str
    author_name: str
    co_authors: tuple[str, ...]
    submitted_by: str | None
    reviewer: str | None
    reviewer_name: str
    recorded_at: datetime
    decided_at: datetime | None
    times_submitted: int
    evidence: tuple[EvidenceRow, ...]
    """Each with the state of its file, read now."""
    points: tuple[PointResult, ...]
    comments: tuple[CommentRow, ...]
    versions: tuple[VersionRow, ...]
    returned: VersionRow | None
    differences: tuple[FieldDifference, ...]
    repeats: tuple[EarlierFindingRow, ...]
    precedents: tuple[PrecedentCount, ...]
    acts: dict[str, Refused | None]


@dataclass(frozen=True, slots=True)
class DecideReview:
    """Accept or return what was shown. ``shown``: ``ReviewRow.shown``; a finding changed since raises Conflict ``finding.changed``."""

    finding: str
    shown: str | None = None
    reason: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewSeverity:
    """Another severity for a finding under review; whoever changes it can't accept it any more."""

    finding: str
    severity: Severity
    reason: str
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class WriteComment:
    """A remark on a finding, on words of its ``field`` (characters from ``start`` to ``end``), or an answer to another (its uid)."""

    finding: str
    text: str
    field: str = ""
    start: int = 0
    end: int = 0
    answers: str | None = None
