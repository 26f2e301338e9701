"""What becomes of a firm in the register: named anew, merged, without its licence, described, and facts taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from auditdesk.errors import Refused
from auditdesk.model.facts import DatedFact, FactsOnDay
from auditdesk.model.firm_list import DESCRIBED
from auditdesk.model.records import Branch, Firm, FirmFact
from auditdesk.model.rows import FirmTie, TierMoveRow
from auditdesk.model.rulebook import StaffingBand
from auditdesk.model.terms import FactKind, FirmKind
from auditdesk.rules.firm_codes import parse_code
from auditdesk.rules.firm_facts import checked_fact
from auditdesk.rules.firm_register import MERGED, closes_a_ring, eve_of, licence_on, name_on
from auditdesk.rules.spelling import names_in, tidy
from auditdesk.rules.staffing import staffing_duty
from auditdesk.rules.tier_capital import tier_capital
from auditdesk.rules.unified_numbers import doubt_about_number
from auditdesk.services.dated_facts import fact_record, retraction_record
from auditdesk.services.office import Office
from auditdesk.store.queries import register
from auditdesk.store.work import Work

_DECIDING = (FactKind.PAID_IN_CAPITAL, FactKind.CAPITAL_FOR_TIER)
_TIES = {
    FactKind.PARENT_FIRM: ("parent", "subsidiary"),
    FactKind.SYSTEMS_RUN_BY: ("systems_run_by", "runs_systems_of"),
    FactKind.MERGED_INTO: ("merged_into", "took_over"),
}


class FirmRecordService:
    """Acts that change what a firm is; none of them overwrites what stood before."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def add(self, code: str, name: str, kind: str = FirmKind.SECURITIES_FIRM.value) -> None:
        """Enter a firm by hand.

        Raises BadInput ``code.*``, Refused ``firm.code_taken``, ``firm.code_is_branch``, ``firm.name_needed``, ``firm.kind_unknown``.
        """
        code, name = parse_code(code), tidy(name)
        if not name:
            raise Refused("firm.name_needed")
        if kind not in set(FirmKind):
            raise Refused("firm.kind_unknown", text=kind)
        with self._office.work("firms.add") as work:
            known = work.find(Firm, code=code)
            if known is not None and known.listed:
                raise Refused("firm.code_taken", firm=code)
            branch = work.find(Branch, code=code)
            if branch is not None:
                raise Refused("firm.code_is_branch", firm=code, branch=branch.name, of=work.get(Firm, branch.firm_uid).code)
            if known is None:
                work.add(Firm(uid=work.new_uid(), code=code, name=name, firm_kind=kind))
            else:
                known.listed, known.name, known.firm_kind = True, name, kind
            work.commit()

    def describe(
        self, code: str, fields: Mapping[str, str], spellings: Sequence[str] | None = None, seen: int | None = None
    ) -> str | None:
        """Keep fields of ``DESCRIBED`` and other spellings; returns the code of a doubt about the unified number, or None.

        Raises Refused ``firm.unknown``, ``firm.field_unknown``, ``firm.kind_unknown``; Conflict ``record.changed``.
        """
        for field in fields:
            if field not in DESCRIBED:
                raise Refused("firm.field_unknown", field=field, fields=DESCRIBED)
        if "firm_kind" in fields and fields["firm_kind"] not in set(FirmKind):
            raise Refused("firm.kind_unknown", text=fields["firm_kind"])
        with self._office.work("firms.describe") as work:
            firm = work.get(Firm, known_firm(work, code).uid, seen)
            before = firm.model_dump()
            for field, text in fields.items():
                setattr(firm, field, tidy(text))
            if spellings is not None:
                kept = dict.fromkeys(name for each in spellings for part in names_in(each) if (name := tidy(part)))
                firm.spellings = json.dumps(list(kept), ensure_ascii=False)
            if firm.model_dump() != before:
                work.commit()
        number = tidy(fields.get("unified_number", ""))
        return doubt_about_number(number) if number else None

    def rename(self, code: str, name: str, since: date, source: str) -> None:
        """The firm bears ``name`` from ``since`` on; on days before it keeps its old one.

        Raises Refused ``firm.unknown``, ``fact.source_needed``, ``fact.wrong_value``.
        """
        name = tidy(name)
        checked_fact(FactKind.LEGAL_NAME, name, source)
        _source_given(FactKind.LEGAL_NAME, source)
        with self._office.work("firms.rename") as work:
            firm = known_firm(work, code)
            name_from(work, firm, name, since, source, self._office.today())
            work.commit()

    def merge(self, code: str, into: str, since: date, source: str) -> None:
        """From ``since`` on the firm is part of ``into``; its history stays and is reached from there.

        Raises Refused ``firm.unknown``, ``firm.into_needed``, ``firm.tied_to_itself``, ``fact.source_needed``.
        """
        if not into:
            raise Refused("firm.into_needed", firm=code)
        _source_given(FactKind.MERGED_INTO, source)
        self.keep(code, FactKind.MERGED_INTO, into, since, source, act="firms.merge")

    def licence(self, code: str, state: str, since: date, source: str) -> None:
        """The licence is ``active``, ``suspended`` or ``withdrawn`` from ``since`` on. Raises Refused as ``merge`` does."""
        _source_given(FactKind.LICENCE_STATE, source)
        self.keep(code, FactKind.LICENCE_STATE, state, since, source, act="firms.licence")

    def keep(self, code: str, kind: FactKind, value: str, since: date, source: str, act: str) -> None:
        """One dated fact under an act of its own."""
        checked_fact(kind, value, source)
        with self._office.work(act) as work:
            firm = known_firm(work, code)
            check_tie(work, firm, kind, value, since)
            work.add(fact_record(work, firm.uid, kind, value, since, source, work.next_fact_sequence()))
            work.commit()

    def retract(self, fact: str, reason: str) -> None:
        """Take one fact (its uid) back: counted nowhere from now on, in the history for ever.

        Raises Refused ``record.unknown``, ``fact.reason_needed``, ``fact.taken_back``.
        """
        if not reason.strip():
            raise Refused("fact.reason_needed")
        with self._office.work("firms.retract") as work:
            record = work.get(FirmFact, fact)
            if record.retracts is not None or work.find(FirmFact, retracts=fact) is not None:
                raise Refused("fact.taken_back", fact=record.fact)
            work.add(retraction_record(work, record, reason, work.next_fact_sequence()))
            work.flush()
            if record.fact == FactKind.LEGAL_NAME:
                firm = work.get(Firm, record.firm_uid)
                sync_name(work, firm, self._office.today())
                forget_names(work, firm, {str(json.loads(record.value))})
            work.commit()

    def ties(self, code: str, on: date) -> tuple[FirmTie, ...]:
        """The firms this one is tied to on a day, told from both sides. Raises Refused ``firm.unknown``."""
        with self._office.store.read() as connection:
            firms = {firm.code: firm for firm in register.firms(connection)}
            if code not in firms:
                raise Refused("firm.unknown", firm=code)
            holding = register.facts_on(connection, on)
        codes = {firm.uid: firm.code for firm in firms.values()}
        found = []
        for firm_uid, facts in holding.items():
            for kind, (this_way, that_way) in _TIES.items():
                fact = facts.get(kind)
                if fact is None or not fact.value or firm_uid not in codes:
                    continue
                own, other = codes[firm_uid], str(fact.value)
                if own == code:
                    found.append(FirmTie(this_way, other, firms[other].name if other in firms else other, fact.valid_from))
                elif other == code:
                    found.append(FirmTie(that_way, own, firms[own].name, fact.valid_from))
        return tuple(sorted(found, key=lambda tie: (tie.relation, tie.code)))

    def moves(self, year: int) -> tuple[TierMoveRow, ...]:
        """Every change of capital band within a year, by day: the band on the eve against the band on the day."""
        with self._office.store.read() as connection:
            firms = register.firms(connection)
            decided = register.facts_of_kind(connection, _DECIDING)
        rows = []
        for firm in firms:
            facts = decided.get(firm.uid, ())
            for day in sorted({fact.valid_from for fact in facts if fact.valid_from.year == year}):
                before, after = _held(firm.code, facts, day - timedelta(days=1)), _held(firm.code, facts, day)
                band_before, band_after = self._band(before), self._band(after)
                capital = tier_capital(after)
                earlier = tier_capital(before)
                if earlier is None or capital is None or band_before == band_after:
                    continue
                amounts = int(earlier.value), int(capital.value)
                rows.append(TierMoveRow(firm.code, firm.name, day, band_before, band_after, *amounts, capital.source))
        return tuple(sorted(rows, key=lambda row: (row.day, row.code)))

    def _band(self, facts: FactsOnDay) -> StaffingBand | None:
        try:
            return staffing_duty(self._office.rulebook.in_force(facts.day), facts).band
        except Refused:
            return None


