from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditdesk.model.facts import DatedFact, FactsOnDay
from auditdesk.rules.scope import scope_of, size_of, tier_of
from auditdesk.words import Words

BILLION = 10**9
ONLINE, OFFLINE = {"internet_ordering": True}, {"internet_ordering": False}


def part_verdicts(scope):
    return {part.part.id: part.applies for part in scope.parts}


def items_of(scope, code):
    return {item.item.key: item.applies for item in scope.items if item.item.code == code}


def item_of(scope, key):
    return next(item for item in scope.items if item.item.key == key)


# The second table of the presentation of 2019-10-25.
PARTS = [
    (1, (True, False, False)),
    (3_999_999_999, (True, False, False)),
    (4_000_000_000, (True, True, False)),
    (9_999_999_999, (True, True, False)),
    (10_000_000_000, (True, True, True)),
    (19_999_999_999, (True, True, True)),
    (20_000_000_000, (True, True, True)),
]


@pytest.mark.parametrize(("capital", "applies"), PARTS)
def test_capital_decides_how_many_parts_are_audited(edition, firm, capital, applies):
    assert tuple(part_verdicts(scope_of(edition, firm(paid_in_capital=capital))).values()) == applies


# Item × firm, from the applicability of the mechanism's sections: internet-order firms only, every firm, or by tier.
CASES = [
    ("CC-11000-01", ONLINE, 1, True),
    ("CC-11000-02", OFFLINE, 1, False),
    ("CC-11000-03", {}, 1, None),
    ("CC-11000-03", OFFLINE, 20 * BILLION, False),
    ("CC-12000-01", OFFLINE, 1, True),
    ("CC-13000-03", {}, 1, True),
    ("CC-14000-01", OFFLINE, 1, True),
    ("CC-14000-02", OFFLINE, 1, False),
    ("CC-14000-02", ONLINE, 1, True),
    ("CC-15000-01", OFFLINE, 1, True),
    ("CC-15000-05", OFFLINE, 1, False),
    ("CC-15000-05", ONLINE, 1, True),
    ("CC-16000-05", OFFLINE, 1, True),
    ("CC-17010-01", OFFLINE, 1, True),
    ("CC-17010-02", OFFLINE, 1, True),
    ("CC-17010-03", OFFLINE, 1, True),
    ("CC-17010-04", OFFLINE, 1, True),
    ("CC-17010-05", {}, 1, True),
    ("CC-17010-06", OFFLINE, 1, False),
    ("CC-17010-06", ONLINE, 1, True),
    ("CC-17020-01", OFFLINE, 1, True),
    ("CC-18000-14", OFFLINE, 1, True),
    ("CC-19000-05", OFFLINE, 1, True),
    ("CC-19000-10", OFFLINE, 1, False),
    ("CC-19000-10", ONLINE, 1, True),
    ("CC-20000-01", OFFLINE, 1, True),
    ("CC-21100-06", OFFLINE, 1, True),
    ("CC-22010-01", OFFLINE, 1, True),
    ("S-2-01", ONLINE, 3_999_999_999, False),
    ("S-2-02", OFFLINE, 4 * BILLION, True),
    ("S-2-03", {}, 9_999_999_999, True),
    ("S-3-01", ONLINE, 9_999_999_999, False),
    ("S-3-02", OFFLINE, 10 * BILLION, True),
    ("S-3-03", {}, 20 * BILLION, True),
]


@pytest.mark.parametrize(("key", "business", "capital", "applies"), CASES)
def test_an_item_binds_the_firms_that_the_rule_says(edition, firm, key, business, capital, applies):
    assert item_of(scope_of(edition, firm(paid_in_capital=capital, **business)), key).applies is applies


def test_the_whole_section_on_risk_binds_internet_order_firms_only(edition, firm):
    assert set(items_of(scope_of(edition, firm(paid_in_capital=1, **OFFLINE)), "CC-11000").values()) == {False}
    assert set(items_of(scope_of(edition, firm(paid_in_capital=1, **ONLINE)), "CC-11000").values()) == {True}


