"""Right pane of the Firms place: one firm on a day under five tabs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from auditdesk.model.rows import FindingRow, FirmDetail, FirmRow, JournalRow
from auditdesk.model.rulebook import Edition, Rulebook
from ui.parts.buttons import Button
from ui.parts.evidence_strip import EvidenceStrip
from ui.parts.firm_mark import marked_name
from ui.parts.labels import ElidedLabel, Frame, Label, Separator
from ui.parts.layouts import boxed, column, row
from ui.parts.slices import Slices
from ui.parts.states import EmptyState
from ui.parts.tab_strip import TabStrip
from ui.places.firms_journal import changes
from ui.places.firms_lists import ListTab, findings_tab, history_tab, papers_tab, visits_tab
from ui.places.firms_overview import Overview
from ui.table_view import RowView
from ui.theme import theme
from ui.words import tr

TABS = ("overview", "visits", "findings", "papers", "history")


class DetailPane(Frame):
    """Name, tabs and their pages. ``back_wanted`` when the pane stands alone and one wants the list again."""

    back_wanted = Signal()
    visit_wanted = Signal()
    plan_wanted = Signal()
    rule_wanted = Signal()
    fact_wanted = Signal()
    history_wanted = Signal(str)
    trail_wanted = Signal(str)

    def __init__(self, rulebook: Callable[[], Rulebook]) -> None:
        super().__init__("pane")
        self._firm: FirmRow | None = None
        self.shown: FirmDetail | None = None
        """All that is on screen of the firm."""
        self._expected = self._coming = ""
        self._slices = Slices(self)
        self._history_read = False
        look = theme()
        self.back = Button(icon="chev-left", kind="ghost", name=tr("Back to the list"), keys=("Esc",))
        self.back.clicked.connect(self.back_wanted)
        self.back.setVisible(False)
        self._name = ElidedLabel("", "title", "primary", 700)
        self._code = Label("", "subtitle", "muted")
        self.open_visit = Button(tr("Open visit"), icon="arrow-right", keys=("Ctrl", "Enter"))
        self.open_visit.clicked.connect(self.visit_wanted)
        self.plan = Button(tr("To the plan"), icon="plan", keys=("P",))
        self._plan_text = self.plan.text()
        self.plan.clicked.connect(self.plan_wanted)
        name = row(self.back, self._name, self._code, None, gap=8)
        head = row(gap=8, margins=(16, 10, 16, 4))
        head.addLayout(name, 1)
        head.addWidget(self.plan)
        head.addWidget(self.open_visit)
        self._titles = (tr("Overview"), tr("Past visits"), tr("Findings"), tr("Letters"), tr("Change log"))
        self.tabs = TabStrip(self._titles, tr("Firm"))
        self.overview = Overview()
        self.overview.rule_wanted.connect(self.rule_wanted)
        self.overview.fact_wanted.connect(self.fact_wanted)
        self._rulebook = rulebook
        self.make_strip: Callable[[], EvidenceStrip] | None = None
        """Makes the strip of a finding's evidence, when the findings are first looked at."""
        self.strip: EvidenceStrip | None = None
        self._made: dict[int, ListTab] = {}
        self._rows: dict[int, Sequence[object]] = {}
        self._stack = QStackedWidget()
        self._stack.addWidget(self.overview)
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

    def _fit_head(self) -> None:
        """A long name before keys and words: the buttons give way until it stands whole."""
        steps = (((self._plan_text, ("P",)), ("Ctrl", "Enter")), ((self._plan_text, ()), ()), (("", ()), ()))
        names = (self._name, self._code)
        needed = sum(each.fontMetrics().horizontalAdvance(each.text()) for each in names) + theme().px(3 * 8 + 2 * 16 + 4)
        needed += self.back.sizeHint().width() + theme().px(8) if not self.back.isHidden() else 0
        for (text, plan_keys), keys in steps:
            self.plan.setText(text)
            self.plan.show_keys(*plan_keys)
            self.open_visit.show_keys(*keys)
            if needed + self.plan.sizeHint().width() + self.open_visit.sizeHint().width() + theme().px(8) <= self.width():
                break
        self.plan.setToolTip(f"{self._plan_text}　P")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def list_tab(self, position: int) -> ListTab:
        """The list under a tab (1 … 4), made when it is first looked at."""
        if position not in self._made:
            made = self._made[position] = (self._visits_tab, self._findings_tab, papers_tab, self._history_tab)[position - 1]()
            self._stack.addWidget(made)
        return self._made[position]

    def _visits_tab(self) -> ListTab:
        return visits_tab(
            lambda visit: self.shown.visit_staffing.get(visit.uid) if self.shown else None,
            lambda login: self.shown.people.get(login, login) if self.shown else login,
        )

    def _history_tab(self) -> ListTab:
        return history_tab(lambda: self.trail_wanted.emit(self._firm.code if self._firm else ""))

    def _findings_tab(self) -> ListTab:
        tab = findings_tab(self._rulebook)
        if self.make_strip is not None:
            self.strip = self.make_strip()
            tab.add_below(boxed(column(self.strip, margins=(12, 6, 12, 6))))
            tab.view.row_changed.connect(self._show_evidence)
        return tab

    def _show_evidence(self, finding: FindingRow | None) -> None:
        if self.strip is not None:
            self.strip.show_finding(finding.number if finding is not None else "")

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

    def show_detail(self, detail: FirmDetail, edition: Edition | None, then: Callable[[], None]) -> None:
        """Everything about the firm expected; an answer about another one is dropped. ``then`` once it is on screen."""
        if detail.row.code == self._expected:
            self._coming = detail.row.code
            making, bring = self.overview.pieces(detail, edition)
            self._slices.begin(*making, partial(self._bring, detail, bring, then))

    def finish(self, code: str) -> None:
        """Have that firm on screen at once where its page is being made."""
        if self._coming == code:
            self._slices.finish()

    def _bring(self, detail: FirmDetail, bring: Callable[[], None], then: Callable[[], None]) -> None:
        if detail.row.code != self._expected:
            return
        bring()
        if self._firm is None or self._firm.code != detail.row.code:
            for tab in self._made.values():
                tab.field.set_text("")
        self._firm, self.shown = detail.row, detail
        self._name.setText(marked_name(detail.row.name, detail.row.licence))
        self._code.setText(detail.row.code)
        self._fit_head()
        for position, rows in enumerate((detail.visits, detail.findings, detail.papers), 1):
            self.tabs.set_count(position, self._titles[position], len(rows))
            self._rows[position] = rows
        self._history_read = False
        self._whole.setCurrentIndex(0)
        self._turn(self.tabs.currentIndex())
        then()

    def show_history(self, code: str, lines: Sequence[JournalRow]) -> None:
        if self._firm is not None and self._firm.code == code:
            self.list_tab(4).show_rows(changes(lines))

    def choose_tab(self, position: int) -> None:
        """Alt+1 … 5."""
        if 0 <= position < self.tabs.count() and self._firm is not None:
            self.tabs.setCurrentIndex(position)
            self.focus_page()

    def focus_page(self) -> None:
        """Put the focus into the page in view."""
        page = self._stack.currentWidget()
        if isinstance(page, ListTab) and page.currentIndex() == 0:
            page.to_list()
        elif page is self.overview and self.overview.whys:
            next(iter(self.overview.whys.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> bool:
        """To the filter of the list in view; False where none is."""
        page = self._stack.currentWidget()
        return self._firm is not None and isinstance(page, ListTab) and page.focus_filter()

    def list_with_focus(self) -> RowView | None:
        """The list of this pane in which the keyboard is; None = in none."""
        focus = self.focusWidget()
        return focus if isinstance(focus, RowView) and focus.hasFocus() else None

    def explain(self) -> bool:
        """``?`` for the firm in view: on the overview, of what has the focus there."""
        if self._firm is None:
            return False
        self.tabs.setCurrentIndex(0)
        return self.overview.explain()

    def _turn(self, position: int) -> None:
        page = self.list_tab(position) if position else self.overview
        if position in self._rows:
            self.list_tab(position).show_rows(self._rows.pop(position))
        self._stack.setCurrentWidget(page)
        if position == len(TABS) - 1 and self._firm is not None and not self._history_read:
            self._history_read = True
            self.history_wanted.emit(self._firm.code)
