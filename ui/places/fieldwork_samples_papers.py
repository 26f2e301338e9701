"""Ctrl+P in a visit: its checklist and working paper into a file, its history, and the withdrawal of its sign-off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from auditdesk.errors import AuditDeskError
from auditdesk.model.working_papers import WrittenPaper
from ui.parts.choice_list import Offer
from ui.places.fieldwork_sheets import ListSheet, ReasonSheet
from ui.words import documents, language, tr

if TYPE_CHECKING:
    from ui.places.fieldwork import FieldworkPane

CHECKLIST, PAPER, HISTORY, REOPEN = "checklist", "paper", "history", "reopen"


def open_papers(pane: FieldworkPane) -> None:
    """Ask which paper is wanted; what may not be done says why beside it."""
    if pane.head is None:
        return
    why_not = pane.place.why_not
    refused = why_not("visits.paper")
    offers = [
        Offer(CHECKLIST, refused or tr("Checklist to take along ..."), icon="print"),
        Offer(PAPER, refused or tr("Working paper ..."), icon="file"),
        Offer(HISTORY, tr("History of the visit: who, when, before and after"), icon="trail"),
    ]
    if pane.head.read_only:
        offers.append(Offer(REOPEN, why_not("visits.reopen") or tr("Withdraw the sign-off ..."), icon="undo"))
    sheet = ListSheet(pane.window(), "print", tr("Papers of the visit"), pane.head.number, offers, "")

    def picked(key: str) -> None:
        if key == HISTORY:
            pane.place.go_to.emit("trail", pane.visit)
        elif key == REOPEN and not why_not("visits.reopen"):
            _reopen(pane)
        elif key in (CHECKLIST, PAPER) and not refused:
            _write(pane, checklist=key == CHECKLIST)

    sheet.picked.connect(picked)
    sheet.open()


def _write(pane: FieldworkPane, *, checklist: bool) -> None:
    name = tr("Checklist {visit}", visit=pane.visit) if checklist else tr("Working paper {visit}", visit=pane.visit)
    kinds = "PDF (*.pdf);;OpenDocument (*.ods)"
    chosen, kind = QFileDialog.getSaveFileName(pane, name, str(Path(documents(), f"{name}.pdf")), kinds)
    if not chosen:
        return
    path = Path(chosen) if Path(chosen).suffix else Path(chosen + (".ods" if "ods" in kind else ".pdf"))
    papers, visit, tongue = pane.desk.working_papers, pane.visit, language()
    make = papers.write_checklist if checklist else papers.write_paper
    pane.finish_typing()
    job = pane.runner.start(name, lambda _progress: make(visit, path, tongue))

    def told(written: WrittenPaper) -> None:
        pane.place.said.emit(tr("{file} is written; its hash is kept", file=written.path.name))

    job.succeeded.connect(told)
    job.failed.connect(pane.place.failed)


def _reopen(pane: FieldworkPane) -> None:
    told = (
        tr("The papers can then be changed again and must be handed in and signed off anew."),
        tr("Who had signed off, when, and your reason stay in the history. Who signed off can't withdraw it."),
    )
    title = tr("Withdraw the sign-off of {visit}", visit=pane.visit)
    sheet = ReasonSheet(pane.window(), title, told, tr("Reason"), tr("Withdraw"))
    visit = pane.visit

    def failed(error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            pane.place.failed.emit(error)

    sheet.given.connect(
        lambda reason: pane.runner.write(
            lambda: pane.desk.reopening.reopen(visit, reason), lambda _row: pane.place.said.emit(title), failed
        )
    )
    sheet.open()
