"""A new picture in which some rectangles can't be read any more: solid, not blurred, and with nothing of what the camera wrote."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence

from auditdesk.errors import Refused
from auditdesk.exchange import pictures
from auditdesk.model.evidence_rows import Mark

COVER = (0, 0, 0)
_QUALITY = 92


def redacted(content: bytes, boxes: Sequence[Mark]) -> tuple[bytes, str]:
    """The upright picture with the boxes filled, and the suffix of its format: ``.png`` for what loses nothing, else ``.jpg``.

    Every pixel that a box touches is replaced before anything is encoded; the new file is written from bare pixels, so that neither
    metadata nor an embedded small picture can come along. Raises Refused ``evidence.not_redactable`` for what is no still picture that
    can be decoded whole, ``evidence.no_boxes`` without a box inside the picture.
    """
    try:
        from PIL import Image, ImageOps

        with pictures.opened(content) as picture:
            if math.prod(picture.size) > pictures.MOST_PIXELS or not pictures.still(picture):
                raise Refused("evidence.not_redactable")
            lossless = picture.format in ("PNG", "BMP", "TIFF", "GIF")
            upright = ImageOps.exif_transpose(picture)
            plain = Image.new("RGB", upright.size, "white")
            if "A" in upright.getbands() or "transparency" in upright.info:
                colours = upright.convert("RGBA")
                plain.paste(colours, mask=colours.getchannel("A"))
            else:
                plain.paste(upright.convert("RGB"))
    except Refused:
        raise
    except Exception as problem:
        raise Refused("evidence.not_redactable") from problem
    rooms = [room for box in boxes if (room := _room(box, plain.size)) is not None]
    if not rooms:
        raise Refused("evidence.no_boxes")
    for room in rooms:
        plain.paste(COVER, room)
    written = io.BytesIO()
    if lossless:
        plain.save(written, "PNG")
        return written.getvalue(), ".png"
    plain.save(written, "JPEG", quality=_QUALITY, subsampling=0)
    return written.getvalue(), ".jpg"


def _room(box: Mark, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """The pixels that a box touches, all of them; None where it lies outside."""
    if not all(math.isfinite(each) for each in (box.x, box.y, box.to_x, box.to_y)):
        return None
    wide, high = size
    left, right = sorted((box.x, box.to_x))
    top, bottom = sorted((box.y, box.to_y))
    room = (
        max(0, math.floor(left * wide)),
        max(0, math.floor(top * high)),
        min(wide, math.ceil(right * wide)),
        min(high, math.ceil(bottom * high)),
    )
    return room if room[0] < room[2] and room[1] < room[3] else None
