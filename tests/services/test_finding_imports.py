"""Findings kept elsewhere: every row is taken or has its reason; one act in, one act out; others' findings are kept apart."""

from __future__ import annotations

import csv
import json
from datetime import date

import pytest

from auditdesk.errors import BadInput, Cancelled, Conflict, Refused
from auditdesk.exchange.finding_columns import COLUMNS
from auditdesk.model.commands import OpenVisit, RecordFinding
from auditdesk.model.fieldwork_rows import EditFinding
from auditdesk.model.finding_rows import FileDefaults
from auditdesk.model.pattern_records import FindingImport, OutsideFinding
from auditdesk.model.records import Finding
from auditdesk.model.terms import Severity
from auditdesk.words import Words
from tests.services.conftest import add_firm

HEAD = ["機關", "查核案號", "證券商代號", "年度", "事實日期", "缺失類別", "缺失態樣", "查得事實", "嚴重度", "項目"]


def listed(tmp_path, *rows, name="list.csv"):
    path = tmp_path / name
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        writer.writerows(rows)
    return path


def row(facts="防火牆規則兩年沒檢視", **told):
    names = ("authority", "visit", "firm", "year", "day", "heading", "pattern", "facts", "severity", "item")
    return [{"facts": facts, "firm": "ZX01", "year": "108", **told}.get(name, "") for name in names]


def taken(desk, path, **others):
    return desk.finding_imports.apply(desk.finding_imports.preview(path, **others))


def test_a_row_of_the_exchange_becomes_a_draft_and_one_of_another_authority_is_kept_apart(desk, visit, tmp_path):
    path = listed(
        tmp_path,
        row("防火牆規則兩年沒檢視", authority="證交所", pattern="CC-17010-P02", severity="高"),
        row("內網沒有防火牆", authority="檢查局", heading="網路安全管理", day="108/05/02"),
        row("客戶名單外流", authority="TPEx"),
    )
    found = taken(desk, path)
    assert (found.rows, found.drafts, found.outside, found.problems) == (3, 1, 2, ())
    (draft,) = desk.findings.list()
    assert (draft.visit_number, draft.pattern, draft.state, draft.severity) == (visit.number, "CC-17010-P02", "draft", "high")
    feb, tpex = desk.outside_findings.list(2019)
    assert (feb.authority, feb.heading, feb.fact_date, feb.source_row) == ("feb", "網路安全管理", date(2019, 5, 2), 3)
    assert (feb.source_file, len(feb.source_sha256), tpex.authority) == ("list.csv", 64, "tpex")
    assert [(one.authority, one.findings, one.firms) for one in desk.outside_findings.counts(2019)] == [
        ("feb", 1, 1),
        ("tpex", 1, 1),
    ]


def test_findings_of_other_authorities_are_never_mixed_into_the_notice(desk, visit, tmp_path):
    taken(
        desk,
        listed(tmp_path, row("內網沒有防火牆", authority="檢查局", pattern="FEB-NET-P02"), row("外洩", authority="櫃買中心")),
    )
    assert len(desk.outside_findings.list()) == 2
    assert desk.findings.list() == () and desk.findings.list(text="內網") == ()
    notice = desk.notice.compile(2019)
    assert notice.entries == ()
    assert desk.office_patterns.findings_from("FEB-NET-P02") == ()


def test_a_free_wording_gets_suggestions_and_the_pattern_only_when_a_person_confirms_it(desk, visit, tmp_path):
    path = listed(tmp_path, row("FW policy 兩年沒 review", authority="證交所"), row("密碼貼在螢幕旁邊", authority="證交所"))
    found = desk.finding_imports.preview(path, confirmed={3: "CC-18000-P06"})
    assert [(one.pattern, bool(one.suggestions)) for one in found.taken] == [("", True), ("CC-18000-P06", False)]
    assert found.taken[0].suggestions[0] == "CC-17010-P02"
    desk.finding_imports.apply(found)
    assert [one.pattern for one in desk.findings.list()] == ["", "CC-18000-P06"]


