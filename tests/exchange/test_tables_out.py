"""Lists written for other programs: read back by other libraries than the ones that wrote them."""

from __future__ import annotations

import csv
import json
import stat
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from auditdesk.errors import Cancelled, Refused, Unavailable
from auditdesk.exchange.tables_out import ListTable, write_table

COLUMNS = ("代號", "名稱", "資本額", "網路下單", "日期", "比率", "備註")
ROWS = (
    ("0007", "示範甲證券", 4_000_000_000, True, date(2019, 1, 2), 0.25, '=HYPERLINK("http://x")'),
    ("700c", "示範犇證券", 2**60, False, None, None, "+886-2"),
    ("9E10", '第一行\n第二行,"引號"', -1, None, date(2019, 12, 31), 1.5, "@SUM(A1)"),
)
TABLE = ListTable("證券商: 名冊/2019?", COLUMNS, ROWS)


def test_a_workbook_keeps_texts_numbers_and_days_and_holds_no_formula(tmp_path: Path) -> None:
    assert write_table(tmp_path / "a.xlsx", TABLE) == 3
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    assert rows[1] == ("0007", "示範甲證券", 4_000_000_000, True, datetime(2019, 1, 2), 0.25, '=HYPERLINK("http://x")')
    assert rows[2] == ("700c", "示範犇證券", str(2**60), False, None, None, "+886-2")
    assert rows[3][:3] == ("9E10", '第一行\n第二行,"引號"', -1)
    assert {cell.data_type for row in sheet.iter_rows(min_row=2, max_col=2) for cell in row} == {"s"}
    with zipfile.ZipFile(tmp_path / "a.xlsx") as container:
        assert b"<f>" not in container.read("xl/worksheets/sheet1.xml")
        assert not [name for name in container.namelist() if "hyperlink" in name.lower()]


def test_an_open_document_keeps_texts_numbers_and_days(tmp_path: Path) -> None:
    write_table(tmp_path / "a.ods", TABLE)
    (sheet,) = (CalamineWorkbook.from_path(tmp_path / "a.ods").get_sheet_by_index(number) for number in range(1))
    rows = sheet.to_python()
    assert tuple(rows[0]) == COLUMNS
    assert rows[1] == ["0007", "示範甲證券", 4e9, True, date(2019, 1, 2), 0.25, '=HYPERLINK("http://x")']
    assert rows[2][:3] == ["700c", "示範犇證券", str(2**60)]


def test_csv_opens_as_chinese_in_a_spreadsheet_and_runs_nothing(tmp_path: Path) -> None:
    write_table(tmp_path / "a.csv", TABLE)
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith("\ufeff".encode())
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(keepends=True)))
    assert rows[0] == list(COLUMNS)
    assert rows[1] == ["0007", "示範甲證券", "4000000000", "TRUE", "2019-01-02", "0.25", '\'=HYPERLINK("http://x")']
    assert [row[6] for row in rows[2:]] == ["'+886-2", "'@SUM(A1)"]
    assert rows[3][2] == "-1"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＠"])
def test_every_start_of_a_formula_is_made_text_in_csv(tmp_path: Path, start: str) -> None:
    write_table(tmp_path / "a.csv", ListTable("x", (f"{start}heading",), ((f"{start}1+1",),)))
    with open(tmp_path / "a.csv", encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [[f"'{start}heading"], [f"'{start}1+1"]]


def test_json_is_a_list_of_objects_by_heading(tmp_path: Path) -> None:
    write_table(tmp_path / "a.json", TABLE)
    records = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert records[0]["日期"] == "2019-01-02"
    assert records[1] == dict(zip(COLUMNS, ("700c", "示範犇證券", 2**60, False, None, None, "+886-2"), strict=True))


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".csv", ".json"])
def test_a_list_without_rows_is_a_file_with_headings(tmp_path: Path, suffix: str) -> None:
    assert write_table(tmp_path / f"a{suffix}", ListTable("空", COLUMNS, ())) == 0
    assert (tmp_path / f"a{suffix}").stat().st_size > 0


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".csv", ".json"])
def test_more_rows_than_are_measured_all_arrive(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix.upper()}"
    told: list[tuple[int, int]] = []
    rows = ((f"ZX{number:04d}",) for number in range(1201))
    assert (
        write_table(path, ListTable("列", ("代號",), rows), progress=lambda done, total=0, step="": told.append((done, total)))
        == 1201
    )
    if suffix == ".csv":
        codes = path.read_text(encoding="utf-8-sig").splitlines()[1:]
    elif suffix == ".json":
        codes = [record["代號"] for record in json.loads(path.read_text(encoding="utf-8"))]
    else:
        codes = [row[0] for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:]]
    assert codes == [f"ZX{number:04d}" for number in range(1201)]
    assert told == [(0, 0), (500, 0), (1000, 0), (1201, 1201)]


def test_times_are_written_as_the_office_clock_shows_them(tmp_path: Path) -> None:
    moment = datetime(2019, 1, 2, 3, 4, 5, tzinfo=UTC)
    local = moment.astimezone().replace(tzinfo=None)
    for suffix in (".xlsx", ".ods", ".csv"):
        write_table(tmp_path / f"a{suffix}", ListTable("時", ("時間",), ((moment,),)))
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active["A2"].value == local
    assert CalamineWorkbook.from_path(tmp_path / "a.ods").get_sheet_by_index(0).to_python()[1] == [local]
    assert local.isoformat(" ") in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.xls", ".csv"])
def test_an_unknown_format_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as caught:
        write_table(tmp_path / name, TABLE)
    assert caught.value.code == "export.unknown_format"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".csv", ".json"])
def test_cancelling_leaves_the_older_file_and_nothing_else(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"older")

    def stop(done: int, total: int = 0, step: str = "") -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_table(path, ListTable("列", ("代號",), tuple(("x",) for _ in range(900))), progress=stop)
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [(path.name, b"older")]


def test_a_text_longer_than_a_workbook_cell_is_refused_rather_than_cut(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        write_table(tmp_path / "a.xlsx", ListTable("列", ("備註",), (("短",), ("長" * 32_768,))))
    assert (caught.value.code, caught.value.values["row"]) == ("export.text_too_long", 3)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_or_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in ("nowhere", "file"):
        with pytest.raises(Unavailable) as caught:
            write_table(tmp_path / folder / "a.csv", TABLE)
        assert caught.value.code == "disk.failed"


def test_a_new_file_is_for_its_owner_like_any_other_file_of_his(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x")
    write_table(tmp_path / "a.csv", TABLE)
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)
