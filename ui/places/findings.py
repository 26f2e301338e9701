"""缺失: what waits for review, what was returned, what is accepted, everything, and what is being mended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.review_rows import QueueCounts
from ui.parts.buttons import SegmentedControl
from ui.parts.tab_strip import TabStrip
from ui.places.base import Command, Found, KeyHint, Place, PlaceAction
from ui.places.findings_page import FindingsPage
from ui.places.findings_presets import ALL, PATTERNS, PRESETS, TABS, WAITING, tab_title
from ui.places.review import ReviewPage
from ui.theme import theme
from ui.words import language, tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner
    from ui.places.patterns_page import PatternsPage

_ABOVE = 1240
"""Design pixels from which the tabs stand in the top bar."""


_IDLE = 400
"""Milliseconds of rest after which one more list is prepared."""


class FindingsPlace(Place):
    """Tabs over a page each; the pages are made when they are first gone to."""

    key = "findings"
    icon = "findings"
    shortcut = "Ctrl+5"

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner)
        self.counts: QueueCounts | None = None
        self.tab = WAITING
        self._kept: dict[str, Any] = {}
        self.review = ReviewPage(self, self.open_object)
        self.lists: dict[str, FindingsPage] = {}
        self._patterns: PatternsPage | None = None
        self.strip = TabStrip([tab_title(tab) for tab in TABS], tr("Views of the findings"))
        self.strip.currentChanged.connect(self._strip_changed)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.review)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip)
        whole.addWidget(self.pages, 1)
        for number, tab in enumerate(TABS, 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.show_tab, tab))
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

    def show_tab(self, tab: str) -> None:
        """Alt+digit."""
        self._turn(tab)
        self.page.to_list()

    def _turn(self, tab: str) -> None:
        self.tab = tab
        self.pages.setCurrentWidget(self.page)
        self.strip.blockSignals(True)
        self.strip.setCurrentIndex(TABS.index(tab))
        self.strip.blockSignals(False)
        self._read_page()
        self.head_changed.emit()
        self.keys_changed.emit()

    def _strip_changed(self, at: int) -> None:
        self._turn(TABS[at])

    def _read_page(self) -> None:
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
        for at, tab in enumerate(TABS):
            self.strip.set_count(at, tab_title(tab), _numbers(counts).get(tab))
        if not same:
            self.head_changed.emit()

    def _tab_words(self, tab: str) -> str:
        count = _numbers(self.counts).get(tab) if self.counts is not None else None
        return tab_title(tab) if count is None else f"{tab_title(tab)} {count:,}"

    # what the shell asks

    def title(self) -> str:
        return tr("Findings")

    def subject(self) -> str:
        return self.page.subject()

    def chips(self) -> tuple[QWidget, ...]:
        above = self.width() / theme().scale >= _ABOVE
        self.strip.setVisible(not above)
        if not above:
            return ()
        tabs = SegmentedControl(tuple((tab, self._tab_words(tab)) for tab in TABS), self.tab, name=tr("Views of the findings"))
        tabs.chosen.connect(self.show_tab)
        for number, tab in enumerate(TABS, 1):
            tabs.button(tab).setToolTip(f"Alt+{number}")
        return (tabs,)

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
        turning = KeyHint(("Alt", f"1–{len(TABS)}"), tr("view"))
        return (turning, *(() if isinstance(self.page, ReviewPage) else self.page.more_keys()))

    def commands(self) -> tuple[Command, ...]:
        going = [
            Command(tr("Findings: {view}", view=tab_title(tab)), self.icon, partial(self.show_tab, tab), ("Alt", str(number)))
            for number, tab in enumerate(TABS, 1)
            if tab != self.tab
        ]
        return (*self.page.commands(), *going)

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
        self._read_page()
        self._read_counts()
        self.page.to_list()
        self._idle.start()

    def open_object(self, name: str) -> None:
        """Show one finding by number or uid: in the queue where it waits there, else in the list of all.

        ``tab:remedy`` turns to a tab; ``group:section`` to the list of all in groups.
        """
        kind, _, wanted = name.partition(":")
        if kind == "tab" and wanted in TABS:
            self._turn(wanted)
            return
        if kind == "group":
            self._turn(ALL)
            self.list_of(ALL).group_by(wanted)
            return
        waiting = next((each for each in self.review.queue.model_.all if name in (each.uid, each.number)), None)
        if waiting is not None:
            self._turn(WAITING)
            self.review.open(waiting.uid)
        elif name:
            self._turn(ALL)
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
            self._turn(str(state["tab"]))

    def panes(self) -> tuple[QWidget, ...]:
        return self.page.panes()

    def reset_panes(self) -> None:
        self.page.reset()

    def export(self) -> None:
        if isinstance(self.page, ReviewPage):
            self._turn(ALL)
        self.page.export()  # type: ignore[union-attr]

    def focus_filter(self) -> bool:
        self.page.focus_filter()
        return True

    def failed_to_read(self, error: Exception) -> None:
        """An expected failure is shown above the place."""
        if isinstance(error, AuditDeskError):
            self.failed.emit(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        above = self.width() / theme().scale >= _ABOVE
        if self.strip.isHidden() != above:
            self.head_changed.emit()


def _numbers(counts: QueueCounts) -> dict[str, int]:
    return {"waiting": counts.waiting, "returned": counts.returned, "accepted": counts.accepted, "all": counts.all}
