"""Exceptions of one firm from its scope: who exempted or added an item, from when to when, and what the scope is with them.

The rules themselves never read exceptions: a scope is told first, then the exceptions of the day are laid over it as values. An
exception is of a requirement, not of a number: it follows the words to another number, and lapses where the number has other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from auditdesk.errors import Refused
from auditdesk.model.facts import ItemInScope, PartInScope, Reason, Scope
from auditdesk.model.office_rules import ExceptionKind, ExceptionRow, ProposalState
from auditdesk.model.rulebook import Bilingual, CheckItem, Edition, Rulebook
from auditdesk.rules.requirement_identity import Match, matched_in

_HOLDING = frozenset({ProposalState.APPROVED, ProposalState.ENDED})
OPEN = Bilingual("終止為止", "it is ended")
"""Stands for the last day of an exception that has none."""
_STANDING = frozenset({ProposalState.PROPOSED, *_HOLDING})


def holds_on(exception: ExceptionRow, day: date) -> bool:
    """Whether a second person approved it and ``day`` lies in its days, both ends included."""
    until = exception.valid_until
    return exception.state in _HOLDING and exception.valid_from <= day and (until is None or day <= until)


def demand_no_overlap(
    rulebook: Rulebook,
    standing: Iterable[ExceptionRow],
    item: CheckItem,
    valid_from: date,
    valid_until: date | None,
    *,
    but: str = "",
) -> None:
    """Raises Refused ``exception.overlaps`` when one of ``standing`` (of one firm) has the requirement on one of the days, whatever its
    number; ``item`` is it in the edition in force on ``valid_from``, ``but`` is left out. One that ended before it began is none."""
    edition = rulebook.in_force(valid_from)
    for other in standing:
        if other.uid == but or other.state not in _STANDING or _never_begins(other):
            continue
        found = matched_in(other.item, words_of(rulebook, other), edition)
        if found.match is not Match.SAME or found.item is None or found.item.key != item.key:
            continue
        if other.valid_from <= (valid_until or date.max) and valid_from <= (other.valid_until or date.max):
            raise Refused("exception.overlaps", item=item.key, valid_from=other.valid_from, until=other.valid_until or OPEN)


def _never_begins(exception: ExceptionRow) -> bool:
    return exception.valid_until is not None and exception.valid_until < exception.valid_from


def words_of(rulebook: Rulebook, exception: ExceptionRow) -> str:
    """The hash of the words for which the exception was decided; empty where no edition tells them."""
    if exception.text_hash:
        return exception.text_hash
    try:
        item = rulebook.in_force(exception.valid_from).item_or_none(exception.item)
    except Refused:
        return ""
    return "" if item is None else item.text_hash


@dataclass(frozen=True, slots=True)
class ExceptionsInEdition:
    """Exceptions under the keys that their items have in an edition: those that hold for it, and those whose words it changed."""

    standing: tuple[ExceptionRow, ...]
    lapsed: tuple[ExceptionRow, ...]


def exceptions_in(rulebook: Rulebook, edition: Edition, exceptions: Iterable[ExceptionRow]) -> ExceptionsInEdition:
    """How each exception stands to ``edition``; those of items that it no longer has are in neither."""
    standing: list[ExceptionRow] = []
    lapsed: list[ExceptionRow] = []
    for row in exceptions:
        found = matched_in(row.item, words_of(rulebook, row), edition)
        if found.item is not None:
            (standing if found.match is Match.SAME else lapsed).append(replace(row, item=found.item.key))
    return ExceptionsInEdition(tuple(standing), tuple(lapsed))


def lapsed_on(rulebook: Rulebook, exception: ExceptionRow) -> date | None:
    """The first of the exception's days on which an edition with other words for its item is in force; None when there is none."""
    last = exception.valid_until or date.max
    begins = (edition.effective_from for edition in rulebook.editions)
    words = words_of(rulebook, exception)
    for day in sorted({exception.valid_from, *(day for day in begins if exception.valid_from < day <= last)}):
        try:
            edition = rulebook.in_force(day)
        except Refused:
            continue
        if day <= last and matched_in(exception.item, words, edition).match is Match.CHANGED:
            return day
    return None


def demand_days(valid_from: date, valid_until: date | None) -> None:
    """Raises Refused ``exception.ends_before_it_begins``."""
    if valid_until is not None and valid_until < valid_from:
        raise Refused("exception.ends_before_it_begins", valid_from=valid_from, valid_until=valid_until)


def carried_key(then: Edition, key: str, now: Edition) -> str | None:
    """The key under which the requirement ``key`` of ``then`` stands in ``now``; None where it is gone."""
    words = next((item.text_hash for item in then.items if item.key == key), None)
    lives_on = None if words is None else matched_in(key, words, now).item
    return None if lives_on is None else lives_on.key


def with_exceptions(scope: Scope, exceptions: Sequence[ExceptionRow], lapsed: Sequence[ExceptionRow] = ()) -> Scope:
    """The scope with the exceptions that hold on its day; each is the last of the item's reasons. Exceptions of items that the
    edition of the day does not have change nothing; one that is ``lapsed`` is told and changes nothing. Their ``item`` is the key in
    that edition."""
    held = {exception.item: exception for exception in exceptions if holds_on(exception, scope.day)}
    past = {exception.item: exception for exception in lapsed if holds_on(exception, scope.day)}
    if not held and not past:
        return scope
    items = tuple(_laid_over(judged, held.get(judged.item.key), past.get(judged.item.key)) for judged in scope.items)
    parts = tuple(_counted(part, items, held) for part in scope.parts)
    met = any(judged.item.key in held for judged in items)
    return replace(scope, items=items, parts=parts, tier_reasons=_said(scope.tier_reasons) if met else scope.tier_reasons)


def _laid_over(judged: ItemInScope, held: ExceptionRow | None, lapsed: ExceptionRow | None) -> ItemInScope:
    if held is not None:
        return _excepted(judged, held)
    if lapsed is None:
        return judged
    values = {
        "kind": lapsed.kind,
        "reason": lapsed.reason,
        "valid_from": lapsed.valid_from,
        "valid_until": lapsed.valid_until,
        "until": lapsed.valid_until or OPEN,
        "proposed_by": lapsed.proposed_by,
        "approved_by": lapsed.decided_by,
    }
    return replace(judged, reasons=(*judged.reasons, Reason(f"exception_lapsed_{lapsed.kind}", judged.applies, values)))


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
    turns = "would_change.exception_ends" if exception.valid_until else "would_change.exception_ended"
    return replace(
        judged,
        applies=applies,
        reasons=(*_said(judged.reasons), told),
        would_change=Reason(turns, applies, {"valid_until": exception.valid_until}),
    )


def _said(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The reasons without the word that nothing is excepted."""
    plain = ("day_in_force", "day_in_force_set")
    return tuple(replace(reason, code="day_in_force_excepted") if reason.code in plain else reason for reason in reasons)


def _counted(part: PartInScope, items: Sequence[ItemInScope], held: Mapping[str, ExceptionRow]) -> PartInScope:
    own = [judged for judged in items if judged.item.part == part.part.id]
    count = sum(judged.applies is True for judged in own)
    kinds = [held[judged.item.key].kind for judged in own if judged.item.key in held]
    if not kinds:
        return replace(part, items_in_scope=count)
    added = kinds.count(ExceptionKind.ADDED)
    told = Reason("exceptions_in_part", part.applies, {"exempt": len(kinds) - added, "added": added})
    return replace(part, items_in_scope=count, reasons=(*_said(part.reasons), told))
