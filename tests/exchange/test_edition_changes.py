"""Editions that hold only what differs: inherited pieces, mistakes by place, chains, and documents that are no files."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from auditdesk import places
from auditdesk.errors import BadInput
from auditdesk.exchange.rule_documents import plain, read_document, tree_of
from auditdesk.exchange.rulebook_files import check_rule_files, read_documents, read_edition, read_edition_at, read_rulebook
from auditdesk.model.rulebook import Edition, FactIs, NotKnown, Rulebook
from auditdesk.model.terms import Frequency
from auditdesk.rules.rulebook_diff import diff
from auditdesk.words import Words

SHIPPED = places.shipped_data() / "rulebook"

HEAD = """\
id: {id}
based_on: {base}
name: {{zh: 自訂, en: Own}}
effective_from: {begins}
effective_until: null
stated_on: {begins}
citation: {{zh: 自訂, en: Own}}
"""


@pytest.fixture(scope="module")
def shipped() -> Rulebook:
    return read_rulebook(SHIPPED)


@pytest.fixture
def own(tmp_path: Path) -> Callable[..., Path]:
    def build(
        changes: str = "", name: str = "own.yaml", id: str = "own", base: str = "2025-04-11", begins: str = "2026-07-01"
    ) -> Path:
        path = tmp_path / name
        path.write_text(HEAD.format(id=id, base=base, begins=begins) + changes, encoding="utf-8")
        return path

    return build


def read(path: Path, shipped: Rulebook) -> Edition:
    return read_edition_at(path, shipped.editions)


def test_an_edition_without_changes_has_everything_of_its_base(own, shipped):
    edition, base = read(own(), shipped), shipped.edition("2025-04-11")
    assert (edition.items, edition.sections, edition.patterns, edition.parts, edition.tables) == (
        base.items,
        base.sections,
        base.patterns,
        base.parts,
        base.tables,
    )
    assert (edition.id, edition.based_on, edition.effective_from) == ("own", "2025-04-11", date(2026, 7, 1))
    assert [(piece.kind, piece.id) for piece in diff(base, edition).changed] == [("edition", "")]


def test_changed_words_begin_with_the_edition_and_the_rest_stays(own, shipped):
    edition = read(own("items: {change: [{key: CC-11000-02, summary: {zh: 新。, en: New.}}]}\n"), shipped)
    before, after = shipped.edition("2025-04-11").item("CC-11000-02"), edition.item("CC-11000-02")
    assert (after.summary.zh, after.effective_from, after.paragraph) == ("新。", date(2026, 7, 1), before.paragraph)
    assert after.condition == before.condition


def test_an_added_item_stands_after_the_one_named_and_has_the_rest_from_its_section(own, shipped):
    added = "items: {add: [{section: CC-11000, after: CC-11000-01, key: CC-11000-90, summary: {zh: 加。, en: Added.}}]}\n"
    edition = read(own(added), shipped)
    keys = [item.key for item in edition.items]
    assert keys[keys.index("CC-11000-01") + 1] == "CC-11000-90"
    item = edition.item("CC-11000-90")
    assert (item.frequency, item.condition, item.effective_from) == (
        Frequency.ANNUAL,
        FactIs("internet_ordering", True),
        date(2026, 7, 1),
    )


def test_a_changed_section_takes_along_the_items_that_said_the_same(own, shipped):
    edition = read(
        own("sections: {change: [{code: CC-14000, frequency: monthly, condition: {fact: co_location, is: true}}]}\n"), shipped
    )
    assert edition.item("CC-14000-01").condition == FactIs("co_location", True)
    assert edition.item("CC-14000-02").condition == FactIs("internet_ordering", True)
    assert {item.frequency for item in edition.items if item.code == "CC-14000"} == {Frequency.MONTHLY}


def test_a_removed_section_takes_its_items_with_it(own, shipped):
    edition = read(own("sections: {remove: [CC-23000]}\n"), shipped)
    assert not [item.key for item in edition.items if item.code == "CC-23000"]


def test_parts_patterns_duties_and_tables_can_change_too(own, shipped):
    clause = "{id: X, title: {zh: 題, en: T}, citation: {zh: 令, en: O}, certainty: seen}"
    changes = f"""\
parts: {{change: [{{id: P2, name: {{zh: 乙, en: Second}}}}]}}
patterns: {{change: [{{id: CC-11000-P01, severity: low}}], remove: [CC-11000-P02]}}
duties:
  add: [{{id: x, name: {{zh: 務, en: Duty}}, condition: {{unknown: {{zh: 不明, en: not known}}}}, source: s, clause: {clause}}}]
  remove: [ciso-2021]
staffing_table:
  clause: {clause}
  bands: [{{id: all, min: 0, below: null, name: {{zh: 全, en: all}}, unit: false, chief: 1, staff: 9}}]
