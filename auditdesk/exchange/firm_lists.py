"""Firm lists from outside → ``FirmList``: open data, the office's template and mapped spreadsheets, with their dirt.

Faults of the whole file raise BadInput; faults of rows are collected. A value that is there and can't be read blocks; what is only
doubtful, or not imported, does not.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from auditdesk.errors import BadInput, Problem
from auditdesk.exchange.firm_columns import BRANCHES, CHECKED_DAY, FORMATS, REPORTED_ON, T187AP18, mapped_format
from auditdesk.exchange.incoming import bad_file, read_incoming
from auditdesk.exchange.list_cells import code_of, day_of, fact_of, kept_text, kind_of, spellings_of, unified_number_of
from auditdesk.exchange.list_headings import Headings, find_headings
from auditdesk.exchange.sheets import MOST_ROWS, Cell, Row, Sheet, cell_text, is_blank
from auditdesk.exchange.text_tables import read_csv, read_json
from auditdesk.exchange.workbooks import COMPOUND_MARK, ZIP_MARK, read_workbook
from auditdesk.model.facts import FactValue
from auditdesk.model.firm_list import FirmList, ListedBranch, ListedFirm
from auditdesk.model.terms import FactKind
from auditdesk.progress import Progress, silent
from auditdesk.rules.amounts import unit_in_heading
from auditdesk.rules.minimum_capital import doubt_about
from auditdesk.rules.spelling import split_branch_name
from auditdesk.rules.unified_numbers import doubt_about_number

_WORKBOOK_SUFFIXES: Final = (".xlsx", ".xlsm", ".ods", ".xls")
_NOTE: Final = re.compile(r"(?:註|备註|備註|說明|附註|資料來源|合計|總計|小計|共計|以下空白|total|note|source)", re.IGNORECASE)
_LIKE_A_CODE: Final = re.compile(r"'?[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]{1,6}")
_SHOWN: Final = 80
Value = TypeVar("Value")
_FACT_KINDS: Final = frozenset(FactKind)


def read_firm_list(path: Path, *, mapping: Mapping[str, str] | None = None, progress: Progress = silent) -> FirmList:
    """The list in ``path`` (JSON, CSV, XLSX, ODS), told apart by content; ``mapping`` = our field → heading, else by known headings.

    Nothing is kept anywhere. Raises BadInput for what can't be read as a list at all (file, container, encoding, headings) and what
    ``progress`` raises; every other fault is among the ``problems`` of the list with row, column and value.
    """

    def tick() -> None:
        progress(0, 0, "reading")

    formats = FORMATS if mapping is None else (mapped_format(mapping, path.name),)
    tick()
    content = read_incoming(path)
    sheets = _sheets(content, path, tick)
    headings, noticed = find_headings(sheets, formats, path.name)
    reading = _Reading(path.name, headings, list(noticed))
    rows = [row for row in headings.sheet.rows if row.number > headings.row.number]
    if len(rows) > MOST_ROWS:
        raise bad_file("list.too_many_rows", path.name, sheet=headings.sheet.name, row=rows[MOST_ROWS].number, limit=MOST_ROWS)
    for done, row in enumerate(rows):
        if done % 200 == 0:
            progress(done, len(rows), "rows")
        reading.take(row)
    progress(len(rows), len(rows), "rows")
    return reading.result(hashlib.sha256(content).hexdigest())


def read_sheets(path: Path, tick: Callable[[], None] = lambda: None) -> tuple[Sheet, ...]:
    """The tables of a file as they stand, nothing of them understood. Raises BadInput as ``read_firm_list`` does."""
    return _sheets(read_incoming(path), path, tick)


def _sheets(content: bytes, path: Path, tick: Callable[[], None]) -> tuple[Sheet, ...]:
    if content.startswith((ZIP_MARK, COMPOUND_MARK)) or path.suffix.lower() in _WORKBOOK_SUFFIXES:
        return read_workbook(content, path.name, tick)
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    is_json = start.startswith((b"[", b"{")) or path.suffix.lower() == ".json"
    sheet = read_json(content, path.name, tick) if is_json else read_csv(content, path.name, tick)
    if not sheet.rows:
        raise bad_file("sheet.empty", path.name)
    return (sheet,)


@dataclass(slots=True)
class _Reading:
    """One list while it is read, row by row."""

    file: str
    headings: Headings
    problems: list[Problem]
    rows: int = 0
    firms: list[ListedFirm] = field(default_factory=list)
    branches: list[ListedBranch] = field(default_factory=list)
    row_of_code: dict[str, int] = field(default_factory=dict)
    days: dict[date, int] = field(default_factory=dict)
    _row: int = 0
    _units: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, _, heading in self.headings.fields:
            if name not in _FACT_KINDS or not FactKind(name).is_amount:
                continue
            told = unit_in_heading(heading) or self.headings.unit
            if told is None and self.headings.format.unit_must_be_told:
                self._row = self.headings.row.number
                self._note("heading.unit_missing", heading)
            self._units[name] = told or 1

    def take(self, row: Row) -> None:
        """Read one row into a firm, a branch or problems."""
        self._row = row.number
        filled = [cell for cell in row.cells if not is_blank(cell)]
        if not filled or tuple(cell_text(cell) for cell in row.cells) == self.headings.texts:
            return  # blank but for dashes, or the headings again as on the next printed page
        cells = {
            name: row.cells[place]
            for name, place, _ in self.headings.fields
            if place < len(row.cells) and not is_blank(row.cells[place])
        }
        if "code" not in cells or not _LIKE_A_CODE.fullmatch(cell_text(cells["code"])):
            first = cell_text(filled[0])
            if _NOTE.match(first.lstrip("*※（(")) is not None or (not cells and len(filled) == 1):
                self._note("row.note_skipped", None, first, blocking=False)
                return
        self.rows += 1
        if self.headings.sheet.delimited:
            self._refuse_shifted(row)
        code = self._code(cells)
        if code is None:
            return
        self._look_at_days(cells)
        if self.headings.format is BRANCHES:
            self._take_branch(code, cells)
        else:
            self._take_firm(code, cells)

    def result(self, sha256: str) -> FirmList:
        if not self.rows:
            self._row = self.headings.row.number
            self._note("list.no_rows", None)
        if len(self.days) > 1:
            self._row = list(self.days.values())[1]
            self._note("list.days_differ", self._heading(REPORTED_ON), blocking=False, days=tuple(self.days))
        as_of = next(iter(self.days)) if len(self.days) == 1 else None
        return FirmList(
            file=self.file,
            format=self.headings.format.name,
            as_of=as_of or (self.headings.as_of if not self.days else None),
            rows=self.rows,
            firms=tuple(self.firms),
            branches=tuple(self.branches),
            problems=tuple(sorted(self.problems, key=lambda problem: problem.row or 0)),
            sha256=sha256,
        )

    def _code(self, cells: Mapping[str, Cell]) -> str | None:
        if "code" not in cells:
            self._note("code.missing", self._heading("code"))
            return None
        code = self._read("code", cells, code_of)
        if code is None:
            return None
        if code in self.row_of_code:
            self._note("code.twice", self._heading("code"), code, first_row=self.row_of_code[code])
            return None
        self.row_of_code[code] = self._row
        return code

    def _look_at_days(self, cells: Mapping[str, Cell]) -> None:
        roc_source = self.headings.format.roc_dates
        reported = self._read(REPORTED_ON, cells, lambda cell: day_of(cell, roc_source=roc_source))
        if reported is not None:
            self.days.setdefault(reported, self._row)
        self._read(CHECKED_DAY, cells, lambda cell: day_of(cell, roc_source=roc_source), blocking=False)

    def _take_firm(self, code: str, cells: Mapping[str, Cell]) -> None:
        name, short_name = self._read("name", cells, kept_text), self._read("short_name", cells, kept_text)
        if name is None and short_name is not None and short_name.endswith("有限公司"):
            name, short_name = short_name, None  # some rows of the open data carry the whole legal name there
        facts = dict(self._facts(cells))
        self.firms.append(
            ListedFirm(
                row=self._row,
                code=code,
                name=name,
                short_name=short_name,
                english_name=self._read("english_name", cells, kept_text),
                unified_number=self._unified_number(cells),
                kind=self._read("kind", cells, kind_of),
                address=self._read("address", cells, kept_text),
                telephone=self._read("telephone", cells, kept_text),
                facts=facts or None,
                letter_address=self._read("letter_address", cells, kept_text),
                letter_recipient=self._read("letter_recipient", cells, kept_text),
                spellings=self._read("spellings", cells, spellings_of),
            )
        )

    def _unified_number(self, cells: Mapping[str, Cell]) -> str | None:
        number = self._read("unified_number", cells, unified_number_of)
        if number is not None and (doubt := doubt_about_number(number)) is not None:
            self._note(doubt, self._heading("unified_number"), number, blocking=False)
        return number

    def _facts(self, cells: Mapping[str, Cell]) -> Iterator[tuple[str, FactValue]]:
        """The facts of a row. An amount of zero says that there is none: a bank's desk has operating funds instead of capital."""
        listed = [FactKind(name) for name, _, _ in self.headings.fields if name in _FACT_KINDS]
        facts: dict[FactKind, FactValue] = {}
        for kind in listed:
            value = self._fact(kind, cells)
            if value is not None:
                facts[kind] = value
        amounts = [kind for kind in facts if kind.is_amount and facts[kind]]
        unread = any(kind.is_amount and kind in cells and kind not in facts for kind in listed)
        says_none = self.headings.format is T187AP18 or facts.get(FactKind.PAID_IN_CAPITAL) == 0
        if FactKind.PAID_IN_CAPITAL in listed and says_none and not amounts and not unread:
            self._note("amount.no_capital", self._heading(FactKind.PAID_IN_CAPITAL), blocking=False)
        for kind, value in facts.items():
            # Nothing paid in is a statement too: it matters where the register knows of capital.
            if kind.is_amount and not value and kind is not FactKind.PAID_IN_CAPITAL:
                continue
            if kind.is_amount and isinstance(value, int) and (doubt := doubt_about(value)) is not None:
                values = {"amount_ntd": value, "likely_ntd": doubt.likely}
                self._note(doubt.code, self._heading(kind), cell_text(cells[kind]), blocking=False, **values)
            yield kind.value, value

    def _fact(self, kind: FactKind, cells: Mapping[str, Cell]) -> FactValue | None:
        unit = self._units.get(kind, 1)
        return self._read(kind, cells, lambda cell: fact_of(kind, cell, unit))

    def _take_branch(self, code: str, cells: Mapping[str, Cell]) -> None:
        name = self._read("name", cells, kept_text)
        if name is None:
            if "name" not in cells:
                self._note("branch.name_missing", self._heading("name"))
            return
        parts = split_branch_name(name)
        if parts is None:
            self._note("branch.no_hyphen", self._heading("name"), name, blocking=False)
            return
        roc_source = self.headings.format.roc_dates
        self.branches.append(
            ListedBranch(
                row=self._row,
                code=code,
                name=name,
                parent_name=parts[0],
                address=self._read("address", cells, kept_text),
                telephone=self._read("telephone", cells, kept_text),
                opened_on=self._read("opened_on", cells, lambda cell: day_of(cell, roc_source=roc_source)),
            )
        )

    def _refuse_shifted(self, row: Row) -> None:
        """In a text file a comma within an amount moves all cells behind it."""
        beyond = [cell_text(cell) for cell in row.cells[len(self.headings.row.cells) :] if not is_blank(cell)]
        if beyond:
            self._note("row.too_many_cells", None, beyond[0], cells=len(row.cells), columns=len(self.headings.row.cells))

    def _read(
        self, name: str, cells: Mapping[str, Cell], reader: Callable[[Cell], Value], *, blocking: bool = True
    ) -> Value | None:
        """The cell of that field as ``reader`` reads it; None, and a problem, when it can't; None when there is no such cell."""
        if name not in cells:
            return None
        try:
            return reader(cells[name])
        except BadInput as unreadable:
            values = {key: value for key, value in unreadable.values.items() if key != "text"}
            self._note(unreadable.code, self._heading(name), cell_text(cells[name]), blocking=blocking, **values)
            return None

    def _heading(self, name: str) -> str | None:
        return next((heading for known, _, heading in self.headings.fields if known == name), None)

    def _note(self, code: str, column: str | None, value: str | None = None, *, blocking: bool = True, **values: object) -> None:
        shown = value if value is None or len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
        told = values if shown is None else {"text": shown, **values}
        self.problems.append(Problem(code, self.file, self.headings.sheet.name, self._row, column, shown, told, blocking))
