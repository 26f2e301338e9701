"""Laws of the merge: the order of coming home never matters, nothing that was written is lost, no clock decides."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.rules.merge.fields import Contribution, merge_field, office_origin
from auditdesk.rules.merge.records import DELETED, merge_record
from auditdesk.rules.merge.texts import join_texts
from auditdesk.rules.text_changes import pieces

OFFICE = office_origin(0)
VALUES = st.sampled_from(["", "甲", "乙", "丙"])


@st.composite
def histories(draw):
    """A base, and what up to five check-outs made of it, each knowing some of those before it."""
    base = draw(VALUES)
    made = []
    for number in range(draw(st.integers(0, 5))):
        knew = frozenset(draw(st.sets(st.sampled_from([f"c{one}" for one in range(number)])))) if number else frozenset()
        made.append(Contribution(f"c{number}", base, draw(VALUES), knew))
    if draw(st.booleans()):
        made.append(Contribution(OFFICE, base, draw(VALUES)))
    return base, made


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_coming_home_never_matters(history, chance):
    base, made = history
    shuffled = list(made)
    chance.shuffle(shuffled)
    assert merge_field(base, made) == merge_field(base, shuffled)


@given(histories())
def test_the_same_contribution_twice_changes_nothing(history):
    base, made = history
    assert merge_field(base, made) == merge_field(base, [*made, *made])


@given(histories())
def test_every_value_written_stands_or_was_known_to_one_who_wrote_after_it(history):
    base, made = history
    merged = merge_field(base, made)
    standing = {one.value for one in merged.contenders}
    for one in made:
        if one.value != one.base and one.value not in standing:
            assert any(one.origin in other.knew or other.base == one.value for other in made)


def test_one_change_is_taken_two_equal_ones_agree_and_two_different_ones_wait_for_a_person():
    first, second = Contribution("c1", "甲", "乙"), Contribution("c2", "甲", "丙")
    assert (merge_field("甲", []).value, merge_field("甲", [first]).value) == ("甲", "乙")
    same = merge_field("甲", [first, Contribution("c2", "甲", "乙")])
    assert (same.value, same.clashes) == ("乙", False)
    merged = merge_field("甲", [second, first])
    assert merged.clashes and merged.value == "乙" and [one.value for one in merged.contenders] == ["乙", "丙"]


def test_what_the_office_wrote_is_carried_while_nobody_has_decided():
    merged = merge_field("甲", [Contribution("a", "甲", "丙"), Contribution(OFFICE, "甲", "乙")])
    assert merged.clashes and merged.value == "乙"


def test_who_started_from_what_the_office_had_written_replaces_it():
    merged = merge_field("甲", [Contribution(OFFICE, "甲", "乙"), Contribution("c9", "乙", "丙")])
    assert (merged.value, merged.clashes) == ("丙", False)


def test_a_settlement_ends_the_clash_and_a_late_comer_opens_another():
    sides = [Contribution("c1", "甲", "乙"), Contribution("c2", "甲", "丙")]
    settled = Contribution("s1", "乙", "丁", frozenset({"c1", "c2"}))
    assert merge_field("甲", [*sides, settled]).value == "丁"
    late = merge_field("甲", [*sides, settled, Contribution("c3", "甲", "戊")])
    assert late.clashes and {one.value for one in late.contenders} == {"丁", "戊"}


def test_a_settlement_for_what_there_was_at_the_beginning_ends_the_clash():
    sides = [Contribution("c1", "甲", "乙"), Contribution("c2", "甲", "丙")]
    merged = merge_field("甲", [*sides, Contribution("s1", "甲", "甲", frozenset({"c1", "c2"}), decides=True)])
    assert (merged.value, merged.clashes) == ("甲", False)


def test_a_settlement_that_takes_the_carried_value_ends_the_clash_too():
    sides = [Contribution("c1", "甲", "乙"), Contribution("c2", "甲", "丙")]
    merged = merge_field("甲", [*sides, Contribution("s1", "甲", "乙", frozenset({"c1", "c2"}))])
    assert (merged.value, merged.clashes) == ("乙", False)


BASE = {"facts": "甲", "severity": ("high", ""), DELETED: False}


def test_changes_in_different_groups_are_both_taken():
    merged = merge_record(
        BASE,
        {"facts": [Contribution("c1", "甲", "乙")], "severity": [Contribution("c2", ("high", ""), ("low", "備援"))]},
    )
    assert merged.values == {"facts": "乙", "severity": ("low", "備援"), DELETED: False} and not merged.clashes


@pytest.mark.parametrize("below", [False, True])
def test_a_record_deleted_here_and_written_in_there_is_kept_until_somebody_decides(below):
    deletion = {DELETED: [Contribution("c1", False, True)]}
    written = Contribution("c2", "甲", "乙")
    merged = merge_record(BASE, deletion if below else {**deletion, "facts": [written]}, [written] if below else [])
    assert merged.values[DELETED] is False
    assert [one.value for one in merged.clashes[DELETED].contenders] == [False, True]


def test_a_record_deleted_by_who_knew_every_word_in_it_is_deleted():
    written = Contribution("c1", "甲", "乙")
    merged = merge_record(BASE, {"facts": [written], DELETED: [Contribution("c2", False, True, frozenset({"c1"}))]})
    assert merged.values[DELETED] is True and not merged.clashes


def test_a_record_deleted_in_both_places_is_deleted():
    merged = merge_record(BASE, {DELETED: [Contribution("c1", False, True), Contribution("c2", False, True)]})
    assert merged.values[DELETED] is True and not merged.clashes


@st.composite
def whole_records(draw):
    given_ = {}
    origins = ["c1", "c2", "c3"]
    for group, values in (("facts", VALUES), ("severity", VALUES), (DELETED, st.booleans())):
        base = False if group == DELETED else "甲"
        given_[group] = [Contribution(origin, base, draw(values)) for origin in draw(st.permutations(origins))]
    return given_


@given(whole_records())
def test_a_whole_record_comes_out_the_same_in_every_order(given_):
    base = {"facts": "甲", "severity": "甲", DELETED: False}
    results = [
        merge_record(base, {group: list(order) for group, order in zip(given_, orders, strict=True)})
        for orders in itertools.islice(itertools.product(*map(itertools.permutations, given_.values())), 12)
    ]
    assert all(result == results[0] for result in results)


TEXTS = st.text(alphabet="甲乙丙 ab，\n", max_size=24)


@given(TEXTS, TEXTS)
def test_a_text_changed_on_one_side_only_is_that_sides_text(base, made):
    assert join_texts(base, made, base).text == made == join_texts(base, base, made).text
    assert join_texts(base, made, made).text == made


@given(TEXTS, TEXTS, TEXTS)
def test_no_character_that_a_side_added_is_left_out_of_the_joined_text(base, one, other):
    joined, source = Counter(join_texts(base, one, other).text), Counter(base)
    for side in (one, other):
        assert Counter(side) - source <= joined


@given(TEXTS, TEXTS, TEXTS)
def test_whether_they_overlap_and_which_words_are_said_does_not_depend_on_who_is_named_first(base, one, other):
    forth, back = join_texts(base, one, other), join_texts(base, other, one)
    assert forth.overlaps == back.overlaps
    if not forth.overlaps:
        assert forth.text == back.text


@given(TEXTS)
def test_a_text_cut_into_pieces_is_the_text_again(text):
    assert "".join(pieces(text)) == text


def test_changes_in_different_places_are_joined():
    base = "防火牆紀錄僅存 90 天，未定期檢視。"
    joined = join_texts(base, "防火牆紀錄僅存 180 天，未定期檢視。", "防火牆紀錄僅存 90 天，未定期檢視。已拍照。")
    assert (joined.text, joined.overlaps) == ("防火牆紀錄僅存 180 天，未定期檢視。已拍照。", False)


def test_changes_of_the_same_words_are_both_said():
    joined = join_texts("僅存 90 天", "僅存 180 天", "僅存 60 天")
    assert joined.overlaps and "180" in joined.text and "60" in joined.text