def test_a_part_counts_the_items_that_apply_for_certain(edition, firm):
    def first_part(**business: bool) -> int:
        return scope_of(edition, firm(paid_in_capital=1, **business)).parts[0].items_in_scope

    assert first_part(**ONLINE) == 91
    # CC-11000 with its three items, and one item each of CC-14000, CC-15000, CC-17010 and CC-19000.
    assert first_part(**OFFLINE) == first_part() == 91 - 7


def test_without_a_capital_the_first_part_still_applies_and_the_others_are_open(edition, firm):
    scope = scope_of(edition, firm(**ONLINE))
    assert (scope.capital, scope.scope_band, scope.staffing.band, scope.staffing_check) == (None, None, None, None)
    assert part_verdicts(scope) == {"P1": True, "P2": None, "P3": None}
    assert [reason.code for reason in scope.parts[1].reasons if reason.holds is None] == ["capital_missing"]
    assert scope.tier_would_change.code == "would_change.known"


def test_assigned_operating_funds_do_not_decide_a_tier(edition, firm):
    scope = scope_of(edition, firm(paid_in_capital=0, assigned_operating_funds=30 * BILLION))
    assert scope.scope_band is None
    assert scope.tier_reasons[0].code == "capital_only_assigned"
    assert scope.tier_reasons[0].values["assigned_ntd"] == 30 * BILLION


def test_a_capital_set_for_the_tier_decides_where_there_is_no_paid_in_capital(edition, firm):
    for without in ({}, {"paid_in_capital": 0}):
        scope = scope_of(edition, firm(capital_for_tier=10 * BILLION, assigned_operating_funds=BILLION, **without))
        assert scope.scope_band.id == "from_10bn"
        assert scope.capital.kind == "capital_for_tier"
        assert scope.tier_reasons[0].code == "capital_set_for_tier"
        told = (scope.tier_reasons, scope.staffing.reasons, scope.parts[2].reasons, scope.items[-1].reasons)
        assert all("day_in_force" not in {reason.code for reason in reasons} for reasons in told), "it was changed by hand"


def test_paid_in_capital_wins_over_a_capital_set_for_the_tier_and_says_so(edition, firm):
    scope = scope_of(edition, firm(capital_for_tier=10 * BILLION, paid_in_capital=BILLION))
    assert scope.scope_band.id == "under_4bn"
    assert scope.tier_reasons[0].code == "capital_for_tier_unused"


def test_the_reasons_of_a_part_run_from_the_fact_over_the_rule_to_the_day_tested(edition, firm):
    part = scope_of(edition, firm(paid_in_capital=12_840_000_000)).parts[2]
    capital, rule, day = part.reasons
    assert (capital.code, capital.holds) == ("capital_reaches", True)
    assert (capital.values["capital_ntd"], capital.values["minimum_ntd"]) == (12_840_000_000, 10 * BILLION)
    assert (capital.values["valid_from"], capital.values["source"]) == (date(2019, 6, 30), "示範申報")
    assert (rule.values["clause"], rule.values["effective_from"]) == ("S-3", date(2018, 11, 30))
    assert (day.code, day.values["day"]) == ("day_in_force", date(2019, 10, 25))
    assert (part.would_change.code, part.would_change.values) == ("would_change.falls.stops", {"bound_ntd": 10 * BILLION})


def test_what_a_person_reads_names_the_amount_the_bound_the_source_and_the_rule(edition, firm):
    words = Words("zh_TW")
    part = scope_of(edition, firm(paid_in_capital=12_840_000_000)).parts[2]
    told = [words.say(f"reason.{reason.code}", **reason.values) for reason in part.reasons]
    assert told[0].startswith("資本額 128.4 億元，達 100")
    assert told[1].startswith("規則 S-3　")
    assert told[2].startswith("查核基準日 108/10/25 在規則有效期間內")
    assert "示範申報" in words.say("reason.capital_reaches.under", **part.reasons[0].values)


