"""What is wrong with a list is told by file, sheet, row, column and value; what can't be trusted is refused before it is read."""

from __future__ import annotations

import dataclasses
import json
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.table import TableCell
from odf.text import P

from auditdesk.errors import BadInput, Problem
from auditdesk.exchange.column_matching import columns_to_match
from auditdesk.exchange.firm_lists import read_firm_list, read_sheets

HEADINGS = "代號,名稱,資本額,網路下單,資安人員,類別,主管機關,統一編號"
SOUND = "ZX01,示範甲證券,40億,是,1,銀行兼營,證交所,00000016"


def refusal(path: Path, mapping: dict[str, str] | None = None) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_firm_list(path, mapping=mapping)
    assert caught.value.problems, "a table of problems needs at least one line"
    assert {problem.file for problem in caught.value.problems} == {path.name}
    return caught.value


def only_problem(path: Path) -> Problem:
    (problem,) = read_firm_list(path).problems
    return problem


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("ZX02,示範乙證券,四十億,是,1,,,", "資本額", "amount.unreadable"),
        ("ZX02,示範乙證券,-40億,是,1,,,", "資本額", "amount.negative"),
        ("ZX02,示範乙證券,0.5,是,1,,,", "資本額", "amount.not_whole"),
        ("ZX02,示範乙證券,40億,也許,1,,,", "網路下單", "flag.unreadable"),
        ("ZX02,示範乙證券,40億,是,三名,,,", "資安人員", "count.unreadable"),
        ("ZX02,示範乙證券,40億,是,-1,,,", "資安人員", "count.unreadable"),
        ("ZX02,示範乙證券,40億,是,1,當鋪,,", "類別", "kind.unknown"),
        ("ZX02,示範乙證券,40億,是,1,,央行,", "主管機關", "authority.unknown"),
        ("ZX02,示範乙證券,40億,是,1,,,1234567", "統一編號", "unified_number.unreadable"),
        ("ZX-2,示範乙證券,40億,是,1,,,", "代號", "code.unreadable"),
        ("7,示範乙證券,40億,是,1,,,", "代號", "code.zeros_eaten"),
        (",示範乙證券,40億,是,1,,,", "代號", "code.missing"),
        ("ZX01,示範乙證券,40億,是,1,,,", "代號", "code.twice"),
        ("ZX02," + "長" * 301 + ",40億,是,1,,,", "名稱", "text.too_long"),
    ],
)
def test_a_value_that_cannot_be_read_blocks_and_is_named_by_row_and_column(text_file, line: str, column: str, code: str) -> None:
    problem = only_problem(text_file(f"名冊,,,,,,,\n{HEADINGS}\n{SOUND}\n\n{line}\n"))
    assert (problem.code, problem.row, problem.column, problem.blocking) == (code, 5, column, True)
    place = HEADINGS.split(",").index(column)
    shown = line.split(",")[place]
    assert problem.value == (shown if len(shown) <= 80 else shown[:80] + "…") or (
        code == "code.missing" and problem.value is None
    )


def test_eaten_zeros_come_with_a_suggestion_and_a_twin_with_its_first_row(text_file) -> None:
    eaten, twin = read_firm_list(text_file("代號,名稱\n70,示範甲證券\nZX01,示範乙證券\nZX01,示範乙證券\n")).problems
    assert eaten.values["suggestion"] == "0070"
    assert (twin.row, twin.values["first_row"]) == (4, 3)


def test_codes_that_differ_in_case_are_no_twins(text_file) -> None:
    listed = read_firm_list(text_file("代號,名稱\nZX0C,示範甲證券\nZX0c,示範乙證券\n"))
    assert (listed.problems, len(listed.firms)) == ((), 2)


def test_every_problem_of_a_list_is_told_at_once_in_the_order_of_rows(text_file) -> None:
    listed = read_firm_list(text_file(f"{HEADINGS}\n{SOUND}\nZX02,示範乙證券,x,也許,z,,,\n8,示範丙證券,,,,,,\n{SOUND}\n"))
    assert [(problem.row, problem.code) for problem in listed.problems] == [
        (3, "amount.unreadable"),
        (3, "flag.unreadable"),
        (3, "count.unreadable"),
        (4, "code.zeros_eaten"),
        (5, "code.twice"),
    ]
    assert listed.rows == 4


@pytest.mark.parametrize("text", ["1080230", "25/10/2019", "去年"])
def test_an_unknown_report_day_blocks(open_data, text: str) -> None:
    listed = read_firm_list(open_data({"出表日期": text}))
    (problem,) = listed.problems
    assert (problem.code, problem.row, problem.column, problem.value) == ("date.unreadable", 1, "出表日期", text)
    assert listed.as_of is None


