"""Whom an item binds, put together line by line beside the text that a rule file holds; each follows the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.rulebook import Condition
from auditdesk.rules.condition_lines import (
    CAPITAL_BELOW,
    CAPITAL_FROM,
    ConditionLine,
    ConditionLines,
    condition_of_lines,
    lines_of_condition,
)
from auditdesk.rules.rulebook_diff import written
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.combo import Choice
from ui.parts.labels import Label
from ui.parts.layouts import FlowLayout, boxed, clear, column, row
from ui.places import rules_words as say
from ui.theme import theme
from ui.words import mark, tr, words

_KINDS = (
    (CAPITAL_FROM, mark("capital from")),
    (CAPITAL_BELOW, mark("capital below")),
    ("internet_ordering", mark("takes internet orders")),
    ("no internet_ordering", mark("takes no internet orders")),
    ("co_location", mark("offers co-location")),
    ("no co_location", mark("offers no co-location")),
)
_CAPITAL = (CAPITAL_FROM, CAPITAL_BELOW)


class _Line(QWidget):
    """One line: what is asked for, and an amount where it is about capital."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, line: ConditionLine, number: int) -> None:
        super().__init__()
        kind = line.kind if line.kind in _CAPITAL or line.wanted else f"no {line.kind}"
        name = tr("Condition {number}", number=number)
        self.kind = Choice(name, tuple((key, tr(text)) for key, text in _KINDS), kind)
        self.amount = QLineEdit(say.amount_text(line.amount) if line.amount else "")
        self.amount.setAccessibleName(tr("Amount of condition {number}", number=number))
        self.amount.setFixedWidth(theme().px(110))
        self._unit = Label(say.amount_unit(), "table", "secondary")
        drop = Button(icon="x", kind="ghost", small=True, name=tr("Take condition {number} away", number=number))
        drop.clicked.connect(lambda: self.removed.emit(self))
        self.setLayout(row(self.kind, self.amount, self._unit, drop, None, gap=8))
        self.kind.chosen.connect(self._turn)
        self.amount.textEdited.connect(lambda _text: self.changed.emit())
        self._show()

    def _turn(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        capital = self.kind.current() in _CAPITAL
        self.amount.setVisible(capital)
        self._unit.setVisible(capital)

    def line(self) -> ConditionLine:
        """What it says. Raises BadInput ``amount.*``."""
        kind = self.kind.current() or CAPITAL_FROM
        if kind in _CAPITAL:
            return ConditionLine(kind, say.read_amount(self.amount.text()))
        return ConditionLine(kind.removeprefix("no "), wanted=not kind.startswith("no "))


class ConditionEdit(QWidget):
    """``text`` is what is kept. ``check`` reads it while it is typed."""

    def __init__(self, condition: Condition, check: Callable[[str], Condition]) -> None:
        super().__init__()
        self._check = check
        self.text = QLineEdit(written(condition))
        self.text.setAccessibleName(tr("Condition as a rule file writes it"))
        self.lines: list[_Line] = []
        self.join = SegmentedControl((("all", tr("all of them")), ("any", tr("any of them"))), name=tr("How many must hold"))
        self.add = Button(tr("Add a condition"), icon="plus", kind="quiet", small=True)
        self.every = Button(tr("Every firm"), kind="quiet", small=True)
        self.told = Label("", "caption", "secondary", wrap=True)
        self._holder = column(gap=6)
        tools = boxed(FlowLayout(self.add, self.every, self.join, gap=8))
        self.setLayout(column(boxed(self._holder), tools, self.text, self.told, gap=6))
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(200)
        self._due.timeout.connect(self._follow_text)
        self.text.textChanged.connect(self._due.start)
        self.add.clicked.connect(partial(self._add, ConditionLine(CAPITAL_FROM)))
        self.every.clicked.connect(lambda: self.text.setText("always"))
        self.join.chosen.connect(self._follow_lines)
        self._show(condition)

    def _add(self, line: ConditionLine) -> None:
        found = _Line(line, len(self.lines) + 1)
        found.changed.connect(self._follow_lines)
        found.removed.connect(self._remove)
        self.lines.append(found)
        self._holder.addWidget(found)
        self._show_join()
        if not line.amount and line.kind in _CAPITAL:
            found.amount.setFocus()
            self._say(tr("Enter the amount of capital."), "caution")

    def _remove(self, line: _Line) -> None:
        self.lines.remove(line)
        self._holder.removeWidget(line)
        line.deleteLater()
        self.add.setFocus()
        self._follow_lines()

    def _show_join(self) -> None:
        self.join.setVisible(len(self.lines) > 1)

    def _follow_lines(self, *_told: object) -> None:
        """The text says what the lines say, once all of them can be read."""
        self._show_join()
        try:
            stated = ConditionLines(tuple(line.line() for line in self.lines), self.join.current() == "all")
        except AuditDeskError as error:
            self._say(words().error(error), "danger")
            return
        condition = condition_of_lines(stated)
        self.text.blockSignals(True)
        self.text.setText(written(condition))
        self.text.blockSignals(False)
        self._say(tr("binds: {whom}", whom=say.condition(condition)), "secondary")

    def _follow_text(self) -> None:
        """The lines show what the text says, where they can."""
        try:
            condition = self._check(self.text.text())
        except AuditDeskError as error:
            self._say(words().error(error), "danger")
            return
        self._show(condition)

    def _show(self, condition: Condition) -> None:
        stated = lines_of_condition(condition)
        clear(self._holder)
        self.lines = []
        self.add.refuse("" if stated is not None else tr("This condition is written as text; lines can't state it."))
        self.join.choose("all" if stated is None or stated.all else "any")
        for line in () if stated is None else stated.lines:
            self._add(line)
        self._show_join()
        self._say(tr("binds: {whom}", whom=say.condition(condition)), "secondary")

    def _say(self, text: str, tone: str) -> None:
        self.told.setText(text)
        self.told.set_tone(tone)
