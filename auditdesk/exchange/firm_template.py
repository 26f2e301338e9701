"""The office's own spreadsheet for firm lists, as the program hands it out: empty list, notes, columns of codes kept as text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from auditdesk.errors import Refused
from auditdesk.exchange.firm_columns import TEMPLATE, Column
from auditdesk.exchange.outgoing import written_whole, xlsx_book
from auditdesk.model.terms import FactKind
from auditdesk.words import Words

if TYPE_CHECKING:
    import xlsxwriter

_LEFT_OUT: Final = (FactKind.REGISTERED_CAPITAL,)
"""Read when an office list has it; nobody is asked for it."""
_TEXT_COLUMNS: Final = ("code", "unified_number", "telephone")
_ROWS_PREPARED: Final = 500
_EXAMPLES: Final = {
    "code": "ZX01",
    "name": "示範甲證券",
    "short_name": "示範甲",
    "english_name": "Demo Jia Securities",
    "unified_number": "00000016",
    "kind": "綜合證券商",
    FactKind.PAID_IN_CAPITAL: "12,840,000,000",
    FactKind.ASSIGNED_OPERATING_FUNDS: "15億",
    FactKind.INTERNET_ORDERING: "是",
    FactKind.CO_LOCATION: "否",
    FactKind.SECURITY_UNIT: "無",
    FactKind.SECURITY_CHIEF: "1",
    FactKind.SECURITY_STAFF: "2",
    FactKind.LEAD_AUTHORITY: "證交所",
    "address": "臺北市範例區示範路1號",
    "telephone": "(02)0000-0001",
}
_CHOICES: Final = {
    "kind": ("綜合證券商", "經紀商", "銀行兼營", "外國證券商分公司"),
    FactKind.INTERNET_ORDERING: ("是", "否"),
    FactKind.CO_LOCATION: ("是", "否"),
    FactKind.SECURITY_UNIT: ("有", "無"),
    FactKind.LEAD_AUTHORITY: ("證交所", "櫃買中心"),
}


def write_firm_template(path: Path, words: Words | None = None) -> None:
    """Write the empty template with a sheet of notes, headings in the language of ``words``. An older file is replaced.

    Raises Refused ``export.unknown_format`` unless the suffix is ``.xlsx``; Unavailable for the disk.
    """
    words = words or Words()
    if path.suffix.lower() != ".xlsx":
        raise Refused("export.unknown_format", suffix=path.suffix or path.name, formats=(".xlsx",))
    with written_whole(path) as place, xlsx_book(place) as book:
        _write_list(book, words)
        _write_notes(book, words)


def _columns() -> tuple[Column, ...]:
    return tuple(column for column in TEMPLATE.columns if column.field not in _LEFT_OUT)


def _heading(column: Column, language: str) -> str:
    """The first heading, or the first English one."""
    if language.startswith("en"):
        return next(heading for heading in column.headings if heading.isascii())
    return column.headings[0]


def _write_list(book: xlsxwriter.Workbook, words: Words) -> None:
    sheet = book.add_worksheet(words.say("template.list"))
    text = book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#e6ecf6", "text_wrap": True, "valign": "top"})
    for place, column in enumerate(_columns()):
        wide = column.field in ("name", "english_name", "address")
        sheet.set_column(place, place, 30 if wide else 15, text if column.field in _TEXT_COLUMNS else None)
        sheet.write_string(0, place, _heading(column, words.language) + ("*" if column.required else ""), head)
        if column.field in _CHOICES:
            choices = {"validate": "list", "source": list(_CHOICES[column.field]), "error_type": "information"}
            sheet.data_validation(1, place, _ROWS_PREPARED, place, choices)
    sheet.freeze_panes(1, 2)


def _write_notes(book: xlsxwriter.Workbook, words: Words) -> None:
    sheet = book.add_worksheet(words.say("template.notes"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#e6ecf6"})
    for place, (code, width) in enumerate((("field", 28), ("meaning", 60), ("example", 30))):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, words.say(f"template.{code}"), head)
    row = 0
    for row, column in enumerate(_columns(), start=1):
        sheet.write_string(row, 0, _heading(column, words.language), wrapped)
        sheet.write_string(row, 1, words.say(f"template.note.{column.field}"), wrapped)
        sheet.write_string(row, 2, _EXAMPLES[column.field], wrapped)
    sheet.merge_range(row + 2, 0, row + 2, 2, words.say("template.rule"), wrapped)
    sheet.set_row(row + 2, 48)
