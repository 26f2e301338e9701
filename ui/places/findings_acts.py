"""What may be done with one finding of a list: hand in, withdraw, open again, and everything that follows a letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.commands import DecideFinding
from auditdesk.model.remedy_rows import (
    AskExtension,
    Claim,
    DecideExtension,
    FollowUpMode,
    FollowUpResult,
    RecordFollowUp,
    RecordReply,
    SheetPreview,
)
from auditdesk.rules.finding_states import TOLD_STATES
from ui.parts.buttons import Button
from ui.places.base import Command
from ui.places.findings_detail import Act, Whole
from ui.places.findings_sheets import (
    RemedySheet,
    check_sheet,
    decide_sheet,
    extension_sheet,
    reason_sheet,
    reply_sheet,
    take_back_sheet,
)
from ui.places.reply_sheets_sheet import PreviewSheet, SheetsSheet
from ui.places.review_acts import why
from ui.places.rules_sheets import ApproveSheet
from ui.words import documents, mark, plural, tr

if TYPE_CHECKING:
    from ui.places.findings_page import FindingsPage


class FindingActs(QObject):
    """Acts on the chosen finding of a list. The service refuses what may not be; the buttons say so before."""

    def __init__(self, page: FindingsPage) -> None:
        super().__init__(page)
        self._page = page
        self._desk = page.desk

    def bindings(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Keys of the list."""
        return (
            ("R", self.reply),
            ("E", self.extend),
            ("K", self.check),
            ("C", self.close),
            ("O", self._page.open_item),
        )

    def buttons(self, whole: Whole) -> Sequence[Act]:
        """What may be done with a finding in its state, each with why not."""
        state = whole.review.state
        held = {act: why(refused) for act, refused in whole.remedy.acts.items()}
        acts: list[Act] = []
        if state in ("draft", "returned"):
            acts.append((tr("Submit"), "arrow-right", self.submit, held["submit"], ()))
        if state in ("lettered", "answered", "rechecked"):
            acts.append((tr("Record reply ..."), "chat", self.reply, held["reply"], ("R",)))
            waiting = next((one for one in whole.remedy.extensions if not one.decision), None)
            if waiting is None:
                acts.append((tr("More time ..."), "calendar", self.extend, self._page.place.why_not("findings.extend"), ("E",)))
            else:
                acts.append((tr("Decide on more time ..."), "calendar", self.extend, why(waiting.may_decide), ("E",)))
            acts.append((tr("Follow-up check ..."), "visits", self.check, held["recheck"], ("K",)))
            acts.append((tr("Close ..."), "check", self.close, held["close"], ("C",)))
            if any(reply.taken_back_at is None for reply in whole.remedy.replies):
                refused = self._page.place.why_not("findings.take_back_reply")
                acts.append((tr("Take the reply back ..."), "undo", self.take_back, refused, ()))
        if state not in ("draft", "submitted", "returned", "withdrawn"):
            acts.append((tr("Open again ..."), "unlock", self.reopen, held["reopen"], ()))
        if state not in ("withdrawn", "closed"):
            acts.append((tr("Withdraw ..."), "x", self.withdraw, held["withdraw"], ()))
        acts.append((tr("Item of the visit"), "arrow-up-right", self._page.open_item, "", ("O",)))
        return acts

    def commands(self) -> tuple[Command, ...]:
        place, none = self._page.place, "" if self._page.whole is not None else tr("Choose a finding first.")
        return (
            Command(tr("Record a reply"), "chat", self.reply, ("R",), refused=place.why_not("findings.reply") or none),
            Command(tr("Ask for more time"), "calendar", self.extend, ("E",), refused=place.why_not("findings.extend") or none),
            Command(
                tr("Record a follow-up check"), "visits", self.check, ("K",), refused=place.why_not("findings.recheck") or none
            ),
            Command(tr("Close the finding"), "check", self.close, ("C",), refused=place.why_not("findings.close") or none),
            Command(tr("Open the finding again"), "unlock", self.reopen, refused=place.why_not("findings.reopen") or none),
            Command(tr("Take in a reply sheet"), "upload", self.take_sheet, refused=place.why_not("findings.take_sheet")),
            Command(tr("Reply sheets taken in"), "inbox", self.show_sheets),
            Command(tr("Measures on firms"), "stamp", self.show_measures),
        )

    def remedy_buttons(self) -> tuple[QWidget, ...]:
        """Acts on no single finding, for the bar of the remedy list."""
        take = Button(tr("Reply sheet ..."), icon="upload", kind="quiet")
        take.refuse(self._page.place.why_not("findings.take_sheet"))
        take.clicked.connect(self.take_sheet)
        measures = Button(tr("Measures ..."), icon="stamp", kind="quiet")
        measures.clicked.connect(self.show_measures)
        return take, measures

    # one finding

    def _chosen(self, act: str) -> Whole | None:
        whole = self._page.whole
        if whole is None:
            return None
        refused = self._page.place.why_not(f"findings.{act}") or why(whole.remedy.acts.get(act))
        if refused:
            self._page.place.said.emit(refused)
            return None
        return whole

    def submit(self) -> None:
        """Hand a draft in."""
        whole = self._chosen("submit")
        if whole is not None:
            order = DecideFinding(whole.review.uid, "", whole.review.version)
            self._write(lambda: self._desk.findings.submit(order), tr("{number} is handed in", number=whole.review.number))

    def withdraw(self) -> None:
        """Withdraw it, with the reason."""
        self._with_reason("withdraw", mark("Withdraw {number}"), tr("Withdraw"), self._desk.findings.withdraw, "danger")

    def reopen(self) -> None:
        """Give it back to its author, with the reason."""
        self._with_reason("reopen", mark("Open {number} again"), tr("Open again"), self._desk.findings.reopen, "primary")

    def _with_reason(self, act: str, title: str, do: str, run: Callable[[DecideFinding], Any], kind: str) -> None:
        whole = self._chosen(act)
        if whole is None:
            return
        found, told = whole.review, ""
        if act == "reopen":
            told = tr("It goes back to its author and counts no more until it is accepted again.")
        if found.state in TOLD_STATES:
            told += tr("Its letter says what no longer holds: a correcting letter becomes due.")

        def send(sheet: RemedySheet) -> None:
            order = DecideFinding(found.uid, sheet.text("reason"), found.version)
            self._write(lambda: run(order), tr("{number} is kept", number=found.number), sheet)

        reason_sheet(self._page.window(), tr(title, number=found.number), do, told, send, kind).open()

    # after the letter

    def reply(self) -> None:
        """R: what the firm answered."""
        whole = self._chosen("reply")
        if whole is None:
            return
        found = whole.remedy

        def send(sheet: RemedySheet) -> None:
            order = RecordReply(
                found.uid,
                sheet.box("text"),
                sheet.day("received"),
                Claim(sheet.chosen("claim")),
                sheet.box("measures"),
                sheet.day_or_none("done"),
                sheet.text("contact"),
                sheet.files[0] if sheet.files else None,
                found.version,
            )
            self._write(lambda: self._desk.remedy.reply(order), tr("The reply to {number} is kept", number=found.number), sheet)

        reply_sheet(self._page.window(), found.number, self._desk.today(), send).open()

    def take_back(self) -> None:
        """A reply that was recorded by mistake."""
        whole = self._page.whole
        standing = next((one for one in whole.remedy.replies if one.taken_back_at is None), None) if whole is not None else None
        if standing is None or self._page.place.why_not("findings.take_back_reply"):
            return
        reply = standing

        def send(sheet: RemedySheet) -> None:
            reason = sheet.text("reason")
            self._write(lambda: self._desk.remedy.take_back_reply(reply.uid, reason), tr("The reply is taken back"), sheet)

        take_back_sheet(self._page.window(), reply.text, send).open()

    def extend(self) -> None:
        """E: more time: ask for it, or decide on what was asked."""
        whole = self._page.whole
        if whole is None:
            return
        found = whole.remedy
        waiting = next((one for one in found.extensions if not one.decision), None)
        refused = why(waiting.may_decide) if waiting is not None else self._page.place.why_not("findings.extend")
        if refused:
            self._page.place.said.emit(refused)
            return
        if waiting is not None:
            asked = waiting

            def decide(sheet: RemedySheet) -> None:
                order = DecideExtension(asked.uid, sheet.chosen("decision") == "granted", sheet.text("reason"))
                self._write(lambda: self._desk.remedy.decide_extension(order), tr("The decision is kept"), sheet)

            decide_sheet(self._page.window(), found.number, asked, decide).open()
            return

        def send(sheet: RemedySheet) -> None:
            order = AskExtension(found.uid, sheet.day("until"), sheet.text("reason"), sheet.day("asked"), found.version)
            told = tr("That more time was asked for is kept; somebody else decides")
            self._write(lambda: self._desk.remedy.ask_extension(order), told, sheet)

        extension_sheet(self._page.window(), found.number, found.due_date, self._desk.today(), send).open()

    def check(self) -> None:
        """K: whether it was mended, on paper or on site."""
        whole = self._chosen("recheck")
        if whole is None:
            return
        found = whole.remedy

        def send(sheet: RemedySheet) -> None:
            order = RecordFollowUp(
                found.uid,
                FollowUpResult(sheet.chosen("result")),
                FollowUpMode(sheet.chosen("mode")),
                sheet.day("checked"),
                sheet.box("text"),
                (),
                found.version,
            )
            files = tuple(sheet.files)
            self._write(
                lambda: self._desk.remedy.recheck(order, files), tr("The check of {number} is kept", number=found.number), sheet
            )

        check_sheet(self._page.window(), found.number, self._desk.today(), send).open()

    def close(self) -> None:
        """C: close it, with the passphrase once more; never by who wrote or re-checked it."""
        whole = self._chosen("close")
        if whole is None:
            return
        found, desk = whole.remedy, self._desk
        told = [tr("It was checked and found remedied. Closed, it asks nothing more of the firm.")]
        sheet = ApproveSheet(self._page.window(), tr("Close {number}", number=found.number), told, tr("Close"), desk.actor.login)
        order = DecideFinding(found.uid, "", found.version)

        def refused(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                sheet.refuse(error)

        def confirmed(_none: object) -> None:
            self._write(lambda: desk.remedy.close(order), tr("{number} is closed", number=found.number), sheet)

        def send() -> None:
            passphrase = sheet.confirm.take()
            self._page.runner.read(lambda: desk.confirm(passphrase), confirmed, refused)

        sheet.send = send
        sheet.open()

    # reply sheets and measures

    def take_sheet(self) -> None:
        """Take in a reply sheet that came back, with a preview."""
        if self._page.place.why_not("findings.take_sheet"):
            return
        kinds = ";;".join((tr("Reply sheets (*.xlsx *.ods)"), tr("All files (*)")))
        chosen, _kind = QFileDialog.getOpenFileName(self._page, tr("Take in a reply sheet"), documents(), kinds)
        if chosen:
            self.preview_sheet(Path(chosen))

    def preview_sheet(self, path: Path) -> None:
        """Show what a sheet would bring."""
        remedy, today = self._desk.remedy, self._desk.today()
        self._page.runner.read(lambda: remedy.preview_sheet(path, today), self._show_preview, self._page.failed)

    def _show_preview(self, preview: SheetPreview) -> None:
        page, remedy = self._page, self._desk.remedy
        sheet = PreviewSheet(page.window(), preview)

        def again() -> None:
            try:
                day = sheet.received.read()
            except AuditDeskError as error:
                sheet.refuse(error)
                return
            page.runner.read(lambda: remedy.preview_sheet(preview.path, day), sheet.show_preview, _told(sheet.refuse))

        def take() -> None:
            seen = sheet.preview
            count = seen.count("new") + seen.count("changed")
            told = plural(count, "{count} reply taken in", "{count} replies taken in")
            self._write(lambda: remedy.take_sheet(seen), told, sheet)

        sheet.again = again
        sheet.take = take
        sheet.open()

    def show_sheets(self) -> None:
        """Sheets taken in before; one may be taken back as a whole."""
        page = self._page

        def show(rows: Any) -> None:
            sheet = SheetsSheet(page.window(), rows, page.place.why_not("findings.undo_sheet"))

            def undo(uid: str) -> None:
                self._write(lambda: self._desk.remedy.undo_sheet(uid), tr("The reply sheet is taken back"), sheet)

            sheet.undo = undo
            sheet.open()

        page.runner.read(self._desk.remedy.sheets, show, page.failed)

    def show_measures(self) -> None:
        """Measures on firms, those of the chosen finding's firm first."""
        from ui.places.measures_sheet import MeasureActs

        MeasureActs(self._page).open()

    def _write(self, work: Callable[[], Any], told: str, sheet: Any = None) -> None:
        page = self._page

        def kept(_result: Any) -> None:
            if sheet is not None:
                sheet.close_and_return()
            page.place.said.emit(told)
            page.read_list()

        def failed(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                sheet.refuse(error) if sheet is not None else page.failed(error)

        page.runner.write(work, kept, failed)


def _told(refuse: Callable[[AuditDeskError], None]) -> Callable[[Exception], None]:
    return lambda error: refuse(error) if isinstance(error, AuditDeskError) else None
