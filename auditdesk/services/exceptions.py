"""Exceptions from scope: one supervisor proposes, another one decides, either may end an approved one with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from auditdesk.errors import Refused
from auditdesk.model.office_rule_records import ScopeException
from auditdesk.model.office_rules import ExceptionKind, ExceptionRow, ProposalState, ProposeException
from auditdesk.rules.scope_exceptions import demand_days, demand_no_overlap, lapsed_on
from auditdesk.rules.sign_off import demand_reason, demand_second_person
from auditdesk.services.firm_records import known_firm
from auditdesk.services.office import Office
from auditdesk.store.queries import register, rules
from auditdesk.store.work import Work


class ExceptionService:
    """Acts on exceptions. Nothing is ever deleted: what was approved shows in the scope of its days for good."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, firm_code: str | None = None) -> tuple[ExceptionRow, ...]:
        """Exceptions in whatever state, of one firm or of all. Raises Refused ``firm.unknown``."""
        with self._office.store.read() as connection:
            if firm_code is None:
                return self._told(rules.exceptions(connection))
            firm = register.firm(connection, firm_code)
            if firm is None:
                raise Refused("firm.unknown", firm=firm_code)
            return self._told(rules.exceptions(connection, firm_uid=firm.uid))

    def show(self, uid: str) -> ExceptionRow:
        """Raises Refused ``exception.unknown``."""
        with self._office.store.read() as connection:
            found = rules.exceptions(connection, uid=uid)
        if not found:
            raise Refused("exception.unknown", exception=uid)
        return self._told(found)[0]

    def _told(self, rows: tuple[ExceptionRow, ...]) -> tuple[ExceptionRow, ...]:
        return tuple(replace(row, lapsed_on=lapsed_on(self._office.rulebook, row)) for row in rows)

    def propose(self, order: ProposeException) -> ExceptionRow:
        """Propose one item for one firm; it counts from when another supervisor approves it.

        Raises Refused ``firm.unknown``, ``reason.needed``, ``exception.ends_before_it_begins``, ``exception.overlaps``,
        ``edition.none_in_force``, ``item.unknown`` (not in the edition in force on its first day).
        """
        reason = demand_reason(order.reason, "exceptions.propose")
        demand_days(order.valid_from, order.valid_until)
        rulebook = self._office.rulebook
        item = rulebook.in_force(order.valid_from).item(order.item)
        with self._office.work("exceptions.propose") as work:
            firm = known_firm(work, order.firm_code)
            standing = rules.exceptions(work.session.connection(), firm_uid=firm.uid)
            demand_no_overlap(rulebook, standing, item, order.valid_from, order.valid_until)
            record = work.add(
                ScopeException(
                    uid=work.new_uid(),
                    firm_uid=firm.uid,
                    item_key=order.item,
                    exception_kind=ExceptionKind(order.kind).value,
                    reason=reason,
                    valid_from=order.valid_from,
                    valid_until=order.valid_until,
                    state=ProposalState.PROPOSED.value,
                    proposed_by=work.login,
                    proposed_at=work.now(),
                    text_hash=item.text_hash,
                )
            )
            uid = record.uid
            work.commit()
        return self.show(uid)

    def approve(self, uid: str, seen: int | None = None) -> ExceptionRow:
        """Approve as the second person.

        Raises Refused ``exception.unknown``, ``exception.wrong_state``, ``four_eyes.author``, ``item.unknown``,
        ``exception.text_changed`` (an edition with other words came into force since it was proposed); Conflict.
        """
        with self._office.work("exceptions.approve") as work:
            record = _proposed(work, uid, seen)
            rulebook = self._office.rulebook
            item = rulebook.in_force(record.valid_from).item(record.item_key)
            if record.text_hash not in ("", item.text_hash):
                raise Refused("exception.text_changed", item=record.item_key, edition=rulebook.in_force(record.valid_from).id)
            standing = rules.exceptions(work.session.connection(), firm_uid=record.firm_uid)
            demand_no_overlap(rulebook, standing, item, record.valid_from, record.valid_until, but=uid)
            _decide(work, record, ProposalState.APPROVED, "")
            work.commit()
        return self.show(uid)

    def refuse(self, uid: str, reason: str, seen: int | None = None) -> ExceptionRow:
        """Refuse as the second person. Raises as ``approve``, and Refused ``reason.needed``."""
        reason = demand_reason(reason, "exceptions.refuse")
        with self._office.work("exceptions.refuse") as work:
            _decide(work, _proposed(work, uid, seen), ProposalState.REFUSED, reason)
            work.commit()
        return self.show(uid)

    def end(self, uid: str, last_day: date, reason: str, seen: int | None = None) -> ExceptionRow:
        """Let an approved exception hold until ``last_day`` (inclusive, not before today); one that has not begun never begins.

        Raises Refused ``exception.unknown``, ``exception.wrong_state``, ``reason.needed``, ``exception.over``,
        ``exception.ends_in_past``; Conflict.
        """
        reason = demand_reason(reason, "exceptions.end")
        today = self._office.today()
        with self._office.work("exceptions.end") as work:
            record = _found(work, uid, seen)
            if record.state != ProposalState.APPROVED:
                raise Refused("exception.wrong_state", act="exceptions.end", proposal_state=record.state)
            # An end only shortens: more days are a new exception, which a second person approves.
            if record.valid_until is not None and (record.valid_until <= today or last_day >= record.valid_until):
                raise Refused("exception.over", day=record.valid_until)
            if last_day < today:
                raise Refused("exception.ends_in_past", day=last_day, today=today)
            record.state = ProposalState.ENDED.value
            record.valid_until = last_day
            record.ended_by, record.ended_at, record.end_reason = work.login, work.now(), reason
            work.commit()
        return self.show(uid)


def _found(work: Work, uid: str, seen: int | None) -> ScopeException:
    if work.find(ScopeException, uid=uid) is None:
        raise Refused("exception.unknown", exception=uid)
    return work.get(ScopeException, uid, seen=seen)


def _proposed(work: Work, uid: str, seen: int | None) -> ScopeException:
    record = _found(work, uid, seen)
    if record.state != ProposalState.PROPOSED:
        raise Refused("exception.wrong_state", act=work.act, proposal_state=record.state)
    demand_second_person(work.login, (record.proposed_by,))
    return record


def _decide(work: Work, record: ScopeException, state: ProposalState, reason: str) -> None:
    record.state = state.value
    record.decided_by, record.decided_at, record.decision_reason = work.login, work.now(), reason
