"""The explanations of the Firms place: reasons that the rules gave, put under a title and closed with what would change them."""

from __future__ import annotations

from auditdesk.model.facts import ItemInScope, PartInScope, Reason, Scope
from ui.parts.why_popover import Why, why_line
from ui.places import firms_words as say
from ui.words import tr


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
