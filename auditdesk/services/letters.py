"""Letters: one 函 for each visited firm with accepted findings of the year."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from auditdesk.errors import Refused
from auditdesk.model.commands import WriteLetters
from auditdesk.model.letter import LetterContent, LetterFinding, Sender
from auditdesk.model.records import Finding, Letter
from auditdesk.model.rows import FindingRow, LetterRow, PaperRow
from auditdesk.model.terms import Authority, FactKind, FindingState
from auditdesk.progress import Progress, silent
from auditdesk.rules.calendar import roc_year
from auditdesk.rules.finding_states import COUNTED_STATES
from auditdesk.rules.firm_codes import file_stem
from auditdesk.rules.firm_register import name_on
from auditdesk.services.findings_moving import move, observations_answered
from auditdesk.services.office import Office
from auditdesk.services.written import new_papers, paper_record
from auditdesk.settings import Settings
from auditdesk.store.journal import canonical
from auditdesk.store.queries import fieldwork, register
from auditdesk.store.queries import office as office_queries
from auditdesk.store.queries.register import FirmIdentity
from auditdesk.store.work import Work

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class BlockedFirm:
    """A firm that gets no letter now, and why.

    ``no_findings``, ``already_lettered``, ``visit_unfinished`` (items not answered), ``not_reviewed``, ``no_address``.
    """

    code: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class LetterBatch:
    """What a batch has written and what it held back."""

    letters: tuple[tuple[LetterRow, tuple[PaperRow, ...]], ...]
    blocked: tuple[BlockedFirm, ...]
    manifest: Path
    """A JSON list of every file of the batch with its SHA-256."""


@dataclass(frozen=True, slots=True)
class _Due:
    firm: FirmIdentity
    findings: tuple[FindingRow, ...]
    visit_dates: tuple[date, ...]


NEEDED = ("sender.name", "sender.address", "sender.contact", "sender.telephone")
"""Without these a letter can't be answered, so none takes a number."""
# The method named `list` hides the built-in type inside the class.
Due = list[_Due]
Blocked = list[BlockedFirm]
Listed = list[dict[str, str]]


