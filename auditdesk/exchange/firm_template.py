"""The office's own spreadsheet for firm lists, as the program hands it out: the list, empty or filled in, notes, codes kept as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from auditdesk.errors import Refused
from auditdesk.exchange.firm_columns import TEMPLATE, Column
from auditdesk.exchange.outgoing import written_whole, xlsx_book
from auditdesk.model.facts import FactValue
from auditdesk.model.terms import FactKind
from auditdesk.ods_writer import Column as OdsColumn
from auditdesk.ods_writer import Sheet as OdsSheet
from auditdesk.ods_writer import write_ods
from auditdesk.words import Words

if TYPE_CHECKING:
    import xlsxwriter

_LEFT_OUT: Final = (FactKind.REGISTERED_CAPITAL,)
"""Read when an office list has it; nobody is asked for it."""
_TEXT_COLUMNS: Final = ("code", "unified_number", "telephone", FactKind.PARENT_FIRM, FactKind.SYSTEMS_RUN_BY)
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
    FactKind.LICENCE_BROKER: "是",
    FactKind.LICENCE_DEALER: "是",
    FactKind.LICENCE_UNDERWRITER: "否",
    FactKind.LICENCE_STATE: "有效",
    FactKind.PARENT_FIRM: "ZX02",
    FactKind.SYSTEMS_RUN_BY: "ZX02",
    "address": "臺北市範例區示範路1號",
    "telephone": "(02)0000-0001",
    "letter_address": "臺北市範例區示範路1號3樓",
    "letter_recipient": "法令遵循部",
    "spellings": "示範甲証券、示範甲",
}
_CHOICES: Final = {
    "kind": ("綜合證券商", "經紀商", "銀行兼營", "外國證券商分公司"),
    FactKind.INTERNET_ORDERING: ("是", "否"),
    FactKind.CO_LOCATION: ("是", "否"),
    FactKind.SECURITY_UNIT: ("有", "無"),
    FactKind.LEAD_AUTHORITY: ("證交所", "櫃買中心"),
    FactKind.LICENCE_BROKER: ("是", "否"),
    FactKind.LICENCE_DEALER: ("是", "否"),
    FactKind.LICENCE_UNDERWRITER: ("是", "否"),
    FactKind.LICENCE_STATE: ("有效", "停業", "撤銷"),
}
_TERMS: Final = {"kind": "kind", FactKind.LEAD_AUTHORITY: "authority", FactKind.LICENCE_STATE: "licence"}
_WIDE: Final = ("name", "english_name", "address", "letter_address")


def write_firm_template(path: Path, words: Words | None = None, firms: Sequence[Mapping[str, FactValue]] = ()) -> None:
    """Write the template with a sheet of notes, headings and answers in the language of ``words``. An older file is replaced.

    ``firms``: by field, what is already known (amounts in integer NT$); none = an empty list. Raises Refused
    ``export.unknown_format`` unless the suffix is ``.xlsx`` or ``.ods``; Unavailable for the disk.
    """
    words = words or Words()
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".ods"):
        raise Refused("export.unknown_format", suffix=path.suffix or path.name, formats=(".xlsx", ".ods"))
    lines = [[_told(column.field, firm.get(column.field), words) for column in _columns()] for firm in firms]
    with written_whole(path) as place:
        if suffix == ".ods":
            write_ods(place, _sheets(lines, words), title=words.say("template.list"), language=words.language)
            return
        with xlsx_book(place) as book:
            _write_list(book, words, lines)
            _write_notes(book, words)


def _told(field: str, value: FactValue | None, words: Words) -> str | int:
    """A value as the template is filled in with it; the reader takes every one of them."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return words.say(f"template.{'yes' if value else 'no'}")
    if isinstance(value, int):
        return value
    group = _TERMS.get(field)
    return words.say(f"template.{group}.{value}") if group else value


def _sheets(lines: Sequence[Sequence[str | int]], words: Words) -> Iterator[OdsSheet]:
    headings = tuple(OdsColumn(_marked(column, words), 60.0 if column.field in _WIDE else 32.0) for column in _columns())
    yield OdsSheet(words.say("template.list"), headings, tuple(tuple(line) for line in lines))
    titles = tuple(OdsColumn(words.say(f"template.{code}"), 70.0) for code in ("field", "meaning", "example"))
    notes: list[tuple[str, ...]] = [
        (_heading(column, words.language), words.say(f"template.note.{column.field}"), _EXAMPLES[column.field])
        for column in _columns()
    ]
    yield OdsSheet(words.say("template.notes"), titles, (*notes, (words.say("template.rule"), "", "")))


def _columns() -> tuple[Column, ...]:
    return tuple(column for column in TEMPLATE.columns if column.field not in _LEFT_OUT)


def _heading(column: Column, language: str) -> str:
    """The first heading, or the first English one."""
    if language.startswith("en"):
        return next(heading for heading in column.headings if heading.isascii())
    return column.headings[0]


def _marked(column: Column, words: Words) -> str:
    return _heading(column, words.language) + ("*" if column.required else "")


def _write_list(book: xlsxwriter.Workbook, words: Words, lines: Sequence[Sequence[str | int]]) -> None:
    sheet = book.add_worksheet(words.say("template.list"))
    text = book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#e6ecf6", "text_wrap": True, "valign": "top"})
    for place, column in enumerate(_columns()):
        sheet.set_column(place, place, 30 if column.field in _WIDE else 15, text if column.field in _TEXT_COLUMNS else None)
        sheet.write_string(0, place, _marked(column, words), head)
        if column.field in _CHOICES:
            choices = {"validate": "list", "source": list(_CHOICES[column.field]), "error_type": "information"}
            sheet.data_validation(1, place, max(_ROWS_PREPARED, len(lines)), place, choices)
    for row, line in enumerate(lines, start=1):
        for place, value in enumerate(line):
            if isinstance(value, int):
                sheet.write_number(row, place, value)
            elif value:
                sheet.write_string(row, place, value, text if _columns()[place].field in _TEXT_COLUMNS else None)
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
