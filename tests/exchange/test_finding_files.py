"""Files of findings from outside are hostile until parsed."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from auditdesk.errors import BadInput
from auditdesk.exchange.finding_files import read_findings
from auditdesk.exchange.zip_guard import MOST_UNPACKED

LIST = "機關,證券商代號,年度,查得事實\n檢查局,ZX01,108,內網沒有防火牆\n"


def written(tmp_path, content, name="file.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp950"])
def test_a_list_is_read_in_the_encodings_of_the_field(tmp_path, encoding):
    found = read_findings(written(tmp_path, LIST.encode(encoding)))
    assert found.rows[0].fields == {"authority": "檢查局", "firm": "ZX01", "year": "108", "facts": "內網沒有防火牆"}


def test_a_list_of_objects_is_read_whatever_its_encoding(tmp_path):
    content = json.dumps([{"facts": "內網", "authority": "feb"}], ensure_ascii=False)
    for encoding in ("utf-8", "utf-16"):
        found = read_findings(written(tmp_path, content.encode(encoding), "list.json"))
        assert (found.format, found.rows[0].fields["facts"]) == ("json", "內網")


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.csv", "file.empty"),
        (b"\0\0\0\0", "a.csv", "file.not_text"),
        (b"PK\x03\x04 broken", "a.xlsx", "workbook.broken"),
        (b"a,b\n1,2\n", "a.csv", "finding_file.unrecognised"),
        (b"[" * 200_000, "a.json", "json.broken"),
        (b'{"assessment-results": ' + b'{"a":' * 100_000, "a.json", "json.broken"),
        (b'{"assessment-results": {"results": 7}}', "a.json", "oscal.broken"),
        (b'{"assessment-results": {"results": [7]}}', "a.json", "oscal.broken"),
        (b'{"assessment-results": []}', "a.json", "oscal.broken"),
        (b'{"assessment-results": {"results": []}}', "a.json", "finding_file.empty"),
        (b'{"facts": "one object"}', "a.json", "json.not_a_list"),
        (b"<CHECKLIST>", "a.ckl", "ckl.broken"),
        (b"<other/>", "a.ckl", "ckl.not_one"),
        (b"<CHECKLIST/>", "a.ckl", "finding_file.empty"),
        (b'<?xml version="1.0" encoding="big5"?><CHECKLIST/>', "a.ckl", "ckl.broken"),
        (b'<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><CHECKLIST>&x;</CHECKLIST>', "a.ckl", "ckl.entities"),
        (b'<!DOCTYPE c [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><CHECKLIST>&c;</CHECKLIST>', "a.xml", "ckl.entities"),
    ],
)
def test_what_is_no_list_of_findings_is_refused_with_its_reason(tmp_path, content, name, code):
    with pytest.raises(BadInput) as told:
        read_findings(written(tmp_path, content, name))
    assert told.value.code == code


def test_a_zip_that_unpacks_to_far_more_than_it_is_is_refused(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            bomb.writestr(name, b"<a/>" + b" " * (MOST_UNPACKED // 2), compresslevel=1)
    with pytest.raises(BadInput, match=r"workbook\.bomb"):
        read_findings(written(tmp_path, packed.getvalue(), "bomb.xlsx"))


def test_a_formula_without_a_result_is_told_by_its_cell_and_formulas_are_never_run(tmp_path):
    import xlsxwriter

    path = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["機關", "查得事實"])
        sheet.write_row(1, 0, ["檢查局"])
        sheet.write_formula(1, 1, '=HYPERLINK("http://example.invalid")', None, "")
        sheet.write_row(2, 0, ["檢查局"])
        sheet.write_formula(2, 1, '="內"&"網"', None, "內網")
        sheet.write_string(3, 0, "檢查局")
        sheet.write_string(3, 1, "=1+1 是文字")
    found = read_findings(path)
    # What a formula was saved with is its value; text that looks like one stays text.
    assert [row.fields.get("facts") for row in found.rows if "facts" in row.fields] == ["內網", "=1+1 是文字"]
    assert all(problem.file == "formulas.xlsx" and problem.row == 2 for problem in found.problems)


def test_nested_values_and_cells_beyond_the_headings_are_told_row_by_row(tmp_path):
    nested = json.dumps([{"facts": {"a": 1}, "authority": "feb"}, {"facts": "好", "authority": "feb"}], ensure_ascii=False)
    found = read_findings(written(tmp_path, nested, "a.json"))
    assert [(problem.code, problem.row) for problem in found.problems] == [("cell.nested", 1)] and len(found.rows) == 1
    shifted = read_findings(written(tmp_path, LIST + "檢查局,ZX01,108,前半,後半\n"))
    assert [(problem.code, problem.row) for problem in shifted.problems] == [("finding_file.shifted", 3)]


def test_results_of_other_tools_are_read_by_findings_observations_and_risks(tmp_path):
    document = {
        "assessment-results": {
            "results": [
                {
                    "observations": [
                        {"uuid": "o1", "description": "admin/admin works", "collected": "2019-05-02T00:00:00Z"},
                        {"uuid": "o2", "description": "seen and not yet judged"},
                    ],
                    "risks": [
                        {"uuid": "r1", "characterizations": [{"facets": [{"name": "severity", "value": "high"}]}]},
                        {"uuid": "r2", "description": "a risk that no finding names"},
                    ],
                    "findings": [
                        {
                            "uuid": "f1",
                            "title": "t",
                            "target": {"target-id": "ac-2", "status": {"state": "not-satisfied"}},
                            "related-observations": [{"observation-uuid": "o1"}],
                            "associated-risks": [{"risk-uuid": "r1"}],
                        },
                        {"uuid": "f2", "title": "fine", "target": {"status": {"state": "satisfied"}}},
                        {"uuid": "f3"},
                    ],
                }
            ]
        }
    }
    found = read_findings(written(tmp_path, json.dumps(document), "r.json"))
    assert [(row.number, row.fields["facts"]) for row in found.rows] == [
        (1, "admin/admin works"),
        (4, "seen and not yet judged"),
        (5, "a risk that no finding names"),
    ]
    assert found.rows[0].fields | {} == {
        "facts": "admin/admin works",
        "severity": "high",
        "heading": "ac-2",
        "fact_date": "2019-05-02",
        "reference": "f1",
    }
    assert found.rows[1].fields["class"] == "observation"
    assert [(problem.code, problem.row) for problem in found.problems] == [
        ("finding_row.not_open", 2),
        ("finding_row.no_facts", 3),
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["results", "findings", "observations", "risks", "props", "target", "status", "uuid", "facts"]), inner
        )
    ),
    max_leaves=20,
)


RESULTS = {
    "observations": [{"uuid": "o1", "description": "seen", "collected": "2019-05-02T00:00:00Z"}],
    "risks": [
        {"uuid": "r1", "description": "a risk", "characterizations": [{"facets": [{"name": "severity", "value": "high"}]}]}
    ],
    "findings": [
        {
            "title": "t",
            "target": {"target-id": "ac-2", "status": {"state": "not-satisfied"}},
            "props": [{"name": "p", "value": "v"}],
            "related-observations": [{"observation-uuid": "o1"}],
            "associated-risks": [{"risk-uuid": "r1"}],
        },
        {"uuid": "f2", "title": "u", "target": {"status": {"state": "not-satisfied"}}},
    ],
}


def damaged(node: object, turns: list[int], junk: object) -> object:
    """The same with ``junk`` in one place, to which each of ``turns`` chooses the way."""
    if not turns or not isinstance(node, (dict, list)) or not node:
        return junk
    keys = list(node) if isinstance(node, dict) else range(len(node))
    key = keys[turns[0] % len(keys)]
    changed = node.copy()
    changed[key] = damaged(node[key], turns[1:], junk)
    return changed


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.lists(st.integers(0, 5), max_size=6), JSON), max_size=3))
@example([])
def test_whatever_stands_in_a_results_file_it_is_read_or_refused(tmp_path, damages):
    document: object = {"results": [RESULTS]}
    for turns, junk in damages:
        document = damaged(document, turns, junk)
    path = written(tmp_path, json.dumps({"assessment-results": document}), "r.json")
    try:
        found = read_findings(path)
    except BadInput:
        assert damages
        return
    assert found.rows and all(row.fields["facts"] for row in found.rows)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.json", "a.ckl", "a.xlsx"]))
def test_whatever_bytes_come_they_are_read_or_refused(tmp_path, content, name):
    try:
        read_findings(written(tmp_path, content, name))
    except BadInput:
        return
