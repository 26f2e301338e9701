"""Which parts and check items apply to a firm on a day, each with the chain of reasons that a person can follow.

Source: the exchange's table of audit scope by capital of 2019-10-25, the conditions of the inspection mechanism and the duties
graded by tier beside them. The tables are those of the day, whatever edition of the text is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditdesk.model.facts import Applicability, DatedFact, DutyInScope, FactsOnDay, ItemInScope, PartInScope, Reason, Scope
from auditdesk.model.rulebook import Always, CheckItem, Duty, Edition, Part, ScopeBand, Section, StaffingBand
from auditdesk.rules.bands import band_of
from auditdesk.rules.conditions import both, judge
from auditdesk.rules.in_force import clause_reasons, doubt, item_reason, set_by_hand
from auditdesk.rules.staffing import check_staffing, staffing_duty
from auditdesk.rules.tier_capital import capital_reasons, choice, comparison, tier_capital
from auditdesk.rules.would_change import band_would_change, would_change


def tier_of(edition: Edition, facts: FactsOnDay) -> ScopeBand | None:
    """The band of audit scope that the firm's capital lies in; None when no capital decides or no table is in force on the day."""
    capital = tier_capital(facts)
    bands = _bands_on(edition, facts)
    return None if capital is None or not bands else band_of(bands, int(capital.value))


def _bands_on(edition: Edition, facts: FactsOnDay) -> Sequence[ScopeBand]:
    table = edition.tables.scope_on(facts.day)
    return table.bands if table.clause.in_force_on(facts.day) else ()


def scope_of(edition: Edition, facts: FactsOnDay) -> Scope:
    """Tier, staffing duty, parts and items for the firm on the day of ``facts``, each with its reasons.

    ``applies`` is None where a missing fact, or something that is not published, leaves it open. The same arguments always give the
    same scope.
    """
    capital = tier_capital(facts)
    band = tier_of(edition, facts)
    graded = edition.tables.scope_on(facts.day).clause
    clause, tested = clause_reasons(graded, facts.day)
    told = choice(facts, capital)
    if capital is not None and band is not None:
        told = (*told, comparison(capital, band.minimum, band.below), Reason("scope_band", True, {"band": band.name}))
    tier_reasons = (*told, clause, *(doubt(graded, facts.day) if tested.holds else ()), tested)
    parts = {part.id: _judge_part(edition, part, facts, capital) for part in edition.parts}
    sections = {section.code: section for section in edition.sections}
    items = tuple(_item(item, sections[item.code], parts[item.part], facts, capital) for item in edition.items)
    duty = staffing_duty(edition, facts)
    return Scope(
        firm_code=facts.firm_code,
        day=facts.day,
        edition_id=edition.id,
        capital=capital,
        scope_band=band,
        tier_reasons=set_by_hand(tier_reasons),
        staffing=duty,
        staffing_check=None if duty.band is None else check_staffing(duty, facts),
        parts=tuple(_part(edition.parts, parts, items)),
        items=items,
        tier_would_change=band_would_change(tier_reasons) if tested.holds else would_change((clause, tested), False),
        duties=tuple(_duty(duty, facts, capital) for duty in edition.tables.duties_on(facts.day)),
    )


@dataclass(frozen=True, slots=True)
class ScopeSize:
    """How much of an edition a firm is audited on. ``left_open`` and applying items and parts count alike: both are looked at."""

    band: StaffingBand | None
    items: int
    parts: int


def size_of(edition: Edition, facts: FactsOnDay, excepted: Mapping[str, bool]) -> ScopeSize:
    """The size of ``scope_of`` without a word of explanation, for lists of many firms; ``excepted`` says of item keys what the office
    decided instead."""
    capital = tier_capital(facts)
    parts = {part.id: _judge_part(edition, part, facts, capital).applies for part in edition.parts}
    judged: dict[int, bool | None] = {}
    items = 0
    for item in edition.items:
        applies = excepted.get(item.key)
        if item.key not in excepted:
            applies = parts[item.part] if item_reason(item, facts.day) is None else False
            if applies is not False:
                condition = id(item.condition)
                if condition not in judged:
                    judged[condition] = judge(item.condition, facts, capital).applies
                applies = judged[condition]
        items += applies is not False
    return ScopeSize(staffing_duty(edition, facts).band, items, sum(applies is not False for applies in parts.values()))


