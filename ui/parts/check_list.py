"""The checklist of one section: a row each, the current one unfolded with its whole text, its reasons and the four judgements."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.parts.buttons import Button
from ui.parts.judgement import DIGITS, JudgeBar, token, word
from ui.parts.layouts import column, row
from ui.parts.painting import draw_focus_ring, draw_icon, draw_row_ground, draw_text, text_width
from ui.theme import hub, theme
from ui.words import tr

Index = QModelIndex | QPersistentModelIndex
Key = Qt.Key
_NOWHERE = QModelIndex()
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TEXT_AT = 12 + 16 + 9 + 27
"""Design pixels from the row's edge to its text: mark and number come before."""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One item as the list shows it. ``initial`` is that of the colleague who looks after it; empty = nobody or oneself."""

    key: str
    number: str
    text: str
    judgement: str | None = None
    guide: str = ""
    basis: str = ""
    flagged: bool = False
    repeated: bool = False
    evidence: int = 0
    facts_missing: bool = False
    initial: str = ""
    mine: bool = False
    repeated_in: str = ""
    """The year in which it was found too, where that was not last year."""

    @property
    def sentence(self) -> str:
        """The row read aloud."""
        parts = [f"{self.number} {self.text}", tr("judged {judgement}", judgement=word(self.judgement))]
        if self.evidence:
            parts.append(tr("evidence {count}", count=self.evidence))
        if self.repeated:
            parts.append(
                tr("deficient in {year} too", year=self.repeated_in) if self.repeated_in else tr("deficient last year too")
            )
        if self.flagged:
            parts.append(tr("marked to follow up"))
        if self.facts_missing:
            parts.append(tr("facts to be added"))
        if self.initial:
            parts.append(tr("looked after by {initial}", initial=self.initial))
        return tr(", ").join(parts)


