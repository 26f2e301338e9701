"""Sheets that change what a firm is, and the two lists beside the register: imports to undo and the tier moves of a year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.facts import DatedFact
from auditdesk.model.firm_list import AppliedListRow, KeptMapping
from auditdesk.model.rows import BranchRow, FirmDetail, TierMoveRow
from ui.parts.buttons import Button
from ui.parts.combo import Choice
from ui.parts.labels import Label
from ui.parts.layouts import boxed, column, row
from ui.parts.states import labelled
from ui.places import firms_words as say
from ui.places.firms_overview import inline_list
from ui.places.firms_sheets import DayEdit, Sheet
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import clock, day, tr, words, year_name

Keep = Callable[["RecordSheet"], None]


_ABOUT = {
    "firm.code_taken": "code",
    "firm.name_needed": "name",
    "firm.unknown": "into",
    "firm.into_needed": "into",
    "firm.merged_with_itself": "into",
    "firm.tied_to_itself": "into",
    "firm.merged_already": "into",
    "fact.source_needed": "source",
    "fact.reason_needed": "reason",
    "contact.role_needed": "role",
    "contact.reason_needed": "reason",
    "contact.ends_before": "until",
}
"""Which line of a sheet a refusal is about."""


class RecordSheet(Sheet):
    """Some lines to fill in and one act. ``refuse`` says beside the line it is about why it can't be."""

    def __init__(self, window: QWidget, title: str, do: str, keep: Keep, kind: str = "primary") -> None:
        super().__init__(window, title)
        self.let_scroll()
        self.lines_by_name: dict[str, QLineEdit] = {}
        self.choices: dict[str, Choice] = {}
        self._faults: dict[str, Label] = {}
        self._asked = ""
        self.wrong = Label("", "caption", "danger", wrap=True)
        self.wrong.setVisible(False)
        self.add_buttons(do, lambda: keep(self), kind=kind)

    def _add(self, name: str, title: str, field: QWidget, hint: str = "") -> None:
        fault = self._faults[name] = Label("", "caption", "danger", wrap=True)
        fault.setVisible(False)
        self.content.addWidget(boxed(column(labelled(title, field, hint), fault, gap=2)))

    def choice(self, name: str, title: str, choices: tuple[tuple[str, str], ...]) -> None:
        """One of several things."""
        self.choices[name] = Choice(title, choices)
        self._add(name, title, self.choices[name])

    def chosen(self, name: str) -> str:
        """What is chosen."""
        return self.choices[name].current() or ""

    def value(self, name: str) -> str:
        """What stands in a line or is chosen."""
        return self.chosen(name) if name in self.choices else self.text(name)

    def line(self, name: str, title: str, text: str = "", hint: str = "") -> None:
        """One line of text under its title."""
        edit = self.lines_by_name[name] = QLineEdit(text)
        edit.setAccessibleName(title)
        self._add(name, title, edit, hint)

    def day_line(self, name: str, title: str, on: date) -> None:
        """One day."""
        edit = self.lines_by_name[name] = DayEdit(on)
        edit.setAccessibleName(title)
        self._add(name, title, edit)

    def text(self, name: str) -> str:
        """What stands in a line."""
        return self.lines_by_name[name].text().strip()

    def day(self, name: str) -> date:
        """The day in a line. Raises BadInput ``date.unreadable``."""
        edit = self.lines_by_name[name]
        assert isinstance(edit, DayEdit)
        self._asked = name
        return edit.read()

    def open(self) -> None:
        self.content.addWidget(self.wrong)
        super().open()
        first = next(iter(self._faults))
        self._field(first).setFocus(Qt.FocusReason.PopupFocusReason)

    def _field(self, name: str) -> QWidget:
        return self.choices[name] if name in self.choices else self.lines_by_name[name]

    def refuse(self, error: AuditDeskError) -> None:
        """Say why it can't be kept, beside the line it is about; what was typed stays."""
        if "fact" in error.values:
            error.values["fact"] = say.fact_name(str(error.values["fact"]))
        for label in (self.wrong, *self._faults.values()):
            label.setVisible(False)
        about = self._about(error)
        label = self._faults.get(about, self.wrong)
        label.setText(words().error(error))
        label.setVisible(True)
        if about in self._faults:
            self._field(about).setFocus(Qt.FocusReason.OtherFocusReason)
        self.let_see(label)

    def _about(self, error: AuditDeskError) -> str:
        if error.code.startswith("date."):
            return self._asked
        if error.code.startswith("code."):
            return "into" if "into" in self.choices else "code"
        if error.code == "fact.wrong_value":
            return next((name for name in ("into", "state", "name") if name in self._faults), "")
        return _ABOUT.get(error.code, "")


