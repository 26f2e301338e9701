"""The words of a finished paper, as whoever opens it can find them: text, alternative texts, and what the file says of itself."""

from __future__ import annotations

import html.parser
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from auditdesk.exchange.incoming import bad_file, read_incoming
from auditdesk.exchange.paper_text_hidden import html_pictures, is_picture, pdf_hidden, picture_texts
from auditdesk.exchange.zip_guard import open_measured, read_measured
from auditdesk.pdf_lock import PDF_LOCK

LARGEST_PAPER = 64 * 1024 * 1024
_PARAGRAPH = re.compile(r"\}(p|h|table-row|tr|br|line-break|tab)$")
_READ_MEMBERS = re.compile(
    r"(word/(document|header\d*|footer\d*|comments|footnotes|endnotes)\.xml|content\.xml|styles\.xml|meta\.xml|docProps/(core|app|custom)\.xml|"
    r"xl/(sharedStrings|workbook|comments\d*)\.xml|xl/worksheets/sheet\d+\.xml)"
)
_PICTURE_MEMBERS = re.compile(r"^(word/media|xl/media|Pictures|media)/[^/]+\.(png|jpe?g|gif|tiff?|bmp|webp)$", re.IGNORECASE)
_TOLD_ATTRIBUTES = ("alt", "title", "content", "aria-label", "href", "src")


@dataclass(frozen=True, slots=True)
class PaperText:
    """One stretch of text and where it stands: ``text``, ``page 3``, ``docProps/core.xml``, ``file name``."""

    where: str
    text: str


def read_paper(path: Path) -> tuple[PaperText, ...]:
    """Every text of a paper: plain text, CSV, JSON, HTML, DOCX, ODT, ODS, XLSX, PDF or a picture's own texts, by content, not by name.

    The file's own name is one of them. What a picture shows is not read.

    Raises BadInput as ``read_incoming`` does, ``workbook.*`` for an unsound container, ``paper.unreadable``.
    """
    content = read_incoming(path, limit=LARGEST_PAPER)
    named = PaperText("file name", path.name)
    if content.startswith(b"%PDF-"):
        with PDF_LOCK:
            return (named, *_pdf(content, path.name))
    if content.startswith(b"PK\x03\x04"):
        return (named, *_container(content, path.name))
    if is_picture(content):
        return (named, PaperText("picture", picture_texts(content)))
    text = _decoded(content, path.name)
    if text.lstrip()[:1] in ("{", "["):
        return (named, PaperText("text", _json(text)))
    if re.match(r"\s*(<!doctype html|<html)", text, re.IGNORECASE):
        return (named, PaperText("text", _html(text)), *(PaperText("picture", told) for told in html_pictures(text) if told))
    return (named, PaperText("text", text))


def _decoded(content: bytes, name: str) -> str:
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise bad_file("paper.unreadable", name)
    for encoding in ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp950"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise bad_file("paper.unreadable", name)


def _json(text: str) -> str:
    """JSON with its escapes undone, as whoever reads the values sees them; as it stands where it is none."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=1)
    except (ValueError, RecursionError):
        return text


class _Html(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts.extend(f"\n{value}\n" for name, value in attrs if value and name in _TOLD_ATTRIBUTES and len(value) < 2000)
        if tag in ("p", "br", "tr", "td", "th", "li", "h1", "h2", "h3", "h4", "div", "section"):
            self.texts.append("\n")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.texts.append(f"\n{data}\n")


def _html(text: str) -> str:
    reader = _Html()
    reader.feed(re.sub(r"<style.*?</style>", "", text, flags=re.IGNORECASE | re.DOTALL))
    reader.close()
    return "".join(reader.texts)


def _container(content: bytes, name: str) -> Iterator[PaperText]:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    container = open_measured(content, name)
    pictures = [entry.filename for entry in container.infolist() if _PICTURE_MEMBERS.search(entry.filename)]
    members = [entry.filename for entry in container.infolist() if _READ_MEMBERS.fullmatch(entry.filename)]
    if not members:
        raise bad_file("paper.unreadable", name)
    for member, inside in read_measured(container, iter(members), name).items():
        try:
            root = fromstring(inside)
        except (ParseError, DefusedXmlException, ValueError) as broken:
            raise bad_file("paper.unreadable", name) from broken
        parts: list[str] = []
        apart = member.startswith(("meta", "docProps", "xl/"))
        for element in root.iter():
            if isinstance(element.tag, str) and (apart or _PARAGRAPH.search(element.tag)):
                parts.append("\n")
            parts.extend(
                f"\n{value}\n"
                for key, value in element.attrib.items()
                if key.rsplit("}", 1)[-1] in ("descr", "title", "name", "author")
            )
            parts.append(element.text or "")
            parts.append(element.tail or "")
        yield PaperText(member, "".join(parts))
    for member, inside in read_measured(container, iter(pictures), name).items():
        yield PaperText(member, picture_texts(inside))


def _pdf(content: bytes, name: str) -> Iterator[PaperText]:
    import pypdfium2

    try:
        paper = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as broken:
        raise bad_file("paper.unreadable", name) from broken
    try:
        for key, value in paper.get_metadata_dict(skip_empty=True).items():
            if key not in ("CreationDate", "ModDate"):
                yield PaperText(f"property {key}", value)
        for number in range(len(paper)):
            page = paper[number]
            words = page.get_textpage()
            # A line's end is no word's end: a name may be broken over two lines.
            yield PaperText(f"page {number + 1}", words.get_text_bounded().replace("\r\n", "\n"))
            words.close()
            page.close()
        for bookmark in paper.get_toc():
            yield PaperText("outline", bookmark.get_title() or "")
    finally:
        paper.close()
    for where, text in pdf_hidden(content):
        yield PaperText(where, text)
