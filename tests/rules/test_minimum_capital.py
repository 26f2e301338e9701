"""Amounts told in another unit are questioned; what a firm's capital really does is not."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.rules.minimum_capital import HIGHEST_LIKELY, LOWEST_MINIMUM, UNITS, doubt_about

CAPITALS = st.integers(LOWEST_MINIMUM, HIGHEST_LIKELY - 1)


@pytest.mark.parametrize(
    ("amount", "likely"),
    [
        (0, None),
        (1, 100_000_000),  # 1億
        (499, 49_900_000_000),
        (20_000, 200_000_000),  # 萬元
        (50_000, 50_000_000),
        (200_000, 200_000_000),  # 仟元
        (49_999_999, 49_999_999_000),
        (50_000_000, None),
        (4_000_000_000, None),
        (999_999_999_999, None),
        (1_000_000_000_000, 1_000_000_000),
        (31_260_000_000_000, 31_260_000_000),
    ],
)
def test_an_amount_no_firm_has_is_questioned_with_the_one_probably_meant(amount: int, likely: int | None) -> None:
    doubt = doubt_about(amount)
    assert (doubt and doubt.likely) == likely
    assert doubt is None or doubt.code == "amount.unit_slip"


@pytest.mark.parametrize(
    ("before", "amount"),
    [
        (12_000_000_000, 12_000_000),
        (12_000_000_000, 1_200_000),
        (12_000_000_000, 120),
        (12_000_000_000, 12_000_000_000_000),
        (12_000_000_000, 1_200_000_000),
        (800_000_000_000, 800_000_000),
        (60_000_000_000, 60_100_000),
        (60_000_000, 60_000_000_000),
    ],
)
def test_a_change_that_another_unit_explains_is_questioned_also_above_the_minimum(before: int, amount: int) -> None:
    doubt = doubt_about(amount, before)
    assert doubt is not None and (doubt.code, doubt.before) == ("amount.unit_slip_before", before)
    assert before / 2 <= doubt.likely <= before * 2


@given(CAPITALS, st.sampled_from(sorted(permutations(UNITS, 2))))
def test_every_unit_taken_for_another_is_questioned(capital: int, units: tuple[int, int]) -> None:
    meant, taken = units
    wrong = capital // meant * taken
    if wrong and meant * 100 <= capital:  # what a person would write in that unit
        assert doubt_about(wrong, capital // meant * meant) is not None


@given(CAPITALS, st.integers(11, 100))
def test_what_a_capital_may_do_is_not_questioned(capital: int, tenths: int) -> None:
    grown = capital * tenths // 10
    if grown != capital * 10 and grown < HIGHEST_LIKELY:
        assert doubt_about(grown, capital) is None
        assert doubt_about(capital, grown) is None


@given(st.integers(1, 2**53))
def test_the_amount_that_was_there_before_is_only_doubted_for_itself(amount: int) -> None:
    assert doubt_about(amount, amount) == doubt_about(amount) == doubt_about(amount, 0)
