"""A whole record changed in several places: group by group, with deletions, on which nothing that was written may hang."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field

from auditdesk.rules.merge.fields import Contribution, Merged, merge_field

DELETED = "deleted"
"""The group that tells whether the record was put away: True or False."""


@dataclass(frozen=True, slots=True)
class MergedRecord:
    """``values`` by group; ``clashes`` are the groups that wait for a decision, with what stands against what.

    A record that somebody deleted while another wrote in it, or in something that hangs on it, is kept until that is decided.
    """

    values: Mapping[str, Hashable]
    clashes: Mapping[str, Merged] = field(default_factory=dict)


def merge_record(
    base: Mapping[str, Hashable],
    contributions: Mapping[str, Collection[Contribution]],
    below: Collection[Contribution] = (),
) -> MergedRecord:
    """The record that follows from ``base`` (value by group) and what was made of each group.

    ``below``: what was contributed to records that hang on this one (a finding's evidence, a note's pictures): it counts as writing in
    the record itself. A group that nobody changed keeps its base.
    """
    merged = {group: merge_field(base.get(group), contributions.get(group, ())) for group in {*base, *contributions}}
    clashes = {group: one for group, one in merged.items() if one.clashes}
    values = {group: one.value for group, one in merged.items()}
    deletion = merged.get(DELETED)
    if deletion is not None and deletion.value is True and not deletion.clashes:
        written = [one for group, given in contributions.items() if group != DELETED for one in given if one.counts]
        deleters = deletion.contenders
        unseen = [
            one
            for one in (*written, *(each for each in below if each.counts))
            if not any(one.origin == deleter.origin or one.origin in deleter.knew for deleter in deleters)
        ]
        if unseen and deleters:
            keeper = min(unseen, key=lambda one: one.origin)
            kept = Contribution(keeper.origin, True, False, keeper.knew)
            clashes[DELETED] = Merged(False, (kept, *deleters))
            values[DELETED] = False
    return MergedRecord(values, clashes)
