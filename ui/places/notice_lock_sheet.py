"""Lock and write: where the files go, in which formats and languages, signed or not; then how far it is, with a way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from auditdesk.model.notice_paper import PAPER_FORMATS
from auditdesk.model.signing import CertificateFile
from auditdesk.words import LANGUAGES
from ui.parts.buttons import Button
from ui.parts.certificate_fields import CertificateFields
from ui.parts.check_box import CheckBox
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.parts.states import labelled
from ui.places.job_sheet import JobSheet
from ui.words import tr, words


@dataclass(frozen=True, slots=True)
class LockChoice:
    """What is to be written where. ``sign`` holds a password: it is used once and kept nowhere."""

    folder: Path
    formats: tuple[str, ...]
    languages: tuple[str, ...]
    sign: CertificateFile | None = field(default=None, repr=False)


class LockSheet(JobSheet):
    """``choose_folder`` and ``choose_certificate`` ask for a path, "" = none."""

    def __init__(
        self,
        window: QWidget,
        told: Sequence[str],
        folder: str,
        choose_folder: Callable[[], str],
        choose_certificate: Callable[[], str],
    ) -> None:
        super().__init__(window, tr("Lock and write"), told, tr("Lock and write"), 560)
        self._usual, self._choose_folder = folder, choose_folder
        self.folder = QLineEdit(folder)
        self.folder.setAccessibleName(tr("Folder"))
        other = Button(tr("Choose ..."), kind="default")
        other.clicked.connect(self._other_folder)
        line = row(gap=8)
        line.addWidget(self.folder, 1)
        line.addWidget(other)
        self.formats = {one: CheckBox(_format_name(one)) for one in PAPER_FORMATS}
        self.languages = {one: CheckBox(name) for one, name in zip(LANGUAGES, (tr("Chinese"), tr("English")), strict=True)}
        for box in (*self.formats.values(), *self.languages.values()):
            box.setChecked(True)
            box.toggled.connect(self.check)
        self.sign = CheckBox(tr("Sign the PDF files with a certificate of the office"))
        self.sign.toggled.connect(self._show_signing)
        self.signing = CertificateFields(choose_certificate)
        self.signing.changed.connect(self.check)
        self.signing.entered.connect(self._give)
        self.signing.escaped.connect(self.close_and_return)
        self._indented = boxed(column(self.signing, margins=(24, 0, 0, 0)))
        self._indented.hide()
        self.lay(
            boxed(
                column(
                    labelled(tr("Folder"), boxed(line)),
                    labelled(tr("Formats"), boxed(FlowLayout(*self.formats.values(), gap=10, line_gap=2))),
                    labelled(tr("Languages"), boxed(FlowLayout(*self.languages.values(), gap=10, line_gap=2))),
                    self.sign,
                    self._indented,
                    gap=12,
                )
            )
        )

    def _other_folder(self) -> None:
        if chosen := self._choose_folder():
            self.folder.setText(chosen)

    def choice(self) -> LockChoice:
        """What was chosen; the field of the password is empty afterwards."""
        signed = self.signing.take() if self.sign.isChecked() else None
        return LockChoice(
            Path(self.folder.text().strip() or self._usual), self._on(self.formats), self._on(self.languages), signed
        )

    def _on(self, boxes: dict[str, CheckBox]) -> tuple[str, ...]:
        return tuple(name for name, box in boxes.items() if box.isChecked())

    def missing(self) -> str:
        if not self._on(self.formats) or not self._on(self.languages):
            return tr("Choose at least one format and one language")
        if self.sign.isChecked() and not self.formats["pdf"].isChecked():
            return tr("Only PDF files can be signed: choose PDF too")
        if self.sign.isChecked() and not self.signing.whole:
            return tr("Choose the certificate and give its password")
        return ""

    def _show_signing(self, on: bool) -> None:
        self._indented.setVisible(on)
        self.check()
        self.let_see(self._indented)
        if on:
            self.signing.certificate.setFocus()

    def told_of(self, done: int, total: int, step: str) -> str:
        told = words().say(f"step.{step}") if step else tr("Writing ...")
        return f"{told}  {done} / {total}" if total else told

    def begin_again_at(self) -> QWidget:
        assert self.primary is not None
        return self.signing.password.edit if self.sign.isChecked() else self.primary


def _format_name(name: str) -> str:
    return tr("TXT for the single window") if name == "txt" else name.upper()
