"""New wordings for the catalogue, and patterns merged or split: proposed by one person, decided by another, never deleted."""

from __future__ import annotations

from datetime import date

from auditdesk.errors import Refused
from auditdesk.model.pattern_records import OfficePattern, PatternSuccession
from auditdesk.model.pattern_rows import OfficePatternRow, PatternState, ProposePattern, SuccessionRow, SuccessionStep
from auditdesk.model.rows import FindingRow
from auditdesk.model.terms import Severity
from auditdesk.rules.office_patterns import checked_proposal
from auditdesk.rules.pattern_succession import Successions, demand_sound_step
from auditdesk.rules.sign_off import demand_reason, demand_second_person
from auditdesk.services.office import Office
from auditdesk.store.journal import canonical
from auditdesk.store.queries import fieldwork, patterns
from auditdesk.store.work import Work


class OfficePatternService:
    """Acts on the catalogue of patterns."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, state: str | None = None) -> tuple[OfficePatternRow, ...]:
        """Own patterns, those refused and those that wait too."""
        with self._office.store.read() as connection:
            found = patterns.own_patterns(connection)
        return tuple(row for row in found if state is None or row.state == state)

    def show(self, pattern: str) -> OfficePatternRow:
        """Raises Refused ``own_pattern.unknown``."""
        for row in self.list():
            if pattern in (row.pattern, row.uid):
                return row
        raise Refused("own_pattern.unknown", pattern=pattern)

    def steps(self, pattern: str | None = None) -> tuple[SuccessionRow, ...]:
        """What became of patterns, in whatever state; ``pattern`` chooses those that it takes part in."""
        with self._office.store.read() as connection:
            found = patterns.successions(connection)
        return tuple(row for row in found if pattern is None or pattern == row.pattern or pattern in row.into)

    def successions(self) -> Successions:
        """The steps in force, to ask what a pattern is counted as."""
        return Successions(self.steps())

    def findings_from(self, pattern: str, *, predecessors: bool = True) -> tuple[FindingRow, ...]:
        """The findings recorded under a pattern, in the order of their numbers; with those of the patterns that it came from."""
        wanted = self.successions().with_predecessors(pattern) if predecessors else frozenset({pattern})
        with self._office.store.read() as connection:
            return fieldwork.findings(connection, uids=patterns.finding_uids_of(connection, wanted))

    def propose(self, order: ProposePattern) -> OfficePatternRow:
        """Put a wording forward; it holds nowhere until another person has put it in force.

        Raises Refused ``own_pattern.*`` (see ``checked_proposal``), ``edition.none_in_force``, ``finding.unknown`` for its origin.
        """
        with self._office.work("patterns.propose") as work:
            order = checked_proposal(order, self._office.rulebook.in_force(order.valid_from))
            if order.origin and not fieldwork.findings(work.session.connection(), name=order.origin):
                raise Refused("finding.unknown", finding=order.origin)
            assert order.heading is not None
            record = work.add(
                OfficePattern(
                    uid=work.new_uid(),
                    pattern=f"OWN-{work.next_number('office_pattern'):03d}",
                    group_name=order.group,
                    code=order.code,
                    heading_zh=order.heading.zh,
                    heading_en=order.heading.en,
                    items=canonical(list(order.items)),
                    wording_zh=order.wording.zh,
                    wording_en=order.wording.en,
                    standard_zh=order.expected_standard.zh,
                    standard_en=order.expected_standard.en,
                    severity=order.severity.value,
                    valid_from=order.valid_from,
                    origin=order.origin,
                    state=PatternState.PROPOSED.value,
                    proposed_by=work.login,
                    proposed_at=work.now(),
                )
            )
            name = record.pattern
            work.commit()
        return self.show(name)

    def approve(self, pattern: str, seen: int | None = None) -> OfficePatternRow:
        """Put a proposed wording in force, as somebody else than who proposed it.

        Raises Refused ``own_pattern.unknown``, ``own_pattern.wrong_state``, ``four_eyes.author``, ``own_pattern.same_wording``; Conflict.
        """
        return self._decide(pattern, "patterns.approve", PatternState.IN_FORCE, "", seen)

    def refuse(self, pattern: str, reason: str, seen: int | None = None) -> OfficePatternRow:
        """Turn a proposed wording down, with the reason. Raises as ``approve``, and Refused ``reason.needed``."""
        reason = demand_reason(reason, "patterns.refuse")
        return self._decide(pattern, "patterns.refuse", PatternState.REFUSED, reason, seen)

    def _decide(self, pattern: str, act: str, state: PatternState, reason: str, seen: int | None) -> OfficePatternRow:
        with self._office.work(act) as work:
            found = work.find(OfficePattern, pattern=pattern) or work.find(OfficePattern, uid=pattern)
            if found is None:
                raise Refused("own_pattern.unknown", pattern=pattern)
            record = work.get(OfficePattern, found.uid, seen=seen)
            if record.state != PatternState.PROPOSED:
                raise Refused("own_pattern.wrong_state", pattern=record.pattern, pattern_state=record.state)
            demand_second_person(work.login, (record.proposed_by,))
            if state is PatternState.IN_FORCE:
                checked_proposal(_order_of(self.show(record.pattern)), self._office.rulebook.in_force(record.valid_from))
            record.state = state.value
            record.decided_by, record.decided_at, record.decision_reason = work.login, work.now(), reason
            name = record.pattern
            work.commit()
        return self.show(name)

    # what becomes of patterns

    def merge(self, pattern: str, into: str, valid_from: date, reason: str) -> SuccessionRow:
        """Propose that ``pattern`` goes into another one from a day on (inclusive).

        Raises Refused ``reason.needed``, ``pattern.unknown``, ``succession.*`` (see ``demand_sound_step``).
        """
        return self._step("patterns.merge", SuccessionStep.MERGE, pattern, (into,), valid_from, reason)

    def split(self, pattern: str, into: tuple[str, ...], valid_from: date, reason: str) -> SuccessionRow:
        """Propose that ``pattern`` is parted into several from a day on (inclusive). Raises as ``merge``."""
        return self._step("patterns.split", SuccessionStep.SPLIT, pattern, into, valid_from, reason)

    def undo(self, step: str, reason: str) -> SuccessionRow:
        """Propose to take a step in force back; once decided, it is as if that step had not been made. The step itself stays on record.

        Raises Refused ``reason.needed``, ``succession.unknown``, ``succession.wrong_state``, ``succession.waiting``, and
        ``succession.built_on`` where a later step stands on what it led to.
        """
        self._office.demand("patterns.undo")
        reason = demand_reason(reason, "patterns.undo")
        earlier = self.step(step)
        if earlier.state != PatternState.IN_FORCE or earlier.undone or earlier.step == SuccessionStep.UNDO:
            raise Refused("succession.wrong_state", step=earlier.step, pattern=earlier.pattern, pattern_state=earlier.state)
        with self._office.work("patterns.undo") as work:
            standing = self.steps()
            if any(row.undoes == earlier.uid and row.state == PatternState.PROPOSED for row in standing):
                raise Refused("succession.waiting", pattern=earlier.pattern)
            self._demand_last(earlier, standing)
            uid = self._add(work, SuccessionStep.UNDO, earlier.pattern, (), earlier.valid_from, reason, earlier.uid)
            work.commit()
        return self.step(uid)

    def step(self, uid: str) -> SuccessionRow:
        """Raises Refused ``succession.unknown``."""
        for row in self.steps():
            if row.uid == uid:
                return row
        raise Refused("succession.unknown", id=uid)

    def decide_step(self, uid: str, *, approve: bool, reason: str = "", seen: int | None = None) -> SuccessionRow:
        """Put a step in force or turn it down, as somebody else than who proposed it; turning down needs the reason.

        Raises Refused ``succession.unknown``, ``succession.wrong_state``, ``four_eyes.author``, ``reason.needed``, and what the step
        raised when it was proposed if that no longer holds; Conflict.
        """
        act = "patterns.approve" if approve else "patterns.refuse"
        if not approve:
            reason = demand_reason(reason, act)
        with self._office.work(act) as work:
            row = self.step(uid)
            record = work.get(PatternSuccession, uid, seen=seen)
            if record.state != PatternState.PROPOSED:
                raise Refused("succession.wrong_state", step=record.step, pattern=record.pattern, pattern_state=record.state)
            demand_second_person(work.login, (record.proposed_by,))
            if approve and record.step == SuccessionStep.UNDO:
                self._demand_last(self.step(record.undoes or ""), self.steps())
            elif approve:
                self._demand_sound(SuccessionStep(row.step), row.pattern, row.into, row.valid_from, waiting=())
            record.state = (PatternState.IN_FORCE if approve else PatternState.REFUSED).value
            record.decided_by, record.decided_at, record.decision_reason = work.login, work.now(), reason.strip()
            work.commit()
        return self.step(uid)

    def _step(
        self, act: str, step: SuccessionStep, pattern: str, into: tuple[str, ...], valid_from: date, reason: str
    ) -> SuccessionRow:
        reason = demand_reason(reason, act)
        with self._office.work(act) as work:
            waiting = {row.pattern for row in self.steps() if row.state == PatternState.PROPOSED}
            self._demand_sound(step, pattern, into, valid_from, waiting)
            uid = self._add(work, step, pattern, into, valid_from, reason, None)
            work.commit()
        return self.step(uid)

    def _demand_sound(
        self, step: SuccessionStep, pattern: str, into: tuple[str, ...], day: date, waiting: set[str] | tuple[()]
    ) -> None:
        edition = self._office.rulebook.in_force(day)
        demand_sound_step(step, pattern, into, day, edition.pattern, self.successions(), waiting)

    def _demand_last(self, earlier: SuccessionRow, standing: tuple[SuccessionRow, ...]) -> None:
        for row in standing:
            if row.state == PatternState.IN_FORCE and not row.undone and row.uid != earlier.uid and row.pattern in earlier.into:
                raise Refused("succession.built_on", pattern=earlier.pattern, other=row.pattern)

    def _add(
        self,
        work: Work,
        step: SuccessionStep,
        pattern: str,
        into: tuple[str, ...],
        valid_from: date,
        reason: str,
        undoes: str | None,
    ) -> str:
        record = work.add(
            PatternSuccession(
                uid=work.new_uid(),
                step=step.value,
                pattern=pattern,
                into=canonical(list(into)),
                undoes=undoes,
                valid_from=valid_from,
                reason=reason,
                state=PatternState.PROPOSED.value,
                proposed_by=work.login,
                proposed_at=work.now(),
            )
        )
        return record.uid


def _order_of(row: OfficePatternRow) -> ProposePattern:
    return ProposePattern(
        row.code,
        row.wording,
        row.expected_standard,
        Severity(row.severity),
        row.valid_from,
        row.items,
        row.group,
        row.heading,
        row.origin,
    )
