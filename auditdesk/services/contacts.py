"""Whom to write to at a firm: kept from one day to another, ended rather than deleted, erased only when asked for."""

from __future__ import annotations

from datetime import date

from auditdesk.errors import Refused
from auditdesk.model.records import Contact
from auditdesk.model.rows import ContactRow
from auditdesk.rules.spelling import tidy
from auditdesk.services.firm_records import known_firm
from auditdesk.services.office import Office
from auditdesk.store import journal
from auditdesk.store.queries import register


class ContactService:
    """Acts on contacts."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, code: str) -> tuple[ContactRow, ...]:
        """Every contact of a firm, ended ones too, the newest first. Raises Refused ``firm.unknown``."""
        with self._office.store.read() as connection:
            firm = register.firm(connection, code)
            if firm is None:
                raise Refused("firm.unknown", firm=code)
            return register.contacts(connection, firm.uid)

    def add(self, code: str, role: str, since: date, name: str = "", telephone: str = "", email: str = "") -> str:
        """Keep a contact from ``since`` on; returns its uid. Raises Refused ``firm.unknown``, ``contact.role_needed``."""
        if not tidy(role):
            raise Refused("contact.role_needed")
        with self._office.work("contacts.add") as work:
            firm = known_firm(work, code)
            contact = work.add(
                Contact(
                    uid=work.new_uid(),
                    firm_uid=firm.uid,
                    role=tidy(role),
                    name=tidy(name),
                    telephone=tidy(telephone),
                    email=tidy(email),
                    valid_from=since,
                )
            )
            work.commit()
            return contact.uid

    def end(self, contact: str, until: date, seen: int | None = None) -> None:
        """The contact holds until ``until`` (inclusive). Raises Refused ``record.unknown``, ``contact.ends_before``; Conflict."""
        with self._office.work("contacts.end") as work:
            record = work.get(Contact, contact, seen)
            if until < record.valid_from:
                raise Refused("contact.ends_before", day=until, since=record.valid_from)
            if record.valid_until != until:
                record.valid_until = until
                work.commit()

    def erase(self, contact: str, reason: str) -> None:
        """Remove a contact because its person asks for it, with every text the journal holds about it; that it was erased stays.

        Raises Refused ``record.unknown``, ``contact.reason_needed``.
        """
        if not reason.strip():
            raise Refused("contact.reason_needed")
        with self._office.work("contacts.erase") as work:
            work.session.delete(work.get(Contact, contact))
            journal.blank(work.session, {contact}, tidy(reason))
            work.commit()