class CheckModel(QAbstractListModel):
    """Read-only lines: the input method stays off in the view, so that 1–4 judge in Chinese mode too."""

    LineRole = int(Qt.ItemDataRole.UserRole)

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[CheckLine, ...] = ()

    def set_lines(self, lines: Sequence[CheckLine]) -> None:
        """Other lines. Where they are the same items only what has changed is drawn again."""
        new = tuple(lines)
        if [line.key for line in new] != [line.key for line in self.lines]:
            self.beginResetModel()
            self.lines = new
            self.endResetModel()
            return
        changed = [at for at, (old, now) in enumerate(zip(self.lines, new, strict=True)) if old != now]
        self.lines = new
        for at in changed:
            self.dataChanged.emit(self.index(at), self.index(at))

    def position_of(self, key: str) -> int | None:
        return next((at for at, line in enumerate(self.lines) if line.key == key), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == self.LineRole:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.sentence
        return None


class CheckDelegate(QStyledItemDelegate):
    """Paints one line; the current one taller."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, CheckList)
        if index.row() != view.currentIndex().row():
            return QSize(10, theme().row_height("checklist"))
        return QSize(10, view.unfolded_height(index.row()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, CheckList)
        look, rect, line = theme(), QRect(option.rect), view.lines.lines[index.row()]
        current = index.row() == view.currentIndex().row()
        painter.save()
        draw_row_ground(painter, rect, selected=current, hovered=index.row() == view.hovered, active=True)
        height = look.row_height("checklist")
        middle, left = rect.top() + height // 2, rect.left() + look.px(12)
        draw_icon(painter, left, middle, f"j-{token(line.judgement)}", f"judge.{token(line.judgement)}.mark", 16)
        left += look.px(16 + 9)
        number = QRect(left, rect.top(), look.px(25), height)
        draw_text(
            painter,
            number,
            line.number,
            "accent.text" if current else "text.muted",
            look.font("caption", 500 if current else 400),
        )
        left = rect.left() + look.px(_TEXT_AT)
        right = self._paint_marks(painter, line, rect, middle)
        if current:
            view.paint_unfolded(painter, rect, line)
        else:
            box = QRect(left, rect.top(), right - left, height)
            draw_text(painter, box, line.text, "text.primary", look.font("table"))
        if current and view.hasFocus():
            draw_focus_ring(painter, rect.adjusted(0, 0, 0, -1), 0)
        painter.restore()

    def _paint_marks(self, painter: QPainter, line: CheckLine, rect: QRect, middle: int) -> int:
        """The marks of a line, from the right end on; gives where the text has to end."""
        look = theme()
        font, right = look.font("caption"), rect.right() - look.px(12)
        for text, ink, icon in _marks_of(line):
            wide = text_width(font, text) if text else 0
            if text:
                draw_text(painter, QRect(right - wide, middle - look.px(10), wide + 1, look.px(20)), text, ink, font)
            draw_icon(painter, right - wide - _icon_width(text), middle, icon, ink, 12)
            right -= _mark_width(text)
        return right


def _marks_of(line: CheckLine) -> tuple[tuple[str, str, str], ...]:
    """Text, colour and icon of what is told at the right end: evidence, flag, last year, facts to be added, colleague."""
    told = (
        (bool(line.evidence), str(line.evidence), "text.muted", "clip"),
        (line.flagged, "", "judge.observe.mark", "flag-on"),
        (line.repeated, line.repeated_in or tr("Last year"), "severity.high.text", "repeat"),
        (line.facts_missing, tr("No facts"), "severity.medium.text", "edit"),
        (bool(line.initial), line.initial, "text.secondary", "user"),
    )
    return tuple((text, ink, icon) for shown, text, ink, icon in told if shown)


def _icon_width(text: str) -> int:
    return theme().px(15 if text else 13)


def _mark_width(text: str) -> int:
    """Pixels of one mark with the gap to the next."""
    return (text_width(theme().font("caption"), text) if text else 0) + _icon_width(text) + theme().px(8)


class CheckList(QListView):
    """The view. The list keeps the keyboard: digits judge, Enter goes to the finding, letters mark and explain.

    ``acted(key, name)`` names what was asked of an item: ``flag``, ``clear``, ``why``, ``basis``, ``peers``, ``assign``, ``open``.
    """

    judged = Signal(str, object)
    acted = Signal(str, str)
    line_changed = Signal(object)

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.lines = CheckModel()
        self.hovered = -1
        self.refused = ""
        """Why nothing can be judged now; empty = it can."""
        self._kept = ""
        self._heights: dict[tuple[str, int], int] = {}
        self._below = QWidget(self.viewport())
        self._below.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._below.hide()
        self.setAccessibleName(accessible_name)
        self.setItemDelegate(CheckDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self._bar = JudgeBar()
        self._basis = Button("", kind="link", small=True)
        self._why = Button(tr("Why in scope?"), kind="link", small=True)
        self._peers = Button("", kind="link", small=True)
        self._peers_of = ""
        for button, act in ((self._basis, "basis"), (self._why, "why"), (self._peers, "peers")):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, act=act: self._tell(act))
        self._links = row(self._basis, self._why, self._peers, None, gap=4)
        self._below.setLayout(column(self._links, self._bar, gap=4))
        self._bar.chosen.connect(self._choose)
        self.lines.modelAboutToBeReset.connect(self._keep)
        self.setModel(self.lines)
        self.lines.modelReset.connect(self._find)
        self.lines.dataChanged.connect(lambda *_: self._show_bar())
        self.doubleClicked.connect(lambda _index: self._tell("open"))
        hub.theme_changed.connect(self._retheme)

    # what is shown

    def current_line(self) -> CheckLine | None:
        position = self.currentIndex().row()
        return self.lines.lines[position] if 0 <= position < len(self.lines.lines) else None

    def choose(self, key: str) -> bool:
        """Make an item current; False when it is not shown."""
        position = self.lines.position_of(key)
        if position is None:
            return False
        self.setCurrentIndex(self.lines.index(position))
        self.scrollTo(self.currentIndex())
        return True

    def why_anchor(self) -> QWidget:
        """What an explanation of the current item points at."""
        return self._why if self._below.isVisible() else self

    def show_peers(self, key: str, told: str) -> None:
        """How many other firms had it, beside the current item."""
        self._peers_of = key
        self._peers.setText(told)
        self._peers.setAccessibleName(told)
        self._peers.updateGeometry()
        self._tell_peers()

    def _tell_peers(self) -> None:
        line = self.current_line()
        self._peers.setVisible(line is not None and line.key == self._peers_of and bool(self._peers.text()))

    def refuse(self, reason: str) -> None:
        """Nothing can be judged, and why; empty allows it again."""
        self.refused = reason
        self._show_bar()

    def _keep(self) -> None:
        line = self.current_line()
        self._kept = line.key if line is not None else self._kept

    def _find(self) -> None:
        self.hovered = -1
        self._heights.clear()
        position = self.lines.position_of(self._kept)
        if self.lines.lines:
            self.setCurrentIndex(self.lines.index(position or 0))
            self.scrollTo(self.currentIndex())
        else:
            self._below.hide()
            self.line_changed.emit(None)

    # the unfolded line

    def _text_width(self) -> int:
        return max(theme().px(80), self.viewport().width() - theme().px(_TEXT_AT + 12))

    def _beside(self, line: CheckLine) -> int:
        """Pixels that the requirement has beside the marks."""
        return max(theme().px(60), self._text_width() - sum(_mark_width(text) for text, _ink, _icon in _marks_of(line)))

    def _heights_of(self, line: CheckLine) -> tuple[int, int]:
        """Pixels of the whole requirement (beside the marks) and of what is to be tested."""
        look, wide = theme(), self._text_width()
        text = QFontMetrics(look.font("strong")).boundingRect(QRect(0, 0, self._beside(line), 9999), _WRAPPED, line.text).height()
        if not line.guide:
            return text, 0
        guide = QFontMetrics(look.font("caption")).boundingRect(QRect(0, 0, wide, 9999), _WRAPPED, line.guide).height()
        return text, guide

    def unfolded_height(self, position: int) -> int:
        line = self.lines.lines[position]
        known = (line.key, self._beside(line))
        if known not in self._heights:
            text, guide = self._heights_of(line)
            look = theme()
            self._heights[known] = look.px(10) + text + (guide + look.px(3) if guide else 0) + look.px(4 + 24 + 4 + 30 + 12)
        return self._heights[known]

    def paint_unfolded(self, painter: QPainter, rect: QRect, line: CheckLine) -> None:
        """Whole requirement and what to test."""
        look = theme()
        text, guide = self._heights_of(line)
        left = rect.left() + look.px(_TEXT_AT)
        painter.setFont(look.font("strong"))
        painter.setPen(look.q("text.primary"))
        painter.drawText(QRect(left, rect.top() + look.px(10), self._beside(line), text), _WRAPPED, line.text)
        if guide:
            painter.setFont(look.font("caption"))
            painter.setPen(look.q("text.secondary"))
            top = rect.top() + look.px(10) + text + look.px(3)
            painter.drawText(QRect(left, top, self._text_width(), guide), _WRAPPED, line.guide)

    def _show_bar(self) -> None:
        """What can be done with the current line, laid over its lower part."""
        line = self.current_line()
        if line is None:
            self._below.hide()
            return
        self._bar.show_judgement(line.judgement, self.refused)
        self._basis.setText(tr("Basis {code}", code=line.basis) if line.basis else "")
        self._basis.setAccessibleName(self._basis.text())
        self._basis.setVisible(bool(line.basis))
        self._basis.updateGeometry()
        self._why.setVisible(bool(line.basis))
        self._tell_peers()
        self._place_bar()

    def _place_bar(self) -> None:
        if self._below.layout() is None:
            return  # Qt asks while the view is being made
        rect = self.visualRect(self.currentIndex())
        if not rect.isValid():
            self._below.hide()
            return
        look = theme()
        height = look.px(24 + 4 + 30)
        top = rect.bottom() + 1 - look.px(12) - height
        self._below.setGeometry(look.px(12), top, self.viewport().width() - look.px(24), height)
        self._links.setContentsMargins(look.px(_TEXT_AT - 12 - 7), 0, 0, 0)
        self._below.show()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self.scrollTo(self.currentIndex())
        self._show_bar()
        self.line_changed.emit(self.current_line())

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_bar()

    def scrollContentsBy(self, across: int, down: int) -> None:
        super().scrollContentsBy(across, down)
        self._place_bar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._heights.clear()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self._place_bar()

    def _retheme(self) -> None:
        self._heights.clear()
        self.scheduleDelayedItemsLayout()

    # keys and mouse

    def _tell(self, act: str) -> None:
        line = self.current_line()
        if line is not None:
            self.acted.emit(line.key, act)

    def _choose(self, judgement: object) -> None:
        line = self.current_line()
        if line is not None and not self.refused:
            self.judged.emit(line.key, judgement)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        typed = unicodedata.normalize("NFKC", event.text()).lower() if plain else ""
        if typed in ("1", "2", "3", "4"):
            self._choose(DIGITS[int(typed) - 1])
        elif typed in ("0", "f", "a", "?"):
            self._tell({"0": "clear", "f": "flag", "a": "assign", "?": "why"}[typed])
        elif event.key() in (Key.Key_Return, Key.Key_Enter) and plain:
            self._tell("open")
        elif event.key() in (Key.Key_Home, Key.Key_End) and self.lines.lines:
            self.setCurrentIndex(self.lines.index(0 if event.key() == Key.Key_Home else len(self.lines.lines) - 1))
        elif event.key() in (Key.Key_Up, Key.Key_Down, Key.Key_PageUp, Key.Key_PageDown) and not event.modifiers():
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: Any) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, position: int) -> None:
        if position != self.hovered:
            self.hovered = position
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines.lines:
            self.setCurrentIndex(self.lines.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
