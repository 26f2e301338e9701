"""Evidence files: encrypted beside the database, named by the hash of what is on disk, whole or absent.

Order of writing: encrypt → write beside → sync → rename → sync folder → only then the row. A blob without a row is swept at
the next start; a row without its blob is named by ``verify``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from auditdesk.errors import Unavailable
from auditdesk.files import write_atomically

_MAGIC = b"ADE1"


class EvidenceFiles:
    """The evidence folder of one workspace, under its evidence key (32 bytes)."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = key

    def _path(self, blob: str) -> Path:
        return self._folder / blob[:2] / f"{blob}.ade"

    def keep(self, content: bytes) -> str:
        """Store ``content`` encrypted and return the blob's name (SHA-256 of the stored bytes)."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(12)
        stored = _MAGIC + nonce + AESGCM(self._key).encrypt(nonce, content, _MAGIC)
        blob = hashlib.sha256(stored).hexdigest()
        target = self._path(blob)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, stored)
        return blob

    def read(self, blob: str) -> bytes:
        """The original bytes. Raises Unavailable ``evidence.missing`` or ``evidence.altered``."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            stored = self._path(blob).read_bytes()
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
        return (path.stem for path in self._folder.glob("*/*.ade"))

    def sweep(self, known: frozenset[str]) -> int:
        """Remove what a crash left behind: half-written files and blobs that no row names. Returns how many."""
        removed = 0
        for path in (*self._folder.glob("*/*.ade"), *self._folder.glob("*/.*.tmp")):
            if path.suffix == ".tmp" or path.stem not in known:
                path.unlink(missing_ok=True)
                removed += 1
        return removed
