"""Judging the items of a visit and writing their findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from auditdesk.errors import BadInput
from auditdesk.model.rows import DraftRow
from auditdesk.model.terms import Judgement
from auditdesk.rules.calendar import parse_date
from ui.parts.choice_list import Offer
from ui.parts.judgement import word
from ui.parts.pattern_field import PatternSearch
from ui.parts.speech import speak
from ui.places import fieldwork_lines as lines_of
from ui.places.evidence_acts import EvidenceActs
from ui.places.fieldwork_book import is_unbound
from ui.places.fieldwork_items import MINE
from ui.theme import theme
from ui.words import tr

if TYPE_CHECKING:
    from auditdesk.model.fieldwork_rows import FieldFinding, FieldItem
    from ui.places.base import Place


class FindingActs(EvidenceActs):
    """What is done with the item and the finding one stands on."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._finding = ""
        """The item whose finding is in the form, with its uid once it has one."""
        self.typing = place.keep_typing(self.editor.form, "fieldwork", self.editor.form.kept_fields())
        self.items.list.judged.connect(lambda _key, judgement: self.judge_current(judgement))
        form = self.editor.form
        form.edited.connect(self._edited)
        form.pattern_wanted.connect(self.search_pattern)
        form.facts.textChanged.connect(lambda: self.editor.tell_facts(form.facts.toPlainText()))
        self.editor.next_wanted.connect(self.finish_item)
        self.editor.copy_wanted.connect(self.copy_last)
        self.editor.turn_wanted.connect(self._turn)
        self.editor.more_wanted.connect(self._more)

    # judging

    def judge_current(self, judgement: Judgement | None) -> None:
        """Judge the current item; the same judgement again changes nothing."""
        item = self.current()
        if item is None or self.refused or item.judgement == judgement:
            return
        if is_unbound(item.key):
            self.place.said.emit(tr("This finding stands under no item. Ctrl+M puts it to one."))
            return
        self.finish_typing()
        self.tell_taken_over(item)
        self.book.judge(item.key, judgement)
        speak(self.items.list, tr("Judged {judgement}", judgement=word(judgement)))

    def tell_taken_over(self, item: FieldItem) -> None:
        """Working on what a colleague looks after takes it over; it is said, not asked."""
        before = item.claimed_by
        if before is not None and before != self.desk.actor.login:
            self.place.said.emit(
                tr("{item} is yours now; {name} looked after it.", item=item.number, name=self.names.get(before, before))
            )

    def flag(self) -> None:
        """F: mark the current item to come back to, or take the mark away."""
        item = self.current()
        if item is not None and not self.refused and not is_unbound(item.key):
            self.book.flag(item.key, not item.flagged)

    def next_pending(self) -> None:
        """Ctrl+G: the next item that nobody has checked."""
        key = self.book.next_open(self.item, mine=self.items.filter == MINE)
        if key:
            self.choose(key)
            self.items.to_list()
        else:
            self.place.said.emit(tr("Every item is checked."))

    def finish_item(self) -> None:
        """Ctrl+Enter: what is typed is taken, and the focus goes to the next item not checked, or to the next one."""
        self.finish_typing()
        key = self.book.next_open(self.item, mine=self.items.filter == MINE) or self.book.following(self.item)
        if key:
            self.choose(key)
        self.to_items()

    def to_items(self) -> None:
        """Back to the list."""
        self.items.to_list()

    def say_no_finding(self) -> None:
        """Enter on an item without a finding."""
        self.place.said.emit(tr("Judge it 2 or 3 first: then there is a finding to write."))

    # the form

    def finding(self) -> FieldFinding | None:
        """The finding of the current item."""
        item = self.current()
        return item.findings[0] if item is not None and item.findings else None

    def show_finding(self) -> None:
        item, finding = self.current(), self.finding()
        if item is None or finding is None:
            self._finding = ""
            self.editor.show_nothing("check", *lines_of.no_finding(item))
            self.strip.show_finding("")
            return
        form, named = self.editor.form, f"{item.key}/{finding.uid}"
        if named != self._finding:
            if not self._finding.startswith(f"{item.key}/"):
                form.forget()
            self._finding = named
        self.editor.show_head(
            finding.number,
            finding.state,
            observation=finding.finding_class == "observation",
            facts_missing=not finding.facts.strip() and not form.facts.toPlainText().strip(),
        )
        form.pattern.show_pattern(finding.pattern_code if finding.pattern else "", lines_of.wording(finding))
        row = self.book.row
        assert row is not None
        form.show_values(
            facts=finding.facts,
            severity=finding.severity,
            severity_reason=finding.severity_reason,
            due=finding.due_date,
            locations=finding.locations,
            remark=finding.firm_remark,
            reference=row.reference_date,
        )
        form.tell_severity(*lines_of.severity_hint(finding))
        form.locations.offer(row.locations)
        self.typing.turn_to({f"{name}:{named}": widget for name, widget in form.kept_fields().items()})
        locked = self.refused or lines_of.locked(finding)
        self.editor.refuse(locked)
        self.strip.show_finding(finding.number, locked)

    def finish_typing(self) -> None:
        """Take everything typed into the finding before the eyes go elsewhere."""
        if self._finding and not self.refused:
            self.typing.flush()
            for name in self.editor.form.changed():
                self._edited(name)

    def _edited(self, name: str) -> None:
        item, finding = self.current(), self.finding()
        if item is None or finding is None or self.refused or lines_of.locked(finding):
            return
        form = self.editor.form
        kept, named = f"{name}:{self._finding}", self._finding
        self.tell_taken_over(item)
        if name == "due":
            value: object = form.due_date()
        else:
            value = form.value(name)
        form.taken(name)

        def done() -> None:
            if name in form.kept_fields():
                self._forget_draft(kept, named)

        self.book.edit(item.key, {_FIELDS[name]: value}, done)

    def take_back_typing(self) -> None:
        """What was typed and not yet taken when the program ended goes into its findings."""
        desk = self.desk
        self.runner.read(lambda: desk.drafts.all(self.typing.place), self._take_drafts, self._failed)

    def _take_drafts(self, drafts: Sequence[DraftRow]) -> None:
        taken = False
        for draft in drafts:
            name, _, named = draft.field.partition(":")
            key, _, uid = named.partition("/")
            item = self.book.item(key)
            finding = None if item is None else item.finding
            if finding is None or (uid and finding.uid != uid) or self.refused or name not in _FIELDS:
                continue
            value: object = draft.content
            if name == "due":
                try:
                    value = parse_date(draft.content)
                except BadInput:
                    continue
            taken = True
            self.book.edit(key, {_FIELDS[name]: value}, partial(self._forget_draft, draft.field, ""))
        if taken:
            self.place.said.emit(tr("What you had typed and not saved is back."))

    def _forget_draft(self, kept: str, named: str) -> None:
        if named == self._finding:
            self.typing.taken(kept)
        elif self.place.keeper is not None:
            self.place.keeper.drop(self.typing.place, kept)

    def _turn(self) -> None:
        """改列建議 and back."""
        item = self.current()
        if item is not None:
            turned = Judgement.DEFICIENT if item.judgement == Judgement.OBSERVATION else Judgement.OBSERVATION
            self.judge_current(turned)

    def copy_last(self) -> None:
        """Ctrl+D: facts, locations and the firm's statement of the finding written last, where this one has none."""
        item = self.current()
        if item is None or self.refused:
            return
        if self.finding() is None:
            self.say_no_finding()
            return
        self.finish_typing()
        self.book.copy_last(item.key)

    # the pattern

    def search_pattern(self) -> None:
        """F4."""
        if self.finding() is None or self.refused:
            self.say_no_finding()
            return
        field = self.editor.form.pattern
        if not field.isVisible():
            self.to_editor()
        wide = max(420, round(field.width() / theme().scale))
        search = PatternSearch(self._ask_patterns, wide)
        search.picked.connect(self._take_pattern)
        search.open_at(field)

    def to_editor(self) -> None:
        """Go on to the finding."""
        self.editor.to_facts()

    def _ask_patterns(self, text: str, answer: Callable[[Sequence[Offer]], None]) -> None:
        row, item = self.book.row, self.current()
        if row is None or item is None:
            return
        desk, day, key = self.desk, row.reference_date, item.key
        self.runner.read(lambda: lines_of.patterns_for(desk, day, key, text), answer, self._failed, latest="fieldwork.patterns")

    def _take_pattern(self, pattern: str) -> None:
        item = self.current()
        if item is not None and self.finding() is not None:
            self.book.edit(item.key, {"pattern": pattern})

    # seldom

    def _more(self, anchor: QWidget) -> None:
        """What is done seldom: a menu at the three dots."""
        menu = QMenu(self)
        menu.setAccessibleName(tr("More"))
        for text, keys, run in (
            (tr("Attach files"), "Ctrl+Shift+E", self.choose_files),
            (tr("Change the pattern"), "F4", self.search_pattern),
            (tr("Put to another item"), "Ctrl+M", self.put_to_item),
            (tr("Delete this finding"), "", self.delete_finding),
            (tr("Deleted last"), "", self.show_deleted),
        ):
            action = QAction(text, menu)
            if keys:
                action.setShortcut(QKeySequence(keys))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setEnabled(not self.refused)
            action.triggered.connect(run)
            menu.addAction(action)
        menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))
        menu.aboutToHide.connect(menu.deleteLater)

    def delete_finding(self) -> None:
        """Without a question: it lies among what was deleted last, and Ctrl+Z brings it back."""
        item = self.current()
        if item is not None and self.finding() is not None and not self.refused:
            self.editor.form.forget()
            self._finding = ""
            self.book.delete_finding(item.key)
            self.place.offered.emit(tr("The finding lies among what was deleted last."), tr("Undo"), self.undo)

    def put_to_item(self) -> None:
        """Ctrl+M."""

    def undo(self) -> None:
        """Ctrl+Z."""

    def show_deleted(self) -> None:
        """What was deleted last in this visit."""


_FIELDS = {
    "facts": "facts",
    "severity": "severity",
    "severity_reason": "severity_reason",
    "due": "due_date",
    "locations": "locations",
    "remark": "firm_remark",
}
"""Field of the form → field of the finding."""
