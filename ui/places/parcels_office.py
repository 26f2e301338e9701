"""At the office: visits are checked out, parcels looked into and taken in, recalled, extended, undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from auditdesk.errors import AuditDeskError
from auditdesk.model.parcel_rows import PARCEL_SUFFIX, CheckInPreview, CheckInRow, CheckOutRow, CheckOutVisits, ParcelWritten
from ui.parts.labels import Label
from ui.places import parcels_words as say
from ui.places.firms_records import RecordSheet
from ui.places.parcels_base import ActSheet, ParcelBase
from ui.places.parcels_in_sheet import CheckInSheet
from ui.places.parcels_out_sheet import OutSheet, Sizes, extend_text, written_text
from ui.words import documents, tr


class OfficeActs(ParcelBase):
    """Acts of the office."""

    def _ask_out(self) -> None:
        fitting = tuple(visit for visit in self.visits if visit.standing != "signed_off")
        where = say.elsewhere(self.parcels.outs, {}, ())
        taken = {uid: tr("Checked out: {holders}", holders=one.holders) for uid, one in where.items()}
        sheet = OutSheet(self._place.window(), fitting, (self.current(),), self.names, taken)
        sheet.ordered.connect(lambda order: self._check_out(sheet, order))
        sheet.sized.connect(lambda chosen: self._measure(sheet, chosen))
        sheet.open()
        self._measure(sheet, sheet.chosen)

    def _measure(self, sheet: OutSheet, chosen: tuple[str, ...]) -> None:
        desk = self._place.desk

        def measure() -> Sizes:
            own = old = 0
            for number in chosen:
                told = desk.parcels.sizes(number)
                own, old = own + told[0], old + told[1]
            return Sizes(own, old)

        self._place.runner.read(measure, partial(sheet.show_sizes, chosen), latest="parcels.sizes")

    def _check_out(self, sheet: OutSheet, order: CheckOutVisits) -> None:
        parcels = self._place.desk.parcels

        def written(done: ParcelWritten) -> None:
            sheet.close_and_return()
            self._place.said.emit(written_text(len(done.visits), done.size))

        sheet.follow(self._run(tr("Check audits out"), lambda progress: parcels.out(order, progress), written, sheet.refuse))

    def check_in(self, file: Path) -> None:
        """Look at the parcel, and take it in once that is confirmed."""
        parcels = self._place.desk.parcels
        sheet = CheckInSheet(self._place.window(), file, self.names)

        def previewed(told: CheckInPreview) -> None:
            sheet.show_preview(told)

        def merged(row: CheckInRow) -> None:
            sheet.receipt_wanted.connect(lambda: self._write_receipt(row, file, sheet.show_receipt))
            sheet.go_on.connect(lambda: self.conflicts.emit(""))
            sheet.show_result(row, row.refused)
            if not row.open_clashes:
                self._place.said.emit(tr("Everything of {parcel} is merged", parcel=row.parcel))

        def merge() -> None:
            sheet.follow(
                self._run(tr("Check a package in"), lambda progress: parcels.check_in(file, progress), merged, sheet.refuse),
                "merging",
            )

        sheet.confirmed.connect(merge)
        sheet.open()
        sheet.follow(
            self._run(tr("Look into a package"), lambda progress: parcels.preview(file, progress), previewed, sheet.refuse),
            "looking",
        )

    def _write_receipt(self, row: CheckInRow, beside: Path, then: Callable[[Path], None]) -> None:
        parcels, target = self._place.desk.parcels, _free(beside.with_name(f"{row.parcel}-{tr('receipt')}{PARCEL_SUFFIX}"))
        self._run(
            tr("Write the receipt"),
            lambda _progress: parcels.write_receipt(row.uid, target),
            lambda _digest: then(target),
            self._place.failed.emit,
        )

    def receipt_of(self, row: CheckInRow) -> None:
        """Write the receipt of a check-in once more."""
        chosen, _kind = QFileDialog.getSaveFileName(
            self._place, tr("Write the receipt"), str(Path(documents(), f"{row.parcel}-{tr('receipt')}{PARCEL_SUFFIX}"))
        )
        if chosen:
            self._write_receipt(
                row, Path(chosen), lambda file: self._place.said.emit(tr("The receipt for the laptop: {file}", file=file.name))
            )

    def recall(self, row: CheckOutRow) -> None:
        """Await it no longer."""
        parcels = self._place.desk.parcels

        def keep(sheet: RecordSheet) -> None:
            reason = sheet.text("reason")
            self._from_sheet(sheet, tr("Recall the package"), lambda: parcels.recall(row.uid, reason, row.version))

        told = tr("What comes home of {parcel} is refused then. Nothing on the laptop is lost.", parcel=row.number)
        self._reason(tr("Recall {parcel}", parcel=row.number), tr("Recall the package"), told, keep, "danger")

    def extend(self, row: CheckOutRow) -> None:
        """Another day by which it has to be back."""
        parcels, today = self._place.desk.parcels, self._place.desk.today()

        def keep(sheet: RecordSheet) -> None:
            try:
                until = sheet.day("received")
            except AuditDeskError as error:
                sheet.refuse(error)
                return
            reason = sheet.text("reason")
            self._from_sheet(sheet, tr("Extend"), lambda: parcels.extend(row.uid, until, reason, row.version))

        sheet = ActSheet(self._place.window(), tr("Extend {parcel}", parcel=row.number), tr("Extend"), keep)
        sheet.content.addWidget(Label(extend_text(row.due_back), "table", "primary", wrap=True))
        sheet.day_line("received", tr("Due back"), row.due_back or today)
        sheet.line("reason", tr("Reason"))
        sheet.open()

    def undo(self, row: CheckInRow) -> None:
        """Take a whole check-in back, after a question that names it."""
        parcels = self._place.desk.parcels

        def keep(sheet: RecordSheet) -> None:
            self._from_sheet(sheet, tr("Undo the check-in"), lambda: parcels.undo(row.uid))

        sheet = ActSheet(
            self._place.window(),
            tr("Undo the check-in of {parcel}", parcel=row.parcel),
            tr("Undo {parcel}", parcel=row.parcel),
            keep,
            "danger",
        )
        told = tr(
            "Every record of {audits} is as it was before. The package of {holder} can be checked in again.",
            audits=tr(", ").join(row.visits),
            holder=self.names.get(row.holder, row.holder),
        )
        sheet.ask(told)
        sheet.open()


def _free(path: Path) -> Path:
    """A name beside it that is not taken."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return found
