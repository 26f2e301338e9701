"""Lock and write: where the files go, in which formats and languages, signed or not; then how far it is, with a way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.notice_paper import PAPER_FORMATS
from auditdesk.model.signing import CertificateFile
from auditdesk.words import LANGUAGES
from ui.jobs import Job
from ui.parts.buttons import Button
from ui.parts.check_box import CheckBox
from ui.parts.labels import Label
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.parts.passphrase import PassphraseField
from ui.parts.states import labelled
from ui.places.notice_sheets import ConfirmSheet
from ui.words import tr, words


@dataclass(frozen=True, slots=True)
class LockChoice:
    """What is to be written where. ``sign`` holds a password: it is used once and kept nowhere."""

    folder: Path
    formats: tuple[str, ...]
    languages: tuple[str, ...]
    sign: CertificateFile | None = field(default=None, repr=False)


class LockSheet(ConfirmSheet):
    """``choose_folder`` and ``choose_certificate`` ask for a path, "" = none. Once it runs (``follow``) Cancel stops it; Esc only
    puts the sheet away, and the work goes on among the jobs.
    """

    def __init__(
        self,
        window: QWidget,
        told: Sequence[str],
        folder: str,
        choose_folder: Callable[[], str],
        choose_certificate: Callable[[], str],
    ) -> None:
        super().__init__(window, tr("Lock and write"), told, tr("Lock and write"), 560)
        self._job: Job | None = None
        self._usual = folder
        self.folder, self.certificate = QLineEdit(folder), QLineEdit()
        self.formats = {one: CheckBox(_format_name(one)) for one in PAPER_FORMATS}
        self.languages = {one: CheckBox(name) for one, name in zip(LANGUAGES, (tr("Chinese"), tr("English")), strict=True)}
        for box in (*self.formats.values(), *self.languages.values()):
            box.setChecked(True)
            box.toggled.connect(self._check)
        self.sign = CheckBox(tr("Sign the PDF files with a certificate of the office"))
        self.password = PassphraseField(tr("Password of the certificate"))
        self.password.edit.textChanged.connect(self._check)
        self.password.entered.connect(self._give)
        self.password.escaped.connect(self.close_and_return)
        self.certificate.textChanged.connect(self._check)
        self.sign.toggled.connect(self._show_signing)
        self._signing = boxed(
            column(
                labelled(tr("Certificate (PKCS#12 file)"), _with_button(self.certificate, choose_certificate)),
                labelled(tr("Password of the certificate"), self.password),
                Label(tr("The password is used once and kept nowhere."), "caption", "muted", wrap=True),
                gap=8,
                margins=(24, 0, 0, 0),
            )
        )
        self._signing.hide()
        for edit, name in ((self.folder, tr("Folder")), (self.certificate, tr("Certificate (PKCS#12 file)"))):
            edit.setAccessibleName(name)
        self._form = boxed(
            column(
                labelled(tr("Folder"), _with_button(self.folder, choose_folder)),
                labelled(tr("Formats"), boxed(FlowLayout(*self.formats.values(), gap=10, line_gap=2))),
                labelled(tr("Languages"), boxed(FlowLayout(*self.languages.values(), gap=10, line_gap=2))),
                self.sign,
                self._signing,
                gap=12,
            )
        )
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.step = Label("", "table", "secondary", wrap=True)
        hint = Label(tr("Esc puts this away; the work goes on among the jobs (Ctrl+J)."), "caption", "muted", wrap=True)
        self._running = boxed(column(self.bar, self.step, hint, gap=6))
        self._running.hide()
        at = self.content.indexOf(self.wrong)
        self.content.insertWidget(at, self._form)
        self.content.insertWidget(at + 1, self._running)
        self.cancel.clicked.disconnect()
        self.cancel.clicked.connect(self._stop)

    def choice(self) -> LockChoice:
        """What was chosen; the field of the password is empty afterwards."""
        signed = CertificateFile(Path(self.certificate.text().strip()), self.password.take()) if self.sign.isChecked() else None
        return LockChoice(
            Path(self.folder.text().strip() or self._usual), self._on(self.formats), self._on(self.languages), signed
        )

    def _on(self, boxes: dict[str, CheckBox]) -> tuple[str, ...]:
        return tuple(name for name, box in boxes.items() if box.isChecked())

    def _missing(self) -> str:
        if not self._on(self.formats) or not self._on(self.languages):
            return tr("Choose at least one format and one language")
        if self.sign.isChecked() and not self.formats["pdf"].isChecked():
            return tr("Only PDF files can be signed: choose PDF too")
        if self.sign.isChecked() and not (self.certificate.text().strip() and self.password.edit.text()):
            return tr("Choose the certificate and give its password")
        return ""

    def _check(self) -> None:
        assert self.primary is not None
        self.primary.refuse(self._missing())

    def _show_signing(self, on: bool) -> None:
        self._signing.setVisible(on)
        self._check()
        self.let_see(self._signing)
        if on:
            self.certificate.setFocus()

    def _give(self) -> None:
        if self._job is None and not self._missing():
            super()._give()

    # while it runs

    def follow(self, job: Job) -> None:
        """Show how far it is instead of the form."""
        self._job = job
        self.wrong.hide()
        self._form.hide()
        self._running.show()
        self._progressed(0, 0, "")
        assert self.primary is not None
        self.primary.refuse(tr("It is being written"))
        self.cancel.setFocus()
        job.progressed.connect(self._progressed)
        job.cancelled.connect(self._cancelled)
        self.place()

    def _progressed(self, done: int, total: int, step: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        told = words().say(f"step.{step}") if step else tr("Writing ...")
        self.step.setText(f"{told}  {done} / {total}" if total else told)

    def _stop(self) -> None:
        if self._job is None:
            self.close_and_return()
            return
        self._job.cancel()
        self.cancel.refuse(tr("Stopping ..."))
        self.step.setText(tr("Stopping ..."))

    def _back(self, told: str) -> None:
        """The form again, with what happened."""
        self._job = None
        self._running.hide()
        self._form.show()
        assert self.primary is not None
        self.cancel.refuse("")
        self._check()
        self.wrong.setText(told)
        self.wrong.show()
        self.let_see(self.wrong)
        (self.password.edit if self.sign.isChecked() else self.primary).setFocus()

    def _cancelled(self) -> None:
        self._back(tr("Stopped: no file was left behind, and the notice is not locked."))

    def refuse(self, error: AuditDeskError) -> None:
        self._back(words().error(error))


def _with_button(edit: QLineEdit, choose: Callable[[], str]) -> QWidget:
    def ask() -> None:
        if chosen := choose():
            edit.setText(chosen)

    other = Button(tr("Choose ..."), kind="default")
    other.clicked.connect(ask)
    line = row(gap=8)
    line.addWidget(edit, 1)
    line.addWidget(other)
    return boxed(line)


def _format_name(name: str) -> str:
    return tr("TXT for the single window") if name == "txt" else name.upper()
