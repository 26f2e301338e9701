"""What opens a parcel: its passphrase, or the file of the secret key that it was sealed to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from ui.parts.buttons import Button, SegmentedControl
from ui.parts.layouts import boxed, column, row
from ui.parts.passphrase import PassphraseField
from ui.parts.states import labelled
from ui.words import documents, tr


class OpeningField(QWidget):
    """One of the two; ``given`` tells (passphrase, key file), one of them empty."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kinds = SegmentedControl((("passphrase", tr("Passphrase")), ("key", tr("Key file"))), name=tr("What opens it"))
        self.passphrase = PassphraseField(tr("Passphrase of the package"))
        self.file = QLineEdit()
        self.file.setAccessibleName(tr("Key file"))
        choose = Button(tr("Choose ..."), icon="folder", kind="quiet")
        choose.clicked.connect(self._choose)
        line = row(self.file, choose, gap=8)
        line.setStretch(0, 1)
        self._key = boxed(line)
        self.setLayout(column(labelled(tr("What opens it"), boxed(row(self.kinds, None))), self.passphrase, self._key, gap=6))
        self.setFocusProxy(self.passphrase)
        self.kinds.chosen.connect(lambda _kind: self._follow())
        for edit in (self.passphrase.edit, self.file):
            edit.textChanged.connect(lambda _text: self.changed.emit())
        self._key.setVisible(False)

    @property
    def is_ready(self) -> bool:
        """Whether there is something to try."""
        return any(self.given())

    def given(self) -> tuple[str, str]:
        """(passphrase, key file); one of them is empty."""
        by_key = self.kinds.current() == "key"
        return ("", self.file.text().strip()) if by_key else (self.passphrase.text(), "")

    def _follow(self) -> None:
        by_key = self.kinds.current() == "key"
        self.passphrase.setVisible(not by_key)
        self._key.setVisible(by_key)
        self.setFocusProxy(self.file if by_key else self.passphrase)
        self.changed.emit()

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, tr("Key file"), self.file.text() or documents())
        if chosen:
            self.file.setText(chosen)
