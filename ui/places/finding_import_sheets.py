"""Findings kept elsewhere: what a file would bring row by row, the files taken in, and what other authorities found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.finding_rows import FindingImportRow, FindingPreview, OutsideFindingRow
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.places.firms_overview import inline_list
from ui.places.firms_records import ListSheet
from ui.places.firms_sheets import Sheet
from ui.tables import Column, RowTable
from ui.words import clock, day, plural, tr, words, year_name


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    firm: str
    what: str
    facts: str
    refused: bool


def _lines(preview: FindingPreview) -> list[_Line]:
    """Every row of the file with what happens to it; those that are not taken stand first."""
    found = [_Line(one.row or 0, "", words().problem(one), "", True) for one in preview.problems]
    found += [_Line(number, "", tr("was taken in before"), "", False) for number in preview.already]
    for row in preview.taken:
        if row.visit_number is not None:
            what = tr("draft in {visit}", visit=row.visit_number)
        else:
            what = tr("kept apart, of {authority}", authority=words().show("authority", row.authority))
        found.append(_Line(row.number, row.firm_code, what, row.facts, False))
    return found


class ImportSheet(Sheet):
    """A preview, and the button that takes in what can be."""

    def __init__(self, window: QWidget, preview: FindingPreview, take: Callable[[], None]) -> None:
        super().__init__(window, tr("Findings in {file}", file=preview.file), 900)
        told = [
            plural(len(preview.taken), "{count} row can be taken in", "{count} rows can be taken in"),
            plural(len(preview.already), "{count} was taken in before", "{count} were taken in before"),
            plural(len(preview.problems), "{count} is refused with its reason", "{count} are refused with their reasons"),
        ]
        self.content.addWidget(Label(tr("; ").join(told), "table", "primary", wrap=True))
        if preview.outside:
            apart = plural(
                preview.outside,
                "{count} is another authority's: kept apart with its source, never in our notice.",
                "{count} are other authorities': kept apart with their source, never in our notice.",
            )
            self.content.addWidget(Label(apart, "caption", "secondary", wrap=True))
        self.table = RowTable(
            (
                Column("row", tr("Line"), lambda line: str(line.number), lambda line: line.number, width=56, right=True),
                Column("firm", tr("Firm"), lambda line: line.firm, width=72),
                Column("what", tr("What happens"), lambda line: line.what, width=280, weight=500, tip=lambda line: line.what),
                Column("facts", tr("Facts found"), lambda line: line.facts, width=240, stretch=True, colour="text.secondary"),
            ),
            identity=lambda line: (line.refused, line.number),
            sentence=lambda line: tr(", ").join((str(line.number), line.what)),
            parent=self,
        )
        self.table.set_rows(_lines(preview))
        self.view = inline_list(self.table, tr("Rows of the file"), 12)
        self.content.addWidget(self.view)
        count = len(preview.taken)
        button = self.add_buttons(plural(count, "Take in {count} finding", "Take in {count} findings"), take)
        button.refuse("" if count else tr("The file brings nothing new."))

    def open(self) -> None:
        super().open()
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)


class ImportsSheet(ListSheet):
    """Files taken in; ``undo`` takes the current one back and is set by whoever opens it."""

    def __init__(self, window: QWidget, rows: Sequence[FindingImportRow], refused: str) -> None:
        table = RowTable(
            (
                Column("at", tr("Time"), _at, lambda one: one.applied_at, width=140, colour="text.muted"),
                Column("file", tr("File"), lambda one: one.file_name, width=200, stretch=True, weight=500),
                Column("drafts", tr("Drafts"), lambda one: str(one.drafts), width=70, right=True),
                Column("outside", tr("Of others"), lambda one: str(one.outside), width=80, right=True),
                Column("who", tr("Person"), lambda one: one.applied_by, width=80),
                Column("state", tr("State"), _import_state, width=100),
            ),
            identity=lambda one: one.uid,
            sentence=lambda one: tr(", ").join((one.file_name, _at(one), _import_state(one))),
        )
        super().__init__(window, tr("Files of findings taken in"), table, rows, tr("No file of findings was taken in yet."))
        self.undo: Callable[[str], None] = lambda _uid: None
        self.wrong = Label("", "caption", "danger", wrap=True)
        self.wrong.setVisible(False)
        self.content.addWidget(self.wrong)
        back = Button(tr("Take the file back"), icon="undo")
        back.refuse(refused or ("" if rows else tr("No file of findings was taken in yet.")))
        back.clicked.connect(self._undo)
        self.foot.insertWidget(self.foot.count() - 1, back)

    def _undo(self) -> None:
        one = self.view.current_row()
        if isinstance(one, FindingImportRow):
            self.undo(one.uid)

    def refuse(self, error: AuditDeskError) -> None:
        """Why it can't be taken back."""
        self.wrong.setText(words().error(error))
        self.wrong.setVisible(True)
        self.place()


def _at(one: FindingImportRow) -> str:
    at = one.applied_at.astimezone()
    return f"{day(at.date())} {clock(at)[:5]}"


def _import_state(one: FindingImportRow) -> str:
    return tr("taken back") if one.undone_at is not None else tr("in force")


def outside_sheet(window: QWidget, rows: Sequence[OutsideFindingRow]) -> ListSheet:
    """What other authorities found, each with the file and line it came from."""
    table = RowTable(
        (
            Column("authority", tr("Authority"), lambda one: words().show("authority", one.authority), width=90, weight=500),
            Column("year", tr("Year"), lambda one: year_name(one.year), lambda one: one.year, width=56),
            Column("firm", tr("Firm"), lambda one: one.firm_name, width=120),
            Column("heading", tr("Heading"), lambda one: one.heading, width=140),
            Column("text", tr("Facts found"), lambda one: one.text, width=200, stretch=True, colour="text.secondary"),
            Column("source", tr("Source"), lambda one: f"{one.source_file} {one.source_row}", width=140, colour="text.muted"),
        ),
        identity=lambda one: one.uid,
        sentence=lambda one: tr(", ").join((words().show("authority", one.authority), one.firm_name, one.text)),
    )
    return ListSheet(
        window, tr("Findings of other authorities"), table, rows, tr("No finding of another authority was taken in yet.")
    )
