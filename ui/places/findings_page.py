"""A list of findings: search, filters, groups, kept views, many at once, and the chosen one beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.findings_list import GROUPS, FindingFilter, GroupCount
from ui.parts.labels import Frame, Separator
from ui.parts.layouts import column
from ui.parts.states import EmptyState
from ui.places.base import Command, KeyHint, PlaceAction
from ui.places.findings_acts import FindingActs
from ui.places.findings_bulk import BulkBar
from ui.places.findings_detail import DetailPane, Whole, read_whole
from ui.places.findings_filters import FilterBar
from ui.places.findings_groups import GroupList
from ui.places.findings_presets import ALL, REMEDY, Preset, tab_title
from ui.places.findings_table import FindingsTable, FindingsView, Shown
from ui.places.findings_views import ViewActs
from ui.places.list_export import ListExport
from ui.theme import theme
from ui.words import language, plural, tr, words

if TYPE_CHECKING:
    from ui.places.base import Place

_BESIDE = 1000
"""Design pixels from which the chosen finding stands beside the list."""
SHOWN = frozenset({"finding", "firm_reply", "due_extension", "follow_up", "reply_sheet", "review_comment", "evidence", "measure"})
Read = tuple[tuple[str, ...], tuple[GroupCount, ...], dict[str, str], dict[str, str]]


class FindingsPage(QWidget):
    """One tab's list. ``wanted`` is what is asked of the service: the tab's own filter, what was chosen, and the group."""

    def __init__(self, place: Place, preset: Preset) -> None:
        super().__init__()
        self.place, self.preset = place, preset
        self.desk, self.runner = place.desk, place.runner
        self.read_once = False
        self._wanted_uid = ""
        self.whole: Whole | None = None
        self.group = ""
        self._group_only: dict[str, Any] = {}
        service = self.desk.finding_list
        self.table = FindingsTable(self.runner, service.rows, preset.hidden, preset.order, descending=preset.descending)
        self.table.order_wanted.connect(lambda _order, _falls: self.read_list())
        self.table.arrived.connect(self._rows_arrived)
        self.view = FindingsView(self.table, tab_title(preset.tab))
        self.view.row_changed.connect(self._row_changed)
        self.view.opened.connect(lambda _row: self.enter())
        self.view.ticked.connect(self._tell_ticked)
        self.filters = FilterBar(preset)
        self.filters.changed.connect(self.read_list)
        self.filters.left.connect(self.to_list)
        self.filters.group_chosen.connect(self.group_by)
        self.groups = GroupList()
        self.groups.chosen.connect(self._group_chosen)
        self.detail = DetailPane(self)
        self.acts = FindingActs(self)
        self.views = ViewActs(self)
        self.bulk = BulkBar(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(120)
        self._rest.timeout.connect(self._read_chosen)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(300)
        self._again.timeout.connect(self.read_list)
        self._build()

    def _build(self) -> None:
        how = {
            REMEDY: tr("Findings come here once they are in a letter."),
            ALL: tr("Findings are written in fieldwork, in the place Audits."),
        }.get(self.preset.tab, "")
        self.nothing = EmptyState("findings", tr("No findings here"), how)
        self.no_hits = EmptyState("filter", tr("No finding fits the filter"), "", tr("Clear filter"), ("Esc",))
        self.no_hits.acted.connect(self.clear_filter)
        self._stack = QStackedWidget()
        for page in (self.view, self.nothing, self.no_hits):
            self._stack.addWidget(page)
        left = Frame("base")
        lines = column(self._stack, self.bulk, gap=0)
        lines.setStretch(0, 1)
        left.setLayout(lines)
        left.setMinimumWidth(theme().px(240))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane in (self.groups, left, self.detail):
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.groups.setVisible(False)
        self._list_pane = left
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.filters)
        whole.addWidget(Separator())
        whole.addWidget(self.splitter, 1)
        self.filters.add_view_button(self.views.button)
        if self.preset.tab == REMEDY:
            self.filters.add_buttons(self.acts.remedy_buttons())
        for keys, act in self.acts.bindings():
            shortcut = QShortcut(QKeySequence(keys), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        inside = QShortcut(QKeySequence("Escape"), self.detail)
        inside.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        inside.activated.connect(self.to_list)
        self._inside = False
        self._fold()

    # reading

    @property
    def wanted(self) -> FindingFilter:
        """What the list is asked for."""
        return replace(self.filters.asked(self.preset.only), **self._group_only)

    def read_if_new(self) -> None:
        if not self.read_once:
            self.read_list()

    def read_list(self) -> None:
        """Read which findings there are, and the groups; their rows come when they are seen."""
        wanted, (order, falls), by = self.wanted, self.table.order, self.group
        whole = self.filters.asked(self.preset.only)
        desk, tongue = self.desk, language()

        def read() -> Read:
            groups = desk.finding_list.groups(by, whole) if by else ()
            names = {person.login: person.name for person in desk.people.list()}
            return desk.finding_list.ids(wanted, order, descending=falls), groups, desk.patterns.wordings(tongue), names

        self.runner.read(read, self._show, self.failed, latest=f"findings.list.{self.preset.tab}")

    def _show(self, read: Read) -> None:
        first, self.read_once = not self.read_once, True
        uids, groups, wordings, names = read
        self.table.wordings, self.table.names = wordings, names
        self.groups.show_groups(self.group, groups, wordings, names)
        self.table.set_uids(uids)
        self._tell()
        if first:
            self.views.read()
        if self._wanted_uid:
            wanted, self._wanted_uid = self._wanted_uid, ""
            self.open(wanted)
        self._row_changed(self.view.current_row())
        self.place.head_changed.emit()

    def _tell(self) -> None:
        filtered = self.filters.asks or bool(self._group_only)
        page: QWidget = self.view if self.table.uids else self.no_hits if filtered else self.nothing
        self._stack.setCurrentWidget(page)
        if page is self.no_hits:
            self.no_hits.say(tr("No finding fits the filter"), self.filters.told())
        self.filters.show_count(len(self.table.uids))
        self.bulk.show_ticked(len(self.table.ticked))

    def _tell_ticked(self) -> None:
        self.bulk.show_ticked(len(self.table.ticked))
        self.place.keys_changed.emit()

    def _rows_arrived(self) -> None:
        if self.whole is None:
            self._row_changed(self.view.current_row())

    def _row_changed(self, shown: Shown | None) -> None:
        if shown is None:
            self.whole = None
            self.detail.show_nothing()
            self._fold()
        else:
            self._rest.start()

    def _read_chosen(self) -> None:
        shown = self.view.current_row()
        if isinstance(shown, Shown):
            uid, desk = shown.uid, self.desk
            self.runner.read(
                lambda: read_whole(desk, uid), self.show_whole, self.failed, latest=f"findings.whole.{self.preset.tab}"
            )

    def show_whole(self, whole: Whole) -> None:
        """The chosen finding with everything about it."""
        self.whole = whole
        self.detail.show_whole(whole, self.acts.buttons(whole))
        self._fold()
        self.place.head_changed.emit()

    def failed(self, error: Exception) -> None:
        """An expected failure is shown above the place."""
        if isinstance(error, AuditDeskError):
            self.place.failed.emit(error)

    def refresh(self, changed: frozenset[str]) -> None:
        if self.read_once and changed & SHOWN:
            self._again.start()
        if self.read_once and "saved_view" in changed:
            self.views.read()

    # groups and filters

    def group_by(self, by: str) -> None:
        """Group the list by a column; empty = not at all."""
        self.group = by if by in GROUPS else ""
        self._group_only = {}
        self.filters.show_group(self.group)
        if self.groups.isHidden() == bool(self.group):
            self.groups.setVisible(bool(self.group))
            self.reset()
        self.read_list()

    def _group_chosen(self, group: GroupCount | None) -> None:
        only = dict(group.only) if group is not None else {}
        if only != self._group_only:
            self._group_only = only
            self.read_list()

    def clear_filter(self) -> None:
        self._group_only = {}
        self.groups.choose_all()
        self.filters.clear()
        self.read_list()
        self.to_list()

    def to_list(self) -> None:
        self._inside = False
        self._fold()
        page = self._stack.currentWidget()
        target = self.no_hits.button if page is self.no_hits else self.view
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Enter: the item of the visit; in a narrow window the finding first."""
        if not self._room_beside() and not self._inside:
            self._inside = True
            self._fold()
            self.detail.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.open_item()

    def open_item(self) -> None:
        """The item of the visit that the finding stands under."""
        if self.whole is not None:
            found = self.whole.review
            name = f"{found.visit_number}/{found.item}" if found.item else found.visit_number
            self.place.go_to.emit("visits", name)

    def open(self, name: str) -> None:
        """Show one finding by uid or number, whatever was filtered."""
        if not self.read_once:
            self._wanted_uid = name
            self.read_list()
            return
        if self.view.choose(name):
            self.to_list()
            return
        findings = self.desk.findings
        self.runner.read(lambda: findings.show(name).uid, self._open_uid, self.failed)

    def _open_uid(self, uid: str) -> None:
        if self.view.choose(uid):
            self.to_list()
        elif self.filters.asks or self._group_only:
            self._wanted_uid = uid
            self.clear_filter()

    # widths

    def _room_beside(self) -> bool:
        return self.width() / theme().scale >= _BESIDE

    def _fold(self) -> None:
        beside = self._room_beside()
        self.detail.setVisible((beside or self._inside) and self.whole is not None)
        self._list_pane.setVisible(beside or not self._inside or self.whole is None)
        self.groups.setVisible(bool(self.group) and (beside or not self._inside))
        if beside and self.detail.isVisible() and self.splitter.sizes()[2] < theme().px(240):
            self.reset()

    def reset(self) -> None:
        """Widths as at first."""
        groups, detail = (theme().px(210), theme().px(340)) if self.group else (0, theme().px(380))
        self.splitter.setSizes([groups, max(1, self.width() - groups - detail), detail])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    # what the place asks

    def subject(self) -> str:
        return self.whole.review.number if self.whole is not None else ""

    def action(self) -> PlaceAction | None:
        return None

    def keys(self) -> tuple[KeyHint, ...]:
        if self.table.ticked:
            return self.bulk.keys()
        return (
            KeyHint(("↑", "↓"), tr("move")),
            KeyHint(("Enter",), tr("item in the visit")),
            KeyHint(("Space",), tr("tick")),
            KeyHint(("Ctrl", "A"), tr("tick all")),
            KeyHint(("/",), tr("search")),
            KeyHint(("G",), tr("group")),
            KeyHint(("V",), tr("views")),
            KeyHint(("Ctrl", "Shift", "E"), tr("export list")),
        )

    def more_keys(self) -> tuple[KeyHint, ...]:
        return ()

    def commands(self) -> tuple[Command, ...]:
        none = "" if self.whole is not None else tr("Choose a finding first.")
        return (
            *self.acts.commands(),
            *self.views.commands(),
            Command(tr("Item of the visit"), "visits", self.open_item, ("Enter",), refused=none),
            Command(tr("Export list"), "download", self.export, ("Ctrl", "Shift", "E")),
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.groups.view, self.view, self.detail)

    def focus_filter(self) -> None:
        self.filters.field.edit.setFocus()
        self.filters.field.edit.selectAll()

    def export(self) -> None:
        """Every finding of the list as it stands, in its order, with the columns of the table."""
        out = ListExport(self.place)
        path = out.ask(tr("Export list"), tab_title(self.preset.tab))
        if path is None:
            return
        columns = [each for each in self.table.columns if each.title]
        headings = tuple(each.title for each in columns)
        uids, table, service, tables, sentences = self.table.uids, self.table, self.desk.finding_list, self.desk.tables, words()
        name = tab_title(self.preset.tab)

        def work(progress: Callable[..., None]) -> int:
            lines: list[tuple[str, ...]] = []
            for start in range(0, len(uids), 500):
                progress(start, len(uids), "rows")
                shown = table.shown_of(service.rows(uids[start : start + 500]))
                lines += [tuple(each.text(one) for each in columns) for one in shown]
            return tables.shown(name, headings, lines, path, sentences, progress)

        out.start(path, work, _written)

    def state(self) -> dict[str, Any]:
        return {"view": self.views.content(), "current": self.subject()}

    def restore(self, state: dict[str, Any]) -> None:
        """As it was left; the view that is kept as the first one waits for nothing of that."""
        if isinstance(state.get("view"), dict):
            self.views.take(state["view"], read=False)
            self.views.restored = True
        if isinstance(state.get("current"), str):
            self._wanted_uid = state["current"]


def _written(count: int, file: str) -> str:
    return plural(count, "{count} finding written to {file}", "{count} findings written to {file}", file=file)
