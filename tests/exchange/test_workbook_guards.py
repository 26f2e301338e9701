"""Workbooks made to harm: refused before their reader sees them, in little time and memory."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from auditdesk.errors import BadInput
from auditdesk.exchange.firm_lists import read_firm_list
from auditdesk.exchange.zip_guard import MOST_ENTRIES

ROWS = [["代號", "名稱", "資本額"], ["ZX01", "示範甲證券", "40億"]]
SHEET = "xl/worksheets/sheet1.xml"


def code_of(path: Path) -> str:
    with pytest.raises(BadInput) as caught:
        read_firm_list(path)
    return caught.value.code


def sheet_of(cells: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{namespace}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def test_a_container_with_too_many_entries_is_refused(workbook, rezip) -> None:
    many = {f"xl/media/{number}.xml": b"<x/>" for number in range(MOST_ENTRIES + 1)}
    assert code_of(rezip(workbook({"名冊": ROWS}), many)) == "workbook.bomb"


def test_an_entry_that_unpacks_to_hundreds_of_times_its_size_is_refused(workbook, rezip) -> None:
    assert code_of(rezip(workbook({"名冊": ROWS}), {"xl/bomb.xml": b" " * 30_000_000})) == "workbook.bomb"


def test_entries_that_unpack_to_too_much_together_are_refused(workbook, tmp_path: Path) -> None:
    path = workbook({"名冊": ROWS})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as container:
        for number in range(4):
            container.writestr(f"xl/media/{number}.bin", b"\0\1\2\3\4\5\6\7" * 4_000_000)
    assert code_of(path) == "workbook.bomb"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_that_stands_twice_is_refused(workbook) -> None:
    path = workbook({"名冊": ROWS})
    with zipfile.ZipFile(path, "a") as container:
        container.writestr(SHEET.upper(), sheet_of(""))
    assert code_of(path) == "workbook.bomb"


def test_an_entry_that_lies_about_its_size_is_refused(workbook, rezip) -> None:
    path = rezip(workbook({"名冊": ROWS}), {"xl/more.xml": b"<x>" + b"y" * 5000 + b"</x>"})
    content = path.read_bytes()
    assert content.count(struct.pack("<L", 5007)) == 2
    path.write_bytes(content.replace(struct.pack("<L", 5007), struct.pack("<L", 7)))
    assert code_of(path) == "workbook.broken"


def test_entities_are_refused(workbook, rezip) -> None:
    lol = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
    evil = lol.encode() + sheet_of('<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>')
    path = workbook({"名冊": ROWS})
    assert code_of(rezip(path, {SHEET: evil})) == "workbook.entities"
    assert code_of(rezip(path, {"docProps/core.xml": lol.encode("utf-16") + "<x/>".encode("utf-16-le")})) == "workbook.entities"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ('<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>', "list.too_many_rows"),
        ('<row r="1"><c r="XFD1" t="n"><v>1</v></c></row>', "sheet.too_wide"),
        ('<row r="1"><c r="ZZZ9999999" t="n"><v>1</v></c></row>', "list.too_many_rows"),
        ('<row r="1"><c r="A99999999999999999999"><v>1</v></c></row>', "workbook.broken"),
        ('<row r="1"><c r="A0"><v>1</v></c></row>', "workbook.broken"),
        ('<row r="-7"><c><v>1</v></c></row>', "workbook.broken"),
        ('<row r="one"><c><v>1</v></c></row>', "workbook.broken"),
        ('<row r="1"><c r="A1"><v>1</v></row>', "workbook.broken"),
    ],
)
def test_a_cell_far_out_is_refused_instead_of_filling_memory(workbook, rezip, cells: str, code: str) -> None:
    assert code_of(rezip(workbook({"名冊": ROWS}), {SHEET: sheet_of(cells)})) == code


def test_formatted_blank_cells_far_out_do_no_harm(workbook, rezip) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>代號</t></is></c><c r="B1" t="inlineStr"><is><t>名稱</t></is></c></row>'
    rows += '<row r="2"><c r="A2" t="inlineStr"><is><t>ZX01</t></is></c><c r="B2" t="inlineStr"><is><t>甲</t></is></c></row>'
    rows += '<row r="1048576"><c r="XFD1048576"/></row>'
    assert read_firm_list(rezip(workbook({"名冊": ROWS}), {SHEET: sheet_of(rows)})).rows == 1


def test_an_announced_number_of_texts_allots_no_memory(workbook, rezip) -> None:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = f'<sst xmlns="{namespace}" uniqueCount="4294967295"><si><t>x</t></si></sst>'.encode()
    assert code_of(rezip(workbook({"名冊": ROWS}), {"xl/sharedStrings.xml": shared})) == "workbook.broken"


def test_one_long_text_shown_in_many_cells_is_refused(workbook, rezip) -> None:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = "".join(f"{number:x}" for number in range(60_000))
    shared = f'<sst xmlns="{namespace}"><si><t>{text}</t></si></sst>'.encode()
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 500))
    path = rezip(workbook({"名冊": ROWS}), {SHEET: sheet_of(cells), "xl/sharedStrings.xml": shared})
    assert code_of(path) == "sheet.too_much_text"


def test_repeated_rows_of_an_open_document_are_counted(open_document, rezip) -> None:
    path = open_document(ROWS)
    with zipfile.ZipFile(path) as container:
        content = container.read("content.xml")
    evil = content.replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="999999999">', 1)
    assert evil != content
    assert code_of(rezip(path, {"content.xml": evil}, "evil.ods")) == "list.too_many_rows"
    wide = content.replace(b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="999999999" ', 1)
    assert code_of(rezip(path, {"content.xml": wide}, "wide.ods")) == "sheet.too_wide"


def test_encrypted_and_old_workbooks_are_told_apart(open_document, rezip, tmp_path: Path) -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    (tmp_path / "old.xls").write_bytes(compound)
    assert code_of(tmp_path / "old.xls") == "workbook.old_format"
    (tmp_path / "locked.xlsx").write_bytes(compound + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    assert code_of(tmp_path / "locked.xlsx") == "workbook.encrypted"
    manifest = b'<m:manifest xmlns:m="x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    assert code_of(rezip(open_document(ROWS), {"META-INF/manifest.xml": manifest}, "locked.ods")) == "workbook.encrypted"


def test_a_cut_off_workbook_is_damaged(workbook) -> None:
    path = workbook({"名冊": ROWS})
    path.write_bytes(path.read_bytes()[:-40])
    assert code_of(path) == "workbook.broken"


def test_only_the_sheets_are_unpacked(workbook, rezip) -> None:
    path = rezip(
        workbook({"名冊": ROWS}), {"xl/vbaProject.bin": b"macro", "xl/embeddings/x.bin": b"object", "../../evil.xml": b"<x/>"}
    )
    assert read_firm_list(path).rows == 1
    assert not (path.parent.parent / "evil.xml").exists()