"""
    edition = read(own(changes), shipped)
    assert edition.parts[1].name.en == "Second"
    assert edition.pattern("CC-11000-P01").default_severity == "low"
    assert len(edition.patterns) == 39
    assert edition.staffing_table.bands[0].staff_minimum == 9
    assert edition.scope_table == shipped.edition("2025-04-11").scope_table
    duties = {duty.id: duty for duty in edition.tables.duties}
    assert "ciso-2021" not in duties
    assert (duties["x"].condition.what.en, duties["x"].clause.effective_from) == ("not known", date(2026, 7, 1))
    assert isinstance(duties["x"].condition, NotKnown)


MISTAKES = [
    ("items: {change: [{key: CC-11000-77, frequency: monthly}]}", "rulebook.not_in_base", "items.change[1].key"),
    ("items: {remove: [CC-11000-77]}", "rulebook.not_in_base", "items.remove[1]"),
    ("items: {remove: [CC-23000-01, CC-23000-01]}", "rulebook.changed_twice", "items.remove[2]"),
    ("items: {change: [{key: CC-11000-02, frequency: monthly}, {key: CC-11000-02, frequency: annual}]}",
     "rulebook.changed_twice", "items.change[2].key"),
    ("items: {remove: [CC-23000-01], change: [{key: CC-23000-01, frequency: monthly}]}",
     "rulebook.changed_twice", "items.change[1].key"),
    ("items: {change: [{key: CC-11000-02, frequency: annual}]}", "rulebook.changes_nothing", "items.change[1].key"),
    ("items: {change: [{key: CC-11000-02, frequency: weekly}]}", "rulebook.not_one_of", "items.change[1].frequency"),
    ("items: {change: [{key: CC-11000-02, colour: red}]}", "rulebook.unknown_key", "items.change[1].colour"),
    ("items: {change: [{frequency: monthly}]}", "rulebook.missing_key", "items.change[1].key"),
    ("items: {change: [{key: CC-11000-02, summary: {zh: 新。}}]}", "rulebook.missing_key", "items.change[1].summary.en"),
    ("items: {alter: []}", "rulebook.unknown_key", "items.alter"),
    ("items: []", "rulebook.not_mapping", "items"),
    ("items: {add: [{section: CC-99000, key: CC-99000-01, summary: {zh: 加。, en: A.}}]}",
     "rulebook.not_in_base", "items.add[1].section"),
    ("items: {add: [{section: CC-11000, key: CC-11000-01, summary: {zh: 加。, en: A.}}]}", "rulebook.id_twice", "items.add[1].key"),
    ("items: {add: [{section: CC-11000, key: CC-12000-90, summary: {zh: 加。, en: A.}}]}",
     "rulebook.key_of_other_section", "items.add[1].key"),
    ("items: {add: [{section: CC-11000, after: CC-1, key: CC-11000-90, summary: {zh: 加。, en: A.}}]}",
     "rulebook.not_in_base", "items.add[1].after"),
    ("items: {remove: [CC-16000-05]}", "rulebook.unknown_item", "items.remove[1]"),
    ("sections: {change: [{code: CC-99000, frequency: monthly}]}", "rulebook.not_in_base", "sections.change[1].code"),
    ("sections: {change: [{code: CC-11000, part: P9}]}", "rulebook.unknown_part", "sections.change[1].part"),
    ("sections: {remove: [CC-99000]}", "rulebook.not_in_base", "sections.remove[1]"),
    ("parts: {remove: [P3]}", "rulebook.unknown_part", "parts.remove[1]"),
    ("patterns: {change: [{id: CC-11000-P99, severity: low}]}", "rulebook.not_in_base", "patterns.change[1].id"),
    ("patterns: {change: [{id: CC-11000-P01, items: [CC-1-01]}]}", "rulebook.unknown_item", "patterns.change[1].items[1]"),
    ("duties: {remove: [nothing]}", "rulebook.not_in_base", "duties.remove[1]"),
    ("headings: []", "rulebook.unknown_key", "headings"),
    ("scheme: \"2002\"", "rulebook.unknown_key", "scheme"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "code", "key"), MISTAKES, ids=[f"{code[9:]} at {key}" for _, code, key in MISTAKES])
def test_a_mistake_in_a_change_is_named_by_file_line_and_key(own, shipped, changes, code, key):
    problems = check_rule_files([own(f"{changes}\n")], shipped.editions)
    assert (code, key) in [(problem.code, problem.column) for problem in problems]
    assert all(problem.file == "own.yaml" and problem.row for problem in problems)
    for language in ("zh_TW", "en"):
        told = [Words(language).problem(problem) for problem in problems]
        assert not [sentence for sentence in told if sentence.startswith("rulebook.") or "{" in sentence or "?" in sentence]


def test_a_faulty_change_is_told_once_and_not_as_one_that_changes_nothing(own, shipped):
    (problem,) = check_rule_files([own("items: {change: [{key: CC-11000-02, condition: {os: rm}}]}\n")], shipped.editions)
    assert (problem.code, problem.column) == ("rulebook.not_condition", "items.change[1].condition")


def test_chains_are_followed_whatever_the_order_of_the_files(tmp_path, own, shipped):
    own("items: {remove: [CC-23000-03]}\n", name="a.yaml", id="third", base="second", begins="2027-01-01")
    own("items: {remove: [CC-23000-02]}\n", name="b.yaml", id="second", base="first", begins="2026-09-01")
    own("items: {remove: [CC-23000-01]}\n", name="c.yaml", id="first")
    assert check_rule_files([tmp_path], shipped.editions) == ()
    third = read(tmp_path / "a.yaml", shipped)
    assert not [item.key for item in third.items if item.code == "CC-23000"]


def test_circles_and_unknown_bases_are_told_at_the_key(tmp_path, own, shipped):
    own(name="a.yaml", id="a", base="b")
    own(name="b.yaml", id="b", base="a")
    own(name="c.yaml", id="c", base="c")
    own(name="d.yaml", id="d", base="1999-01-01")
    found = {
        (problem.code, problem.file, problem.column, problem.value) for problem in check_rule_files([tmp_path], shipped.editions)
    }
    assert found >= {
        ("rulebook.based_on_itself", "c.yaml", "based_on", "c"),
        ("rulebook.unknown_base", "d.yaml", "based_on", "1999-01-01"),
    }
    assert {file for code, file, _, _ in found if code == "rulebook.based_on_itself"} & {"a.yaml", "b.yaml"}


def test_an_edition_on_a_faulty_one_beside_it_is_not_taken(tmp_path, own):
    own("items: {remove: [nothing]}\n", name="a.yaml", id="a")
    (tmp_path / "b.yaml").write_text("id: base\n", encoding="utf-8")
    own(name="c.yaml", id="c", base="base")
    with pytest.raises(BadInput) as refused:
        read_edition_at(tmp_path / "c.yaml")
    assert [(problem.code, problem.column, problem.row) for problem in refused.value.problems] == [
        ("rulebook.base_faulty", "based_on", 2)
    ]


def test_documents_give_the_edition_that_their_files_give(own, shipped):
    base = shipped.edition("2025-04-11")
    path = own("items: {change: [{key: CC-11000-02, summary: {zh: 新。, en: New.}, effective_from: 2026-08-01}]}\n")
    documents = json.loads(json.dumps(read_documents(path)))
    edition = read_edition(documents, "own", base)
    assert edition.items == read(path, shipped).items
    assert edition.digest == read_edition(documents, "own", base).digest
    documents["own.yaml"]["items"]["change"][0]["key"] = "CC-1"
    with pytest.raises(BadInput) as refused:
        read_edition(documents, "own", base)
    assert [(one.code, one.file, one.column, one.row) for one in refused.value.problems] == [
        ("rulebook.not_in_base", "own.yaml", "items.change[1].key", None)
    ]
    with pytest.raises(BadInput) as refused:
        read_edition(documents, "own")
    assert [problem.code for problem in refused.value.problems] == ["rulebook.unknown_base"]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"id": 1.5}, "rulebook.not_text"),
        ({3: "x"}, "rulebook.key_not_text"),
        ("text", "rulebook.not_mapping"),
        ([], "rulebook.not_mapping"),
    ],
)
def test_documents_that_are_no_rules_are_refused_like_files(document, code):
    with pytest.raises(BadInput) as refused:
        read_edition({"edition": document}, "edition")
    assert code in [problem.code for problem in refused.value.problems]
    with pytest.raises(BadInput):
        read_edition({}, "edition")


def test_a_tree_taken_out_and_put_in_again_is_the_same():
    for path in sorted(SHIPPED.rglob("*.yaml")):
        _, tree, _ = read_document(path, "x")
        assert tree is not None
        again, problems = tree_of(json.loads(json.dumps(plain(tree))), "x")
        assert problems == ()
        assert plain(again) == plain(tree)


def test_the_tables_beside_the_editions_are_checked_too(tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "2025-04-11.yaml").write_text((SHIPPED / "2016-05-16.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    for name in ("staffing-2018-06-08.yaml", "scope-2018-11-30.yaml"):
        (tmp_path / "tables" / name).write_text((SHIPPED / "tables" / name).read_text(encoding="utf-8"), encoding="utf-8")
    assert check_rule_files([tmp_path]) == ()
    twice = tmp_path / "tables" / "again.yaml"
    twice.write_text((SHIPPED / "tables" / "staffing-2018-06-08.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert [(one.code, one.file) for one in check_rule_files([twice])] == [
        ("rulebook.table_twice", "tables/staffing-2018-06-08.yaml")
    ]
    twice.write_text("duties:\n  - {id: x, name: {zh: 務, en: D}, condition: always, source: s}\n", encoding="utf-8")
    assert [(one.code, one.column) for one in check_rule_files([tmp_path])] == [
        ("rulebook.missing_key", "duties[1].clause"),
        ("rulebook.missing_key", "duties[1].effective_from"),
    ]


def test_all_shipped_editions_load_fast_and_a_comparison_is_immediate(shipped):
    start = time.process_time()
    found = diff(shipped.edition("2019-10-25"), shipped.edition("2025-04-11"))
    assert time.process_time() - start < 0.5
    assert found.requirements
