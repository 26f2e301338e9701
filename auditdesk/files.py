"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import glob
import os
import secrets
import shutil
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

from auditdesk.errors import Unavailable

DAY_SECONDS = 24 * 3600
_NAME_BYTES = 120
"""File systems take 255 bytes of a name, encrypted ones 143; a temporary name is longer than the one it stands for."""
_SUFFIX_BYTES = 16


def refusal(problem: OSError, path: Path) -> Unavailable:
    """The Unavailable error that tells a person what the system's error means for him."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return Unavailable("disk.full", path=str(path))
    if problem.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return Unavailable("disk.read_only", path=str(path))
    return Unavailable("disk.failed", path=str(path), reason=problem.strerror or "")


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` outlast a power cut, where the system lets a folder be synced."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and what is missing above it so that it outlasts a power cut: a file whose folder is gone is gone too."""
    made = [above for above in folder.parents if not above.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in (folder, *made):
        sync_folder(each.parent)


def half_made(home: Path) -> Path:
    """A folder beside ``home`` in which to build it, for the one rename that puts it there."""
    return home.with_name(f".{home.name}.{secrets.token_hex(4)}.new")


def clear_half_made(target: Path, *, held: bool = False) -> None:
    """Remove what a killed making of ``target`` left beside it, once it is a day old: a younger one may be somebody's at work.

    ``held``: the caller holds what it belongs to, so that its age does not matter.
    """
    for left in target.parent.glob(f".{glob.escape(target.name)}.{'[0-9a-f]' * 8}.*"):
        with suppress(OSError):
            if not held and left.stat().st_mtime >= time.time() - DAY_SECONDS:
                continue
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()


def name_beside(path: Path, suffix: str) -> Path:
    """A new name for what is made beside ``path`` until it takes its place, short enough wherever ``path`` itself is."""
    start = path.name.encode()[:_NAME_BYTES].decode(errors="ignore")
    return path.with_name(f".{start}.{secrets.token_hex(4)}{suffix}")


def cut_name(name: str) -> str:
    """``name`` cut to the bytes that every file system takes, its suffix kept."""
    stem, dot, suffix = name.rpartition(".")
    ending = f".{suffix}" if dot and stem and len(suffix.encode()) <= _SUFFIX_BYTES else ""
    start = name.removesuffix(ending).encode()[: _NAME_BYTES - len(ending.encode())]
    return start.decode(errors="ignore") + ending


def write_atomically(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write beside, sync, rename over; ``private``: nobody else on this computer may read it.

    Raises Unavailable ``disk.full``, ``disk.read_only`` or ``disk.failed``.
    """
    beside = name_beside(path, ".tmp")
    try:
        with open(beside, "xb", opener=partial(os.open, mode=0o600 if private else 0o666)) as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(beside, path)
        sync_folder(path.parent)
    except OSError as problem:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise refusal(problem, path) from problem
