"""One official letter (函) as a story, its parts in the official order, with the findings as its annex.

Source: 公文程式條例 and the manual of document handling, whose form the exchange's letters follow. Fields that are not known stay
empty; they are never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from auditdesk.documents.letter_template import LetterWording, TemplateParagraph, shipped_wording
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
from auditdesk.model.letter import LetterContent
from auditdesk.rules.calendar import roc_long, roc_year
from auditdesk.words import Words


def letter_story(content: LetterContent, language: str, wording: LetterWording | None = None) -> Story:
    """What the letter says in ``zh_TW`` or ``en``; ``wording`` defaults to the shipped one for results of audits.

    Raises BadInput ``template.unknown_field`` or ``template.malformed`` for a template that does not fit.
    """
    words = Words(language)
    filled = (wording or shipped_wording("result", words.language)).filled(template_fields(content, words))
    return Story(
        title=words.say("letter_text.document_title", number=content.number, subject=filled.subject),
        language=words.language,
        subject=words.say("letter_text.subject_of_file"),
        author=content.sender.name,
        keywords=tuple(words.say("letter_text.keywords").split("|")),
        created=content.issued_on,
        blocks=(*_head(content, filled, words), *_body(content, filled, words), *_annex(content, filled, words)),
    )


def template_fields(content: LetterContent, words: Words) -> dict[str, str]:
    """The fields that a template may use, with their values for this letter."""
    return {
        "audit_year": str(roc_year(content.audit_year) if words.language == "zh_TW" else content.audit_year),
        "findings": str(len(content.findings)),
        "firm_code": content.firm_code,
        "firm_name": content.firm_name,
        "issued_on": _short_day(content.issued_on, words),
        "number": content.number,
        "reply_by": _short_day(content.reply_by, words),
        "sender": content.sender.name,
        "visit_dates": words.show("days", tuple(_short_day(day, words) for day in content.visit_dates)),
    }


def _head(content: LetterContent, wording: LetterWording, words: Words) -> Iterator[Block]:
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
    yield KeyValue("", content.postal_address, Place.POSTAL)
    yield line("addressee", content.firm_name, Place.ADDRESSEE)
    yield line("issued_on", _day(content.issued_on, words), Place.HEAD)
    yield line("number", content.number, Place.HEAD)
    yield line("priority", content.priority, Place.HEAD)
    yield line("classification", content.classification, Place.HEAD)
    yield line("attachment", wording.attachment, Place.HEAD)
    yield Spacer(0.4)


def _body(content: LetterContent, wording: LetterWording, words: Words) -> Iterator[Block]:
    yield Paragraph(wording.subject, words.say("letter_text.subject"))
    yield Paragraph("", words.say("letter_text.explanation"))
    yield from _numbered(wording.paragraphs, words)
    yield Spacer(0.5)
    firm = words.say("letter_text.original_with_annex", firm=content.firm_name)
    yield KeyValue(words.say("letter_text.original"), firm, Place.COPIES)
    yield KeyValue(words.say("letter_text.copies"), words.show("copies", content.copies_to), Place.COPIES)
    yield Signature(content.sender.name)


def _numbered(paragraphs: tuple[TemplateParagraph, ...], words: Words) -> Iterator[Paragraph]:
    counts = [0, 0, 0, 0]
    for paragraph in paragraphs:
        counts[paragraph.level - 1] += 1
        counts[paragraph.level :] = [0] * (4 - paragraph.level)
        number = counts[paragraph.level - 1]
        yield Paragraph(paragraph.text, label(number, paragraph.level, words.language, half_width=True), level=paragraph.level)


def _annex(content: LetterContent, wording: LetterWording, words: Words) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(1, wording.annex_title, "annex")
    rows = tuple(
        (
            finding.number,
            finding.code,
            words.say("letter_text.wording_cell", wording=finding.wording, criterion=finding.criterion),
            finding.facts,
            words.day(finding.due_date) if finding.due_date else "",
        )
        for finding in content.findings
    )
    yield Table(
        caption="",
        head=tuple(words.say(f"letter_text.column_{name}") for name in ("number", "item", "wording", "facts", "due")),
        rows=rows,
        widths=(16, 14, 34, 35, 16),
        alignments=(Align.START,) * 5,
        first_column_names_row=True,
    )


def _day(day: date, words: Words) -> str:
    return roc_long(day) if words.language == "zh_TW" else day.isoformat()


def _short_day(day: date, words: Words) -> str:
    """A day within a sentence: 108年6月3日, without the name of the era."""
    return roc_long(day).removeprefix("中華民國") if words.language == "zh_TW" else day.isoformat()
