"""Rules have days: is a clause or an item in force on the day asked, and the reason that prints the test."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from auditdesk.model.facts import Reason
from auditdesk.model.rulebook import CheckItem, Clause


def clause_reasons(clause: Clause, day: date) -> tuple[Reason, Reason]:
    """The rule with its citation and days, then whether ``day`` lies in them (both ends included) and that nothing is excepted."""
    cited = Reason(
        "clause" if clause.effective_until is None else "clause_ended",
        True,
        {
            "clause": clause.id,
            "title": clause.title,
            "citation": clause.citation,
            "effective_from": clause.effective_from,
            "effective_until": clause.effective_until,
            "certainty": clause.certainty.value,
        },
    )
    values = {"day": day, "effective_from": clause.effective_from, "effective_until": clause.effective_until}
    if day < clause.effective_from:
        return cited, Reason("rule_not_yet", False, values)
    if clause.effective_until is not None and clause.effective_until < day:
        return cited, Reason("rule_no_longer", False, values)
    return cited, Reason("day_in_force", True, values)


def set_by_hand(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The reasons as they read where a supervisor set the capital: then the test of the day may not say that nothing was changed."""
    if all(reason.code != "capital_set_for_tier" for reason in reasons):
        return reasons
    return tuple(replace(reason, code="day_in_force_set") if reason.code == "day_in_force" else reason for reason in reasons)


def doubt(clause: Clause, day: date) -> tuple[Reason, ...]:
    """What must be told of a rule that is used on a day up to which it is not known to hold; it decides nothing itself."""
    if clause.confirmed_until is None or day <= clause.confirmed_until:
        return ()
    return (Reason("not_confirmed", True, {"confirmed_until": clause.confirmed_until, "note": clause.note}),)


def item_reason(item: CheckItem, day: date) -> Reason | None:
    """Why an item does not apply on a day outside its own days; None on a day inside them (both ends included)."""
    values = {"day": day, "effective_from": item.effective_from, "effective_until": item.effective_until}
    if day < item.effective_from:
        return Reason("item_not_yet", False, values)
    if item.effective_until is not None and item.effective_until < day:
        return Reason("item_no_longer", False, values)
    return None
