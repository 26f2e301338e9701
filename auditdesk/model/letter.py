"""The content of one official letter (函) to one firm, before any format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from auditdesk.model.rulebook import Bilingual


@dataclass(frozen=True, slots=True)
class Sender:
    """The issuing body as the letterhead prints it; empty fields are printed empty, never guessed."""

    name: str
    address: str
    contact: str
    telephone: str
    fax: str
    email: str


@dataclass(frozen=True, slots=True)
class LetterFinding:
    """One line of the annex."""

    number: str
    code: str
    criterion: Bilingual
    wording: Bilingual
    facts: str
    due_date: date | None
    severity: str = ""
    state: str = ""
    """In letters about an earlier one: how the finding stands; ``withdrawn`` = it no longer holds."""
    reason: str = ""
    """Why it was changed, or why more time was granted."""
    repeats: tuple[int, ...] = ()
    """Earlier years in which the firm had the same failing, the newest first."""


@dataclass(frozen=True, slots=True)
class EarlierLetter:
    """The letter that this one reminds of, corrects or closes."""

    number: str
    issued_on: date
    reply_by: date


@dataclass(frozen=True, slots=True)
class LetterContent:
    """One letter. ``number`` is the whole 發文字號; priority and classification may be empty, as the form allows."""

    sender: Sender
    number: str
    issued_on: date
    firm_code: str
    firm_name: str
    postal_address: str
    priority: str
    classification: str
    file_number: str
    retention: str
    audit_year: int
    visit_dates: tuple[date, ...]
    reply_by: date
    findings: tuple[LetterFinding, ...]
    copies_to: tuple[str, ...] = ()
    kind: str = "result"
    recipient: str = ""
    """The department or person at the firm whom it is for; empty = the firm as a whole."""
    earlier: EarlierLetter | None = None
    sheets: tuple[str, ...] = ()
    """Formats of the reply sheets that go with it."""
