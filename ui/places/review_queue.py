"""The queue of the review: two lines a finding, the shape of its severity before them, the age at their end."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from auditdesk.model.review_rows import QueuePlace, QueueRow
from ui.parts.painting import draw_focus_ring, draw_icon, draw_row_ground, draw_text, text_width
from ui.places.review_queue_model import Index, QueueModel, age, locked, wording
from ui.theme import hub, theme
from ui.words import tr

Key = Qt.Key
_HEIGHT = 59


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: ReviewQueue) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, theme().px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, look, rect = self._view, theme(), QRect(option.rect)
        row = view.model_.row_at(index.row())
        current = index.row() == view.currentIndex().row()
        own = locked(row, view.login) if row is not None else ""
        painter.save()
        draw_row_ground(painter, rect, selected=current, hovered=index.row() == view.hovered)
        left, right = rect.left() + look.px(33), rect.right() - look.px(12)
        upper = QRect(left, rect.top() + look.px(8), right - left, look.px(22))
        lower = QRect(left, rect.top() + look.px(31), right - left, look.px(20))
        if row is None:
            draw_text(painter, lower, view.model_.places[index.row()].number, "text.muted", look.font("caption"))
        else:
            self._paint_upper(painter, row, upper, own, current=current)
            self._paint_lower(painter, row, lower, own)
        if current and view.hasFocus():
            draw_focus_ring(painter, rect.adjusted(0, 0, 0, -1), 0)
        painter.restore()

    def _paint_upper(self, painter: QPainter, row: QueueRow, box: QRect, own: str, *, current: bool) -> None:
        look = theme()
        icon = f"sev-{row.severity}" if row.finding_class == "finding" else "j-observe"
        ink = f"severity.{row.severity}.mark" if row.finding_class == "finding" else "judge.observe.mark"
        draw_icon(painter, box.left() - look.px(21), box.center().y() + 1, icon, ink, 12)
        told, caption = age(row.working_days), look.font("caption", 500 if row.late else 400)
        wide = text_width(caption, told)
        end = QRect(box.right() - wide, box.top(), wide + 2, box.height())
        draw_text(painter, end, told, "danger.text" if row.late else "text.muted", caption)
        room = box.adjusted(0, 0, -wide - look.px(8), 0)
        if row.repeats:
            draw_icon(painter, room.right() - look.px(12), room.center().y() + 1, "repeat", "severity.medium.text", 12)
            room.setRight(room.right() - look.px(18))
        weight = 500 if current and not own else 400
        draw_text(painter, room, wording(row), "text.muted" if own else "text.primary", look.font("table", weight))

    def _paint_lower(self, painter: QPainter, row: QueueRow, box: QRect, own: str) -> None:
        look, font = theme(), theme().font("caption")
        told, right = own or row.author_name, box.right()
        wide = min(text_width(font, told), box.width() * (7 if own else 5) // 10)
        draw_text(
            painter, QRect(right - wide, box.top(), wide + 2, box.height()), told, "danger.text" if own else "text.muted", font
        )
        right -= wide + look.px(6)
        if own:
            draw_icon(painter, right - look.px(12), box.center().y() + 1, "lock", "danger.text", 12)
            right -= look.px(18)
        if row.open_notes:
            draw_icon(painter, right - look.px(12), box.center().y() + 1, "chat", "severity.medium.text", 12)
            right -= look.px(18)
        room = QRect(box.left(), box.top(), right - box.left(), box.height())
        draw_text(painter, room, f"{row.firm_name}  {row.number}", "text.muted", font)


class ReviewQueue(QListView):
    """``row_changed`` tells the current place (None when there is none); ``opened`` that it is gone into."""

    row_changed = Signal(object)
    opened = Signal()

    def __init__(self, login: str) -> None:
        super().__init__()
        self.login, self.hovered = login, -1
        self.model_ = QueueModel(login)
        self._kept, self._kept_at = "", 0
        self.setAccessibleName(tr("Review queue"))
        self.setModel(self.model_)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.entered.connect(self._hover)
        self.model_.modelAboutToBeReset.connect(self._keep)
        self.model_.modelReset.connect(self._find)
        hub.theme_changed.connect(self.scheduleDelayedItemsLayout)

    def current(self) -> QueuePlace | None:
        at = self.currentIndex().row()
        return self.model_.places[at] if 0 <= at < len(self.model_.places) else None

    def choose(self, uid: str) -> bool:
        """Make that finding current; False when it is not in the queue as shown."""
        at = self.model_.position_of(uid)
        if at is not None:
            self.go(at)
        return at is not None

    def go(self, at: int) -> None:
        """Make the row at a place current, or the last one."""
        if self.model_.places:
            index = self.model_.index(max(0, min(at, len(self.model_.places) - 1)))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def take_away(self, uid: str) -> None:
        """The finding was decided: the one that takes its place becomes current."""
        at = self.model_.position_of(uid)
        self.model_.drop(uid)
        if at is not None and self.model_.places:
            self.go(at)
        elif not self.model_.places:
            self.row_changed.emit(None)

    def _keep(self) -> None:
        place = self.current()
        if place is not None:
            self._kept, self._kept_at = place.uid, self.currentIndex().row()

    def _find(self) -> None:
        self.hovered = -1
        at = self.model_.position_of(self._kept)
        if self.model_.places:
            self.go(self._kept_at if at is None else at)
        else:
            self.row_changed.emit(None)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        place = self.current()
        if place is not None:
            self.row_changed.emit(place)

    def _hover(self, index: QModelIndex) -> None:
        self.hovered = index.row()
        self.viewport().update()

    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        self.hovered = -1
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Key.Key_Return, Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        elif event.key() in (Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown):
            super().keyPressEvent(event)
        else:
            event.ignore()
