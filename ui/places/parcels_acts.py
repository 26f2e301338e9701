"""What can be done with parcels: the same keys mean the office's acts at the office and the laptop's on a laptop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from auditdesk.model.parcel_rows import PARCEL_SUFFIX, CheckInRow, CheckOutRow, HeldRow, HeldState
from ui.places.parcels_laptop import LaptopActs
from ui.places.parcels_list import RowAct
from ui.places.parcels_office import OfficeActs
from ui.words import documents, tr, words


class ParcelActs(OfficeActs, LaptopActs):
    """All of it, and the buttons of the lists."""

    # what may be done

    def out_refused(self) -> str:
        """Why nothing can be checked out, or on a laptop handed in; empty = it can."""
        if not self.laptop:
            return self._place.why_not("parcels.out")
        if not any(row.state == HeldState.HELD for row in self.parcels.held):
            return tr("Everything that this computer holds is handed in.")
        return self._place.why_not("parcels.hand_in")

    def in_refused(self) -> str:
        """Why nothing can be checked in, or on a laptop taken in."""
        return self._place.why_not("parcels.receive" if self.laptop else "parcels.check_in")

    def out_words(self) -> str:
        return tr("Hand the audits in") if self.laptop else tr("Check audits out")

    def in_words(self) -> str:
        return tr("Take in a package or receipt") if self.laptop else tr("Check a package in")

    def out(self) -> None:
        """Ctrl+Shift+O: check out, or on a laptop hand in."""
        if self.out_refused():
            return
        if self.laptop:
            self.hand_in(None)
        else:
            self._ask_out()

    def into(self, file: Path | None = None) -> None:
        """Ctrl+Shift+I: check in, or on a laptop take in; ``file`` where it was dropped or offered."""
        if self.in_refused():
            return
        if file is None:
            chosen, _kind = QFileDialog.getOpenFileName(
                self._place, self.in_words(), documents(), f"{tr('Package')} (*{PARCEL_SUFFIX})"
            )
            if not chosen:
                return
            file = Path(chosen)
        if self.laptop:
            self.receive(file)
        else:
            self.check_in(file)

    # the buttons of the lists

    def row_acts(self, kind: str, row: object) -> tuple[RowAct, ...]:
        """What can be done in one of the three lists about its current row."""
        why_not, none = self._place.why_not, tr("Choose a package in the list first.")
        head = (
            RowAct(self.out_words(), "upload", self.out, self.out_refused(), ("Ctrl", "Shift", "O"), "default"),
            RowAct(self.in_words(), "download", lambda: self.into(), self.in_refused(), ("Ctrl", "Shift", "I"), "default"),
        )
        if kind == "outs":
            out = row if isinstance(row, CheckOutRow) else None
            stays = (
                none
                if out is None
                else ""
                if out.state == "out"
                else words().say("parcel.not_out", parcel=out.number, check_out_state=out.state)
            )
            return (
                *head,
                RowAct(
                    tr("Extend ..."), "calendar", lambda: self.extend(out) if out else None, why_not("parcels.extend") or stays
                ),
                RowAct(tr("Recall ..."), "x", lambda: self.recall(out) if out else None, why_not("parcels.recall") or stays),
            )
        if kind == "ins":
            taken = row if isinstance(row, CheckInRow) else None
            gone = none if taken is None else words().say("check_in.undone") if taken.undone_at is not None else ""
            merged = "" if taken is None or taken.open_clashes else tr("Nothing waits for a decision.")
            return (
                *head,
                RowAct(tr("Conflicts"), "merge", lambda: self.conflicts.emit(""), why_not("clashes.read") or gone or merged),
                RowAct(
                    tr("Receipt ..."),
                    "file",
                    lambda: self.receipt_of(taken) if taken else None,
                    why_not("parcels.check_in") or gone,
                ),
                RowAct(tr("Undo ..."), "undo", lambda: self.undo(taken) if taken else None, why_not("parcels.undo") or gone),
            )
        held = row if isinstance(row, HeldRow) else None
        kept = none if held is None else "" if held.state == HeldState.HELD else tr("It is handed in already.")
        back = (
            none
            if held is None
            else ""
            if held.state == HeldState.HANDED_IN
            else tr("Only what is handed in and not received can be gone on with.")
        )
        return (
            RowAct(
                tr("Hand in ..."),
                "upload",
                lambda: self.hand_in(held) if held else None,
                why_not("parcels.hand_in") or kept,
                ("Ctrl", "Shift", "O"),
                "default",
            ),
            RowAct(
                tr("Take in a package or receipt"),
                "download",
                self._take_in,
                why_not("parcels.receive"),
                ("Ctrl", "Shift", "I") if self.laptop else (),
                "default",
            ),
            RowAct(
                tr("Go on with it ..."), "redo", lambda: self.resume(held) if held else None, why_not("parcels.resume") or back
            ),
        )

    def _take_in(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self._place, tr("Take in a package or receipt"), documents(), f"{tr('Package')} (*{PARCEL_SUFFIX})"
        )
        if chosen:
            self.receive(Path(chosen))
