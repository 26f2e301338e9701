"""The explanations of the Firms place: reasons that the rules gave, put under a title and closed with what would change them."""

from __future__ import annotations

from auditdesk.model.facts import DatedFact, ItemInScope, PartInScope, Reason, Scope
from auditdesk.model.rulebook import Edition
from ui.parts.capital_scale import band_at
from ui.parts.why_popover import Why, why_line
from ui.places import firms_words as say
from ui.words import day, tr


def why_part(part: PartInScope) -> Why:
    """Why one of the parts is checked, or is not."""
    name = part_title(part)
    if part.applies is None:
        title = tr("Why is it not known whether “{part}” applies?", part=name)
    else:
        title = tr("Why is “{part}” in scope?", part=name) if part.applies else tr("Why is “{part}” not in scope?", part=name)
    return Why(title, tuple(why_line(reason) for reason in part.reasons), told(part.would_change))


def why_item(item: ItemInScope) -> Why:
    """Why one check item is on the checklist, or is not."""
    name = item.item.key
    if item.applies is None:
        title = tr("Why is it not known whether {item} applies?", item=name)
    else:
        title = tr("Why is {item} in scope?", item=name) if item.applies else tr("Why is {item} not in scope?", item=name)
    return Why(title, tuple(why_line(reason) for reason in item.reasons), told(item.would_change))


def why_tier(scope: Scope) -> Why:
    """Why the firm stands in its capital tier."""
    return Why(
        tr("Why this tier?"),
        tuple(why_line(reason) for reason in scope.tier_reasons),
        told(scope.tier_would_change),
    )


def why_staffing(scope: Scope) -> Why:
    """Why that many people are asked for."""
    return Why(
        tr("Why this staffing duty?"),
        tuple(why_line(reason) for reason in scope.staffing.reasons),
        told(scope.staffing.would_change),
    )


def told(reason: Reason | None) -> str:
    """What would change it, as a sentence."""
    return "" if reason is None else why_line(reason).plain


def part_title(part: PartInScope) -> str:
    """第一部分, Part 1."""
    return (
        (tr("Part 1"), tr("Part 2"), tr("Part 3"))[part.part.ordinal - 1]
        if 1 <= part.part.ordinal <= 3
        else say.two(part.part.name)
    )


def tier_notes(facts: tuple[DatedFact, ...], scope: Scope, edition: Edition) -> tuple[str, ...]:
    """From which day another tier applies: the change that led to the present one, and one that is already recorded for later."""
    if scope.capital is None:
        return ()
    bands = edition.staffing_table.bands
    standing = [fact for fact in facts if fact.kind == scope.capital.kind and fact.retraction is None]
    kept = {fact.valid_from: fact.value for fact in reversed(standing) if isinstance(fact.value, int)}
    days = sorted(kept)
    here = days.index(scope.capital.valid_from) if scope.capital.valid_from in kept else None
    if here is None:
        return ()
    notes = []
    now = band_at(bands, kept[days[here]])
    before = band_at(bands, kept[days[here - 1]]) if here else now
    if before != now and before is not None:
        told = tr("The new tier applies from {day} (before: {tier})", day=day(days[here]), tier=say.tier(bands[before]))
        notes.append(told)
    for later in days[here + 1 :]:
        after = band_at(bands, kept[later])
        if after != now and after is not None:
            notes.append(tr("From {day} a new tier applies: {tier}", day=day(later), tier=say.tier(bands[after])))
            break
    return tuple(notes)
