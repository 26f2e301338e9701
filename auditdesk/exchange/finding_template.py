"""The office's own spreadsheet for findings kept elsewhere: the list to fill in, and a sheet that explains it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from auditdesk.errors import Refused
from auditdesk.exchange.finding_columns import COLUMNS, FindingColumn
from auditdesk.exchange.outgoing import written_whole, xlsx_book
from auditdesk.ods_writer import Column as OdsColumn
from auditdesk.ods_writer import Sheet as OdsSheet
from auditdesk.ods_writer import write_ods
from auditdesk.words import Words

_WIDE: Final = 40
_NARROW: Final = 16


def write_finding_template(path: Path, words: Words) -> None:
    """Write the template in the language of ``words``. An older file is replaced.

    Raises Refused ``export.unknown_format`` unless the suffix is ``.xlsx`` or ``.ods``; Unavailable for the disk.
    """
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".ods"):
        raise Refused("export.unknown_format", suffix=path.suffix or path.name, formats=(".xlsx", ".ods"))
    titles = tuple(words.say(f"template.{code}") for code in ("field", "meaning", "example"))
    notes = tuple((_heading(one, words), words.say(f"finding_template.{one.field}"), one.example) for one in COLUMNS)
    name, explained = words.say("finding_template.list"), words.say("template.notes")
    with written_whole(path) as place:
        if suffix == ".ods":
            headings = tuple(OdsColumn(_heading(one, words), 2.2 * _width(one)) for one in COLUMNS)
            columns = tuple(OdsColumn(title, 80.0) for title in titles)
            sheets = [OdsSheet(name, headings, ()), OdsSheet(explained, columns, notes)]
            write_ods(place, sheets, title=name, language=words.language)
            return
        with xlsx_book(place) as book:
            head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#e6ecf6"})
            text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
            sheet = book.add_worksheet(name)
            for column, one in enumerate(COLUMNS):
                sheet.set_column(column, column, _width(one), text)
                sheet.write_string(0, column, _heading(one, words), head)
            sheet.freeze_panes(1, 0)
            sheet = book.add_worksheet(explained)
            for column, title in enumerate(titles):
                sheet.set_column(column, column, _WIDE, text)
                sheet.write_string(0, column, title, head)
            for row, note in enumerate(notes, 1):
                for column, value in enumerate(note):
                    sheet.write_string(row, column, value, text)


def _heading(column: FindingColumn, words: Words) -> str:
    heading = column.en if words.language.startswith("en") else column.zh
    return f"{heading}*" if column.field == "facts" else heading


def _width(column: FindingColumn) -> int:
    return _WIDE if column.field in ("facts", "heading") else _NARROW
