"""The one interpreter of conditions: does it hold for a firm with these facts, and why?

Three-valued: a missing fact, or something that is not published, makes the answer unknown (None) wherever the other facts leave it open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from auditdesk.model.facts import Applicability, DatedFact, FactsOnDay, Reason
from auditdesk.model.rulebook import AllOf, Always, AnyOf, CapitalWithin, Condition, FactIs, Not, NotKnown
from auditdesk.model.terms import FactKind
from auditdesk.rules.tier_capital import ASIDES, capital_reasons, origin


def judge(condition: Condition, facts: FactsOnDay, capital: DatedFact | None) -> Applicability:
    """Whether ``condition`` holds: True, False, or None when a fact it needs is missing.

    ``capital`` is the fact that decides the tier (NT$). Of a compound only the reasons that decide are kept, in their order.
    """
    match condition:
        case Always():
            return Applicability(True, ())
        case FactIs():
            reason = _fact_reason(condition, facts)
            return Applicability(reason.holds, (reason,))
        case CapitalWithin(minimum, below):
            reasons = capital_reasons(facts, capital, minimum, below)
            return Applicability(reasons[-1].holds, reasons)
        case AllOf(conditions):
            return _combine([judge(part, facts, capital) for part in conditions], decided_by=False)
        case AnyOf(conditions):
            return _combine([judge(part, facts, capital) for part in conditions], decided_by=True)
        case Not(inner):
            return _negated(judge(inner, facts, capital))
        case NotKnown(what):
            return Applicability(None, (Reason("not_published", None, {"what": what}),))
        case _:
            assert_never(condition)


def both(first: Applicability, second: Applicability) -> bool | None:
    """Three-valued AND of two verdicts."""
    return _combine([first, second], decided_by=False).applies


def _combine(parts: Sequence[Applicability], *, decided_by: bool) -> Applicability:
    """One part with ``decided_by`` settles the whole (False for all-of, True for any-of), else a missing fact leaves it open."""
    verdicts = [part.applies for part in parts]
    verdict = decided_by if decided_by in verdicts else None if None in verdicts else not decided_by
    return Applicability(verdict, tuple(reason for part in parts if part.applies is verdict for reason in part.reasons))


def _negated(judged: Applicability) -> Applicability:
    if judged.applies is None:
        return judged
    turned = tuple(reason if reason.code in ASIDES else replace(reason, holds=not reason.holds) for reason in judged.reasons)
    return Applicability(not judged.applies, turned)


def _fact_reason(condition: FactIs, facts: FactsOnDay) -> Reason:
    """The fact as it stands against the wanted value: ``fact.<kind>.yes|no|<value>|is|missing``."""
    fact = facts.facts.get(condition.fact)
    if fact is None:
        return Reason(f"fact.{condition.fact}.missing", None, {"day": facts.day})
    matches = type(fact.value) is type(condition.value) and fact.value == condition.value
    if isinstance(fact.value, bool):
        return Reason(f"fact.{condition.fact}.{'yes' if fact.value else 'no'}", matches, origin(fact))
    if isinstance(fact.value, str):
        return Reason(f"fact.{condition.fact}.{fact.value}", matches, origin(fact))
    unit = "_ntd" if FactKind(condition.fact).is_amount else ""
    values = {f"value{unit}": fact.value, f"wanted{unit}": condition.value, **origin(fact)}
    return Reason(f"fact.{condition.fact}.is", matches, values)
