"""What a list may carry beside capital and names, what a person leaves out of it, and how its columns are matched."""

import json
from datetime import date

import pytest

from auditdesk.errors import Refused
from auditdesk.model.commands import RecordFact
from auditdesk.model.firm_list import FieldChange, FirmChange, FirmList, ListPreview
from auditdesk.rules.firm_changes import without
from auditdesk.words import Words

DAY = date(2019, 7, 8)


def office_list(path, *rows, head="券代,券商名,股本,內部備註"):
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


# the office's own spreadsheet


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_the_template_filled_in_from_the_register_changes_nothing_when_it_is_taken_in_again(desk, tmp_path, suffix, language):
    desk.firm_lists.apply(desk.firm_lists.preview(full_list(tmp_path), DAY))
    desk.firm_records.add("ZX09", "示範銀行", "bank_desk")
    path = tmp_path / f"filled{suffix}"
    assert desk.firm_lists.template(path, Words(language), DAY) == 2
    again = desk.firm_lists.preview(path, DAY)
    assert [problem for problem in again.list.problems if problem.blocking] == []
    assert (again.added, again.changed, again.unchanged, again.missing) == (0, 0, 2, ())


def full_list(folder):
    head = "代號,名稱,簡稱,英文名稱,統一編號,類別,資本額,網路下單,資安專責單位,資安主管,資安人員,主管機關（證交所/櫃買中心）"
    head += ",經紀執照,自營執照,承銷執照,執照狀態,地址,電話,收文地址,受文者,其他寫法"
    row = "ZX01,示範甲證券,示範甲,Demo Jia,00000016,證券商,312億,是,有,1,2,證交所,是,否,是,停業,臺北市示範路1號,02-1"
    return office_list(folder / "full.csv", row + ",臺北市示範路2號,法令遵循部,示範甲証券、甲證", head=head)


def test_letter_fields_spellings_and_licences_are_taken_from_the_list_and_given_back_when_it_is_undone(desk, tmp_path, firm):
    desk.firm_records.describe(firm, {}, ["老招牌"])
    desk.firm_lists.apply(desk.firm_lists.preview(full_list(tmp_path), DAY))
    told = desk.firms.detail(firm, DAY)
    assert (told.letter_address, told.letter_recipient) == ("臺北市示範路2號", "法令遵循部")
    assert told.spellings == ("老招牌", "示範甲証券", "甲證") and told.row.licence == "suspended"
    assert {fact.kind: fact.value for fact in told.facts}["licence_underwriter"] is True
    desk.firm_lists.undo(desk.firm_lists.applied()[0].uid)
    told = desk.firms.detail(firm, DAY)
    assert (told.letter_address, told.spellings, told.row.licence) == ("", ("老招牌",), "active")


# what is left out


def test_a_firm_left_out_is_not_taken_and_the_import_says_so(desk, tmp_path, firm):
    path = office_list(tmp_path / "a.csv", "ZX01,示範ZX01證券,30億", "ZX02,示範乙證券,30億", head="代號,名稱,資本額")
    whole = desk.firm_lists.preview(path, DAY)
    assert [(move.code, move.capital_before, move.capital_after) for move in whole.tier_moves] == [
        ("ZX01", 12_840_000_000, 3_000_000_000)
    ]
    part = desk.firm_lists.leave_out(whole, ["ZX01"])
    assert part.tier_moves == () and [(left.code, left.reason) for left in part.left_out] == [("ZX01", "chosen")]
    desk.firm_lists.apply(part)
    assert [row.paid_in_capital for row in desk.firms.list(DAY)] == [12_840_000_000, 3_000_000_000]
    (applied,) = desk.firm_lists.applied()
    assert applied.made["left_out"] == ["ZX01"]
    with pytest.raises(Refused) as refused:
        desk.firm_lists.leave_out(whole, ["ZX77"])
    assert refused.value.code == "list.not_in_preview"


def test_the_branches_of_a_new_firm_that_is_left_out_are_left_out_with_it():
    move = FieldChange("parent", None, "ZX02")
    changes = (FirmChange("ZX02", "乙", "added", ()), FirmChange("ZX03", "丙", "added", ()))
    branches = (FirmChange("ZX2a", "乙－中山", "added", (move,)), FirmChange("ZX3a", "丙－中山", "added", ()))
    listed = FirmList("a.csv", "template", None, 4, (), (), (), "")
    part = without(ListPreview(listed, DAY, (), changes, branches, 0, (), "1"), {"ZX02"})
    assert [change.code for change in (*part.changes, *part.branch_changes)] == ["ZX03", "ZX3a"]
    assert [(left.code, left.reason) for left in part.left_out] == [("ZX02", "chosen"), ("ZX2a", "parent")]


