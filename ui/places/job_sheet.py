"""A sheet that begins a job and then shows it in the place of its form, with a way out."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtWidgets import QProgressBar, QWidget

from auditdesk.errors import AuditDeskError
from ui.jobs import Job
from ui.parts.labels import Label
from ui.parts.layouts import boxed, column
from ui.places.notice_sheets import ConfirmSheet
from ui.words import tr, words


class JobSheet(ConfirmSheet):
    """Once the job runs (``follow``) Cancel stops it; Esc only puts the sheet away, and the work goes on among the jobs."""

    def __init__(self, window: QWidget, title: str, told: Sequence[str], do: str, width: int) -> None:
        super().__init__(window, title, told, do, width)
        self._job: Job | None = None
        self._form = QWidget()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.step = Label("", "table", "secondary", wrap=True)
        hint = Label(tr("Esc puts this away; the work goes on among the jobs (Ctrl+J)."), "caption", "muted", wrap=True)
        self._running = boxed(column(self.bar, self.step, hint, gap=6))
        self._running.hide()
        self.cancel.clicked.disconnect()
        self.cancel.clicked.connect(self._stop)

    def lay(self, form: QWidget) -> None:
        """Put the form below what is told."""
        self._form = form
        at = self.content.indexOf(self.wrong)
        self.content.insertWidget(at, form)
        self.content.insertWidget(at + 1, self._running)
        self.check()

    @abstractmethod
    def missing(self) -> str:
        """What is to be chosen before it can begin; empty = nothing."""

    @abstractmethod
    def told_of(self, done: int, total: int, step: str) -> str:
        """How far the job is, in words; ``total`` 0 = not known yet."""

    @abstractmethod
    def begin_again_at(self) -> QWidget:
        """Where the focus goes when the form comes back."""

    def check(self) -> None:
        """The first button is there once nothing is missing."""
        assert self.primary is not None
        self.primary.refuse(self.missing())

    def _give(self) -> None:
        if self._job is None and not self.missing():
            super()._give()

    def follow(self, job: Job, told: str) -> None:
        """Show how far it is instead of the form; ``told`` says why it can't be begun twice."""
        self._job = job
        self.wrong.hide()
        self._form.hide()
        self._running.show()
        self._progressed(0, 0, "")
        assert self.primary is not None
        self.primary.refuse(told)
        self.cancel.setFocus()
        job.progressed.connect(self._progressed)
        self.place()

    def _progressed(self, done: int, total: int, step: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.step.setText(self.told_of(done, total, step))

    def _stop(self) -> None:
        if self._job is None:
            self.close_and_return()
            return
        self._job.cancel()
        self.cancel.refuse(tr("Stopping ..."))
        self.step.setText(tr("Stopping ..."))

    def back(self, told: str) -> None:
        """The form again, with what happened."""
        self._job = None
        self._running.hide()
        self._form.show()
        self.cancel.refuse("")
        self.check()
        self.wrong.setText(told)
        self.wrong.show()
        self.let_see(self.wrong)
        self.begin_again_at().setFocus()

    def refuse(self, error: AuditDeskError) -> None:
        self.back(words().error(error))
