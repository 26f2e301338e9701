"""The rail: the places of the program, one below the other."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout

from ui.parts.painting import draw_focus_ring, draw_icon, draw_text, text_width
from ui.theme import theme
from ui.words import plural

_BAR = 3
_TALL, _LOW, _BESIDE = 58, 44, 40
"""Heights: icon over label, the utilities below, and label beside the icon."""


class RailButton(QPushButton):
    """One place: icon and label, with a count where something waits."""

    moved = Signal(int)

    def __init__(self, key: str, icon: str, text: str, shortcut: str = "", *, utility: bool = False) -> None:
        super().__init__(text)
        self.key, self._icon, self.utility = key, icon, utility
        self.badge = 0
        self.beside = False
        self.wordless = False
        self._shortcut = shortcut
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_badge(0)

    def set_badge(self, count: int) -> None:
        self.badge = count
        waiting = plural(count, "{count} waiting", "{count} waiting") if count else ""
        self.setAccessibleName(", ".join(part for part in (self.text(), waiting) if part))
        self.setToolTip(f"{self.text()}  {self._shortcut}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(76), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = look.px(6)
        box = QRectF(self.rect()).adjusted(inset + 0.5, 0.5, -inset - 0.5, -0.5)
        if self.isChecked():
            painter.setPen(QPen(look.q("border.default"), 1))
            painter.setBrush(look.q("surface.base"))
            painter.drawRoundedRect(box, look.radius("card"), look.radius("card"))
            bar = look.px(28 if self.height() > look.px(50) else 22)
            painter.fillRect(QRect(0, (self.height() - bar) // 2, look.px(_BAR), bar), look.q("accent.solid"))
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.q("surface.hover"))
            painter.drawRoundedRect(box, look.radius("card"), look.radius("card"))
        if self.hasFocus():
            draw_focus_ring(painter, box, look.radius("card"))
        ink = "accent.text" if self.isChecked() else "text.secondary"
        if self.beside:
            self._paint_beside(painter, ink)
        else:
            self._paint_stacked(painter, ink)
        painter.end()

    def _paint_stacked(self, painter: QPainter, ink: str) -> None:
        look = theme()
        font = look.font("caption", 500 if self.isChecked() else 400)
        icon, gap = look.px(20 if self.height() >= look.px(50) else 18), look.px(2)
        line = 0 if self.wordless else QFontMetrics(font).height() + gap
        top = (self.height() - icon - line) // 2
        painter.drawPixmap((self.width() - icon) // 2, top, look.pix(self._icon, ink, icon))
        if not self.wordless:
            area = QRectF(look.px(4), top + icon + gap, self.width() - look.px(8), QFontMetrics(font).height())
            draw_text(painter, area, self.text(), ink, font, Qt.AlignmentFlag.AlignHCenter)
        if self.badge:
            self._paint_badge(painter, self.width() // 2 + look.px(8), top - look.px(4))

    def _paint_beside(self, painter: QPainter, ink: str) -> None:
        look = theme()
        draw_icon(painter, look.px(18), self.height() // 2, self._icon, ink, 20)
        font = look.font("table", 500 if self.isChecked() else 400)
        draw_text(painter, QRectF(look.px(50), 0, self.width() - look.px(86), self.height()), self.text(), ink, font)
        if self.badge:
            width = max(look.px(18), text_width(look.font("caption", 500), str(self.badge)) + look.px(8))
            self._paint_badge(painter, self.width() - look.px(14) - width, (self.height() - look.px(17)) // 2)

    def _paint_badge(self, painter: QPainter, left: int, top: int) -> None:
        look = theme()
        font, height = look.font("caption", 500), look.px(17)
        width = max(height, text_width(font, str(self.badge)) + look.px(8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.q("accent.solid"))
        painter.drawRoundedRect(QRectF(left, top, width, height), height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(look.q("text.onAccent"))
        painter.drawText(QRectF(left, top, width, height), Qt.AlignmentFlag.AlignCenter, str(self.badge))


class Rail(QFrame):
    """Places above, utilities below. One tab stop; the arrows move inside, Enter goes."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.buttons: dict[str, RailButton] = {}
        self._expanded = False
        self._lines = QVBoxLayout(self)
        look = theme()
        self._lines.setContentsMargins(0, look.px(8), 1, look.px(6))
        self._lines.setSpacing(0)
        self._lines.addStretch(1)
        self._places = 0
        self.set_expanded(False)

    def add(self, key: str, icon: str, text: str, shortcut: str = "", *, utility: bool = False) -> None:
        button = RailButton(key, icon, text, shortcut, utility=utility)
        button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
        button.moved.connect(lambda step, key=key: self._move(key, step))
        self._lines.insertWidget(self._lines.count() if utility else self._places, button)
        self._places += not utility
        self.buttons[key] = button
        self._fit()
        self._one_tab_stop(next(iter(self.buttons)))

    def choose(self, key: str) -> None:
        """Show ``key`` as the place that is open."""
        self.buttons[key].setChecked(True)
        self._one_tab_stop(key)

    def set_expanded(self, expanded: bool) -> None:
        """Labels beside the icons in a wide window, below them otherwise."""
        self._expanded = expanded
        self.setFixedWidth(theme().layout("railExpanded" if expanded else "rail"))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The buttons give way: the rail never keeps a window from being low."""
        return QSize(self.width(), theme().px(14 + 28 * len(self.buttons)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Heights for the room there is: labels go when the window is short, the names stay in the tool tips."""
        look = theme()
        room = (self.height() - look.px(14)) / max(1, len(self.buttons)) / look.scale if self.height() > look.px(60) else _TALL
        for button in self.buttons.values():
            wanted = _BESIDE if self._expanded else (_LOW if button.utility else _TALL)
            height = max(28, min(wanted, int(room)))
            button.beside = self._expanded
            button.wordless = not self._expanded and height < 42
            if button.height() != look.px(height):
                button.setFixedHeight(look.px(height))
            button.update()

    def _move(self, key: str, step: int) -> None:
        buttons = sorted(self.buttons.values(), key=lambda button: button.y())
        target = buttons[(buttons.index(self.buttons[key]) + step) % len(buttons)]
        self._one_tab_stop(target.key)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _one_tab_stop(self, key: str) -> None:
        for name, button in self.buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus)
