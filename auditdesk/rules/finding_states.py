"""The life of a finding as one table: which act leads from which state to which, and what it demands.

Later states (in a letter, answered, re-checked, closed) extend this table; nothing else decides a state.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from auditdesk.errors import Refused
from auditdesk.model.terms import FindingState


@dataclass(frozen=True, slots=True)
class Transition:
    """``second_person``: the one who acts must have neither written nor handed it in.

    ``needs_reason`` and ``needs_facts``: may not be empty.
    """

    act: str
    leaves: frozenset[FindingState]
    leads_to: FindingState
    second_person: bool = False
    needs_reason: bool = False
    needs_facts: bool = False


_S = FindingState
TRANSITIONS: dict[str, Transition] = {
    transition.act: transition
    for transition in (
        Transition("submit", frozenset({_S.DRAFT, _S.RETURNED}), _S.SUBMITTED, needs_facts=True),
        Transition("accept", frozenset({_S.SUBMITTED}), _S.ACCEPTED, second_person=True, needs_facts=True),
        Transition("return", frozenset({_S.SUBMITTED}), _S.RETURNED, second_person=True, needs_reason=True),
        Transition("withdraw", frozenset({_S.DRAFT, _S.SUBMITTED, _S.RETURNED}), _S.WITHDRAWN, needs_reason=True),
    )
}


def next_state(act: str, state: FindingState, *, hands: Collection[str], actor: str, facts: str, reason: str) -> FindingState:
    """The state after ``act``. ``hands``: everybody who wrote it, changed it or handed it in.

    Raises Refused ``finding.wrong_state``, ``four_eyes.author``, ``reason.needed`` or ``finding.facts_needed``.
    """
    transition = TRANSITIONS[act]
    if state not in transition.leaves:
        raise Refused("finding.wrong_state", act=f"findings.{act}", state=state.value)
    if transition.second_person and actor in hands:
        raise Refused("four_eyes.author", login=actor)
    if transition.needs_reason and not reason.strip():
        raise Refused("reason.needed", act=act)
    if transition.needs_facts and not facts.strip():
        raise Refused("finding.facts_needed")
    return transition.leads_to


COUNTED_STATES = frozenset({_S.ACCEPTED, _S.LETTERED, _S.ANSWERED, _S.RECHECKED, _S.CLOSED})
"""States of a finding that a second person has accepted: it counts in the notice, as a repeat and as a precedent."""

OPEN_STATES = frozenset(_S) - {_S.CLOSED, _S.WITHDRAWN}
"""States in which a finding still waits for something."""
