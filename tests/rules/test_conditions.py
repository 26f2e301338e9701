from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.model.facts import DatedFact, FactsOnDay
from auditdesk.model.rulebook import AllOf, Always, AnyOf, CapitalWithin, FactIs, Not
from auditdesk.rules.conditions import judge
from auditdesk.rules.tier_capital import tier_capital

INTERNET = FactIs("internet_ordering", True)
CO_LOCATION = FactIs("co_location", True)
FROM_4BN = CapitalWithin(4_000_000_000, None)


def verdict(condition, facts):
    return judge(condition, facts, tier_capital(facts))


def test_always_holds_for_a_firm_of_which_nothing_is_known(firm):
    assert verdict(Always(), firm()).applies is True


@pytest.mark.parametrize(
    ("facts", "holds"), [({"internet_ordering": True}, True), ({"internet_ordering": False}, False), ({}, None)]
)
def test_a_fact_holds_fails_or_is_missing(firm, facts, holds):
    judged = verdict(INTERNET, firm(**facts))
    assert judged.applies is holds
    assert [reason.holds for reason in judged.reasons] == [holds]


def test_a_reason_tells_the_value_and_where_the_fact_comes_from(firm):
    (reason,) = verdict(INTERNET, firm(internet_ordering=True)).reasons
    assert reason.code == "fact.internet_ordering.yes"
    assert reason.values == {
        "valid_from": date(2019, 6, 30),
        "source": "示範申報",
        "recorded_on": date(2019, 7, 8),
        "recorded_by": "lee",
    }


def test_a_count_of_one_is_not_the_flag_true(firm):
    assert verdict(FactIs("security_staff", True), firm(security_staff=1)).applies is False


@pytest.mark.parametrize(
    ("capital", "holds", "code"),
    [
        (3_999_999_999, False, "capital_below"),
        (4_000_000_000, True, "capital_within"),
        (9_999_999_999, True, "capital_within"),
        (10_000_000_000, False, "capital_beyond"),
    ],
)
def test_capital_is_compared_with_the_lower_bound_in_and_the_upper_out(firm, capital, holds, code):
    judged = verdict(CapitalWithin(4_000_000_000, 10_000_000_000), firm(paid_in_capital=capital))
    assert judged.applies is holds
    assert [(reason.code, reason.values["capital_ntd"]) for reason in judged.reasons] == [(code, capital)]


# What is known of two conditions, then what all-of and any-of make of it.
@pytest.mark.parametrize(
    ("facts", "all_of", "any_of"),
    [
        ({"internet_ordering": True, "co_location": True}, True, True),
        ({"internet_ordering": True, "co_location": False}, False, True),
        ({"internet_ordering": True}, None, True),
        ({"internet_ordering": False}, False, None),
        ({"internet_ordering": False, "co_location": False}, False, False),
        ({}, None, None),
    ],
)
def test_a_missing_fact_leaves_open_only_what_the_others_do_not_settle(firm, facts, all_of, any_of):
    assert verdict(AllOf((INTERNET, CO_LOCATION)), firm(**facts)).applies is all_of
    assert verdict(AnyOf((INTERNET, CO_LOCATION)), firm(**facts)).applies is any_of


def test_only_the_reasons_that_decide_are_told(firm):
    judged = verdict(AllOf((INTERNET, CO_LOCATION, FROM_4BN)), firm(internet_ordering=True, co_location=False))
    assert [reason.code for reason in judged.reasons] == ["fact.co_location.no"]


def test_a_negation_turns_what_the_reasons_speak_for(firm):
    judged = verdict(Not(INTERNET), firm(internet_ordering=False))
    assert (judged.applies, judged.reasons[0].holds) == (True, True)
    assert verdict(Not(INTERNET), firm()).applies is None


def test_the_capital_set_for_the_tier_is_told_and_does_not_turn_with_a_negation(firm):
    judged = verdict(Not(FROM_4BN), firm(capital_for_tier=1_000_000_000))
    assert [(reason.code, reason.holds) for reason in judged.reasons] == [("capital_set_for_tier", True), ("capital_below", True)]


def conditions():
    leaves = st.sampled_from([Always(), INTERNET, CO_LOCATION, FROM_4BN, CapitalWithin(0, 4_000_000_000)])
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts))),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
            inner.map(Not),
        ),
        max_leaves=8,
    )


def firms():
    values = {
        "internet_ordering": st.booleans(),
        "co_location": st.booleans(),
        "paid_in_capital": st.integers(1, 10**11),
    }
    chosen = st.fixed_dictionaries({}, optional=values)
    return chosen.map(
        lambda facts: FactsOnDay(
            "ZX01",
            date(2019, 5, 1),
            {kind: DatedFact(kind, value, date(2019, 1, 1), "", date(2019, 1, 2), "lee") for kind, value in facts.items()},
        )
    )


@given(conditions(), firms())
def test_the_same_facts_always_give_the_same_verdict_and_reasons(condition, facts):
    assert verdict(condition, facts) == verdict(condition, replace(facts, facts=dict(facts.facts)))


@given(conditions(), firms())
def test_facts_no_condition_asks_for_change_nothing(condition, facts):
    more = {**facts.facts, "security_staff": DatedFact("security_staff", 9, date(2019, 1, 1), "", date(2019, 1, 2), "lee")}
    assert verdict(condition, replace(facts, facts=more)) == verdict(condition, facts)


@given(conditions(), firms())
def test_a_verdict_once_given_survives_every_fact_that_was_missing(condition, facts):
    before = verdict(condition, facts).applies
    for flag in (True, False):
        added = {
            kind: DatedFact(kind, flag, date(2019, 1, 1), "", date(2019, 1, 2), "lee")
            for kind in ("internet_ordering", "co_location")
            if kind not in facts.facts
        }
        after = verdict(condition, replace(facts, facts={**facts.facts, **added})).applies
        assert before is None or after is before


@given(conditions(), firms())
def test_the_reasons_of_a_verdict_speak_for_it(condition, facts):
    judged = verdict(condition, facts)
    assert all(reason.holds is judged.applies for reason in judged.reasons)