# columns matched by hand


def test_a_file_with_unknown_headings_is_asked_about_once(desk, tmp_path):
    path = office_list(tmp_path / "a.csv", "ZX01,示範甲證券,30億,x", "ZX02,示範乙證券,40億,x")
    asked = desk.firm_lists.matching(path)
    assert asked is not None and asked.headings == ("券代", "券商名", "股本", "內部備註")
    assert asked.samples[0] == ("ZX01", "ZX02") and asked.proposed == {} and asked.fields[:2] == ("code", "name")
    mapping = {"code": "券代", "name": "券商名", "paid_in_capital": "股本"}
    desk.firm_lists.apply(desk.firm_lists.preview(path, DAY, mapping))
    desk.firm_lists.keep_mapping_of(path, mapping)
    other = office_list(tmp_path / "b.csv", "ZX03,示範丙證券,30億,x")
    assert desk.firm_lists.matching(other) is None
    assert [change.code for change in desk.firm_lists.preview(other, DAY).changes] == ["ZX03"]


@pytest.mark.parametrize(
    ("head", "asked"),
    [
        ("代號,名稱,資本額", False),
        ("代號,簡稱,資本額", False),
        ("代號,名稱,股東人數", True),
        ("代號,券商代號,名稱", True),
        ("名稱,資本額", True),
    ],
)
def test_only_what_is_not_known_is_asked_about(desk, tmp_path, head, asked):
    path = office_list(tmp_path / "a.csv", "ZX01,示範甲證券,1", head=head)
    assert (desk.firm_lists.matching(path) is not None) is asked


def test_full_width_and_spaced_headings_are_the_same_headings(desk, tmp_path):
    path = office_list(tmp_path / "a.csv", "ZX01,示範甲證券,30億", head="Ｃｏｄｅ,ＮＡＭＥ ,資本額（仟元）")
    assert desk.firm_lists.matching(path) is None
    mapping = {"code": "券代(A)", "name": "券商名"}
    desk.firm_lists.keep_mapping(("券代(A)", "券商名"), mapping)
    wide = office_list(tmp_path / "b.csv", "ZX01,示範甲證券", head="券代（Ａ）,券商名")
    assert desk.firm_lists.remembered(wide) == mapping
    assert [change.code for change in desk.firm_lists.preview(wide, DAY).changes] == ["ZX01"]


def test_open_data_is_never_asked_about(desk, tmp_path):
    rows = [{"Code": "ZX01", "Name": "示範甲證券", "EstablishmentDate": "", "Address": "", "Telephone": "", "Fax": ""}]
    path = tmp_path / "brokers.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    assert desk.firm_lists.matching(path) is None


def test_the_tier_moves_of_a_year_leave_as_a_table(desk, firm, tmp_path):
    desk.firms.record_fact(RecordFact(firm, "paid_in_capital", 3_000_000_000, DAY, "decrease"))
    for suffix in (".xlsx", ".ods", ".csv", ".json"):
        assert desk.tables.moves(desk.firm_records.moves(2019), tmp_path / f"moves{suffix}", Words("zh_TW")) == 1
    (move,) = json.loads((tmp_path / "moves.json").read_text())
    assert (move["代號"], move["來源"]) == (firm, "decrease") and 3_000_000_000 in move.values()


# remembered matchings


def test_a_remembered_matching_is_listed_and_forgotten(desk, tmp_path):
    path = office_list(tmp_path / "a.csv", "ZX01,示範甲證券,30億,x")
    mapping = {"code": "券代", "name": "券商名", "paid_in_capital": "股本"}
    desk.firm_lists.keep_mapping_of(path, mapping)
    (kept,) = desk.firm_lists.mappings()
    assert (dict(kept.columns), kept.kept_by) == (mapping, "wang")
    for wrong in ("", "zz"):
        with pytest.raises(Refused, match=r"mapping\.unknown"):
            desk.firm_lists.forget_mapping(wrong)
    assert desk.firm_lists.forget_mapping(kept.key[:8]) == kept
    assert desk.firm_lists.mappings() == () and desk.firm_lists.remembered(path) is None
    assert desk.firm_lists.matching(path) is not None, "the next such list is asked about again"