def test_an_unknown_opening_day_blocks_and_one_that_is_not_kept_does_not(text_file, open_data) -> None:
    branches = text_file("證券商代號,證券商名稱,開業日\nZX0A,示範甲-北區,1001340\n")
    assert (only_problem(branches).code, only_problem(branches).blocking) == ("date.unreadable", True)
    firms = open_data({"設立日期": "1001340"})
    assert (only_problem(firms).code, only_problem(firms).blocking) == ("date.unreadable", False)


def test_different_report_days_leave_the_day_open(open_data) -> None:
    listed = read_firm_list(open_data({}, {"證券代號": "ZX02", "出表日期": "1080103"}))
    assert listed.as_of is None
    assert [(problem.code, problem.row, problem.blocking) for problem in listed.problems] == [("list.days_differ", 2, False)]


@pytest.mark.parametrize(
    ("amount", "code"), [("200000", "amount.unit_slip"), ("4000000", "amount.unit_slip"), ("20000", "amount.unit_slip")]
)
def test_an_amount_a_thousandth_of_the_legal_minimum_is_questioned_and_does_not_block(text_file, amount: str, code: str) -> None:
    listed = read_firm_list(text_file(f"代號,名稱,資本額\nZX01,示範甲證券,{amount}\n"))
    assert [(problem.code, problem.value, problem.blocking) for problem in listed.problems] == [(code, amount, False)]
    assert listed.firms[0].facts == {"paid_in_capital": int(amount)}


def test_dollars_under_a_heading_in_thousands_are_questioned(open_data) -> None:
    problem = only_problem(open_data({"實收資本額（仟元）": "31260000000"}))
    assert (problem.code, problem.blocking, problem.values["amount_ntd"]) == ("amount.unit_slip", False, 31_260_000_000_000)


@pytest.mark.parametrize("column", ["證券代號", "券商(證券IB)簡稱", "實收資本額（仟元）", "指撥營運金（仟元）"])
def test_a_missing_column_is_named(open_data, column: str) -> None:
    error = refusal(open_data({column: None}, {column: None, "電話": "2"}))
    assert (error.code, error.problems[0].column) == ("heading.missing", column)


def test_every_missing_column_of_an_office_list_is_named_with_the_row_of_the_headings(text_file) -> None:
    error = refusal(text_file("名冊,,\n電話,地址,資本額\n1,2,3\n"))
    assert [(problem.column, problem.row) for problem in error.problems] == [("代號", 2), ("名稱", 2)]


def test_two_columns_for_one_thing_are_refused(text_file) -> None:
    error = refusal(text_file("代號,名稱,資本額,實收資本額（仟元）\nZX01,示範甲證券,1,2\n"))
    assert (error.code, error.values["column"], error.values["other"]) == ("heading.twice", "實收資本額（仟元）", "資本額")


def test_open_data_without_a_unit_in_its_heading_is_not_guessed(open_data) -> None:
    path = open_data({"實收資本額（仟元）": None, "實收資本額": "31260000"})
    (problem,) = (problem for problem in read_firm_list(path).problems if problem.blocking)
    assert (problem.code, problem.column) == ("heading.unit_missing", "實收資本額")


def test_unknown_columns_are_told_and_do_not_block(text_file) -> None:
    problem = only_problem(text_file("代號,名稱,吉祥物\nZX01,示範甲證券,熊\n"))
    assert (problem.code, problem.column, problem.row, problem.blocking) == ("heading.unknown", "吉祥物", 1, False)


def test_many_unknown_columns_are_told_in_one_line(text_file) -> None:
    more = ",".join(f"欄{number}" for number in range(40))
    problem = only_problem(text_file(f"代號,名稱,{more}\nZX01,示範甲證券,{'1,' * 39}1\n"))
    assert (problem.code, problem.values["count"], problem.blocking) == ("heading.many_unknown", 40, False)
    assert problem.values["headings"][0] == "欄0"


def test_columns_beyond_those_that_are_read_are_refused_not_cut_off(text_file) -> None:
    more = ",".join(f"欄{number}" for number in range(300))
    assert refusal(text_file(f"代號,名稱,{more},資本額\nZX01,示範甲證券,{'1,' * 300}40億\n")).code == "list.too_wide"
    record = {"代號": "ZX01", "名稱": "示範甲證券", **{f"欄{number}": "1" for number in range(300)}, "資本額": "40億"}
    assert refusal(text_file(json.dumps([record], ensure_ascii=False))).code == "list.too_wide"
    blank = read_firm_list(text_file(f"代號,名稱,資本額{',' * 400}\nZX01,示範甲證券,40億{',' * 400}\n"))
    assert (blank.problems, blank.firms[0].facts) == ((), {"paid_in_capital": 4_000_000_000})


