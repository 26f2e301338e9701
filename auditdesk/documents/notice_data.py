"""The notice's figures for machines: CSV with one figure a line, its dictionary, and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from auditdesk.documents.notice_figures import Say
from auditdesk.documents.notice_tables import NoticeTable, Value, Withheld, dictionary, heading, notice_tables
from auditdesk.documents.plain_text import printable
from auditdesk.model.notice_paper import NoticePaper

FORM: Final = "auditdesk-notice-1"
_PLACES: Final = ("table", "year", "code", "section", "number", "wording", "band", "figure", "value")
"""The columns of the CSV file: where a figure stands, what it counts, how much."""
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_MARK: Final = "\ufeff"
"""Tells spreadsheets that the file is in UTF-8."""


def notice_csv(paper: NoticePaper, language: str) -> bytes:
    """Every figure on a line of its own, in UTF-8; withheld ones have the mark. Text that a spreadsheet would reckon with is disarmed."""
    tell = Say(paper, language)
    lines = []
    for table in notice_tables(paper, language):
        name = tell.words.say(f"notice_sheet.{table.name}")
        for row in table.rows:
            held: dict[str, Value] = dict(zip(table.columns, row, strict=True))
            for column in table.columns:
                if column in table.figures and held[column] is not None:
                    here = {**held, "table": name, "figure": heading(column, tell), "value": held[column]}
                    here.setdefault("year", paper.year)
                    lines.append([_text(here.get(place), tell) for place in _PLACES])
    return _csv([[tell.words.say(f"notice_csv.{place}") for place in _PLACES], *lines])


def dictionary_csv(paper: NoticePaper, language: str) -> bytes:
    """What each column and each kind of figure means."""
    tell = Say(paper, language)
    places = [(tell.words.say(f"notice_csv.{place}"), tell.words.say(f"notice_csv_means.{place}")) for place in _PLACES]
    figures = [(name, meaning) for _, name, meaning in dictionary(notice_tables(paper, language), tell)]
    head = (tell.words.say("notice_column.dictionary_left"), tell.words.say("notice_column.dictionary_right"))
    return _csv([head, *dict([*figures, *places]).items()])


def notice_json(paper: NoticePaper, language: str) -> bytes:
    """Imprint, paragraphs, all tables and their dictionary. A withheld figure is null and named in ``withheld`` of its row."""
    tell = Say(paper, language)
    tables = notice_tables(paper, language)
    content = {
        "form": FORM,
        "language": "en" if tell.words.language == "en" else "zh-Hant-TW",
        "title": tell.title,
        "number": paper.number,
        "edition_number": paper.edition_number,
        "corrects": paper.corrects,
        "corrected_on": None if paper.corrected_on is None else paper.corrected_on.isoformat(),
        "replaces": list(paper.replaces),
        "correction": "" if paper.correction is None else tell.two(paper.correction),
        "publisher": tell.two(paper.publisher) or tell("publisher"),
        "year": paper.year,
        "published": paper.publish_on.isoformat(),
        "compiled_on": paper.compiled_on.isoformat(),
        "reference_date": paper.reference_date.isoformat(),
        "threshold": paper.threshold,
        "rules": [{"name": tell.two(name)} for name in paper.rule_names],
        "editions": [name for name, _ in paper.editions],
        "method": [text for text in (tell.two(one.text) for one in paper.paragraphs) if text],
        "sections": [
            {
                "code": tell.code(one.code),
                "name": tell.two(one.name),
                "introduction": tell.two(one.introduction),
                "good_practice": tell.two(one.good_practice),
            }
            for one in paper.sections
        ],
        "tables": {table.name: [_row(table, row) for row in table.rows] for table in tables},
        "dictionary": {key: {"name": name, "meaning": meaning} for key, name, meaning in dictionary(tables, tell)},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _row(table: NoticeTable, row: tuple[Value, ...]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    withheld = []
    for column, value in zip(table.columns, row, strict=True):
        if isinstance(value, Withheld):
            withheld.append(column)
        told[column] = None if isinstance(value, Withheld) else float(value) if isinstance(value, Decimal) else value
    return {**told, "withheld": withheld} if withheld else told


def _text(value: Value, tell: Say) -> str:
    if value is None:
        return ""
    if isinstance(value, Withheld):
        return tell("withheld")
    if isinstance(value, str):
        plain = printable(value)
        return f"'{plain}" if plain.startswith(_FORMULA_STARTS) else plain
    return str(value)


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerows(rows)
    return (_MARK + target.getvalue()).encode()
