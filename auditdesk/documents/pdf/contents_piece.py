"""The contents of a paper: each heading with its page, and leading to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from auditdesk.documents.pdf.line_breaker import Line
from auditdesk.documents.pdf.pages import Flow
from auditdesk.documents.pdf.pieces import Piece, draw_line, set_lines, text_piece
from auditdesk.documents.pdf.sheet import Sheet
from auditdesk.documents.pdf.style import Stylesheet, TextStyle
from auditdesk.documents.pdf.tags import CONTENTS, CONTENTS_ITEM, LINK, PARAGRAPH, Node
from auditdesk.documents.story import Story
from auditdesk.words import Words

_INDENT: Final = 1.6
"""Ideographs by which each level stands in."""
_NUMBER_ROOM: Final = 3.2
_DEEPEST: Final = 2
FEWEST_LISTED: Final = 3
"""A paper of fewer headings needs no contents."""


@dataclass(slots=True)
class ContentsPiece:
    """One heading in the contents. ``pages`` is filled once all pieces have their places."""

    lines: list[Line]
    style: TextStyle
    indent: float
    width: float
    key: str
    told: str
    pages: Mapping[str, int]
    node: Node
    before: float = 0.0
    after: float = 0.0
    keeps_next: bool = False

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float, page: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        style = self.style
        number = str(self.pages[self.key])
        numbered = style.typeface.width(number) * style.size
        right = x + self.width
        last_top = top - (len(self.lines) - 1) * style.leading
        sheet.begin(self.node)
        for row, line in enumerate(self.lines):
            draw_line(sheet, line, style, x + self.indent, top - row * style.leading, self.width)
        draw_line(sheet, Line(f"{number}", numbered, False), style, right - numbered, last_top, numbered)
        sheet.end()
        start, end = x + self.indent + self.lines[-1].width + style.size * 0.5, right - numbered - style.size * 0.5
        if end > start:
            level = last_top - style.leading * 0.72
            sheet.dotted(start, level, end, level, colour=style.colour)
        sheet.link(self.node, (x + self.indent, top - self.height, right, top), self.key, self.told)


def contents(story: Story, style: Stylesheet, width: float, tree: Node, pages: Mapping[str, int]) -> Flow:
    """The headings of the first levels under their own title; ``pages``: bookmark → page, filled before anything is drawn."""
    words = Words(story.language)
    title = text_piece(words.say("paper.contents"), style.contents_title, width, node=tree.add(PARAGRAPH))
    flow: Flow = [title]
    under = tree.add(CONTENTS)
    for heading in story.headings:
        if heading.level > _DEEPEST:
            continue
        indent = (heading.level - 1) * _INDENT * style.detail.size
        lines = set_lines(heading.text, style.detail, width - indent - _NUMBER_ROOM * style.detail.size)
        node = under.add(CONTENTS_ITEM).add(PARAGRAPH).add(LINK, alt=heading.text)
        told = words.say("paper.leads_to", heading=heading.text)
        flow.append(ContentsPiece(lines, style.detail, indent, width, heading.id, told, pages, node))
    return flow
