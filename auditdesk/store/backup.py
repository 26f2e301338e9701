"""One file that holds a workspace: its key slots, a copy of its database, its evidence — all of it encrypted as it lies on disk.

Layout: a mark, a stored ZIP, and 32 bytes HMAC-SHA256 over both under a key derived from the data key, so that any changed byte
is found. Who restores unlocks the key slots inside with his passphrase; nothing is laid down before the whole file was checked.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Engine, select
from sqlmodel import col

from auditdesk.errors import BadInput, Refused, Unavailable
from auditdesk.files import refusal, sync_folder
from auditdesk.model.records import Evidence
from auditdesk.places import Workspace
from auditdesk.progress import Progress, silent
from auditdesk.store import schema
from auditdesk.store.engine import open_engine, understood
from auditdesk.store.evidence import EvidenceFiles
from auditdesk.store.keys import DataKey, KeySlots
from auditdesk.store.queries import office as office_queries
from auditdesk.store.store import Store

MARK = b"AuditDesk backup 1\n"
_MAC = 32
_CHUNK = 1 << 20
_LARGEST_KEYS = 1 << 20


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A backup that was opened again and counted."""

    file: Path
    records: int
    evidence_files: int
    sha256: str


def write_backup(store: Store, key: DataKey, target: Path, progress: Progress = silent) -> BackupReport:
    """Write the whole workspace into ``target`` while work goes on, open it again and count.

    Raises Refused ``backup.exists`` rather than write over a file; Unavailable for the disk or ``evidence.missing``, ``…altered``.
    """
    if target.exists():
        raise Refused("backup.exists", path=str(target))
    copy = target.with_name(f".{target.name}.{secrets.token_hex(4)}.db")
    beside = copy.with_suffix(".tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        store.copy_to(copy)
        blobs, records = _counted(copy, key)
        for done, blob in enumerate(blobs):
            progress(done, len(blobs), "evidence")
            store.evidence.read(blob)
        with open(beside, "xb") as handle:
            handle.write(MARK)
            with zipfile.ZipFile(handle, "w", zipfile.ZIP_STORED) as packed:
                packed.write(store.workspace.keys, "keys.json")
                packed.write(copy, "auditdesk.db")
                for blob in blobs:
                    packed.write(store.evidence.path_of(blob), f"evidence/{blob}.ade")
        with open(beside, "r+b") as handle:
            mac = _mac_of(handle, key, beside.stat().st_size)
            handle.write(mac)
            handle.flush()
            os.fsync(handle.fileno())
        report = check_backup(beside, key)
        if (report.records, report.evidence_files) != (records, len(blobs)):
            raise Unavailable("backup.unsound", path=str(target))
        beside.replace(target)
        sync_folder(target.parent)
    except OSError as problem:
        raise refusal(problem, target) from problem
    finally:
        for left in (copy, beside, copy.with_name(copy.name + "-wal"), copy.with_name(copy.name + "-shm")):
            left.unlink(missing_ok=True)
    return BackupReport(target, report.records, report.evidence_files, report.sha256)


def _counted(database: Path, key: DataKey) -> tuple[tuple[str, ...], int]:
    """The evidence blobs that the copy names, and how many records it holds; the copy is checked page by page first."""
    with _opened(database, key) as engine, engine.connect() as connection:
        schema.refuse_newer(schema.found(connection))
        damaged = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
        if damaged or connection.exec_driver_sql("PRAGMA quick_check").scalar() != "ok":
            raise Unavailable("backup.unsound", path=str(database))
        blobs = tuple(sorted(set(connection.execute(select(col(Evidence.blob))).scalars())))
        return blobs, sum(office_queries.counts(connection).values())


@contextmanager
def _opened(database: Path, key: DataKey) -> Iterator[Engine]:
    engine = open_engine(database, key.purpose("database"))
    try:
        with understood(database):
            yield engine
    finally:
        engine.dispose()


def _mac_of(handle: BinaryIO, key: DataKey, length: int) -> bytes:
    """HMAC over the first ``length`` bytes; the handle is left standing after them."""
    handle.seek(0)
    made = hmac.new(key.purpose("backup"), digestmod=hashlib.sha256)
    while length:
        part = handle.read(min(_CHUNK, length))
        if not part:
            break
        made.update(part)
        length -= len(part)
    return made.digest()


def unlock_backup(source: Path, login: str | None, passphrase: str) -> DataKey:
    """The data key of the workspace inside. Raises BadInput ``backup.unreadable``; Unavailable ``passphrase.wrong``, ``keys.damaged``."""
    with _packed(source) as packed:
        try:
            member = packed.getinfo("keys.json")
            if member.file_size > _LARGEST_KEYS:
                raise BadInput("backup.unreadable", path=str(source))
            content = packed.read(member)
        except (KeyError, zipfile.BadZipFile, OSError) as problem:
            raise BadInput("backup.unreadable", path=str(source)) from problem
    return KeySlots.parse(content, source).unlock(login, passphrase)[1]


@contextmanager
def _packed(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        handle = open(source, "rb")  # noqa: SIM115 — closed below, after the archive that reads from it
    except OSError as problem:
        raise BadInput("backup.unreadable", path=str(source)) from problem
    with handle:
        if handle.read(len(MARK)) != MARK:
            raise BadInput("backup.unreadable", path=str(source))
        try:
            with zipfile.ZipFile(handle) as packed:
                yield packed
        except zipfile.BadZipFile as problem:
            raise BadInput("backup.unreadable", path=str(source)) from problem


def check_backup(source: Path, key: DataKey) -> BackupReport:
    """Check every byte of a backup, open the database inside and count. Raises Unavailable ``backup.altered`` or ``backup.unsound``."""
    length = source.stat().st_size - _MAC
    with open(source, "rb") as handle:
        if length <= len(MARK) or not hmac.compare_digest(_mac_of(handle, key, length), handle.read(_MAC)):
            raise Unavailable("backup.altered", path=str(source))
    digest = hashlib.sha256()
    with open(source, "rb") as handle:
        while part := handle.read(_CHUNK):
            digest.update(part)
    copy = source.with_name(f".{source.name}.{secrets.token_hex(4)}.check")
    try:
        with _packed(source) as packed:
            names = packed.namelist()
            with packed.open("auditdesk.db") as inside, open(copy, "xb") as out:
                shutil.copyfileobj(inside, out, _CHUNK)
        blobs, records = _counted(copy, key)
    finally:
        for left in (copy, copy.with_name(copy.name + "-wal"), copy.with_name(copy.name + "-shm")):
            left.unlink(missing_ok=True)
    if {f"evidence/{blob}.ade" for blob in blobs} | {"keys.json", "auditdesk.db"} != set(names) or len(names) != len(set(names)):
        raise Unavailable("backup.unsound", path=str(source))
    return BackupReport(source, records, len(blobs), digest.hexdigest())


def restore_backup(source: Path, home: Path, login: str | None, passphrase: str, progress: Progress = silent) -> BackupReport:
    """Lay the workspace of a backup down in ``home``, a new or empty folder; never over an old one.

    Raises Refused ``workspace.exists`` or ``workspace.folder_not_empty``; BadInput or Unavailable for a file that is not whole.
    """
    home = home.absolute()
    if Workspace(home).exists():
        raise Refused("workspace.exists", folder=str(home))
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise Refused("workspace.folder_not_empty", folder=str(home))
    key = unlock_backup(source, login, passphrase)
    report = check_backup(source, key)
    building = home.with_name(f".{home.name}.{secrets.token_hex(4)}.new")
    draft = Workspace(building)
    try:
        building.mkdir(parents=True, mode=0o700)
        for folder in (draft.evidence, draft.backups, draft.logs):
            folder.mkdir()
        evidence = EvidenceFiles(draft.evidence, key.purpose("evidence"))
        with _packed(source) as packed:
            names = packed.namelist()
            for done, name in enumerate(names):
                progress(done, len(names), "evidence")
                target = building / name if "/" not in name else evidence.room_for(Path(name).stem)
                with packed.open(name) as inside, open(target, "xb") as out:
                    shutil.copyfileobj(inside, out, _CHUNK)
                    out.flush()
                    os.fsync(out.fileno())
        if home.exists():
            home.rmdir()
        building.rename(home)
        sync_folder(home.parent)
    except OSError as problem:
        raise refusal(problem, home) from problem
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return report
