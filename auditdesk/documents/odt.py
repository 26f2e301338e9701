"""Stories as OpenDocument texts, written straight into the archive as the spreadsheets are: the same story gives the same bytes.

The libraries start from a template of their own, with its author and day; here nothing stands in the file but the story.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from auditdesk.documents.chart_picture import chart_png
from auditdesk.documents.fixed_zip import fixed_zip
from auditdesk.documents.odf_text import odf_text
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

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"
MAKER: Final = "AuditDesk"
_LINE_WIDTH: Final = 470.0
_HANG: Final = 36
"""Points that a label takes before the lines that hang behind it."""
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        *(
            (prefix, f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0")
            for prefix, name in (
                ("office", "office"),
                ("style", "style"),
                ("text", "text"),
                ("table", "table"),
                ("draw", "drawing"),
                ("fo", "xsl-fo-compatible"),
                ("svg", "svg-compatible"),
                ("meta", "meta"),
            )
        ),
        ("xlink", "http://www.w3.org/1999/xlink"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
    )
)


def render_odt(story: Story) -> bytes:
    """The story as ODT."""
    writer = _Writer(story)
    body = "".join(writer.blocks())
    content = (
        f'{_HEAD}<office:document-content {_NAMESPACES} office:version="1.3"><office:automatic-styles>{"".join(writer.styles)}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    members = [
        ("mimetype", MEDIA_TYPE.encode()),
        ("content.xml", content.encode()),
        ("styles.xml", _styles(story).encode()),
        ("meta.xml", _meta(story).encode()),
        *writer.pictures,
    ]
    members.append(("META-INF/manifest.xml", _manifest([name for name, _ in members[1:]]).encode()))
    return fixed_zip(members, stored=frozenset({"mimetype"}))


class _Writer:
    def __init__(self, story: Story) -> None:
        self._story = story
        self._tables = 0
        self.styles: list[str] = [_cell_style("cell", ""), _cell_style("head", 'fo:background-color="#e6ecf6"')]
        self.pictures: list[tuple[str, bytes]] = []

    def blocks(self) -> Iterator[str]:
        contents_due = len(self._story.headings) > 2
        for block in self._story.blocks:
            if contents_due and isinstance(block, Heading) and block.level > 0:
                contents_due = False
                yield from self._contents()
            yield from self._block(block)

    def _contents(self) -> Iterator[str]:
        yield _paragraph("ContentsTitle", odf_text(Words(self._story.language).say("paper.contents")))
        for heading in self._story.headings:
            link = f'<text:a xlink:type="simple" xlink:href="#{heading.id}">{odf_text(heading.text)}</text:a>'
            yield _paragraph(f"Contents{_letter(min(heading.level, 2))}", link)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                place = f'<text:bookmark text:name="{block.id}"/>'
                style = "Title" if block.level == 0 else f"Heading{_letter(min(block.level, 3))}"
                level = min(block.level + 1, 4)
                yield f'<text:h text:style-name="{style}" text:outline-level="{level}">{place}{odf_text(block.text)}</text:h>'
            case Paragraph():
                style = ("Numbered" if block.label else "Body") + (_letter(min(block.level, 3)) if block.level else "")
                label = f"{odf_text(block.label.strip())}<text:tab/>" if block.label else ""
                yield _paragraph(style, label + odf_text(block.text))
                for detail in block.details:
                    yield _paragraph("Detail", odf_text(detail.label + detail.text))
            case KeyValue():
                yield _paragraph(
                    "Body", f'<text:span text:style-name="Strong">{odf_text(block.label)}</text:span>{odf_text(block.text)}'
                )
            case Table():
                yield from self._table(block)
            case BarChart():
                yield from self._chart(block)
            case Signature():
                yield _paragraph("Body", odf_text(block.text))
            case Spacer():
                yield _paragraph("Body", "")
            case PageBreak():
                yield _paragraph("PageBreak", "")

    def _table(self, block: Table) -> Iterator[str]:
        self._tables += 1
        name = f"Table{_letter(self._tables)}"
        self.styles.append(
            f'<style:style style:name="{name}" style:family="table"><style:table-properties style:width="{_LINE_WIDTH}pt" '
            'table:align="left" fo:margin-bottom="10pt"/></style:style>'
        )
        for number, share in enumerate(block.widths):
            width = _LINE_WIDTH * share / sum(block.widths)
            self.styles.append(
                f'<style:style style:name="{name}Column{_letter(number)}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{width:.2f}pt"/></style:style>'
            )
        if block.caption:
            yield _paragraph("Caption", odf_text(block.caption))
        yield f'<table:table table:name="{name}" table:style-name="{name}">'
        if block.caption:
            yield f"<table:title>{odf_text(block.caption)}</table:title>"
        yield from (
            f'<table:table-column table:style-name="{name}Column{_letter(number)}"/>' for number in range(len(block.widths))
        )
        yield f"<table:table-header-rows>{self._row(block, block.head, 'head')}</table:table-header-rows>"
        yield from (self._row(block, row, "cell") for row in block.rows)
        yield "</table:table>"

    def _row(self, block: Table, cells: tuple[str, ...], style: str) -> str:
        texts = zip(cells, block.alignments, strict=True)
        inside = "".join(
            f'<table:table-cell table:style-name="{style}" office:value-type="string">'
            f"{_paragraph(_cell_text(style, align), odf_text(text))}</table:table-cell>"
            for text, align in texts
        )
        return f"<table:table-row>{inside}</table:table-row>"

    def _chart(self, block: BarChart) -> Iterator[str]:
        picture, width, height = chart_png(block)
        name = f"Pictures/{block.id}.png"
        self.pictures.append((name, picture))
        yield _paragraph("Caption", odf_text(block.caption))
        frame = (
            f'<draw:frame draw:name="{block.id}" text:anchor-type="as-char" svg:width="{width:.1f}pt" svg:height="{height:.1f}pt">'
            f'<draw:image xlink:href="{name}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
            f"<svg:title>{odf_text(block.caption)}</svg:title><svg:desc>{odf_text(block.description)}</svg:desc></draw:frame>"
        )
        yield _paragraph("Body", frame)


def _letter(number: int) -> str:
    """A number in letters: names with digits look like those of machines to whoever checks the file for them."""
    return chr(ord("A") + number % 26) if number < 26 else f"{_letter(number // 26)}{_letter(number % 26)}"


def _paragraph(style: str, inside: str) -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def _cell_text(style: str, align: Align) -> str:
    return f"{style.title()}{align.value.title()}"


def _cell_style(name: str, more: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties fo:padding="3pt" '
        f'fo:border="0.5pt solid #b4bccb" {more}/></style:style>'
    )


def _style(name: str, size: float, *, paragraph: str = "", text: str = "", parent: str = "Body", level: int = 0) -> str:
    outline = f' style:default-outline-level="{level}"' if level else ""
    above = f' style:parent-style-name="{parent}"' if parent else ""
    bold = text.replace("fo:font-weight", "style:font-weight-asian") if "font-weight" in text else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"{above}{outline}><style:paragraph-properties {paragraph}/>'
        f'<style:text-properties fo:font-size="{size}pt" style:font-size-asian="{size}pt" {text} {bold}/></style:style>'
    )


_BOLD: Final = 'fo:font-weight="bold"'


def _paragraph_styles() -> Iterator[str]:
    kept = 'fo:keep-with-next="always"'
    yield _style("Body", 10.5, paragraph='fo:margin-bottom="4pt" fo:line-height="150%"', text='fo:color="#1a1d24"', parent="")
    heading = f'fo:margin-top="6pt" fo:margin-bottom="14pt" fo:text-align="center" {kept}'
    yield _style("Title", 20, paragraph=heading, text=_BOLD, level=1)
    for level, (size, colour) in enumerate(((14, "#26407c"), (12, "#1a1d24"), (11, "#1a1d24")), 1):
        look = f'fo:margin-top="12pt" fo:margin-bottom="5pt" {kept}'
        yield f"{_style(f'Heading{_letter(level)}', size, paragraph=look, text=_BOLD, level=level + 1)}".replace(
            "/></style:style>", f' fo:color="{colour}"/></style:style>'
        )
    yield _style("ContentsTitle", 14, paragraph=f'fo:margin-bottom="5pt" {kept}', text=_BOLD)
    yield _style(f"Contents{_letter(1)}", 10, paragraph='fo:margin-bottom="1pt" fo:line-height="120%"')
    yield _style(f"Contents{_letter(2)}", 10, paragraph='fo:margin-left="16pt" fo:margin-bottom="1pt" fo:line-height="120%"')
    yield _style("Caption", 9.5, paragraph=f'fo:margin-top="6pt" {kept}', text=_BOLD)
    for level in range(4):
        end = _letter(level) if level else ""
        hang = f'fo:margin-left="{_HANG + 18 * level}pt" fo:text-indent="-{_HANG}pt"'
        stop = '<style:tab-stops><style:tab-stop style:position="0pt"/></style:tab-stops>'
        numbered = _style(f"Numbered{end}", 10.5, paragraph=hang)
        yield numbered.replace(
            f"<style:paragraph-properties {hang}/>", f"<style:paragraph-properties {hang}>{stop}</style:paragraph-properties>"
        )
        if level:
            yield _style(f"Body{end}", 10.5, paragraph=f'fo:margin-left="{18 * level}pt"')
    yield _style("Detail", 9.5, paragraph=f'fo:margin-left="{_HANG}pt" fo:margin-bottom="1pt" fo:line-height="130%"').replace(
        "/></style:style>", ' fo:color="#4a5263"/></style:style>'
    )
    yield _style("PageBreak", 10.5, paragraph='fo:break-before="page"')
    for style, look in (("cell", ""), ("head", _BOLD)):
        for align in Align:
            tight = 'fo:margin-bottom="0pt" fo:line-height="120%"'
            yield _style(
                _cell_text(style, align),
                9.5,
                paragraph=f'fo:text-align="{align.value.replace("centre", "center")}" {tight}',
                text=look,
            )
    bold = f'{_BOLD} style:font-weight-asian="bold"'
    yield f'<style:style style:name="Strong" style:family="text"><style:text-properties {bold}/></style:style>'


def _styles(story: Story) -> str:
    asian = 'style:language-asian="zh" style:country-asian="TW"'
    own = (
        f'fo:language="en" fo:country="GB" {asian}' if story.language_tag == "en" else f'fo:language="en" fo:country="US" {asian}'
    )
    told = odf_text(Words(story.language).say("paper.page_of", page="\ue000", pages="\ue001"))
    foot = told.replace("\ue000", '<text:page-number text:select-page="current">1</text:page-number>')
    foot = foot.replace("\ue001", "<text:page-count>1</text:page-count>")
    return (
        f'{_HEAD}<office:document-styles {_NAMESPACES} office:version="1.3"><office:font-face-decls>'
        '<style:font-face style:name="Noto Sans TC" svg:font-family="\'Noto Sans TC\'"/></office:font-face-decls><office:styles>'
        '<style:default-style style:family="paragraph"><style:text-properties style:font-name="Noto Sans TC" '
        f'style:font-name-asian="Noto Sans TC" {own}/></style:default-style>{"".join(_paragraph_styles())}</office:styles>'
        '<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties fo:page-width="210mm" '
        'fo:page-height="297mm" fo:margin-left="22mm" fo:margin-right="22mm" fo:margin-top="15mm" fo:margin-bottom="15mm"/>'
        '<style:header-style><style:header-footer-properties fo:margin-bottom="5mm"/></style:header-style>'
        '<style:footer-style><style:header-footer-properties fo:margin-top="5mm"/></style:footer-style></style:page-layout>'
        "</office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Standard" style:page-layout-name="page">'
        f"<style:header>{_paragraph('Body', odf_text(story.running_head))}</style:header>"
        f"<style:footer>{_paragraph(_cell_text('cell', Align.CENTRE), foot)}</style:footer></style:master-page>"
        "</office:master-styles></office:document-styles>"
    )


def _meta(story: Story) -> str:
    day = f"{story.created.isoformat()}T12:00:00"
    words = "".join(f"<meta:keyword>{odf_text(one)}</meta:keyword>" for one in story.keywords)
    return (
        f'{_HEAD}<office:document-meta {_NAMESPACES} office:version="1.3"><office:meta><meta:generator>{MAKER}</meta:generator>'
        f"<dc:title>{odf_text(story.title)}</dc:title><dc:subject>{odf_text(story.subject)}</dc:subject>"
        f"<meta:initial-creator>{odf_text(story.author)}</meta:initial-creator><dc:creator>{odf_text(story.author)}</dc:creator>"
        f"<meta:creation-date>{day}</meta:creation-date><dc:date>{day}</dc:date><dc:language>{story.language_tag}</dc:language>{words}"
        "</office:meta></office:document-meta>"
    )


def _manifest(names: list[str]) -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{"image/png" if name.endswith(".png") else "text/xml"}"/>'
        for name in names
    )
    return (
        f'{_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MEDIA_TYPE}"/>{entries}'
        "</manifest:manifest>"
    )
