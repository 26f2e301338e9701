"""缺失: what waits for review, what was returned, what is accepted, everything, and what is being mended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from auditdesk.model.review_rows import QueueCounts
from ui.places.base import Command, Found, KeyHint, PlaceAction
from ui.places.findings_page import FindingsPage
from ui.places.findings_presets import ALL, PATTERNS, PRESETS, TABS, WAITING, tab_title
from ui.places.review import ReviewPage
from ui.places.tabbed_place import TabbedPlace
from ui.words import language, tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner
    from ui.places.patterns_page import PatternsPage

_IDLE = 400
"""Milliseconds of rest after which one more list is prepared."""


class FindingsPlace(TabbedPlace):
    """Tabs over a page each; the pages are made when they are first gone to."""

    key = "findings"
    icon = "findings"
    shortcut = "Ctrl+5"
    tabs = TABS
    above = 1240

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner, WAITING, tr("Views of the findings"))
        self.counts: QueueCounts | None = None
        self._kept: dict[str, Any] = {}
        self.review = ReviewPage(self, self.open_object)
        self.lists: dict[str, FindingsPage] = {}
        self._patterns: PatternsPage | None = None
        self.pages.addWidget(self.review)
        self._coming: dict[str, FindingsPage] = {}
        """Pages that are made and stand nowhere yet."""
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE)
        self._idle.timeout.connect(self._prepare)
        self._read_counts()

    # tabs

    @property
    def page(self) -> ReviewPage | FindingsPage | PatternsPage:
        """The page of the tab."""
        if self.tab == WAITING:
            return self.review
        if self.tab == PATTERNS:
            return self.patterns
        return self.list_of(self.tab)

    @property
    def patterns(self) -> PatternsPage:
        """The page of the catalogue, made when it is first gone to."""
        if self._patterns is None:
            from ui.places.patterns_page import PatternsPage

            self._patterns = PatternsPage(self)
            self.pages.addWidget(self._patterns)
        return self._patterns

    def list_of(self, tab: str) -> FindingsPage:
        """The list of a tab, made when it is first gone to."""
        if tab not in self.lists:
            page = self.lists[tab] = self._coming.pop(tab) if tab in self._coming else FindingsPage(self, PRESETS[tab])
            page.restore(self._kept.get(tab, {}))
            self.pages.addWidget(page)
        return self.lists[tab]

    def _prepare(self) -> None:
        """One step towards the next list that nobody has gone to yet: made in one, put in its place in the next, so that none is long."""
        tab = next((tab for tab in PRESETS if tab not in self.lists), None)
        if tab is None:
            return
        if not self.runner.reading and not self.runner.asked_for():
            if tab in self._coming:
                self.list_of(tab)
            else:
                self._coming[tab] = FindingsPage(self, PRESETS[tab])
        self._idle.start()

    def tab_title(self, tab: str) -> str:
        return tab_title(tab)

    def way_to(self, tab: str) -> str:
        return tr("Findings: {view}", view=tab_title(tab))

    def show_tab(self, tab: str) -> None:
        self.turn(tab)
        self.page.to_list()

    def entered(self) -> None:
        page = self.page
        if isinstance(page, ReviewPage):
            if not page.read_once:
                page.read_queue()
        else:
            page.read_if_new()

    def _read_counts(self) -> None:
        self.runner.read(self.desk.review.counts, self._show_counts, self.failed_to_read, latest="findings.counts")

    def _show_counts(self, counts: QueueCounts) -> None:
        same = self.counts is not None and _numbers(self.counts) == _numbers(counts)
        self.counts = counts
        self.review.left.show_today(counts.decided_today)
        self.show_counts()
        if not same:
            self.head_changed.emit()

    def count_of(self, tab: str) -> int | None:
        return _numbers(self.counts).get(tab) if self.counts is not None else None

    # what the shell asks

    def title(self) -> str:
        return tr("Findings")

    def subject(self) -> str:
        return self.page.subject()

    def badge(self) -> int:
        if self.review.read_once:
            return self.review.queue.model_.mine
        if self.counts is None or self.desk.refusal("findings.accept") is not None:
            return 0
        return self.counts.waiting

    def action(self) -> PlaceAction | None:
        return None if isinstance(self.page, ReviewPage) else self.page.action()

    def keys(self) -> tuple[KeyHint, ...]:
        return self.page.keys()

    def more_keys(self) -> tuple[KeyHint, ...]:
        return (*super().more_keys(), *(() if isinstance(self.page, ReviewPage) else self.page.more_keys()))

    def commands(self) -> tuple[Command, ...]:
        return (*self.page.commands(), *super().commands())

    def search(self, text: str, limit: int) -> tuple[Found, ...]:
        queue = self.review.queue.model_
        read = [row for row in queue.rows if text in f"{row.number} {row.firm_name} {row.pattern} {row.wording.zh}".casefold()]
        known = {row.uid for row in read}
        others = [each for each in queue.all if text in each.number.casefold() and each.uid not in known]
        found = [(row.uid, f"{row.number}  {row.firm_name}", row.wording.in_language(language())) for row in read]
        found += [(each.uid, each.number, "") for each in others[:limit]]
        return tuple(
            Found(told, self.icon, partial(self.open_object, uid), detail, tr("Findings")) for uid, told, detail in found[:limit]
        )

    def activate(self) -> None:
        self.entered()
        self._read_counts()
        self.page.to_list()
        self._idle.start()

    def open_object(self, name: str) -> None:
        """Show one finding by number or uid: in the queue where it waits there, else in the list of all.

        ``tab:remedy`` turns to a tab; ``group:section`` to the list of all in groups.
        """
        kind, _, wanted = name.partition(":")
        if kind == "tab" and wanted in TABS:
            self.turn(wanted)
            return
        if kind == "group":
            self.turn(ALL)
            self.list_of(ALL).group_by(wanted)
            return
        waiting = next((each for each in self.review.queue.model_.all if name in (each.uid, each.number)), None)
        if waiting is not None:
            self.turn(WAITING)
            self.review.open(waiting.uid)
        elif name:
            self.turn(ALL)
            self.list_of(ALL).open(name)

    def refresh(self, changed: frozenset[str]) -> None:
        self.review.refresh(changed)
        for page in self.lists.values():
            page.refresh(changed)
        if self._patterns is not None:
            self._patterns.refresh(changed)
        if changed & {"finding", "person"}:
            self._read_counts()

    def state(self) -> dict[str, Any]:
        kept = {tab: page.state() for tab, page in self.lists.items()}
        return {**self._kept, **kept, "tab": self.tab}

    def restore(self, state: dict[str, Any]) -> None:
        self._kept = {tab: value for tab, value in state.items() if tab in PRESETS and isinstance(value, dict)}
        if state.get("tab") in TABS:
            self.turn(str(state["tab"]))

    def panes(self) -> tuple[QWidget, ...]:
        return self.page.panes()

    def reset_panes(self) -> None:
        self.page.reset()

    def export(self) -> None:
        if isinstance(self.page, ReviewPage):
            self.turn(ALL)
        page = self.page
        assert not isinstance(page, ReviewPage)
        page.export()

    def focus_filter(self) -> bool:
        self.page.focus_filter()
        return True


def _numbers(counts: QueueCounts) -> dict[str, int]:
    return {"waiting": counts.waiting, "returned": counts.returned, "accepted": counts.accepted, "all": counts.all}
