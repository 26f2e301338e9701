"""One official letter (函) as a story, its parts in the official order, with the findings as its annex.

Source: 公文程式條例 and the manual of document handling, whose form the exchange's letters follow. Fields that are not known stay
empty; they are never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any, Final

from auditdesk.documents.letter_wording import FilledWording, LetterWording, TemplateParagraph, shipped_wording
from auditdesk.documents.numbering import label
from auditdesk.documents.story import (
    Align,
    Block,
    Heading,
    KeyValue,
    PageBreak,
    Paragraph,
    Place,
    Signature,
    Spacer,
    Story,
    Table,
)
from auditdesk.model.letter import LetterContent, LetterFinding
from auditdesk.rules.calendar import roc_long, roc_year
from auditdesk.rules.letters import LetterKind
from auditdesk.rules.letters_fields import fields_of
from auditdesk.words import Words

STANDING: Final = frozenset({LetterKind.CORRECTION, LetterKind.CLOSING, LetterKind.EXTENSION})
"""Kinds whose annex tells how each finding stands now instead of the facts once found."""


def filled_wording(content: LetterContent, language: str, wording: LetterWording | None = None) -> FilledWording:
    """The words of the letter; ``wording`` defaults to the shipped one of its kind. Raises BadInput ``template.faulty``."""
    words = Words(language)
    return (wording or shipped_wording(content.kind, words.language)).filled(template_fields(content, words))


def letter_story(content: LetterContent, language: str, wording: LetterWording | None = None) -> Story:
    """What the letter says in ``zh_TW`` or ``en``, its annex with it. Raises BadInput ``template.faulty``."""
    words = Words(language)
    filled = filled_wording(content, language, wording)
    return _story(
        content, filled, words, (*_head(content, filled, words), *_body(content, filled, words), *_annex(content, filled, words))
    )


def annex_story(content: LetterContent, language: str, wording: LetterWording | None = None) -> Story:
    """The annex by itself, as the electronic letter carries it. Without findings it has no rows."""
    words = Words(language)
    filled = filled_wording(content, language, wording)
    blocks = tuple(block for block in _annex(content, filled, words) if not isinstance(block, PageBreak))
    return _story(content, filled, words, blocks)


def _story(content: LetterContent, filled: FilledWording, words: Words, blocks: tuple[Block, ...]) -> Story:
    return Story(
        title=words.say("letter_text.document_title", number=content.number, subject=filled.subject),
        language=words.language,
        subject=words.say("letter_text.subject_of_file"),
        author=content.sender.name,
        keywords=tuple(words.say("letter_text.keywords").split("|")),
        created=content.issued_on,
        blocks=blocks,
    )


def template_fields(content: LetterContent, words: Words) -> dict[str, Any]:
    """The fields that a template may use, with their values for this letter: those of ``rules.letters_fields`` for its kind."""
    earlier = content.earlier
    values: dict[str, Any] = {
        "audit_year": str(roc_year(content.audit_year) if words.language == "zh_TW" else content.audit_year),
        "findings": [_finding(finding, words, LetterKind(content.kind)) for finding in content.findings],
        "findings_count": sum(finding.state != "withdrawn" for finding in content.findings),
        "firm_code": content.firm_code,
        "firm_name": content.firm_name,
        "recipient": content.recipient,
        "issued_on": short_day(content.issued_on, words),
        "number": content.number,
        "reply_by": short_day(content.reply_by, words),
        "sender": content.sender.name,
        "visit_dates": words.show("days", tuple(short_day(day, words) for day in content.visit_dates)),
        "sheets": _sheets(content, words),
        "earlier_number": earlier.number if earlier else "",
        "earlier_date": short_day(earlier.issued_on, words) if earlier else "",
        "earlier_reply_by": short_day(earlier.reply_by, words) if earlier else "",
        "days_late": max(0, (content.issued_on - earlier.reply_by).days) if earlier else 0,
    }
    known = fields_of(LetterKind(content.kind))
    return {
        name: " ".join(value.split("\n")) if isinstance(value, str) else value for name, value in values.items() if name in known
    }


def _finding(finding: LetterFinding, words: Words, kind: LetterKind) -> SimpleNamespace:
    told = {
        "number": finding.number,
        "code": finding.code,
        "wording": finding.wording.in_language(words.language),
        "criterion": finding.criterion.in_language(words.language),
        "facts": finding.facts,
        "due_date": short_day(finding.due_date, words) if finding.due_date else "",
        "severity": words.show("severity", finding.severity) if finding.severity else "",
        "state": words.say(f"letter_standing.{finding.state}") if finding.state else "",
        "reason": finding.reason,
        "standing": _how_it_stands(finding, words) if kind in STANDING else finding.facts,
        "repeats": _repeats(finding, words),
        "repeat_years": _years(finding, words),
    }
    return SimpleNamespace(**{name: " ".join(text.split("\n")) for name, text in told.items()})


def _sheets(content: LetterContent, words: Words) -> str:
    if not content.sheets:
        return ""
    formats = words.show("formats", tuple(suffix.removeprefix(".").upper() for suffix in content.sheets))
    return words.say("letter_text.sheets", formats=formats)


def _head(content: LetterContent, wording: FilledWording, words: Words) -> Iterator[Block]:
    sender = content.sender

    def line(code: str, text: str, place: Place) -> KeyValue:
        return KeyValue(words.say(f"letter_text.{code}"), text, place)

    yield line("file_number", content.file_number, Place.CORNER)
    yield line("retention", content.retention, Place.CORNER)
    yield Heading(0, words.say("letter_text.title", sender=sender.name), "letter")
    yield line("address", sender.address, Place.CONTACT)
    yield line("contact", sender.contact, Place.CONTACT)
    yield line("telephone", sender.telephone, Place.CONTACT)
    yield line("fax", sender.fax, Place.CONTACT)
    yield line("email", sender.email, Place.CONTACT)
    yield KeyValue("", postal(content, words), Place.POSTAL)
    yield line("addressee", content.firm_name, Place.ADDRESSEE)
    yield line("issued_on", _day(content.issued_on, words), Place.HEAD)
    yield line("number", content.number, Place.HEAD)
    yield line("priority", content.priority, Place.HEAD)
    yield line("classification", content.classification, Place.HEAD)
    yield line("attachment", wording.attachment, Place.HEAD)
    yield Spacer(0.4)


def _body(content: LetterContent, wording: FilledWording, words: Words) -> Iterator[Block]:
    yield Paragraph(wording.subject, words.say("letter_text.subject"))
    for heading, paragraphs in (("explanation", wording.paragraphs), ("action", wording.action)):
        if paragraphs:
            yield Paragraph("", words.say(f"letter_text.{heading}"))
            yield from numbered(paragraphs, words)
    yield Spacer(0.5)
    with_annex = "original_with_annex" if wording.attachment else "original_alone"
    firm = words.say(f"letter_text.{with_annex}", firm=content.firm_name)
    yield KeyValue(words.say("letter_text.original"), firm, Place.COPIES)
    yield KeyValue(words.say("letter_text.copies"), words.show("copies", content.copies_to), Place.COPIES)
    yield Signature(content.sender.name)


def numbered(paragraphs: tuple[TemplateParagraph, ...], words: Words) -> Iterator[Paragraph]:
    """The paragraphs with their labels, counted anew; one alone without a number keeps none."""
    counts = [0, 0, 0, 0]
    for paragraph in paragraphs:
        if paragraph.level == 0:
            yield Paragraph(paragraph.text, level=1)
            continue
        counts[paragraph.level - 1] += 1
        counts[paragraph.level :] = [0] * (4 - paragraph.level)
        number = counts[paragraph.level - 1]
        yield Paragraph(paragraph.text, label(number, paragraph.level, words.language, half_width=True), level=paragraph.level)


def _annex(content: LetterContent, wording: FilledWording, words: Words) -> Iterator[Block]:
    if not content.findings or not wording.annex_title:
        return
    standing = LetterKind(content.kind) in STANDING
    yield PageBreak()
    yield Heading(1, wording.annex_title, "annex")
    rows = tuple(
        (
            finding.number,
            finding.code,
            words.say("letter_text.wording_cell", wording=_wording(finding, words), criterion=finding.criterion),
            _how_it_stands(finding, words) if standing else finding.facts,
            words.day(finding.due_date) if finding.due_date and finding.state not in ("withdrawn", "closed") else "",
        )
        for finding in content.findings
    )
    names = ("number", "item", "wording", "standing" if standing else "facts", "due")
    yield Table(
        caption="",
        head=tuple(words.say(f"letter_text.column_{name}") for name in names),
        rows=rows,
        widths=(16, 17, 33, 34, 16),
        alignments=(Align.START,) * 5,
        first_column_names_row=True,
    )


def _wording(finding: LetterFinding, words: Words) -> str:
    """The standard wording, behind it the remark that it repeats earlier years' findings."""
    wording = finding.wording.in_language(words.language)
    told = _repeats(finding, words)
    return words.say("letter_text.wording_repeated", wording=wording, repeats=told) if told else wording


def _repeats(finding: LetterFinding, words: Words) -> str:
    return words.say("letter_text.found_before", years=_years(finding, words)) if finding.repeats else ""


def _years(finding: LetterFinding, words: Words) -> str:
    return words.show("years", tuple(words.show("year", year) for year in finding.repeats))


def _how_it_stands(finding: LetterFinding, words: Words) -> str:
    told = words.say(f"letter_standing.{finding.state}") if finding.state else ""
    facts = finding.facts if finding.state == "corrected" else ""
    return "\n".join(part for part in (told, finding.reason, facts) if part)


def postal(content: LetterContent, words: Words) -> str:
    """The address with the department or person there."""
    if not content.recipient:
        return content.postal_address
    return words.say("letter_text.postal", address=content.postal_address, recipient=content.recipient)


def _day(day: date, words: Words) -> str:
    return roc_long(day) if words.language == "zh_TW" else day.isoformat()


def short_day(day: date, words: Words) -> str:
    """A day within a sentence: 108年6月3日, without the name of the era."""
    return roc_long(day).removeprefix("中華民國") if words.language == "zh_TW" else day.isoformat()
