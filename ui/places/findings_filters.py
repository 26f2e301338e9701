"""The bar above a list of findings: full-text search, states, severities, years, overdue, repeats, and how it is grouped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from auditdesk.model.findings_list import GROUPS, FindingFilter
from auditdesk.model.terms import Severity
from ui.parts.buttons import Button
from ui.parts.combo import Choice
from ui.parts.fields import SearchField
from ui.parts.labels import Frame, Label
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.places.findings_presets import Preset
from ui.theme import theme
from ui.words import mark, plural, tr, words

_REST = 220
"""Milliseconds of no typing before the search goes to the database."""
_GROUPS = {
    "firm": mark("Firm"),
    "year": mark("Year"),
    "section": mark("Section"),
    "pattern": mark("Pattern"),
    "finding_class": mark("Class"),
    "severity": mark("Severity"),
    "state": mark("State"),
    "authority": mark("Authority"),
    "author": mark("Author"),
    "due_month": mark("Month due"),
    "repeat": mark("Repeat"),
}


class FilterBar(Frame):
    """``changed`` after a rest of typing or a choice; ``asked`` gives the filter inside the tab's own."""

    changed = Signal()
    left = Signal()
    group_chosen = Signal(str)

    def __init__(self, preset: Preset) -> None:
        super().__init__("base")
        self._preset = preset
        self.field = SearchField(tr("Search facts, wordings, firms, numbers"))
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field.setMaximumWidth(theme().px(420))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.changed)
        self.field.changed.connect(lambda _text: self._rest.start())
        self.field.entered.connect(self.left)
        self.field.escaped.connect(self.left)
        self.state = Choice(
            tr("State"), (("", tr("Every state")), *((one, words().say(f"state.{one}")) for one in preset.states))
        )
        self.severity = Choice(
            tr("Severity"),
            (("", tr("Every severity")), *((one.value, words().say(f"severity.{one.value}")) for one in Severity)),
        )
        self.kind = Choice(
            tr("Class"),
            (
                ("", tr("Findings and observations")),
                ("finding", words().say("class.finding")),
                ("observation", words().say("class.observation")),
            ),
        )
        self.group = Choice(tr("Grouped by"), (("", tr("Not grouped")), *((one, tr(_GROUPS[one])) for one in GROUPS)))
        self.group.chosen.connect(self.group_chosen)
        self.overdue = Button(tr("Overdue"), icon="clock", kind="quiet")
        self.repeat = Button(tr("Repeats"), icon="repeat", kind="quiet")
        for button in (self.overdue, self.repeat):
            button.setCheckable(True)
            button.toggled.connect(lambda _on: self.changed.emit())
        for choice in (self.state, self.severity, self.kind):
            choice.chosen.connect(lambda _key: self.changed.emit())
        self._count = Label("", "caption", "secondary")
        if not preset.states:
            # Only hidden, never shown here: what has no parent yet would become a window of its own.
            self.state.hide()
        self._flow = FlowLayout(self.state, self.severity, self.kind, self.overdue, self.repeat, self.group, gap=8, line_gap=6)
        self._upper = row(self.field, None, self._count, gap=8)
        self._upper.setStretch(0, 1)
        self.setLayout(column(self._upper, boxed(self._flow), gap=6, margins=(12, 8, 12, 8)))

    def add_view_button(self, button: QWidget) -> None:
        """Beside the count."""
        self._upper.addWidget(button)

    def add_buttons(self, buttons: Sequence[QWidget]) -> None:
        """Acts on the whole list, at its end."""
        for button in buttons:
            self._upper.addWidget(button)

    def show_count(self, count: int) -> None:
        self._count.setText(plural(count, "{shown} finding", "{shown} findings", shown=f"{count:,}"))

    def show_group(self, by: str) -> None:
        self.group.choose(by)

    @property
    def asks(self) -> bool:
        """Whether anything but the tab itself is asked for."""
        return self.asked(self._preset.only) != self._preset.only

    def asked(self, only: FindingFilter) -> FindingFilter:
        """The tab's own filter with what is chosen."""
        return replace(
            only,
            states=(self.state.current() or "",) if self.state.current() else only.states,
            severities=(self.severity.current() or "",) if self.severity.current() else (),
            classes=(self.kind.current() or "",) if self.kind.current() else (),
            overdue=True if self.overdue.isChecked() else None,
            repeat=True if self.repeat.isChecked() else None,
            text=self.field.text().strip(),
        )

    def told(self) -> str:
        """The filter in words, for a list that holds nothing."""
        parts = [f"「{self.field.text().strip()}」"] if self.field.text().strip() else []
        parts += [choice.currentText() for choice in (self.state, self.severity, self.kind) if choice.current()]
        parts += [button.text() for button in (self.overdue, self.repeat) if button.isChecked()]
        return tr("Filter: {words}", words=tr(", ").join(parts))

    def clear(self) -> None:
        """Ask for nothing but the tab itself."""
        self.take({})

    def content(self) -> dict[str, Any]:
        """What is chosen, as JSON."""
        return {
            "text": self.field.text(),
            "state": self.state.current() or "",
            "severity": self.severity.current() or "",
            "class": self.kind.current() or "",
            "overdue": self.overdue.isChecked(),
            "repeat": self.repeat.isChecked(),
        }

    def take(self, content: dict[str, Any]) -> None:
        """Choose what was kept; tells nobody, and tolerates what it does not know."""
        self.blockSignals(True)
        self.field.set_text(str(content.get("text", "")))
        self._rest.stop()
        for choice, name in ((self.state, "state"), (self.severity, "severity"), (self.kind, "class")):
            wanted = str(content.get(name, ""))
            choice.choose(wanted if choice.findData(wanted) >= 0 else "")
        self.overdue.setChecked(content.get("overdue") is True)
        self.repeat.setChecked(content.get("repeat") is True)
        self.blockSignals(False)
