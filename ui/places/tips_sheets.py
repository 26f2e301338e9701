"""Sheets of the place of tips: register, correct, name the firm, take into a visit, end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.rows import FirmRow, VisitRow
from auditdesk.model.tips import AddTip, EditTip, TipResult, TipRow, TipSource
from ui.parts.autosave import Autosave
from ui.parts.buttons import Button
from ui.parts.composition import watch
from ui.parts.labels import Label
from ui.parts.layouts import boxed, row
from ui.places.firms_records import Keep, RecordSheet
from ui.places.firms_sheets import Sheet
from ui.theme import theme
from ui.words import day, documents, plural, tr, words

_ABOUT = {
    "tip.subject_needed": "subject",
    "tip.future": "received",
    "firm.unknown": "firm",
    "tip.other_firm": "visit",
    "visit.signed_off": "visit",
    "tip.linked_already": "items",
    "tip.item_unknown": "items",
    "finding.unknown": "finding",
    "tip.finding_other_visit": "finding",
    "reason.needed": "reason",
}


class TipSheet(RecordSheet):
    """A tip's own lines; ``material`` holds what was sent in."""

    def __init__(self, window: QWidget, title: str, do: str, keep: Keep, kind: str = "primary") -> None:
        super().__init__(window, title, do, keep, kind)
        self.material = QPlainTextEdit()
        self.material.setTabChangesFocus(True)
        self.material.setFixedHeight(theme().px(84))
        watch(self.material)
        self.files: tuple[Path, ...] = ()
        self.autosave: Autosave | None = None

    def add_material(self, text: str = "") -> None:
        """Room for what was sent in."""
        self.material.setPlainText(text)
        self._add("material", tr("What was sent in"), self.material)

    def kept_fields(self) -> dict[str, QWidget]:
        """Fields that are kept while they are typed. Who reported is not: it is sealed at once, or nowhere."""
        fields: dict[str, QWidget] = {**self.lines_by_name, **self.choices}
        if self.isAncestorOf(self.material):
            fields["material"] = self.material
        return {name: field for name, field in fields.items() if name not in ("reporter", "contact")}

    def _field(self, name: str) -> QWidget:
        return self.material if name == "material" else super()._field(name)

    def _about(self, error: AuditDeskError) -> str:
        return _ABOUT.get(error.code) or super()._about(error)


def _firms(firms: Sequence[FirmRow]) -> tuple[tuple[str, str], ...]:
    return (("", tr("No firm named yet")), *((firm.code, f"{firm.code} {firm.name}") for firm in firms))


def _sources() -> tuple[tuple[str, str], ...]:
    return tuple((source.value, words().say(f"tip_source.{source.value}")) for source in TipSource)


def add_sheet(window: QWidget, firms: Sequence[FirmRow], today: date, keep: Keep) -> TipSheet:
    """Register a tip: who reported it is sealed with it."""
    sheet = TipSheet(window, tr("Register a tip"), tr("Register"), keep)
    sheet.line("subject", tr("Subject"))
    sheet.day_line("received", tr("Received on"), today)
    sheet.choice("source", tr("Source"), _sources())
    sheet.choice("firm", tr("Named firm"), _firms(firms))
    sheet.add_material()
    sheet.line("reporter", tr("Reporter"), hint=tr("Sealed at once: only administrators read it, and each look is kept."))
    sheet.line("contact", tr("Contact of the reporter"))
    files, told = Button(tr("Files ..."), icon="clip", kind="quiet"), Label("", "caption", "secondary")

    def choose() -> None:
        chosen, _kind = QFileDialog.getOpenFileNames(sheet, tr("Files that came with it"), documents())
        sheet.files = (*sheet.files, *map(Path, chosen))
        told.setText(plural(len(sheet.files), "{count} file", "{count} files") if sheet.files else "")

    files.clicked.connect(choose)
    sheet.content.addWidget(boxed(row(files, told, None)))
    return sheet


