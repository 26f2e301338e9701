"""Figures of the draft for us: every count, whether it is printed and why not, last year's, and the findings behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout

from auditdesk.model.notice_draft_rows import DraftRow, SmallEntry
from auditdesk.model.notice_paper import NEW_PATTERN, RULE_CHANGED, SAME_RULE, PaperEntry
from auditdesk.model.small_cells import Proof
from auditdesk.rules.notice import KEEP, ROLL_UP
from auditdesk.rules.small_cells import firms_key, remedied_key, repeats_key
from ui.parts.buttons import Button
from ui.parts.labels import Frame, Label
from ui.parts.layouts import FlowLayout, boxed, column
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.words import language, number, plural, tr


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One line: a section or an entry. ``shown`` None = its count of firms is withheld, ``why`` then says by which rule."""

    line: str
    section: bool
    code: str
    name: str
    firms: int
    applied: int
    repeats: int
    remedied: int
    bands: tuple[int, ...]
    shown: int | None
    why: str
    previous: int | None
    compared: str

    @property
    def rate(self) -> str:
        return f"{100 * self.firms / self.applied:.1f} %" if self.applied else "–"


def figure_lines(draft: DraftRow) -> tuple[FigureLine, ...]:
    """Sections with their entries, the true counts beside what is printed."""
    lines, paper = [], {entry.pattern: entry for entry in draft.paper.entries}
    sections = {section.code: section for section in draft.paper.sections}
    for section in draft.compiled.sections:
        printed = sections.get(section.code)
        shown = None if printed is None else printed.firms
        lines.append(
            FigureLine(
                section.code,
                True,
                section.code,
                section.name.in_language(language()),
                section.firms,
                section.applied_firms,
                sum(entry.repeats for entry in section.entries),
                sum(entry.remedied for entry in section.entries),
                section.by_band,
                shown,
                _why(section.firms, shown, draft.paper.threshold),
                None if printed is None else printed.previous_firms,
                "",
            )
        )
        for entry in section.entries:
            told: PaperEntry | None = paper.get(entry.pattern)
            count = None if told is None else told.firms
            lines.append(
                FigureLine(
                    entry.pattern,
                    False,
                    entry.pattern if not entry.merged else "",
                    _entry_name(entry.wording.in_language(language()), entry.merged_patterns),
                    entry.firms,
                    entry.applied_firms,
                    entry.repeats,
                    entry.remedied,
                    entry.by_band,
                    count,
                    _why(entry.firms, count, draft.paper.threshold),
                    None if told is None else told.previous_firms,
                    entry.compared,
                )
            )
    return tuple(lines)


def _entry_name(wording: str, merged: Sequence[str]) -> str:
    return tr("{count} patterns at too few firms, rolled up", count=len(merged)) if merged else wording


def _why(firms: int, shown: int | None, threshold: int) -> str:
    if shown is not None:
        return tr("printed")
    if firms < threshold:
        return tr("withheld: fewer than {count} firms", count=threshold)
    return tr("withheld: others could be computed from it")


def _compared(line: FigureLine) -> str:
    return {
        SAME_RULE: tr("same rule"),
        RULE_CHANGED: tr("the rule has changed"),
        NEW_PATTERN: tr("new"),
    }.get(line.compared, "" if line.section else tr("not compared"))


def _change(line: FigureLine) -> str:
    if line.previous is None or line.shown is None:
        return "–"
    return f"{line.shown - line.previous:+d}"


def _ink(line: FigureLine) -> str:
    return line.name if not line.section else f"▸ {line.name}"


