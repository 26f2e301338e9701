"""Papers on disk: written whole, never over another, taken away again when the act fails; and the record of each."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path

from auditdesk.errors import Refused
from auditdesk.files import refusal, write_atomically
from auditdesk.model.records import Paper
from auditdesk.store.work import Work


def paper_record(work: Work, kind: str, subject_uid: str, number: str, title: str, path: Path) -> Paper:
    """What is kept of the file at ``path``, read back from the disk as it stands there."""
    content = path.read_bytes()
    return Paper(
        uid=work.new_uid(),
        paper_kind=kind,
        subject_uid=subject_uid,
        number=number,
        title=title,
        path=str(path.resolve()),
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        written_by=work.login,
        written_at=work.now(),
    )


class NewPapers:
    """The papers of one act in one folder. Made by ``new_papers``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: list[Path] = []
        self._stood = frozenset(folder.iterdir()) if folder.is_dir() else frozenset()

    def write(self, name: str, content: bytes) -> Path:
        """Write ``content`` under ``name``. A file with the very same content (left by a killed run) is taken as written.

        Raises Refused ``paper.exists`` for another content; Unavailable for the disk.
        """
        path = self.folder / name
        if path.exists():
            if path.read_bytes() != content:
                raise Refused("paper.exists", path=str(path))
            return path
        self._made.append(path)
        write_atomically(path, content)
        return path

    def written(self, *paths: Path) -> None:
        """Count in papers that were written by other means; those that stood there before stay whatever happens."""
        self._made += [path for path in paths if path not in self._stood]

    def take_away(self) -> None:
        """Remove what this act has made."""
        for path in self._made:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


@contextlib.contextmanager
def new_papers(folder: Path) -> Iterator[NewPapers]:
    """Papers for an act: when it fails or is cancelled inside, what it made is removed. Makes the folder when it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        papers = NewPapers(folder)
    except OSError as problem:
        raise refusal(problem, folder) from problem
    try:
        yield papers
    except BaseException:
        papers.take_away()
        raise
