"""Right pane of the Firms place: one firm on a day under five tabs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from auditdesk.model.rows import FindingRow, FirmDetail, FirmRow, JournalRow, PaperRow, VisitRow
from auditdesk.model.rulebook import Edition, Rulebook
from ui.parts.buttons import Button
from ui.parts.labels import ElidedLabel, Frame, Label, Separator
from ui.parts.layouts import row
from ui.parts.painting import draw_chip, draw_status_chip
from ui.parts.states import EmptyState
from ui.parts.tab_strip import TabStrip
from ui.places import firms_words as say
from ui.places.firms_journal import change_table, changes
from ui.places.firms_overview import Overview
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import clock, day, number, tr, year_name

TABS = ("overview", "visits", "findings", "papers", "history")
_SEVERITY_RANK = {"critical": 0, "high": 1, "medium": 2, "low": 3}


def visit_columns() -> tuple[Column, ...]:
    """The visits of a firm."""
    return (
        Column("number", tr("Number"), lambda visit: visit.number, width=92, weight=500),
        Column(
            "day", tr("Reference date"), lambda visit: day(visit.reference_date), lambda visit: visit.reference_date, width=88
        ),
        Column("kind", tr("Kind"), lambda visit: say.term("visit_kind", visit.kind), width=72, colour="text.secondary"),
        Column("mode", tr("Mode"), lambda visit: say.term("visit_mode", visit.mode), width=72, colour="text.secondary"),
        Column("team", tr("Inspectors"), lambda visit: tr(", ").join(visit.inspectors), width=110, stretch=True),
        Column("done", tr("Progress"), lambda visit: f"{visit.done} / {visit.total}", _progress, width=76, right=True),
        Column(
            "deficient",
            tr("Deficient"),
            lambda visit: number(visit.deficient),
            lambda visit: visit.deficient,
            width=56,
            right=True,
        ),
        Column(
            "findings", tr("Findings"), lambda visit: number(visit.findings), lambda visit: visit.findings, width=56, right=True
        ),
    )


def _progress(visit: VisitRow) -> float:
    return visit.done / visit.total if visit.total else 0.0


def finding_columns(rulebook: Callable[[], Rulebook]) -> tuple[Column, ...]:
    """The findings of a firm; ``rulebook`` gives the standard wording of a pattern."""
    return (
        Column("number", tr("Number"), lambda finding: finding.number, width=92, colour="text.muted"),
        Column("code", tr("Section"), lambda finding: finding.pattern_code, width=80, colour="text.secondary"),
        Column(
            "wording",
            tr("Pattern"),
            lambda finding: wording(rulebook, finding),
            width=160,
            stretch=True,
            tip=lambda finding: wording(rulebook, finding),
        ),
        Column(
            "severity",
            tr("Severity"),
            lambda finding: say.term("severity", finding.severity),
            _severity_key,
            _draw_severity,
            width=70,
        ),
        Column("state", tr("State"), lambda finding: say.term("state", finding.state), None, _draw_state, width=84),
        Column("year", tr("Year"), lambda finding: year_name(finding.year), lambda finding: finding.year, width=48),
        Column(
            "due",
            tr("Due date"),
            lambda finding: day(finding.due_date),
            lambda finding: finding.due_date,
            width=80,
            optional=True,
        ),
    )


def wording(rulebook: Callable[[], Rulebook], finding: FindingRow) -> str:
    """The standard wording of the finding's pattern in the edition it was recorded under."""
    for edition in rulebook().editions:
        if edition.id == finding.edition:
            for pattern in edition.patterns:
                if pattern.id == finding.pattern:
                    return say.two(pattern.wording)
    return finding.pattern


def _severity_key(finding: FindingRow) -> int:
    return _SEVERITY_RANK.get(finding.severity, 9)


