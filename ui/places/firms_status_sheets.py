"""Sheets on what becomes of a firm: entered by hand, named anew, merged, its licence; and the list of its contacts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from auditdesk.model.rows import ContactRow, FirmRow
from auditdesk.model.terms import FirmKind, LicenceState
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.places import firms_words as say
from ui.places.firms_records import Keep, ListSheet, RecordSheet
from ui.tables import Column, RowTable
from ui.words import day, tr


def firm_sheet(window: QWidget, keep: Keep) -> RecordSheet:
    """A firm that no list brought in."""
    sheet = RecordSheet(window, tr("Enter a firm by hand"), tr("Enter"), keep)
    sheet.line("code", tr("Code"), hint=tr("Four letters or digits; upper and lower case make different codes."))
    sheet.line("name", tr("Name"))
    sheet.choice("kind", tr("Kind of firm"), tuple((kind.value, say.term("firm_kind", kind.value)) for kind in FirmKind))
    return sheet


def rename_sheet(window: QWidget, firm: FirmRow, on: date, keep: Keep) -> RecordSheet:
    """Another name from a day on."""
    sheet = RecordSheet(window, tr("Rename {code} {name}", code=firm.code, name=firm.name), tr("Rename"), keep)
    sheet.line("name", tr("New name"), hint=tr("On days before, the firm keeps the name it bore."))
    _since(sheet, on)
    return sheet


def merge_sheet(window: QWidget, firm: FirmRow, others: Sequence[FirmRow], on: date, keep: Keep) -> RecordSheet:
    """Part of another firm from a day on."""
    sheet = RecordSheet(window, tr("Merge {code} {name}", code=firm.code, name=firm.name), tr("Merge"), keep)
    choices = tuple((other.code, f"{other.code} {other.name}") for other in sorted(others, key=lambda other: other.code))
    sheet.choice("into", tr("Merged into"), (("", tr("Choose a firm")), *choices))
    _since(sheet, on)
    told = tr("Its visits, findings and letters stay as they are and are reached from the firm it went into.")
    sheet.content.addWidget(Label(told, "caption", "muted", wrap=True))
    return sheet


def licence_sheet(window: QWidget, firm: FirmRow, on: date, keep: Keep) -> RecordSheet:
    """Licence withdrawn, suspended, or given back from a day on."""
    sheet = RecordSheet(window, tr("Licence of {code} {name}", code=firm.code, name=firm.name), tr("Keep"), keep)
    states = (LicenceState.WITHDRAWN, LicenceState.SUSPENDED, LicenceState.ACTIVE)
    others = tuple((state.value, say.term("licence", state.value)) for state in states if state.value != firm.licence)
    sheet.choice("state", tr("Licence"), others)
    _since(sheet, on)
    return sheet


def _since(sheet: RecordSheet, on: date) -> None:
    sheet.day_line("since", tr("Valid from"), on)
    sheet.line("source", tr("Source"), hint=tr("For example the filing, the interview or the letter."))


def end_sheet(window: QWidget, contact: ContactRow, on: date, keep: Keep) -> RecordSheet:
    """The last day of a contact."""
    sheet = RecordSheet(window, tr("End contact: {who}", who=who(contact)), tr("End"), keep)
    sheet.day_line("until", tr("Last day"), on)
    sheet.content.addWidget(Label(tr("The contact stays in the history of the firm."), "caption", "muted", wrap=True))
    return sheet


def erase_sheet(window: QWidget, contact: ContactRow, keep: Keep) -> RecordSheet:
    """Erase a contact: names who, and what can't be had back."""
    sheet = RecordSheet(window, tr("Erase contact: {who}", who=who(contact)), tr("Erase"), keep, kind="danger")
    told = tr(
        "{who} is removed with telephone and e-mail, and the texts about this contact leave the audit trail. "
        "It can't be undone. That a contact was erased, when and by whom stays. Backups made before still hold it.",
        who=who(contact),
    )
    sheet.content.addWidget(Label(told, "table", "primary", wrap=True))
    sheet.line("reason", tr("Reason"), hint=tr("The reason stays in the audit trail: don't name the person in it."))
    return sheet


def who(contact: ContactRow) -> str:
    """Role and name of a contact."""
    return " ".join(part for part in (contact.role, contact.name) if part)


class ContactsSheet(ListSheet):
    """Every contact of a firm, ended ones too, with what may be done about them."""

    def __init__(self, window: QWidget, firm: FirmRow, rows: Sequence[ContactRow]) -> None:
        nothing = tr("No contact is kept for this firm yet.")
        super().__init__(window, tr("Contacts of {code} {name}", code=firm.code, name=firm.name), contacts_table(), rows, nothing)
        self.add = Button(tr("Add a contact"), icon="plus", kind="quiet")
        self.end = Button(tr("End ..."), icon="calendar", kind="quiet")
        self.erase = Button(tr("Erase ..."), icon="x", kind="quiet")
        for place, button in enumerate((self.add, self.end, self.erase)):
            self.foot.insertWidget(place, button)
            button.setVisible(bool(rows) or button is self.add)

    def contact(self) -> ContactRow | None:
        """The contact on the current line."""
        row = self.view.current_row()
        return row if isinstance(row, ContactRow) else None


def contacts_table() -> RowTable:
    """Role, name, how to reach them, and from when until when."""
    return RowTable(
        (
            Column("role", tr("Role"), lambda one: one.role, width=120, weight=500),
            Column("name", tr("Name"), lambda one: one.name, width=110),
            Column("telephone", tr("Telephone"), lambda one: one.telephone, width=120, colour="text.secondary"),
            Column("email", tr("E-mail"), lambda one: one.email, width=120, stretch=True, colour="text.secondary"),
            Column("from", tr("Valid from"), lambda one: day(one.valid_from), lambda one: one.valid_from, width=92),
            Column("until", tr("Last day"), _until, lambda one: one.valid_until, width=92),
        ),
        identity=lambda one: one.uid,
        sentence=lambda one: tr(", ").join(part for part in (one.role, one.name, one.telephone, one.email, _until(one)) if part),
    )


def _until(contact: ContactRow) -> str:
    return day(contact.valid_until) if contact.valid_until else ""
