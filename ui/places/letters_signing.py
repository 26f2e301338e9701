"""Sign an approved batch from the window: the certificate and its password, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QProgressBar, QWidget

from auditdesk.errors import AuditDeskError, Refused
from auditdesk.model.letter_rows import BatchRow
from auditdesk.model.signing import CertificateFile
from auditdesk.progress import Progress
from ui.jobs import Job
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.parts.layouts import boxed, column, row
from ui.parts.passphrase import PassphraseField
from ui.parts.states import labelled
from ui.places.letters_page import open_path
from ui.places.rules_sheets import FormSheet
from ui.words import documents, plural, tr, words

if TYPE_CHECKING:
    from ui.places.base import Place


class SignSheet(FormSheet):
    """Which certificate signs. Once it runs Cancel stops it; Esc only puts the sheet away, and the work goes on among the jobs."""

    def __init__(self, window: QWidget, batch: BatchRow, choose: Callable[[], str]) -> None:
        super().__init__(window, tr("Sign {batch}", batch=batch.number), tr("Sign the letters"), 520)
        told = plural(
            batch.written,
            "The PDF file of {count} letter is signed and takes the place of the unsigned one.",
            "The PDF files of {count} letters are signed and take the place of the unsigned ones.",
        )
        self._job: Job | None = None
        self.certificate = QLineEdit()
        self.certificate.setAccessibleName(tr("Certificate (PKCS#12 file)"))
        self.password = PassphraseField(tr("Password of the certificate"))
        self.choose = Button(tr("Choose ..."), kind="default")
        self.choose.clicked.connect(lambda: self._chosen(choose()))
        line = row(gap=8)
        line.addWidget(self.certificate, 1)
        line.addWidget(self.choose)
        self._form = boxed(
            column(
                labelled(tr("Certificate (PKCS#12 file)"), boxed(line)),
                labelled(tr("Password of the certificate"), self.password),
                Label(tr("The password is used once and kept nowhere."), "caption", "muted", wrap=True),
                gap=8,
            )
        )
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.step = Label("", "table", "secondary", wrap=True)
        hint = Label(tr("Esc puts this away; the work goes on among the jobs (Ctrl+J)."), "caption", "muted", wrap=True)
        self._running = boxed(column(self.bar, self.step, hint, gap=6))
        self._running.hide()
        for each in (Label(told, "table", "primary", wrap=True), self._form, self._running):
            self.content.addWidget(each)
        self.finish()
        self.fields = {"certificate": self.certificate}
        self.certificate.textChanged.connect(self._check)
        self.certificate.returnPressed.connect(self.password.edit.setFocus)
        self.password.edit.textChanged.connect(self._check)
        self.password.entered.connect(self._give)
        self.password.escaped.connect(self.close_and_return)
        self.cancel.clicked.disconnect()
        self.cancel.clicked.connect(self._stop)
        self._check()

    def open(self) -> None:
        super().open()
        self.certificate.setFocus(Qt.FocusReason.PopupFocusReason)

    def source(self) -> CertificateFile:
        """What was chosen; the field of the password is empty afterwards."""
        return CertificateFile(Path(self.certificate.text().strip()), self.password.take())

    def _chosen(self, path: str) -> None:
        if path:
            self.certificate.setText(path)
            self.password.edit.setFocus()

    def _check(self) -> None:
        assert self.primary is not None
        whole = self.certificate.text().strip() and self.password.edit.text()
        self.primary.refuse("" if whole else tr("Choose the certificate and give its password"))

    def _give(self) -> None:
        if self._job is None and self.certificate.text().strip() and self.password.edit.text():
            super()._give()

    def follow(self, job: Job) -> None:
        """Show how far it is instead of the form."""
        self._job = job
        self.wrong.hide()
        self._form.hide()
        self._running.show()
        self._progressed(0, 0, "")
        assert self.primary is not None
        self.primary.refuse(tr("It is being signed"))
        self.cancel.setFocus()
        job.progressed.connect(self._progressed)
        self.place()

    def _progressed(self, done: int, total: int, _step: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.step.setText(tr("Signing {done} / {total}", done=done, total=total) if total else tr("Signing ..."))

    def _stop(self) -> None:
        if self._job is None:
            self.close_and_return()
            return
        self._job.cancel()
        self.cancel.refuse(tr("Stopping ..."))

    def back(self, told: str) -> None:
        """The form again, with what happened."""
        self._job = None
        self._running.hide()
        self._form.show()
        self.cancel.refuse("")
        self._check()
        self.wrong.setText(told)
        self.wrong.show()
        self.let_see(self.wrong)
        self.password.edit.setFocus()

    def refuse(self, error: AuditDeskError) -> None:
        self.back(words().error(error))


class Signing:
    """The act on one batch. ``choose`` asks for a path; "" = none. ``done`` is called once files were signed."""

    def __init__(self, place: Place, done: Callable[[], None]) -> None:
        self._place, self._done = place, done
        self.choose: Callable[[], str] = self._ask

    def refused(self, batch: BatchRow | None) -> str:
        """Why it can't be signed now; empty = it can."""
        if reason := self._place.why_not("letters.sign"):
            return reason
        if batch is None:
            return tr("Choose a batch that is approved.")
        if batch.state != "approved":
            return words().error(Refused("letters.wrong_state", batch_state=words().say(f"batch_state.{batch.state}")))
        if not {"pdf", "di"} & set(batch.formats):
            return words().error(Refused("letters.no_pdf", batch=batch.number))
        return ""

    def sign(self, batch: BatchRow | None) -> None:
        """Choose the certificate; then a job signs, and can be stopped."""
        if refused := self.refused(batch):
            self._place.said.emit(refused)
            return
        assert batch is not None
        sheet = SignSheet(self._place.window(), batch, self.choose)
        sheet.send = lambda: self._begin(sheet, batch, sheet.source())
        sheet.open()

    def _begin(self, sheet: SignSheet, batch: BatchRow, source: CertificateFile) -> None:
        place, letters = self._place, self._place.desk.letters
        waiting = [source]  # taken out by the work: what is told of a job later must not hold a password

        def work(progress: Progress) -> BatchRow:
            return letters.sign(batch.uid, waiting.pop(), progress)

        job = place.runner.start(tr("Sign {batch}", batch=batch.number), work)

        def signed(_row: Any) -> None:
            if shiboken6.isValid(sheet):
                sheet.close_and_return()
            place.offered.emit(
                tr("{batch} is signed", batch=batch.number), tr("Open the folder"), partial(open_path, Path(batch.folder))
            )
            self._done()

        def failed(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                if shiboken6.isValid(sheet) and sheet.isVisible():
                    sheet.refuse(error)
                else:
                    place.failed.emit(error)
            self._done()

        def stopped() -> None:
            told = tr("Stopped: what is signed stays; signing again goes on with the others.")
            if shiboken6.isValid(sheet) and sheet.isVisible():
                sheet.back(told)
            else:
                place.said.emit(told)
            self._done()

        job.succeeded.connect(signed)
        job.failed.connect(failed)
        job.cancelled.connect(stopped)
        sheet.follow(job)

    def _ask(self) -> str:
        kinds = f"{tr('Certificates')} (*.p12 *.pfx)"
        return QFileDialog.getOpenFileName(self._place, tr("Certificate of the office"), documents(), kinds)[0]
