"""The encrypted database: how a connection is opened, how a transaction begins, what its failures mean."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from auditdesk.errors import AuditDeskError, Unavailable

BUSY_SECONDS = 5.0
SMALLEST_FREE = 1024 * 1024
_PRAGMAS = (
    "PRAGMA cipher_log_level = NONE",
    # Sorting and large deletes would otherwise spill plain text into temporary files.
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -65536",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA recursive_triggers = ON",
)


def _connect(path: Path, key: bytes) -> Any:
    connection = sqlcipher3.connect(str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    # Bytes that are no text are read as such signs: the journal's check names them, and no list breaks on them.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in _PRAGMAS:
            connection.execute(pragma).fetchall()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def open_engine(path: Path, key: bytes | Callable[[], bytes]) -> Engine:
    """An engine on the database at ``path``. ``key`` is the 32-byte database key, already derived, or what gives it when a
    connection is made, so that the engine itself holds no key.

    Transactions begin explicitly: ``BEGIN IMMEDIATE`` where the execution option ``writes`` is set, else ``BEGIN``;
    the driver's own handling would leave half a table behind after a failed migration.
    """
    # The dialect's class asks a module for paramstyle and version only; the connection is ours.
    engine = create_engine(
        "sqlite://",
        module=sqlcipher3,
        creator=lambda: _connect(path, key if isinstance(key, bytes) else key()),
        poolclass=QueuePool,
        pool_size=4,
        # An error's text goes to the log: it must not carry findings or names.
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def meaning(problem: BaseException, path: Path) -> AuditDeskError | None:
    """The expected failure behind a database error; None when it is a bug of ours."""
    original = problem.orig if isinstance(problem, DBAPIError) and problem.orig is not None else problem
    text = str(original).lower()
    for phrase, code in (
        ("file is not a database", "workspace.damaged"),
        ("malformed", "workspace.damaged"),
        ("disk is full", "disk.full"),
        ("readonly", "disk.read_only"),
        ("unable to open", "disk.read_only"),
        ("database is locked", "workspace.busy"),
        ("disk i/o error", "disk.failed"),
    ):
        if phrase in text:
            if code == "disk.failed" and _is_full(path):
                code = "disk.full"
            return Unavailable(code, path=str(path), reason=str(original))
    return None


def _is_full(path: Path) -> bool:
    """Some file systems report a full disk to the database as an I/O error only."""
    try:
        return shutil.disk_usage(path.parent).free < SMALLEST_FREE
    except OSError:
        return False


@contextmanager
def understood(path: Path) -> Iterator[None]:
    """Turn the database's own errors inside into Unavailable ones, where they have a meaning for a person."""
    try:
        yield
    except (DBAPIError, sqlcipher3.Error) as problem:
        known = meaning(problem, path)
        if known is None:
            raise
        raise known from problem
