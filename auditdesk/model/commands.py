"""Orders that doors give to services. ``seen`` is the version the screen showed: another one stored means Conflict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from auditdesk.model.facts import FactValue
from auditdesk.model.terms import Authority, FindingClass, Judgement, Severity, VisitKind, VisitMode


@dataclass(frozen=True, slots=True)
class RecordFact:
    """Keep one dated fact of a firm from ``valid_from`` (inclusive) on. Amounts are integer NT$."""

    firm_code: str
    kind: str
    value: FactValue
    valid_from: date
    source: str


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """Open a visit: edition, scope and facts are frozen as they stand on ``reference_date``."""

    firm_code: str
    reference_date: date
    kind: VisitKind = VisitKind.ROUTINE
    mode: VisitMode = VisitMode.ONSITE
    authority: Authority = Authority.TWSE
    inspectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerItem:
    visit: str
    item: str
    judgement: Judgement | None
    note: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class RecordFinding:
    """Record what was seen at one firm against a standard pattern. ``item`` None = the pattern's first item in scope."""

    visit: str
    pattern: str
    facts: str
    severity: Severity | None = None
    item: str | None = None
    authority: Authority | None = None
    finding_class: FindingClass = FindingClass.FINDING
    due_date: date | None = None


@dataclass(frozen=True, slots=True)
class DecideFinding:
    """Submit, accept, return or withdraw one finding. ``reason`` is needed for return and withdraw."""

    finding: str
    reason: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class WriteLetters:
    """Letters for every visited firm of the year (or the codes given), issued on ``issued_on``, into ``folder``.

    ``keys``: only these of the preflight. ``formats`` of ``rules.letters.FORMATS``; ``sheets``: ``.xlsx`` and ``.ods`` reply sheets.
    ``copies_to``: who gets a copy (副本); None = those of the office's setting.
    """

    year: int
    folder: str
    issued_on: date
    reply_by: date | None = None
    firms: tuple[str, ...] = ()
    kind: str = "result"
    formats: tuple[str, ...] = ("pdf",)
    sheets: tuple[str, ...] = ()
    language: str = "zh_TW"
    keys: tuple[str, ...] = ()
    copies_to: tuple[str, ...] | None = None
