"""Writing the findings of a visit: what the finding editor reads and keeps, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from auditdesk.errors import Refused
from auditdesk.model.fieldwork_rows import EditFinding, FieldFinding, UndoName
from auditdesk.model.records import Answer, Finding, Visit, VisitItem, uid_for
from auditdesk.model.rulebook import DeficiencyPattern
from auditdesk.model.terms import Authority, FindingClass, Judgement, Severity
from auditdesk.rules.item_numbers import shown
from auditdesk.rules.visit_states import demand_reason_for_severity, demand_unreviewed
from auditdesk.services.fieldwork_reading import read_finding
from auditdesk.services.fieldwork_work import claim, due_on, finding_of, item_of, keep_step, put_hand_to, writable
from auditdesk.services.findings_moving import editions_alike
from auditdesk.services.office import Office
from auditdesk.services.pattern_overlay import demand_offered
from auditdesk.services.undo import Recording
from auditdesk.settings import Settings
from auditdesk.store.journal import canonical
from auditdesk.store.queries import fieldwork_screen as queries
from auditdesk.store.work import Work

_TEXTS = ("facts", "severity_reason", "firm_remark")


class FindingActs:
    """Acts on the text of a finding that nobody reviews yet."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def editor(self, finding: str) -> FieldFinding:
        """Everything of the finding editor, by number or uid. Raises Refused ``finding.unknown``."""
        with self._office.store.read() as connection:
            return read_finding(connection, self._office.rulebook, finding)

    def write(self, order: EditFinding) -> FieldFinding:
        """Keep the fields given and no others. After a Conflict, ``editor`` reads the text that stands, to be shown beside.

        Raises Refused ``finding.unknown``, ``visit.signed_off``, ``finding.wrong_state``, ``pattern.unknown``,
        ``pattern.other_authority``; Conflict ``record.changed``.
        """
        settings = self._office.settings()
        with self._office.work("findings.edit") as work:
            visit, finding, recording = self._begun(work, order.finding, order.seen)
            changed = [text for text in _TEXTS if getattr(order, text) is not None]
            for text in changed:
                setattr(finding, text, getattr(order, text))
            if order.locations is not None:
                finding.locations = canonical(list(dict.fromkeys(place.strip() for place in order.locations if place.strip())))
                changed.append("locations")
            if order.pattern is not None:
                self._take_pattern(work, visit, finding, order.pattern, settings)
                changed.append("pattern")
            if order.severity is not None:
                _take_severity(visit, finding, order.severity, settings)
                changed.append("severity")
            if order.due_date is not None:
                finding.due_date = order.due_date
                changed.append("due_date")
            name = UndoName("undo.edit", {"finding": finding.number, "field": changed[0] if len(changed) == 1 else "facts"})
            work.flush()
            keep_step(work, visit, name, recording.changes(), goes_on=True)
            uid = finding.uid
            work.commit()
        return self.editor(uid)

    def set_severity(self, finding: str, severity: Severity, reason: str = "", seen: int | None = None) -> FieldFinding:
        """Another severity, with its reason where it is not the pattern's; the due date comes along where it was the default.

        Raises Refused ``finding.severity_reason_needed`` and as ``write``.
        """
        row = self.editor(finding)
        default = Severity(row.default_severity) if row.default_severity else None
        demand_reason_for_severity(severity.value, default, reason or row.severity_reason)
        return self.write(EditFinding(finding, seen, severity=severity, severity_reason=reason.strip() or None))

    def set_due_date(self, finding: str, due_date: date, seen: int | None = None) -> FieldFinding:
        """Another day by which it is to be mended. Raises as ``write``."""
        return self.write(EditFinding(finding, seen, due_date=due_date))

    def copy_previous(self, finding: str) -> FieldFinding:
        """Take facts, locations and the firm's statement of the visit's finding written before this one, where this one has none.

        Raises Refused ``fieldwork.nothing_to_copy`` and as ``write``.
        """
        with self._office.store.read() as connection:
            place = queries.finding_place(connection, finding)
            if place is None:
                raise Refused("finding.unknown", finding=finding)
            rows = queries.findings(connection, place[1])
            uids = [row["uid"] for row in rows]
            # The newest first: the next ones were written before.
            older = uids[uids.index(place[0]) + 1 :] if place[0] in uids else []
            source = read_finding(connection, self._office.rulebook, older[0]) if older else None
            own = read_finding(connection, self._office.rulebook, place[0])
        if source is None:
            raise Refused("fieldwork.nothing_to_copy", finding=own.number)
        return self.write(
            EditFinding(
                own.uid,
                own.version,
                facts=None if own.facts.strip() else source.facts,
                locations=own.locations or source.locations,
                firm_remark=None if own.firm_remark.strip() else source.firm_remark,
            )
        )

    def put_to_item(self, finding: str, item: str, seen: int | None = None) -> FieldFinding:
        """Put a finding under an item of its visit; an item that nobody has judged gets the judgement that belongs to it.

        Raises Refused ``item.not_in_visit`` and as ``write``; Conflict ``record.changed``.
        """
        with self._office.work("findings.edit") as work:
            visit, found, recording = self._begun(work, finding, seen)
            line = item_of(work, visit, item)
            claim(work, line, recording)
            found.item_key, found.item_text_hash = line.item_key, line.text_hash
            connection = work.session.connection()
            found.repeat_of = queries.earlier_accepted(
                connection, visit.firm_uid, visit.year, found.pattern, line.text_hash, editions_alike(self._office, visit.edition)
            )
            answer = work.find(Answer, visit_item_uid=line.uid)
            if answer is None or answer.judgement is None:
                if answer is None:
                    answer = work.add(
                        Answer(
                            uid=uid_for("answer", line.uid),
                            visit_item_uid=line.uid,
                            answered_by=work.login,
                            answered_at=work.now(),
                        )
                    )
                    recording.made(answer)
                else:
                    recording.watch(answer)
                observed = found.finding_class == FindingClass.OBSERVATION.value
                answer.judgement = (Judgement.OBSERVATION if observed else Judgement.DEFICIENT).value
                answer.answered_by, answer.answered_at = work.login, work.now()
            work.flush()
            name = UndoName("undo.put_to_item", {"finding": found.number, "item": shown(line.item_key)})
            keep_step(work, visit, name, recording.changes())
            uid = found.uid
            work.commit()
        return self.editor(uid)

    def delete(self, finding: str) -> None:
        """Put a draft among what was deleted last; its item keeps its judgement. Raises as ``write``."""
        with self._office.work("findings.delete") as work:
            visit, found, recording = self._begun(work, finding, None)
            found.deleted_at = work.now()
            work.flush()
            keep_step(work, visit, UndoName("undo.delete", {"finding": found.number}), recording.changes())
            work.commit()

    def restore(self, finding: str) -> FieldFinding:
        """Bring a deleted draft back with its text. Raises Refused ``finding.not_deleted`` and as ``write``."""
        with self._office.work("findings.restore") as work:
            found = finding_of(work, finding)
            visit, recording = writable(work, found.visit_uid), Recording()
            if found.deleted_at is None:
                raise Refused("finding.not_deleted", finding=found.number)
            recording.watch(found)
            found.deleted_at = None
            uid = found.uid
            work.flush()
            keep_step(work, visit, UndoName("undo.restore", {"finding": found.number}), recording.changes())
            work.commit()
        return self.editor(uid)

    def _begun(self, work: Work, finding: str, seen: int | None) -> tuple[Visit, Finding, Recording]:
        """The finding, to be changed, with what it was before."""
        found = finding_of(work, finding, seen)
        visit = writable(work, found.visit_uid)
        if found.deleted_at is not None:
            raise Refused("finding.deleted", finding=found.number)
        demand_unreviewed(work.act, found.state)
        item = work.find(VisitItem, visit_uid=visit.uid, item_key=found.item_key) if found.item_key else None
        recording = Recording()
        if item is not None:
            claim(work, item, recording)
        recording.watch(found)
        put_hand_to(work, found)
        return visit, found, recording

    def _take_pattern(self, work: Work, visit: Visit, finding: Finding, named: str, settings: Settings) -> None:
        edition = self._office.rulebook.edition(finding.edition)
        pattern = edition.pattern(named)
        if named != finding.pattern:
            demand_offered(work, pattern, visit.reference_date)
        if (pattern.group == "feb") != (finding.authority == Authority.FEB.value):
            raise Refused("pattern.other_authority", pattern=pattern.id, authority=finding.authority)
        before = _default_of(edition.patterns, finding.pattern)
        finding.pattern, finding.pattern_code = pattern.id, pattern.code
        if not finding.severity_reason.strip() and (before is None or finding.severity == before.value):
            _take_severity(visit, finding, pattern.default_severity, settings)
        item = work.find(VisitItem, visit_uid=visit.uid, item_key=finding.item_key) if finding.item_key else None
        connection = work.session.connection()
        text_hash = item.text_hash if item else None
        finding.repeat_of = queries.earlier_accepted(
            connection, visit.firm_uid, visit.year, pattern.id, text_hash, editions_alike(self._office, visit.edition)
        )


def _default_of(patterns: Iterable[DeficiencyPattern], pattern_id: str) -> Severity | None:
    return next((one.default_severity for one in patterns if one.id == pattern_id), None)


def _take_severity(visit: Visit, finding: Finding, severity: Severity, settings: Settings) -> None:
    """The severity, and its due date where the one there is was the default."""
    if finding.due_date == due_on(visit, finding.severity, settings):
        finding.due_date = due_on(visit, severity.value, settings)
    finding.severity = severity.value
