"""Writing a file for outside: it is there whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from auditdesk.files import refusal

if TYPE_CHECKING:
    import xlsxwriter


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A place of the same name to write to; what was written there takes the place of ``path`` when the block ends well.

    The place lies beside the target: one disk for the rename, and no copy in a folder that others can read. Raises Unavailable
    ``disk.full``, ``disk.read_only`` or ``disk.failed``.
    """
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.stem[:20]}-") as folder:
            place = Path(folder) / path.name
            yield place
            with open(place, "rb+") as file:
                os.fsync(file.fileno())
            os.replace(place, path)
    except OSError as problem:
        raise refusal(problem, path) from problem


@contextmanager
def xlsx_book(path: Path, *, row_by_row: bool = False) -> Iterator[xlsxwriter.Workbook]:
    """An XLSX to write into, that takes no text for a formula, an address or a number. ``row_by_row`` keeps long lists out of memory.

    Raises OSError for the disk.
    """
    import xlsxwriter  # loaded when a workbook is written, not when the program starts

    options = {
        "constant_memory": row_by_row,
        "tmpdir": str(path.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            yield book
    except xlsxwriter.exceptions.FileCreateError as failed:
        raise failed.args[0] if failed.args and isinstance(failed.args[0], OSError) else OSError(errno.EIO, "") from failed
