"""Stories to PDF: set every block, spread the pieces over pages, draw the pages with ``page x of y``."""

from __future__ import annotations

import threading
from typing import Final

from auditdesk.documents.pdf.chart_piece import chart_piece
from auditdesk.documents.pdf.contents_piece import FEWEST_LISTED, contents
from auditdesk.documents.pdf.pages import Flow, NewPage, Placed, paginate
from auditdesk.documents.pdf.pieces import GapPiece, Piece, TextPiece, draw_line, set_lines, text_piece
from auditdesk.documents.pdf.sheet import PAGE_HEIGHT, PAGE_WIDTH, Sheet
from auditdesk.documents.pdf.style import Stylesheet
from auditdesk.documents.pdf.table_piece import table_piece
from auditdesk.documents.pdf.tags import CAPTION, FIGURE, LABEL, LIST_BODY, PARAGRAPH, TABLE, Lists, Node
from auditdesk.documents.pdf.typeface import require_glyphs
from auditdesk.documents.story import (
    BarChart,
    Block,
    Heading,
    KeyValue,
    PageBreak,
    Paragraph,
    Signature,
    Spacer,
    Story,
    Table,
    texts_of,
)
from auditdesk.words import Words

ONE_AT_A_TIME: Final = threading.Lock()
"""The library's fonts keep a reading position: two papers made at once would take each other's glyphs."""


def render_pdf(story: Story, style: Stylesheet, *, signature: str = "") -> bytes:
    """The story as a tagged PDF with embedded fonts, outline and page numbers; the same story gives the same bytes.

    ``signature``: what the field for a signature is called; empty = the file has none. Raises BadInput ``glyph.missing`` (characters)
    when a character has no glyph in any shipped font.
    """
    with ONE_AT_A_TIME:
        require_glyphs(texts_of(story), style.body.typeface)
        width = PAGE_WIDTH - style.page.left - style.page.right
        sheet = Sheet(story, style.body.typeface)
        lists = Lists(sheet.tree)
        flow: Flow = []
        pages_of: dict[str, int] = {}
        contents_due = style.contents and len(story.headings) >= FEWEST_LISTED
        for before, block in zip((None, *story.blocks), story.blocks, strict=False):
            if isinstance(before, KeyValue) and isinstance(block, Paragraph):
                flow.append(GapPiece(style.body.leading / 3))
            if contents_due and isinstance(block, Heading) and block.level > 0:
                contents_due = False
                flow += contents(story, style, width, sheet.tree, pages_of)
            flow += _set(block, style, width, sheet.tree, lists)
        pages = paginate(flow, PAGE_HEIGHT - style.page.top - style.page.bottom)
        for number, page in enumerate(pages, 1):
            marks = (placed.piece.bookmark for placed in page if isinstance(placed.piece, TextPiece))
            pages_of.update((mark[2], number) for mark in marks if mark is not None)
        for number, page in enumerate(pages, 1):
            _draw_page(sheet, story, style, page, number, len(pages))
        return sheet.finished(signature)


def _set(block: Block, style: Stylesheet, width: float, tree: Node, lists: Lists) -> Flow:
    numbered = isinstance(block, Paragraph) and bool(block.label)
    if not numbered:
        lists.close()
    match block:
        case Heading():
            bookmark = (block.level, block.text, block.id) if block.level or not style.page.binding_line else None
            node = tree.add(f"H{min(block.level + 1, 6)}")
            return [text_piece(block.text, style.heading(block.level), width, bookmark=bookmark, node=node)]
        case Paragraph():
            return list(_paragraph(block, style, width, tree, lists))
        case KeyValue():
            return [text_piece(block.text, style.places[block.place], width, label=block.label, node=tree.add(PARAGRAPH))]
        case Table():
            node = tree.add(TABLE)
            if not block.caption:
                return [table_piece(block, style.table, width, node)]
            caption = text_piece(block.caption, style.table.caption, width, node=node.add(CAPTION))
            return [caption, table_piece(block, style.table, width, node)]
        case BarChart():
            caption = text_piece(block.caption, style.table.caption, width, node=tree.add(PARAGRAPH))
            return [caption, chart_piece(block, style, width, tree.add(FIGURE, alt=block.description))]
        case Signature():
            return [text_piece(block.text, style.signature, width, node=tree.add(PARAGRAPH))]
        case Spacer():
            return [GapPiece(block.lines * style.body.leading)]
        case PageBreak():
            return [NewPage()]


def _paragraph(block: Paragraph, style: Stylesheet, width: float, tree: Node, lists: Lists) -> list[Piece]:
    indent = block.level * style.level_indent
    label = None
    under = tree
    if block.label:
        item = lists.item(block.level)
        label, under = item.add(LABEL), item.add(LIST_BODY)
    node = under.add(PARAGRAPH)
    main = text_piece(block.text, style.body, width, label=block.label, indent=indent, node=node, label_node=label)
    pieces: list[Piece] = [main]
    for detail in block.details:
        pieces[-1].keeps_next = True
        pieces[-1].after = 1.0
        pieces.append(
            text_piece(detail.text, style.detail, width, label=detail.label, indent=indent + main.hang, node=under.add(PARAGRAPH))
        )
    if block.details:
        pieces[-1].after = style.body.after + 3
    return pieces


def _draw_page(sheet: Sheet, story: Story, style: Stylesheet, page: list[Placed], number: int, total: int) -> None:
    left, top = style.page.left, PAGE_HEIGHT - style.page.top
    width = PAGE_WIDTH - left - style.page.right
    if style.page.running_head and story.running_head and (number > 1 or style.page.head_on_first):
        _draw_running_head(sheet, story, style, width)
    if style.page.binding_line is not None:
        _draw_binding_line(sheet, style, style.page.binding_line)
    for placed in page:
        placed.piece.draw(sheet, left, top - placed.down)
    told = Words(story.language).say("paper.page_of", page=number, pages=total)
    footer = style.page.page_number
    (line,) = set_lines(told, footer, width)
    draw_line(sheet, line, footer, left, style.page.page_number_height + footer.size, width)
    sheet.next_page()


def _draw_running_head(sheet: Sheet, story: Story, style: Stylesheet, width: float) -> None:
    head = style.page.running_head
    assert head is not None
    rule = PAGE_HEIGHT - style.page.top + 10
    line = set_lines(story.running_head, head, width)[0]
    draw_line(sheet, line, head, style.page.left, rule + head.leading + 1, width)
    sheet.line(style.page.left, rule, style.page.left + width, rule, width=0.4, colour=style.table.rule_colour)


def _draw_binding_line(sheet: Sheet, style: Stylesheet, x: float) -> None:
    """The dotted line with 裝, 訂 and 線 along which the letter is bound."""
    size = 11.0
    top, bottom = PAGE_HEIGHT - style.page.top, style.page.bottom
    typeface = style.body.typeface
    edges = [top]
    for share, sign in ((0.28, "裝"), (0.5, "訂"), (0.72, "線")):
        middle = top - (top - bottom) * share
        sheet.text(x - size / 2, middle - size * 0.38, sign, typeface, size)
        edges += [middle + size * 0.8, middle - size * 0.8]
    edges.append(bottom)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        sheet.dotted(x, start, x, end)
