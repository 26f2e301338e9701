"""What the lists of several authorities call the same failing."""

from __future__ import annotations

import pytest

from auditdesk import places
from auditdesk.errors import BadInput
from auditdesk.exchange.taxonomies import read_taxonomies
from auditdesk.services.shipped_rules import read_shipped_rules

GOOD = """
id: own
name: {zh: 清單, en: List}
authority: feb
source: test
headings:
  - id: A
    name: {zh: 甲, en: A}
    certainty: deck
    patterns: [X-1]
"""


def test_every_pattern_stands_under_a_heading_of_its_own_list_and_every_named_pattern_exists():
    lists = read_taxonomies(places.shipped_data() / "taxonomies")
    patterns = {one.id: one for edition in read_shipped_rules().editions for one in edition.patterns}
    assert {one.id for one in lists.lists} == {"cc", "feb", "association"}
    for pattern in patterns.values():
        own = {"feb": "feb"}.get(pattern.group, "association" if pattern.code == "SR-ET" else "cc")
        stated = [one for one in lists.headings_of(pattern.id) if one.taxonomy == own and one.certainty != "inferred"]
        assert [heading.id for heading in stated] == [pattern.code]
    assert {name for one in lists.lists for heading in one.headings for name in heading.patterns} <= set(patterns)


def test_a_failing_of_the_bureau_is_found_under_the_code_of_its_check_items_as_our_own_reading():
    lists = read_taxonomies(places.shipped_data() / "taxonomies")
    headings = {heading.id: heading for heading in lists.headings_of("FEB-NET-P01")}
    assert headings["FEB-NET"].certainty == "deck"
    assert headings["CC-17010/cross"].certainty == "inferred"
    assert lists.list_of(headings["FEB-NET"]).authority == "feb"
    assert lists.headings_of("NO-SUCH") == ()


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("id: own", "id: ' '"), "id"),
        (("authority: feb", "authority: nobody"), "authority"),
        (("name: {zh: 清單, en: List}", "name: {zh: 清單}"), "name.en"),
        (("certainty: deck", "certainty: sure"), "headings[1].certainty"),
        (("patterns: [X-1]", "patterns: [X-1, X-1]"), "headings[1].patterns"),
        (("patterns: [X-1]", "patterns: X-1"), "headings[1].patterns"),
        (("    certainty: deck", "    certainty: deck\n    colour: red"), "headings[1].colour"),
        (("name: {zh: 甲, en: A}", "name: 甲"), "headings[1].name"),
    ],
)
def test_a_mistake_is_told_by_file_and_key(tmp_path, change, place):
    (tmp_path / "own.yaml").write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(BadInput, match=r"taxonomies\.faulty") as told:
        read_taxonomies(tmp_path)
    assert [(problem.file, problem.column) for problem in told.value.problems] == [("own.yaml", place)]


def test_two_lists_may_not_have_one_id(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(BadInput, match=r"taxonomies\.faulty") as told:
        read_taxonomies(tmp_path)
    assert told.value.problems[0].code == "taxonomies.twice"