def _draw_severity(painter: QPainter, rect: QRect, finding: FindingRow, _current: bool) -> None:
    tokens = f"severity.{finding.severity}"
    icon = f"sev-{finding.severity}"
    draw_chip(painter, rect, say.term("severity", finding.severity), ink=f"{tokens}.text", ground=f"{tokens}.bg", icon=icon)


def _draw_state(painter: QPainter, rect: QRect, finding: FindingRow, _current: bool) -> None:
    draw_status_chip(painter, rect, say.term("state", finding.state), say.state_colours(finding.state))


def paper_columns() -> tuple[Column, ...]:
    """The papers written to a firm."""
    return (
        Column("number", tr("Letter number"), lambda paper: paper.number, width=150, weight=500),
        Column("title", tr("Title"), lambda paper: paper.title, width=160, stretch=True, tip=lambda paper: paper.path),
        Column(
            "written",
            tr("Written"),
            lambda paper: f"{day(paper.written_at.date())} {clock(paper.written_at)}",
            _written,
            width=136,
        ),
        Column("size", tr("Size"), lambda paper: f"{paper.size // 1024:,} KB", lambda paper: paper.size, width=70, right=True),
    )


def _written(paper: PaperRow) -> float:
    return paper.written_at.timestamp()


class _ListTab(QStackedWidget):
    """A list, or what belongs there while it is empty."""

    def __init__(self, table: RowTable, name: str, icon: str, what: str, how: str) -> None:
        super().__init__()
        self.table = table
        self.view = RowView(table, name)
        table.setParent(self)
        self.addWidget(self.view)
        self.addWidget(EmptyState(icon, what, how))

    def show_rows(self, rows: Sequence[object]) -> None:
        self.table.set_rows(rows)
        self.setCurrentIndex(0 if rows else 1)


