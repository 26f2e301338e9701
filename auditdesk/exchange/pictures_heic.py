"""HEIC photos, decoded by a process of their own: a damaged one can end the decoder, and must not end the window."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_READER = Path(__file__).with_name("heic_reader.py")
_PATIENCE = 90
"""Seconds; a photo takes less than one."""
_BYTES = {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4}
_NEEDED = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP")
"""All that the reader is told of the environment: a passphrase may stand there."""


def heic(content: bytes, most_pixels: int, *, head: bool = False) -> Image:
    """The picture, its place and time as written by the camera among its EXIF; with ``head`` a single pixel stands for it.

    Raises ValueError when it can't be decoded, has more than ``most_pixels``, or ends the decoder.
    """
    from PIL import Image

    command = (sys.executable, "-I", str(_READER), str(most_pixels), "head" if head else "pixels")
    try:
        ended = subprocess.run(  # noqa: S603 - our own program; what comes from outside goes to its input alone
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _NEEDED if name in os.environ},
            timeout=_PATIENCE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        raise ValueError("the decoder did not end") from slow
    line, _, rest = ended.stdout.partition(b"\n")
    words = line.decode("ascii", "replace").split(" ")
    if ended.returncode or len(words) != 4:
        raise ValueError("can't be decoded")
    width, height, mode, length = int(words[0]), int(words[1]), words[2], int(words[3])
    exif, pixels = rest[:length], rest[length:]
    if mode not in _BYTES or not 0 < width * height <= most_pixels:
        raise ValueError("can't be decoded")
    if head:
        picture = Image.new("L", (1, 1))
    else:
        if len(pixels) != math.prod((width, height, _BYTES[mode])):
            raise ValueError("can't be decoded")
        picture = Image.frombytes(mode, (width, height), pixels)
    picture.format = "HEIF"
    if exif:
        picture.info["exif"] = exif
    return picture
