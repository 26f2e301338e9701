"""Who has a workspace open: the lock that one opener at a time holds, and when its database was last written."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from filelock import FileLock, Timeout

from auditdesk.errors import Unavailable
from auditdesk.files import refusal
from auditdesk.places import Workspace


def last_written_of(workspace: Workspace) -> datetime | None:
    """The newest moment at which the database or its log was written, by the file system."""
    moments = []
    for path in (workspace.database, workspace.database.with_name(workspace.database.name + "-wal")):
        with suppress(OSError):
            moments.append(path.stat().st_mtime)
    return datetime.fromtimestamp(max(moments), UTC) if moments else None


def take_lock(workspace: Workspace) -> FileLock:
    """Hold the workspace against every other opener. Raises Unavailable ``workspace.locked``."""
    # Opened on a worker thread and closed on another: the lock belongs to the store, not to a thread.
    lock = FileLock(workspace.lock, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as problem:
        raise Unavailable("workspace.locked", folder=str(workspace.home)) from problem
    except OSError as problem:
        raise refusal(problem, workspace.home) from problem
    return lock
