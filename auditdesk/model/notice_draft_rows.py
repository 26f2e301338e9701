"""Rows of a notice on its way, for the Notice place and the commands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from auditdesk.model.notice import CompiledNotice
from auditdesk.model.notice_paper import NoticePaper


class NoticeStage(StrEnum):
    """The five stages: 彙整 → 洩漏檢查 → 覆核 → 核定 → 鎖定輸出. ``CHECK`` holds while words may change; ``LOCKED`` never ends."""

    COMPILE = "compile"
    CHECK = "check"
    REVIEW = "review"
    APPROVE = "approve"
    LOCK = "lock"
    LOCKED = "locked"


class FlagState(StrEnum):
    """``OPEN``: nothing was done. ``NOT_A_LEAK`` waits for the reviewer until ``CONFIRMED``; the others changed the text."""

    OPEN = "open"
    SUGGESTION = "suggestion"
    GENERALISED = "generalise"
    EDITED = "edit"
    NOT_A_LEAK = "not-a-leak"
    CONFIRMED = "confirmed"


class Settle(StrEnum):
    """How a flag is settled; the digits 1 to 4 in the window."""

    SUGGESTION = "suggestion"
    GENERALISE = "generalise"
    EDIT = "edit"
    NOT_A_LEAK = "not-a-leak"


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """One editable paragraph. ``heading``: its outline entry (a section's code or ``front``); ``edited_by`` None = as compiled."""

    uid: str
    key: str
    heading: str
    zh: str
    en: str
    edited_by: str | None
    edited_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One flag; ``id`` stays the same as long as the words stand. ``language`` is ``zh`` or ``en``; ``start``, ``end`` count in the
    paragraph's text (0, 0 once the words are gone). ``kind``: a leak's, or ``rare_pattern`` for an entry under the threshold that nobody
    has decided on. ``suggestion`` replaces ``text``; ``sentence`` is the whole paragraph with it; ``general`` the general words."""

    id: str
    kind: str
    text: str
    paragraph: str
    heading: str
    language: str
    start: int
    end: int
    suggestion: str
    sentence: str
    general: str
    state: FlagState
    reason: str = ""
    settled_by: str | None = None
    confirmed_by: str | None = None

    @property
    def open(self) -> bool:
        return self.state is FlagState.OPEN


RARE_PATTERN = "rare_pattern"


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One entry of the outline: ``front`` or a section, with how many entries and findings stand behind it and its open flags."""

    key: str
    code: str
    zh: str
    en: str
    entries: int
    findings: int
    open_flags: int


@dataclass(frozen=True, slots=True)
class SmallEntry:
    """A pattern at too few firms: what may be done with it. ``must_roll_up``: it applied to so few that listing it would tell who."""

    pattern: str
    code: str
    zh: str
    en: str
    firms: int
    applied_firms: int
    must_roll_up: bool
    decision: str
    """``""`` (undecided), ``keep`` (listed, figures withheld) or ``roll_up`` (told with its section only)."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SignedStep:
    """One step of the sign-off bar: ``author``, ``reviewer``, ``approver``; ``at`` None = still to be done."""

    step: str
    logins: tuple[str, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DraftRow:
    """The state of one notice on its way. ``signed``: author, reviewer, approver; ``voided``: what changed since the last sign-off
    (code and values of a sentence), None when none fell. ``stale``: the certificate no longer holds for words and register."""

    uid: str
    year: int
    edition_number: int
    stage: NoticeStage
    version: int
    authors: tuple[str, ...]
    signed: tuple[SignedStep, ...]
    compiled: CompiledNotice
    paper: NoticePaper
    paragraphs: tuple[ParagraphRow, ...]
    outline: tuple[OutlineRow, ...]
    small: tuple[SmallEntry, ...]
    ticks: frozenset[str]
    categories: tuple[str, ...]
    """What a reviewer ticks: outline keys, in order."""
    voided: tuple[str, dict[str, str]] | None = None
    certificate: CertificateRow | None = None
    undo: str = ""
    """What Ctrl+Z would take back, as a code; empty = nothing."""
    redo: str = ""
    """What Ctrl+Shift+Z would do again, as a code; empty = nothing."""


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A clean run of the leak guard. ``stale``: words, figures or the register have changed since."""

    step: str
    made_by: str
    made_at: datetime
    text_hash: str
    dictionary_hash: str
    not_leaks: int
    stale: bool


@dataclass(frozen=True, slots=True)
class Readiness:
    """What stands between today and publication. Counts; ``days_left`` is negative once the day is past."""

    year: int
    publish_on: date
    days_left: int
    unreviewed_findings: int
    open_clashes: int
    unsigned_visits: int
    roster_age: int | None
    """Days since the newest list was taken into the register; None = never."""
    roster_stale: bool
    small_undecided: int
    open_flags: int
    stage: NoticeStage
    locked_number: str = ""

    @property
    def ready(self) -> bool:
        """Nothing is in the way but the signatures themselves; nor once it is locked."""
        if self.stage is NoticeStage.LOCKED:
            return True
        waits = self.unreviewed_findings or self.open_clashes or self.unsigned_visits or self.small_undecided or self.open_flags
        return not waits and not self.roster_stale


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One line of the public register: 編號, 標題, 更新日期, 檔案, 類別, 發布單位."""

    uid: str
    number: str
    title: str
    title_en: str
    updated_on: date
    files: tuple[IssueFile, ...]
    category: str
    publisher: str
    year: int
    edition_number: int
    corrects: str | None
    correction: str
    correction_en: str = ""
    superseded_by: str = ""
    """Number of the correction that came next; empty = this one holds."""
    latest: str = ""
    """Number of the one that holds now; empty = this one does."""


@dataclass(frozen=True, slots=True)
class IssueFile:
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class IssuePage:
    """Ten lines of the register, the newest first. ``page`` counts from 1."""

    rows: tuple[IssueRow, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file that a list of hashes names. ``state``: ``same`` beside the list as it was locked, ``changed``, ``missing`` beside it, or
    ``not_locked`` where no notice that was locked has that hash."""

    name: str
    sha256: str
    state: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a file turned out to be: ``genuine`` = byte for byte one that was written when a notice was locked; ``recomputed`` = every
    figure of that notice comes out again from its frozen records; ``superseded_by``: number of the correction that replaced it,
    ``latest``: of the one that holds now, both empty where it holds itself.

    ``kind``: ``notice``, ``hashes`` (the list of SHA-256), ``bulletin``, ``unsigned`` (written without sign-off: for the inside), empty
    for what is none of them. ``listed``: the files that a list of hashes or a bulletin names.
    """

    genuine: bool
    recomputed: bool
    number: str = ""
    title: str = ""
    file: str = ""
    differences: tuple[str, ...] = ()
    superseded_by: str = ""
    kind: str = ""
    latest: str = ""
    title_en: str = ""
    listed: tuple[ListedFile, ...] = ()

    @property
    def sound(self) -> bool:
        """Nothing speaks against it: genuine, its figures come out again, and no file beside it is another than it names."""
        return self.genuine and self.recomputed and all(one.state in ("same", "missing") for one in self.listed)


@dataclass(frozen=True, slots=True)
class RegisterQuery:
    """What is searched for; empty = anything. ``since`` and ``until`` bound the day of update, both inclusive."""

    keyword: str = ""
    number: str = ""
    title: str = ""
    category: str = ""
    publisher: str = ""
    since: date | None = None
    until: date | None = None
