"""How far a job is, on the sheet that started it, with a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

from ui.jobs import Job
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.parts.layouts import column, row
from ui.words import tr, words


class JobLine(QWidget):
    """Hidden until it follows a job, and again once that is over."""

    def __init__(self) -> None:
        super().__init__()
        self._job: Job | None = None
        self._step = Label("", "caption", "secondary")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.stop = Button(tr("Stop"), icon="x", kind="quiet", small=True)
        self.stop.clicked.connect(self._cancel)
        self.setLayout(column(row(self._step, None, self.stop), self._bar, gap=4))
        self.setVisible(False)

    def follow(self, job: Job) -> None:
        self._job = job
        self._step.setText(job.name)
        self._bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.setVisible(True)
        job.progressed.connect(self._show)
        job.settled.connect(self._over)

    def _show(self, done: int, total: int, step: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        told = words().say(f"step.{step}") if step else ""
        self._step.setText(f"{told} {done} / {total}" if total else told or self._step.text())

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.stop.setEnabled(False)

    def _over(self) -> None:
        self._job = None
        self.setVisible(False)