def test_a_list_of_something_else_is_refused_with_its_first_row(text_file) -> None:
    error = refusal(text_file("品名,單價\n鉛筆,10\n"))
    assert (error.code, error.values["headings"]) == ("list.unrecognised", ("品名", "單價"))


def test_a_list_in_an_encoding_that_is_not_read_is_told_so_and_not_as_a_list_of_something_else(text_file) -> None:
    content = "代號,名稱,資本額\nZX01,示范甲证券,40亿\n".encode("gb18030")
    path = text_file(content)
    assert refusal(path).code == "text.unknown_encoding"
    assert columns_to_match(read_sheets(path)) is None, "nobody is asked what such columns mean"


def test_headings_without_rows_block(text_file) -> None:
    assert only_problem(text_file("代號,名稱\n")).code == "list.no_rows"


def test_big5_bytes_that_do_not_decode_are_told_by_row_and_column(text_file) -> None:
    content = "代號,名稱,資本額\r\nZX01,示範甲證券,40億\r\nZX02,示範".encode("cp950") + b"\xff\xfe,40\r\nZX03,\x8d\x20x,1\r\n"
    first, second = (problem for problem in read_firm_list(text_file(content)).problems if problem.code == "text.undecodable")
    assert (first.row, first.column, first.value, first.blocking) == (3, "名稱", "示範��", True)
    assert (second.row, second.column) == (4, "名稱")


def test_a_character_that_was_lost_before_is_not_taken_for_a_name(text_file) -> None:
    assert only_problem(text_file("代號,名稱\nZX01,示範\ufffd證券\n")).code == "text.undecodable"


def test_an_unquoted_amount_with_commas_does_not_shift_the_cells_behind_it(text_file) -> None:
    listed = read_firm_list(text_file("代號,名稱,電話,資本額\nZX01,示範甲證券,1,4,000,000,000\n"))
    assert ("row.too_many_cells", 2, True) in [(problem.code, problem.row, problem.blocking) for problem in listed.problems]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"\n\n,,,\n", "sheet.empty"),
        (b"\x00\x01\x02code,name", "file.not_text"),
        ("代號,名稱\nZX01,\0示範\n".encode(), "file.not_text"),
        ('代號,名稱\nZX01,"示範甲證券\nZX02,示範乙證券\n'.encode(), "csv.broken"),
        (b"{", "json.broken"),
        (b"[" * 200_000, "json.broken"),
        (b'{"code": 1}', "json.not_a_list"),
        (b"[1, 2]", "json.not_a_list"),
        (b"[]", "sheet.empty"),
        ('[{"代號": "ZX01", "代號": "ZX02"}]'.encode(), "json.key_twice"),
        (b'[{"a": NaN}]', "json.broken"),
    ],
)
def test_text_files_that_are_no_list_are_refused(text_file, content: bytes, code: str) -> None:
    assert refusal(text_file(content)).code == code


def test_a_nested_value_of_json_is_a_problem_of_its_row(open_data) -> None:
    problem = only_problem(open_data({"電話": ["1", "2"]}))
    assert (problem.code, problem.row, problem.column, problem.value) == ("cell.nested", 1, "電話", '["1", "2"]')


@pytest.mark.parametrize("name", ["list.csv", "list.json", "list.xlsx"])
def test_a_file_of_50_megabytes_is_refused_before_it_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with open(path, "wb") as file:
        file.truncate(50 * 1024 * 1024)
    error = refusal(path)
    assert (error.code, error.values["size_mb"], error.values["limit_mb"]) == ("file.too_large", 50, 20)


def test_a_file_that_is_not_there_or_is_no_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing.csv").code == "file.missing"
    assert refusal(tmp_path).code == "file.not_a_file"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.csv")
        assert refusal(tmp_path / "pipe.csv").code == "file.not_a_file"


def test_more_than_ten_thousand_rows_are_refused(text_file, open_data) -> None:
    rows = "".join(f"{number:04x},示範甲證券\n" for number in range(10_001))
    assert refusal(text_file(f"代號,名稱\n{rows}")).code == "list.too_many_rows"
    many = text_file(json.dumps([{"代號": "ZX01", "名稱": "x"}] * 10_001), name="list.json")
    assert refusal(many).code == "list.too_many_rows"


def test_an_empty_workbook_and_one_of_another_kind_are_refused(workbook, tmp_path: Path, text_file) -> None:
    assert refusal(workbook({"工作表1": []})).code == "sheet.empty"
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as container:
        container.writestr("readme.txt", "no workbook")
    assert refusal(tmp_path / "other.xlsx").code == "file.not_a_workbook"
    assert refusal(text_file("代號,名稱\nZX01,示範甲證券\n", name="text.xlsx")).code == "file.not_a_workbook"


