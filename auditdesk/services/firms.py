"""The register: firms on a day, their dated facts, tier and scope with reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from auditdesk.errors import Refused
from auditdesk.model.commands import RecordFact
from auditdesk.model.facts import DatedFact, FactsOnDay, FactValue, FrozenFacts, Scope, StaffingCheck
from auditdesk.model.rows import BranchRow, ContactRow, FirmDetail, FirmRow, JournalRow
from auditdesk.model.terms import FactKind
from auditdesk.rules.finding_states import OPEN_STATES
from auditdesk.rules.firm_facts import checked_fact
from auditdesk.rules.firm_register import GONE, eve_of, former_names_on, licence_on, name_on
from auditdesk.rules.minimum_capital import AmountDoubt, doubt_about
from auditdesk.rules.scope import tier_of
from auditdesk.rules.staffing import check_staffing, staffing_duty
from auditdesk.rules.standing import standing
from auditdesk.services.dated_facts import fact_record
from auditdesk.services.firm_records import FirmRecordService, check_tie, known_firm, name_from
from auditdesk.services.firm_scope import full_scope, full_scopes
from auditdesk.services.office import Office
from auditdesk.store.queries import fieldwork, register, review
from auditdesk.store.queries import office as office_queries
from auditdesk.store.queries.register import FirmIdentity


class FirmService:
    """Acts on firms."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._records = FirmRecordService(office)

    def list(self, on: date, year: int | None = None, *, gone: bool = False) -> tuple[FirmRow, ...]:
        """The register on a day, in the order of codes; ``year`` (default: that of the day) decides the standing.

        Firms that were merged or without their licence by then are left out unless ``gone``.
        """
        audit_year = year if year is not None else on.year
        with self._office.store.read() as connection:
            identities = register.firms(connection)
            holding = register.facts_on(connection, on)
            states = fieldwork.finding_states_by_firm(connection)
            days = fieldwork.visit_days_by_firm(connection)
            lettered = office_queries.lettered_firms(connection)
            names = register.facts_of_kind(connection, (FactKind.LEGAL_NAME,))
            contacts = {one.firm_code: one for one in reversed(register.contacts(connection)) if _current(one, on)}
        rows = tuple(
            self._row(
                firm,
                FactsOnDay(firm.code, on, holding.get(firm.uid, {})),
                states.get(firm.uid, []),
                days.get(firm.uid, []),
                (firm.uid, audit_year) in lettered,
                audit_year,
                name_on(names.get(firm.uid, ()), on, firm.name),
                contacts.get(firm.code),
            )
            for firm in identities
        )
        return rows if gone else tuple(row for row in rows if row.licence not in GONE)

    def _row(
        self,
        firm: FirmIdentity,
        facts: FactsOnDay,
        states: Sequence[tuple[int, str]],
        visits: Sequence[tuple[int, date]],
        lettered: bool,
        year: int,
        name: str,
        contact: ContactRow | None,
    ) -> FirmRow:
        try:
            edition = self._office.rulebook.in_force(facts.day)
        except Refused:
            edition = None
        capital = facts.facts.get(FactKind.PAID_IN_CAPITAL)
        duty = staffing_duty(edition, facts) if edition else None
        ordering = facts.value(FactKind.INTERNET_ORDERING)
        seen = [day for _, day in visits if day <= facts.day]
        return FirmRow(
            uid=firm.uid,
            code=firm.code,
            name=name,
            short_name=firm.short_name,
            paid_in_capital=_amount(facts.value(FactKind.PAID_IN_CAPITAL)),
            assigned_operating_funds=_amount(facts.value(FactKind.ASSIGNED_OPERATING_FUNDS)),
            capital_valid_from=capital.valid_from if capital else None,
            scope_band=tier_of(edition, facts) if edition else None,
            staffing_band=duty.band if duty else None,
            internet_ordering=ordering if isinstance(ordering, bool) else None,
            staffing=check_staffing(duty, facts) if duty else None,
            open_findings=sum(state in OPEN_STATES for _, state in states),
            last_visit=max(seen, default=None),
            standing=standing(
                sum(visit_year == year for visit_year, _ in visits),
                [state for finding_year, state in states if finding_year == year],
                lettered,
            ),
            unified_number=firm.unified_number,
            licence=licence_on(facts.facts),
            other_names=tuple(dict.fromkeys((firm.name, *firm.former_names, *firm.spellings))),
            contact=" ".join(part for part in (contact.role, contact.name) if part) if contact else "",
            letter_address=firm.letter_address,
        )

    def detail(self, code: str, on: date) -> FirmDetail:
        """Everything about one firm on a day. Raises Refused ``firm.unknown``."""
        with self._office.store.read() as connection:
            firm = _known(register.firm(connection, code), code)
            facts = FactsOnDay(code, on, register.facts_on(connection, on, firm.uid).get(firm.uid, {}))
            visits = fieldwork.visits(connection, firm_uid=firm.uid)
            findings = fieldwork.findings(connection, firm_uid=firm.uid)
            letters = office_queries.letters(connection, firm_uid=firm.uid)
            papers = office_queries.papers(connection, subjects=[letter.uid for letter in letters])
            history = register.fact_history(connection, firm.uid)
            offices = register.branches(connection, firm.uid)
            persons = register.contacts(connection, firm.uid)
            names = register.facts_of_kind(connection, (FactKind.LEGAL_NAME,)).get(firm.uid, ())
            scope = self._scope(connection, facts, firm.uid)
            frozen = fieldwork.frozen_facts(connection, firm.uid)
            known = {one.facts.day: register.facts_on(connection, one.facts.day, firm.uid).get(firm.uid, {}) for one in frozen}
            people = review.names(connection)
        lettered = any(letter.year == on.year for letter in letters)
        return FirmDetail(
            row=self._row(
                firm,
                facts,
                [(finding.year, finding.state) for finding in findings],
                [(visit.reference_date.year, visit.reference_date) for visit in visits],
                lettered,
                on.year,
                name_on(names, on, firm.name),
                next((one for one in persons if _current(one, on)), None),
            ),
            english_name=firm.english_name,
            unified_number=firm.unified_number,
            kind=firm.kind,
            address=firm.address,
            telephone=firm.telephone,
            former_names=former_names_on(names, (*firm.former_names, firm.name), on, name_on(names, on, firm.name)),
            facts=history,
            scope=scope,
            branches=offices,
            visits=visits,
            findings=findings,
            papers=papers,
            letter_address=firm.letter_address,
            letter_recipient=firm.letter_recipient,
            spellings=firm.spellings,
            contacts=persons,
            ties=self._records.ties(code, on),
            version=firm.version,
            visit_staffing={one.visit_uid: check for one in frozen if (check := self._staffing(one, known)) is not None},
            people=people,
        )

    def _staffing(self, frozen: FrozenFacts, known: Mapping[date, Mapping[str, DatedFact]]) -> StaffingCheck | None:
        """The people a firm had on the reference date, as far as is known by now, against the duty with which the visit was opened: a
        capital recorded since changes no duty of then. None where the visit's edition is not here."""
        try:
            duty = staffing_duty(self._office.rulebook.edition(frozen.edition), frozen.facts)
        except Refused:
            return None
        return check_staffing(duty, FactsOnDay(frozen.facts.firm_code, frozen.facts.day, known[frozen.facts.day]))

    def _scope(self, connection: Any, facts: FactsOnDay, firm_uid: str) -> Scope | None:
        rulebook = self._office.rulebook
        try:
            edition = rulebook.in_force(facts.day)
        except Refused:
            return None
        return full_scope(connection, rulebook, edition, facts, firm_uid)

    def scope(self, code: str, on: date) -> Scope:
        """Tier, staffing duty and scope of one firm on a day, exceptions and key items included.

        Raises Refused ``firm.unknown``, ``edition.none_in_force``.
        """
        edition = self._office.rulebook.in_force(on)
        with self._office.store.read() as connection:
            firm = _known(register.firm(connection, code), code)
            holding = register.facts_on(connection, on, firm.uid).get(firm.uid, {})
            return full_scope(connection, self._office.rulebook, edition, FactsOnDay(code, on, holding), firm.uid)

    def scopes(self, on: date) -> dict[str, Scope]:
        """Code → scope on a day of every firm of the register, as ``scope`` tells it. Raises Refused ``edition.none_in_force``."""
        rulebook = self._office.rulebook
        edition = rulebook.in_force(on)
        with self._office.store.read() as connection:
            codes = {firm.uid: firm.code for firm in register.firms(connection)}
            holding = register.facts_on(connection, on)
            firms = {uid: FactsOnDay(code, on, holding.get(uid, {})) for uid, code in codes.items()}
            found = full_scopes(connection, rulebook, edition, firms, on)
        return {codes[uid]: scope for uid, scope in found.items()}

    def facts(self, code: str, on: date) -> tuple[DatedFact, ...]:
        """The facts that hold on a day. Raises Refused ``firm.unknown``."""
        with self._office.store.read() as connection:
            firm = _known(register.firm(connection, code), code)
            return tuple(register.facts_on(connection, on, firm.uid).get(firm.uid, {}).values())

    def branches(self, code: str = "") -> tuple[tuple[str, BranchRow], ...]:
        """Every branch with the code of its firm, in the order of codes; with ``code`` those of one firm.

        Raises Refused ``firm.unknown``.
        """
        with self._office.store.read() as connection:
            if not code:
                return register.all_branches(connection)
            firm = _known(register.firm(connection, code), code)
            return tuple((code, branch) for branch in register.branches(connection, firm.uid))

    def history(self, code: str, limit: int = 500) -> tuple[JournalRow, ...]:
        """Journal lines of the firm, its facts and branches, the newest first. Raises Refused ``firm.unknown``."""
        with self._office.store.read() as connection:
            firm = _known(register.firm(connection, code), code)
            return office_queries.journal_of(connection, register.objects_of_firm(connection, firm.uid), None, limit)

    def doubt_about(self, order: RecordFact) -> AmountDoubt | None:
        """What is doubtful about an amount before it is kept: another unit, by the minimum or by what the firm had on the day before.

        None for what is no amount. Raises Refused ``firm.unknown``, ``fact.unknown``, ``fact.wrong_value``, ``fact.source_needed``.
        """
        value = checked_fact(order.kind, order.value, order.source)
        if not FactKind(order.kind).is_amount or not isinstance(value, int):
            return None
        with self._office.store.read() as connection:
            firm = _known(register.firm(connection, order.firm_code), order.firm_code)
            eve = register.facts_on(connection, eve_of(order.valid_from), firm.uid).get(firm.uid, {})
        before = eve.get(order.kind)
        return doubt_about(value, None if before is None else _amount(before.value))

    def visits_that_keep(self, code: str, kind: str) -> tuple[str, ...]:
        """Numbers of the firm's visits whose scope and duty were frozen with another amount or answer than is recorded for their day by
        now: they keep it. None for kinds of facts that neither goes by. Raises Refused ``firm.unknown``."""
        meant = FactKind(kind)
        if meant is FactKind.SECURITY_UNIT or not (meant.is_amount or meant.is_flag):
            return ()
        with self._office.store.read() as connection:
            firm = _known(register.firm(connection, code), code)
            told = register.facts_of_kind(connection, (kind,)).get(firm.uid, ())
            frozen = fieldwork.frozen_facts(connection, firm.uid)
        keeping = []
        for one in frozen:
            now = next((fact.value for fact in reversed(told) if fact.valid_from <= one.facts.day), None)
            if one.facts.value(kind) != now:
                keeping.append(one.number)
        return tuple(keeping)

    def record_fact(self, order: RecordFact) -> DatedFact:
        """Keep one dated fact; what stood before stays. The same value already standing from that day changes nothing.

        Raises Refused ``firm.unknown``, ``firm.tied_to_itself``, ``fact.unknown``, ``fact.wrong_value``, ``fact.source_needed``.
        """
        value = checked_fact(order.kind, order.value, order.source)
        with self._office.work("firms.record_fact") as work:
            firm = known_firm(work, order.firm_code)
            check_tie(work, firm, order.kind, value, order.valid_from)
            holding = register.facts_on(work.session.connection(), order.valid_from, firm.uid).get(firm.uid, {})
            standing_fact = holding.get(order.kind)
            if standing_fact is None or (standing_fact.value, standing_fact.valid_from) != (value, order.valid_from):
                if order.kind == FactKind.LEGAL_NAME:
                    name_from(work, firm, str(value), order.valid_from, order.source, self._office.today())
                else:
                    work.add(
                        fact_record(work, firm.uid, order.kind, value, order.valid_from, order.source, work.next_fact_sequence())
                    )
                work.commit()
        return next(fact for fact in self.facts(order.firm_code, order.valid_from) if fact.kind == order.kind)


def _current(contact: ContactRow, on: date) -> bool:
    return contact.valid_from <= on and (contact.valid_until is None or on <= contact.valid_until)


def _known(firm: FirmIdentity | None, code: str) -> FirmIdentity:
    if firm is None:
        raise Refused("firm.unknown", firm=code)
    return firm


def _amount(value: FactValue | None) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
