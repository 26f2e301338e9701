from __future__ import annotations

from dataclasses import replace

import pytest

from auditdesk import places
from auditdesk.exchange.rulebook_files import read_rulebook
from auditdesk.model.rulebook import Bilingual
from auditdesk.rules.requirement_identity import Match, match, matched_in, scheme_of
from auditdesk.rules.rulebook_diff import RequirementTurn, diff


@pytest.fixture(scope="module")
def rules():
    return read_rulebook(places.shipped_data() / "rulebook")


def test_an_item_with_its_words_is_the_same_even_under_another_number(edition):
    item = edition.items[0]
    assert match(item.key, item.text_hash, item) is Match.SAME
    assert match("CC-99000-01", item.text_hash, replace(item, paragraph="(9)")) is Match.SAME


def test_an_item_with_other_words_under_its_number_has_changed_and_any_other_is_none(edition):
    item = edition.items[0]
    other = replace(item, summary=Bilingual("別的。", "Something else."))
    assert match(item.key, item.text_hash, other) is Match.CHANGED
    assert match("CC-99000-01", item.text_hash, other) is Match.NONE


def test_words_go_before_the_number(edition):
    first, second = edition.items[:2]
    swapped = replace(edition, items=(replace(first, summary=second.summary), replace(second, summary=first.summary)))
    found = matched_in(first.key, first.text_hash, swapped)
    assert (found.match, found.item.key) == (Match.SAME, second.key)
    assert matched_in("CC-99000-01", "0" * 64, edition) == (matched_in("CC-99000-02", "0" * 64, edition))
    assert matched_in("CC-99000-01", "0" * 64, edition).match is Match.NONE


def test_nothing_joins_across_schemes_whatever_its_code_and_words(rules):
    old = rules.edition("2002-02-21").items[0]
    assert (scheme_of(old.key), scheme_of("CC-14000-01")) == ("2002", "")
    for edition in rules.editions[1:]:
        assert matched_in(old.key, old.text_hash, edition).match is Match.NONE
        again = replace(edition.items[0], key="CC-14000-01", code="CC-14000", summary=old.summary)
        assert again.text_hash != old.text_hash
        assert match(old.key, again.text_hash, again) is Match.NONE
        for item in edition.items:
            assert matched_in(item.key, item.text_hash, rules.edition("2002-02-21")).match is Match.NONE


@pytest.mark.parametrize(
    ("key", "before", "after", "expected"),
    [
        ("CC-11000-01", "2016-05-16", "2025-04-11", Match.SAME),
        ("CC-11000-03", "2019-10-25", "2024-02-05", Match.SAME),
        ("CC-11000-03", "2024-02-05", "2024-05-15", Match.CHANGED),
        ("CC-13000-03", "2020-12-17", "2021-11-18", Match.CHANGED),
        ("CC-18000-08", "2019-10-25", "2022-12-28", Match.CHANGED),
        ("CC-23000-02", "2024-11-12", "2025-04-11", Match.CHANGED),
        ("CC-23000-01", "2024-11-12", "2025-04-11", Match.SAME),
        ("CC-18000-01", "2019-10-25", "2016-05-16", Match.NONE),
    ],
)
def test_what_became_of_an_answer_between_two_editions(rules, key, before, after, expected):
    item = rules.edition(before).item(key)
    assert matched_in(key, item.text_hash, rules.edition(after)).match is expected


def test_a_renumbered_requirement_is_neither_added_nor_removed(edition):
    item = edition.items[0]
    moved = replace(item, key="CC-12000-90", code="CC-12000", paragraph="(9)")
    (change,) = diff(edition, replace(edition, items=(*edition.items[1:], moved))).requirements
    assert (change.turn, change.before, change.after) == (RequirementTurn.RENUMBERED, item, moved)
    assert {field.field for field in change.fields} == {"key", "code", "paragraph"}


def test_the_weightiest_change_gives_a_requirement_its_name(edition):
    item = edition.items[0]

    def turn(**changes):
        (change,) = diff(edition, replace(edition, items=(replace(item, **changes), *edition.items[1:]))).requirements
        return change.turn.value

    assert turn(summary=Bilingual("別的。", "Other."), frequency="monthly") == "text"
    assert turn(frequency="monthly", paragraph="(9)") == "terms"
    assert turn(paragraph="(9)", source="elsewhere") == "renumbered"
    assert turn(source="elsewhere") == "source"


def test_each_shipped_edition_differs_from_the_one_before_only_as_it_says(rules):
    editions = {edition.id: edition for edition in rules.editions}
    turns = {}
    for edition in rules.editions:
        if edition.based_on:
            found = diff(editions[edition.based_on], edition)
            turns[edition.id] = sorted((one.turn.value, (one.after or one.before).key) for one in found.requirements)
    assert turns == {
        "2020-02-10": [("added", "CC-19000-12")],
        "2020-12-17": [],
        "2021-11-18": [("added", "CC-14000-03"), ("text", "CC-13000-02"), ("text", "CC-13000-03")],
        "2022-09-06": [("added", "CC-11000-04"), ("text", "CC-12000-10")],
        "2022-12-28": [
            ("added", "CC-12000-11"),
            ("added", "CC-23000-01"),
            ("added", "CC-23000-02"),
            ("added", "CC-23000-03"),
            ("source", "CC-13000-02"),
            ("source", "CC-13000-03"),
            ("text", "CC-18000-08"),
        ],
        "2023-08-23": [],
        "2023-12-14": [("text", "CC-20000-03"), ("text", "CC-20000-04")],
        "2024-02-05": [("text", "CC-11000-04"), ("text", "CC-12000-10")],
        "2024-05-15": [("added", "CC-14000-04"), ("text", "CC-11000-03")],
        "2024-11-12": [],
        "2025-04-11": [
            ("added", "CC-19000-13"),
            ("added", "CC-19000-14"),
            ("added", "CC-19000-15"),
            ("added", "CC-19000-16"),
            ("source", "CC-23000-01"),
            ("source", "CC-23000-03"),
            ("text", "CC-23000-02"),
        ],
    }
