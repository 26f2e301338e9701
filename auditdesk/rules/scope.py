"""Which parts and check items apply to a firm on a day, each with the chain of reasons that a person can follow.

Source: the exchange's table of audit scope by capital of 2019-10-25 and the conditions of the inspection mechanism.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditdesk.model.facts import Applicability, DatedFact, FactsOnDay, ItemInScope, PartInScope, Reason, Scope
from auditdesk.model.rulebook import Always, CheckItem, Edition, Part, ScopeBand, Section
from auditdesk.rules.bands import band_of
from auditdesk.rules.conditions import both, judge
from auditdesk.rules.in_force import clause_reasons, item_reason
from auditdesk.rules.staffing import check_staffing, staffing_duty
from auditdesk.rules.tier_capital import capital_reasons, choice, comparison, tier_capital
from auditdesk.rules.would_change import band_would_change, would_change


def tier_of(edition: Edition, facts: FactsOnDay) -> ScopeBand | None:
    """The band of audit scope that the firm's capital lies in; None when no capital decides."""
    capital = tier_capital(facts)
    return None if capital is None else band_of(edition.scope_table.bands, int(capital.value))


def scope_of(edition: Edition, facts: FactsOnDay) -> Scope:
    """Tier, staffing duty, parts and items for the firm on the day of ``facts``, each with its reasons.

    ``applies`` is None where a missing fact leaves it open. The same arguments always give the same scope.
    """
    capital = tier_capital(facts)
    band = tier_of(edition, facts)
    clause, tested = clause_reasons(edition.scope_table.clause, facts.day)
    told = choice(facts, capital)
    if capital is not None and band is not None:
        told = (*told, comparison(capital, band.minimum, band.below), Reason("scope_band", True, {"band": band.name}))
    tier_reasons = (*told, clause, tested)
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
        tier_reasons=tier_reasons,
        staffing=duty,
        staffing_check=None if duty.band is None else check_staffing(duty, facts),
        parts=tuple(_part(edition.parts, parts, items)),
        items=items,
        tier_would_change=band_would_change(tier_reasons),
    )


@dataclass(frozen=True, slots=True)
class _PartJudged:
    """``why`` is the short reason that items repeat; ``cited`` the clause and the test of the day."""

    applies: bool | None
    why: tuple[Reason, ...]
    cited: tuple[Reason, Reason]


def _judge_part(edition: Edition, part: Part, facts: FactsOnDay, capital: DatedFact | None) -> _PartJudged:
    cited = clause_reasons(part.clause, facts.day)
    minimum, below = _reach(edition.scope_table.bands, part.id, capital)
    if minimum == 0 and below is None:
        why: tuple[Reason, ...] = (Reason("every_capital", True, {"part": part.name}),)
    else:
        why = capital_reasons(facts, capital, minimum, below)
    applies = both(Applicability(why[-1].holds, ()), Applicability(cited[1].holds, ()))
    return _PartJudged(applies, why, cited)


def _reach(bands: Sequence[ScopeBand], part: str, capital: DatedFact | None) -> tuple[int, int | None]:
    """The stretch [minimum, below) of capital for which the part is checked: the one that holds the capital, else the nearest above it,
    else the last. Neighbouring bands are one stretch: what counts is where the part begins, not where the band does."""
    stretches: list[tuple[int, int | None]] = []
    for band in bands:
        if part in band.parts:
            if stretches and stretches[-1][1] == band.minimum:
                stretches[-1] = (stretches[-1][0], band.below)
            else:
                stretches.append((band.minimum, band.below))
    amount = 0 if capital is None else int(capital.value)
    return next((reach for reach in stretches if reach[1] is None or amount < reach[1]), stretches[-1])


def _item(item: CheckItem, section: Section, part: _PartJudged, facts: FactsOnDay, capital: DatedFact | None) -> ItemInScope:
    judged = judge(item.condition, facts, capital)
    outside = item_reason(item, facts.day)
    applies = both(Applicability(part.applies, ()), judged) if outside is None else False
    own: tuple[Reason, ...] = judged.reasons
    if isinstance(item.condition, Always):
        own = (Reason("binds_every_firm" if isinstance(section.condition, Always) else "binds_every_firm_here", True),)
    reasons = (*part.why, *own, *((outside,) if outside else ()), *part.cited)
    return ItemInScope(item, applies, reasons, would_change((*reasons[len(part.why) :], *part.why), applies))


def _part(parts: Sequence[Part], judged: Mapping[str, _PartJudged], items: Sequence[ItemInScope]) -> list[PartInScope]:
    found = []
    for part in parts:
        applies, reasons = judged[part.id].applies, (*judged[part.id].why, *judged[part.id].cited)
        count = sum(item.applies is True and item.item.part == part.id for item in items)
        found.append(PartInScope(part, applies, reasons, count, would_change(reasons, applies)))
    return found
