"""Letters as Word files that the office can edit: the official form, ``w:eastAsia`` on each run, page numbers, the binding line.

Where the office has a Word form of its own, ``letter_form`` fills that instead.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

from auditdesk.documents import letter_layout as layout
from auditdesk.documents.docx_package import packed
from auditdesk.documents.letter_layout import Look, paragraph_look, width_of
from auditdesk.documents.plain_text import printable
from auditdesk.documents.story import Heading, KeyValue, PageBreak, Paragraph, Signature, Spacer, Story, Table
from auditdesk.documents.word_elements import element, name_of, points
from auditdesk.words import Words

MAKER: Final = "AuditDesk"
_THEME_FONTS: Final = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def letter_docx(story: Story) -> bytes:
    """The letter as DOCX; the same story gives the same bytes."""
    import docx

    paper = docx.Document()
    _properties(paper, story)
    _base_style(paper, story)
    _page(paper, story)
    for block in story.blocks:
        match block:
            case Heading():
                size = layout.TITLE if block.level == 0 else layout.BODY
                line = paper.add_paragraph(style="Title" if block.level == 0 else "Heading 1")
                _set(line, Look(size, above=4.0 if block.level == 0 else 0.0, centred=True), block.text)
            case Paragraph():
                _set(paper.add_paragraph(), paragraph_look(block.label, block.level), block.label, block.text)
            case KeyValue():
                look = layout.PLACES[block.place]
                hang = width_of(block.label, look.size)
                _set(
                    paper.add_paragraph(),
                    Look(look.size, look.left + hang, hang, look.above, leading=look.leading),
                    block.label,
                    block.text,
                )
            case Table():
                _table(paper, block)
            case Signature():
                _set(paper.add_paragraph(), Look(layout.SIGNATURE, above=34.0), block.text)
            case Spacer():
                _set(paper.add_paragraph(), Look(layout.FOOT * block.lines))
            case PageBreak():
                paper.paragraphs[-1].add_run().add_break(_page_break())
            case _:
                raise TypeError(f"no place in a letter for {type(block).__name__}")
    return packed(paper)


def own_fonts(root: Any) -> None:
    """Make every run name its East Asian font and none by theme: otherwise Word sets Chinese in whatever its theme says."""
    for run in root.iter(name_of("w:r")):
        properties = run.find(name_of("w:rPr"))
        if properties is None:
            properties = element("w:rPr")
            run.insert(0, properties)
        fonts = properties.find(name_of("w:rFonts"))
        if fonts is None:
            fonts = element("w:rFonts")
            style = properties.find(name_of("w:rStyle"))
            properties.insert(0 if style is None else 1, fonts)
        for theme in _THEME_FONTS:
            fonts.attrib.pop(name_of(f"w:{theme}"), None)
        if name_of("w:eastAsia") not in fonts.attrib:
            fonts.set(name_of("w:eastAsia"), layout.KAI)


def _set(line: Any, look: Look, *texts: str) -> None:
    """Give an empty paragraph its look and its texts."""
    form = line.paragraph_format
    form.left_indent, form.first_line_indent = points(look.left), points(-look.hang)
    form.space_before, form.space_after, form.line_spacing = points(look.above), points(0), look.leading
    line.alignment = 1 if look.centred else 0
    # The mark at the paragraph's end has a size too, and an empty line is as high as that.
    mark = line._p.get_or_add_pPr()
    for text in texts or ("",):
        if text:
            _run(line, text, look.size)
    if not any(texts):
        properties = element("w:rPr")
        properties.append(element("w:sz", **{"w:val": str(int(look.size * 2))}))
        mark.append(properties)


def _run(line: Any, text: str, size: float) -> None:
    run = line.add_run(printable(text))
    run.font.size = points(size)
    run.font.name = layout.LATIN
    run._r.rPr.rFonts.set(name_of("w:eastAsia"), layout.KAI)


def _table(paper: Any, block: Table) -> None:
    table = paper.add_table(rows=0, cols=len(block.head), style="Table Grid")
    table.autofit = False
    widths = [layout.LINE * share / sum(block.widths) for share in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = points(width)
    for number, cells in enumerate((block.head, *block.rows)):
        row = table.add_row()
        if number == 0:
            row._tr.get_or_add_trPr().append(element("w:tblHeader"))
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            cell.width = points(width)
            _set(cell.paragraphs[0], Look(layout.CELL, leading=1.3), text)


def _properties(paper: Any, story: Story) -> None:
    moment = datetime(story.created.year, story.created.month, story.created.day, 4, tzinfo=UTC).replace(tzinfo=None)
    told = paper.core_properties
    told.title, told.subject, told.author = printable(story.title)[:255], story.subject, printable(story.author)[:255]
    told.keywords, told.language, told.comments = ", ".join(story.keywords), story.language_tag, ""
    told.last_modified_by, told.revision = MAKER, 1
    told.created = told.modified = moment


def _base_style(paper: Any, story: Story) -> None:
    for fonts in paper.styles.element.iter(name_of("w:rFonts")):
        for theme in _THEME_FONTS:
            fonts.attrib.pop(name_of(f"w:{theme}"), None)
        for kind, font in (("ascii", layout.LATIN), ("hAnsi", layout.LATIN), ("eastAsia", layout.KAI), ("cs", layout.LATIN)):
            fonts.set(name_of(f"w:{kind}"), font)
    for language in paper.styles.element.iter(name_of("w:lang")):
        language.set(name_of("w:val"), "en-GB" if story.language_tag == "en" else "en-US")
        language.set(name_of("w:eastAsia"), "zh-TW")
    for name in ("Title", "Heading 1"):
        style = paper.styles[name]
        style.font.bold, style.font.color.rgb = False, _black()
        for border in list(style.element.iter(name_of("w:pBdr"))):
            border.getparent().remove(border)


def _page(paper: Any, story: Story) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = points(layout.PAGE_WIDTH), points(layout.PAGE_HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = points(layout.MARGIN)
    section.header_distance = section.footer_distance = points(36)
    if story.language_tag != "en":
        _binding_line(section.header)
    foot = section.footer.paragraphs[0]
    _set(foot, Look(layout.FOOT, centred=True, leading=1.0))
    told = Words(story.language).say("paper.page_of", page="\ue000", pages="\ue001")
    for part, field in zip(told.replace("\ue001", "\ue000").split("\ue000"), ("PAGE", "NUMPAGES", ""), strict=True):
        _run(foot, part, layout.FOOT)
        if field:
            simple = element("w:fldSimple", **{"w:instr": field})
            _run(foot, "1", layout.FOOT)
            run = foot.runs[-1]._r
            foot._p.remove(run)
            simple.append(run)
            foot._p.append(simple)


_BINDING: Final = (
    '<w:r xmlns:w="{w}" xmlns:wp="{wp}" xmlns:a="{a}" xmlns:wps="{wps}"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
    'simplePos="0" relativeHeight="2" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV><wp:extent cx="{width}" cy="{height}"/>'
    '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="1" name="1"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="{wps}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></wps:spPr>'
    '<wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp></a:graphicData></a:graphic>'
    "</wp:anchor></w:drawing></w:r>"
)
_SPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_EMU: Final = 12700


def _binding_line(header: Any) -> None:
    """A column of dots with 裝, 訂 and 線 at the left edge of each page, behind everything, so that it moves nothing."""
    from docx.oxml import parse_xml

    anchor = header.paragraphs[0]
    _set(anchor, Look(layout.FOOT, leading=1.0))
    anchor._p.append(parse_xml(_binding_box()))


@cache
def _binding_box() -> bytes:
    """The same in every letter, and a sixth of its cost: made once."""
    import docx
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml import parse_xml

    line = docx.Document().add_paragraph()
    _set(line, Look(layout.BINDING_LEADING, centred=True, leading=1.0))
    for number in range(layout.BINDING_LINES):
        _run(line, layout.SIGNS.get(number, "："), layout.BINDING_LEADING - 2)
        if number < layout.BINDING_LINES - 1:
            line.runs[-1].add_break()
    spacing = line._p.get_or_add_pPr().find(name_of("w:spacing"))
    spacing.set(name_of("w:line"), str(int(layout.BINDING_LEADING * 20)))
    spacing.set(name_of("w:lineRule"), "exact")
    box = parse_xml(
        _BINDING.format(
            **_SPACES,
            x=int((layout.BINDING - 8) * _EMU),
            y=int(layout.MARGIN * _EMU),
            width=16 * _EMU,
            height=int(layout.BINDING_LINES * layout.BINDING_LEADING) * _EMU,
        )
    )
    next(box.iter(name_of("w:txbxContent"))).append(line._p)
    made: bytes = serialize_part_xml(box)
    return made


def _page_break() -> Any:
    from docx.enum.text import WD_BREAK

    return WD_BREAK.PAGE


def _black() -> Any:
    from docx.shared import RGBColor

    return RGBColor(0, 0, 0)
