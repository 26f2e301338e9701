"""On a laptop: packages and receipts are taken in, audits handed in, and gone on with."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from auditdesk.errors import AuditDeskError
from auditdesk.model.parcel_rows import PARCEL_SUFFIX, HeldRow, HeldState, ParcelWritten, Received
from ui.parcel_opening import grouped, opening
from ui.places.firms_records import RecordSheet
from ui.places.parcels_base import ActSheet, ParcelBase
from ui.places.parcels_in_sheet import OpenSheet
from ui.places.tips_sheets import told_sheet
from ui.words import documents, plural, tr

_NOT_A_RECEIPT = frozenset({"parcel.wrong_key", "parcel.no_receipt"})


class LaptopActs(ParcelBase):
    """Acts of a laptop that works for an office."""

    def hand_in(self, row: HeldRow | None) -> None:
        """Write what goes home, with every visit of the same parcel."""
        wanted = row or self._held_now()
        if wanted is None:
            return
        name = str(Path(documents(), f"{wanted.number}-{tr('home')}{PARCEL_SUFFIX}"))
        chosen, _kind = QFileDialog.getSaveFileName(
            self._place, tr("Hand the audits in"), name, f"{tr('Package')} (*{PARCEL_SUFFIX})"
        )
        if not chosen:
            return
        file = Path(chosen if chosen.endswith(PARCEL_SUFFIX) else chosen + PARCEL_SUFFIX)
        parcels, visit = self._place.desk.parcels, wanted.visit

        def written(done: ParcelWritten) -> None:
            self._place.said.emit(
                tr("{parcel} is written to {file}. Everything stays here until the receipt.", parcel=done.number, file=file.name)
            )

        self._run(
            tr("Hand the audits in"), lambda progress: parcels.hand_in(visit, file, progress), written, self._place.failed.emit
        )

    def _held_now(self) -> HeldRow | None:
        rows = [row for row in self.parcels.held if row.state == HeldState.HELD]
        return next((row for row in rows if row.visit == self.current()), rows[0] if rows else None)

    def resume(self, row: HeldRow) -> None:
        """Go on with what was handed in."""
        parcels = self._place.desk.parcels

        def keep(sheet: RecordSheet) -> None:
            self._from_sheet(sheet, tr("Go on with it"), lambda: parcels.resume(row.visit))

        sheet = ActSheet(self._place.window(), tr("Go on with {audit}", audit=row.visit), tr("Go on with it"), keep)
        sheet.ask(tr("Hand it in again afterwards. If the office has taken the first package in, it has to undo that."))
        sheet.open()

    def receive(self, file: Path) -> None:
        """A receipt of the office is taken in at once; a package asks for what opens it."""
        parcels = self._place.desk.parcels

        def failed(error: AuditDeskError) -> None:
            if error.code in _NOT_A_RECEIPT:
                self._ask_opening(file)
            else:
                self._place.failed.emit(error)

        self._run(
            tr("Look into a package"),
            lambda progress: parcels.take_receipt(file, progress),
            lambda _rows: self._place.said.emit(tr("The office has everything: the receipt is taken in")),
            failed,
        )

    def _ask_opening(self, file: Path) -> None:
        parcels = self._place.desk.parcels
        sheet = OpenSheet(self._place.window(), file)

        def received(done: Received) -> None:
            sheet.close_and_return()
            self._tell_signer(done)

        def take(passphrase: str, key_file: str) -> None:
            trust = sheet.trusted
            sheet.follow(
                self._run(
                    tr("Take a package in"),
                    lambda progress: parcels.receive(file, opening(passphrase, key_file), progress, trust),
                    received,
                    sheet.refuse,
                )
            )

        sheet.given.connect(take)
        sheet.open()

    def _tell_signer(self, done: Received) -> None:
        known = (
            tr("This key was known here.")
            if done.known
            else tr("This key is seen here for the first time: compare it with the office.")
        )
        signer = tr("Signed by {name}, fingerprint {print}.", name=done.signed_by or "–", print=grouped(done.fingerprint))
        audits = plural(
            len(done.visits),
            "{count} audit taken in: {audits}",
            "{count} audits taken in: {audits}",
            audits=tr(", ").join(done.visits),
        )
        told_sheet(self._place.window(), tr("Package {parcel}", parcel=done.number), f"{audits}\n{signer}\n{known}").open()
