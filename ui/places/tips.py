"""民眾檢舉: the register of reports of weaknesses, and the one that is looked at.

A place of its own among those below the rail, not a view of the visits: tips come before any visit, from people who never open one
(the clerk registers, the administrator reads who reported), and inside a visit the keys belong to fieldwork.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QPainter, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.rows import FirmRow
from auditdesk.model.tips import TipDetail, TipRow
from auditdesk.model.trail import TrailRow
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.fields import SearchField
from ui.parts.labels import Separator
from ui.parts.layouts import boxed, column, row
from ui.parts.painting import draw_status_chip
from ui.parts.states import EmptyState
from ui.places import firms_words
from ui.places import tips_words as say
from ui.places.base import Command, Found, KeyHint, Place, PlaceAction
from ui.places.tips_acts import TipActs
from ui.places.tips_detail import TipPane
from ui.table_view import RowView
from ui.tables import Column, RowTable, folded
from ui.theme import theme
from ui.words import day, documents, plural, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner

_EVERY = "all"
_BESIDE = 900
"""Design pixels from which list and detail stand side by side."""
_SHOWN = frozenset({"tip", "tip_link", "tip_file", "firm", "firm_fact", "visit", "finding"})
Read = tuple[tuple[TipRow, ...], tuple[FirmRow, ...]]


def tip_columns(tier: Callable[[TipRow], str]) -> tuple[Column, ...]:
    """The columns of the register; ``tier`` tells that of the named firm today."""
    return (
        Column("number", tr("Number"), lambda tip: tip.number, width=92, colour="text.muted"),
        Column("received", tr("Received"), lambda tip: day(tip.received_on), lambda tip: tip.received_on, width=88),
        Column("source", tr("Source"), say.source, width=110, optional=True, colour="text.secondary"),
        Column("firm", tr("Firm"), lambda tip: tip.firm_name, width=150, weight=500),
        Column("tier", tr("Tier"), tier, width=86, colour="text.secondary"),
        Column("subject", tr("Subject"), lambda tip: tip.subject, width=160, stretch=True),
        Column("links", tr("Links"), say.links, width=130, colour="text.secondary"),
        Column("result", tr("Result"), say.result, width=96, optional=True),
        Column("state", tr("State"), say.state, say.state_order, _draw_state, width=150),
    )


def _draw_state(painter: QPainter, rect: QRect, tip: TipRow, _current: bool) -> None:
    status, icon = say.STATES[tip.state]
    draw_status_chip(painter, rect, say.state(tip), status, icon)


class TipsPlace(Place):
    """The list with search and states; the chosen tip beside it, or below it in a narrow window."""

    key = "tips"
    icon = "chat"

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner)
        self._read = False
        self._chosen = _EVERY
        self._wanted = ""
        self._firms: dict[str, FirmRow] = {}
        self.detail: TipDetail | None = None
        self.pane = TipPane()
        self.acts = TipActs(self)
        self.table = RowTable(
            tip_columns(self.tier), identity=lambda tip: tip.uid, sentence=say.sentence, search=self._searched, parent=self
        )
        self.view = RowView(self.table, tr("Register of tips"))
        self.view.row_changed.connect(self._row_changed)
        self.view.opened.connect(lambda _row: self.pane.setFocus(Qt.FocusReason.OtherFocusReason))
        self.table.shown_changed.connect(self._tell)
        self.field = SearchField(tr("Filter by firm, number or words"))
        self.field.changed.connect(lambda _text: self._filter())
        for signal in (self.field.entered, self.field.escaped):
            signal.connect(self.to_list)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        choices = ((_EVERY, tr("All")), *((name, words().say(f"state.{name}")) for name in say.STATES))
        self.states = SegmentedControl(choices, name=tr("State"))
        self.states.chosen.connect(self._choose_state)
        self.pane.jump = self._jump
        self.pane.save = self._save
        self.pane.unlink = self.acts.unlink
        self.pane.dropped = self.acts.attach
        self.from_list = Button(tr("From a list ..."), icon="download", kind="quiet")
        self.from_list.clicked.connect(self.acts.choose_list)
        self._build()
        for keys, act in (("L", self.acts.take_in), ("E", self.acts.edit), ("C", self.acts.close)):
            shortcut = QShortcut(QKeySequence(keys), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        new = QShortcut(QKeySequence("Ctrl+N"), self)
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new.activated.connect(self.acts.add)

    def _build(self) -> None:
        self.nothing_yet = EmptyState(
            "chat",
            tr("No tips yet"),
            tr("Reports of weaknesses from the public are registered here, then linked to a firm and a visit."),
            tr("Register a tip"),
            ("Ctrl", "N"),
        )
        self.nothing_yet.acted.connect(self.acts.add)
        self.no_hits = EmptyState("filter", tr("No tip fits the filter"), "", tr("Clear filter"), ("Esc",))
        self.no_hits.acted.connect(self.clear_filter)
        self._stack = QStackedWidget()
        for page in (self.view, self.nothing_yet, self.no_hits):
            self._stack.addWidget(page)
        self._bar = boxed(column(row(self.field, self.states, self.from_list, gap=8), margins=(12, 8, 12, 8)))
        self._bar.setProperty("role", "page")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._stack)
        self.splitter.addWidget(self.pane)
        self.splitter.setStretchFactor(0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar)
        whole.addWidget(Separator())
        whole.addWidget(self.splitter, 1)

    # what the shell asks

    def title(self) -> str:
        return tr("Tips")

    def subject(self) -> str:
        return self.detail.tip.number if self.detail is not None else ""

    def note(self) -> str:
        return plural(len(self.table.rows), "{count} tip", "{count} tips") if self._read else ""

    def badge(self) -> int:
        return sum(tip.state == "received" for tip in self.table.rows)

    def action(self) -> PlaceAction | None:
        return PlaceAction(tr("Register a tip"), "plus", self.acts.add, ("Ctrl", "N"), self.why_not("tips.add"))

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("↑", "↓"), tr("move")),
            KeyHint(("Enter",), tr("read")),
            KeyHint(("L",), tr("into a visit")),
            KeyHint(("E",), tr("correct")),
            KeyHint(("C",), tr("close tip")),
            KeyHint(("/",), tr("filter")),
            KeyHint(("Ctrl", "Shift", "E"), tr("export list")),
        )

    def commands(self) -> tuple[Command, ...]:
        return (
            Command(tr("Register a tip"), "plus", self.acts.add, ("Ctrl", "N"), refused=self.why_not("tips.add")),
            Command(tr("Register tips from a list"), "download", self.acts.choose_list, refused=self.why_not("tips.add")),
            Command(tr("Correct the tip"), "edit", self.acts.edit, ("E",), refused=self.why_not("tips.edit")),
            Command(tr("Take the tip into a visit"), "visits", self.acts.take_in, ("L",), refused=self.why_not("tips.link")),
            Command(tr("Close the tip"), "check", self.acts.close, ("C",), refused=self.why_not("tips.close")),
            Command(tr("Who reported the tip"), "eye", self.acts.reporter, refused=self.why_not("tips.reporter")),
            Command(tr("Export list"), "download", self.export, ("Ctrl", "Shift", "E")),
        )

    def search(self, text: str, limit: int) -> tuple[Found, ...]:
        found = [tip for tip in self.table.rows if text in folded(" ".join(self._searched(tip)))]
        return tuple(
            Found(f"{tip.number}  {tip.subject}", self.icon, partial(self.open_object, tip.number), say.state(tip), tr("Tips"))
            for tip in found[:limit]
        )

    def activate(self) -> None:
        if not self._read:
            self.read_list()
        else:
            self.to_list()

    def open_object(self, name: str) -> None:
        """Show one tip, by number or uid."""
        self._wanted = name
        self._find_wanted() if self._read else self.read_list()

    def refresh(self, changed: frozenset[str]) -> None:
        if self._read and changed & _SHOWN:
            self.read_list()

    def state(self) -> dict[str, Any]:
        return {"current": self.detail.tip.number if self.detail is not None else ""}

    def restore(self, state: dict[str, Any]) -> None:
        if isinstance(state.get("current"), str):
            self._wanted = state["current"]

    def reopen(self, form: str) -> None:
        self.acts.open_again(form)

    def panes(self) -> tuple[QWidget, ...]:
        return (self.view, self.pane)

    def focus_filter(self) -> bool:
        self.field.edit.setFocus()
        self.field.edit.selectAll()
        return True

    def export(self) -> None:
        kinds = ";;".join(("Excel (*.xlsx)", "OpenDocument (*.ods)", "CSV (*.csv)", "JSON (*.json)"))
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("Export list"), str(Path(documents(), f"{tr('Tips')}.xlsx")), kinds)
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.xlsx")
        rows, sentences, tables = self.table.shown, words(), self.desk.tables
        job = self.runner.start(
            tr("Export {file}", file=path.name), lambda progress: tables.tips(rows, path, sentences, progress)
        )
        job.succeeded.connect(lambda count: self.said.emit(tr("{count} tips written to {file}", count=count, file=path.name)))
        job.failed.connect(self.failed_to_read)

    # reading

    def read_list(self) -> None:
        desk = self.desk

        def read() -> Read:
            return desk.tips.list(), desk.firms.list(desk.today())

        self.runner.read(read, self._show, self.failed_to_read, latest="tips.list")

    def _show(self, read: Read) -> None:
        first, self._read = not self._read, True
        tips, firms = read
        self._firms = {firm.uid: firm for firm in firms}
        self.states.set_text(_EVERY, tr("All {count}", count=len(tips)))
        for name in say.STATES:
            count = sum(tip.state == name for tip in tips)
            self.states.set_text(name, f"{words().say(f'state.{name}')} {count}")
        self.table.set_rows(tips)
        self.head_changed.emit()
        self._find_wanted()
        current = self.view.current_row()
        self._row_changed(current)
        if first and self.isVisible():
            self.to_list()

    def _find_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        tip = next((one for one in self.table.rows if wanted in (one.number, one.uid)), None) if wanted else None
        if tip is not None and not self.view.choose(tip.uid):
            self.clear_filter()
            self.view.choose(tip.uid)

    def _row_changed(self, tip: TipRow | None) -> None:
        if tip is None:
            self.detail = None
            self.pane.show_nothing()
            return
        tips = self.desk.tips
        self.runner.read(
            lambda: (tips.show(tip.uid), tips.history(tip.uid)), self._show_detail, self.failed_to_read, latest="tips.detail"
        )

    def _show_detail(self, read: tuple[TipDetail, Sequence[TrailRow]]) -> None:
        self.detail, history = read
        self.pane.show_tip(
            self.detail,
            history,
            self.tier(self.detail.tip),
            self.acts.buttons(self.detail.tip),
            self.why_not("evidence.export"),
            self.why_not("tips.link"),
        )
        self.head_changed.emit()

    def failed_to_read(self, error: Exception) -> None:
        """An expected failure is shown above the place."""
        if isinstance(error, AuditDeskError):
            self.failed.emit(error)

    # the list

    @property
    def firms(self) -> tuple[FirmRow, ...]:
        """Firms that a tip may name."""
        return tuple(self._firms.values())

    def tier(self, tip: TipRow) -> str:
        """The tier of the named firm today; empty without a firm."""
        firm = self._firms.get(tip.firm_uid or "")
        return firms_words.tier(firm.staffing_band) if firm is not None else ""

    def _searched(self, tip: TipRow) -> tuple[str, ...]:
        return (
            tip.number,
            tip.subject,
            tip.material,
            tip.firm_code,
            tip.firm_name,
            say.state(tip),
            say.links(tip),
            str(tip.year),
        )

    def _tell(self) -> None:
        page = self.view if self.table.shown else self.no_hits if self.table.rows else self.nothing_yet
        for each in (self.nothing_yet, self.no_hits):
            each.button.setVisible(page is each)
        self.nothing_yet.button.refuse(self.why_not("tips.add"))
        self.from_list.refuse(self.why_not("tips.add"))
        self.field.setEnabled(page is not self.nothing_yet)
        self.states.setEnabled(page is not self.nothing_yet)
        self.pane.setVisible(page is self.view)
        self._stack.setCurrentWidget(page)
        if page is self.no_hits:
            told = self.field.text() or (words().say(f"state.{self._chosen}") if self._chosen != _EVERY else "")
            self.no_hits.say(tr("No tip fits the filter"), tr("Filter: {words}", words=told))

    def _choose_state(self, state: str) -> None:
        self._chosen = state
        self._filter()

    def _filter(self) -> None:
        chosen = self._chosen
        self.table.set_filter(self.field.text(), None if chosen == _EVERY else (lambda tip: tip.state == chosen))

    def clear_filter(self) -> None:
        self._chosen = _EVERY
        self.states.choose(_EVERY)
        self.field.set_text("")
        self._filter()
        self.to_list()

    def to_list(self) -> None:
        """Focus where the work is: the list, or the one button of what stands in its place."""
        target = self._stack.currentWidget()
        (target.button if isinstance(target, EmptyState) else self.view).setFocus(Qt.FocusReason.OtherFocusReason)

    def _jump(self, kind: str, name: str) -> None:
        if kind == "firms":
            self.go_to.emit("firms", name)
        elif kind == "visit":
            self.go_to.emit("visits", name)
        elif self.detail is not None and self.detail.tip.visits:
            self.go_to.emit("visits", self.detail.tip.visits[0])

    def _save(self, file: Any) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("Save as ..."), str(Path(documents(), file.file_name)))
        if chosen:
            job = self.runner.start(tr("Save as ..."), lambda _progress: self.desk.tips.export_file(file.uid, Path(chosen)))
            job.succeeded.connect(lambda path: self.said.emit(tr("{file} is saved", file=path.name)))
            job.failed.connect(self.failed_to_read)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() / theme().scale
        self.splitter.setOrientation(Qt.Orientation.Horizontal if wide >= _BESIDE else Qt.Orientation.Vertical)
        total = self.splitter.width() if wide >= _BESIDE else self.splitter.height()
        beside = theme().px(340) if wide >= _BESIDE else total // 2
        self.splitter.setSizes([max(1, total - beside), beside])
        listed = wide - 340 if wide >= _BESIDE else wide
        for key, least in (("source", 1100), ("result", 980), ("tier", 880), ("links", 700), ("received", 680), ("number", 540)):
            self.view.setColumnHidden(self.table.column_index(key), listed < least)
        self.states.setVisible(wide >= 1040)