def test_a_matching_for_open_data_is_used_once_and_never_remembered(desk, tmp_path):
    path = tmp_path / "brokers.json"
    path.write_text(json.dumps([{"Code": "ZX01", "Name": "示範甲證券", "Address": "甲", "Telephone": "乙"}]), encoding="utf-8")
    turned = {"code": "Code", "name": "Name", "address": "Telephone"}
    assert desk.firm_lists.preview(path, DAY, turned).list.format == "mapped"
    desk.firm_lists.keep_mapping_of(path, turned)
    assert desk.firm_lists.mappings() == ()
    assert desk.firm_lists.preview(path, DAY).list.format == "brokerList"


# names written out, lists of an earlier day, ties, codes of branches


def told(desk, folder, day, *rows, head="代號,名稱,資本額,地址,母公司"):
    path = office_list(folder / "told.csv", *rows, head=head)
    return desk.firm_lists.apply(desk.firm_lists.preview(path, day))


def test_a_fuller_name_in_a_list_is_no_rename_and_is_given_back_when_the_list_is_undone(desk, tmp_path):
    desk.firm_records.add("ZX01", "示範甲")
    told(desk, tmp_path, DAY, "ZX01,示範甲證券股份有限公司,,,")
    found = desk.firms.detail("ZX01", DAY)
    assert found.row.name == "示範甲證券股份有限公司" == desk.firms.detail("ZX01", date(2018, 1, 1)).row.name
    assert [fact for fact in found.facts if fact.kind == "legal_name"] == []
    again = desk.firm_lists.preview(tmp_path / "told.csv", DAY)
    assert (again.changed, again.unchanged) == (0, 1)
    desk.firm_lists.undo(desk.firm_lists.applied()[0].uid)
    assert desk.firms.detail("ZX01", DAY).row.name == "示範甲"


def test_a_true_rename_in_a_list_keeps_its_day(desk, tmp_path):
    desk.firm_records.add("ZX01", "示範甲")
    told(desk, tmp_path, DAY, "ZX01,示範乙證券股份有限公司,,,")
    names = [desk.firms.detail("ZX01", on).row.name for on in (date(2019, 7, 7), DAY)]
    assert names == ["示範甲", "示範乙證券股份有限公司"]


def test_an_older_list_leaves_what_a_newer_one_told(desk, tmp_path):
    told(desk, tmp_path, DAY, "ZX01,示範甲證券,50億,新址,")
    path = office_list(tmp_path / "old.csv", "ZX01,示範舊證券,30億,舊址,", head="代號,名稱,資本額,地址,母公司")
    seen = desk.firm_lists.preview(path, date(2019, 6, 1))
    assert {field.field for change in seen.older for field in change.fields} == {"name", "address"}
    assert [(field.field, field.after) for change in seen.changes for field in change.fields] == [
        ("paid_in_capital", 3_000_000_000)
    ], "the past of a fact that the newer list told from its own day on"
    desk.firm_lists.apply(seen)
    row = desk.firms.detail("ZX01", DAY)
    assert (row.row.name, row.address, row.row.paid_in_capital) == ("示範甲證券", "新址", 5_000_000_000)
    assert desk.firms.detail("ZX01", date(2019, 6, 1)).row.paid_in_capital == 3_000_000_000


def test_an_older_list_overwrites_no_fact_that_a_newer_one_told_again(desk, tmp_path):
    told(desk, tmp_path, date(2019, 3, 1), "ZX01,示範甲證券,50億,,")
    told(desk, tmp_path, DAY, "ZX01,示範甲證券,50億,,")
    told(desk, tmp_path, date(2019, 7, 9), "ZX02,示範乙證券,50億,,")
    seen = desk.firm_lists.preview(
        office_list(tmp_path / "o.csv", "ZX01,示範甲證券,30億", head="代號,名稱,資本額"), date(2019, 5, 1)
    )
    assert seen.changes == () and [field.field for field in seen.older[0].fields] == ["paid_in_capital"]


def test_a_list_that_was_taken_back_makes_no_other_one_older(desk, tmp_path):
    desk.firm_records.add("ZX01", "示範甲")
    told(desk, tmp_path, DAY, "ZX01,示範甲,,新址,")
    desk.firm_lists.undo(desk.firm_lists.applied()[0].uid)
    desk.firm_records.describe("ZX01", {"address": "手填"})
    path = office_list(tmp_path / "old.csv", "ZX01,示範甲,舊址", head="代號,名稱,地址")
    assert desk.firm_lists.preview(path, date(2019, 6, 1)).older == ()


