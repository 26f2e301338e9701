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
    tell = Say(paper, language)
    return Story(
        title=tell.title,
        language=tell.words.language,
        subject=tell("subject"),
        author=tell.two(paper.publisher) or tell("publisher"),
        keywords=tuple(tell("keywords").split("|")),
        created=paper.publish_on,
        blocks=tuple(_blocks(paper, tell)),
        running_head=tell.title,
    )


def _blocks(paper: NoticePaper, tell: Say) -> Iterator[Block]:
    yield Heading(0, tell.title, "title")
    if paper.corrects or (paper.correction and tell.two(paper.correction)):
        yield Heading(1, tell("correction"), "correction")
        if paper.corrected_on is not None:
            yield KeyValue(tell("corrected_on_label"), tell.day(paper.corrected_on))
        yield KeyValue(tell("corrects_label"), paper.corrects)
        if len(paper.replaces) > 1:
            yield KeyValue(tell("replaces_label"), tell.words.show("figures", paper.replaces))
        if paper.correction and tell.two(paper.correction):
            yield Paragraph(tell.two(paper.correction))
    yield Heading(1, tell("about"), "about")
    yield from about(paper, tell)
    yield Heading(1, tell("by_section"), "by-section")
    yield from _statistics(paper, tell)
    yield Heading(1, tell("deficiencies"), "deficiencies")
    for number, section in enumerate(paper.sections, 1):
        yield from _section(number, section, tell)
    if paper.observations:
        yield Heading(1, tell("observations"), "observations")
        yield Paragraph(tell("observations_apart"))
        for one in paper.observations:
            firms = Detail(tell("observed_label"), tell("observed_is", firms=tell.figure(one.firms)))
            yield Paragraph(tell.two(one.wording), label(one.number, 2, tell.words.language), details=(firms,))


def about(paper: NoticePaper, tell: Say) -> tuple[KeyValue | Paragraph, ...]:
    """What was counted, from what, and what the figures do not tell."""
    facts = (
        ("publisher", tell.two(paper.publisher) or tell("publisher")),
        ("number", paper.number),
        ("published", tell.day(paper.publish_on)),
        ("audit_year", tell("audit_year_is", year=tell.year(paper.year))),
        ("compiled", tell.day(paper.compiled_on)),
        ("reference", tell.day(paper.reference_date)),
        ("editions", tell.words.show("editions", paper.rule_names)),
        ("audited", tell("audited_is", firms=paper.firms_audited, visits=paper.visits)),
        ("counted", tell("counted_is", findings=tell.figure(paper.findings), patterns=paper.patterns)),
    )
    told = [text for text in (tell.two(one.text) for one in paper.paragraphs) if text]
    return (
        *(KeyValue(tell(f"{code}_label"), text) for code, text in facts if text),
        *(Paragraph(text, label(number, 1, tell.words.language)) for number, text in enumerate(told, 1)),
    )


def _statistics(paper: NoticePaper, tell: Say) -> Iterator[Block]:
    yield _by_section(paper, tell)
    yield BarChart(
        id="chart-sections",
        caption=tell("chart_sections"),
        description=tell(
            "chart_told",
            caption=tell("chart_sections"),
            figures=tell.words.show(
                "figures",
                tuple(tell("chart_figure", name=tell.two(one.name), figure=tell.figure(one.firms)) for one in paper.sections),
            ),
        ),
        bars=tuple(Bar(tell.two(section.name), section.firms, tell.figure(section.firms)) for section in paper.sections),
    )
    number = 1
    if paper.bands and any(section.by_band is None or section.by_band for section in paper.sections):
        number += 1
        yield _by_band(number, paper, tell)
    if paper.trend:
        yield from _trend(number + 1, paper, tell)


