"""One open workspace: made whole or not at all, locked against a second opener, read in snapshots, written in works."""

from __future__ import annotations

import errno
import platform
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session
from sqlmodel import col

from auditdesk import crash_log
from auditdesk.errors import Refused, Unavailable
from auditdesk.files import refusal, sync_folder
from auditdesk.model.records import Evidence, WorkspaceMark
from auditdesk.places import Workspace
from auditdesk.store import keys, schema
from auditdesk.store.engine import open_engine, understood
from auditdesk.store.evidence import EvidenceFiles
from auditdesk.store.work import Work

Clock = Callable[[], datetime]
SMALLEST_DATABASE = 4096


def utc_now() -> datetime:
    """The present moment, aware, in UTC, as the database keeps it."""
    return datetime.now(UTC)


def random_uid() -> str:
    return str(uuid.uuid4())


class Store:
    """The open database and evidence of one workspace."""

    def __init__(
        self, workspace: Workspace, key: keys.DataKey, lock: FileLock | None, *, clock: Clock, new_uid: Callable[[], str]
    ) -> None:
        self.workspace = workspace
        self.clock = clock
        self.new_uid = new_uid
        self._lock = lock
        self._engine: Engine = open_engine(workspace.database, key.purpose("database"))
        self.evidence = EvidenceFiles(workspace.evidence, key.purpose("evidence"))
        self._listeners: list[Callable[[frozenset[str]], None]] = []

    @classmethod
    def create(
        cls,
        workspace: Workspace,
        login: str,
        passphrase: str,
        *,
        cost: keys.Cost,
        first: Callable[[Store], None] = lambda store: None,
        clock: Clock = utc_now,
        new_uid: Callable[[], str] = random_uid,
    ) -> tuple[Store, keys.DataKey, str]:
        """A new workspace with one person's slot and what ``first`` keeps in it.

        Returns the open store, the key and the recovery code, which is shown once.

        Everything is made in a folder beside and renamed in one step: a crash leaves no half workspace.
        Raises Refused ``workspace.exists``, ``workspace.folder_not_empty`` or a passphrase refusal; Unavailable for the disk.
        """
        home = workspace.home
        keys.check_passphrase(passphrase)
        try:
            if workspace.exists():
                raise Refused("workspace.exists", folder=str(home))
            if home.exists() and (not home.is_dir() or any(home.iterdir())):
                raise Refused("workspace.folder_not_empty", folder=str(home))
        except OSError as problem:
            raise refusal(problem, home) from problem
        building = home.with_name(f".{home.name}.{uuid.uuid4().hex[:8]}.new")
        draft = Workspace(building)
        try:
            building.mkdir(parents=True, mode=0o700)
            for folder in (draft.evidence, draft.backups, draft.logs):
                folder.mkdir()
            slots, key = keys.KeySlots.new(draft.keys, str(uuid.uuid4()))
            slots.add(key, login, passphrase, cost)
            recovery = slots.add_recovery(key, cost)
            with understood(draft.database):
                cls._fill(draft, key, clock, new_uid, first)
            slots.write()
            if home.exists():
                home.rmdir()
            building.rename(home)
            sync_folder(home.parent)
        except OSError as problem:
            shutil.rmtree(building, ignore_errors=True)
            if problem.errno in (errno.ENOTEMPTY, errno.EEXIST):
                raise Refused("workspace.exists", folder=str(home)) from problem
            raise refusal(problem, home) from problem
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        return cls(workspace, key, _take_lock(workspace), clock=clock, new_uid=new_uid), key, recovery

    @classmethod
    def _fill(
        cls, draft: Workspace, key: keys.DataKey, clock: Clock, new_uid: Callable[[], str], first: Callable[[Store], None]
    ) -> None:
        """Make the schema and what ``first`` keeps, in the folder that is not yet a workspace."""
        store = cls(draft, key, None, clock=clock, new_uid=new_uid)
        try:
            schema.bring_up(store._engine)
            with Session(store._engine.execution_options(writes=True)) as session:
                session.add(WorkspaceMark(workspace=key.workspace, created_at=clock()))
                session.commit()
            first(store)
        finally:
            store.close()

    @classmethod
    def open(
        cls,
        workspace: Workspace,
        login: str | None,
        passphrase: str,
        *,
        clock: Clock = utc_now,
        new_uid: Callable[[], str] = random_uid,
    ) -> tuple[Store, keys.DataKey, str]:
        """Unlock, migrate if older, and hold the workspace; returns the store, the key and the login that opened it.

        Raises Unavailable: ``workspace.none``, ``workspace.locked``, ``workspace.newer``, ``workspace.damaged``, ``keys.*``,
        ``passphrase.wrong``, ``disk.read_only``. Nothing is changed by a refusal.
        """
        try:
            if not workspace.exists():
                raise Unavailable("workspace.none", folder=str(workspace.home))
            slots = keys.KeySlots.read(workspace)
            if not workspace.database.is_file():
                raise Unavailable("workspace.database_missing", folder=str(workspace.home))
            if workspace.database.stat().st_size < SMALLEST_DATABASE:
                # The library would take an empty file for a new database and fill it.
                raise Unavailable("workspace.damaged", path=str(workspace.database), reason="empty")
        except OSError as problem:
            raise refusal(problem, workspace.home) from problem
        opened_by, key = slots.unlock(login, passphrase)
        lock = _take_lock(workspace)
        try:
            store = cls(workspace, key, lock, clock=clock, new_uid=new_uid)
            try:
                store._prepare(key.workspace)
            except BaseException:
                store._engine.dispose()
                raise
        except BaseException:
            lock.release()
            raise
        return store, key, opened_by

    def _prepare(self, name: str) -> None:
        with understood(self.workspace.database):
            with self._engine.connect() as connection:
                number = schema.found(connection)
            schema.refuse_newer(number)
            if number < schema.SCHEMA:
                self.workspace.backups.mkdir(exist_ok=True)
                stamp = self.clock().strftime("%Y%m%dT%H%M%S")
                schema.bring_up(self._engine, self.workspace.backups / f"before-schema-{schema.SCHEMA}-{stamp}.db")
            with self.read() as connection:
                mark = connection.execute(select(col(WorkspaceMark.workspace))).scalar()
                known = frozenset(connection.execute(select(col(Evidence.blob))).scalars())
        if mark != name:
            raise Unavailable("workspace.foreign_keys", folder=str(self.workspace.home))
        self.evidence.sweep(known)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A snapshot: what is read inside belongs together."""
        with understood(self.workspace.database), self._engine.connect() as connection, connection.begin():
            yield connection

    def work(self, login: str, act: str) -> Work:
        """A unit of work for one act of one person."""
        return Work(
            self._engine,
            login=login,
            computer=platform.node(),
            act=act,
            now=self.clock,
            new_uid=self.new_uid,
            committed=self._tell,
            path=self.workspace.database,
        )

    def subscribe(self, listener: Callable[[frozenset[str]], None]) -> None:
        """``listener`` hears the kinds of records after each commit, on the thread that committed."""
        self._listeners.append(listener)

    def _tell(self, kinds: frozenset[str]) -> None:
        for listener in self._listeners:
            try:
                listener(kinds)
            except Exception as problem:
                # The commit stands whatever a screen makes of it.
                crash_log.keep(problem, self.workspace.logs)

    def copy_to(self, target: Path) -> None:
        """A whole encrypted copy of the database while work goes on."""
        with understood(target):
            schema.copy_to(self._engine, target)

    def check_pages(self) -> str:
        """``ok``, or the first damage found: each page's authentication tag, then the database's own structure check."""
        with understood(self.workspace.database), self._engine.connect() as connection:
            damaged = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
            if damaged:
                return str(damaged[0][0])
            return str(connection.exec_driver_sql("PRAGMA quick_check").scalar())

    def close(self) -> None:
        """Let the workspace go. Safe to call twice."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()


def _take_lock(workspace: Workspace) -> FileLock:
    # Opened on a worker thread and closed on another: the lock belongs to the store, not to a thread.
    lock = FileLock(workspace.lock, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as problem:
        raise Unavailable("workspace.locked", folder=str(workspace.home)) from problem
    except OSError as problem:
        raise refusal(problem, workspace.home) from problem
    return lock
