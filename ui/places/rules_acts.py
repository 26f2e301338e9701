"""What one does in the Rules place: copy, edit, submit, decide, propose. What is shown and when it is read, ``RulesPlace`` decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from auditdesk.errors import AuditDeskError, Refused
from auditdesk.model.office_rules import ExceptionRow, KeyItemRow
from auditdesk.model.rulebook import CheckItem
from ui.parts.autosave import Autosave, RestoredNote
from ui.parts.sign_off_bar import SignOffAction, SignOffStep
from ui.places.base import Place
from ui.places.firms_sheets import ConfirmSheet
from ui.places.rules_item_sheet import ItemSheet
from ui.places.rules_sheets import ApproveSheet, CopySheet, ExceptionSheet, FormSheet, KeyItemSheet, ReasonSheet
from ui.places.rules_table_sheet import PartsSheet, TableSheet
from ui.places.rules_words import EditionEntry, period
from ui.words import documents, tr, words, year_name

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner


DO, BACK, WITHDRAW = ("Ctrl", "Enter"), ("Ctrl", "Backspace"), ("Ctrl", "Shift", "W")
"""Keys of a sign-off bar: what leads on, what sends back, what takes away."""


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

    def _write(
        self, name: str, work: Callable[[], Any], sheet: FormSheet | None = None, autosave: Autosave | None = None
    ) -> None:
        job = self.runner.start(name, lambda _progress: work())
        if sheet is not None and sheet.primary is not None:
            sheet.primary.setEnabled(False)

        def kept(_result: object) -> None:
            if autosave is not None:
                autosave.done()
            if sheet is not None:
                sheet.close_and_return()
            self.said.emit(name)

        def failed(error: Exception) -> None:
            if not isinstance(error, AuditDeskError):
                return
            if sheet is not None:
                sheet.refuse(error)
            else:
                self.failed.emit(error)

        job.succeeded.connect(kept)
        job.failed.connect(failed)

    def _ask(self, sheet: FormSheet, form: str, name: str, work: Callable[[], Callable[[], Any]]) -> None:
        """Open a form whose typing is kept as ``form``. ``work`` reads the fields and returns what is done with them."""
        autosave = self.keep_typing(sheet, form, sheet.fields)
        autosave.restored.connect(lambda: sheet.note(RestoredNote(autosave)))
        sheet.send = lambda: self._write(name, work(), sheet, autosave)
        sheet.open()

    def _approve(self, name: str, told: Sequence[str], do: str, work: Callable[[], Any]) -> None:
        """Ask for the passphrase again, then do it."""
        sheet = ApproveSheet(self.window(), name, told, do, self.desk.actor.login)

        def send() -> None:
            passphrase = sheet.confirm.take()
            if sheet.primary is not None:
                sheet.primary.setEnabled(False)
            self.runner.read(lambda: self.desk.confirm(passphrase), lambda _none: self._write(name, work, sheet), refused)

        def refused(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                sheet.refuse(error)

        sheet.send = send
        sheet.open()

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
        give_up = SignOffAction(tr("Withdraw..."), "undo", self.withdraw, self.refused("office_editions.withdraw"), keys=WITHDRAW)
        if row.state == "draft":
            submit = SignOffAction(
                tr("Submit"), "arrow-right", self.submit, self.refused("office_editions.submit"), "primary", DO
            )
            return (submit, give_up)
        if row.state == "submitted":
            approve = self.refused("office_editions.approve") or mine
            back = self.refused("office_editions.return") or mine
            return (
                SignOffAction(tr("Put in force..."), "stamp", self.approve, approve, "primary", DO),
                SignOffAction(tr("Send back..."), "undo", self.send_back, back, keys=BACK),
                give_up,
            )
        return ()

    def copy_edition(self) -> None:
        if self.entry is None:
            return
        base = self.entry.id
        sheet = CopySheet(self.window(), base, self.desk.today())
        editions = self.desk.office_editions

        def read() -> Callable[[], Any]:
            return partial(editions.copy, base, sheet.name.text().strip(), sheet.day.read())

        self._ask(sheet, f"rules.copy/{base}", tr("Copy edition {edition}", edition=base), read)

    def edit_item(self, item: CheckItem | None) -> None:
        """The form of one item; None = a new one."""
        entry = self.entry
        if entry is None or entry.edition is None or entry.row is None:
            return
        title = tr("New item") if item is None else tr("Edit {item}", item=item.key)
        editions, row = self.desk.office_editions, entry.row
        sheet = ItemSheet(self.window(), item, entry.edition.sections, editions.read_condition, title)
        form = f"rules.item/{row.edition}/{item.key if item else ''}"
        self._ask(sheet, form, title, lambda: partial(editions.change_item, row.edition, sheet.change(), row.version))

    def edit_table(self, kind: str) -> None:
        """The form of a table by capital, or of the names of the parts: ``staffing_table``, ``scope_table``, ``parts``."""
        entry = self.entry
        if entry is None or entry.edition is None or entry.row is None:
            return
        editions, row, edition = self.desk.office_editions, entry.row, entry.edition
        if kind == "parts":
            names = PartsSheet(self.window(), edition.parts)
            form, title = f"rules.parts/{row.edition}/", tr("Names of the parts")
            self._ask(names, form, title, lambda: partial(editions.name_parts, row.edition, names.names(), row.version))
            return
        table = edition.staffing_table if kind == "staffing_table" else edition.scope_table
        sheet = TableSheet(self.window(), table, edition.parts if kind == "scope_table" else None)
        title = tr("Staffing duty by capital") if kind == "staffing_table" else tr("Audit scope by capital")
        sheet.send = lambda: self._write(title, partial(editions.change_table, row.edition, sheet.change(), row.version), sheet)
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
        self._approve(title, told, tr("Put in force"), lambda: editions.approve(row.edition, row.version))

    def send_back(self) -> None:
        told = tr("It goes back to its authors as a draft; they read the reason, change it and submit it again.")
        self._with_reason(tr("Send back"), told, self.desk.office_editions.send_back)

    def withdraw(self) -> None:
        told = tr("The draft is given up and stays in the list as withdrawn. Nothing that is in force changes.")
        self._with_reason(tr("Withdraw"), told, self.desk.office_editions.withdraw)

    def _with_reason(self, do: str, told: str, act: Callable[[str, str, int | None], Any]) -> None:
        if self.entry is None or self.entry.row is None:
            return
        row = self.entry.row
        sheet = ReasonSheet(self.window(), tr("{act}: {subject}", act=do, subject=row.edition), do, told)
        form = f"rules.reason/{row.edition}"
        self._ask(sheet, form, do, lambda: partial(act, row.edition, sheet.reason.toPlainText(), row.version))

    def write_files(self) -> None:
        """Write the edition on screen as rule files into a folder."""
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
        self._ask(sheet, "rules.exception/", tr("Propose an exception"), lambda: partial(exceptions.propose, sheet.order()))

    def propose_key_item(self) -> None:
        sheet = KeyItemSheet(self.window(), self._items(), self.desk.today().year)
        key_items = self.desk.key_items

        def read() -> Callable[[], Any]:
            typed, item, reason = sheet.year.text().strip(), sheet.item.current() or "", sheet.reason.toPlainText()
            if not typed.isdecimal():
                raise Refused("year.out_of_range", asked=typed, first=1912, last=9999)
            return partial(key_items.add, int(typed), item, reason)

        self._ask(sheet, "rules.key_item/", tr("Propose a key item of the year"), read)

    def reopen(self, form: str) -> None:
        name, _, place = form.partition("/")
        edition, _, key = place.partition("/")
        own = self.entry is not None and self.entry.id == edition and self.entry.state == "draft"
        items = {item.key: item for item in self._items()}
        if name == "rules.exception" and not self.refused("exceptions.propose"):
            self.propose_exception()
        elif name == "rules.key_item" and not self.refused("key_items.add"):
            self.propose_key_item()
        elif name == "rules.copy" and self.entry is not None and self.entry.id == place:
            self.copy_edition()
        elif name == "rules.parts" and own:
            self.edit_table("parts")
        elif name == "rules.item" and own and (not key or key in items):
            self.edit_item(items.get(key))

    def refusals(self, one: ExceptionRow | KeyItemRow) -> dict[str, str]:
        """The acts that fit the proposal's state, each with why this person may not."""
        group = "exceptions" if isinstance(one, ExceptionRow) else "key_items"
        if one.state == "proposed":
            mine = words().error(Refused("four_eyes.author", login="")) if one.proposed_by == self.desk.actor.login else ""
            return {act: self.refused(f"{group}.{act}") or mine for act in ("approve", "refuse")}
        if isinstance(one, ExceptionRow) and one.state == "approved":
            return {"end": self.refused("exceptions.end")}
        return {}

    @staticmethod
    def _meant(one: ExceptionRow | KeyItemRow) -> tuple[str, ...]:
        """Of whom and of which days a decision is: nobody puts his name to an item alone."""
        if isinstance(one, KeyItemRow):
            return (tr("Key item of {year}", year=year_name(one.year)),)
        kind = words().say(f"exception_kind.{one.kind}")
        return (f"{one.firm_code} {one.firm_name}　{kind}　{period(one.valid_from, one.valid_until)}",)

    def decide(self, act: str, one: ExceptionRow | KeyItemRow) -> None:
        """Approve with the passphrase; refuse and end ask for a reason first."""
        titles = {"approve": tr("Approve"), "refuse": tr("Refuse"), "end": tr("End the exception")}
        title = tr("{act}: {subject}", act=titles[act], subject=one.item)
        exceptions, key_items = self.desk.exceptions, self.desk.key_items
        if act == "approve":
            told = (*self._meant(one), one.reason, tr("Proposed by {person}.", person=one.proposed_by))
            if isinstance(one, ExceptionRow):
                self._approve(title, told, titles[act], lambda: exceptions.approve(one.uid, one.version))
            else:
                self._approve(title, told, titles[act], lambda: key_items.approve(one.year, one.item, one.version))
            return
        meant = "\n".join((*self._meant(one), one.reason))
        sheet = ReasonSheet(self.window(), title, titles[act], meant, self.desk.today() if act == "end" else None)

        def read() -> Callable[[], Any]:
            reason = sheet.reason.toPlainText()
            if isinstance(one, KeyItemRow):
                return partial(key_items.refuse, one.year, one.item, reason, one.version)
            if sheet.day is None:
                return partial(exceptions.refuse, one.uid, reason, one.version)
            return partial(exceptions.end, one.uid, sheet.day.read(), reason, one.version)

        self._ask(sheet, f"rules.reason/{one.uid}", title, read)