def test_parents_and_who_runs_the_systems_come_back_from_the_template_unchanged(desk, tmp_path):
    head = "代號,名稱,母公司,系統代管證券商"
    told(desk, tmp_path, DAY, "ZX01,示範甲證券,,", "ZX02,示範乙證券,ZX01,ZX01", head=head)
    assert [(tie.relation, tie.code) for tie in desk.firm_records.ties("ZX02", DAY)] == [
        ("parent", "ZX01"),
        ("systems_run_by", "ZX01"),
    ]
    path = tmp_path / "filled.xlsx"
    desk.firm_lists.template(path, Words("zh_TW"), DAY)
    again = desk.firm_lists.preview(path, DAY)
    assert (again.added, again.changed, again.unchanged, again.list.problems) == (0, 0, 2, ())
    ended = office_list(tmp_path / "ended.csv", "ZX02,示範乙證券,無,", head=head)
    desk.firm_lists.apply(desk.firm_lists.preview(ended, date(2019, 8, 1)))
    assert [tie.relation for tie in desk.firm_records.ties("ZX02", date(2019, 8, 1))] == ["systems_run_by"]


def test_a_list_whose_ties_lead_in_a_ring_is_refused_whole(desk, tmp_path):
    path = office_list(tmp_path / "ring.csv", "ZX01,示範甲證券,ZX02", "ZX02,示範乙證券,ZX01", head="代號,名稱,母公司")
    with pytest.raises(Refused, match=r"firm\.tied_to_itself"):
        desk.firm_lists.apply(desk.firm_lists.preview(path, DAY))
    assert desk.firms.list(DAY) == ()


def test_a_firm_never_takes_the_code_of_a_branch(desk, tmp_path):
    told(desk, tmp_path, DAY, "ZX01,示範甲證券,,,")
    told(desk, tmp_path, DAY, "ZX0A,示範甲-北區", head="證券商代號,證券商名稱")
    with pytest.raises(Refused, match=r"firm\.code_is_branch") as refused:
        desk.firm_records.add("ZX0A", "示範新證券")
    assert (refused.value.values["branch"], refused.value.values["of"]) == ("示範甲-北區", "ZX01")
    desk.firm_records.add("ZX0a", "大小寫有別證券")
    seen = desk.firm_lists.preview(office_list(tmp_path / "b.csv", "ZX0A,示範新證券", head="代號,名稱"), DAY)
    assert [problem.code for problem in seen.list.problems if problem.blocking] == ["code.is_branch"]


def test_an_amount_by_hand_is_questioned_against_the_day_before(desk, firm):
    def doubt(value, day=DAY):
        found = desk.firms.doubt_about(RecordFact(firm, "paid_in_capital", value, day, "filing"))
        return found and found.code

    assert doubt(12_840_000) == doubt(12_840_000_000_000) == "amount.unit_slip_before"
    assert doubt(13_000_000_000) is None
    assert doubt(12_840_000, date(2019, 1, 1)) == "amount.unit_slip", "on its first day nothing was known before"
    assert desk.firms.doubt_about(RecordFact(firm, "security_staff", 2, DAY, "filing")) is None


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_the_register_of_the_demo_leaves_in_the_template_and_comes_back_unchanged(demo_desk, tmp_path, suffix):
    desk, day = demo_desk, demo_desk.today()
    first, second, third = (row.code for row in desk.firms.list(day)[:3])
    desk.firm_records.keep(second, "parent_firm", first, date(2019, 1, 1), "filing", "firms.merge")
    desk.firm_records.keep(third, "systems_run_by", first, date(2019, 1, 1), "filing", "firms.merge")
    desk.firm_records.describe(first, {"letter_recipient": "法令遵循部"}, ["=另一寫法", "甲、乙"])
    path = tmp_path / f"demo{suffix}"
    count = desk.firm_lists.template(path, Words("zh_TW"), day)
    again = desk.firm_lists.preview(path, day)
    assert (again.added, again.changed, again.older, again.tier_moves) == (0, 0, (), ())
    assert again.unchanged == count == len(desk.firms.list(day)) and again.list.problems == ()


def test_the_first_day_of_the_calendar_is_a_day_like_any_other(desk, tmp_path):
    told(desk, tmp_path, date.min, "ZX01,示範甲證券,30億,,")
    assert desk.firms.doubt_about(RecordFact("ZX01", "paid_in_capital", 5_000_000_000, date.min, "filing")) is None
    desk.firm_records.rename("ZX01", "示範乙證券", date.min, "letter")
    assert desk.firms.list(DAY)[0].name == "示範乙證券"


def test_one_amount_is_questioned_once(desk, tmp_path, firm):
    seen = desk.firm_lists.preview(office_list(tmp_path / "a.csv", f"{firm},示範ZX01證券,12840000", head="代號,名稱,資本額"), DAY)
    assert [problem.code for problem in seen.list.problems] == ["amount.unit_slip"]
