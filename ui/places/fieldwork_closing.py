"""The end of a visit in the window: handing it in with its reasons, and signing it off with the passphrase once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditdesk.errors import AuditDeskError
from auditdesk.model.fieldwork_rows import XrayLine
from ui.parts.passphrase_confirm import CODES
from ui.parts.sign_off_bar import SignOffAction, SignOffStep
from ui.places import fieldwork_lines as lines_of
from ui.places import fieldwork_words as say
from ui.places.fieldwork_findings import FindingActs
from ui.places.fieldwork_sheets import ReasonSheet, SignOffSheet
from ui.words import plural, tr

if TYPE_CHECKING:
    from ui.places.base import Place


SUBMIT = "fieldwork.submit"
"""The form in which the reason for handing in is typed."""


class ClosingActs(FindingActs):
    """``problems`` are the lines of the last look through the visit."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.problems: tuple[XrayLine, ...] = ()

    @property
    def submit_refused(self) -> str:
        """Why the visit can't be handed in; empty = it can."""
        return self.refused or self.place.why_not("visits.submit")

    def submit(self) -> None:
        """Hand the visit in. What is wrong or missing needs a reason."""
        if self.book.row is None or self.submit_refused:
            return
        self.finish_typing()
        visit, desk = self.visit, self.desk
        # What the keys have just done belongs to it: the visit is looked through again, behind them.
        self.book.write(lambda: desk.fieldwork.xray(visit), self._ask_reasons)

    def _ask_reasons(self, lines: object) -> None:
        assert isinstance(lines, tuple)
        self.problems = lines
        if not lines:
            self._submit("")
            return
        told = [plural(len(lines), "{count} thing is wrong or missing:", "{count} things are wrong or missing:")]
        told += [
            f"• {offer.lead}　{offer.text}" if offer.lead else f"• {offer.text}"
            for offer in map(lines_of.problem_offer, lines[:6])
        ]
        sheet = ReasonSheet(self.window(), tr("Hand the visit in"), told, tr("Reason for handing it in like this"), tr("Hand in"))
        sheet.given.connect(self._submit)
        self.place.keep_typing(sheet, f"{SUBMIT}/{self.visit}", {"reason": sheet.edit})
        sheet.open()

    def _submit(self, reason: str) -> None:
        service, visit = self.desk.fieldwork, self.visit
        reasons = {line.key: reason for line in self.problems} if reason else {}

        def handed_in(_row: object) -> None:
            if self.place.keeper is not None:
                self.place.keeper.drop(f"{SUBMIT}/{visit}")
            self.place.said.emit(tr("The visit is handed in."))

        self.book.write(lambda: service.submit(visit, reasons), handed_in)

    @property
    def sign_off_refused(self) -> str:
        """Why this person can't sign the visit off; empty = he can."""
        row = self.book.row
        if row is None or row.standing != "submitted":
            return tr("Only a visit that is handed in can be signed off.")
        if row.submitted_by == self.desk.actor.login:
            return tr("You handed it in: somebody else has to sign it off.")
        return self.place.why_not("visits.sign_off")

    def sign_papers_off(self) -> None:
        """Sign the papers off, with the passphrase once more."""
        row, desk = self.book.row, self.desk
        if row is None or self.sign_off_refused:
            return
        sheet = SignOffSheet(self.window(), f"{row.firm_name} {say.visit_name(row)}", desk.actor.login)
        visit = row.number

        def refused(error: Exception) -> None:
            if isinstance(error, AuditDeskError) and error.code in CODES:
                sheet.confirm.refuse(error)
            else:
                sheet.close_and_return()
                self._failed(error)

        def signed(_row: object) -> None:
            self.place.said.emit(tr("The working papers are signed off."))

        def confirmed(_none: object) -> None:
            sheet.close_and_return()
            self.book.write(lambda: desk.fieldwork.sign_off(visit), signed)

        def send() -> None:
            passphrase = sheet.confirm.take()
            self.runner.read(lambda: desk.confirm(passphrase), confirmed, refused)

        sheet.sent.connect(send)
        sheet.open()

    def show_sign_off(self) -> None:
        """Who handed in, who signed off, and what can be done about it."""
        row = self.book.row
        assert row is not None

        def people(login: str | None) -> tuple[str, ...]:
            return () if login is None else (self.names.get(login, login),)

        steps = (
            SignOffStep(tr("Handed in"), people(row.submitted_by), row.submitted_at),
            SignOffStep(tr("Signed off"), people(row.signed_off_by), row.signed_off_at),
        )
        action = SignOffAction(tr("Sign off..."), "shield-check", self.sign_papers_off, self.sign_off_refused, "primary")
        note = tr("The working papers are signed off: they can be read, not changed.") if row.read_only else ""
        self.sign_off.show_steps(steps, () if row.read_only else (action,), note)
