"""One open workspace: made whole or not at all, locked against a second opener, read in snapshots, written in works."""

from __future__ import annotations

import base64
import errno
import gc
import os
import platform
import shutil
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path

from filelock import FileLock
from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session
from sqlmodel import col

from auditdesk import crash_log
from auditdesk.errors import Refused, Unavailable
from auditdesk.files import clear_half_made, half_made, refusal, sync_folder
from auditdesk.model import every_record  # noqa: F401 — the schema is compared with every record there is
from auditdesk.model.records import WorkspaceMark
from auditdesk.places import Workspace
from auditdesk.progress import Progress, silent
from auditdesk.store import keys, keys_rekey, schema, search_index
from auditdesk.store.engine import open_engine, understood
from auditdesk.store.evidence import EvidenceFiles
from auditdesk.store.gate import Gate
from auditdesk.store.hold import last_written_of, take_lock
from auditdesk.store.keys_unlock import unlocked
from auditdesk.store.medium import Medium, describe, objection
from auditdesk.store.queries import evidence as evidence_queries
from auditdesk.store.queries.firm_names import names_of
from auditdesk.store.work import Work

Clock = Callable[[], datetime]
SMALLEST_DATABASE = 4096
_LOOK_AGAIN = 0.2
"""Seconds after which somebody who waits for a backup is asked whether he still wants to."""


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
        self._key = key
        self._gate = Gate()
        self._whole = threading.RLock()
        self._engine: Engine = open_engine(workspace.database, lambda: key.purpose("database"))
        self._evidence: EvidenceFiles | None = EvidenceFiles(workspace.evidence, key.purpose("evidence"))
        self._listeners: list[Callable[[frozenset[str]], None]] = []
        self.today: Callable[[], date] = lambda: clock().date()  # the day that is worked on: firms bear the names of it
        self.journal_end = 0
        """Number of the newest journal line, as of the last commit; 0 before the first."""
        self.medium: Medium | None = None
        """What the workspace lies on, as it was when it was opened; None while it is new."""
        self.key_file = 0
        """Number of the key file it was opened with; 0 while it is new, and for one from before they were counted."""
        self.last_written: datetime | None = None
        """When the database file was last written before it was opened; None while it is new."""

    @classmethod
    def create(
        cls,
        workspace: Workspace,
        login: str,
        passphrase: str,
        *,
        cost: keys.Cost,
        name: str = "",
        first: Callable[[Store], None] = lambda store: None,
        clock: Clock = utc_now,
        new_uid: Callable[[], str] = random_uid,
        allow_synced: bool = False,
    ) -> tuple[Store, keys.DataKey, str]:
        """A new workspace with one person's slot and what ``first`` keeps in it.

        Returns the open store, the key and the recovery code, which is shown once.

        Everything is made in a folder beside and renamed in one step: a crash leaves no half workspace.
        Raises Refused ``workspace.exists``, ``workspace.folder_not_empty``, ``workspace.network_folder``, a passphrase refusal,
        and ``workspace.synced_folder`` unless ``allow_synced``; Unavailable for the disk.
        """
        home = workspace.home
        keys.check_passphrase(passphrase, (login, name))
        if (refused := objection(describe(home), synced_allowed=allow_synced)) is not None:
            raise refused
        try:
            if workspace.exists():
                raise Refused("workspace.exists", folder=str(home))
            if home.exists() and (not home.is_dir() or any(home.iterdir())):
                raise Refused("workspace.folder_not_empty", folder=str(home))
        except OSError as problem:
            raise refusal(problem, home) from problem
        clear_half_made(home)
        building = half_made(home)
        draft = Workspace(building)
        try:
            building.mkdir(parents=True, mode=0o700)
            for folder in (draft.evidence, draft.backups, draft.logs):
                folder.mkdir()
            slots, key = keys.KeySlots.new(draft.keys, str(uuid.uuid4()))
            slots.add(key, login, passphrase, cost, person=key.person, name=name)
            recovery = slots.add_recovery(key, cost)
            with understood(draft.database):
                cls._fill(draft, key, clock, new_uid, first)
            slots.write(key)
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
        return cls(workspace, key, take_lock(workspace), clock=clock, new_uid=new_uid), key, recovery

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
        ``passphrase.wrong``, ``disk.read_only``; Refused ``workspace.network_folder``. Nothing is changed by a refusal.
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
        medium = describe(workspace.home)
        if (refused := objection(medium, synced_allowed=True)) is not None:
            raise refused
        last_written = last_written_of(workspace)
        opened_by, key = unlocked(workspace, slots, login, passphrase)
        lock = take_lock(workspace)
        try:
            keys_rekey.finish(workspace, slots, key)
            store = cls(workspace, key, lock, clock=clock, new_uid=new_uid)
            store.medium, store.last_written = medium, last_written
            try:
                store._prepare(key)
                # A medium that can't be written keeps the slot as it is.
                with suppress(Unavailable):
                    slots.upgrade(key, opened_by, passphrase)
                store.key_file = slots.number
            except BaseException:
                store._engine.dispose()
                raise
        except BaseException:
            lock.release()
            raise
        return store, key, opened_by

    def _prepare(self, key: keys.DataKey) -> None:
        with understood(self.workspace.database):
            with self._engine.connect() as connection:
                number = schema.found(connection)
            schema.refuse_newer(number)
            if number < schema.SCHEMA:
                from auditdesk.store.backup import write_before_migration

                write_before_migration(self, key)
                schema.bring_up(self._engine)
            search_index.catch_up(self.read, self.unjournaled)
            with self.read() as connection:
                mark = connection.execute(select(col(WorkspaceMark.workspace))).scalar()
                known = evidence_queries.blobs(connection)
        if mark != key.workspace:
            raise Unavailable("workspace.foreign_keys", folder=str(self.workspace.home))
        self.evidence.sweep(known)
        # A half-written key file may hold the slot of somebody who is to be gone.
        for written in (self.workspace.keys, self.workspace.checkpoint):
            clear_half_made(written, held=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A snapshot: what is read inside belongs together."""
        with self._gate.passing(), understood(self.workspace.database), names_of(self.today()), self._engine.begin() as snapshot:
            yield snapshot

    @contextmanager
    def unjournaled(self) -> Iterator[Connection]:
        """A synced write beside the works, for what is nobody's word yet (drafts). Kept when the block ends without an error."""
        writing = self._engine.execution_options(writes=True)
        with self._gate.passing(), understood(self.workspace.database), writing.connect() as connection, connection.begin():
            yield connection

    def work(self, login: str, act: str, check: Callable[[Connection], None] = lambda connection: None) -> Work:
        """A unit of work for one act of one person; ``check`` may refuse it, seeing what stands when it begins.

        Raises Unavailable ``workspace.asleep`` on entering while locked.
        """
        return Work(
            self._engine,
            login=login,
            computer=platform.node(),
            act=act,
            now=self.clock,
            new_uid=self.new_uid,
            committed=self._tell,
            path=self.workspace.database,
            gate=self._gate,
            check=check,
            appended=self._note_end,
            today=self.today,
        )

    def _note_end(self, number: int) -> None:
        self.journal_end = number

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

    @contextmanager
    def kept_whole(self, progress: Progress = silent) -> Iterator[None]:
        """One at a time, besides reading and writing: a backup, a new data key, a removal of papers. Waits; raises Cancelled."""
        while not self._whole.acquire(timeout=_LOOK_AGAIN):
            progress(0, 0, "backup")
        try:
            yield
        finally:
            self._whole.release()

    def copy_to(self, target: Path) -> None:
        """A whole encrypted copy of the database while work goes on."""
        with self._gate.passing(), understood(target):
            schema.copy_to(self._engine, target)

    def check_pages(self) -> str:
        """``ok``, or the first damage found: each page's authentication tag, then the database's own structure check."""
        with self._gate.passing(), understood(self.workspace.database), self._engine.connect() as connection:
            # The tags are checked in the file alone: a page that a power cut tore there is still whole in the log.
            connection.exec_driver_sql("PRAGMA wal_checkpoint(FULL)").fetchall()
            damaged = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
            if damaged:
                return str(damaged[0][0])
            return str(connection.exec_driver_sql("PRAGMA quick_check").scalar())

    def compact(self) -> None:
        """Rewrite the database without what was deleted and empty its log, so that no page under the key keeps it."""
        with (
            self._gate.passing(),
            understood(self.workspace.database),
            self._engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection,
        ):
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @property
    def evidence(self) -> EvidenceFiles:
        """The encrypted files. Raises Unavailable ``workspace.asleep`` while locked."""
        if self._evidence is None:
            raise Unavailable("workspace.asleep")
        return self._evidence

    def lock(self) -> None:
        """Wait until nobody reads or writes, close the database and overwrite the keys. The workspace stays held.

        What is asked for while locked raises Unavailable ``workspace.asleep``. A second lock changes nothing.
        """
        self._gate.sleep(self._forget)

    def _forget(self) -> None:
        self._engine.dispose()
        self._evidence = None
        self._key.wipe()
        # What held a derived key in a circle of references is only now let go.
        gc.collect()

    def unlock(self, login: str, passphrase: str) -> None:
        """The same person goes on; while awake it is only told whether the passphrase is right.

        Raises as ``unlocked`` does, and Unavailable ``workspace.foreign_keys``; locked it stays then.
        """
        slots = keys.KeySlots.read(self.workspace)
        _, key = unlocked(self.workspace, slots, login, passphrase)
        if not self._gate.asleep:
            key.wipe()
            return
        if key.workspace != self._key.workspace:
            raise Unavailable("workspace.foreign_keys", folder=str(self.workspace.home))
        self._gate.wake(lambda: self._remember(slots, key))

    def _remember(self, slots: keys.KeySlots, key: keys.DataKey) -> None:
        keys_rekey.finish(self.workspace, slots, key)
        self._key.take(key)
        key.wipe()
        self._evidence = EvidenceFiles(self.workspace.evidence, self._key.purpose("evidence"))

    def rekey(self, login: str, progress: Progress = silent) -> str | None:
        """Everything under a new data key, without anybody's passphrase: the slots of active people and of the recovery code stay.

        Reading goes on until the last step. Returns a new recovery code where the one before can't be kept (form 1), else None.
        Raises Refused ``rekey.old_slots`` naming who must sign in once before, Cancelled, Unavailable for the disk; nothing is
        changed by a refusal. Killed at any moment the workspace opens as before or under the new key.
        """
        with self.kept_whole(progress):
            return self._rekey(login, progress)

    def _rekey(self, login: str, progress: Progress) -> str | None:
        keys_rekey.slots_to_reseal(self.workspace, self._engine, self._key)
        new = keys.DataKey(self._key.workspace, os.urandom(32), self._key.person)
        draft = keys_rekey.new_draft(self.workspace)
        try:
            made = EvidenceFiles(draft.evidence, new.purpose("evidence"))
            with self.read() as connection:
                blobs = evidence_queries.blobs(connection)
            names = keys_rekey.re_encrypt(self.evidence, made, blobs, {}, progress)
            with self._gate.alone():
                code = self._rekey_alone(login, new, draft, made, names, progress)
        except BaseException:
            shutil.rmtree(draft.home, ignore_errors=True)
            raise
        self._tell(frozenset({"office_setting", "evidence"}))
        return code

    def _rekey_alone(
        self,
        login: str,
        new: keys.DataKey,
        draft: Workspace,
        made: EvidenceFiles,
        names: dict[str, str],
        progress: Progress,
    ) -> str | None:
        with understood(draft.database):
            schema.copy_to(self._engine, draft.database)
        progress(0, 0, "rekey")
        keys_rekey.change_key(draft.database, self._key, new)
        engine = open_engine(draft.database, lambda: new.purpose("database"))
        try:
            with engine.connect() as connection:
                blobs = evidence_queries.blobs(connection)
            # What was added since the first look.
            names = keys_rekey.re_encrypt(self.evidence, made, blobs, names, progress)
            work = Work(
                engine,
                login=login,
                computer=platform.node(),
                act="people.rekey",
                now=self.clock,
                new_uid=self.new_uid,
                committed=lambda kinds: None,
                path=draft.database,
            )
            with work:
                keys_rekey.rename_blobs(work, names)
                work.commit()
        finally:
            engine.dispose()
        keys_rekey.synced(draft.database)
        # Read only now that nobody else writes: a passphrase changed or a person disabled meanwhile must stay so.
        slots = keys_rekey.slots_to_reseal(self.workspace, self._engine, self._key)
        code = slots.add_recovery(new, slots.cost()) if slots.has_old_recovery() else None
        slots.reseal(new)
        progress(0, 0, "rekey")
        slots.pending = draft.home.name
        slots.write(new)
        # From here on the new key holds.
        self._engine.dispose()
        self._evidence = None
        self._key.take(new)
        new.wipe()
        keys_rekey.finish(self.workspace, slots, self._key)
        self._evidence = EvidenceFiles(self.workspace.evidence, self._key.purpose("evidence"))
        return code

    def public_signing_key(self) -> str:
        """Base64 of the public key of who unlocked; empty while his slot is of form 1. Raises Unavailable ``workspace.asleep``."""
        if self._key.person is None:
            return ""
        return base64.b64encode(self._key.signing_key().public_key().public_bytes_raw()).decode()

    @property
    def asleep(self) -> bool:
        """Whether it is locked."""
        return self._gate.asleep

    def close(self) -> None:
        """Let the workspace go. Safe to call twice."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()
