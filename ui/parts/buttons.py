"""Buttons that show their key, and the row of choices of which one holds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy, QToolButton, QWidget

from ui.parts.layouts import row
from ui.parts.painting import draw_focus_ring, draw_icon, draw_keys, draw_text, keys_width, text_width
from ui.theme import hub, theme

# kind: (ground, ground under the mouse, ground pressed, words, border), None = transparent
_KINDS: dict[str, tuple[str | None, str, str, str, str | None]] = {
    "primary": ("accent.solid", "accent.solidHover", "accent.solidPressed", "text.onAccent", "accent.solid"),
    "default": ("surface.base", "surface.hover", "surface.selected", "text.primary", "border.control"),
    "quiet": ("surface.base", "surface.hover", "surface.selected", "text.primary", "border.default"),
    "ghost": (None, "surface.hover", "surface.selected", "text.secondary", None),
    "link": (None, "surface.hover", "surface.selected", "accent.text", None),
    "danger": ("danger.solid", "danger.solidHover", "danger.solidHover", "text.onAccent", "danger.solid"),
}


class Button(QPushButton):
    """A button with an optional icon and key hint, painted from the theme.

    ``kind``: primary (one on a screen) | default | quiet | ghost | link | danger. ``keys`` are only shown; the place binds them.
    An icon alone needs ``name``, the action it does.
    """

    def __init__(
        self,
        text: str = "",
        *,
        icon: str | None = None,
        kind: str = "default",
        keys: tuple[str, ...] = (),
        name: str = "",
        small: bool = False,
        large: bool = False,
    ) -> None:
        super().__init__(text)
        self._icon_name, self._kind, self._keys = icon, kind, keys
        self._height = 24 if small else (36 if large else 30)
        self.setAccessibleName(name or text)
        if not text and name:
            self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def kind(self) -> str:
        return self._kind

    def set_icon(self, name: str | None) -> None:
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def show_keys(self, *keys: str) -> None:
        """Show other key caps, or none."""
        self._keys = keys
        self.updateGeometry()
        self.update()

    def refuse(self, reason: str) -> None:
        """Disabled, and says why; an empty reason enables it again."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def _font(self) -> QFont:
        style = "caption" if self._height == 24 else "table"
        return theme().font(style, 400 if self._kind in ("quiet", "ghost", "link") else 500)

    def _padding(self) -> int:
        return theme().px(7 if not self.text() or self._kind in ("ghost", "link") or self._height == 24 else 12)

    def _content_width(self) -> int:
        look = theme()
        widths = []
        if self._icon_name:
            widths.append(look.px(16))
        if self.text():
            widths.append(text_width(self._font(), self.text()))
        if self._keys:
            widths.append(keys_width(self._keys))
        return sum(widths) + look.px(7) * max(0, len(widths) - 1)

    def sizeHint(self) -> QSize:
        return QSize(self._content_width() + 2 * self._padding() + 2, theme().px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does: outside Qt's own dialogs a push button would let it pass."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        ground, hovered, pressed, words, border = _KINDS[self._kind]
        if self.isChecked():
            ground, words, border = "accent.subtle", "accent.text", "accent.border"
        filled = self._kind in ("primary", "danger")
        if not self.isEnabled():
            ground, words, border = (
                ("surface.window" if border else None),
                "text.disabled",
                ("border.default" if border else None),
            )
        elif self.isDown():
            ground = pressed
        elif self.underMouse():
            ground = hovered if not self.isChecked() else ground
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.q(border), 1) if border else Qt.PenStyle.NoPen)
        painter.setBrush(look.q(ground) if ground else Qt.BrushStyle.NoBrush)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, look.radius("control"), look.radius("control"))
        self._paint_content(painter, words, on_accent=filled and self.isEnabled())
        if self.hasFocus():
            draw_focus_ring(painter, self.rect())
            if filled:  # the ring alone would vanish on the filled ground
                painter.setPen(QPen(look.q("text.onAccent"), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), look.px(3), look.px(3))
        painter.end()

    def _paint_content(self, painter: QPainter, words: str, *, on_accent: bool) -> None:
        look = theme()
        left = max(self._padding() // 2, (self.width() - self._content_width()) // 2)
        middle = self.height() // 2
        if self._icon_name:
            draw_icon(painter, left, middle, self._icon_name, words, 16)
            left += look.px(16 + 7)
        if self.text():
            keys = keys_width(self._keys) + look.px(7) if self._keys else 0
            room = self.width() - left - keys - self._padding() // 2
            width = min(text_width(self._font(), self.text()) + 1, room)
            draw_text(painter, QRectF(left, 0, width, self.height()), self.text(), words, self._font())
            left += width - 1 + look.px(7)
        if self._keys:
            draw_keys(painter, left, middle, self._keys, on_accent=on_accent, enabled=self.isEnabled())


class SegmentedControl(QFrame):
    """Choices side by side of which exactly one holds. One tab stop; the arrow keys move the choice."""

    chosen = Signal(str)

    def __init__(
        self,
        choices: tuple[tuple[str, str], ...],
        current: str | None = None,
        *,
        name: str = "",
        icons: dict[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("role", "segments")
        self.setAccessibleName(name)
        self._icons = icons or {}
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        line = row(gap=0)
        for position, (key, text) in enumerate(choices):
            button = QToolButton()
            button.setText(text)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setAccessibleName(f"{name} {text}".strip())
            button.setProperty("first", position == 0)
            button.setProperty("last", position == len(choices) - 1)
            button.setToolButtonStyle(
                Qt.ToolButtonStyle.ToolButtonTextBesideIcon if key in self._icons else Qt.ToolButtonStyle.ToolButtonTextOnly
            )
            button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[key] = button
            line.addWidget(button)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if choices:
            self.choose(current if current is not None else choices[0][0])
        self._retheme()
        hub.theme_changed.connect(self._retheme)

    def _retheme(self) -> None:
        look = theme()
        for key, button in self._buttons.items():
            button.setFixedHeight(look.px(28))
            if key in self._icons:
                button.setIcon(look.icon(self._icons[key], "text.secondary", 16))
                button.setIconSize(QSize(look.px(16), look.px(16)))

    def choose(self, key: str) -> None:
        """Show ``key`` as the choice, without telling anybody."""
        self._buttons[key].setChecked(True)

    def current(self) -> str:
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def set_text(self, key: str, text: str) -> None:
        self._buttons[key].setText(text)
        self._buttons[key].setAccessibleName(f"{self.accessibleName()} {text}".strip())

    def button(self, key: str) -> QWidget:
        return self._buttons[key]
