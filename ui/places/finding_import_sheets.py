"""Findings kept elsewhere: what a file would bring row by row, the files taken in, and what other authorities found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.finding_rows import FileDefaults, FindingImportRow, FindingPreview, OutsideCount, OutsideFindingRow
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.parts.layouts import boxed, row
from ui.parts.painting import draw_text
from ui.parts.states import labelled
from ui.places.findings_sheets import rows_that_fit
from ui.places.firms_overview import inline_list
from ui.places.firms_records import ListSheet
from ui.places.firms_sheets import Sheet
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import clock, day, plural, tr, words, year_name

_LACKING = frozenset(f"finding_row.no_{name}" for name in ("authority", "visit", "firm", "year"))
_LOW = 480
"""Design pixels of height from which there is room for more than the rows themselves, which say it too."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    firm: str
    what: str
    facts: str
    refused: bool
    pattern: str = ""
    """The pattern in words, with its code."""
    chosen: bool = True
    """Given by the file or chosen here; otherwise only suggested."""


def _lines(preview: FindingPreview, chosen: Mapping[int, str], wordings: Mapping[str, str]) -> list[_Line]:
    """Every row of the file with what happens to it; those that are not taken stand first."""
    found = [_Line(one.row or 0, "", words().problem(one), "", True) for one in preview.problems]
    found += [_Line(number, "", tr("was taken in before"), "", False) for number in preview.already]
    for one in preview.taken:
        if one.visit_number is not None:
            what = tr("draft in {visit}", visit=one.visit_number)
        else:
            what = tr("kept apart, of {authority}", authority=words().show("authority", one.authority))
        given = chosen.get(one.number, one.pattern)
        pattern = given or next(iter(one.suggestions), "")
        told = f"{pattern} {wordings.get(pattern, '')}".strip()
        found.append(_Line(one.number, one.firm_code, what, one.facts, False, told, bool(given)))
    return found


def _pattern(line: _Line) -> str:
    return line.pattern if line.chosen else tr("1: {pattern}?", pattern=line.pattern)


def _draw_pattern(painter: QPainter, rect: QRect, line: _Line, _current: bool) -> None:
    if line.pattern:
        ink = "text.primary" if line.chosen else "text.muted"
        draw_text(painter, rect, _pattern(line), ink, theme().font("table"))


