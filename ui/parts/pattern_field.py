"""The standard wording of a deficiency: shown in one field, changed by typing a few words of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.parts.choice_list import ChoiceList, Offer
from ui.parts.composition import composition_of, watch
from ui.parts.fields import FramedField
from ui.parts.labels import KeyCaps, Label
from ui.parts.layouts import row
from ui.parts.painting import draw_focus_ring, draw_icon, draw_text, text_width
from ui.parts.popover import Popover
from ui.theme import theme
from ui.words import tr

Ask = Callable[[str, Callable[[Sequence[Offer]], None]], None]
"""Asks for what fits some words; the answer comes by the callback, on the GUI thread. No words = what the item itself offers."""
_ROWS = 9


class PatternField(QAbstractButton):
    """Code and wording of the pattern in force. Enter, Space, ↓, F4 or a click opens the search."""

    search_wanted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._code = name, ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.search_wanted)
        self.show_pattern("", "")

    def show_pattern(self, code: str, wording: str) -> None:
        """The pattern in force; no code = none yet."""
        self._code = code
        self.setText(wording)
        self.setAccessibleName(f"{self._name}: {code} {wording}".strip())
        self.setToolTip(wording)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().px(34))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Space) and not event.modifiers():
            self.search_wanted.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        able = self.isEnabled()
        painter.setPen(QPen(look.q("border.control" if able else "border.default"), 1))
        painter.setBrush(look.q("surface.hover" if self.underMouse() and able else "surface.base"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.radius("control"), look.radius("control")
        )
        left, right, middle = look.px(10), self.width() - look.px(10), self.height() // 2
        if able:
            draw_icon(painter, right - look.px(14), middle, "chev-down", "text.muted", 14)
            right -= look.px(22)
        if self._code:
            font = look.font("table", 500)
            wide = text_width(font, self._code)
            draw_text(painter, QRectF(left, 0, wide + 2, self.height()), self._code, "accent.text", font)
            left += wide + look.px(9)
        text, ink = (self.text(), "text.primary") if self.text() else (tr("Choose the pattern"), "text.muted")
        draw_text(painter, QRectF(left, 0, right - left, self.height()), text, ink, look.font("body"))
        if self.hasFocus():
            draw_focus_ring(painter, self.rect())
        painter.end()


class PatternSearch(Popover):
    """Type a few words, in any order; Alt+1…9 or ↓ and Enter pick. ``picked`` tells the pattern's id."""

    picked = Signal(str)

    def __init__(self, ask: Ask, width: int) -> None:
        super().__init__(width)
        self.setAccessibleName(tr("Choose the pattern"))
        self._ask = ask
        self.field = FramedField("search", tr("Two or three words of it, a code, or what you saw"), name=tr("Find a pattern"))
        self.list = ChoiceList(tr("Patterns"), rows=_ROWS)
        self.list.setFixedHeight(theme().px(34) * _ROWS)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._none = Label(tr("No pattern fits these words."), "table", "muted")
        self._none.setVisible(False)
        hint = row(KeyCaps("Alt", "1–9"), Label(tr("or"), "caption", "muted"), KeyCaps("↑", "↓"), KeyCaps("Enter"), None, gap=5)
        self.body.setSpacing(theme().px(6))
        self.body.addWidget(self.field)
        self.body.addWidget(self._none)
        self.body.addWidget(self.list)
        self.body.addLayout(hint)
        self.list.picked.connect(self._pick)
        self.field.changed.connect(self._typed)
        self.field.entered.connect(lambda: self.list.pick())
        self.field.escaped.connect(self.close_and_return)
        watch(self.field.edit)
        self.field.edit.installEventFilter(self)
        self._typed("")

    def open_at(self, anchor: QWidget, spot: object = None) -> None:
        super().open_at(anchor)
        self.field.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def _typed(self, text: str) -> None:
        self._ask(text, self._show)

    def _show(self, offers: Sequence[Offer]) -> None:
        self.list.show_offers(offers)
        self._none.setVisible(not offers)

    def _pick(self, pattern: str) -> None:
        self.close_and_return()
        self.picked.emit(pattern)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field.edit and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            assert isinstance(event, QKeyEvent)
            open_composition = composition_of(self.field.edit)
            if open_composition is not None and open_composition.open:
                return False
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                if event.type() == QEvent.Type.KeyPress:
                    far = event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
                    self.list.step((_ROWS if far else 1) * (1 if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -1))
                return True
            if event.modifiers() == Qt.KeyboardModifier.AltModifier and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self.list.pick(event.key() - Qt.Key.Key_1)
                return True
        return super().eventFilter(watched, event)
