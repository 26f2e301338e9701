"""Taking a file from outside: an ordinary file of bearable size, read once, so that what was checked is what is used."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any, Final

from auditdesk.errors import BadInput, Problem

LARGEST_FILE: Final = 20 * 1024 * 1024
"""Bytes. The largest open-data list is under 2 MB."""


def bad_file(
    code: str,
    file: str,
    *,
    sheet: str | None = None,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
    **values: Any,
) -> BadInput:
    """A fault of the whole file as BadInput that also carries its one problem, for the table of problems."""
    problem = Problem(code, file=file, sheet=sheet, row=row, column=column, value=value, values=values)
    place = {"file": file, "sheet": sheet, "row": row, "column": column, "value": value}
    return BadInput(code, problems=(problem,), **{**place, **values})


def read_incoming(path: Path, *, limit: int = LARGEST_FILE) -> bytes:
    """The bytes of ``path``.

    Raises BadInput ``file.missing``, ``file.not_a_file`` (folder, pipe, device), ``file.empty``, ``file.unreadable`` or
    ``file.too_large`` (size_mb, limit_mb), the last before anything is read.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise bad_file("file.not_a_file", path.name)
        if found.st_size > limit:
            raise _too_large(path, found.st_size, limit)
        with open(path, "rb") as source:
            content = source.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError) as missing:
        raise bad_file("file.missing", path.name) from missing
    except (OSError, ValueError) as unreadable:
        raise bad_file("file.unreadable", path.name) from unreadable
    if len(content) > limit:
        raise _too_large(path, len(content), limit)
    if not content:
        raise bad_file("file.empty", path.name)
    return content


def _too_large(path: Path, size: int, limit: int) -> BadInput:
    return bad_file("file.too_large", path.name, size_mb=-(-size // 1024**2), limit_mb=limit // 1024**2)
