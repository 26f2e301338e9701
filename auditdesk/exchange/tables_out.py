"""Lists of the program as XLSX, ODS, CSV or JSON: cells carry types and never formulas; a file is there whole or not at all."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Final

from auditdesk.errors import Refused
from auditdesk.exchange.outgoing import written_whole, xlsx_book
from auditdesk.ods_writer import Column, write_ods
from auditdesk.ods_writer import Sheet as OdsSheet
from auditdesk.progress import Progress, silent

Value = str | int | float | bool | date | None
"""What a cell may be; a ``datetime`` is a date with its time."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets may take for the start of a formula when they open a text file."""
_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\]|^'|'$")
_LONGEST_SHEET_NAME: Final = 31
_LONGEST_XLSX_TEXT: Final = 32_767
_EXACT_IN_XLSX: Final = 10**15
_ROWS_MEASURED: Final = 200


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list to be written: a name, headings, and rows as long as the headings (they may come from a generator, read once)."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Value, ...]]
    language: str = "zh_TW"


def write_table(path: Path, table: ListTable, *, progress: Progress = silent) -> int:
    """Write ``table`` in the format that the suffix names and say how many rows it holds. An older file of that name is replaced.

    Raises Refused ``export.unknown_format`` (suffix, formats) or ``export.text_too_long`` (row, limit), Unavailable for the disk,
    and what ``progress`` raises; then nothing is left behind and an older file stays.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise Refused("export.unknown_format", suffix=path.suffix or path.name, formats=tuple(_WRITERS))
    counted = _Counted(table.rows, progress)
    with written_whole(path) as place:
        writer(place, ListTable(table.name, table.columns, counted, table.language))
    progress(counted.count, counted.count, "rows")
    return counted.count


class _Counted:
    """Rows that tell the progress as they pass."""

    def __init__(self, rows: Iterable[tuple[Value, ...]], progress: Progress) -> None:
        self._rows, self._progress = rows, progress
        self.count = 0

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        for row in self._rows:
            if self.count % 500 == 0:
                self._progress(self.count, 0, "rows")
            self.count += 1
            yield row


def _local(moment: datetime) -> datetime:
    """The time of day as the office's clock shows it; spreadsheets know no zones."""
    return moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment


def _write_xlsx(path: Path, table: ListTable) -> None:
    first, rows = _measured(table.rows)
    with xlsx_book(path, row_by_row=True) as book:
        sheet = book.add_worksheet(_SHEET_NAME.sub(" ", table.name)[:_LONGEST_SHEET_NAME].strip() or "AuditDesk")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#e6ecf6"})
        for column, width in enumerate(_widths(table.columns, first)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(table.columns):
            sheet.write_string(0, column, heading, head)
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, bool):
                    sheet.write_boolean(last, column, value)
                elif isinstance(value, datetime):
                    sheet.write_datetime(last, column, _local(value), moment)
                elif isinstance(value, date):
                    sheet.write_datetime(last, column, value, day)
                elif isinstance(value, str) or (value is not None and not abs(value) < _EXACT_IN_XLSX):
                    sheet.write_string(last, column, _bearable(str(value), last + 1))
                elif value is not None:
                    sheet.write_number(last, column, value)
        sheet.autofilter(0, 0, last, max(len(table.columns) - 1, 0))


def _bearable(text: str, row: int) -> str:
    if len(text) > _LONGEST_XLSX_TEXT:
        raise Refused("export.text_too_long", row=row, limit=_LONGEST_XLSX_TEXT)
    return text


def _measured(rows: Iterable[tuple[Value, ...]]) -> tuple[list[tuple[Value, ...]], Iterator[tuple[Value, ...]]]:
    """The first rows, whose widths are measured, and all of them again."""
    every = iter(rows)
    first = list(islice(every, _ROWS_MEASURED))
    return first, chain(first, every)


def _widths(columns: tuple[str, ...], rows: list[tuple[Value, ...]]) -> list[float]:
    """In narrow characters, a Chinese one counting two; between 8 and 60."""
    longest = [_width(heading) for heading in columns]
    for row in rows:
        longest = [max(known, _width(value)) for known, value in zip(longest, row, strict=True)]
    return [min(max(width + 3, 8), 60) for width in longest]


def _width(value: Value) -> int:
    text = "" if value is None else str(value)
    return sum(2 if sign > "⺀" else 1 for sign in text[:80])


def _write_ods(path: Path, table: ListTable) -> None:
    first, rows = _measured(table.rows)
    columns = tuple(
        Column(heading, 2.2 * width) for heading, width in zip(table.columns, _widths(table.columns, first), strict=True)
    )
    local = (tuple(_local(value) if isinstance(value, datetime) else value for value in row) for row in rows)
    name = _SHEET_NAME.sub(" ", table.name).strip() or "AuditDesk"
    write_ods(path, [OdsSheet(name, columns, local)], title=table.name, language=table.language)


def _write_csv(path: Path, table: ListTable) -> None:
    with open(path, "w", encoding="utf-8-sig", newline="", errors="replace") as file:
        writer = csv.writer(file)
        writer.writerow([_inert(heading) for heading in table.columns])
        for row in table.rows:
            writer.writerow([_inert(_as_text(value)) if isinstance(value, str) else _as_text(value) for value in row])


def _as_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return _local(value).isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def _inert(text: str) -> str:
    """Text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _write_json(path: Path, table: ListTable) -> None:
    """A list of objects by heading, one a line; days in ISO form."""
    with open(path, "w", encoding="utf-8") as file:
        lead = "[\n"
        for row in table.rows:
            record = dict(zip(table.columns, (_as_json(value) for value in row), strict=True))
            file.write(lead + json.dumps(record, ensure_ascii=False, allow_nan=False))
            lead = ",\n"
        file.write("[]\n" if lead == "[\n" else "\n]\n")


def _as_json(value: Value) -> str | int | float | bool | None:
    return value.isoformat() if isinstance(value, date) else value


_WRITERS: Final[dict[str, Callable[[Path, ListTable], None]]] = {
    ".xlsx": _write_xlsx,
    ".ods": _write_ods,
    ".csv": _write_csv,
    ".json": _write_json,
}
