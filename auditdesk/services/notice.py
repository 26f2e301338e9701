"""The January-1 notice: compiled from the year's accepted findings, previewed, written."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from auditdesk.errors import Refused
from auditdesk.model.notice import CompiledNotice
from auditdesk.model.records import Notice
from auditdesk.model.rows import PaperRow
from auditdesk.progress import Progress, silent
from auditdesk.rules.calendar import roc_year
from auditdesk.rules.notice import FIRST_YEAR, LAST_YEAR, compile_notice, why_excluded
from auditdesk.services.office import Office
from auditdesk.services.written import new_papers, paper_record
from auditdesk.store.journal import canonical
from auditdesk.store.queries import fieldwork
from auditdesk.store.queries import office as office_queries


class NoticeService:
    """Acts on the yearly notice."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def years(self) -> tuple[int, ...]:
        """Audit years that have findings, the newest first."""
        with self._office.store.read() as connection:
            return fieldwork.finding_years(connection)

    def compile(self, year: int) -> CompiledNotice:
        """What the notice of ``year`` would say now. Keeps nothing. Raises Refused ``year.out_of_range``."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Refused("year.out_of_range", asked=str(year), first=FIRST_YEAR, last=LAST_YEAR)
        with self._office.store.read() as connection:
            every = fieldwork.findings(connection)
            visits = fieldwork.visits(connection, year=year)
            applied = fieldwork.applied_items(connection, year)
        findings = [finding for finding in every if finding.year == year]
        earlier: dict[str, set[str]] = {}
        for finding in every:
            if finding.year < year and why_excluded(finding) is None:
                earlier.setdefault(finding.pattern, set()).add(finding.firm_uid)
        used = {finding.edition for finding in findings} | {visit.edition for visit in visits}
        return compile_notice(
            year,
            compiled_on=self._office.today(),
            findings=findings,
            visits=visits,
            applied=applied,
            editions=[edition for edition in self._office.rulebook.editions if edition.id in used],
            earlier={pattern: frozenset(firms) for pattern, firms in earlier.items()},
        )

    def preview_pdf(self, year: int, language: str = "zh_TW") -> bytes:
        """The PDF of the notice as it stands now; nothing is kept."""
        from auditdesk.documents import notice_files

        return notice_files.notice_pdf(self._filled(year), language)

    def _filled(self, year: int) -> CompiledNotice:
        notice = self.compile(year)
        if not notice.sections:
            raise Refused("notice.nothing_accepted", year=year)
        return notice

    def write(self, year: int, folder: Path, progress: Progress = silent, language: str = "zh_TW") -> tuple[PaperRow, ...]:
        """Write the notice of ``year`` as PDF, HTML and ODS into ``folder`` and keep what it said, with the hash of each file.

        The files carry the notice's number, so that none is ever written over another. Raises Refused ``notice.nothing_accepted``;
        Unavailable for the disk; then no file is left.
        """
        from auditdesk.documents import notice_files

        with self._office.work("notice.write") as work, new_papers(folder) as papers:
            notice = self._filled(year)
            serial = f"N{work.next_number(f'notice/{year}'):02d}"
            files = notice_files.write_notice(notice, folder, language, progress, number=serial)
            papers.written(*files)
            record = work.add(
                Notice(
                    uid=work.new_uid(),
                    number=f"{roc_year(year)}-{serial}",
                    year=year,
                    title=notice_files.title_of(notice, language),
                    compiled_on=notice.compiled_on,
                    state="written",
                    content=canonical(_plain(notice)),
                )
            )
            for path in files:
                work.add(paper_record(work, "notice", record.uid, record.number, record.title, path))
            uid = record.uid
            work.commit()
        with self._office.store.read() as connection:
            return tuple(sorted(office_queries.papers(connection, subjects=[uid]), key=lambda paper: paper.path))

    def list(self) -> tuple[dict[str, object], ...]:
        """The register of notices written, the newest first: uid, number, year, title, compiled_on, state."""
        with self._office.store.read() as connection:
            return office_queries.notices(connection)


def _plain(notice: CompiledNotice) -> dict[str, object]:
    content: dict[str, object] = dataclasses.asdict(notice)
    return content
