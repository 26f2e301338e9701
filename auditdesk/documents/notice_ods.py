"""The notice as a spreadsheet: the same words and figures as its story, with typed cells and a dictionary of the columns."""

from __future__ import annotations

import io

from auditdesk.documents.notice_figures import figures_of
from auditdesk.documents.notice_story import about, notice_title
from auditdesk.documents.story import KeyValue
from auditdesk.model.notice import CompiledNotice
from auditdesk.ods_writer import Cell, Column, Sheet, write_ods
from auditdesk.words import Words

_ENTRY_COLUMNS = (
    ("code", 26.0),
    ("section", 45.0),
    ("number", 14.0),
    ("wording", 90.0),
    ("standard", 90.0),
    ("firms", 20.0),
    ("applied_firms", 20.0),
    ("rate", 20.0),
    ("repeats", 22.0),
)
_SECTION_COLUMNS = (("code", 26.0), ("section", 60.0), ("patterns", 24.0), ("section_firms", 24.0))


def notice_ods(notice: CompiledNotice, language: str) -> bytes:
    """The notice as an OpenDocument spreadsheet; the same notice gives the same bytes. Withheld figures are the mark as text."""
    words = Words(language)
    figures = figures_of(notice, words)
    mark = words.say("notice_text.withheld")

    def figure(value: int | float | None, withheld: bool) -> Cell:
        return mark if withheld else value

    entries = (
        (
            entry.section,
            entry.section_name,
            entry.number,
            entry.wording,
            entry.expected_standard,
            figure(entry.firms, entry.withheld),
            entry.applied_firms,
            figure(None if entry.rate is None else float(entry.rate), entry.withheld),
            figure(entry.repeats, entry.withheld),
        )
        for entry in figures.entries
    )
    sections = (
        (section.code, section.name, section.patterns, figure(section.firms, section.firms is None))
        for section in figures.sections
    )
    told = (
        (block.label.rstrip("：: "), block.text) if isinstance(block, KeyValue) else (block.label.strip(), block.text)
        for block in about(notice, figures, words)
    )
    used = dict.fromkeys(name for name, _ in _ENTRY_COLUMNS + _SECTION_COLUMNS)
    dictionary = ((words.say(f"notice_column.{name}"), words.say(f"notice_column_means.{name}")) for name in used)
    target = io.BytesIO()
    write_ods(
        target,
        (
            Sheet(words.say("notice_sheet.entries"), _columns(_ENTRY_COLUMNS, words), entries),
            Sheet(words.say("notice_sheet.sections"), _columns(_SECTION_COLUMNS, words), sections),
            Sheet(words.say("notice_sheet.about"), _pair("about", 40, words), told),
            Sheet(words.say("notice_sheet.dictionary"), _pair("dictionary", 40, words), dictionary),
        ),
        title=notice_title(notice, language),
        language=words.language,
    )
    return target.getvalue()


def _columns(columns: tuple[tuple[str, float], ...], words: Words) -> tuple[Column, ...]:
    return tuple(Column(words.say(f"notice_column.{name}"), width, percent=name == "rate") for name, width in columns)


def _pair(sheet: str, width: float, words: Words) -> tuple[Column, Column]:
    return (
        Column(words.say(f"notice_column.{sheet}_left"), width),
        Column(words.say(f"notice_column.{sheet}_right"), 150),
    )
