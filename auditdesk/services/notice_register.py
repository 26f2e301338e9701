"""Locking a notice into files, the public register, proof of a file, and what stands between today and January 1."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditdesk.errors import BadInput, Refused
from auditdesk.model.notice_draft_rows import (
    RARE_PATTERN,
    FlagState,
    IssuePage,
    IssueRow,
    NoticeStage,
    Readiness,
    RegisterQuery,
    Verified,
)
from auditdesk.model.notice_paper import PAPER_FORMATS
from auditdesk.model.notice_records import NoticeDraft, NoticeFlag, NoticeIssue
from auditdesk.model.records import Notice
from auditdesk.model.rows import PaperRow
from auditdesk.model.signing import CertificateFile, Token
from auditdesk.progress import Progress, silent
from auditdesk.rules.calendar import roc_year
from auditdesk.rules.leak_guard.folding import bare
from auditdesk.rules.notice import FIRST_YEAR
from auditdesk.rules.notice_paper import due_day
from auditdesk.rules.search_text import folded
from auditdesk.rules.today import next_notice_year
from auditdesk.services import undo
from auditdesk.services.leaks import LeakService
from auditdesk.services.notice_checks import small_entries
from auditdesk.services.notice_life import NoticeLifeService
from auditdesk.services.notice_standing import Standing, standing_of
from auditdesk.services.notice_verifying import BULLETIN_ENDS, HASHES_END, verified
from auditdesk.services.office import Office
from auditdesk.services.office_signing import office_signer
from auditdesk.services.written import NewPapers, new_papers, paper_record
from auditdesk.store.journal import canonical
from auditdesk.store.queries import fieldwork
from auditdesk.store.queries import notice as queries
from auditdesk.store.queries import office as office_queries
from auditdesk.store.work import Work
from auditdesk.words import LANGUAGES

if TYPE_CHECKING:
    from auditdesk.documents.pdf.signing import Signer

PAGE = 10
"""Lines of the register on one page, as the public page shows them."""


class NoticeRegisterService:
    """Acts on approved notices and on the register."""

    def __init__(self, office: Office, leaks: LeakService, life: NoticeLifeService) -> None:
        self._office = office
        self._leaks = leaks
        self._life = life

    def lock(
        self,
        year: int,
        folder: Path,
        progress: Progress = silent,
        *,
        formats: Sequence[str] = PAPER_FORMATS,
        languages: Sequence[str] = LANGUAGES,
        sign: CertificateFile | Token | None = None,
    ) -> tuple[IssueRow, tuple[PaperRow, ...]]:
        """Write the approved notice into ``folder`` and enter it into the register; from then on nothing of it changes.

        ``formats``: of ``PAPER_FORMATS``, each in ``languages``; ``sign`` signs the PDF files.

        The guard runs once more over the words and over the finished files, and the proof over the figures. Raises Refused
        ``notice.wrong_stage``, ``notice.changed_since_signed``, ``notice.open_flags``, ``notice.small_cells_told``,
        ``notice.file_leaks``, ``paper.exists``, ``signing.certificate_over``; BadInput ``signing.certificate_unreadable``,
        ``notice.format_unknown``, ``notice.language_unknown``, ``notice.nothing_chosen``, ``notice.nothing_to_sign``; Unavailable
        ``signing.token_unreachable``, ``signing.token_component_missing`` and for the disk. No file is left then.
        """
        _demand_choice(formats, languages, signs=sign is not None)
        with self._office.work("notice.lock") as work, new_papers(folder) as papers, self._signer(sign) as signer:
            draft, found = self._life.step(work, year, "lock")
            self._life.demand_proof(work, found)
            serial = f"N{work.next_number(f'notice/{year}'):02d}"
            number = f"{roc_year(year)}-{serial}"
            files = self._files(found, folder, number, serial, papers, progress, formats, languages, signer)
            issue = self._issue(work, draft, found, number, files)
            listed = [{"name": path.name, "sha256": _sha256(path), "size": path.stat().st_size} for path in files]
            files = (*files, *self._beside(papers, issue, found, listed, serial, year))
            self._demand_clean(work, draft, files, progress)
            self._life.certify(work, draft, found, "lock", {"files": listed})
            draft.locked_by, draft.locked_at = work.login, work.now()
            undo.forget(work, draft.uid)
            for path in files:
                work.add(paper_record(work, "notice", issue.notice_uid, number, issue.title, path))
            uid = issue.notice_uid
            work.commit()
        with self._office.store.read() as connection:
            row = next(one for one in queries.issues(connection, year) if one.number == number)
            return row, tuple(sorted(office_queries.papers(connection, subjects=[uid]), key=lambda paper: paper.path))

    def demand_token(self, module: Path) -> None:
        """Before a PIN is asked for. Raises Unavailable ``signing.token_component_missing`` where tokens can't be used here."""
        from auditdesk.documents.pdf.signing import demand_token_component

        demand_token_component(module)

    def page(self, query: RegisterQuery | None = None, page: int = 1) -> IssuePage:
        """Ten lines of the register, the newest first. The keyword is looked for in number, title, category, publisher and files."""
        asked = query or RegisterQuery()
        with self._office.store.read() as connection:
            every = queries.issues(connection)
        rows = [row for row in every if _meets(row, asked)]
        pages = max(1, math.ceil(len(rows) / PAGE))
        page = min(max(page, 1), pages)
        return IssuePage(tuple(rows[(page - 1) * PAGE : page * PAGE]), page, pages, len(rows))

    def verify(self, path: Path) -> Verified:
        """Whether a file is one that was locked, or its list of hashes or bulletin, and whether its notice's figures come out again from
        the frozen records. A list is held against the register and against the files that lie beside it.

        Raises Unavailable or BadInput for a file that can't be read.
        """
        with self._office.store.read() as connection:
            return verified(connection, path)

    def next_year(self) -> int:
        """The year whose notice comes next by the office's day."""
        today = self._office.today()
        stages: dict[int, NoticeStage] = {}
        with self._office.store.read() as connection:
            for year in (today.year - 1, today.year):
                row = queries.draft_of_year(connection, year)
                if row is not None:
                    stages[year] = standing_of(connection, row).stage
        locked = {year for year, stage in stages.items() if stage is NoticeStage.LOCKED}
        return max(FIRST_YEAR, next_notice_year(today, locked, stages))

    def opening_year(self) -> int | None:
        """The year to begin with: the next one's as soon as it has accepted findings, else the newest that has, else the newest with
        any; None without findings."""
        with self._office.store.read() as connection:
            years, counted = fieldwork.finding_years(connection), fieldwork.counted_years(connection)
        coming = self.next_year()
        return coming if coming in counted else next(iter((*counted, *years)), None)

    def readiness(self, year: int) -> Readiness:
        """What stands between today and the publication of the notice of ``year``."""
        today = self._office.today()
        with self._office.store.read() as connection:
            row = queries.draft_of_year(connection, year)
            found = None if row is None else standing_of(connection, row)
            newest = queries.newest_list(connection)
            waiting = queries.waiting_findings(connection, year)
            clashes = len(queries.open_clashes(connection, year))
            unsigned = len(queries.unsigned_visits(connection, year))
            numbers = [one.number for one in queries.issues(connection, year)]
        age = None if newest is None else (today - newest).days
        flags = self._life.flags(year) if found is not None and not _locked(found) else ()
        open_flags = [flag for flag in flags if flag.open and flag.kind != RARE_PATTERN]
        return Readiness(
            year=year,
            publish_on=due_day(year),
            days_left=(due_day(year) - today).days,
            unreviewed_findings=waiting,
            open_clashes=clashes,
            unsigned_visits=unsigned,
            roster_age=age,
            roster_stale=age is None or age > self._office.settings().number("notice.roster_days"),
            small_undecided=0 if found is None else sum(not one.decision for one in small_entries(found)),
            open_flags=len(open_flags),
            stage=NoticeStage.COMPILE if found is None else found.stage,
            locked_number=numbers[0] if numbers else "",
        )

    # inside

    def _signer(self, sign: CertificateFile | Token | None) -> AbstractContextManager[Signer | None]:
        return nullcontext() if sign is None else office_signer(self._office, sign)

    def _files(
        self,
        found: Standing,
        folder: Path,
        number: str,
        serial: str,
        papers: NewPapers,
        progress: Progress,
        formats: Sequence[str],
        languages: Sequence[str],
        signer: Signer | None,
    ) -> tuple[Path, ...]:
        """The files. They are made from what was approved and from nothing else."""
        from auditdesk.documents import notice_files

        printed = found.paper(self._life.publisher(), number, self._office.today())
        files = notice_files.write_notice(printed, folder, languages, formats, progress, serial=serial, signer=signer)
        papers.written(*files)
        return files

    def _demand_clean(self, work: Work, draft: NoticeDraft, files: tuple[Path, ...], progress: Progress) -> None:
        """No file says more than the words that were checked."""
        agreed = {bare(flag.text) for flag in work.all(NoticeFlag, draft_uid=draft.uid) if flag.state == FlagState.CONFIRMED}
        for done, path in enumerate(files):
            progress(done, len(files), "leaks")
            for leak in self._leaks.check_paper(path):
                if bare(leak.leak.text) not in agreed:
                    raise Refused("notice.file_leaks", file=path.name, where=leak.where, leak_kind=leak.leak.kind.value)

    def _issue(self, work: Work, draft: NoticeDraft, found: Standing, number: str, files: tuple[Path, ...]) -> NoticeIssue:
        settings = self._office.settings()
        title = found.texts["title"]
        notice = work.add(
            Notice(
                uid=work.new_uid(),
                number=number,
                year=draft.year,
                title=title.zh,
                compiled_on=found.compiled.compiled_on,
                state="locked",
                content=canonical({"figures": dict(found.tables.figures()), "text_hash": found.hash, "draft": draft.uid}),
            )
        )
        listed = [{"name": path.name, "size": path.stat().st_size, "sha256": _sha256(path)} for path in files]
        work.flush()
        return work.add(
            NoticeIssue(
                uid=work.new_uid(),
                notice_uid=notice.uid,
                draft_uid=draft.uid,
                year=draft.year,
                edition_number=draft.edition_number,
                number=number,
                title=title.zh,
                title_en=title.en,
                updated_on=self._office.today(),
                category=settings.text("notice.category"),
                publisher=settings.text("notice.publisher"),
                corrects=found.content.get("corrects"),
                # The words that were reviewed: the reasons of those who began it or sent it back stay inside.
                correction=found.texts["correction"].zh if "correction" in found.texts else "",
                files=canonical(listed),
            )
        )

    def _beside(
        self, papers: NewPapers, issue: NoticeIssue, found: Standing, listed: list[dict[str, Any]], serial: str, year: int
    ) -> tuple[Path, ...]:
        """The metadata for the bulletin page, as JSON and as text, and the list of hashes."""
        replaces = found.replaces
        correction_en = found.texts["correction"].en if "correction" in found.texts else ""
        stem = f"notice-{roc_year(year)}-{serial}"
        bulletin = {
            "number": issue.number,
            "title": issue.title,
            "updated_on": issue.updated_on.isoformat(),
            "category": issue.category,
            "publisher": issue.publisher,
            "title_en": issue.title_en,
            "corrects": issue.corrects,
            "replaces": list(replaces),
            "correction": issue.correction,
            "correction_en": correction_en,
            "files": listed,
        }
        lines = (
            f"編號：{issue.number}",
            f"標題：{issue.title}",
            f"更新日期：{issue.updated_on.isoformat()}",
            f"檔案：{'、'.join(str(one['name']) for one in listed)}",
            f"類別：{issue.category}",
            f"發布單位：{issue.publisher}",
            *((f"更正：{issue.corrects}（{issue.correction}）",) if issue.corrects else ()),
            *((f"取代：{'、'.join(replaces)}",) if len(replaces) > 1 else ()),
        )
        sums = "".join(f"{one['sha256']}  {one['name']}\n" for one in listed)
        return (
            papers.write(stem + BULLETIN_ENDS[0], (json.dumps(bulletin, ensure_ascii=False, indent=1) + "\n").encode()),
            papers.write(stem + BULLETIN_ENDS[1], ("\n".join(lines) + "\n").encode()),
            papers.write(stem + HASHES_END, sums.encode()),
        )


