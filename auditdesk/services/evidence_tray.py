"""The evidence tray (證物匣): what lies in one watched folder and has not become evidence yet, the newest first.

It only looks. A file that still grows is not offered: it must have the same size and time in two looks a moment apart.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from auditdesk.errors import Unavailable
from auditdesk.model.evidence_rows import Incoming
from auditdesk.services.evidence_keeping import LARGEST_EVIDENCE

SETTLED_AFTER = 0.6
"""Seconds that a file must stay as it is."""
_DEEPEST = 2
_MOST = 5000
_HALF = (".tmp", ".part", ".partial", ".crdownload", ".download")
_CHUNK = 1 << 20

Known = Callable[[Collection[int]], frozenset[tuple[int, str]]]
"""Size and SHA-256 of the evidence of those sizes: only files of such a size need to be read."""


@dataclass(frozen=True, slots=True)
class TrayFile:
    """One file of the tray; ``size`` in bytes, ``changed_ns`` its time on disk in nanoseconds since 1970."""

    path: str
    size: int
    changed_ns: int

    @property
    def name(self) -> str:
        return Path(self.path).name

    def incoming(self) -> Incoming:
        """To be kept as evidence, provided it still has this size."""
        return Incoming(self.name, path=self.path, size=self.size)


@dataclass(frozen=True, slots=True)
class TrayLook:
    """What one look found: files to be offered (newest first), how many still grow, and the folders to be watched."""

    files: tuple[TrayFile, ...]
    growing: int
    folders: tuple[str, ...]


class TrayFolder:
    """Looks into one folder and remembers what it saw. One thread at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._since: dict[TrayFile, float] = {}
        self._hashes: dict[TrayFile, str] = {}

    def look(self, now: float, known: Known) -> TrayLook:
        """Look again; ``now`` in seconds of a clock that never goes back. Raises Unavailable ``tray.folder_gone``."""
        folders: list[str] = []
        seen = {file: self._since.get(file, now) for file in self._walk(self.folder, 0, folders)}
        self._since = seen
        self._hashes = {file: digest for file, digest in self._hashes.items() if file in seen}
        settled = [file for file, since in seen.items() if now - since >= SETTLED_AFTER]
        kept = known({file.size for file in settled}) if settled else frozenset()
        sizes = {size for size, _ in kept}
        offered = [file for file in settled if file.size not in sizes or (file.size, self._hash(file)) not in kept]
        offered.sort(key=lambda file: (file.changed_ns, file.path), reverse=True)
        return TrayLook(tuple(offered), len(seen) - len(settled), tuple(folders))

    def _walk(self, folder: Path, depth: int, folders: list[str]) -> Iterator[TrayFile]:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as problem:
            if depth == 0:
                raise Unavailable("tray.folder_gone", folder=str(folder)) from problem
            return
        folders.append(str(folder))
        for entry in entries[:_MOST]:
            if entry.name.startswith((".", "~$")):
                continue
            try:
                about = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            if stat.S_ISDIR(about.st_mode) and depth < _DEEPEST:
                yield from self._walk(Path(entry.path), depth + 1, folders)
            elif stat.S_ISREG(about.st_mode) and 0 < about.st_size <= LARGEST_EVIDENCE and not entry.name.lower().endswith(_HALF):
                yield TrayFile(entry.path, about.st_size, about.st_mtime_ns)

    def _hash(self, file: TrayFile) -> str:
        """SHA-256 of the file's content; empty for one that can't be read now."""
        if file not in self._hashes:
            digest = hashlib.sha256()
            try:
                with open(file.path, "rb") as handle:
                    while portion := handle.read(_CHUNK):
                        digest.update(portion)
            except OSError:
                return ""
            self._hashes[file] = digest.hexdigest()
        return self._hashes[file]
