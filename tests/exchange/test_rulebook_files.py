"""Rule files as an office would spoil them: every mistake is found by file and key, and nothing is loaded."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditdesk import places
from auditdesk.errors import BadInput, Problem
from auditdesk.exchange.rule_documents import read_document
from auditdesk.exchange.rulebook_files import check_rule_files, read_edition_at, read_rulebook
from auditdesk.model.rulebook import AllOf, Always, AnyOf, CapitalWithin, FactIs, Not
from auditdesk.words import Words
from tests.yardstick import slowness

SHIPPED = places.shipped_data() / "rulebook"

SMALL = """\
id: 2030-01-01
name: {zh: 測試版本, en: Test edition}
effective_from: 2030-01-01
effective_until: null
stated_on: 2030-01-01
citation: {zh: 測試, en: Test}
staffing_table:
  clause: {id: H, title: {zh: 人力, en: Staff}, citation: {zh: 令, en: Order}, certainty: seen}
  bands:
    - {id: low, min: 0, below: 4_000_000_000, name: {zh: 低, en: low}, unit: false, chief: 0, staff: 1}
    - {id: high, min: 4_000_000_000, below: null, name: {zh: 高, en: high}, unit: true, chief: 1, staff: 2}
scope_table:
  clause: {id: S, title: {zh: 範圍, en: Scope}, citation: {zh: 表, en: Table}, certainty: deck}
  bands:
    - {id: low, min: 0, below: 4_000_000_000, name: {zh: 低, en: low}, parts: [P1]}
    - {id: high, min: 4_000_000_000, below: null, name: {zh: 高, en: high}, parts: [P1, P2]}
parts:
  - id: P1
    name: {zh: 一, en: One}
    clause: {id: S-1, title: {zh: 一, en: One}, citation: {zh: 表, en: Table}, certainty: deck}
  - id: P2
    name: {zh: 二, en: Two}
    clause: {id: S-2, title: {zh: 二, en: Two}, citation: {zh: 表, en: Table}, certainty: deck}
sections:
  - code: CC-1
    part: P1
    name: {zh: 章, en: Section}
    frequency: annual
    condition: {fact: internet_ordering, is: true}
    certainty: seen
    source: text
    items:
      - key: CC-1-01
        paragraph: 1
        summary: {zh: 甲, en: A}
      - key: CC-1-02
        summary: {zh: 乙, en: B}
        condition: always
        frequency: monthly
        effective_from: 2031-01-01
headings:
  - group: twse_tpex
    code: CC-1
    certainty: deck
    source: deck
    patterns:
      - id: CC-1-P01
        wording: {zh: 缺。, en: Lacking.}
        expected_standard: {zh: 應有。, en: Should be there.}
        severity: high
        items: [CC-1-01]
