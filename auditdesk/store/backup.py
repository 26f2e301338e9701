"""One file that holds a workspace: its key slots, a copy of its database, its evidence — all of it encrypted as it lies on disk.

Layout: a mark, a stored ZIP, and 32 bytes HMAC-SHA256 over both under a key derived from the data key, so that any changed byte
is found. Who restores unlocks the key slots inside with his passphrase; nothing is laid down before the whole file was checked.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import re
import secrets
import shutil
import struct
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Engine

from auditdesk.errors import BadInput, Refused, Unavailable
from auditdesk.files import clear_half_made, half_made, make_folder, refusal, sync_folder
from auditdesk.places import Workspace
from auditdesk.progress import Progress, silent
from auditdesk.store import schema
from auditdesk.store.engine import open_engine, understood
from auditdesk.store.evidence import EvidenceFiles
from auditdesk.store.keys import DataKey, KeySlots
from auditdesk.store.queries import evidence as evidence_queries
from auditdesk.store.queries import office as office_queries
from auditdesk.store.store import Store

MARK = b"AuditDesk backup 1\n"
_MAC = 32
_CHUNK = 1 << 20
_LARGEST_KEYS = 1 << 20
_LARGEST_CONTENTS = 1 << 24
_EARLIEST_YEAR, _LATEST_YEAR = 1990, 9000


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A backup that was opened again and counted. ``missing`` and ``altered`` are blobs that were so in the workspace itself."""

    file: Path
    records: int
    evidence_files: int
    sha256: str
    missing: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup says about itself. Only after ``check_backup`` it is known that nobody changed it."""

    workspace: str
    made_at: str
    reason: str
    records: int
    evidence_files: int
    missing: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    key: str = ""
    """Tells whether a data key is the one this backup was made under."""


def key_mark(key: DataKey) -> str:
    """Sixteen hex digits by which a data key is known again, from which nothing of it can be learnt."""
    return hmac.new(key.purpose("backup"), b"mark", hashlib.sha256).hexdigest()[:16]


AUTOMATIC = re.compile(r"auto-\d{8}T\d{6}-[a-z]+\.adbackup")
"""Names of backups that the program made by itself: only those are ever thinned."""


def automatic_name(moment: datetime, reason: str) -> str:
    """The file name of a backup that the program makes by itself: ``auto-20191101T083000-daily.adbackup``, in UTC."""
    return f"auto-{moment.astimezone(UTC):%Y%m%dT%H%M%S}-{reason}.adbackup"


class _Meter:
    """Tells progress in mebibytes over the three times that the bytes are gone through: packed, signed, checked."""

    def __init__(self, progress: Progress, size: int) -> None:
        self._progress, self._total, self._done = progress, max(1, size // _CHUNK), 0
        self._step = "backup"

    def step(self, name: str) -> None:
        self._step = name
        self(0)

    def __call__(self, size: int) -> None:
        self._done += size
        self._progress(min(self._total, self._done // _CHUNK), self._total, self._step)


def write_backup(
    store: Store, key: DataKey, target: Path, progress: Progress = silent, *, reason: str = "manual", made_at: str = ""
) -> BackupReport:
    """Write the whole workspace into ``target`` while work goes on, open it again and count.

    Evidence that is missing or altered is named in the report and does not keep the rest from being backed up.
    Raises Refused ``backup.exists`` rather than write over a file; Unavailable for the disk; Cancelled, leaving nothing.
    """
    if target.exists():
        raise Refused("backup.exists", path=str(target))
    with store.kept_whole(progress):
        return _write(store, key, target, progress, reason, made_at)


def _write(store: Store, key: DataKey, target: Path, progress: Progress, reason: str, made_at: str) -> BackupReport:
    copy = target.with_name(f".{target.name}.{secrets.token_hex(4)}.db")
    beside = copy.with_suffix(".tmp")
    try:
        make_folder(target.parent)
        store.copy_to(copy)
        blobs, records = _counted(copy, key)
        meter = _Meter(progress, 3 * (copy.stat().st_size + sum(_size(store.evidence.path_of(blob)) for blob in blobs)))
        contents = _pack(store, key, copy, beside, blobs, Contents(key.workspace, made_at, reason, records, len(blobs)), meter)
        meter.step("sign")
        with open(beside, "r+b") as handle:
            mac = _mac_of(handle, key, beside.stat().st_size, meter)
            handle.write(mac)
            handle.flush()
            os.fsync(handle.fileno())
        meter.step("check")
        report = check_backup(beside, key, meter)
        if (report.records, report.evidence_files, report.missing) != (records, len(blobs), contents.missing):
            raise Unavailable("backup.unsound", path=str(target))
        beside.replace(target)
        sync_folder(target.parent)
    except OSError as problem:
        raise refusal(problem, target) from problem
    finally:
        _clear(copy, beside)
    return replace(report, file=target)


def write_before_migration(store: Store, key: DataKey) -> BackupReport:
    """The whole workspace as one verified file, as it was before its schema was changed."""
    moment = store.clock()
    # One is there already when the program was killed during the migration and started again at once.
    while (target := store.workspace.backups / automatic_name(moment, "migration")).exists():
        moment += timedelta(seconds=1)
    return write_backup(store, key, target, reason="migration", made_at=moment.isoformat(timespec="seconds"))


def _clear(copy: Path, *others: Path) -> None:
    """Remove what was only needed on the way; what can't be removed must not hide why the work failed."""
    for left in (copy, copy.with_name(copy.name + "-wal"), copy.with_name(copy.name + "-shm"), *others):
        with contextlib.suppress(OSError):
            left.unlink()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _pack(
    store: Store, key: DataKey, copy: Path, beside: Path, blobs: tuple[str, ...], contents: Contents, meter: _Meter
) -> Contents:
    """Write mark and ZIP, each evidence file compared with its name while it is copied; returns what the file says of itself."""
    missing: list[str] = []
    altered: list[str] = []
    with open(beside, "xb") as handle:
        handle.write(MARK)
        with zipfile.ZipFile(handle, "w", zipfile.ZIP_STORED) as packed:
            packed.write(store.workspace.keys, "keys.json")
            with open(copy, "rb") as database, packed.open("auditdesk.db", "w", force_zip64=True) as entry:
                while part := database.read(_CHUNK):
                    entry.write(part)
                    meter(len(part))
            for blob in blobs:
                if not store.evidence.path_of(blob).is_file():
                    missing.append(blob)
                    continue
                with packed.open(f"evidence/{blob}.ade", "w") as entry:
                    try:
                        store.evidence.check(blob, entry, meter)
                    except Unavailable:
                        altered.append(blob)
            contents = replace(contents, missing=tuple(missing), altered=tuple(altered), key=key_mark(key))
            packed.writestr("contents.json", json.dumps(asdict(contents), indent=1))
    return contents