@dataclass(frozen=True, slots=True)
class _PartJudged:
    """``why`` is the short reason that items repeat; ``cited`` the clause and the test of the day."""

    applies: bool | None
    why: tuple[Reason, ...]
    cited: tuple[Reason, ...]


def _judge_part(edition: Edition, part: Part, facts: FactsOnDay, capital: DatedFact | None) -> _PartJudged:
    cited: tuple[Reason, ...] = clause_reasons(part.clause, facts.day)
    minimum, below = _reach(_bands_on(edition, facts), part.id, capital)
    if minimum == 0 and below is None:
        why: tuple[Reason, ...] = (Reason("every_capital", True, {"part": part.name}),)
    else:
        why = capital_reasons(facts, capital, minimum, below)
        cited = (cited[0], *doubt(edition.tables.scope_on(facts.day).clause, facts.day), cited[1])
    applies = both(Applicability(why[-1].holds, ()), Applicability(cited[-1].holds, ()))
    return _PartJudged(applies, why, cited)


def _reach(bands: Sequence[ScopeBand], part: str, capital: DatedFact | None) -> tuple[int, int | None]:
    """The stretch [minimum, below) of capital for which the part is checked: the one that holds the capital, else the nearest above it,
    else the last; every capital where no table is in force. Neighbouring bands are one stretch: what counts is where the part begins,
    not where the band does."""
    stretches: list[tuple[int, int | None]] = []
    for band in bands:
        if part in band.parts:
            if stretches and stretches[-1][1] == band.minimum:
                stretches[-1] = (stretches[-1][0], band.below)
            else:
                stretches.append((band.minimum, band.below))
    if not bands:
        return 0, None
    amount = 0 if capital is None else int(capital.value)
    return next((reach for reach in stretches if reach[1] is None or amount < reach[1]), stretches[-1])


def _item(item: CheckItem, section: Section, part: _PartJudged, facts: FactsOnDay, capital: DatedFact | None) -> ItemInScope:
    judged = judge(item.condition, facts, capital)
    outside = item_reason(item, facts.day)
    applies = both(Applicability(part.applies, ()), judged) if outside is None else False
    own: tuple[Reason, ...] = judged.reasons
    if isinstance(item.condition, Always):
        own = (Reason("binds_every_firm" if isinstance(section.condition, Always) else "binds_every_firm_here", True),)
    known = Reason("item_certainty", True, {"certainty": item.certainty.value, "source": item.source})
    reasons = set_by_hand((*part.why, *own, *((outside,) if outside else ()), known, *part.cited))
    return ItemInScope(item, applies, reasons, would_change((*reasons[len(part.why) :], *part.why), applies))


def _duty(duty: Duty, facts: FactsOnDay, capital: DatedFact | None) -> DutyInScope:
    judged = judge(duty.condition, facts, capital)
    own = judged.reasons or (Reason("duty_binds_every_firm", True),)
    due = () if duty.due is None else (Reason("duty_due", True, {"due": duty.due}),)
    reasons = (*own, *due, *clause_reasons(duty.clause, facts.day))
    return DutyInScope(duty, judged.applies, reasons, would_change(reasons, judged.applies))


def _part(parts: Sequence[Part], judged: Mapping[str, _PartJudged], items: Sequence[ItemInScope]) -> list[PartInScope]:
    found = []
    for part in parts:
        applies, reasons = judged[part.id].applies, set_by_hand((*judged[part.id].why, *judged[part.id].cited))
        count = sum(item.applies is True and item.item.part == part.id for item in items)
        found.append(PartInScope(part, applies, reasons, count, would_change(reasons, applies)))
    return found
