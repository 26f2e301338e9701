"""The words of a finished paper, as whoever opens it can find them: text, alternative texts, and what the file says of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from auditdesk.exchange.incoming import bad_file, read_incoming
from auditdesk.exchange.paper_text_container import container_texts
from auditdesk.exchange.paper_text_hidden import html_pictures, is_picture, pdf_hidden, picture_texts
from auditdesk.exchange.paper_text_html import html_text
from auditdesk.pdf_lock import PDF_LOCK

LARGEST_PAPER = 64 * 1024 * 1024
_DEEPEST = 2
"""So many files may lie in one another; deeper ones are refused."""
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}|\\u([0-9a-fA-F]{4})")
_RTF_ESCAPE = re.compile(r"\\u(-?\d{1,6}) ?\??|((?:\\'[0-9a-fA-F]{2})+)|\\[a-z]+-?\d* ?|[{}]")


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
    return (PaperText("file name", path.name), *(PaperText(where, text) for where, text in _parts(content, path.name)))


def _parts(content: bytes, name: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Where and what, of a file or of one that lies in another."""
    if depth > _DEEPEST:
        raise bad_file("paper.unreadable", name)

    def inside(other: bytes) -> Iterator[tuple[str, str]]:
        return _parts(other, name, depth + 1)

    if content.startswith(b"%PDF-"):
        with PDF_LOCK:
            shown = list(_pdf(content, name))
        yield from shown
        yield from pdf_hidden(content, inside)
    elif content.startswith(b"PK\x03\x04"):
        yield from container_texts(content, name, inside)
    elif is_picture(content):
        yield "picture", picture_texts(content)
    else:
        yield from _plain(_decoded(content, name))


def _plain(text: str) -> Iterator[tuple[str, str]]:
    if text.lstrip().startswith("{\\rtf"):
        yield "text", _RTF_ESCAPE.sub(_rtf_sign, text)
    elif text.lstrip()[:1] in ("{", "["):
        yield "text", _json(text)
    elif re.match(r"\s*<(!doctype|html|\?xml|svg)", text, re.IGNORECASE):
        yield "text", html_text(text)
        yield from (("picture", told) for told in html_pictures(text) if told)
    else:
        yield "text", text
    undone = _ESCAPE.sub(_sign, text)
    if undone != text:
        yield "escapes", undone


def _sign(match: re.Match[str]) -> str:
    number = int(match.group(1) or match.group(2), 16)
    return chr(number) if number < 0x110000 else ""


def _rtf_sign(match: re.Match[str]) -> str:
    if match.group(1):
        return chr(int(match.group(1)) % 0x10000)
    if match.group(2):
        return bytes.fromhex(match.group(2).replace("\\'", "")).decode("cp950", "ignore")
    return "\n" if match.group() == "\\par" else ""


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
    """JSON with its escapes undone, as whoever reads the values sees them; as it stands where it is none or a name comes twice."""
    try:
        return json.dumps(json.loads(text, object_pairs_hook=_once), ensure_ascii=False, indent=1)
    except (ValueError, RecursionError):
        return text


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError
    return dict(pairs)


def _pdf(content: bytes, name: str) -> Iterator[tuple[str, str]]:
    import pypdfium2

    try:
        paper = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as broken:
        raise bad_file("paper.unreadable", name) from broken
    try:
        for key, value in paper.get_metadata_dict(skip_empty=True).items():
            if key not in ("CreationDate", "ModDate"):
                yield f"property {key}", value
        for number in range(len(paper)):
            page = paper[number]
            words = page.get_textpage()
            # A line's end is no word's end: a name may be broken over two lines.
            yield f"page {number + 1}", words.get_text_bounded().replace("\r\n", "\n")
            words.close()
            page.close()
        for bookmark in paper.get_toc():
            yield "outline", bookmark.get_title() or ""
    finally:
        paper.close()
