"""What was and what is, side by side: a list whose old values are struck through and whose new ones are underlined."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from ui.parts.painting import draw_chip, draw_text, text_width
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import tr


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One value before and after; empty = nothing there. ``group`` heads it (added, changed …), ``rank`` orders the groups."""

    rank: int
    group: str
    tone: str
    code: str
    name: str
    field: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """The line as it is read aloud."""
        if self.before or self.after:
            told = tr("before {before}, now {after}", before=self.before or tr("nothing"), after=self.after or tr("nothing"))
            return f"{self.code} {self.name}, {self.group}, {self.field}, {told}"
        return f"{self.code} {self.name}, {self.group}"


def draw_removed(painter: QPainter, rect: QRect, text: str) -> None:
    """A value that no longer holds: tinted and struck through."""
    _draw_marked(painter, rect, text, "diff.delBg", "diff.delText", struck=True)


def draw_added(painter: QPainter, rect: QRect, text: str) -> None:
    """A value that now holds: tinted and underlined."""
    _draw_marked(painter, rect, text, "diff.addBg", "diff.addText", struck=False)


def _draw_marked(painter: QPainter, rect: QRect, text: str, ground: str, ink: str, *, struck: bool) -> None:
    if not text:
        return
    look = theme()
    font = look.font("table")
    font.setStrikeOut(struck)
    font.setUnderline(not struck)
    width = min(text_width(font, text) + look.px(8), rect.width())
    height = QFontMetrics(font).height()
    box = QRectF(rect.left(), rect.center().y() - height / 2 + 0.5, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.q(ground))
    painter.drawRoundedRect(box, look.px(2), look.px(2))
    draw_text(painter, QRectF(rect).adjusted(look.px(4), 0, -look.px(4), 0), text, ink, font)


_TONES = {
    "move": ("status.review.text", "status.review.bg"),
    "added": ("status.approved.text", "status.approved.bg"),
    "changed": ("status.offline.text", "status.offline.bg"),
    "missing": ("status.draft.text", "status.draft.bg"),
}


def _draw_group(painter: QPainter, rect: QRect, line: DiffLine, _current: bool) -> None:
    ink, ground = _TONES[line.tone]
    draw_chip(painter, rect, line.group, ink=ink, ground=ground)


def diff_columns() -> tuple[Column, ...]:
    """Group, code, name, field, before, after."""
    return (
        Column("group", tr("Kind"), lambda line: line.group, lambda line: line.rank, _draw_group, width=104),
        Column("code", tr("Code"), lambda line: line.code, width=72, colour="text.muted"),
        Column("name", tr("Name"), lambda line: line.name, width=148),
        Column("field", tr("Field"), lambda line: line.field, width=124, colour="text.secondary"),
        Column(
            "before",
            tr("Before"),
            lambda line: line.before,
            paint=lambda painter, rect, line, _current: draw_removed(painter, rect, line.before),
            width=188,
        ),
        Column(
            "after",
            tr("After"),
            lambda line: line.after,
            paint=lambda painter, rect, line, _current: draw_added(painter, rect, line.after),
            width=188,
            stretch=True,
        ),
    )


class DiffTable(RowView):
    """Difference lines as a sortable list."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        model = RowTable(
            diff_columns(),
            identity=lambda line: (line.rank, line.code, line.field),
            sentence=lambda line: line.sentence,
        )
        super().__init__(model, accessible_name, parent)
        model.setParent(self)

    def show_lines(self, lines: tuple[DiffLine, ...]) -> None:
        self.table().set_rows(lines)
