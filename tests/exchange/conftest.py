"""Real list files, built by other programs' libraries in the test's own folder."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from auditdesk.model.firm_list import FirmList, RegisteredFirm

T187 = {
    "出表日期": "1080102",
    "證券代號": "ZX01",
    "券商(證券IB)簡稱": "示範甲證券",
    "登記資本額（仟元）": "40000000",
    "實收資本額（仟元）": "31260000",
    "指撥營運金（仟元）": "0",
    "營利事業統一編號": "00000016",
    "變更日期": "",
    "設立日期": "0770601",
    "電話": "(02)0000-0001",
    "交割專戶帳號": "000-111-222",
    "負責人": "某人",
    "行政部門地址": "臺北市範例區示範路1號",
    "營業項目1": "證券經紀",
}


@pytest.fixture
def open_data(tmp_path: Path) -> Callable[..., Path]:
    """A t187ap18 file of rows that differ from a sound one as told; a value None takes the column out."""

    def build(*changes: dict[str, Any], name: str = "t187ap18.json") -> Path:
        rows = [{key: value for key, value in {**T187, **change}.items() if value is not None} for change in changes]
        path = tmp_path / name
        path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        return path

    return build


@pytest.fixture
def text_file(tmp_path: Path) -> Callable[..., Path]:
    """A text file of these lines in an encoding, or of these bytes."""

    def build(content: str | bytes, encoding: str = "utf-8", name: str = "list.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        return path

    return build


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """An XLSX of sheets given as name → rows; ``merge`` holds ranges of the first sheet."""

    def build(sheets: dict[str, Sequence[Sequence[Any]]], merge: Sequence[str] = (), name: str = "list.xlsx") -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        for area in merge:
            book.worksheets[0].merge_cells(area)
        book.save(tmp_path / name)
        return tmp_path / name

    return build


@pytest.fixture
def open_document(tmp_path: Path) -> Callable[..., Path]:
    """An ODS of one sheet of texts, numbers and (valuetype, value) pairs."""

    def build(rows: Sequence[Sequence[Any]], blank_rows_behind: int = 0, name: str = "list.ods") -> Path:
        document = OpenDocumentSpreadsheet()
        table = Table(name="名冊")
        for row in rows:
            line = TableRow()
            for value in row:
                line.addElement(_cell(value))
            table.addElement(line)
        if blank_rows_behind:
            blank = TableRow(numberrowsrepeated=blank_rows_behind)
            blank.addElement(TableCell(numbercolumnsrepeated=16384))
            table.addElement(blank)
        document.spreadsheet.addElement(table)
        document.save(tmp_path / name)
        return tmp_path / name

    return build


def _cell(value: Any) -> Element:
    if isinstance(value, Element):
        return value
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=str(value))
    cell = TableCell(valuetype="string") if value else TableCell()
    if value:
        cell.addElement(P(text=value))
    return cell


@pytest.fixture
def rezip(tmp_path: Path) -> Callable[..., Path]:
    """A copy of a container with members replaced or added."""

    def build(source: Path, members: dict[str, bytes], name: str = "changed.xlsx") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.namelist():
                if entry not in members:
                    new.writestr(entry, old.read(entry))
            for entry, content in members.items():
                new.writestr(entry, content)
        return path

    return build


@pytest.fixture
def registered_after() -> Callable[[FirmList], tuple[RegisteredFirm, ...]]:
    """The register that holds exactly the firms of a list."""

    def build(listed: FirmList) -> tuple[RegisteredFirm, ...]:
        return tuple(
            RegisteredFirm(
                firm.code,
                firm.name or firm.short_name or "",
                firm.short_name,
                firm.english_name,
                firm.unified_number,
                firm.kind,
                firm.address,
                firm.telephone,
                firm.facts or {},
            )
            for firm in listed.firms
        )

    return build
