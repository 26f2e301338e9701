"""What a letter says, put together from the register and the findings, and read back from where it is frozen."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from auditdesk.model.commands import WriteLetters
from auditdesk.model.letter import EarlierLetter, LetterContent, LetterFinding, Sender
from auditdesk.model.rows import FindingRow
from auditdesk.model.rulebook import Bilingual
from auditdesk.rules.letters import CARRYING, LetterKind, receivers
from auditdesk.services.office import Office
from auditdesk.settings import Settings
from auditdesk.store.queries.register import FirmIdentity

SENDER_NEEDED: Final = ("sender.name", "sender.address", "sender.contact", "sender.telephone")
"""Without these a letter can't be answered, so none takes a number."""
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Due:
    """One letter that is due: to whom, about which findings, after which letter.

    ``told``: uid → how the finding stands, and why. ``repeats``: uid → earlier years of the same failing, the newest first.
    """

    key: str
    firm: FirmIdentity
    findings: tuple[FindingRow, ...]
    visit_dates: tuple[date, ...]
    refers_to: str | None = None
    earlier: EarlierLetter | None = None
    about: tuple[str, ...] = ()
    told: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict)
    hints: tuple[str, ...] = ()
    repeats: Mapping[str, tuple[int, ...]] = dataclasses.field(default_factory=dict)


def sender_missing(settings: Settings) -> tuple[str, ...]:
    """Names of the settings about the sender that are still empty."""
    return tuple(name for name in SENDER_NEEDED if not settings.text(name).strip())


def reply_day(order: WriteLetters, settings: Settings) -> date:
    return order.reply_by or order.issued_on + timedelta(days=settings.number("letters.reply_days"))


def copies_of(order: WriteLetters, settings: Settings) -> tuple[str, ...]:
    """Who gets a copy, each once, in the order given."""
    told = order.copies_to if order.copies_to is not None else receivers(settings.text("letters.copies_to"))
    return tuple(dict.fromkeys(one for one in (_clean(text).strip() for text in told) if one))


def letter_content(office: Office, due: Due, order: WriteLetters, number: str, settings: Settings) -> LetterContent:
    """What the letter will say under this number."""
    carrying = LetterKind(order.kind) in CARRYING
    return LetterContent(
        sender=Sender(
            **{
                name: _clean(settings.text(f"sender.{name}"))
                for name in ("name", "address", "contact", "telephone", "fax", "email")
            }
        ),
        number=number,
        issued_on=order.issued_on,
        firm_code=due.firm.code,
        firm_name=_clean(due.firm.name),
        postal_address=_clean(due.firm.address),
        priority=settings.text("letters.priority"),
        classification=settings.text("letters.classification"),
        file_number=settings.text("letters.file_number"),
        retention=settings.text("letters.retention"),
        audit_year=order.year,
        visit_dates=due.visit_dates,
        reply_by=reply_day(order, settings),
        findings=tuple(_line(office, finding, due, order.issued_on if carrying else None, settings) for finding in due.findings),
        copies_to=copies_of(order, settings),
        kind=order.kind,
        recipient=_clean(due.firm.letter_recipient),
        earlier=due.earlier,
        sheets=order.sheets if LetterKind(order.kind) in CARRYING or order.kind == LetterKind.REMINDER else (),
    )


def _line(office: Office, finding: FindingRow, due: Due, counts_from: date | None, settings: Settings) -> LetterFinding:
    edition = office.rulebook.edition(finding.edition)
    pattern = edition.pattern(finding.pattern)
    item = edition.item_or_none(finding.item) if finding.item else None
    state, reason = due.told.get(finding.uid, ("", ""))
    day = finding.due_date
    if counts_from is not None and state != "withdrawn":
        day = period(finding, counts_from, settings)
    return LetterFinding(
        number=finding.number,
        code=finding.pattern_code,
        criterion=item.summary if item else pattern.expected_standard,
        wording=pattern.wording,
        facts=_clean(finding.facts),
        due_date=day,
        severity=finding.severity,
        state=state,
        reason=_clean(reason),
        repeats=due.repeats.get(finding.uid, ()) if state != "withdrawn" else (),
    )


def period(finding: Any, issued_on: date, settings: Settings) -> date:
    """The due date that the firm can still keep: one that lies before the letter counts anew from it. ``finding``: a row or record."""
    due: date | None = finding.due_date
    if due is not None and due >= issued_on:
        return due
    return issued_on + timedelta(days=settings.number(f"due_days.{finding.severity}"))


def _clean(text: str) -> str:
    """Without what no file format may carry: control characters that came in with pasted text."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def content_from(text: str) -> LetterContent:
    """The content as it was frozen. Letters from before this release lack what came later; it is empty for them."""
    told = json.loads(text)
    earlier = told.get("earlier")
    known = {field.name for field in dataclasses.fields(LetterContent)}
    fields = {name: value for name, value in told.items() if name in known}
    fields["sender"] = Sender(**told["sender"])
    fields["issued_on"], fields["reply_by"] = _day(told["issued_on"]), _day(told["reply_by"])
    fields["visit_dates"] = tuple(date.fromisoformat(day) for day in told["visit_dates"])
    fields["copies_to"], fields["sheets"] = tuple(told.get("copies_to", ())), tuple(told.get("sheets", ()))
    fields["earlier"] = (
        EarlierLetter(earlier["number"], date.fromisoformat(earlier["issued_on"]), date.fromisoformat(earlier["reply_by"]))
        if earlier
        else None
    )
    fields["findings"] = tuple(
        LetterFinding(
            **{
                **one,
                "criterion": Bilingual(**one["criterion"]),
                "wording": Bilingual(**one["wording"]),
                "due_date": _day(one["due_date"]),
                "repeats": tuple(one.get("repeats", ())),
            }
        )
        for one in told["findings"]
    )
    return LetterContent(**fields)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
