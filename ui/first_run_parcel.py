"""只匯入查核包: the package that a laptop begins from, what opens it, and who signed it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.parcel_rows import PARCEL_SUFFIX
from ui.first_run_steps import Answers, Step
from ui.jobs import Runner
from ui.parcel_opening import Seen, grouped, look_into
from ui.parts.buttons import Button
from ui.parts.fields import FramedField
from ui.parts.labels import Frame, IconLabel, Label
from ui.parts.layouts import column, row
from ui.parts.opening_field import OpeningField
from ui.parts.states import labelled
from ui.words import documents, tr, words


class ParcelStep(Step):
    """Next first opens the package, which takes seconds, and shows what it says; the next Next goes on."""

    def __init__(self, answers: Answers, runner: Runner) -> None:
        super().__init__(answers)
        self._runner = runner
        self._looking = False
        self._opened: tuple[Path | None, str, str] = (None, "", "")
        self.seen: Seen | None = None
        self.title = tr("Package")
        self.heading = tr("Which package?")
        self.lead = tr("Your office gave you a file and, by another way, its passphrase. It says who you are and what you audit.")
        self.file = FramedField("file", name=tr("Package"))
        self.file.set_text("" if answers.parcel is None else str(answers.parcel))
        self.file.changed.connect(lambda _text: self._take())
        choose = Button(tr("Choose ..."), icon="folder")
        choose.clicked.connect(self._choose)
        line = row(self.file, choose, gap=8)
        line.setStretch(0, 1)
        holder = QWidget()
        holder.setLayout(line)
        self.opening = OpeningField()
        self.opening.changed.connect(self._take)
        self._told = Label("", "table", "secondary", wrap=True)
        self._told.setVisible(False)
        self.card = Frame("card")
        self._for, self._what = Label("", "strong", wrap=True), Label("", "table", "secondary", wrap=True)
        self._signer, self._known = Label("", "table", wrap=True), Label("", "caption", "caution", wrap=True)
        signed = row(IconLabel("shield-check", "judge.conform.mark", 16), self._signer, gap=8)
        signed.setStretch(1, 1)
        self.card.setLayout(column(self._for, self._what, signed, self._known, gap=6, margins=(16, 12, 16, 12)))
        self.card.setVisible(False)
        self.setLayout(column(labelled(tr("File"), holder), self.opening, self._told, self.card, gap=12))

    def begin(self) -> None:
        (self.opening if self.file.text() else self.file).setFocus()

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, tr("Package"), self.file.text() or documents(), f"{tr('Package')} (*{PARCEL_SUFFIX})"
        )
        if chosen:
            self.file.set_text(chosen)
            self.opening.setFocus()

    def _given(self) -> tuple[Path | None, str, str]:
        text = self.file.text().strip()
        return (Path(text).expanduser() if text else None, *self.opening.given())

    def _take(self) -> None:
        self.answers.parcel, *opens = self._given()
        self.answers.parcel_opens = (str(opens[0]), str(opens[1]))
        if self._given() != self._opened:
            self.seen = None
            self.card.setVisible(False)
            self._told.setVisible(False)
        self.changed.emit()

    def missing(self) -> str:
        if self._looking:
            return tr("The package is being opened")
        if self.answers.parcel is None:
            return tr("Choose the package first")
        return "" if self.opening.is_ready else tr("Its passphrase or key file is needed")

    def check(self) -> bool:
        if self.seen is not None:
            return True
        file, passphrase, key_file = given = self._given()
        assert file is not None
        self._looking = True
        self._tell(tr("Opening the package takes a few seconds."), "secondary")
        job = self._runner.start(tr("Look into a package"), lambda progress: look_into(file, passphrase, key_file, progress))
        job.succeeded.connect(lambda seen: self._show(given, seen))
        job.failed.connect(self._failed)
        job.settled.connect(self._over)
        self.changed.emit()
        return False

    def _over(self) -> None:
        self._looking = False
        self.changed.emit()

    def _show(self, given: tuple[Path | None, str, str], seen: Seen) -> None:
        if given != self._given():
            return
        self._opened, self.seen = given, seen
        self.answers.login, self.answers.name = seen.login, seen.name
        self._told.setVisible(False)
        self._for.setText(tr("For {name} ({login})", name=seen.name, login=seen.login))
        self._what.setText(tr("{parcel}: {firms}", parcel=seen.number, firms=tr(", ").join(seen.firms)))
        self._signer.setText(
            tr("Signed by {name}, fingerprint {print}.", name=seen.signed_by or "–", print=grouped(seen.fingerprint))
        )
        self._known.setText(tr("This key is seen here for the first time: compare it with the office."))
        self.card.setVisible(True)
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self._tell(words().error(error), "danger")
            self.opening.setFocus()

    def _tell(self, text: str, tone: str) -> None:
        self._told.setText(text)
        self._told.set_tone(tone)
        self._told.setVisible(True)

    def summary(self) -> str:
        return f"{self.answers.name}  {self.seen.number}" if self.seen is not None else ""

    def next_words(self) -> str:
        return tr("Open the package") if self.seen is None else ""