def order_of(sheet: TipSheet) -> AddTip:
    """What the sheet orders. Raises BadInput ``date.unreadable``."""
    return AddTip(
        sheet.text("subject"),
        sheet.day("received"),
        TipSource(sheet.chosen("source")),
        sheet.chosen("firm") or None,
        sheet.material.toPlainText(),
        sheet.text("reporter"),
        sheet.text("contact"),
        sheet.files,
    )


def edit_sheet(window: QWidget, tip: TipRow, firms: Sequence[FirmRow], keep: Keep) -> TipSheet:
    """Correct a tip, or say which firm it is about."""
    sheet = TipSheet(window, tr("Tip {number}", number=tip.number), tr("Keep"), keep)
    sheet.line("subject", tr("Subject"), tip.subject)
    sheet.day_line("received", tr("Received on"), tip.received_on)
    sheet.choice("source", tr("Source"), _sources())
    sheet.choices["source"].choose(tip.source)
    sheet.choice("firm", tr("Named firm"), _firms(firms))
    sheet.choices["firm"].choose(tip.firm_code)
    sheet.add_material(tip.material)
    return sheet


def edited(sheet: TipSheet, tip: TipRow) -> EditTip:
    """What the sheet changes. Raises BadInput ``date.unreadable``."""
    firm = sheet.chosen("firm")
    return EditTip(
        tip.uid,
        tip.version,
        sheet.text("subject"),
        sheet.material.toPlainText(),
        sheet.day("received"),
        TipSource(sheet.chosen("source")),
        None if firm == tip.firm_code else firm,
    )


def visit_sheet(window: QWidget, tip: TipRow, visits: Sequence[VisitRow], keep: Keep) -> TipSheet:
    """Take a tip into an open visit, with items that are checked for it."""
    sheet = TipSheet(window, tr("Take {number} into a visit", number=tip.number), tr("Take in"), keep)
    if visits:
        named = tuple((one.number, f"{one.number} {one.firm_name} {day(one.reference_date)}") for one in visits)
        sheet.choice("visit", tr("Visit"), named)
        sheet.line(
            "items", tr("Items"), hint=tr("For example 17010-3, 18000-2. Items outside the scope are added to the checklist.")
        )
    else:
        told = tr("This firm has no visit under way. Open one from the firms, then take the tip in.")
        sheet.content.addWidget(Label(told, "table", "primary", wrap=True))
    sheet.line("finding", tr("Or a finding"), hint=tr("Number of the finding that came of it."))
    return sheet


def items_of(sheet: TipSheet) -> tuple[str, ...]:
    """The items in the line, parted by commas of either width or blanks."""
    text = sheet.text("items") if "items" in sheet.lines_by_name else ""
    return tuple(text.replace("、", " ").replace("，", " ").replace(",", " ").split())


def close_sheet(window: QWidget, tip: TipRow, keep: Keep) -> TipSheet:
    """End a tip: with a result, or as withdrawn."""
    sheet = TipSheet(window, tr("Close {number}", number=tip.number), tr("Close tip"), keep)
    results = tuple((one.value, words().say(f"tip_result.{one.value}")) for one in TipResult)
    sheet.choice("result", tr("Result"), (*results, ("withdrawn", tr("Withdrawn by the reporter"))))
    sheet.line("reason", tr("Remark"), hint=tr("Needed where it is withdrawn."))
    return sheet


def reason_sheet(window: QWidget, title: str, do: str, told: str, keep: Keep, kind: str = "primary") -> TipSheet:
    """A reason for opening a tip again, or for looking at who reported it."""
    sheet = TipSheet(window, title, do, keep, kind)
    sheet.content.addWidget(Label(told, "table", "primary", wrap=True))
    sheet.line("reason", tr("Reason"))
    return sheet


def told_sheet(window: QWidget, title: str, told: str) -> Sheet:
    """Something to read, and nothing to do with it."""
    sheet = Sheet(window, title)
    label = Label(told, "body", "primary", wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    sheet.content.addWidget(label)
    done = sheet.primary = Button(tr("Close"), kind="primary", keys=("Ctrl", "Enter"))
    done.clicked.connect(sheet.close_and_return)
    sheet.foot.addWidget(done)
    return sheet
