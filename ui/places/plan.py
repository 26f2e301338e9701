"""年度計畫: every firm in the year, who visits it when, what clashes; proposed, moved, approved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from auditdesk.model.plan_rows import PlanState, PlanView
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.labels import StatusChip
from ui.parts.layouts import row
from ui.parts.shortcuts import bind
from ui.parts.states import Banner, EmptyState
from ui.places import plan_words as say
from ui.places.base import Command, Found, KeyHint, PlaceAction
from ui.places.plan_board import VIEWS
from ui.places.plan_reading import KINDS, Planned, Reading, gather
from ui.places.plan_year_acts import PlanYearActs
from ui.tables import folded
from ui.theme import theme
from ui.words import day, plural, tr, words, year_name

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner

_SIDE = 260
"""Design pixels of the side pane at first."""
_BOTH = 880
"""Design pixels of the window from which both panes stand side by side."""


class PlanPlace(PlanYearActs):
    """The year on the left, what there is to say of one visit on the right; a year without a plan takes the place of both."""

    key = "plan"
    icon = "plan"
    shortcut = "Ctrl+3"

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner)
        self._wanted = ""
        self._side_wanted: bool | None = None
        self._split: list[int] | None = None
        self._stale = True
        self._signed: object = None
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane, stretch, least in ((self.board, 1, 240), (self.side, 0, 200)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
            pane.setMinimumWidth(theme().px(least))
        self.splitter.splitterMoved.connect(self._split_moved)
        self.empty = EmptyState("plan", tr("There is no plan yet"))
        self.copy_button = Button("", icon="copy", kind="primary")
        self.copy_button.clicked.connect(self.copy_year)
        self.blank_button = Button(tr("Empty plan"), kind="default")
        self.blank_button.clicked.connect(self.blank_year)
        within = self.empty.layout()
        assert isinstance(within, QVBoxLayout)
        within.insertLayout(within.count() - 1, row(None, self.copy_button, self.blank_button, None))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.splitter)
        self.pages.addWidget(self.empty)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.pages)
        self.setMinimumSize(theme().px(240), theme().px(120))
        self._connect()

    def _connect(self) -> None:
        self.board.row_changed.connect(self._row_changed)
        self.board.opened.connect(self.open_details)
        self.board.dragged.connect(self.pull)
        self.board.view_chosen.connect(self._view_changed)
        self.board.away.clicked.connect(self.show_absences)
        self.board.coverage.clicked.connect(self.show_coverage)
        self.side.person_wanted.connect(self.replace_by)
        self.side.days_wanted.connect(self.put_on)
        self.side.details_wanted.connect(self.open_details)
        self.side.add_wanted.connect(self.add_visit)
        self.side.drop_wanted.connect(self.drop)
        for keys, act in (
            ("Alt+Left", partial(self.move_by, -1)),
            ("Alt+Right", partial(self.move_by, 1)),
            ("Alt+Shift+Left", partial(self.move_by, -7)),
            ("Alt+Shift+Right", partial(self.move_by, 7)),
            ("Ctrl+N", self.add_visit),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+PgUp", partial(self.turn_year, -1)),
            ("Ctrl+PgDown", partial(self.turn_year, 1)),
            ("F8", partial(self.board.next_problem, 1)),
            ("Shift+F8", partial(self.board.next_problem, -1)),
            ("F9", self.toggle_side),
        ):
            bind(self, keys, act)
        for number, view in enumerate(VIEWS, 1):
            bind(self, f"Alt+{number}", partial(self._choose_view, view))

    # what the shell asks

    def title(self) -> str:
        return tr("Annual plan")

    def subject(self) -> str:
        return "" if self.reading is None else tr("Plan of {year}", year=year_name(self.reading.year))

    def chips(self) -> tuple[QWidget, ...]:
        read = self.reading
        if read is None:
            return ()
        choices = tuple((str(year), self._year_words(year)) for year in read.years)
        switch = SegmentedControl(choices, str(read.year), name=tr("Year"))
        switch.chosen.connect(lambda year: self.show_year(int(year)))
        switch.setToolTip("Ctrl+PgUp / Ctrl+PgDn")
        return (switch, *self._state_chip(read))

    def _year_words(self, year: int) -> str:
        assert self.reading is not None
        name = year_name(year)
        if self.reading.states.get(year, PlanState.APPROVED) != PlanState.APPROVED:
            return tr("{year} draft", year=name)
        return tr("Year {year}", year=name) if year == self.reading.year else name

    def _state_chip(self, read: Reading) -> tuple[QWidget, ...]:
        plan = read.plan
        if plan is None:
            return ()
        if plan.state == PlanState.APPROVED:
            when = "" if plan.decided_at is None else day(plan.decided_at.astimezone().date())
            return (StatusChip(tr("Approved {day}", day=when), "approved", "check"),)
        if plan.state == PlanState.SUBMITTED:
            return (StatusChip(tr("Waiting for approval"), "review", "clock"),)
        if plan.state == PlanState.RETURNED:
            return (StatusChip(tr("Sent back"), "returned", "undo"),)
        return (StatusChip(tr("Draft"), "draft", "edit"),)

    def action(self) -> PlaceAction | None:
        year = self.draft_year()
        return PlaceAction(tr("Draft {year}", year=year_name(year)), "calendar", self.draft, (), self.why_not("plan.write"))

    def keys(self) -> tuple[KeyHint, ...]:
        if self.pages.currentWidget() is not self.splitter:
            return (KeyHint(("Tab",), tr("next")), KeyHint(("Enter",), tr("choose")))
        here = self.board.current()
        if self.side.isAncestorOf(self.focusWidget() or self):
            return (
                KeyHint(("Tab",), tr("next")),
                KeyHint(("Enter",), tr("choose")),
                KeyHint(("Esc",), tr("to the plan")),
                KeyHint(("F6",), tr("next pane")),
            )
        hints = [KeyHint(("↑", "↓"), tr("move"))]
        if here is not None and here.movable:
            hints.append(KeyHint(("Alt", "←→"), tr("move a day")))
        if here is not None and self.side.candidates:
            hints.append(KeyHint(("1…9",), tr("replace")))
        if here is not None:
            hints += [KeyHint(("A",), tr("assign")), KeyHint(("?",), tr("why"))]
        hints += [KeyHint(("F8",), tr("next problem")), KeyHint(("Alt", "1…3"), tr("views"))]
        if self.step_back() is not None:
            hints.append(KeyHint(("Ctrl", "Z"), tr("undo")))
        hints.append(KeyHint(("Ctrl", "Shift", "E"), tr("export")))
        return tuple(hints)

    def commands(self) -> tuple[Command, ...]:
        here, action = self.board.current(), self.action()
        none = "" if here is not None else tr("No visit is chosen")
        assert action is not None
        found = [
            Command(action.text, action.icon, action.run, refused=action.refused),
            Command(tr("Assign inspectors"), "users", self.assign, ("A",), refused=self.change_refused() or none),
            Command(tr("Details of the visit"), "edit", self.open_details, ("Enter",), refused=none),
            Command(tr("Plan a visit"), "plus", self.add_visit, ("Ctrl", "N"), refused=self.change_refused() or none),
            Command(tr("Take off the plan"), "x", self.drop, ("Del",), refused=self.change_refused() or none),
            Command(tr("Redo"), "redo", self.redo, ("Ctrl", "Shift", "Z"), refused=self.change_refused()),
            Command(tr("Days away"), "users", self.show_absences, ("V",)),
            Command(tr("Coverage: firms not visited in n years"), "shield-check", self.show_coverage, ("C",)),
            Command(tr("Export the plan"), "download", self.export, ("Ctrl", "Shift", "E")),
        ]
        found += [Command(each.text, each.icon, each.run, refused=each.refused) for each in self.sign_off_actions()]
        if self.reading is not None:
            found += [
                Command(tr("Plan of {year}", year=year_name(year)), "plan", partial(self.show_year, year))
                for year in self.reading.years
                if year != self.reading.year
            ]
        return tuple(found)

    def search(self, text: str, limit: int) -> tuple[Found, ...]:
        rows = [one for one in self.board.rows if text in folded(f"{one.row.firm_code} {one.firm}")][:limit]
        return tuple(
            Found(one.firm, "plan", partial(self._go_to, one.identity), say.state(one), tr("In this plan")) for one in rows
        )

    def step_back(self) -> Command | None:
        read = self.reading
        step = None if read is None or read.plan is None else read.plan.undo
        if step is None:
            return None
        steps = plural(step.count, "{count} step back", "{count} steps back")
        return Command(
            tr("Undo “{step}”", step=words().say(step.code, **step.values)), "undo", self.undo, ("Ctrl", "Z"), detail=steps
        )

    def activate(self) -> None:
        if self.reading is None or self._stale:
            self.read()
        if self.reading is not None:
            self._focus_first()

    def open_object(self, name: str) -> None:
        """A year, a firm by its code (``firm:1020``, as a code may look like a year), or a planned visit by its uid."""
        if name.isdecimal() and len(name) == 4 and (self.reading is None or int(name) in self.reading.years):
            self.show_year(int(name))
            return
        self._wanted = name.removeprefix("firm:")
        if self.reading is not None:
            self._choose_wanted()

    def refresh(self, changed: frozenset[str]) -> None:
        if changed & KINDS:
            self._stale = True
            if not self.writing and self.isVisible() and self.reading is not None:
                self.read()

    def state(self) -> dict[str, Any]:
        here = self.board.current()
        return {
            "year": self.year,
            "view": self.board.current_view,
            "row": here.identity if here is not None else "",
            "split": self._split,
            "side": self._side_wanted,
        }

    def restore(self, state: dict[str, Any]) -> None:
        if isinstance(state.get("year"), int):
            self.year = state["year"]
        if state.get("view") in VIEWS:
            self.board.show_view(state["view"])
        self._wanted = str(state.get("row") or "")
        split = state.get("split")
        if isinstance(split, list) and len(split) == 2 and all(isinstance(width, int) and width > 0 for width in split):
            self._split = split
        if isinstance(state.get("side"), bool):
            self._side_wanted = state["side"]

    def panes(self) -> tuple[QWidget, ...]:
        if self.pages.currentWidget() is not self.splitter:
            return (self.copy_button,)
        first = next((button for button in self.side.findChildren(Button) if button.isEnabled()), self.side)
        return (self.board.rows_view(), self.side.field or first)

    def reset_panes(self) -> None:
        self._split, self._side_wanted = None, None
        self._fold()

    def focus_filter(self) -> bool:
        if self.pages.currentWidget() is not self.splitter or not self.board.field.isEnabled():
            return False
        self.board.to_field()
        return True

    # reading

    def read(self, known: PlanView | None = None) -> None:
        self._stale = False
        self.runner.read(partial(gather, self.desk, self.year, known), self._show, self.failed_to_read, latest="plan")

    def show_year(self, year: int) -> None:
        """The plan of another year."""
        self.flush()
        self.year = year
        self.read()

    def turn_year(self, step: int) -> None:
        """The year before or after, of those there are."""
        if self.reading is None:
            return
        years = sorted(self.reading.years)
        at = years.index(self.reading.year) + step
        if 0 <= at < len(years):
            self.show_year(years[at])

    def _show(self, read: Reading) -> None:
        before = self.reading
        another = before is None or before.year != read.year or (before.plan is None) != (read.plan is None)
        self.reading, self.year = read, read.year
        self.forget_pulled()
        if read.plan is None:
            self._show_empty(read)
        else:
            self.board.show_year(read, movable=not self.change_refused())
            self._show_blocked(read)
            self._show_sign_off()
            self.pages.setCurrentIndex(0)
        if self.absences is not None:
            self.absences.show_absences(read.plan.absences if read.plan is not None else ())
        self._choose_wanted()
        self._fold()
        self._row_changed(self.board.current())
        self.head_changed.emit()
        self.keys_changed.emit()
        if another and self.isVisible():
            self._focus_first()

    def _show_sign_off(self) -> None:
        """Built anew only where it says something else: a button under the cursor keeps the focus."""
        steps, actions, note = self.sign_off_steps(), self.sign_off_actions(), self.sign_off_note()
        if self._signed != (steps, actions, note):
            self._signed = (steps, actions, note)
            self.board.bar.show_steps(steps, actions, note)

    def _show_empty(self, read: Reading) -> None:
        self.empty.say(
            tr("There is no plan for {year} yet", year=year_name(read.year)),
            tr("A draft proposes dates and teams; a copy or an empty plan is filled in by hand."),
        )
        refused = self.why_not("plan.write")
        self.copy_button.setVisible(read.copy_from is not None)
        if read.copy_from is not None:
            self.copy_button.setText(tr("Copy from {year}", year=year_name(read.copy_from)))
            self.copy_button.setAccessibleName(self.copy_button.text())
            self.copy_button.updateGeometry()
        for button in (self.copy_button, self.blank_button):
            button.refuse(refused)
        self.pages.setCurrentIndex(1)

    def _show_blocked(self, read: Reading) -> None:
        blocked = [one for one in read.rows if one.blocked]
        if not blocked:
            self.board.show_blocked(None)
            return
        told = tr("; ").join(tr("{firm}: {why}", firm=one.firm, why=one.blocked) for one in blocked[:3])
        see = Button(tr("Show"), kind="quiet", small=True)
        see.clicked.connect(self.show_blocked_firms)
        what = plural(len(blocked), "No date was found for {count} firm", "No date was found for {count} firms")
        self.board.show_blocked(Banner("danger", what, told, actions=(see,), closable=False))

    def _focus_first(self) -> None:
        if self.pages.currentWidget() is self.splitter:
            self.board.to_rows()
        else:
            button = self.copy_button if self.copy_button.isVisibleTo(self) else self.blank_button
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_wanted(self) -> None:
        if not self._wanted or self.reading is None:
            return
        wanted, self._wanted = self._wanted, ""
        found = next((one for one in self.board.rows if wanted in (one.identity, one.row.uid, one.row.firm_code)), None)
        if found is not None:
            self._go_to(found.identity)

    def _go_to(self, identity: str) -> None:
        if not self.board.choose(identity):
            self.board.clear_filter()
            self.board.choose(identity)

    def _row_changed(self, one: Planned | None) -> None:
        self.tell(one)
        self.keys_changed.emit()

    # moving about

    def _choose_view(self, view: str) -> None:
        if self.pages.currentWidget() is self.splitter:
            self.board.show_view(view)
            self.board.to_rows()

    def _view_changed(self, _view: str) -> None:
        self._fold()
        self.keys_changed.emit()

    def toggle_side(self) -> None:
        """F9: the side pane."""
        self._side_wanted = not self.side.isVisibleTo(self)
        self._fold()

    def _fold(self) -> None:
        """The side pane goes first; then the board gives up what it can spare."""
        look = theme()
        wide = self.window().width() / look.scale >= _BOTH
        shown = (wide if self._side_wanted is None else self._side_wanted) and self.board.current_view != "load"
        if not shown and self.side.isAncestorOf(self.focusWidget() or self):
            self.board.to_rows()
        self.side.setVisible(shown)
        self.board.setVisible(wide or not shown)
        if shown and wide:
            total = max(self.splitter.width(), 1)
            right = round(total * self._split[1] / sum(self._split)) if self._split else look.px(_SIDE)
            self.splitter.setSizes([total - right, right])
        QTimer.singleShot(0, self, self._fold_board)

    def _fold_board(self) -> None:
        self.board.fold(low=self.window().height() / theme().scale < 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _split_moved(self, _position: int, _handle: int) -> None:
        self._split = self.splitter.sizes()
        self._fold_board()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        here = self.board.current() if self.pages.currentWidget() is self.splitter else None
        if typed in ("?", "？") and typed:
            self.explain()
        elif typed in tuple("123456789") and 0 < int(typed) <= len(self.side.candidates):
            self.side.candidates[int(typed) - 1].click()
        elif typed and typed in "aA":
            self.assign()
        elif typed and typed in "dD" and self.side.field is not None:
            self.side.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.side.field.edit.selectAll()
        elif typed and typed in "vV":
            self.show_absences()
        elif typed and typed in "cC":
            self.show_coverage()
        elif event.key() == Qt.Key.Key_Delete and here is not None:
            self.drop()
        elif event.key() == Qt.Key.Key_Escape and self.side.isAncestorOf(self.focusWidget() or self):
            if not self.board.isVisible():
                self.toggle_side()
            self.board.to_rows()
        else:
            super().keyPressEvent(event)
