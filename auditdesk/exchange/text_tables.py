"""CSV and JSON lists → sheets. UTF-8 with or without mark, UTF-16 with mark, else cp950 (Big5 as Windows writes it)."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from typing import Any, Final, NoReturn

from auditdesk.exchange.incoming import bad_file
from auditdesk.exchange.sheets import MOST_COLUMNS, MOST_ROWS, MOST_ROWS_ABOVE, Cell, FaultyCell, Row, Sheet

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_GUESSES: Final = ("utf-8", "cp950")
_UNKNOWN: Final = re.compile("[\udc80-\udcff]")
_SEPARATORS: Final = ("\t", ",", ";", "|")


def decode(content: bytes, file: str) -> str:
    """The text of a file. Bytes that its encoding does not know stay in it as lone surrogates, to be found cell by cell.

    Raises BadInput ``file.not_text`` when NUL bytes show that it is none.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, errors="surrogateescape" if encoding == "utf-8" else "replace")
            break
    else:
        text = _guessed(content)
    if "\0" in text:
        before = text[: text.index("\0")]
        raise bad_file("file.not_text", file, row=before.count("\n") + 1)
    return text


def _guessed(content: bytes) -> str:
    try:
        return content.decode(_GUESSES[0])
    except UnicodeDecodeError:
        readings = [content.decode(encoding, errors="surrogateescape") for encoding in _GUESSES]
        return min(readings, key=lambda text: len(_UNKNOWN.findall(text)))


def read_csv(content: bytes, file: str, tick: Callable[[], None]) -> Sheet:
    """The one table of a CSV file; comma, tab, semicolon and bar are told apart by the first lines.

    A quoted cell may hold line ends: rows are counted as a spreadsheet counts them. Raises BadInput ``file.not_text``,
    ``csv.broken`` (row), ``list.too_many_rows`` or ``list.too_wide``: a column that isn't read must not be lost silently.
    """
    text = decode(content, file)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                if any(cell.strip() for cell in cells[MOST_COLUMNS:]):
                    raise bad_file("list.too_wide", file, row=number, columns=MOST_COLUMNS)
                rows.append(Row(number, tuple(cells[:MOST_COLUMNS])))
            if len(rows) > MOST_ROWS + MOST_ROWS_ABOVE:
                raise bad_file("list.too_many_rows", file, row=number, limit=MOST_ROWS)
            if number % 500 == 0:
                tick()
    except csv.Error as broken:
        raise bad_file("csv.broken", file, row=rows[-1].number + 1 if rows else 1) from broken
    return Sheet(None, tuple(rows), delimited=True)


def _separator(text: str) -> str:
    """The sign that stands most often in one line; lines without figures go first, since amounts may hold commas of their own."""
    lines = [line for line in text[:20_000].splitlines()[:30] if line.strip()]
    words = [line for line in lines if not any("0" <= sign <= "9" for sign in line)]
    for chosen in (words, lines):
        most = {separator: max((line.count(separator) for line in chosen), default=0) for separator in _SEPARATORS}
        if any(most.values()):
            return max(_SEPARATORS, key=lambda separator: most[separator])
    return ","


def read_json(content: bytes, file: str, tick: Callable[[], None]) -> Sheet:
    """The records of a JSON list of objects, under one row of all their keys. Numbers keep the digits they are written with.

    Raises BadInput ``file.not_text``, ``json.broken`` (row = line), ``json.not_a_list``, ``list.too_many_rows`` or ``list.too_wide``.
    """
    text = decode(content, file)
    try:
        records = json.loads(text, parse_int=str, parse_float=str, parse_constant=_no_number, object_pairs_hook=_without_twins)
    except json.JSONDecodeError as broken:
        raise bad_file("json.broken", file, row=broken.lineno) from broken
    except _TwinKeyError as twin:
        raise bad_file("json.key_twice", file, column=str(twin)) from twin
    except (ValueError, RecursionError) as broken:
        raise bad_file("json.broken", file, row=None) from broken
    if not isinstance(records, list):
        raise bad_file("json.not_a_list", file)
    if len(records) > MOST_ROWS:
        raise bad_file("list.too_many_rows", file, row=MOST_ROWS + 1, limit=MOST_ROWS)
    headings = list(dict.fromkeys(key for record in records if isinstance(record, dict) for key in record))
    if len(headings) > MOST_COLUMNS:
        raise bad_file("list.too_wide", file, columns=MOST_COLUMNS)
    rows = [Row(0, tuple(headings))] if headings else []
    for number, record in enumerate(records, start=1):
        if not isinstance(record, dict):
            raise bad_file("json.not_a_list", file, row=number)
        rows.append(Row(number, tuple(_cell(record.get(heading)) for heading in headings)))
        if number % 500 == 0:
            tick()
    return Sheet(None, tuple(rows))


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, str | bool):
        return value
    return FaultyCell("cell.nested", json.dumps(value, ensure_ascii=False)[:80])


class _TwinKeyError(ValueError):
    """A record that says one key twice: which of the two is meant?"""


def _without_twins(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for key, value in pairs:
        if key in record:
            raise _TwinKeyError(key)
        record[key] = value
    return record


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)
