"""How far a section is, as one bar of the judgements given, with the count beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from auditdesk.model.terms import Judgement
from ui.parts.judgement import token, word
from ui.parts.painting import draw_text, text_width
from ui.theme import theme
from ui.words import tr

_ORDER = (Judgement.CONFORM, Judgement.DEFICIENT, Judgement.OBSERVATION, Judgement.NOT_APPLICABLE)


class SegmentProgress(QWidget):
    """Decoration for the eye; its accessible name tells the numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[str, int] = {}
        self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Mapping[str, int], total: int) -> None:
        """How often each judgement was given among ``total`` items."""
        self._counts, self._total = dict(counts), total
        told = [f"{word(each)} {self._counts[each]}" for each in _ORDER if self._counts.get(each)]
        self.setAccessibleName(tr(", ").join((tr("{done} of {total} checked", done=self.done, total=total), *told)))
        self.update()

    @property
    def done(self) -> int:
        return sum(self._counts.get(each, 0) for each in _ORDER)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(132), theme().px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(44), theme().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        told, font = f"{self.done} / {self._total}", theme().font("caption")
        wide = text_width(font, told)
        draw_text(painter, QRect(self.width() - wide, 0, wide + 1, self.height()), told, "text.secondary", font)
        room = self.width() - wide - look.px(8)
        height = look.px(6)
        top, left = (self.height() - height) // 2, 0
        if room > look.px(24):
            painter.fillRect(0, top, room, height, look.q("border.default"))
            given = 0
            for each in _ORDER:
                given += self._counts.get(each, 0)
                end = round(room * given / max(1, self._total))
                if end > left:
                    painter.fillRect(left, top, end - left, height, look.q(f"judge.{token(each)}.mark"))
                    left = end
        painter.end()