class FiguresPane(Frame):
    """``behind`` tells the key of a figure whose findings are wanted; ``decided`` a small pattern and what is done with it."""

    behind = Signal(str, str)
    decided = Signal(str, str)
    proof_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("pane")
        columns = (
            Column("code", tr("Code"), lambda one: one.code, width=118, colour="text.secondary"),
            Column("name", tr("Wording"), _ink, width=150, stretch=True),
            Column(
                "firms",
                tr("Firms"),
                lambda one: number(one.firms),
                lambda one: one.firms,
                width=58,
                right=True,
                colour="accent.text",
            ),
            Column("applied", tr("Of"), lambda one: number(one.applied), lambda one: one.applied, width=52, right=True),
            Column("rate", tr("Rate"), lambda one: one.rate, lambda one: one.firms / max(1, one.applied), width=66, right=True),
            Column("repeats", tr("Repeats"), lambda one: number(one.repeats), lambda one: one.repeats, width=62, right=True),
            Column("remedied", tr("Remedied"), lambda one: number(one.remedied), lambda one: one.remedied, width=62, right=True),
            Column("bands", tr("By band"), lambda one: " / ".join(map(str, one.bands)), width=104),
            Column("printed", tr("Printed"), lambda one: "＊" if one.shown is None else number(one.shown), width=56, right=True),
            Column("why", tr("Why"), lambda one: one.why, width=170, colour="text.secondary"),
        )
        self.table = RowTable(
            columns,
            identity=lambda one: one.line,
            sentence=lambda one: tr(", ").join((one.name, tr("{count} firms", count=one.firms), one.why)),
            parent=self,
        )
        self.view = RowView(self.table, tr("Figures of the notice"))
        self.view.opened.connect(lambda one: self.behind.emit(firms_key(one.line), one.name))
        self.view.clicked.connect(self._cell)
        small = (
            Column("code", tr("Pattern"), lambda one: one.pattern, width=118, colour="text.secondary"),
            Column("name", tr("Wording"), lambda one: one.zh if language() == "zh_TW" else one.en, width=150, stretch=True),
            Column("firms", tr("Firms"), lambda one: number(one.firms), lambda one: one.firms, width=58, right=True),
            Column(
                "applied", tr("Of"), lambda one: number(one.applied_firms), lambda one: one.applied_firms, width=52, right=True
            ),
            Column("decision", tr("Decision"), _decision, width=150),
            Column("reason", tr("Reason"), lambda one: one.reason, width=170, colour="text.secondary"),
        )
        self.small_table = RowTable(small, identity=lambda one: one.pattern, sentence=_small_sentence, parent=self)
        self.small = RowView(self.small_table, tr("Patterns at too few firms"))
        self.small.row_changed.connect(lambda _row: self._show_buttons())
        self._told = Label("", "strong", "primary")
        self.roll_up = Button(tr("Roll up to the section"), kind="default", small=True)
        self.keep = Button(tr("Keep it without figures ..."), kind="quiet", small=True)
        self.prove = Button(tr("Prove that nothing can be computed"), kind="quiet", small=True, icon="shield-check")
        self.proof = Label("", "caption", "secondary", wrap=True)
        self.roll_up.clicked.connect(lambda: self._decide(ROLL_UP))
        self.keep.clicked.connect(lambda: self._decide(KEEP))
        self.prove.clicked.connect(self.proof_wanted)
        bar = Frame("bar")
        bar.setLayout(
            column(
                boxed(FlowLayout(self._told, self.roll_up, self.keep, self.prove, gap=10, line_gap=4)),
                self.proof,
                gap=2,
                margins=(14, 6, 14, 6),
            )
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.view, 3)
        whole.addWidget(bar)
        whole.addWidget(self.small, 2)
        self._refused = ""
        self.setFocusProxy(self.view)

    def show_draft(self, draft: DraftRow, refused: str) -> None:
        self._refused = refused
        self.table.set_rows(figure_lines(draft))
        self.small_table.set_rows(draft.small)
        undecided = sum(not one.decision for one in draft.small)
        told = plural(len(draft.small), "{count} pattern at too few firms", "{count} patterns at too few firms")
        self._told.setText(tr("{told}, {open} undecided", told=told, open=undecided))
        self.proof.setText("")
        self.proof.setVisible(False)
        self._show_buttons()

    def show_proof(self, proof: Proof) -> None:
        cells = len(proof.cells)
        self.proof.setText(
            tr("{count} withheld figures; none can be computed from what is printed.", count=cells)
            if proof.ok
            else tr("These could be computed: {cells}", cells=tr(", ").join(proof.told))
        )
        self.proof.set_tone("ok" if proof.ok else "danger")
        self.proof.setVisible(True)

    def _show_buttons(self) -> None:
        one: SmallEntry | None = self.small.current_row()
        none = "" if one is not None else tr("No pattern is chosen")
        self.roll_up.refuse(self._refused or none)
        must = one is not None and one.must_roll_up
        self.keep.refuse(
            self._refused or none or (tr("It applied to so few firms that listing it would tell who") if must else "")
        )

    def _decide(self, how: str) -> None:
        one: SmallEntry | None = self.small.current_row()
        if one is not None:
            self.decided.emit(one.pattern, how)

    def _cell(self, index: QModelIndex) -> None:
        line = self.table.row_at(index.row())
        key = self.table.columns[index.column()].key
        makes = {"firms": firms_key, "repeats": repeats_key, "remedied": remedied_key, "printed": firms_key}
        if line is not None and key in makes:
            self.behind.emit(makes[key](line.line), line.name)


def _decision(one: SmallEntry) -> str:
    return {KEEP: tr("kept without figures"), ROLL_UP: tr("rolled up")}.get(one.decision, tr("undecided"))


def _small_sentence(one: SmallEntry) -> str:
    return tr(", ").join(
        (one.pattern, one.zh if language() == "zh_TW" else one.en, tr("{count} firms", count=one.firms), _decision(one))
    )


class ComparePane(Frame):
    """This year beside what was published last year; a change is only told where the rule is the same and both are printed."""

    def __init__(self) -> None:
        super().__init__("pane")
        columns = (
            Column("code", tr("Code"), lambda one: one.code, width=118, colour="text.secondary"),
            Column("name", tr("Wording"), _ink, width=150, stretch=True),
            Column("shown", tr("This year"), lambda one: "＊" if one.shown is None else number(one.shown), width=70, right=True),
            Column("previous", tr("Last year"), lambda one: number(one.previous), lambda one: one.previous, width=70, right=True),
            Column("change", tr("Change"), _change, width=64, right=True, weight=500),
            Column("compared", tr("Comparison"), _compared, width=120, colour="text.secondary"),
        )
        self.table = RowTable(
            columns,
            identity=lambda one: one.line,
            sentence=lambda one: tr(", ").join((one.name, _change(one), _compared(one))),
            parent=self,
        )
        self.view = RowView(self.table, tr("Comparison with last year"))
        self._told = Label("", "table", "secondary", wrap=True)
        head = Frame("bar")
        head.setLayout(column(self._told, margins=(14, 8, 14, 8)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def show_draft(self, draft: DraftRow) -> None:
        lines = figure_lines(draft)
        self.table.set_rows(lines)
        known = sum(line.previous is not None for line in lines)
        told = plural(
            known,
            "{count} line can be compared with last year's notice.",
            "{count} lines can be compared with last year's notice.",
        )
        self._told.setText(told if known else tr("No notice of last year is locked here, so nothing is compared."))
