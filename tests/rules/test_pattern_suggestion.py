"""A pattern is found by what a hurried inspector types."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk import places
from auditdesk.exchange.short_forms import read_short_forms
from auditdesk.rules.pattern_suggestion import PatternIndex
from auditdesk.rules.search_text import chinese, folded, terms
from auditdesk.services.shipped_rules import read_shipped_rules


@pytest.fixture(scope="module")
def index() -> PatternIndex:
    edition = next(edition for edition in read_shipped_rules().editions if edition.id == "2019-10-25")
    return PatternIndex.of(edition, read_short_forms(places.shipped_data() / "wording" / "short_forms.yaml"))


def found(index: PatternIndex, typed: str, limit: int = 3) -> list[str]:
    return [suggestion.pattern.id for suggestion in index.suggest(typed, limit)]


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("弱掃", "CC-19000-P02"),
        ("防毒", "CC-17010-P04"),
        ("報廢", "CC-16000-P01"),
        ("物聯網 清冊", "CC-21100-P01"),
        ("釣魚", "SR-ET-P01"),
        ("便利貼", "CC-18000-P06"),
        ("離職員工的帳號仍可登入", "CC-18000-P03"),
        ("password complexity", "CC-18000-P05"),
    ],
)
def test_the_pattern_meant_is_among_the_first_three(index, typed, pattern):
    assert pattern in found(index, typed)


@pytest.mark.parametrize("typed", ["容量評", "弱點掃", "防毒體"])
def test_two_or_three_characters_are_found_in_any_order(index, typed):
    first = {found(index, "".join(order), 1)[0] for order in itertools.permutations(typed)}
    complete = {
        suggestion.pattern.id
        for suggestion in index.suggest(typed, 40)
        if set(typed) <= set(suggestion.pattern.wording.zh + suggestion.pattern.expected_standard.zh)
    }
    assert first <= complete and first


def test_width_case_blanks_and_both_ways_to_write_tai_make_no_difference(index):
    assert found(index, "ＩｏＴ") == found(index, "iot") == found(index, " IOT ")
    assert found(index, "防 毒") == found(index, "防毒")
    assert folded("臺灣") == folded("台灣")


def test_a_code_is_found_by_its_digits_with_or_without_hyphens(index):
    assert all(name.startswith("CC-17010") for name in found(index, "17010", 9))
    assert found(index, "CC-17010-P04") == ["CC-17010-P04"] == found(index, "cc17010p04")


def test_nothing_typed_and_nothing_that_fits_suggest_nothing(index):
    assert found(index, "") == found(index, "  、。") == found(index, "zzzzqqqq") == []


def test_a_latin_short_form_counts_as_a_whole_word_only(index):
    assert found(index, "scripture") == []


@given(st.text(max_size=60))
def test_whatever_is_typed_the_answer_is_short_in_order_and_the_same_each_time(index, typed):
    suggestions = index.suggest(typed, 5)
    assert len(suggestions) <= 5
    assert [each.fit for each in suggestions] == sorted((each.fit for each in suggestions), reverse=True)
    assert suggestions == index.suggest(typed, 5)


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once_and_every_chinese_character_is_in_a_term(typed):
    once = folded(typed)
    assert folded(once) == once
    assert set(chinese(once)) <= {sign for term in terms(once) for sign in term}


@pytest.mark.parametrize("sign", "堃喆彣綉犇𠮷")
def test_rare_characters_are_looked_up_like_any_other(sign):
    assert list(terms(folded(f"李{sign}明"))) == [f"李{sign}", f"{sign}明"]
