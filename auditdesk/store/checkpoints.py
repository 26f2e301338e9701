"""Signed checkpoints: a person's signature under the journal as it stood, in the database and once more beside it."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from auditdesk.files import write_atomically
from auditdesk.model.records import Checkpoint, JournalEntry, Person, WorkspaceMark
from auditdesk.store.journal import canonical, hash_at, newest
from auditdesk.store.journal_chain import Break

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_TABLE: Any = Checkpoint.__table__
_JOURNAL: Any = JournalEntry.__table__
_PERSON: Any = Person.__table__
_MARK: Any = WorkspaceMark.__table__
_LARGEST_FILE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint as it is kept and exported: ``public_key`` and ``signature`` in base64 (Ed25519), ``at`` ISO in UTC."""

    number: int
    sequence: int
    hash: str
    at: str
    login: str
    public_key: str
    signature: str


_FIELDS = tuple(each.name for each in fields(Signed))


def message(workspace: str, signed: Signed) -> bytes:
    """What the signature is over: the canonical array of the workspace and everything but the signature."""
    told = [getattr(signed, name) for name in _FIELDS if name != "signature"]
    return canonical(["auditdesk-checkpoint", 1, workspace, *told]).encode()


def public_key_of(key: Ed25519PrivateKey) -> str:
    """The public half in base64."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return base64.b64encode(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def is_genuine(workspace: str, signed: Signed) -> bool:
    """Whether the signature fits content and public key."""
    return is_signature(signed.public_key, signed.signature, message(workspace, signed))


def is_signature(public_key: str, signature: str, content: bytes) -> bool:
    """Whether ``signature`` was made over ``content`` with the private half of ``public_key`` (both base64)."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(signature, validate=True), content)
    except (InvalidSignature, ValueError, TypeError, binascii.Error):
        return False
    return True


def workspace_of(connection: Connection) -> str:
    """Which workspace this database belongs to."""
    return str(connection.execute(select(_MARK.c.workspace)).scalar_one())


def kept(connection: Connection) -> tuple[Signed, ...]:
    """Every checkpoint in the order of its number."""
    return tuple(
        Signed(*row) for row in connection.execute(select(*(_TABLE.c[name] for name in _FIELDS)).order_by(_TABLE.c.number))
    )


def last(connection: Connection) -> Signed | None:
    """The newest checkpoint."""
    row = connection.execute(select(*(_TABLE.c[name] for name in _FIELDS)).order_by(_TABLE.c.number.desc()).limit(1)).first()
    return Signed(*row) if row else None


def add(connection: Connection, key: Ed25519PrivateKey, login: str, at: datetime) -> Signed | None:
    """Sign the journal as it stands, in a transaction that writes. None when nothing came since the last checkpoint."""
    sequence, hash_ = newest(connection)
    earlier = last(connection)
    if sequence == 0 or (earlier is not None and (earlier.sequence, earlier.hash) == (sequence, hash_)):
        return None
    number = earlier.number + 1 if earlier else 1
    draft = Signed(number, sequence, hash_, at.isoformat(timespec="microseconds"), login, public_key_of(key), "")
    signed = replace(draft, signature=signature_of(key, message(workspace_of(connection), draft)))
    connection.execute(_TABLE.insert(), [asdict(signed)])
    return signed


def signature_of(key: Ed25519PrivateKey, content: bytes) -> str:
    """The signature in base64."""
    return base64.b64encode(key.sign(content)).decode()


def keep_outside(path: Path, workspace: str, signed: Signed) -> None:
    """Keep the newest checkpoint beside the database too, whole or not at all. Raises Unavailable for the disk."""
    write_atomically(path, json.dumps({"workspace": workspace, **asdict(signed)}, indent=1).encode())


def outside(path: Path, connection: Connection) -> Signed | None:
    """The checkpoint beside the database; None without one, or when nobody of this workspace signed it (``is_altered``)."""
    workspace = workspace_of(connection)
    try:
        if path.stat().st_size > _LARGEST_FILE:
            return None
        found = json.loads(path.read_bytes())
        signed = Signed(**{name: found[name] for name in _FIELDS})
        whole = found["workspace"] == workspace and _is_whole(signed)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    given = _signers(connection, signed.login).get(signed.login, []) if whole else []
    believed = bool(given) and is_genuine(workspace, signed) and _may_sign(given, signed)
    return signed if believed else None


