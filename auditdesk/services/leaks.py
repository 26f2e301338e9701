"""The leak guard over any text or paper, with the register and the findings as its dictionary."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

from auditdesk.model.leaks import FirmSecrets, Leak, Secrets
from auditdesk.model.rows import BranchRow, ContactRow
from auditdesk.model.terms import FactKind
from auditdesk.rules.leak_guard.guard import LeakGuard
from auditdesk.rules.tips import name_parts
from auditdesk.services.office import Office
from auditdesk.store.journal import canonical
from auditdesk.store.queries import notice as notice_queries
from auditdesk.store.queries import register, tips
from auditdesk.words import catalogue

_FOLLOWED = frozenset(
    {
        "firm",
        "firm_fact",
        "branch",
        "contact",
        "person",
        "finding",
        "field_note",
        "outside_finding",
        "interview",
        "tip",
        "office_edition",
        "office_pattern",
        "list_applied",
    }
)
"""Kinds of records that the dictionary is made of."""


_OWN_WORDS = ("notice_column", "notice_csv", "notice_paper.", "notice_practice.", "notice_sheet.", "notice_text.")
"""Codes of the sentences that the program itself prints in every notice: they give nobody away."""
_REMEMBERED = 4_096
"""Texts whose leaks are remembered: some notices in both languages, with what was typed on the way."""


@dataclass(frozen=True, slots=True)
class LeakInPaper:
    """A leak and the part of the paper that it stands in (``page 3``, ``text``, ``file name``); offsets count within that part."""

    where: str
    leak: Leak


class LeakService:
    """Reads only: what could tell which firm is meant. The guard is made once and again when what it knows has changed."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._lock = threading.Lock()
        self._made: tuple[LeakGuard, str] | None = None
        self._checked: dict[str, tuple[Leak, ...]] = {}
        office.store.subscribe(self._follow)

    def _follow(self, changed: frozenset[str]) -> None:
        if changed & _FOLLOWED:
            with self._lock:
                self._made, self._checked = None, {}

    def guard(self) -> LeakGuard:
        """A guard that knows every firm ever registered, everybody of the office, who sent tips in, and the facts of every finding."""
        return self._with_digest()[0]

    def dictionary_hash(self) -> str:
        """SHA-256 of all that the guard compares with: another one after any change to the register or to a finding."""
        return self._with_digest()[1]

    def _with_digest(self) -> tuple[LeakGuard, str]:
        with self._lock:
            if self._made is None:
                secrets = self._secrets()
                self._made = LeakGuard(secrets), hashlib.sha256(canonical(asdict(secrets)).encode()).hexdigest()
            return self._made

    def _secrets(self) -> Secrets:
        with self._office.store.read() as connection:
            firms = register.every_firm(connection)
            names = register.facts_of_kind(connection, (FactKind.LEGAL_NAME,))
            people = register.people(connection)
            facts: dict[str, list[str]] = {}
            for firm_uid, texts in notice_queries.internal_texts(connection):
                facts.setdefault(firm_uid, []).extend(texts)
            branches: dict[str, list[BranchRow]] = {}
            for firm_uid, branch in register.all_branches(connection):
                branches.setdefault(firm_uid, []).append(branch)
            contacts: dict[str, list[ContactRow]] = {}
            for contact in register.contacts(connection):
                contacts.setdefault(contact.firm_code, []).append(contact)
            interviewed = notice_queries.interviewed(connection)
            reported = tuple(part for row in tips.reporters(connection) for part in name_parts(row[1], row[2]))
        known = tuple(
            FirmSecrets(
                names=(
                    *(firm.name, firm.short_name, firm.english_name, *firm.former_names, *firm.spellings),
                    *(str(fact.value) for fact in names.get(firm.uid, ())),
                ),
                codes=(firm.code, *(branch.code for branch in branches.get(firm.uid, ()))),
                unified_number=firm.unified_number,
                addresses=tuple(filter(None, (firm.address, *(branch.address for branch in branches.get(firm.uid, ()))))),
                telephones=tuple(
                    filter(
                        None,
                        (
                            firm.telephone,
                            *(branch.telephone for branch in branches.get(firm.uid, ())),
                            *(contact.telephone for contact in contacts.get(firm.code, ())),
                        ),
                    )
                ),
                persons=tuple(filter(None, (contact.name for contact in contacts.get(firm.code, ())))),
                facts=tuple(facts.get(firm.uid, ())),
            )
            for firm in firms
        )
        rules = [
            text
            for edition in self._office.rulebook.editions
            for text in (
                *(pattern.wording for pattern in edition.patterns),
                *(pattern.expected_standard for pattern in edition.patterns),
                *(item.summary for item in edition.items),
                *(section.name for section in edition.sections),
            )
        ]
        # A note names its item as #18000-2, and every notice prints CC-18000.
        codes = (section.code for edition in self._office.rulebook.editions for section in edition.sections)
        own = (words for code, said in catalogue().items() if code.startswith(_OWN_WORDS) for words in said.values())
        public = tuple(dict.fromkeys((*(words for text in rules for words in (text.zh, text.en)), *codes, *own)))
        return Secrets(firms=known, persons=(*(person.name for person in people), *interviewed, *reported), public=public)

    def check_text(self, text: str) -> tuple[Leak, ...]:
        """Every leak of ``text``, by place. A text that was checked before costs nothing while the register stays."""
        guard = self.guard()
        known = self._checked.get(text)
        if known is None:
            known = guard.check(text)
            with self._lock:
                if self._made is not None and self._made[0] is guard:  # else the register has changed meanwhile
                    if len(self._checked) >= _REMEMBERED:
                        self._checked.clear()
                    self._checked[text] = known
        return known

    def check_paper(self, path: Path) -> tuple[LeakInPaper, ...]:
        """Every leak of a finished file: its text, alternative texts, properties and its own name. Raises BadInput for the file."""
        from auditdesk.exchange.paper_text import read_paper

        guard = self.guard()
        return tuple(LeakInPaper(part.where, leak) for part in read_paper(path) for leak in guard.check(part.text))