def _demand_choice(formats: Sequence[str], languages: Sequence[str], *, signs: bool) -> None:
    if unknown := [one for one in formats if one not in PAPER_FORMATS]:
        raise BadInput("notice.format_unknown", formats=", ".join(unknown), known=", ".join(PAPER_FORMATS))
    if unknown := [one for one in languages if one not in LANGUAGES]:
        raise BadInput("notice.language_unknown", languages=", ".join(unknown), known=", ".join(LANGUAGES))
    if not formats or not languages:
        raise BadInput("notice.nothing_chosen")
    if signs and "pdf" not in formats:
        raise BadInput("notice.nothing_to_sign")


def _locked(found: Standing) -> bool:
    return found.stage is NoticeStage.LOCKED


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _meets(row: IssueRow, asked: RegisterQuery) -> bool:
    files = " ".join(file.name for file in row.files)
    anything = folded(
        f"{row.number} {row.title} {row.title_en} {row.category} {row.publisher} {files} {row.updated_on.isoformat()}"
    )
    held = (
        (asked.number, row.number),
        (asked.title, f"{row.title} {row.title_en}"),
        (asked.category, row.category),
        (asked.publisher, row.publisher),
    )
    return (
        all(word in anything for word in folded(asked.keyword).split())
        and all(folded(wanted) in folded(text) for wanted, text in held)
        and (asked.since is None or row.updated_on >= asked.since)
        and (asked.until is None or row.updated_on <= asked.until)
    )
