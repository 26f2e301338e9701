"""One card per flag, the current one unfolded with its four ways out; the keyboard lives here: 1–4 decide, F8 goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from auditdesk.model.notice_draft_rows import RARE_PATTERN, FlagRow, Settle, SmallEntry
from ui.parts.painting import draw_icon, draw_row_ground, draw_text, text_width
from ui.places.notice_card import FlagCard, around
from ui.places.notice_words import kind_icon, kind_name
from ui.theme import theme
from ui.words import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
WAYS = {1: Settle.SUGGESTION, 2: Settle.GENERALISE, 3: Settle.EDIT, 4: Settle.NOT_A_LEAK}
Texts = Mapping[tuple[str, str], str]


class FlagList(QAbstractListModel):
    """Read-only: the input method stays off in its view."""

    FlagRole = int(Qt.ItemDataRole.UserRole)

    def __init__(self) -> None:
        super().__init__()
        self.flags_: tuple[FlagRow, ...] = ()
        self.texts: Texts = {}
        self.numbers: Mapping[str, int] = {}

    def show(self, flags: Sequence[FlagRow], texts: Texts, numbers: Mapping[str, int]) -> None:
        self.beginResetModel()
        self.flags_, self.texts, self.numbers = tuple(flags), texts, numbers
        self.endResetModel()

    def text_of(self, flag: FlagRow) -> str:
        return self.texts.get((flag.paragraph, flag.language), "")

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.flags_)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        flag = self.flags_[index.row()]
        if role == self.FlagRole:
            return flag
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            number = self.numbers.get(flag.id, index.row() + 1)
            sentence = "".join(around(flag, self.text_of(flag)))
            return tr(", ").join((str(number), kind_name(flag.kind), flag.text, sentence, flag.heading))
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, FlagCards)
        return QSize(10, view.card_height() if index.row() == view.currentIndex().row() else theme().px(57))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, FlagCards)
        look, rect, model = theme(), QRect(option.rect), view.list
        painter.save()
        current = index.row() == view.currentIndex().row()
        draw_row_ground(painter, rect, selected=current)
        if not current:
            flag = model.flags_[index.row()]
            left, right, middle = rect.left() + look.px(14), rect.right() - look.px(14), rect.top() + look.px(18)
            number, font = str(model.numbers.get(flag.id, 0)), look.font("caption", 700)
            wide = max(look.px(16), text_width(font, number) + look.px(6))
            badge = QRect(left, middle - look.px(8), wide, look.px(16))
            painter.fillRect(badge, look.q("leak.underline"))
            draw_text(painter, badge, number, "surface.base", font, Qt.AlignmentFlag.AlignHCenter)
            draw_icon(painter, badge.right() + look.px(8), middle, kind_icon(flag.kind), "text.secondary", 14)
            where = text_width(look.font("caption"), flag.heading) + 2
            code = QRect(right - where, middle - look.px(10), where, look.px(20))
            draw_text(painter, code, flag.heading, "text.secondary", look.font("caption"))
            name_at = badge.right() + look.px(28)
            name = QRect(name_at, middle - look.px(10), code.left() - name_at - look.px(6), look.px(20))
            draw_text(painter, name, kind_name(flag.kind), "text.secondary", look.font("caption"))
            sentence = "".join(around(flag, model.text_of(flag)))
            draw_text(
                painter,
                QRect(left, rect.top() + look.px(29), right - left, look.px(22)),
                sentence,
                "text.primary",
                look.font("table"),
            )
        painter.restore()


class FlagCards(QListView):
    """``settled`` tells the flag's id, how, and the reason; ``edit_wanted`` that its words are to be rewritten."""

    settled = Signal(str, str, str)
    edit_wanted = Signal(str)
    flag_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.list = FlagList()
        self.refused = ""
        self.small: Mapping[str, SmallEntry] = {}
        self._kept = ""
        self.setAccessibleName(tr("Open flags"))
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.card = FlagCard(self.viewport())
        self.card.hide()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._seat_in_view)
        self.setModel(self.list)
        self.card.settled.connect(self.press)
        self.card.reasoned.connect(self._reasoned)
        self.card.closed.connect(self._seat)
        self.card.reason.escaped.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._seat())

    def current_flag(self) -> FlagRow | None:
        at = self.currentIndex().row()
        return self.list.flags_[at] if 0 <= at < len(self.list.flags_) else None

    def show_flags(
        self,
        flags: Sequence[FlagRow],
        texts: Texts,
        numbers: Mapping[str, int],
        small: Mapping[str, SmallEntry],
        refused: str,
    ) -> None:
        """Other flags; the current one stays, else the one that came after it."""
        here = self.current_flag()
        order = [flag.id for flag in self.list.flags_]
        self._kept = ""
        left = {flag.id for flag in flags}
        if here is not None:
            at = order.index(here.id)
            self._kept = next((one for one in (*order[at:], *reversed(order[:at])) if one in left), "")
        typed = self.card.reason.text() if here is not None and here.id == self._kept else ""
        asking = self.card.reason.isVisibleTo(self) and bool(typed)
        self.refused, self.small = refused, small
        self.list.show(flags, texts, numbers)
        self.choose(self._kept or (flags[0].id if flags else ""))
        if asking:
            self.card.ask_reason()
            self.card.reason.setText(typed)
            self._seat()
        if not flags:
            self.card.hide()

    def choose(self, flag: str) -> bool:
        for at, one in enumerate(self.list.flags_):
            if one.id == flag:
                self.setCurrentIndex(self.list.index(at))
                self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
                self._seat()
                return True
        return False

    def step(self, by: int) -> None:
        """F8, Shift+F8: the next flag, round the end."""
        count = len(self.list.flags_)
        if count:
            self.choose(self.list.flags_[(self.currentIndex().row() + by) % count].id)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        flag = self.current_flag()
        if flag is not None:
            small = next((one for pattern, one in self.small.items() if f"/{pattern}/" in flag.paragraph), None)
            rare = small if flag.kind == RARE_PATTERN else None
            self.card.show_flag(flag, self.list.text_of(flag), self.list.numbers.get(flag.id, 0), rare, self.refused)
        for index in (current, previous):
            if index.isValid():
                self.itemDelegate().sizeHintChanged.emit(index)
        self._seat()
        self._later.start()
        self.flag_changed.emit("" if flag is None else flag.id)

    def card_height(self) -> int:
        return self.card.height_for(max(1, self.viewport().width() - theme().px(3)))

    def _seat(self) -> None:
        if not self.currentIndex().isValid():
            self.card.hide()
            return
        self.itemDelegate().sizeHintChanged.emit(self.currentIndex())
        self.doItemsLayout()
        rect = self.visualRect(self.currentIndex())
        bar = theme().px(3)
        self.card.setGeometry(rect.left() + bar, rect.top(), rect.width() - bar, self.card_height() - 1)
        self.card.show()

    def _seat_in_view(self) -> None:
        """Once the card's own lines are laid out its height is known; the whole of it is brought into view."""
        self._seat()
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
        self._seat()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._seat()

    def press(self, digit: int) -> None:
        """1–4 on the current flag; what is refused does nothing."""
        flag = self.current_flag()
        if flag is None or not self.card.buttons[digit].isEnabled() or self.card.buttons[digit].isHidden():
            return
        way = WAYS[digit]
        if way is Settle.EDIT:
            self.edit_wanted.emit(flag.id)
        elif way is Settle.NOT_A_LEAK:
            self.card.ask_reason()
            self._seat()
        else:
            self._tell(flag, way, "")

    def _reasoned(self, reason: str) -> None:
        flag = self.current_flag()
        if flag is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._tell(flag, Settle.NOT_A_LEAK, reason)

    def _tell(self, flag: FlagRow, way: Settle, reason: str) -> None:
        """The next flag is current at once, while this one is being settled."""
        self.card.fold_reason()
        rest = [one for one in self.list.flags_ if one.id != flag.id]
        self.show_flags(rest, self.list.texts, self.list.numbers, self.small, self.refused)
        self.settled.emit(flag.id, way.value, reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.text() in ("1", "2", "3", "4"):
            self.press(int(event.text()))
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press(3)
        elif event.key() == Qt.Key.Key_Escape or (event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.card.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.card.update()
