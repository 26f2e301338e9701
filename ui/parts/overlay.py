"""A panel over the whole window, the rest of it dimmed. A child widget, so that Chinese can be typed into its fields."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.parts.popover import Popover, add_shadow, tab_inside
from ui.theme import theme

_PASSING = (
    (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
)
"""Keys that work above a panel too: lock, save, full screen."""


def close_all(window: QWidget) -> None:
    """Close every panel and note over the window."""
    for note in window.findChildren(Popover):
        note.close_and_return()
    for panel in window.findChildren(Overlay):
        panel.close_and_return()


def reject_dialogs(window: QWidget) -> None:
    """Close every menu, message and file dialog over the window as if it had been cancelled."""
    while (menu := QApplication.activePopupWidget()) is not None and menu.close():
        pass
    for dialog in {
        *window.findChildren(QDialog),
        *(each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)),
    }:
        if dialog.isVisible():
            dialog.reject()


class Overlay(QWidget):
    """Fill ``lines``, then ``open``. Esc or a click beside the panel closes it; focus returns where it was.

    Modal: the focus stays inside, and no key reaches what is below. One is open at a time for each window.
    """

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
        """Show it over the window. The caller sets the focus inside; where none does, it goes to the first that takes it."""
        close_all(self._window.window())
        self._back_to = QApplication.focusWidget()
        self._window.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._keep_focus)
        self.place()
        self.show()
        self.raise_()
        QTimer.singleShot(0, self, self._take_focus)

    def _take_focus(self) -> None:
        focus = QApplication.focusWidget()
        if self.isVisible() and (focus is None or not self.isAncestorOf(focus)) and not _in_note(focus):
            takes = (child for child in self.panel.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus)
            fields = [child for child in takes if child.isVisible() and child.isEnabled() and not isinstance(child, QScrollArea)]
            highest = min(fields, key=lambda child: child.mapTo(self.panel, QPoint()).toTuple()[::-1], default=self.panel)
            highest.setFocus(Qt.FocusReason.PopupFocusReason)

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
        """Close and give focus back to what had it."""
        if not self.isVisibleTo(self._window):
            return
        self._window.removeEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.disconnect(self._keep_focus)
        self.hide()
        if self._back_to is not None and shiboken6.isValid(self._back_to) and self._back_to.isVisible():
            self._back_to.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def _keep_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """What is below may ask for the focus, as after a reading; it stays in the panel. A note of the panel may have it."""
        if now is None or now.window() is not self.window() or self.isAncestorOf(now) or _in_note(now):
            return
        self._back_to = now
        self.panel.setFocus(Qt.FocusReason.OtherFocusReason)
        tab_inside(self.panel, True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if (event.key(), event.modifiers()) not in _PASSING:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_and_return()
        event.accept()

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


def _in_note(widget: QWidget | None) -> bool:
    while widget is not None and not isinstance(widget, Popover):
        widget = widget.parentWidget()
    return widget is not None
