"""公文: what waits for approval, the batch, every letter, who owes an answer, and the templates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from auditdesk.settings import SETTINGS
from ui.parts.slices import Slices
from ui.places.base import Command, Found, KeyHint, PlaceAction
from ui.places.letters_batch import BatchPage
from ui.places.letters_form import BatchForm
from ui.places.letters_page import LettersPage
from ui.places.letters_templates import TemplatesPage
from ui.places.letters_tracked import REGISTER, TRACKING, TrackedPage
from ui.places.letters_tracked_table import overdue, step, waits_for_reply
from ui.places.letters_waiting import WaitingPage, waits_for
from ui.places.letters_wording import WordingEditor
from ui.places.tabbed_place import TabbedPlace
from ui.tables import folded
from ui.words import tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner

WAITING, BATCH, SENT, REPLIES, TEMPLATES = "waiting", "batch", "register", "tracking", "templates"
TABS = (WAITING, BATCH, SENT, REPLIES, TEMPLATES)
_IDLE = 60
"""Milliseconds between two steps of making the pages that nobody has gone to yet."""
_COUNTED = frozenset({"letter", "letter_batch", "letter_reply", "finding"})


def tab_title(tab: str) -> str:
    titles = {WAITING: tr("For approval"), BATCH: tr("Write a batch"), SENT: tr("All letters"), REPLIES: tr("Reply tracking")}
    return titles.get(tab) or tr("Templates")


def _heavy_part(place: LettersPlace, tab: str) -> BatchForm | WordingEditor | None:
    """What takes long to make of a page and can be made a turn before it."""
    if tab == BATCH:
        return BatchForm(place.desk.today(), SETTINGS["letters.reply_days"].default)
    return WordingEditor() if tab == TEMPLATES else None


def _make(place: LettersPlace, tab: str, part: BatchForm | WordingEditor | None) -> LettersPage:
    part = part or _heavy_part(place, tab)
    if isinstance(part, BatchForm):
        return BatchPage(place, part)
    if isinstance(part, WordingEditor):
        return TemplatesPage(place, part)
    if tab == WAITING:
        return WaitingPage(place)
    return TrackedPage(place, REGISTER if tab == SENT else TRACKING)


@dataclass(frozen=True, slots=True)
class Counts:
    """What the tabs and the rail count. ``mine``: batches that wait for this person."""

    mine: int
    letters: int
    owed: int
    overdue: int


def count(desk: Desk) -> Counts:
    """Read off the GUI thread."""
    mine = sum(waits_for(desk, one) for one in desk.letters.batches())
    rows = desk.letters.track()
    return Counts(mine, len(rows), sum(map(waits_for_reply, rows)), sum(map(overdue, rows)))


class LettersPlace(TabbedPlace):
    """Tabs over a page each; the pages are made when they are first gone to."""

    key = "letters"
    icon = "letters"
    shortcut = "Ctrl+6"
    tabs = TABS
    above = 1080

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner, BATCH, tr("Views of the letters"))
        self._kept: dict[str, Any] = {}
        self.made: dict[str, LettersPage] = {}
        self.counts: Counts | None = None
        self._coming: dict[str, LettersPage] = {}
        """Pages that are made and not yet in their place."""
        self._parts: dict[str, BatchForm | WordingEditor] = {}
        """Heavy parts of pages that are made next."""
        self._entering = Slices(self)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE)
        self._idle.timeout.connect(self._prepare)
        self._count_soon = QTimer(self)
        self._count_soon.setSingleShot(True)
        self._count_soon.setInterval(400)
        self._count_soon.timeout.connect(self._read_counts)

    @property
    def page(self) -> LettersPage:
        """The page of the tab, made when it is first gone to."""
        return self.page_of(self.tab)

    def page_of(self, tab: str) -> LettersPage:
        """The page of a tab."""
        if tab not in self.made:
            page = self.made[tab] = self._coming.pop(tab) if tab in self._coming else self._new(tab)
            self.pages.addWidget(page)
        return self.made[tab]

    @property
    def standing(self) -> LettersPage | None:
        """The page of the tab, if it is made already."""
        return self.made.get(self.tab)

    def _new(self, tab: str) -> LettersPage:
        page = _make(self, tab, self._parts.pop(tab, None))
        if isinstance(self._kept.get(tab), dict):
            page.restore(self._kept[tab])
        return page

    def _prepare(self) -> None:
        """One step towards the next page that nobody has gone to yet: made in one, put in its place in the next, so that none is long."""
        if self.runner.reading or self.runner.asked_for():
            self._idle.start()
            return
        tab = next((tab for tab in TABS if tab not in self.made), None)
        if tab is None:
            return
        if tab in self._coming:
            self.page_of(tab)
        elif not self._begin(tab):
            self._coming[tab] = self._new(tab)
        self._idle.start()

    def tab_title(self, tab: str) -> str:
        return tab_title(tab)

    def way_to(self, tab: str) -> str:
        return tr("Letters: {view}", view=tab_title(tab))

    def show_tab(self, tab: str) -> None:
        self.turn(tab)
        self.page.to_list()

    def entered(self) -> None:
        self.page.read_if_new()
        self._read_counts()

    def _read_counts(self) -> None:
        self.runner.read(partial(count, self.desk), self._show_counts, self.failed_to_read, latest="letters.counts")

    def _show_counts(self, counts: Counts) -> None:
        if counts != self.counts:
            self.counts = counts
            self.show_counts()
            self.head_changed.emit()

    def count_of(self, tab: str) -> int | None:
        counts = self.counts
        return None if counts is None else {WAITING: counts.mine, SENT: counts.letters, REPLIES: counts.owed}.get(tab)

    # what the shell asks

    def title(self) -> str:
        return tr("Letters")

    def subject(self) -> str:
        return self.standing.subject() if self.standing is not None else ""

    def badge(self) -> int:
        return 0 if self.counts is None else self.counts.mine + self.counts.overdue

    def action(self) -> PlaceAction | None:
        return self.standing.action() if self.standing is not None else None

    def keys(self) -> tuple[KeyHint, ...]:
        return self.standing.keys() if self.standing is not None else ()

    def more_keys(self) -> tuple[KeyHint, ...]:
        more = self.standing.more_keys() if self.standing is not None else ()
        return (*super().more_keys(), *more)

    def commands(self) -> tuple[Command, ...]:
        return (*self.page.commands(), *super().commands())

    def search(self, text: str, limit: int) -> tuple[Found, ...]:
        page = self.made.get(SENT)
        rows = page.table.rows if isinstance(page, TrackedPage) else ()
        return tuple(
            Found(f"{one.number}  {one.firm_name}", self.icon, partial(self.open_object, one.uid), step(one), tr("Letters"))
            for one in rows
            if text in folded(f"{one.number} {one.firm_code} {one.firm_name}")
        )[:limit]

    def activate(self) -> None:
        if self.standing is not None:
            self.turn(self.tab)
            self.page.to_list()
            self._idle.start()
            return
        # The first time the window shows the place before its page is made.
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        tab = self.tab
        self._entering.begin(lambda: self._begin(tab), lambda: self._come(tab), self._enter)

    def _begin(self, tab: str) -> bool:
        """Make the heavy part of a page; False = it is made already, or there is none."""
        waits = tab not in (*self.made, *self._coming, *self._parts)
        part = _heavy_part(self, tab) if waits else None
        if part is not None:
            self._parts[tab] = part
        return part is not None

    def _come(self, tab: str) -> None:
        if tab not in self.made and tab not in self._coming:
            self._coming[tab] = self._new(tab)

    def _enter(self) -> None:
        """To the list of the tab, unless somebody went elsewhere meanwhile."""
        waits = self.window().focusWidget() is self
        self.turn(self.tab)
        if waits:
            self.page.to_list()
        self._idle.start()

    def open_object(self, name: str) -> None:
        """A tab by its name, a batch or a letter by uid or number; ``remind/2019`` prepares that batch of reminders."""
        kind, _, year = name.partition("/")
        prepared = {"remind": "reminder", "closing": "closing"}.get(kind, "")
        if prepared and year.isdecimal():
            self.show_tab(BATCH)
            page = self.page
            assert isinstance(page, BatchPage)
            page.prepare(prepared, int(year))
        elif name in TABS:
            self.show_tab(name)
        elif name:
            self.runner.read(partial(_what_is, self.desk, name), self._open_found, self.failed_to_read)

    def _open_found(self, found: tuple[str, str]) -> None:
        tab, uid = found
        self.show_tab(tab)
        page = self.page
        if isinstance(page, (WaitingPage, TrackedPage, BatchPage)):
            page.open(uid)

    def refresh(self, changed: frozenset[str]) -> None:
        for page in self.made.values():
            page.refresh(changed)
        if self.counts is not None and changed & _COUNTED:
            self._count_soon.start()
        if "person" in changed:
            self.head_changed.emit()

    def state(self) -> dict[str, Any]:
        return {**self._kept, **{tab: page.state() for tab, page in self.made.items()}, "tab": self.tab}

    def restore(self, state: dict[str, Any]) -> None:
        self._kept = {tab: value for tab, value in state.items() if tab in TABS and isinstance(value, dict)}
        for tab, page in self.made.items():
            if tab in self._kept:
                page.restore(self._kept[tab])
        if state.get("tab") in TABS:
            self.tab = str(state["tab"])

    def panes(self) -> tuple[QWidget, ...]:
        return self.page.panes()

    def reset_panes(self) -> None:
        self.page.reset()

    def export(self) -> None:
        self.page.export()

    def focus_filter(self) -> bool:
        return self.page.focus_filter()


def _what_is(desk: Desk, name: str) -> tuple[str, str]:
    """The tab that shows a batch or letter, and its uid."""
    batch = next((one for one in desk.letters.batches() if name in (one.uid, one.number)), None)
    if batch is not None:
        return (BATCH if batch.is_unfinished else WAITING), batch.uid
    return SENT, next((one.uid for one in desk.letters.track() if name in (one.uid, one.number)), "")
