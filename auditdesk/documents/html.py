"""Stories as one HTML file: semantic, readable by assistive technology, printable, light and dark, asking nothing of the net."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from auditdesk import places
from auditdesk.documents.charts import SIZE, draw_bars, roughly
from auditdesk.documents.pdf.line_breaker import break_lines
from auditdesk.documents.plain_text import printable
from auditdesk.documents.story import (
    Align,
    BarChart,
    Block,
    Heading,
    KeyValue,
    PageBreak,
    Paragraph,
    Signature,
    Spacer,
    Story,
    Table,
)
from auditdesk.words import Words

_CHART_WIDTH: Final = 560.0


def render_html(story: Story) -> str:
    """The story as a whole page, well-formed XML besides; the same story gives the same text."""
    words = Words(story.language)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{story.language_tag}">',
            *_head(story),
            "<body>",
            f'<a class="skip" href="#content">{_text(words.say("paper.skip"))}</a>',
            '<main id="content">',
            *_body(story, words),
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def _text(text: str) -> str:
    return html.escape(printable(text)).replace("\n", "<br />")


def _head(story: Story) -> Iterator[str]:
    style = (places.resources() / "templates" / "page.css").read_text(encoding="utf-8")
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    yield "<head>"
    yield '<meta charset="utf-8" />'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}" />'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1" />'
    yield '<meta name="color-scheme" content="light dark" />'
    for name, content in (("author", story.author), ("description", story.subject), ("keywords", ", ".join(story.keywords))):
        yield f'<meta name="{name}" content="{_text(content)}" />'
    yield f'<meta name="dcterms.issued" content="{story.created.isoformat()}" />'
    yield '<link rel="icon" href="data:," />'
    yield f"<title>{_text(story.title)}</title>"
    yield f"<style>\n{style.strip()}\n</style>"
    yield "</head>"


def _body(story: Story, words: Words) -> Iterator[str]:
    open_levels: list[int] = []
    contents_due = bool(story.headings)
    for kind, group in groupby(story.blocks, key=_kind):
        blocks = tuple(group)
        if kind != "heading":
            yield from _group(kind, blocks)
            continue
        for heading in blocks:
            assert isinstance(heading, Heading)
            if heading.level == 0:
                yield f'<h1 id="{heading.id}">{_text(heading.text)}</h1>'
                continue
            if contents_due:
                contents_due = False
                yield from _contents(story, words)
            while open_levels and open_levels[-1] >= heading.level:
                open_levels.pop()
                yield "</section>"
            open_levels.append(heading.level)
            rank = min(heading.level + 1, 6)
            yield f'<section aria-labelledby="{heading.id}">'
            yield f'<h{rank} id="{heading.id}">{_text(heading.text)}</h{rank}>'
    yield from ("</section>" for _ in open_levels)


def _kind(block: Block) -> str:
    match block:
        case Heading():
            return "heading"
        case KeyValue():
            return "facts"
        case Paragraph(label=label) if label:
            return "numbered"
        case _:
            return "plain"


def _group(kind: str, blocks: tuple[Block, ...]) -> Iterator[str]:
    if kind == "facts":
        yield '<dl class="facts">'
        for block in blocks:
            assert isinstance(block, KeyValue)
            yield f"<div><dt>{_text(block.label)}</dt><dd>{_text(block.text)}</dd></div>"
        yield "</dl>"
    elif kind == "numbered":
        yield '<ol class="numbered" role="list">'
        for block in blocks:
            assert isinstance(block, Paragraph)
            yield from _item(block)
        yield "</ol>"
    else:
        for block in blocks:
            yield from _plain(block)


def _item(block: Paragraph) -> Iterator[str]:
    yield f'<li class="level-{block.level}"><span class="label">{_text(block.label)}</span><div><p>{_text(block.text)}</p>'
    if block.details:
        yield "<dl>"
        for detail in block.details:
            yield f"<div><dt>{_text(detail.label)}</dt><dd>{_text(detail.text)}</dd></div>"
        yield "</dl>"
    yield "</div></li>"


def _plain(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f"<p>{_text(block.text)}</p>"
        case Table():
            yield from _table(block)
        case BarChart():
            yield from _chart(block)
        case Signature():
            yield f'<p class="signature">{_text(block.text)}</p>'
        case PageBreak():
            yield '<hr class="page" />'
        case Spacer():
            yield '<div class="space"></div>'


def _table(table: Table) -> Iterator[str]:
    classes = [f' class="{align.value}"' if align is not Align.START else "" for align in table.alignments]
    named = f' role="region" tabindex="0" aria-label="{_text(table.caption)}"' if table.caption else ""
    yield f'<div class="wide"{named}><table>'
    if table.caption:
        yield f"<caption>{_text(table.caption)}</caption>"
    cells = "".join(f'<th scope="col"{own}>{_text(text)}</th>' for text, own in zip(table.head, classes, strict=True))
    yield f"<thead><tr>{cells}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        cells = ""
        for number, (text, own) in enumerate(zip(row, classes, strict=True)):
            names_row = number == 0 and table.first_column_names_row
            cells += f'<th scope="row"{own}>{_text(text)}</th>' if names_row else f"<td{own}>{_text(text)}</td>"
        yield f"<tr>{cells}</tr>"
    yield "</tbody></table></div>"


def _chart(chart: BarChart) -> Iterator[str]:
    """The drawing in the page itself; its colours are the page's."""

    def lines_of(text: str, room: float) -> list[str]:
        return [line.text for line in break_lines(printable(text), lambda sign: roughly(sign) * SIZE, room)]

    drawing = draw_bars(chart, _CHART_WIDTH, lines_of)
    axis, upper, lower = drawing.axis
    named = f'role="img" aria-labelledby="{chart.id}-title {chart.id}-told"'
    yield f'<figure id="{chart.id}"><figcaption>{_text(chart.caption)}</figcaption>'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawing.width:g} {drawing.height:g}" {named}>'
    yield f'<title id="{chart.id}-title">{_text(chart.caption)}</title><desc id="{chart.id}-told">{_text(chart.description)}</desc>'
    for strip in drawing.strips:
        yield f'<rect class="bar" x="{strip.x:.2f}" y="{strip.y:.2f}" width="{strip.width:.2f}" height="{strip.height:.2f}" />'
    yield f'<line class="axis" x1="{axis:.2f}" y1="{upper:.2f}" x2="{axis:.2f}" y2="{lower:.2f}" />'
    for words in drawing.words:
        strong = ' class="figure"' if words.strong else ""
        yield f'<text{strong} x="{words.x:.2f}" y="{words.y:.2f}">{_text(words.text)}</text>'
    yield "</svg></figure>"


def _contents(story: Story, words: Words) -> Iterator[str]:
    """A list of the headings that leads to each of them."""
    title = _text(words.say("paper.contents"))
    yield f'<nav aria-label="{title}"><p class="nav-title">{title}</p><ul role="list">'
    for heading in story.headings:
        yield f'<li class="level-{heading.level}"><a href="#{heading.id}">{_text(heading.text)}</a></li>'
    yield "</ul></nav>"
