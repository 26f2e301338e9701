"""Conditions as the lines of a form, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.model.rulebook import AllOf, Always, AnyOf, Bilingual, CapitalWithin, FactIs, Not, NotKnown
from auditdesk.rules.condition_lines import (
    CAPITAL_BELOW,
    CAPITAL_FROM,
    FLAGS,
    ConditionLine,
    ConditionLines,
    condition_of_lines,
    lines_of_condition,
)

BN = 1_000_000_000
AMOUNTS = st.integers(min_value=1, max_value=30 * BN)
LINES = st.one_of(
    st.builds(ConditionLine, st.sampled_from([CAPITAL_FROM, CAPITAL_BELOW]), AMOUNTS),
    st.builds(ConditionLine, st.sampled_from(FLAGS), st.just(0), st.booleans()),
)
WRITTEN = st.builds(ConditionLines, st.lists(LINES, max_size=4).map(tuple), st.booleans())


@given(WRITTEN)
def test_lines_say_the_same_after_they_were_kept_as_a_condition(written):
    condition = condition_of_lines(written)
    again = lines_of_condition(condition)
    assert again is not None and condition_of_lines(again) == condition


@pytest.mark.parametrize(
    ("condition", "count", "every"),
    [
        (Always(), 0, True),
        (CapitalWithin(4 * BN), 1, True),
        (CapitalWithin(0, 4 * BN), 1, True),
        (CapitalWithin(4 * BN, 10 * BN), 2, True),
        (AnyOf((FactIs("internet_ordering", True), CapitalWithin(10 * BN))), 2, False),
        (AllOf((CapitalWithin(4 * BN, 10 * BN), FactIs("co_location", False))), 3, True),
    ],
)
def test_what_lines_can_state_is_stated_by_them(condition, count, every):
    found = lines_of_condition(condition)
    assert found is not None
    assert (len(found.lines), found.all) == (count, every)
    assert condition_of_lines(found) == condition


@pytest.mark.parametrize(
    "condition",
    [
        Not(FactIs("internet_ordering", True)),
        NotKnown(Bilingual("未公布", "not published")),
        FactIs("lead_authority", "twse"),
        AnyOf((CapitalWithin(4 * BN, 10 * BN), FactIs("co_location", True))),
        AllOf((AnyOf((CapitalWithin(BN), CapitalWithin(2 * BN))), FactIs("co_location", True))),
    ],
)
def test_what_lines_would_say_otherwise_stays_text(condition):
    assert lines_of_condition(condition) is None
