"""The threshold scale: the capital bands side by side, the firm's own filled, and a pointer at its capital."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from auditdesk.model.rulebook import Band
from auditdesk.rules.bands import holds
from ui.parts.painting import draw_text
from ui.theme import theme


def place_in_band(band: Band, amount: int) -> float:
    """How far along its band an amount lies, 0 to just under 1. A band without upper bound is drawn up to twice its lower one."""
    below = band.below if band.below is not None else 2 * max(1, band.minimum)
    return min(0.98, max(0.0, (amount - band.minimum) / max(1, below - band.minimum)))


def band_at(bands: Sequence[Band], amount: int | None) -> int | None:
    """Position of the band that holds the amount; None when the amount is not known."""
    return None if amount is None else next((at for at, band in enumerate(bands) if holds(band, amount)), None)


class CapitalScale(QWidget):
    """Bands of equal width with their ranges below; ``labels`` are the ranges in the order of ``bands``."""

    def __init__(self, bands: Sequence[Band], labels: Sequence[str], amount: int | None) -> None:
        super().__init__()
        self._bands, self._labels, self._amount = tuple(bands), tuple(labels), amount
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.here = band_at(self._bands, amount)
        self.setAccessibleName(", ".join(f"({label})" if at == self.here else label for at, label in enumerate(self._labels)))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(60) * max(1, len(self._bands)), theme().px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(40) * max(1, len(self._bands)), theme().px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, here = theme(), self.here
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, top, thick = look.px(2), look.px(9), look.px(8)
        width = (self.width() - gap * (len(self._bands) - 1)) / max(1, len(self._bands))
        for at, label in enumerate(self._labels):
            left = at * (width + gap)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.q("accent.solid" if at == here else "border.subtle"))
            painter.drawRoundedRect(QRectF(left, top, width, thick), look.px(2), look.px(2))
            font = look.font("caption", 500 if at == here else 400)
            room = QRectF(left, top + thick + look.px(3), width, look.px(20))
            draw_text(painter, room, label, "accent.text" if at == here else "text.muted", font, Qt.AlignmentFlag.AlignHCenter)
        if here is not None and self._amount is not None:
            x = here * (width + gap) + width * place_in_band(self._bands[here], self._amount)
            half, tip = look.px(6), look.px(7)
            x = min(max(x, half), self.width() - half)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.q("text.primary"))
            painter.drawPolygon(QPolygonF([QPointF(x - half, 0), QPointF(x + half, 0), QPointF(x, tip)]))
        painter.end()
