"""With which certificate of the office is signed: its file and its password, which is used once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from auditdesk.model.signing import CertificateFile
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.parts.layouts import boxed, column, row
from ui.parts.passphrase import PassphraseField
from ui.parts.states import labelled
from ui.words import tr


class CertificateFields(QWidget):
    """``choose`` asks for the path of a file; "" = none. ``entered`` and ``escaped`` are the password's Enter and Esc."""

    changed = Signal()
    entered = Signal()
    escaped = Signal()

    def __init__(self, choose: Callable[[], str]) -> None:
        super().__init__()
        self._choose = choose
        self.certificate = QLineEdit()
        self.certificate.setAccessibleName(tr("Certificate (PKCS#12 file)"))
        self.password = PassphraseField(tr("Password of the certificate"))
        self.choose = Button(tr("Choose ..."), kind="default")
        self.choose.clicked.connect(self._ask)
        line = row(gap=8)
        line.addWidget(self.certificate, 1)
        line.addWidget(self.choose)
        self.setLayout(
            column(
                labelled(tr("Certificate (PKCS#12 file)"), boxed(line)),
                labelled(tr("Password of the certificate"), self.password),
                Label(tr("The password is used once and kept nowhere."), "caption", "muted", wrap=True),
                gap=8,
            )
        )
        self.certificate.textChanged.connect(self.changed)
        self.certificate.returnPressed.connect(self.password.edit.setFocus)
        self.password.edit.textChanged.connect(self.changed)
        self.password.entered.connect(self.entered)
        self.password.escaped.connect(self.escaped)

    @property
    def whole(self) -> bool:
        """Whether there is a file and a password."""
        return bool(self.certificate.text().strip() and self.password.edit.text())

    def take(self) -> CertificateFile:
        """What was given; the field of the password is empty afterwards."""
        return CertificateFile(Path(self.certificate.text().strip()), self.password.take())

    def _ask(self) -> None:
        if path := self._choose():
            self.certificate.setText(path)
            self.password.edit.setFocus()
