"""清單 and the lanes of 時程: planned visits and firms without one, as rows of a table and as lines of the year."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from ui.parts.timeline import Bar, Entry, Lane, LaneGroup
from ui.places import plan_words as say
from ui.places.plan_reading import Planned
from ui.tables import Column, RowTable
from ui.words import day, plural, tr


def plan_table() -> RowTable:
    """The plan as a sortable list."""
    return RowTable(
        (
            Column("code", tr("Code"), lambda one: one.code, width=72),
            Column("firm", tr("Firm"), lambda one: one.firm, width=132, weight=500, stretch=True),
            Column("tier", tr("Tier"), lambda one: one.tier, lambda one: one.tier_rank, width=104),
            Column("items", tr("Scope"), lambda one: say.items(one.items), lambda one: one.items, width=72, right=True),
            Column("kind", tr("Kind"), say.kind, width=72),
            Column("mode", tr("Mode"), say.mode, width=72),
            Column("authority", tr("Lead authority"), say.authority, width=88, optional=True),
            Column("starts", tr("First day"), lambda one: _day(one.starts_on), lambda one: one.starts_on, width=92),
            Column("ends", tr("Last day"), lambda one: _day(one.ends_on), lambda one: one.ends_on, width=92),
            Column("team", tr("Inspectors"), lambda one: say.team(one.team), width=120),
            Column("state", tr("State"), lambda one: say.state(one), width=112, tip=lambda one: "\n".join(one.clashes)),
            Column(
                "last", tr("Last visit"), lambda one: _day(one.last_visit), lambda one: one.last_visit, width=92, optional=True
            ),
        ),
        identity=lambda one: one.identity,
        sentence=sentence,
        search=lambda one: (one.code, one.firm, one.tier, say.team(one.team), say.state(one), *one.other_names),
    )


def _day(when: date | None) -> str:
    return "" if when is None else day(when)


def sentence(one: Planned) -> str:
    """One planned visit read aloud."""
    parts = [one.firm, one.tier, say.items(one.items), say.state(one)]
    if one.starts_on is not None:
        parts.append(say.days(one.starts_on, one.ends_on))
    if one.team:
        parts.append(say.team(one.team))
    parts += [say.kind(one), say.mode(one)] if one.uid else []
    if one.changed:
        parts.append(tr("changed after approval"))
    return tr(", ").join(part for part in (*parts, *one.clashes) if part)


def lanes(rows: Iterable[Planned], keep: Callable[[Planned], bool], pulled: dict[str, int], movable: bool) -> tuple[Entry, ...]:
    """The rows that ``keep`` keeps, under the tiers they belong to. ``pulled``: days by which a bar was moved and not yet kept."""
    groups: dict[tuple[int, str], list[Planned]] = {}
    for one in rows:
        groups.setdefault((one.tier_rank, one.tier), []).append(one)
    entries: list[Entry] = []
    for (_rank, tier), members in sorted(groups.items(), key=lambda group: -group[0][0]):
        kept = [one for one in members if keep(one)]
        if kept:
            firms = len({one.code for one in members})
            entries.append(LaneGroup(tier, plural(firms, "{count} firm", "{count} firms")))
            entries += [_lane(one, pulled.get(one.identity, 0), movable) for one in kept]
    return tuple(entries)


def _lane(one: Planned, pulled: int, movable: bool) -> Lane:
    bar = None
    if one.starts_on is not None and one.ends_on is not None:
        by = timedelta(days=pulled)
        starts, ends = one.starts_on + by, one.ends_on + by
        look = "clash" if one.clashes and one.look == "planned" else one.look
        tip = "\n".join((say.days(starts, ends), say.state(one), *one.clashes))
        bar = Bar(starts, ends, look, tip, movable and one.look == "planned", one.changed)
    return Lane(
        one.identity,
        one.firm,
        say.items(one.items),
        say.initials(one.team),
        sentence(one),
        bar,
        "" if bar is not None else tr("not planned yet"),
    )
