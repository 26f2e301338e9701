"""The rest of what is done in a visit: notes, problems, steps back, what is known beside an item, handing in and signing off."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor

from auditdesk.model.fieldwork_rows import DeletedRow, ItemContext, KeepNote, NoteRow, NoteState, UndoName, XrayLine
from ui.parts.choice_list import Offer
from ui.parts.why_popover import WhyPopover
from ui.places import fieldwork_cards as cards
from ui.places import fieldwork_lines as lines_of
from ui.places import fieldwork_words as say
from ui.places.base import Command
from ui.places.fieldwork_book import UNBOUND, is_unbound, unbound_key
from ui.places.fieldwork_capture import REMARK, CaptureSheet
from ui.places.fieldwork_closing import ClosingActs
from ui.places.fieldwork_compare import CompareSheet
from ui.places.fieldwork_sheets import ListSheet, ReasonSheet, SortSheet
from ui.words import plural, tr

if TYPE_CHECKING:
    from ui.places.base import Place

WORDS = "fieldwork.words"
"""The form in which a note is given other words."""
_REST = 250
"""Milliseconds that the keys must rest before the visit is looked through for what is missing."""


class FieldworkActs(ClosingActs):
    """Everything a visit can be asked to do."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.context_of: ItemContext | None = None
        self._problem = -1
        self._note = ""
        self._sorting_on = False
        """The notes are to be shown again once they are read."""
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_REST)
        self._look.timeout.connect(self._read_xray)
        self.items.notes_wanted.connect(self.sort_notes)
        self.sections.problems_wanted.connect(self.show_problems)
        self.items.not_here.acted.connect(self.explain)
        self.sections.list.assign_wanted.connect(self.assign_section)

    # what surrounds the items

    def show_beside(self) -> None:
        row = self.book.row
        if row is None:
            return
        self.items.show_notes(len(row.notes))
        if self._sorting_on:
            self._sorting_on = False
            self.sort_notes()
        self.sign_off.setVisible(row.standing != "open")
        if row.standing != "open":
            self.show_sign_off()
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
        if is_unbound(item.key):
            self.context.show_cards(())
            return
        visit, key, desk = row.number, item.key, self.desk
        self.runner.read(lambda: desk.fieldwork.context(visit, key), self._show_context, self._failed, latest="fieldwork.context")

    def _show_context(self, context: ItemContext) -> None:
        item = self.book.item(context.item)
        if item is None or item.key != self.item:
            return
        self.context_of = context
        self.items.list.show_peers(context.item, cards.peers_told(context.peers))
        if self.context.isVisible() and self.book.row is not None:
            year = self.book.row.year
            self.context.show_cards(cards.cards(item, context, year, self.compare, self.quote, self.names))

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
        if not is_unbound(item.key):
            WhyPopover(cards.why(item)).open_at(self.items.list.why_anchor())

    def show_procedure(self) -> None:
        """F2: the rule and what to test, beside the item."""
        self._show_beside_item("rule")

    def show_peers(self) -> None:
        """What other firms had under the same pattern."""
        self._show_beside_item("peers")

    def _show_beside_item(self, tab: str) -> None:
        if not self.context.isVisible():
            self.toggle_context()
        self.context.show_tab(tab)

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
        sheet.kept.connect(partial(self._keep_note, sheet.files.uids))
        sheet.made.connect(partial(self._make_from_capture, sheet.files.uids))
        self.prepare_capture(sheet)
        sheet.autosave = self.place.keep_typing(sheet, f"fieldwork.note/{row.number}", {"note": sheet.edit})
        sheet.folded.connect(self._fold_note)
        # from memory first: the draft may still be on its way to the disk
        sheet.edit.setPlainText(self._note)
        sheet.edit.moveCursor(QTextCursor.MoveOperation.End)
        self._note = ""
        sheet.open()

    def _fold_note(self, text: str) -> None:
        self._note = text

    def _keep_note(self, files: list[str], text: str, item: str, kind: str) -> None:
        service, visit = self.desk.fieldwork, self.visit
        state = NoteState.REMARK if kind == REMARK else NoteState.SORTED if item else NoteState.UNSORTED
        # Asked in the lane: photos attached just before are committed by then.
        self.book.write(
            lambda: service.note(KeepNote(visit, text, item or None, tuple(files), state)),
            lambda _note: self.place.said.emit(tr("Kept.")),
        )

    def _make_from_capture(self, files: list[str], text: str, item: str) -> None:
        service, visit, here = self.desk.fieldwork, self.visit, item or self.item

        def work() -> None:
            note = service.note(KeepNote(visit, text, here or None, tuple(files)))
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
        offers = [lines_of.note_offer(note, self.names) for note in row.notes]
        sheet = SortSheet(self.window(), offers, partial(lines_of.items_like, book), self.refused)
        sheet.placed.connect(lambda note, item: book.write(lambda: service.sort_note(note, item)))
        sheet.remarked.connect(lambda note: book.write(lambda: service.remark(note)))
        sheet.dropped.connect(lambda note: book.write(lambda: service.delete_note(note)))
        sheet.made.connect(lambda note, item: book.write(lambda: service.note_to_finding(note, item)))
        sheet.words_wanted.connect(self.note_words)
        sheet.open()

    def note_words(self, uid: str) -> None:
        """Other words for a note that waits; then the notes are sorted on."""
        row = self.book.row
        note = next((one for one in row.notes if one.uid == uid), None) if row is not None else None
        if note is None:
            return
        place, service, form = self.place, self.desk.fieldwork, f"{WORDS}/{self.visit}/{uid}"
        sheet = ReasonSheet(self.window(), tr("Words of the note"), (), tr("Note"), tr("Keep"))
        sheet.edit.setPlainText(note.text)
        sheet.edit.moveCursor(QTextCursor.MoveOperation.End)
        place.keep_typing(sheet, form, {"words": sheet.edit})

        def kept(_note: NoteRow) -> None:
            if place.keeper is not None:
                place.keeper.drop(form)
            self._sorting_on = True

        sheet.given.connect(lambda text: self.book.write(lambda: service.edit_note(uid, text, note.version), kept))
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
        if line.object_kind == "visit":
            self._jump_outside(line)
            return
        key = line.item or (unbound_key(line.object_uid) if line.object_kind == "finding" else "")
        if not key:
            return
        self.choose(key)
        if line.object_kind == "finding" and self.editor.has_finding:
            self.to_editor()
            field = {"severity_reason": self.editor.form.severity_reason, "pattern": self.editor.form.pattern}
            for name, widget in field.items():
                if name in line.code:
                    widget.setFocus()
        else:
            self.to_items()

    def _jump_outside(self, line: XrayLine) -> None:
        """What concerns the whole visit is mended elsewhere: at the firm, in the rules, at a section."""
        row = self.book.row
        if row is None:
            return
        if line.code == "assigned_absent":
            self.show_section(line.label)
            self.assign_section()
        elif line.code == "fact_unknown":
            self.place.go_to.emit("firms", row.firm_code)
        else:
            self.place.go_to.emit("rules", row.edition)

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
            self.place.said.emit(self.refused)
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
        service, evidence = self.desk.fieldwork, self.desk.evidence
        bring_back = {"finding": service.restore, "field_note": service.restore_note, "evidence": evidence.restore}
        kinds = {each.uid: each.kind for each in rows}
        sheet.picked.connect(lambda uid: self.book.write(partial(bring_back[kinds[uid]], uid)))
        sheet.open()

    # who looks after a section

    def assign_section(self) -> None:
        """A: who looks after the section, or nobody in particular."""
        row = self.book.row
        if row is None or self.refused or self.section == UNBOUND:
            return
        self.finish_typing()
        offers = [Offer(login, self.names.get(login, login), login, "", "user") for login in self._team()]
        offers.append(Offer("", tr("Nobody in particular"), "", "", "x"))
        sheet = ListSheet(self.window(), "users", tr("Who looks after {code}?", code=self.section), "", offers, "")
        service, visit, section = self.desk.fieldwork, row.number, self.section
        sheet.picked.connect(lambda login: self.book.write(lambda: service.assign_section(visit, section, login or None)))
        sheet.open()

    def _team(self) -> tuple[str, ...]:
        """Oneself first, then the visit's inspectors."""
        row, me = self.book.row, self.desk.actor.login
        return () if row is None else tuple(sorted(row.inspectors, key=lambda login: login != me))

    def release_item(self) -> None:
        """Nobody in particular looks after the item any more."""
        item = self.current()
        if item is not None and item.claimed_by is not None and not self.refused:
            self.book.claim(item.key, None)

    def claim_item(self) -> None:
        """Look after the item, before it is judged."""
        item = self.current()
        if item is not None and not self.refused and not is_unbound(item.key):
            self.tell_taken_over(item)
            self.book.claim(item.key, self.desk.actor.login)

    # findings without an item

    def put_to_item(self) -> None:
        """Ctrl+M: put the finding one stands on under another item."""
        finding = self.finding()
        if finding is None or not finding.uid or self.refused or lines_of.locked(finding):
            self.say_no_finding()
            return
        self.finish_typing()
        offers = lines_of.items_for(self.book, f"{finding.facts} {lines_of.wording(finding)}", self.item)
        note = tr("Enter or a digit puts it there")
        sheet = ListSheet(
            self.window(), "link", tr("Which item does {finding} belong to?", finding=finding.number), note, offers, ""
        )
        service, uid = self.desk.fieldwork, finding.uid

        def put(item: str) -> None:
            self.item, self._wanted_item = "", item
            self.book.write(lambda: service.put_to_item(uid, item))

        sheet.picked.connect(put)
        sheet.open()
