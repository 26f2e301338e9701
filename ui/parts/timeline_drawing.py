"""How lanes of a year and the titles above them are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.parts.painting import draw_icon, draw_row_ground, draw_text, text_width
from ui.parts.timeline import Bar, Lane, LaneGroup, Look, TimelineModel, YearScale
from ui.theme import theme
from ui.words import mark, tr

if TYPE_CHECKING:
    from ui.parts.timeline_view import TimelineView

Index = QModelIndex | QPersistentModelIndex

MONTHS = (
    mark("Jan"),
    mark("Feb"),
    mark("Mar"),
    mark("Apr"),
    mark("May"),
    mark("Jun"),
    mark("Jul"),
    mark("Aug"),
    mark("Sep"),
    mark("Oct"),
    mark("Nov"),
    mark("Dec"),
)

LEAST_BAR = 26
_NAME, _SCOPE, _PEOPLE = 138, 62, 68
"""Design pixels of the columns beside the months; the name takes what a wide window has to spare."""

# look: (ground, border, icon's ink, icon, dashed)
_LOOKS: dict[Look, tuple[str, str, str, str, bool]] = {
    "done": ("judge.conform.bg", "judge.conform.mark", "judge.conform.mark", "check", False),
    "under_way": ("accent.solid", "accent.solid", "text.onAccent", "visits", False),
    "planned": ("surface.base", "border.control", "text.secondary", "calendar", True),
    "clash": ("danger.subtle", "danger.solid", "danger.text", "warn", False),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand in a width, in pixels: left edges of name, scope, people and months; 0 = folded away."""

    name: int
    scope: int
    people: int
    months: int

    @classmethod
    def fit(cls, width: int) -> Columns:
        look = theme()
        effective = width / look.scale
        name = _NAME + (min(72, int((effective - 1100) / 6)) if effective > 1100 else 0)
        scope = name if effective >= 560 else 0
        people = name + _SCOPE if effective >= 640 else 0
        months = name + (_SCOPE if scope else 0) + (_PEOPLE if people else 0)
        return cls(look.px(14), look.px(scope), look.px(people), look.px(months))


