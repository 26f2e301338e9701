"""The office's own Word form: a DOCX with fields, filled with the same words as every other format of a letter.

What is read here was measured and checked before (``exchange.letter_forms``).
"""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

from auditdesk.documents import letter_layout as layout
from auditdesk.documents.docx_package import THUMBNAIL, packed
from auditdesk.documents.letter_docx import letter_docx, own_fonts
from auditdesk.documents.letter_story import STANDING, filled_wording, letter_story, numbered, postal, template_fields
from auditdesk.documents.letter_wording import LetterWording, faulty, sandbox
from auditdesk.documents.plain_text import printable
from auditdesk.documents.story import Align, Block, Heading, KeyValue, PageBreak, Paragraph, Place, Spacer, Story, Table
from auditdesk.model.letter import LetterContent
from auditdesk.model.letter_rows import TemplateProblem
from auditdesk.rules.calendar import roc_long
from auditdesk.rules.letters import LetterKind
from auditdesk.words import Words


def filled_form(form: bytes, content: LetterContent, language: str, wording: LetterWording | None = None) -> bytes:
    """The form filled with one letter; the same form and letter give the same bytes. Raises BadInput ``template.faulty``."""
    import docx.opc.exceptions
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError

    try:
        paper = DocxTemplate(io.BytesIO(form))
        paper.render(form_fields(content, language, wording), sandbox(escaped=True), autoescape=True)
    except (TemplateError, ValueError, KeyError, TypeError, AttributeError, docx.opc.exceptions.OpcError) as problem:
        raise faulty("form", (TemplateProblem("template_problem.broken", "form", str(problem)[:80]),)) from problem
    story = letter_story(content, language, wording)
    made = paper.docx
    own_fonts(made.element.body)
    told = made.core_properties
    told.title, told.author, told.last_modified_by = printable(story.title)[:255], printable(story.author)[:255], "AuditDesk"
    told.comments, told.revision = "", 1
    return packed(made, THUMBNAIL)


def form_fields(content: LetterContent, language: str, wording: LetterWording | None = None) -> dict[str, Any]:
    """What a form may use: the fields of the wording, and the parts of the letter as every other format prints them."""
    words = Words(language)
    filled = filled_wording(content, language, wording)
    sender = content.sender
    with_annex = "original_with_annex" if filled.attachment else "original_alone"
    chinese = words.language == "zh_TW"

    def lines(paragraphs: Any) -> list[SimpleNamespace]:
        return [SimpleNamespace(label=one.label, text=one.text, level=one.level) for one in numbered(paragraphs, words)]

    return template_fields(content, words) | {
        "file_number": content.file_number,
        "retention": content.retention,
        "title": words.say("letter_text.title", sender=sender.name),
        "address": sender.address,
        "contact": sender.contact,
        "telephone": sender.telephone,
        "fax": sender.fax,
        "email": sender.email,
        "postal_address": postal(content, words),
        "addressee": content.firm_name,
        "priority": content.priority,
        "classification": content.classification,
        "attachment": filled.attachment,
        "subject": filled.subject,
        "paragraphs": lines(filled.paragraphs),
        "action": lines(filled.action),
        "original": words.say(f"letter_text.{with_annex}", firm=content.firm_name),
        "copies": words.show("copies", content.copies_to),
        "signature": sender.name,
        "annex_title": filled.annex_title,
        "issued_on_long": roc_long(content.issued_on) if chinese else content.issued_on.isoformat(),
    }


@cache
def starter_form(language: str = "zh_TW", kind: LetterKind = LetterKind.RESULT) -> bytes:
    """A form to begin with for a kind of letter: the official layout with every field in its place, to be edited in Word."""
    words = Words(language)

    def head(code: str, field: str, place: Place) -> KeyValue:
        return KeyValue(words.say(f"letter_text.{code}"), "{{ " + field + " }}", place)

    def column(name: str) -> str:
        return words.say(f"letter_text.column_{name}")

    told = "standing" if kind in STANDING else "facts"
    failing = words.say("letter_text.wording_repeated", wording="{{ finding.wording }}", repeats="{{ finding.repeats }}")
    wording = words.say("letter_text.wording_cell", wording=failing, criterion="{{ finding.criterion }}")
    cells = ("{{ finding.number }}", "{{ finding.code }}", wording, f"{{{{ finding.{told} }}}}", "{{ finding.due_date }}")
    blank = ("",) * 4
    blocks: tuple[Block, ...] = (
        head("file_number", "file_number", Place.CORNER),
        head("retention", "retention", Place.CORNER),
        Heading(0, "{{ title }}", "letter"),
        *(head(name, name, Place.CONTACT) for name in ("address", "contact", "telephone", "fax", "email")),
        KeyValue("", "{{ postal_address }}", Place.POSTAL),
        head("addressee", "addressee", Place.ADDRESSEE),
        head("issued_on", "issued_on_long", Place.HEAD),
        *(head(name, name, Place.HEAD) for name in ("number", "priority", "classification", "attachment")),
        Paragraph("{{ subject }}", words.say("letter_text.subject")),
        Paragraph("", words.say("letter_text.explanation")),
        Paragraph("{%p for paragraph in paragraphs %}"),
        Paragraph("{{ paragraph.label }}{{ paragraph.text }}", level=1),
        Paragraph("{%p endfor %}"),
        Paragraph("{%p if action %}"),
        Paragraph("", words.say("letter_text.action")),
        Paragraph("{%p for paragraph in action %}"),
        Paragraph("{{ paragraph.label }}{{ paragraph.text }}", level=1),
        Paragraph("{%p endfor %}"),
        Paragraph("{%p endif %}"),
        Spacer(0.5),
        head("original", "original", Place.COPIES),
        head("copies", "copies", Place.COPIES),
        Paragraph("{{ signature }}"),
        PageBreak(),
        Heading(1, "{{ annex_title }}", "annex"),
        Table(
            "",
            tuple(column(name) for name in ("number", "item", "wording", told, "due")),
            (
                ("{%tr for finding in findings %}", *blank),
                cells,
                ("{%tr endfor %}", *blank),
            ),
            (16, 17, 33, 34, 16),
            (Align.START,) * 5,
        ),
    )
    return _hanging(letter_docx(Story(words.say("letter_text.form_title"), language, "", "", (), date(2020, 1, 1), blocks)))


def _hanging(form: bytes) -> bytes:
    """The form with numbered paragraphs hanging behind labels of two ideographs, which are not there yet."""
    import docx
    from docx.shared import Pt

    paper = docx.Document(io.BytesIO(form))
    for line in paper.paragraphs:
        if "paragraph.label" in line.text:
            line.paragraph_format.left_indent = Pt(4 * layout.BODY)
            line.paragraph_format.first_line_indent = Pt(-2 * layout.BODY)
    return packed(paper)
