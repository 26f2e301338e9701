"""The columns of a list whose headings are not all known, for a person to match by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from auditdesk.exchange.firm_columns import FIELDS, FORMATS, TEMPLATE, ListFormat
from auditdesk.exchange.list_headings import best_format, heading_rows, likeliest_headings, likeliest_row
from auditdesk.exchange.sheets import Row, Sheet, cell_text, undecoded
from auditdesk.model.firm_list import ColumnMatching
from auditdesk.rules.spelling import matching_form

_SAMPLES: Final = 3
_LONGEST_SAMPLE: Final = 40


def columns_to_match(sheets: Sequence[Sheet], remembered: Mapping[str, str] | None = None) -> ColumnMatching | None:
    """The headings with samples of what stands below them and the fields we take them for; ``remembered`` goes before our guess.

    None where the letters are not known, the list is open data, or one of ours whose headings are all known and nothing is remembered.
    """
    found = best_format(sheets, FORMATS)
    if found is not None:
        sheet, row, known = found
        if remembered is None and (known is not TEMPLATE or not _open_questions(row, known)):
            return None
    else:
        likeliest = likeliest_row(sheets)
        if likeliest is None:
            return None
        sheet, row = likeliest
        if any(undecoded(cell) for cell in row.cells):
            return None  # nobody can match what can't be read: reading the list says why
    places = {text: place for place, cell in reversed(list(enumerate(row.cells))) if (text := cell_text(cell))}
    proposed = {field: heading for field, heading in (remembered or {}).items() if heading in places}
    for heading in () if remembered else places:
        field = TEMPLATE.field_of(heading)
        if field is not None:
            proposed.setdefault(field, heading)
    headings = tuple(sorted(places, key=places.__getitem__))
    below = [line for line in sheet.rows if line.number > row.number]
    return ColumnMatching(headings, tuple(samples_of(below, places[heading]) for heading in headings), proposed, FIELDS)


def is_open_data(headings: Sequence[str]) -> bool:
    """Whether a row of headings is that of a list of the open data, which is read without being told how."""
    texts = [text for text in headings if text]

    def fields(known: ListFormat) -> set[str]:
        return {field for text in texts if (field := known.field_of(text)) is not None}

    best = max(FORMATS, key=lambda known: len(fields(known)))  # of equal ones the first, as a list is read
    return best is not TEMPLATE and {column.field for column in best.columns if column.required} <= fields(best)


def headings_of(sheets: Sequence[Sheet], mapping: Mapping[str, str]) -> tuple[str, ...]:
    """The row of headings that holds every heading of a mapping; the likeliest row where none does."""
    wanted = {matching_form(heading) for heading in mapping.values()}
    rows = (row for row in heading_rows(sheets) if wanted <= {matching_form(text) for text in row})
    return next(rows, likeliest_headings(sheets))


def _open_questions(row: Row, known: ListFormat) -> bool:
    """Whether a heading is unknown, two mean the same, or a needed one is not there."""
    fields = [known.field_of(text) for cell in row.cells if (text := cell_text(cell))]
    missing = [column for column in known.columns if column.required and column.field not in fields]
    named = "name" in fields or "short_name" in fields
    return None in fields or len(set(fields)) < len(fields) or any(column.field != "name" or not named for column in missing)


def samples_of(rows: Sequence[Row], place: int) -> tuple[str, ...]:
    """Up to three texts that stand in a column, none twice."""
    texts = (cell_text(row.cells[place])[:_LONGEST_SAMPLE] for row in rows[:200] if place < len(row.cells))
    return tuple(dict.fromkeys(text for text in texts if text))[:_SAMPLES]
