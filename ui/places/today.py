"""今日: what waits for the person and whether the year is on course."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.today import Today
from ui.parts.buttons import SegmentedControl
from ui.parts.growing_scroll import GrowingScroll
from ui.parts.labels import Chip, Frame, Label, Separator
from ui.parts.layouts import column, row
from ui.places import today_words as say
from ui.places.base import Command, KeyHint, Place
from ui.places.today_figures import FigureGrid
from ui.places.today_list import DayList, DayRow
from ui.theme import theme
from ui.words import day, tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner

_OWN, _OFFICE = "own", "office"
_LIST = 470
"""Design pixels of the left side."""
_TOGETHER = 820
"""Design pixels from which list and figures stand side by side; below, one of them is shown."""
_TASKS, _FIGURES = "tasks", "figures"


class TodayPlace(Place):
    """The list on the left, six figures on the right; below one another in a narrow window."""

    key = "today"
    icon = "today"
    shortcut = "Ctrl+1"

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner)
        self.page: Today | None = None
        self._stale = True
        self.list = DayList(tr("Waiting for you"))
        self.list.opened.connect(self._open)
        self.whose = SegmentedControl(((_OWN, tr("Mine")), (_OFFICE, tr("Whole office"))), _OWN, name=tr("Whose tasks"))
        self.whose.chosen.connect(lambda _key: self.read())
        self.grid = FigureGrid()
        self.grid.opened.connect(self.go_to)
        head = self._head = Frame("bar")
        self.side = SegmentedControl(((_TASKS, tr("To do")), (_FIGURES, tr("Figures"))), _TASKS, name=tr("What is shown"))
        self.side.chosen.connect(lambda _key: self._fold())
        self._name = Label(tr("To do"), "strong")
        head.setLayout(row(self._name, self.side, None, self.whose, gap=8, margins=(14, 6, 12, 6)))
        self._left = left = QWidget()
        self._beside = column(head, self.list, gap=0)
        left.setLayout(self._beside)
        self._figures = GrowingScroll(self.grid)
        self.grid.setProperty("role", "page")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self._ground = Frame("pane")
        self._ground.setLayout(column(self._figures, gap=0))
        self.splitter.addWidget(self._ground)
        self.splitter.setStretchFactor(1, 1)
        self.reset_panes()
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Separator())
        whole.addWidget(self.splitter, 1)

    # what the shell asks

    def title(self) -> str:
        return tr("Today")

    def note(self) -> str:
        today = self.desk.today()
        return tr("{day}, {weekday}", day=day(today), weekday=say.weekday(today))

    def chips(self) -> tuple[QWidget, ...]:
        if self.page is None:
            return ()
        look = "overdue" if self.page.days_left < 0 else "review"
        return (Chip(say.countdown(self.page), f"status.{look}.text", f"status.{look}.bg", icon="notice"),)

    def badge(self) -> int:
        return 0

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("↑", "↓"), tr("move")),
            KeyHint(("Enter",), tr("open")),
            KeyHint(("F6",), tr("figures")),
            KeyHint(("Ctrl", "K"), tr("commands")),
        )

    def commands(self) -> tuple[Command, ...]:
        other = _OFFICE if self.whose.current() == _OWN else _OWN
        text = tr("Show what waits for anybody") if other == _OFFICE else tr("Show what waits for me")
        figures = [
            Command(tr("Open: {name}", name=card.title), "today", partial(self.go_to.emit, *card.target))
            for card in self.grid.cards
        ]
        return (Command(text, "users", partial(self._turn, other)), Command(tr("Read again"), "sync", self.read), *figures)

    def activate(self) -> None:
        if self._stale:
            self.read()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changed: frozenset[str]) -> None:
        if not changed:
            return
        self._stale = True
        if self.isVisible():
            self.read()

    def state(self) -> dict[str, Any]:
        return {"whose": self.whose.current()}

    def restore(self, state: dict[str, Any]) -> None:
        if state.get("whose") in (_OWN, _OFFICE):
            self.whose.choose(str(state["whose"]))

    def panes(self) -> tuple[QWidget, ...]:
        return (self.list, *self.grid.cards[:1]) if self._together() else (self.side, self.list, *self.grid.cards[:1])

    def _together(self) -> bool:
        return self.width() / theme().scale >= _TOGETHER

    def _fold(self) -> None:
        """Where there is no room for both, show the one that is chosen."""
        together = self._together()
        if together:
            self._beside.insertWidget(0, self._head)
        else:
            self._whole.insertWidget(1, self._head)
        self.side.setVisible(not together)
        self._name.setVisible(together)
        self._left.setVisible(together or self.side.current() == _TASKS)
        self._ground.setVisible(together or self.side.current() == _FIGURES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def reset_panes(self) -> None:
        self.splitter.setSizes([theme().px(_LIST), theme().px(2 * _LIST)])

    # reading

    def read(self) -> None:
        """Read the page again, off the GUI thread."""
        self._stale = False
        everything = self.whose.current() == _OFFICE
        self.runner.read(lambda: self.desk.day.show(whole_office=everything), self._show, self._failed, latest="today")

    def _show(self, page: Today) -> None:
        self.page = page
        self.list.show_rows(say.rows(page))
        self.grid.show_figures(page.figures)
        self.head_changed.emit()
        self.keys_changed.emit()

    def _failed(self, error: Exception) -> None:
        self._stale = True
        if isinstance(error, AuditDeskError):
            self.failed.emit(error)

    def _turn(self, whose: str) -> None:
        self.whose.choose(whose)
        self.read()

    def _open(self, chosen: DayRow) -> None:
        self.go_to.emit(chosen.place, chosen.name)
