"""態樣: the catalogue of standard wordings with what the office adds, merges and parts, and what other authorities call them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QKeySequence, QPainter, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.pattern_rows import OfficePatternRow, SuccessionRow
from auditdesk.model.rows import FindingRow
from auditdesk.model.rulebook import DeficiencyPattern
from auditdesk.model.terms import Severity
from auditdesk.rules.taxonomies import Heading
from ui.parts.buttons import Button
from ui.parts.fields import SearchField
from ui.parts.labels import Frame, Separator
from ui.parts.layouts import FlowLayout, boxed, clear, column, row
from ui.parts.painting import draw_status_chip
from ui.parts.states import EmptyState
from ui.places.base import Command, KeyHint, PlaceAction
from ui.places.fieldwork_context import Card, CardLine, ContextScroll, card_widget
from ui.places.findings_table import draw_severity, severity_width
from ui.places.list_export import ListExport
from ui.places.patterns_acts import PatternActs
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import day, language, plural, tr, words

if TYPE_CHECKING:
    from ui.places.base import Place

_BESIDE = 900
_SEVERITIES = tuple(one.value for one in Severity)
_STATES = {"proposed": ("review", "clock"), "refused": ("closed", "x"), "in_force": ("approved", "check"), "": ("draft", "rule")}


@dataclass(frozen=True, slots=True)
class PatternLine:
    """A pattern of the catalogue, or a proposal for it (``own``). ``state`` is empty for the shipped ones."""

    id: str
    code: str
    wording: str
    severity: str
    state: str
    own: OfficePatternRow | None = None
    pattern: DeficiencyPattern | None = None


@dataclass(frozen=True, slots=True)
class PatternDetail:
    """What is told of the chosen one."""

    line: PatternLine
    headings: tuple[tuple[str, Heading], ...]
    steps: tuple[SuccessionRow, ...]
    findings: tuple[FindingRow, ...]


def _state(line: PatternLine) -> str:
    return words().say(f"pattern_state.{line.state}") if line.state else tr("shipped")


def _draw_state(painter: QPainter, rect: QRect, line: PatternLine, _current: bool) -> None:
    status, icon = _STATES[line.state]
    draw_status_chip(painter, rect, _state(line), status, icon)


def _draw_severity(painter: QPainter, rect: QRect, line: PatternLine, _current: bool) -> None:
    draw_severity(painter, rect, line.severity)


class PatternsPage(QWidget):
    """The list with its filter; the chosen pattern beside it with what may be done."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place, self.desk, self.runner = place, place.desk, place.runner
        self.read_once = False
        self.detail: PatternDetail | None = None
        self.area = ContextScroll()
        self._rest = QTimer(self)
        self.acts = PatternActs(self)
        self.table = RowTable(
            (
                Column("id", tr("Number"), lambda line: line.id, width=110, colour="text.muted"),
                Column("code", tr("Section"), lambda line: line.code, width=84, colour="text.secondary"),
                Column("wording", tr("Standard wording"), lambda line: line.wording, width=240, stretch=True, weight=500),
                Column(
                    "severity",
                    tr("Severity"),
                    lambda line: words().say(f"severity.{line.severity}"),
                    lambda line: _SEVERITIES.index(line.severity),
                    paint=_draw_severity,
                    width=severity_width(),
                ),
                Column("state", tr("State"), _state, paint=_draw_state, width=110),
            ),
            identity=lambda line: line.id,
            sentence=lambda line: tr(", ").join((line.id, line.wording, _state(line))),
            parent=self,
        )
        self.view = RowView(self.table, tr("Patterns"))
        self.view.row_changed.connect(lambda _line: self._rest.start())
        self.view.opened.connect(lambda _line: self.area.setFocus(Qt.FocusReason.OtherFocusReason))
        self.table.shown_changed.connect(self._tell)
        self.field = SearchField(tr("Filter by wording, code or number"))
        self.field.changed.connect(lambda text: self.table.set_filter(text))
        for signal in (self.field.entered, self.field.escaped):
            signal.connect(self.to_list)
        self._rest.setSingleShot(True)
        self._rest.setInterval(100)
        self._rest.timeout.connect(self._read_detail)
        self.area.setAccessibleName(tr("The chosen pattern"))
        self._cards = column(gap=10, margins=(12, 10, 12, 12))
        self._acts = FlowLayout(gap=6, line_gap=6)
        self.buttons: dict[str, Button] = {}
        self._build()
        for keys, act in (("Ctrl+N", self.acts.propose),):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _build(self) -> None:
        ground = Frame("pane")
        ground.setLayout(self._cards)
        self.area.setWidget(ground)
        head = Frame("header")
        head.setLayout(column(boxed(self._acts), margins=(12, 8, 12, 8)))
        self._side = Frame("pane")
        lines = column(head, self.area, gap=0)
        lines.setStretch(1, 1)
        self._side.setLayout(lines)
        self._side.setMinimumWidth(theme().px(240))
        self.no_hits = EmptyState("filter", tr("No pattern fits the filter"), "", tr("Clear filter"), ("Esc",))
        self.no_hits.acted.connect(lambda: self.field.set_text(""))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.no_hits)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._stack)
        self.splitter.addWidget(self._side)
        self.splitter.setStretchFactor(0, 1)
        take = Button(tr("Import findings ..."), icon="upload", kind="quiet")
        take.refuse(self.place.why_not("findings.import"))
        take.clicked.connect(self.acts.import_file)
        outside = Button(tr("Other authorities ..."), icon="globe", kind="quiet")
        outside.clicked.connect(self.acts.show_outside)
        propose = Button(tr("Propose a wording ..."), icon="plus", kind="quiet", keys=("Ctrl", "N"))
        propose.refuse(self.place.why_not("patterns.propose"))
        propose.clicked.connect(lambda: self.acts.propose())
        upper = row(self.field, boxed(FlowLayout(propose, take, outside, gap=8)), gap=8, margins=(12, 8, 12, 8))
        upper.setStretch(0, 2)
        upper.setStretch(1, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper)
        whole.addWidget(Separator())
        whole.addWidget(self.splitter, 1)

    # reading

    def read_if_new(self) -> None:
        if not self.read_once:
            self.read_list()

    def read_list(self) -> None:
        desk, today, tongue = self.desk, self.desk.today(), language()

        def read() -> tuple[PatternLine, ...]:
            own = {one.pattern: one for one in desk.office_patterns.list()}
            lines = [
                PatternLine(
                    one.id,
                    one.code,
                    one.wording.in_language(tongue),
                    one.default_severity.value,
                    "in_force" if one.id in own else "",
                    own.get(one.id),
                    one,
                )
                for one in desk.patterns.on(today)
            ]
            known = {line.id for line in lines}
            waiting = [one for one in own.values() if one.pattern not in known]
            lines += [
                PatternLine(one.pattern, one.code, one.wording.in_language(tongue), one.severity, one.state, one)
                for one in waiting
            ]
            # What waits for a decision stands first.
            return tuple(sorted(lines, key=lambda line: (line.state != "proposed", line.code, line.id)))

        self.runner.read(read, self._show, self.failed, latest="patterns.list")

    def _show(self, lines: tuple[PatternLine, ...]) -> None:
        self.read_once = True
        self.table.set_rows(lines)
        self._rest.start()
        self.place.head_changed.emit()

    def _read_detail(self) -> None:
        line, desk = self.view.current_row(), self.desk
        if not isinstance(line, PatternLine):
            return

        def read() -> PatternDetail:
            lists = desk.patterns.taxonomies()
            tongue = language()
            headings = tuple((lists.list_of(one).name.in_language(tongue), one) for one in desk.patterns.headings_of(line.id))
            steps = desk.office_patterns.steps(line.id)
            return PatternDetail(line, headings, steps, desk.office_patterns.findings_from(line.id))

        self.runner.read(read, self.show_detail, self.failed, latest="patterns.detail")

    def show_detail(self, detail: PatternDetail) -> None:
        """The chosen pattern with everything about it."""
        self.detail = detail
        clear(self._acts)
        self.buttons = {}
        for text, icon, run, refused in self.acts.buttons(detail):
            button = Button(text, icon=icon, kind="quiet", small=True)
            button.refuse(refused)
            button.clicked.connect(run)
            self.buttons[text] = button
            self._acts.addWidget(button)
        clear(self._cards)
        for card in _cards(detail, self.place.go_to.emit):
            self._cards.addWidget(card_widget(card))
        self._cards.addStretch(1)
        self.place.head_changed.emit()

    def _tell(self) -> None:
        self._stack.setCurrentWidget(self.view if self.table.shown or not self.read_once else self.no_hits)
        if not self.table.shown:
            self.no_hits.say(tr("No pattern fits the filter"), tr("Filter: {words}", words=self.field.text()))

    def failed(self, error: Exception) -> None:
        """An expected failure is shown above the place."""
        if isinstance(error, AuditDeskError):
            self.place.failed.emit(error)

    def refresh(self, changed: frozenset[str]) -> None:
        if self.read_once and changed & {"office_pattern", "pattern_succession", "office_edition", "finding_import"}:
            self.read_list()

    # what the place asks

    def subject(self) -> str:
        return self.detail.line.id if self.detail is not None else ""

    def action(self) -> PlaceAction | None:
        return None

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("↑", "↓"), tr("move")),
            KeyHint(("Enter",), tr("read")),
            KeyHint(("/",), tr("filter")),
            KeyHint(("Ctrl", "N"), tr("propose a wording")),
            KeyHint(("Ctrl", "Shift", "E"), tr("export list")),
        )

    def more_keys(self) -> tuple[KeyHint, ...]:
        return ()

    def commands(self) -> tuple[Command, ...]:
        return (*self.acts.commands(), Command(tr("Export list"), "download", self.export, ("Ctrl", "Shift", "E")))

    def panes(self) -> tuple[QWidget, ...]:
        return (self.view, self.area)

    def reset(self) -> None:
        """Widths as at first."""
        self.splitter.setSizes([max(1, self.width() - theme().px(400)), theme().px(400)])

    def focus_filter(self) -> None:
        self.field.edit.setFocus()
        self.field.edit.selectAll()

    def export(self) -> None:
        ListExport(self.place).write(self.table, tr("Patterns"))

    def to_list(self) -> None:
        (self.view if self._stack.currentWidget() is self.view else self.no_hits.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def state(self) -> dict[str, Any]:
        return {}

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() / theme().scale >= _BESIDE
        self.splitter.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        if wide and event.oldSize().width() != event.size().width():
            self.reset()


def _cards(detail: PatternDetail, go_to: Callable[[str, str], None]) -> Sequence[Card]:
    line, tongue, told = detail.line, language(), []
    own, pattern = detail.line.own, detail.line.pattern
    lines = [CardLine(line.wording)]
    expected = own.expected_standard if own is not None else pattern.expected_standard if pattern is not None else None
    if expected is not None and expected.in_language(tongue):
        lines.append(CardLine(expected.in_language(tongue), tr("What is expected"), "rule"))
    if own is not None:
        lines.append(
            CardLine(tr("proposed by {name}", name=own.proposed_by), tr("valid from {day}", day=day(own.valid_from)), "user")
        )
        if own.origin:
            lines.append(CardLine(tr("taken from {finding}", finding=own.origin), icon="findings"))
        if own.decision_reason:
            lines.append(CardLine(own.decision_reason, own.decided_by or "", "chat"))
    told.append(Card("wording", "findings", line.id, line.code, lines=tuple(lines)))
    steps = [
        CardLine(
            f"{words().say(f'succession.{one.step}')}　{one.pattern} → {tr(', ').join(one.into) or '–'}",
            " · ".join(
                (tr("undone") if one.undone else words().say(f"pattern_state.{one.state}"), day(one.valid_from), one.reason)
            ),
            "merge",
        )
        for one in detail.steps
    ]
    if steps:
        told.append(Card("steps", "merge", tr("Merged and split"), lines=tuple(steps)))
    headings = []
    for name, one in detail.headings:
        sure = words().say(f"certainty.{one.certainty.value}")
        headings.append(CardLine(one.name.in_language(tongue), f"{name} · {sure}"))
    told.append(
        Card(
            "headings",
            "globe",
            tr("Called elsewhere"),
            lines=tuple(headings) or (CardLine(tr("In no other list."), tone="muted"),),
        )
    )
    findings = [
        CardLine(f"{one.number}　{one.firm_code}", words().say(f"state.{one.state}"), "findings") for one in detail.findings[:12]
    ]
    title = plural(len(detail.findings), "{count} finding came from it", "{count} findings came from it")
    first = detail.findings[0].number if detail.findings else ""
    actions = ((tr("Open {number}", number=first), "arrow-up-right", lambda: go_to("findings", first)),) if first else ()
    told.append(Card("findings", "findings", title, lines=tuple(findings), actions=actions))
    return told
