"""What the list of all findings is asked and what it answers. Ids first, rows for the lines that are seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from auditdesk.errors import AuditDeskError

ORDERS = (
    "number",
    "firm_code",
    "firm_name",
    "year",
    "section",
    "pattern",
    "finding_class",
    "severity",
    "state",
    "due_date",
    "last_reply_on",
    "authority",
    "author",
    "recorded_at",
    "decided_at",
)
"""Columns that findings may be ordered by; ``severity`` and ``state`` in their own order, not by letter."""
GROUPS = (
    "firm",
    "year",
    "section",
    "pattern",
    "finding_class",
    "severity",
    "state",
    "authority",
    "author",
    "due_month",
    "repeat",
)
"""What findings may be grouped by."""


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings are wanted; empty fields ask nothing. ``text`` as in ``FindingService.search``; ``firms`` are codes.

    ``overdue``: the due date is before today and the firm owes something. ``repeat``: it was found at the firm in an earlier year.
    """

    states: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    authorities: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    overdue: bool | None = None
    repeat: bool | None = None
    due_month: str = ""
    """``2020-03``: the month of the due date."""
    text: str = ""

    @property
    def asks(self) -> bool:
        return self != FindingFilter()


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One line of the list. ``section`` is the code of the pattern's or item's section; ``replies`` those that stand."""

    uid: str
    number: str
    firm_code: str
    firm_name: str
    year: int
    section: str
    item: str | None
    pattern: str
    edition: str
    finding_class: str
    severity: str
    state: str
    due_date: date | None
    days_late: int | None
    replies: int
    last_reply_on: date | None
    claim: str
    authority: str
    author: str
    repeat_of: str | None
    recorded_at: datetime
    decided_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class GroupCount:
    """One group with how many findings are in it; ``label`` is a firm's name, else empty. ``only``: the filter that is this group."""

    key: str
    label: str
    findings: int
    only: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ViewRow:
    """Filters, order, columns and grouping of a list, kept under a name. ``content`` is the screen's own JSON."""

    uid: str
    owner: str
    place: str
    name: str
    content: Mapping[str, Any]
    shared: bool
    mine: bool
    version: int


class BulkAct(StrEnum):
    """What may be done to many findings at once."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    WITHDRAW = "withdraw"
    DUE_DATE = "due_date"


@dataclass(frozen=True, slots=True)
class BulkLine:
    """One finding of a bulk act. ``refused`` None = it will be done; ``shown`` and ``version``: what was looked at."""

    uid: str
    number: str
    firm_name: str
    pattern: str
    state: str
    due_date: date | None
    shown: str
    version: int
    refused: AuditDeskError | None


@dataclass(frozen=True, slots=True)
class BulkPreview:
    """What an act would do to each; goes back with the doing. ``reason`` for a withdrawal, ``due_date`` for another day."""

    act: BulkAct
    lines: tuple[BulkLine, ...]
    reason: str = ""
    due_date: date | None = None

    @property
    def taken(self) -> tuple[BulkLine, ...]:
        """Those that will be done."""
        return tuple(line for line in self.lines if line.refused is None)
