"""The file in which a visit leaves the office and comes home: evidence and a core, every byte of it accounted for.

    magic · evidence, one age file after another · the core, an age file · length of the core (8 bytes) · magic

The core is JSON: a manifest that names size and SHA-256 of each piece of evidence as it lies in the file, the records, the identity
that opens the evidence, and an Ed25519 signature under all of them. It is sealed to a passphrase or to public keys. There is nothing
to unpack: no names, no paths, no compression, no byte that could be changed unseen. A zip archive would have all of these.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from auditdesk.exchange.incoming import bad_file
from auditdesk.files import name_beside, refusal, sync_folder
from auditdesk.progress import Progress, silent

MAGIC = b"AUDITDESK-PARCEL\n"
FORMAT = 1
"""What this program writes; a larger number is refused, a smaller one brought up."""
LARGEST_CORE = 256 * 1024 * 1024
_LENGTH = 8
_PORTION = 1 << 20
_SMALLEST = 2 * len(MAGIC) + _LENGTH

Sign = Callable[[bytes], tuple[str, str]]
"""Gives (public key, signature) in base64 under some bytes."""
IsSigned = Callable[[str, str, bytes], bool]
"""Whether a signature (base64) by a public key (base64) is under these bytes."""


@dataclass(frozen=True, slots=True)
class Sealing:
    """Who can open a parcel: whoever knows ``passphrase``, or the holders of ``recipients`` (age public keys). One of the two."""

    passphrase: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """What a parcel is opened with: a passphrase, or age identities of which one has to fit."""

    passphrase: str = ""
    identities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceOut:
    """One file of evidence on its way out; ``read`` gives its original bytes when its turn has come."""

    uid: str
    sha256: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class EvidenceIn:
    """One piece of evidence in a parcel: where it lies in the file and what its original bytes hash to."""

    uid: str
    sha256: str
    offset: int
    size: int


def write_parcel(
    path: Path,
    manifest: Mapping[str, Any],
    records: Sequence[Mapping[str, Any]],
    evidence: Iterable[EvidenceOut],
    sealing: Sealing,
    sign: Sign,
    progress: Progress = silent,
    *,
    total: int = 0,
) -> str:
    """Write a parcel whole or not at all and return the SHA-256 of the file. ``total``: how many pieces of evidence there are.

    Raises Unavailable for the disk, what ``progress`` raises, and what reading the evidence raises; then no file is left.
    """
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    beside = name_beside(path, ".tmp")
    try:
        with open(beside, "xb") as target:
            target.write(MAGIC)
            listed = []
            for done, one in enumerate(evidence):
                progress(done, total, "parcel_evidence")
                listed.append(_write_evidence(target, one, identity.to_public()))
            progress(total, total, "parcel_core")
            core = _core(manifest, records, listed, str(identity), sign)
            sealed = _sealed(core, sealing)
            target.write(sealed)
            target.write(len(sealed).to_bytes(_LENGTH, "big"))
            target.write(MAGIC)
            target.flush()
            os.fsync(target.fileno())
        digest = _digest_of(beside)
        os.replace(beside, path)
        sync_folder(path.parent)
    except OSError as problem:
        raise refusal(problem, path) from problem
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return digest


def _write_evidence(target: IO[bytes], one: EvidenceOut, recipient: Any) -> dict[str, Any]:
    import pyrage

    offset = target.tell()
    sealed = pyrage.encrypt(one.read(), [recipient])
    target.write(sealed)
    listed = {"uid": one.uid, "sha256": one.sha256, "offset": offset, "size": len(sealed)}
    return {**listed, "sealed_sha256": hashlib.sha256(sealed).hexdigest()}


def _core(
    manifest: Mapping[str, Any], records: Sequence[Mapping[str, Any]], evidence: list[dict[str, Any]], identity: str, sign: Sign
) -> bytes:
    signed = _canonical(
        {"manifest": {**manifest, "format": FORMAT}, "records": records, "evidence": evidence, "identity": identity}
    )
    public_key, signature = sign(signed)
    return json.dumps({"signed": signed.decode(), "public_key": public_key, "signature": signature}).encode()


def _canonical(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _sealed(core: bytes, sealing: Sealing) -> bytes:
    import pyrage

    if sealing.recipients:
        known = [pyrage.x25519.Recipient.from_str(one) for one in sealing.recipients]
        return bytes(pyrage.encrypt(core, known))
    return bytes(pyrage.passphrase.encrypt(core, sealing.passphrase))


def new_identity() -> tuple[str, str]:
    """A new age identity as (secret, public key): parcels sealed to the public key open with the secret alone."""
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def identity_in(text: str) -> str:
    """The secret key in the text of a key file: its first line that is no remark, as the tools of age write them."""
    lines = (line.strip() for line in text.splitlines())
    return next((line for line in lines if line and not line.startswith("#")), "")


def is_recipient(text: str) -> bool:
    """Whether ``text`` is an age public key."""
    import pyrage

    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


class Parcel:
    """A parcel that was opened and whose every byte was held against its signed manifest.

    ``signed_by`` is the public key under which the signature is genuine; whose it is, the reader of the register knows.
    """

    def __init__(self, path: Path, content: Mapping[str, Any], signed_by: str, sha256: str) -> None:
        self.path = path
        self.manifest: Mapping[str, Any] = content["manifest"]
        self.records: Sequence[Mapping[str, Any]] = content["records"]
        self.evidence = tuple(EvidenceIn(one["uid"], one["sha256"], one["offset"], one["size"]) for one in content["evidence"])
        self.signed_by = signed_by
        self.sha256 = sha256
        self._identity = content["identity"]

    def read_evidence(self, one: EvidenceIn) -> bytes:
        """The original bytes. Raises BadInput ``parcel.altered`` where they are not what the manifest says."""
        import pyrage

        with open(self.path, "rb") as source:
            source.seek(one.offset)
            sealed = source.read(one.size)
        try:
            original = bytes(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(self._identity)]))
        except (pyrage.DecryptError, pyrage.IdentityError, OSError) as problem:
            raise bad_file("parcel.altered", self.path.name) from problem
        if hashlib.sha256(original).hexdigest() != one.sha256:
            raise bad_file("parcel.altered", self.path.name)
        return original


def open_parcel(path: Path, opening: Opening, is_signed: IsSigned, progress: Progress = silent) -> Parcel:
    """Open a parcel and check all of it; nothing of it is used before.

    Raises BadInput ``file.missing``, ``parcel.no_parcel``, ``parcel.half`` (cut or half-written), ``parcel.altered``,
    ``parcel.too_large``, ``parcel.newer`` (found, known), ``parcel.wrong_key`` (the passphrase or key does not open it, or the core
    was changed: an attacker can make the two look alike), ``parcel.signature``.
    """
    try:
        size = path.stat().st_size
        with open(path, "rb") as source:
            core, start = _sealed_core(source, size, path)
            content, public_key = _checked(_opened(core, opening, path), is_signed, path)
            digest = _check_evidence(source, content["evidence"], start, path, progress)
            for portion in (core, len(core).to_bytes(_LENGTH, "big"), MAGIC):
                digest.update(portion)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as missing:
        raise bad_file("file.missing", path.name) from missing
    except OSError as problem:
        raise refusal(problem, path) from problem
    return Parcel(path, content, public_key, digest.hexdigest())


def _sealed_core(source: IO[bytes], size: int, path: Path) -> tuple[bytes, int]:
    """The core as it lies in the file, and where it begins."""
    if source.read(len(MAGIC)) != MAGIC:
        raise bad_file("parcel.no_parcel", path.name)
    if size < _SMALLEST:
        raise bad_file("parcel.half", path.name)
    source.seek(size - len(MAGIC) - _LENGTH)
    length = int.from_bytes(source.read(_LENGTH), "big")
    if source.read() != MAGIC:
        raise bad_file("parcel.half", path.name)
    start = size - len(MAGIC) - _LENGTH - length
    if start < len(MAGIC):
        raise bad_file("parcel.half", path.name)
    if length > LARGEST_CORE:
        raise bad_file("parcel.too_large", path.name, limit_mb=LARGEST_CORE // 1024**2)
    source.seek(start)
    return source.read(length), start


def _opened(core: bytes, opening: Opening, path: Path) -> bytes:
    import pyrage

    try:
        if opening.identities:
            return bytes(pyrage.decrypt(core, [pyrage.x25519.Identity.from_str(one) for one in opening.identities]))
        return bytes(pyrage.passphrase.decrypt(core, opening.passphrase))
    except (pyrage.DecryptError, pyrage.IdentityError, OSError) as problem:
        raise bad_file("parcel.wrong_key", path.name) from problem


def _checked(core: bytes, is_signed: IsSigned, path: Path) -> tuple[Mapping[str, Any], str]:
    try:
        outer = json.loads(core)
        signed, public_key, signature = (str(outer[name]) for name in ("signed", "public_key", "signature"))
        words = signed.encode()
        content = json.loads(signed)
        found = content["manifest"]["format"]
        # One content has one way to be written: no name twice, no half of a character, no number that is none.
        only_so = _canonical(content) == words
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise bad_file("parcel.altered", path.name) from problem
    if not is_signed(public_key, signature, words):
        raise bad_file("parcel.signature", path.name)
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise bad_file("parcel.altered", path.name)
    if found > FORMAT:
        raise bad_file("parcel.newer", path.name, found=found, known=FORMAT)
    if not only_so or not _has_form(content):
        raise bad_file("parcel.altered", path.name)
    return content, public_key


def _has_form(content: Mapping[str, Any]) -> bool:
    """Signed is not well-formed: whoever may sign may also have a faulty program."""
    records, evidence = content.get("records"), content.get("evidence")
    return (
        isinstance(records, list)
        and isinstance(evidence, list)
        and isinstance(content.get("identity"), str)
        and all(isinstance(one, dict) for one in (*records, *evidence))
        and all(isinstance(one.get(name), str) for one in evidence for name in ("uid", "sha256", "sealed_sha256"))
        and all(type(one.get(name)) is int for one in evidence for name in ("offset", "size"))
    )


def _check_evidence(source: IO[bytes], evidence: Sequence[Mapping[str, Any]], end: int, path: Path, progress: Progress) -> Any:
    """That the evidence lies gapless from the first magic to the core and is what the manifest says; the hash of all up to there."""
    digest = hashlib.sha256(MAGIC)
    position = len(MAGIC)
    source.seek(position)
    for done, one in enumerate(evidence):
        progress(done, len(evidence), "parcel_check")
        if one["offset"] != position or one["size"] < 0 or position + one["size"] > end:
            raise bad_file("parcel.altered", path.name)
        own, left = hashlib.sha256(), one["size"]
        while left:
            portion = source.read(min(left, _PORTION))
            if not portion:
                raise bad_file("parcel.half", path.name)
            own.update(portion)
            digest.update(portion)
            left -= len(portion)
        if own.hexdigest() != one["sealed_sha256"]:
            raise bad_file("parcel.altered", path.name)
        position += one["size"]
    if position != end:
        raise bad_file("parcel.altered", path.name)
    return digest


def _digest_of(path: Path) -> str:
    with open(path, "rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