def _counted(database: Path, key: DataKey) -> tuple[tuple[str, ...], int]:
    """The evidence blobs that the copy names, and how many records it holds; the copy is checked page by page first."""
    with _opened(database, key) as engine, engine.connect() as connection:
        schema.refuse_newer(schema.found(connection))
        damaged = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
        if damaged or connection.exec_driver_sql("PRAGMA quick_check").scalar() != "ok":
            raise Unavailable("backup.unsound", path=str(database))
        return tuple(sorted(evidence_queries.blobs(connection))), sum(office_queries.counts(connection).values())


@contextmanager
def _opened(database: Path, key: DataKey) -> Iterator[Engine]:
    engine = open_engine(database, key.purpose("database"))
    try:
        with understood(database):
            yield engine
    finally:
        engine.dispose()


def _mac_of(
    handle: BinaryIO, key: DataKey, length: int, told: Callable[[int], None] = lambda size: None, digest: Any = None
) -> bytes:
    """HMAC over the first ``length`` bytes; the handle is left standing after them. ``digest`` is given the same bytes."""
    handle.seek(0)
    made = hmac.new(key.purpose("backup"), digestmod=hashlib.sha256)
    while length:
        part = handle.read(min(_CHUNK, length))
        if not part:
            break
        made.update(part)
        if digest is not None:
            digest.update(part)
        told(len(part))
        length -= len(part)
    return made.digest()


def unlock_backup(source: Path, login: str | None, passphrase: str) -> DataKey:
    """The data key of the workspace inside. Raises BadInput ``backup.unreadable``; Unavailable ``passphrase.wrong``, ``keys.damaged``."""
    with _packed(source) as packed, _readable(source):
        content = _small(packed, "keys.json", _LARGEST_KEYS)
    return KeySlots.parse(content, source).unlock(login, passphrase)[1]


@contextmanager
def _packed(source: Path) -> Iterator[zipfile.ZipFile]:
    """The archive inside, opened; its directory has not been checked against the key, so anything may stand in it."""
    with _readable(source), contextlib.ExitStack() as opened:
        handle = opened.enter_context(open(source, "rb"))
        if handle.read(len(MARK)) != MARK:
            raise ValueError("no mark of a backup")
        packed = opened.enter_context(zipfile.ZipFile(handle))
        end = os.fstat(handle.fileno()).st_size
        for member in packed.infolist():
            # What this program never writes; opening it would ask for other parts of the system.
            if member.compress_type != zipfile.ZIP_STORED or member.flag_bits & 1 or not 0 <= member.header_offset < end:
                raise ValueError("an entry that is not stored as it is")
        opened = opened.pop_all()
    with opened:
        yield packed