class ParticularsSheet(RecordSheet):
    """What is known of a firm without a day."""

    def __init__(self, window: QWidget, firm: FirmDetail, keep: Keep) -> None:
        super().__init__(window, tr("Particulars of {name}", name=firm.row.name), tr("Keep"), keep)
        kinds = ("securities_firm", "bank_desk", "foreign_branch")
        self.kind = Choice(tr("Kind of firm"), tuple((kind, say.term("firm_kind", kind)) for kind in kinds), firm.kind)
        self.line("short_name", tr("Short name"), firm.row.short_name)
        self.line("english_name", tr("English name"), firm.english_name)
        self.line("unified_number", tr("Unified number"), firm.unified_number)
        self.content.addWidget(labelled(tr("Kind of firm"), self.kind))
        self.line("spellings", tr("Other spellings"), tr(", ").join(firm.spellings), tr("Lists are matched by them."))
        self.line("letter_address", tr("Letter address"), firm.letter_address)
        self.line("letter_recipient", tr("Recipient of letters"), firm.letter_recipient)
        self.line("address", tr("Address"), firm.address)
        self.line("telephone", tr("Telephone"), firm.telephone)

    def fields(self) -> dict[str, str]:
        """Every line but the spellings, and the kind."""
        texts = {name: self.text(name) for name in self.lines_by_name if name != "spellings"}
        return texts | {"firm_kind": self.kind.current() or ""}

    def spellings(self) -> tuple[str, ...]:
        """The other spellings, parted by commas of either width."""
        parts = self.text("spellings").replace("、", ",").replace("，", ",").split(",")
        return tuple(part.strip() for part in parts if part.strip())


def contact_sheet(window: QWidget, firm: str, on: date, keep: Keep) -> RecordSheet:
    """A new contact: role, and a name only where it is needed."""
    sheet = RecordSheet(window, tr("Add a contact of {firm}", firm=firm), tr("Keep"), keep)
    sheet.line("role", tr("Role"))
    sheet.line("name", tr("Name"), hint=tr("Only where an audit needs it."))
    sheet.line("telephone", tr("Telephone"))
    sheet.line("email", tr("E-mail"))
    sheet.day_line("since", tr("Valid from"), on)
    return sheet


def retract_sheet(window: QWidget, fact: DatedFact, keep: Keep) -> RecordSheet:
    """Take one fact back, with the reason."""
    sheet = RecordSheet(window, tr("Take a fact back"), tr("Take back"), keep)
    told = tr(
        "{fact}: {value} from {day}, source {source}",
        fact=say.fact_name(fact.kind),
        value=say.fact_value(fact.kind, fact.value),
        day=day(fact.valid_from),
        source=fact.source,
    )
    sheet.content.addWidget(Label(told, "table", "primary", wrap=True))
    sheet.line("reason", tr("Reason"), hint=tr("It stays in the history and counts nowhere from now on."))
    return sheet


_AROUND_LIST = 236
"""Design pixels of the window that a sheet needs above and below the rows of its list."""


