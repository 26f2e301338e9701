"""Files of letters that are gone from the disk, made again byte for byte from what was frozen with each letter."""

from __future__ import annotations

import hashlib
from pathlib import Path

from auditdesk.errors import Refused
from auditdesk.files import refusal, write_atomically
from auditdesk.model.letter_rows import BatchLineRow, RestoredFiles
from auditdesk.model.records import Paper
from auditdesk.progress import Progress, silent
from auditdesk.services.letters_making import LetterMaker
from auditdesk.services.office import Office


def restore(office: Office, maker: LetterMaker, folder: Path | None = None, progress: Progress = silent) -> RestoredFiles:
    """Make every file of the batch's letters again that no longer lies where it was written: there, or in ``folder``.

    What stands there changed stays, except what a killed signing left: that becomes the unsigned file of the record again. A file that
    was signed can't be made again. Raises Unavailable for the disk; Cancelled: what is made by then stays.
    """
    office.demand("letters.write")
    made: list[str] = []
    changed: list[str] = []
    signed: list[str] = []
    lines = [line for line in maker.lines if line.letter_uid]
    for done, line in enumerate(lines):
        progress(done, len(lines), "letters")
        _restore_one(office, maker, line, folder, (made, changed, signed))
    progress(len(lines), len(lines), "letters")
    return RestoredFiles(tuple(made), tuple(changed), tuple(signed))


def _restore_one(
    office: Office, maker: LetterMaker, line: BatchLineRow, folder: Path | None, told: tuple[list[str], list[str], list[str]]
) -> None:
    made, changed, signed = told
    with office.work("letters.write") as work:
        kept = work.all(Paper, subject_uid=line.letter_uid)
        wanted = {Path(paper.path).name: paper for paper in kept if _digest(Path(paper.path)) != paper.sha256}
        if not wanted:
            return
        for name, file, half_signed in maker.files_again(work, line, frozenset(wanted)):
            paper = wanted[name]
            standing = Path(paper.path)
            if hashlib.sha256(file).hexdigest() != paper.sha256:
                signed.append(str(standing))
            elif not standing.exists():
                place = folder / name if folder else standing
                _put(place, file)
                made.append(str(place))
                if str(place.resolve()) != paper.path:
                    paper.path = str(place.resolve())
            elif half_signed and standing.read_bytes().startswith(half_signed()):
                write_atomically(standing, file)
                made.append(str(standing))
            else:
                changed.append(str(standing))
        work.commit()


def _put(place: Path, file: bytes) -> None:
    """Raises Refused ``paper.exists`` where something else lies under that name."""
    if place.exists() and place.read_bytes() != file:
        raise Refused("paper.exists", path=str(place))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise refusal(problem, place.parent) from problem
    write_atomically(place, file)


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
