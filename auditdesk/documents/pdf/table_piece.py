"""Tables set into rows of lines: the head repeats on each page, and a row taller than a page goes on over it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from auditdesk.documents.pdf.line_breaker import Line
from auditdesk.documents.pdf.pieces import FEWEST_LINES, Piece, draw_line, set_lines
from auditdesk.documents.pdf.sheet import Sheet
from auditdesk.documents.pdf.style import TableStyle, TextStyle
from auditdesk.documents.pdf.tags import CELL, HEAD_CELL, ROW, TABLE_BODY, TABLE_HEAD, Node
from auditdesk.documents.story import Align, Table

FEWEST_ROWS: Final = 3
"""Rows of a longer table that stay together on its last page."""

_MOST_TOGETHER: Final = 200.0
"""Points that the rows that stay together may take."""
_MOST_OF_SHORT: Final = 320.0
"""Points that they may take in a short table: up to three rows whole, two of up to six at either end."""
TALLEST_KEPT: Final = 36
"""Lines of a first row that are kept with the heading above; a taller one may begin under it and go on over the page."""


@dataclass(frozen=True, slots=True)
class Row:
    """The lines of each cell, and what each is in the structure of the paper; a head that is repeated is nothing."""

    cells: tuple[list[Line], ...]
    nodes: tuple[Node | None, ...]

    @property
    def lines(self) -> int:
        return max(map(len, self.cells))

    def cut(self, start: int, end: int | None = None) -> Row:
        return Row(tuple(cell[start:end] for cell in self.cells), self.nodes)


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
        return row.lines * style.leading + 2 * self.style.padding

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
        tallest = TALLEST_KEPT * self.style.cell.leading + 2 * self.style.padding
        first = self._row_height(self.rows[0], self.style.cell)
        return self._head_height + min(max(first, self._together), max(tallest, self._together))

    @property
    def _fewest(self) -> int:
        """How many rows stay together at either end, so that none stands alone on its page."""
        count = len(self.rows)
        return 2 if FEWEST_ROWS < count <= 2 * FEWEST_ROWS else FEWEST_ROWS

    @property
    def _together(self) -> float:
        """The height of the first rows that stay together; 0 where they are too tall for that."""
        height = sum(self._row_height(row, self.style.cell) for row in self.rows[: self._fewest])
        return height if height <= (_MOST_TOGETHER if len(self.rows) > 2 * FEWEST_ROWS else _MOST_OF_SHORT) else 0.0

    def split(self, room: float, page: float) -> tuple[Piece, Piece] | None:
        free = room - self._head_height
        fitting = 0
        for row in self.rows:
            height = self._row_height(row, self.style.cell)
            if height > free:
                break
            free -= height
            fitting += 1
        if fitting < min(self._fewest, len(self.rows)) and self._together and room < page - 1:
            return None
        if len(self.rows) > FEWEST_ROWS and (self._together or len(self.rows) > 2 * FEWEST_ROWS):
            fitting = min(fitting, len(self.rows) - self._fewest)
        first, rest = self.rows[:fitting], self.rows[fitting:]
        if rest and self._row_height(rest[0], self.style.cell) > page - self._head_height:
            lines = int((free - 2 * self.style.padding) / self.style.cell.leading + 1e-6)
            if lines >= FEWEST_LINES:
                first = [*first, rest[0].cut(0, lines)]
                rest = [rest[0].cut(lines), *rest[1:]]
        if not first or not rest:
            return None
        head = replace(self.head, nodes=(None,) * len(self.widths))
        return replace(self, rows=first, after=0.0), replace(self, head=head, rows=rest, before=0.0)

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
        sheet.begin(None)
        for level in levels:
            sheet.line(x, level, edges[-1], level, width=self.style.rule, colour=self.style.rule_colour)
        for edge in edges:
            sheet.line(edge, top, edge, levels[-1], width=self.style.rule, colour=self.style.rule_colour)
        sheet.end()

    def _draw_row(self, sheet: Sheet, row: Row, style: TextStyle, edges: list[float], top: float) -> None:
        padding = self.style.padding
        for lines, node, x, width, align in zip(row.cells, row.nodes, edges, self.widths, self.alignments, strict=False):
            if not any(line.text for line in lines):
                continue
            aligned = style if align is style.align else replace(style, align=align)
            sheet.begin(node)
            for number, line in enumerate(lines):
                draw_line(sheet, line, aligned, x + padding, top - padding - number * style.leading, width - 2 * padding)
            sheet.end()


def table_piece(table: Table, style: TableStyle, width: float, node: Node) -> TablePiece:
    """``table`` set in ``width`` points, without its caption. ``node`` is the table in the structure of the paper."""
    share = width / sum(table.widths)
    widths = tuple(share * part for part in table.widths)

    def row(cells: tuple[str, ...], text: TextStyle, under: Node, heads: str) -> Row:
        """``heads``: ``Column`` for the table's head, ``Row`` where the first cell names its row, else empty."""
        line = under.add(ROW)
        nodes = tuple(
            line.add(HEAD_CELL, scope=heads) if heads == "Column" or (heads and not number) else line.add(CELL)
            for number in range(len(cells))
        )
        return Row(
            tuple(set_lines(cell, text, room - 2 * style.padding) for cell, room in zip(cells, widths, strict=True)), nodes
        )

    named = "Row" if table.first_column_names_row else ""
    head = row(table.head, style.head, node.add(TABLE_HEAD), "Column")
    body = node.add(TABLE_BODY)
    return TablePiece(
        style=style,
        widths=widths,
        alignments=table.alignments,
        head=head,
        rows=[row(cells, style.cell, body, named) for cells in table.rows],
        before=style.before,
        after=style.after,
    )
