"""Pictures from outside, hostile until decoded: what a file is by its content, what a camera wrote into it, small and clean copies.

A file that can't be decoded is no mistake: it is kept as a plain file without a preview.
"""

from __future__ import annotations

import codecs
import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditdesk.errors import Refused
from auditdesk.exchange.pictures_heic import heic

if TYPE_CHECKING:
    from PIL.Image import Image

THUMBNAIL_SIDE = 256
SCREEN_SIDE = 1600
MOST_SIDE = 6000
"""The longest side that is ever shown; a larger picture is shown smaller."""
MOST_PIXELS = 60_000_000
MOST_JPEG_PIXELS = 220_000_000
"""A JPEG is decoded at a smaller scale for its thumbnail, so that a large one costs little memory."""
LARGEST_PICTURE = 100 * 1024 * 1024
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
_SIGNATURES = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (8, b"WEBP", "image/webp"),
    *((4, b"ftyp" + brand, "image/heic") for brand in _HEIF_BRANDS),
    (4, b"ftyp", "video/mp4"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"BM", "image/bmp"),
)
_DATE_TIME, _ORIENTATION, _EXIF_BLOCK, _GPS_BLOCK, _TAKEN = 0x0132, 0x0112, 0x8769, 0x8825, 0x9003


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a file's content says: media type, when taken (as the camera wrote it), where (``latitude,longitude``); empty = not said."""

    media_type: str
    taken_at: str = ""
    place: str = ""

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


def media_type(content: bytes) -> str:
    """The media type by the content's first bytes, never by the name; ``application/octet-stream`` when nothing is known."""
    for start, signature, name in _SIGNATURES:
        if content[start : start + len(signature)] == signature:
            return name
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(content[:4096])
    except UnicodeDecodeError:
        return "application/octet-stream"
    plain = text and all(letter.isprintable() or letter in "\r\n\t\ufeff" for letter in text)
    return "text/plain" if plain else "application/octet-stream"


def file_facts(content: bytes) -> FileFacts:
    """What the content says about itself. Never fails: what can't be read is not said."""
    kind = media_type(content)
    if not kind.startswith("image/"):
        return FileFacts(kind)
    try:
        with opened(content, head=True) as picture:
            exif = picture.getexif()
            taken = exif.get_ifd(_EXIF_BLOCK).get(_TAKEN) or exif.get(_DATE_TIME) or ""
            return FileFacts(kind, _plain(taken), _place(exif.get_ifd(_GPS_BLOCK)))
    except Exception:
        # Decoders of hostile pictures fail in too many ways to name; each of them means the same here.
        return FileFacts(kind)


def thumbnail(content: bytes, side: int = THUMBNAIL_SIDE) -> bytes | None:
    """A JPEG of at most ``side`` × ``side`` pixels, upright, without metadata: of a picture, or of the first page of a PDF.

    None when the content is neither, or can't be decoded.
    """
    if media_type(content) == "application/pdf":
        from auditdesk.exchange.pictures_pdf import first_page

        return first_page(content, side)
    if not media_type(content).startswith("image/"):
        return None
    try:
        from PIL import Image, ImageOps

        with opened(content) as picture:
            picture.draft("RGB", (side, side))
            picture.thumbnail((side * 2, side * 2), Image.Resampling.BILINEAR)
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((side, side), Image.Resampling.LANCZOS)
            small = Image.new("RGB", upright.size, "white")
            colours = upright.convert("RGBA")
            small.paste(colours, mask=colours.getchannel("A"))
        written = io.BytesIO()
        small.save(written, "JPEG", quality=82)
        return written.getvalue()
    except Exception:
        return None


def without_metadata(content: bytes) -> bytes:
    """The same picture with nothing of what the camera wrote but how it is to be turned.

    A JPEG keeps its quantisation. Raises Refused ``evidence.not_cleanable`` when the content is no still picture that can be decoded.
    """
    try:
        from PIL.Image import Exif

        with opened(content) as picture:
            if not still(picture):
                raise Refused("evidence.not_cleanable")
            kept = Exif()
            turned = picture.getexif().get(_ORIENTATION)
            if isinstance(turned, int) and 2 <= turned <= 8:
                kept[_ORIENTATION] = turned
            picture.load()
            # A HEIC can be read here, not written.
            again = picture.format in ("MPO", "HEIF")
            kind = "JPEG" if again else str(picture.format)
            options: dict[str, Any] = {"exif": kept.tobytes()} if len(kept) else {}
            if kind == "JPEG":
                options["quality"] = 95 if again else "keep"
            elif kind == "WEBP":
                options["lossless"] = True
            picture.info = {}
            if kind == "TIFF":
                # Its tags live in the picture object; a new one has none.
                plain = picture.copy().convert(picture.mode)
                plain.info = {}
                written = _saved(plain, "TIFF", {})
            else:
                written = _saved(picture.convert("RGB") if picture.format == "HEIF" else picture, kind, options)
    except Refused:
        raise
    except Exception as problem:
        raise Refused("evidence.not_cleanable") from problem
    left = file_facts(written)
    if left.place or left.taken_at:
        raise Refused("evidence.not_cleanable")
    return written


def _saved(picture: Image, kind: str, options: dict[str, Any]) -> bytes:
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def still(picture: Image) -> bool:
    """Not moving, and not of several pages. What cameras put beside the one picture does not count."""
    return getattr(picture, "n_frames", 1) == 1 or picture.format in ("MPO", "HEIF")


def opened(content: bytes, *, head: bool = False) -> Image:
    """The picture, its head read and its size within bounds; with ``head`` its pixels may be missing. Raises whatever a decoder raises."""
    from PIL import Image

    # Our own bound is below; the library's would only warn where it should refuse.
    Image.MAX_IMAGE_PIXELS = None
    if len(content) > LARGEST_PICTURE:
        raise ValueError("too large to decode")
    if media_type(content) == "image/heic":
        return heic(content, MOST_PIXELS, head=head)
    picture = Image.open(io.BytesIO(content), formats=_FORMATS)
    if math.prod(picture.size) > (MOST_JPEG_PIXELS if picture.format in ("JPEG", "MPO") else MOST_PIXELS):
        picture.close()
        raise ValueError("too many pixels")
    return picture


def _plain(value: object) -> str:
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else str(value)
    return "".join(letter for letter in text if letter.isprintable()).strip()[:40]


def _place(block: dict[int, Any]) -> str:
    """``latitude,longitude`` in degrees with six places; empty when the block does not say both."""
    try:
        latitude, longitude = _degrees(block[2], block[1], "S"), _degrees(block[4], block[3], "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError, OverflowError):
        return ""
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return ""
    return f"{latitude:.6f},{longitude:.6f}"


def _degrees(parts: Any, side: Any, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in tuple(parts)[:3])
    value = degrees + minutes / 60 + seconds / 3600
    name = side.decode("ascii", "replace") if isinstance(side, bytes) else str(side)
    return -value if name.strip("\x00 ").upper() == negative else value