def is_altered(path: Path, connection: Connection) -> bool:
    """Whether a checkpoint lies beside the database that nobody of this workspace signed."""
    return path.exists() and outside(path, connection) is None


def _is_whole(signed: Signed) -> bool:
    """Whether every field is of its kind, the time one with its zone."""
    numbers = (signed.number, signed.sequence)
    texts = (signed.hash, signed.at, signed.login, signed.public_key, signed.signature)
    if not all(type(number) is int for number in numbers) or not all(isinstance(text, str) for text in texts):
        return False
    try:
        return datetime.fromisoformat(signed.at).tzinfo is not None
    except ValueError:
        return False


def contradiction(connection: Connection, beside: Signed) -> Break | None:
    """What the checkpoint beside the database says against its journal, without walking the chain; None = nothing."""
    number = newest(connection)[0]
    if number < beside.sequence:
        return Break(number + 1, "cut", beside.sequence, beside.login, beside.at)
    if hash_at(connection, beside.sequence) != beside.hash:
        return Break(beside.sequence, "rechained", beside.sequence, beside.login, beside.at)
    return None


def faults(connection: Connection, hashes: Mapping[int, str], end: int, beside: Signed | None) -> list[Break]:
    """What the checkpoints say against a walked journal. ``hashes`` by the number of the line, ``end`` its last number."""
    workspace, signers = workspace_of(connection), _signers(connection)
    found: list[Break] = []
    expected, sound_to, at_odds, cut = 1, 0, False, False
    every = kept(connection)
    if beside is not None and beside not in every:
        found.append(contradiction(connection, beside) or _told(beside, "checkpoint_removed", beside.sequence))
    for one in every:
        if one.number != expected and not cut and type(one.sequence) is int and one.sequence <= end:
            found.append(_told(one, "checkpoint_removed", one.sequence))
        expected = one.number + 1
        if not _is_whole(one) or not is_genuine(workspace, one):
            found.append(_told(one, "checkpoint_signature", one.sequence))
        elif not _may_sign(signers.get(one.login, ()), one):
            found.append(_told(one, "checkpoint_signer", one.sequence))
        elif one.sequence > end:
            if not cut:
                furthest = max((each for each in every if _is_whole(each)), key=lambda each: each.sequence)
                found.append(Break(end + 1, "cut", furthest.sequence, furthest.login, furthest.at))
            cut = True
        elif one.sequence in hashes and hashes[one.sequence] != one.hash:
            if not at_odds:
                found.append(Break(sound_to + 1, "rechained", one.sequence, one.login, one.at))
            at_odds = True
        elif not at_odds:
            sound_to = max(sound_to, one.sequence)
    return found


def _told(signed: Signed, kind: str, sequence: int) -> Break:
    return Break(sequence, kind, sequence, signed.login, signed.at)


def _signers(connection: Connection, login: str | None = None) -> dict[str, list[tuple[int, str]]]:
    """By login, the public keys the journal has given him, each with the number of the line that did; of one login where it is named."""
    persons = select(_PERSON.c.uid, _PERSON.c.login)
    if login is not None:
        persons = persons.where(_PERSON.c.login == login)
    logins = {str(uid): str(name) for uid, name in connection.execute(persons)}
    # Joined, the database would read the whole journal for the few lines of persons; so it goes by their uids.
    chosen = select(_JOURNAL.c.sequence, _JOURNAL.c.after, _JOURNAL.c.object_uid).where(
        _JOURNAL.c.object_kind == "person", _JOURNAL.c.object_uid.in_(logins)
    )
    found: dict[str, list[tuple[int, str]]] = {}
    # Sorted here: asked to do it, the database would walk the whole journal in its order at every opening.
    for sequence, after, uid in sorted(connection.execute(chosen), key=itemgetter(0)):
        try:
            key = json.loads(after).get("signing_key")
        except (ValueError, AttributeError, TypeError):
            continue
        if isinstance(key, str) and key:
            found.setdefault(logins[uid], []).append((sequence, key))
    return found


def _may_sign(given: list[tuple[int, str]] | tuple[()], signed: Signed) -> bool:
    """Whether the key was the person's when he signed; before the journal gave him one, the first that it gave.

    Where it never gave him any, anybody's word is all there is.
    """
    keys = [key for sequence, key in given if sequence <= signed.sequence] or [key for _, key in given[:1]]
    return not keys or signed.public_key in keys
