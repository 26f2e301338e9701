"""Retention: what is kept until when, legal holds, and the removal of papers whose time is over."""

from __future__ import annotations

import builtins
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from auditdesk.errors import Refused
from auditdesk.model.evidence_rows import HoldRow, VisitPapers
from auditdesk.model.fieldwork_records import EvidenceLayer, FieldNote, Interview, Sample
from auditdesk.model.records import Answer, Evidence, Finding, Firm, LegalHold, Letter, Record, Visit
from auditdesk.progress import Progress, silent
from auditdesk.rules import clock, retention
from auditdesk.services.backups import BackupService
from auditdesk.services.office import Office
from auditdesk.services.parcel_removal import take_parcels_away
from auditdesk.services.review_removal import take_review_away
from auditdesk.services.sign_in_cautions import clock_doubt
from auditdesk.store import journal, removal
from auditdesk.store.queries import evidence as queries
from auditdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """The papers of one visit: ``standing`` is ``kept``, ``due``, ``held`` or ``removed``; ``reason`` that of the hold."""

    visit: VisitPapers
    kept_until: date
    standing: retention.Standing
    reason: str


@dataclass(frozen=True, slots=True)
class Removal:
    """What was removed of one visit, and what still holds it."""

    visit: str
    answers: int
    findings: int
    evidence_files: int
    drafts: int
    journal_lines: int
    fixed_lines: int
    letters: int
    backups: tuple[Path, ...]
    files_left: tuple[Path, ...] = ()
    """Evidence files that could not be deleted now, encrypted; each start and each removal tries again."""


@dataclass(frozen=True, slots=True)
class WorkspaceRemoval:
    """A workspace that is gone; ``backups_elsewhere`` still hold what was in them."""

    home: Path
    files: int
    backups_elsewhere: tuple[Path, ...]
    reason: str = ""


