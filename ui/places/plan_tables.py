"""清單 and the lanes of 時程: planned visits and firms without one, as rows of a table and as lines of the year."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial

from ui.parts.firm_mark import firm_painter, licence_mark
from ui.parts.timeline import Bar, Entry, Lane, LaneGroup, Look
from ui.places import plan_words as say
from ui.places.plan_reading import Planned
from ui.tables import Column, RowTable, folded
from ui.words import day, plural, tr


def plan_table() -> RowTable:
    """The plan as a sortable list."""
    return RowTable(
        (
            Column("code", tr("Code"), lambda one: one.row.firm_code, width=72),
            Column(
                "firm",
                tr("Firm"),
                lambda one: one.marked,
                lambda one: folded(one.firm),
                firm_painter(lambda one: one.firm, lambda one: one.row.licence, 500),
                width=132,
                stretch=True,
                tip=lambda one: one.marked,
            ),
            Column("tier", tr("Tier"), lambda one: one.tier, lambda one: one.tier_rank, width=104),
            Column("items", tr("Scope"), lambda one: say.items(one.row.items), lambda one: one.row.items, width=72, right=True),
            Column("kind", tr("Kind"), say.kind, width=72),
            Column("mode", tr("Mode"), say.mode, width=72),
            Column("authority", tr("Lead authority"), say.authority, width=88, optional=True),
            Column("starts", tr("First day"), lambda one: _day(one.starts_on), lambda one: one.starts_on, width=92),
            Column("ends", tr("Last day"), lambda one: _day(one.row.ends_on), lambda one: one.row.ends_on, width=92),
            Column("team", tr("Inspectors"), say.team, width=120),
            Column("state", tr("State"), say.state, width=112, tip=lambda one: "\n".join(one.clashes)),
            Column(
                "last",
                tr("Last visit"),
                lambda one: _day(one.row.last_visit),
                lambda one: one.row.last_visit,
                width=92,
                optional=True,
            ),
        ),
        identity=lambda one: one.identity,
        sentence=sentence,
        search=search_texts,
    )


def search_texts(one: Planned) -> tuple[str, ...]:
    """What the filter looks into."""
    row = one.row
    return (
        row.firm_code,
        row.firm_name,
        row.short_name,
        one.tier,
        say.team(one),
        say.state(one),
        licence_mark(row.licence),
        *row.other_names,
    )


def _day(when: date | None) -> str:
    return "" if when is None else day(when)


def sentence(one: Planned) -> str:
    """One planned visit read aloud."""
    parts = [one.marked, one.tier, say.items(one.row.items), say.state(one)]
    if one.starts_on is not None:
        parts.append(say.days(one.starts_on, one.row.ends_on))
    parts += [say.team(one), say.kind(one), say.mode(one)]
    if one.row.changed_after_approval:
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
            firms = len({one.row.firm_code for one in members})
            entries.append(LaneGroup(tier, plural(firms, "{count} firm", "{count} firms")))
            entries += [_lane(one, pulled.get(one.identity, 0), movable) for one in kept]
    return tuple(entries)


def _lane(one: Planned, pulled: int, movable: bool) -> Lane:
    bar, row = None, one.row
    if row.starts_on is not None and row.ends_on is not None:
        by = timedelta(days=pulled)
        starts, ends = row.starts_on + by, row.ends_on + by
        bar = Bar(starts, ends, _look(one), partial(_tip, one, starts, ends), movable and one.movable, row.changed_after_approval)
    return Lane(
        one.identity,
        one.marked,
        say.items(row.items),
        say.initials(one),
        partial(sentence, one),
        bar,
        tr("not planned yet") if one.missing else "",
        say.state(one) if bar is None and not one.missing else "",
    )


def _tip(one: Planned, starts: date, ends: date) -> str:
    return "\n".join((say.days(starts, ends), say.state(one), *one.clashes))


def _look(one: Planned) -> Look:
    if one.row.state == "done":
        return "done"
    if one.row.state == "under_way":
        return "under_way"
    return "clash" if one.clashes else "planned"
