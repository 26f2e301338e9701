"""The left list of the conflicts: each object with the fields that clash, decided ones with a tick below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui.parts.painting import draw_focus_ring, draw_icon, draw_row_ground, draw_text, text_width
from ui.places.clashes_cases import Case
from ui.theme import hub, theme
from ui.words import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW = 56
_ANY = 16_777_215
"""Qt's own largest size of a widget."""


def sentence(case: Case) -> str:
    """A row read aloud."""
    told = case.told_choice() if case.settled else case.fields()
    named = tr(", ").join(part for part in (case.name, case.number, case.about.firm) if part)
    return tr("{name}, {audit}, {fields}", name=named, audit=case.first.visit, fields=told)


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.cases: tuple[Case, ...] = ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.cases)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return sentence(self.cases[index.row()])
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, theme().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, CaseList)
        look, rect, case = theme(), QRect(option.rect), view.cases[index.row()]
        current = index.row() == view.currentIndex().row()
        painter.save()
        draw_row_ground(painter, rect, selected=current)
        left, right = rect.left() + look.px(12), rect.right() - look.px(12)
        upper = QRect(left + look.px(23), rect.top() + look.px(8), right - left - look.px(23), look.px(21))
        lower = QRect(upper.left(), upper.bottom() + 1, upper.width(), look.px(18))
        icon, ink = ("check", "judge.conform.mark") if case.settled else ("merge", "severity.medium.mark")
        draw_icon(painter, left, upper.center().y() + 1, icon, ink, 15)
        draw_text(
            painter,
            upper,
            case.name,
            "text.secondary" if case.settled else "text.primary",
            look.font("table", 400 if case.settled else 500),
        )
        font = look.font("caption")
        told = case.told_choice() if case.settled else case.fields()
        several = len({each.about.firm for each in view.cases}) > 1 or view.folded
        told_of = (case.number, case.about.firm if several else "") if case.number else (case.about.firm or case.first.visit,)
        named = "  ".join(part for part in told_of if part)
        wide = min(text_width(font, told) + 2, lower.width() * 3 // 5)
        draw_text(painter, lower.adjusted(0, 0, -wide - look.px(8), 0), named, "text.muted", font)
        draw_text(
            painter,
            QRect(lower.right() - wide, lower.top(), wide, lower.height()),
            told,
            "text.secondary",
            font,
            Qt.AlignmentFlag.AlignRight,
        )
        if current and view.hasFocus():
            draw_focus_ring(painter, rect.adjusted(0, 0, 0, -1), 0)
        painter.restore()


class CaseList(QListView):
    """``moved`` tells that another case is current; ``digit`` a side, ``whole`` a side for every field, ``stepped`` Tab in the fields."""

    moved = Signal()
    digit = Signal(int)
    whole = Signal(int)
    entered = Signal()
    again = Signal()
    paged = Signal(int)
    """A page of what stands beside it, on (1) or back (-1)."""

    def __init__(self) -> None:
        super().__init__()
        self._model = _Model(self)
        self.step_field: Callable[[int], bool] = lambda _by: False
        """Tab goes to the next field while there is one; False lets the focus go on."""
        self.folded = False
        self.setAccessibleName(tr("Conflicts"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setModel(self._model)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.moved.emit())
        hub.theme_changed.connect(self.viewport().update)

    @property
    def cases(self) -> tuple[Case, ...]:
        return self._model.cases

    def current(self) -> Case | None:
        """The case that is decided now; None when there is none."""
        at = self.currentIndex().row()
        return self.cases[at] if 0 <= at < len(self.cases) else None

    def show_cases(self, cases: Sequence[Case], key: str = "") -> None:
        """Other cases; the one of that key, else the first open one, is current."""
        wanted = next((at for at, case in enumerate(cases) if case.key == key), None)
        if wanted is None:
            wanted = next((at for at, case in enumerate(cases) if not case.settled), 0)
        blocked = self.selectionModel().blockSignals(True)
        self._model.beginResetModel()
        self._model.cases = tuple(cases)
        self._model.endResetModel()
        self.selectionModel().blockSignals(blocked)
        self.go(wanted)
        self.moved.emit()

    def go(self, at: int) -> None:
        """Make another row current."""
        if 0 <= at < len(self.cases):
            self.setCurrentIndex(self._model.index(at))
            self.scrollTo(self.currentIndex())

    def fold(self, folded: bool) -> None:
        """Show only the line of the current case; the keys stay what they are."""
        self.folded = folded
        bars = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if folded else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bars)
        line = theme().px(_ROW)
        self.setMinimumHeight(line)
        self.setMaximumHeight(line if folded else _ANY)
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.folded:
            event.ignore()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        key = event.key()
        if plain and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.digit.emit(key - Qt.Key.Key_0)
        elif shifted and key in (Qt.Key.Key_1, Qt.Key.Key_Exclam):
            self.whole.emit(1)
        elif shifted and key in (Qt.Key.Key_2, Qt.Key.Key_At):
            self.whole.emit(2)
        elif key == Qt.Key.Key_Space and (plain or shifted):
            self.paged.emit(-1 if shifted else 1)
        elif plain and key == Qt.Key.Key_R:
            self.again.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit() if plain else event.ignore()
        elif key == Qt.Key.Key_Escape or (plain and key == Qt.Key.Key_B) or event.text() in ("/", "?", "？"):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()), 0)
            if by and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.step_field(by):
                return True
        return super().event(event)
