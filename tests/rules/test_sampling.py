"""Drawing a sample: the same list, number and seed give the same pieces for ever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.errors import Refused
from auditdesk.model.samples import Chosen, SamplingMethod
from auditdesk.rules.sampling import chosen_of, draw, listed_of, twins

LISTED = st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=60)


def test_a_drawing_is_the_same_on_any_computer():
    names = [f"帳號{number:02d}" for number in range(1, 21)]
    assert draw(names, 4, "7f3a") == draw(names, 4, " 7f3a ")
    assert draw(names, 4, "7f3a") != draw(names, 4, "7f3b")


@given(LISTED, st.data(), st.sampled_from([SamplingMethod.RANDOM, SamplingMethod.SYSTEMATIC]))
def test_so_many_are_drawn_each_place_once_in_the_order_of_the_list(listed, data, method):
    names = [f"{at} {name}" for at, name in enumerate(listed)]
    count = data.draw(st.integers(1, len(names)))
    drawn = draw(names, count, "seed", method)
    assert len(drawn) == len(set(drawn)) == count and [name for name in names if name in drawn] == list(drawn)


@given(LISTED, st.data())
def test_a_larger_sample_of_a_seed_holds_the_smaller_one(listed, data):
    names = [f"{at} {name}" for at, name in enumerate(listed)]
    fewer = data.draw(st.integers(1, len(names)))
    assert set(draw(names, fewer, "s")) <= set(draw(names, data.draw(st.integers(fewer, len(names))), "s"))


@pytest.mark.parametrize(
    ("names", "count", "seed", "method", "code"),
    [
        ([], 1, "s", SamplingMethod.RANDOM, "sample.population_empty"),
        (["a"], 2, "s", SamplingMethod.RANDOM, "sample.count"),
        (["a"], 0, "s", SamplingMethod.RANDOM, "sample.count"),
        (["a"], 1, " ", SamplingMethod.RANDOM, "sample.seed_needed"),
        (["a"], 1, "s", SamplingMethod.JUDGEMENT, "sample.not_drawn"),
    ],
)
def test_what_can_not_be_drawn_is_refused(names, count, seed, method, code):
    with pytest.raises(Refused) as refused:
        draw(names, count, seed, method)
    assert refused.value.code == code


def test_pasted_columns_become_pieces_with_result_and_note():
    assert listed_of("甲\t第一\n\n 乙 \n") == ("甲", "乙")
    told = chosen_of("甲\t不符\t逾期\n乙｜符合\n丙\tＯＫ\n丁\t另查\n")
    assert told == (Chosen("甲", "deviates", "逾期"), Chosen("乙", "conform"), Chosen("丙", "conform"), Chosen("丁", "", "另查"))
    assert twins(("甲", "乙", "甲", "甲")) == ("甲",)
