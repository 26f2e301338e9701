"""The notice as a spreadsheet: the same words and figures as its story, with typed cells and a dictionary of the columns."""

from __future__ import annotations

import io
from decimal import Decimal

from auditdesk.documents.notice_figures import Say
from auditdesk.documents.notice_story import about
from auditdesk.documents.notice_tables import WIDTHS, NoticeTable, Value, Withheld, dictionary, heading, notice_tables
from auditdesk.documents.story import KeyValue
from auditdesk.model.notice_paper import NoticePaper
from auditdesk.ods_writer import Cell, Column, Sheet, write_ods


def notice_ods(paper: NoticePaper, language: str) -> bytes:
    """The notice as an OpenDocument spreadsheet; the same notice gives the same bytes. Withheld figures are the mark as text."""
    tell = Say(paper, language)
    tables = notice_tables(paper, language)
    told = (
        (block.label.rstrip("：: "), block.text) if isinstance(block, KeyValue) else (block.label.strip(), block.text)
        for block in about(paper, tell)
    )
    target = io.BytesIO()
    write_ods(
        target,
        (
            *(_sheet(table, tell) for table in tables),
            Sheet(tell.words.say("notice_sheet.about"), _pair("about", tell), told),
            Sheet(
                tell.words.say("notice_sheet.dictionary"),
                _pair("dictionary", tell),
                [(name, meaning) for _, name, meaning in dictionary(tables, tell)],
            ),
        ),
        title=tell.title,
        language=tell.words.language,
    )
    return target.getvalue()


def _sheet(table: NoticeTable, tell: Say) -> Sheet:
    columns = tuple(Column(heading(name, tell), WIDTHS.get(name, 24.0), percent=name == "rate") for name in table.columns)
    return Sheet(
        tell.words.say(f"notice_sheet.{table.name}"), columns, (tuple(_cell(one, tell) for one in row) for row in table.rows)
    )


def _cell(value: Value, tell: Say) -> Cell:
    if isinstance(value, Withheld):
        return tell("withheld")
    return float(value) if isinstance(value, Decimal) else value


def _pair(sheet: str, tell: Say) -> tuple[Column, Column]:
    return (
        Column(tell.words.say(f"notice_column.{sheet}_left"), 40),
        Column(tell.words.say(f"notice_column.{sheet}_right"), 150),
    )
