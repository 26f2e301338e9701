"""證券商: every firm's tier, scope, staffing and history on a day, and the list they come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from auditdesk.errors import Refused
from auditdesk.model.rows import FirmDetail, FirmRow, JournalRow
from auditdesk.model.rulebook import Edition
from ui.parts.labels import Frame
from ui.parts.shortcuts import bind
from ui.places import firms_words as say
from ui.places.base import Command, KeyHint
from ui.places.firms_acts import FirmActs
from ui.places.firms_detail import TABS, DetailPane
from ui.places.firms_sheets import DayPopover
from ui.theme import theme
from ui.words import plural, tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner

_TWO_PANES = 880
"""Design pixels of the window from which list and firm stand side by side."""
_LIST_SHARE = 0.54
"""Of the width that the list takes at first, at least."""
_DETAIL_LEAST = 500
"""Design pixels that the firm keeps at first."""
_SETTLED = 60
"""Milliseconds that the arrow keys must rest before the firm under them is read."""


@dataclass(frozen=True, slots=True)
class _Register:
    """One reading of the register."""

    on: date
    firms: tuple[FirmRow, ...]
    edition: Edition | None
    years: tuple[int, ...]


class FirmsPlace(FirmActs):
    """The register on the left, one firm on the right; a list being taken in takes the place of both."""

    key = "firms"
    icon = "firms"
    shortcut = "Ctrl+2"

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner)
        self._years: tuple[int, ...] = ()
        self._wanted = ""
        self._detail_alone = False
        self._waiting: tuple[str, Callable[[], None]] | None = None
        self._split: list[int] | None = None
        self._tab = 0
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.splitterMoved.connect(self._split_moved)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.pages)
        self.pages.addWidget(self.splitter)
        self.splitter.addWidget(self.register)  # into what already stands: each parent more styles the whole pane again
        self._room = Frame("pane")
        self._room.setMinimumWidth(theme().px(300))
        self.splitter.addWidget(self._room)
        self.splitter.setStretchFactor(0, 4)
        self.splitter.setStretchFactor(1, 3)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED)
        self._settled.timeout.connect(self._read_detail)
        self._connect()
        QTimer.singleShot(0, self, lambda: self.detail)  # once the list is painted

    def _connect(self) -> None:
        self.register.firm_changed.connect(self._firm_changed)
        self.register.opened.connect(lambda _firm: self._once_shown(self._enter))
        self.register.day_wanted.connect(self._choose_day)
        for number in range(1, len(TABS) + 1):
            bind(self, f"Alt+{number}", partial(self._choose_tab, number - 1))
        bind(self.splitter, "Ctrl+D", partial(self._choose_day, self.register.day_button))
        bind(self.splitter, "Ctrl+Return", partial(self._once_shown, self.open_visit))
        for keys, act in self.act_keys().items():
            bind(self.splitter, keys, act)

    def connect_detail(self, detail: DetailPane) -> None:
        super().connect_detail(detail)
        self.splitter.replaceWidget(1, detail)
        self._room.deleteLater()
        detail.back_wanted.connect(self._back_to_list)
        detail.history_wanted.connect(self._read_history)
        detail.trail_wanted.connect(lambda code: self.go_to.emit("trail", code))
        detail.tabs.setCurrentIndex(self._tab)
        self._fold()

    # what the shell asks

    def title(self) -> str:
        return tr("Firms")

    def subject(self) -> str:
        firm = self.made_detail.firm if self.made_detail is not None else None
        return firm.name if firm is not None else ""

    def note(self) -> str:
        return plural(len(self.register.table.rows), "{count} firm", "{count} firms") if self.on else ""

    def keys(self) -> tuple[KeyHint, ...]:
        if self.is_importing and self.importing.is_matching:
            return (
                KeyHint(("Tab",), tr("next")),
                KeyHint(("↑", "↓"), tr("choose")),
                KeyHint(("Ctrl", "Enter"), tr("show differences")),
                KeyHint(("Esc",), tr("put away")),
            )
        if self.is_importing:
            return (
                KeyHint(("↑", "↓"), tr("move")),
                KeyHint(("Space",), tr("leave out")),
                KeyHint(("Ctrl", "Enter"), tr("apply")),
                KeyHint(("Esc",), tr("put away")),
            )
        why = KeyHint(("?",), tr("why in scope"))
        tabs = KeyHint(("Alt", "1…5"), tr("tabs"))
        export = KeyHint(("Ctrl", "Shift", "E"), tr("export list"))
        if self._in_detail():
            return (
                KeyHint(("Tab",), tr("next")),
                KeyHint(("Enter",), tr("choose")),
                why,
                tabs,
                KeyHint(("Esc",), tr("to the list")),
                export,
            )
        return (
            KeyHint(("↑", "↓"), tr("move")),
            KeyHint(("Enter",), tr("open")),
            KeyHint(("/",), tr("filter")),
            why,
            KeyHint(("P",), tr("plan")),
            tabs,
            KeyHint(("Ctrl", "D"), tr("day")),
            export,
        )

    def _in_detail(self) -> bool:
        focus = self.focusWidget()
        detail = self.made_detail
        return focus is not None and detail is not None and (focus is detail or detail.isAncestorOf(focus))

    def commands(self) -> tuple[Command, ...]:
        action = self.action()
        return (
            Command(action.text, action.icon, action.run, action.keys, refused=action.refused),
            Command(tr("To the plan"), "plan", self.plan_visit, ("P",)),
            Command(tr("Export list"), "download", self.export, ("Ctrl", "Shift", "E")),
            Command(tr("Only firms short of staff"), "users", self.register.short.toggle, ("Ctrl", "Shift", "S")),
            Command(tr("Register as of a day"), "calendar", lambda: self._choose_day(self.register.day_button), ("Ctrl", "D")),
            Command(
                tr("Record a fact"),
                "plus",
                self.record_fact,
                ("Ctrl", "Shift", "F"),
                refused=self.detail.overview.recording_refused,
            ),
            Command(
                tr("Open visit"), "arrow-right", self.open_visit, ("Ctrl", "Enter"), refused=self.detail.open_visit.toolTip()
            ),
            Command(tr("Only firms not yet scheduled"), "filter", self.register.unscheduled.toggle, ("Ctrl", "Shift", "U")),
            Command(tr("Show merged and closed firms"), "filter", self.register.gone.toggle, ("Ctrl", "Shift", "G")),
            Command(tr("Choose columns"), "columns", self.register.columns.click, ("Ctrl", "Shift", "C")),
            Command(tr("More filters and acts"), "filter", self.register.more.click, ("F10",)),
            *self.records.commands(),
            *self.status.commands(),
            *(command for command in self.register_acts() if command.icon == "download"),
        )

    def activate(self) -> None:
        if self.on is None:
            self.read_register()
        elif self.is_importing:
            self.importing.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._folded() and self._detail_alone:
            self.detail.focus_page()
        else:
            self.register.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_object(self, name: str) -> None:
        self._wanted = name
        if self.is_importing:
            self.importing.leave()
        if self.on is not None:
            self._choose_wanted()

    def expect(self, code: str) -> None:
        self._wanted = code

    def refresh(self, changed: frozenset[str]) -> None:
        if "person" in changed:
            self.follow_roles()
        if self.on is not None and changed:
            self.read_register()
        if self.made_detail is not None and self.made_detail.strip is not None:
            self.made_detail.strip.refresh(changed)

    def state(self) -> dict[str, Any]:
        firm = self.detail.firm
        return {
            "firm": firm.code if firm else "",
            "on": self.on.isoformat() if self.on and self.on != self.desk.today() else "",
            "split": self._split,
            "tab": self.detail.tabs.currentIndex(),
            **self.register.state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        self._wanted = str(state.get("firm") or "")
        split = state.get("split")
        if isinstance(split, list) and len(split) == 2 and all(isinstance(width, int) and width > 0 for width in split):
            self._split = split
        tab = state.get("tab")
        if isinstance(tab, int) and 0 <= tab < len(TABS):
            self._tab = tab
            if self.made_detail is not None:
                self.made_detail.tabs.setCurrentIndex(tab)
        self.register.restore(state)

    def reopen(self, form: str) -> None:
        name, _, code = form.partition("/")
        act = {"firms.fact": self.record_fact, "firms.visit": self.open_visit}.get(name)
        firm = self.register.view.current_row()
        if act is not None and firm is not None and firm.code == code:
            self._once_shown(act)

    def panes(self) -> tuple[QWidget, ...]:
        if self.is_importing:
            return (self.importing,)
        return (self.register, self.detail)

    def reset_panes(self) -> None:
        self._split = None
        self._fold()

    def focus_filter(self) -> bool:
        if self.is_importing:
            return False
        if self._in_detail() and self.detail.focus_filter():
            return True
        self._back_to_list()
        self.register.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.register.field.edit.selectAll()
        return True

    # reading

    def read_register(self) -> None:
        self.runner.read(self._gather, self._show_register, self.failed_to_read, latest="firms.register")

    def _gather(self) -> _Register:
        """Off the GUI thread: the day to start with, the firms on it, and the edition that then binds."""
        desk = self.desk
        years = desk.visits.years()
        on = self.on or say.first_day(desk.today(), years)
        return _Register(on, desk.firms.list(on, gone=True), self._in_force(on), years)

    def _in_force(self, on: date) -> Edition | None:
        try:
            return self.desk.rulebook.in_force(on)
        except Refused:
            return None

    def _show_register(self, read: _Register) -> None:
        first = self.on is None
        self.on, self.edition, self._years = read.on, read.edition, read.years
        self.register.show_firms(read.firms, read.edition.staffing_table.bands if read.edition else (), read.on)
        self.detail.setEnabled(bool(read.firms))
        if first and not self.register.table.sorted_by:
            self.register.order_by_capital()
        self._choose_wanted()
        self._settled.stop()
        self._read_detail()
        self._fold()
        self.head_changed.emit()
        if first and self.isVisible():
            self.register.to_list()

    def _choose_wanted(self) -> None:
        if not self._wanted:
            return
        wanted, self._wanted = self._wanted, ""
        wanted = next((firm.code for firm in self.register.table.rows if firm.uid == wanted), wanted)
        if not self.register.view.choose(wanted) and any(firm.code == wanted for firm in self.register.table.rows):
            self.register.clear_filter()
            self.register.view.choose(wanted)

    def _firm_changed(self, firm: FirmRow | None) -> None:
        self.detail.expect(firm)
        self.register.tell_day()
        if firm is None:
            self.head_changed.emit()
        else:
            self._settled.start()

    def _read_detail(self) -> None:
        firm, on = self.register.view.current_row(), self.on
        if firm is not None and on is not None:
            code = firm.code
            self.runner.read(
                lambda: self.desk.firms.detail(code, on), self._show_detail, self.failed_to_read, latest="firms.detail"
            )

    def _show_detail(self, detail: FirmDetail) -> None:
        self.detail.show_detail(detail, self.edition, self._shown_detail)

    def _shown_detail(self) -> None:
        self.head_changed.emit()
        self._answer_waiting()

    def _once_shown(self, act: Callable[[], None]) -> None:
        """Do something with the current firm, as soon as it is the one on screen: keys are faster than reading."""
        firm = self.register.view.current_row()
        if firm is None:
            return
        self.detail.finish(firm.code)
        if self.detail.firm is not None and self.detail.firm.code == firm.code:
            act()
        else:
            self._waiting = (firm.code, act)
            self._settled.stop()
            self._read_detail()

    def _answer_waiting(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and self.detail.firm is not None and self.detail.firm.code == waiting[0]:
            waiting[1]()

    def _read_history(self, code: str) -> None:
        self.runner.read(
            lambda: (code, self.desk.firms.history(code)), self._show_history, self.failed_to_read, latest="firms.history"
        )

    def _show_history(self, read: tuple[str, tuple[JournalRow, ...]]) -> None:
        self.detail.show_history(*read)

    # the day

    def _choose_day(self, anchor: QWidget) -> None:
        if self.on is None or self.is_importing:
            return
        popover = DayPopover(self.on, self.desk.today(), self._years)
        popover.chosen.connect(self.show_day)
        popover.open_at(anchor)

    def show_day(self, on: date) -> None:
        """The register as it stood, or will stand, on a day."""
        self.on = on
        self.read_register()

    # moving about

    def _folded(self) -> bool:
        return self.window().width() / theme().scale < _TWO_PANES

    def _fold(self) -> None:
        """One pane at a time where the window is narrow, else both at the widths last chosen."""
        folded = self._folded()
        if not folded:
            self._detail_alone = False
        self.register.setVisible(not (folded and self._detail_alone))
        if self.made_detail is None:
            self._room.setVisible(not folded)
        else:
            self.made_detail.setVisible(not folded or self._detail_alone)
            self.made_detail.back.setVisible(folded)
        if not folded:
            total = max(self.splitter.width(), 1)
            left = round(total * self._split[0] / sum(self._split)) if self._split else self._first_left(total)
            self.splitter.setSizes([left, total - left])
        width = self.splitter.sizes()[0] if not folded else self.splitter.width()
        self.register.fold(width / theme().scale)

    def _first_left(self, total: int) -> int:
        """As wide as the columns need, so long as the firm keeps its share; beyond that both grow alike."""
        needed = self.register.needed_width()
        return max(round(total * _LIST_SHARE), min(needed, total - theme().px(_DETAIL_LEAST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _split_moved(self, _position: int, _handle: int) -> None:
        self._split = self.splitter.sizes()
        self.register.fold(self._split[0] / theme().scale)

    def _enter(self) -> None:
        self._to_detail()
        self.detail.focus_page()

    def _explain(self) -> None:
        hidden = not self.detail.isVisible()
        self._to_detail()
        if hidden:  # its layout has to settle first, or the note would point beside its anchor
            QTimer.singleShot(0, self.detail.explain)
        else:
            self.detail.explain()

    def _to_detail(self) -> None:
        """Where only one pane has room, show the firm."""
        self._detail_alone = True
        self._fold()
        self.keys_changed.emit()

    def _back_to_list(self) -> None:
        self._detail_alone = False
        self._fold()
        self.register.to_list()
        self.keys_changed.emit()

    def _choose_tab(self, position: int) -> None:
        if not self.is_importing:
            self._once_shown(partial(self._turn_to, position))

    def _turn_to(self, position: int) -> None:
        self._to_detail()
        self.detail.choose_tab(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_importing:
            super().keyPressEvent(event)
        elif event.text() in ("?", "？") and event.text():
            self._once_shown(self._explain)
        elif event.text() in ("p", "P", "ｐ", "Ｐ") and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._once_shown(self.plan_visit)
        elif event.key() == Qt.Key.Key_Escape and self._in_detail():
            self._back_to_list()
        else:
            super().keyPressEvent(event)
