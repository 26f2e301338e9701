"""Lock a notice from the window: what is chosen, how it goes on as a job, what came of it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from auditdesk.errors import AuditDeskError
from auditdesk.model.notice_draft_rows import IssueRow
from auditdesk.model.rows import PaperRow
from auditdesk.progress import Progress
from ui.places.base import Place
from ui.places.notice_lock_sheet import LockChoice, LockSheet
from ui.places.notice_reading import Reading
from ui.places.notice_sheets import LockedSheet
from ui.words import documents, plural, tr, year_name

GONE = ("notice.no_flag",)
"""A flag that went with the words around it: nothing is left to settle."""


class NoticeLocking(Place):
    """The part of ``NoticePlace`` that locks. ``choose_folder`` and ``choose_certificate`` ask for a path; "" = none."""

    reading: Reading | None
    choose_folder: Callable[[], str]
    choose_certificate: Callable[[], str]

    @abstractmethod
    def read(self) -> None:
        """Read the notice of the year again, off the GUI thread."""

    @property
    def year(self) -> int:
        assert self.reading is not None and self.reading.year is not None
        return self.reading.year

    def refused(self, error: Exception) -> None:
        """Tell what was refused, and show what is true."""
        if isinstance(error, AuditDeskError) and error.code not in GONE:
            self.failed.emit(error)
        self.read()

    def lock(self) -> None:
        """Choose what is written where; then a job writes, checks and locks, and can be cancelled."""
        if self.why_not("notice.lock"):
            return
        folder = str(Path(documents(), tr("Notice of {year}", year=year_name(self.year))))
        told = (tr("The leak check runs over the finished files. From then on nothing of it changes."),)
        sheet = LockSheet(self.window(), told, folder, self.choose_folder, self.choose_certificate)
        sheet.send = lambda: self._begin_to_lock(sheet, sheet.choice())
        sheet.open()

    def _begin_to_lock(self, sheet: LockSheet, choice: LockChoice) -> None:
        year, folder = self.year, choice.folder
        waiting = [choice]  # taken out by the work: what is told of a job later must not hold a password

        def work(progress: Progress) -> Any:
            chosen = waiting.pop()
            return self.desk.notice_register.lock(
                year, folder, progress, formats=chosen.formats, languages=chosen.languages, sign=chosen.sign
            )

        job = self.runner.start(tr("Write the notice of {year}", year=year_name(year)), work)

        def done(result: tuple[IssueRow, tuple[PaperRow, ...]]) -> None:
            if shiboken6.isValid(sheet):
                sheet.close_and_return()
            self._locked(folder, result)

        def failed(error: Exception) -> None:
            if shiboken6.isValid(sheet) and sheet.isVisible() and isinstance(error, AuditDeskError):
                sheet.refuse(error)
                self.read()
            else:
                self.refused(error)

        def stopped() -> None:
            if shiboken6.isValid(sheet):
                sheet.back(tr("Stopped: no file was left behind, and the notice is not locked."))

        job.succeeded.connect(done)
        job.failed.connect(failed)
        job.cancelled.connect(stopped)
        sheet.follow(job, tr("It is being written"))

    def _locked(self, folder: Path, result: tuple[IssueRow, tuple[PaperRow, ...]]) -> None:
        issue, papers = result
        said = plural(len(papers), "{count} file written", "{count} files written")
        self.offered.emit(said, tr("Open the folder"), partial(open_folder, folder))
        self.read()
        if self.isVisible():
            LockedSheet(self.window(), issue, papers, partial(open_folder, folder)).open()

    def show_files(self, issue: IssueRow | None) -> None:
        """The files of a line of the register, with their hashes."""
        if issue is not None:
            LockedSheet(self.window(), issue, issue.files).open()


def open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
