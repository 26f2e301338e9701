"""匯入基本資料: read a list, show what it would change and what is wrong with it, and apply it as one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError, BadInput, Conflict, Problem
from auditdesk.model.firm_list import ListPreview
from auditdesk.model.rulebook import StaffingBand
from auditdesk.rules.acts import may
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.diff_table import DiffTable
from ui.parts.labels import ElidedLabel, Frame, Label
from ui.parts.layouts import boxed, clear, column, row
from ui.parts.states import Banner, EmptyState
from ui.places.firms_difference import counts, difference, problem_table
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
        self.preview: ListPreview | None = None
        self._job: Job | None = None
        self._build()

    def _build(self) -> None:
        look = theme()
        self._title = ElidedLabel("", "subtitle", "primary", 500)
        self.as_of = Button("", icon="calendar", kind="link", small=True)
        self.as_of.clicked.connect(self._choose_day)
        self.other = Button(tr("Other file …"), icon="upload", kind="quiet")
        self.other.clicked.connect(self.other_wanted)
        head = Frame("header")
        head.setLayout(row(self._title, self.as_of, None, self.other, gap=10, margins=(16, 7, 12, 7)))
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
        bar = row(self.view_choice, None, self.export_button, gap=8)
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
    def _no_changes(self) -> EmptyState:
        page = EmptyState("check", tr("The register already says what the list says"))
        self._stack.addWidget(page)
        return page

    # reading

    def read(self, path: Path, bands: Sequence[StaffingBand], as_of: date | None = None) -> None:
        """Preview a file as a job; ``bands`` give the tiers their ranges."""
        self._path, self._as_of, self._bands = path, as_of, tuple(bands)
        self.preview = None
        self._title.setText(tr("Import firm list: {file}", file=path.name))
        self.as_of.setVisible(False)
        self._told.setVisible(False)
        self.apply.refuse(tr("The list is still being read"))
        self._why_not.setText("")
        self._stack.setCurrentWidget(self._reading)
        self._bar.setRange(0, 0)
        self.setFocusProxy(self.cancel)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        preview = self._desk.firm_lists.preview
        job = self._runner.start(tr("Read {file}", file=path.name), lambda progress: preview(path, as_of, None, progress))
        self._watch(job, self._show, self._show_failure)

    def _watch(self, job: Job, then: Callable[[ListPreview], None], failed: Callable[[Exception], None]) -> None:
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
        self.preview, self._job = preview, None
        lines = difference(preview, self._bands)
        problems = preview.list.problems
        self.changes.show_lines(lines)
        self.as_of.setText(tr("facts count from {day}", day=day(preview.as_of)))
        self.as_of.setAccessibleName(self.as_of.text())
        self.as_of.setVisible(True)
        self.as_of.updateGeometry()
        self._counts.setText(counts(preview))
        self._show_problems(problems)
        self.view_choice.set_text("changes", tr("Differences {count}", count=len(lines)))
        blocking = sum(problem.blocking for problem in problems)
        nothing = not (preview.changes or preview.branch_changes)
        why = ""
        if not may("firms.apply", self._desk.actor.roles):
            why = tr("Only a supervisor or a clerk may apply a list.")
        elif blocking:
            why = plural(
                blocking,
                "{count} problem blocks the list: mend the file and read it again. The register is unchanged.",
                "{count} problems block the list: mend the file and read it again. The register is unchanged.",
            )
        elif nothing:
            why = tr("Nothing to apply.")
        self._allow(why, tone="danger" if blocking else "muted")
        self._turn("problems" if blocking else "changes")

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
        self._turn("problems")

    def _allow(self, why_not: str, tone: str = "danger") -> None:
        self.apply.refuse(why_not)
        self._why_not.setText(why_not)
        self._why_not.set_tone(tone)

    def _turn(self, key: str) -> None:
        self.view_choice.choose(key)
        page: QWidget = self.problems if key == "problems" else self.changes
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
        path, bands = self._path, self._bands
        popover = DayPopover(self.preview.as_of, self._desk.today(), (self.preview.as_of.year,))
        popover.chosen.connect(lambda when: self.read(path, bands, when))
        popover.open_at(self.as_of)

    def _confirm(self) -> None:
        preview = self.preview
        if preview is None or not self.apply.isEnabled():
            return
        told = (
            tr(
                "File {file}, {rows} rows, facts count from {day}.",
                file=preview.list.file,
                rows=preview.list.rows,
                day=day(preview.as_of),
            ),
            counts(preview),
            tr("It is kept as one act in the journal. Firms that the list does not hold stay as they are."),
        )
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
        apply = self._desk.firm_lists.apply
        job = self._runner.start(tr("Apply {file}", file=preview.list.file), lambda progress: apply(preview, progress))
        self._watch(job, self._applied, self._not_applied)

    def _applied(self, preview: ListPreview) -> None:
        self._job = None
        self.applied.emit(preview)

    def _not_applied(self, error: Exception) -> None:
        self._job = None
        if self.preview is None or not isinstance(error, AuditDeskError):
            self.closed.emit()
            return
        self._show(self.preview)
        again = Button(tr("Read again"), icon="sync", kind="default", small=True)
        again.clicked.connect(self._again)
        actions = (again,) if isinstance(error, Conflict) else ()
        self._banners.addWidget(Banner("danger", words().error(error), code=error.code, actions=actions, closable=False))
        if isinstance(error, Conflict):
            self._allow(words().error(error))

    def _again(self) -> None:
        if self._path is not None:
            self.read(self._path, self._bands, self._as_of)

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
