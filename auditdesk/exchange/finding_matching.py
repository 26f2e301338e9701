"""The columns of a file of findings whose headings are not known, for a person to match by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from auditdesk.exchange.column_matching import samples_of
from auditdesk.exchange.finding_columns import COLUMNS
from auditdesk.exchange.finding_files import finding_headings_key, known_places, places_of, read_tables
from auditdesk.exchange.list_headings import likeliest_row
from auditdesk.exchange.sheets import Row, Sheet, cell_text
from auditdesk.model.firm_list import ColumnMatching

_ROWS_LOOKED_AT = 30
_ASKED_FIRST = ("facts", "firm", "year", "authority")
"""What a row can hardly do without."""


def finding_columns_to_match(
    path: Path, remembered: Callable[[str], Mapping[str, str] | None], *, again: bool = False
) -> ColumnMatching | None:
    """The headings with samples of what stands below them and the fields we take them for: what is ``remembered`` for them, else by
    the headings we know.

    None for what has no columns to match, and, unless ``again``, where a row of headings is understood. Raises BadInput for what can't
    be read.
    """
    sheets = read_tables(path)
    understood = _understood(sheets, remembered)
    if understood is not None and not again:
        return None
    found = understood or likeliest_row(sheets)
    if found is None:
        return None
    sheet, row = found
    texts = tuple(cell_text(cell) for cell in row.cells)
    places = {text: place for place, text in reversed(list(enumerate(texts))) if text}
    headings = tuple(sorted(places, key=places.__getitem__))
    kept = remembered(finding_headings_key(texts))
    proposed = dict(kept) if kept is not None else {field: texts[place] for field, place in known_places(texts).items()}
    below = [line for line in sheet.rows if line.number > row.number]
    samples = tuple(samples_of(below, places[heading]) for heading in headings)
    return ColumnMatching(
        headings,
        samples,
        {field: heading for field, heading in proposed.items() if heading in places},
        (*_ASKED_FIRST, *(column.field for column in COLUMNS if column.field not in _ASKED_FIRST)),
    )


def _understood(sheets: tuple[Sheet, ...], remembered: Callable[[str], Mapping[str, str] | None]) -> tuple[Sheet, Row] | None:
    """The row of headings by which the file would be read, as ``read_findings`` finds it."""
    best: tuple[int, Sheet, Row] | None = None
    for sheet in sheets:
        for row in sheet.rows[:_ROWS_LOOKED_AT]:
            texts = tuple(cell_text(cell) for cell in row.cells)
            count = len(places_of(texts, remembered(finding_headings_key(texts))))
            if count and (best is None or count > best[0]):
                best = (count, sheet, row)
    return best[1:] if best is not None else None
