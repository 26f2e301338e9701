"""Stories as Word files: real headings, lists without fields, tables with a repeated head, pictures with words for those who don't see.

The library's template names fonts by theme, an author and a day; none of it stays.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any, Final

from auditdesk.documents.chart_picture import chart_png
from auditdesk.documents.docx_package import packed
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
from auditdesk.documents.word_elements import element, name_of, points
from auditdesk.words import Words

FONT: Final = "Noto Sans TC"
MAKER: Final = "AuditDesk"
_INK, _ACCENT, _SOFT, _BAND = "1A1D24", "26407C", "4A5263", "E6ECF6"
_HANG: Final = 36.0
_SIZES: Final = {"Normal": 10.5, "Title": 20.0, "Heading 1": 14.0, "Heading 2": 12.0, "Heading 3": 11.0, "Caption": 9.5}
_THEME_FONTS: Final = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def render_docx(story: Story) -> bytes:
    """The story as DOCX; the same story gives the same bytes."""
    import docx

    paper = docx.Document()
    _properties(paper, story)
    _styles(paper, story)
    _page(paper, story)
    writer = _Writer(paper, story)
    contents_due = len(story.headings) > 2
    for block in story.blocks:
        if contents_due and isinstance(block, Heading) and block.level > 0:
            contents_due = False
            writer.contents()
        writer.block(block)
    return packed(paper)


class _Writer:
    def __init__(self, paper: Any, story: Story) -> None:
        self._paper = paper
        self._story = story
        self._bookmarks = 0
        self._pictures = 0

    def contents(self) -> None:
        """Each heading, leading to it."""
        self._text(Words(self._story.language).say("paper.contents"), "Heading 1")
        for heading in self._story.headings:
            line = self._paper.add_paragraph()
            line.paragraph_format.left_indent = points((heading.level - 1) * 18)
            line.paragraph_format.space_after = points(1)
            link = element("w:hyperlink", **{"w:anchor": heading.id})
            run = line.add_run(printable(heading.text))
            line._p.remove(run._r)
            link.append(run._r)
            line._p.append(link)

    def block(self, block: Block) -> None:
        match block:
            case Heading():
                line = self._text(block.text, "Title" if block.level == 0 else f"Heading {min(block.level, 3)}")
                self._mark(line, block.id)
            case Paragraph():
                self._paragraph(block)
            case KeyValue():
                line = self._paper.add_paragraph()
                line.add_run(printable(block.label)).bold = True
                line.add_run(printable(block.text))
            case Table():
                self._table(block)
            case BarChart():
                self._chart(block)
            case Signature():
                self._text(block.text, "Normal")
            case Spacer():
                self._paper.add_paragraph()
            case PageBreak():
                self._paper.add_page_break()

    def _text(self, text: str, style: str) -> Any:
        return self._paper.add_paragraph(printable(text), style=style)

    def _mark(self, line: Any, name: str) -> None:
        self._bookmarks += 1
        number = str(self._bookmarks)
        line._p.insert(1 if line._p.pPr is not None else 0, element("w:bookmarkStart", **{"w:id": number, "w:name": name}))
        line._p.append(element("w:bookmarkEnd", **{"w:id": number}))

    def _paragraph(self, block: Paragraph) -> None:
        line = self._paper.add_paragraph()
        indent = 18.0 * block.level
        hang = 0.0
        if block.label:
            hang = _HANG
            line.paragraph_format.tab_stops.add_tab_stop(points(indent + hang))
            line.paragraph_format.first_line_indent = points(-hang)
            line.add_run(f"{printable(block.label).strip()}\t")
        line.paragraph_format.left_indent = points(indent + hang)
        line.add_run(printable(block.text))
        line.paragraph_format.keep_with_next = bool(block.details)
        for detail in block.details:
            below = self._paper.add_paragraph()
            below.paragraph_format.left_indent = points(indent + hang)
            below.paragraph_format.space_after = points(1)
            for text in (detail.label, detail.text):
                run = below.add_run(printable(text))
                run.font.size = points(9.5)
                run.font.color.rgb = _colour(_SOFT)

    def _table(self, block: Table) -> None:
        if block.caption:
            self._text(block.caption, "Caption")
        table = self._paper.add_table(rows=0, cols=len(block.head), style="Table Grid")
        table.autofit = False
        widths = [470 * share / sum(block.widths) for share in block.widths]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = points(width)
        for number, cells in enumerate((block.head, *block.rows)):
            row = table.add_row()
            properties = row._tr.get_or_add_trPr()
            properties.append(element("w:cantSplit"))
            if number == 0:
                properties.append(element("w:tblHeader"))
            for cell, text, align, width in zip(row.cells, cells, block.alignments, widths, strict=True):
                cell.width = points(width)
                line = cell.paragraphs[0]
                line.paragraph_format.space_after = points(0)
                line.alignment = {Align.START: 0, Align.CENTRE: 1, Align.END: 2}[align]
                run = line.add_run(printable(text))
                run.font.size = points(9.5)
                if number == 0:
                    run.bold = True
                    cell._tc.get_or_add_tcPr().append(element("w:shd", **{"w:val": "clear", "w:color": "auto", "w:fill": _BAND}))
        look = table._tbl.tblPr
        look.append(element("w:tblCaption", **{"w:val": printable(block.caption)}))
        self._paper.add_paragraph().paragraph_format.space_after = points(2)

    def _chart(self, block: BarChart) -> None:
        self._text(block.caption, "Caption")
        picture, width, height = chart_png(block)
        shape = self._paper.add_picture(io.BytesIO(picture), width=points(width), height=points(height))
        self._pictures += 1
        told = shape._inline.docPr
        told.set("name", f"{self._pictures}")
        told.set("descr", printable(block.description))
        told.set("title", printable(block.caption))
        shape._inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", f"{self._pictures}")


def _properties(paper: Any, story: Story) -> None:
    moment = datetime(story.created.year, story.created.month, story.created.day, 4, tzinfo=UTC).replace(tzinfo=None)
    told = paper.core_properties
    told.title, told.subject, told.author = story.title, story.subject, story.author
    told.keywords, told.language, told.comments = ", ".join(story.keywords), story.language_tag, ""
    told.last_modified_by, told.revision = MAKER, 1
    told.created = told.modified = moment


def _styles(paper: Any, story: Story) -> None:
    english = story.language_tag == "en"
    for fonts in paper.styles.element.iter(name_of("w:rFonts")):
        for theme in _THEME_FONTS:
            fonts.attrib.pop(name_of(f"w:{theme}"), None)
        for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(name_of(kind), FONT)
    for language in paper.styles.element.iter(name_of("w:lang")):
        # The language of Latin letters decides where words may be broken; Chinese there would cut them anywhere.
        language.set(name_of("w:val"), "en-GB" if english else "en-US")
        language.set(name_of("w:eastAsia"), "zh-TW")
    for name, size in _SIZES.items():
        style = paper.styles[name]
        style.font.name, style.font.size = FONT, points(size)
        style.font.bold, style.font.italic = name.startswith(("Title", "Heading", "Caption")), False
        style.font.color.rgb = _colour(_ACCENT if name == "Heading 1" else _INK)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(name_of(kind), FONT)
        layout = style.paragraph_format
        layout.space_after = points(4)
        layout.keep_with_next = name != "Normal"
        if name.startswith("Heading"):
            layout.space_before = points(12)
    title = paper.styles["Title"]
    title.paragraph_format.alignment = 1
    for border in list(title.element.iter(name_of("w:pBdr"))):
        border.getparent().remove(border)


def _page(paper: Any, story: Story) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = points(595.3), points(841.9)
    section.left_margin = section.right_margin = points(62.4)
    section.top_margin, section.bottom_margin = points(68), points(62.4)
    head = section.header.paragraphs[0]
    head.text = printable(story.running_head)
    head.style = paper.styles["Normal"]
    foot = section.footer.paragraphs[0]
    foot.style = paper.styles["Normal"]
    foot.alignment = 1
    told = Words(story.language).say("paper.page_of", page="\ue000", pages="\ue001")
    for part, field in zip(told.replace("\ue001", "\ue000").split("\ue000"), ("PAGE", "NUMPAGES", ""), strict=True):
        foot.add_run(part)
        if field:
            simple = element("w:fldSimple", **{"w:instr": field})
            run = foot.add_run("1")
            foot._p.remove(run._r)
            simple.append(run._r)
            foot._p.append(simple)


def _colour(hexadecimal: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(hexadecimal)