def test_only_a_suggested_pattern_is_confirmed_and_a_row_of_the_exchange_is_offered_none_of_another_authority_s(
    desk, visit, tmp_path
):
    found = desk.finding_imports.preview(listed(tmp_path, row("內網沒有防火牆，任意服務", authority="證交所")))
    (offered,) = found.taken
    assert offered.suggestions and not any(one.startswith("FEB") for one in offered.suggestions)
    chosen = desk.finding_imports.confirm(found, {offered.number: offered.suggestions[0]})
    assert [one.pattern for one in chosen.taken] == [offered.suggestions[0]] and found.taken[0].pattern == ""
    with pytest.raises(Refused, match=r"pattern\.unknown"):
        desk.finding_imports.confirm(found, {offered.number: "CC-99999-P01"})


@pytest.mark.parametrize(
    ("told", "code", "column"),
    [
        ({"facts": " "}, "finding_row.no_facts", "查得事實"),
        ({"authority": "某單位"}, "finding_row.authority", "機關"),
        ({"authority": ""}, "finding_row.no_authority", "機關"),
        ({"firm": "ZX99"}, "finding_row.firm", "證券商代號"),
        ({"firm": ""}, "finding_row.no_firm", "證券商代號"),
        ({"year": "民國兩百年"}, "finding_row.year", "年度"),
        ({"year": "109"}, "finding_row.year", "年度"),
        ({"year": "107"}, "finding_row.no_visit", "證券商代號"),
        ({"visit": "999-001"}, "finding_row.visit", "查核案號"),
        ({"day": "昨天"}, "finding_row.date", "事實日期"),
        ({"day": "109/01/01"}, "finding_row.future", "事實日期"),
        ({"severity": "很嚴重喔"}, "finding_row.severity", "嚴重度"),
        ({"pattern": "CC-1"}, "finding_row.pattern", "缺失態樣"),
        ({"pattern": "FEB-NET-P01"}, "finding_row.other_pattern", "缺失態樣"),
        ({"item": "CC-99"}, "finding_row.item", "項目"),
        ({"authority": "檢查局", "year": ""}, "finding_row.no_year", "年度"),
    ],
)
def test_a_row_that_cannot_be_taken_has_its_reason_by_file_row_and_column(desk, visit, tmp_path, told, code, column):
    found = desk.finding_imports.preview(
        listed(tmp_path, row("好的一列", authority="檢查局"), row(**{"authority": "證交所", **told}))
    )
    (problem,) = found.problems
    assert (problem.code, problem.file, problem.row, problem.column) == (code, "list.csv", 3, column)
    assert "?" not in Words().problem(problem) and len(found.taken) == 1


def test_firm_and_year_must_lead_to_exactly_one_open_visit(desk, visit, firm, tmp_path):
    path = listed(tmp_path, row(authority="證交所"))
    again = desk.visits.open(OpenVisit(firm, date(2019, 8, 1)))
    (problem,) = desk.finding_imports.preview(path).problems
    assert problem.code == "finding_row.several_visits" and set(problem.values["visits"]) == {visit.number, again.number}
    assert desk.finding_imports.preview(listed(tmp_path, row(visit=visit.number, year=""))).drafts == 1
    add_firm(desk, "ZX02", None, internet=None)
    (problem,) = desk.finding_imports.preview(listed(tmp_path, row(visit=visit.number, firm="ZX02"))).problems
    assert problem.code == "finding_row.other_firm"


def test_a_second_import_changes_nothing_and_a_row_said_twice_is_read_once(desk, visit, tmp_path):
    path = listed(tmp_path, row(authority="證交所"), row(authority="證交所"), row("內網", authority="檢查局"))
    first = taken(desk, path)
    assert (len(first.taken), [problem.code for problem in first.problems]) == (2, ["finding_row.twice"])
    head = desk.care.status().journal_head
    second = taken(desk, path)
    assert (second.taken, second.already) == ((), (2, 4))
    assert len(desk.finding_imports.imports()) == 1 and len(desk.findings.list()) == 1
    assert desk.care.status().journal_head == head


def test_a_finding_that_is_there_already_is_not_taken_again(desk, visit, tmp_path):
    desk.findings.record(RecordFinding(visit.number, "CC-17010-P02", "防火牆規則 兩年沒檢視"))
    assert desk.finding_imports.preview(listed(tmp_path, row("防火牆規則兩年沒檢視 ", authority="證交所"))).taken
    assert desk.finding_imports.preview(listed(tmp_path, row("防火牆規則 兩年沒檢視", authority="證交所"))).already == (2,)


