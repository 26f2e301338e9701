"""Ctrl+J: what runs, how far it is, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError
from ui.jobs import Job, Runner
from ui.parts.buttons import Button
from ui.parts.labels import ElidedLabel, IconLabel, Label, Separator
from ui.parts.layouts import boxed, clear, column, row
from ui.parts.popover import Popover
from ui.theme import theme
from ui.words import clock, number, plural, tr, words

_MARKS = {
    "waiting": ("clock", "text.muted"),
    "running": ("sync", "accent.text"),
    "succeeded": ("check", "judge.conform.mark"),
    "failed": ("warn", "danger.text"),
    "cancelled": ("minus", "text.muted"),
}


class JobRow(QWidget):
    """One job: name, n / N, what is left, and Cancel while it runs."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.job = job
        self._icon = IconLabel("sync", "accent.text", 16)
        self._count = Label("", "caption", "secondary")
        self._detail = Label("", "caption", "muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(job.name)
        cancel = tr("Cancel and undo") if job.two_ways else tr("Cancel")
        self.cancel = Button(cancel, kind="quiet", small=True, name=tr("Cancel {job}", job=job.name))
        self.cancel.clicked.connect(self._cancel)
        self.stop = Button(tr("Stop here"), icon="pause", kind="quiet", small=True, name=tr("Stop {job} here", job=job.name))
        self.stop.clicked.connect(self._stop_here)
        self.offered = Button("", icon="folder", kind="default", small=True)
        self.offered.setAutoDefault(True)  # Enter, not only Space
        self.offered.clicked.connect(self._take_offer)
        named = ElidedLabel(job.name, "table", "primary", 500)
        head = row(self._icon, named, None, self._count, self.stop, self.cancel, self.offered, gap=8)
        self.setLayout(column(head, self._bar, self._detail, gap=4, margins=(0, 6, 0, 6)))
        job.progressed.connect(self._show)
        job.settled.connect(self._show)
        self._show()

    def _cancel(self) -> None:
        self.job.cancel()
        self._show()

    def _stop_here(self) -> None:
        self.job.stop_here()
        self._show()

    def _take_offer(self) -> None:
        if self.job.offer is not None:
            self.job.offer[1]()

    def _show(self, *_told: object) -> None:
        job = self.job
        self._icon.set(*_MARKS[job.state])
        self._count.setText(f"{number(job.done)} / {number(job.total)}" if job.total else "")
        self._bar.setVisible(not job.over)
        self._bar.setRange(0, job.total)
        self._bar.setValue(job.done)
        self.cancel.setVisible(not job.over)
        self.cancel.setEnabled(not job.stopping and job.step != "keeping")
        self.stop.setVisible(not job.over and job.two_ways)
        self.stop.setEnabled(not job.stopping)
        self.offered.setVisible(job.over and job.offer is not None)
        if job.offer is not None:
            self.offered.setText(job.offer[0])
            self.offered.setAccessibleName(f"{job.offer[0]}: {job.name}")
        self._detail.setText(self._words())

    def _words(self) -> str:
        job = self.job
        if job.stopping:
            return tr("Stopping; what is finished stays") if job.keeping else tr("Stopping; what it has made is taken back")
        if job.state == "waiting":
            return tr("Waiting for its turn")
        if job.state == "failed":
            return (
                words().error(job.error) if isinstance(job.error, AuditDeskError) else tr("An unexpected error; nothing was kept")
            )
        if job.ended_at is not None:
            done = tr("Done {time}", time=clock(job.ended_at))
            stopped = tr("Stopped; what is finished is kept") if job.keeping else tr("Cancelled; nothing was kept")
            return done if job.state == "succeeded" else stopped
        if job.step == "keeping":
            return words().say("step.keeping")
        left = job.seconds_left()
        return "" if left is None else plural(max(1, round(left)), "about {count} second left", "about {count} seconds left")


class JobsPanel(Popover):
    """The jobs of this session, newest first."""

    def __init__(self, runner: Runner) -> None:
        super().__init__(440)
        self._runner = runner
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        tidy = Button(tr("Clear finished"), kind="ghost", small=True)
        tidy.clicked.connect(self._tidy)
        self.body.addLayout(row(Label(tr("Jobs"), "subtitle"), None, tidy, gap=8))
        self.body.addSpacing(theme().px(4))
        self.body.addLayout(self._rows)
        self.setAccessibleName(tr("Jobs"))
        self._fill()
        runner.started.connect(self._fill)

    def open_at(self, anchor: QWidget, spot: QRect | None = None) -> None:
        """The newest job that is done and has something to offer gets the focus: Enter takes it."""
        super().open_at(anchor, spot)
        offers = [row.offered for row in self.findChildren(JobRow) if row.offered.isVisible()]
        if offers:
            offers[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _tidy(self) -> None:
        self._runner.forget()
        self._fill()

    def _fill(self, _job: object = None) -> None:
        clear(self._rows)
        for position, job in enumerate(reversed(self._runner.jobs[-8:])):
            if position:
                self._rows.addWidget(Separator(subtle=True))
            self._rows.addWidget(JobRow(job))
        if not self._runner.jobs:
            nothing = Label(tr("No jobs in this session."), "table", "muted")
            nothing.setAlignment(Qt.AlignmentFlag.AlignLeft)
            self._rows.addWidget(boxed(row(nothing, None, margins=(0, 8, 0, 8))))
