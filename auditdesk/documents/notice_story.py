"""The January-1 notice as a story: what was counted and how, the figures by section, then every pattern in its approved wording.

No firm is named or described anywhere: the story is made from the notice's paper alone, which holds none.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditdesk.documents.notice_figures import Say
from auditdesk.documents.numbering import label
from auditdesk.documents.story import Align, Bar, BarChart, Block, Detail, Heading, KeyValue, Paragraph, Story, Table
from auditdesk.model.notice_paper import NoticePaper, PaperEntry, PaperSection


def notice_story(paper: NoticePaper, language: str) -> Story:
    """What the notice says in ``zh_TW`` or ``en``, for all formats."""
    say = Say(paper, language)
    return Story(
        title=say.title,
        language=say.words.language,
        subject=say("subject"),
        author=say.two(paper.publisher) or say("publisher"),
        keywords=tuple(say("keywords").split("|")),
        created=paper.publish_on,
        blocks=tuple(_blocks(paper, say)),
        running_head=say.title,
    )


def _blocks(paper: NoticePaper, say: Say) -> Iterator[Block]:
    yield Heading(0, say.title, "title")
    if paper.corrects or (paper.correction and say.two(paper.correction)):
        yield Heading(1, say("correction"), "correction")
        yield KeyValue(say("corrects_label"), paper.corrects)
        if paper.correction and say.two(paper.correction):
            yield Paragraph(say.two(paper.correction))
    yield Heading(1, say("about"), "about")
    yield from about(paper, say)
    yield Heading(1, say("by_section"), "by-section")
    yield from _statistics(paper, say)
    yield Heading(1, say("deficiencies"), "deficiencies")
    for number, section in enumerate(paper.sections, 1):
        yield from _section(number, section, say)
    if paper.observations:
        yield Heading(1, say("observations"), "observations")
        yield Paragraph(say("observations_apart"))
        for one in paper.observations:
            firms = Detail(say("observed_label"), say("observed_is", firms=say.figure(one.firms)))
            yield Paragraph(say.two(one.wording), label(one.number, 2, say.words.language), details=(firms,))


def about(paper: NoticePaper, say: Say) -> tuple[KeyValue | Paragraph, ...]:
    """What was counted, from what, and what the figures do not say."""
    facts = (
        ("publisher", say.two(paper.publisher) or say("publisher")),
        ("number", paper.number),
        ("published", say.day(paper.publish_on)),
        ("audit_year", say("audit_year_is", year=say.year(paper.year))),
        ("compiled", say.day(paper.compiled_on)),
        ("reference", say.day(paper.reference_date)),
        ("editions", say.words.show("editions", paper.rule_names)),
        ("audited", say("audited_is", firms=paper.firms_audited, visits=paper.visits)),
        ("counted", say("counted_is", findings=say.figure(paper.findings), patterns=paper.patterns)),
    )
    told = [text for text in (say.two(one.text) for one in paper.paragraphs) if text]
    return (
        *(KeyValue(say(f"{code}_label"), text) for code, text in facts if text),
        *(Paragraph(text, label(number, 1, say.words.language)) for number, text in enumerate(told, 1)),
    )


def _statistics(paper: NoticePaper, say: Say) -> Iterator[Block]:
    yield _by_section(paper, say)
    yield BarChart(
        id="chart-sections",
        caption=say("chart_sections"),
        description=say(
            "chart_told",
            caption=say("chart_sections"),
            figures=say.words.show(
                "figures",
                tuple(say("chart_figure", name=say.two(one.name), figure=say.figure(one.firms)) for one in paper.sections),
            ),
        ),
        bars=tuple(Bar(say.two(section.name), section.firms, say.figure(section.firms)) for section in paper.sections),
    )
    number = 1
    if paper.bands and any(section.by_band is None or section.by_band for section in paper.sections):
        number += 1
        yield _by_band(number, paper, say)
    if paper.trend:
        yield from _trend(number + 1, paper, say)


def _by_section(paper: NoticePaper, say: Say) -> Table:
    compared = any(section.previous_firms is not None for section in paper.sections)
    names = ("code", "section", "patterns", "section_firms", "section_applied", *(("section_previous",) if compared else ()))
    return Table(
        caption=say("summary_caption", number=1),
        head=tuple(say.words.say(f"notice_column.{name}") for name in names),
        rows=tuple(
            (
                say.code(one.code),
                say.two(one.name),
                str(one.patterns),
                say.figure(one.firms),
                str(one.applied_firms),
                *((("" if one.previous_firms is None else str(one.previous_firms)),) if compared else ()),
            )
            for one in paper.sections
        ),
        widths=(18, 42, 15, 15, 15, 15)[: len(names)],
        alignments=(Align.START, Align.START, Align.END, Align.END, Align.END, Align.END)[: len(names)],
        first_column_names_row=True,
    )


def _by_band(number: int, paper: NoticePaper, say: Say) -> Table:
    rows = [(say("band_audited"), *(str(band.firms_audited) for band in paper.bands))]
    for section in paper.sections:
        figures = section.by_band if section.by_band is not None else (None,) * len(paper.bands)
        if figures:
            rows.append((say.two(section.name), *(say.figure(figure) for figure in figures)))
    return Table(
        caption=say("bands_caption", number=number),
        head=(say.words.say("notice_column.section"), *(say.two(band.name) for band in paper.bands)),
        rows=tuple(rows),
        widths=(42, *(78 / len(paper.bands) for _ in paper.bands)),
        alignments=(Align.START, *(Align.END for _ in paper.bands)),
        first_column_names_row=True,
    )


def _trend(number: int, paper: NoticePaper, say: Say) -> Iterator[Block]:
    codes = dict.fromkeys([one.code for one in paper.sections] + [code for year in paper.trend for code, _ in year.sections])
    rows = [
        (say("trend_audited"), *(str(year.firms_audited) for year in paper.trend)),
        (say("trend_patterns"), *(str(year.patterns) for year in paper.trend)),
        (say("trend_findings"), *(say.figure(year.findings) for year in paper.trend)),
    ]
    for code in codes:
        told = [dict(year.sections).get(code, "") for year in paper.trend]
        rows.append((say.section_name(code), *(say("no_figure") if one == "" else say.figure(one) for one in told)))  # type: ignore[arg-type]
    yield Table(
        caption=say("trend_caption", number=number),
        head=(say("trend_head"), *(say("trend_year", year=say.year(year.year)) for year in paper.trend)),
        rows=tuple(rows),
        widths=(42, *(78 / len(paper.trend) for _ in paper.trend)),
        alignments=(Align.START, *(Align.END for _ in paper.trend)),
        first_column_names_row=True,
    )
    bars = tuple(Bar(say("trend_year", year=say.year(year.year)), year.patterns, str(year.patterns)) for year in paper.trend)
    figures = say.words.show("figures", tuple(say("chart_figure", name=bar.label, figure=bar.shown) for bar in bars))
    yield BarChart("chart-trend", say("chart_trend"), say("chart_told", caption=say("chart_trend"), figures=figures), bars)


def _section(number: int, section: PaperSection, say: Say) -> Iterator[Block]:
    coded = say.code(section.code) == section.code
    heading = say(
        "section_heading" if coded else "section_heading_without_code",
        label=label(number, 1, say.words.language),
        name=say.two(section.name),
        section=section.code,
    )
    yield Heading(2, heading, f"section-{section.code.lower()}")
    if text := say.two(section.introduction):
        yield Paragraph(text)
    for entry in section.entries:
        yield Paragraph(say.two(entry.wording), label(entry.number, 2, say.words.language), details=tuple(_details(entry, say)))
    if text := say.two(section.good_practice):
        yield KeyValue(say("practice_label"), text)


def _details(entry: PaperEntry, say: Say) -> Iterator[Detail]:
    told = (
        ("firms_label", say.counted(entry)),
        ("remedied_label", say.remedied(entry)),
        ("compared_label", say.compared(entry)),
        ("standard_label", say.two(entry.expected_standard)),
    )
    for code, text in told:
        if text:
            yield Detail(say(code), text)
