"""稽核軌跡: who did what, when and where, what stood there before, and whether the record itself is whole."""

from __future__ import annotations

from array import array
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError, Refused
from ui.parts.labels import Frame, Separator
from ui.parts.layouts import column
from ui.parts.shortcuts import bind
from ui.parts.states import EmptyState
from ui.places.base import Command, KeyHint, Place, PlaceAction
from ui.places.trail_chain import ChainBar
from ui.places.trail_difference import DifferencePane
from ui.places.trail_filters import TrailFilters
from ui.places.trail_table import Shown, TrailTable, TrailView, belongs_to_visit, place_of, what
from ui.theme import theme
from ui.words import documents, number, plural, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from auditdesk.model.trail import TrailChoices, TrailRow
    from auditdesk.services.trail import JournalExport
    from ui.jobs import Runner

_WIDTHS = (880, 340)
_PROOF = ".jsonl"


class TrailPlace(Place):
    """Head with the state of the chain, filters, the lines, and the difference of the chosen one. ``choose_file`` asks where to write."""

    key = "trail"
    icon = "trail"

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner)
        self.choose_file = self._ask_where
        self._stale, self._checked = True, False
        self._side_wanted: bool | None = None
        self.chain = ChainBar(runner, desk.trail.check)
        self.filters = TrailFilters(desk.today)
        self.table = TrailTable(runner, desk.trail.page)
        self.view = TrailView(self.table, tr("Lines of the audit trail"))
        self.difference = DifferencePane()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(40)
        self._later.timeout.connect(self._show_line)
        self._build()
        self.filters.changed.connect(self._find)
        self.filters.to_list.connect(self._to_list)
        self.table.order_wanted.connect(lambda _order, _falling: self._find())
        self.table.arrived.connect(self._later.start)
        self.view.row_changed.connect(lambda _row: self._later.start())
        self.view.opened.connect(lambda _row: self._into())
        self.difference.go.clicked.connect(self.go_to_object)
        for keys, widget, act in (("F9", self, self.toggle_side), ("Escape", self.difference, self._to_list)):
            bind(widget, keys, act)

    def _build(self) -> None:
        look = theme()
        self.nothing = EmptyState("trail", tr("Nothing was recorded yet"), tr("Each change leaves a line here, by itself."))
        self.no_hits = EmptyState("filter", tr("No line fits the filter"), "", tr("Clear filter"))
        self.no_hits.acted.connect(self.filters.clear)
        self._pages = QStackedWidget()
        for page in (self.view, self.nothing, self.no_hits):
            self._pages.addWidget(page)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        ground = Frame("base")
        ground.setLayout(column(self._pages, gap=0))
        for pane, stretch, least in ((ground, 1, 240), (self.difference, 0, 240)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
            pane.setMinimumWidth(look.px(least))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for each in (self.chain, Separator(), self.filters, Separator()):
            whole.addWidget(each)
        whole.addWidget(self.splitter, 1)
        self.setMinimumSize(look.px(240), look.px(120))
        self.reset_panes()

    # what the shell asks

    def title(self) -> str:
        return tr("Audit trail")

    def note(self) -> str:
        count = len(self.table.sequences)
        return "" if self._stale else plural(count, "{count} line", "{count} lines")

    def action(self) -> PlaceAction | None:
        refused = self._why_no_export()
        return PlaceAction(tr("Export..."), "download", self.export, ("Ctrl", "Shift", "E"), refused)

    def _why_no_export(self) -> str:
        refusal = self.desk.refusal("journal.export")
        if refusal is not None:
            return words().error(refusal)
        return "" if len(self.table.sequences) else tr("There is nothing to write")

    def keys(self) -> tuple[KeyHint, ...]:
        inside = self.difference.body.hasFocus()
        return (
            KeyHint(("↑", "↓"), tr("scroll") if inside else tr("line")),
            KeyHint(("Esc",), tr("lines")) if inside else KeyHint(("Enter",), tr("what changed")),
            KeyHint(("/",), tr("filter")),
            KeyHint(("F9",), tr("side pane")),
            KeyHint(("Ctrl", "Shift", "E"), tr("export")),
            KeyHint(("F6",), tr("next pane")),
        )

    def commands(self) -> tuple[Command, ...]:
        return (
            Command(tr("Export the audit trail"), "download", self.export, ("Ctrl", "Shift", "E"), refused=self._why_no_export()),
            Command(tr("Check the chain again"), "shield-check", self.chain.check),
            Command(tr("Go to the object of the line"), "arrow-right", self.go_to_object, refused=self._why_not_there()),
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.filters.text.edit, self.view, self.difference.body)

    def reset_panes(self) -> None:
        self._side_wanted = None
        self.splitter.setSizes([theme().px(width) for width in _WIDTHS])
        self._fold()

    def state(self) -> dict[str, Any]:
        return {"sizes": [round(size / theme().scale) for size in self.splitter.sizes()], "side": self._side_wanted}

    def restore(self, state: dict[str, Any]) -> None:
        sizes = state.get("sizes")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(size, int) for size in sizes) and all(sizes):
            self.splitter.setSizes([theme().px(size) for size in sizes])
        if isinstance(state.get("side"), bool):
            self._side_wanted = state["side"]
        self._fold()

    def activate(self) -> None:
        if self._stale:
            self._find()
        if not self._checked:
            self._checked = True
            self.chain.check()
        self._to_list()

    def open_object(self, name: str) -> None:
        self.filters.choose_object(name)

    def refresh(self, changed: frozenset[str]) -> None:
        if changed:
            self._stale = True
            if self.isVisible():
                self._find()

    def focus_filter(self) -> bool:
        self.filters.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.text.edit.selectAll()
        return True

    # reading

    def _find(self) -> None:
        self._stale = False
        wanted, (order, falling), trail = self.filters.wanted(), self.table.order, self.desk.trail
        self.runner.read(lambda: trail.find(wanted, order, falling), self._take, self._refused, latest="trail.find")
        self.runner.read(trail.choices, self._take_choices, self._refused, latest="trail.choices")
        if wanted.object:
            self.runner.read(partial(self._called, wanted.object), self._name, self._refused, latest="trail.called")

    def _take_choices(self, found: TrailChoices) -> None:
        self.filters.show_choices(found)
        self.chain.name_people(dict(found.people))

    def _called(self, name: str) -> tuple[str, str]:
        """What people call the object of a uid; off the GUI thread."""
        from auditdesk.model.trail import TrailFilter

        lines = self.desk.trail.find(TrailFilter(object=name))
        for row in self.desk.trail.pages(lines[:500]):
            if row.uid == name:
                return name, what(row)
        return name, name

    def _name(self, found: tuple[str, str]) -> None:
        name, called = found
        if self.filters.chosen_object == name:
            self.filters.name_object(called)

    def _take(self, sequences: array[int]) -> None:
        self.table.set_sequences(sequences)
        page = self.view if len(sequences) else (self.no_hits if self.filters.wanted().asks else self.nothing)
        focused = self._pages.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._pages.setCurrentWidget(page)
        if focused and page is self.no_hits:
            self.no_hits.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._later.start()
        self.head_changed.emit()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused) and error.code == "record.unknown":
            self.table.set_sequences(array("q"))
            self._pages.setCurrentWidget(self.no_hits)
            self.head_changed.emit()
        elif isinstance(error, AuditDeskError):
            self.failed.emit(error)

    # looking

    def _show_line(self) -> None:
        shown = self.view.current_row()
        self.difference.show_line(shown.row if isinstance(shown, Shown) else None)
        self.difference.go.refuse(self._why_not_there())

    def _line(self) -> TrailRow | None:
        shown = self.view.current_row()
        return shown.row if isinstance(shown, Shown) else None

    def _place_of_line(self) -> tuple[str, str] | None:
        """Place and object of the chosen line; None when it has no place of its own."""
        row = self._line()
        return None if row is None else place_of(row)

    def _why_not_there(self) -> str:
        row = self._line()
        if row is not None and belongs_to_visit(row):
            return ""
        return "" if self._place_of_line() else tr("The line is about something that has no place of its own.")

    def go_to_object(self) -> None:
        """To the place of what the chosen line is about; what belongs to a visit is looked at there."""
        row = self._line()
        if row is not None and belongs_to_visit(row):
            work = partial(self.desk.trail.visit_of, row.kind, row.uid)
            self.runner.read(work, self._go_to_visit, self._refused, latest="trail.way")
            return
        found = self._place_of_line()
        if found is not None:
            self.go_to.emit(*found)

    def _go_to_visit(self, found: tuple[str, str] | None) -> None:
        if found is None:
            self.said.emit(tr("What the line is about is no longer there."))
        else:
            visit, item = found
            self.go_to.emit("visits", f"{visit}/{item}" if item else visit)

    def _into(self) -> None:
        """Enter: what the line changed."""
        self._side_wanted = True
        self._fold()
        self.difference.body.setFocus(Qt.FocusReason.OtherFocusReason)
        self.keys_changed.emit()

    def _to_list(self) -> None:
        if self._pages.currentWidget() is self.view:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.filters.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.keys_changed.emit()

    def toggle_side(self) -> None:
        """F9: the pane of differences."""
        self._side_wanted = not self.difference.isVisibleTo(self)
        self._fold()

    def _fold(self) -> None:
        wide = self.width() / theme().scale >= 820
        shown = wide if self._side_wanted is None else self._side_wanted
        if not shown and self.difference.body.hasFocus():
            self._to_list()
        self.difference.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fold()
        super().resizeEvent(event)

    # out

    def _ask_where(self) -> tuple[Path, bool] | None:
        """Where to write, and whether the verifying script is wanted beside it."""
        with_script = tr("Proof with the verifying script (*.jsonl)")
        kinds = ";;".join(("Excel (*.xlsx)", "OpenDocument (*.ods)", "CSV (*.csv)", tr("Proof (*.jsonl)"), with_script))
        chosen, kind = QFileDialog.getSaveFileName(
            self, tr("Export the audit trail"), str(Path(documents(), tr("Audit trail") + ".xlsx")), kinds
        )
        if not chosen:
            return None
        suffix = kind[kind.index("*") + 1 : kind.index(")")] if "*" in kind else ".xlsx"
        path = Path(chosen)
        if suffix == _PROOF or not path.suffix:
            path = path.with_suffix(suffix)
        return path, kind == with_script

    def export(self) -> None:
        """Ctrl+Shift+E: the lines on screen as a table, or the whole journal as a file of proof, by the suffix."""
        if not len(self.table.sequences):
            return
        chosen = self.choose_file()
        if chosen is None:
            return
        path, with_script = chosen
        trail, tables, sentences, lines = self.desk.trail, self.desk.tables, words(), self.table.sequences
        name = tr("Export {file}", file=path.name)
        if path.suffix.lower() == _PROOF:
            job = self.runner.start(name, lambda progress: trail.export(path, with_verifier=with_script, progress=progress))
            job.succeeded.connect(self._proof_written)
        else:
            job = self.runner.start(name, lambda progress: tables.trail(trail.pages(lines), path, sentences, progress))
            job.succeeded.connect(
                lambda count: self.said.emit(tr("{count} lines written to {file}", count=number(count), file=path.name))
            )
        job.failed.connect(self._refused)

    def _proof_written(self, written: JournalExport) -> None:
        self.said.emit(
            tr(
                "{count} lines with {checkpoints} signatures written to {file}",
                count=number(written.lines),
                checkpoints=written.checkpoints,
                file=written.file.name,
            )
        )
