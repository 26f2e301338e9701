"""The signed-in window's inside: rail, top bar, the place, status bar; and what is the same in every place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError
from ui.bars import StatusBar, TopBar
from ui.built_places import BUILT, Built
from ui.command_palette import CommandPalette, Sources
from ui.daily_backup import DailyBackup
from ui.draft_keeper import DraftKeeper
from ui.jobs import Runner
from ui.jobs_panel import JobsPanel
from ui.keys_sheet import KeysSheet
from ui.parts.autosave import Autosave
from ui.parts.buttons import Button
from ui.parts.composition import commit_open, watch
from ui.parts.labels import Label, Tag
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.parts.overlay import close_all
from ui.parts.popover import Popover
from ui.parts.states import Banner
from ui.places import firms_words
from ui.places.base import Command, Found, KeyHint, Place
from ui.preferences import Preferences
from ui.rail import Rail
from ui.returning import Returning
from ui.tables import folded
from ui.theme import theme
from ui.typing_bar import TypingBar
from ui.unfinished_letters import UnfinishedLetters
from ui.window_state import WindowState, field_of, read_state
from ui.words import tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from auditdesk.model.rows import FirmRow

_RECENT = 5


class Shell(QWidget):
    """Everything below the title bar once somebody is signed in."""

    title_changed = Signal(str)
    lock_wanted = Signal()
    full_screen_wanted = Signal()

    def __init__(self, desk: Desk, runner: Runner, preferences: Preferences, built: tuple[Built, ...] = BUILT) -> None:
        super().__init__()
        self.desk, self.runner, self.preferences = desk, runner, preferences
        self._built = {each.key: each for each in built}
        self._made: dict[str, Place] = {}
        self._kept_states: dict[str, dict[str, Any]] = {}
        self._commands_used: tuple[str, ...] = ()
        self.returning = Returning(self)
        self.keeper = DraftKeeper(desk.drafts, self)
        self._firms: Sequence[FirmRow] = ()
        self._palette: CommandPalette | None = None
        self.rail = Rail()
        self.top = TopBar(desk.actor.name)
        self.status = StatusBar(runner)
        self.stack = QStackedWidget()
        self.stack.setMinimumSize(theme().px(240), theme().px(120))
        self._above = column(gap=0)
        self.typing = TypingBar(self)
        self.daily_backup = DailyBackup(desk, runner, self.show_error, self)
        self.unfinished_letters = UnfinishedLetters(desk, runner, self._show_above, self.go, self)
        for each in built:
            self.rail.add(each.key, each.icon, tr(each.name), each.shortcut, utility=each.utility)
        right = column(self.top, self.typing.holder, self._above, gap=0)
        right.addWidget(self.stack, 1)
        middle = row(self.rail, gap=0)
        middle.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)
        self.rail.chosen.connect(self.go)
        self.top.palette_wanted.connect(self.open_palette)
        self.top.person_wanted.connect(self._show_person)
        self.status.jobs_wanted.connect(self.open_jobs)
        self._bind_keys()
        self._hints_due = QTimer(self)
        self._hints_due.setSingleShot(True)
        self._hints_due.setInterval(0)
        self._hints_due.timeout.connect(self._show_hints)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        self._read_firms()

    # keys

    def _bind_keys(self) -> None:
        for each in self._built.values():
            if each.shortcut:
                self._bind(each.shortcut, partial(self.go, each.key))
        self._bind("Ctrl+K", self.open_palette)
        self._bind("Ctrl+J", self.open_jobs)
        self._bind("Ctrl+S", self.save_now, Qt.ShortcutContext.WindowShortcut)
        self._bind("F1", self.open_keys)
        self._bind("F6", partial(self.next_pane, 1))
        self._bind("Shift+F6", partial(self.next_pane, -1))
        self._bind("Ctrl+0", self._reset_panes)
        self._bind("Ctrl+L", self.lock_wanted.emit, Qt.ShortcutContext.WindowShortcut)
        self._bind("F11", self.full_screen_wanted.emit, Qt.ShortcutContext.WindowShortcut)
        self._bind("/", self._focus_filter)
        self._bind("Ctrl+Shift+E", self._export)

    def _bind(
        self,
        keys: str,
        act: Callable[[], object],
        context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
    ) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(context)
        shortcut.activated.connect(act)

    # places

    @property
    def place(self) -> Place:
        """The place on screen."""
        current = self.stack.currentWidget()
        assert isinstance(current, Place)
        return current

    @property
    def current(self) -> str:
        """The key of the place on screen."""
        return next(key for key, made in self._made.items() if made is self.stack.currentWidget())

    def start(self, state: WindowState | None = None) -> None:
        """Return to where the person was: in this run (``state``), else in the one before; at first, the first place."""
        state = state or read_state(self.desk.left_open)
        self._kept_states, self._commands_used = dict(state.places), state.commands[:_RECENT]
        self.go(state.place if state.place in self._built else next(iter(self._built)))
        for caution in self.desk.cautions:
            self._show_above(Banner("caution", words().say(caution.code, **caution.values), code=caution.code))
        self.returning.begin(state)
        self.daily_backup.begin()
        if "letters" in self._built:
            self.unfinished_letters.begin()

    def window_state(self) -> WindowState:
        """Where the person is now."""
        form, name, caret = field_of(QApplication.focusWidget(), self.place)
        if not form:
            form = next((each.place for each in self._open_forms()), "")
        return WindowState(self.current, self.state(), form, name, caret, self._commands_used)

    def _open_forms(self) -> list[Autosave]:
        """The autosaves of the forms on screen."""
        return [each for each in self.window().findChildren(Autosave) if each.form.isVisible()]

    def save_now(self) -> None:
        """Ctrl+S: everything is kept by itself; this only waits for no rest of the keys."""
        for each in self._open_forms():
            each.flush()
        self.keeper.retry()

    def settle(self, seconds: float = 5.0) -> bool:
        """Take in what is being composed and write what was typed, before the lock or the end. False when the disk refuses."""
        commit_open(QApplication.focusWidget())
        for each in self._open_forms():
            each.flush()
        return self.keeper.settle(seconds)

    def before_lock(self) -> None:
        """Nothing typed is left in memory alone while the window is locked; the open form closes and comes back afterwards."""
        self.returning.remember()
        self.settle(0.0)

    def after_lock(self) -> None:
        """Open again what was open when the window was locked."""
        self.returning.come_back()

    def leave(self, *, for_good: bool) -> None:
        """The window ends or is made anew: keep where the person is, and end the writer. ``for_good``: the end was in good order."""
        self.returning.end(for_good=for_good)
        self.keeper.close()

    def go(self, key: str, name: str = "") -> None:
        """Go to a place and, where ``name`` is given, open that object there."""
        close_all(self.window())
        place = self._made.get(key)
        if place is None:
            place = self._made[key] = self._make(key)
        self.stack.setCurrentWidget(place)
        self.rail.choose(key)
        self._show_head()
        place.activate()
        if name:
            place.open_object(name)
        self._hints_due.start()

    def _make(self, key: str) -> Place:
        place = self._built[key].make(self.desk, self.runner, self.preferences)
        place.head_changed.connect(self._show_head)
        place.keys_changed.connect(self._hints_due.start)
        place.said.connect(self.status.say)
        place.offered.connect(self.status.say)
        place.failed.connect(self.show_error)
        place.go_to.connect(self.go)
        place.keeper = self.keeper
        self.stack.addWidget(place)
        place.restore(self._kept_states.get(key, {}))
        return place

    def state(self) -> dict[str, dict[str, Any]]:
        """What every place wants remembered."""
        self._kept_states.update({key: place.state() for key, place in self._made.items()})
        return self._kept_states

    def refresh(self, changed: frozenset[str]) -> None:
        """Something was committed: tell the places that are made."""
        self.status.kept(datetime.now().astimezone())
        for place in self._made.values():
            place.refresh(changed)
        if "person" in changed:
            self._show_head()
        if changed & {"firm", "fact", "firm_fact"}:
            self._read_firms()

    def _show_head(self) -> None:
        if self.stack.currentWidget() is None:
            return
        place = self.place
        self.top.show_head(place)
        self.status.show_step_back(place.step_back())
        subject = place.subject() or place.title()
        self.title_changed.emit(subject)
        for key, made in self._made.items():
            self.rail.buttons[key].set_badge(made.badge())

    def show_error(self, error: AuditDeskError) -> None:
        """What happened, what is safe, what to do, above the place."""
        for number in range(self._above.count()):
            item = self._above.itemAt(number)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._show_above(Banner("danger", words().error(error), code=error.code))

    def _show_above(self, banner: Banner) -> None:
        holder = boxed(column(banner, margins=(12, 8, 12, 8)))
        banner.dismissed.connect(holder.deleteLater)
        self._above.addWidget(holder)

    # keys that follow the focus

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        watch(now)
        if now is not None and (self.stack.isAncestorOf(now) or self.rail.isAncestorOf(now)):
            self._hints_due.start()

    def _show_hints(self) -> None:
        if self.stack.currentWidget() is not None:
            self.status.hints.show_hints((*self.place.keys(), KeyHint(("F1",), tr("all keys"))))

    def next_pane(self, step: int) -> None:
        """F6: the next pane of the place; the rail is the one before the first."""
        panes = [self._rail_stop(), *(pane for pane in self.place.panes() if pane.isVisible() and pane.isEnabled())]
        focus = QApplication.focusWidget()
        here = next((n for n, pane in enumerate(panes) if focus is not None and (pane is focus or pane.isAncestorOf(focus))), 0)
        panes[(here + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _rail_stop(self) -> QWidget:
        return next(button for button in self.rail.buttons.values() if button.isChecked())

    def _reset_panes(self) -> None:
        self.place.reset_panes()

    def _focus_filter(self) -> None:
        self.place.focus_filter()

    def _export(self) -> None:
        self.place.export()

    # overlays

    def open_keys(self) -> None:
        """F1."""
        KeysSheet(self, self.place, [(each.shortcut, tr(each.name)) for each in self._built.values()]).open()

    def open_jobs(self, anchor: QWidget | None = None) -> None:
        """Ctrl+J."""
        panel = JobsPanel(self.runner)
        if anchor is None and self.status.jobs.isVisible():
            anchor = self.status.jobs
        panel.open_at(anchor or self.status, None if anchor else self.status.right_end())

    def open_palette(self, text: str = "") -> None:
        """Ctrl+K."""
        if self._palette is not None:
            return
        self._palette = CommandPalette(self, Sources(self._search, self._commands, self._recent), self.place.subject())
        self._palette.used.connect(self._remember)
        self._palette.destroyed.connect(self._palette_gone)
        self._palette.open_with(text)

    def _palette_gone(self) -> None:
        self._palette = None

    def _recent(self) -> Sequence[str]:
        return self._commands_used

    def _remember(self, name: str) -> None:
        self._commands_used = (name, *(each for each in self._commands_used if each != name))[:_RECENT]

    def _search(self, wanted: str, limit: int) -> Sequence[Found]:
        here = self.place.search(wanted, limit)
        firms = [firm for firm in self._firms if wanted in folded(f"{firm.code} {firm.name} {firm.short_name}")][:limit]
        return (*here, *(self._found_firm(firm) for firm in firms))

    def _found_firm(self, firm: FirmRow) -> Found:
        name = f"{firm.code}  {firm.name}"
        detail = " · ".join((firms_words.money(firms_words.capital(firm)), firms_words.tier(firm.staffing_band)))
        return Found(name, "firms", partial(self.go, "firms", firm.code), detail, tr("Firms"))

    def _read_firms(self) -> None:
        if "firms" in self._built:
            self.runner.read(lambda: self.desk.firms.list(self.desk.today()), self._keep_firms, latest="palette.firms")

    def _keep_firms(self, firms: tuple[FirmRow, ...]) -> None:
        self._firms = firms

    def _commands(self) -> Sequence[Command]:
        places = [
            Command(
                tr("Go to {place}", place=tr(each.name)),
                each.icon,
                partial(self.go, each.key),
                tuple(each.shortcut.split("+")) if each.shortcut else (),
            )
            for each in self._built.values()
            if self._made.get(each.key) is not self.stack.currentWidget()
        ]
        dark = theme().mode == "dark"
        return (
            *self.place.commands(),
            *places,
            Command(
                tr("Light theme") if dark else tr("Dark theme"),
                "sun" if dark else "moon",
                partial(self.preferences.set, "look", "light" if dark else "dark"),
            ),
            Command(tr("Jobs"), "clock", self.open_jobs, ("Ctrl", "J")),
            Command(tr("All keys"), "keyboard", self.open_keys, ("F1",)),
            Command(tr("Lock"), "lock", self.lock_wanted.emit, ("Ctrl", "L")),
        )

    def _show_person(self, anchor: QWidget) -> None:
        person = self.desk.actor
        note = Popover(280)
        note.setAccessibleName(tr("Signed in: {name}", name=person.name))
        lock = Button(tr("Lock"), icon="lock", kind="quiet", keys=("Ctrl", "L"))
        lock.clicked.connect(note.close_and_return)
        lock.clicked.connect(self.lock_wanted)
        roles = FlowLayout(*(Tag(words().say(f"role.{role}")) for role in person.roles), gap=6)
        note.body.addLayout(
            column(
                Label(person.name, "subtitle"),
                Label(person.login, "table", "muted"),
                boxed(roles),
                row(lock, None),
                gap=8,
            )
        )
        note.open_at(anchor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.rail.set_expanded(self.width() / theme().scale >= theme().tokens["layout"]["breakpoints"]["wide"])
        super().resizeEvent(event)
