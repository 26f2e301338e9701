"""Looks for what is secret in every byte of a folder, in every way in which a program may have written it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

LOGIN = "zqlogin77"
SECRETS = {
    "firm": "曜嘯鏞示範證券zqfirm4471",
    "finding": "機房門禁紀錄缺漏zqfinding9913",
    "note": "現場調閱紀錄無異zqnote6620",
    "person": "欒魏漩zqperson3358",
    "file name": "主機房照片鱷翎zqphoto8812.jpg",
    "search": "搜尋字串曜嘯zqsearch5047",
    "draft": "打到一半的字zqdraft7725",
    "source": "訪談來源龔翊zqsource2096",
    "setting": "寄件單位漩翊zqsender1174",
}
"""What only somebody with a passphrase may read; every character is one of Big5."""
ALLOWED = {"keys.json", "tries.json", "checkpoint.json", ".adbackup"}
"""Where the login name of a person may stand: it chooses the key slot before anything can be decrypted, and backups hold the slots.
The checkpoint beside the database names who signed it."""


def needles(secrets: Mapping[str, str] = SECRETS) -> dict[str, list[bytes]]:
    """Each secret as UTF-8, UTF-16 of both orders, Big5, and as JSON escapes it."""
    encodings = ("utf-8", "utf-16-le", "utf-16-be", "big5")
    return {
        name: [*(text.encode(encoding) for encoding in encodings), json.dumps(text)[1:-1].encode()]
        for name, text in secrets.items()
    }


def picture(seed: int = 7) -> bytes:
    """A JPEG with EXIF, the place in it."""
    import io
    import random

    from PIL import Image

    image = Image.frombytes("RGB", (96, 64), random.Random(seed).randbytes(96 * 64 * 3))
    exif = image.getexif()
    exif[0x010E] = "zqexif6604 a server room"
    exif.get_ifd(0x8825).update({1: "N", 2: (25.0, 2.0, 3.0), 3: "E", 4: (121.0, 33.0, 4.0)})
    written = io.BytesIO()
    image.save(written, "JPEG", quality=90, exif=exif)
    return written.getvalue()


def windows(content: bytes, count: int = 12, size: int = 32) -> list[bytes]:
    """Several stretches of a file's bytes, from its head to its tail, those with some variety."""
    stride = max(1, (len(content) - size) // count)
    parts = [content[start : start + size] for start in range(0, len(content) - size + 1, stride)]
    return [part for part in parts if len(set(part)) > 12]


def found(folder: Path, wanted: Mapping[str, list[bytes]]) -> dict[str, set[str]]:
    """The files, by path below ``folder``, in whose name or bytes something of ``wanted`` stands, and what."""
    hits: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*")):
        place = str(path.relative_to(folder))
        content = path.read_bytes() if path.is_file() else b""
        for name, forms in wanted.items():
            if any(form in content or form in place.encode() for form in forms):
                hits.setdefault(place, set()).add(name)
    return hits
