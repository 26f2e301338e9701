"""A panel over the whole window, the rest of it dimmed. A child widget, so that Chinese can be typed into its fields."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from ui.parts.popover import add_shadow, tab_inside
from ui.theme import theme


class Overlay(QWidget):
    """Fill ``lines``, then ``open``. Esc or a click beside the panel closes it; focus returns where it was."""

    def __init__(self, window: QWidget, width: int) -> None:
        super().__init__(window)
        self._window = window
        self._panel_width = width
        self._back_to: QWidget | None = None
        self.panel = QFrame(self)
        self.panel.setProperty("role", "dialog")
        self.lines = QVBoxLayout(self.panel)
        self.lines.setContentsMargins(1, 1, 1, 1)
        self.lines.setSpacing(0)
        add_shadow(self.panel, "dialog")
        self.hide()

    def panel_height(self) -> int:
        """Height that the content asks for, in pixels."""
        width = self.panel.width()
        return self.lines.heightForWidth(width) if self.lines.hasHeightForWidth() else self.lines.sizeHint().height()

    def open(self) -> None:
        """Show it over the window. The caller sets the focus inside."""
        self._back_to = QApplication.focusWidget()
        self._window.installEventFilter(self)
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Fit the panel into the window."""
        look = theme()
        self.setGeometry(self._window.rect())
        width = min(look.px(self._panel_width), self.width() - look.px(32))
        self.panel.resize(width, self.panel.height())
        top = min(look.px(62), self.height() // 10)
        height = min(self.panel_height(), self.height() - 2 * top)
        self.panel.setGeometry((self.width() - width) // 2, top, width, height)

    def close_and_return(self) -> None:
        self._window.removeEventFilter(self)
        self.hide()
        if self._back_to is not None and shiboken6.isValid(self._back_to) and self._back_to.isVisible():
            self._back_to.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_and_return()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_and_return()

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab stays in the panel."""
        return tab_inside(self.panel, following)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().q("scrim"))
        painter.end()