def test_the_reason_of_the_second_part_names_its_own_bound_not_that_of_the_band(edition, firm):
    capital = scope_of(edition, firm(paid_in_capital=12_840_000_000)).parts[1].reasons[0]
    assert (capital.values["minimum_ntd"], capital.values["below_ntd"]) == (4 * BILLION, None)


def test_a_part_that_does_not_apply_says_from_which_capital_it_would(edition, firm):
    part = scope_of(edition, firm(paid_in_capital=3_999_999_999)).parts[1]
    assert (part.reasons[0].code, part.reasons[0].holds) == ("capital_below", False)
    assert (part.would_change.code, part.would_change.values) == ("would_change.reaches.starts", {"bound_ntd": 4 * BILLION})


@pytest.mark.parametrize(
    ("key", "capital", "business", "would_change"),
    [
        ("CC-12000-01", BILLION, ONLINE, "would_change.nothing"),
        ("CC-11000-01", BILLION, ONLINE, "would_change.fact.stops"),
        ("CC-11000-01", BILLION, OFFLINE, "would_change.fact.starts"),
        ("CC-11000-01", BILLION, {}, "would_change.known"),
        ("S-3-01", BILLION, ONLINE, "would_change.reaches.starts"),
        ("S-3-01", 10 * BILLION, ONLINE, "would_change.falls.stops"),
    ],
)
def test_an_item_says_what_would_change_its_verdict(edition, firm, key, capital, business, would_change):
    assert item_of(scope_of(edition, firm(paid_in_capital=capital, **business)), key).would_change.code == would_change


def test_two_conditions_that_fail_must_both_be_met(edition, firm):
    section = replace(edition.section("S-3"), condition=edition.section("CC-11000").condition)
    bound = replace(edition.item("S-3-01"), condition=section.condition)
    changed = replace(edition, sections=(*edition.sections[:-1], section), items=(bound,))
    item = scope_of(changed, firm(paid_in_capital=BILLION, **OFFLINE)).items[0]
    assert [reason.holds for reason in item.reasons[:2]] == [False, False]
    assert item.would_change.code == "would_change.all"


def test_an_item_that_binds_everyone_in_a_section_that_does_not_says_so(edition, firm):
    scope = scope_of(edition, firm(paid_in_capital=BILLION, **OFFLINE))
    assert "binds_every_firm_here" in [reason.code for reason in item_of(scope, "CC-17010-04").reasons]
    assert "binds_every_firm" in [reason.code for reason in item_of(scope, "CC-18000-01").reasons]


@pytest.mark.parametrize(
    ("day", "applies", "code"),
    [
        (date(2019, 4, 30), False, "item_not_yet"),
        (date(2019, 5, 1), True, None),
        (date(2019, 8, 31), True, None),
        (date(2019, 9, 1), False, "item_no_longer"),
    ],
)
def test_an_item_applies_from_its_first_to_its_last_day(edition, firm, day, applies, code):
    dated = replace(edition.item("CC-12000-01"), effective_from=date(2019, 5, 1), effective_until=date(2019, 8, 31))
    item = scope_of(replace(edition, items=(dated,)), firm(day, paid_in_capital=BILLION)).items[0]
    assert item.applies is applies
    assert [reason.code for reason in item.reasons if reason.holds is False] == ([code] if code else [])


@pytest.mark.parametrize(("day", "applies"), [(date(2018, 11, 29), False), (date(2018, 11, 30), True)])
def test_a_part_applies_from_the_day_its_clause_takes_effect(edition, firm, day, applies):
    scope = scope_of(edition, firm(day, paid_in_capital=20 * BILLION, **ONLINE))
    assert set(part_verdicts(scope).values()) == {applies}
    assert {item.applies for item in scope.items} == {applies}


