"""The lists under the tabs of one firm: its visits, findings, letters and changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QWidget

from auditdesk.model.facts import StaffingCheck
from auditdesk.model.rows import FindingRow, PaperRow, VisitRow
from auditdesk.model.rulebook import Rulebook
from auditdesk.model.terms import FindingState
from ui.parts.buttons import Button
from ui.parts.fields import SearchField
from ui.parts.labels import Separator
from ui.parts.layouts import boxed, column, row
from ui.parts.painting import chip_width, draw_chip, draw_status_chip
from ui.parts.staffing_gauge import draw_gauge, staffing_word
from ui.parts.states import EmptyState
from ui.places import firms_words as say
from ui.places.firms_journal import change_table
from ui.table_view import PADDING, RowView
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import clock, day, number, tr, year_name

_SEVERITY_RANK = {"critical": 0, "high": 1, "medium": 2, "low": 3}


def visit_columns(staffing: Callable[[VisitRow], StaffingCheck | None], name: Callable[[str], str] = str) -> tuple[Column, ...]:
    """The visits of a firm; ``staffing`` on the reference date of a visit, ``name`` of an inspector by login."""

    def team(visit: VisitRow) -> str:
        return tr(", ").join(name(login) for login in visit.inspectors)

    return (
        Column("number", tr("Number"), lambda visit: visit.number, width=77, weight=500),
        Column(
            "day", tr("Reference date"), lambda visit: day(visit.reference_date), lambda visit: visit.reference_date, width=78
        ),
        Column(
            "kind", tr("Kind"), lambda visit: say.term("visit_kind", visit.kind), width=70, colour="text.secondary", tip=_kind
        ),
        Column(
            "mode",
            tr("Mode"),
            lambda visit: say.term("visit_mode", visit.mode),
            width=56,
            colour="text.secondary",
            optional=True,
        ),
        Column("team", tr("Inspectors"), team, width=73, stretch=True, tip=team),
        Column("done", tr("Progress"), lambda visit: f"{visit.done} / {visit.total}", _progress, width=60, right=True),
        Column(
            "deficient",
            tr("Deficient"),
            lambda visit: number(visit.deficient),
            lambda visit: visit.deficient,
            width=42,
            right=True,
        ),
        Column(
            "findings", tr("Findings"), lambda visit: number(visit.findings), lambda visit: visit.findings, width=42, right=True
        ),
        Column(
            "staffing",
            tr("Staffing"),
            lambda visit: staffing_word(staffing(visit)),
            paint=lambda painter, rect, visit, _current: draw_gauge(painter, rect, staffing(visit)),
            width=126,
            tip=lambda visit: say.staffing_told(staffing(visit)),
        ),
    )


def _kind(visit: VisitRow) -> str:
    return tr(", ").join((say.term("visit_kind", visit.kind), say.term("visit_mode", visit.mode)))


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
            width=_severity_width(),
        ),
        Column("state", tr("State"), lambda finding: say.term("state", finding.state), None, _draw_state, width=_state_width()),
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


def _severity_width() -> int:
    """Design pixels that the longest severity takes as a chip, in the language of the window."""
    widest = max(chip_width(say.term("severity", name), f"sev-{name}") for name in _SEVERITY_RANK)
    return max(70, round(widest / theme().scale) + 2 * PADDING)


def _state_width() -> int:
    widest = max(chip_width(say.term("state", state), None) for state in FindingState)
    return max(84, round(widest / theme().scale) + 2 * PADDING)


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
        Column("number", tr("Letter number"), lambda paper: paper.number, width=190, stretch=True, weight=500),
        Column("title", tr("Title"), lambda paper: paper.title, width=96, tip=lambda paper: paper.path),
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


class ListTab(QStackedWidget):
    """A list, or what belongs there while it is empty."""

    def __init__(self, table: RowTable, name: str, icon: str, what: str, how: str) -> None:
        super().__init__()
        self.table = table
        self.view = RowView(table, name)
        table.setParent(self)
        self.field = SearchField(tr("Filter this list"))
        self.field.changed.connect(table.set_filter)
        self.field.entered.connect(self.to_list)
        self.field.escaped.connect(self.to_list)
        self._no_hits = EmptyState("filter", tr("No line fits the filter"), "", tr("Clear filter"), ("Esc",))
        self._no_hits.acted.connect(self._clear)
        self._hits = QStackedWidget()
        self._hits.addWidget(self.view)
        self._hits.addWidget(self._no_hits)
        self._lines = column(row(self.field, margins=(12, 6, 12, 6)), Separator(), gap=0)
        self._lines.addWidget(self._hits, 1)
        self.addWidget(boxed(self._lines))
        self.addWidget(EmptyState(icon, what, how))
        table.shown_changed.connect(self._tell)

    def add_below(self, widget: QWidget) -> None:
        """Show something of the current row below the list."""
        self._lines.addWidget(Separator())
        self._lines.addWidget(widget)

    def show_rows(self, rows: Sequence[object]) -> None:
        self.table.set_rows(rows)
        self.setCurrentIndex(0 if rows else 1)

    def focus_filter(self) -> bool:
        """To the filter, if there is anything to filter."""
        if self.currentIndex() != 0:
            return False
        self.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.edit.selectAll()
        return True

    def to_list(self) -> None:
        """Focus into the lines, or on the button that brings them back."""
        target = self.view if self._hits.currentWidget() is self.view else self._no_hits.button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self.field.set_text("")
        self.to_list()

    def _tell(self) -> None:
        found = bool(self.table.rowCount()) or not self.table.rows
        if not found:
            self._no_hits.say(tr("No line fits the filter"), tr("Filter: {words}", words=self.field.text()))
        self._hits.setCurrentWidget(self.view if found else self._no_hits)


def visits_tab(staffing: Callable[[VisitRow], StaffingCheck | None], name: Callable[[str], str] = str) -> ListTab:
    """The visits of a firm; ``staffing`` and ``name`` as in ``visit_columns``."""
    table = RowTable(visit_columns(staffing, name), identity=lambda visit: visit.uid, sentence=_visit_sentence)
    return ListTab(table, tr("Past visits"), "visits", tr("No visits yet"), tr("Open one with “Open visit”."))


def findings_tab(rulebook: Callable[[], Rulebook]) -> ListTab:
    """The findings of a firm with the standard wording of their patterns."""
    table = RowTable(
        finding_columns(rulebook),
        identity=lambda finding: finding.uid,
        sentence=lambda finding: _finding_sentence(finding, wording(rulebook, finding)),
    )
    return ListTab(table, tr("Findings"), "findings", tr("No findings"), tr("Findings are recorded in a visit."))


def papers_tab() -> ListTab:
    """The papers written to a firm."""
    table = RowTable(paper_columns(), identity=lambda paper: paper.uid, sentence=lambda paper: f"{paper.number} {paper.title}")
    return ListTab(table, tr("Letters"), "letters", tr("No letters yet"), tr("Letters are written from accepted findings."))


def history_tab(show_trail: Callable[[], None] = lambda: None) -> ListTab:
    """The journal of a firm, and the way to its lines in the audit trail."""
    tab = ListTab(change_table(), tr("Change log"), "trail", tr("No changes recorded"), "")
    trail = Button(tr("Show in the audit trail"), icon="trail", kind="link", small=True)
    trail.clicked.connect(show_trail)
    tab.add_below(boxed(row(trail, None, margins=(8, 4, 8, 4))))
    return tab


def _visit_sentence(visit: VisitRow) -> str:
    told = tr(
        "{done} of {total} items answered, {deficient} deficient", done=visit.done, total=visit.total, deficient=visit.deficient
    )
    return tr(", ").join((visit.number, day(visit.reference_date), say.term("visit_kind", visit.kind), told))


def _finding_sentence(finding: FindingRow, text: str) -> str:
    return tr(", ").join((finding.number, text, say.term("severity", finding.severity), say.term("state", finding.state)))
