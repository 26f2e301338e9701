"""The left side of the first page: what waits, who is out and what comes, as one list that the arrows walk through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui.parts.painting import (
    chip_width,
    draw_chip,
    draw_focus_ring,
    draw_icon,
    draw_keys,
    draw_row_ground,
    draw_text,
    keys_width,
    text_width,
)
from ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEIGHTS = {"head": 38, "task": 52, "out": 44, "coming": 36, "word": 40}
_TILES = {
    "plain": ("accent.subtle", "accent.text"),
    "soon": ("severity.medium.bg", "severity.medium.text"),
    "late": ("danger.subtle", "danger.text"),
    "blocks": ("danger.subtle", "danger.text"),
}


@dataclass(frozen=True, slots=True)
class DayRow:
    """One line. ``kind``: ``head``, ``task``, ``out``, ``coming``, or ``word`` (nothing to open). ``look``: as a task's.

    ``share`` = (done, total, deficient) of a visit under way; ``sentence`` is what is read aloud.
    """

    kind: str
    text: str
    detail: str = ""
    trail: str = ""
    icon: str = ""
    look: str = "plain"
    place: str = ""
    name: str = ""
    share: tuple[int, int, int] | None = None
    lead: str = ""

    @property
    def sentence(self) -> str:
        share = f"{self.share[0]}/{self.share[1]}" if self.share else ""
        return " ".join(part for part in (self.lead, self.text, self.detail, share, self.trail) if part)

    @property
    def opens(self) -> bool:
        return bool(self.place)


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[DayRow, ...] = ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        opens = index.isValid() and self.rows[index.row()].opens
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if opens else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.sentence
        return "\n".join(part for part in (row.text, row.detail) if part) if role == Qt.ItemDataRole.ToolTipRole else None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, DayList)
        return QSize(10, theme().px(_HEIGHTS[view.rows[index.row()].kind]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, DayList)
        rect, row = QRect(option.rect), view.rows[index.row()]
        current = index.row() == view.currentIndex().row() and row.opens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind == "head":
            _draw_head(painter, rect, row)
        else:
            draw_row_ground(painter, rect, selected=current, active=view.hasFocus())
            {"task": _draw_task, "out": _draw_out, "coming": _draw_coming, "word": _draw_word}[row.kind](
                painter, rect, row, current
            )
        if current and view.hasFocus():
            draw_focus_ring(painter, rect.adjusted(0, 0, 0, -1), 0)
        painter.restore()


def _draw_head(painter: QPainter, rect: QRect, row: DayRow) -> None:
    look = theme()
    painter.fillRect(rect, look.q("surface.pane"))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.q("border.default"))
    font, left = look.font("strong"), rect.left() + look.px(14)
    wide = text_width(font, row.text)
    draw_text(painter, QRect(left, rect.top(), wide + 2, rect.height()), row.text, "text.primary", font)
    left += wide + look.px(8)
    draw_text(
        painter, QRect(left, rect.top(), rect.right() - left - look.px(12), rect.height()), row.detail, "text.muted", look.font()
    )


def _draw_task(painter: QPainter, rect: QRect, row: DayRow, current: bool) -> None:
    look = theme()
    ground, ink = _TILES[row.look]
    tile = QRectF(rect.left() + look.px(14), rect.center().y() - look.px(14), look.px(28), look.px(28))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.q(ground))
    painter.drawRoundedRect(tile, look.radius("control"), look.radius("control"))
    draw_icon(painter, round(tile.left()) + look.px(6), round(tile.center().y()) + 1, row.icon, ink, 16)
    right = rect.right() - look.px(14)
    if current:
        keys = ("Enter",)
        right -= keys_width(keys)
        draw_keys(painter, right, rect.center().y() + 1, keys)
        right -= look.px(8)
    if row.trail and row.look in ("late", "soon"):
        icon = "clock" if row.look == "late" else "calendar"
        wide = chip_width(row.trail, icon)
        right -= wide
        box = QRect(right, rect.center().y() - look.px(11), wide, look.px(22))
        draw_chip(painter, box, row.trail, ink=ink, ground=ground, icon=icon)
    elif row.trail:
        wide = text_width(look.font("table"), row.trail)
        right -= wide
        tone = "danger.text" if row.look == "blocks" else "text.secondary"
        draw_text(painter, QRect(right, rect.top(), wide + 2, rect.height()), row.trail, tone, look.font("table"))
    left, room = round(tile.right()) + look.px(12), right - look.px(10)
    upper = QRect(left, rect.top() + look.px(5), room - left, look.px(22))
    draw_text(painter, upper, row.text, "text.primary", look.font("strong"))
    draw_text(painter, upper.translated(0, look.px(20)), row.detail, "text.secondary", look.font("table"))


def _draw_out(painter: QPainter, rect: QRect, row: DayRow, _current: bool) -> None:
    look, font = theme(), theme().font("table")
    left, right = rect.left() + look.px(14), rect.right() - look.px(14)
    done, total, deficient = row.share or (0, 0, 0)
    if row.trail:
        wide = max(text_width(look.font("caption"), row.trail), look.px(60))
        box = QRect(right - wide, rect.top(), wide + 2, rect.height())
        draw_text(painter, box, row.trail, "text.muted", look.font("caption"), Qt.AlignmentFlag.AlignRight)
        right -= wide + look.px(10)
    count = look.px(34)
    draw_icon(painter, right - count, rect.center().y() + 1, "j-deficient", "judge.deficient.mark", 14)
    draw_text(painter, QRect(right - count + look.px(18), rect.top(), count, rect.height()), str(deficient), "danger.text", font)
    right -= count + look.px(8)
    text = f"{done} / {total}"
    wide = look.px(58)
    box = QRect(right - wide, rect.top(), wide, rect.height())
    draw_text(painter, box, text, "text.primary", font, Qt.AlignmentFlag.AlignRight)
    right -= wide + look.px(8)
    track = QRectF(right - look.px(72), rect.center().y() - look.px(2), look.px(72), look.px(5))
    painter.fillRect(track, look.q("chart.grid"))
    painter.fillRect(
        QRectF(track.left(), track.top(), track.width() * done / total if total else 0, track.height()), look.q("accent.solid")
    )
    right = round(track.left()) - look.px(10)
    if row.detail:
        wide = min(text_width(look.font("caption"), row.detail), look.px(110))
        box = QRect(right - wide, rect.top(), wide + 2, rect.height())
        draw_text(painter, box, row.detail, "text.secondary", look.font("caption"), Qt.AlignmentFlag.AlignRight)
        right -= wide + look.px(8)
    draw_text(painter, QRect(left, rect.top(), right - left, rect.height()), row.text, "text.primary", look.font("table", 500))


def _draw_coming(painter: QPainter, rect: QRect, row: DayRow, _current: bool) -> None:
    look = theme()
    left = rect.left() + look.px(14)
    draw_text(painter, QRect(left, rect.top(), look.px(100), rect.height()), row.lead, "text.muted", look.font("table"))
    left += look.px(104)
    draw_text(
        painter, QRect(left, rect.top(), rect.right() - left - look.px(12), rect.height()), row.text, "text.primary", look.font()
    )


def _draw_word(painter: QPainter, rect: QRect, row: DayRow, _current: bool) -> None:
    look = theme()
    area = rect.adjusted(look.px(14), 0, -look.px(12), 0)
    draw_text(painter, area, row.text, "text.link" if row.opens else "text.muted", look.font("table"))


class DayList(QListView):
    """``opened`` tells the row that Enter or a click chose. The arrows pass over headings."""

    opened = Signal(object)

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self._model = _Model(self)
        self.setAccessibleName(accessible_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumWidth(theme().px(280))
        self.setModel(self._model)
        self.clicked.connect(lambda index: self._open(index.row()))

    @property
    def rows(self) -> tuple[DayRow, ...]:
        return self._model.rows

    def show_rows(self, rows: Sequence[DayRow]) -> None:
        """Other lines; the one that was current stays so where it is still there, else the first that opens something."""
        here = self.current()
        self._model.beginResetModel()
        self._model.rows = tuple(rows)
        self._model.endResetModel()
        same = [
            n
            for n, row in enumerate(rows)
            if row.opens and here and (row.kind, row.icon, row.name) == (here.kind, here.icon, here.name)
        ]
        first = next((number for number, row in enumerate(rows) if row.opens), None)
        wanted = same[0] if same else first
        if wanted is not None:
            self.setCurrentIndex(self._model.index(wanted))

    def current(self) -> DayRow | None:
        at = self.currentIndex().row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._open(self.currentIndex().row())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            self._step(key)
        else:
            super().keyPressEvent(event)

    def _step(self, key: int) -> None:
        stops = [number for number, row in enumerate(self.rows) if row.opens]
        if not stops:
            return
        here = self.currentIndex().row()
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            wanted = stops[0] if key == Qt.Key.Key_Home else stops[-1]
        elif key == Qt.Key.Key_Down:
            wanted = next((number for number in stops if number > here), stops[-1])
        else:
            wanted = next((number for number in reversed(stops) if number < here), stops[0])
        self.setCurrentIndex(self._model.index(wanted))
        self.scrollTo(self._model.index(0 if wanted == stops[0] else wanted))

    def _open(self, at: int) -> None:
        if 0 <= at < len(self.rows) and self.rows[at].opens:
            self.opened.emit(self.rows[at])