def _held(code: str, facts: Sequence[DatedFact], day: date) -> FactsOnDay:
    return FactsOnDay(code, day, {fact.kind: fact for fact in facts if fact.valid_from <= day})


def _source_given(kind: FactKind, source: str) -> None:
    if not source.strip():
        raise Refused("fact.source_needed", fact=kind.value)


def known_firm(work: Work, code: str) -> Firm:
    """The firm of that code inside a work. Raises Refused ``firm.unknown``."""
    firm = work.find(Firm, code=code)
    if firm is None or not firm.listed:
        raise Refused("firm.unknown", firm=code)
    return firm


def check_tie(work: Work, firm: Firm, kind: str, value: object, since: date) -> None:
    """A fact that names a firm names another one that there is, and leads nowhere back.

    Raises Refused ``firm.unknown``, ``firm.tied_to_itself``, ``firm.merged_already``.
    """
    if kind not in set(FactKind) or not FactKind(kind).names_a_firm or not value:
        return
    other = known_firm(work, str(value))
    connection = work.session.connection()
    holding = register.facts_on(connection, since)
    codes = {each.uid: each.code for each in work.all(Firm)}
    of_kind = register.facts_of_kind(connection, (kind,))
    # A tie that begins later can close the ring as well, as long as the new one still holds then.
    own = min((fact.valid_from for fact in of_kind.get(firm.uid, ()) if fact.valid_from > since), default=date.max)
    days = {since, *(fact.valid_from for facts in of_kind.values() for fact in facts if since < fact.valid_from < own)}
    for day in sorted(days):
        ties = {
            codes[uid]: facts[kind].value
            for uid, facts in register.facts_on(connection, day).items()
            if kind in facts and uid in codes
        }
        if closes_a_ring(ties, firm.code, other.code):
            raise Refused("firm.tied_to_itself", firm=firm.code, other=other.code)
    if kind == FactKind.MERGED_INTO and licence_on(holding.get(other.uid, {})) == MERGED:
        raise Refused("firm.merged_already", firm=other.code)