class RetentionService:
    """Acts on what is kept. Nothing is removed before its time, or under a legal hold."""

    def __init__(self, office: Office, backups: BackupService) -> None:
        self._office = office
        self._backups = backups

    def list(self, *, due: bool = False) -> tuple[RetentionRow, ...]:
        """Every visit with the day its papers are kept until, the oldest first; only those due where asked."""
        office = self._office
        years = office.settings().number("retention.years")
        with office.store.read() as connection:
            visits = queries.papers_of_visits(connection)
            reasons = {hold.subject_uid: hold.reason for hold in queries.holds(connection)}
        rows = (self._row(visit, years, reasons) for visit in visits)
        return tuple(row for row in rows if not due or row.standing == "due")

    def holds(self, *, standing: bool = True) -> tuple[HoldRow, ...]:
        """Legal holds, the newest first; with ``standing`` False also those that were lifted."""
        with self._office.store.read() as connection:
            return queries.holds(connection, standing=standing)

    def place_hold(self, subject: str, reason: str) -> HoldRow:
        """Hold a visit (number or uid) or all visits of a firm (code).

        Raises Refused ``hold.subject_unknown``, ``hold.no_reason``, ``hold.exists``.
        """
        if not reason.strip():
            raise Refused("hold.no_reason")
        with self._office.work("holds.place") as work:
            kind, uid = _subject(work, subject)
            if work.find(LegalHold, subject_uid=uid, lifted_at=None) is not None:
                raise Refused("hold.exists", subject=subject)
            hold = LegalHold(
                uid=work.new_uid(),
                subject_kind=kind,
                subject_uid=uid,
                reason=reason.strip(),
                placed_by=work.login,
                placed_at=work.now(),
            )
            work.add(hold)
            work.commit()
        return next(row for row in self.holds() if row.subject_uid == uid)

    def lift_hold(self, subject: str, reason: str) -> HoldRow:
        """Lift the hold on a visit or firm. Raises Refused ``hold.subject_unknown``, ``hold.unknown``, ``hold.no_reason``."""
        if not reason.strip():
            raise Refused("hold.no_reason")
        with self._office.work("holds.lift") as work:
            _, uid = _subject(work, subject)
            hold = work.find(LegalHold, subject_uid=uid, lifted_at=None)
            if hold is None:
                raise Refused("hold.unknown", subject=subject)
            hold.lifted_by, hold.lifted_at, hold.lift_reason = work.login, work.now(), reason.strip()
            named = hold.uid
            work.commit()
        return next(row for row in self.holds(standing=False) if row.uid == named)

    def remove(self, visit: str, confirmed: str, progress: Progress = silent) -> Removal:
        """Remove the papers of one visit whose time is over: answers, finding facts, evidence, drafts, and their texts in the journal.

        The visit, its findings' pattern, severity and state stay, so that figures and notices still add up. ``confirmed`` is the
        visit's number as typed; the day is the clock's, never one that the run was told. Raises Refused ``retention.not_confirmed``,
        ``…not_yet``, ``…held``, ``…removed``, ``…clock_fixed``, ``clock.doubted``, ``visit.unknown``.
        """
        self._office.demand("visits.remove")
        self._demand_true_day()
        # A backup that is being made would keep the database's log, and in it what goes.
        with self._office.store.kept_whole(progress):
            return self._remove(visit, confirmed, progress)

    def _remove(self, visit: str, confirmed: str, progress: Progress) -> Removal:
        office = self._office
        files = office.store.evidence
        with office.work("visits.remove") as work:
            found = work.find(Visit, number=visit) or work.find(Visit, uid=visit)
            if found is None:
                raise Refused("visit.unknown", visit=visit)
            if confirmed.strip() != found.number:
                raise Refused("retention.not_confirmed", expected=found.number)
            self._demand_due(work, found)
            answers = work.answers_of(found.uid)
            findings = work.all(Finding, visit_uid=found.uid)
            evidence = _evidence_of(work, found, findings)
            blobs = {blob for row in evidence for blob in (row.blob, row.clean_blob) if blob}
            letters = work.all(Letter, firm_uid=found.firm_uid, year=found.year)
            uids = _take_fieldwork_away(work, found, evidence)
            uids |= _take_away(work, answers, findings, evidence)
            uids |= take_review_away(work, findings)
            uids |= take_parcels_away(work, found)
            found.submit_reasons = "{}"
            found.removed_on, found.removed_by = office.clock_day(), work.login
            names = {found.uid, found.number, *uids, *(finding.number for finding in findings)}
            connection = work.session.connection()
            drafts = removal.remove_drafts(connection, names)
            removal.remove_steps_back(connection, found.uid)
            fixed = removal.lines_with_fixed_texts(connection, uids)
            lines = journal.blank(work.session, uids) if uids else 0
            # Written down before the rows go: a crash right after the commit must leave no file lying.
            files.plan_removal(blobs)
            work.commit()
            number, removed_at = found.number, work.now()
        progress(1, 3, "remove")
        with office.store.read() as connection:
            known = queries.blobs(connection)
        left = files.finish_removal(known)
        progress(2, 3, "remove")
        office.store.compact()
        older = tuple(row.file for row in self._backups.older_than(removed_at))
        return Removal(number, len(answers), len(findings), len(evidence), drafts, lines, fixed, len(letters), older, left)

    def last_removal(self) -> datetime | None:
        """Noon of the newest day on which papers were removed; backups from before still hold them. None when none were."""
        days = [row.visit.removed_on for row in self.list() if row.visit.removed_on is not None]
        return datetime.combine(max(days), datetime.min.time()).astimezone() if days else None

    def remove_workspace(self, confirmed: str, progress: Progress = silent) -> WorkspaceRemoval:
        """Destroy this copy of the workspace: its keys, those in its own backups, then its files. The desk is closed by it.

        ``confirmed`` is the name of the workspace's folder as typed. Raises Refused ``workspace.held`` while a legal hold stands,
        ``retention.not_confirmed``; Unavailable for the disk.
        """
        self._office.demand("workspace.remove")
        holds = self.holds()
        if holds:
            raise Refused("workspace.held", count=len(holds), subjects=tuple(hold.subject for hold in holds))
        return self._destroy(confirmed, progress)

    def remove_held_workspace(self, confirmed: str, reason: str, progress: Progress = silent) -> WorkspaceRemoval:
        """The same although a legal hold stands, by an administrator who says why. Raises Refused ``hold.no_reason``, and as above."""
        self._office.demand("workspace.remove_held")
        if not reason.strip():
            raise Refused("hold.no_reason")
        return replace(self._destroy(confirmed, progress), reason=reason.strip())

    def _destroy(self, confirmed: str, progress: Progress) -> WorkspaceRemoval:
        office = self._office
        workspace = office.store.workspace
        if confirmed.strip() != workspace.home.name:
            raise Refused("retention.not_confirmed", expected=workspace.home.name)
        inside = workspace.home.resolve()
        # Where a link leads is what stays.
        elsewhere = tuple(row.file.resolve() for row in self._backups.list() if inside not in row.file.resolve().parents)
        office.store.close()
        return WorkspaceRemoval(workspace.home, removal.destroy(workspace, progress), elsewhere)

    def _row(self, visit: VisitPapers, years: int, reasons: dict[str, str]) -> RetentionRow:
        held = retention.held(visit.uid, visit.firm_uid, reasons)
        standing = retention.standing(
            visit.year, years, self._office.clock_day(), held=held, removed=visit.removed_on is not None
        )
        reason = reasons.get(visit.uid) or reasons.get(visit.firm_uid, "")
        return RetentionRow(visit, retention.kept_until(visit.year, years), standing, reason)

    def _demand_true_day(self) -> None:
        """Raises Refused ``retention.clock_fixed`` or ``clock.doubted`` unless the day can be believed."""
        office = self._office
        clock.demand_true_day(office.today(), office.clock_day(), office.clock_doubt or clock_doubt(office.store))

    def _demand_due(self, work: Work, visit: Visit) -> None:
        years = self._office.settings().number("retention.years")
        subjects = {hold.subject_uid for hold in work.all(LegalHold, lifted_at=None)}
        held = retention.held(visit.uid, visit.firm_uid, subjects)
        standing = retention.standing(
            visit.year, years, self._office.clock_day(), held=held, removed=visit.removed_on is not None
        )
        retention.demand_due(standing, visit.number, retention.kept_until(visit.year, years))