def _by_section(paper: NoticePaper, tell: Say) -> Table:
    compared = any(section.previous_firms is not None for section in paper.sections)
    names = ("code", "section", "patterns", "section_firms", "section_applied", *(("section_previous",) if compared else ()))
    return Table(
        caption=tell("summary_caption", number=1),
        head=tuple(tell.words.say(f"notice_column.{name}") for name in names),
        rows=tuple(
            (
                tell.code(one.code),
                tell.two(one.name),
                str(one.patterns),
                tell.figure(one.firms),
                tell.figure(one.applied_firms),
                *((("" if one.previous_firms is None else str(one.previous_firms)),) if compared else ()),
            )
            for one in paper.sections
        ),
        widths=(18, 42, 15, 15, 15, 15)[: len(names)],
        alignments=(Align.START, Align.START, Align.END, Align.END, Align.END, Align.END)[: len(names)],
        first_column_names_row=True,
    )


def _by_band(number: int, paper: NoticePaper, tell: Say) -> Table:
    rows = [(tell("band_audited"), *(str(band.firms_audited) for band in paper.bands))]
    for section in paper.sections:
        figures = section.by_band if section.by_band is not None else (None,) * len(paper.bands)
        if figures:
            rows.append((tell.two(section.name), *(tell.figure(figure) for figure in figures)))
    return Table(
        caption=tell("bands_caption", number=number),
        head=(tell.words.say("notice_column.section"), *(tell.two(band.name) for band in paper.bands)),
        rows=tuple(rows),
        widths=(42, *(78 / len(paper.bands) for _ in paper.bands)),
        alignments=(Align.START, *(Align.END for _ in paper.bands)),
        first_column_names_row=True,
    )


def _trend(number: int, paper: NoticePaper, tell: Say) -> Iterator[Block]:
    codes = dict.fromkeys([one.code for one in paper.sections] + [code for year in paper.trend for code, _ in year.sections])
    rows = [
        (tell("trend_audited"), *(str(year.firms_audited) for year in paper.trend)),
        (tell("trend_patterns"), *(str(year.patterns) for year in paper.trend)),
        (tell("trend_findings"), *(tell.figure(year.findings) for year in paper.trend)),
    ]
    for code in codes:
        told = [dict(year.sections).get(code, "") for year in paper.trend]
        rows.append((tell.section_name(code), *(tell("no_figure") if one == "" else tell.figure(one) for one in told)))  # type: ignore[arg-type]
    yield Table(
        caption=tell("trend_caption", number=number),
        head=(tell("trend_head"), *(tell("trend_year", year=tell.year(year.year)) for year in paper.trend)),
        rows=tuple(rows),
        widths=(42, *(78 / len(paper.trend) for _ in paper.trend)),
        alignments=(Align.START, *(Align.END for _ in paper.trend)),
        first_column_names_row=True,
    )
    bars = tuple(Bar(tell("trend_year", year=tell.year(year.year)), year.patterns, str(year.patterns)) for year in paper.trend)
    figures = tell.words.show("figures", tuple(tell("chart_figure", name=bar.label, figure=bar.shown) for bar in bars))
    yield BarChart("chart-trend", tell("chart_trend"), tell("chart_told", caption=tell("chart_trend"), figures=figures), bars)


def _section(number: int, section: PaperSection, tell: Say) -> Iterator[Block]:
    coded = tell.code(section.code) == section.code
    heading = tell(
        "section_heading" if coded else "section_heading_without_code",
        label=label(number, 1, tell.words.language),
        name=tell.two(section.name),
        section=section.code,
    )
    yield Heading(2, heading, f"section-{section.code.lower()}")
    if text := tell.two(section.introduction):
        yield Paragraph(text)
    for entry in section.entries:
        yield Paragraph(
            tell.two(entry.wording), label(entry.number, 2, tell.words.language), details=tuple(_details(entry, tell))
        )
    if text := tell.two(section.good_practice):
        yield KeyValue(tell("practice_label"), text)


def _details(entry: PaperEntry, tell: Say) -> Iterator[Detail]:
    told = (
        ("firms_label", tell.counted(entry)),
        ("remedied_label", tell.remedied(entry)),
        ("compared_label", tell.compared(entry)),
        ("standard_label", tell.two(entry.expected_standard)),
    )
    for code, text in told:
        if text:
            yield Detail(tell(code), text)
