"""Opening a parcel of the office off the GUI thread: what was typed becomes a key, and what is in it is told."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from auditdesk.errors import Unavailable
from auditdesk.exchange.parcel_files import Opening, identity_in
from auditdesk.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Seen:
    """What a parcel of the office says before it is taken in: for whom, which one, who signed it."""

    login: str
    name: str
    number: str
    firms: tuple[str, ...]
    due_back: str
    signed_by: str
    fingerprint: str


def opening(passphrase: str, key_file: str) -> Opening:
    """What a parcel is tried with. Raises Unavailable ``passphrase.file_unreadable``."""
    if not key_file:
        return Opening(passphrase=passphrase)
    try:
        return Opening(identities=(identity_in(Path(key_file).expanduser().read_text(encoding="utf-8-sig")),))
    except (OSError, UnicodeDecodeError) as problem:
        raise Unavailable("passphrase.file_unreadable", path=key_file) from problem


def look_into(file: Path, passphrase: str, key_file: str, progress: Progress = silent) -> Seen:
    """Open the parcel and tell what it says. Costs seconds. Raises as ``open_from_office`` and ``opening``."""
    from auditdesk.services.parcel_arriving import holder_of, open_from_office

    parcel = open_from_office(file, opening(passphrase, key_file), progress)
    login, name, _roles = holder_of(parcel)
    signer = next(
        (
            str(one["name"])
            for one in parcel.records
            if one.get("kind") == "person" and one.get("signing_key") == parcel.signed_by
        ),
        "",
    )
    firms = tuple(str(one["name"]) for one in parcel.records if one.get("kind") == "firm")
    fingerprint = hashlib.sha256(base64.b64decode(parcel.signed_by)).hexdigest()[:16]
    due = str(parcel.manifest.get("due_back") or "")
    return Seen(login, name, str(parcel.manifest.get("number")), firms, due, signer, fingerprint)


def grouped(fingerprint: str) -> str:
    """A fingerprint as people compare it: four characters at a time."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))
