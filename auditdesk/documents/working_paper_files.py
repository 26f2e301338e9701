"""The checklist and the working paper of a visit in files: one story, printed as PDF or laid out as a spreadsheet."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from auditdesk.documents.checklist_story import checklist_story
from auditdesk.documents.story import Block, Heading, KeyValue, Paragraph, Story, Table
from auditdesk.documents.working_paper_story import working_paper_story
from auditdesk.model.working_papers import WorkingPaper
from auditdesk.ods_writer import Cell, Column, Sheet, write_ods
from auditdesk.words import Words

_LONGEST_NAME = 24
_REFUSED_IN_NAMES = re.compile(r"[\[\]*?:/\\']")
_WIDTH = 210
"""Millimetres that a sheet's columns share."""


def story_of(paper: WorkingPaper, language: str, *, checklist: bool) -> Story:
    """What the paper says."""
    return checklist_story(paper, language) if checklist else working_paper_story(paper, language)


def paper_pdf(paper: WorkingPaper, language: str, *, checklist: bool = False) -> bytes:
    """The paper as PDF; the same visit on the same day gives the same bytes. A character that no font has is told by its number."""
    from auditdesk.documents.paper_glyphs import with_known_glyphs
    from auditdesk.documents.pdf.render import render_pdf
    from auditdesk.documents.pdf.style import working_paper_style

    style = working_paper_style(language)
    return render_pdf(with_known_glyphs(story_of(paper, language, checklist=checklist), style.body.typeface), style)


def paper_ods(paper: WorkingPaper, language: str, *, checklist: bool = False) -> bytes:
    """The same words as a spreadsheet: the running text first, then each table as a sheet of its own."""
    story = story_of(paper, language, checklist=checklist)
    words = Words(language)
    target = io.BytesIO()
    sheets = tuple(_sheets(story, words.say("paper_text.sheet_text"), words.say("paper_text.mark")))
    write_ods(target, sheets, title=story.title, language=words.language)
    return target.getvalue()


def _sheets(story: Story, first: str, mark: str) -> Iterator[Sheet]:
    """Tables of one form that follow each other under headings of one level (the items of each section) are one sheet."""
    texts: list[tuple[Cell, ...]] = []
    found: list[tuple[str, Table, list[tuple[Cell, ...]]]] = []
    chapter = under = ""
    for block in story.blocks:
        if isinstance(block, Heading):
            chapter, under = (block.text, "") if block.level <= 1 else (chapter, block.text)
        if isinstance(block, Table):
            last = found[-1] if found else None
            if last is None or last[0] != chapter or last[1].head != block.head:
                found.append((chapter, block, []))
            found[-1][2].extend((under, *row) for row in block.rows)
        else:
            texts += [tuple(row) for row in _lines(block)]
    yield Sheet(first, (Column(mark, 60), Column("", 180)), texts)
    taken = {first}
    for name, table, rows in found:
        nested = any(row[0] for row in rows)
        share = _WIDTH / sum(table.widths)
        columns = tuple(Column(head, width * share) for head, width in zip(table.head, table.widths, strict=True))
        title = _free(name or first, taken)
        yield Sheet(title, (Column(name, 60), *columns) if nested else columns, rows if nested else [row[1:] for row in rows])


def _lines(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Heading():
            yield block.text, ""
        case KeyValue():
            yield block.label, block.text
        case Paragraph():
            yield block.label, block.text
        case _:
            return


def _free(name: str, taken: set[str]) -> str:
    """A name that spreadsheets take and no other sheet has."""
    plain = _REFUSED_IN_NAMES.sub("", name).strip()[:_LONGEST_NAME] or "-"
    chosen, number = plain, 2
    while chosen in taken:
        chosen, number = f"{plain} {number}", number + 1
    taken.add(chosen)
    return chosen
