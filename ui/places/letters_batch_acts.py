"""What can be done with a batch: write it, stop it, go on, take it back, open what it made, go to what blocks it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from auditdesk.errors import AuditDeskError, Refused
from auditdesk.model.letter_rows import BatchRow
from auditdesk.rules.finding_states import COUNTED_STATES
from ui.jobs import Job
from ui.places.base import Command
from ui.places.letters_batch_table import BatchLine
from ui.places.letters_page import best_file, open_path
from ui.places.letters_run import BatchRun, told
from ui.places.letters_sheets import PreflightSheet, undo_sheet
from ui.words import plural, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.places.letters_batch import BatchPage


class BatchActs:
    """The acts of ``BatchPage``, each off the GUI thread."""

    def __init__(self, page: BatchPage) -> None:
        self._page = page
        self.run = BatchRun(page.desk, page.runner)
        self.preparing = False
        """A new batch was asked for although an older one is on screen."""
        self.wrong: AuditDeskError | None = None
        """Why the batch stopped by itself."""

    # why not

    def write_refused(self) -> str:
        """Why no batch can be written now; empty = it can."""
        page = self._page
        read = page.reading
        if reason := page.place.why_not("letters.write"):
            return reason
        if read is None or read.preflight is None or not page.due:
            return tr("No letter is due")
        if read.preflight.missing:
            missing = read.preflight.missing
            return words().error(Refused("letters.sender_missing", settings=missing, first=missing[0]))
        if not page.form.readable():
            return page.form.wrong.text()
        return "" if page.ticked else tr("Tick the letters that shall be written: Ctrl+A ticks all.")

    def undo_refused(self, row: BatchRow) -> str:
        """Why a batch can't be taken back; empty = it can."""
        if row.state not in ("running", "stopped", "written"):
            state = words().say(f"batch_state.{row.state}")
            return words().error(Refused("letters.wrong_state", batch_state=state))
        return self._page.place.why_not("letters.undo")

    # pressed

    def press(self, name: str) -> None:
        """A button of the foot."""
        acts = {
            "write": self.preflight,
            "stop": self.stop,
            "cancel": self.cancel,
            "resume": self.resume,
            "elsewhere": self.elsewhere,
            "undo": self.undo,
            "folder": self.open_folder,
            "remake": self.remake,
            "approve": self.to_approval,
            "new": self.new,
        }
        acts[name]()

    def primary(self) -> None:
        """Ctrl+Enter: write what is ticked, or go on with what was stopped."""
        read = self._page.reading
        if self.run.running:
            return
        if self._page.batch and read is not None and read.written is not None:
            if read.written.batch.is_unfinished:
                self.resume()
        else:
            self.preflight()

    def preflight(self) -> None:
        """What would be written, to be agreed to."""
        page = self._page
        refused = self.write_refused()
        if refused:
            page.place.said.emit(refused)
            return
        read = page.reading
        assert read is not None and read.year is not None
        blocked = tuple(one for one in page.table.rows if one.state == "blocked")
        sheet = PreflightSheet(page.window(), page.form, page.ticked, len(page.due), blocked)

        def send() -> None:
            page.form.take_output(sheet.output())
            order = page.form.order(read.year or 0, tuple(one.key for one in page.ticked))
            sheet.close_and_return()
            self.follow(self.run.write(order))

        sheet.send = send
        sheet.open()

    def follow(self, job: Job) -> None:
        """Show how far a job is, and what came of it."""
        page = self._page
        self.preparing, self.wrong = False, None
        page.form.setEnabled(False)
        job.progressed.connect(lambda _done, _total, _step: page.show_progress(job))
        job.succeeded.connect(self._written)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._stopped)
        page.tell()
        page.to_list()
        page.place.keys_changed.emit()

    def _written(self, done: Any) -> None:
        page, row = self._page, done.batch
        page.batch = row.uid
        page.read()
        page.place.offered.emit(
            plural(row.written, "{batch}: {count} letter written", "{batch}: {count} letters written", batch=row.number),
            tr("Open the folder"),
            partial(open_path, Path(row.folder)),
        )

    def _failed(self, error: Exception) -> None:
        self.wrong = told(error)
        page = self._page
        page.batch = self.run.batch
        if self.wrong is not None and not self.run.batch:
            page.place.failed.emit(self.wrong)  # no number was taken
        page.read()

    def _stopped(self) -> None:
        page, job = self._page, self.run.job
        keeping = job is not None and job.keeping
        page.batch = self.run.batch if keeping else ""
        page.read()
        page.place.said.emit(
            tr("Stopped; the letters that are finished stay.") if keeping else tr("Taken back; the numbers are free again.")
        )

    def stop(self) -> None:
        """停在這裡."""
        if self.run.job is not None:
            self.run.job.stop_here()
            self._page.tell()

    def cancel(self) -> None:
        """取消並還原."""
        if self.run.job is not None:
            self.run.job.cancel()
            self._page.tell()

    def resume(self) -> None:
        """Go on where it stopped."""
        self._go_on("")

    def elsewhere(self) -> None:
        """Go on in another folder, as when the disk is full."""
        chosen = QFileDialog.getExistingDirectory(self._page, tr("Folder for the letters"), self._page.form.folder)
        if chosen:
            self._go_on(chosen)

    def _go_on(self, folder: str) -> None:
        page, read = self._page, self._page.reading
        if read is not None and read.written is not None and not page.place.why_not("letters.write"):
            row = read.written.batch
            self.follow(self.run.go_on(row.uid, row.number, folder or row.folder, elsewhere=bool(folder)))

    def undo(self) -> None:
        """Take the batch on screen back, after it was said what that means."""
        page, read = self._page, self._page.reading
        if read is None or read.written is None:
            return
        row, letters = read.written.batch, page.desk.letters
        refused = self.undo_refused(row)
        if refused:
            page.place.said.emit(refused)
            return
        sheet = undo_sheet(page.window(), row)

        def done(_row: Any) -> None:
            sheet.close_and_return()
            page.batch = ""
            page.preview.forget()
            page.read()
            page.place.said.emit(tr("Taken back; the numbers are free again."))

        def failed(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                sheet.refuse(error)

        sheet.send = lambda: page.runner.write(lambda: letters.undo(row.uid), done, failed)
        sheet.open()

    def remake(self) -> None:
        """Make the files of the batch on screen again that are gone: where they lay, or elsewhere where that can't be."""
        read = self._page.reading
        if read is None or read.written is None or not read.gone:
            return
        folder = Path(read.written.batch.folder)
        if folder.is_dir() or folder.parent.is_dir():
            self._remake(None)
            return
        chosen = QFileDialog.getExistingDirectory(self._page, tr("Folder for the letters"), self._page.form.folder)
        if chosen:
            self._remake(chosen)

    def _remake(self, folder: str | None) -> None:
        page = self._page
        assert page.reading is not None and page.reading.written is not None
        row, letters = page.reading.written.batch, page.desk.letters
        name = tr("Letters {batch}", batch=row.number)

        def done(told: Any) -> None:
            page.read()
            said = plural(len(told.made), "{count} file is made again as it was", "{count} files are made again as they were")
            if told.signed:
                lost = plural(
                    len(told.signed),
                    "{count} signed file can't be made again, put it back from a copy",
                    "{count} signed files can't be made again, put them back from a copy",
                )
                said = tr("{first}; {second}", first=said, second=lost)
            page.place.said.emit(said)

        job = page.runner.start(name, lambda progress: letters.remake_files(row.uid, folder, progress))
        job.succeeded.connect(done)
        job.failed.connect(page.failed)

    def new(self) -> None:
        """Prepare another batch."""
        page = self._page
        if self.run.running:
            return
        self.preparing, page.batch, self.wrong = True, "", None
        page.form.show_batch(None)
        page.read()
        page.to_list()

    # what it made, and what is in its way

    def open_folder(self) -> None:
        read = self._page.reading
        if read is not None and read.written is not None:
            open_path(Path(read.written.batch.folder))

    def file_of(self, row: BatchLine) -> Path | None:
        """The file of a letter that can be looked at best: as edited, else the PDF."""
        return best_file(self._page.papers_of(row))

    def open_file(self) -> None:
        """The letter's own file, in what the system has for it."""
        row = self._page.view.current_row()
        file = self.file_of(row) if isinstance(row, BatchLine) else None
        if file is not None and not open_path(file):
            self._page.place.said.emit(tr("{file} can't be opened here", file=file.name))

    def to_approval(self) -> None:
        """The tab where the batch waits."""
        self._page.place.open_object(self._page.batch)

    def fix(self, row: BatchLine) -> None:
        """Go to what blocks a firm's letter."""
        page, read = self._page, self._page.reading
        if row.fix == "letters":
            page.form.ask_day()
        elif read is not None and read.year is not None and row.fix:
            desk, year = page.desk, read.year
            page.runner.read(lambda: (row.fix, target(desk, row, year)), self._go, page.failed)

    def _go(self, to: tuple[str, str]) -> None:
        self._page.place.go_to.emit(*to)

    def commands(self) -> tuple[Command, ...]:
        page = self._page
        running = tr("Letters are being written.") if self.run.running else ""
        found = []
        if page.batch and page.reading is not None and page.reading.written is not None:
            row = page.reading.written.batch
            if row.is_unfinished:
                refused = running or page.place.why_not("letters.write")
                found.append(Command(tr("Go on with the batch"), "sync", self.resume, ("Ctrl", "↵"), refused=refused))
            found.append(Command(tr("Take the batch back"), "undo", self.undo, refused=running or self.undo_refused(row)))
            found.append(Command(tr("Open the folder of the batch"), "folder", self.open_folder))
            if page.reading.gone:
                refused = running or page.place.why_not("letters.write")
                found.append(Command(tr("Make the missing files again"), "sync", self.remake, refused=refused))
            found.append(Command(tr("A new batch"), "plus", self.new, ("Ctrl", "N"), refused=running))
        else:
            refused = running or self.write_refused()
            found.append(Command(tr("Write letters"), "letters", self.preflight, ("Ctrl", "↵"), refused=refused))
            found.append(Command(tr("Tick all letters"), "check", page.batch_view.tick_all, ("Ctrl", "A")))
        return tuple(found)


def target(desk: Desk, row: BatchLine, year: int) -> str:
    """The object in the place ``row.fix`` that blocks the letter."""
    if row.fix == "firms":
        return row.code
    if row.fix == "visits":
        visits = [one for one in desk.visits.list() if one.firm_code == row.code and one.reference_date.year == year]
        unfinished = [one for one in visits if one.done < one.total]
        return next((one.number for one in (*unfinished, *visits)), "")
    findings = [one for one in desk.findings.list(year) if one.firm_code == row.code]
    if row.why == "not_reviewed":
        findings = [one for one in findings if one.state not in COUNTED_STATES and one.state != "withdrawn"]
    return next((one.uid for one in findings), "")
