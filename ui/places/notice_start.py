"""Before a year is compiled: what would be counted, what stands in the way by name, and the one button that begins."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditdesk.model.rows import FindingRow
from ui.parts.buttons import Button
from ui.parts.labels import Frame, IconLabel, Label
from ui.parts.layouts import column, row
from ui.parts.states import EmptyState
from ui.places.notice_reading import Reading
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import number, plural, tr, words, year_name


class StartPage(QWidget):
    """``begun`` is the button (Enter anywhere on the page); ``finding_wanted`` a finding that nobody has accepted."""

    begun = Signal()
    finding_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._what = Label("", "title", "primary", 700, wrap=True)
        self._how = Label("", "table", "secondary", wrap=True)
        self._why = Label("", "table", "danger", wrap=True)
        self.button = Button(tr("Begin to compile"), kind="primary", icon="notice", keys=("Enter",), large=True)
        self.button.clicked.connect(self.begun)
        self._waiting = Label("", "strong", "primary")
        self._names: Mapping[str, str] = {}
        columns = (
            Column("number", tr("Finding"), lambda each: each.number, width=110, colour="text.secondary"),
            Column("firm", tr("Firm"), lambda each: each.firm_name, width=150, stretch=True),
            Column("pattern", tr("Pattern"), lambda each: each.pattern_code, width=110),
            Column("state", tr("State"), _state, width=110),
            Column("author", tr("Author"), lambda each: self._names.get(each.author, each.author), width=90),
        )
        self.table = RowTable(
            columns,
            identity=lambda each: each.uid,
            sentence=lambda each: tr(", ").join((each.number, each.firm_name, each.pattern_code, _state(each))),
            parent=self,
        )
        self.view = RowView(self.table, tr("Findings that nobody has accepted"))
        self.view.opened.connect(self.finding_wanted)
        head = Frame("base")
        icon = IconLabel("notice", "text.muted", 40)
        texts = column(self._what, self._how, self._why, row(self.button, None), gap=8)
        line = row(icon, gap=18, margins=(24, 24, 24, 20))
        line.addLayout(texts, 1)
        line.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        head.setLayout(line)
        self._list = Frame("pane")
        bar = Frame("header")
        bar.setLayout(row(self._waiting, None, margins=(24, 8, 14, 8)))
        self._list.setLayout(column(bar, self.view, gap=0))
        self._rest = EmptyState("check", tr("Every finding of the year is decided"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self._list, 1)
        whole.addWidget(self._rest, 1)
        self.setFocusProxy(self.button)
        self.setMinimumWidth(theme().px(240))

    def show_reading(self, read: Reading, refused: str) -> None:
        fresh, self._names = read.fresh, read.names
        assert fresh is not None and read.year is not None
        year = year_name(read.year)
        findings = plural(fresh.findings, "{count} accepted finding", "{count} accepted findings")
        if fresh.sections:
            self._what.setText(tr("The notice of {year} is not compiled yet ({findings})", year=year, findings=findings))
            self._how.setText(
                tr(
                    "{entries} entries in {sections} sections, {firms} firms audited; {out} findings are left out.",
                    entries=number(len(fresh.entries)),
                    sections=number(len(fresh.sections)),
                    firms=number(fresh.firms_audited),
                    out=number(len(fresh.excluded)),
                )
            )
        else:
            self._what.setText(tr("Nothing of {year} is accepted yet", year=year))
            self._how.setText(tr("Accepted findings of the year are compiled here."))
            refused = refused or tr("Nothing is accepted in this year yet")
        self.button.refuse(refused)
        self._why.setText(refused)
        self._why.setVisible(bool(refused))
        self.table.set_rows(read.waiting)
        count = len(read.waiting)
        told = plural(
            count,
            "{count} finding is not accepted and would be left out",
            "{count} findings are not accepted and would be left out",
        )
        self._waiting.setText(told)
        self._list.setVisible(bool(count))
        self._rest.setVisible(not count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.button.isEnabled():
            self.begun.emit()
        else:
            super().keyPressEvent(event)


def _state(row: FindingRow) -> str:
    return words().say(f"state.{row.state}")
