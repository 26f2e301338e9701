"""A large choice with an icon, a title, a sentence and its digit; of several, one holds."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.parts.painting import draw_focus_ring, draw_icon, draw_keys, draw_text, key_width
from ui.theme import theme


class ChoiceCard(QPushButton):
    """Auto-exclusive among its siblings; arrows move the choice, its digit picks it."""

    def __init__(self, icon: str, title: str, text: str, digit: str) -> None:
        super().__init__(title)
        self._icon, self._detail, self._digit = icon, text, digit
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setShortcut(digit)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(360), theme().px(70))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, chosen = theme(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if chosen else 1
        painter.setPen(QPen(look.q("accent.solid" if chosen else "border.default"), width))
        painter.setBrush(look.q("surface.hover" if self.underMouse() and not chosen else "surface.base"))
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, look.radius("card"), look.radius("card"))
        top = look.px(26)
        self._paint_radio(painter, look.px(17), top)
        draw_icon(painter, look.px(50), top, self._icon, "accent.text" if chosen else "text.secondary", 20)
        left, right = look.px(84), self.width() - look.px(16)
        draw_keys(painter, right - key_width(self._digit), look.px(22), (self._digit,))
        right -= key_width(self._digit) + look.px(8)
        draw_text(painter, QRectF(left, look.px(14), right - left, look.px(22)), self.text(), "text.primary", look.font("strong"))
        area = QRectF(left, look.px(37), self.width() - look.px(16) - left, look.px(20))
        draw_text(painter, area, self._detail, "text.secondary", look.font("table"))
        if self.hasFocus():
            draw_focus_ring(painter, self.rect(), look.radius("card"))
        painter.end()

    def _paint_radio(self, painter: QPainter, left: int, middle: int) -> None:
        look, side = theme(), theme().px(18)
        circle = QRectF(left + 0.5, middle - side / 2 + 0.5, side - 1, side - 1)
        painter.setPen(QPen(look.q("accent.solid" if self.isChecked() else "border.control"), 1))
        painter.setBrush(look.q("accent.solid") if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.q("text.onAccent"))
            dot = side / 3
            painter.drawEllipse(circle.center(), dot / 2, dot / 2)
