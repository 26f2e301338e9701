"""What one does in the Rules place: copy, edit, submit, decide, propose. What is shown and when it is read, ``RulesPlace`` decides."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from auditdesk.errors import AuditDeskError, Refused
from auditdesk.model.office_rules import ExceptionRow, KeyItemRow
from auditdesk.model.rulebook import CheckItem
from ui.parts.sign_off_bar import SignOffAction, SignOffStep
from ui.places.base import Place
from ui.places.firms_sheets import ConfirmSheet
from ui.places.rules_sheets import CopySheet, ExceptionSheet, FormSheet, ItemSheet, KeyItemSheet, ReasonSheet
from ui.places.rules_words import EditionEntry
from ui.words import documents, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner


class RuleActs(Place):
    """The acts of the place on the edition chosen."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner)
        self.entry: EditionEntry | None = None
        self.firms: tuple[tuple[str, str], ...] = ()

    def refused(self, act: str) -> str:
        """Why this person may not, as the sentence on the button; empty = may."""
        refusal = self.desk.refusal(act)
        return "" if refusal is None else words().error(refusal)

    def _write(self, name: str, work: Callable[[], Any], sheet: FormSheet | None = None, then: str = "") -> None:
        job = self.runner.start(name, lambda _progress: work())
        if sheet is not None and sheet.primary is not None:
            sheet.primary.setEnabled(False)

        def kept(_result: object) -> None:
            if sheet is not None:
                sheet.close_and_return()
            self.said.emit(then or name)

        def failed(error: Exception) -> None:
            if not isinstance(error, AuditDeskError):
                return
            if sheet is not None:
                sheet.refuse(error)
            else:
                self.failed.emit(error)

        job.succeeded.connect(kept)
        job.failed.connect(failed)

    # editions

    def sign_off_steps(self, entry: EditionEntry) -> tuple[SignOffStep, ...]:
        row = entry.row
        if row is None:
            return ()
        submitted = () if row.submitted_by is None else (row.submitted_by,)
        approved = (row.decided_by,) if row.decided_by and row.state == "in_force" else ()
        return (
            SignOffStep(tr("Author"), row.authors, row.written_at),
            SignOffStep(tr("Submitted"), submitted, row.submitted_at),
            SignOffStep(tr("In force"), approved, row.decided_at if approved else None),
        )

    def sign_off_actions(self, entry: EditionEntry) -> tuple[SignOffAction, ...]:
        row = entry.row
        if row is None:
            return ()
        mine = words().error(Refused("four_eyes.author", login="")) if self.desk.actor.login in row.authors else ""
        give_up = SignOffAction(tr("Withdraw..."), "undo", self.withdraw, self.refused("office_editions.withdraw"))
        if row.state == "draft":
            submit = SignOffAction(tr("Submit"), "arrow-right", self.submit, self.refused("office_editions.submit"), "primary")
            return (submit, give_up)
        if row.state == "submitted":
            approve = self.refused("office_editions.approve") or mine
            back = self.refused("office_editions.return") or mine
            return (
                SignOffAction(tr("Put in force..."), "stamp", self.approve, approve, "primary"),
                SignOffAction(tr("Send back..."), "undo", self.send_back, back),
                give_up,
            )
        return ()

    def copy_edition(self) -> None:
        if self.entry is None:
            return
        base = self.entry.id
        sheet = CopySheet(self.window(), base, self.desk.today())
        editions = self.desk.office_editions

        def send() -> None:
            name, first = sheet.name.text().strip(), sheet.day.read()
            self._write(tr("Copy edition {edition}", edition=base), lambda: editions.copy(base, name, first), sheet)

        sheet.send = send
        sheet.open()

    def edit_item(self, item: CheckItem | None) -> None:
        """The form of one item; None = a new one."""
        entry = self.entry
        if entry is None or entry.edition is None or entry.row is None:
            return
        title = tr("New item") if item is None else tr("Edit {item}", item=item.key)
        editions, row = self.desk.office_editions, entry.row
        sheet = ItemSheet(self.window(), item, entry.edition.sections, editions.read_condition, title)

        def send() -> None:
            change = sheet.change()
            self._write(title, lambda: editions.change_item(row.edition, change, row.version), sheet)

        sheet.send = send
        sheet.open()

    def remove_item(self, item: CheckItem) -> None:
        entry = self.entry
        if entry is None or entry.row is None:
            return
        editions, row = self.desk.office_editions, entry.row
        title = tr("Take {item} out of the draft", item=item.key)
        told = (tr("The edition it is based on keeps the item; visits that are open keep theirs."),)
        act = partial(self._write, title, lambda: editions.remove_item(row.edition, item.key, row.version))
        ConfirmSheet(self.window(), title, told, tr("Take out"), act).open()

    def submit(self) -> None:
        if self.entry is not None and self.entry.row is not None:
            row = self.entry.row
            editions = self.desk.office_editions
            self._write(tr("Submit edition {edition}", edition=row.edition), lambda: editions.submit(row.edition, row.version))

    def approve(self) -> None:
        if self.entry is None or self.entry.row is None:
            return
        row, editions = self.entry.row, self.desk.office_editions
        title = tr("Put “{edition}” in force", edition=row.edition)
        told = (
            tr("Written by {people}.", people=tr(", ").join(row.authors)),
            tr("It never changes from then on. Visits that are open keep the edition they have."),
        )
        act = partial(self._write, title, lambda: editions.approve(row.edition, row.version))
        ConfirmSheet(self.window(), title, told, tr("Put in force"), act).open()

    def send_back(self) -> None:
        self._with_reason(tr("Send back"), self.desk.office_editions.send_back)

    def withdraw(self) -> None:
        self._with_reason(tr("Withdraw"), self.desk.office_editions.withdraw)

    def _with_reason(self, do: str, act: Callable[[str, str, int | None], Any]) -> None:
        if self.entry is None or self.entry.row is None:
            return
        row = self.entry.row
        sheet = ReasonSheet(self.window(), f"{do}: {row.edition}", do)
        sheet.send = lambda: self._write(do, partial(act, row.edition, sheet.reason.toPlainText(), row.version), sheet)
        sheet.open()

    def export(self) -> None:
        if self.entry is None:
            return
        edition = self.entry.id
        folder = QFileDialog.getExistingDirectory(self, tr("Folder for the rule files"), documents())
        if folder:
            editions = self.desk.office_editions
            title = tr("Write edition {edition} as files", edition=edition)
            self._write(title, lambda: editions.export(edition, Path(folder) / edition))

    # proposals

    def _items(self) -> tuple[CheckItem, ...]:
        return () if self.entry is None or self.entry.edition is None else self.entry.edition.items

    def propose_exception(self) -> None:
        sheet = ExceptionSheet(self.window(), self.firms, self._items(), self.desk.today())
        exceptions = self.desk.exceptions

        def send() -> None:
            order = sheet.order()
            self._write(tr("Propose an exception"), lambda: exceptions.propose(order), sheet)

        sheet.send = send
        sheet.open()

    def propose_key_item(self) -> None:
        sheet = KeyItemSheet(self.window(), self._items(), self.desk.today().year)
        key_items = self.desk.key_items

        def send() -> None:
            typed, item, reason = sheet.year.text().strip(), sheet.item.current() or "", sheet.reason.toPlainText()
            if not typed.isdecimal():
                raise Refused("year.out_of_range", asked=typed, first=1912, last=9999)
            self._write(tr("Propose a key item of the year"), lambda: key_items.add(int(typed), item, reason), sheet)

        sheet.send = send
        sheet.open()

    def refusals(self, one: ExceptionRow | KeyItemRow) -> dict[str, str]:
        """The acts that fit the proposal's state, each with why this person may not."""
        group = "exceptions" if isinstance(one, ExceptionRow) else "key_items"
        if one.state == "proposed":
            mine = words().error(Refused("four_eyes.author", login="")) if one.proposed_by == self.desk.actor.login else ""
            return {act: self.refused(f"{group}.{act}") or mine for act in ("approve", "refuse")}
        if isinstance(one, ExceptionRow) and one.state == "approved":
            return {"end": self.refused("exceptions.end")}
        return {}

    def decide(self, act: str, one: ExceptionRow | KeyItemRow) -> None:
        """Approve at once; refuse and end ask for a reason first."""
        titles = {"approve": tr("Approve"), "refuse": tr("Refuse"), "end": tr("End the exception")}
        title = f"{titles[act]}: {one.item}"
        exceptions, key_items = self.desk.exceptions, self.desk.key_items
        if act == "approve":
            if isinstance(one, ExceptionRow):
                self._write(title, lambda: exceptions.approve(one.uid, one.version))
            else:
                self._write(title, lambda: key_items.approve(one.year, one.item, one.version))
            return
        sheet = ReasonSheet(self.window(), title, titles[act], one.reason, self.desk.today() if act == "end" else None)

        def send() -> None:
            reason = sheet.reason.toPlainText()
            if isinstance(one, KeyItemRow):
                self._write(title, lambda: key_items.refuse(one.year, one.item, reason, one.version), sheet)
            elif sheet.day is None:
                self._write(title, lambda: exceptions.refuse(one.uid, reason, one.version), sheet)
            else:
                last = sheet.day.read()
                self._write(title, lambda: exceptions.end(one.uid, last, reason, one.version), sheet)

        sheet.send = send
        sheet.open()
