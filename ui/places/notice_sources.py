"""Where the notice's figures come from, and what was left out of it and why."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from auditdesk.model.notice import CompiledNotice, Excluded
from ui.parts.labels import Frame, Label
from ui.parts.layouts import clear, column, row
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import day, language, number, tr, words


def _why(left_out: Excluded) -> str:
    return words().say(f"excluded.{left_out.why}")


class SourcesPane(Frame):
    """Figures above, the table of what was left out below."""

    def __init__(self) -> None:
        super().__init__("pane")
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(theme().px(12))
        self._figures.setVerticalSpacing(theme().px(6))
        self._figures.setColumnStretch(0, 1)
        self._rules = Label("", "caption", "muted", wrap=True)
        self._left_out = Label("", "strong", "primary")
        self._by_reason = Label("", "caption", "secondary", wrap=True)
        columns = (
            Column("number", tr("Finding"), lambda each: each.number, width=128, colour="text.secondary"),
            Column("why", tr("Why left out"), _why, sort=_why, stretch=True, width=140),
        )
        self.table = RowTable(
            columns, identity=lambda each: each.finding, sentence=lambda each: f"{each.number}, {_why(each)}", parent=self
        )
        self.view = RowView(self.table, tr("Findings left out of the notice"))
        head = Frame("header")
        head.setLayout(row(Label(tr("Sources"), "strong", "primary"), None, margins=(14, 0, 14, 0)))
        head.setFixedHeight(theme().px(40))
        upper = column(self._figures, self._rules, gap=8, margins=(14, 12, 14, 12))
        second = Frame("header")
        second.setLayout(column(self._left_out, self._by_reason, gap=2, margins=(14, 8, 14, 8)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addLayout(upper)
        whole.addWidget(second)
        whole.addWidget(self.view, 1)

    def show_notice(self, notice: CompiledNotice | None) -> None:
        clear(self._figures)
        if notice is None:
            self.table.set_rows(())
            return
        lines = (
            (tr("Firms audited"), number(notice.firms_audited)),
            (tr("Visits"), number(notice.visits)),
            (tr("Findings counted"), number(notice.findings)),
            (tr("Entries"), number(len(notice.entries))),
            (tr("Compiled on"), day(notice.compiled_on)),
            (tr("To be published on"), day(notice.publish_on)),
        )
        for line, (name, value) in enumerate(lines):
            self._figures.addWidget(Label(name, "table", "secondary"), line, 0)
            shown = Label(value, "table", "primary", 500)
            shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._figures.addWidget(shown, line, 1)
        names = "、".join(name.in_language(language()) for name in notice.rule_names)
        self._rules.setText(tr("Rules: {names}", names=names) if names else "")
        counts = Counter(_why(each) for each in notice.excluded)
        self._left_out.setText(tr("Left out: {count}", count=number(len(notice.excluded))))
        self._by_reason.setText(" · ".join(f"{why} {count}" for why, count in counts.most_common()))
        self._by_reason.setVisible(bool(counts))
        self.table.set_rows(notice.excluded)
