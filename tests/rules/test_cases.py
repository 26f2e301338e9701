"""Firm × day × item: what the papers say, case by case, and what holds for all of them.

The expectations come from the order of 2018-06-08, the presentation of 2019-10-25 and the texts of the mechanism, not from the program.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditdesk import places
from auditdesk.errors import Refused
from auditdesk.exchange.rulebook_files import read_rulebook
from auditdesk.model.facts import DatedFact, FactsOnDay
from auditdesk.model.rulebook import Rulebook, TierTables
from auditdesk.rules.bands import holds
from auditdesk.rules.scope import scope_of
from auditdesk.words import Words, catalogue

RULES = read_rulebook(places.shipped_data() / "rulebook")
BN = 1_000_000_000
ABSENT = "absent"
"""The edition of that day does not hold the item, or no such duty is in force."""

LONG_AGO = "2001-01-01"


def on(history: dict[str, Any], day: date) -> FactsOnDay:
    """The newest of each dated fact on a day. A value alone has held for long; a list holds (from, value) pairs."""
    facts = {}
    for kind, values in history.items():
        for begins, value in values if isinstance(values, list) else [(LONG_AGO, values)]:
            if date.fromisoformat(begins) <= day:
                facts[kind] = DatedFact(kind, value, date.fromisoformat(begins), "case", day, "case")
    return FactsOnDay("ZX01", day, facts)


def told(history: dict[str, Any], day: date, what: str, rules: Rulebook = RULES) -> object:
    """The answer of the rules to one question of the table."""
    edition = rules.in_force(day)
    if what == "edition":
        return edition.id
    scope = scope_of(edition, on(history, day))
    if what == "tier":
        return scope.scope_band.id if scope.scope_band else None
    if what == "staffing":
        band = scope.staffing.band
        return (band.unit, band.chief, band.staff_minimum) if band else None
    if what.startswith("duty "):
        return {judged.duty.id: judged.applies for judged in scope.duties}.get(what.removeprefix("duty "), ABSENT)
    answers = {part.part.id: part.applies for part in scope.parts} | {one.item.key: one.applies for one in scope.items}
    return answers.get(what, ABSENT)


LOW, MIDDLE, HIGH = "under_4bn", "4bn_to_10bn", "from_10bn"
ONE, CHIEF_ONE, CHIEF_TWO, UNIT = (False, 0, 1), (False, 1, 1), (False, 1, 2), (True, 1, 2)

# On the day of the presentation: capital → tier of scope, staffing (unit, chief, staff), part 2, part 3.
CAPITALS = [
    (0, None, None, None, None),  # no paid-in capital decides nothing
    (1, LOW, ONE, False, False),
    (4 * BN - 1, LOW, ONE, False, False),
    (4 * BN, MIDDLE, CHIEF_ONE, True, False),
    (4 * BN + 1, MIDDLE, CHIEF_ONE, True, False),
    (10 * BN - 1, MIDDLE, CHIEF_ONE, True, False),
    (10 * BN, HIGH, CHIEF_TWO, True, True),
    (10 * BN + 1, HIGH, CHIEF_TWO, True, True),
    (20 * BN - 1, HIGH, CHIEF_TWO, True, True),
    (20 * BN, HIGH, UNIT, True, True),
    (20 * BN + 1, HIGH, UNIT, True, True),
]
BY_CAPITAL = [
    ({"paid_in_capital": capital}, "2019-10-25", what, expected)
    for capital, *answers in CAPITALS
    for what, expected in zip(("tier", "staffing", "P2", "P3"), answers, strict=True)
]

ORDERS, NO_ORDERS, SILENT = {"internet_ordering": True}, {"internet_ordering": False}, {}
SHARES, NO_SHARES = {"co_location": True}, {"co_location": False}
GROWN = {"paid_in_capital": [("2015-01-01", 4 * BN - 1), ("2019-07-01", 4 * BN)]}
SHRUNK = {"paid_in_capital": [("2015-01-01", 20 * BN), ("2019-07-01", 10 * BN - 1)]}
BEGAN = {"internet_ordering": [("2015-01-01", False), ("2019-07-01", True)]}
MOVED_IN = {"co_location": [("2015-01-01", False), ("2023-03-01", True)]}
TO_TEN = {"paid_in_capital": [("2015-01-01", 10 * BN - 1), ("2019-07-01", 10 * BN)]}
TO_TWENTY = {"paid_in_capital": [("2015-01-01", 20 * BN - 1), ("2019-07-01", 20 * BN)]}
STOPPED = {"internet_ordering": [("2015-01-01", True), ("2019-07-01", False)]}
MOVED_OUT = {"co_location": [("2015-01-01", True), ("2023-03-01", False)]}
DESK = {"assigned_operating_funds": 50 * BN}
DESK_SET = {**DESK, "capital_for_tier": [("2019-07-01", 5 * BN)]}

CASES = [
    # the text of the day
    ({}, "2002-02-21", "edition", "2002-02-21"),
    ({}, "2016-05-15", "edition", "2002-02-21"),
    ({}, "2016-05-16", "edition", "2016-05-16"),
    ({}, "2018-11-29", "edition", "2016-05-16"),
    ({}, "2018-11-30", "edition", "2019-10-25"),
    ({}, "2019-12-31", "edition", "2019-10-25"),
    ({}, "2020-02-09", "edition", "2019-10-25"),
    ({}, "2020-02-10", "edition", "2020-02-10"),
    ({}, "2020-12-16", "edition", "2020-02-10"),
    ({}, "2020-12-17", "edition", "2020-12-17"),
    ({}, "2021-11-17", "edition", "2020-12-17"),
    ({}, "2021-11-18", "edition", "2021-11-18"),
    ({}, "2022-09-05", "edition", "2021-11-18"),
    ({}, "2022-09-06", "edition", "2022-09-06"),
    ({}, "2022-12-27", "edition", "2022-09-06"),
    ({}, "2022-12-28", "edition", "2022-12-28"),
    ({}, "2023-08-22", "edition", "2022-12-28"),
    ({}, "2023-08-23", "edition", "2023-08-23"),
    ({}, "2023-12-13", "edition", "2023-08-23"),
    ({}, "2023-12-14", "edition", "2023-12-14"),
    ({}, "2024-02-04", "edition", "2023-12-14"),
    ({}, "2024-02-05", "edition", "2024-02-05"),
    ({}, "2024-05-14", "edition", "2024-02-05"),
    ({}, "2024-05-15", "edition", "2024-05-15"),
    ({}, "2024-11-11", "edition", "2024-05-15"),
    ({}, "2024-11-12", "edition", "2024-11-12"),
    ({}, "2025-04-10", "edition", "2024-11-12"),
    ({}, "2025-04-11", "edition", "2025-04-11"),
    ({}, "2025-04-12", "edition", "2025-04-11"),
    # the tables have days of their own
    ({"paid_in_capital": 20 * BN}, "2018-06-07", "staffing", None),
    ({"paid_in_capital": 20 * BN}, "2018-06-08", "staffing", UNIT),
    ({"paid_in_capital": 20 * BN}, "2018-06-09", "staffing", UNIT),
    ({"paid_in_capital": 20 * BN}, "2018-11-29", "tier", None),
    ({"paid_in_capital": 20 * BN}, "2018-11-30", "tier", HIGH),
    ({"paid_in_capital": 20 * BN}, "2018-11-29", "P1", True),
    ({"paid_in_capital": 20 * BN}, "2018-11-29", "P3", ABSENT),
    ({"paid_in_capital": 20 * BN}, "2025-04-11", "P3", True),
    # capital that changes on a day
    (GROWN, "2019-06-30", "tier", LOW),
    (GROWN, "2019-07-01", "tier", MIDDLE),
    (GROWN, "2019-07-02", "tier", MIDDLE),
    (GROWN, "2019-06-30", "S-2-01", False),
    (GROWN, "2019-07-01", "S-2-01", True),
    (SHRUNK, "2019-06-30", "staffing", UNIT),
    (SHRUNK, "2019-07-01", "staffing", CHIEF_ONE),
    (SHRUNK, "2019-06-30", "S-3-01", True),
    (SHRUNK, "2019-07-01", "S-3-01", False),
    (SHRUNK, "2019-07-02", "staffing", CHIEF_ONE),
    (TO_TEN, "2019-06-30", "tier", MIDDLE),
    (TO_TEN, "2019-07-01", "tier", HIGH),
    (TO_TEN, "2019-07-02", "tier", HIGH),
    (TO_TEN, "2019-06-30", "staffing", CHIEF_ONE),
    (TO_TEN, "2019-07-01", "staffing", CHIEF_TWO),
    (TO_TEN, "2019-06-30", "S-3-01", False),
    (TO_TEN, "2019-07-01", "S-3-01", True),
    (TO_TWENTY, "2019-06-30", "staffing", CHIEF_TWO),
    (TO_TWENTY, "2019-07-01", "staffing", UNIT),
    (TO_TWENTY, "2019-07-02", "staffing", UNIT),
    (TO_TWENTY, "2019-06-30", "tier", HIGH),
    (TO_TWENTY, "2019-07-01", "tier", HIGH),
    # whom the sections bind
    (ORDERS, "2019-10-25", "CC-11000-01", True),
    (NO_ORDERS, "2019-10-25", "CC-11000-01", False),
    (SILENT, "2019-10-25", "CC-11000-01", None),
    (BEGAN, "2019-06-30", "CC-11000-03", False),
    (BEGAN, "2019-07-01", "CC-11000-03", True),
    (BEGAN, "2019-07-02", "CC-11000-03", True),
    (STOPPED, "2019-06-30", "CC-11000-01", True),
    (STOPPED, "2019-07-01", "CC-11000-01", False),
    (STOPPED, "2019-07-02", "CC-11000-01", False),
    (STOPPED, "2019-07-01", "CC-17010-01", True),
    (NO_ORDERS, "2019-10-25", "CC-14000-01", True),
    (NO_ORDERS, "2019-10-25", "CC-14000-02", False),
    (SILENT, "2019-10-25", "CC-14000-02", None),
    (ORDERS, "2019-10-25", "CC-14000-02", True),
    (NO_ORDERS, "2019-10-25", "CC-15000-05", False),
    (ORDERS, "2019-10-25", "CC-15000-05", True),
    (NO_ORDERS, "2019-10-25", "CC-17010-01", True),  # item a binds every firm
    (SILENT, "2019-10-25", "CC-17010-01", True),
    (NO_ORDERS, "2019-10-25", "CC-17010-06", False),
    (ORDERS, "2019-10-25", "CC-17010-06", True),
    (NO_ORDERS, "2019-10-25", "CC-19000-10", False),
    (ORDERS, "2019-10-25", "CC-19000-10", True),
    (SILENT, "2019-10-25", "CC-18000-01", True),
    # items that came with a text
    (ORDERS, "2018-11-29", "CC-11000-01", True),
    (ORDERS, "2018-11-29", "CC-18000-01", ABSENT),
    (ORDERS, "2020-02-09", "CC-19000-12", ABSENT),
    (ORDERS, "2020-02-10", "CC-19000-12", True),
    (NO_ORDERS, "2020-02-10", "CC-19000-12", False),
    (SILENT, "2020-02-10", "CC-19000-12", None),
    ({}, "2021-11-17", "CC-14000-03", ABSENT),
    ({}, "2021-11-18", "CC-14000-03", False),
    ({}, "2022-01-30", "CC-14000-03", False),
    ({}, "2022-01-31", "CC-14000-03", True),
    ({}, "2022-02-01", "CC-14000-03", True),
    (ORDERS, "2022-09-05", "CC-11000-04", ABSENT),
    (ORDERS, "2022-09-06", "CC-11000-04", True),
    (NO_ORDERS, "2022-09-06", "CC-11000-04", False),
    ({}, "2022-12-27", "CC-12000-11", ABSENT),
    ({}, "2022-12-28", "CC-12000-11", True),
    (SHARES, "2022-12-27", "CC-23000-01", ABSENT),
    (SHARES, "2022-12-28", "CC-23000-01", True),
    (NO_SHARES, "2022-12-28", "CC-23000-01", False),
    (SILENT, "2022-12-28", "CC-23000-01", None),
    (MOVED_IN, "2023-02-28", "CC-23000-02", False),
    (MOVED_IN, "2023-03-01", "CC-23000-02", True),
    (MOVED_IN, "2023-03-02", "CC-23000-02", True),
    (MOVED_OUT, "2023-02-28", "CC-23000-02", True),
    (MOVED_OUT, "2023-03-01", "CC-23000-02", False),
    ({}, "2024-05-14", "CC-14000-04", ABSENT),
    ({}, "2024-05-15", "CC-14000-04", True),
    ({}, "2025-04-10", "CC-19000-13", ABSENT),
    ({}, "2025-04-11", "CC-19000-13", True),
    # the old codes: known in part, and never the present ones
    (ORDERS, "2010-01-01", "CC-14000-01", ABSENT),
    (ORDERS, "2010-01-01", "2002:CC-14000-01", None),
    (ORDERS, "2016-05-16", "2002:CC-14000-01", ABSENT),
    # a bank's desk and a foreign branch: operating funds decide no tier, an amount set by a supervisor does
    (DESK, "2019-10-25", "tier", None),
    (DESK, "2019-10-25", "staffing", None),
    (DESK, "2019-10-25", "P1", True),
    (DESK, "2019-10-25", "P2", None),
    (DESK, "2019-10-25", "S-3-01", None),
    (DESK_SET, "2019-06-30", "tier", None),
    (DESK_SET, "2019-07-01", "tier", MIDDLE),
    (DESK_SET, "2019-07-02", "tier", MIDDLE),
    (DESK_SET, "2019-06-30", "P2", None),
    (DESK_SET, "2019-07-01", "P2", True),
    (DESK_SET, "2019-07-01", "staffing", CHIEF_ONE),
    ({"paid_in_capital": 3 * BN, "capital_for_tier": 30 * BN}, "2019-10-25", "tier", LOW),
    # duties beside the tables; a threshold that is not published is not known
    ({}, "2019-12-31", "duty tier-schedule", ABSENT),
    ({}, "2020-01-01", "duty tier-schedule", None),
    ({"paid_in_capital": 90 * BN}, "2021-09-29", "duty ciso-2021", ABSENT),
    ({"paid_in_capital": 90 * BN}, "2021-09-30", "duty ciso-2021", None),
    ({"paid_in_capital": 90 * BN}, "2023-12-31", "duty ciso-2024", ABSENT),
    ({"paid_in_capital": 90 * BN}, "2024-01-01", "duty ciso-2024", None),
    ({}, "2021-09-29", "duty training-hours", ABSENT),
    ({}, "2021-09-30", "duty training-hours", True),
    ({}, "2021-09-29", "duty joint-statement", ABSENT),
    ({}, "2021-09-30", "duty joint-statement", True),
    ({}, "2022-04-25", "duty organisation-category", ABSENT),
    ({}, "2022-04-26", "duty organisation-category", None),
    (ORDERS, "2022-04-25", "duty internet-ordering-tests", ABSENT),
    (ORDERS, "2022-04-25", "duty ddos-protection", ABSENT),
    (NO_ORDERS, "2022-04-26", "duty internet-ordering-tests", False),
    (ORDERS, "2022-04-26", "duty internet-ordering-tests", True),
    (ORDERS, "2022-04-26", "duty ddos-protection", True),
    (NO_ORDERS, "2022-04-26", "duty ddos-protection", None),
    (ORDERS, "2024-02-04", "duty outage-bands", ABSENT),
    (ORDERS, "2024-02-05", "duty outage-bands", None),
    (NO_ORDERS, "2024-02-05", "duty outage-bands", False),
    (ORDERS, "2022-04-25", "duty external-systems-firewall", ABSENT),
    (ORDERS, "2022-04-26", "duty external-systems-firewall", True),
    (NO_ORDERS, "2022-04-26", "duty external-systems-firewall", None),
    ({}, "2024-06-30", "duty security-filing", ABSENT),
    ({}, "2024-07-01", "duty security-filing", None),
    ({}, "2025-07-02", "duty evaluation-procedure", ABSENT),
    ({}, "2025-07-03", "duty evaluation-procedure", None),
]


@pytest.mark.parametrize(
    ("history", "day", "what", "expected"),
    [*BY_CAPITAL, *CASES],
    ids=[f"{number} {what} on {day}" for number, (_, day, what, _) in enumerate([*BY_CAPITAL, *CASES], start=1)],
)
def test_the_rules_answer_as_the_papers_do(history, day, what, expected):
    assert told(history, date.fromisoformat(day), what) == expected


@pytest.mark.parametrize(("day", "doubted"), [("2019-12-31", False), ("2020-01-01", True), ("2025-04-11", True)])
def test_a_table_used_on_beyond_the_days_it_is_known_for_says_so(day, doubted):
    scope = scope_of(RULES.in_force(date.fromisoformat(day)), on({"paid_in_capital": 5 * BN}, date.fromisoformat(day)))
    chains = [scope.tier_reasons, scope.staffing.reasons, *(part.reasons for part in scope.parts if part.part.id != "P1")]
    assert [any(reason.code == "not_confirmed" for reason in chain) for chain in chains] == [doubted] * 4
    assert not [reason for reason in scope.parts[0].reasons if reason.code == "not_confirmed"]


def test_before_the_first_text_there_is_no_answer():
    with pytest.raises(Refused) as refused:
        told({}, date(2002, 2, 20), "edition")
    assert (refused.value.code, refused.value.values["first"]) == ("edition.none_in_force", date(2002, 2, 21))


def test_one_edition_and_no_other_is_in_force_on_every_day():
    day, last = date(2002, 2, 21), date(2030, 12, 31)
    while day <= last:
        assert [edition.id for edition in RULES.editions if edition.in_force_on(day)] == [RULES.in_force(day).id]
        day += timedelta(days=1)


@given(st.integers(0, 10**14), st.sampled_from(RULES.editions))
def test_every_amount_lies_in_one_band_of_each_table(amount, edition):
    for table in (*edition.tables.staffing, *edition.tables.scope):
        assert sum(holds(band, amount) for band in table.bands) == 1


DAYS = st.dates(date(2002, 2, 21), date(2030, 12, 31))
AMOUNTS = st.sampled_from([0, 4 * BN - 1, 4 * BN, 10 * BN, 20 * BN])
HISTORIES = st.fixed_dictionaries(
    {},
    optional={
        "paid_in_capital": st.lists(st.tuples(DAYS.map(str), AMOUNTS), max_size=3).map(sorted),
        "internet_ordering": st.lists(st.tuples(DAYS.map(str), st.booleans()), max_size=3).map(sorted),
        "co_location": st.lists(st.tuples(DAYS.map(str), st.booleans()), max_size=3).map(sorted),
    },
)


@settings(max_examples=60, deadline=None)
@given(HISTORIES, DAYS)
def test_nothing_dated_later_changes_a_scope(history, day):
    until = {
        kind: [(begins, value) for begins, value in values if date.fromisoformat(begins) <= day]
        for kind, values in history.items()
    }
    assert scope_of(RULES.in_force(day), on(history, day)) == scope_of(RULES.in_force(day), on(until, day))


@settings(max_examples=40, deadline=None)
@given(HISTORIES, DAYS)
def test_neither_later_tables_nor_later_editions_change_a_scope(history, day):
    def begun(tables: TierTables) -> TierTables:
        return TierTables(
            tuple(one for one in tables.staffing if one.clause.effective_from <= day) or tables.staffing[:1],
            tuple(one for one in tables.scope if one.clause.effective_from <= day) or tables.scope[:1],
            tuple(one for one in tables.duties if one.clause.effective_from <= day),
        )

    then = Rulebook(tuple(replace(one, tables=begun(one.tables)) for one in RULES.editions if one.effective_from <= day))
    assert scope_of(then.in_force(day), on(history, day)) == scope_of(RULES.in_force(day), on(history, day))


@settings(max_examples=40, deadline=None)
@given(DAYS)
def test_what_is_not_known_is_never_answered_with_yes_or_no(day):
    scope = scope_of(RULES.in_force(day), on({"paid_in_capital": 30 * BN, "internet_ordering": True}, day))
    for judged in (*scope.duties, *scope.items):
        if any(reason.code == "not_published" for reason in judged.reasons):
            assert judged.applies is None
            assert judged.would_change is not None and judged.would_change.code == "would_change.published"


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_every_source_and_every_reason_is_told_in_both_languages(language):
    words = Words(language)
    pieces = [piece for one in RULES.editions for piece in (*one.sections, *one.items, *one.patterns, *one.tables.duties)]
    assert not [piece.source for piece in pieces if f"source.{piece.source}" not in catalogue()]
    told = set()
    for day in ("2010-01-01", "2019-10-25", "2021-12-01", "2025-10-01"):
        scope = scope_of(RULES.in_force(date.fromisoformat(day)), on(ORDERS, date.fromisoformat(day)))
        for judged in (*scope.items, *scope.duties, *scope.parts):
            told |= {words.say(f"reason.{one.code}", **one.values) for one in (*judged.reasons, judged.would_change) if one}
    assert not [sentence for sentence in told if sentence.startswith("reason.") or "{" in sentence or "?" in sentence]


def test_the_table_asks_the_day_before_and_the_first_day_of_every_edition_and_of_every_duty():
    asked = {(what, date.fromisoformat(day)) for _, day, what, _ in CASES}
    for edition in RULES.editions[1:]:
        for day in (edition.effective_from - timedelta(days=1), edition.effective_from):
            assert ("edition", day) in asked, f"{edition.id} on {day}"
    for duty in RULES.editions[-1].tables.duties:
        begins = duty.clause.effective_from
        for day in (begins - timedelta(days=1), begins):
            assert (f"duty {duty.id}", day) in asked, f"{duty.id} on {day}"
