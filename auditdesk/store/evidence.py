"""Evidence files: encrypted beside the database, named by a keyed hash of what is on disk, whole or absent.

Order of writing: encrypt → write beside → sync → rename → sync folder → only then the row. A blob without a row is set aside at
the next start, not deleted, for an older database may have been put back; a row without its blob is named by ``verify``.
Thumbnails lie beside under a key of their own; they can always be made again and are in no backup.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from auditdesk.errors import Unavailable
from auditdesk.files import make_folder, refusal, write_atomically

_MAGIC = b"ADE2"
_FIRST_MAGIC = b"ADE1"
"""Files of the first form are named by the plain SHA-256 of what is stored."""
_THUMBNAIL = b"ADT1"
_CHUNK = 1 << 20
ASIDE = "unreferenced"
THUMBNAILS = "thumbnails"
REMOVING = "removing.json"
_NAME = re.compile(r"[0-9A-Za-z]+")


class Sink(Protocol):
    """Where the stored bytes are copied to."""

    def write(self, content: bytes, /) -> object: ...


class EvidenceFiles:
    """The evidence folder of one workspace, under its evidence key (32 bytes)."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = key
        self._naming = hmac.digest(key, b"auditdesk/evidence/names", "sha256")
        self._thumbnail_key = hmac.digest(key, b"auditdesk/evidence/thumbnails", "sha256")

    def path_of(self, blob: str) -> Path:
        """Where the blob lies."""
        return self._folder / blob[:2] / f"{blob}.ade"

    def keep(self, content: bytes) -> str:
        """Store ``content`` encrypted and return the blob's name (HMAC-SHA256 of the stored bytes under a key of its own)."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(12)
        stored = _MAGIC + nonce + AESGCM(self._key).encrypt(nonce, content, _MAGIC)
        blob = hmac.new(self._naming, stored, hashlib.sha256).hexdigest()
        _write(self.path_of(blob), stored)
        return blob

    def read(self, blob: str) -> bytes:
        """The original bytes. Raises Unavailable ``evidence.missing`` or ``evidence.altered``."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            stored = self.path_of(blob).read_bytes()
        except FileNotFoundError as problem:
            raise Unavailable("evidence.missing", blob=blob) from problem
        except OSError as problem:
            raise Unavailable("evidence.altered", blob=blob) from problem
        if self._name_of(stored[:4], (stored,)) != blob:
            raise Unavailable("evidence.altered", blob=blob)
        try:
            return AESGCM(self._key).decrypt(stored[4:16], stored[16:], stored[:4])
        except InvalidTag as problem:
            raise Unavailable("evidence.altered", blob=blob) from problem

    def check(self, blob: str, copy_to: Sink | None = None, told: Callable[[int], None] = lambda size: None) -> None:
        """Read the stored bytes in portions, copying them, and compare them with their name.

        ``told`` hears the size of each portion. Raises Unavailable ``evidence.missing`` before anything was copied, or
        ``evidence.altered`` after all of it was.
        """
        try:
            handle = open(self.path_of(blob), "rb")  # noqa: SIM115 — closed below
        except FileNotFoundError as problem:
            raise Unavailable("evidence.missing", blob=blob) from problem
        except OSError as problem:
            raise Unavailable("evidence.altered", blob=blob) from problem
        with handle:

            def read(size: int) -> bytes:
                try:
                    return handle.read(size)
                except OSError as problem:
                    raise Unavailable("evidence.altered", blob=blob) from problem

            def portions() -> Iterable[bytes]:
                handle.seek(0)
                while portion := read(_CHUNK):
                    if copy_to is not None:
                        copy_to.write(portion)
                    told(len(portion))
                    yield portion

            if self._name_of(read(4), portions()) != blob:
                raise Unavailable("evidence.altered", blob=blob)

    def _name_of(self, magic: bytes, portions: Iterable[bytes]) -> str:
        """The name that stored bytes of that form must have; empty for an unknown form, all portions taken all the same."""
        made: Any = hashlib.sha256() if magic == _FIRST_MAGIC else hmac.new(self._naming, digestmod=hashlib.sha256)
        for portion in portions:
            made.update(portion)
        return str(made.hexdigest()) if magic in (_MAGIC, _FIRST_MAGIC) else ""

    # thumbnails

    def thumbnail_path(self, blob: str) -> Path:
        """Where the blob's thumbnail lies."""
        return self._folder / THUMBNAILS / f"{blob}.adt"

    def keep_thumbnail(self, blob: str, picture: bytes) -> None:
        """Store a small picture of the blob encrypted, bound to its name."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(12)
        sealed = AESGCM(self._thumbnail_key).encrypt(nonce, picture, _THUMBNAIL + blob.encode())
        _write(self.thumbnail_path(blob), _THUMBNAIL + nonce + sealed)

    def read_thumbnail(self, blob: str) -> bytes | None:
        """The small picture; None when there is none or when it is not what was stored."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            stored = self.thumbnail_path(blob).read_bytes()
            if stored[:4] != _THUMBNAIL:
                return None
            return AESGCM(self._thumbnail_key).decrypt(stored[4:16], stored[16:], _THUMBNAIL + blob.encode())
        except (OSError, InvalidTag, ValueError):
            return None

    # order in the folder

    def blobs(self) -> Iterable[str]:
        """The names of all blobs on disk."""
        return (path.stem for path in self._folder.glob("*/*.ade") if path.parent.name != ASIDE)

    def sweep(self, known: frozenset[str]) -> int:
        """Clear what a crash left behind: half-written files go, blobs that no row names are set aside. Returns how many.

        A blob that a row names again comes back to its place. A removal that was cut off after its commit is carried out.
        What lies in the way, a folder where a file should be, stays and keeps nobody from opening.
        """
        self.finish_removal(known)
        cleared = 0
        aside = self._folder / ASIDE
        for half in (*self._folder.glob(".*.tmp"), *self._folder.glob("*/.*.tmp")):
            with suppress(OSError):
                half.unlink(missing_ok=True)
                cleared += 1
        for path in list(self._folder.glob("*/*.ade")):
            with suppress(OSError):
                if path.parent.name == ASIDE and path.stem in known:
                    path.replace(self.room_for(path.stem))
                elif path.parent.name != ASIDE and path.stem not in known:
                    aside.mkdir(exist_ok=True)
                    path.replace(aside / path.name)
                    cleared += 1
        for path in list(self._folder.glob(f"{THUMBNAILS}/*.adt")):
            if path.stem not in known:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
        return cleared

    def room_for(self, blob: str) -> Path:
        """Where the blob is to lie, its folder made."""
        target = self.path_of(blob)
        make_folder(target.parent)
        return target

    def plan_removal(self, blobs: Iterable[str]) -> None:
        """Write down which blobs go once their rows are gone, beside those of an earlier removal that still lie there.

        So a crash in between leaves none of them lying. Raises Unavailable for the disk.
        """
        self._write_plan({*self._planned(), *blobs})

    def finish_removal(self, known: frozenset[str]) -> tuple[Path, ...]:
        """Delete what was planned and has no row any more, with its thumbnails.

        Returns the files that could not be deleted now; they stay planned, so that every start and removal tries again.
        """
        planned = self._planned()
        left: list[Path] = []
        again: set[str] = set()
        for name in sorted(planned - known):
            for path in (self.path_of(name), self._folder / ASIDE / f"{name}.ade", self.thumbnail_path(name)):
                try:
                    overwrite_and_unlink(path)
                except Unavailable:
                    left.append(path)
                    again.add(name)
        # A medium that can't be written keeps the plan as it is.
        with suppress(Unavailable):
            self._write_plan(again)
        return tuple(left)

    def _planned(self) -> set[str]:
        """The blobs of a removal that was not finished; a plan that can't be read names none."""
        try:
            planned = json.loads((self._folder / REMOVING).read_bytes())
        except (OSError, ValueError, RecursionError):
            return set()
        return (
            {name for name in planned if isinstance(name, str) and _NAME.fullmatch(name)} if isinstance(planned, list) else set()
        )

    def _write_plan(self, blobs: set[str]) -> None:
        plan = self._folder / REMOVING
        if plan.is_dir() and not plan.is_symlink():
            try:
                plan.replace(plan.with_name(f"{REMOVING}.{os.urandom(4).hex()}.unreadable"))
            except OSError as problem:
                raise refusal(problem, plan) from problem
        if blobs:
            _write(plan, json.dumps(sorted(blobs)).encode())
            return
        try:
            plan.unlink(missing_ok=True)
        except OSError as problem:
            raise refusal(problem, plan) from problem


def _write(target: Path, content: bytes) -> None:
    try:
        make_folder(target.parent)
    except OSError as problem:
        raise refusal(problem, target.parent) from problem
    write_atomically(target, content)


def overwrite_and_unlink(path: Path, most: int | None = None) -> bool:
    """Write random bytes over a file (only its first ``most`` bytes where given), sync, delete it. False when there was none.

    A link is deleted alone, never what it leads to. Raises Unavailable for the disk.

    Flash memory may keep the old cells: what is gone for sure is what only the destroyed key could open.
    """
    try:
        if path.is_symlink():
            path.unlink()
            return True
        with open(path, "r+b", opener=_not_through_links) as handle:
            left = os.fstat(handle.fileno()).st_size
            left = left if most is None else min(left, most)
            while left > 0:
                left -= handle.write(os.urandom(min(_CHUNK, left)))
            handle.flush()
            os.fsync(handle.fileno())
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as problem:
        raise refusal(problem, path) from problem
    return True


def _not_through_links(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))