"""


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """The small edition as one file, with each (old, new) replaced; an old text that is not there would test nothing."""

    def build(*changes: tuple[str, str], name: str = "2030.yaml") -> Path:
        text = SMALL
        for old, new in changes:
            assert text.count(old) >= 1, old
            text = text.replace(old, new, 1)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return build


def found(problems: tuple[Problem, ...]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.column) for problem in problems]


def test_the_shipped_rulebook_loads_and_is_without_mistake():
    assert check_rule_files([SHIPPED]) == ()
    assert "2019-10-25" in [edition.id for edition in read_rulebook(SHIPPED).editions]


def test_the_shipped_rulebook_loads_fast():
    read_rulebook(SHIPPED)
    start = time.process_time()
    read_rulebook(SHIPPED)
    assert time.process_time() - start < 0.15 * slowness()


def test_an_edition_in_one_file_is_read_whole(written):
    edition = read_edition_at(written())
    assert (edition.id, edition.effective_from, edition.effective_until) == ("2030-01-01", date(2030, 1, 1), None)
    first, second = edition.items
    assert (first.paragraph, first.frequency, first.condition, first.effective_from) == (
        "1",
        "annual",
        FactIs("internet_ordering", True),
        date(2030, 1, 1),
    )
    assert (second.paragraph, second.frequency, second.condition, second.effective_from) == (
        None,
        "monthly",
        Always(),
        date(2031, 1, 1),
    )
    assert edition.patterns[0].heading == edition.sections[0].name
    assert [part.ordinal for part in edition.parts] == [1, 2]
    assert edition.parts[0].clause.effective_from == date(2030, 1, 1)


def test_the_digest_is_that_of_the_file_and_changes_with_every_byte(written):
    path = written()
    assert read_edition_at(path).digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read_edition_at(written(("zh: 缺。", "zh: 缺失。"))).digest != hashlib.sha256(SMALL.encode()).hexdigest()


def test_the_digest_of_a_folder_is_that_of_all_its_files(tmp_path):
    copy = tmp_path / "2019-10-25"
    shutil.copytree(SHIPPED / "2019-10-25", copy)
    shutil.copytree(SHIPPED / "tables", tmp_path / "tables")
    assert read_edition_at(copy).digest == read_edition_at(SHIPPED / "2019-10-25").digest
    patterns = copy / "patterns.yaml"
    patterns.write_bytes(patterns.read_bytes() + b"# more\n")
    assert read_edition_at(copy).digest != read_edition_at(SHIPPED / "2019-10-25").digest


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("always", Always()),
        ("{fact: co_location, is: false}", FactIs("co_location", False)),
        ("{fact: lead_authority, is: tpex}", FactIs("lead_authority", "tpex")),
        ("{fact: security_staff, is: 2}", FactIs("security_staff", 2)),
        ("{capital: {min: 40}}", CapitalWithin(40, None)),
        ("{capital: {below: 40}}", CapitalWithin(0, 40)),
        ("{not: {fact: internet_ordering, is: true}}", Not(FactIs("internet_ordering", True))),
        ("{all: [always, {any: [always]}]}", AllOf((Always(), AnyOf((Always(),))))),
    ],
)
def test_every_kind_of_condition_is_read(written, text, condition):
    edition = read_edition_at(written(("condition: {fact: internet_ordering, is: true}", f"condition: {text}")))
    assert edition.sections[0].condition == condition


MISTAKES = [
    # keys
    ("stated_on: 2030-01-01\n", "", "rulebook.missing_key", "stated_on"),
    ("stated_on: 2030-01-01", "stated_on: 2030-01-01\nstated_at: here", "rulebook.unknown_key", "stated_at"),
    ("part: P1\n    name: {zh: 章", "parts: P1\n    name: {zh: 章", "rulebook.missing_key", "sections[1].part"),
    ("summary: {zh: 甲, en: A}", "summary: {zh: 甲}", "rulebook.missing_key", "sections[1].items[1].summary.en"),
    ("paragraph: 1\n", "paragraph: 1\n        paragraph: 2\n", "rulebook.key_twice", "sections[1].items[1].paragraph"),
    ("frequency: annual", "frequency: annual\n    no: 3", "rulebook.unknown_key", "sections[1].no"),
    # types
    ("name: {zh: 測試版本, en: Test edition}", "name: 測試版本", "rulebook.not_mapping", "name"),
    ("summary: {zh: 甲, en: A}", "summary: {zh: 2019, en: A}", "rulebook.not_text", "sections[1].items[1].summary.zh"),
    ("summary: {zh: 甲, en: A}", "summary: {zh: '  ', en: A}", "rulebook.empty_words", "sections[1].items[1].summary.zh"),
    ("summary: {zh: 甲, en: A}", "summary: {zh: , en: A}", "rulebook.empty_words", "sections[1].items[1].summary.zh"),
    ("unit: false", "unit: no", "rulebook.not_true_or_false", "staffing_table.bands[1].unit"),
    ("staff: 1", "staff: 1.5", "rulebook.not_whole_number", "staffing_table.bands[1].staff"),
    ("chief: 0", "chief: -1", "rulebook.not_whole_number", "staffing_table.bands[1].chief"),
    ("min: 4_000_000_000", "min: 40億", "rulebook.not_whole_number", "staffing_table.bands[2].min"),
    ("min: 4_000_000_000", "min: 9999999999999999999999", "rulebook.not_whole_number", "staffing_table.bands[2].min"),
    ("effective_from: 2030-01-01", "effective_from: 2030-02-30", "rulebook.not_day", "effective_from"),
    ("effective_from: 2030-01-01", "effective_from: 119/1/1", "rulebook.not_day", "effective_from"),
    ("effective_until: null", "effective_until: never", "rulebook.not_day", "effective_until"),
    ("frequency: annual", "frequency: yearly", "rulebook.not_one_of", "sections[1].frequency"),
    ("certainty: seen\n    source", "certainty: sure\n    source", "rulebook.not_one_of", "sections[1].certainty"),
    ("severity: high", "severity: terrible", "rulebook.not_one_of", "headings[1].patterns[1].severity"),
    ("group: twse_tpex", "group: sec", "rulebook.not_one_of", "headings[1].group"),
    ("parts: [P1]", "parts: P1", "rulebook.not_list", "scope_table.bands[1].parts"),
    ("items: [CC-1-01]", "items: []", "rulebook.empty_list", "headings[1].patterns[1].items"),
    ("id: 2030-01-01", "id: ", "rulebook.empty_words", "id"),
    ("id: 2030-01-01", "id: [1]", "rulebook.not_text", "id"),
    # days
    ("effective_until: null", "effective_until: 2029-12-31", "rulebook.ends_before_it_begins", "effective_until"),
    ("effective_from: 2031-01-01", "effective_until: 2029-01-01",
     "rulebook.ends_before_it_begins", "sections[1].items[2].effective_until"),
    # bands
    ("{id: low, min: 0", "{id: low, min: 1", "rulebook.bands_start", "staffing_table.bands[1].min"),
    ("{id: high, min: 4_000_000_000", "{id: high, min: 4_000_000_001", "rulebook.bands_gap", "staffing_table.bands[2].min"),
    ("{id: high, min: 4_000_000_000", "{id: high, min: 3_999_999_999", "rulebook.bands_overlap", "staffing_table.bands[2].min"),
    ("below: null, name: {zh: 高, en: high}, unit", "below: 5_000_000_000, name: {zh: 高, en: high}, unit",
     "rulebook.bands_end", "staffing_table.bands[2].below"),
    ("min: 0, below: 4_000_000_000", "min: 0, below: 0", "rulebook.band_holds_nothing", "staffing_table.bands[1].below"),
    # names of other pieces
    ("parts: [P1]", "parts: [P1, P8]", "rulebook.unknown_part", "scope_table.bands[1].parts[2]"),
    ("parts: [P1, P2]", "parts: [P1]", "rulebook.part_never_checked", "parts[2].id"),
    ("part: P1", "part: P3", "rulebook.unknown_part", "sections[1].part"),
    ("items: [CC-1-01]", "items: [CC-1-01, CC-1-07]", "rulebook.unknown_item", "headings[1].patterns[1].items[2]"),
    ("code: CC-1\n    certainty", "code: CC-7\n    certainty", "rulebook.unknown_section", "headings[1].code"),
    ("key: CC-1-02", "key: CC-1-01", "rulebook.id_twice", "sections[1].items[2].key"),
    ("key: CC-1-02", "key: CC-2-02", "rulebook.key_of_other_section", "sections[1].items[2].key"),
    ("{id: high, min", "{id: low, min", "rulebook.id_twice", "staffing_table.bands[2].id"),
    ("- id: P2", "- id: P1", "rulebook.id_twice", "parts[2].id"),
    # conditions
    ("fact: internet_ordering", "fact: internet", "rulebook.unknown_fact", "sections[1].condition.fact"),
    ("is: true}", "is: yes}", "rulebook.not_true_or_false", "sections[1].condition.is"),
    ("{fact: internet_ordering, is: true}", "{fact: internet_ordering}", "rulebook.missing_key", "sections[1].condition.is"),
    ("{fact: internet_ordering, is: true}", "{fact: lead_authority, is: sec}", "rulebook.not_one_of", "sections[1].condition.is"),
    ("{fact: internet_ordering, is: true}", "{all: []}", "rulebook.empty_list", "sections[1].condition.all"),
    ("{fact: internet_ordering, is: true}", "{any: always}", "rulebook.not_list", "sections[1].condition.any"),
    ("{fact: internet_ordering, is: true}", "{capital: {min: 5, below: 5}}",
     "rulebook.band_holds_nothing", "sections[1].condition.capital.below"),
    ("{fact: internet_ordering, is: true}", "{when: full moon}", "rulebook.not_condition", "sections[1].condition"),
    ("{fact: internet_ordering, is: true}", "sometimes", "rulebook.not_condition", "sections[1].condition"),
    ("condition: always", "condition: {not: {fact: tide, is: 1}}",
     "rulebook.unknown_fact", "sections[1].items[2].condition.not.fact"),
    ("condition: always", "condition: {all: [always, {fact: co_location, is: 1}]}",
     "rulebook.not_true_or_false", "sections[1].items[2].condition.all[2].is"),
    # what YAML would allow
    ("paragraph: 1", "paragraph: !!python/name:os.system", "rulebook.tag", "sections[1].items[1].paragraph"),
    ("id: 2030-01-01", "? [a, b]\n: c\nid: 2030-01-01", "rulebook.key_not_text", None),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "key"), MISTAKES, ids=[f"{code[9:]} at {key}" for _, _, code, key in MISTAKES])
def test_a_mistake_is_named_by_file_line_and_key(written, old, new, code, key):
    path = written((old, new))
    problems = check_rule_files([path])
    assert (code, key) in found(problems)
    assert {problem.file for problem in problems} == {"2030.yaml"}
    assert all(problem.row for problem in problems)
    with pytest.raises(BadInput) as refused:
        read_edition_at(path)
    assert (refused.value.code, refused.value.problems) == ("rulebook.faulty", problems)
    for language in ("zh_TW", "en"):
        told = [Words(language).problem(problem) for problem in problems]
        assert not [sentence for sentence in told if sentence.startswith("rulebook.") or "{" in sentence or "?" in sentence]


def test_the_line_is_the_one_that_a_person_sees(written):
    (problem,) = check_rule_files([written(("unit: true", "unit: perhaps"))])
    assert (problem.row, problem.value) == (11, "perhaps")


def test_all_mistakes_of_all_files_come_together(tmp_path, written):
    written(("unit: true", "unit: perhaps"), ("severity: high", "severity: grave"), ("fact: internet_ordering", "fact: web"))
    written(("part: P1", "part: P9"), ("id: 2030-01-01", "id: 2031"), name="2031.yaml")
    with pytest.raises(BadInput) as refused:
        read_rulebook(tmp_path)
    assert sorted((problem.file, problem.code) for problem in refused.value.problems) == [
        ("2030.yaml", "rulebook.not_one_of"),
        ("2030.yaml", "rulebook.not_true_or_false"),
        ("2030.yaml", "rulebook.unknown_fact"),
        ("2031.yaml", "rulebook.unknown_part"),
    ]
    assert refused.value.values["count"] == 4


def test_a_mistake_in_a_bound_does_not_bring_up_gaps_that_are_none(written):
    problems = check_rule_files([written(("min: 4_000_000_000", "min: forty"))])
    assert found(problems) == [("rulebook.not_whole_number", "staffing_table.bands[2].min")]


def test_editions_come_oldest_first_and_no_id_twice(tmp_path, written):
    written(name="b.yaml")
    written(("id: 2030-01-01", "id: older"), ("effective_from: 2030-01-01", "effective_from: 2029-06-01"), name="c.yaml")
    assert [edition.id for edition in read_rulebook(tmp_path).editions] == ["older", "2030-01-01"]
    written(name="d.yaml")
    assert [(problem.code, problem.file) for problem in check_rule_files([tmp_path])] == [("rulebook.edition_twice", "d.yaml")]


def test_a_key_in_two_files_of_an_edition_is_refused(tmp_path):
    copy = tmp_path / "2019-10-25"
    shutil.copytree(SHIPPED / "2019-10-25", copy)
    shutil.copytree(SHIPPED / "tables", tmp_path / "tables")
    (copy / "more.yaml").write_text("stated_on: 2019-10-25\n", encoding="utf-8")
    (copy / "list.yaml").write_text("- stray\n", encoding="utf-8")
    assert [(problem.code, problem.file, problem.column) for problem in check_rule_files([copy])] == [
        ("rulebook.not_mapping", "2019-10-25/list.yaml", None),
        ("rulebook.key_twice", "2019-10-25/more.yaml", "stated_on"),
    ]


def test_one_file_of_several_is_checked_with_its_whole_edition(tmp_path):
    copy = tmp_path / "2019-10-25"
    shutil.copytree(SHIPPED / "2019-10-25", copy)
    shutil.copytree(SHIPPED / "tables", tmp_path / "tables")
    patterns = copy / "patterns.yaml"
    patterns.write_text(patterns.read_text(encoding="utf-8").replace("[CC-16000-05]", "[CC-16000-50]"), encoding="utf-8")
    (problem,) = check_rule_files([patterns])
    assert (problem.code, problem.file, problem.value) == ("rulebook.unknown_item", "2019-10-25/patterns.yaml", "CC-16000-50")


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"", "file.empty", None),
        (b"# nothing\n", "rulebook.nothing_in_it", None),
        (b"id: [1,\n", "rulebook.not_yaml", 2),
        (b"id: a\n\tname: b\n", "rulebook.not_yaml", 2),
        (b"id: \x00\n", "rulebook.not_yaml", 1),
        (b"id: a\n---\nid: b\n", "rulebook.several_documents", 2),
        ("id: 甲\nname: 乙\n".encode("cp950"), "rulebook.not_utf8", 1),
        (b"[" * 100_000, "rulebook.too_deep", 1),
        (b"a: &a [x]\nb: *a\n", "rulebook.alias", 2),
        (b"#" * (5 * 1024 * 1024 + 1), "rulebook.too_large", None),
    ],
    ids=["empty", "comment", "open list", "tab", "control", "two documents", "big5", "deep", "alias", "large"],
)
def test_a_file_that_cannot_be_followed_is_refused_with_its_line(tmp_path, content, code, row):
    path = tmp_path / "bad.yaml"
    path.write_bytes(content)
    problems = check_rule_files([path])
    assert (code, "bad.yaml", row) in [(problem.code, problem.file, problem.row) for problem in problems]
    assert not Words("zh_TW").problem(problems[0]).startswith(("rulebook.", "file."))
    with pytest.raises(BadInput):
        read_edition_at(path)


def test_references_that_would_grow_without_end_are_refused_at_once(tmp_path):
    path = tmp_path / "laughs.yaml"
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    path.write_text("\n".join(lines), encoding="utf-8")
    start = time.process_time()
    assert "rulebook.alias" in [problem.code for problem in check_rule_files([path])]
    assert time.process_time() - start < 2


def test_a_folder_without_editions_and_a_file_that_is_not_there_are_said_to_be(tmp_path):
    with pytest.raises(BadInput) as refused:
        read_rulebook(tmp_path)
    assert refused.value.code == "rulebook.none"
    assert [problem.code for problem in check_rule_files([tmp_path])] == ["rulebook.none"]
    assert [problem.code for problem in check_rule_files([tmp_path / "gone.yaml"])] == ["file.missing"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("1e3", "1e3"),
        ("007", "007"),
        ("0x1F", "0x1F"),
        ("1.5", "1.5"),
        ("2019-13-01", "2019-13-01"),
        ("'5'", "5"),
        ("5", 5),
        ("4_000", 4000),
        ("true", True),
        ("~", None),
        ("2019-10-25", date(2019, 10, 25)),
    ],
)
def test_unquoted_words_mean_what_is_written(tmp_path, text, value):
    path = tmp_path / "one.yaml"
    path.write_text(f"a: {text}\n", encoding="utf-8")
    _, tree, problems = read_document(path, "one.yaml")
    assert problems == ()
    assert tree.content["a"].content == value
    assert type(tree.content["a"].content) is type(value)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_whatever_is_cut_out_of_an_edition_it_loads_or_says_what_is_wrong(tmp_path, data):
    lines = SMALL.splitlines(keepends=True)
    start = data.draw(st.integers(0, len(lines) - 1))
    end = data.draw(st.integers(start, min(start + 6, len(lines))))
    path = tmp_path / "cut.yaml"
    path.write_text("".join(lines[:start] + lines[end:]), encoding="utf-8")
    problems = check_rule_files([path])
    if problems:
        assert all(problem.file == "cut.yaml" for problem in problems)
    else:
        assert read_edition_at(path).id
