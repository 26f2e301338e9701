"""The day's own backup: looked for when somebody has signed in and while the window is open; told once when it fails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from auditdesk.errors import AuditDeskError
from ui.words import tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Job, Runner

LOOK_EVERY = 20 * 60 * 1000
"""Milliseconds between two looks at whether a new day has begun."""


class DailyBackup(QObject):
    """Never in the way: it runs as a job that nobody is asked about, and work goes on whether it succeeds or not."""

    def __init__(self, desk: Desk, runner: Runner, tell: Callable[[AuditDeskError], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._tell = desk, runner, tell
        self._job: Job | None = None
        self._told_on: date | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look now, and from then on while the window is open."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Ask whether today's is still to be made."""
        if self._job is None:
            self._runner.read(self._desk.backups.due, self._answer, self._unknown, latest="daily_backup")

    def _answer(self, due: bool) -> None:
        # One that failed today is tried again tomorrow, or by hand: telling twice would only disturb.
        if due and self._job is None and self._told_on != self._desk.today():
            self._job = self._runner.start(tr("Daily backup"), self._desk.backups.daily, by_hand=False, beside=True)
            self._job.failed.connect(self._failed)
            self._job.settled.connect(self._settled)

    def _unknown(self, _error: Exception) -> None:
        """Whether it is due can't be told while the workspace sleeps or its disk is away; the next look asks again."""

    def _failed(self, error: Exception) -> None:
        self._told_on = self._desk.today()
        if isinstance(error, AuditDeskError):
            self._tell(error)

    def _settled(self) -> None:
        self._job = None
