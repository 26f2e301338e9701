"""What a firm list says, and what applying it would change. All plain values: nothing here is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from auditdesk.errors import Problem
from auditdesk.model.facts import FactValue


@dataclass(frozen=True, slots=True)
class ListedFirm:
    """One firm as a list describes it. None = the list says nothing of it. ``row`` as a person counts it in the file."""

    row: int
    code: str
    name: str | None = None
    short_name: str | None = None
    english_name: str | None = None
    unified_number: str | None = None
    kind: str | None = None
    address: str | None = None
    telephone: str | None = None
    facts: Mapping[str, FactValue] | None = None
    """Dated facts by kind; amounts in integer NT$."""
    letter_address: str | None = None
    letter_recipient: str | None = None
    spellings: tuple[str, ...] | None = None
    """Other names it goes by; they add to those kept."""


@dataclass(frozen=True, slots=True)
class ListedBranch:
    """One branch; ``parent_name`` is what stands before the hyphen of its name, the only tie the open data gives."""

    row: int
    code: str
    name: str
    parent_name: str
    address: str | None = None
    telephone: str | None = None
    opened_on: date | None = None


@dataclass(frozen=True, slots=True)
class FirmList:
    """A list as read: every row either a firm, a branch, or among the problems.

    ``format`` is ``t187ap18``, ``brokerList``, ``OpenData_BRK02``, ``template`` (the office's own) or ``mapped``.
    ``as_of`` is the day the list says it stands for; None when it does not say.
    """

    file: str
    format: str
    as_of: date | None
    rows: int
    firms: tuple[ListedFirm, ...]
    branches: tuple[ListedBranch, ...]
    problems: tuple[Problem, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class AppliedListRow:
    """One list that was taken into the register. ``made`` is what it made, for taking it back; ``undone_at`` None = it stands."""

    uid: str
    file_name: str
    sha256: str
    as_of: date | None
    applied_by: str
    applied_at: datetime
    undone_by: str | None
    undone_at: datetime | None
    made: dict[str, Any]


@dataclass(frozen=True, slots=True)
class UndoneList:
    """What taking a list back did: how many facts were retracted, how many firms and branches left the register."""

    file_name: str
    facts: int
    removed: int


@dataclass(frozen=True, slots=True)
class RegisteredFirm:
    """A firm as the register holds it on one day, to compare a list with. ``facts`` by kind on that day; amounts integer NT$."""

    code: str
    name: str
    short_name: str | None
    english_name: str | None
    unified_number: str | None
    kind: str | None
    address: str | None
    telephone: str | None
    facts: Mapping[str, FactValue]
    spellings: tuple[str, ...] = ()
    """Other names it goes by."""
    gone: bool = False
    """Merged or without its licence on that day: no list need hold it."""
    letter_address: str | None = None
    letter_recipient: str | None = None
    eve: Mapping[str, FactValue] = field(default_factory=dict)
    """Its facts on the day before."""
    later: frozenset[str] = frozenset()
    """Kinds of facts of which another one begins after that day."""
    dated_name: bool = False
    """Its name is told by dated facts."""


@dataclass(frozen=True, slots=True)
class RegisteredBranch:
    """A branch as the register holds it; ``parent_code`` is the code of its firm."""

    code: str
    name: str
    parent_code: str
    address: str | None
    telephone: str | None
    opened_on: date | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field or fact of a firm, before and after; None = nothing known."""

    field: str
    before: FactValue | None
    after: FactValue | None


@dataclass(frozen=True, slots=True)
class FirmChange:
    """What a list would do to one firm (or branch): ``added`` or ``changed``; ``older`` for what is told and left.

    ``fields`` holds all that is to be written: fields of the firm by name, dated facts by their kind; ``fuller_name`` is the name it has,
    written out. A branch may carry ``parent``
    (the code of its firm) and ``opened_on`` (ISO date).
    """

    code: str
    name: str
    change: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class TierMove:
    """A firm that would stand in another capital band; band ids of the staffing table, None = band not known."""

    code: str
    name: str
    before: str | None
    after: str | None
    capital_before: int | None = None
    capital_after: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A firm or branch that is not taken from a list. ``reason``: ``chosen``, or ``parent`` for a branch whose new firm is left out."""

    code: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class KeptMapping:
    """A column matching that is remembered. ``key`` stands for the headings it is for; ``columns``: our field → their heading."""

    key: str
    columns: Mapping[str, str]
    kept_by: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class ColumnMatching:
    """The columns of a file for a person to match: ``headings`` as written, up to three ``samples`` of each, and what we take them for.

    ``proposed``: our field → heading. ``fields`` are those that can be matched, in their order.
    """

    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    proposed: Mapping[str, str]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What applying the list on ``as_of`` would change. Tier moves first; ``missing`` firms are reported, never removed."""

    list: FirmList
    as_of: date
    tier_moves: tuple[TierMove, ...]
    changes: tuple[FirmChange, ...]
    branch_changes: tuple[FirmChange, ...]
    unchanged: int
    missing: tuple[tuple[str, str], ...]
    """(code, name) of firms in the register that the list does not hold."""
    register_version: str
    """Stands for the register the preview was made against; applying refuses when it has moved on."""
    stayed: tuple[tuple[str, str], ...] = ()
    """(code, name) of firms and branches about which the list says what the register says."""
    left_out: tuple[LeftOut, ...] = ()
    """What the list says and a person chose not to take."""
    older: tuple[FirmChange, ...] = ()
    """Per firm and branch (``change`` = ``older``), what the list says otherwise and is left, because a list of a later day said so
    before: ``before`` is what stays."""

    @property
    def added(self) -> int:
        return sum(change.change == "added" for change in (*self.changes, *self.branch_changes))

    @property
    def changed(self) -> int:
        return sum(change.change == "changed" for change in (*self.changes, *self.branch_changes))


DESCRIBED = (
    "short_name",
    "english_name",
    "unified_number",
    "firm_kind",
    "address",
    "telephone",
    "letter_address",
    "letter_recipient",
)
"""Fields of a firm that are kept as they are now, without a day."""
