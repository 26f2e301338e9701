"""How much small cells cost: what realistic years publish, and thousands of random ones of which nothing may be told."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, given, settings

from auditdesk.model.small_cells import EntryCounts, Published, Release, SectionCounts, YearCounts
from auditdesk.rules.small_cells import published, truths
from auditdesk.rules.small_cells_proof import prove
from auditdesk.rules.small_cells_versions import closed_sections
from tests.rules.test_small_cells import histories, told_anywhere

RANDOM_YEARS = 2_000
OFFICES = 30
FIRMS = 66
SECTIONS = 9


@dataclass(frozen=True)
class Pattern:
    """One pattern of an invented office: who has it, of those it applied to."""

    code: str
    key: str
    scope: frozenset[int]
    has: frozenset[int]


def office(chance: random.Random) -> tuple[list[int], list[Pattern]]:
    """66 firms in four bands and 30 to 60 patterns: most of them rare, some common."""
    bands = chance.choices(range(4), (30, 18, 12, 6), k=FIRMS)
    patterns = []
    for number in range(chance.randint(30, 60)):
        share = chance.choice((0.02, 0.04, 0.06, 0.1, 0.15, 0.25, 0.4))
        least = chance.choice((0, 0, 0, 0, 1, 2))
        scope = frozenset(firm for firm in range(FIRMS) if bands[firm] >= least)
        has = frozenset(firm for firm in scope if chance.random() < share)
        if has:
            patterns.append(Pattern(f"CC-{number % SECTIONS}", f"CC-{number % SECTIONS}-P{number}", scope, has))
    return bands, patterns


def next_year(patterns: Iterable[Pattern], chance: random.Random) -> list[Pattern]:
    """Two in five firms have it again, others have it for the first time."""
    found = []
    for one in patterns:
        again = {firm for firm in one.has if chance.random() < 0.4}
        anew = {firm for firm in one.scope if chance.random() < 0.6 * len(one.has) / len(one.scope)}
        if again | anew:
            found.append(Pattern(one.code, one.key, one.scope, frozenset(again | anew)))
    return found


def correction(patterns: list[Pattern], chance: random.Random) -> list[Pattern]:
    """One to four findings withdrawn or added."""
    found = list(patterns)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(found))
        one = found[place]
        firm = {chance.choice(sorted(one.has if one.has and chance.random() < 0.5 else one.scope))}
        found[place] = Pattern(one.code, one.key, one.scope, one.has ^ firm)
    return [one for one in found if one.has]


def counted(
    year: int, threshold: int, bands: list[int], patterns: list[Pattern], *, before: Mapping[str, frozenset[int]], roll_up: bool
) -> YearCounts:
    """``roll_up``: every pattern under the threshold is told with its section only."""
    sections = []
    for code in sorted({one.code for one in patterns}):
        own = [one for one in patterns if one.code == code]
        rare = [one for one in own if roll_up and len(one.has) < threshold]
        bound = frozenset[int]().union(*(one.scope for one in own))
        entries = [
            EntryCounts(
                one.key,
                len(one.has),
                len(one.scope),
                len(one.has & before.get(one.key, frozenset())),
                sum((firm + len(one.key)) % 10 < 7 for firm in one.has),
            )
            for one in own
            if one not in rare
        ]
        if rare:
            merged = frozenset[int]().union(*(one.has for one in rare))
            remedied = sum(firm % 10 < 7 for firm in merged)
            entries.append(EntryCounts(f"{code}-others", len(merged), len(bound), 0, remedied, merged=True))
        firms = frozenset[int]().union(*(one.has for one in own))
        by_band = tuple(sum(bands[firm] == band for firm in firms) for band in range(4))
        sections.append(SectionCounts(code, len(firms), len(bound), by_band, tuple(entries)))
    everybody = tuple(bands.count(band) for band in range(4))
    return YearCounts(year, threshold, FIRMS, everybody, sum(len(one.has) for one in patterns), tuple(sections))


def tally(tables: Published, into: Counter[tuple[str, bool]]) -> None:
    """Adds how many figures of each kind are shown and withheld."""
    figures = tables.figures()
    for code, lines in tables.sections.items():
        into["totals", figures[f"{code}/firms"] is not None] += 1
        into["bands", any(figures.get(f"{code}/band/{band}") is not None for band in range(4))] += 1
        for key in lines:
            line = key.removesuffix("/firms")
            into["lines", figures[key] is not None] += 1
            into["repeats", figures[f"{line}/repeats"] is not None] += 1
            into["remedied", figures[f"{line}/remedied"] is not None] += 1


def shares(found: Counter[tuple[str, bool]]) -> str:
    kinds = ("lines", "totals", "bands", "repeats", "remedied")
    return ", ".join(f"{kind} {100 * found[kind, True] / max(1, found[kind, True] + found[kind, False]):.0f} %" for kind in kinds)


def realistic(threshold: int, *, roll_up: bool) -> None:
    """A first notice, its correction, the notice of the year after."""
    first: Counter[tuple[str, bool]] = Counter()
    again: Counter[tuple[str, bool]] = Counter()
    after: Counter[tuple[str, bool]] = Counter()
    closed, told, slowest = 0, 0, 0.0
    for seed in range(OFFICES):
        chance = random.Random(seed)
        bands, patterns = office(chance)
        now = counted(2019, threshold, bands, patterns, before={}, roll_up=roll_up)
        tables = published(now)
        tally(tables, first)
        locked = Release("v1:", tables, truths(now))
        start = time.perf_counter()
        mended = counted(2019, threshold, bands, correction(patterns, chance), before={}, roll_up=roll_up)
        codes = closed_sections(mended, tables.withheld(), beside=[locked])
        slowest = max(slowest, time.perf_counter() - start)
        closed += len(codes)
        tally(published(mended, tables.withheld(), closed=codes), again)
        known = {one.key: one.has for one in patterns}
        later = counted(2020, threshold, bands, next_year(patterns, chance), before=known, roll_up=roll_up)
        figures = published(later, last_year=tables.figures())
        told += not prove(figures, [Release("2019:", tables, truths(now))], truths=truths(later)).ok
        tally(figures, after)
    print(f"threshold {threshold}, small patterns {'rolled up' if roll_up else 'kept'}; shown of all figures:")
    print(f"  first notice: {shares(first)}")
    print(f"  correction:   {shares(again)}; sections closed {closed}, slowest {slowest * 1000:.0f} ms")
    print(f"  year after:   {shares(after)}; notices with a told count {told}")


def main() -> None:
    """What is published, then the random years."""
    for threshold in (3, 5):
        for roll_up in (False, True):
            realistic(threshold, roll_up=roll_up)
    start = time.perf_counter()
    told = 0

    @settings(
        max_examples=RANDOM_YEARS, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(histories())
    def try_one(history: tuple[YearCounts, list[YearCounts], YearCounts]) -> None:
        nonlocal told
        told += any(told_anywhere(*history))

    try_one()
    print(f"{RANDOM_YEARS} random histories: a count told in {told}, {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
