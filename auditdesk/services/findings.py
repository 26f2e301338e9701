"""Findings: recorded against a standard pattern with internal facts, submitted, accepted by a second person."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from auditdesk.errors import Conflict, Refused
from auditdesk.model.commands import DecideFinding, RecordFinding
from auditdesk.model.records import Finding, Visit, VisitItem
from auditdesk.model.rows import FindingRow
from auditdesk.model.rulebook import DeficiencyPattern, Rulebook
from auditdesk.model.terms import Authority, FindingState
from auditdesk.rules.finding_states import COUNTED_STATES
from auditdesk.rules.search_text import folded
from auditdesk.rules.visit_states import demand_papers, demand_writable
from auditdesk.services.evidence_keeping import keep_with, read_file
from auditdesk.services.fieldwork_work import finding_of, new_finding, visit_of, writable
from auditdesk.services.findings_moving import content_of, hash_of, move
from auditdesk.services.office import Office
from auditdesk.services.pattern_overlay import demand_offered
from auditdesk.store.queries import fieldwork, search
from auditdesk.store.work import Work


class FindingService:
    """Acts on findings."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._patterns: tuple[Rulebook, tuple[tuple[str, str], ...]] | None = None

    def list(
        self,
        year: int | None = None,
        firm: str | None = None,
        state: str | None = None,
        pattern: str | None = None,
        text: str | None = None,
    ) -> tuple[FindingRow, ...]:
        """Findings in the order of their numbers; ``firm`` is a code, ``text`` as for ``search``."""
        uids = self.search(text) if text is not None else None
        with self._office.store.read() as connection:
            found = fieldwork.findings(connection, year=year, state=state, pattern=pattern, uids=uids)
        return tuple(row for row in found if firm is None or row.firm_code == firm)

    def search(self, typed: str) -> frozenset[str]:
        """Uids of the findings that hold every word of ``typed``: in facts, number, places, the firm's statement or names, or in the
        standard wording. Substrings count, also of two Chinese characters; width, case and 臺/台 make no difference.
        """
        words = tuple(dict.fromkeys(folded(typed).split()))
        patterns = self._folded_patterns() if words else ()
        wanted = [(word, {key for key, text in patterns if word in text}) for word in words]
        with self._office.store.read() as connection:
            return frozenset(search.finding_uids(connection, wanted))

    def _folded_patterns(self) -> tuple[tuple[str, str], ...]:
        """The wording of every pattern of every edition, folded once for a rulebook."""
        rulebook = self._office.rulebook
        if self._patterns is None or self._patterns[0] is not rulebook:
            texts = {
                (one.id, one.wording): folded(f"{one.wording.zh} {one.wording.en}")
                for edition in rulebook.editions
                for one in edition.patterns
            }
            self._patterns = rulebook, tuple((key, text) for (key, _), text in texts.items())
        return self._patterns[1]

    def show(self, finding: str) -> FindingRow:
        """One finding by number or uid. Raises Refused ``finding.unknown``."""
        with self._office.store.read() as connection:
            found = fieldwork.findings(connection, name=finding)
        if not found:
            raise Refused("finding.unknown", finding=finding)
        return found[0]

    def record(self, order: RecordFinding, evidence: Iterable[Path] = ()) -> FindingRow:
        """Record a finding as a draft; severity and due date default by the pattern and the office's periods.

        Without ``item`` it stands under the first of the pattern's items on the visit's checklist. ``authority`` defaults to the
        visit's. Raises Refused ``visit.unknown``, ``visit.signed_off``, ``pattern.unknown``, ``pattern.other_authority``,
        ``item.not_in_visit``; BadInput ``evidence.unreadable``.
        """
        office = self._office
        settings = office.settings()
        contents = [read_file(path) for path in evidence]
        with office.work("findings.record") as work:
            visit = writable(work, order.visit)
            pattern = office.rulebook.edition(visit.edition).pattern(order.pattern)
            demand_offered(work, pattern, visit.reference_date)
            authority = order.authority or (Authority.FEB if pattern.group == "feb" else Authority(visit.authority))
            if (pattern.group == "feb") != (authority is Authority.FEB):
                raise Refused("pattern.other_authority", pattern=pattern.id, authority=authority.value)
            item = _item_of(work, visit, pattern, order.item)
            finding = new_finding(
                office,
                work,
                visit,
                pattern,
                item,
                settings,
                finding_class=order.finding_class,
                severity=order.severity,
                authority=authority,
                facts=order.facts,
                due_date=order.due_date,
            )
            for name, content in contents:
                keep_with(work, office.store.evidence, finding.uid, name, content)
            uid = finding.uid
            work.commit()
        return self.show(uid)

    def submit(self, order: DecideFinding) -> FindingRow:
        """Hand a draft in for review."""
        return self._decide("submit", order)

    def accept(self, order: DecideFinding, shown: str | None = None) -> FindingRow:
        """Accept a submitted finding; never by its author (four eyes), nor while a review note or a merge clash is open.

        ``shown``: the hash of what the person saw; raises Conflict ``finding.changed`` when it says something else now.
        """
        return self._decide("accept", order, shown=shown)

    def send_back(self, order: DecideFinding, shown: str | None = None) -> FindingRow:
        """Return a submitted finding to its author with a reason; ``shown`` as in ``accept``."""
        return self._decide("return", order, shown=shown)

    def withdraw(self, order: DecideFinding) -> FindingRow:
        """Withdraw a finding with a reason; one that was accepted as ``void`` does."""
        self._office.demand("findings.withdraw")
        if FindingState(self.show(order.finding).state) in COUNTED_STATES:
            return self.void(order)
        return self._decide("withdraw", order)

    def void(self, order: DecideFinding) -> FindingRow:
        """Withdraw an accepted finding with a reason, by a second person; for one in a letter a correcting letter becomes due."""
        return self._decide("withdraw", order, key="findings.void")

    def reopen(self, order: DecideFinding) -> FindingRow:
        """Give accepted work back to its author with a reason: the only way to change it. A letter that carried it is to be corrected.

        Raises Refused ``visit.signed_off`` while nobody could write it: the visit's papers are opened again first.
        """
        return self._decide("reopen", order)

    def _decide(self, act: str, order: DecideFinding, *, key: str = "", shown: str | None = None) -> FindingRow:
        with self._office.work(key or f"findings.{act}") as work:
            finding = named(work, order.finding, order.seen)
            if shown is not None and hash_of(content_of(work.session.connection(), finding.model_dump())) != shown:
                raise Conflict("finding.changed", finding=finding.number)
            visit = visit_of(work, finding.visit_uid)
            demand_papers(visit.number, visit.removed_on)
            if act in ("submit", "return", "reopen") or (act == "withdraw" and FindingState(finding.state) not in COUNTED_STATES):
                # After the papers are signed off a finding can be accepted, but nobody could mend one that came back.
                demand_writable(visit.number, visit.signed_off_at, visit.removed_on)
            if act in ("submit", "accept") and not finding.pattern:
                raise Refused("finding.pattern_needed", finding=finding.number)
            move(self._office, work, finding, act, reason=order.reason)
            uid = finding.uid
            work.commit()
        return self.show(uid)


def named(work: Work, name: str, seen: int | None = None) -> Finding:
    """The finding of that number or uid that is not deleted. Raises Refused ``finding.unknown``, ``finding.deleted``; Conflict."""
    finding = finding_of(work, name, seen)
    if finding.deleted_at is not None:
        raise Refused("finding.deleted", finding=finding.number)
    return finding


def _item_of(work: Work, visit: Visit, pattern: DeficiencyPattern, named: str | None) -> VisitItem | None:
    """The checklist line the finding stands under; None when the pattern touches nothing on the checklist."""
    for key in (named,) if named is not None else pattern.items:
        item = work.find(VisitItem, visit_uid=visit.uid, item_key=key)
        if item is not None:
            return item
    if named is not None:
        raise Refused("item.not_in_visit", item=named, visit=visit.number)
    return None
