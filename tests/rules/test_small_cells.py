"""No withheld count can be told by whoever has every table, last year's notice and a correction, and even knows our rules.

The attacker here is brute force: he tries every year of counts that could be true, asks the program what it would print for it, and keeps
those that print exactly what he sees.
"""

from __future__ import annotations

import dataclasses
import itertools
import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditdesk.model.small_cells import (
    Cell,
    EntryCounts,
    Link,
    ObservationCounts,
    Published,
    Release,
    SectionCounts,
    YearCounts,
)
from auditdesk.rules import small_cells_proof
from auditdesk.rules.small_cells import (
    applied_key,
    band_key,
    firms_key,
    observation_line,
    published,
    remedied_key,
    repeats_key,
    truths,
)
from auditdesk.rules.small_cells_proof import prove
from auditdesk.rules.small_cells_versions import closed_sections


@st.composite
def sections(draw: st.DrawFn, bands: tuple[int, ...], least: int, lines: int = 3, code: str = "S") -> SectionCounts:
    everybody = sum(bands)
    entries = []
    for number in range(draw(st.integers(1, lines))):
        applied = draw(st.integers(least, everybody))
        firms = draw(st.integers(1, applied))
        repeats, remedied = draw(st.integers(0, firms)), draw(st.integers(0, firms))
        entries.append(EntryCounts(f"{code}-P{number}", firms, applied, repeats, remedied))
    most = max(entry.applied for entry in entries)
    applied = draw(st.integers(most, everybody))
    low = max(entry.firms for entry in entries)
    firms = draw(st.integers(low, min(applied, sum(entry.firms for entry in entries))))
    by_band = draw(st.sampled_from(list(spread(firms, bands))))
    return SectionCounts(code, firms, applied, by_band, tuple(entries))


@st.composite
def years(draw: st.DrawFn, most: int = 2, largest: int = 6) -> YearCounts:
    least = draw(st.integers(3, 4))
    bands = draw(st.lists(st.integers(0, largest), min_size=2, max_size=3).filter(lambda found: sum(found) > least).map(tuple))
    own = tuple(draw(sections(bands, least, code=f"S{number}")) for number in range(draw(st.integers(1, most))))
    more = draw(st.integers(0, 3))
    findings = sum(entry.firms for section in own for entry in section.entries) + more
    advice = tuple(
        ObservationCounts(f"O{number}", draw(st.integers(1, applied)), applied)
        for number, applied in enumerate(draw(st.lists(st.integers(least, sum(bands)), max_size=2)))
    )
    return YearCounts(2019, least, sum(bands), bands, findings, own, advice)


