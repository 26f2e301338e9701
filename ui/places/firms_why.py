"""The explanations of the Firms place: reasons that the rules gave, put under a title and closed with what would change them."""

from __future__ import annotations

from collections.abc import Sequence

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
    return Why(title, tuple(why_line(reason) for reason in part.reasons), would_change(part.reasons, part.applies))


def why_item(item: ItemInScope) -> Why:
    """Why one check item is on the checklist, or is not."""
    name = item.item.key
    if item.applies is None:
        title = tr("Why is it not known whether {item} applies?", item=name)
    else:
        title = tr("Why is {item} in scope?", item=name) if item.applies else tr("Why is {item} not in scope?", item=name)
    return Why(title, tuple(why_line(reason) for reason in item.reasons), would_change(item.reasons, item.applies))


def why_tier(scope: Scope) -> Why:
    """Why the firm stands in its capital tier."""
    return Why(
        tr("Why this tier: {tier}?", tier=say.tier(scope.staffing.band)),
        tuple(why_line(reason) for reason in scope.tier_reasons),
        would_change(scope.tier_reasons, True),
    )


def why_staffing(scope: Scope) -> Why:
    """Why that many people are asked for."""
    return Why(
        tr("Why this staffing duty?"),
        tuple(why_line(reason) for reason in scope.staffing.reasons),
        would_change(scope.staffing.reasons, True),
    )


def part_title(part: PartInScope) -> str:
    """第一部分, Part 1."""
    return (
        (tr("Part 1"), tr("Part 2"), tr("Part 3"))[part.part.ordinal - 1]
        if 1 <= part.part.ordinal <= 3
        else say.two(part.part.name)
    )


def would_change(reasons: Sequence[Reason], applies: bool | None) -> str:
    """What would turn the outcome, told from the comparison that the reasons made."""
    unknown = next((reason for reason in reasons if reason.holds is None), None)
    if unknown is not None:
        return tr("It is decided as soon as the missing fact is recorded.")
    for reason in reasons:
        minimum, below = reason.values.get("minimum_ntd"), reason.values.get("below_ntd")
        bounds = [bound for bound in (minimum, below) if isinstance(bound, int) and not isinstance(bound, bool) and bound > 0]
        if not bounds:
            continue
        if not applies and isinstance(minimum, int):
            return tr("Applies from the next visit once capital reaches {amount}", amount=say.threshold(minimum))
        if len(bounds) == 2:
            low, high = say.threshold(bounds[0]), say.threshold(bounds[1])
            return tr("Changes with the next visit once capital falls below {low} or reaches {high}", low=low, high=high)
        if isinstance(minimum, int) and minimum > 0:
            return tr("Below {amount} it no longer applies from the next visit", amount=say.threshold(minimum))
        return tr("Changes with the next visit once capital reaches {amount}", amount=say.threshold(bounds[0]))
    return tr("Applies whatever the capital.") if applies else ""
