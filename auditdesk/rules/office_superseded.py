"""Which editions of the office's own end because one that was shipped begins later: by law the later text holds, but it must be told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta

from auditdesk.model.office_rules import SupersededEdition
from auditdesk.model.rulebook import Edition, Rulebook


def superseded_editions(
    rulebook: Rulebook, own: Collection[str], seen: Mapping[str, Collection[str]]
) -> tuple[SupersededEdition, ...]:
    """Own editions in force that a shipped edition replaces, in the order in which they begin.

    ``own``: ids of the office's editions in force; ``seen``: of each, the ids of the shipped ones about which the office said that it
    knows. ``settled`` where it did, and where a later edition of its own holds on or after the day on which the shipped one begins.
    """
    found = []
    for place, edition in enumerate(rulebook.editions):
        if edition.id not in own:
            continue
        # The editions are in the order in which they come to hold; the next one that begins takes the place of this one.
        after = rulebook.editions[place + 1 :]
        following = after[0] if after else None
        if following is None or following.id in own or _ends_by_itself(edition, following):
            continue
        own_again = any(other.id in own for other in after)
        found.append(
            SupersededEdition(
                edition=edition.id,
                effective_from=edition.effective_from,
                by=following.id,
                by_name=following.name,
                begins=following.effective_from,
                last_day=following.effective_from - timedelta(days=1),
                settled=own_again or following.id in seen.get(edition.id, ()),
            )
        )
    return tuple(found)


def _ends_by_itself(edition: Edition, following: Edition) -> bool:
    return edition.effective_until is not None and edition.effective_until < following.effective_from
