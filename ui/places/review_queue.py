"""The queue of the review: two lines a finding, the shape of its severity before them, the age at their end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from auditdesk.model.review_rows import QueueRow
from ui.parts.painting import draw_focus_ring, draw_icon, draw_row_ground, draw_text, text_width
from ui.tables import folded
from ui.theme import hub, theme
from ui.words import language, plural, tr, words

Index = QModelIndex | QPersistentModelIndex
Key = Qt.Key
_NOWHERE = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_HEIGHT = 59
RISK, AGE = "risk", "age"


def wording(row: QueueRow) -> str:
    """The standard wording in the person's language."""
    return row.wording.in_language(language()) or tr("No pattern chosen yet")


def age(days: int) -> str:
    """Working days that it waits."""
    return plural(days, "{count} day", "{count} days")


def locked(row: QueueRow, login: str) -> str:
    """Why the person may not decide it, in the few words that a row has room for; empty = he may."""
    if row.locked is None:
        return ""
    if row.locked.code == "four_eyes.author":
        return tr("Written by you: not yours to review") if row.author == login else tr("Worked on by you: not yours to review")
    return words().error(row.locked)


def sentence(row: QueueRow, login: str) -> str:
    """The row read aloud."""
    parts = [
        wording(row),
        words().say(f"severity.{row.severity}"),
        f"{row.firm_name} {row.number}",
        row.author_name,
        plural(row.working_days, "waits {count} working day", "waits {count} working days"),
    ]
    if row.repeats:
        parts.append(plural(row.repeats, "found {count} time before", "found {count} times before"))
    if row.open_notes:
        parts.append(plural(row.open_notes, "{count} comment open", "{count} comments open"))
    return tr(", ").join((*parts, locked(row, login)) if row.locked else parts)


class QueueModel(QAbstractListModel):
    """Read-only rows: the input method stays off in the view, so that 2, 3 and C act in Chinese mode too."""

    RowRole = int(Qt.ItemDataRole.UserRole)

    def __init__(self, login: str) -> None:
        super().__init__()
        self._login = login
        self._all: tuple[QueueRow, ...] = ()
        self._wanted: tuple[str, ...] = ()
        self._order = RISK
        self.rows: list[QueueRow] = []

    @property
    def all(self) -> tuple[QueueRow, ...]:
        """Every row that waits, filtered or not."""
        return self._all

    @property
    def filtered(self) -> bool:
        return bool(self._wanted)

    def set_rows(self, rows: Sequence[QueueRow]) -> None:
        """Other rows, the riskiest first."""
        if tuple(rows) != self._all:
            self._all = tuple(rows)
            self._arrange()

    def set_filter(self, text: str) -> None:
        """Only rows that hold every word."""
        wanted = tuple(folded(text).split())
        if wanted != self._wanted:
            self._wanted = wanted
            self._arrange()

    def set_order(self, order: str) -> None:
        """By risk, or by how long they wait."""
        self._order = order
        self._arrange()

    def drop(self, uid: str) -> None:
        """A row that was decided goes at once; the next reading says the same."""
        self._all = tuple(row for row in self._all if row.uid != uid)
        at = self.position_of(uid)
        if at is not None:
            self.beginRemoveRows(_NOWHERE, at, at)
            del self.rows[at]
            self.endRemoveRows()

    def _arrange(self) -> None:
        self.beginResetModel()
        rows = [row for row in self._all if not self._wanted or self._fits(row)]
        if self._order == AGE:
            rows.sort(key=lambda row: (row.submitted_at, row.number))
        self.rows = rows
        self.endResetModel()

    def _fits(self, row: QueueRow) -> bool:
        text = folded(f"{row.number} {row.firm_code} {row.firm_name} {wording(row)} {row.author_name} {row.pattern}")
        return all(word in text for word in self._wanted)

    def position_of(self, uid: str) -> int | None:
        return next((at for at, row in enumerate(self.rows) if row.uid == uid), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == self.RowRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return wording(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sentence(row, self._login)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words().error(row.locked) if row.locked is not None else wording(row)
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: ReviewQueue) -> None:
        super().__init__(view)
        self._view = view

    def createEditor(self, *_: Any) -> None:  # type: ignore[override]
        return

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, theme().px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, look, rect = self._view, theme(), QRect(option.rect)
        row = view.model_.rows[index.row()]
        current = index.row() == view.currentIndex().row()
        own = locked(row, view.login)
        painter.save()
        draw_row_ground(painter, rect, selected=current, hovered=index.row() == view.hovered)
        left, right = rect.left() + look.px(33), rect.right() - look.px(12)
        upper = QRect(left, rect.top() + look.px(8), right - left, look.px(22))
        lower = QRect(left, rect.top() + look.px(31), right - left, look.px(20))
        icon = f"sev-{row.severity}" if row.finding_class == "finding" else "j-observe"
        ink = f"severity.{row.severity}.mark" if row.finding_class == "finding" else "judge.observe.mark"
        draw_icon(painter, rect.left() + look.px(12), upper.center().y() + 1, icon, ink, 12)
        told, caption = age(row.working_days), look.font("caption", 500 if row.late else 400)
        wide = text_width(caption, told)
        end = QRect(right - wide, upper.top(), wide + 2, upper.height())
        draw_text(painter, end, told, "danger.text" if row.late else "text.muted", caption)
        upper.setRight(right - wide - look.px(8))
        if row.repeats:
            draw_icon(painter, upper.right() - look.px(12), upper.center().y() + 1, "repeat", "severity.medium.text", 12)
            upper.setRight(upper.right() - look.px(18))
        draw_text(
            painter,
            upper,
            wording(row),
            "text.muted" if own else "text.primary",
            look.font("table", 500 if current and not own else 400),
        )
        self._paint_lower(painter, row, lower, own)
        if current and view.hasFocus():
            draw_focus_ring(painter, rect.adjusted(0, 0, 0, -1), 0)
        painter.restore()

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
    """``row_changed`` tells the current row (None when there is none); ``opened`` that it is gone into."""

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

    def current(self) -> QueueRow | None:
        at = self.currentIndex().row()
        return self.model_.rows[at] if 0 <= at < len(self.model_.rows) else None

    def choose(self, uid: str) -> bool:
        """Make that finding current; False when it is not in the queue as shown."""
        at = self.model_.position_of(uid)
        if at is not None:
            self.go(at)
        return at is not None

    def go(self, at: int) -> None:
        """Make the row at a place current, or the last one."""
        if self.model_.rows:
            index = self.model_.index(max(0, min(at, len(self.model_.rows) - 1)))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def take_away(self, uid: str) -> None:
        """The finding was decided: the one that takes its place becomes current."""
        at = self.model_.position_of(uid)
        self.model_.drop(uid)
        if at is not None and self.model_.rows:
            self.go(at)
        elif not self.model_.rows:
            self.row_changed.emit(None)

    def _keep(self) -> None:
        row = self.current()
        if row is not None:
            self._kept, self._kept_at = row.uid, self.currentIndex().row()

    def _find(self) -> None:
        self.hovered = -1
        at = self.model_.position_of(self._kept)
        if self.model_.rows:
            self.go(self._kept_at if at is None else at)
        else:
            self.row_changed.emit(None)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        row = self.current()
        if row is not None:
            self.row_changed.emit(row)

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