@contextmanager
def _readable(source: Path) -> Iterator[None]:
    """Whatever hostile bytes make the readers of ZIP and JSON raise becomes BadInput ``backup.unreadable``."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        LookupError,
        ValueError,
        TypeError,
        RuntimeError,
        ArithmeticError,
        EOFError,
        OSError,
        struct.error,
    ) as problem:
        raise BadInput("backup.unreadable", path=str(source)) from problem


def _small(packed: zipfile.ZipFile, name: str, largest: int) -> bytes:
    """One entry, whole. Raises ValueError for one that is larger than it can be."""
    member = packed.getinfo(name)
    if member.file_size > largest:
        raise ValueError("larger than it can be")
    return packed.read(member)


def read_contents(source: Path) -> Contents | None:
    """What the backup says about itself, unchecked; None for one of the first form, which says nothing.

    Raises BadInput ``backup.unreadable``.
    """
    with _packed(source) as packed, _readable(source):
        if "contents.json" not in packed.namelist():
            return None
        found = json.loads(_small(packed, "contents.json", _LARGEST_CONTENTS))
        told = Contents(
            workspace=str(found["workspace"]),
            made_at=str(found["made_at"]),
            reason=str(found["reason"]),
            key=str(found["key"]),
            records=int(found["records"]),
            evidence_files=int(found["evidence_files"]),
            missing=tuple(map(str, found["missing"])),
            altered=tuple(map(str, found["altered"])),
        )
        _demand_moment(told.made_at)
    return told


def _demand_moment(made_at: str) -> None:
    """Raises ValueError for a moment that no backup was made at: outside of these years nothing can be said in local time."""
    if made_at and not _EARLIEST_YEAR <= datetime.fromisoformat(made_at).year <= _LATEST_YEAR:
        raise ValueError("a year without backups")


def check_backup(source: Path, key: DataKey, told: Callable[[int], None] = lambda size: None) -> BackupReport:
    """Check every byte of a backup, open the database inside and count. Raises Unavailable ``backup.altered`` or ``backup.unsound``.

    ``told`` hears the size of each portion read.
    """
    digest = hashlib.sha256()
    try:
        length = source.stat().st_size - _MAC
        with open(source, "rb") as handle:
            if length <= len(MARK):
                raise Unavailable("backup.altered", path=str(source))
            mac = _mac_of(handle, key, length, told, digest)
            kept = handle.read(_MAC)
    except OSError as problem:
        raise BadInput("backup.unreadable", path=str(source)) from problem
    if not hmac.compare_digest(mac, kept):
        raise Unavailable("backup.altered", path=str(source))
    digest.update(kept)
    copy = Path(tempfile.gettempdir()) / f".auditdesk-{secrets.token_hex(8)}.check"
    if os.access(source.parent, os.W_OK):
        clear_half_made(source)
        copy = source.with_name(f".{source.name}.{secrets.token_hex(4)}.check")
    try:
        with _packed(source) as packed:
            names = packed.namelist()
            with packed.open("auditdesk.db") as inside, open(copy, "xb") as out:
                shutil.copyfileobj(inside, out, _CHUNK)
        blobs, records = _counted(copy, key)
    finally:
        _clear(copy)
    contents = read_contents(source)
    missing = contents.missing if contents else ()
    wanted = {f"evidence/{blob}.ade" for blob in blobs if blob not in missing} | {"keys.json", "auditdesk.db"}
    if contents is not None:
        wanted.add("contents.json")
    if wanted != set(names) or len(names) != len(set(names)):
        raise Unavailable("backup.unsound", path=str(source))
    return BackupReport(source, records, len(blobs), digest.hexdigest(), missing, contents.altered if contents else ())


def restore_backup(
    source: Path, home: Path, login: str | None, passphrase: str, progress: Progress = silent, *, key: DataKey | None = None
) -> BackupReport:
    """Lay the workspace of a backup down in ``home``, a new or empty folder; never over an old one.

    With ``key``, of who has the workspace open, no passphrase is asked.
    Raises Refused ``workspace.exists``, ``workspace.folder_not_empty`` or ``restore.folder_is_link``; BadInput or Unavailable for a file
    that is not whole.
    """
    home = home.absolute()
    if home.is_symlink():
        raise Refused("restore.folder_is_link", folder=str(home))
    if Workspace(home).exists():
        raise Refused("workspace.exists", folder=str(home))
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise Refused("workspace.folder_not_empty", folder=str(home))
    key = key or unlock_backup(source, login, passphrase)
    meter = _Meter(progress, _size(source))
    meter.step("check")
    report = check_backup(source, key, meter)
    clear_half_made(home)
    building = half_made(home)
    draft = Workspace(building)
    try:
        building.mkdir(parents=True, mode=0o700)
        for folder in (draft.evidence, draft.backups, draft.logs):
            folder.mkdir()
        evidence = EvidenceFiles(draft.evidence, key.purpose("evidence"))
        with _packed(source) as packed:
            names = [name for name in packed.namelist() if name != "contents.json"]
            for done, name in enumerate(names):
                progress(done, len(names), "restore")
                target = building / name if "/" not in name else evidence.room_for(Path(name).stem)
                with packed.open(name) as inside, open(target, "xb") as out:
                    shutil.copyfileobj(inside, out, _CHUNK)
                    out.flush()
                    os.fsync(out.fileno())
        for folder in {draft.evidence, building, *draft.evidence.iterdir()}:
            sync_folder(folder)
        if home.exists():
            home.rmdir()
        building.rename(home)
        sync_folder(home.parent)
    except OSError as problem:
        raise refusal(problem, home) from problem
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return report
