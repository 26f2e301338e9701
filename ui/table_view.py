"""The view over a row table: rows painted whole, a header that the keyboard reaches, and the current row kept by its identity."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ui.parts.painting import draw_focus_ring, draw_icon, draw_row_ground, draw_text, text_width
from ui.tables import RowTable, folded
from ui.theme import hub, theme
from ui.words import number, tr

Order = Qt.SortOrder
Key = Qt.Key

PADDING = 8
"""Pixels at 100 % between a cell's edge and what stands in it."""


class RowDelegate(QStyledItemDelegate):
    """Paints a cell: ground, accent bar on the current row, hairline below, then the column's own drawing or its text."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        model = index.model()
        if not isinstance(model, RowTable):
            return super().sizeHint(option, index)
        metrics = QFontMetrics(theme().font("table"))
        width = metrics.horizontalAdvance(model.columns[index.column()].text(model.row_at(index.row()))) + 2 * theme().px(PADDING)
        return QSize(width, theme().row_height())

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A tool tip where the column has one, or where its text does not fit."""
        model = index.model()
        if isinstance(model, RowTable) and model.columns[index.column()].tip is None:
            column = model.columns[index.column()]
            text = column.text(model.row_at(index.row()))
            fits = text_width(theme().font("table", column.weight), text) + 2 * theme().px(PADDING) <= option.rect.width()
            QToolTip.showText(event.globalPos(), "" if fits else text, view)
            return not fits
        return super().helpEvent(event, view, option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        model = index.model()
        if not isinstance(model, RowTable):
            return
        view = self.parent()
        assert isinstance(view, RowView)
        row, column = model.row_at(index.row()), model.columns[index.column()]
        current = index.row() == view.currentIndex().row()
        rect = QRect(option.rect)
        painter.fillRect(rect, theme().q("surface.base"))
        bar = index.column() == view.first_shown
        draw_row_ground(painter, rect, selected=current, hovered=index.row() == view.hovered_row, bar=bar)
        inner = rect.adjusted(theme().px(PADDING), 0, -theme().px(PADDING), -1)
        painter.save()
        painter.setClipRect(rect)
        if column.paint is not None:
            column.paint(painter, inner, row, current)
        else:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            draw_text(painter, inner, column.text(row), column.colour, theme().font("table", column.weight), side)
        painter.restore()


class RowHeader(QHeaderView):
    """Column titles as one tab stop: ← → move, Enter or Space orders by the column, as a click does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._list = parent
        self._at = 0
        self.setAccessibleName(tr("Column titles"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(False)
        self.setMinimumSectionSize(24)
        self.sectionClicked.connect(self._order_by)

    def sizeHint(self) -> QSize:
        return QSize(self.length(), theme().row_height("header"))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        if not isinstance(model, RowTable) or not rect.isValid():
            return
        t = theme()
        column, font = model.columns[section], t.font("caption", 500)
        painter.save()
        painter.fillRect(rect, t.q("surface.header"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), t.q("border.default"))
        inner = rect.adjusted(t.px(PADDING), 0, -t.px(PADDING), -1)
        ordered = model.sorted_by
        arrow = t.px(12) if ordered is not None and ordered[0] == section else 0
        if arrow and ordered is not None:
            name = "chev-down" if ordered[1] == Order.DescendingOrder else "chev-up"
            # beside a right-aligned title the mark stands in the padding, so that title and figures end on one line
            end = inner.left() + min(text_width(font, column.title), inner.width() - arrow) + t.px(2)
            left = rect.right() - t.px(PADDING) + 1 if column.right else end
            painter.drawPixmap(left, rect.center().y() - arrow // 2, t.pix(name, "text.secondary", arrow))
        room = inner if column.right or not arrow else inner.adjusted(0, 0, -arrow - t.px(2), 0)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        draw_text(painter, room, column.title, "text.secondary", font, side)
        if self.hasFocus() and section == self._at:
            draw_focus_ring(painter, rect.adjusted(0, 0, 0, -1), 0)
        painter.restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Key.Key_Left: -1, Key.Key_Right: 1}.get(Key(event.key()), 0)
        visible = [self.logicalIndex(at) for at in range(self.count()) if not self.isSectionHidden(self.logicalIndex(at))]
        if step and visible:
            at = visible.index(self._at) if self._at in visible else 0
            self._move_to(visible[max(0, min(len(visible) - 1, at + step))])
        elif event.key() in (Key.Key_Home, Key.Key_End) and visible:
            self._move_to(visible[0 if event.key() == Key.Key_Home else -1])
        elif event.key() in (Key.Key_Return, Key.Key_Enter, Key.Key_Space):
            self._order_by(self._at)
        elif event.key() == Key.Key_Down:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._move_to(self._at)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _move_to(self, section: int) -> None:
        self._at = section
        model = self.model()
        if isinstance(model, RowTable):
            self.setAccessibleDescription(model.columns[section].title)
        self.viewport().update()

    def _order_by(self, section: int) -> None:
        model = self.model()
        if not isinstance(model, RowTable):
            return
        falling = model.sorted_by == (section, Order.AscendingOrder)
        self._at = section
        model.sort(section, Order.DescendingOrder if falling else Order.AscendingOrder)
        self.viewport().update()


class RowView(QTableView):
    """A list of rows. ``row_changed`` tells the current row (None when there is none), ``opened`` the row entered.

    Keys whose text is in ``left_alone`` go on to the place, where they are commands.
    """

    row_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, model: RowTable, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self.first_shown = 0
        """The column at the left edge, which bears the bar of the current row."""
        self.left_alone: tuple[str, ...] = ("/", "?", "／", "？")
        self._kept: Hashable | None = None
        self._kept_at = 0
        self._typed = ""
        self._typing = QElapsedTimer()
        self.setAccessibleName(accessible_name)
        self.setHorizontalHeader(RowHeader(self))
        self.setItemDelegate(RowDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerWidget(QWidget())
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelAboutToBeReset.connect(self._keep_row)
        self.setModel(model)
        model.shown_changed.connect(self._tell_whether_whole)
        model.modelReset.connect(self._find_row)
        for section, column in enumerate(model.columns):
            self.setColumnHidden(section, column.optional)
        self.doubleClicked.connect(lambda _index: self.opened.emit(self.current_row()))
        hub.theme_changed.connect(self.retheme)
        self.retheme()

    def table(self) -> RowTable:
        model = self.model()
        assert isinstance(model, RowTable)
        return model

    def current_row(self) -> Any:
        return self.table().row_at(self.currentIndex().row())

    def choose(self, identity: Hashable) -> bool:
        """Make the row of that identity current; False when it is not shown."""
        position = self.table().position_of(identity)
        if position is None:
            return False
        self._go(position)
        return True

    def _find_first_shown(self) -> int:
        header = self.horizontalHeader()
        return next(
            (header.logicalIndex(at) for at in range(header.count()) if not header.isSectionHidden(header.logicalIndex(at))), 0
        )

    def retheme(self) -> None:
        """Take sizes and colours from the theme again."""
        t = theme()
        self.verticalHeader().setDefaultSectionSize(t.row_height())
        self.verticalHeader().setMinimumSectionSize(t.px(24))
        header = self.horizontalHeader()
        header.setFixedHeight(t.row_height("header"))
        for section, column in enumerate(self.table().columns):
            titled = text_width(t.font("caption", 500), column.title) + 2 * t.px(PADDING)
            self.setColumnWidth(section, max(t.px(column.width), titled))
        self._stretch()
        self.viewport().update()

    def _stretch(self) -> None:
        """Give the room left over to the stretching column; where there is none it keeps its width and the list scrolls sideways."""
        t, header = theme(), self.horizontalHeader()
        for section, column in enumerate(self.table().columns):
            if column.stretch:
                others = sum(header.sectionSize(at) for at in range(header.count()) if at != section)
                fits = self.viewport().width() - others >= t.px(column.width)
                mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
                if header.sectionResizeMode(section) != mode:
                    header.setSectionResizeMode(section, mode)
                    if not fits:
                        header.resizeSection(section, t.px(column.width))

    def setColumnHidden(self, column: int, hide: bool) -> None:
        super().setColumnHidden(column, hide)
        self._stretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    # current row

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.row() != previous.row() or current.isValid() != previous.isValid():
            self.row_changed.emit(self.table().row_at(current.row()) if current.isValid() else None)

    def _keep_row(self) -> None:
        position = self.currentIndex().row()
        kept = self.table().identity_at(position)
        if kept is not None:
            self._kept, self._kept_at = kept, position

    def _find_row(self) -> None:
        self.hovered_row = -1
        rows = self.table().rowCount()
        position = self.table().position_of(self._kept) if self._kept is not None else None
        if rows:
            self._go(min(self._kept_at, rows - 1) if position is None else position)
        else:
            self.row_changed.emit(None)

    def _go(self, position: int) -> None:
        section = max(self.currentIndex().column(), self.horizontalHeader().logicalIndexAt(0), 0)
        index = self.table().index(position, section)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    # keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, rows = event.key(), self.table().rowCount()
        if event.text() in self.left_alone:
            event.ignore()
        elif key in (Key.Key_Return, Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self.currentIndex().isValid():
                event.ignore()
            else:
                self.opened.emit(self.current_row())
        elif key in (Key.Key_Home, Key.Key_End) and rows and not event.modifiers():
            self._go(0 if key == Key.Key_Home else rows - 1)
        elif key in (Key.Key_Left, Key.Key_Right):
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (1 if key == Key.Key_Right else -1) * theme().px(48))
        elif key == Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next row whose read-aloud sentence begins with what was typed."""
        model, rows = self.table(), self.table().rowCount()
        going_on = self._typing.isValid() and self._typing.elapsed() < QApplication.keyboardInputInterval()
        self._typed = (self._typed if going_on else "") + folded(search)
        self._typing.restart() if self._typing.isValid() else self._typing.start()
        if not self._typed or not rows:
            return
        start = max(self.currentIndex().row(), 0) + (0 if going_on else 1)
        wanted = self._typed
        for step in range(rows):
            position = (start + step) % rows
            if folded(model.index(position, 0).data(Qt.ItemDataRole.AccessibleTextRole)).startswith(wanted):
                self._go(position)
                return

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.table().rowCount():
            self._go(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.first_shown = self._find_first_shown()
        super().paintEvent(event)
        current = self.currentIndex()
        if self.hasFocus() and current.isValid():
            top, height = self.rowViewportPosition(current.row()), self.rowHeight(current.row())
            width = min(self.viewport().width(), self.horizontalHeader().length())
            painter = QPainter(self.viewport())
            draw_focus_ring(painter, QRect(0, top, width, height - 1), 0)
            painter.end()
        if self.table().waiting:
            self._draw_still_looking()

    def still_looking(self) -> str:
        """What is said while the filter has not yet looked at every row; empty once it has."""
        table = self.table()
        return tr("Still looking: {count} so far", count=number(table.rowCount())) if table.waiting else ""

    def _tell_whether_whole(self) -> None:
        self.setAccessibleDescription(self.still_looking())
        self.viewport().update()

    def _draw_still_looking(self) -> None:
        """A bar over the foot of the list, which moves nothing when it goes."""
        t, painter = theme(), QPainter(self.viewport())
        bar = self.viewport().rect()
        bar.setTop(bar.bottom() - t.row_height("header"))
        painter.fillRect(bar, t.q("surface.header"))
        painter.fillRect(bar.left(), bar.top(), bar.width(), 1, t.q("border.default"))
        draw_icon(painter, bar.left() + t.px(PADDING), bar.center().y(), "search", "text.secondary", 14)
        words = bar.adjusted(t.px(PADDING + 20), 1, -t.px(PADDING), 0)
        draw_text(painter, words, self.still_looking(), "text.secondary", t.font("caption", 500))
        painter.end()