class LetterService:
    """Acts on letters."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, year: int | None = None) -> tuple[LetterRow, ...]:
        """Letters in the order of their numbers."""
        with self._office.store.read() as connection:
            return office_queries.letters(connection, year=year)

    def preflight(self, year: int, firms: tuple[str, ...] = ()) -> tuple[tuple[str, ...], tuple[BlockedFirm, ...]]:
        """(codes that would get a letter, firms held back with the reason). Raises Refused ``firm.unknown``."""
        with self._office.store.read() as connection:
            due, blocked = self._due(connection, year, firms, self._office.today())
        return tuple(one.firm.code for one in due), blocked

    def _due(
        self, connection: Connection, year: int, codes: tuple[str, ...], issued_on: date
    ) -> tuple[tuple[_Due, ...], tuple[BlockedFirm, ...]]:
        names = register.facts_of_kind(connection, (FactKind.LEGAL_NAME,))
        known = {
            firm.code: dataclasses.replace(
                firm,
                name=name_on(names.get(firm.uid, ()), issued_on, firm.name),
                address=firm.letter_address or firm.address,
            )
            for firm in register.firms(connection)
        }
        visits = [visit for visit in fieldwork.visits(connection, year=year) if visit.authority == Authority.TWSE]
        findings = fieldwork.findings(connection, year=year)
        lettered = office_queries.lettered_firms(connection)
        codes = tuple(dict.fromkeys(codes))
        for code in codes:
            if code not in known:
                raise Refused("firm.unknown", firm=code)
        visited = {visit.firm_code for visit in visits}
        due: Due = []
        blocked: Blocked = []
        for code in codes or sorted(visited):
            firm = known[code]
            own = [
                finding
                for finding in findings
                if finding.firm_code == code and finding.authority == Authority.TWSE and finding.state != FindingState.WITHDRAWN
            ]
            accepted = tuple(finding for finding in own if finding.state == FindingState.ACCEPTED)
            waiting = [finding for finding in own if finding.state not in COUNTED_STATES]
            if (firm.uid, year) in lettered:
                blocked.append(BlockedFirm(code, firm.name, "already_lettered"))
            elif not own:
                blocked.append(BlockedFirm(code, firm.name, "no_findings"))
            elif any(visit.firm_code == code and visit.done < visit.total for visit in visits):
                blocked.append(BlockedFirm(code, firm.name, "visit_unfinished"))
            elif waiting:
                blocked.append(BlockedFirm(code, firm.name, "not_reviewed"))
            elif not accepted:
                blocked.append(BlockedFirm(code, firm.name, "no_findings"))
            elif not firm.address:
                blocked.append(BlockedFirm(code, firm.name, "no_address"))
            else:
                days = tuple(sorted(visit.reference_date for visit in visits if visit.firm_code == code))
                due.append(_Due(firm, accepted, days))
        return tuple(due), tuple(blocked)

    def write(self, order: WriteLetters, progress: Progress = silent) -> LetterBatch:
        """A letter for each firm that is due, as PDF in ``folder``; numbers are taken and kept only when all are written.

        Cancelling or failing removes the files of this batch and gives its numbers back; what a killed run left with the same
        content is taken over. A due date before the letter counts anew from it. Raises Refused ``firm.unknown``,
        ``letters.nothing_due``, ``letters.sender_missing``, ``paper.exists``; BadInput for text that can't be printed; Unavailable
        for the disk.
        """
        from auditdesk.documents.letter_files import letter_pdf

        self._office.demand("letters.write")
        settings = self._office.settings()
        missing = tuple(name for name in NEEDED if not settings.text(name).strip())
        if missing:
            raise Refused("letters.sender_missing", settings=missing, first=missing[0])
        reply_by = order.reply_by or order.issued_on + timedelta(days=settings.number("letters.reply_days"))
        uids: list[str] = []
        with self._office.work("letters.write") as work, new_papers(Path(order.folder)) as papers:
            due, blocked = self._due(work.session.connection(), order.year, order.firms, order.issued_on)
            if not due:
                raise Refused("letters.nothing_due", year=order.year)
            observations = observations_answered(self._office)
            first, serial = "", 0
            listed: Listed = []
            for done, one in enumerate(due):
                progress(done, len(due), "letters")
                serial = work.next_number(f"letter/{order.issued_on.year}")
                number = f"{settings.text('letters.word')}第{roc_year(order.issued_on.year)}{serial:07d}號"
                findings = tuple(_with_period(work, finding, order.issued_on, settings) for finding in one.findings)
                content = self._content(dataclasses.replace(one, findings=findings), order, number, reply_by, settings)
                path = papers.write(f"{roc_year(order.year)}-{file_stem(one.firm.code)}-{serial:07d}.pdf", letter_pdf(content))
                first = first or f"{serial:07d}"
                record = work.add(
                    Letter(
                        uid=work.new_uid(),
                        number=number,
                        year=order.year,
                        firm_uid=one.firm.uid,
                        issued_on=order.issued_on,
                        reply_by=reply_by,
                        state="written",
                        findings=canonical([finding.uid for finding in one.findings]),
                        content=canonical(dataclasses.asdict(content)),
                    )
                )
                for finding in one.findings:
                    carried = work.get(Finding, finding.uid)
                    move(self._office, work, carried, "letter", observations=observations)
                    carried.letter_uid = record.uid
                paper = work.add(paper_record(work, "letter", record.uid, number, one.firm.name, path))
                listed.append({"number": number, "firm": one.firm.code, "file": path.name, "sha256": paper.sha256})
                uids.append(record.uid)
            progress(len(due), len(due), "letters")
            manifest = papers.write(f"manifest-{first}-{serial:07d}.json", _manifest(listed))
            work.commit()
        with self._office.store.read() as connection:
            letters = {letter.uid: letter for letter in office_queries.letters(connection, year=order.year)}
            kept = office_queries.papers(connection, kind="letter", subjects=uids)
        return LetterBatch(
            tuple((letters[uid], tuple(paper for paper in kept if paper.subject_uid == uid)) for uid in uids),
            blocked,
            manifest,
        )

    def _content(self, one: _Due, order: WriteLetters, number: str, reply_by: date, settings: Settings) -> LetterContent:
        return LetterContent(
            sender=Sender(
                name=settings.text("sender.name"),
                address=settings.text("sender.address"),
                contact=settings.text("sender.contact"),
                telephone=settings.text("sender.telephone"),
                fax=settings.text("sender.fax"),
                email=settings.text("sender.email"),
            ),
            number=number,
            issued_on=order.issued_on,
            firm_code=one.firm.code,
            firm_name=one.firm.name,
            postal_address=one.firm.address,
            priority=settings.text("letters.priority"),
            classification=settings.text("letters.classification"),
            file_number=settings.text("letters.file_number"),
            retention=settings.text("letters.retention"),
            audit_year=order.year,
            visit_dates=one.visit_dates,
            reply_by=reply_by,
            findings=tuple(self._line(finding) for finding in one.findings),
        )

    def _line(self, finding: FindingRow) -> LetterFinding:
        edition = self._office.rulebook.edition(finding.edition)
        pattern = edition.pattern(finding.pattern)
        criterion = edition.item(finding.item).summary if finding.item else pattern.expected_standard
        return LetterFinding(finding.number, finding.pattern_code, criterion, pattern.wording, finding.facts, finding.due_date)


def _with_period(work: Work, finding: FindingRow, issued_on: date, settings: Settings) -> FindingRow:
    """The finding with a due date that the firm can still keep: one that lies before the letter counts anew from it."""
    if finding.due_date is not None and finding.due_date >= issued_on:
        return finding
    due = issued_on + timedelta(days=settings.number(f"due_days.{finding.severity}"))
    work.get(Finding, finding.uid).due_date = due
    return dataclasses.replace(finding, due_date=due)


def _manifest(listed: list[dict[str, str]]) -> bytes:
    return json.dumps({"letters": listed}, ensure_ascii=False, indent=1).encode() + b"\n"