class ListSheet(Sheet):
    """A list to look at, with what may be done with its current row."""

    def __init__(self, window: QWidget, title: str, table: RowTable, rows: Sequence[object], nothing: str) -> None:
        super().__init__(window, title, 820)
        table.set_rows(rows)
        self.table = table
        room = window.height() - theme().px(_AROUND_LIST)
        self.view = inline_list(table, title, max(2, min(12, room // theme().row_height())))
        if rows:
            self.content.addWidget(self.view)
            if self.view.current_row() is None:  # so that the button below has something to act on
                self.view.setCurrentIndex(table.index(0, 0))
        else:
            self.view.setParent(None)
            self.content.addWidget(Label(nothing, "table", "muted", wrap=True))
        self.closing = Button(tr("Close"), kind="default")
        self.closing.clicked.connect(self.close_and_return)
        self.foot.addLayout(row(self.closing))

    def offer(self, button: Button) -> None:
        """What may be done with the rows, at the foot; hidden where there are none. It is never shown before it has its place: as a
        window of its own it would take the focus away."""
        self.foot.insertWidget(0, button)
        button.setVisible(self.table.rowCount() > 0)

    def open(self) -> None:
        super().open()
        (self.view if self.view.isVisibleTo(self) else self.closing).setFocus(Qt.FocusReason.PopupFocusReason)


def imports_table() -> RowTable:
    """The lists that were taken in."""
    return RowTable(
        (
            Column("at", tr("Time"), _applied_at, lambda one: one.applied_at, width=140, colour="text.muted"),
            Column("file", tr("File"), lambda one: one.file_name, width=200, stretch=True, tip=lambda one: one.file_name),
            Column("as_of", tr("Valid from"), lambda one: day(one.as_of), lambda one: one.as_of, width=90),
            Column("who", tr("Person"), lambda one: one.applied_by, width=80),
            Column("state", tr("State"), _import_state, width=150, colour="text.secondary"),
        ),
        identity=lambda one: one.uid,
        sentence=lambda one: tr(", ").join((one.file_name, _applied_at(one), _import_state(one))),
    )


def _applied_at(one: AppliedListRow) -> str:
    return _moment(one.applied_at)


def _moment(at: datetime) -> str:
    return f"{day(at.astimezone().date())} {clock(at)}"


def _import_state(one: AppliedListRow) -> str:
    return tr("Undone by {who}", who=one.undone_by) if one.undone_at else tr("Stands")


def mappings_table() -> RowTable:
    """The column matchings that are remembered."""
    return RowTable(
        (
            Column("at", tr("Time"), lambda one: _moment(one.kept_at), lambda one: one.kept_at, width=140, colour="text.muted"),
            Column("columns", tr("Columns"), matched, width=200, stretch=True, tip=lambda one: matched(one, "\n")),
            Column("who", tr("Person"), lambda one: one.kept_by, width=80),
        ),
        identity=lambda one: one.key,
        sentence=lambda one: tr(", ").join((_moment(one.kept_at), one.kept_by, matched(one))),
    )


def matched(one: KeptMapping, between: str = "") -> str:
    """Which column of theirs is taken for which field of ours."""
    pairs = (tr("{column} as {field}", column=column, field=say.fact_name(field)) for field, column in one.columns.items())
    return (between or tr(", ")).join(pairs)


def moves_table() -> RowTable:
    """The tier moves of a year."""
    return RowTable(
        (
            Column("day", tr("Valid from"), lambda move: day(move.day), lambda move: move.day, width=90, colour="text.muted"),
            Column("code", tr("Code"), lambda move: move.code, width=58, colour="text.muted"),
            Column("name", tr("Name"), lambda move: move.name, width=120, stretch=True),
            Column("from", tr("Before"), lambda move: say.tier(move.before), width=100, colour="text.secondary"),
            Column("to", tr("After"), lambda move: say.tier(move.after), width=100, weight=500),
            Column("capital", tr("Capital"), _capitals, width=150),
            Column("source", tr("Source"), lambda move: move.source, width=120, tip=lambda move: move.source),
        ),
        identity=lambda move: (move.code, move.day),
        sentence=lambda move: tr(", ").join((move.code, move.name, say.tier(move.before), say.tier(move.after), _capitals(move))),
    )


def branches_table() -> RowTable:
    """The branches of a firm."""
    return RowTable(
        (
            Column("code", tr("Code"), lambda one: one.code, width=64, colour="text.muted"),
            Column("name", tr("Name"), lambda one: one.name, width=150, weight=500, tip=lambda one: one.name),
            Column(
                "address", tr("Address"), lambda one: one.address or "–", width=180, stretch=True, tip=lambda one: one.address
            ),
            Column("telephone", tr("Telephone"), lambda one: one.telephone or "–", width=120),
            Column("opened", tr("Opened on"), _opened, lambda one: one.opened_on, width=96, colour="text.secondary"),
        ),
        identity=lambda one: one.code,
        sentence=lambda one: tr(", ").join(part for part in (one.code, one.name, one.address) if part),
    )


def _opened(one: BranchRow) -> str:
    return day(one.opened_on) if one.opened_on else "–"


def _capitals(move: TierMoveRow) -> str:
    return f"{say.amount(move.capital_before)} → {say.amount(move.capital_after)}"


def moves_title(year: int) -> str:
    """The heading of the tier moves of a year."""
    return tr("Tier moves of {year}", year=year_name(year))
