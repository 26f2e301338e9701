"""Which capital decides a firm's tier, and the reasons that a comparison with it gives.

Paid-in capital decides. Where a firm has none (a bank's securities desk, a foreign branch), a supervisor may set the amount with a
reason; the operating funds assigned to it never decide by themselves, because no rule was found that says so.
"""

from __future__ import annotations

from typing import Any, Final

from auditdesk.model.facts import DatedFact, FactsOnDay, Reason
from auditdesk.model.terms import FactKind

ASIDES: Final = frozenset({"capital_set_for_tier", "capital_for_tier_unused"})
"""Reasons that tell which capital was taken and decide nothing themselves."""


def tier_capital(facts: FactsOnDay) -> DatedFact | None:
    """The fact whose amount (NT$) decides the tiers on that day; None when there is none."""
    paid_in = facts.facts.get(FactKind.PAID_IN_CAPITAL)
    if paid_in is not None and paid_in.value:
        return paid_in
    return facts.facts.get(FactKind.CAPITAL_FOR_TIER)


def origin(fact: DatedFact) -> dict[str, Any]:
    """Where a fact comes from, as values of a reason."""
    return {
        "valid_from": fact.valid_from,
        "source": fact.source or None,
        "recorded_on": fact.recorded_on,
        "recorded_by": fact.recorded_by,
    }


def comparison(capital: DatedFact, minimum: int, below: int | None) -> Reason:
    """How the capital stands to [minimum, below), as the reason that prints the comparison made. NT$."""
    amount = int(capital.value)
    if amount < minimum:
        code, holds = "capital_below", False
    elif below is not None and amount >= below:
        code, holds = "capital_beyond", False
    elif below is None:
        code, holds = ("capital_reaches" if minimum else "capital_any"), True
    else:
        code, holds = ("capital_within" if minimum else "capital_under"), True
    return Reason(code, holds, {"capital_ntd": amount, "minimum_ntd": minimum, "below_ntd": below, **origin(capital)})


def choice(facts: FactsOnDay, capital: DatedFact | None) -> tuple[Reason, ...]:
    """What must be told of the capital beside the comparison: that there is none, or that a supervisor set it."""
    if capital is None:
        funds = facts.facts.get(FactKind.ASSIGNED_OPERATING_FUNDS)
        if funds is not None and funds.value:
            return (Reason("capital_only_assigned", None, {"assigned_ntd": funds.value, "day": facts.day, **origin(funds)}),)
        return (Reason("capital_missing", None, {"day": facts.day}),)
    if capital.kind == FactKind.CAPITAL_FOR_TIER:
        return (Reason("capital_set_for_tier", True, {"capital_ntd": capital.value, **origin(capital)}),)
    unused = facts.facts.get(FactKind.CAPITAL_FOR_TIER)
    if unused is not None:
        return (Reason("capital_for_tier_unused", True, {"unused_ntd": unused.value, **origin(unused)}),)
    return ()


def capital_reasons(facts: FactsOnDay, capital: DatedFact | None, minimum: int, below: int | None) -> tuple[Reason, ...]:
    """Everything to be told of the capital against [minimum, below); without a capital only that it is missing."""
    told = choice(facts, capital)
    return told if capital is None else (*told, comparison(capital, minimum, below))
