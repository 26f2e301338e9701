"""A short list to pick from while one types: suggestions for a pattern, items for a link, where a note belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem

from ui.parts.painting import draw_focus_ring, draw_icon, draw_keys, draw_row_ground, draw_text, keys_width, text_width
from ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW = 34


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to pick. ``lead`` is its code, ``trail`` a few words at the right, ``icon`` with its ink before the code."""

    key: str
    text: str
    lead: str = ""
    trail: str = ""
    icon: str = ""
    ink: str = "text.secondary"


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.offers: tuple[Offer, ...] = ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.offers)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        offer = self.offers[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(part for part in (offer.lead, offer.text, offer.trail) if part)
        return offer.text if role == Qt.ItemDataRole.ToolTipRole else None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, theme().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, ChoiceList)
        look, rect, offer = theme(), QRect(option.rect), view.offers[index.row()]
        current = index.row() == view.currentIndex().row()
        painter.save()
        draw_row_ground(painter, rect, selected=current)
        left, middle, right = rect.left() + look.px(10), rect.center().y() + 1, rect.right() - look.px(8)
        if view.digits and index.row() < 9:
            keys = (str(index.row() + 1),)
            draw_keys(painter, right - keys_width(keys), middle, keys)
            right -= keys_width(keys) + look.px(8)
        if offer.icon:
            draw_icon(painter, left, middle, offer.icon, offer.ink, 14)
            left += look.px(20)
        if offer.lead:
            font = look.font("caption", 500)
            wide = text_width(font, offer.lead)
            draw_text(painter, QRect(left, rect.top(), wide + 2, rect.height()), offer.lead, "accent.text", font)
            left += wide + look.px(8)
        if offer.trail:
            font = look.font("caption")
            wide = text_width(font, offer.trail)
            draw_text(painter, QRect(right - wide, rect.top(), wide + 2, rect.height()), offer.trail, "text.muted", font)
            right -= wide + look.px(10)
        draw_text(painter, QRect(left, rect.top(), right - left, rect.height()), offer.text, "text.primary", look.font("table"))
        if current and view.hasFocus():
            draw_focus_ring(painter, rect.adjusted(0, 0, 0, -1), 0)
        painter.restore()


class ChoiceList(QListView):
    """``picked`` tells the key of what was chosen, by a click or by ``pick``. ``digits`` shows 1–9 at the rows."""

    picked = Signal(str)

    def __init__(self, accessible_name: str, *, digits: bool = True, rows: int = 9) -> None:
        super().__init__()
        self.digits = digits
        self._rows = rows
        self._model = _Model(self)
        self.setAccessibleName(accessible_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setModel(self._model)
        self.clicked.connect(lambda index: self.pick(index.row()))

    @property
    def offers(self) -> tuple[Offer, ...]:
        return self._model.offers

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Other things to pick; the first is current."""
        self._model.beginResetModel()
        self._model.offers = tuple(offers)
        self._model.endResetModel()
        if self._model.offers:
            self.setCurrentIndex(self._model.index(0))
        self.updateGeometry()

    def step(self, by: int) -> None:
        """The next or previous row, from the field that is typed in."""
        if self._model.offers:
            at = max(0, min(len(self._model.offers) - 1, self.currentIndex().row() + by))
            self.setCurrentIndex(self._model.index(at))
            self.scrollTo(self.currentIndex())

    def pick(self, position: int | None = None) -> bool:
        """Pick the row at ``position`` (0 = first; None = the current one). False when there is none."""
        at = self.currentIndex().row() if position is None else position
        if not 0 <= at < len(self._model.offers):
            return False
        self.picked.emit(self._model.offers[at].key)
        return True

    def sizeHint(self) -> QSize:
        rows = max(1, min(self._rows, len(self._model.offers)))
        return QSize(theme().px(320), rows * theme().px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(_ROW))
