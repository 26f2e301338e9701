"""The passphrase, asked once more before an approval: a field, what is wrong with it, and the wait after too many wrong tries."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from auditdesk.errors import AuditDeskError
from ui.parts.labels import Label
from ui.parts.layouts import column
from ui.parts.passphrase import PassphraseField
from ui.parts.states import labelled
from ui.words import plural, tr, words

CODES = ("confirm.wrong", "passphrase.wait")
"""The errors that belong to this field."""


class PassphraseConfirm(QWidget):
    """Nothing is kept: ``take`` empties the field. ``ready`` tells whether there is something to try now."""

    ready = Signal(bool)

    def __init__(self, login: str) -> None:
        super().__init__()
        self.field = PassphraseField(tr("Your passphrase, {login}", login=login))
        self._told = Label("", "caption", "danger", wrap=True)
        self._told.setVisible(False)
        self._seconds, self._wrong = 0, 0
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count_down)
        self.setLayout(column(labelled(tr("Your passphrase, {login}", login=login), self.field), self._told, gap=4))
        self.setFocusProxy(self.field)
        self.field.edit.textChanged.connect(self._typed)
        self.field.caps_lock.connect(self._caps)

    @property
    def is_ready(self) -> bool:
        return bool(self.field.edit.text()) and not self._seconds

    def take(self) -> str:
        """What was typed; the field is empty afterwards."""
        return self.field.take()

    def refuse(self, error: AuditDeskError) -> None:
        """Say what is wrong beside the field; it takes nothing while one has to wait."""
        self._say(words().error(error))
        self._seconds, self._wrong = int(error.values.get("seconds", 0)), int(error.values.get("tries", 0))
        if self._seconds:
            self._tick.start()
            self._count_down()
        self.field.edit.setFocus()

    def _count_down(self) -> None:
        self.field.setEnabled(self._seconds <= 0)
        if self._seconds > 0:
            told = plural(
                self._seconds,
                "Wrong {tries} times. Try again in {count} second.",
                "Wrong {tries} times. Try again in {count} seconds.",
                tries=self._wrong,
            )
            self._say(told)
            self._seconds -= 1
            self.ready.emit(False)
        else:
            self._tick.stop()
            self._say("")
            self.field.edit.setFocus()
            self.ready.emit(self.is_ready)

    def _typed(self, text: str) -> None:
        if text and self._told.property("tone") == "danger":
            self._say("")
        self.ready.emit(self.is_ready)

    def _caps(self, on: bool) -> None:
        if on:
            self._say(tr("Caps Lock seems to be on."), "caution")
        elif self._told.property("tone") == "caution":
            self._say("")

    def _say(self, text: str, tone: str = "danger") -> None:
        self._told.setText(text)
        self._told.set_tone(tone)
        self._told.setVisible(bool(text))
        self.field.edit.setAccessibleDescription(text)
