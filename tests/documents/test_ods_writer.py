from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st
from odf import opendocument
from odf.table import Table, TableCell, TableRow
from odf.teletype import extractText

from auditdesk.ods_writer import Cell, Column, Sheet, write_ods

COLUMNS = (Column("文字", 40), Column("數", 12), Column("比率", 15, percent=True))


def written(*sheets: Sheet, title: str = "表", language: str = "zh_TW") -> bytes:
    target = io.BytesIO()
    write_ods(target, sheets, title=title, language=language)
    return target.getvalue()


def cells(content: bytes, sheet: int = 0) -> list[list[tuple[str | None, str | None, str]]]:
    """(type, value, text) of every cell, as another reader of the format sees them."""
    table = opendocument.load(io.BytesIO(content)).getElementsByType(Table)[sheet]
    return [
        [
            (
                cell.getAttribute("valuetype"),
                cell.getAttribute("value") or cell.getAttribute("datevalue") or cell.getAttribute("booleanvalue"),
                "\n".join(extractText(paragraph) for paragraph in cell.childNodes),
            )
            for cell in row.getElementsByType(TableCell)
        ]
        for row in table.getElementsByType(TableRow)
    ]


def test_cells_keep_their_types() -> None:
    rows: list[tuple[Cell, ...]] = [
        ("示範甲證券", 4_000_000_000, 0.25),
        (date(2019, 10, 25), datetime(2019, 10, 25, 9, 30), True),
        (None, 1.5, None),
    ]
    body = cells(written(Sheet("表", COLUMNS, iter(rows))))[1:]
    assert body[0] == [("string", None, "示範甲證券"), ("float", "4000000000", "4000000000"), ("percentage", "0.25", "25.0%")]
    assert body[1][0] == ("date", "2019-10-25", "2019-10-25")
    assert body[1][1] == ("date", "2019-10-25T09:30:00", "2019-10-25 09:30:00")
    assert body[1][2] == ("boolean", "true", "TRUE")
    assert body[2][0] == (None, None, "") and body[2][1] == ("float", "1.5", "1.5")


@pytest.mark.parametrize("text", ["=1+1", "+886", "-1", "@SUM(A1)", "0050", "1,000", "2019-10-25"])
def test_text_that_looks_like_a_formula_or_a_number_stays_text(text: str) -> None:
    content = written(Sheet("表", COLUMNS[:1], [(text,)]))
    assert cells(content)[1] == [("string", None, text)]
    assert b"formula" not in zipfile.ZipFile(io.BytesIO(content)).read("content.xml")


def test_numbers_a_spreadsheet_cannot_hold_become_text() -> None:
    content = written(Sheet("表", COLUMNS, [(2**53 + 1, float("nan"), float("inf"))]))
    assert [cell[0] for cell in cells(content)[1]] == ["string"] * 3
    assert cells(content)[1][0][2] == str(2**53 + 1)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r")))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    kept = re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", "\ufffd", text)
    assert cells(written(Sheet("表", COLUMNS[:1], [(text,)])))[1][0][2] == kept


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    sheet = Sheet("甲", COLUMNS, [("一", 1, 0.5)])
    write_ods(tmp_path / "a.ods", [sheet], title="t", language="en")
    write_ods(tmp_path / "b.ods", [sheet], title="t", language="en")
    assert (tmp_path / "a.ods").read_bytes() == (tmp_path / "b.ods").read_bytes()


def test_the_archive_is_told_apart_by_its_first_member_and_each_part_is_xml() -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(Sheet("甲", COLUMNS, []), Sheet("乙", COLUMNS, []), title="A & B <Ltd>")))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    for name in archive.namelist()[1:]:
        ElementTree.fromstring(archive.read(name))
    assert "A &amp; B &lt;Ltd&gt;" in archive.read("meta.xml").decode()


@pytest.mark.parametrize("name", ["", "a/b", "a:b", "a[1]", "'quoted", "what?"])
def test_a_sheet_name_that_spreadsheets_refuse_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="sheet name"):
        written(Sheet(name, COLUMNS, []))


def test_two_sheets_of_one_name_and_rows_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="sheet name"):
        written(Sheet("甲", COLUMNS, []), Sheet("甲", COLUMNS, []))
    with pytest.raises(ValueError, match=r"shorter|longer"):
        written(Sheet("甲", COLUMNS, [("only one",)]))


def test_pandas_reads_the_sheets() -> None:
    import pandas

    frame = pandas.read_excel(
        io.BytesIO(written(Sheet("缺失", COLUMNS, [("一", 3, 0.25)]))), sheet_name="缺失", engine="calamine"
    )
    assert frame.to_dict("records") == [{"文字": "一", "數": 3, "比率": 0.25}]