class TimelineDelegate(QStyledItemDelegate):
    """Draws a heading or a lane whole."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        group = isinstance(index.data(TimelineModel.EntryRole), LaneGroup)
        return QSize(1, theme().row_height("header" if group else None))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, entry = cast("TimelineView", self.parent()), index.data(TimelineModel.EntryRole)
        rect = QRect(option.rect)
        rect.setWidth(view.viewport().width())
        painter.save()
        if isinstance(entry, LaneGroup):
            self._paint_group(painter, rect, entry, view)
        elif isinstance(entry, Lane):
            self._paint_lane(painter, rect, entry, view, index)
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, group: LaneGroup, view: TimelineView) -> None:
        look = theme()
        painter.fillRect(rect, look.q("surface.pane"))
        view.paint_grid(painter, rect)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.q("border.default"))
        left, font = look.px(14), look.font("caption", 500)
        width = text_width(font, group.title) + 1
        draw_text(painter, QRectF(left, rect.top(), width, rect.height()), group.title, "text.secondary", font)
        rest = QRectF(left + width + look.px(12), rect.top(), rect.width() - width - look.px(26), rect.height())
        draw_text(painter, rest, group.count, "text.secondary", font)

    def _paint_lane(self, painter: QPainter, rect: QRect, lane: Lane, view: TimelineView, index: Index) -> None:
        look, columns = theme(), view.columns
        current = index.row() == view.currentIndex().row()
        painter.fillRect(rect, look.q("surface.base"))
        draw_row_ground(painter, rect, selected=current, hovered=index.row() == view.hovered)
        view.paint_grid(painter, rect)
        area = rect.adjusted(0, 0, 0, -1)
        ends = [edge for edge in (columns.scope, columns.people, columns.months) if edge]
        font = look.font("table", 500)
        draw_text(
            painter, QRectF(columns.name, area.top(), ends[0] - columns.name - 4, area.height()), lane.name, "text.primary", font
        )
        small = look.font("caption")
        if columns.scope:
            box = QRectF(columns.scope, area.top(), look.px(_SCOPE - 14), area.height())
            draw_text(painter, box, lane.scope, "text.secondary", small, Qt.AlignmentFlag.AlignRight)
        if columns.people:
            box = QRectF(columns.people + look.px(4), area.top(), look.px(_PEOPLE - 8), area.height())
            draw_text(painter, box, lane.people, "text.secondary", small)
        bar = view.dragged_bar(lane)
        if bar is not None:
            self._paint_bar(painter, area, bar, view.scale)
        elif lane.missing:
            self._paint_missing(painter, area, lane.missing, view)
        elif lane.aside:
            room = area.adjusted(columns.months + look.px(8), 0, -look.px(8), 0)
            draw_text(painter, room, lane.aside, "text.muted", small)

    def _paint_bar(self, painter: QPainter, area: QRect, bar: Bar, scale: YearScale) -> None:
        look = theme()
        ground, border, ink, icon, dashed = _LOOKS[bar.look]
        left, width = scale.span(bar, look.px(LEAST_BAR))
        height = look.px(20)
        box = QRectF(round(left) + 0.5, area.center().y() - height // 2 + 0.5, round(width) - 1, height - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.q(border), 1, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
        painter.setBrush(look.q(ground))
        painter.drawRoundedRect(box, look.radius("key"), look.radius("key"))
        side = 14
        draw_icon(painter, round(box.center().x() - look.px(side) / 2), round(box.center().y()), icon, ink, side)
        if bar.marked:
            beyond = box.right() + look.px(4)
            if beyond + look.px(12) > scale.left + scale.width:
                beyond = box.left() - look.px(16)
            draw_icon(painter, round(beyond), round(box.center().y()), "edit", "severity.medium.mark", 12)

    def _paint_missing(self, painter: QPainter, area: QRect, words: str, view: TimelineView) -> None:
        look, font = theme(), theme().font("caption")
        width = look.px(14 + 4) + text_width(font, words) + 2
        edge = view.scale.left + view.scale.width
        now = view.scale.at(view.today)
        start = now + look.px(4)
        if start + width > edge:  # no room behind today's line: before it
            start = (now if now < edge else edge) - look.px(6) - width
        start = max(view.scale.left + look.px(4), start)
        draw_icon(painter, round(start), area.center().y(), "warn", "severity.medium.mark", 14)
        box = QRectF(start + look.px(18), area.top(), edge - start - look.px(18), area.height())
        draw_text(painter, box, words, "severity.medium.text", font)


class TimelineHeader(QWidget):
    """Titles of the columns and of the months; this month is in the colour of today's line."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        look, view = theme(), self._view
        painter = QPainter(self)
        rect = self.rect()
        painter.fillRect(rect, look.q("surface.header"))
        painter.fillRect(QRect(0, rect.bottom(), rect.width(), 1), look.q("border.default"))
        font, columns = look.font("caption", 500), view.columns
        area = rect.adjusted(0, 0, 0, -1)
        draw_text(painter, QRectF(columns.name, 0, look.px(_NAME - 14), area.height()), view.titles[0], "text.secondary", font)
        if columns.scope:
            box = QRectF(columns.scope, 0, look.px(_SCOPE - 14), area.height())
            draw_text(painter, box, view.titles[1], "text.secondary", font, Qt.AlignmentFlag.AlignRight)
        if columns.people:
            box = QRectF(columns.people + look.px(4), 0, look.px(_PEOPLE - 8), area.height())
            draw_text(painter, box, view.titles[2], "text.secondary", font)
        for month in range(1, 13):
            left, right = view.scale.month_left(month), view.scale.month_left(month + 1)
            painter.fillRect(QRect(round(left), 0, 1, area.height()), look.q("border.subtle"))
            now = (view.scale.year, month) == (view.today.year, view.today.month)
            name = tr(MONTHS[month - 1])
            shown = name if text_width(font, name) + 4 <= right - left else str(month)
            box = QRectF(left, 0, right - left, area.height())
            draw_text(painter, box, shown, "accent.text" if now else "text.secondary", font, Qt.AlignmentFlag.AlignHCenter)
        painter.end()
