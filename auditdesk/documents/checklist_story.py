"""The checklist of a visit to take along on paper: what is in scope by section, with boxes to tick and room to write."""

from __future__ import annotations

from collections.abc import Iterator

from auditdesk.documents.paper_words import Say
from auditdesk.documents.story import Align, Block, Heading, KeyValue, Paragraph, Spacer, Story, Table
from auditdesk.model.fieldwork_rows import FieldItem, FieldSection
from auditdesk.model.working_papers import WorkingPaper

_ROOM = "\n\n\n"
"""Blank lines that leave room for writing by hand."""


def checklist_story(paper: WorkingPaper, language: str) -> Story:
    """The checklist in ``zh_TW`` or ``en``; what was already judged is ticked, the rest is empty."""
    phrase = Say(paper, language)
    visit = paper.visit
    return Story(
        title=phrase("checklist_title", visit=visit.number, firm=visit.firm_name),
        language=phrase.words.language,
        subject=phrase("checklist_subject"),
        author=phrase("office"),
        keywords=(visit.number, visit.firm_code),
        created=paper.as_of,
        blocks=tuple(_blocks(paper, phrase)),
        running_head=phrase("running_head", title=phrase("checklist"), firm=visit.firm_name, visit=visit.number),
    )


def _blocks(paper: WorkingPaper, phrase: Say) -> Iterator[Block]:
    visit = paper.visit
    yield Heading(0, phrase("checklist"), "checklist")
    yield from phrase.head()
    yield Paragraph(phrase("checklist_how"))
    for tip in paper.tips:
        yield KeyValue(phrase("label", label=phrase("tip")), phrase("tip_line", tip=tip.number, subject=tip.subject))
    for number, section in enumerate((one for one in visit.sections if one.total), start=1):
        items = tuple(item for item in visit.items if item.code == section.code)
        yield Heading(1, phrase.section(section), f"section-{number}")
        if section.assigned:
            yield KeyValue(phrase("label", label=phrase("assigned")), paper.who(section.assigned))
        yield _table(paper, section, items, phrase)
    yield Heading(1, phrase("on_site"), "on-site")
    for label in ("asked", "seen_by", "inspectors_sign", "time"):
        yield KeyValue(phrase("label", label=phrase(label)), "＿" * 24)
        yield Spacer(0.6)


def _table(paper: WorkingPaper, section: FieldSection, items: tuple[FieldItem, ...], phrase: Say) -> Table:
    return Table(
        caption="",
        head=tuple(phrase(f"column_{name}") for name in ("item", "text", "last_year", "judgement", "seen")),
        rows=tuple(
            (item.number, phrase.item_text(item), phrase.previous(item), phrase.boxes(item.judgement), item.note + _ROOM)
            for item in items
        ),
        widths=(13, 39, 15, 21, 39),
        alignments=(Align.START,) * 5,
        first_column_names_row=True,
    )
