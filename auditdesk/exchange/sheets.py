"""What every kind of list file becomes before it is understood: sheets of numbered rows of cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

MOST_ROWS: Final = 10_000
MOST_ROWS_ABOVE: Final = 200
"""Title rows and blank rows that may stand around the rows of a list."""
MOST_COLUMNS: Final = 256


@dataclass(frozen=True, slots=True)
class FaultyCell:
    """A cell whose value is not there to be read: a formula without a result, an error value, a nested value of JSON."""

    code: str
    shown: str


Cell = str | float | bool | date | datetime | time | timedelta | FaultyCell
"""Blank cells are empty text."""


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` counts from 1 as the person sees it in the file (JSON: the number of the record, its keys being row 0)."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """``name`` is None where the format has no sheets. ``delimited``: a stray separator can have shifted the cells of a row."""

    name: str | None
    rows: tuple[Row, ...]
    delimited: bool = False


_LOST: Final = re.compile("[\ud800-\udfff\ufffd]")
"""Bytes that stayed undecoded, halves of characters, and the sign that an earlier program left for a character it lost."""
_TEXT_FORMULA: Final = re.compile(r'="([^"]*)"')


def cell_text(cell: Cell) -> str:
    """The cell as text, as a spreadsheet shows it unformatted: 15 digits of a number, days in ISO form.

    ``="0007"``, by which CSV files keep zeros from spreadsheets, is its content.
    """
    if isinstance(cell, str):
        text = _LOST.sub("\ufffd", cell).strip()
        marked = _TEXT_FORMULA.fullmatch(text)
        return marked[1].strip() if marked else text
    if isinstance(cell, FaultyCell):
        return cell.shown
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return format(Decimal(f"{cell:.15g}"), "f")  # a spreadsheet computes 1.1 × 1000 as 1100.0000000000002 and shows 1100
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def undecoded(cell: Cell) -> bool:
    """Whether a character of the cell was lost: bytes that the file's encoding does not know, or ``U+FFFD``."""
    return isinstance(cell, str) and _LOST.search(cell) is not None


def is_blank(cell: Cell) -> bool:
    """Nothing, blanks, or the dash that stands for nothing."""
    return isinstance(cell, str) and cell.strip().strip("　") in ("", "-", "－", "—", "–", "--")
