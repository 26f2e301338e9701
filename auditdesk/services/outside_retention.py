"""Retention of other authorities' findings: removed by year, as the papers of a visit are; their figures stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from auditdesk.errors import Refused
from auditdesk.model.pattern_records import OutsideFinding
from auditdesk.model.records import LegalHold, Visit
from auditdesk.progress import Progress, silent
from auditdesk.rules import clock, retention
from auditdesk.services.backups import BackupService
from auditdesk.services.office import Office
from auditdesk.services.sign_in_cautions import clock_doubt
from auditdesk.store import journal
from auditdesk.store.queries import evidence as evidence_queries
from auditdesk.store.queries import outside
from auditdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class OutsideYear:
    """Other authorities' findings of one year: how many still have their words, how many of these are under a legal hold."""

    year: int
    findings: int
    worded: int
    held: int
    kept_until: date
    standing: retention.Standing


@dataclass(frozen=True, slots=True)
class OutsideRemoval:
    """What was removed of a year; ``held`` findings kept their words under a legal hold."""

    year: int
    findings: int
    held: int
    journal_lines: int
    backups: tuple[Path, ...]


class OutsideRetentionService:
    """Acts on how long other authorities' findings are kept."""

    def __init__(self, office: Office, backups: BackupService) -> None:
        self._office = office
        self._backups = backups

    def list(self) -> tuple[OutsideYear, ...]:
        """Every year there are findings of, the oldest first."""
        office = self._office
        years = office.settings().number("retention.years")
        with office.store.read() as connection:
            holds = {hold.subject_uid for hold in evidence_queries.holds(connection)}
            rows = outside.worded_by_year(connection, holds)
        found = []
        for year, findings, worded, held in rows:
            standing = retention.standing(
                year, years, office.clock_day(), held=bool(worded) and held == worded, removed=not worded
            )
            found.append(OutsideYear(year, findings, worded, held, retention.kept_until(year, years), standing))
        return tuple(found)

    def remove(self, year: int, confirmed: str, progress: Progress = silent) -> OutsideRemoval:
        """Remove the words of a year's findings whose time is over, in the journal too.

        Authority, firm, heading, pattern and severity stay, so that the yearly picture still adds up. What is about a firm under a legal
        hold, or whose visit of that year is, keeps its words. ``confirmed`` is the year as typed; the day is the clock's. Raises Refused
        ``retention.not_confirmed``, ``retention.outside_none``, ``…outside_removed``, ``…outside_held``, ``…outside_not_yet``,
        ``…clock_fixed``, ``clock.doubted``.
        """
        office = self._office
        office.demand("outside.remove")
        clock.demand_true_day(office.today(), office.clock_day(), office.clock_doubt or clock_doubt(office.store))
        # A backup that is being made would keep the database's log, and in it what goes.
        with office.store.kept_whole(progress):
            return self._remove(year, confirmed, progress)

    def _remove(self, year: int, confirmed: str, progress: Progress) -> OutsideRemoval:
        office = self._office
        with office.work("outside.remove") as work:
            if confirmed.strip() != str(year):
                raise Refused("retention.not_confirmed", expected=str(year))
            every = [one for one in work.all(OutsideFinding, year=year) if one.text]
            kept = _held(work, year)
            going = [one for one in every if one.firm_uid not in kept]
            self._demand_due(work, year, every, going)
            for one in going:
                one.text = one.reference = ""
            uids = {one.uid for one in going}
            lines = journal.blank(work.session, uids, str(year))
            work.commit()
            removed_at = work.now()
        progress(1, 2, "remove")
        office.store.compact()
        older = tuple(row.file for row in self._backups.older_than(removed_at))
        return OutsideRemoval(year, len(going), len(every) - len(going), lines, older)

    def _demand_due(self, work: Work, year: int, every: Sequence[OutsideFinding], going: Sequence[OutsideFinding]) -> None:
        years = self._office.settings().number("retention.years")
        if not every:
            removed = work.find(OutsideFinding, year=year) is not None
            raise Refused("retention.outside_removed" if removed else "retention.outside_none", year=year)
        standing = retention.standing(year, years, self._office.clock_day(), held=not going, removed=False)
        if standing == "held":
            raise Refused("retention.outside_held", year=year)
        if standing == "kept":
            raise Refused("retention.outside_not_yet", year=year, until=retention.kept_until(year, years))


def _held(work: Work, year: int) -> frozenset[str]:
    """The firms (uids) about which nothing of the year goes: under a legal hold themselves, or by their visit of that year."""
    subjects = {hold.subject_uid for hold in work.all(LegalHold, lifted_at=None)}
    visits = {visit.firm_uid for visit in work.all(Visit, year=year) if visit.uid in subjects}
    return frozenset(subjects | visits)