class ImportSheet(Sheet):
    """A preview, and the button that takes in what can be. ``chosen``: row → the pattern that was taken of those suggested."""

    def __init__(self, window: QWidget, preview: FindingPreview, wordings: Mapping[str, str], take: Callable[[], None]) -> None:
        super().__init__(window, tr("Findings in {file}", file=preview.file), 980)
        self._preview, self._wordings = preview, wordings
        self.chosen: dict[int, str] = {}
        told = [
            plural(len(preview.taken), "{count} row can be taken in", "{count} rows can be taken in"),
            plural(len(preview.already), "{count} was taken in before", "{count} were taken in before"),
            plural(len(preview.problems), "{count} is refused with its reason", "{count} are refused with their reasons"),
        ]
        self.content.addWidget(Label(tr("; ").join(told), "table", "primary", wrap=True))
        low = window.height() < theme().px(_LOW)
        if preview.outside and not low:
            apart = plural(
                preview.outside,
                "{count} is another authority's: kept apart with its source, never in our notice.",
                "{count} are other authorities': kept apart with their source, never in our notice.",
            )
            self.content.addWidget(Label(apart, "caption", "secondary", wrap=True))
        self.table = RowTable(
            (
                Column("row", tr("Line"), lambda line: str(line.number), lambda line: line.number, width=48, right=True),
                Column("firm", tr("Firm"), lambda line: line.firm, width=64),
                Column(
                    "what",
                    tr("What happens"),
                    lambda line: line.what,
                    width=240,
                    stretch=True,
                    weight=500,
                    tip=lambda line: line.what,
                ),
                Column("facts", tr("Facts found"), lambda line: line.facts, width=210, colour="text.secondary"),
                Column("pattern", tr("Pattern"), _pattern, paint=_draw_pattern, width=240, tip=_pattern),
            ),
            identity=lambda line: (line.refused, line.number),
            sentence=lambda line: tr(", ").join((str(line.number), line.what, *filter(None, (_pattern(line),)))),
            parent=self,
        )
        self.table.set_rows(_lines(preview, self.chosen, wordings))
        self.again: Callable[[FileDefaults], None] = lambda _defaults: None
        """Reads the file again with what holds for every row that does not say it; set by whoever opens the sheet."""
        self.match: Callable[[], None] = lambda: None
        """Asks which column is what; set likewise."""
        self.defaults: dict[str, QLineEdit] = {}
        lacking = bool(_LACKING & {one.code for one in preview.problems})
        self.view = inline_list(
            self.table, tr("Rows of the file"), rows_that_fit(window, 410 if lacking else 330, least=1 if lacking else 2)
        )
        if lacking:
            self._add_defaults(low=low)
        self.content.addWidget(self.view)
        self._suggested = {one.number: one.suggestions for one in preview.taken if one.suggestions}
        if self._suggested:
            self.content.addWidget(
                Label(
                    tr(
                        "Freely worded rows keep no pattern unless you choose: 1, 2, 3 or a double click take it, 0 takes it away."
                    ),
                    "caption",
                    "secondary",
                    wrap=True,
                )
            )
        self.view.left_alone = tuple("0123０１２３")
        self.view.opened.connect(lambda line: self.choose(0 if line.chosen else 1))
        count = len(preview.taken)
        if preview.format in ("csv", "workbook", "json"):
            self.match_button = Button(tr("Match columns"), icon="columns", kind="quiet")
            self.match_button.clicked.connect(self._match)
            self.foot.insertWidget(0, self.match_button)
        button = self.add_buttons(plural(count, "Take in {count} finding", "Take in {count} findings"), take)
        button.refuse("" if count else tr("The file brings nothing new."))

    def _add_defaults(self, *, low: bool) -> None:
        """What a checklist of a tool does not say: whose it is, and of which firm and year."""
        fields = (
            ("authority", tr("Authority"), tr("for example TWSE or TPEx")),
            ("visit", tr("Visit"), "108-V001"),
            ("firm", tr("Firm"), ""),
            ("year", tr("Year"), "108"),
        )
        line = row(gap=8)
        for name, title, shown in fields:
            edit = self.defaults[name] = QLineEdit()
            edit.setPlaceholderText(shown)
            edit.returnPressed.connect(self._read_again)
            line.addWidget(labelled(title, edit), 1)
        button = Button(tr("Read again"), icon="sync", kind="quiet")
        button.clicked.connect(self._read_again)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        if not low:
            self.content.addWidget(Label(tr("For rows that do not say it:"), "caption", "secondary"))
        self.content.addWidget(boxed(line))

    def _match(self) -> None:
        self.close_and_return()
        self.match()

    def _read_again(self) -> None:
        told = FileDefaults(**{name: edit.text().strip() for name, edit in self.defaults.items()})
        self.close_and_return()
        self.again(told)

    def open(self) -> None:
        super().open()
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in self.view.left_alone:
            self.choose(int(event.text()))
        else:
            super().keyPressEvent(event)

    def choose(self, digit: int) -> None:
        """Take the suggestion of that place for the current row; 0 takes what was chosen away."""
        line = self.view.current_row()
        offered = self._suggested.get(line.number, ()) if isinstance(line, _Line) and not line.refused else ()
        if not isinstance(line, _Line) or digit > len(offered) or not offered:
            return
        if digit:
            self.chosen[line.number] = offered[digit - 1]
        else:
            self.chosen.pop(line.number, None)
        self.table.set_rows(_lines(self._preview, self.chosen, self._wordings))


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


def _counted(counts: Sequence[OutsideCount]) -> str:
    """The yearly picture in a line: how many findings each authority had."""
    found: dict[str, int] = {}
    for one in counts:
        found[one.authority] = found.get(one.authority, 0) + one.findings
    told = [
        tr("{authority} {count}", authority=words().show("authority", authority), count=count)
        for authority, count in found.items()
    ]
    return tr("{year}: {counts}", year=year_name(counts[0].year), counts=tr(", ").join(told)) if counts else ""


def outside_sheet(window: QWidget, rows: Sequence[OutsideFindingRow], counts: Sequence[OutsideCount]) -> ListSheet:
    """What other authorities found, each with the file and line it came from; ``counts`` of the newest year."""
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
    nothing = tr("No finding of another authority was taken in yet.")
    sheet = ListSheet(window, tr("Findings of other authorities"), table, rows, nothing)
    if counts:
        sheet.content.insertWidget(0, Label(_counted(counts), "table", "primary", wrap=True))
    return sheet
