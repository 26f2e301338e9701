"""Charts drawn on a page. Bars are filled and outlined in one dark ink, so that they are told apart on a grey printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from auditdesk.documents.charts import SIZE, Drawing, draw_bars
from auditdesk.documents.pdf.line_breaker import break_lines
from auditdesk.documents.pdf.pieces import Piece
from auditdesk.documents.pdf.sheet import Sheet
from auditdesk.documents.pdf.style import ACCENT, Stylesheet
from auditdesk.documents.pdf.tags import Node
from auditdesk.documents.plain_text import printable
from auditdesk.documents.story import BarChart

_AFTER: Final = 10.0


@dataclass(slots=True)
class ChartPiece:
    """A chart; it is never split."""

    drawing: Drawing
    style: Stylesheet
    node: Node
    before: float = 2.0
    after: float = _AFTER
    keeps_next: bool = False

    @property
    def height(self) -> float:
        return self.drawing.height

    @property
    def least(self) -> float:
        return self.drawing.height

    def split(self, room: float, page: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        drawing = self.drawing
        self.node.box = (x, top - drawing.height, x + drawing.width, top)
        plain, strong = self.style.table.cell, self.style.table.head
        sheet.begin(self.node)
        for strip in drawing.strips:
            sheet.box(x + strip.x, top - strip.y - strip.height, strip.width, strip.height, fill=ACCENT)
        axis, upper, lower = drawing.axis
        sheet.line(x + axis, top - upper, x + axis, top - lower, width=0.8, colour=plain.colour)
        for words in drawing.words:
            style = strong if words.strong else plain
            sheet.text(x + words.x, top - words.y, words.text, style.typeface, SIZE, colour=style.colour)
        sheet.end()


def chart_piece(chart: BarChart, style: Stylesheet, width: float, node: Node) -> ChartPiece:
    """The chart ``width`` points wide. Raises BadInput ``glyph.missing``."""
    advance = style.table.cell.typeface.advance

    def lines_of(text: str, room: float) -> list[str]:
        return [line.text for line in break_lines(printable(text), lambda sign: advance(sign) * SIZE, room)]

    return ChartPiece(draw_bars(chart, width, lines_of), style, node)
