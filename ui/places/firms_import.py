"""匯入基本資料: read a list, show what it would change and what is wrong with it, and apply it as one act."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError, BadInput, Conflict, Problem
from auditdesk.model.firm_list import ColumnMatching, ListPreview
from auditdesk.model.rulebook import StaffingBand
from auditdesk.progress import Progress
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.combo import Choice
from ui.parts.diff_table import DiffLine, DiffTable
from ui.parts.labels import ElidedLabel, Frame, Label
from ui.parts.layouts import FlowLayout, boxed, clear, column, row
from ui.parts.states import Banner, EmptyState
from ui.places.firms_difference import counts, difference, kinds, problem_table
from ui.places.firms_matching import MatchingPage
from ui.places.firms_sheets import ConfirmSheet, DayPopover
from ui.table_view import RowView
from ui.theme import theme
from ui.words import day, plural, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Job, Runner

SUFFIXES = (".csv", ".xlsx", ".ods", ".json", ".xls", ".txt")
"""Endings of files that are taken in when dropped; what a file really is, its content decides."""


class ImportPane(Frame):
    """A list on its way into the register. ``closed`` when it is put away, ``applied`` once the register holds it."""

    closed = Signal()
    turned = Signal()
    """Another step with other keys is in view."""
    applied = Signal(object)
    other_wanted = Signal()
    export_wanted = Signal(object)
    """The problems to write to a file."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__("base")
        self._desk, self._runner = desk, runner
        self._path: Path | None = None
        self._as_of: date | None = None
        self._bands: tuple[StaffingBand, ...] = ()
        self._mapping: Mapping[str, str] | None = None
        self._matching = False
        self._whole: ListPreview | None = None
        self._out: set[str] = set()
        self.preview: ListPreview | None = None
        """What would be applied: the list without what is left out."""
        self._job: Job | None = None
        self._build()

    def _build(self) -> None:
        look = theme()
        self._title = ElidedLabel("", "subtitle", "primary", 500)
        self.as_of = Button("", icon="calendar", kind="link", small=True)
        self.as_of.clicked.connect(self._choose_day)
        self.match = Button(tr("Match columns"), icon="columns", kind="quiet")
        self.match.clicked.connect(lambda: self._read_again(match=True))
        self.other = Button(tr("Other file …"), icon="upload", kind="quiet")
        self.other.clicked.connect(self.other_wanted)
        head = Frame("header")
        head.setLayout(row(self._title, self.as_of, None, self.match, self.other, gap=10, margins=(16, 7, 12, 7)))
        self._counts = Label("", "table", "secondary", wrap=True)
        self._banners = column(gap=6)
        self.view_choice = SegmentedControl((("changes", tr("Differences")), ("problems", tr("Problems"))), name=tr("Show"))
        self.view_choice.chosen.connect(self._turn)
        self.export_button = Button(tr("Export problems"), icon="download", kind="quiet")
        self.export_button.clicked.connect(self._export)
        self._reading = self._reading_page()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._reading)
        self._why_not = Label("", "caption", "danger", wrap=True)
        self.cancel = Button(tr("Cancel"), kind="quiet", keys=("Esc",))
        self.cancel.clicked.connect(self.leave)
        self.apply = Button(tr("Apply"), kind="primary", keys=("Ctrl", "Enter"))
        self.apply.clicked.connect(self._confirm)
        foot = Frame("footer")
        foot.setLayout(row(self._why_not, self.cancel, self.apply, gap=8, margins=(16, 8, 12, 8)))
        self.kind = Choice(tr("Kind of difference"))
        self.kind.chosen.connect(self._choose_kind)
        self.leave_button = Button(tr("Leave out"), icon="x", kind="quiet", keys=("Space",))
        self.leave_button.clicked.connect(lambda: self._turn_left(self.changes.current_row()))
        bar = boxed(FlowLayout(self.view_choice, self.kind, self.leave_button, self.export_button, gap=8))
        self._told = boxed(column(self._counts, self._banners, bar, gap=8, margins=(16, 10, 12, 10)))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for part in (head, self._told):
            lines.addWidget(part)
        lines.addWidget(self._stack, 1)
        lines.addWidget(foot)
        self.setMinimumWidth(look.px(300))

    def _reading_page(self) -> QWidget:
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Reading the list"))
        self._bar.setFixedWidth(theme().px(320))
        self._step = Label(tr("Reading the list …"), "table", "secondary")
        middle = column(None, self._step, self._bar, None, gap=8)
        middle.setAlignment(self._bar, Qt.AlignmentFlag.AlignHCenter)
        middle.setAlignment(self._step, Qt.AlignmentFlag.AlignHCenter)
        return boxed(middle)

    @cached_property
    def changes(self) -> DiffTable:
        """What the list would change; made when a list has been read."""
        table = DiffTable(tr("Differences"))
        table.leave_wanted.connect(self._turn_left)
        table.row_changed.connect(self._suit_leave)
        self._stack.addWidget(table)
        return table

    @cached_property
    def problems(self) -> RowView:
        """What is wrong with the list; made when a list has been read."""
        view = RowView(problem_table(), tr("Problems"))
        view.table().setParent(view)
        self._stack.addWidget(view)
        return view

    @cached_property
    def matching(self) -> MatchingPage:
        """Which column is what; made when a file asks for it."""
        page = MatchingPage(self._desk.firm_lists.check_mapping)
        self._stack.addWidget(page)
        return page

    @cached_property
    def _no_changes(self) -> EmptyState:
        page = EmptyState("check", tr("The register already says what the list says"))
        self._stack.addWidget(page)
        return page

    @property
    def is_matching(self) -> bool:
        """Columns are being matched; nothing has been read yet."""
        return self._matching

    # reading

    def read(self, path: Path, bands: Sequence[StaffingBand], as_of: date | None = None) -> None:
        """Preview a file as a job, asking first which column is what where that is not known; ``bands`` give the tiers their ranges."""
        self._path, self._as_of, self._bands, self._mapping = path, as_of, tuple(bands), None
        self._read_again()

    def _read_again(self, *, match: bool = False) -> None:
        path, as_of, mapping = self._path, self._as_of, self._mapping
        assert path is not None
        self.preview = self._whole = None
        self._out, self._matching = set(), False
        self.turned.emit()
        self.match.setVisible(False)
        self.apply.setText(tr("Apply"))
        self._title.setText(tr("Import firm list: {file}", file=path.name))
        self.as_of.setVisible(False)
        self._told.setVisible(False)
        self.apply.refuse(tr("The list is still being read"))
        self._why_not.setText("")
        self._stack.setCurrentWidget(self._reading)
        self._bar.setRange(0, 0)
        self.setFocusProxy(self.cancel)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        lists = self._desk.firm_lists

        def read(progress: Progress) -> ListPreview | ColumnMatching:
            asked = lists.matching(path, match) if match or mapping is None else None
            return asked if asked is not None else lists.preview(path, as_of, mapping, progress)

        self._watch(self._runner.start(tr("Read {file}", file=path.name), read), self._read_done, self._show_failure)

    def _read_done(self, found: ListPreview | ColumnMatching) -> None:
        self._job = None
        if isinstance(found, ListPreview):
            self._show(found)
            return
        self._matching = True
        self.matching.show_matching(found)
        self._stack.setCurrentWidget(self.matching)
        self.apply.setText(tr("Show differences"))
        self._allow("")
        self.setFocusProxy(self.matching)
        self.matching.setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit()

    def _watch(self, job: Job, then: Callable[..., None], failed: Callable[[Exception], None]) -> None:
        self._job = job
        job.progressed.connect(self._show_progress)
        job.succeeded.connect(then)
        job.failed.connect(failed)
        job.cancelled.connect(self.closed)

    def _show_progress(self, done: int, total: int, _step: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    # what is shown

    def _show(self, preview: ListPreview) -> None:
        self._whole, self._job = preview, None
        problems = preview.list.problems
        self.match.setVisible(preview.list.format in ("mapped", "template"))
        self._show_lines()
        self._choose_kind("")
        self.as_of.setText(tr("facts count from {day}", day=day(preview.as_of)))
        self.as_of.setAccessibleName(self.as_of.text())
        self.as_of.setVisible(True)
        self.as_of.updateGeometry()
        self._show_problems(problems)
        self._suit_apply()
        blocking = any(problem.blocking for problem in problems)
        self._turn("problems" if blocking else "changes")

    def _show_lines(self) -> None:
        """The differences of the list, and which of them are left out."""
        whole = self._whole
        assert whole is not None
        preview = self.preview = self._desk.firm_lists.leave_out(whole, self._out)
        lines = difference(whole, self._bands, preview.left_out)
        self.changes.show_lines(lines)
        self.kind.set_choices(kinds(lines), self.kind.current() or "")
        self._counts.setText(counts(preview))
        self.view_choice.set_text("changes", tr("Differences {count}", count=sum(line.tone != "stayed" for line in lines)))
        self._suit_leave(self.changes.current_row())

    def _suit_apply(self) -> None:
        preview = self.preview
        assert preview is not None
        blocking = sum(problem.blocking for problem in preview.list.problems)
        nothing = not (preview.changes or preview.branch_changes)
        why = ""
        if (refused := self._desk.refusal("firms.apply")) is not None:
            why = words().error(refused)
        elif blocking:
            why = plural(
                blocking,
                "{count} problem blocks the list: mend the file and read it again. The register is unchanged.",
                "{count} problems block the list: mend the file and read it again. The register is unchanged.",
            )
        elif nothing:
            why = tr("Nothing to apply.")
        self._allow(why, tone="danger" if blocking else "muted")

    def _choose_kind(self, tone: str) -> None:
        self.kind.choose(tone)
        self.changes.show_kind(tone or None)

    def _can_leave(self, line: DiffLine | None) -> bool:
        return line is not None and line.tone in ("move", "added", "changed")

    def _suit_leave(self, line: DiffLine | None) -> None:
        """The button says what the space bar does to the line."""
        chosen = line is not None and line.code in self._out
        self.leave_button.setText(tr("Take in again") if chosen else tr("Leave out"))
        self.leave_button.updateGeometry()
        self.leave_button.refuse("" if self._can_leave(line) else tr("The list changes nothing here."))
        if line is not None and line.left and not chosen:
            self.leave_button.refuse(tr("Its firm is left out: take the firm in again."))

    def _turn_left(self, line: DiffLine | None) -> None:
        if line is None or not self._can_leave(line) or (line.left and line.code not in self._out):
            return
        self._out ^= {line.code}
        self._show_lines()
        self._suit_apply()

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        self.problems.table().set_rows(sorted(problems, key=lambda problem: not problem.blocking))
        self.view_choice.set_text("problems", tr("Problems {count}", count=len(problems)))
        self.export_button.setVisible(bool(problems))
        clear(self._banners)
        self._told.setVisible(True)

    def _show_failure(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, AuditDeskError):
            self.closed.emit()
            return
        file = self._path.name if self._path else ""
        found = (
            error.problems
            if isinstance(error, BadInput) and error.problems
            else (Problem(error.code, file, values=error.values),)
        )
        self._counts.setText(tr("The file was not taken in. The register is unchanged."))
        self.view_choice.set_text("changes", tr("Differences {count}", count=0))
        self.changes.show_lines(())
        self._show_problems(found)
        self._banners.addWidget(Banner("danger", words().error(error), code=error.code, closable=False))
        self._allow(tr("The file can't be applied: see the problems."))
        self.match.setVisible(True)
        self._turn("problems")

    def _allow(self, why_not: str, tone: str = "danger") -> None:
        self.apply.refuse(why_not)
        self._why_not.setText(why_not)
        self._why_not.set_tone(tone)

    def _turn(self, key: str) -> None:
        self.view_choice.choose(key)
        page: QWidget = self.problems if key == "problems" else self.changes
        for part in (self.kind, self.leave_button):
            part.setVisible(key == "changes" and bool(self.changes.table().rows))
        if key == "changes" and not self.changes.table().rows:
            page = self._no_changes
        self._stack.setCurrentWidget(page)
        target = page if isinstance(page, RowView) else self.cancel
        self.setFocusProxy(target)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # acting

    def _export(self) -> None:
        self.export_wanted.emit(self.problems.table().shown)

    def _choose_day(self) -> None:
        if self.preview is None or self._path is None:
            return
        popover = DayPopover(self.preview.as_of, self._desk.today(), (self.preview.as_of.year,))
        popover.chosen.connect(self._read_as_of)
        popover.open_at(self.as_of)

    def _read_as_of(self, when: date) -> None:
        self._as_of = when
        self._read_again()

    def _confirm(self) -> None:
        if self._matching:
            mapping = self.matching.take()
            if mapping is not None:
                self._mapping = mapping
                self._read_again()
            return
        preview = self.preview
        if preview is None or not self.apply.isEnabled():
            return
        told = [
            tr(
                "File {file}, {rows} rows, facts count from {day}.",
                file=preview.list.file,
                rows=preview.list.rows,
                day=day(preview.as_of),
            ),
            counts(preview),
            tr("It is kept as one act in the journal. Firms that the list does not hold stay as they are."),
        ]
        if hints := len(preview.list.problems):
            doubtful = plural(hints, "{count} row is questioned: see Problems.", "{count} rows are questioned: see Problems.")
            told.insert(1, doubtful)
        ConfirmSheet(
            self.window(), tr("Apply {file} to the register?", file=preview.list.file), told, tr("Apply"), self._apply
        ).open()

    def _apply(self) -> None:
        preview = self.preview
        assert preview is not None
        self.apply.refuse(tr("The list is being applied"))
        self._step.setText(tr("Applying the list …"))
        self._bar.setRange(0, 0)
        self._stack.setCurrentWidget(self._reading)
        lists, path, mapping = self._desk.firm_lists, self._path, self._mapping

        def apply(progress: Progress) -> ListPreview:
            applied = lists.apply(preview, progress)
            if mapping is not None and path is not None:
                lists.keep_mapping_of(path, mapping)
            return applied

        job = self._runner.start(tr("Apply {file}", file=preview.list.file), apply)
        self._watch(job, self._applied, self._not_applied)

    def _applied(self, preview: ListPreview) -> None:
        self._job = None
        self.applied.emit(preview)

    def _not_applied(self, error: Exception) -> None:
        self._job = None
        if self.preview is None or not isinstance(error, AuditDeskError):
            self.closed.emit()
            return
        if self._whole is not None:
            out = self._out
            self._show(self._whole)
            self._out = out
            self._show_lines()
        again = Button(tr("Read again"), icon="sync", kind="default", small=True)
        again.clicked.connect(self._again)
        actions = (again,) if isinstance(error, Conflict) else ()
        self._banners.addWidget(Banner("danger", words().error(error), code=error.code, actions=actions, closable=False))
        if isinstance(error, Conflict):
            self._allow(words().error(error))

    def _again(self) -> None:
        if self._path is not None:
            self._read_again()

    def leave(self) -> None:
        """Put the list away; what is running is cancelled and rolled back."""
        if self._job is not None and not self._job.over:
            self._job.cancel()
        else:
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._confirm()
        else:
            super().keyPressEvent(event)
