"""The life of a finding as one table: which act leads from which state to which, and what it demands. Nothing else decides a state.

A finding (缺失) goes draft → submitted → accepted → lettered → answered → rechecked → closed. An observation (建議) takes the same way, but
nobody has to answer or re-check it: it may be closed as soon as the firm has been told, unless the office asks for answers to
observations too, and then it goes by the findings' table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from auditdesk.errors import Refused
from auditdesk.model.terms import FindingClass, FindingState


@dataclass(frozen=True, slots=True)
class Transition:
    """One cell of the table: an act in a state.

    ``second_person``: never one who has written it or handed it in. ``not_rechecker``: never who re-checked it last.
    ``needs_reason``, ``needs_facts``: may not be empty. ``needs_reply``: the firm has answered. ``needs_recheck``: the last follow-up
    check found it remedied. ``needs_settled``: no review note is open. ``needs_merged``: its visit has no open merge clash.
    ``voids_letter``: what a letter said no longer holds, so that a correcting letter is due.
    """

    act: str
    leaves: FindingState
    leads_to: FindingState
    second_person: bool = False
    not_rechecker: bool = False
    needs_reason: bool = False
    needs_facts: bool = False
    needs_reply: bool = False
    needs_recheck: bool = False
    needs_settled: bool = False
    needs_merged: bool = False
    voids_letter: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What the table looks at besides the state. ``hands``: everybody who wrote, changed or handed it in."""

    hands: frozenset[str] = frozenset()
    rechecker: str | None = None
    facts: bool = True
    replied: bool = False
    result: str | None = None
    """Of the last follow-up check."""
    open_notes: int = 0
    clashes: int = 0


Table = Mapping[tuple[str, FindingState], Transition]
_S = FindingState
_LETTERED = (_S.LETTERED, _S.ANSWERED, _S.RECHECKED)


def _table(*transitions: Transition) -> dict[tuple[str, FindingState], Transition]:
    return {(one.act, one.leaves): one for one in transitions}


_FINDING = _table(
    *(Transition("submit", state, _S.SUBMITTED, needs_facts=True) for state in (_S.DRAFT, _S.RETURNED)),
    Transition("accept", _S.SUBMITTED, _S.ACCEPTED, second_person=True, needs_facts=True, needs_settled=True, needs_merged=True),
    Transition("return", _S.SUBMITTED, _S.RETURNED, second_person=True, needs_reason=True),
    *(Transition("withdraw", state, _S.WITHDRAWN, needs_reason=True) for state in (_S.DRAFT, _S.SUBMITTED, _S.RETURNED)),
    Transition("withdraw", _S.ACCEPTED, _S.WITHDRAWN, second_person=True, needs_reason=True),
    *(
        Transition("withdraw", state, _S.WITHDRAWN, second_person=True, needs_reason=True, voids_letter=True)
        for state in _LETTERED
    ),
    Transition("reopen", _S.ACCEPTED, _S.RETURNED, needs_reason=True),
    *(Transition("reopen", state, _S.RETURNED, needs_reason=True, voids_letter=True) for state in (*_LETTERED, _S.CLOSED)),
    Transition("letter", _S.ACCEPTED, _S.LETTERED, needs_facts=True, needs_merged=True),
    *(Transition("reply", state, _S.ANSWERED, needs_reply=True) for state in _LETTERED),
    *(Transition("recheck", state, _S.RECHECKED, needs_reply=True) for state in (_S.ANSWERED, _S.RECHECKED)),
    Transition("close", _S.RECHECKED, _S.CLOSED, second_person=True, not_rechecker=True, needs_recheck=True),
)
_OBSERVATION = {
    **_FINDING,
    **_table(
        *(Transition("recheck", state, _S.RECHECKED) for state in _LETTERED),
        *(Transition("close", state, _S.CLOSED, second_person=True) for state in (_S.LETTERED, _S.ANSWERED)),
        replace(_FINDING["close", _S.RECHECKED], needs_recheck=False),
    ),
}
TABLES: Mapping[FindingClass, Table] = {FindingClass.FINDING: _FINDING, FindingClass.OBSERVATION: _OBSERVATION}
ACTS = tuple(dict.fromkeys(act for act, _ in _FINDING))
"""Every act of the table, in the order of a life."""


def table_of(finding_class: FindingClass, *, observations_answered: bool = False) -> Table:
    """The table that a class goes by; ``observations_answered``: the office asks for answers to observations too."""
    return TABLES[FindingClass.FINDING if observations_answered else finding_class]


def transition(
    act: str,
    state: FindingState,
    standing: Standing,
    *,
    finding_class: FindingClass = FindingClass.FINDING,
    actor: str,
    reason: str = "",
    observations_answered: bool = False,
) -> Transition:
    """What ``act`` does to a finding in ``state``; the first thing in its way is told.

    Raises Refused ``finding.wrong_state``, ``four_eyes.author``, ``four_eyes.rechecker``, ``finding.merge_clash``, ``reason.needed``,
    ``finding.facts_needed``, ``finding.notes_open``, ``finding.reply_needed``, ``finding.recheck_needed``, ``finding.not_remedied``.
    """
    found = table_of(finding_class, observations_answered=observations_answered).get((act, state))
    if found is None:
        raise Refused("finding.wrong_state", act=f"findings.{act}", state=state.value)
    for demanded, holds, refused in _demands(found, standing, actor, reason):
        if demanded and not holds:
            raise refused()
    return found


def _demands(
    found: Transition, standing: Standing, actor: str, reason: str
) -> tuple[tuple[bool, bool, Callable[[], Refused]], ...]:
    return (
        (found.second_person, actor not in standing.hands, lambda: Refused("four_eyes.author", login=actor)),
        (found.not_rechecker, actor != standing.rechecker, lambda: Refused("four_eyes.rechecker", login=actor)),
        (found.needs_merged, not standing.clashes, lambda: Refused("finding.merge_clash", count=standing.clashes)),
        (found.needs_reason, bool(reason.strip()), lambda: Refused("reason.needed", act=found.act)),
        (found.needs_facts, standing.facts, lambda: Refused("finding.facts_needed")),
        (found.needs_settled, not standing.open_notes, lambda: Refused("finding.notes_open", count=standing.open_notes)),
        (found.needs_reply, standing.replied, lambda: Refused("finding.reply_needed")),
        (found.needs_recheck, standing.result is not None, lambda: Refused("finding.recheck_needed")),
        (found.needs_recheck, standing.result == "remedied", lambda: Refused("finding.not_remedied", result=standing.result)),
    )


COUNTED_STATES = frozenset({_S.ACCEPTED, _S.LETTERED, _S.ANSWERED, _S.RECHECKED, _S.CLOSED})
"""States of a finding that a second person has accepted: it counts in the notice, as a repeat and as a precedent."""

OPEN_STATES = frozenset(_S) - {_S.CLOSED, _S.WITHDRAWN}
"""States in which a finding still waits for something."""

REMEDY_STATES = frozenset(_LETTERED)
"""States in which the firm was told and the finding is not closed."""

TOLD_STATES = frozenset({*_LETTERED, _S.CLOSED})
"""States from the letter on: the firm was told."""
