"""規則: the editions of the rules, shipped and own; what each says, how they differ, what they come to; exceptions and key items."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError, Refused
from auditdesk.model.office_rules import ExceptionRow, KeyItemRow
from ui.parts.fields import SearchField
from ui.parts.labels import Frame
from ui.parts.layouts import column
from ui.parts.painting import draw_status_chip
from ui.parts.shortcuts import bind
from ui.places import rules_words as say
from ui.places.base import Command, Found, KeyHint, PlaceAction
from ui.places.list_export import ListExport
from ui.places.rules_pages import RulePages, RulesRead
from ui.places.rules_pane import TABS
from ui.places.rules_words import EditionEntry
from ui.table_view import RowView
from ui.tables import Column, RowTable, folded
from ui.theme import theme
from ui.words import plural, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner

_KINDS = frozenset({"office_edition", "scope_exception", "key_item", "firm", "person"})
_WIDTHS = (428, 860)
_BESIDE = 880
"""Design pixels from which the list and the tabs stand beside each other."""


def _draw_state(painter: QPainter, rect: QRect, entry: EditionEntry, _current: bool) -> None:
    status, icon = say.STATE_STATUS[entry.standing]
    draw_status_chip(painter, rect, say.state(entry.standing), status, icon)


class RulesPlace(RulePages):
    """Left the editions, right six tabs on the one chosen."""

    key = "rules"
    icon = "rule"

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner)
        self._stale = True
        self._inside = False
        self._wanted = ""
        self.table = RowTable(
            (
                Column("name", tr("Edition"), lambda entry: entry.id, width=100, stretch=True, weight=500),
                Column("days", tr("Days"), _days, _first_day, width=160, colour="text.secondary"),
                Column("state", tr("State"), lambda entry: say.state(entry.standing), paint=_draw_state, width=112),
                Column("seen", tr("Seen"), _seen, lambda entry: entry.seen, width=52, right=True, tip=_seen_tip),
            ),
            identity=lambda entry: entry.id,
            sentence=lambda entry: f"{entry.id}, {say.state(entry.standing)}, {_days(entry)}, {_seen_tip(entry)}",
            search=lambda entry: (entry.id, entry.name, say.state(entry.standing)),
            parent=self,
        )
        self.editions = RowView(self.table, tr("Editions"))
        self.field = SearchField(tr("Find an edition"), icon="search")
        self._build()
        self._connect()

    def _build(self) -> None:
        head = Frame("base")
        head.setLayout(column(self.field, gap=0, margins=(12, 8, 12, 8)))
        self._left = Frame("base")
        self._left.setLayout(column(head, self.editions, gap=0))
        self._left.setMinimumWidth(theme().px(220))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._left)
        self.splitter.addWidget(self.pane)
        self.splitter.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self.setMinimumSize(theme().px(240), theme().px(120))
        self.reset_panes()

    def _connect(self) -> None:
        self.field.changed.connect(lambda text: self.table.set_filter(text))
        for signal in (self.field.entered, self.field.escaped):
            signal.connect(lambda: self.editions.setFocus(Qt.FocusReason.OtherFocusReason))
        self.editions.row_changed.connect(self._choose)
        self.editions.opened.connect(lambda _entry: self._go_inside(True))
        self.pane.turned.connect(self._turn)
        self.pane.back.clicked.connect(lambda: self._go_inside(False))
        self.pane.superseded.compare.clicked.connect(self.compare_superseded)
        self.pane.superseded.noted.clicked.connect(self.note_superseded)
        self.copy.clicked.connect(self.copy_edition)
        for number in range(1, len(TABS) + 1):
            bind(self, f"Alt+{number}", partial(self.tabs.setCurrentIndex, number - 1))
        acts: dict[str, Callable[[], object]] = {
            "Escape": partial(self._go_inside, False),
            "Ctrl+N": self.add,
            "Delete": self.remove_current,
            "Ctrl+Shift+C": self.copy.click,
            "Ctrl+Shift+F": self.write_files,
            "Ctrl+Shift+D": self.compare_superseded,
            "Ctrl+Shift+K": self.note_superseded,
            "Ctrl+Return": partial(self.press, ("Ctrl", "Enter")),
            "Ctrl+Backspace": partial(self.press, ("Ctrl", "Backspace")),
            "Ctrl+Shift+W": partial(self.press, ("Ctrl", "Shift", "W")),
        }
        for keys, act in acts.items():
            bind(self, keys, act)
        self._follow_roles()

    def _follow_roles(self) -> None:
        """What this person may do, and why not."""
        self.copy.refuse(self.refused("office_editions.copy"))

    # what the shell asks

    def title(self) -> str:
        return tr("Rules")

    def note(self) -> str:
        count = len(self.table.rows)
        return plural(count, "{count} edition", "{count} editions") if count else ""

    def badge(self) -> int:
        """Proposals and editions that wait for this person."""
        login = self.desk.actor.login
        proposals: tuple[ExceptionRow | KeyItemRow, ...] = (*self.known.exceptions, *self.known.key_items)
        waiting = [one for one in proposals if one.state == "proposed"]
        editions = [one.row for one in self.table.rows if one.row is not None and one.row.state == "submitted"]
        if self.desk.refusal("exceptions.approve") is not None:
            return 0
        decided = [login not in one.authors for one in editions] + [login != one.proposed_by for one in waiting]
        return decided.count(True)

    def action(self) -> PlaceAction | None:
        return PlaceAction(tr("Write as files..."), "download", self.write_files, ("Ctrl", "Shift", "F"), self._no_edition())

    def _no_edition(self) -> str:
        return "" if self.entry is not None else tr("Choose an edition first.")

    def keys(self) -> tuple[KeyHint, ...]:
        hints = [KeyHint(("↑", "↓"), tr("move")), KeyHint(("Enter",), tr("go in")), KeyHint(("Esc",), tr("editions"))]
        hints += [KeyHint(("/",), tr("find")), KeyHint(("Alt", "1–6"), tr("tab"))]
        if self.pane.current in ("key_items", "exceptions"):
            hints.append(KeyHint(("Ctrl", "N"), tr("propose")))
        elif not self.editing_refused():
            hints.append(KeyHint(("Ctrl", "N"), tr("new item")))
        hints += [KeyHint(("Ctrl", "Shift", "C"), tr("copy")), KeyHint(("Ctrl", "Shift", "E"), tr("export list"))]
        return (*hints, KeyHint(("F6",), tr("next pane")))

    def commands(self) -> tuple[Command, ...]:
        nothing = "" if self.entry is not None and self.entry.superseded else tr("No shipped edition takes its place.")
        noted = self.refused("office_editions.acknowledge") or nothing
        return (
            Command(
                tr("Copy as a new edition"),
                "copy",
                self.copy_edition,
                ("Ctrl", "Shift", "C"),
                refused=self.refused("office_editions.copy"),
            ),
            Command(tr("Propose an exception"), "shield", self.propose_exception, refused=self.refused("exceptions.propose")),
            Command(tr("Propose a key item"), "flag", self.propose_key_item, refused=self.refused("key_items.add")),
            Command(tr("Export list"), "download", self.export, ("Ctrl", "Shift", "E")),
            Command(
                tr("Compare with what supersedes it"), "merge", self.compare_superseded, ("Ctrl", "Shift", "D"), refused=nothing
            ),
            Command(tr("Take note"), "check", self.note_superseded, ("Ctrl", "Shift", "K"), refused=noted),
        )

    def search(self, text: str, limit: int) -> tuple[Found, ...]:
        items = self.entry.edition.items if self.entry is not None and self.entry.edition is not None else ()
        found = [item for item in items if text in folded(f"{item.key} {item.summary.zh} {item.summary.en}")]
        return tuple(
            Found(item.key, "rule", partial(self._go_to_item, item.key), item.summary.zh, tr("Check items"))
            for item in found[:limit]
        )

    def _go_to_item(self, key: str) -> None:
        self.tabs.setCurrentIndex(0)
        self._go_inside(True)
        self.items.field.set_text("")
        self.items.view.choose(key)

    def panes(self) -> tuple[QWidget, ...]:
        return (self.editions, self._page_stop())

    def reset_panes(self) -> None:
        self.splitter.setSizes([theme().px(width) for width in _WIDTHS])

    def focus_filter(self) -> bool:
        """The filter of the list that has the focus; on a page without one that of the editions."""
        page = self.pane.page(self.pane.current)
        field = getattr(page, "field", None)
        if field is None or self._left.isAncestorOf(QApplication.focusWidget() or page):
            self._go_inside(False)
            field = self.field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def state(self) -> dict[str, Any]:
        return {
            "edition": self.entry.id if self.entry else "",
            "tab": self.pane.current,
            "sizes": [round(size / theme().scale) for size in self.splitter.sizes()],
        }

    def restore(self, state: dict[str, Any]) -> None:
        self._wanted = str(state.get("edition", ""))
        if state.get("tab") in TABS:
            self.tabs.setCurrentIndex(TABS.index(state["tab"]))
        sizes = state.get("sizes")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(size, int) and size > 0 for size in sizes):
            self.splitter.setSizes([theme().px(size) for size in sizes])

    def activate(self) -> None:
        if self._stale:
            self._read()
        self.editions.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_object(self, name: str) -> None:
        if not self.editions.choose(name):
            self._wanted = name

    def refresh(self, changed: frozenset[str]) -> None:
        if "person" in changed:
            self._follow_roles()
        if changed & _KINDS:
            self._stale = True
            if self.isVisible():
                self._read()

    def export(self) -> None:
        """Ctrl+Shift+E: the list that has the focus, else that of the tab on screen."""
        shown = (self.table, tr("Editions")) if self.editions.hasFocus() else self.list_on_screen()
        if shown is None:
            self.said.emit(tr("There is no list on this tab; “Write as files...” takes the whole edition."))
        else:
            ListExport(self).write(*shown)

    # reading

    def _read(self) -> None:
        self._stale = False
        self.runner.read(self._gather, self._take, self.not_read, latest="rules")

    def _gather(self) -> RulesRead:
        desk = self.desk
        own = {row.edition: row for row in desk.office_editions.list()}
        superseded = {one.edition: one for one in desk.office_editions.superseded()}
        entries = [
            EditionEntry(edition.id, edition, own.get(edition.id), superseded=superseded.get(edition.id))
            for edition in desk.rulebook.editions
        ]
        for name, each in own.items():
            if each.state != "in_force":
                try:
                    entries.append(EditionEntry(name, desk.office_editions.read(name), each))
                except AuditDeskError as wrong:
                    entries.append(EditionEntry(name, None, each, wrong))
        firms = tuple((firm.code, f"{firm.code}　{firm.name}") for firm in desk.firms.list(desk.today()))
        order = {"proposed": 0, "approved": 1, "ended": 2, "refused": 3}
        exceptions = sorted(desk.exceptions.list(), key=lambda one: order[one.state])
        key_items = sorted(desk.key_items.list(), key=lambda one: (order[one.state], -one.year))
        return RulesRead(tuple(reversed(entries)), tuple(exceptions), tuple(key_items), firms)

    def _take(self, read: RulesRead) -> None:
        first = self.entry is None
        self.known, self.firms = read, read.firms
        wanted = self._wanted or ("" if not first else self._in_force())
        self._wanted = ""
        self.editions.blockSignals(True)  # one look at the whole reading is enough
        self.table.set_rows(read.entries)
        if wanted:
            self.editions.choose(wanted)
        self.editions.blockSignals(False)
        self._choose(self.editions.current_row())
        for at, rows in ((4, read.key_items), (5, read.exceptions)):
            self.tabs.set_count(at, self.pane.titles()[at], len(rows) or None)

    def _in_force(self) -> str:
        try:
            return self.desk.rulebook.in_force(self.desk.today()).id
        except Refused:
            return ""

    def _choose(self, entry: EditionEntry | None) -> None:
        self.entry = entry or self.entry
        if entry is None:
            return
        self.pane.name.setText(entry.name)
        self.pane.fit_head()
        told = [_days(entry), _seen_tip(entry)]
        if entry.row is not None:
            told.append(tr("based on {edition}", edition=entry.row.based_on))
        self.pane.told.setText(words().error(entry.wrong) if entry.wrong is not None else "　・　".join(told))
        self.pane.superseded.show_edition(entry.superseded, self.refused("office_editions.acknowledge"))
        steps = self.sign_off_steps(entry)
        self.bar.setVisible(bool(steps) and self._on_edition())
        self.bar.show_steps(steps, self.sign_off_actions(entry), "" if entry.row is None else entry.row.decision_reason)
        self.shown_otherwise()
        self.head_changed.emit()

    # tabs and acts by key

    def _turn(self, _name: str) -> None:
        self.show_page()
        self.bar.setVisible(self.entry is not None and self.entry.row is not None and self._on_edition())
        self.keys_changed.emit()

    def _on_edition(self) -> bool:
        """Whether the tab is about the edition; key items and exceptions have a sign-off bar of their own."""
        return self.pane.current not in ("key_items", "exceptions")

    def press(self, keys: tuple[str, ...]) -> None:
        """Do what the button of the sign-off bar on screen does that shows these keys."""
        bar = self.bar if self._on_edition() else getattr(self, self.pane.current).bar
        bar.press(keys)

    def add(self) -> None:
        """Ctrl+N: what the tab on screen holds; a key item, an exception, else an item of the draft."""
        if not self._on_edition():
            getattr(self, self.pane.current).add.click()
        elif self.new.isEnabled():
            self.new.click()

    def _page_stop(self) -> QWidget:
        page = self.pane.page(self.pane.current)
        if self.pane.current == "trial":
            return self.trial.firm
        view: QWidget = getattr(page, "view", page)
        return view

    def _go_inside(self, inside: bool) -> None:
        self._inside = inside
        self._fold()
        (self._page_stop() if inside else self.editions).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Where there is no room for both, Enter goes into the tabs and Esc back to the list."""
        narrow = self.width() / theme().scale < _BESIDE
        self._left.setVisible(not narrow or not self._inside)
        self.pane.setVisible(not narrow or self._inside)
        self.pane.back.setVisible(narrow)
        self.pane.fit_head()


def _days(entry: EditionEntry) -> str:
    return "–" if entry.edition is None else say.period(entry.edition.effective_from, entry.edition.effective_until)


def _first_day(entry: EditionEntry) -> object:
    return None if entry.edition is None else entry.edition.effective_from


def _seen(entry: EditionEntry) -> str:
    return "–" if entry.seen is None else f"{entry.seen}%"


def _seen_tip(entry: EditionEntry) -> str:
    return tr("not readable") if entry.seen is None else tr("{count} % of the items seen in the rule's text", count=entry.seen)