def test_a_workbook_whose_sheets_are_all_hidden_has_no_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["代號", "名稱"])
    book.create_sheet("圖").sheet_state = "visible"
    book.worksheets[0].sheet_state = "hidden"
    book.save(tmp_path / "hidden.xlsx")
    assert refusal(tmp_path / "hidden.xlsx").code == "sheet.empty"


def test_the_sheet_that_is_the_list_is_found_and_another_like_it_is_told(workbook) -> None:
    list_rows = [["代號", "名稱", "資本額"], ["ZX01", "示範甲證券", "40億"]]
    listed = read_firm_list(workbook({"說明": [["說明"]], "舊": [["代號", "名稱"], ["ZX02", "x"]], "新": list_rows}))
    assert [firm.code for firm in listed.firms] == ["ZX01"]
    assert [(problem.code, problem.sheet, problem.blocking) for problem in listed.problems] == [("sheet.ignored", "舊", False)]


def test_problems_of_a_workbook_name_sheet_row_and_column(workbook) -> None:
    rows = [["名冊"], [], ["代號", "名稱", "資本額（仟元）"], ["ZX01", "示範甲證券", "=1+1"], ["ZX02", "示範乙證券", True]]
    no_result, no_amount = read_firm_list(workbook({"名冊": rows})).problems
    assert (no_result.code, no_result.sheet, no_result.row, no_result.column) == ("cell.no_result", "名冊", 4, "資本額（仟元）")
    assert no_result.value == "=1+1"
    assert (no_amount.code, no_amount.row, no_amount.value) == ("amount.unreadable", 5, "TRUE")


def test_an_error_value_is_not_taken_for_a_blank_cell(workbook) -> None:
    problem = only_problem(workbook({"名冊": [["代號", "名稱", "資本額"], ["ZX01", "示範甲證券", "#DIV/0!"]]}))
    assert (problem.code, problem.value) == ("cell.no_result", "#DIV/0!")


def test_a_formula_without_result_in_an_open_document_is_told(open_document) -> None:
    failed = TableCell(formula="of:=[.A1]/0", valuetype="string", stringvalue="")
    failed.setAttrNS("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "value-type", "error")
    failed.addElement(P(text="#DIV/0!"))
    rows = [["代號", "名稱", "資本額"], ["ZX01", "示範甲證券", TableCell(formula="of:=1+1")], ["ZX02", "示範乙證券", failed]]
    first, second = read_firm_list(open_document(rows)).problems
    assert (first.code, first.sheet, first.row, first.value) == ("cell.no_result", "名冊", 2, "of:=1+1")
    assert (second.code, second.row, second.value) == ("cell.no_result", 3, "#DIV/0!")


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ({"code": "代號"}, "mapping.incomplete"),
        ({"name": "名稱"}, "mapping.incomplete"),
        ({"code": "代號", "name": "名稱", "mascot": "吉祥物"}, "mapping.unknown_field"),
        ({"code": "代號", "name": "代號"}, "mapping.heading_twice"),
        ({"code": "代號", "name": " "}, "mapping.heading_twice"),
        ({"code": "代號", "name": "公司", "telephone": "名稱"}, "heading.missing"),
    ],
)
def test_a_mapping_with_a_fault_is_refused(text_file, mapping: dict[str, str], code: str) -> None:
    assert refusal(text_file("代號,名稱\nZX01,示範甲證券\n"), mapping).code == code


JUNK = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=300).map(str.encode),
    st.lists(st.lists(st.text(alphabet="代號名稱資本額ZX01,\"'\n=\t億元-", max_size=8), max_size=5), max_size=6).map(
        lambda rows: ("代號,名稱,資本額,開業日\n" + "\n".join(",".join(row) for row in rows)).encode()
    ),
)


@given(JUNK, st.sampled_from(["x.csv", "x.json", "x.xlsx", "x.ods"]))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_is_a_list_or_bad_input_and_never_anything_else(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    try:
        listed = read_firm_list(path)
    except BadInput as error:
        assert error.problems
    else:
        json.dumps(dataclasses.asdict(listed), default=str)


@pytest.fixture(scope="module")
def sound_workbook(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    book = openpyxl.Workbook()
    for row in (["代號", "名稱", "資本額"], ["ZX01", "示範甲證券", 4_000_000_000], ["ZX02", "示範乙證券", "=1+1"]):
        book.active.append(row)
    path = tmp_path_factory.mktemp("sound") / "sound.xlsx"
    book.save(path)
    return path.read_bytes()


@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_workbook_is_read_or_refused(tmp_path: Path, sound_workbook: bytes, data: st.DataObject) -> None:
    content = bytearray(sound_workbook)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))]))
    try:
        read_firm_list(path)
    except BadInput as error:
        assert error.problems
