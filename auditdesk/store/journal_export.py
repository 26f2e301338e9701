"""The journal as a file that can be verified without this program: canonical JSON, one document a line, signed at its end.

First line: ``{"header": …}``; then ``{"line": …}`` in the order of the numbers, ``{"checkpoint": …}``, and last ``{"end": …}`` with the
SHA-256 of every byte before it, a signature over that, and a SHA-256 over the end itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from auditdesk.model.records import JournalEntry, Person
from auditdesk.progress import Progress, silent
from auditdesk.store import checkpoints
from auditdesk.store.journal import canonical

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FORMAT = "auditdesk-journal"
VERSION = 1
_TABLE: Any = JournalEntry.__table__
_PERSON: Any = Person.__table__
_NAMES = tuple(column.name for column in _TABLE.columns)


def exported(
    connection: Connection, key: Ed25519PrivateKey, login: str, at: datetime, progress: Progress = silent
) -> Iterator[bytes]:
    """The lines of the file, each with its line break. Raises what ``progress`` raises."""
    workspace, digest = checkpoints.workspace_of(connection), hashlib.sha256()
    signed = checkpoints.kept(connection)
    count, first, last = connection.execute(
        select(func.count(), func.coalesce(func.min(_TABLE.c.sequence), 0), func.coalesce(func.max(_TABLE.c.sequence), 0))
    ).one()
    people = connection.execute(select(_PERSON.c.login, _PERSON.c.name, _PERSON.c.signing_key).order_by(_PERSON.c.login))
    header = {
        "format": FORMAT,
        "version": VERSION,
        "workspace": workspace,
        "exported_at": at.isoformat(timespec="microseconds"),
        "exported_by": login,
        "first": first,
        "last": last,
        "lines": count,
        "checkpoints": len(signed),
        "people": [{"login": each, "name": name, "public_key": public} for each, name, public in people],
    }
    for content in _content(connection, header, signed, count, progress):
        line = canonical(content).encode() + b"\n"
        digest.update(line)
        yield line
    end = {"sha256": digest.hexdigest(), "login": login, "public_key": checkpoints.public_key_of(key)}
    told = [f"{FORMAT}-export", VERSION, workspace, end["sha256"], login, end["public_key"]]
    end["signature"] = checkpoints.signature_of(key, canonical(told).encode())
    end["seal"] = hashlib.sha256(canonical(end).encode()).hexdigest()
    yield canonical({"end": end}).encode() + b"\n"
    progress(count, count, "journal")


def _content(
    connection: Connection, header: dict[str, Any], signed: tuple[checkpoints.Signed, ...], total: int, progress: Progress
) -> Iterator[dict[str, Any]]:
    yield {"header": header}
    for done, row in enumerate(connection.execute(select(_TABLE).order_by(_TABLE.c.sequence))):
        if done % 1000 == 0:
            progress(done, total, "journal")
        yield {"line": dict(zip(_NAMES, row, strict=True))}
    for each in signed:
        yield {"checkpoint": asdict(each)}
