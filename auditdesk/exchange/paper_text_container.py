"""The words of a DOCX, ODT, ODS or XLSX file: of every member, whatever it is for, the names of the members, and the file's own comment."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from auditdesk.exchange.incoming import bad_file
from auditdesk.exchange.paper_text_hidden import is_picture, picture_texts
from auditdesk.exchange.zip_guard import open_measured, read_measured

_PARAGRAPH = re.compile(r"\}(p|h|table-row|tr|br|line-break|tab)$")
_DOCUMENT = re.compile(
    r"(word/(document|header\d*|footer\d*|comments|footnotes|endnotes)\.xml|content\.xml|styles\.xml|meta\.xml|docProps/(core|app|custom)\.xml|"
    r"xl/(sharedStrings|workbook|comments\d*)\.xml|xl/worksheets/sheet\d+\.xml)"
)
"""Members that have the words of the paper; one of them at least is there."""
_TOLD_ATTRIBUTES = frozenset(
    {"descr", "title", "name", "author", "initials", "href", "Target", "string-value", "formula", "tooltip", "alt"}
)
_COMMENT = re.compile(r"<!--(.*?)-->|<\?(?!xml )(.*?)\?>", re.DOTALL)
_WORDS = re.compile(r"<!--(.*?)-->|<\?(?!xml )(.*?)\?>|>([^<>]*[^<>\s][^<>]*)<|=\"([^\"]*)\"|='([^']*)'", re.DOTALL)
_FONTS = (".odttf", ".ttf", ".otf", ".fntdata")
_MOST_SIGNS = 200_000

Inside = Callable[[bytes], Iterator[tuple[str, str]]]


def container_texts(content: bytes, name: str, inside: Inside) -> Iterator[tuple[str, str]]:
    """(where, text) of the container; ``inside`` reads a file that lies in it.

    Raises BadInput ``workbook.*`` for an unsound container, ``paper.unreadable``.
    """
    container = open_measured(content, name)
    members = [entry.filename for entry in container.infolist() if not entry.is_dir()]
    if not any(_DOCUMENT.fullmatch(member) for member in members):
        raise bad_file("paper.unreadable", name)
    yield "names inside", "\n".join(members)
    comments = [container.comment, *(entry.comment for entry in container.infolist())]
    yield "comment", "\n".join(comment.decode("utf-8", "replace") for comment in comments if comment)
    for member, found in read_measured(container, iter(members), name).items():
        if _DOCUMENT.fullmatch(member):
            yield member, _document(member, found, name)
        elif found.lstrip()[:1] == b"<" or found.startswith((b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")):
            yield member, _other(_decoded(found))
        elif is_picture(found):
            yield member, picture_texts(found)
        elif found.startswith((b"PK\x03\x04", b"%PDF-")):
            yield from ((f"{member}: {where}", text) for where, text in inside(found))
        elif not member.lower().endswith(_FONTS):
            yield member, found.decode("utf-8", "ignore")[:_MOST_SIGNS]
            yield member, found.decode("utf-16-le", "ignore")[:_MOST_SIGNS]


def _document(member: str, found: bytes, name: str) -> str:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(found)
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
            if key.rsplit("}", 1)[-1] in _TOLD_ATTRIBUTES or not value.isascii()
        )
        parts.append(element.text or "")
        parts.append(element.tail or "")
    comments = [one or other for one, other in _COMMENT.findall(_decoded(found))]
    return "\n".join(("".join(parts), *comments))


def _other(text: str) -> str:
    """What can be read in a member that has no words of the paper: text, comments, attributes that are no machinery."""
    plain = html.unescape(text) if "&#" in text else text
    told = []
    for match in _WORDS.finditer(plain):
        words = match.group(match.lastindex or 0)
        if (match.lastindex or 0) < 4 or not words.isascii():
            told.append(words)
    told += re.findall(r"\bTarget=\"([^\"]*)\"", plain)
    return "\n".join(told)[:_MOST_SIGNS]


def _decoded(found: bytes) -> str:
    return found.decode("utf-16" if found.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "replace")
