"""Reply sheets that came back: what one would bring, line by line, and those that were taken in before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from auditdesk.errors import AuditDeskError, Refused
from auditdesk.model.remedy_rows import SheetLine, SheetPreview, SheetTaken
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.parts.layouts import boxed, row
from ui.parts.states import labelled
from ui.places.findings_sheets import rows_that_fit
from ui.places.firms_overview import inline_list
from ui.places.firms_records import ListSheet
from ui.places.firms_sheets import DayEdit, Sheet
from ui.tables import Column, RowTable
from ui.words import day, plural, tr, words

_ORDER = ("refused", "changed", "new", "same", "empty")


def standing(line: SheetLine) -> str:
    """What taking in a line would do, with the reason where it is refused."""
    if line.standing == "refused":
        return words().error(Refused(line.why, **(line.values or {})))
    return words().say(f"sheet_line.{line.standing}")


class PreviewSheet(Sheet):
    """``again`` reads it for another day, ``take`` takes it in; both are set by whoever opens it."""

    def __init__(self, window: QWidget, preview: SheetPreview) -> None:
        super().__init__(window, tr("Reply sheet {file}", file=preview.path.name), 900)
        self.preview = preview
        self.again: Callable[[], None] = lambda: None
        self.take: Callable[[], None] = lambda: None
        self._told = Label("", "table", "primary", wrap=True)
        self.wrong = Label("", "caption", "danger", wrap=True)
        self.wrong.setVisible(False)
        self.received = DayEdit(preview.received_on)
        self.received.editingFinished.connect(self._day_changed)
        columns = (
            Column("row", tr("Line"), lambda line: str(line.row), width=52, right=True, colour="text.muted"),
            Column("number", tr("Number"), lambda line: line.number, width=118),
            Column("firm", tr("Firm"), lambda line: line.firm_code, width=64),
            Column("standing", tr("What happens"), standing, width=240, weight=500, tip=standing),
            Column("claim", tr("The firm says"), lambda line: words().say(f"claim.{line.claim}") if line.claim else "", width=90),
            Column("text", tr("Reply"), lambda line: line.text, width=180, stretch=True, colour="text.secondary"),
        )
        self.table = RowTable(
            columns,
            identity=lambda line: line.row,
            sentence=lambda line: tr(", ").join((str(line.row), line.number, standing(line))),
            parent=self,
        )
        self.table.set_rows(_sorted(preview))
        self.view = inline_list(self.table, tr("Lines of the sheet"), rows_that_fit(window, 360))
        self.content.addWidget(self._told)
        self.content.addWidget(boxed(row(labelled(tr("Received on"), self.received), None)))
        self.content.addWidget(self.view)
        self.content.addWidget(self.wrong)
        self._button = self.add_buttons("", lambda: self.take())
        self.show_preview(preview)

    def _day_changed(self) -> None:
        if self.received.text() != day(self.preview.received_on):
            self.again()

    def show_preview(self, preview: SheetPreview) -> None:
        """What it would bring now."""
        self.preview = preview
        self.wrong.setVisible(False)
        counts = [(name, preview.count(name)) for name in ("new", "changed", "same", "empty", "refused")]
        self._told.setText(tr("; ").join(f"{words().say(f'sheet_line.{name}')} {count}" for name, count in counts if count))
        self.table.set_rows(_sorted(preview))
        taken = preview.count("new") + preview.count("changed")
        self._button.setText(plural(taken, "Take in {count} reply", "Take in {count} replies"))
        self._button.updateGeometry()
        self._button.refuse("" if taken else tr("The sheet brings nothing new."))

    def refuse(self, error: AuditDeskError) -> None:
        """Why it can't be taken in."""
        self.wrong.setText(words().error(error))
        self.wrong.setVisible(True)
        self.place()

    def open(self) -> None:
        super().open()
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)


def _sorted(preview: SheetPreview) -> list[SheetLine]:
    return sorted(preview.lines, key=lambda line: (_ORDER.index(line.standing), line.row))


class SheetsSheet(ListSheet):
    """Sheets taken in; ``undo`` takes the current one back and is set by whoever opens it."""

    def __init__(self, window: QWidget, rows: Sequence[SheetTaken], refused: str) -> None:
        columns = (
            Column("file", tr("File"), lambda one: one.file_name, width=220, stretch=True, weight=500),
            Column("received", tr("Received on"), lambda one: day(one.received_on), width=96),
            Column("replies", tr("Replies"), lambda one: str(one.replies), width=72, right=True),
            Column("by", tr("Taken in by"), lambda one: one.taken_by, width=100, colour="text.muted"),
            Column("state", tr("State"), _taken_state, width=120),
        )
        table = RowTable(columns, identity=lambda one: one.uid, sentence=lambda one: f"{one.file_name}, {_taken_state(one)}")
        super().__init__(window, tr("Reply sheets taken in"), table, rows, tr("No reply sheet was taken in yet."))
        self.undo: Callable[[str], None] = lambda _uid: None
        self._refused = refused
        self.wrong = Label("", "caption", "danger", wrap=True)
        self.wrong.setVisible(False)
        self.content.addWidget(self.wrong)
        self.back = Button(tr("Take the sheet back"), icon="undo", kind="default")
        self.back.clicked.connect(self._undo)
        self.foot.addWidget(self.back)
        self.view.row_changed.connect(self._tell)
        self._tell(self.view.current_row())

    def _tell(self, one: SheetTaken | None) -> None:
        gone = one is not None and one.undone_at is not None
        none = "" if one is not None else tr("No reply sheet was taken in yet.")
        self.back.refuse(self._refused or none or (tr("It is taken back already.") if gone else ""))

    def _undo(self) -> None:
        one = self.view.current_row()
        if isinstance(one, SheetTaken):
            self.undo(one.uid)

    def refuse(self, error: AuditDeskError) -> None:
        """Why it can't be taken back."""
        self.wrong.setText(words().error(error))
        self.wrong.setVisible(True)
        self.place()


def _taken_state(one: SheetTaken) -> str:
    return tr("taken back") if one.undone_at is not None else tr("in force")
