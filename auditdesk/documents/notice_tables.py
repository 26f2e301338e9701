"""The notice's figures as tables for machines: one list of columns, each with its meaning, for ODS, CSV and JSON alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

from auditdesk.documents.notice_figures import Say, rounded
from auditdesk.model.notice_paper import NoticePaper, PaperEntry


class Withheld(Enum):
    """A figure that is not published; each format has its own way to tell so, none leaves it out."""

    WITHHELD = "*"


Value = str | int | Decimal | Withheld | None
"""None = there is no such figure."""


@dataclass(frozen=True, slots=True)
class NoticeTable:
    """``columns`` are keys of ``notice_column`` and ``notice_column_means``; those in ``figures`` count something."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    figures: frozenset[str]


WIDTHS: Final = {"section": 45.0, "wording": 90.0, "standard": 90.0, "band": 45.0}
"""Columns wider than the rest, in millimetres."""


def notice_tables(paper: NoticePaper, language: str) -> tuple[NoticeTable, ...]:
    """Every figure of the notice, each table with at least one row. Years are Gregorian."""
    tell = Say(paper, language)
    every = (
        _table(
            "summary",
            "year firms_audited visits findings patterns threshold",
            [(paper.year, paper.firms_audited, paper.visits, _shown(paper.findings), paper.patterns, paper.threshold)],
            "firms_audited visits findings patterns threshold",
        ),
        _table(
            "sections",
            "code section patterns section_firms section_applied section_previous",
            [
                (
                    tell.code(one.code),
                    tell.two(one.name),
                    one.patterns,
                    _shown(one.firms),
                    _shown(one.applied_firms),
                    one.previous_firms,
                )
                for one in paper.sections
            ],
            "patterns section_firms section_applied section_previous",
        ),
        _table(
            "entries",
            "code section number wording standard firms applied_firms rate repeats remedied previous_firms change",
            list(_entries(paper, tell)),
            "firms applied_firms rate repeats remedied previous_firms change",
        ),
        _table("bands", "code section band band_audited band_firms", list(_bands(paper, tell)), "band_audited band_firms"),
        _table(
            "observations",
            "code number wording observed_firms",
            [(tell.code(one.code), one.number, tell.two(one.wording), _shown(one.firms)) for one in paper.observations],
            "observed_firms",
        ),
        _table(
            "trend",
            "year firms_audited findings patterns",
            [(year.year, year.firms_audited, _shown(year.findings), year.patterns) for year in paper.trend],
            "firms_audited findings patterns",
        ),
        _table(
            "trend_sections",
            "year code section section_firms",
            [
                (year.year, tell.code(code), tell.section_name(code), _shown(firms))
                for year in paper.trend
                for code, firms in year.sections
            ],
            "section_firms",
        ),
    )
    return tuple(table for table in every if table.rows)


def heading(column: str, tell: Say) -> str:
    return tell.words.say(f"notice_column.{column}")


def meaning(column: str, tell: Say) -> str:
    return tell.words.say(f"notice_column_means.{column}")


def dictionary(tables: tuple[NoticeTable, ...], tell: Say) -> Iterator[tuple[str, str, str]]:
    """Key, heading and meaning of each column that is used, once."""
    for column in dict.fromkeys(column for table in tables for column in table.columns):
        yield column, heading(column, tell), meaning(column, tell)


def _table(name: str, columns: str, rows: list[tuple[Value, ...]], figures: str) -> NoticeTable:
    return NoticeTable(name, tuple(columns.split()), tuple(rows), frozenset(figures.split()))


def _shown(figure: int | None) -> Value:
    return Withheld.WITHHELD if figure is None else figure


def _entries(paper: NoticePaper, tell: Say) -> Iterator[tuple[Value, ...]]:
    for section in paper.sections:
        for entry in section.entries:
            yield (
                tell.code(section.code),
                tell.two(section.name),
                entry.number,
                tell.two(entry.wording),
                tell.two(entry.expected_standard),
                _shown(entry.firms),
                _shown(entry.applied_firms),
                _rate(entry),
                _shown(entry.repeats),
                _shown(entry.remedied),
                entry.previous_firms,
                entry.change,
            )


def _rate(entry: PaperEntry) -> Value:
    if entry.withheld:
        return Withheld.WITHHELD
    return None if entry.rate is None else rounded(entry.rate)


def _bands(paper: NoticePaper, tell: Say) -> Iterator[tuple[Value, ...]]:
    for section in paper.sections:
        figures = section.by_band if section.by_band is not None else (None,) * len(paper.bands)
        for band, firms in zip(paper.bands, figures, strict=False):
            yield tell.code(section.code), tell.two(section.name), tell.two(band.name), band.firms_audited, _shown(firms)