def spread(firms: int, bands: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for found in itertools.product(*(range(band + 1) for band in bands)):
        if sum(found) == firms:
            yield found


def possible_sections(section: SectionCounts, bands: tuple[int, ...]) -> Iterator[SectionCounts]:
    """Every section with the same lines that could be true; repeats and remedies stay aside, they touch nothing but their line."""
    for counts in itertools.product(*(range(1, entry.applied + 1) for entry in section.entries)):
        entries = tuple(dataclasses.replace(entry, firms=firms) for entry, firms in zip(section.entries, counts, strict=True))
        for firms in range(max(counts), min(section.applied, sum(counts)) + 1):
            for by_band in spread(firms, bands):
                yield SectionCounts(section.code, firms, section.applied, by_band, entries)


def seen(year: YearCounts, section: SectionCounts, before: frozenset[str] = frozenset()) -> dict[str, int | None]:
    alone = dataclasses.replace(year, sections=(section,), observations=())
    figures = published(alone, before).figures()
    return {key: figure for key, figure in figures.items() if key.endswith("/firms") or "/band/" in key}


def truth(section: SectionCounts, year: YearCounts) -> dict[str, int]:
    found = {firms_key(section.code): section.firms} | {firms_key(entry.key): entry.firms for entry in section.entries}
    return found | {band_key(section.code, band): firms for band, firms in enumerate(section.by_band) if year.bands[band]}


def attacked(year: YearCounts) -> dict[str, set[int]]:
    """For each withheld count every value it can have."""
    found: dict[str, set[int]] = {}
    for section in year.sections:
        target = seen(year, section)
        hidden = [key for key, figure in target.items() if figure is None]
        for other in possible_sections(section, year.bands):
            told = truth(other, year)
            if all(figure is None or told[key] == figure for key, figure in target.items()) and seen(year, other) == target:
                for key in hidden:
                    found.setdefault(key, set()).add(told[key])
    return found


@settings(max_examples=15, deadline=None)
@given(years(most=1, largest=3))
def test_an_attacker_who_knows_the_rules_can_not_tell_any_withheld_count(year):
    tables = published(year)
    found = attacked(year)
    for key in tables.withheld():
        if (key.endswith("/firms") and not key.startswith("observation/")) or "/band/" in key:
            assert len(found[key]) > 1, key


@settings(max_examples=30, deadline=None)
@given(years())
def test_repeats_and_remedies_beside_a_shown_line_can_be_more_than_one_number(year):
    figures = published(year).figures()
    for section in year.sections:
        for entry in section.entries:
            for key, field in ((repeats_key(entry.key), "repeats"), (remedied_key(entry.key), "remedied")):
                if figures[key] is not None:
                    continue
                could = set()
                for number in range(entry.firms + 1):
                    other = dataclasses.replace(entry, **{field: number})
                    entries = tuple(other if one is entry else one for one in section.entries)
                    own = tuple(dataclasses.replace(one, entries=entries) if one is section else one for one in year.sections)
                    if published(dataclasses.replace(year, sections=own)).figures() == figures:
                        could.add(number)
                assert len(could) > 1, key


@settings(max_examples=30, deadline=None)
@given(years())
def test_the_proof_by_search_agrees_for_every_year(year):
    proof = prove(published(year))
    assert proof.ok, proof.told
    assert {cell.key for cell in proof.cells} == published(year).withheld()


@st.composite
def corrected(draw: st.DrawFn, year: YearCounts) -> YearCounts:
    """The year with other counts in one section, or with that section for the first time."""
    changed = draw(st.integers(0, len(year.sections) - 1))
    code = year.sections[changed].code
    section = draw(sections(year.bands, year.threshold, code=code))
    own = tuple(section if number == changed else one for number, one in enumerate(year.sections))
    more = draw(st.integers(0, 1))
    return dataclasses.replace(year, sections=own, findings=more + sum(entry.firms for one in own for entry in one.entries))


@st.composite
def histories(draw: st.DrawFn) -> tuple[YearCounts, list[YearCounts], YearCounts]:
    """Last year, the versions of this year, next year; the same patterns in all of them."""
    year = draw(years())
    versions = [year]
    for _ in range(draw(st.integers(1, 2))):
        versions.append(draw(corrected(versions[-1])))
    last, following = (dataclasses.replace(draw(corrected(year)), year=other) for other in (2018, 2020))
    return last, versions, following


def told_anywhere(last: YearCounts, versions: list[YearCounts], following: YearCounts) -> list[tuple[str, ...]]:
    """Lock one after the other as the office does and give what each proof finds told: it must be nothing, every time."""
    found = []
    beside = [Release("2018:", published(last), truths(last))]
    figures = beside[0].tables.figures()
    before: frozenset[str] = frozenset()
    for number, counts in enumerate(versions, 1):
        closed = closed_sections(counts, before, last_year=figures, beside=beside)
        tables = published(counts, before, last_year=figures, closed=closed)
        found.append(prove(tables, beside, truths=truths(counts)).told)
        beside.append(Release(f"v{number}:", tables, truths(counts)))
        before |= tables.withheld()
        if number == 1:
            first = [beside[-1]]
            closed = closed_sections(following, last_year=tables.figures(), beside=first)
            after = published(following, last_year=tables.figures(), closed=closed)
            found.append(prove(after, first, truths=truths(following)).told)
            beside.append(Release("2020:", after, truths(following)))
    return found


@settings(max_examples=25, deadline=None)
@given(histories())
def test_last_years_notice_corrections_and_next_years_notice_tell_nothing_more(history):
    assert not any(told_anywhere(*history)), told_anywhere(*history)


def one_section(firms: int, applied: int, lines: list[tuple[int, int]], bands: tuple[int, ...] = (30, 36)) -> YearCounts:
    entries = tuple(EntryCounts(f"P{number}", *line, 0, 0) for number, line in enumerate(lines))
    inside = min(firms, bands[0])
    section = SectionCounts("S", firms, applied, (inside, firms - inside), entries)
    return YearCounts(2019, 3, sum(bands), bands, sum(line[0] for line in lines), (section,))


def closing(first: YearCounts, second: YearCounts) -> tuple[str, ...]:
    tables = published(first)
    return closed_sections(second, tables.withheld(), beside=[Release("v1:", tables, truths(first))])


def test_a_section_is_closed_where_its_total_would_tell_a_withheld_line():
    """Nine firms and one or two; corrected to eleven: who hears that the total stayed would know of two."""
    first, second = one_section(11, 60, [(9, 60), (2, 60)]), one_section(11, 60, [(11, 60), (2, 60)])
    assert closing(first, second) == ("S",)
    figures = published(second, published(first).withheld(), closed=("S",)).figures()
    assert all(figures[key] is None for key in figures if key != "findings")
    assert figures[applied_key("P0")] is None and figures[applied_key("S")] is None


@pytest.mark.parametrize("line", [8, 9, 10, 14, 30])
def test_a_corrected_count_is_shown_where_it_tells_nothing(line):
    first, second = one_section(10, 60, [(9, 60), (2, 60)]), one_section(line + 1, 60, [(line, 60), (2, 60)])
    assert closing(first, second) == ()
    assert published(second, published(first).withheld()).figures()["P0/firms"] == line


def test_what_was_withheld_stays_so_and_what_a_proof_needs_ends_with_every_section_closed():
    first = one_section(3, 4, [(3, 4), (1, 3), (1, 3)], bands=(4, 0))
    second = one_section(3, 3, [(3, 3)], bands=(4, 0))
    tables = published(first)
    assert tables.withheld() >= {"S/firms", "P1/firms", "P2/firms"}
    closed = closing(first, second)
    after = published(second, tables.withheld(), closed=closed)
    assert after.figures()["S/firms"] is None
    assert prove(after, [Release("v1:", tables, truths(first))], truths=truths(second)).ok


def test_repeats_do_not_stand_beside_what_last_year_withheld():
    entry = EntryCounts("P", 9, 40, 4, 0)
    year = YearCounts(2019, 3, 60, (60,), 9, (SectionCounts("S", 9, 40, (9,), (entry,)),))
    assert published(year).figures()["P/repeats"] == 4
    assert published(year, last_year={"P/firms": 6}).figures()["P/repeats"] == 4
    for then in ({"P/firms": None}, {"P/firms": 3}, {}):
        assert published(year, last_year=then).figures()["P/repeats"] is None


@settings(max_examples=8, deadline=None)
@given(years(most=1, largest=2), st.data())
def test_two_versions_of_a_year_together_can_not_be_inverted_either(year, data):
    """The attacker even knows which withheld counts the correction changed."""
    section = year.sections[0]
    line = data.draw(st.sampled_from(section.entries))
    firms = data.draw(st.integers(1, line.applied))
    entries = tuple(dataclasses.replace(one, firms=firms) if one is line else one for one in section.entries)
    low, high = max(one.firms for one in entries), min(section.applied, sum(one.firms for one in entries))
    total = data.draw(st.integers(low, high))
    other = SectionCounts(
        section.code, total, section.applied, data.draw(st.sampled_from(list(spread(total, year.bands)))), entries
    )
    first, before = seen(year, section), published(year).withheld()
    second = seen(year, other, before)
    known, then = truth(section, year), truth(other, year)
    same = {key for key in known if known[key] == then[key] and first[key] is None and second[key] is None}
    firsts = [one for one in possible_sections(section, year.bands) if seen(year, one) == first]
    seconds = [one for one in possible_sections(section, year.bands) if seen(year, one, before) == second]
    by_same: dict[tuple[int, ...], list[dict[str, int]]] = {}
    for one in seconds:
        told = truth(one, year)
        by_same.setdefault(tuple(told[key] for key in sorted(same)), []).append(told)
    could: dict[str, set[int]] = {}
    for one in firsts:
        told = truth(one, year)
        if tuple(told[key] for key in sorted(same)) in by_same:
            for key, figure in first.items():
                if figure is None:
                    could.setdefault(key, set()).add(told[key])
    assert all(len(numbers) > 1 for numbers in could.values()), could


def test_the_search_finds_what_a_careless_table_tells():
    """One line withheld beside its section's total and the other line: it can only be the difference."""
    tables = Published(
        2019,
        3,
        (Cell("a", 5), Cell("b", None, (1, 2)), Cell("total", 7)),
        (Link((("a", 1), ("b", 1), ("total", -1)), 0, None), Link((("total", 1), ("a", -1)), 0, None)),
        "total",
        ("a", "b"),
    )
    assert prove(tables).told == ("b",)


def test_a_correction_under_another_rule_is_told():
    withheld = Published(2019, 3, (Cell("a", None, (1, 2)),), (), "all", ())
    still = Published(2019, 3, (Cell("a", None, (2, 3)),), (), "all", ())
    assert prove(still, [Release("v1:", withheld, {"a": 2})], truths={"a": 2}).told == ("a", "v1:a")
    assert prove(still, [Release("v1:", withheld, {"a": 1})], truths={"a": 2}).ok


def test_finding_what_another_version_shows_is_no_news_unless_it_is_everybody():
    shown = Published(2019, 3, (Cell("a/firms", 4),), (), "all", ())
    known = Link((("a/firms", 1),), 4, 4)
    for applied, ok in ((9, True), (4, False)):
        cells = (Cell("a/firms", None, (1, 2, 4)), Cell("a/applied", applied))
        assert prove(Published(2019, 3, cells, (known,), "all", ()), [Release("v1:", shown, {})]).ok is ok


def test_last_years_withheld_count_is_joined_with_the_repeats_of_this_year():
    last = Published(2018, 3, (Cell("p/firms", None, (1, 2)),), (), "all", ("p/firms",))
    now = Published(2019, 3, (Cell("p/firms", 9), Cell("p/repeats", 2)), (), "all", ("p/firms",))
    assert prove(now, [Release("2018:", last, {})]).told == ("2018:p/firms",)


@pytest.mark.parametrize(
    ("firms", "applied", "shown"), [(1, 40, False), (2, 40, False), (3, 40, True), (9, 9, False), (8, 9, True)]
)
def test_a_line_stands_from_the_threshold_on_unless_all_it_applied_to_have_it(firms, applied, shown):
    entries = (EntryCounts("P", firms, applied, 0, 0), EntryCounts("Q", 12, 40, 4, 12))
    section = SectionCounts("S", 14, 40, (7, 7), entries)
    figures = published(YearCounts(2019, 3, 60, (30, 30), 20, (section,))).figures()
    assert (figures["P/firms"] is not None) is shown
    assert (figures["S/firms"] is not None) is shown
    assert (figures["S/band/0"] is not None) is shown
    assert (figures["findings"] is not None) is shown
    assert figures["Q/repeats"] == 4 and figures["Q/remedied"] == 12


def test_advice_is_withheld_like_any_other_count():
    advice = (ObservationCounts("A", 2, 40), ObservationCounts("B", 5, 40))
    figures = published(YearCounts(2019, 3, 60, (60,), 0, (), advice)).figures()
    assert figures[firms_key(observation_line("A"))] is None and figures[firms_key(observation_line("B"))] == 5


def test_a_correction_of_a_whole_market_is_proven_without_trying_every_combination(monkeypatch):
    from tests.bench import small_cells as market  # it counts with what is here

    tried = 0
    narrow = small_cells_proof._narrowed

    def counted(*arguments):
        nonlocal tried
        tried += 1
        return narrow(*arguments)

    monkeypatch.setattr(small_cells_proof, "_narrowed", counted)
    chance = random.Random(19)  # the slowest of thirty offices: three quarters of a minute by trying the greatest first
    bands, patterns = market.office(chance)
    now = market.counted(2019, 5, bands, patterns, before={}, roll_up=True)
    tables = published(now)
    mended = market.counted(2019, 5, bands, market.correction(patterns, chance), before={}, roll_up=True)
    assert closed_sections(mended, tables.withheld(), beside=[Release("v1:", tables, truths(now))]) == ()
    assert tried < 8_000
