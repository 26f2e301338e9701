"""What is removed for good: drafts about a visit, and a whole workspace, its keys first."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select

from auditdesk.files import refusal, sync_folder
from auditdesk.model.records import Draft, JournalEntry
from auditdesk.places import Workspace
from auditdesk.progress import Progress, silent
from auditdesk.store.evidence import overwrite_and_unlink

_DRAFT: Any = Draft.__table__  # type: ignore[attr-defined]
_JOURNAL: Any = JournalEntry.__table__  # type: ignore[attr-defined]
_KEYS_WITHIN = 4 << 20
"""A backup carries the key slots in front, within its first mebibytes."""
_AT_ONCE = 200


def remove_drafts(connection: Connection, names: Collection[str]) -> int:
    """Delete the drafts whose place or field has one of these uids or numbers in it; returns how many."""
    gone = 0
    named = sorted(names)
    for start in range(0, len(named), _AT_ONCE):
        some = named[start : start + _AT_ONCE]
        about = [column.contains(name, autoescape=True) for name in some for column in (_DRAFT.c.place, _DRAFT.c.field)]
        gone += connection.execute(delete(_DRAFT).where(or_(*about))).rowcount
    return gone


def lines_with_fixed_texts(connection: Connection, uids: Collection[str]) -> int:
    """How many journal lines of form 1 are about these objects: their texts can't be taken away."""
    named, found = sorted(uids), 0
    for start in range(0, len(named), _AT_ONCE):
        chosen = (_JOURNAL.c.form == 1) & _JOURNAL.c.object_uid.in_(named[start : start + _AT_ONCE])
        found += int(connection.execute(select(func.count()).select_from(_JOURNAL).where(chosen)).scalar_one())
    return found


def destroy(workspace: Workspace, progress: Progress = silent) -> int:
    """Destroy the key slots, those inside the workspace's own backups too, then delete every file; returns how many went.

    The workspace must be closed. A crash in between leaves files that nobody can open any more. Raises Unavailable for the disk.
    """
    home = workspace.home
    gone = int(overwrite_and_unlink(workspace.keys))
    with contextlib.suppress(OSError):
        sync_folder(home)
    for backup in sorted(workspace.backups.glob("**/*")):
        if backup.is_file():
            gone += overwrite_and_unlink(backup, _KEYS_WITHIN)
    files = [path for path in sorted(home.rglob("*")) if path.is_file() or path.is_symlink()]
    try:
        for done, path in enumerate(files):
            progress(done, len(files), "remove")
            path.unlink(missing_ok=True)
            gone += 1
        for folder, _, _ in os.walk(home, topdown=False):
            Path(folder).rmdir()
    except OSError as problem:
        raise refusal(problem, home) from problem
    return gone
