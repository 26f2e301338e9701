"""What is done with tips: each act asks on a sheet and runs off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from auditdesk.errors import AuditDeskError
from auditdesk.model.rows import VisitRow
from auditdesk.model.tips import TipLinkRow, TipPreview, TipReporterRow, TipResult, TipRow
from ui.parts.autosave import RestoredNote
from ui.places import tips_sheets as sheets
from ui.places.firms_records import RecordSheet
from ui.places.tips_detail import Act
from ui.places.tips_import import TipImportSheet
from ui.words import documents, plural, tr, words

if TYPE_CHECKING:
    from ui.places.tips import TipsPlace


class TipActs:
    """Acts on the tip that is looked at; each is shown refused with its reason to who may not."""

    def __init__(self, place: TipsPlace) -> None:
        self._place = place
        self._desk = place.desk

    def buttons(self, tip: TipRow) -> tuple[Act, ...]:
        """What may be done with a tip as it stands."""
        why_not = self._place.why_not
        ended = words().say("tip.ended", tip=tip.number, state=tip.state) if tip.ended else ""
        closing = (tr("Open again ..."), "undo", self.reopen) if tip.ended else (tr("Close ..."), "check", self.close)
        nobody = "" if tip.sealed else words().say("tip.reporter_none", tip=tip.number)
        return (
            (tr("Correct ..."), "edit", self.edit, why_not("tips.edit") or ended),
            (tr("Into a visit ..."), "visits", self.take_in, why_not("tips.link") or ended),
            (*closing, why_not("tips.close")),
            (tr("Who reported ..."), "eye", self.reporter, why_not("tips.reporter") or nobody),
            (tr("Erase who reported ..."), "eye-off", self.erase, why_not("tips.erase") or nobody),
            (tr("Add files ..."), "clip", self.choose_files, why_not("tips.edit") or ended),
        )

    def _tip(self, act: str, *, ended: bool = False) -> TipRow | None:
        detail = self._place.detail
        if detail is None or self._place.why_not(act) or (detail.tip.ended and not ended):
            return None
        return detail.tip

    def add(self) -> None:
        """Register a tip."""
        if self._place.why_not("tips.add"):
            return

        def keep(sheet: RecordSheet) -> None:
            assert isinstance(sheet, sheets.TipSheet)
            try:
                order = sheets.order_of(sheet)
            except AuditDeskError as error:
                sheet.refuse(error)
                return
            self._run(sheet, tr("Register a tip"), lambda: self._desk.tips.add(order), self._added)

        self._open(sheets.add_sheet(self._place.window(), self._place.firms, self._desk.today(), keep), "tips.add")

    def _added(self, tip: TipRow) -> str:
        self._place.open_object(tip.number)
        return tr("{number} is registered", number=tip.number)

    def choose_list(self) -> None:
        """Register several tips from a list, with a preview of every line."""
        if not self._place.why_not("tips.add"):
            kinds = tr("Lists (*.xlsx *.ods *.csv)")
            chosen, _kind = QFileDialog.getOpenFileName(self._place, tr("Tips from a list"), documents(), kinds)
            if chosen:
                self.preview_list(Path(chosen))

    def preview_list(self, path: Path) -> None:
        """Read a list and show what it would register."""
        self._place.runner.read(partial(self._desk.tips.preview, path), self._show_list, self._place.failed_to_read)

    def _show_list(self, preview: TipPreview) -> None:
        def take() -> None:
            self._run(sheet, tr("Tips from a list"), lambda: self._desk.tips.add_all(preview.orders), _registered)

        sheet = TipImportSheet(self._place.window(), preview, take)
        sheet.open()

    def choose_files(self) -> None:
        """Keep files with the tip."""
        if self._tip("tips.edit") is not None:
            chosen, _kind = QFileDialog.getOpenFileNames(self._place, tr("Files that came with it"), documents())
            self.attach(tuple(map(Path, chosen)))

    def attach(self, paths: tuple[Path, ...]) -> None:
        """Keep these with the tip that is looked at: chosen, or dropped on it."""
        tip = self._tip("tips.edit")
        if tip is not None and paths:
            self._start(tr("Add files"), lambda: self._desk.tips.attach(tip.uid, paths).tip, _kept)

    def edit(self) -> None:
        """Correct the tip, or say which firm it is about."""
        tip = self._tip("tips.edit")
        if tip is None:
            return

        def keep(sheet: RecordSheet) -> None:
            assert isinstance(sheet, sheets.TipSheet)
            try:
                order = sheets.edited(sheet, tip)
            except AuditDeskError as error:
                sheet.refuse(error)
                return
            self._run(sheet, tr("Correct the tip"), lambda: self._desk.tips.edit(order), _kept)

        self._open(sheets.edit_sheet(self._place.window(), tip, self._place.firms, keep), f"tips.edit/{tip.uid}")

    def take_in(self) -> None:
        """Take the tip into a visit of its firm, or join it to a finding."""
        tip = self._tip("tips.link")
        if tip is None:
            return
        self._place.runner.read(self._desk.visits.list, lambda visits: self._ask_visit(tip, visits), self._place.failed_to_read)

    def _ask_visit(self, tip: TipRow, visits: tuple[VisitRow, ...]) -> None:
        tips = self._desk.tips
        fitting = tuple(one for one in visits if one.standing != "signed_off" and tip.firm_uid in (None, one.firm_uid))

        def keep(sheet: RecordSheet) -> None:
            assert isinstance(sheet, sheets.TipSheet)
            finding, items = sheet.text("finding"), sheets.items_of(sheet)
            if finding:
                self._run(sheet, tr("Into a visit"), lambda: tips.link_finding(tip.uid, finding), _kept)
            elif fitting:
                visit = sheet.chosen("visit")
                self._run(sheet, tr("Into a visit"), lambda: tips.link_visit(tip.uid, visit, items).tip, _kept)

        sheets.visit_sheet(self._place.window(), tip, fitting, keep).open()

    def unlink(self, link: TipLinkRow) -> None:
        """Take a link away again."""
        if self._tip("tips.link") is not None:
            self._start(tr("Take the link away"), lambda: self._desk.tips.unlink(link.uid), _kept)

    def close(self) -> None:
        """End the tip with a result."""
        tip = self._tip("tips.close")
        if tip is None:
            return
        tips = self._desk.tips

        def keep(sheet: RecordSheet) -> None:
            result, reason = sheet.chosen("result"), sheet.text("reason")
            if result == "withdrawn":
                self._run(sheet, tr("Close tip"), lambda: tips.withdraw(tip.uid, reason, tip.version), _kept)
            else:
                self._run(sheet, tr("Close tip"), lambda: tips.close(tip.uid, TipResult(result), reason, tip.version), _kept)

        self._open(sheets.close_sheet(self._place.window(), tip, keep), f"tips.close/{tip.uid}")

    def reopen(self) -> None:
        """Open an ended tip again."""
        tip = self._tip("tips.close", ended=True)
        if tip is None:
            return

        def keep(sheet: RecordSheet) -> None:
            reason = sheet.text("reason")
            self._run(sheet, tr("Open again"), lambda: self._desk.tips.reopen(tip.uid, reason), _kept)

        told = tr("The result is taken away and the tip is open again; its history keeps both.")
        title = tr("Open {number} again", number=tip.number)
        self._open(sheets.reason_sheet(self._place.window(), title, tr("Open again"), told, keep), f"tips.reopen/{tip.uid}")

    def reporter(self) -> None:
        """Look at who reported it."""
        tip = self._tip("tips.reporter", ended=True)
        if tip is None or not tip.sealed:
            return

        def keep(sheet: RecordSheet) -> None:
            reason = sheet.text("reason")

            def told(found: TipReporterRow) -> str:
                self._tell(found)
                return tr("That you looked is kept")

            self._run(sheet, tr("Who reported"), lambda: self._desk.tips.reporter(tip.uid, reason), told)

        title = tr("Who reported {number}", number=tip.number)
        told = tr("Only administrators see it. Your name, the time and the reason stay in the audit trail.")
        sheets.reason_sheet(self._place.window(), title, tr("Show"), told, keep).open()

    def _tell(self, found: TipReporterRow) -> None:
        told = "\n".join(part for part in (found.name, found.contact) if part)
        sheets.told_sheet(self._place.window(), tr("Who reported {number}", number=found.tip), told).open()

    def erase(self) -> None:
        """Erase who reported it for good."""
        tip = self._tip("tips.erase", ended=True)
        if tip is None or not tip.sealed:
            return

        def keep(sheet: RecordSheet) -> None:
            reason = sheet.text("reason")
            self._run(sheet, tr("Erase"), lambda: self._desk.tips.erase_reporter(tip.uid, reason), _kept)

        title = tr("Erase who reported {number}", number=tip.number)
        told = tr("Name and contact are removed and can't be had back; backups made before still hold them.")
        sheets.reason_sheet(self._place.window(), title, tr("Erase"), told, keep, "danger").open()

    def _open(self, sheet: sheets.TipSheet, form: str) -> None:
        """Open a sheet whose text is kept until its act has succeeded."""
        autosave = sheet.autosave = self._place.keep_typing(sheet, form, sheet.kept_fields())
        autosave.restored.connect(lambda: sheet.note(RestoredNote(autosave)))
        sheet.open()

    def open_again(self, form: str) -> None:
        """The sheet that was open when the program ended, about the tip that is looked at."""
        name, _, uid = form.partition("/")
        acts = {"tips.add": self.add, "tips.edit": self.edit, "tips.close": self.close, "tips.reopen": self.reopen}
        detail = self._place.detail
        if name in acts and (not uid or (detail is not None and detail.tip.uid == uid)):
            acts[name]()

    def _run(self, sheet: RecordSheet | TipImportSheet, name: str, work: Callable[[], Any], told: Callable[[Any], str]) -> None:
        job = self._place.runner.start(name, lambda _progress: work())

        def kept(result: Any) -> None:
            if isinstance(sheet, sheets.TipSheet) and sheet.autosave is not None:
                sheet.autosave.done()
            sheet.close_and_return()
            self._place.said.emit(told(result))
            self._place.read_list()

        def refused(error: Exception) -> None:
            if isinstance(error, AuditDeskError) and isinstance(sheet, RecordSheet):
                sheet.refuse(error)
            else:
                self._place.failed_to_read(error)

        job.succeeded.connect(kept)
        job.failed.connect(refused)

    def _start(self, name: str, work: Callable[[], Any], told: Callable[[Any], str]) -> None:
        job = self._place.runner.start(name, lambda _progress: work())
        job.succeeded.connect(lambda result: self._place.said.emit(told(result)))
        job.failed.connect(self._place.failed_to_read)


def _registered(tips: tuple[TipRow, ...]) -> str:
    return plural(len(tips), "{count} tip is registered", "{count} tips are registered")


def _kept(tip: TipRow) -> str:
    return tr("{number} is kept", number=tip.number)
