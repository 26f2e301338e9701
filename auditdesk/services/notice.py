"""The January-1 notice: compiled from the year's accepted findings, previewed, written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from auditdesk.errors import Refused
from auditdesk.model.notice import CompiledNotice
from auditdesk.model.notice_paper import NoticePaper
from auditdesk.model.records import Notice
from auditdesk.model.rows import FindingRow, PaperRow
from auditdesk.model.rulebook import Bilingual
from auditdesk.progress import Progress, silent
from auditdesk.rules.calendar import roc_year
from auditdesk.rules.notice import compile_basis
from auditdesk.rules.notice_paper import Imprint, figures_behind, paper_of
from auditdesk.rules.small_cells import counts_of, published
from auditdesk.services.notice_gathering import basis_content, gather
from auditdesk.services.notice_standing import first_texts
from auditdesk.services.office import Office
from auditdesk.services.written import new_papers, paper_record
from auditdesk.store.journal import canonical
from auditdesk.store.queries import fieldwork
from auditdesk.store.queries import office as office_queries
from auditdesk.words import LANGUAGES, Words


class NoticeService:
    """What the notice of a year would say now. Its life from a draft to the register is in ``notice_life``."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def years(self) -> tuple[int, ...]:
        """Audit years that have findings, the newest first."""
        with self._office.store.read() as connection:
            return fieldwork.finding_years(connection)

    def compile(self, year: int, reference_date: date | None = None) -> CompiledNotice:
        """What the notice of ``year`` would say now, nothing withheld: inside only. Keeps nothing.

        ``reference_date``: the day for the share remedied, today when not given. Raises Refused ``year.out_of_range``.
        """
        basis = gather(self._office, year, reference_date)
        return compile_basis(basis, threshold=self._threshold())

    def behind(self, notice: CompiledNotice, figure: str) -> tuple[FindingRow, ...]:
        """The findings behind a figure, by its key of ``rules.small_cells``. Inside only."""
        with self._office.store.read() as connection:
            return fieldwork.findings(connection, uids=figures_behind(notice, figure))

    def _threshold(self) -> int:
        return self._office.settings().number("notice.threshold")

    def paper(self, notice: CompiledNotice) -> NoticePaper:
        """What would be printed of it without anybody's edits: first wording, small counts withheld."""
        threshold = self._threshold()
        texts = {key: Bilingual(zh, en) for key, (zh, en) in first_texts(notice, threshold).items()}
        publisher = Bilingual(*(Words(language).say("notice_text.publisher") for language in LANGUAGES))
        return paper_of(notice, published(counts_of(notice, threshold)), texts, Imprint("", publisher, threshold))

    def _filled(self, year: int) -> CompiledNotice:
        notice = self.compile(year)
        if not notice.sections:
            raise Refused("notice.nothing_accepted", year=year)
        return notice

    def write(self, year: int, folder: Path, progress: Progress = silent, language: str = "zh_TW") -> tuple[PaperRow, ...]:
        """Write the notice of ``year`` in every format and one language into ``folder`` and keep what it said, with the hash of each file.

        Small counts are withheld. The files carry the notice's number, so that none is ever written over another. Raises Refused
        ``notice.nothing_accepted``; Unavailable for the disk; then no file is left.
        """
        from auditdesk.documents import notice_files

        with self._office.work("notice.write") as work, new_papers(folder) as papers:
            notice = self._filled(year)
            serial = f"N{work.next_number(f'notice/{year}'):02d}"
            paper = self.paper(notice)
            files = notice_files.write_notice(paper, folder, [language], progress=progress, serial=serial)
            papers.written(*files)
            assert notice.basis is not None
            record = work.add(
                Notice(
                    uid=work.new_uid(),
                    number=f"{roc_year(year)}-{serial}",
                    year=year,
                    title=notice_files.title_of(paper, language),
                    compiled_on=notice.compiled_on,
                    state="written",
                    content=canonical({"basis": basis_content(notice.basis)}),
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
