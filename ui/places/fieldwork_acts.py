"""The rest of what is done in a visit: notes, problems, steps back, what is known beside an item, handing in and signing off."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor

from auditdesk.model.fieldwork_rows import DeletedRow, ItemContext, KeepNote, NoteState, UndoName, XrayLine
from ui.parts.choice_list import Offer
from ui.parts.sign_off_bar import SignOffAction, SignOffStep
from ui.parts.why_popover import WhyPopover
from ui.places import fieldwork_cards as cards
from ui.places import fieldwork_lines as lines_of
from ui.places import fieldwork_words as say
from ui.places.base import Command
from ui.places.fieldwork_capture import REMARK, CaptureSheet
from ui.places.fieldwork_compare import CompareSheet
from ui.places.fieldwork_findings import FindingActs
from ui.places.fieldwork_sheets import ListSheet, ReasonSheet, SortSheet
from ui.words import plural, tr, words

if TYPE_CHECKING:
    from ui.places.base import Place

_REST = 250
"""Milliseconds that the keys must rest before the visit is looked through for what is missing."""


class FieldworkActs(FindingActs):
    """Everything a visit can be asked to do."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.submit_refused = ""
        self.problems: tuple[XrayLine, ...] = ()
        self.context_of: ItemContext | None = None
        self._problem = -1
        self._asked = ""
        self._note = ""
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_REST)
        self._look.timeout.connect(self._read_xray)
        self.items.notes_wanted.connect(self.sort_notes)
        self.sections.problems_wanted.connect(self.show_problems)
        self.items.not_here.acted.connect(self.explain)

    # what surrounds the items

    def show_beside(self) -> None:
        row = self.book.row
        if row is None:
            return
        self.items.show_notes(len(row.notes))
        self.sign_off.setVisible(row.standing != "open")
        if row.standing != "open":
            self._show_sign_off()
        self._look.start()

    def _read_xray(self) -> None:
        visit, desk = self.visit, self.desk
        self.runner.read(
            lambda: desk.fieldwork.xray(visit, check_files=False), self._show_xray, self._failed, latest="fieldwork.xray"
        )

    def _show_xray(self, lines: Sequence[XrayLine]) -> None:
        self.problems = tuple(lines)
        self.sections.show_problems(len(self.problems))
        self.place.head_changed.emit()

    def read_context(self) -> None:
        item, row = self.current(), self.book.row
        if item is None or row is None:
            self.context.show_cards(())
            return
        if not self.context.isVisible():
            self._asked = ""
            return
        visit, key, desk = row.number, item.key, self.desk
        self._asked = key
        self.runner.read(lambda: desk.fieldwork.context(visit, key), self._show_context, self._failed, latest="fieldwork.context")

    def _show_context(self, context: ItemContext) -> None:
        item = self.book.item(context.item)
        if item is None or item.key != self.item:
            return
        self.context_of = context
        self.context.show_cards(cards.cards(item, context, self.compare, self.quote, self.names))

    def compare(self) -> None:
        """Last time's finding and this one side by side."""
        context, finding = self.context_of, self.finding()
        if context is not None and context.earlier is not None and context.earlier.findings:
            now = self.editor.form.facts.toPlainText() if finding is not None else ""
            CompareSheet(self.window(), context.earlier, now).open()

    def quote(self) -> None:
        """Put last time's facts behind what is written, to be changed there."""
        context = self.context_of
        if context is None or context.earlier is None or self.finding() is None or self.refused:
            self.say_no_finding()
            return
        edit = self.editor.form.facts
        cursor = edit.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        cursor.insertText("\n".join(found.facts for found in context.earlier.findings))
        self.to_editor()

    # why

    def explain(self) -> None:
        """?: why this item is here; in a section without items, why there are none."""
        item = self.current()
        if item is None:
            WhyPopover(cards.why_section_empty(self.section)).open_at(self.items.not_here.button)
            return
        WhyPopover(cards.why(item)).open_at(self.items.list.why_anchor())

    def show_procedure(self) -> None:
        """F2: the rule and what to test, beside the item."""
        if not self.context.isVisible():
            self.toggle_context()
        self.context.show_tab("rule")

    def toggle_context(self) -> None:
        """F9."""

    # notes

    def capture(self) -> None:
        """Ctrl+N."""
        row = self.book.row
        if row is None:
            return
        self.finish_typing()
        sheet = CaptureSheet(
            self.window(), (row.firm_name, *row.locations[-1:]), partial(lines_of.items_holding, self.book), self.refused
        )
        sheet.kept.connect(self._keep_note)
        sheet.made.connect(self._make_from_capture)
        sheet.autosave = self.place.keep_typing(sheet, f"fieldwork.note/{row.number}", {"note": sheet.edit})
        sheet.folded.connect(self._fold_note)
        # from memory first: the draft may still be on its way to the disk
        sheet.edit.setPlainText(self._note)
        sheet.edit.moveCursor(QTextCursor.MoveOperation.End)
        self._note = ""
        sheet.open()

    def _fold_note(self, text: str) -> None:
        self._note = text

    def _keep_note(self, text: str, item: str, kind: str) -> None:
        service, visit = self.desk.fieldwork, self.visit
        state = NoteState.REMARK if kind == REMARK else NoteState.SORTED if item else NoteState.UNSORTED
        order = KeepNote(visit, text, item or None, (), state)
        self.book.write(lambda: service.note(order), lambda _note: self.place.said.emit(tr("Kept.")))

    def _make_from_capture(self, text: str, item: str) -> None:
        service, visit, here = self.desk.fieldwork, self.visit, item or self.item

        def work() -> None:
            note = service.note(KeepNote(visit, text, here or None))
            service.note_to_finding(note.uid, here)

        self.book.write(work, lambda _none: self.choose(here))

    def sort_notes(self) -> None:
        """Ctrl+I."""
        row = self.book.row
        if row is None or not row.notes:
            self.place.said.emit(tr("No notes to be sorted"))
            return
        self.finish_typing()
        service, book = self.desk.fieldwork, self.book
        sheet = SortSheet(
            self.window(), [lines_of.note_offer(note) for note in row.notes], partial(lines_of.items_like, book), self.refused
        )
        sheet.placed.connect(lambda note, item: book.write(lambda: service.sort_note(note, item)))
        sheet.remarked.connect(lambda note: book.write(lambda: service.remark(note)))
        sheet.dropped.connect(lambda note: book.write(lambda: service.delete_note(note)))
        sheet.made.connect(lambda note, item: book.write(lambda: service.note_to_finding(note, item)))
        sheet.open()

    # what is wrong or missing

    def next_problem(self, step: int) -> None:
        """F8 and Shift+F8."""
        if not self.problems:
            self.place.said.emit(tr("Nothing is missing in this visit."))
            return
        self._problem = (self._problem + step) % len(self.problems) if self._problem >= 0 or step > 0 else len(self.problems) - 1
        line = self.problems[self._problem]
        told = f"{self._problem + 1} / {len(self.problems)}  {lines_of.problem_offer(line).text}"
        self.place.said.emit(told)
        self._jump(line)

    def show_problems(self) -> None:
        """Everything wrong or missing; each line is a jump."""
        self.finish_typing()
        offers = [lines_of.problem_offer(line) for line in self.problems]
        note = plural(len(offers), "{count} problem", "{count} problems")
        nothing = tr("Nothing is missing: the visit can be handed in.")
        sheet = ListSheet(self.window(), "warn", tr("Wrong or missing in this visit"), note, offers, nothing)
        sheet.picked.connect(self._jump_to)
        sheet.open()

    def _jump_to(self, key: str) -> None:
        self._problem = next((at for at, line in enumerate(self.problems) if line.key == key), -1)
        if self._problem >= 0:
            self._jump(self.problems[self._problem])

    def _jump(self, line: XrayLine) -> None:
        if line.object_kind == "field_note":
            self.sort_notes()
            return
        if line.item is None:
            return
        self.choose(line.item)
        if line.object_kind == "finding" and self.editor.has_finding:
            self.to_editor()
            field = {"severity_reason": self.editor.form.severity_reason, "pattern": self.editor.form.pattern}
            for name, widget in field.items():
                if name in line.code:
                    widget.setFocus()
        else:
            self.to_items()

    # steps back

    def step_back(self) -> Command | None:
        """For the status bar."""
        row = self.book.row
        if row is None or row.undo is None:
            return None
        steps = plural(row.undo_depth, "{count} step back", "{count} steps back")
        return Command(tr("Undo: {step}", step=say.step(row.undo)), "undo", self.undo, ("Ctrl", "Z"), steps, self.refused)

    def undo(self) -> None:
        self._step(redo=False)

    def redo(self) -> None:
        """Ctrl+Shift+Z."""
        self._step(redo=True)

    def _step(self, *, redo: bool) -> None:
        row = self.book.row
        if row is None or self.refused:
            return
        self.finish_typing()
        service, visit = self.desk.fieldwork, row.number
        self.book.write(lambda: service.redo(visit) if redo else service.undo(visit), partial(self._stepped, redo))

    def _stepped(self, redo: bool, name: object) -> None:
        self.editor.form.forget()
        if isinstance(name, UndoName):
            told = say.step(name)
            self.place.said.emit(tr("Done again: {step}", step=told) if redo else tr("Taken back: {step}", step=told))

    def show_deleted(self) -> None:
        """Bring back what was deleted last."""
        visit, desk = self.visit, self.desk
        self.runner.read(lambda: desk.fieldwork.deleted(visit), self._offer_deleted, self._failed)

    def _offer_deleted(self, rows: Sequence[DeletedRow]) -> None:
        offers = [Offer(each.uid, each.text or each.label, each.label, say.moment(each.deleted_at), "clock") for each in rows]
        sheet = ListSheet(
            self.window(),
            "clock",
            tr("Deleted last"),
            tr("Enter or a digit brings it back"),
            offers,
            tr("Nothing was deleted in this visit."),
        )
        service = self.desk.fieldwork
        findings = {each.uid for each in rows if each.kind == "finding"}
        sheet.picked.connect(
            lambda uid: self.book.write(lambda: service.restore(uid) if uid in findings else service.restore_note(uid))
        )
        sheet.open()

    # who looks after a section

    def assign_section(self) -> None:
        row = self.book.row
        if row is None:
            return
        offers = [Offer(login, self.names.get(login, login), login, "", "user") for login in row.inspectors]
        sheet = ListSheet(self.window(), "users", tr("Who looks after {code}?", code=self.section), "", offers, "")
        service, visit, section = self.desk.fieldwork, row.number, self.section
        sheet.picked.connect(lambda login: self.book.write(lambda: service.assign_section(visit, section, login)))
        sheet.open()

    # handing in and signing off

    def submit(self) -> None:
        """Hand the visit in. What is wrong or missing needs a reason."""
        row = self.book.row
        if row is None:
            return
        self.finish_typing()
        if not self.problems:
            self._submit("")
            return
        told = [plural(len(self.problems), "{count} thing is wrong or missing:", "{count} things are wrong or missing:")]
        told += [f"• {offer.lead}　{offer.text}" for offer in map(lines_of.problem_offer, self.problems[:6])]
        sheet = ReasonSheet(self.window(), tr("Hand the visit in"), told, tr("Reason for handing it in like this"), tr("Hand in"))
        sheet.given.connect(self._submit)
        sheet.open()

    def _submit(self, reason: str) -> None:
        service, visit = self.desk.fieldwork, self.visit
        reasons = {line.key: reason for line in self.problems} if reason else {}
        self.book.write(lambda: service.submit(visit, reasons), lambda _row: self.place.said.emit(tr("The visit is handed in.")))

    def _show_sign_off(self) -> None:
        row = self.book.row
        assert row is not None

        def people(login: str | None) -> tuple[str, ...]:
            return () if login is None else (self.names.get(login, login),)

        steps = (
            SignOffStep(tr("Handed in"), people(row.submitted_by), row.submitted_at),
            SignOffStep(tr("Signed off"), people(row.signed_off_by), row.signed_off_at),
        )
        service, visit = self.desk.fieldwork, row.number
        refused = self.desk.refusal("visits.sign_off")
        why = words().error(refused) if refused else ""
        if not why and row.submitted_by == self.desk.actor.login:
            why = tr("You handed it in: somebody else has to sign it off.")
        actions = [
            SignOffAction(
                tr("Sign off"), "shield-check", lambda: self.book.write(lambda: service.sign_off(visit)), why, "primary"
            )
        ]
        note = tr("The working papers are signed off: they can be read, not changed.") if row.read_only else ""
        self.sign_off.show_steps(steps, () if row.read_only else actions, note)
