"""Evidence files: encrypted beside the database, named by the hash of what is on disk, whole or absent.

Order of writing: encrypt → write beside → sync → rename → sync folder → only then the row. A blob without a row is set aside at
the next start, not deleted, for an older database may have been put back; a row without its blob is named by ``verify``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from auditdesk.errors import Unavailable
from auditdesk.files import refusal, write_atomically

_MAGIC = b"ADE1"
ASIDE = "unreferenced"


class EvidenceFiles:
    """The evidence folder of one workspace, under its evidence key (32 bytes)."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = key

    def path_of(self, blob: str) -> Path:
        """Where the blob lies."""
        return self._folder / blob[:2] / f"{blob}.ade"

    def keep(self, content: bytes) -> str:
        """Store ``content`` encrypted and return the blob's name (SHA-256 of the stored bytes)."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(12)
        stored = _MAGIC + nonce + AESGCM(self._key).encrypt(nonce, content, _MAGIC)
        blob = hashlib.sha256(stored).hexdigest()
        target = self.path_of(blob)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise refusal(problem, target.parent) from problem
        write_atomically(target, stored)
        return blob

    def read(self, blob: str) -> bytes:
        """The original bytes. Raises Unavailable ``evidence.missing`` or ``evidence.altered``."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            stored = self.path_of(blob).read_bytes()
        except FileNotFoundError as problem:
            raise Unavailable("evidence.missing", blob=blob) from problem
        if hashlib.sha256(stored).hexdigest() != blob or stored[:4] != _MAGIC:
            raise Unavailable("evidence.altered", blob=blob)
        try:
            return AESGCM(self._key).decrypt(stored[4:16], stored[16:], _MAGIC)
        except InvalidTag as problem:
            raise Unavailable("evidence.altered", blob=blob) from problem

    def blobs(self) -> Iterable[str]:
        """The names of all blobs on disk."""
        return (path.stem for path in self._folder.glob("*/*.ade") if path.parent.name != ASIDE)

    def sweep(self, known: frozenset[str]) -> int:
        """Clear what a crash left behind: half-written files go, blobs that no row names are set aside. Returns how many.

        A blob that a row names again comes back to its place.
        """
        cleared = 0
        aside = self._folder / ASIDE
        for half in self._folder.glob("*/.*.tmp"):
            half.unlink(missing_ok=True)
            cleared += 1
        for path in list(self._folder.glob("*/*.ade")):
            if path.parent.name == ASIDE and path.stem in known:
                path.replace(self.room_for(path.stem))
            elif path.parent.name != ASIDE and path.stem not in known:
                aside.mkdir(exist_ok=True)
                path.replace(aside / path.name)
                cleared += 1
        return cleared

    def room_for(self, blob: str) -> Path:
        """Where the blob is to lie, its folder made."""
        target = self.path_of(blob)
        target.parent.mkdir(parents=True, exist_ok=True)
        return target
