"""Another data key for a workspace: everything is made anew in a folder inside it, and one written file is the commit.

    .rekey-…/auditdesk.db, .rekey-…/evidence/    made under the new key while the old files stay as they are
    keys.json with ``pending``                   written atomically: from here on the new key holds
    finish                                       moves what was made into its place; done again until it is done, at each opening

Killed before the second line nothing has happened, killed after it everything has.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

import sqlcipher3
from sqlalchemy import Engine

from auditdesk.errors import Refused, Unavailable
from auditdesk.files import refusal, sync_folder
from auditdesk.model.fieldwork_records import TipFile
from auditdesk.model.records import Evidence, OfficeSetting
from auditdesk.places import Workspace
from auditdesk.progress import Progress
from auditdesk.store.engine import understood
from auditdesk.store.evidence import EvidenceFiles
from auditdesk.store.keys import DataKey, KeySlots
from auditdesk.store.queries import register
from auditdesk.store.work import Work

RENEWED = "keys.renewed_at"
"""The setting that says when the data key was last changed; nobody sets it by hand."""
_PREFIX = ".rekey-"
_OLD = "old-evidence"


def new_draft(workspace: Workspace) -> Workspace:
    """An empty folder inside the workspace for the files under the new key. Raises Unavailable for the disk."""
    draft = Workspace(workspace.home / f"{_PREFIX}{secrets.token_hex(4)}")
    try:
        draft.evidence.mkdir(parents=True, mode=0o700)
    except OSError as problem:
        raise refusal(problem, draft.home) from problem
    return draft


def re_encrypt(
    old: EvidenceFiles, new: EvidenceFiles, blobs: frozenset[str], known: Mapping[str, str], progress: Progress
) -> dict[str, str]:
    """Every blob of ``blobs`` under the new key; returns new names by old ones, ``known`` among them.

    A file that is missing or altered keeps its name: it was lost before, and ``verify`` goes on naming it.
    """
    names = dict(known)
    for done, blob in enumerate(sorted(blobs - names.keys())):
        progress(done, len(blobs), "rekey")
        try:
            names[blob] = new.keep(old.read(blob))
        except Unavailable as lost:
            if lost.code not in ("evidence.missing", "evidence.altered"):
                raise
    return names


def rename_blobs(work: Work, names: Mapping[str, str]) -> None:
    """Give every row the new name of its file, and keep when the key was changed, as the act's own line in the journal."""
    for row in work.all(Evidence):
        row.blob = names.get(row.blob, row.blob)
        if row.clean_blob is not None:
            row.clean_blob = names.get(row.clean_blob, row.clean_blob)
    for file in work.all(TipFile):
        file.blob = names.get(file.blob, file.blob)
    moment = json.dumps(work.now().isoformat(timespec="seconds"))
    record = work.find(OfficeSetting, uid=RENEWED)
    if record is None:
        work.add(OfficeSetting(uid=RENEWED, value=moment))
    else:
        record.value = moment


def change_key(database: Path, old: DataKey, new: DataKey) -> None:
    """Encrypt a database that nobody else has open under another key."""
    with understood(database):
        connection = sqlcipher3.connect(str(database), isolation_level=None)
        try:
            for pragma in (
                f"PRAGMA key = \"x'{old.purpose('database').hex()}'\"",
                "PRAGMA cipher_log_level = NONE",
                "PRAGMA temp_store = MEMORY",
                f"PRAGMA rekey = \"x'{new.purpose('database').hex()}'\"",
            ):
                connection.execute(pragma).fetchall()
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()


def synced(database: Path) -> None:
    """What was written to the file outlasts a power cut. Raises Unavailable for the disk."""
    try:
        with open(database, "r+b") as handle:
            os.fsync(handle.fileno())
        sync_folder(database.parent)
        sync_folder(database.parent.parent)
    except OSError as problem:
        raise refusal(problem, database) from problem


def finish(workspace: Workspace, slots: KeySlots, key: DataKey) -> None:
    """Move the files of a committed re-encryption into their places, and clear away what an interrupted one left.

    The caller holds the workspace and has no connection open. May be done again after a crash. Raises Unavailable for the disk.
    """
    try:
        if slots.pending:
            _move(workspace, Workspace(workspace.home / slots.pending))
            slots.pending = ""
            slots.write(key)
        for left in workspace.home.glob(f"{_PREFIX}*"):
            shutil.rmtree(left, ignore_errors=True)
    except OSError as problem:
        raise refusal(problem, workspace.home) from problem


def _move(workspace: Workspace, made: Workspace) -> None:
    if made.database.exists():
        # A log of the old database beside the new one would be played into it.
        for left in ("-wal", "-shm", "-journal"):
            workspace.database.with_name(workspace.database.name + left).unlink(missing_ok=True)
        os.replace(made.database, workspace.database)
        sync_folder(workspace.home)
    if made.evidence.exists():
        if workspace.evidence.exists() and not (made.home / _OLD).exists():
            os.replace(workspace.evidence, made.home / _OLD)
        os.replace(made.evidence, workspace.evidence)
        sync_folder(workspace.home)


def slots_to_reseal(workspace: Workspace, engine: Engine, key: DataKey) -> KeySlots:
    """The key file, genuine under ``key``, without the slots of those who are not active.

    Raises Refused ``rekey.old_slots`` naming who must sign in before, Unavailable as ``KeySlots.read_under``.
    """
    slots = KeySlots.read_under(workspace, key)
    with understood(workspace.database), engine.connect() as connection:
        active = {person.login for person in register.people(connection) if person.active}
    for gone in frozenset(slots.logins()) - active:
        slots.remove(gone)
    if slots.old_forms():
        raise Refused("rekey.old_slots", logins=slots.old_forms())
    return slots
