"""規則: the editions of the rules, shipped and own; what each says, how they differ, what they come to; exceptions and key items."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError, Refused
from auditdesk.model.office_rules import ExceptionRow, KeyItemRow
from ui.parts.buttons import Button
from ui.parts.labels import ElidedLabel, Frame, Label, Separator
from ui.parts.layouts import boxed, column, row
from ui.parts.painting import draw_status_chip
from ui.parts.shortcuts import bind
from ui.parts.sign_off_bar import SignOffBar
from ui.parts.states import EmptyState
from ui.parts.tab_strip import TabStrip
from ui.places import rules_words as say
from ui.places.base import Command, Found, KeyHint, PlaceAction
from ui.places.firms_sheets import DayEdit
from ui.places.rules_acts import RuleActs
from ui.places.rules_compare import CompareTab, TrialTab
from ui.places.rules_decisions import DecisionsTab, exception_columns, key_item_columns
from ui.places.rules_items import ItemsTab
from ui.places.rules_tables import TablesTab
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
TABS = ("items", "tables", "compare", "trial", "key_items", "exceptions")


@dataclass(frozen=True, slots=True)
class _Read:
    entries: tuple[EditionEntry, ...]
    exceptions: tuple[ExceptionRow, ...]
    key_items: tuple[KeyItemRow, ...]
    firms: tuple[tuple[str, str], ...]


def _draw_state(painter: QPainter, rect: QRect, entry: EditionEntry, _current: bool) -> None:
    status, icon = say.STATE_STATUS[entry.state]
    draw_status_chip(painter, rect, say.state(entry.state), status, icon)


class RulesPlace(RuleActs):
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
                Column("state", tr("State"), lambda entry: say.state(entry.state), paint=_draw_state, width=112),
                Column("seen", tr("Seen"), _seen, lambda entry: entry.seen, width=52, right=True, tip=_seen_tip),
            ),
            identity=lambda entry: entry.id,
            sentence=lambda entry: f"{entry.id}, {say.state(entry.state)}, {_days(entry)}, {_seen_tip(entry)}",
            parent=self,
        )
        self.editions = RowView(self.table, tr("Editions"))
        self.tabs = TabStrip(self._titles(), tr("Edition"))
        self.compare, self.trial = CompareTab(), TrialTab()
        self.key_items = DecisionsTab(
            key_item_columns(),
            tr("Key items of the year"),
            tr("Propose a key item"),
            EmptyState(
                "flag", tr("No key items yet"), tr("Items that a year looks at in particular, with the incidents behind them.")
            ),
        )
        self.exceptions = DecisionsTab(
            exception_columns(),
            tr("Exceptions"),
            tr("Propose an exception"),
            EmptyState(
                "shield", tr("No exceptions"), tr("A firm exempt from an item, or checked for one besides, stands here for good.")
            ),
        )
        self.bar = SignOffBar()
        self._name = ElidedLabel("", "title", "primary", 700)
        self._told = Label("", "caption", "secondary", wrap=True)
        self._back = Button(icon="chev-left", kind="ghost", name=tr("Back to the list"), keys=("Esc",))
        self._back.clicked.connect(lambda: self._go_inside(False))
        self.copy = Button(tr("Copy as a new edition"), icon="copy")
        self.edit = Button(tr("Edit"), icon="edit", kind="quiet", keys=("Enter",))
        self.new = Button(tr("New item"), icon="plus", kind="quiet")
        self.remove = Button(tr("Take out"), icon="x", kind="quiet")
        self.items, self.tables = ItemsTab((self.edit, self.remove, self.new)), TablesTab()
        self._build()
        self._connect()

    def _titles(self) -> tuple[str, ...]:
        return (
            tr("Items"),
            tr("Tiers and duties"),
            tr("Compare"),
            tr("Try out"),
            tr("Key items"),
            tr("Exceptions"),
        )

    def _build(self) -> None:
        left = Frame("base")
        left.setLayout(column(self.editions, gap=0))
        left.setMinimumWidth(theme().px(220))
        self._stack = QStackedWidget()
        for page in (self.items, self.tables, self.compare, self.trial, self.key_items, self.exceptions):
            self._stack.addWidget(page)
        right = Frame("pane")
        head = column(row(self._back, self._name, self.copy, gap=10), self._told, gap=4, margins=(16, 10, 16, 6))
        lines = column(head, row(self.tabs, margins=(8, 0, 8, 0)), Separator(), gap=0)
        self._stack.setMinimumHeight(theme().px(320))
        inside = boxed(column(self._stack, self.bar, gap=0))
        inside.setProperty("role", "page")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        lines.addWidget(scroll, 1)
        right.setLayout(lines)
        right.setMinimumWidth(theme().px(300))
        self.bar.setVisible(False)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self._left, self._right = left, right
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self.setMinimumSize(theme().px(240), theme().px(120))
        self.reset_panes()

    def _connect(self) -> None:
        self.editions.row_changed.connect(self._choose)
        self.editions.opened.connect(lambda _entry: self._go_inside(True))
        self.tabs.currentChanged.connect(self._turn)
        self.copy.clicked.connect(self.copy_edition)
        self.new.clicked.connect(lambda: self.edit_item(None))
        self.edit.clicked.connect(self._edit_current)
        self.remove.clicked.connect(self._remove_current)
        self.items.view.opened.connect(lambda _item: self._edit_current())
        self.items.view.row_changed.connect(lambda _item: self._refuse_buttons())
        self.tables.edit_wanted.connect(self.edit_table)
        self.compare.wanted.connect(self._compare)
        self.trial.wanted.connect(self._try)
        self.exceptions.add_wanted.connect(self.propose_exception)
        self.key_items.add_wanted.connect(self.propose_key_item)
        for tab in (self.exceptions, self.key_items):
            tab.refusals = self.refusals
            tab.decided.connect(self.decide)
        for number in range(1, len(TABS) + 1):
            turn = partial(self.tabs.setCurrentIndex, number - 1)
            bind(self, f"Alt+{number}", turn)
        bind(self, "Escape", partial(self._go_inside, False))
        self._follow_roles()

    def _follow_roles(self) -> None:
        """What this person may do, and why not."""
        self.exceptions.add.refuse(self.refused("exceptions.propose"))
        self.key_items.add.refuse(self.refused("key_items.add"))
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
        waiting = [one for one in (*self.exceptions.table.rows, *self.key_items.table.rows) if one.state == "proposed"]
        editions = [one.row for one in self.table.rows if one.row is not None and one.row.state == "submitted"]
        if self.desk.refusal("exceptions.approve") is not None:
            return 0
        decided = [login not in one.authors for one in editions] + [login != one.proposed_by for one in waiting]
        return decided.count(True)

    def action(self) -> PlaceAction | None:
        refused = "" if self.entry is not None else tr("Choose an edition first.")
        return PlaceAction(tr("Write as files..."), "download", self.export, ("Ctrl", "Shift", "E"), refused)

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("↑", "↓"), tr("move")),
            KeyHint(("Enter",), tr("go in")),
            KeyHint(("Esc",), tr("editions")),
            KeyHint(("/",), tr("find an item")),
            KeyHint(("Alt", "1–6"), tr("tab")),
            KeyHint(("F6",), tr("next pane")),
        )

    def commands(self) -> tuple[Command, ...]:
        return (
            Command(self.copy.text(), "copy", self.copy_edition, refused=self.refused("office_editions.copy")),
            Command(tr("Propose an exception"), "shield", self.propose_exception, refused=self.refused("exceptions.propose")),
            Command(tr("Propose a key item"), "flag", self.propose_key_item, refused=self.refused("key_items.add")),
        )

    def search(self, text: str, limit: int) -> tuple[Found, ...]:
        items = self.items.table.rows
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
        self.tabs.setCurrentIndex(0)
        self._go_inside(True)
        self.items.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def state(self) -> dict[str, Any]:
        return {
            "edition": self.entry.id if self.entry else "",
            "tab": TABS[self.tabs.currentIndex()],
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

    # reading

    def _read(self) -> None:
        self._stale = False
        self.runner.read(self._gather, self._take, self._not_read, latest="rules")

    def _gather(self) -> _Read:
        desk = self.desk
        own = {row.edition: row for row in desk.office_editions.list()}
        entries = [EditionEntry(edition.id, edition, own.get(edition.id)) for edition in desk.rulebook.editions]
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
        return _Read(tuple(reversed(entries)), tuple(exceptions), tuple(key_items), firms)

    def _take(self, read: _Read) -> None:
        self.firms = read.firms
        first = self.entry is None
        self.table.set_rows(read.entries)
        wanted = self._wanted or ("" if not first else self._in_force())
        self._wanted = ""
        if wanted:
            self.editions.choose(wanted)
        self._choose(self.editions.current_row())
        self.exceptions.show_rows(read.exceptions)
        self.key_items.show_rows(read.key_items)
        for at, rows in ((4, read.key_items), (5, read.exceptions)):
            self.tabs.set_count(at, self._titles()[at], len(rows) or None)
        self.trial.set_up(read.firms, self.trial.day or DayEdit(self.desk.today()))
        self.head_changed.emit()

    def _in_force(self) -> str:
        try:
            return self.desk.rulebook.in_force(self.desk.today()).id
        except Refused:
            return ""

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self.failed.emit(error)

    def _choose(self, entry: EditionEntry | None) -> None:
        if entry is not None and self.entry is not None and entry.id != self.entry.id:
            self.trial.clear()
        self.entry = entry
        if entry is None:
            return
        edition = entry.edition
        self._name.setText(entry.name)
        told = [_days(entry), _seen_tip(entry)]
        if entry.row is not None:
            told.append(tr("based on {edition}", edition=entry.row.based_on))
        self._told.setText(words().error(entry.wrong) if entry.wrong is not None else "　・　".join(told))
        self.items.show_edition(edition)
        self._show_tables()
        steps = self.sign_off_steps(entry)
        self.bar.setVisible(bool(steps) and self._on_edition())
        self.bar.show_steps(steps, self.sign_off_actions(entry), "" if entry.row is None else entry.row.decision_reason)
        readable = [one for one in reversed(self.table.rows) if one.edition is not None]
        self.compare.set_editions([(one.id, one.id) for one in readable], entry.id, entry.row.based_on if entry.row else "")
        if self.tabs.currentIndex() == TABS.index("compare"):
            self.compare.ask()
        self._refuse_buttons()
        self.head_changed.emit()

    def _editing_refused(self) -> str:
        draft = self.entry is not None and self.entry.state == "draft"
        frozen = "" if draft else tr("Only a draft can be edited: copy this edition first.")
        return self.refused("office_editions.edit") or frozen

    def _refuse_buttons(self) -> None:
        refused = self._editing_refused()
        for button in (self.edit, self.remove):
            button.refuse(refused or ("" if self.items.view.current_row() is not None else tr("Choose an item first.")))
        self.new.refuse(refused)

    def _edit_current(self) -> None:
        if self.edit.isEnabled():
            self.edit_item(self.items.view.current_row())

    def _remove_current(self) -> None:
        if self.remove.isEnabled():
            self.remove_item(self.items.view.current_row())

    # tabs

    def _turn(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self._show_tables()
        self.bar.setVisible(self.entry is not None and self.entry.row is not None and self._on_edition())
        if TABS[at] == "compare":
            self.compare.ask()
        self.keys_changed.emit()

    def _on_edition(self) -> bool:
        """Whether the tab is about the edition; key items and exceptions have a sign-off bar of their own."""
        return TABS[self.tabs.currentIndex()] not in ("key_items", "exceptions")

    def _show_tables(self) -> None:
        """Only where they are looked at: a card for each duty takes its time."""
        if self.entry is not None and TABS[self.tabs.currentIndex()] == "tables":
            self.tables.show_edition(self.entry.edition, self._editing_refused())

    def _page_stop(self) -> QWidget:
        stops = (self.items.view, self.tables, self.compare.view, self.trial.firm, self.key_items.view, self.exceptions.view)
        return stops[self.tabs.currentIndex()]

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
        self._right.setVisible(not narrow or self._inside)
        self._back.setVisible(narrow)

    def _compare(self, first: str, second: str) -> None:
        from auditdesk.rules.rulebook_diff import diff

        known = {one.id: one.edition for one in self.table.rows}
        before, after = known.get(first), known.get(second)
        if before is not None and after is not None:
            work = partial(diff, before, after)
            self.runner.read(work, self.compare.show_difference, self._not_read, latest="rules.compare")

    def _try(self, firm: str, when: Any) -> None:
        if self.entry is not None:
            work = partial(self.desk.office_editions.try_out, self.entry.id, firm, when)
            self.runner.read(work, self.trial.show_trial, self._not_read, latest="rules.trial")


def _days(entry: EditionEntry) -> str:
    return "–" if entry.edition is None else say.period(entry.edition.effective_from, entry.edition.effective_until)


def _first_day(entry: EditionEntry) -> object:
    return None if entry.edition is None else entry.edition.effective_from


def _seen(entry: EditionEntry) -> str:
    return "–" if entry.seen is None else f"{entry.seen}%"


def _seen_tip(entry: EditionEntry) -> str:
    return tr("not readable") if entry.seen is None else tr("{count} % of the items seen in the rule's text", count=entry.seen)
