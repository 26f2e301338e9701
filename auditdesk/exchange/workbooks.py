"""XLSX and ODS → sheets of cells, through the calamine reader, behind the guards of ``zip_guard`` and ``sheet_scan``."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final
from xml.sax.handler import ContentHandler

from auditdesk.exchange.incoming import bad_file
from auditdesk.exchange.sheet_scan import OdsTables, SharedTexts, SheetScan, XlsxSheet, parse_safely
from auditdesk.exchange.sheets import Cell, FaultyCell, Row, Sheet
from auditdesk.exchange.zip_guard import open_measured, pack_again, read_measured

if TYPE_CHECKING:
    import io

ZIP_MARK: Final = b"PK\x03\x04"
COMPOUND_MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS_TYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_ODS_PARTS: Final = ("mimetype", "META-INF/manifest.xml", "content.xml")
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")


def read_workbook(content: bytes, file: str, tick: Callable[[], None]) -> tuple[Sheet, ...]:
    """The visible worksheets that hold anything, in their order. Formulas give the value they were saved with.

    Raises BadInput ``file.not_a_workbook``, ``workbook.encrypted``, ``workbook.old_format``, ``workbook.broken``, ``workbook.bomb``,
    ``workbook.entities``, ``sheet.none``, ``sheet.empty``, ``list.too_many_rows``, ``sheet.too_wide`` or ``sheet.too_much_text``.
    """
    if content.startswith(COMPOUND_MARK):
        raise bad_file("workbook.encrypted" if _ENCRYPTED_PACKAGE in content else "workbook.old_format", file)
    if not content.startswith(ZIP_MARK):
        raise bad_file("file.not_a_workbook", file)
    with open_measured(content, file) as container:
        names = set(container.namelist())
        if "xl/workbook.xml" in names and "[Content_Types].xml" in names:
            packed, scans = _xlsx(container, file, tick)
        elif "content.xml" in names and _is_ods(container, file):
            packed, scans = _ods(container, file, tick)
        else:
            raise bad_file("file.not_a_workbook", file)
    return _read(packed, scans, file, tick)


def _is_ods(container: zipfile.ZipFile, file: str) -> bool:
    return "mimetype" in container.namelist() and read_measured(container, iter(["mimetype"]), file)["mimetype"].startswith(
        _ODS_TYPE
    )


def _xlsx(container: zipfile.ZipFile, file: str, tick: Callable[[], None]) -> tuple[io.BytesIO, Mapping[str, SheetScan]]:
    members = read_measured(container, (name for name in container.namelist() if name.endswith((".xml", ".rels"))), file)
    targets = _Relations()
    parse_safely(members.get("xl/_rels/workbook.xml.rels", b"<none/>"), targets, file, tick)
    book = _SheetNames()
    parse_safely(members["xl/workbook.xml"], book, file, tick)
    parts = {targets.by_id.get(relation, ""): name for name, relation in book.relations.items()}
    shared = SharedTexts()
    for name, xml in members.items():
        if name.casefold() == "xl/sharedstrings.xml":
            parse_safely(xml, shared, file, tick)
    scans: dict[str, SheetScan] = {}
    for name, xml in members.items():
        if name in parts:
            sheet = XlsxSheet(parts[name], shared.lengths)
            parse_safely(xml, sheet, file, tick)
            scans[parts[name]] = sheet.scan
        else:
            parse_safely(xml, ContentHandler(), file, tick)
    return pack_again(members), scans


class _Relations(ContentHandler):
    """The parts of the workbook by relation id."""

    def __init__(self) -> None:
        super().__init__()
        self.by_id: dict[str, str] = {}

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: Any) -> None:  # noqa: N802 - the name is SAX's
        target, own_id = attrs.get((None, "Target")), attrs.get((None, "Id"))
        if target and own_id:
            self.by_id[own_id] = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


class _SheetNames(ContentHandler):
    """The relation id of each sheet by its name."""

    def __init__(self) -> None:
        super().__init__()
        self.relations: dict[str, str] = {}

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: Any) -> None:  # noqa: N802 - the name is SAX's
        title = attrs.get((None, "name"))
        if name[1] == "sheet" and title is not None:
            self.relations[title] = next((str(value) for key, value in attrs.items() if key[0] and key[1] == "id"), "")


def _ods(container: zipfile.ZipFile, file: str, tick: Callable[[], None]) -> tuple[io.BytesIO, Mapping[str, SheetScan]]:
    members = read_measured(container, (name for name in container.namelist() if name in _ODS_PARTS), file)
    if b"encryption-data" in members.get("META-INF/manifest.xml", b""):
        raise bad_file("workbook.encrypted", file)
    tables = OdsTables()
    parse_safely(members["content.xml"], tables, file, tick)
    if "META-INF/manifest.xml" in members:
        parse_safely(members["META-INF/manifest.xml"], ContentHandler(), file, tick)
    return pack_again(members), tables.scans


def _read(packed: io.BytesIO, scans: Mapping[str, SheetScan], file: str, tick: Callable[[], None]) -> tuple[Sheet, ...]:
    import pandas  # both are loaded when a workbook is read, not when the program starts
    import python_calamine as calamine

    sheets: list[Sheet] = []
    try:
        with pandas.ExcelFile(packed, engine="calamine") as book:
            tables = [
                found
                for found in book.book.sheets_metadata
                if found.typ == calamine.SheetTypeEnum.WorkSheet and found.visible == calamine.SheetVisibleEnum.Visible
            ]
            for table in tables:
                tick()
                scan = scans.get(table.name)
                if scan is None:
                    raise bad_file("workbook.broken", file, sheet=table.name)
                # Cells as they stand: no types, headings or missing values guessed; "007" and "NA" are texts.
                frame = pandas.read_excel(
                    book, sheet_name=table.name, header=None, dtype=object, keep_default_na=False, na_filter=False
                )
                sheets.append(_sheet(table.name, frame.to_numpy(dtype=object).tolist(), scan))
    except calamine.PasswordError as locked:
        raise bad_file("workbook.encrypted", file) from locked
    except (calamine.CalamineError, ValueError, OSError) as broken:
        raise bad_file("workbook.broken", file) from broken
    if not sheets:
        raise bad_file("sheet.none", file)
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise bad_file("sheet.empty", file, sheet=sheets[0].name)
    return filled


def _sheet(name: str, values: list[list[Any]], scan: SheetScan) -> Sheet:
    """The rows that hold anything. A value merged downwards holds in each of its rows that hold something of their own."""
    cells: list[list[Cell]] = values
    for (row, column), shown in scan.faulty.items():
        while len(cells) <= row:
            cells.append([])
        cells[row].extend([""] * (column + 1 - len(cells[row])))
        cells[row][column] = FaultyCell("cell.no_result", shown)
    own = [any(cell != "" for cell in row) for row in cells]
    for first_row, column, last_row, _ in scan.merged:
        if first_row < len(cells) and column < len(cells[first_row]):
            for holds, below in zip(own[first_row + 1 : last_row + 1], cells[first_row + 1 : last_row + 1], strict=True):
                if holds and column < len(below) and below[column] == "":
                    below[column] = cells[first_row][column]
    rows = (Row(number, tuple(row)) for number, row in enumerate(cells, start=1))
    return Sheet(name, tuple(row for row in rows if any(cell != "" for cell in row.cells)))
