"""A place of several views: one tab and Alt+digit each, in the top bar where there is room, else in a strip above the pages."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError
from ui.parts.buttons import SegmentedControl
from ui.parts.shortcuts import bind
from ui.parts.tab_strip import TabStrip
from ui.places.base import Command, KeyHint, Place
from ui.theme import theme
from ui.words import tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner


class TabbedPlace(Place):
    """``tabs`` are the names of the views; ``name`` is what they are called together."""

    tabs: ClassVar[tuple[str, ...]]
    above: ClassVar[int]
    """Design pixels of width from which the tabs stand in the top bar."""

    def __init__(self, desk: Desk, runner: Runner, tab: str, name: str) -> None:
        super().__init__(desk, runner)
        self.tab = tab
        self._name = name
        self.strip = TabStrip([self.tab_title(each) for each in self.tabs], name)
        self.strip.setCurrentIndex(self.tabs.index(tab))
        self.strip.currentChanged.connect(lambda at: self.turn(self.tabs[at]))
        self.pages = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip)
        whole.addWidget(self.pages, 1)
        for number, each in enumerate(self.tabs, 1):
            bind(self, f"Alt+{number}", partial(self.show_tab, each))

    @property
    @abstractmethod
    def page(self) -> QWidget:
        """The page of the tab, made when it is first gone to."""

    @abstractmethod
    def tab_title(self, tab: str) -> str:
        """What a tab is called."""

    @abstractmethod
    def count_of(self, tab: str) -> int | None:
        """The number behind a tab's title; None = no number."""

    @abstractmethod
    def way_to(self, tab: str) -> str:
        """The command that goes to a tab, in words."""

    @abstractmethod
    def entered(self) -> None:
        """Read what the page of the tab shows: it was turned to."""

    @abstractmethod
    def show_tab(self, tab: str) -> None:
        """Alt+digit: turn to a tab and into its list."""

    def turn(self, tab: str) -> None:
        """Show the page of a tab."""
        self.tab = tab
        self.pages.setCurrentWidget(self.page)
        self.strip.blockSignals(True)
        self.strip.setCurrentIndex(self.tabs.index(tab))
        self.strip.blockSignals(False)
        self.entered()
        self.head_changed.emit()
        self.keys_changed.emit()

    def show_counts(self) -> None:
        """Print the numbers on the strip anew."""
        for at, tab in enumerate(self.tabs):
            self.strip.set_count(at, self.tab_title(tab), self.count_of(tab))

    def _tab_words(self, tab: str) -> str:
        count = self.count_of(tab)
        return self.tab_title(tab) if count is None else f"{self.tab_title(tab)} {count:,}"

    def _has_room(self) -> bool:
        return self.width() / theme().scale >= self.above

    def chips(self) -> tuple[QWidget, ...]:
        self.strip.setVisible(not self._has_room())
        if not self._has_room():
            return ()
        tabs = SegmentedControl(tuple((tab, self._tab_words(tab)) for tab in self.tabs), self.tab, name=self._name)
        tabs.chosen.connect(self.show_tab)
        for number, tab in enumerate(self.tabs, 1):
            tabs.button(tab).setToolTip(f"Alt+{number}")
        return (tabs,)

    def more_keys(self) -> tuple[KeyHint, ...]:
        return (KeyHint(("Alt", f"1–{len(self.tabs)}"), tr("view")),)

    def commands(self) -> tuple[Command, ...]:
        return tuple(
            Command(self.way_to(tab), self.icon, partial(self.show_tab, tab), ("Alt", str(number)))
            for number, tab in enumerate(self.tabs, 1)
            if tab != self.tab
        )

    def failed_to_read(self, error: Exception) -> None:
        """An expected failure is shown above the place."""
        if isinstance(error, AuditDeskError):
            self.failed.emit(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.strip.isHidden() != self._has_room():
            self.head_changed.emit()
