"""Care of the workspace: what it is, and whether it is whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from auditdesk.errors import Refused, Unavailable
from auditdesk.model.rows import JournalRow, PaperRow
from auditdesk.progress import Progress, silent
from auditdesk.services.office import Office
from auditdesk.store import checkpoints, journal, schema
from auditdesk.store.journal_check import ChainState, check
from auditdesk.store.journal_replay import AtOdds, guards_missing, records_at_odds
from auditdesk.store.queries import evidence as evidence_queries
from auditdesk.store.queries import office as office_queries


@dataclass(frozen=True, slots=True)
class Status:
    """What this workspace is."""

    home: str
    schema: int
    editions: tuple[str, ...]
    counts: dict[str, int]
    journal_head: str
    encrypted: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked and what was found wrong. Names of evidence are blob names; papers are told by path."""

    database: str
    journal: ChainState
    evidence_files: int
    evidence_missing: tuple[str, ...]
    evidence_altered: tuple[str, ...]
    evidence_names: dict[str, str]
    """The finding or tip and file name of each blob that is missing or altered, for people."""
    papers: int
    papers_missing: tuple[str, ...]
    papers_altered: tuple[str, ...]
    records_altered: tuple[AtOdds, ...] = ()
    """Records that are not as the journal left them."""
    guards_missing: tuple[str, ...] = ()
    """Triggers of the database that should refuse such changes and are gone or altered."""

    @property
    def ok(self) -> bool:
        """Papers that were moved away are told but don't count against the workspace; altered ones do."""
        wrong = (self.evidence_missing, self.evidence_altered, self.papers_altered, self.records_altered, self.guards_missing)
        return self.database == "ok" and self.journal.ok and not any(wrong)


class CareService:
    """Acts on the workspace as a whole."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def status(self) -> Status:
        """Schema, editions, counts, the head of the journal."""
        store = self._office.store
        with store.read() as connection:
            counts = office_queries.counts(connection)
            head = journal.head(connection)
        with open(store.workspace.database, "rb") as handle:
            encrypted = not handle.read(16).startswith(b"SQLite format 3")
        return Status(
            home=str(store.workspace.home),
            schema=schema.SCHEMA,
            editions=tuple(edition.id for edition in self._office.rulebook.editions),
            counts=counts,
            journal_head=head,
            encrypted=encrypted,
        )

    def journal(self, named: str | None = None, since: datetime | None = None, limit: int = 1000) -> tuple[JournalRow, ...]:
        """Journal lines, the newest first: all, or those of one object by uid, firm code, login or number.

        Raises Refused ``record.unknown`` when nothing goes by that name.
        """
        with self._office.store.read() as connection:
            uids = None if named is None else office_queries.objects_named(connection, named)
            if uids is not None and not uids:
                raise Refused("record.unknown", id=named)
            return office_queries.journal_of(connection, uids, since, limit)

    def verify(self, progress: Progress = silent) -> Verification:
        """Check every page of the database, the journal's chain, each record against it, each evidence file and each paper written."""
        store = self._office.store
        database = store.check_pages()
        chain = ChainState(0, "")
        evidence: list[tuple[str, str, tuple[str | None, ...]]] = []
        papers: tuple[PaperRow, ...] = ()
        at_odds: tuple[AtOdds, ...] = ()
        unguarded: tuple[str, ...] = ()
        try:
            with store.read() as connection:
                beside = checkpoints.outside(store.workspace.checkpoint, connection)
                chain = check(connection, beside, progress)
                at_odds, unguarded = records_at_odds(connection, progress), guards_missing(connection)
                rows = evidence_queries.evidence(connection)
                evidence = [(row.finding, row.file_name, (row.blob, row.clean_blob)) for row in rows]
                evidence += [(tip, name, (blob,)) for tip, name, blob in evidence_queries.tip_files(connection)]
                papers = office_queries.papers(connection)
        except Unavailable as damage:
            # A damaged page makes what stands on it unreadable; the rest of the report is still wanted.
            database = database if database != "ok" else damage.code
        total = len(evidence) + len(papers)
        missing: list[str] = []
        altered: list[str] = []
        names: dict[str, str] = {}
        for done, (belongs_to, file_name, blobs) in enumerate(evidence):
            progress(done, total, "evidence")
            for blob in filter(None, blobs):
                try:
                    store.evidence.check(blob)
                except Unavailable as problem:
                    (missing if problem.code == "evidence.missing" else altered).append(blob)
                    names[blob] = f"{belongs_to} {file_name}"
        gone: list[str] = []
        changed: list[str] = []
        for done, paper in enumerate(papers, start=len(evidence)):
            progress(done, total, "papers")
            try:
                with open(paper.path, "rb") as handle:
                    found = hashlib.file_digest(handle, "sha256").hexdigest()
            except (OSError, ValueError):
                # Moved away, a folder by now, or not to be read by this account.
                gone.append(paper.path)
                continue
            if found != paper.sha256:
                changed.append(paper.path)
        return Verification(
            database=database,
            journal=chain,
            evidence_files=len(evidence),
            evidence_missing=tuple(missing),
            evidence_altered=tuple(altered),
            evidence_names=names,
            papers=len(papers),
            papers_missing=tuple(gone),
            papers_altered=tuple(changed),
            records_altered=at_odds,
            guards_missing=unguarded,
        )
