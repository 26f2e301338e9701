"""Acts that are killed while they go on: what they start from, the act itself in a process of its own, what must be there afterwards."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from auditdesk.model.commands import RecordFinding
from auditdesk.places import Workspace
from auditdesk.store.backup import restore_backup
from auditdesk.store.keys import KeySlots
from tests.durability import office

PHOTO_SIZES = (30_000, 900_000, 200_000)
_DAYS_AGO = 3 * 24 * 3600


def base(folder: Path) -> None:
    """A workspace with visits, answers, findings and evidence, and a backup of it; made once."""
    home, photos = folder / "workspace", folder / "photos"
    photos.mkdir()
    desk = office.create(home, visits=2)
    for number, size in enumerate(PHOTO_SIZES):
        (photos / f"new-{number}.jpg").write_bytes(b"\xff\xd8" + os.urandom(size))
    pattern = next(pattern.id for pattern in desk.rulebook.in_force(office.DAY).patterns if pattern.group != "feb")
    visit = desk.visits.list()[0].number
    for number in range(5):
        kept = photos / f"kept-{number}.jpg"
        kept.write_bytes(os.urandom(100_000))
        desk.findings.record(RecordFinding(visit, pattern, f"第 {number} 則"), [kept])
    desk.people.add("lin", "林示範", "an inspector types this", ("inspector",))
    desk.backups.write(folder / "office.adbackup")
    desk.close()


def _open_again(folder: Path) -> None:
    office.reopen(folder / "workspace").close()


def _back_up(folder: Path, begun: Callable[[], None]) -> None:
    desk = office.reopen(folder / "workspace")
    begun()
    desk.backups.make()


def _migrate(folder: Path, begun: Callable[[], None]) -> None:
    begun()
    _open_again(folder)


def _restore(folder: Path, begun: Callable[[], None]) -> None:
    begun()
    restore_backup(folder / "office.adbackup", folder / "restored", "wang", office.PASSPHRASE)


def _rekey(folder: Path, begun: Callable[[], None]) -> None:
    desk = office.reopen(folder / "workspace")
    begun()
    desk.people.rekey()


def _attach(folder: Path, begun: Callable[[], None]) -> None:
    desk = office.reopen(folder / "workspace")
    finding = desk.findings.list()[0].number
    begun()
    desk.evidence.add(finding, sorted((folder / "photos").glob("new-*.jpg")))


def _create(folder: Path, begun: Callable[[], None]) -> None:
    begun()
    office.create(folder / "restored", visits=1).close()


@dataclass(frozen=True, slots=True)
class Act:
    """One act; ``wrong`` tells what is neither as before nor as after it, having opened the workspace as the next start does."""

    run: Callable[[Path, Callable[[], None]], None]
    wrong: Callable[[Path, bool], list[str]]
    start_from_old: bool = False


def _look(home: Path, expected: office.Told | None, passphrases: tuple[tuple[str, str], ...]) -> list[str]:
    """Faults of a workspace that must open by each passphrase and hold ``expected`` (None: not compared)."""
    wrong = []
    for login, phrase in passphrases:
        desk = office.reopen(home, phrase, login)
        try:
            if login == passphrases[0][0]:
                wrong += office.faults(desk)
                if expected is not None and (found := office.content(desk)) != expected:
                    wrong.append(f"neither before nor after: {found}")
        finally:
            desk.close()
    wrong += [f"left over: {path.name}" for path in home.iterdir() if path.name not in _EXPECTED]
    return wrong


_EXPECTED = {
    "auditdesk.db",
    "auditdesk.db-wal",
    "auditdesk.db-shm",
    "auditdesk.lock",
    "keys.json",
    "evidence",
    "backups",
    "logs",
    "checkpoint.json",
    "tries.json",
    "tries.lock",
}
_BOTH = (("wang", office.PASSPHRASE), ("lin", "an inspector types this"))
_contents: dict[Path, office.Told] = {}


def _before(folder: Path) -> office.Told:
    """What the base workspace holds; read once a base."""
    source = Path((folder / "base").read_text())
    if source not in _contents:
        desk = office.reopen(source / "workspace")
        _contents[source] = office.content(desk)
        desk.close()
    return _contents[source]


def _after_migration(folder: Path, done: bool) -> list[str]:
    del done
    return _look(folder / "workspace", office.OLD_CONTENT, _BOTH)


def _after_backup(folder: Path, done: bool) -> list[str]:
    wrong = _look(folder / "workspace", _before(folder), _BOTH)
    desk = office.reopen(folder / "workspace")
    try:
        made = desk.backups.list()
        if done and not made:
            wrong.append("the backup is gone")
        for row in made:
            desk.backups.check(row.file)
        _age(desk.backups.folder())
        desk.backups.make()
        wrong += [f"left over: {path.name}" for path in desk.backups.folder().iterdir() if path.name.startswith(".")]
    finally:
        desk.close()
    return wrong


def _after_restore(folder: Path, done: bool) -> list[str]:
    home = folder / "restored"
    if not home.exists():
        if done:
            return ["the restored workspace is gone"]
        _age(folder)
        restore_backup(folder / "office.adbackup", home, "wang", office.PASSPHRASE)
    wrong = _look(home, _before(folder), _BOTH)
    return wrong + [f"left over: {path.name}" for path in folder.glob(".*")]


def _after_creation(folder: Path, done: bool) -> list[str]:
    home = folder / "restored"
    if not home.exists():
        if done:
            return ["the new workspace is gone"]
        _age(folder)
        office.create(home, visits=0).close()
    return _look(home, None, _BOTH[:1]) + [f"left over: {path.name}" for path in folder.glob(".*")]


def _after_rekey(folder: Path, done: bool) -> list[str]:
    before = KeySlots.read(Workspace(Path((folder / "base").read_text()) / "workspace")).unlock("wang", office.PASSPHRASE)[1]
    wrong = _look(folder / "workspace", _before(folder), _BOTH)
    after = KeySlots.read(Workspace(folder / "workspace")).unlock("wang", office.PASSPHRASE)[1]
    if done and before == after:
        wrong.append("the key is still the old one")
    return wrong


def _after_attaching(folder: Path, done: bool) -> list[str]:
    desk = office.reopen(folder / "workspace")
    try:
        finding = desk.findings.list()[0]
        kept = len(office.photos(desk)[finding.uid])
        wrong = office.faults(desk)
    finally:
        desk.close()
    if kept != 1 + len(PHOTO_SIZES) and (done or kept != 1):
        wrong.append(f"{kept} files of evidence")
    return wrong


def _age(folder: Path) -> None:
    """Let what was left lying be some days old: what is newer may be somebody else's at work."""
    then = time.time() - _DAYS_AGO
    for path in folder.glob(".*"):
        os.utime(path, (then, then))


ACTS = {
    "migration": Act(_migrate, _after_migration, start_from_old=True),
    "backup": Act(_back_up, _after_backup),
    "restore": Act(_restore, _after_restore),
    "rekey": Act(_rekey, _after_rekey),
    "evidence": Act(_attach, _after_attaching),
    "creation": Act(_create, _after_creation),
}


def lay_down(name: str, made: Path, folder: Path) -> None:
    """A fresh copy of what the act starts from."""
    folder.mkdir()
    if ACTS[name].start_from_old:
        shutil.copytree(office.OLD, folder / "workspace")
    else:
        shutil.copytree(made, folder, dirs_exist_ok=True)
    (folder / "base").write_text(str(made))


def run(name: str, folder: str, pipe: Connection) -> None:
    """The target of the process."""
    ACTS[name].run(Path(folder), lambda: pipe.send(("begun", time.monotonic())))
    pipe.send(("done", time.monotonic()))
