"""Letters as OpenDocument texts that the office can edit: the same form as the Word file, written straight into the archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from auditdesk.documents import letter_layout as layout
from auditdesk.documents.fixed_zip import fixed_zip
from auditdesk.documents.letter_layout import Look, paragraph_look, width_of
from auditdesk.documents.odf_text import odf_text
from auditdesk.documents.odt import MEDIA_TYPE
from auditdesk.documents.story import Block, Heading, KeyValue, PageBreak, Paragraph, Signature, Spacer, Story, Table
from auditdesk.words import Words

MAKER: Final = "AuditDesk"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OASIS: Final = {
    "office": "office",
    "style": "style",
    "text": "text",
    "table": "table",
    "draw": "drawing",
    "fo": "xsl-fo-compatible",
    "svg": "svg-compatible",
    "meta": "meta",
}
_NAMESPACES: Final = " ".join(
    [
        *(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in _OASIS.items()),
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)


def letter_odt(story: Story) -> bytes:
    """The letter as ODT; the same story gives the same bytes."""
    writer = _Writer()
    body = "".join(part for block in story.blocks for part in writer.block(block))
    content = (
        f'{_HEAD}<office:document-content {_NAMESPACES} office:version="1.3"><office:automatic-styles>{"".join(writer.styles.values())}'
        f"{_table_styles(story)}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    members = {"content.xml": content, "styles.xml": _styles(story), "meta.xml": _meta(story)}
    entries = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in members)
    manifest = (
        f'{_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MEDIA_TYPE}"/>'
        f"{entries}</manifest:manifest>"
    )
    files = [("mimetype", MEDIA_TYPE.encode()), *((name, text.encode()) for name, text in members.items())]
    return fixed_zip([*files, ("META-INF/manifest.xml", manifest.encode())], stored=frozenset({"mimetype"}))


class _Writer:
    """Blocks to XML; each look is one style, made when it is first met."""

    def __init__(self) -> None:
        self.styles: dict[Look | tuple[Look, bool], str] = {}
        self._breaks = False

    def _style(self, look: Look) -> str:
        key = (look, self._breaks)
        if key not in self.styles:
            self.styles[key] = _paragraph_style(f"L{len(self.styles) + 1}", look, breaks=self._breaks)
        self._breaks = False
        return f"L{list(self.styles).index(key) + 1}"

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                look = Look(layout.TITLE if block.level == 0 else layout.BODY, above=4.0, centred=True)
                style, level = self._style(look), block.level + 1
                yield f'<text:h text:style-name="{style}" text:outline-level="{level}">{odf_text(block.text)}</text:h>'
            case Paragraph():
                yield self._line(paragraph_look(block.label, block.level), block.label + block.text)
            case KeyValue():
                look = layout.PLACES[block.place]
                hang = width_of(block.label, look.size)
                yield self._line(
                    Look(look.size, look.left + hang, hang, look.above, leading=look.leading), block.label + block.text
                )
            case Table():
                yield from self._table(block)
            case Signature():
                yield self._line(Look(layout.SIGNATURE, above=34.0), block.text)
            case Spacer():
                yield self._line(Look(layout.FOOT * block.lines), "")
            case PageBreak():
                self._breaks = True
            case _:
                raise TypeError(f"no place in a letter for {type(block).__name__}")

    def _line(self, look: Look, text: str) -> str:
        return f'<text:p text:style-name="{self._style(look)}">{odf_text(text)}</text:p>'

    def _table(self, block: Table) -> Iterator[str]:
        yield '<table:table table:name="annex" table:style-name="annex">'
        yield from (f'<table:table-column table:style-name="annex.{number}"/>' for number in range(len(block.widths)))
        yield f"<table:table-header-rows>{self._row(block.head)}</table:table-header-rows>"
        yield from (self._row(row) for row in block.rows)
        yield "</table:table>"

    def _row(self, cells: tuple[str, ...]) -> str:
        look = Look(layout.CELL, leading=1.3)
        inside = "".join(
            f'<table:table-cell table:style-name="cell" office:value-type="string">{self._line(look, text)}</table:table-cell>'
            for text in cells
        )
        return f"<table:table-row>{inside}</table:table-row>"


def _paragraph_style(name: str, look: Look, *, breaks: bool = False) -> str:
    page = ' fo:break-before="page"' if breaks else ""
    align = ' fo:text-align="center"' if look.centred else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:margin-left="{look.left:.1f}pt" '
        f'fo:text-indent="{-look.hang:.1f}pt" fo:margin-top="{look.above:.1f}pt" fo:margin-bottom="0pt" '
        f'fo:line-height="{look.leading * 100:.0f}%"{align}{page}/><style:text-properties fo:font-size="{look.size}pt" '
        f'style:font-size-asian="{look.size}pt"/></style:style>'
    )


def _table_styles(story: Story) -> str:
    made = [
        f'<style:style style:name="annex" style:family="table"><style:table-properties style:width="{layout.LINE:.1f}pt" '
        'table:align="left"/></style:style><style:style style:name="cell" style:family="table-cell"><style:table-cell-properties '
        'fo:padding="3pt" fo:border="0.5pt solid #000000"/></style:style>',
    ]
    for table in story.tables:
        for number, share in enumerate(table.widths):
            width = layout.LINE * share / sum(table.widths)
            made.append(
                f'<style:style style:name="annex.{number}" style:family="table-column"><style:table-column-properties '
                f'style:column-width="{width:.2f}pt"/></style:style>'
            )
    return "".join(made)


def _styles(story: Story) -> str:
    chinese = story.language_tag != "en"
    # The language of Latin letters decides where words may be broken; Chinese there would cut them anywhere.
    language = 'fo:language="en" fo:country="US"' if chinese else 'fo:language="en" fo:country="GB"'
    told = odf_text(Words(story.language).say("paper.page_of", page="\ue000", pages="\ue001"))
    foot = told.replace("\ue000", '<text:page-number text:select-page="current">1</text:page-number>')
    foot = foot.replace("\ue001", "<text:page-count>1</text:page-count>")
    return (
        f'{_HEAD}<office:document-styles {_NAMESPACES} office:version="1.3"><office:font-face-decls>'
        f'<style:font-face style:name="{layout.KAI}" svg:font-family="{layout.KAI}"/>'
        f'<style:font-face style:name="{layout.LATIN}" svg:font-family="\'{layout.LATIN}\'"/></office:font-face-decls><office:styles>'
        f'<style:default-style style:family="paragraph"><style:text-properties style:font-name="{layout.LATIN}" '
        f'style:font-name-asian="{layout.KAI}" {language} style:language-asian="zh" style:country-asian="TW"/></style:default-style>'
        '<style:default-style style:family="graphic"><style:graphic-properties/></style:default-style>'
        f"</office:styles><office:automatic-styles>{_paragraph_style('Foot', Look(layout.FOOT, centred=True, leading=1.0))}"
        f"{_BINDING_STYLE}"
        '<style:style style:name="Line" style:family="graphic"><style:graphic-properties draw:fill="none" draw:stroke="none" '
        'fo:padding="0pt" fo:border="none" style:wrap="run-through" style:run-through="background" style:horizontal-pos="from-left" '
        'style:horizontal-rel="page" style:vertical-pos="from-top" style:vertical-rel="page"/></style:style>'
        f'<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="{layout.PAGE_WIDTH}pt" '
        f'fo:page-height="{layout.PAGE_HEIGHT}pt" fo:margin-left="{layout.MARGIN}pt" fo:margin-right="{layout.MARGIN}pt" '
        'fo:margin-top="36pt" fo:margin-bottom="36pt"/><style:header-style><style:header-footer-properties fo:min-height="20pt" '
        'fo:margin-bottom="14.9pt"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="20pt" '
        'fo:margin-top="14.9pt"/></style:footer-style></style:page-layout></office:automatic-styles><office:master-styles>'
        f'<style:master-page style:name="Standard" style:page-layout-name="page"><style:header>{_header(chinese)}</style:header>'
        f'<style:footer><text:p text:style-name="Foot">{foot}</text:p></style:footer></style:master-page></office:master-styles>'
        "</office:document-styles>"
    )


_BINDING_STYLE: Final = (
    '<style:style style:name="Binding" style:family="paragraph"><style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="0pt" '
    f'fo:text-align="center" fo:line-height="{layout.BINDING_LEADING}pt"/><style:text-properties '
    f'fo:font-size="{layout.BINDING_LEADING - 2}pt" style:font-size-asian="{layout.BINDING_LEADING - 2}pt"/></style:style>'
)


def _header(chinese: bool) -> str:
    """The binding line in a frame that stands beside the text on each page."""
    if not chinese:
        return '<text:p text:style-name="Foot"/>'
    signs = "<text:line-break/>".join(layout.SIGNS.get(number, "：") for number in range(layout.BINDING_LINES))
    frame = (
        f'<draw:frame draw:style-name="Line" draw:name="binding" text:anchor-type="paragraph" svg:x="{layout.BINDING - 8:.1f}pt" '
        f'svg:y="{layout.MARGIN}pt" svg:width="16pt" svg:height="{layout.BINDING_LINES * layout.BINDING_LEADING:.0f}pt">'
        f'<draw:text-box><text:p text:style-name="Binding">{signs}</text:p></draw:text-box></draw:frame>'
    )
    return f'<text:p text:style-name="Foot">{frame}</text:p>'


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
