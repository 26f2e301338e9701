"""The acts of the Firms place on what becomes of a firm and on its contacts: each asks on a sheet and keeps what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from auditdesk.errors import AuditDeskError
from auditdesk.model.rows import ContactRow, FirmDetail, FirmRow
from ui.places.base import Command, Place
from ui.places.firms_record_acts import RecordActs
from ui.places.firms_records import RecordSheet
from ui.places.firms_status_sheets import (
    ContactsSheet,
    end_sheet,
    erase_sheet,
    firm_sheet,
    licence_sheet,
    merge_sheet,
    rename_sheet,
    who,
)
from ui.words import tr

Entry = tuple[str, str, Callable[[], None]]
"""Text, act of the table of acts, what it does."""


class StatusActs:
    """Opens the sheets for one place. ``current`` gives the firm on screen, ``firms`` the register; ``expect`` is told who comes next."""

    def __init__(
        self,
        place: Place,
        records: RecordActs,
        current: Callable[[], FirmDetail | None],
        firms: Callable[[], Sequence[FirmRow]],
        expect: Callable[[str], None],
    ) -> None:
        self._place, self._records, self._current, self._firms = place, records, current, firms
        self._expect = expect

    def entries(self) -> tuple[Entry, ...]:
        """What may become of the firm on screen, for menu and palette."""
        return (
            (tr("Rename ..."), "firms.rename", self.rename),
            (tr("Merge into another firm ..."), "firms.merge", self.merge),
            (tr("Licence ..."), "firms.licence", self.licence),
            (tr("Contacts ..."), "contacts.add", self.contacts),
        )

    def commands(self) -> tuple[Command, ...]:
        """What the palette offers of these."""
        why_not = self._records.why_not
        found = [Command(text, "edit", act, refused=why_not(key)) for text, key, act in self.entries()]
        return (Command(tr("Enter a firm by hand"), "plus", self.add_firm, ("Ctrl", "N"), refused=why_not("firms.add")), *found)

    def add_firm(self) -> None:
        """Enter a firm and go to it."""
        if self._records.why_not("firms.add"):
            return
        records, place = self._place.desk.firm_records, self._place

        def keep(sheet: RecordSheet) -> None:
            code, name, kind = sheet.text("code"), sheet.text("name"), sheet.chosen("kind")

            def told(_none: object) -> str:
                self._expect(code)
                return tr("{firm} is in the register", firm=code)

            self._records.run(sheet, tr("Enter a firm by hand"), lambda _progress: records.add(code, name, kind), told)

        firm_sheet(place.window(), keep).open()

    def rename(self) -> None:
        """Another name from a day on."""
        self._dated("firms.rename", rename_sheet, "name")

    def licence(self) -> None:
        """The licence from a day on."""
        self._dated("firms.licence", licence_sheet, "state")

    def merge(self) -> None:
        """The firm becomes part of another."""
        firm = self._current()
        if firm is not None:
            others = [other for other in self._firms() if other.code != firm.row.code]
            self._dated("firms.merge", lambda window, row, on, keep: merge_sheet(window, row, others, on, keep), "into")

    def _dated(self, act: str, make: Callable[..., RecordSheet], field: str) -> None:
        """Ask for one value, the day it holds from and its source, and keep it under ``act``."""
        firm = self._current()
        if firm is None or self._records.why_not(act):
            return
        records, code = self._place.desk.firm_records, firm.row.code
        do = {"firms.rename": records.rename, "firms.licence": records.licence, "firms.merge": records.merge}[act]

        def keep(sheet: RecordSheet) -> None:
            try:
                since = sheet.day("since")
            except AuditDeskError as error:
                sheet.refuse(error)
                return
            value, source = sheet.value(field), sheet.text("source")
            self._records.run(
                sheet,
                sheet.accessibleName(),
                lambda _progress: do(code, value, since, source),
                lambda _none: tr("{firm} is updated", firm=code),
            )

        make(self._place.window(), firm.row, self._place.desk.today(), keep).open()

    # contacts

    def contacts(self) -> None:
        """The contacts of the firm on screen."""
        firm = self._current()
        if firm is None:
            return
        sheet = ContactsSheet(self._place.window(), firm.row, firm.contacts)
        sheet.add.refuse(self._records.why_not("contacts.add"))

        def suit(contact: object) -> None:
            nobody = "" if isinstance(contact, ContactRow) else tr("Choose a contact first.")
            sheet.end.refuse(self._records.why_not("contacts.end") or nobody)
            sheet.erase.refuse(self._records.why_not("contacts.erase") or nobody)

        def then(act: Callable[[ContactRow], None]) -> Callable[[], None]:
            def go() -> None:
                contact = sheet.contact()
                if contact is not None:
                    sheet.close_and_return()
                    act(contact)

            return go

        sheet.view.row_changed.connect(suit)
        suit(sheet.contact())
        sheet.add.clicked.connect(sheet.close_and_return)
        sheet.add.clicked.connect(self._records.contact)
        sheet.end.clicked.connect(then(self.end_contact))
        sheet.erase.clicked.connect(then(self.erase_contact))
        sheet.open()

    def end_contact(self, contact: ContactRow) -> None:
        """Ask for the last day of a contact."""
        contacts = self._place.desk.contacts

        def keep(sheet: RecordSheet) -> None:
            try:
                until = sheet.day("until")
            except AuditDeskError as error:
                sheet.refuse(error)
                return
            self._records.run(
                sheet,
                tr("End a contact"),
                lambda _progress: contacts.end(contact.uid, until),
                lambda _none: tr("{who} is ended", who=who(contact)),
            )

        end_sheet(self._place.window(), contact, self._place.desk.today(), keep).open()

    def erase_contact(self, contact: ContactRow) -> None:
        """Ask for the reason and erase a contact for good."""
        contacts = self._place.desk.contacts

        def keep(sheet: RecordSheet) -> None:
            reason = sheet.text("reason")
            self._records.run(
                sheet,
                tr("Erase a contact"),
                lambda _progress: contacts.erase(contact.uid, reason),
                lambda _none: tr("The contact is erased"),
            )

        erase_sheet(self._place.window(), contact, keep).open()
