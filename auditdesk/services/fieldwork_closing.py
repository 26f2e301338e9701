"""The end of a visit: what is wrong or missing, handing it in, signing it off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from auditdesk.errors import Refused, Unavailable
from auditdesk.model.fieldwork_rows import XrayLine
from auditdesk.model.records import Finding
from auditdesk.model.rows import VisitRow
from auditdesk.model.terms import FactKind, FindingState
from auditdesk.rules.sign_off import demand_second_person
from auditdesk.rules.visit_states import WRITABLE, demand_writable
from auditdesk.rules.xray import Surroundings, xray
from auditdesk.services import undo
from auditdesk.services.fieldwork_reading import read_screen
from auditdesk.services.fieldwork_work import visit_of
from auditdesk.services.findings_moving import move, observations_answered
from auditdesk.services.holding import demand_at_office
from auditdesk.services.office import Office
from auditdesk.store.journal import canonical
from auditdesk.store.queries import fieldwork
from auditdesk.store.queries import fieldwork_screen as queries
from auditdesk.store.queries.samples import samples

_DECIDING = (FactKind.PAID_IN_CAPITAL, FactKind.INTERNET_ORDERING)
"""Without these facts nobody can say whether an item applies. Capital may stand under another name."""
_CAPITAL = frozenset({FactKind.PAID_IN_CAPITAL, FactKind.ASSIGNED_OPERATING_FUNDS, FactKind.CAPITAL_FOR_TIER})


class ClosingActs:
    """Acts at the end of a visit."""

    _office: Office

    def xray(self, visit: str, *, check_files: bool = True) -> tuple[XrayLine, ...]:
        """Everything wrong or missing in a visit; empty = clean. ``check_files`` False looks only whether files are there.

        Raises Refused ``visit.unknown``.
        """
        office = self._office
        with office.store.read() as connection:
            row = read_screen(connection, office.rulebook, visit, office.actor.login)
            files = queries.evidence_of(connection, row.uid)
            named = {item.claimed_by for item in row.items} | {section.assigned for section in row.sections}
            absent = queries.absent(connection, (login for login in named if login))
            pending: Counter[str] = Counter()
            for sample in samples(connection, row.uid):
                pending[sample.item] += sample.pending
        try:
            edition = office.rulebook.in_force(row.reference_date).id
        except Refused:
            edition = None
        states = ((uid, name, self._file_state(blob, check_files), item) for uid, name, blob, _, item in files)
        broken = tuple(one for one in states if one[2] != "whole")
        return xray(row, Surroundings(edition, broken, absent, _unknown(row.facts), pending))

    def submit(self, visit: str, reasons: Mapping[str, str] | None = None) -> VisitRow:
        """Hand a visit in with its drafts. What the x-ray finds is mended first, or has a reason by its ``XrayLine.key``.

        The reasons are kept with the visit. A draft without facts or pattern stays a draft. Changing anything later
        takes the handing in back. Raises Refused ``visit.unknown``, ``visit.signed_off``, ``visit.not_clean`` (count, first).
        """
        self._office.demand("visits.submit")
        given = {key: reason.strip() for key, reason in (reasons or {}).items() if reason.strip()}
        open_lines = [line for line in self.xray(visit) if line.key not in given]
        if open_lines:
            raise Refused(
                "visit.not_clean", count=len(open_lines), first=open_lines[0].label, lines=[one.key for one in open_lines]
            )
        with self._office.work("visits.submit") as work:
            found = visit_of(work, visit)
            demand_writable(found.number, found.signed_off_at, found.removed_on)
            observations = observations_answered(self._office)
            for finding in work.all(Finding, visit_uid=found.uid, deleted_at=None):
                if FindingState(finding.state) in WRITABLE and finding.facts.strip() and finding.pattern:
                    move(self._office, work, finding, "submit", observations=observations)
            found.submitted_by, found.submitted_at = work.login, work.now()
            found.submit_reasons = canonical(given)
            uid = found.uid
            work.commit()
        return self._visit_row(uid)

    def sign_off(self, visit: str) -> VisitRow:
        """Sign the working papers of a visit off: from then on they are read-only. Never by one whose words stand in them.

        Raises Refused ``visit.unknown``, ``visit.signed_off``, ``visit.not_submitted``, ``four_eyes.author``, ``visit.drafts_open``,
        ``visit.out`` while somebody holds it elsewhere, ``visit.held_here`` on a laptop.
        """
        with self._office.work("visits.sign_off") as work:
            found = visit_of(work, visit)
            demand_writable(found.number, found.signed_off_at, found.removed_on)
            demand_at_office(work, found)
            if found.submitted_at is None or found.submitted_by is None:
                raise Refused("visit.not_submitted", visit=found.number)
            demand_second_person(work.login, {found.submitted_by, *queries.authors(work.session.connection(), found.uid)})
            drafts = [
                one.number
                for one in work.all(Finding, visit_uid=found.uid, deleted_at=None)
                if FindingState(one.state) in WRITABLE
            ]
            if drafts:
                raise Refused("visit.drafts_open", visit=found.number, count=len(drafts), first=drafts[0])
            found.signed_off_by, found.signed_off_at = work.login, work.now()
            undo.forget(work, found.uid)
            uid = found.uid
            work.commit()
        return self._visit_row(uid)

    def _visit_row(self, uid: str) -> VisitRow:
        with self._office.store.read() as connection:
            return fieldwork.visits(connection, name=uid)[0]

    def _file_state(self, blob: str, whole: bool) -> str:
        files = self._office.store.evidence
        if not whole:
            return "whole" if files.path_of(blob).is_file() else "missing"
        try:
            files.check(blob)
        except Unavailable as problem:
            return "missing" if problem.code == "evidence.missing" else "altered"
        return "whole"


def _unknown(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The facts that were not known on the reference date."""
    known = {kind for kind, fact in facts.items() if fact is not None}
    missing = []
    if not known & _CAPITAL:
        missing.append(FactKind.PAID_IN_CAPITAL.value)
    if FactKind.INTERNET_ORDERING not in known:
        missing.append(FactKind.INTERNET_ORDERING.value)
    return tuple(missing)