class DetailPane(Frame):
    """Name, tabs and their pages. ``back_wanted`` when the pane stands alone and one wants the list again."""

    back_wanted = Signal()
    visit_wanted = Signal()
    rule_wanted = Signal()
    fact_wanted = Signal()
    history_wanted = Signal(str)

    def __init__(self, rulebook: Callable[[], Rulebook]) -> None:
        super().__init__("pane")
        self._firm: FirmRow | None = None
        self._expected = ""
        self._history_read = False
        look = theme()
        self.back = Button(icon="chev-left", kind="ghost", name=tr("Back to the list"), keys=("Esc",))
        self.back.clicked.connect(self.back_wanted)
        self.back.setVisible(False)
        self._name = ElidedLabel("", "title", "primary", 700)
        self._code = Label("", "subtitle", "muted")
        self.open_visit = Button(tr("Open visit"), icon="arrow-right")
        self.open_visit.clicked.connect(self.visit_wanted)
        head = row(self.back, self._name, self._code, None, self.open_visit, gap=8, margins=(16, 10, 16, 4))
        self._titles = (tr("Overview"), tr("Past visits"), tr("Findings"), tr("Letters"), tr("Change log"))
        self.tabs = TabStrip(self._titles, tr("Firm"))
        self.overview = Overview()
        self.overview.rule_wanted.connect(self.rule_wanted)
        self.overview.fact_wanted.connect(self.fact_wanted)
        self._lists = self._make_lists(rulebook)
        self._stack = QStackedWidget()
        for page in (self.overview, *self._lists):
            self._stack.addWidget(page)
        self.tabs.currentChanged.connect(self._turn)
        self._filled = QWidget()
        lines = QVBoxLayout(self._filled)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(head)
        lines.addLayout(row(self.tabs, margins=(8, 0, 8, 0)))
        lines.addWidget(Separator())
        lines.addWidget(self._stack, 1)
        self._nobody = EmptyState("firms", tr("No firm chosen"), tr("Choose one in the list to see tier, staffing and scope."))
        self._whole = QStackedWidget()
        self._whole.addWidget(self._filled)
        self._whole.addWidget(self._nobody)
        self._whole.setCurrentIndex(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)
        self.setMinimumWidth(look.px(300))

    def _make_lists(self, rulebook: Callable[[], Rulebook]) -> tuple[_ListTab, ...]:
        visits = RowTable(visit_columns(), identity=lambda visit: visit.uid, sentence=_visit_sentence)
        findings = RowTable(
            finding_columns(rulebook),
            identity=lambda finding: finding.uid,
            sentence=lambda finding: _finding_sentence(finding, wording(rulebook, finding)),
        )
        papers = RowTable(
            paper_columns(), identity=lambda paper: paper.uid, sentence=lambda paper: f"{paper.number} {paper.title}"
        )
        history = change_table()
        return (
            _ListTab(visits, tr("Past visits"), "visits", tr("No visits yet"), tr("Open one with “Open visit”.")),
            _ListTab(findings, tr("Findings"), "findings", tr("No findings"), tr("Findings are recorded in a visit.")),
            _ListTab(papers, tr("Letters"), "letters", tr("No letters yet"), tr("Letters are written from accepted findings.")),
            _ListTab(history, tr("Change log"), "trail", tr("No changes recorded"), ""),
        )

    # what is shown

    @property
    def firm(self) -> FirmRow | None:
        """The firm on screen. While the next one is being read, the one before stays whole: never one's name over another's facts."""
        return self._firm

    def expect(self, firm: FirmRow | None) -> None:
        """Whose detail is to come; None = nobody's."""
        self._expected = firm.code if firm is not None else ""
        if firm is None or (self._firm is None and self._whole.currentIndex() == 1):
            self._firm = None
            self._whole.setCurrentIndex(1)

    def show_detail(self, detail: FirmDetail, edition: Edition | None) -> None:
        """Everything about the firm expected; an answer about another one is dropped."""
        if detail.row.code != self._expected:
            return
        self._firm = detail.row
        self._name.setText(detail.row.name)
        self._code.setText(detail.row.code)
        for position, rows in enumerate((detail.visits, detail.findings, detail.papers), 1):
            self.tabs.set_count(position, self._titles[position], len(rows))
            self._lists[position - 1].show_rows(rows)
        self.overview.show_detail(detail, edition)
        self._history_read = False
        self._whole.setCurrentIndex(0)
        self._turn(self.tabs.currentIndex())

    def show_history(self, code: str, lines: Sequence[JournalRow]) -> None:
        if self._firm is not None and self._firm.code == code:
            self._lists[3].show_rows(changes(lines))

    def choose_tab(self, position: int) -> None:
        """Alt+1 … 5."""
        if 0 <= position < self.tabs.count() and self._firm is not None:
            self.tabs.setCurrentIndex(position)
            self.focus_page()

    def focus_page(self) -> None:
        """Put the focus into the page in view."""
        page = self._stack.currentWidget()
        if isinstance(page, _ListTab) and page.currentIndex() == 0:
            page.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif page is self.overview and self.overview.whys:
            next(iter(self.overview.whys.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def explain(self) -> bool:
        """``?`` for the firm in view: on the overview, of what has the focus there."""
        if self._firm is None:
            return False
        self.tabs.setCurrentIndex(0)
        return self.overview.explain()

    def _turn(self, position: int) -> None:
        self._stack.setCurrentIndex(position)
        if position == len(TABS) - 1 and self._firm is not None and not self._history_read:
            self._history_read = True
            self.history_wanted.emit(self._firm.code)


def _visit_sentence(visit: VisitRow) -> str:
    told = tr(
        "{done} of {total} items answered, {deficient} deficient", done=visit.done, total=visit.total, deficient=visit.deficient
    )
    return tr(", ").join((visit.number, day(visit.reference_date), say.term("visit_kind", visit.kind), told))


def _finding_sentence(finding: FindingRow, text: str) -> str:
    return tr(", ").join((finding.number, text, say.term("severity", finding.severity), say.term("state", finding.state)))
