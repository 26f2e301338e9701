"""A field for a passphrase: hidden unless shown on purpose, and it tells when Caps Lock seems on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from ui.parts.buttons import Button
from ui.parts.fields import FramedField
from ui.words import tr

_SHOW = "Alt+E"
"""The key of the eye, which Tab passes over."""


class PassphraseField(FramedField):
    """What is typed stays out of the input method, the clipboard history of the field and undo once cleared."""

    caps_lock = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__("key", "", name=name)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = Button(icon="eye", kind="ghost", small=True, name=tr("Show the passphrase"))
        self._eye.setCheckable(True)
        self._eye.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes on to what is filled in next
        self._name_eye(tr("Show the passphrase"))
        show = QShortcut(QKeySequence(_SHOW), self)
        show.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        show.activated.connect(self._eye.toggle)
        self._eye.toggled.connect(self._show)
        self.line.addWidget(self._eye)

    def _show(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-off" if shown else "eye")
        self._name_eye(tr("Hide the passphrase") if shown else tr("Show the passphrase"))

    def _name_eye(self, name: str) -> None:
        self._eye.setAccessibleName(name)
        self._eye.setToolTip(f"{name}  {_SHOW}")

    def take(self) -> str:
        """The passphrase; the field is empty afterwards."""
        text = self.edit.text()
        self.edit.clear()
        return text

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            letter = event.text()
            if len(letter) == 1 and letter.isascii() and letter.isalpha():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.caps_lock.emit(letter.isupper() != shift)
        return super().eventFilter(watched, event)
