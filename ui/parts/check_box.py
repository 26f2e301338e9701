"""A check box painted from the theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from ui.parts.painting import draw_focus_ring, draw_icon, draw_text, text_width
from ui.theme import theme

_BOX = 16


class CheckBox(QCheckBox):
    """Space or a click ticks it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.px(6 + _BOX + 8 + 6) + text_width(look.font(), self.text()), look.px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        look, side, middle = theme(), theme().px(_BOX), self.height() // 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = look.px(6)
        on, enabled = self.isChecked(), self.isEnabled()
        painter.setPen(QPen(look.q("accent.solid" if on and enabled else "border.control"), 1))
        painter.setBrush(look.q("accent.solid") if on and enabled else look.q("surface.base"))
        painter.drawRoundedRect(QRectF(left + 0.5, middle - side / 2 + 0.5, side - 1, side - 1), look.px(3), look.px(3))
        if on:
            draw_icon(painter, left + look.px(2), middle, "check", "text.onAccent" if enabled else "text.disabled", 12)
        before = left + side + look.px(8)
        area = QRectF(before, 0, self.width() - before - look.px(4), self.height())
        draw_text(
            painter, area, self.text(), "text.primary" if enabled else "text.disabled", look.font(), Qt.AlignmentFlag.AlignLeft
        )
        if self.hasFocus():
            draw_focus_ring(painter, self.rect())
        painter.end()
