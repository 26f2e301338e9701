"""查核: the list of visits, and inside it the visit that is being worked on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.rows import VisitRow
from ui.parts.labels import Tag
from ui.places import fieldwork_words as say
from ui.places import parcels_words
from ui.places.base import Command, Found, KeyHint, Place, PlaceAction
from ui.places.fieldwork import FieldworkPane
from ui.places.fieldwork_acts import WORDS
from ui.places.fieldwork_closing import SUBMIT
from ui.places.parcels_work import SHOWN, ParcelsRead, ParcelWork, read_parcels
from ui.places.visits_list import VisitsPane
from ui.tables import folded
from ui.theme import theme
from ui.words import documents, plural, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner
    from ui.preferences import Preferences

_SHOWN = SHOWN | {"visit", "answer", "finding", "visit_item", "firm", "person"}
_Read = tuple[dict[str, str], tuple[VisitRow, ...], ParcelsRead]


class VisitsPlace(Place):
    """The list; Enter opens a visit in its place, Esc comes back to the list."""

    key = "visits"
    icon = "visits"
    shortcut = "Ctrl+4"

    def __init__(self, desk: Desk, runner: Runner, preferences: Preferences | None = None) -> None:
        super().__init__(desk, runner)
        self.preferences = preferences
        self._read = False
        self._wanted = ""
        self._state: dict[str, Any] = {}
        self.list = VisitsPane()
        self.list.opened.connect(self._open_row)
        self.list.go_to_firms.connect(lambda: self.go_to.emit("firms", ""))
        self._fieldwork: FieldworkPane | None = None
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.parcels = ParcelWork(self, self.pages, self.list, preferences)
        self.parcels.acts.current = self._current_number
        self.parcels.acts.done.connect(self.read_list)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.parcels.bar)
        lines.addWidget(self.pages, 1)

    @property
    def fieldwork(self) -> FieldworkPane:
        """The screen of one visit, made when the first is opened."""
        if self._fieldwork is None:
            pane = self._fieldwork = FieldworkPane(self)
            pane.left.connect(self.show_list)
            self.pages.addWidget(pane)
            if self._state:
                pane.restore(self._state)
        return self._fieldwork

    @property
    def working(self) -> FieldworkPane | None:
        """The visit being worked on; None while the list is shown."""
        return self._fieldwork if self.pages.currentWidget() is self._fieldwork else None

    # what the shell asks

    def title(self) -> str:
        pane = self.working
        if self.parcels.page is not None:
            return self.parcels.title()
        return tr("Audits") if pane is None or pane.head is None else pane.head.firm_name

    def subject(self) -> str:
        pane = self.working
        if self.parcels.page is not None:
            return self.parcels.subject()
        return "" if pane is None or pane.head is None else f"{pane.head.firm_name} {say.visit_name(pane.head)}"

    def note(self) -> str:
        pane = self.working
        if self.parcels.page is not None:
            return self.parcels.note()
        if pane is not None and pane.head is not None:
            return say.visit_name(pane.head)
        return plural(len(self.list.table.rows), "{count} visit", "{count} visits") if self._read else ""

    def chips(self) -> tuple[QWidget, ...]:
        pane = self.working
        if self.parcels.page is not None:
            return self.parcels.chips()
        if pane is None or pane.head is None:
            return ()
        where = self.list.elsewhere.get(pane.head.uid)
        away = (parcels_words.chip(where),) if where is not None else ()
        return (*(Tag(text) for text in pane.tags()), *pane.state_chips(), *away)

    def action(self) -> PlaceAction | None:
        pane = self.working
        if pane is None:
            return self.parcels.action()
        return PlaceAction(tr("Quick capture"), "bolt", pane.capture, ("Ctrl", "N"), pane.refused)

    def keys(self) -> tuple[KeyHint, ...]:
        if self.working is not None:
            return self.working.keys()
        if self.parcels.page is not None:
            return self.parcels.keys()
        return (
            KeyHint(("↑", "↓"), tr("move")),
            KeyHint(("Enter",), tr("open")),
            KeyHint(("/",), tr("filter")),
            *self.parcels.keys()[2:4],
            KeyHint(("Ctrl", "Shift", "E"), tr("export list")),
        )

    def commands(self) -> tuple[Command, ...]:
        if self.working is not None:
            back = Command(tr("To the list of visits"), "arrow-left", self.show_list, ("Esc",))
            return (*self.working.commands(), back, *self.parcels.commands())
        return (Command(tr("Export list"), "download", self.export, ("Ctrl", "Shift", "E")), *self.parcels.commands())

    def search(self, text: str, limit: int) -> tuple[Found, ...]:
        pane = self.working
        if pane is not None:
            return pane.search(text, limit)
        found = [row for row in self.list.table.rows if text in folded(f"{row.number} {row.firm_code} {row.firm_name}")]
        return tuple(
            Found(
                f"{row.number}  {row.firm_name}",
                "visits",
                partial(self.open_object, row.number),
                say.standing(row),
                tr("Audits"),
            )
            for row in found[:limit]
        )

    def step_back(self) -> Command | None:
        if self.parcels.deciding is not None:
            return self.parcels.deciding.step_back()
        return None if self.working is None else self.working.step_back()

    def activate(self) -> None:
        if not self._read:
            self.read_list()
        if self.working is not None:
            self.working.activate()
        elif self.parcels.deciding is not None:
            self.parcels.deciding.to_list()
        elif self.parcels.page is not None:
            self.parcels.pane.to_list()
        elif self._read:
            self.list.to_list()

    def open_object(self, name: str) -> None:
        """Open a visit by its number or uid; with ``number/item`` on that item."""
        visit, _, item = name.partition("/")
        pane = self.fieldwork
        self.pages.setCurrentWidget(pane)
        pane.open(visit, item)
        self.head_changed.emit()
        self.keys_changed.emit()

    def show_list(self) -> None:
        """Back to the list, on the visit one came from."""
        pane = self._fieldwork
        self.pages.setCurrentWidget(self.list)
        if pane is not None and pane.head is not None:
            self.list.view.choose(pane.head.uid)
        self.list.to_list()
        self.head_changed.emit()
        self.keys_changed.emit()

    def refresh(self, changed: frozenset[str]) -> None:
        if self._read and changed & _SHOWN:
            self.read_list()
        self.parcels.refresh(changed)
        if self._fieldwork is not None and changed:
            self._fieldwork.refresh(changed)

    def state(self) -> dict[str, Any]:
        kept = self.working.state() if self.working is not None else {}
        return {"list": self.list.state(), "fieldwork": kept, "conflicts": self.parcels.state()}

    def restore(self, state: dict[str, Any]) -> None:
        listed, kept = state.get("list"), state.get("fieldwork")
        if isinstance(listed, dict):
            self.list.restore(listed)
        if isinstance(kept, dict) and isinstance(kept.get("visit"), str) and kept["visit"]:
            self._state = kept
            self.open_object(f"{kept['visit']}/{kept.get('item') or ''}")
        elif isinstance(state.get("conflicts"), dict):
            self.parcels.restore(state["conflicts"])

    def reopen(self, form: str) -> None:
        name, _, visit = form.partition("/")
        pane = self.fieldwork
        acts: dict[str, Callable[[], None]] = {
            "fieldwork.records": pane.open_records,
            "fieldwork.note": pane.capture,
            SUBMIT: pane.submit,
            WORDS: partial(pane.note_words, visit.rpartition("/")[2]),
        }
        if name not in acts:
            self.parcels.reopen(form)
        elif self.working is not None and pane.head is not None and visit.startswith(pane.head.number):
            acts[name]()

    def panes(self) -> tuple[QWidget, ...]:
        if self.parcels.page is not None:
            return self.parcels.panes()
        return (self.list.view,) if self.working is None else self.working.panes()

    def reset_panes(self) -> None:
        if self.working is not None:
            self.working.reset_panes()

    def focus_filter(self) -> bool:
        if self.working is not None:
            self.working.items.filters.setFocus()
            return True
        self.list.field.edit.setFocus()
        self.list.field.edit.selectAll()
        return True

    def export(self) -> None:
        """The list on screen to a file; in a visit Ctrl+Shift+E chooses files to attach instead."""
        if self.working is not None:
            self.working.choose_files()
            return
        kinds = ";;".join(("Excel (*.xlsx)", "OpenDocument (*.ods)", "CSV (*.csv)", "JSON (*.json)"))
        chosen, _kind = QFileDialog.getSaveFileName(
            self, tr("Export list"), str(Path(documents(), f"{tr('Visits')}.xlsx")), kinds
        )
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.xlsx")
        rows, sentences, tables = self.list.table.shown, words(), self.desk.tables
        job = self.runner.start(
            tr("Export {file}", file=path.name), lambda progress: tables.visits(rows, path, sentences, progress)
        )
        job.succeeded.connect(lambda count: self.said.emit(tr("{count} visits written to {file}", count=count, file=path.name)))
        job.failed.connect(self.failed_to_read)

    # reading

    def read_list(self) -> None:
        desk = self.desk

        def read() -> _Read:
            return {one.login: one.name for one in desk.people.list()}, desk.visits.list(), read_parcels(desk)

        self.runner.read(read, self._show, self.failed_to_read, latest="visits.list")

    def _show(self, read: _Read) -> None:
        first, self._read = not self._read, True
        names, visits, parcels = read
        self.list.names = self.parcels.acts.names = names
        self.parcels.acts.visits = visits
        self.list.elsewhere = self.parcels.take(parcels)
        self.list.show_visits(visits)
        self.head_changed.emit()
        if first and self.working is None and self.isVisible():
            self.list.to_list()

    def failed_to_read(self, error: Exception) -> None:
        """An expected failure is shown above the place."""
        if isinstance(error, AuditDeskError):
            self.failed.emit(error)

    def _current_number(self) -> str:
        current = self.list.view.current_row()
        working = self.working
        if working is not None and working.head is not None:
            return working.head.number
        return current.number if current is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.parcels.step_out():
            super().keyPressEvent(event)

    def _open_row(self, visit: VisitRow | None) -> None:
        if visit is not None:
            self.open_object(visit.number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.fold(self.width() / theme().scale)
