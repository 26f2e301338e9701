"""Tabs 比較 and 試算 of the Rules place: two editions side by side, and what a firm's scope is under one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from auditdesk.errors import BadInput
from auditdesk.model.rulebook import CheckItem
from auditdesk.rules.rulebook_diff import RequirementChange, RulebookDiff
from auditdesk.services.office_editions import ItemDifference, Trial
from ui.parts.buttons import Button
from ui.parts.combo import Choice
from ui.parts.diff_text import DiffText
from ui.parts.fields import repolish
from ui.parts.labels import Frame, Label
from ui.parts.layouts import FlowLayout, boxed, column
from ui.parts.states import labelled
from ui.places import rules_words as say
from ui.places.firms_sheets import DayEdit
from ui.places.firms_words import two
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import day, mark, tr, words

_TURNS = {
    "added": mark("Added"),
    "removed": mark("Removed"),
    "text": mark("New words"),
    "terms": mark("New terms"),
    "renumbered": mark("Renumbered"),
    "source": mark("Certainty"),
}


class CompareTab(QWidget):
    """``wanted`` asks for two editions to be compared, by id."""

    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = Choice(tr("Edition before")), Choice(tr("Edition after"))
        for choice in (self.first, self.second):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(14)
            choice.chosen.connect(lambda _key: self._ask())
        columns = (
            Column("turn", tr("Change"), lambda one: tr(_TURNS[one.turn]), width=84),
            Column("before", tr("Before"), lambda one: one.before.key if one.before else "–", width=116, colour="text.muted"),
            Column("after", tr("After"), lambda one: one.after.key if one.after else "–", width=116, colour="text.muted"),
            Column("summary", tr("Requirement"), lambda one: two(_item(one).summary), width=200, stretch=True),
        )
        self.table = RowTable(
            columns,
            identity=lambda one: (one.turn, one.before and one.before.key, one.after and one.after.key),
            sentence=lambda one: f"{tr(_TURNS[one.turn])} {_item(one).key} {two(_item(one).summary)}",
            parent=self,
        )
        self.view = RowView(self.table, tr("Differences"))
        self.told = Label("", "caption", "secondary", wrap=True)
        self.texts = DiffText()
        self._fields = Label("", "caption", "muted", wrap=True)
        below = Frame("footer")
        below.setLayout(column(self.texts, self._fields, gap=6, margins=(16, 10, 16, 12)))
        head = boxed(FlowLayout(labelled(tr("From"), self.first), labelled(tr("To"), self.second), gap=10))
        whole = column(boxed(column(head, self.told, gap=6, margins=(12, 8, 12, 8))), gap=0)
        whole.addWidget(self.view, 1)
        whole.addWidget(below)
        self.setLayout(whole)
        self.view.row_changed.connect(self._show)

    def set_editions(self, choices: Sequence[tuple[str, str]], chosen: str, base: str = "") -> None:
        """The editions there are; compared are the chosen one and its ``base``, or the one before it."""
        keys = [key for key, _ in choices]
        at = keys.index(chosen) if chosen in keys else len(keys) - 1
        before = base if base in keys else keys[max(at - 1, 0)] if keys else None
        self.first.set_choices(tuple(choices), before)
        self.second.set_choices(tuple(choices), keys[at] if keys else None)

    def compare(self, first: str, second: str) -> None:
        """Compare these two."""
        self.first.choose(first)
        self.second.choose(second)
        self._ask()

    def ask(self) -> None:
        """Ask for what is chosen."""
        self._ask()

    def _ask(self) -> None:
        first, second = self.first.current(), self.second.current()
        if first and second:
            self.wanted.emit(first, second)

    def show_difference(self, found: RulebookDiff) -> None:
        self.table.set_rows(found.requirements)
        counts = {turn: sum(one.turn == turn for one in found.requirements) for turn in _TURNS}
        told = [f"{tr(name)} {counts[turn]}" for turn, name in _TURNS.items() if counts[turn]]
        self.told.setText("　・　".join(told) or tr("No requirement differs."))
        self._show(self.view.current_row())

    def _show(self, one: RequirementChange | None) -> None:
        before = two(one.before.summary) if one and one.before else ""
        after = two(one.after.summary) if one and one.after else ""
        self.texts.show_texts(before, after)
        told = (
            [
                tr(
                    "{field}: {before} → {after}",
                    field=say.field(each.field),
                    before=say.field_value(each.field, one.before),
                    after=say.field_value(each.field, one.after),
                )
                for each in one.fields
                if "summary" not in each.field
            ]
            if one
            else []
        )
        self._fields.setText("\n".join(told))


def _item(one: RequirementChange) -> CheckItem:
    found = one.after or one.before
    assert found is not None
    return found


class TrialTab(QWidget):
    """``wanted`` asks for a firm and a day to be tried."""

    wanted = Signal(str, object)

    def __init__(self, on: DayEdit) -> None:
        super().__init__()
        self.firm = Choice(tr("Firm"))
        self.firm.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.firm.setMinimumContentsLength(16)
        self.day = on
        self._wrong = Label("", "caption", "danger", wrap=True)
        self._wrong.setVisible(False)
        self.run = Button(tr("Try it"), icon="check", kind="default", keys=("Enter",))
        self.run.clicked.connect(self._ask)
        self.told = Label(tr("Choose a firm and a day to see its scope under this edition."), "table", "secondary", wrap=True)
        verdicts: dict[str | None, str] = {
            None: tr("no such item"),
            "applies": tr("applies"),
            "does_not_apply": tr("does not apply"),
            "not_known": tr("not known"),
        }
        columns = (
            Column("item", tr("Item"), lambda one: one.item, width=128),
            Column("now", tr("Edition in force"), lambda one: verdicts[one.now], width=160, stretch=True),
            Column("tried", tr("This edition"), lambda one: verdicts[one.tried], width=160, weight=500),
        )

        def sentence(one: ItemDifference) -> str:
            return f"{one.item}, {verdicts[one.now]}, {verdicts[one.tried]}"

        self.table = RowTable(columns, identity=lambda one: one.item, sentence=sentence, parent=self)
        self.view = RowView(self.table, tr("Items that come out otherwise"))
        on.setFixedWidth(theme().px(150))
        on.returnPressed.connect(self._ask)
        line = FlowLayout(labelled(tr("Firm"), self.firm), labelled(tr("Day"), on), self.run, gap=10)
        form = boxed(column(boxed(line), self._wrong, self.told, gap=6, margins=(12, 8, 12, 8)))
        self._wrong.setVisible(False)
        whole = column(form, gap=0)
        whole.addWidget(self.view, 1)
        self.setLayout(whole)

    def set_firms(self, firms: Sequence[tuple[str, str]]) -> None:
        """The firms there are."""
        self.firm.set_choices(tuple(firms), self.firm.current())
        self.run.refuse("" if firms else tr("There is no firm in the register yet."))

    def _ask(self) -> None:
        try:
            when = self.day.read()
        except BadInput as error:
            self._wrong.setText(words().error(error))
            self._wrong.setVisible(True)
            self.day.setProperty("error", True)
            repolish(self.day)
            return
        self._wrong.setVisible(False)
        self.day.setProperty("error", False)
        repolish(self.day)
        if self.firm.current() and self.run.isEnabled():
            self.wanted.emit(self.firm.current(), when)

    def show_trial(self, trial: Trial) -> None:
        count = sum(judged.applies is True for judged in trial.tried.items)
        before = "–" if trial.now is None else str(sum(judged.applies is True for judged in trial.now.items))
        told = tr(
            "{firm} on {day}: {count} items under this edition, {before} under the one in force; {different} come out otherwise.",
            firm=trial.tried.firm_code,
            day=day(trial.tried.day),
            count=count,
            before=before,
            different=len(trial.differences),
        )
        self.told.setText(told)
        self.table.set_rows(trial.differences)

    def clear(self) -> None:
        """Another edition is shown: what was tried belongs to the one before."""
        self.table.set_rows(())
        self.told.setText(tr("Choose a firm and a day to see its scope under this edition."))
