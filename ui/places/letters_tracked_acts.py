"""What can be done with letters that have gone out: dispatch, receipt, reply, reminder, and where to go from one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditdesk.errors import AuditDeskError
from auditdesk.model.letter_rows import DispatchLetters, KeepLetterReply, TrackedLetter
from ui.parts.buttons import Button
from ui.places.base import Command, KeyHint
from ui.places.findings_sheets import RemedySheet
from ui.places.letters_page import best_file, open_path
from ui.words import plural, tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.places.letters_tracked import TrackedPage

_FINDINGS = ("take_answers", "recheck", "close")
"""Next steps that are done in the place of the findings."""


class TrackedActs:
    """The acts of ``TrackedPage`` on what is ticked, else on the current letter."""

    def __init__(self, page: TrackedPage) -> None:
        self._page = page

    def _table(self) -> tuple[tuple[str, str, str, str, Callable[[], None]], ...]:
        return (
            ("dispatch", tr("Record the dispatch"), "letters", "D", self.dispatch),
            ("receive", tr("Record the receipt"), "inbox", "T", self.receive),
            ("reply", tr("Record the reply"), "chat", "A", self.reply),
            ("remind", tr("Remind of what is overdue"), "repeat", "R", self.remind),
        )

    def bindings(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        return tuple((keys, act) for _name, _text, _icon, keys, act in self._table())

    def buttons(self) -> dict[str, Button]:
        """For the foot of the list."""
        made = {}
        for name, text, icon, keys, act in self._table():
            made[name] = Button(text, icon=icon, kind="quiet", keys=(keys,))
            made[name].clicked.connect(act)
        return made

    def hints(self) -> tuple[KeyHint, ...]:
        texts = {
            "dispatch": tr("record dispatch"),
            "receive": tr("record receipt"),
            "reply": tr("record reply"),
            "remind": tr("remind of overdue"),
        }
        return tuple(KeyHint((keys,), texts[name]) for name, _text, _icon, keys, _act in self._table())

    def commands(self) -> tuple[Command, ...]:
        return tuple(
            Command(text, icon, act, (keys,), refused=self.refused(name)) for name, text, icon, keys, act in self._table()
        )

    def refused(self, name: str) -> str:
        """Why an act can't be done with what is chosen; empty = it can."""
        page = self._page
        if reason := page.place.why_not("letters.write" if name == "remind" else f"letters.{name}"):
            return reason
        if name == "remind":
            late = any(one.next_step == "remind" for one in page.table.rows)
            return "" if late else tr("No reply is overdue.")
        chosen = page.chosen
        if not chosen:
            return tr("Choose a letter first.")
        if name == "dispatch" and any(one.next_step == "approve" for one in chosen):
            return tr("Not every one of them is approved.")
        if name == "receive" and any(one.dispatched_on is None for one in chosen):
            return tr("Not every one of them was sent.")
        if name == "reply" and (len(chosen) > 1 or chosen[0].dispatched_on is None):
            return tr("A reply is recorded for one letter that was sent.")
        return ""

    def _may(self, name: str) -> bool:
        refused = self.refused(name)
        if refused:
            self._page.place.said.emit(refused)
        return not refused

    def dispatch(self) -> None:
        """D: that letters went out."""
        if not self._may("dispatch"):
            return
        page, chosen = self._page, self._page.chosen
        numbers = tuple(one.number for one in chosen)

        def send(sheet: RemedySheet) -> None:
            order = DispatchLetters(numbers, sheet.day("sent"), sheet.text("way"))
            told = plural(len(numbers), "The dispatch of {count} letter is kept", "The dispatch of {count} letters is kept")
            self._write(lambda: page.desk.letters.dispatch(order), told, sheet)

        title = plural(len(chosen), "Dispatch of {count} letter", "Dispatch of {count} letters")
        sheet = RemedySheet(page.window(), title, tr("Keep the dispatch"), send)
        sheet.day_line("sent", tr("Sent on"), page.desk.today())
        sheet.line("way", tr("How"), tr("post"), tr("For example post, electronic exchange, by hand."))
        sheet.open()

    def receive(self) -> None:
        """T: when firms got their letters."""
        if not self._may("receive"):
            return
        page, chosen = self._page, self._page.chosen
        numbers = tuple(one.number for one in chosen)

        def send(sheet: RemedySheet) -> None:
            on = sheet.day("received")
            told = plural(len(numbers), "The receipt of {count} letter is kept", "The receipt of {count} letters is kept")
            self._write(lambda: page.desk.letters.receive(numbers, on), told, sheet)

        title = plural(len(chosen), "Receipt of {count} letter", "Receipt of {count} letters")
        sheet = RemedySheet(page.window(), title, tr("Keep the receipt"), send)
        sheet.day_line("received", tr("Received on"), page.desk.today())
        sheet.open()

    def reply(self) -> None:
        """A: that a firm answered."""
        if not self._may("reply"):
            return
        page, one = self._page, self._page.chosen[0]

        def send(sheet: RemedySheet) -> None:
            order = KeepLetterReply(one.number, sheet.day("received"), sheet.text("number"), sheet.text("note"))
            self._write(lambda: page.desk.letters.reply(order), tr("The reply to {number} is kept", number=one.number), sheet)

        sheet = RemedySheet(page.window(), tr("Reply to {number}", number=one.number), tr("Keep the reply"), send)
        sheet.day_line("received", tr("Received on"), page.desk.today())
        sheet.line("number", tr("Number of the firm's letter"))
        sheet.line("note", tr("Remark"), hint=tr("What it says of each finding comes by its reply sheet, in the place Findings."))
        sheet.open()

    def remind(self) -> None:
        """R: one batch of reminders for every letter whose answer is overdue."""
        if self._may("remind"):
            late = [one for one in self._page.table.rows if one.next_step == "remind"]
            self._page.place.open_object(f"remind/{max(one.year for one in late)}")

    def _write(self, work: Callable[[], Any], told: str, sheet: RemedySheet) -> None:
        page = self._page

        def kept(_result: Any) -> None:
            sheet.close_and_return()
            page.table.tick(page.table.uids, on=False)
            page.place.said.emit(told)
            page.read()

        def failed(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                sheet.refuse(error)

        page.runner.write(work, kept, failed)

    # from one letter

    def next_step(self) -> bool:
        """Do what is to be done next with the current letter; False where that is only waiting."""
        one = self._page.view.current_row()
        if not isinstance(one, TrackedLetter):
            return False
        if one.next_step in _FINDINGS:
            self.to_findings()
        elif one.next_step == "dispatch":
            self.dispatch()
        elif one.next_step == "remind":
            self.remind()
        elif one.next_step == "approve":
            self._page.place.open_object("waiting")
        elif one.next_step == "closing":
            self._page.place.open_object(f"closing/{one.year}")
        else:
            return False
        return True

    def links(self, one: TrackedLetter) -> tuple[Button, ...]:
        """Where to go from a letter."""
        place = self._page.place
        found = []
        for text, icon, act in (
            (tr("Its findings"), "findings", self.to_findings),
            (tr("The firm"), "firms", lambda: place.go_to.emit("firms", one.firm_code)),
            (tr("History"), "trail", lambda: place.go_to.emit("trail", one.uid)),
            (tr("Open its folder"), "folder", self.open_folder),
        ):
            button = Button(text, icon=icon, kind="quiet", small=True)
            button.clicked.connect(act)
            found.append(button)
        return tuple(found)

    def to_findings(self) -> None:
        """The findings that the letter carries, the first of them chosen."""
        page, one = self._page, self._page.view.current_row()
        if not isinstance(one, TrackedLetter):
            return
        page.runner.read(lambda: ("findings", first_finding(page.desk, one)), self._go, page.failed)

    def _go(self, to: tuple[str, str]) -> None:
        self._page.place.go_to.emit(*to)

    def open_folder(self) -> None:
        papers = self._page.papers
        if not papers or not open_path(Path(papers[0].path).parent):
            self._page.place.said.emit(tr("The folder of this letter is not there any more; the letter can be made again."))

    def open_file(self) -> None:
        """The file of the current letter that can be looked at best."""
        chosen = best_file(self._page.papers)
        if chosen is not None and not open_path(chosen):
            self._page.place.said.emit(tr("{file} can't be opened here", file=chosen.name))


def first_finding(desk: Desk, one: TrackedLetter) -> str:
    """The uid of the first finding that a letter carries; empty = none."""
    carried = next((row.findings for row in desk.letters.list(one.year) if row.uid == one.uid), ())
    return next(iter(carried), "")
