"""The sections of a checklist under the headings of their parts, each with how far it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui.parts.painting import draw_focus_ring, draw_icon, draw_text, text_width
from ui.theme import hub, theme
from ui.words import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PART, _SECTION = 29, 41
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One section, or the heading of a part (``total`` 0 and ``is_part``). ``initial``: who looks after it; empty = nobody."""

    code: str
    name: str
    done: int = 0
    total: int = 0
    deficient: int = 0
    initial: str = ""
    is_part: bool = False

    @property
    def sentence(self) -> str:
        """The row read aloud."""
        if self.is_part:
            return self.name
        told = tr("{code} {name}, {done} of {total} checked", code=self.code, name=self.name, done=self.done, total=self.total)
        told += tr(", {count} deficient", count=self.deficient) if self.deficient else ""
        return told + (tr(", looked after by {initial}", initial=self.initial) if self.initial else "")


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[SectionLine, ...] = ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.lines[index.row()].is_part:
            return Qt.ItemFlag.NoItemFlags
        return _FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()] if index.isValid() else None
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.code} {line.name}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.sentence
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.name
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, SectionList)
        return QSize(10, theme().px(_PART if view.model_.lines[index.row()].is_part else _SECTION))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, SectionList)
        look, rect, line = theme(), QRect(option.rect), view.model_.lines[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.is_part:
            box = rect.adjusted(look.px(12), look.px(6), -look.px(8), 0)
            draw_text(painter, box, line.name, "text.secondary", look.font("caption", 500))
            painter.restore()
            return
        current = index.row() == view.currentIndex().row()
        box = rect.adjusted(look.px(6), 0, -look.px(6), 0)
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.q("surface.selected"))
            painter.drawRoundedRect(QRectF(box), look.radius("control"), look.radius("control"))
            painter.fillRect(
                QRect(rect.left(), rect.top() + look.px(8), look.px(3), rect.height() - look.px(16)), look.q("accent.solid")
            )
            if view.hasFocus():
                draw_focus_ring(painter, box)
        elif index.row() == view.hovered:
            painter.fillRect(box, look.q("surface.hover"))
        inner = box.adjusted(look.px(6), look.px(3), -look.px(6), 0)
        upper = QRect(inner.left(), inner.top(), inner.width(), look.px(17))
        right = self._paint_progress(painter, line, upper)
        code = QRect(upper.left(), upper.top(), right - upper.left(), upper.height())
        ink = "accent.text" if current else "text.muted"
        draw_text(painter, code, line.code, ink, look.font("caption", 500 if current else 400))
        lower = QRect(inner.left(), upper.bottom() + 1, inner.width(), look.px(20))
        draw_text(painter, lower, line.name, "text.primary", look.font("table", 500 if current else 400))
        painter.restore()

    def _paint_progress(self, painter: QPainter, line: SectionLine, box: QRect) -> int:
        """Done of total (a tick when all is), deficient, who; gives where the code has to end."""
        look, font = theme(), theme().font("caption")
        middle, right = box.center().y() + 1, box.right() + 1
        if line.total and line.done == line.total:
            draw_icon(painter, right - look.px(12), middle, "check", "judge.conform.text", 12)
        else:
            told = f"{line.done}/{line.total}" if line.total else "–"
            wide = text_width(font, told)
            draw_text(painter, QRect(right - wide, box.top(), wide + 1, box.height()), told, "text.muted", font)
        right -= look.px(36)
        if line.deficient:
            wide = text_width(font, str(line.deficient))
            draw_text(
                painter,
                QRect(right - wide, box.top(), wide + 1, box.height()),
                str(line.deficient),
                "judge.deficient.text",
                font,
            )
            draw_icon(painter, right - wide - look.px(15), middle, "j-deficient", "judge.deficient.mark", 11)
            right -= wide + look.px(21)
        if line.initial:
            wide = text_width(font, line.initial)
            draw_text(painter, QRect(right - wide, box.top(), wide + 1, box.height()), line.initial, "text.secondary", font)
            right -= wide + look.px(6)
        return right


class SectionList(QListView):
    """``section_changed`` tells the code chosen; Enter or → goes on to the items (``entered``), A asks who looks after it."""

    section_changed = Signal(str)
    entered = Signal()
    assign_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model_ = _Model(self)
        self.hovered = -1
        self._telling = True
        self.setProperty("transparent", True)
        self.setAccessibleName(tr("Sections"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setModel(self.model_)
        hub.theme_changed.connect(self.scheduleDelayedItemsLayout)

    def show_sections(self, lines: Sequence[SectionLine], current: str) -> None:
        """Other lines; ``current`` is the section chosen among them."""
        new = tuple(lines)
        self._telling = False
        if [line.code for line in new] != [line.code for line in self.model_.lines]:
            self.model_.beginResetModel()
            self.model_.lines = new
            self.model_.endResetModel()
        else:
            old, self.model_.lines = self.model_.lines, new
            for at, (before, now) in enumerate(zip(old, new, strict=True)):
                if before != now:
                    self.update(self.model_.index(at))
        self.choose(current)
        self._telling = True

    def codes(self) -> tuple[str, ...]:
        return tuple(line.code for line in self.model_.lines if not line.is_part)

    def choose(self, code: str) -> None:
        at = next((at for at, line in enumerate(self.model_.lines) if not line.is_part and line.code == code), None)
        if at is not None:
            self.setCurrentIndex(self.model_.index(at))
            self.scrollTo(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid() and self._telling:
            self.section_changed.emit(self.model_.lines[current.row()].code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.entered.emit()
        elif unicodedata.normalize("NFKC", event.text()).lower() == "a" and not (
            event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        ):
            self.assign_wanted.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: Any) -> None:
        super().mouseMoveEvent(event)
        hovered = self.indexAt(event.position().toPoint()).row()
        if hovered != self.hovered:
            self.hovered = hovered
            self.viewport().update()

    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        self.hovered = -1
        self.viewport().update()
