"""Tables set into rows of lines: the head repeats on each page, and a row taller than a page goes on over it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from auditdesk.documents.pdf.line_breaker import Line
from auditdesk.documents.pdf.pieces import FEWEST_LINES, Piece, draw_line, set_lines
from auditdesk.documents.pdf.sheet import Sheet
from auditdesk.documents.pdf.style import TableStyle, TextStyle
from auditdesk.documents.story import Align, Table

FEWEST_ROWS: Final = 3
"""Rows of a longer table that stay together on its last page."""

TALLEST_KEPT: Final = 36
"""Lines of a first row that are kept with the heading above; a taller one may begin under it and go on over the page."""

Row = tuple[list[Line], ...]


@dataclass(slots=True)
class TablePiece:
    """The rows of a table on one page, under its head."""

    style: TableStyle
    widths: tuple[float, ...]
    alignments: tuple[Align, ...]
    head: Row
    rows: list[Row]
    before: float = 0.0
    after: float = 0.0
    keeps_next: bool = False

    def _row_height(self, row: Row, style: TextStyle) -> float:
        return max(len(lines) for lines in row) * style.leading + 2 * self.style.padding

    @property
    def _head_height(self) -> float:
        return self._row_height(self.head, self.style.head)

    @property
    def height(self) -> float:
        return self._head_height + sum(self._row_height(row, self.style.cell) for row in self.rows)

    @property
    def least(self) -> float:
        if not self.rows:
            return self._head_height
        # A row goes over the page only where it is taller than one; so its heading must not stay behind without it.
        lines = min(max(len(cell) for cell in self.rows[0]), TALLEST_KEPT)
        return self._head_height + lines * self.style.cell.leading + 2 * self.style.padding

    def split(self, room: float, page: float) -> tuple[Piece, Piece] | None:
        free = room - self._head_height
        fitting = 0
        for row in self.rows:
            height = self._row_height(row, self.style.cell)
            if height > free:
                break
            free -= height
            fitting += 1
        if len(self.rows) > 2 * FEWEST_ROWS:
            fitting = min(fitting, len(self.rows) - FEWEST_ROWS)
        first, rest = self.rows[:fitting], self.rows[fitting:]
        if rest and self._row_height(rest[0], self.style.cell) > page - self._head_height:
            lines = int((free - 2 * self.style.padding) / self.style.cell.leading + 1e-6)
            if lines >= FEWEST_LINES:
                first = [*first, tuple(cell[:lines] for cell in rest[0])]
                rest = [tuple(cell[lines:] for cell in rest[0]), *rest[1:]]
        if not first or not rest:
            return None
        return replace(self, rows=first, after=0.0), replace(self, rows=rest, before=0.0)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        edges = [x]
        for width in self.widths:
            edges.append(edges[-1] + width)
        head_height = self._head_height
        if self.style.head_fill:
            sheet.box(x, top - head_height, edges[-1] - x, head_height, fill=self.style.head_fill)
        levels = [top]
        self._draw_row(sheet, self.head, self.style.head, edges, top)
        levels.append(top - head_height)
        for row in self.rows:
            self._draw_row(sheet, row, self.style.cell, edges, levels[-1])
            levels.append(levels[-1] - self._row_height(row, self.style.cell))
        for level in levels:
            sheet.line(x, level, edges[-1], level, width=self.style.rule, colour=self.style.rule_colour)
        for edge in edges:
            sheet.line(edge, top, edge, levels[-1], width=self.style.rule, colour=self.style.rule_colour)

    def _draw_row(self, sheet: Sheet, row: Row, style: TextStyle, edges: list[float], top: float) -> None:
        padding = self.style.padding
        for lines, x, width, align in zip(row, edges, self.widths, self.alignments, strict=False):
            aligned = replace(style, align=align)
            for number, line in enumerate(lines):
                draw_line(sheet, line, aligned, x + padding, top - padding - number * style.leading, width - 2 * padding)


def table_piece(table: Table, style: TableStyle, width: float) -> TablePiece:
    """``table`` set in ``width`` points, without its caption."""
    share = width / sum(table.widths)
    widths = tuple(share * part for part in table.widths)

    def row(cells: tuple[str, ...], text: TextStyle) -> Row:
        return tuple(set_lines(cell, text, room - 2 * style.padding) for cell, room in zip(cells, widths, strict=True))

    return TablePiece(
        style=style,
        widths=widths,
        alignments=table.alignments,
        head=row(table.head, style.head),
        rows=[row(cells, style.cell) for cells in table.rows],
        before=style.before,
        after=style.after,
    )
