"""The stages of something that goes forward step by step: done, now, later."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.parts.painting import draw_icon, draw_text, text_width
from ui.theme import theme
from ui.words import tr

_LEAD = 16
"""Pixels between the title and the first stage."""


class Stages(QWidget):
    """``stages`` are names; ``now`` is the index of the present one, all before it are done (``len`` = all done)."""

    def __init__(self, stages: tuple[str, ...], now: int) -> None:
        super().__init__()
        self._stages, self._now = stages, now
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        present = stages[now] if now < len(stages) else tr("finished")
        self.setAccessibleName(tr("Stage: {stage}", stage=present))

    def _name_width(self, name: str) -> int:
        return text_width(theme().font("table", 500), name) + 2

    def sizeHint(self) -> QSize:
        look = theme()
        names = sum(self._name_width(name) for name in self._stages)
        return QSize(
            look.px(_LEAD) + names + len(self._stages) * look.px(20 + 7) + (len(self._stages) - 1) * look.px(42), look.px(24)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, middle, side = look.px(_LEAD), self.height() // 2, look.px(20)
        for number, name in enumerate(self._stages):
            if number:
                painter.fillRect(QRectF(left + look.px(9), middle, look.px(24), 1), look.q("border.control"))
                left += look.px(42)
            done, now = number < self._now, number == self._now
            circle = QRectF(left + 0.5, middle - side / 2 + 0.5, side - 1, side - 1)
            painter.setPen(Qt.PenStyle.NoPen if done or now else QPen(look.q("border.control"), 1))
            painter.setBrush(look.q("accent.solid") if now else (look.q("judge.conform.bg") if done else Qt.BrushStyle.NoBrush))
            painter.drawEllipse(circle)
            if done:
                draw_icon(painter, left + look.px(4), middle, "check", "judge.conform.mark", 12)
            else:
                painter.setFont(look.font("caption", 500))
                painter.setPen(look.q("text.onAccent" if now else "text.secondary"))
                painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number + 1))
            left += side + look.px(7)
            width = self._name_width(name)
            font = look.font("table", 500 if now else 400)
            draw_text(
                painter, QRectF(left, 0, width, self.height()), name, "text.primary" if now or done else "text.secondary", font
            )
            left += width
        painter.end()
