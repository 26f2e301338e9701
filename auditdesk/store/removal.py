"""What is removed for good: drafts about a visit, and a whole workspace, its keys first."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, select

from auditdesk.files import refusal, sync_folder
from auditdesk.model.fieldwork_records import UndoStep
from auditdesk.model.records import Draft, JournalEntry
from auditdesk.places import Workspace
from auditdesk.progress import Progress, silent
from auditdesk.store.evidence import overwrite_and_unlink

_DRAFT: Any = Draft.__table__
_STEP: Any = UndoStep.__table__
_JOURNAL: Any = JournalEntry.__table__
_KEYS_WITHIN = 4 << 20
"""A backup carries the key slots in front, within its first mebibytes."""
_AT_ONCE = 200


def remove_drafts(connection: Connection, names: Collection[str]) -> int:
    """Delete the drafts whose place or field has one of these uids or numbers in it as a whole word; returns how many."""
    gone = 0
    word = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(names)) or r"(?!)")
    keys = (_DRAFT.c.login, _DRAFT.c.place, _DRAFT.c.field)
    for login, place, field in connection.execute(select(*keys)).all():
        if word.search(place) or word.search(field):
            this = (_DRAFT.c.login == login) & (_DRAFT.c.place == place) & (_DRAFT.c.field == field)
            gone += connection.execute(delete(_DRAFT).where(this)).rowcount
    return gone


def remove_steps_back(connection: Connection, object_uid: str) -> None:
    """Delete what could be undone at an object: the steps hold its texts as they were."""
    connection.execute(delete(_STEP).where(_STEP.c.object_uid == object_uid))


def lines_with_fixed_texts(connection: Connection, uids: Collection[str]) -> int:
    """How many journal lines of form 1 are about these objects: their texts can't be taken away."""
    named, found = sorted(uids), 0
    for start in range(0, len(named), _AT_ONCE):
        chosen = (_JOURNAL.c.form == 1) & _JOURNAL.c.object_uid.in_(named[start : start + _AT_ONCE])
        found += int(connection.execute(select(func.count()).select_from(_JOURNAL).where(chosen)).scalar_one())
    return found


def destroy(workspace: Workspace, progress: Progress = silent) -> int:
    """Destroy the key slots, those inside the workspace's own backups too, then delete every file; returns how many went.

    The workspace must be closed. Links are deleted, never gone through.
    A crash in between leaves files that nobody can open any more. Raises Unavailable for the disk.
    """
    home = workspace.home.resolve()
    gone = int(overwrite_and_unlink(workspace.keys))
    with contextlib.suppress(OSError):
        sync_folder(home)
    files = list(_inside(home))
    for path in files:
        # A folder that is a link is not gone into: what lies there is told by the caller, not destroyed.
        if workspace.backups.name in path.relative_to(home).parts[:1] and not path.is_symlink():
            gone += overwrite_and_unlink(path, _KEYS_WITHIN)
    try:
        for done, path in enumerate(files):
            progress(done, len(files), "remove")
            if path.is_symlink() or path.exists():
                path.unlink()
                gone += 1
        for folder, _, _ in os.walk(home, topdown=False):
            Path(folder).rmdir()
        if workspace.home.is_symlink():
            workspace.home.unlink()
    except OSError as problem:
        raise refusal(problem, home) from problem
    return gone


def _inside(home: Path) -> Iterator[Path]:
    """Every file and every link below a folder, links not followed."""
    for folder, folders, names in os.walk(home):
        here = Path(folder)
        yield from (here / name for name in sorted(names))
        yield from (here / name for name in sorted(folders) if (here / name).is_symlink())
