"""What the register says of a firm on a day: its name, whether it is still there, and the firms it is tied to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from auditdesk.errors import Refused
from auditdesk.model.facts import DatedFact, FactsOnDay, FactValue
from auditdesk.model.terms import FactKind, LicenceState

MERGED = "merged"
GONE = frozenset({MERGED, LicenceState.WITHDRAWN.value})
"""States in which a firm is no longer there."""


def name_on(names: Sequence[DatedFact], day: date, otherwise: str) -> str:
    """The name a firm bore on ``day``; ``names`` are its name facts in the order in which they come to hold.

    Before the first of them it bore that first one; ``otherwise`` where none was ever recorded.
    """
    borne = [str(fact.value) for fact in names if fact.valid_from <= day]
    return borne[-1] if borne else str(names[0].value) if names else otherwise


def former_names_on(names: Sequence[DatedFact], known: Sequence[str], day: date, current: str) -> tuple[str, ...]:
    """Of the names ``known`` those that are former ones on ``day``: neither the one it bears then nor one that it took only later."""
    later = {str(fact.value) for fact in names if fact.valid_from > day}
    borne = {str(fact.value) for fact in names if fact.valid_from <= day}
    return tuple(name for name in dict.fromkeys(known) if name != current and name not in later - borne)


def licence_on(facts: Mapping[str, DatedFact]) -> str:
    """``active``, ``suspended``, ``withdrawn`` or ``merged``, from the facts that hold on a day."""
    merged = facts.get(FactKind.MERGED_INTO)
    if merged is not None and merged.value:
        return MERGED
    state = facts.get(FactKind.LICENCE_STATE)
    return LicenceState.ACTIVE.value if state is None else str(state.value)


def licence_at(told: Sequence[DatedFact], day: date) -> str:
    """As ``licence_on``, of a day, from facts in the order in which they come to hold."""
    return licence_on({fact.kind: fact for fact in told if fact.valid_from <= day})


def demand_still_there(facts: FactsOnDay) -> None:
    """Raises Refused ``firm.merged_on_day`` or ``firm.withdrawn_on_day`` where the firm was gone on the day: nothing is left to audit."""
    standing = licence_on(facts.facts)
    if standing not in GONE:
        return
    fact = facts.facts[FactKind.MERGED_INTO if standing == MERGED else FactKind.LICENCE_STATE]
    values: dict[str, Any] = {"firm": facts.firm_code, "day": facts.day, "since": fact.valid_from, "source": fact.source or "—"}
    if standing == MERGED:
        raise Refused("firm.merged_on_day", into=str(fact.value), **values)
    raise Refused("firm.withdrawn_on_day", **values)


def eve_of(day: date) -> date:
    """The day before; the first day there is has none and is its own."""
    return day if day == date.min else day - timedelta(days=1)


def closes_a_ring(ties: Mapping[str, FactValue], code: str, other: str) -> bool:
    """Whether tying ``code`` to ``other`` would lead back to ``code``; ``ties`` holds code → code of the same relation."""
    seen: set[str] = set()
    following: str = other
    while following and following not in seen:
        if following == code:
            return True
        seen.add(following)
        following = str(ties.get(following, ""))
    return False
