"""The leak guard over any text or paper, with the register and the findings as its dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from auditdesk.model.leaks import FirmSecrets, Leak, Secrets
from auditdesk.model.rows import BranchRow
from auditdesk.model.terms import FactKind
from auditdesk.rules.leak_guard.guard import LeakGuard
from auditdesk.rules.tips import name_parts
from auditdesk.services.office import Office
from auditdesk.store.queries import fieldwork, register, tips


@dataclass(frozen=True, slots=True)
class LeakInPaper:
    """A leak and the part of the paper that it stands in (``page 3``, ``text``, ``file name``); offsets count within that part."""

    where: str
    leak: Leak


class LeakService:
    """Reads only: what could tell which firm is meant."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def guard(self) -> LeakGuard:
        """A guard that knows every firm ever registered, everybody of the office, who sent tips in, and the facts of every finding."""
        with self._office.store.read() as connection:
            firms = register.every_firm(connection)
            names = register.facts_of_kind(connection, (FactKind.LEGAL_NAME,))
            people = register.people(connection)
            reported = tuple(part for row in tips.reporters(connection) for part in name_parts(row[1], row[2]))
            facts: dict[str, list[str]] = {}
            for finding in fieldwork.findings(connection):
                facts.setdefault(finding.firm_uid, []).append(finding.facts)
            branches: dict[str, list[BranchRow]] = {}
            for firm_uid, branch in register.all_branches(connection):
                branches.setdefault(firm_uid, []).append(branch)
        known = tuple(
            FirmSecrets(
                names=(
                    *(firm.name, firm.short_name, firm.english_name, *firm.former_names, *firm.spellings),
                    *(str(fact.value) for fact in names.get(firm.uid, ())),
                ),
                codes=(firm.code, *(branch.code for branch in branches.get(firm.uid, ()))),
                unified_number=firm.unified_number,
                addresses=tuple(filter(None, (firm.address, *(branch.address for branch in branches.get(firm.uid, ()))))),
                telephones=tuple(filter(None, (firm.telephone, *(branch.telephone for branch in branches.get(firm.uid, ()))))),
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
        public = tuple(dict.fromkeys(words for text in rules for words in (text.zh, text.en)))
        return LeakGuard(Secrets(firms=known, persons=(*(person.name for person in people), *reported), public=public))

    def check_text(self, text: str) -> tuple[Leak, ...]:
        """Every leak of ``text``, by place."""
        return self.guard().check(text)

    def check_paper(self, path: Path) -> tuple[LeakInPaper, ...]:
        """Every leak of a finished file: its text, alternative texts, properties and its own name. Raises BadInput for the file."""
        from auditdesk.exchange.paper_text import read_paper

        guard = self.guard()
        return tuple(LeakInPaper(part.where, leak) for part in read_paper(path) for leak in guard.check(part.text))