def test_cancelling_leaves_nothing(desk, visit, tmp_path):
    found = desk.finding_imports.preview(listed(tmp_path, *(row(f"第 {n} 筆", authority="證交所") for n in range(120))))

    def stop(done, total=0, step=""):
        if done >= 100:
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.finding_imports.apply(found, stop)
    assert desk.findings.list() == () and desk.finding_imports.imports() == ()
    desk.finding_imports.apply(found)
    assert [one.number for one in desk.findings.list()][:2] == ["108-F0001", "108-F0002"]


def test_an_import_is_taken_back_as_one_act_and_may_be_done_again(desk, visit, tmp_path):
    path = listed(tmp_path, row(authority="證交所"), row("內網", authority="檢查局"))
    taken(desk, path)
    (kept,) = desk.finding_imports.imports()
    assert desk.finding_imports.undo(kept.uid).undone_by == "wang"
    with desk.store.work("wang", "test") as work:
        assert work.all(Finding) == [] and work.all(OutsideFinding) == [] and len(work.all(FindingImport)) == 1
    with pytest.raises(Refused, match=r"finding_import\.undone_already"):
        desk.finding_imports.undo(kept.uid)
    assert len(taken(desk, path).taken) == 2


def test_an_import_is_not_taken_back_once_a_finding_has_moved_on(desk, visit, tmp_path):
    taken(desk, listed(tmp_path, row(authority="證交所"), row("內網", authority="檢查局")))
    (draft,) = desk.findings.list()
    desk.fieldwork.write(EditFinding(draft.number, facts="改過的事實"))
    with pytest.raises(Refused, match=r"finding_import\.moved_on") as told:
        desk.finding_imports.undo(desk.finding_imports.imports()[0].uid)
    assert told.value.values["findings"] == (draft.number,)
    assert len(desk.outside_findings.list()) == 1


def test_a_preview_overtaken_by_the_same_file_is_a_conflict(desk, visit, tmp_path):
    path = listed(tmp_path, row(authority="證交所"))
    early = desk.finding_imports.preview(path)
    taken(desk, path)
    with pytest.raises(Conflict, match=r"finding_import\.moved"):
        desk.finding_imports.apply(early)


