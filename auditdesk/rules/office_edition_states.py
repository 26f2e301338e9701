"""The life of an edition that an office writes itself: draft, submitted, in force or withdrawn. Once in force it never changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from auditdesk.errors import Refused
from auditdesk.model.office_rules import EditionState
from auditdesk.model.rulebook import Edition
from auditdesk.rules.sign_off import demand_reason, demand_second_person


@dataclass(frozen=True, slots=True)
class Step:
    """``second_person``: none of the authors. ``needs_reason``: not without words."""

    leaves: frozenset[EditionState]
    leads_to: EditionState
    second_person: bool = False
    needs_reason: bool = False


_D, _S, _F, _W = EditionState.DRAFT, EditionState.SUBMITTED, EditionState.IN_FORCE, EditionState.WITHDRAWN

STEPS: Final = {
    "edit": Step(frozenset({_D}), _D),
    "submit": Step(frozenset({_D}), _S),
    "approve": Step(frozenset({_S}), _F, second_person=True),
    "return": Step(frozenset({_S}), _D, second_person=True, needs_reason=True),
    "withdraw": Step(frozenset({_D, _S}), _W, needs_reason=True),
}


def next_edition_state(step: str, state: str, *, authors: Iterable[str], actor: str, reason: str = "") -> EditionState:
    """The state after ``step``. Raises Refused ``office_edition.wrong_state``, ``four_eyes.author`` or ``reason.needed``."""
    wanted = STEPS[step]
    if EditionState(state) not in wanted.leaves:
        raise Refused("office_edition.wrong_state", act=f"office_editions.{step}", edition_state=state)
    if wanted.second_person:
        demand_second_person(actor, authors)
    if wanted.needs_reason:
        demand_reason(reason, f"office_editions.{step}")
    return wanted.leads_to


def demand_own_day(edition: Edition, others: Iterable[Edition]) -> None:
    """Two editions that begin on one day would leave open which one holds.

    Raises Refused ``office_edition.same_day`` naming the other one.
    """
    for other in others:
        if other.id != edition.id and other.effective_from == edition.effective_from:
            raise Refused("office_edition.same_day", edition=edition.id, other=other.id, day=edition.effective_from)
