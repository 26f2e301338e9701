"""Zip containers from outside: measured before anything of them is unpacked, and packed anew from what was measured."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from auditdesk.exchange.incoming import bad_file

MOST_ENTRIES: Final = 2_000
MOST_UNPACKED: Final = 100 * 1024 * 1024
"""Bytes of all entries together."""
MOST_RATIO: Final = 200
"""Unpacked to packed of one entry; sheets of mostly blank cells reach about 60."""
_RATIO_COUNTS_FROM: Final = 1024 * 1024


def open_measured(content: bytes, file: str) -> zipfile.ZipFile:
    """The container, when its directory is sound. Reading a member still has to go through ``read_measured``.

    Raises BadInput ``workbook.broken``, ``workbook.encrypted`` or ``workbook.bomb`` (why: ``entries``, ``ratio``, ``size``, ``twins``).
    """
    try:
        container = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as broken:
        raise bad_file("workbook.broken", file) from broken
    entries = container.infolist()
    if len(entries) > MOST_ENTRIES:
        raise bad_file("workbook.bomb", file, why="entries")
    if len({entry.filename.casefold() for entry in entries}) != len(entries):
        raise bad_file("workbook.bomb", file, why="twins")
    if any(entry.flag_bits & 1 for entry in entries):
        raise bad_file("workbook.encrypted", file)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise bad_file("workbook.bomb", file, why="size")
    for entry in entries:
        if entry.file_size > _RATIO_COUNTS_FROM and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise bad_file("workbook.bomb", file, why="ratio")
    return container


def read_measured(container: zipfile.ZipFile, names: Iterator[str], file: str) -> dict[str, bytes]:
    """The members named, none longer than the directory said. Raises BadInput ``workbook.broken``."""
    members: dict[str, bytes] = {}
    try:
        for name in names:
            members[name] = container.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, NotImplementedError, RuntimeError) as broken:
        raise bad_file("workbook.broken", file) from broken
    return members


def pack_again(members: dict[str, bytes]) -> io.BytesIO:
    """A container of exactly these members, so that no reader behind us finds more in the file than was checked."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as container:
        for name, content in members.items():
            container.writestr(name, content)
    packed.seek(0)
    return packed
