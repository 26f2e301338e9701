"""Sign an approved batch from the window: the certificate and its password, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from auditdesk.errors import AuditDeskError, Refused
from auditdesk.model.letter_rows import BatchRow
from auditdesk.model.signing import CertificateFile
from auditdesk.progress import Progress
from ui.parts.certificate_fields import CertificateFields
from ui.places.job_sheet import JobSheet
from ui.places.letters_page import open_path
from ui.words import documents, plural, tr, words

if TYPE_CHECKING:
    from ui.places.base import Place


class SignSheet(JobSheet):
    """Which certificate signs."""

    def __init__(self, window: QWidget, batch: BatchRow, choose: Callable[[], str]) -> None:
        told = plural(
            batch.written,
            "The PDF file of {count} letter is signed and takes the place of the unsigned one.",
            "The PDF files of {count} letters are signed and take the place of the unsigned ones.",
        )
        super().__init__(window, tr("Sign {batch}", batch=batch.number), (told,), tr("Sign the letters"), 520)
        self.signing = CertificateFields(choose)
        self.fields = {"certificate": self.signing.certificate}
        self.signing.changed.connect(self.check)
        self.signing.entered.connect(self._give)
        self.signing.escaped.connect(self.close_and_return)
        self.lay(self.signing)

    def open(self) -> None:
        super().open()
        self.signing.certificate.setFocus(Qt.FocusReason.PopupFocusReason)

    def missing(self) -> str:
        return "" if self.signing.whole else tr("Choose the certificate and give its password")

    def told_of(self, done: int, total: int, step: str) -> str:
        return tr("Signing {done} / {total}", done=done, total=total) if total else tr("Signing ...")

    def begin_again_at(self) -> QWidget:
        return self.signing.password.edit


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
        sheet.send = lambda: self._begin(sheet, batch, sheet.signing.take())
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
        sheet.follow(job, tr("It is being signed"))

    def _ask(self) -> str:
        kinds = f"{tr('Certificates')} (*.p12 *.pfx)"
        return QFileDialog.getOpenFileName(self._place, tr("Certificate of the office"), documents(), kinds)[0]