def test_a_part_ends_with_the_last_day_of_its_clause(edition, firm):
    clause = replace(edition.parts[0].clause, effective_until=date(2019, 12, 31))
    changed = replace(edition, parts=(replace(edition.parts[0], clause=clause), *edition.parts[1:]))
    known = {"paid_in_capital": BILLION}
    assert scope_of(changed, firm(date(2019, 12, 31), **known)).parts[0].applies is True
    after = scope_of(changed, firm(date(2020, 1, 1), **known)).parts[0]
    assert (after.applies, after.reasons[-1].code, after.would_change.code) == (False, "rule_no_longer", "would_change.never")


amounts = st.integers(1, 10**14)


def online_firm(capital: int) -> FactsOnDay:
    return FactsOnDay(
        "ZX01",
        date(2019, 5, 1),
        {
            kind: DatedFact(kind, value, date(2019, 1, 1), "", date(2019, 1, 2), "lee")
            for kind, value in (("paid_in_capital", capital), ("internet_ordering", True))
        },
    )


@settings(max_examples=40)
@given(amounts)
def test_the_same_facts_always_give_the_same_scope(edition, capital):
    assert scope_of(edition, online_firm(capital)) == scope_of(edition, online_firm(capital))


@settings(max_examples=40)
@given(amounts, amounts)
def test_more_capital_never_takes_an_item_away(edition, capital, more):
    less, higher = scope_of(edition, online_firm(min(capital, more))), scope_of(edition, online_firm(max(capital, more)))
    assert all(after.applies or not before.applies for before, after in zip(less.items, higher.items, strict=True))


@settings(max_examples=40)
@given(amounts | st.none(), st.sampled_from([None, True, False]), st.dates(date(2018, 1, 1), date(2020, 12, 31)))
def test_the_size_counted_without_reasons_is_that_of_the_scope(edition, capital, online, day):
    told = {"paid_in_capital": capital, "internet_ordering": online}
    dated = {
        kind: DatedFact(kind, value, date(2018, 1, 1), "", date(2018, 1, 1), "lee")
        for kind, value in told.items()
        if value is not None
    }
    facts = FactsOnDay("ZX01", day, dated)
    scope, size = scope_of(edition, facts), size_of(edition, facts, {})
    assert size.items == sum(item.applies is not False for item in scope.items)
    assert size.parts == sum(part.applies is not False for part in scope.parts) and size.band == scope.staffing.band


@settings(max_examples=40)
@given(amounts)
def test_the_parts_that_apply_are_those_of_the_band(edition, capital):
    scope = scope_of(edition, online_firm(capital))
    assert scope.scope_band == tier_of(edition, online_firm(capital))
    assert tuple(part.part.id for part in scope.parts if part.applies) == scope.scope_band.parts


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_every_reason_has_a_sentence_whose_blanks_are_filled(edition, firm, language):
    words = Words(language)
    firms = [
        firm(),
        firm(paid_in_capital=0, assigned_operating_funds=BILLION),
        firm(capital_for_tier=BILLION, **ONLINE),
        firm(date(2018, 1, 1), paid_in_capital=BILLION),
        *(firm(paid_in_capital=capital, capital_for_tier=1, **OFFLINE) for capital, _ in PARTS),
    ]
    for facts in firms:
        scope = scope_of(edition, facts)
        chains = [scope.tier_reasons, scope.staffing.reasons, *(x.reasons for x in (*scope.parts, *scope.items))]
        last = (scope.tier_would_change, scope.staffing.would_change, *(x.would_change for x in (*scope.parts, *scope.items)))
        for reason in (*last, *(reason for chain in chains for reason in chain)):
            told = words.say(f"reason.{reason.code}", **reason.values)
            assert not told.startswith("reason."), reason.code
            assert "?" not in told
            assert "{" not in told
