"""Review: the queue, one finding with all that a second person must see, remarks on it, and the decision on what was shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from auditdesk import places
from auditdesk.errors import Refused
from auditdesk.model.commands import DecideFinding
from auditdesk.model.review_records import ReviewComment
from auditdesk.model.review_rows import DecideReview, QueueCounts, QueueRow, ReviewRow, ReviewSeverity, WriteComment
from auditdesk.model.rows import FindingRow
from auditdesk.model.rulebook import Bilingual
from auditdesk.model.terms import FindingClass, FindingState
from auditdesk.rules import acts
from auditdesk.rules.finding_states import COUNTED_STATES, OPEN_STATES, Standing, transition
from auditdesk.rules.repeats import EarlierFindings, Occurrence, scheme_for
from auditdesk.rules.review_points import SEVERITIES
from auditdesk.rules.visit_states import demand_papers
from auditdesk.rules.working_days import working_days
from auditdesk.services.fieldwork_work import put_hand_to, visit_of
from auditdesk.services.findings import FindingService, named
from auditdesk.services.findings_moving import content_of, hands_of, hash_of, schemes
from auditdesk.services.office import Office
from auditdesk.services.pattern_overlay import successions_in
from auditdesk.services.review_reading import read_review
from auditdesk.store.queries import fieldwork_screen
from auditdesk.store.queries import review as queries
from auditdesk.store.work import Work

LATE_AFTER = 5
"""Working days in which a finding should have been reviewed."""
_TEXTS = ("facts", "firm_remark", "severity_reason")
_UNKNOWN = Bilingual("", "")


class ReviewService:
    """Acts of the second pair of eyes."""

    def __init__(self, office: Office, findings: FindingService) -> None:
        self._office = office
        self._findings = findings

    def queue(self) -> tuple[QueueRow, ...]:
        """What waits for review: the gravest first, then what was found most often before, then what waits longest."""
        office = self._office
        with office.store.read() as connection:
            rows = queries.waiting(connection)
            known = schemes(office)
            among = queries.occurrences(connection, known, firms={row["firm_uid"] for row in rows})
            names = queries.names(connection)
            steps = successions_in(connection)
        earlier = EarlierFindings(among, steps.same_failing_in)
        wordings = _wordings(office)
        ages = _Ages(office.today())
        found = []
        for row in rows:
            scheme = scheme_for(row["item_key"], known.get(row["edition"], ""))
            text = row["item_text_hash"] or ""
            one = Occurrence(row["uid"], row["number"], row["firm_uid"], row["year"], row["pattern"], text, scheme)
            submitted = _aware(row["decided_at"] or row["recorded_at"])
            age = ages.since(submitted)
            found.append(
                QueueRow(
                    uid=row["uid"],
                    number=row["number"],
                    firm_code=row["firm_code"],
                    firm_name=row["firm_name"],
                    pattern=row["pattern"],
                    wording=wordings.get((row["edition"], row["pattern"]), _UNKNOWN),
                    finding_class=row["finding_class"],
                    severity=row["severity"],
                    state=row["state"],
                    author=row["author"],
                    author_name=names.get(row["author"], row["author"]),
                    submitted_at=submitted,
                    working_days=age,
                    late=age > LATE_AFTER,
                    repeats=len(earlier.of(one)),
                    times_submitted=max(1, row["times"]),
                    open_notes=row["notes"],
                    evidence=row["files"],
                    locked=self._locked(row),
                    version=row["version"],
                )
            )
        return tuple(sorted(found, key=_risk))

    def _locked(self, row: Any) -> Refused | None:
        """Why the person may not decide a finding, whatever else is in its way."""
        actor = self._office.actor
        try:
            acts.demand("findings.accept", actor.login, actor.roles)
            found = Standing(hands_of(row))
            finding_class = FindingClass(row["finding_class"])
            transition("accept", FindingState(row["state"]), found, finding_class=finding_class, actor=actor.login)
        except Refused as refused:
            return refused
        return None

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


def _risk(row: QueueRow) -> tuple[int, int, int, str]:
    rank = SEVERITIES.index(row.severity) if row.severity in SEVERITIES else len(SEVERITIES)
    return rank, -row.repeats, -row.working_days, row.number


def _aware(moment: datetime) -> datetime:
    found = fieldwork_screen.aware(moment)
    assert found is not None
    return found


def _wordings(office: Office) -> Mapping[tuple[str, str], Bilingual]:
    """(edition, pattern) → its standard wording."""
    return {(edition.id, one.id): one.wording for edition in office.rulebook.editions for one in edition.patterns}


class _Ages:
    """Working days that something waits, by the day it came in: 0 on that day."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._known: dict[date, int] = {}
        self._holidays: dict[int, Mapping[date, str]] = {}

    def since(self, moment: datetime) -> int:
        day = moment.astimezone().date()
        if day not in self._known:
            years = range(day.year, self._today.year + 1)
            holidays = {each: name for year in years for each, name in self._of(year).items()}
            self._known[day] = max(0, len(working_days(day, self._today, holidays)) - 1) if day <= self._today else 0
        return self._known[day]

    def _of(self, year: int) -> Mapping[date, str]:
        from auditdesk.exchange.holiday_files import read_holidays

        if year not in self._holidays:
            self._holidays[year] = read_holidays(places.shipped_data() / "holidays", year) or {}
        return self._holidays[year]