def name_from(work: Work, firm: Firm, name: str, since: date, source: str, today: date) -> tuple[FirmFact, ...]:
    """Add what makes the firm bear ``name`` from ``since``; its first rename also keeps the name it bore until then."""
    connection = work.session.connection()
    names = register.facts_of_kind(connection, (FactKind.LEGAL_NAME,)).get(firm.uid, ())
    added = []
    if not names:
        first = min((fact.valid_from for fact in register.fact_history(connection, firm.uid)), default=since)
        eve = min(first, eve_of(since))
        added.append(
            work.add(fact_record(work, firm.uid, FactKind.LEGAL_NAME, firm.name, eve, source, work.next_fact_sequence()))
        )
    added.append(work.add(fact_record(work, firm.uid, FactKind.LEGAL_NAME, name, since, source, work.next_fact_sequence())))
    work.flush()
    sync_name(work, firm, today)
    return tuple(added)


def sync_name(work: Work, firm: Firm, today: date) -> None:
    """Let the firm's own name be the one it bears today, and the others its former ones."""
    names = register.facts_of_kind(work.session.connection(), (FactKind.LEGAL_NAME,)).get(firm.uid, ())
    current = name_on(names, today, firm.name)
    borne = (str(fact.value) for fact in names if fact.valid_from <= today)
    # A name may have come and gone between two writes.
    former = dict.fromkeys((*json.loads(firm.former_names), *borne, firm.name))
    former.pop(current, None)
    firm.name, firm.former_names = current, json.dumps(list(former), ensure_ascii=False)


def forget_names(work: Work, firm: Firm, taken_back: set[str]) -> None:
    """Let go of former names that were only told by what is ``taken_back``; after ``sync_name``, which knows those that stand."""
    names = register.facts_of_kind(work.session.connection(), (FactKind.LEGAL_NAME,)).get(firm.uid, ())
    recorded = {str(fact.value) for fact in names}
    former = [name for name in json.loads(firm.former_names) if name not in taken_back - recorded]
    firm.former_names = json.dumps(former, ensure_ascii=False)
