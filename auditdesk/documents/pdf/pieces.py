"""Blocks set into lines: pieces that know their height, can be split between pages and draw themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Protocol

from auditdesk.documents.pdf.line_breaker import Line, break_lines
from auditdesk.documents.pdf.sheet import Sheet
from auditdesk.documents.pdf.style import TextStyle
from auditdesk.documents.pdf.tags import Node
from auditdesk.documents.pdf.typeface import Typeface
from auditdesk.documents.plain_text import printable
from auditdesk.documents.story import Align

ASCENT: Final = 0.88
"""How far an ideograph stands above its baseline, as a share of its size."""
WIDEST_SPREAD: Final = 0.09
"""How far characters are moved apart to fill a line, as a share of the size; more would look and copy like blanks."""
LONGEST_LABEL: Final = 6
"""Ideographs in a label behind which lines hang; a longer one runs in with its text."""
FEWEST_LINES: Final = 2
"""Lines of a paragraph that stay together at a page's foot or head."""


class Piece(Protocol):
    """Something set that takes ``height`` points of a page; ``before`` vanishes at a page's head."""

    before: float
    after: float
    keeps_next: bool

    @property
    def height(self) -> float: ...

    @property
    def least(self) -> float:
        """The height of the smallest first part that may stand at a page's foot."""
        ...

    def split(self, room: float, page: float) -> tuple[Piece, Piece] | None:
        """A first part of at most ``room`` points and the rest; None when nothing of it may stand there.

        ``page`` is the height of a whole page: what is taller than that must be split anyhow.
        """
        ...

    def draw(self, sheet: Sheet, x: float, top: float) -> None: ...


def set_lines(text: str, style: TextStyle, room: float, first_room: float | None = None) -> list[Line]:
    """Lines of ``text`` in that style. Raises BadInput ``glyph.missing``."""
    return list(_set_lines(printable(text), style.typeface, style.size, room, first_room))


@lru_cache(maxsize=2_000)
def _set_lines(text: str, typeface: Typeface, size: float, room: float, first_room: float | None) -> tuple[Line, ...]:
    """Remembered, because the letters of a batch share most of their sentences."""
    advance = typeface.advance
    return tuple(break_lines(text, lambda character: advance(character) * size, room, first_room))


def draw_line(sheet: Sheet, line: Line, style: TextStyle, x: float, top: float, room: float) -> None:
    """One line in ``room`` points from ``x``, aligned or spread as the style says."""
    free = room - line.width
    spread = 0.0
    if style.align is Align.CENTRE:
        x += free / 2
    elif style.align is Align.END:
        x += free
    elif style.justified and line.goes_on and len(line.text) > 1:
        spread = free / (len(line.text) - 1)
        if spread > WIDEST_SPREAD * style.size:
            spread = 0.0
    baseline = top - (style.leading - style.size) / 2 - ASCENT * style.size
    text = f"{line.text} " if line.spaced else line.text
    sheet.text(x, baseline, text, style.typeface, style.size, colour=style.colour, spread=spread)


@dataclass(slots=True)
class TextPiece:
    """Lines of one style. ``label`` stands before the first of them, in the room that the lines leave free (``hang``)."""

    lines: list[Line]
    style: TextStyle
    room: float
    indent: float = 0.0
    hang: float = 0.0
    label: str = ""
    bookmark: tuple[int, str, str] | None = None
    before: float = 0.0
    after: float = 0.0
    keeps_next: bool = False
    node: Node | None = None
    label_node: Node | None = None

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    @property
    def least(self) -> float:
        return min(len(self.lines), FEWEST_LINES) * self.style.leading

    def split(self, room: float, page: float) -> tuple[Piece, Piece] | None:
        fitting = int(room / self.style.leading + 1e-6)
        fitting = min(fitting, len(self.lines) - FEWEST_LINES)
        if fitting < FEWEST_LINES:
            return None
        first = replace(self, lines=self.lines[:fitting], after=0.0, keeps_next=False)
        rest = replace(self, lines=self.lines[fitting:], label="", bookmark=None, before=0.0)
        return first, rest

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        if self.bookmark is not None:
            level, text, key = self.bookmark
            sheet.bookmark(level, text, key, top + self.style.leading / 3)
        x += self.indent
        if self.label and self.label_node is not None:
            sheet.begin(self.label_node)
            draw_line(sheet, Line(self.label, 0.0, False), _flush(self.style), x, top, self.hang)
            sheet.end()
        if not self.label and not any(line.text for line in self.lines):
            return
        sheet.begin(self.node)
        if self.label and self.label_node is None:
            draw_line(sheet, Line(self.label, 0.0, False), _flush(self.style), x, top, self.hang)
        for number, line in enumerate(self.lines):
            draw_line(sheet, line, self.style, x + self.hang, top - number * self.style.leading, self.room)
        sheet.end()


def _flush(style: TextStyle) -> TextStyle:
    return TextStyle(style.typeface, style.size, style.leading, colour=style.colour)


def text_piece(
    text: str,
    style: TextStyle,
    width: float,
    *,
    label: str = "",
    indent: float = 0.0,
    bookmark: tuple[int, str, str] | None = None,
    node: Node | None = None,
    label_node: Node | None = None,
) -> TextPiece:
    """``text`` set in ``width`` points; behind a ``label`` its lines hang at the label's end, unless the label is long.

    ``node`` is what the lines are in the structure of the paper, ``label_node`` what the label is where it is one of its own.
    """
    label = printable(label)
    indent += style.indent
    hang = style.typeface.width(label) * style.size
    if hang > LONGEST_LABEL * style.size:
        text, label, hang = label + text, "", 0.0
    room = width - indent - hang
    return TextPiece(
        lines=set_lines(text, style, room),
        style=style,
        room=room,
        indent=indent,
        hang=hang,
        label=label,
        bookmark=bookmark,
        node=node,
        label_node=label_node,
        before=style.before,
        after=style.after,
        keeps_next=style.keeps_next,
    )


@dataclass(slots=True)
class GapPiece:
    """Blank room; it vanishes at a page's head."""

    height: float
    before: float = 0.0
    after: float = 0.0
    keeps_next: bool = False

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float, page: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        return None