def _take_away(
    work: Work, answers: builtins.list[Answer], findings: builtins.list[Finding], evidence: builtins.list[Evidence]
) -> set[str]:
    """Rows and texts that go; returns the uids of the objects whose journal lines lose their texts."""
    for row in (*answers, *evidence):
        work.session.delete(row)
    for finding in findings:
        finding.facts = finding.reason = finding.severity_reason = finding.firm_remark = ""
        finding.locations = "[]"
    return {record.uid for record in (*answers, *findings, *evidence)}


def _evidence_of(work: Work, visit: Visit, findings: builtins.list[Finding]) -> builtins.list[Evidence]:
    """What belongs to the findings, to notes, or waits in the visit's tray."""
    notes = work.all(FieldNote, visit_uid=visit.uid)
    found = [
        *work.all(Evidence, visit_uid=visit.uid),
        *(row for finding in findings for row in work.all(Evidence, finding_uid=finding.uid)),
        *(row for note in notes for row in work.all(Evidence, note_uid=note.uid)),
    ]
    return builtins.list({row.uid: row for row in found}.values())


def _take_fieldwork_away(work: Work, visit: Visit, evidence: builtins.list[Evidence]) -> set[str]:
    """Notes, samples, conversations and what was drawn over pictures; returns the uids whose journal lines lose their texts."""
    layers = [layer for row in evidence for layer in work.all(EvidenceLayer, evidence_uid=row.uid)]
    kinds: tuple[type[Record], ...] = (FieldNote, Sample, Interview)
    jotted = [row for kind in kinds for row in work.all(kind, visit_uid=visit.uid)]
    for row in (*layers, *jotted):
        work.session.delete(row)
    return {row.uid for row in (*layers, *jotted)}


def _subject(work: Work, name: str) -> tuple[str, str]:
    visit = work.find(Visit, number=name) or work.find(Visit, uid=name)
    if visit is not None:
        return "visit", visit.uid
    firm = work.find(Firm, code=name)
    if firm is None:
        raise Refused("hold.subject_unknown", subject=name)
    return "firm", firm.uid
