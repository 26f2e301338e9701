"""Key items of an audit year: proposed with the incidents that call for them, approved by another supervisor."""

from __future__ import annotations

from auditdesk.errors import Refused
from auditdesk.model.office_rule_records import KeyItem
from auditdesk.model.office_rules import KeyItemRow, ProposalState
from auditdesk.rules.sign_off import demand_reason, demand_second_person
from auditdesk.services.firm_scope import last_day
from auditdesk.services.office import Office
from auditdesk.store.queries import rules
from auditdesk.store.work import Work


class KeyItemService:
    """Acts on key items."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, year: int | None = None) -> tuple[KeyItemRow, ...]:
        """Key items in whatever state, the newest year first."""
        with self._office.store.read() as connection:
            return rules.key_items(connection, year=year)

    def show(self, year: int, item: str) -> KeyItemRow:
        """Raises Refused ``key_item.unknown``."""
        for row in self.list(year):
            if row.item == item:
                return row
        raise Refused("key_item.unknown", year=year, item=item)

    def add(self, year: int, item: str, reason: str) -> KeyItemRow:
        """Propose an item for an audit year (Gregorian); one that was refused may be proposed anew.

        Raises Refused ``reason.needed``, ``key_item.exists``, ``edition.none_in_force``, ``item.unknown`` (not in the edition of the
        year's last day).
        """
        reason = demand_reason(reason, "key_items.add")
        if not 1912 <= year <= 9999:
            raise Refused("year.out_of_range", asked=year, first=1912, last=9999)
        self._office.rulebook.in_force(last_day(year)).item(item)
        with self._office.work("key_items.add") as work:
            record = work.find(KeyItem, year=year, item_key=item)
            if record is not None and record.state != ProposalState.REFUSED:
                raise Refused("key_item.exists", year=year, item=item, proposal_state=record.state)
            if record is None:
                record = KeyItem(
                    uid=work.new_uid(),
                    year=year,
                    item_key=item,
                    reason=reason,
                    state=ProposalState.PROPOSED.value,
                    proposed_by=work.login,
                    proposed_at=work.now(),
                )
                work.add(record)
            else:
                record.reason, record.state = reason, ProposalState.PROPOSED.value
                record.proposed_by, record.proposed_at = work.login, work.now()
                record.decided_by, record.decided_at, record.decision_reason = None, None, ""
            work.commit()
        return self.show(year, item)

    def approve(self, year: int, item: str, seen: int | None = None) -> KeyItemRow:
        """Approve as the second person. Raises Refused ``key_item.unknown``, ``key_item.wrong_state``, ``four_eyes.author``; Conflict."""
        with self._office.work("key_items.approve") as work:
            _decide(work, year, item, seen, ProposalState.APPROVED, "")
            work.commit()
        return self.show(year, item)

    def refuse(self, year: int, item: str, reason: str, seen: int | None = None) -> KeyItemRow:
        """Refuse as the second person. Raises as ``approve``, and Refused ``reason.needed``."""
        reason = demand_reason(reason, "key_items.refuse")
        with self._office.work("key_items.refuse") as work:
            _decide(work, year, item, seen, ProposalState.REFUSED, reason)
            work.commit()
        return self.show(year, item)


def _decide(work: Work, year: int, item: str, seen: int | None, state: ProposalState, reason: str) -> None:
    record = work.find(KeyItem, year=year, item_key=item)
    if record is None:
        raise Refused("key_item.unknown", year=year, item=item)
    work.get(KeyItem, record.uid, seen=seen)
    if record.state != ProposalState.PROPOSED:
        raise Refused("key_item.wrong_state", act=work.act, year=year, item=item, proposal_state=record.state)
    demand_second_person(work.login, (record.proposed_by,))
    record.state = state.value
    record.decided_by, record.decided_at, record.decision_reason = work.login, work.now(), reason
