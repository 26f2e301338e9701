"""What a readable list gives, whatever program and habit it comes from."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path

import pytest
from odf.table import TableCell
from odf.text import P

from auditdesk.errors import Cancelled
from auditdesk.exchange.firm_lists import read_firm_list

HEADINGS = ["代號", "名稱", "資本額", "電話"]


def test_open_data_of_firms_is_known_by_its_columns_and_counts_in_thousands(open_data) -> None:
    path = open_data(
        {}, {"證券代號": "ZX02", "券商(證券IB)簡稱": "示範乙證券", "實收資本額（仟元）": "4,000,000"}, name="download(3).txt"
    )
    listed = read_firm_list(path)
    assert (listed.format, listed.as_of, listed.rows, listed.file) == ("t187ap18", date(2019, 1, 2), 2, "download(3).txt")
    first, second = listed.firms
    assert (first.row, first.code, first.name, first.short_name, first.unified_number) == (
        1,
        "ZX01",
        None,
        "示範甲證券",
        "00000016",
    )
    assert first.facts == {"registered_capital": 40_000_000_000, "paid_in_capital": 31_260_000_000}
    assert second.facts is not None and second.facts["paid_in_capital"] == 4_000_000_000
    assert listed.problems == ()
    assert listed.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_account_numbers_and_persons_are_not_imported(open_data) -> None:
    listed = read_firm_list(open_data({}))
    assert "某人" not in repr(listed) and "000-111-222" not in repr(listed)


@pytest.mark.parametrize("paid", ["0", "", "-", None])
def test_a_bank_desk_or_foreign_branch_has_operating_funds_and_no_capital(open_data, paid: str | None) -> None:
    change = {"實收資本額（仟元）": paid or "", "登記資本額（仟元）": "0", "指撥營運金（仟元）": "1,500,000"}
    (firm,) = read_firm_list(open_data(change)).firms
    told = {"paid_in_capital": 0} if paid == "0" else {}
    assert firm.facts == {**told, "assigned_operating_funds": 1_500_000_000}
    assert firm.kind is None


def test_a_firm_without_any_capital_is_doubted_but_does_not_block(open_data) -> None:
    listed = read_firm_list(open_data({"實收資本額（仟元）": "0", "登記資本額（仟元）": ""}))
    assert [(problem.code, problem.blocking) for problem in listed.problems] == [("amount.no_capital", False)]
    assert listed.firms[0].facts == {"paid_in_capital": 0}


def test_a_full_legal_name_where_a_short_one_is_expected_becomes_the_name(open_data) -> None:
    (firm,) = read_firm_list(open_data({"券商(證券IB)簡稱": "示範甲證券股份有限公司"})).firms
    assert (firm.name, firm.short_name) == ("示範甲證券股份有限公司", None)


def test_head_offices_of_the_broker_list_say_nothing_of_capital(text_file) -> None:
    path = text_file("Code,Name,EstablishmentDate,Address,Telephone\nZX01,示範甲,0770601,臺北市,\n")
    listed = read_firm_list(path)
    assert (listed.format, listed.as_of, listed.problems) == ("brokerList", None, ())
    assert (listed.firms[0].name, listed.firms[0].facts, listed.firms[0].telephone) == ("示範甲", None, None)


def test_branches_name_their_firm_before_the_hyphen_and_case_tells_codes_apart(text_file) -> None:
    path = text_file(
        "出表日期,證券商代號,證券商名稱,開業日,地址,電話\n"
        "1080102,ZX0C,示範甲-北區,0811120,臺北市,\n"
        "1080102,ZX0c,示範&#29319;－－南區,1001202,台北市,02\n"
    )
    listed = read_firm_list(path)
    assert (listed.format, listed.as_of, listed.firms, listed.problems) == ("OpenData_BRK02", date(2019, 1, 2), (), ())
    first, second = listed.branches
    assert (first.code, first.parent_name, first.opened_on) == ("ZX0C", "示範甲", date(1992, 11, 20))
    assert (second.code, second.parent_name, second.name) == ("ZX0c", "示範犇", "示範犇－－南區")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp950", "utf-16"])
def test_csv_is_read_in_every_encoding_of_the_office(text_file, encoding: str) -> None:
    listed = read_firm_list(text_file('代號,名稱,資本額（億）\r\nZX01,示範甲證券,"1,284"\r\n', encoding))
    assert listed.firms[0].name == "示範甲證券"
    assert listed.firms[0].facts == {"paid_in_capital": 128_400_000_000}


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv_separators_are_told_apart(text_file, separator: str) -> None:
    lines = [HEADINGS, ["ZX01", "示範甲證券", "40億", "(02)0000-0001"]]
    listed = read_firm_list(text_file("\n".join(separator.join(line) for line in lines)))
    assert listed.firms[0].facts == {"paid_in_capital": 4_000_000_000}


def test_commas_of_amounts_do_not_make_a_list_with_tabs_comma_separated(text_file) -> None:
    (firm,) = read_firm_list(text_file("代號\t名稱\t資本額\nZX01\t示範甲證券\t4,000,000,000\n")).firms
    assert firm.facts == {"paid_in_capital": 4_000_000_000}


def test_titles_above_the_headings_may_tell_the_day_and_the_unit(text_file) -> None:
    listed = read_firm_list(
        text_file(
            "證券商名冊,,,\n資料日期：108/06/30,,單位：新臺幣仟元,\n,,,\n代號,名稱,資本額,電話\n"
            'ZX01,示範甲證券,"4,000,000",1\n,,,\nZX02,示範乙證券,40億,\n代號,名稱,資本額,電話\nZX03,示範丙證券,４００００００,\n'
            "註：本表僅供內部使用,,,\n"
        )
    )
    assert listed.as_of == date(2019, 6, 30)
    assert [(firm.row, firm.code) for firm in listed.firms] == [(5, "ZX01"), (7, "ZX02"), (9, "ZX03")]
    assert {firm.facts["paid_in_capital"] for firm in listed.firms if firm.facts} == {4_000_000_000}
    assert [(problem.code, problem.row, problem.blocking) for problem in listed.problems] == [("row.note_skipped", 10, False)]


def test_a_workbook_keeps_codes_dates_and_amounts_as_they_are(workbook) -> None:
    path = workbook(
        {
            "說明": [["這是說明"]],
            "名冊": [
                ["證券商名冊", None, None, None],
                ["代號", "名稱", "資本額（仟元）", "統一編號"],
                ["0070", "示範 甲證券", 4000000.0, "00000016"],
                ["NA01", "示範乙證券", "4,000,000", None],
                [9800, "示範丙證券", "40 億元", 12345675],
                [None, None, None, None],
                ["ZX04", "示範丁證券", 12840.5, None],
            ],
        },
    )
    listed = read_firm_list(path)
    assert listed.problems[0].code == "amount.unit_slip"
    assert [(firm.row, firm.code, firm.name) for firm in listed.firms] == [
        (3, "0070", "示範甲證券"),
        (4, "NA01", "示範乙證券"),
        (5, "9800", "示範丙證券"),
        (7, "ZX04", "示範丁證券"),
    ]
    assert [firm.facts["paid_in_capital"] for firm in listed.firms if firm.facts] == [4_000_000_000] * 3 + [12_840_500]
    assert listed.firms[2].unified_number == "12345675"


def test_title_cells_and_values_merged_downwards_are_understood(workbook) -> None:
    rows = [["證券商名冊"], ["代號", "名稱", "主管機關"], ["ZX01", "示範甲證券", "證交所"], ["ZX02", "示範乙證券", None]]
    listed = read_firm_list(workbook({"名冊": rows}, merge=["A1:C1", "C3:C4"]))
    assert [firm.facts for firm in listed.firms] == [{"lead_authority": "twse"}] * 2


def test_a_value_merged_over_a_blank_row_makes_no_row_of_it(workbook) -> None:
    rows = [["代號", "名稱", "主管機關"], ["ZX01", "示範甲證券", "證交所"], [None, None, None], ["ZX02", "示範乙證券", None]]
    listed = read_firm_list(workbook({"名冊": rows}, merge=["C2:C4"]))
    assert (listed.rows, listed.problems) == (2, ())
    assert [(firm.row, firm.facts) for firm in listed.firms] == [(2, {"lead_authority": "twse"}), (4, {"lead_authority": "twse"})]


def test_an_open_document_is_read_like_a_workbook(open_document) -> None:
    saved = TableCell(valuetype="float", value="4000000000", formula="of:=40*1E8")
    saved.addElement(P(text="4,000,000,000"))
    rows = [["名冊"], HEADINGS, ["0070", "示範甲證券", saved, "1"], ["ZX02", "示範乙證券", 5_000_000_000, ""]]
    listed = read_firm_list(open_document(rows, blank_rows_behind=1_048_000))
    assert [(firm.row, firm.code) for firm in listed.firms] == [(3, "0070"), (4, "ZX02")]
    assert [firm.facts for firm in listed.firms] == [{"paid_in_capital": 4_000_000_000}, {"paid_in_capital": 5_000_000_000}]


def test_a_branch_list_in_a_workbook_takes_date_cells_and_roc_dates(workbook) -> None:
    rows = [
        ["證券商代號", "證券商名稱", "開業日"],
        ["ZX0A", "示範甲-北區", datetime(2007, 7, 7)],
        ["ZX0B", "示範甲-南區", "96/07/07"],
        ["ZX0C", "示範甲-中區", 960707],
    ]
    listed = read_firm_list(workbook({"分公司": rows}))
    assert [branch.opened_on for branch in listed.branches] == [date(2007, 7, 7)] * 3


def test_all_columns_of_the_template_are_read(text_file) -> None:
    listed = read_firm_list(
        text_file(
            "代號*,名稱*,簡稱,英文名稱,統一編號,類別,資本額（億）,指撥營運金,網路下單,主機共置,資安專責單位,資安主管,資安人員,主管機關(證交所/櫃買中心),地址,電話\n"
            "ZX01,示範甲證券,示範甲,Demo Jia,00000016,銀行兼營,40,1億,有,✓,N,有,２名,櫃買中心,台北市,1\n"
        )
    )
    assert listed.problems == ()
    (firm,) = listed.firms
    assert (firm.short_name, firm.english_name, firm.kind, firm.address) == ("示範甲", "Demo Jia", "bank_desk", "台北市")
    assert firm.facts == {
        "paid_in_capital": 4_000_000_000,
        "assigned_operating_funds": 100_000_000,
        "internet_ordering": True,
        "co_location": True,
        "security_unit": False,
        "security_chief": 1,
        "security_staff": 2,
        "lead_authority": "tpex",
    }


def test_english_headings_of_the_template_are_known(text_file) -> None:
    path = text_file("Code,Name,Paid-in capital (NT$ thousand),Online ordering,Security staff\nZX01,Demo Jia,4000000,Y,1\n")
    listed = read_firm_list(path)
    assert listed.problems == ()
    assert listed.firms[0].facts == {"paid_in_capital": 4_000_000_000, "internet_ordering": True, "security_staff": 1}


def test_a_blank_cell_says_nothing(text_file) -> None:
    (firm,) = read_firm_list(text_file("代號,名稱,資本額,網路下單,電話\nZX01,示範甲證券,,－,\n")).firms
    assert (firm.facts, firm.telephone, firm.short_name) == (None, None, None)


def test_zeros_kept_by_a_text_formula_of_csv_stay(text_file) -> None:
    (firm,) = read_firm_list(text_file('代號,名稱\n"=""0007""",示範甲證券\n')).firms
    assert firm.code == "0007"


def test_a_mapping_names_the_columns_of_any_list(text_file) -> None:
    path = text_file("Broker,Firm,Equity (NT$ million),Remark\nZX01,示範甲證券,4000,x\n")
    listed = read_firm_list(path, mapping={"code": "Broker", "name": "Firm", "paid_in_capital": "Equity (NT$ million)"})
    assert (listed.format, listed.problems) == ("mapped", ())
    assert listed.firms[0].facts == {"paid_in_capital": 4_000_000_000}


def test_amounts_that_a_spreadsheet_computed_are_taken_as_it_shows_them(workbook) -> None:
    (firm,) = read_firm_list(workbook({"名冊": [["代號", "名稱", "資本額（億）"], ["ZX01", "示範甲證券", 1.1 * 3]]})).firms
    assert firm.facts == {"paid_in_capital": 330_000_000}


def test_reading_can_be_cancelled(open_data) -> None:
    def stop(done: int, total: int = 0, step: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_firm_list(open_data({}), progress=stop)


def test_the_file_is_left_as_it_was(open_data) -> None:
    path: Path = open_data({})
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    read_firm_list(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(path.parent.iterdir()) == [path]
