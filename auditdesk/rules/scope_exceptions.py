"""Exceptions of one firm from its scope: who exempted or added an item, from when to when, and what the scope is with them.

The rules themselves never read exceptions: a scope is told first, then the exceptions of the day are laid over it as values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from auditdesk.errors import Refused
from auditdesk.model.facts import ItemInScope, PartInScope, Reason, Scope
from auditdesk.model.office_rules import ExceptionKind, ExceptionRow, ProposalState
from auditdesk.model.rulebook import Bilingual, Edition
from auditdesk.rules.requirement_identity import matched_in

_HOLDING = frozenset({ProposalState.APPROVED, ProposalState.ENDED})
OPEN = Bilingual("終止為止", "it is ended")
"""Stands for the last day of an exception that has none."""
_STANDING = frozenset({ProposalState.PROPOSED, *_HOLDING})


def holds_on(exception: ExceptionRow, day: date) -> bool:
    """Whether a second person approved it and ``day`` lies in its days, both ends included."""
    until = exception.valid_until
    return exception.state in _HOLDING and exception.valid_from <= day and (until is None or day <= until)


def demand_no_overlap(
    standing: Iterable[ExceptionRow], item: str, valid_from: date, valid_until: date | None, *, but: str = ""
) -> None:
    """Raises Refused ``exception.overlaps`` when one of ``standing`` (of one firm) has the item on one of the days, ``but`` left out."""
    for other in standing:
        if other.uid == but or other.item != item or other.state not in _STANDING:
            continue
        if other.valid_from <= (valid_until or date.max) and valid_from <= (other.valid_until or date.max):
            raise Refused("exception.overlaps", item=item, valid_from=other.valid_from, until=other.valid_until or OPEN)


def demand_days(valid_from: date, valid_until: date | None) -> None:
    """Raises Refused ``exception.ends_before_it_begins``."""
    if valid_until is not None and valid_until < valid_from:
        raise Refused("exception.ends_before_it_begins", valid_from=valid_from, valid_until=valid_until)


def carried_key(then: Edition, key: str, now: Edition) -> str | None:
    """The key under which the requirement ``key`` of ``then`` stands in ``now``; None where it is gone."""
    words = next((item.text_hash for item in then.items if item.key == key), None)
    lives_on = None if words is None else matched_in(key, words, now).item
    return None if lives_on is None else lives_on.key


def with_exceptions(scope: Scope, exceptions: Sequence[ExceptionRow]) -> Scope:
    """The scope with the exceptions that hold on its day; each is the last of the item's reasons. Exceptions of items that the
    edition of the day does not have change nothing. Their ``item`` is the key in that edition."""
    held = {exception.item: exception for exception in exceptions if holds_on(exception, scope.day)}
    if not held:
        return scope
    items = tuple(_excepted(judged, held[judged.item.key]) if judged.item.key in held else judged for judged in scope.items)
    return replace(scope, items=items, parts=tuple(_counted(part, items) for part in scope.parts))


def _excepted(judged: ItemInScope, exception: ExceptionRow) -> ItemInScope:
    applies = exception.kind == ExceptionKind.ADDED
    told = Reason(
        f"exception_{exception.kind}",
        applies,
        {
            "reason": exception.reason,
            "valid_from": exception.valid_from,
            "valid_until": exception.valid_until,
            "until": exception.valid_until or OPEN,
            "proposed_by": exception.proposed_by,
            "approved_by": exception.decided_by,
            "approved_on": None if exception.decided_at is None else exception.decided_at.astimezone().date(),
        },
    )
    reasons = tuple(
        replace(reason, code="day_in_force_excepted") if reason.code == "day_in_force" else reason for reason in judged.reasons
    )
    turns = "would_change.exception_ends" if exception.valid_until else "would_change.exception_ended"
    return replace(
        judged,
        applies=applies,
        reasons=(*reasons, told),
        would_change=Reason(turns, applies, {"valid_until": exception.valid_until}),
    )


def _counted(part: PartInScope, items: Sequence[ItemInScope]) -> PartInScope:
    count = sum(judged.applies is True and judged.item.part == part.part.id for judged in items)
    return replace(part, items_in_scope=count)
