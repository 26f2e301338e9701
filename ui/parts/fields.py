"""A text field with its icon and key hint in one frame."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMetaMethod, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy

from ui.parts.labels import IconLabel, KeyCaps
from ui.parts.layouts import row
from ui.parts.painting import draw_focus_ring
from ui.theme import theme


def repolish(widget: QFrame | QLineEdit) -> None:
    """Let the stylesheet look at the widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class FramedField(QFrame):
    """A framed line of text: icon, field, key hint. The frame shows the focus ring of the field inside."""

    changed = Signal(str)
    entered = Signal()
    escaped = Signal()

    def __init__(
        self, icon: str | None = None, placeholder: str = "", keys: tuple[str, ...] = (), *, name: str = "", quiet: bool = False
    ) -> None:
        super().__init__()
        self._border = "border.default" if quiet else "border.control"
        self.edit = QLineEdit()
        self.edit.setProperty("bare", True)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(name or placeholder)
        self.edit.textChanged.connect(self.changed)
        self.edit.installEventFilter(self)
        self.line = row(gap=6, margins=(8, 0, 6, 0))
        if icon:
            self.line.addWidget(IconLabel(icon, "text.muted", 14))
        self.line.addWidget(self.edit, 1)
        if keys:
            self.line.addWidget(KeyCaps(*keys))
        self.setLayout(self.line)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(max(super().sizeHint().width(), theme().px(160)), theme().px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().px(30))

    def text(self) -> str:
        return self.edit.text()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.q(self._border), 1))
        painter.setBrush(look.q("surface.base"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.radius("control"), look.radius("control")
        )
        if self.edit.hasFocus():
            draw_focus_ring(painter, self.rect())
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            # Chords, and what nobody here listens to, belong to the sheet around the field: Ctrl+Enter does, Esc closes.
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() == Qt.Key.Key_Escape and self.isSignalConnected(QMetaMethod.fromSignal(self.escaped)):
                self.escaped.emit()
                return True
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)


class SearchField(FramedField):
    """Filters the list beside it while one types.

    Esc empties it first and steps out second (``escaped``); ↓ and Enter go to the list (``entered``).
    """

    def __init__(self, placeholder: str, keys: tuple[str, ...] = ("/",), *, icon: str = "filter", name: str = "") -> None:
        super().__init__(icon, placeholder, keys, name=name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.text():
                self.edit.clear()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)
