"""Repeats: the same firm and the same requirement, across years and numbers, never across two schemes of codes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditdesk.rules.repeats import Occurrence, earlier_of, repeats_of_year


def one(uid: str, year: int, *, firm="A", pattern="P1", text="t1", scheme="") -> Occurrence:
    return Occurrence(uid, uid, firm, year, pattern, text, scheme)


NOW = one("now", 2020)


def test_the_same_words_or_the_same_pattern_in_an_earlier_year_are_the_same_failing():
    words, pattern, both = one("w", 2019, pattern="P9"), one("p", 2018, text="t9"), one("b", 2017)
    chain = earlier_of(NOW, [pattern, both, words])
    assert [(each.finding.uid, each.by) for each in chain] == [("w", "words"), ("p", "pattern"), ("b", "both")]


def test_another_firm_the_same_year_a_later_year_or_other_words_are_not():
    others = [one("f", 2019, firm="B"), one("s", 2020), one("l", 2021), one("o", 2019, pattern="P2", text="t2")]
    assert earlier_of(NOW, others) == ()


def test_nothing_repeats_across_codes_that_changed_meaning():
    assert earlier_of(NOW, [one("old", 2003, scheme="2002")]) == ()
    assert earlier_of(one("n", 2004, scheme="2002"), [one("old", 2003, scheme="2002")])


def test_a_pattern_that_was_merged_or_split_still_repeats():
    old = one("old", 2019, pattern="P0", text="")
    assert earlier_of(NOW, [old], lambda pattern, year: {pattern, "P0"})[0].by == "pattern"
    assert earlier_of(NOW, [old], lambda pattern, year: {pattern, "P0"} if year < 2020 else {pattern}) == ()
    assert earlier_of(NOW, [old]) == ()


def test_a_finding_without_pattern_and_words_repeats_nothing():
    assert earlier_of(one("x", 2020, pattern="", text=""), [one("y", 2019, pattern="", text="")]) == ()


@given(
    st.lists(
        st.builds(
            lambda number, year, firm, pattern, text: one(str(number), year, firm=firm, pattern=pattern, text=text),
            st.integers(0, 10_000),
            st.integers(2017, 2020),
            st.sampled_from("AB"),
            st.sampled_from(["P1", "P2", ""]),
            st.sampled_from(["t1", "t2", ""]),
        ),
        unique_by=lambda each: each.uid,
        max_size=30,
    )
)
def test_the_year_says_of_each_finding_what_is_said_of_it_alone(every):
    found = repeats_of_year(2020, every)
    for each in every:
        chain = earlier_of(each, every) if each.year == 2020 else ()
        assert found.get(each.uid, ()) == chain
        for older in chain:
            assert older.finding.year < 2020 and older.finding.firm_uid == each.firm_uid
