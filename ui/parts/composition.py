"""What an input method holds open in a field: nothing fires meanwhile, and it is never lost when the focus, the lock or the end comes."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

TextWidget = QLineEdit | QPlainTextEdit | QTextEdit
_NAME = "composition"


class Composition(QObject):
    """The composition of one text widget; see ``watch``."""

    changed = Signal()
    """Something was composed, taken back or finished; told before the widget has it."""

    def __init__(self, widget: TextWidget) -> None:
        super().__init__(widget)
        self.setObjectName(_NAME)
        self.text = ""
        """What is composed and not yet committed; it is in no ``text()`` of the widget."""
        self._widget = widget
        widget.installEventFilter(self)

    @property
    def open(self) -> bool:
        return bool(self.text)

    def commit(self) -> None:
        """Take what is composed into the field as it stands."""
        if not self.open:
            return
        QGuiApplication.inputMethod().commit()
        if self.open and shiboken6.isValid(self._widget):  # the platform has no input method that could
            event = QInputMethodEvent()
            event.setCommitString(self.text)
            QApplication.sendEvent(self._widget, event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self.text = event.preeditString()
            self.changed.emit()
        elif self.open and kind == QEvent.Type.FocusOut:
            self.commit()
        elif self.open and kind == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        elif self.open and kind == QEvent.Type.KeyPress:
            # The keys that reach the field while a composition is open belong to the input method: Enter, Esc, arrows, digits.
            event.accept()
            return True
        return False


def watch(widget: QWidget | None) -> Composition | None:
    """The composition of a text widget, followed from now on; None for any other widget."""
    if not isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)):
        return None
    return composition_of(widget) or Composition(widget)


def composition_of(widget: QWidget | None) -> Composition | None:
    """The composition of a widget that is watched already."""
    found = None if widget is None else widget.findChild(QObject, _NAME)
    return found if isinstance(found, Composition) else None


def commit_open(widget: QWidget | None) -> None:
    """Take in what is composed in ``widget``, before the lock or the end."""
    composition = composition_of(widget)
    if composition is not None:
        composition.commit()
