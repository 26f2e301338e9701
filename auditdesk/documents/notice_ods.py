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
    say = Say(paper, language)
    tables = notice_tables(paper, language)
    told = (
        (block.label.rstrip("：: "), block.text) if isinstance(block, KeyValue) else (block.label.strip(), block.text)
        for block in about(paper, say)
    )
    target = io.BytesIO()
    write_ods(
        target,
        (
            *(_sheet(table, say) for table in tables),
            Sheet(say.words.say("notice_sheet.about"), _pair("about", say), told),
            Sheet(
                say.words.say("notice_sheet.dictionary"),
                _pair("dictionary", say),
                [(name, meaning) for _, name, meaning in dictionary(tables, say)],
            ),
        ),
        title=say.title,
        language=say.words.language,
    )
    return target.getvalue()


def _sheet(table: NoticeTable, say: Say) -> Sheet:
    columns = tuple(Column(heading(name, say), WIDTHS.get(name, 24.0), percent=name == "rate") for name in table.columns)
    return Sheet(
        say.words.say(f"notice_sheet.{table.name}"), columns, (tuple(_cell(one, say) for one in row) for row in table.rows)
    )


def _cell(value: Value, say: Say) -> Cell:
    if isinstance(value, Withheld):
        return say("withheld")
    return float(value) if isinstance(value, Decimal) else value


def _pair(sheet: str, say: Say) -> tuple[Column, Column]:
    return (
        Column(say.words.say(f"notice_column.{sheet}_left"), 40),
        Column(say.words.say(f"notice_column.{sheet}_right"), 150),
    )