def test_a_matching_of_columns_is_remembered_by_the_headings_and_is_none_of_a_list_of_firms(desk, visit, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("誰查的,哪一家,哪一年,怎麼了\n檢查局,ZX01,108,內網沒切\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"finding_file\.unrecognised"):
        desk.finding_imports.preview(path)
    mapping = {"authority": "誰查的", "firm": "哪一家", "year": "哪一年", "facts": "怎麼了"}
    assert desk.finding_imports.preview(path, mapping).outside == 1
    desk.finding_imports.keep_mapping(path, mapping)
    assert desk.finding_imports.preview(path).outside == 1
    assert desk.firm_lists.remembered(path) is None


def test_columns_that_nobody_knows_are_offered_for_matching_with_what_stands_in_them(desk, visit, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("匯出日 108/11/1\n誰查的,哪一家,年度,怎麼了\n檢查局,ZX01,108,內網沒切\n", encoding="utf-8")
    asked = desk.finding_imports.matching(path)
    assert asked.headings == ("誰查的", "哪一家", "年度", "怎麼了") and asked.samples[3] == ("內網沒切",)
    assert asked.proposed == {"year": "年度"} and "facts" in asked.fields
    for wrong in ({"year": "年度"}, {"facts": "怎麼了", "firm": "怎麼了"}):
        with pytest.raises(BadInput, match=r"finding_mapping\."):
            desk.finding_imports.check_mapping(wrong)
    mapping = {"authority": "誰查的", "firm": "哪一家", "year": "年度", "facts": "怎麼了"}
    desk.finding_imports.keep_mapping(path, mapping)
    assert desk.finding_imports.matching(path) is None, "asked once"
    assert desk.finding_imports.matching(path, again=True).proposed == mapping
    known = tmp_path / "known.csv"
    known.write_text("機關,證券商代號,年度,查得事實\n檢查局,ZX01,108,內網沒切\n", encoding="utf-8")
    assert desk.finding_imports.matching(known) is None


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_the_fields_to_match_are_called_as_in_the_template(language):
    for column in COLUMNS:
        assert Words(language).say(f"finding_field.{column.field}") == (column.zh if language == "zh_TW" else column.en)


def test_oscal_results_written_here_come_back_in_another_office(desk, visit, tmp_path, home):
    desk.findings.record(RecordFinding(visit.number, "CC-17010-P02", "防火牆規則兩年沒檢視", severity=Severity.CRITICAL))
    desk.findings.record(RecordFinding(visit.number, "CC-18000-P06", "密碼貼在螢幕"))
    path = tmp_path / "findings.oscal.json"
    assert desk.tables.findings(desk.findings.list(), path, Words()) == 2
    document = json.loads(path.read_text(encoding="utf-8"))["assessment-results"]
    assert {"uuid", "metadata", "import-ap", "results"} <= document.keys()
    assert desk.finding_imports.preview(path).already == (1, 2)
    with desk.store.work("wang", "test") as work:
        for one in work.all(Finding):
            work.session.delete(one)
        work.commit()
    found = taken(desk, path)
    assert (found.format, found.drafts, found.problems) == ("oscal", 2, ())
    rows = desk.findings.list()
    assert [(one.pattern, one.facts, one.severity) for one in rows] == [
        ("CC-17010-P02", "防火牆規則兩年沒檢視", "critical"),
        ("CC-18000-P06", "密碼貼在螢幕", "high"),
    ]


def test_the_list_that_the_program_exports_is_taken_too(desk, visit, tmp_path):
    desk.findings.record(RecordFinding(visit.number, "CC-17010-P02", "防火牆規則兩年沒檢視"))
    for name in ("out.xlsx", "out.ods", "out.csv", "out.json"):
        desk.tables.findings(desk.findings.list(), tmp_path / name, Words())
        found = desk.finding_imports.preview(tmp_path / name)
        assert (found.problems, len(found.already)) == ((), 1), name


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_the_template_is_understood_in_both_languages(desk, visit, tmp_path, suffix, language):
    from auditdesk.exchange.finding_columns import COLUMNS, field_of

    path = tmp_path / f"template{suffix}"
    desk.finding_imports.template(path, Words(language))
    assert path.stat().st_size > 500
    assert all(field_of(f"{column.zh}*") == field_of(column.en) == column.field for column in COLUMNS)
    with pytest.raises(BadInput, match=r"finding_file\.empty"):
        desk.finding_imports.preview(path)


def test_a_checklist_has_what_it_lacks_from_the_one_who_imports_it(desk, visit, tmp_path):
    path = tmp_path / "host.ckl"
    path.write_text(CHECKLIST, encoding="utf-8")
    found = taken(desk, path, defaults=FileDefaults(visit=visit.number))
    assert (found.rows, found.drafts) == (3, 1)
    assert [(problem.code, problem.row) for problem in found.problems] == [
        ("finding_row.not_open", 2),
        ("finding_row.not_open", 3),
    ]
    (draft,) = desk.findings.list()
    assert draft.severity == "high" and draft.facts.startswith("demo-host: ")


CHECKLIST = """<?xml version="1.0" encoding="UTF-8"?>
<CHECKLIST><ASSET><HOST_NAME>demo-host</HOST_NAME></ASSET><STIGS><iSTIG><STIG_INFO/>
<VULN><STIG_DATA><VULN_ATTRIBUTE>Vuln_Num</VULN_ATTRIBUTE><ATTRIBUTE_DATA>V-1</ATTRIBUTE_DATA></STIG_DATA>
<STIG_DATA><VULN_ATTRIBUTE>Severity</VULN_ATTRIBUTE><ATTRIBUTE_DATA>medium</ATTRIBUTE_DATA></STIG_DATA>
<STIG_DATA><VULN_ATTRIBUTE>Rule_Title</VULN_ATTRIBUTE><ATTRIBUTE_DATA>Default passwords are changed.</ATTRIBUTE_DATA></STIG_DATA>
<STATUS>Open</STATUS><FINDING_DETAILS>admin/admin works</FINDING_DETAILS><COMMENTS/>
<SEVERITY_OVERRIDE>high</SEVERITY_OVERRIDE></VULN>
<VULN><STATUS>NotAFinding</STATUS></VULN><VULN><STATUS>Not_Reviewed</STATUS></VULN>
</iSTIG></STIGS></CHECKLIST>
"""
