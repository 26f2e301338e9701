"""The January-1 notice as a story: what was counted and how, the figures by section, then every pattern in standard wording.

No firm is named or described anywhere: the story is made from the compiled notice alone, which holds none.
"""

from __future__ import annotations

from datetime import date

from auditdesk.documents.notice_figures import EntryFigures, NoticeFigures, SectionFigures, figures_of, percent
from auditdesk.documents.numbering import label
from auditdesk.documents.story import Align, Block, Detail, Heading, KeyValue, Paragraph, Story, Table
from auditdesk.model.notice import CompiledNotice
from auditdesk.rules.calendar import roc_long, roc_year
from auditdesk.words import Words


def notice_title(notice: CompiledNotice, language: str) -> str:
    """``108 年度證券商資通安全查核缺失``, in English with the Gregorian year."""
    words = Words(language)
    return words.say("notice_text.title", year=_year(notice.year, words))


def notice_story(notice: CompiledNotice, language: str) -> Story:
    """What the notice says in ``zh_TW`` or ``en``, for all formats."""
    words = Words(language)
    figures = figures_of(notice, words)
    title = notice_title(notice, language)
    blocks: list[Block] = [
        Heading(0, title, "title"),
        Heading(1, words.say("notice_text.about"), "about"),
        *about(notice, figures, words),
        Heading(1, words.say("notice_text.by_section"), "by-section"),
        _summary(figures, words),
        Heading(1, words.say("notice_text.deficiencies"), "deficiencies"),
    ]
    for number, section in enumerate(figures.sections, 1):
        blocks += _section(number, section, words)
    return Story(
        title=title,
        language=words.language,
        subject=words.say("notice_text.subject"),
        author=words.say("notice_text.publisher"),
        keywords=tuple(words.say("notice_text.keywords").split("|")),
        created=notice.publish_on,
        blocks=tuple(blocks),
        running_head=title,
    )


def about(notice: CompiledNotice, figures: NoticeFigures, words: Words) -> tuple[KeyValue | Paragraph, ...]:
    """What was counted, from what, and what the figures do not say."""
    facts = (
        ("publisher", words.say("notice_text.publisher")),
        ("published", _day(notice.publish_on, words)),
        ("audit_year", words.say("notice_text.audit_year_is", year=_year(notice.year, words))),
        ("compiled", _day(notice.compiled_on, words)),
        ("editions", words.show("editions", notice.rule_names)),
        ("audited", words.say("notice_text.audited_is", firms=figures.firms_audited, visits=figures.visits)),
        ("counted", words.say("notice_text.counted_is", findings=shown(figures.findings, words), patterns=figures.patterns)),
    )
    codes = ["purpose", "selection", "denominator", "limits", "no_firm"] + ["suppression"] * figures.anything_withheld
    return (
        *(KeyValue(words.say(f"notice_text.{code}_label"), text) for code, text in facts),
        *(
            Paragraph(words.say(f"notice_text.method_{code}"), label(number, 1, words.language))
            for number, code in enumerate(codes, 1)
        ),
    )


def _summary(figures: NoticeFigures, words: Words) -> Table:
    return Table(
        caption=words.say("notice_text.summary_caption"),
        head=tuple(words.say(f"notice_column.{name}") for name in ("code", "section", "patterns", "section_firms")),
        rows=tuple(
            (section.code, section.name, str(section.patterns), shown(section.firms, words)) for section in figures.sections
        ),
        widths=(18, 50, 16, 16),
        alignments=(Align.START, Align.START, Align.END, Align.END),
        first_column_names_row=True,
    )


def _section(number: int, section: SectionFigures, words: Words) -> list[Block]:
    # A rule without a code of its own (the association's) is told by its name alone.
    code = "notice_text.section_heading" if section.code.startswith("CC-") else "notice_text.section_heading_without_code"
    heading = words.say(code, label=label(number, 1, words.language), name=section.name, section=section.code)
    entries = [
        Paragraph(
            entry.wording,
            label(entry.number, 2, words.language),
            details=(
                Detail(words.say("notice_text.firms_label"), _counted(entry, words)),
                Detail(words.say("notice_text.standard_label"), entry.expected_standard),
            ),
        )
        for entry in section.entries
    ]
    return [Heading(2, heading, section.anchor), *entries]


def _counted(entry: EntryFigures, words: Words) -> str:
    if entry.withheld:
        return words.say("notice_text.entry_withheld", applied=entry.applied_firms)
    if entry.rate is None:
        return words.say("notice_text.entry_without_rate", firms=entry.firms)
    code = "notice_text.entry_with_repeats" if entry.repeats else "notice_text.entry"
    return words.say(code, firms=entry.firms, applied=entry.applied_firms, rate=percent(entry.rate), repeats=entry.repeats)


def shown(figure: int | None, words: Words) -> str:
    """A figure, or the mark of a withheld one."""
    return words.say("notice_text.withheld") if figure is None else str(figure)


def _year(year: int, words: Words) -> str:
    return str(roc_year(year)) if words.language == "zh_TW" else str(year)


def _day(day: date, words: Words) -> str:
    return roc_long(day) if words.language == "zh_TW" else day.isoformat()
