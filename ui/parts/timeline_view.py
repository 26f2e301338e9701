"""The list that draws lanes of a year: columns on the left, months with bars on the right, a line through today.

Only the rows in view are drawn. The mouse moves a bar; a place binds the keys that do the same.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QToolTip

from ui.parts.painting import draw_focus_ring, draw_text, text_width
from ui.parts.timeline import Bar, Lane, TimelineModel, YearScale
from ui.parts.timeline_drawing import LEAST_BAR, Columns, TimelineDelegate, TimelineHeader
from ui.tables import folded
from ui.theme import hub, theme
from ui.words import day

Index = QModelIndex | QPersistentModelIndex
Key = Qt.Key


class TimelineView(QListView):
    """Lanes of a year. ``lane_changed`` tells the current lane (None without one), ``opened`` the lane entered.

    ``dragged`` tells a lane's identity and by how many days its bar was pulled. Texts in ``left_alone`` go on to the place.
    """

    lane_changed = Signal(object)
    opened = Signal(object)
    dragged = Signal(str, int)

    def __init__(self, model: TimelineModel, titles: tuple[str, str, str], today: date, accessible_name: str) -> None:
        super().__init__()
        self.titles, self.today = titles, today
        self.left_alone: frozenset[str] = frozenset("/?／？")
        self.hovered = -1
        self.columns = Columns.fit(1000)
        self.scale = YearScale(today.year, 300, 700)
        self._kept: str | None = None
        self._grabbed: tuple[Lane, QPoint, int] | None = None
        self._typed, self._typing = "", QElapsedTimer()
        self.setAccessibleName(accessible_name)
        self.setItemDelegate(TimelineDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.header = TimelineHeader(self)
        model.modelAboutToBeReset.connect(self._keep_lane)
        self.setModel(model)
        model.modelReset.connect(self._find_lane)
        self.doubleClicked.connect(lambda _index: self._open_current())
        hub.theme_changed.connect(self.retheme)
        self.retheme()

    def timeline(self) -> TimelineModel:
        model = self.model()
        assert isinstance(model, TimelineModel)
        return model

    def current_lane(self) -> Lane | None:
        entry = self.timeline().entry_at(self.currentIndex().row())
        return entry if isinstance(entry, Lane) else None

    def set_year(self, year: int) -> None:
        """The year whose months are drawn."""
        self.scale = replace(self.scale, year=year)
        self._measure()

    def choose(self, identity: str) -> bool:
        """Make a lane current; False when it is not shown."""
        position = self.timeline().position_of(identity)
        if position is None:
            return False
        self._go(position)
        return True

    def retheme(self) -> None:
        """Take sizes from the theme again."""
        self.setViewportMargins(0, theme().row_height("header"), 0, 0)
        self.scheduleDelayedItemsLayout()
        self._measure()

    def _measure(self) -> None:
        width = self.viewport().width()
        self.columns = Columns.fit(width)
        self.scale = replace(self.scale, left=self.columns.months, width=max(width - self.columns.months, 12))
        self.header.setGeometry(0, 0, width, theme().row_height("header"))
        self.header.update()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    # the current lane

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.lane_changed.emit(self.current_lane())

    def _keep_lane(self) -> None:
        lane = self.current_lane()
        if lane is not None:
            self._kept = lane.identity

    def _find_lane(self) -> None:
        self.hovered, self._grabbed = -1, None
        if self._kept is not None and self.choose(self._kept):
            return
        first = self.timeline().next_lane(0, 1)
        if first is None:
            self.lane_changed.emit(None)
        else:
            self._go(first)

    def _go(self, position: int) -> None:
        index = self.timeline().index(position)
        if self.timeline().next_lane(0, 1) == position:
            self.scrollToTop()
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _open_current(self) -> None:
        lane = self.current_lane()
        if lane is not None:
            self.opened.emit(lane)

    # drawing

    def paint_grid(self, painter: QPainter, rect: QRect) -> None:
        """The lines between months and the line through today, within ``rect``."""
        look = theme()
        for month in range(1, 13):
            painter.fillRect(QRect(round(self.scale.month_left(month)), rect.top(), 1, rect.height()), look.q("border.subtle"))
        if self.today.year == self.scale.year:
            left = round(self.scale.at(self.today))
            painter.fillRect(QRect(left, rect.top(), look.px(2), rect.height()), look.q("accent.solid"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self.paint_grid(painter, self.viewport().rect())
        painter.end()
        super().paintEvent(event)
        current = self.currentIndex()
        if current.isValid() and (self.hasFocus() or self._grabbed is not None):
            painter = QPainter(self.viewport())
            rect = self.visualRect(current)
            rect.setWidth(self.viewport().width())
            if self.hasFocus():
                draw_focus_ring(painter, rect.adjusted(0, 0, 0, -1), 0)
            if self._grabbed is not None:
                self._paint_days(painter, rect)
            painter.end()

    def _paint_days(self, painter: QPainter, rect: QRect) -> None:
        """Beside a bar that is being pulled: the days it would then have."""
        lane = self._grabbed[0] if self._grabbed is not None else None
        bar = self.dragged_bar(lane) if lane is not None else None
        if bar is None:
            return
        look, font = theme(), theme().font("caption", 500)
        text = f"{day(bar.starts_on)} – {day(bar.ends_on)}"
        left, width = self.scale.span(bar, look.px(LEAST_BAR))
        room = text_width(font, text) + look.px(12)
        start = left - room - look.px(4) if left - room > self.scale.left else left + width + look.px(4)
        box = QRectF(start, rect.center().y() - look.px(10), room, look.px(20))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.q("surface.tooltip"))
        painter.drawRoundedRect(box, look.radius("key"), look.radius("key"))
        draw_text(painter, box, text, "text.onTooltip", font, Qt.AlignmentFlag.AlignHCenter)

    # the mouse

    def bar_rect(self, lane: Lane) -> QRect:
        """Where a lane's bar is in the viewport; empty without one."""
        position = self.timeline().position_of(lane.identity)
        if lane.bar is None or position is None:
            return QRect()
        row = self.visualRect(self.timeline().index(position))
        left, width = self.scale.span(lane.bar, theme().px(LEAST_BAR))
        return QRect(round(left), row.top(), round(width), row.height())

    def dragged_bar(self, lane: Lane) -> Bar | None:
        """A lane's bar as it is drawn: where the mouse has pulled it, else where it is."""
        if self._grabbed is None or self._grabbed[0].identity != lane.identity or lane.bar is None:
            return lane.bar
        by = timedelta(days=self._grabbed[2])
        return replace(lane.bar, starts_on=lane.bar.starts_on + by, ends_on=lane.bar.ends_on + by)

    def _lane_under(self, spot: QPoint) -> Lane | None:
        entry = self.timeline().entry_at(self.indexAt(spot).row())
        return entry if isinstance(entry, Lane) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        spot = event.position().toPoint()
        lane = self._lane_under(spot)
        if (
            event.button() == Qt.MouseButton.LeftButton
            and lane is not None
            and lane.bar is not None
            and lane.bar.movable
            and self.bar_rect(lane).contains(spot)
        ):
            self._grabbed = (lane, spot, 0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        if self._grabbed is not None:
            pulled, start, _days = self._grabbed
            self._grabbed = (pulled, start, self._days_pulled(pulled, spot.x() - start.x()))
            self.viewport().update()
            return
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(spot).row())
        lane = self._lane_under(spot)
        over = lane is not None and lane.bar is not None and lane.bar.movable and self.bar_rect(lane).contains(spot)
        self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grabbed, self._grabbed = self._grabbed, None
        self.viewport().update()
        super().mouseReleaseEvent(event)
        if grabbed is not None and grabbed[2]:
            self.dragged.emit(grabbed[0].identity, grabbed[2])

    def _days_pulled(self, lane: Lane, pixels: int) -> int:
        """Days for a pull of so many pixels; the bar stays in the year."""
        bar = lane.bar
        if bar is None or abs(pixels) < 2:
            return 0
        first, last = date(self.scale.year, 1, 1), date(self.scale.year, 12, 31)
        days = (self.scale.day_at(self.scale.at(bar.starts_on) + pixels) - bar.starts_on).days
        return max((first - bar.starts_on).days, min(days, (last - bar.ends_on).days))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            lane = self._lane_under(event.pos())
            over = lane is not None and lane.bar is not None and self.bar_rect(lane).contains(event.pos())
            QToolTip.showText(
                event.globalPos(), lane.bar.tip() if over and lane is not None and lane.bar is not None else "", self
            )
            return True
        return super().viewportEvent(event)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model, at = self.timeline(), self.currentIndex().row()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.key() == Key.Key_Escape and self._grabbed is not None:
            self._grabbed = None
            self.viewport().update()
        elif (event.text() and event.text() in self.left_alone) or event.key() in (Key.Key_Escape, Key.Key_Delete) or not plain:
            event.ignore()
        elif event.key() in (Key.Key_Return, Key.Key_Enter):
            self._open_current()
        elif event.key() in (Key.Key_Up, Key.Key_Down):
            step = 1 if event.key() == Key.Key_Down else -1
            self._step_to(model.next_lane(at + step, step))
        elif event.key() == Key.Key_Home:
            self._step_to(model.next_lane(0, 1))
        elif event.key() == Key.Key_End:
            self._step_to(model.next_lane(len(model.entries) - 1, -1))
        elif event.key() in (Key.Key_PageUp, Key.Key_PageDown):
            rows = max(1, self.viewport().height() // theme().row_height() - 1)
            down = event.key() == Key.Key_PageDown
            wanted = min(at + rows, len(model.entries) - 1) if down else max(at - rows, 0)
            nearest = model.next_lane(wanted, 1 if down else -1)
            self._step_to(model.next_lane(wanted, -1 if down else 1) if nearest is None else nearest)
        else:
            super().keyPressEvent(event)

    def _step_to(self, position: int | None) -> None:
        if position is not None:
            self._go(position)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next lane whose name begins with what was typed."""
        lanes = self.timeline().lanes
        going_on = self._typing.isValid() and self._typing.elapsed() < QApplication.keyboardInputInterval()
        self._typed = (self._typed if going_on else "") + folded(search)
        self._typing.start()
        here = self.current_lane()
        start = next((at for at, lane in enumerate(lanes) if here is not None and lane.identity == here.identity), -1)
        start += 0 if going_on else 1
        for step in range(len(lanes)):
            lane = lanes[(start + step) % len(lanes)]
            if folded(lane.name).startswith(self._typed):
                self.choose(lane.identity)
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_lane() is None:
            self._find_lane()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
