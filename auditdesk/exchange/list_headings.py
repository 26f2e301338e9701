"""Finding the headings of a firm list: which row of which sheet, and which of the formats we know."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from auditdesk.errors import BadInput, Problem
from auditdesk.exchange.firm_columns import ListFormat
from auditdesk.exchange.incoming import bad_file
from auditdesk.exchange.sheets import Row, Sheet, cell_text, undecoded
from auditdesk.rules.amounts import unit_in_heading
from auditdesk.rules.calendar import parse_date
from auditdesk.rules.spelling import matching_form

_ROWS_LOOKED_AT: Final = 30
_FEWEST_KNOWN: Final = 2
_MOST_TOLD: Final = 12
"""Unknown columns told one by one; more are told in one line, so that they don't bury what is wrong with the rows."""
_UNIT_NOTE: Final = re.compile(r"(?:單位|unit)", re.IGNORECASE)
_DAY_NOTE: Final = re.compile(r"(?:資料日期|資料基準日|基準日|出表日期|截至|as of)[::]?\s*(?P<day>.+?)(?:止|\)|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Headings:
    """Where a list begins. ``fields`` holds (field, place of its cell, heading as written); ``unit`` and ``as_of`` stood above them."""

    sheet: Sheet
    row: Row
    format: ListFormat
    fields: tuple[tuple[str, int, str], ...]
    unit: int | None
    as_of: date | None

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell_text(cell) for cell in self.row.cells)


def heading_rows(sheets: Sequence[Sheet]) -> tuple[tuple[str, ...], ...]:
    """The rows among which the headings of a list are, as text."""
    return tuple(tuple(cell_text(cell) for cell in row.cells) for sheet in sheets for row in sheet.rows[:_ROWS_LOOKED_AT])


