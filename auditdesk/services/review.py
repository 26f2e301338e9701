"""Review: the queue, one finding with all that a second person must see, remarks on it, and the decision on what was shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from auditdesk.errors import Refused
from auditdesk.model.commands import DecideFinding
from auditdesk.model.review_records import ReviewComment
from auditdesk.model.review_rows import DecideReview, QueueCounts, QueuePlace, QueueRow, ReviewRow, ReviewSeverity, WriteComment
from auditdesk.model.rows import FindingRow
from auditdesk.model.terms import FindingState
from auditdesk.rules import acts
from auditdesk.rules.finding_states import COUNTED_STATES, OPEN_STATES
from auditdesk.rules.visit_states import demand_papers
from auditdesk.services.fieldwork_work import put_hand_to, visit_of
from auditdesk.services.findings import FindingService, named
from auditdesk.services.findings_moving import content_of, hands_of, hash_of
from auditdesk.services.holding import demand_not_held
from auditdesk.services.office import Office
from auditdesk.services.review_queue import QueueReading
from auditdesk.services.review_reading import read_review
from auditdesk.store.queries import review as queries
from auditdesk.store.work import Work

_TEXTS = ("facts", "firm_remark", "severity_reason")


class ReviewService:
    """Acts of the second pair of eyes."""

    def __init__(self, office: Office, findings: FindingService) -> None:
        self._office = office
        self._findings = findings

    def queue(self) -> tuple[QueueRow, ...]:
        """What waits for review: the gravest first, then what was found most often before, then what waits longest."""
        with self._office.store.read() as connection:
            reading = QueueReading(self._office, connection)
            return reading.rows([place.uid for place in reading.places()])

    def waiting(self) -> tuple[QueuePlace, ...]:
        """The same in the same order, of each only its place; rows of those that are looked at come from ``queue_rows``."""
        with self._office.store.read() as connection:
            return QueueReading(self._office, connection).places()

    def queue_rows(self, uids: Sequence[str]) -> tuple[QueueRow, ...]:
        """The rows of these findings in their order; those that wait no more are left out."""
        with self._office.store.read() as connection:
            return QueueReading(self._office, connection).rows(uids)

    def waiting_with(self, text: str) -> frozenset[str]:
        """Uids of what waits and holds every word of ``text`` in number, firm, author, code or wording."""
        with self._office.store.read() as connection:
            return QueueReading(self._office, connection).holding(text)

    def counts(self) -> QueueCounts:
        """What the tabs count, and how many the person has decided today."""
        office = self._office
        midnight = datetime.combine(office.today(), datetime.min.time()).replace(tzinfo=UTC)
        with office.store.read() as connection:
            states = queries.states(connection)
            today = queries.decided_since(connection, office.actor.login, midnight)
        return QueueCounts(
            waiting=states.get("submitted", 0),
            returned=states.get("returned", 0),
            accepted=sum(states.get(state.value, 0) for state in COUNTED_STATES),
            all=sum(states.values()),
            decided_today=today,
        )

    def show(self, finding: str) -> ReviewRow:
        """One finding by number or uid with evidence checked now, points, differences, remarks. Raises Refused ``finding.unknown``."""
        return read_review(self._office, finding)

    def shown(self, finding: str) -> str:
        """The hash of what a finding says now, cheaply: has it changed since it was shown. Raises Refused ``finding.unknown``."""
        with self._office.store.read() as connection:
            row = queries.finding(connection, finding)
            if row is None:
                raise Refused("finding.unknown", finding=finding)
            return hash_of(content_of(connection, row))

    def accept(self, order: DecideReview) -> FindingRow:
        """Accept what was shown. Raises Conflict ``finding.changed`` and as ``FindingService.accept``."""
        return self._findings.accept(DecideFinding(order.finding, order.reason, order.seen), order.shown)

    def send_back(self, order: DecideReview) -> FindingRow:
        """Return what was shown, with a reason. Raises Conflict ``finding.changed`` and as ``FindingService.send_back``."""
        return self._findings.send_back(DecideFinding(order.finding, order.reason, order.seen), order.shown)

    def set_severity(self, order: ReviewSeverity) -> ReviewRow:
        """Another severity for a finding under review, with its reason; who changed it has written it too, and can't accept it.

        Raises Refused ``finding.not_in_review``, ``finding.same_severity``, ``reason.needed``, ``visit.removed``; Conflict
        ``record.changed``.
        """
        with self._office.work("findings.severity") as work:
            finding = named(work, order.finding, order.seen)
            self._demand_papers(work, finding.visit_uid)
            if finding.state != FindingState.SUBMITTED.value:
                raise Refused("finding.not_in_review", finding=finding.number)
            if finding.severity == order.severity.value:
                raise Refused("finding.same_severity", severity=order.severity.value)
            if not order.reason.strip():
                raise Refused("reason.needed", act="severity")
            put_hand_to(work, finding)
            finding.severity, finding.severity_reason = order.severity.value, order.reason.strip()
            uid = finding.uid
            work.commit()
        return self.show(uid)

    def comment(self, order: WriteComment) -> ReviewRow:
        """Write a remark, on words or on the whole, or an answer. A remark stays open until it is settled, and blocks acceptance.

        Raises Refused ``comment.empty``, ``comment.words_not_there``, ``comment.unknown``, ``comment.settled``, ``finding.wrong_state``.
        """
        with self._office.work("findings.comment") as work:
            finding = named(work, order.finding)
            self._demand_papers(work, finding.visit_uid)
            if FindingState(finding.state) not in OPEN_STATES:
                raise Refused("finding.wrong_state", act=work.act, state=finding.state)
            if not order.text.strip():
                raise Refused("comment.empty")
            quoted = ""
            if order.field:
                text = getattr(finding, order.field) if order.field in _TEXTS else ""
                quoted = text[order.start : order.end] if 0 <= order.start < order.end <= len(text) else ""
                if not quoted.strip():
                    raise Refused("comment.words_not_there")
            if order.answers is not None:
                asked = self._comment(work, order.answers)
                if asked.finding_uid != finding.uid or asked.answers is not None:
                    raise Refused("comment.unknown")
                if asked.settled_at is not None:
                    raise Refused("comment.settled")
            work.add(
                ReviewComment(
                    uid=work.new_uid(),
                    finding_uid=finding.uid,
                    text_hash=hash_of(content_of(work.session.connection(), finding.model_dump())),
                    answers=order.answers,
                    field=order.field if quoted else "",
                    start=order.start if quoted else 0,
                    end=order.end if quoted else 0,
                    quoted=quoted,
                    text=order.text.strip(),
                    author=work.login,
                    written_at=work.now(),
                )
            )
            uid = finding.uid
            work.commit()
        return self.show(uid)

    def settle(self, comment: str) -> ReviewRow:
        """Settle a remark: its own author, or a reviewer who has not written the finding.

        Raises Refused ``comment.unknown``, ``comment.settled``, ``comment.not_yours``.
        """
        with self._office.work("findings.settle") as work:
            found = self._comment(work, comment)
            if found.answers is not None:
                raise Refused("comment.unknown")
            if found.settled_at is not None:
                raise Refused("comment.settled")
            finding = named(work, found.finding_uid)
            reviewer = acts.may("findings.accept", self._office.actor.roles) and work.login not in hands_of(finding.model_dump())
            if found.author != work.login and not reviewer:
                raise Refused("comment.not_yours")
            found.settled_by, found.settled_at = work.login, work.now()
            uid = found.finding_uid
            work.commit()
        return self.show(uid)

    def _comment(self, work: Work, uid: str) -> ReviewComment:
        found = work.find(ReviewComment, uid=uid)
        if found is None:
            raise Refused("comment.unknown")
        return found

    def _demand_papers(self, work: Work, visit_uid: str) -> None:
        visit = visit_of(work, visit_uid)
        demand_papers(visit.number, visit.removed_on)
        demand_not_held(work, visit)
