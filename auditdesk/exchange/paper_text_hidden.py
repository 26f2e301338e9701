"""What a paper says where nobody looks: text chunks and camera data of pictures, metadata streams, notes and alternative texts of a PDF.

What a picture shows is not read: there is no recognition of characters here, and a picture in a notice has to be looked at.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

_MOST_SIGNS = 200_000
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"BM")
_IN_HTML = re.compile(r"data:image/[a-z+.-]+;base64,([a-z0-9+/=\s]+)", re.IGNORECASE)
_MACHINERY = frozenset(
    {
        "DocumentID",
        "InstanceID",
        "OriginalDocumentID",
        "VersionID",
        "CreateDate",
        "ModifyDate",
        "MetadataDate",
        "namespaceURI",
        "about",
    }
)
"""Values of a metadata stream that are made by chance, by the clock or by a standard."""
_TOLD_KEYS = (
    "/Alt",
    "/ActualText",
    "/E",
    "/Contents",
    "/T",
    "/TU",
    "/UF",
    "/F",
    "/Desc",
    "/Title",
    "/URI",
    "/V",
    "/DV",
    "/RC",
    "/JS",
    "/Subj",
    "/TI",
    "/Name",
)


def is_picture(content: bytes) -> bool:
    return content.startswith(_PICTURES)


def picture_texts(content: bytes) -> str:
    """Every text that lies in a picture's file beside what it shows; empty for one that can't be opened."""
    from PIL import ExifTags, Image

    try:
        with Image.open(io.BytesIO(content)) as picture:
            told = [f"{key}: {value}" for key, value in picture.info.items() if isinstance(value, str)]
            raw = [value for key, value in picture.info.items() if isinstance(value, bytes) and key != "icc_profile"]
            told.extend(_profile_texts(picture.info.get("icc_profile") or b""))
            exif = picture.getexif()
            found = [*exif.values(), *exif.get_ifd(ExifTags.IFD.Exif).values()]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
    told += [value for value in found if isinstance(value, str)]
    told += [value.decode("utf-8", "ignore") for value in (*raw, *(one for one in found if isinstance(one, bytes)))]
    return "\n".join(text.replace("\0", "") for text in told)[:_MOST_SIGNS]


def _profile_texts(profile: bytes) -> Iterator[str]:
    """What a colour profile says in words (ICC.1, tags of the types text, desc and mluc); its numbers only look like names."""
    count = int.from_bytes(profile[128:132], "big")
    for place in range(132, 132 + 12 * min(count, 200), 12):
        start, size = (int.from_bytes(profile[place + at : place + at + 4], "big") for at in (4, 8))
        tag = profile[start : start + size]
        if tag[:4] in (b"text", b"desc"):
            yield tag[8:].decode("utf-8", "ignore")
        elif tag[:4] == b"mluc":
            yield tag[16:].decode("utf-16-be", "ignore")


def html_pictures(text: str) -> Iterator[str]:
    """The texts of the pictures that lie in an HTML file itself."""
    for match in _IN_HTML.finditer(text):
        try:
            yield picture_texts(base64.b64decode(match.group(1), validate=False))
        except (binascii.Error, ValueError):
            continue


def _metadata(stream: bytes) -> str:
    """The values of a metadata stream, without its own machinery; the stream as it stands where it can't be parsed."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(stream)
    except (ParseError, DefusedXmlException, ValueError):
        return stream.decode("utf-8", "replace")[:_MOST_SIGNS]
    told = re.findall(r"<!--(.*?)-->", stream.decode("utf-8", "replace"), re.DOTALL)
    for element in root.iter():
        named = [(str(element.tag), element.text or ""), *element.attrib.items()]
        told += [text for tag, text in named if text.strip() and not (text.isascii() and tag.rsplit("}", 1)[-1] in _MACHINERY)]
    return "\n".join(told)[:_MOST_SIGNS]


def _is_signature(thing: Any) -> bool:
    """Whether what a dictionary holds is the bytes of a signature (DER) and no words."""
    return "/ByteRange" in thing and bytes(thing.Contents).startswith(b"\x30")


def _strings(thing: Any) -> Iterator[str]:
    """The told strings of an object and of those that it holds itself, such as the action of a link."""
    import pikepdf

    if isinstance(thing, pikepdf.Array):
        for one in thing:
            if isinstance(one, (pikepdf.Array, pikepdf.Dictionary)) and not one.is_indirect:
                yield from _strings(one)
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, one in thing.items():
            if isinstance(one, pikepdf.String):
                if key in _TOLD_KEYS and not (key == "/Contents" and _is_signature(thing)):
                    yield str(one)
            elif isinstance(one, (pikepdf.Array, pikepdf.Dictionary)) and not one.is_indirect:
                yield from _strings(one)


def pdf_hidden(content: bytes, inside: Callable[[bytes], Iterator[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
    """(where, text) of the metadata stream, properties, attachments, notes, fields, scripts, alternative texts and pictures of a PDF.

    ``inside`` reads a paper that is attached.

    Nothing for a file that another reader could open and this one can't.
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as paper:
            if "/Metadata" in paper.Root:
                yield "metadata", _metadata(bytes(paper.Root.Metadata.read_bytes()))
            for name, attached in paper.attachments.items():
                yield "attachment", name
                held = attached.get_file().read_bytes()
                if held.startswith((b"PK\x03\x04", b"%PDF-")):
                    yield from ((f"attachment: {where}", text) for where, text in inside(held))
                else:
                    yield "attachment", held[:_MOST_SIGNS].decode("utf-8", "replace")
            told = [f"{value}" for key, value in paper.docinfo.items() if key not in ("/CreationDate", "/ModDate")]
            for thing in paper.objects:
                told += _strings(thing)
                if (
                    isinstance(thing, pikepdf.Stream)
                    and thing.get("/Subtype") == "/Image"
                    and thing.get("/Filter") == "/DCTDecode"
                ):
                    told.append(picture_texts(bytes(thing.read_raw_bytes())))
            yield "alternative texts", "\n".join(dict.fromkeys(filter(None, told)))[:_MOST_SIGNS]
    except pikepdf.PdfError:
        return
