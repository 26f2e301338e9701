"""What was and what is, side by side: a list whose old values are struck through and whose new ones are underlined."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
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
    left: str = ""
    """Why it is left out; empty = it is not."""

    @property
    def sentence(self) -> str:
        """The line as it is read aloud."""
        if self.left:
            return f"{self.code} {self.name}, {self.left}, {self.field}"
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
    "older": ("status.draft.text", "status.draft.bg"),
    "missing": ("status.draft.text", "status.draft.bg"),
    "stayed": ("status.draft.text", "status.draft.bg"),
}


def _draw_group(painter: QPainter, rect: QRect, line: DiffLine, _current: bool) -> None:
    ink, ground = _TONES["missing" if line.left else line.tone]
    draw_chip(painter, rect, line.left or line.group, ink=ink, ground=ground)


def _draw_before(painter: QPainter, rect: QRect, line: DiffLine, _current: bool) -> None:
    if line.left or line.tone == "older":
        draw_text(painter, QRectF(rect), line.before, "text.secondary", theme().font("table"))
    else:
        draw_removed(painter, rect, line.before)


def _draw_after(painter: QPainter, rect: QRect, line: DiffLine, _current: bool) -> None:
    if line.left or line.tone == "older":
        draw_text(painter, QRectF(rect), line.after, "text.muted", theme().font("table"))
    else:
        draw_added(painter, rect, line.after)


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
            paint=_draw_before,
            width=188,
        ),
        Column(
            "after",
            tr("After"),
            lambda line: line.after,
            paint=_draw_after,
            width=188,
            stretch=True,
        ),
    )


class DiffTable(RowView):
    """Difference lines as a sortable list; the space bar on a line asks to leave it out, or to take it in again."""

    leave_wanted = Signal(object)

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        model = RowTable(
            diff_columns(),
            identity=lambda line: (line.rank, line.code, line.field),
            sentence=lambda line: line.sentence,
        )
        super().__init__(model, accessible_name, parent)
        model.setParent(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and self.current_row() is not None:
            self.leave_wanted.emit(self.current_row())
        else:
            super().keyPressEvent(event)

    def show_kind(self, tone: str | None) -> None:
        """Only the lines of one tone; None = every difference, without what stays as it is."""
        self.table().set_filter("", lambda line: line.tone == tone if tone else line.tone != "stayed")

    def show_lines(self, lines: tuple[DiffLine, ...]) -> None:
        self.table().set_rows(lines)
