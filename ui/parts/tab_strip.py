"""Tabs over a pane: words with a count, the current one underlined. ← → move, Alt+digit is bound by the place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar

from ui.parts.painting import draw_focus_ring, draw_text, text_width
from ui.theme import theme


class TabStrip(QTabBar):
    """A tab bar painted from the theme."""

    def __init__(self, titles: Sequence[str], accessible_name: str) -> None:
        super().__init__()
        self.setAccessibleName(accessible_name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._hovered = -1
        for number, title in enumerate(titles, 1):
            self.addTab(title)
            self.setTabToolTip(number - 1, f"Alt+{number}")

    def set_count(self, position: int, title: str, count: int | None) -> None:
        """Print a count behind the title; None = no count."""
        text = title if count is None else f"{title} {count}"
        if self.tabText(position) != text:
            self.setTabText(position, text)

    def _font(self, position: int) -> QFont:
        return theme().font("table", 500 if position == self.currentIndex() else 400)

    def tabSizeHint(self, index: int) -> QSize:
        look = theme()
        return QSize(text_width(look.font("table", 500), self.tabText(index)) + look.px(16), look.px(32))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return QSize(theme().px(36), theme().px(32))

    def sizeHint(self) -> QSize:
        return QSize(sum(self.tabSizeHint(at).width() for at in range(self.count())), theme().px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(60), theme().px(32))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverLeave, QEvent.Type.MouseMove, QEvent.Type.Leave):
            position = getattr(event, "position", None)
            hovered = self.tabAt(position().toPoint()) if callable(position) and event.type() != QEvent.Type.Leave else -1
            if hovered != self._hovered:
                self._hovered = hovered
                self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at in range(self.count()):
            rect, current = self.tabRect(at), at == self.currentIndex()
            inner = rect.adjusted(look.px(8), 0, -look.px(8), -look.px(2))
            token = "accent.text" if current else "text.primary" if at == self._hovered else "text.secondary"
            draw_text(painter, inner, self.tabText(at), token, self._font(at))
            if current:
                line = QRect(inner.left(), rect.bottom() - look.px(2) + 1, inner.width(), look.px(2))
                painter.fillRect(line, look.q("accent.solid"))
                if self.hasFocus():
                    draw_focus_ring(painter, rect.adjusted(look.px(2), look.px(3), -look.px(2), -look.px(3)))
        painter.end()
