"""The acts of the Firms place that change what a firm is, and the lists beside the register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from auditdesk.errors import AuditDeskError
from auditdesk.model.facts import DatedFact
from auditdesk.model.firm_list import AppliedListRow, KeptMapping, UndoneList
from auditdesk.model.rows import BranchRow, FirmDetail, TierMoveRow
from auditdesk.progress import Progress
from ui.parts.buttons import Button
from ui.places.base import Command, Place
from ui.places.firms_records import (
    ListSheet,
    ParticularsSheet,
    RecordSheet,
    branches_table,
    contact_sheet,
    imports_table,
    mappings_table,
    matched,
    moves_table,
    moves_title,
    retract_sheet,
)
from ui.words import tr, words


class RecordActs:
    """Opens the sheets for one place and runs what they order. ``current`` gives the firm on screen, ``changed`` reads it again."""

    def __init__(self, place: Place, current: Callable[[], FirmDetail | None], changed: Callable[[], None]) -> None:
        self._place, self._current, self._changed = place, current, changed
        self.export_moves: Callable[[Sequence[TierMoveRow], int], None] | None = None
        """Writes tier moves to a file; the place sets it."""
        self.export_branches: Callable[[Sequence[tuple[str, BranchRow]], str], None] | None = None
        """The same for branches."""

    def commands(self) -> tuple[Command, ...]:
        """What the palette offers of these."""
        return (
            Command(tr("Change particulars"), "edit", self.particulars, refused=self.why_not("firms.describe")),
            Command(tr("Add a contact"), "users", self.contact, refused=self.why_not("contacts.add")),
            Command(tr("Branches of the firm"), "firms", self.branches),
            Command(tr("Imported lists"), "clock", self.imports, ("Ctrl", "Shift", "L")),
            Command(tr("Remembered column matchings"), "columns", self.mappings),
            Command(tr("Tier moves of the year"), "flag", self.moves, ("Ctrl", "Shift", "M")),
        )

    def why_not(self, act: str) -> str:
        """Why the person may not; empty = may."""
        return self._place.why_not(act)

    def particulars(self) -> None:
        """Change what has no day."""
        firm = self._current()
        if firm is None or self.why_not("firms.describe"):
            return
        records = self._place.desk.firm_records

        def keep(sheet: RecordSheet) -> None:
            assert isinstance(sheet, ParticularsSheet)
            fields, spellings = sheet.fields(), sheet.spellings()
            self.run(
                sheet,
                tr("Change particulars"),
                lambda _progress: records.describe(firm.row.code, fields, spellings, firm.version),
                lambda doubt: words().say(doubt) if doubt else tr("{firm} is updated", firm=firm.row.code),
            )

        ParticularsSheet(self._place.window(), firm, keep).open()

    def contact(self) -> None:
        """Add whom to write to."""
        firm = self._current()
        if firm is None or self.why_not("contacts.add"):
            return
        contacts, code = self._place.desk.contacts, firm.row.code

        def keep(sheet: RecordSheet) -> None:
            try:
                since = sheet.day("since")
            except AuditDeskError as error:
                sheet.refuse(error)
                return
            texts = [sheet.text(name) for name in ("name", "telephone", "email")]
            role = sheet.text("role")
            self.run(
                sheet,
                tr("Add a contact"),
                lambda _progress: contacts.add(code, role, since, *texts),
                lambda _uid: tr("{firm} is updated", firm=code),
            )

        contact_sheet(self._place.window(), code, self._place.desk.today(), keep).open()

    def retract(self, fact: DatedFact) -> None:
        """Take a fact back."""
        if fact.retraction is not None or self.why_not("firms.retract"):
            return
        records = self._place.desk.firm_records

        def keep(sheet: RecordSheet) -> None:
            reason = sheet.text("reason")
            self.run(
                sheet,
                tr("Take a fact back"),
                lambda _progress: records.retract(fact.uid, reason),
                lambda _none: tr("The fact is taken back"),
            )

        retract_sheet(self._place.window(), fact, keep).open()

    def imports(self) -> None:
        """The lists taken in; one that stands can be undone."""
        self._place.runner.read(self._place.desk.firm_lists.applied, self._show_imports, self._failed, latest="firms.imports")

    def _show_imports(self, rows: tuple[AppliedListRow, ...]) -> None:
        sheet = ListSheet(self._place.window(), tr("Imported lists"), imports_table(), rows, tr("No list was taken in yet."))
        undo = Button(tr("Undo this import"), icon="undo", kind="quiet")
        undo.refuse(self.why_not("firms.undo_list"))

        def chosen() -> None:
            one = sheet.view.current_row()
            if isinstance(one, AppliedListRow) and one.undone_at is None:
                sheet.close_and_return()
                self.undo_import(one.uid, one.file_name)

        undo.clicked.connect(chosen)
        sheet.offer(undo)
        sheet.open()

    def mappings(self) -> None:
        """The column matchings that are remembered; one can be forgotten, so that the next such list is asked about again."""
        lists = self._place.desk.firm_lists
        self._place.runner.read(lists.mappings, self._show_mappings, self._failed, latest="firms.mappings")

    def _show_mappings(self, rows: tuple[KeptMapping, ...]) -> None:
        nothing = tr("No matching is remembered. One is kept when a list with columns of its own is applied.")
        sheet = ListSheet(self._place.window(), tr("Remembered column matchings"), mappings_table(), rows, nothing)
        forget = Button(tr("Forget this matching"), icon="x", kind="quiet")
        forget.refuse(self.why_not("firms.forget_mapping"))

        def chosen() -> None:
            one = sheet.view.current_row()
            if isinstance(one, KeptMapping):
                sheet.close_and_return()
                self._forget(one)

        forget.clicked.connect(chosen)
        sheet.offer(forget)
        sheet.open()

    def _forget(self, one: KeptMapping) -> None:
        lists = self._place.desk.firm_lists
        job = self._place.runner.start(tr("Forget a column matching"), lambda _progress: lists.forget_mapping(one.key))

        told = tr("Forgotten: {columns}. Who imports such a list is asked again.", columns=matched(one))
        job.succeeded.connect(lambda _kept: self._place.said.emit(told))
        job.failed.connect(self._failed)

    def offer_undo(self, told: str, file: str) -> None:
        """Tell that a list was applied, and offer to take the newest one back."""

        def offer(rows: tuple[AppliedListRow, ...]) -> None:
            newest = next((one for one in rows if one.undone_at is None and one.file_name == file), None)
            if newest is None:
                self._place.said.emit(told)
            else:
                undo = tr("Undo “Import {file}”", file=file)
                self._place.offered.emit(told, undo, lambda: self.undo_import(newest.uid, file))

        self._place.runner.read(self._place.desk.firm_lists.applied, offer, self._failed, latest="firms.imports")

    def undo_import(self, uid: str, file: str) -> None:
        """Take one list back as one act."""
        lists = self._place.desk.firm_lists
        job = self._place.runner.start(tr("Undo “Import {file}”", file=file), lambda _progress: lists.undo(uid))

        def undone(result: UndoneList) -> None:
            self._place.said.emit(
                words().say("firms.list_undone", file=result.file_name, facts=result.facts, removed=result.removed)
            )
            self._changed()

        job.succeeded.connect(undone)
        job.failed.connect(self._failed)

    def moves(self) -> None:
        """The tier moves of the year on screen."""
        on = getattr(self._place, "on", None) or self._place.desk.today()
        records = self._place.desk.firm_records

        def show(rows: tuple[TierMoveRow, ...]) -> None:
            nothing = words().say("firms.no_moves", year=on.year)
            sheet = ListSheet(self._place.window(), moves_title(on.year), moves_table(), rows, nothing)
            export = Button(tr("Export ..."), icon="download", kind="quiet")
            export.clicked.connect(sheet.close_and_return)
            export.clicked.connect(lambda: self.export_moves and self.export_moves(rows, on.year))
            sheet.offer(export)
            sheet.open()

        self._place.runner.read(lambda: records.moves(on.year), show, self._failed, latest="firms.moves")

    def branches(self) -> None:
        """The branches of the firm on screen."""
        firm = self._current()
        if firm is None:
            return
        rows = tuple((firm.row.code, branch) for branch in firm.branches)
        title = tr("Branches of {firm}", firm=firm.row.name)
        nothing = tr("No branch is recorded. A list of branches brings them in.")
        sheet = ListSheet(self._place.window(), title, branches_table(), firm.branches, nothing)
        export = Button(tr("Export ..."), icon="download", kind="quiet")
        export.clicked.connect(sheet.close_and_return)
        export.clicked.connect(lambda: self.export_branches and self.export_branches(rows, firm.row.name))
        sheet.offer(export)
        sheet.open()

    def run(self, sheet: RecordSheet, name: str, work: Callable[[Progress], Any], told: Callable[[Any], str]) -> None:
        """Do what a sheet orders as a job; closes it when that is kept, says on it why not otherwise."""
        job = self._place.runner.start(name, work)

        def kept(result: Any) -> None:
            sheet.close_and_return()
            self._place.said.emit(told(result))
            self._changed()

        def refused(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                sheet.refuse(error)

        job.succeeded.connect(kept)
        job.failed.connect(refused)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self._place.failed.emit(error)