def likeliest_headings(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """The first row that has the most cells filled with words, none twice; empty when there is no row."""

    def words(row: tuple[str, ...]) -> int:
        return len({text for text in row if text and not text[0].isdigit()})

    return max(heading_rows(sheets), key=words, default=())


def likeliest_row(sheets: Sequence[Sheet]) -> tuple[Sheet, Row] | None:
    """The row that ``likeliest_headings`` tells, with its sheet; None when there is no row."""
    wanted = likeliest_headings(sheets)
    every = ((sheet, row) for sheet in sheets for row in sheet.rows[:_ROWS_LOOKED_AT])
    return next(((sheet, row) for sheet, row in every if tuple(cell_text(cell) for cell in row.cells) == wanted), None)


def best_format(sheets: Sequence[Sheet], formats: Sequence[ListFormat]) -> tuple[Sheet, Row, ListFormat] | None:
    """The row that most looks like the headings of one of ``formats``, whatever it lacks; None when none does."""
    found = [best for sheet in sheets if (best := _best_of(sheet, formats)) is not None]
    if not found:
        return None
    headings = max(found, key=lambda best: best[0])[1]
    return headings.sheet, headings.row, headings.format


def headings_key(headings: Sequence[str]) -> str:
    """Stands for a row of headings, however they are spelled: SHA-256 of their folded forms in their order."""
    return hashlib.sha256("\n".join(matching_form(text) for text in headings if text.strip()).encode()).hexdigest()


def find_headings(sheets: Sequence[Sheet], formats: Sequence[ListFormat], file: str) -> tuple[Headings, tuple[Problem, ...]]:
    """The row that most looks like the headings of one of ``formats``, and problems that do not hinder reading below it.

    Raises BadInput ``list.unrecognised`` (headings found), ``text.unknown_encoding`` where not even their letters are known,
    ``heading.missing`` (one problem for each column) or ``heading.twice``.
    """
    best: tuple[int, Headings] | None = None
    others: list[Sheet] = []
    for sheet in sheets:
        here = _best_of(sheet, formats)
        if here is None:
            continue
        if best is None or here[0] > best[0]:
            others += [best[1].sheet] if best is not None else []
            best = here
        else:
            others.append(sheet)
    if best is None:
        first = next((row for sheet in sheets for row in sheet.rows), None)
        if first is not None and any(undecoded(cell) for cell in first.cells):
            raise bad_file("text.unknown_encoding", file, row=first.number)
        seen = tuple(cell_text(cell)[:40] for cell in first.cells if cell_text(cell))[:12] if first else ()
        raise bad_file(
            "list.unrecognised",
            file,
            sheet=sheets[0].name if sheets else None,
            row=first.number if first else None,
            headings=seen,
        )
    headings = best[1]
    _refuse_faults(headings, file)
    return headings, (*_ignored(others, file), *_unknown_columns(headings, file))


def _best_of(sheet: Sheet, formats: Sequence[ListFormat]) -> tuple[int, Headings] | None:
    best: tuple[int, Row, ListFormat] | None = None
    for row in sheet.rows[:_ROWS_LOOKED_AT]:
        texts = [cell_text(cell) for cell in row.cells]
        for known in formats:
            fields = {known.field_of(text) for text in texts if text} - {None}
            if len(fields) >= _FEWEST_KNOWN and (best is None or len(fields) > best[0]):
                best = (len(fields), row, known)
    if best is None:
        return None
    score, row, known = best
    above = [cell_text(cell) for title in sheet.rows if title.number < row.number for cell in title.cells]
    named = ((known.field_of(cell_text(cell)), place, cell_text(cell)) for place, cell in enumerate(row.cells))
    fields_found = tuple((field, place, heading) for field, place, heading in named if field is not None)
    return score, Headings(sheet, row, known, fields_found, _unit_above(above), _day_above(above))


def _unit_above(titles: Sequence[str]) -> int | None:
    return next((unit for title in titles if _UNIT_NOTE.search(title) and (unit := unit_in_heading(title))), None)


def _day_above(titles: Sequence[str]) -> date | None:
    for title in titles:
        if (note := _DAY_NOTE.search(unicodedata.normalize("NFKC", title))) is not None:
            try:
                return parse_date(note["day"])
            except BadInput:
                continue  # a title is prose; only columns have to be readable
    return None


def _refuse_faults(headings: Headings, file: str) -> None:
    present = {field for field, _, _ in headings.fields}
    if "short_name" in present:
        present.add("name")
    sheet, row = headings.sheet.name, headings.row.number
    missing = [column.headings[0] for column in headings.format.columns if column.required and column.field not in present]
    if missing:
        values = {"format": headings.format.name}
        problems = tuple(Problem("heading.missing", file, sheet, row, heading, values=values) for heading in missing)
        raise BadInput("heading.missing", problems=problems, file=file, sheet=sheet, row=row, column="、".join(missing), **values)
    seen: dict[str, str] = {}
    for field, _, heading in headings.fields:
        if field in seen:
            raise bad_file(
                "heading.twice", file, sheet=headings.sheet.name, row=headings.row.number, column=heading, other=seen[field]
            )
        seen[field] = heading


def _ignored(others: Sequence[Sheet], file: str) -> tuple[Problem, ...]:
    return tuple(Problem("sheet.ignored", file=file, sheet=sheet.name, blocking=False) for sheet in others)


def _unknown_columns(headings: Headings, file: str) -> tuple[Problem, ...]:
    """Columns that nothing is taken from, so that a heading we do not know is not lost silently. A mapping names what it wants."""
    if headings.format.name == "mapped":
        return ()
    known = {place for _, place, _ in headings.fields}
    unknown = [
        text for place, text in enumerate(headings.texts) if text and place not in known and not headings.format.passes_over(text)
    ]
    sheet, row = headings.sheet.name, headings.row.number
    if len(unknown) > _MOST_TOLD:
        values = {"count": len(unknown), "headings": tuple(text[:40] for text in unknown[:_MOST_TOLD])}
        return (Problem("heading.many_unknown", file, sheet, row, values=values, blocking=False),)
    return tuple(Problem("heading.unknown", file, sheet, row, text, blocking=False) for text in unknown)
