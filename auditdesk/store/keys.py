"""The one data key of a workspace, wrapped once for each person and once for the printed recovery code.

Each slot: Argon2id over the passphrase → AES-256-GCM around the data key, with the workspace, the person and the cost of the
derivation as associated data, so that a slot can't be moved, renamed or made cheaper. HKDF splits the data key by purpose.
"""

from __future__ import annotations

import base64
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditdesk.errors import Conflict, Refused, Unavailable
from auditdesk.files import write_atomically
from auditdesk.places import Workspace

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FORMAT = "auditdesk-keys"
VERSION = 1
MINIMUM_PASSPHRASE = 12
SMALL_MEMORY_KIB = 64 * 1024
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEMORY_KIB = (8 * 1024, 1024 * 1024)
_ITERATIONS = (1, 8)
_LANES = (1, 16)


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear one guess is. Bounds are checked before deriving, for the file may be hostile."""

    memory_kib: int = 256 * 1024
    iterations: int = 3
    lanes: int = 4

    def within_bounds(self) -> bool:
        pairs = ((self.memory_kib, _MEMORY_KIB), (self.iterations, _ITERATIONS), (self.lanes, _LANES))
        return all(isinstance(value, int) and low <= value <= high for value, (low, high) in pairs)


class DataKey:
    """The unwrapped key of one workspace, and the secret of the person who unlocked it.

    ``purpose`` keys are derived, the key itself is never used directly. Both secrets are kept where ``wipe`` can overwrite them.
    """

    __slots__ = ("_person", "_secret", "workspace")

    def __init__(self, workspace: str, secret: bytes, person: bytes | None = None) -> None:
        self.workspace = workspace
        self._secret = bytearray(secret)
        self._person = bytearray(person or b"")

    @property
    def secret(self) -> bytes:
        """The 32 bytes themselves, to wrap them. Raises Unavailable ``workspace.asleep`` while locked."""
        self._awake()
        return bytes(self._secret)

    @property
    def person(self) -> bytes | None:
        """The 32-byte secret of the person who unlocked; None from a slot of form 1. Raises Unavailable ``workspace.asleep``."""
        self._awake()
        return bytes(self._person) or None

    def purpose(self, name: str) -> bytes:
        """A 32-byte key for one purpose: ``database``, ``evidence``, ``search``. Raises Unavailable ``workspace.asleep``."""
        self._awake()
        return derived(self._secret, self.workspace, name)

    def signing_key(self) -> Ed25519PrivateKey:
        """The person's own signing key (of a slot of form 1: one of the workspace). Raises Unavailable ``workspace.asleep``."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        self._awake()
        return Ed25519PrivateKey.from_private_bytes(derived(self._person or self._secret, self.workspace, "signing"))

    @property
    def wiped(self) -> bool:
        """Whether the secrets are gone until ``take``."""
        return not self._secret

    def wipe(self) -> None:
        """Overwrite the secrets in memory, as far as they were not copied by what used them."""
        for held in (self._secret, self._person):
            held[:] = bytes(len(held))
            held.clear()

    def take(self, other: DataKey) -> None:
        """Hold the secrets of ``other`` from now on."""
        self.wipe()
        self._secret[:], self._person[:] = other._secret, other._person

    def _awake(self) -> None:
        if not self._secret:
            raise Unavailable("workspace.asleep")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DataKey):
            return NotImplemented
        return self.workspace == other.workspace and hmac.compare_digest(self._secret, other._secret)

    def __hash__(self) -> int:
        return hash(self.workspace)

    def __repr__(self) -> str:
        return f"DataKey({self.workspace})"


def derived(secret: bytes | bytearray, workspace: str, name: str) -> bytes:
    """32 bytes for one purpose out of a secret, by HKDF-SHA256."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=workspace.encode(), info=f"auditdesk/{name}".encode())
    return kdf.derive(secret)


def check_passphrase(passphrase: str) -> None:
    """Raises Refused ``passphrase.short`` under 12 characters, ``passphrase.simple`` for one that repeats a few characters."""
    if len(passphrase) < MINIMUM_PASSPHRASE:
        raise Refused("passphrase.short", minimum=MINIMUM_PASSPHRASE)
    if len(set(passphrase)) < 5:
        raise Refused("passphrase.simple")


def new_recovery_code() -> str:
    """160 random bits as base32 in eight groups of four, without letters that look like digits."""
    code = "".join(secrets.choice(_CROCKFORD) for _ in range(32))
    return "-".join(code[start : start + 4] for start in range(0, 32, 4))


def plain_recovery_code(typed: str) -> str:
    """The code as typed by a person: blanks, hyphens, case and look-alike letters don't matter."""
    folded = typed.upper().translate(str.maketrans("OILU", "011V"))
    return "".join(letter for letter in folded if letter in _CROCKFORD)


def _derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(salt=salt, length=32, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return kdf.derive(passphrase.encode())


def _associated(workspace: str, slot: dict[str, Any]) -> bytes:
    bound = {"workspace": workspace, "kind": slot["kind"], "login": slot["login"], "salt": slot["salt"], "cost": slot["cost"]}
    return json.dumps(bound, sort_keys=True, separators=(",", ":")).encode()


def _wrap(key: DataKey, kind: str, login: str, passphrase: str, cost: Cost) -> dict[str, Any]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(16), os.urandom(12)
    try:
        derived = _derive(passphrase, salt, cost)
    except MemoryError:
        cost = Cost(min(cost.memory_kib, SMALL_MEMORY_KIB), cost.iterations, cost.lanes)
        derived = _derive(passphrase, salt, cost)
    slot: dict[str, Any] = {
        "kind": kind,
        "login": login,
        "salt": base64.b64encode(salt).decode(),
        "cost": {"memory_kib": cost.memory_kib, "iterations": cost.iterations, "lanes": cost.lanes},
        "nonce": base64.b64encode(nonce).decode(),
    }
    sealed = AESGCM(derived).encrypt(nonce, key.secret, _associated(key.workspace, slot))
    return {**slot, "wrapped": base64.b64encode(sealed).decode()}


def _unwrap(workspace: str, slot: dict[str, Any], passphrase: str) -> DataKey | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        cost = Cost(**slot["cost"])
        salt, nonce, wrapped = (base64.b64decode(slot[part], validate=True) for part in ("salt", "nonce", "wrapped"))
    except (KeyError, TypeError, ValueError) as problem:
        raise Unavailable("keys.damaged") from problem
    if not cost.within_bounds() or len(salt) < 8 or len(nonce) != 12:
        raise Unavailable("keys.damaged")
    try:
        secret = AESGCM(_derive(passphrase, salt, cost)).decrypt(nonce, wrapped, _associated(workspace, slot))
    except InvalidTag:
        return None
    except MemoryError as problem:
        raise Unavailable("keys.memory", mebibytes=cost.memory_kib // 1024) from problem
    return DataKey(workspace, secret)


class KeySlots:
    """The key slots of one workspace, read from and written to ``keys.json``."""

    def __init__(self, path: Path, workspace: str, slots: list[dict[str, Any]]) -> None:
        self.path = path
        self.workspace = workspace
        self._slots = slots

    @classmethod
    def read(cls, workspace: Workspace) -> KeySlots:
        """Raises Unavailable ``keys.missing``, ``keys.damaged`` or ``workspace.newer``."""
        try:
            content = workspace.keys.read_bytes()
        except FileNotFoundError as problem:
            raise Unavailable("keys.missing", folder=str(workspace.home)) from problem
        except OSError as problem:
            raise Unavailable("keys.damaged", folder=str(workspace.home)) from problem
        return cls.parse(content, workspace.keys)

    @classmethod
    def parse(cls, content: bytes, path: Path) -> KeySlots:
        """The slots of a key file's content. Raises Unavailable ``keys.damaged`` or ``workspace.newer``."""
        try:
            found = json.loads(content.decode())
            version, name, slots = found["version"], found["workspace"], found["slots"]
            if found["format"] != FORMAT or not isinstance(slots, list) or not isinstance(name, str):
                raise ValueError
            if not all(isinstance(slot, dict) and isinstance(slot.get("login"), str) and "kind" in slot for slot in slots):
                raise ValueError
        except (ValueError, KeyError, TypeError) as problem:
            raise Unavailable("keys.damaged", folder=str(path.parent)) from problem
        if version != VERSION:
            raise Unavailable("workspace.newer", found=version, known=VERSION)
        return cls(path, name, slots)

    @classmethod
    def new(cls, path: Path, workspace: str) -> tuple[KeySlots, DataKey]:
        """Empty slots and a fresh random data key. Nothing is written before ``write``."""
        return cls(path, workspace, []), DataKey(workspace, os.urandom(32))

    def logins(self) -> tuple[str, ...]:
        """Logins with a slot of their own, in the order they were added."""
        return tuple(slot["login"] for slot in self._slots if slot.get("kind") == "person")

    def remove(self, login: str) -> None:
        """The person's slot is gone; nothing happens when there was none."""
        self._slots = [slot for slot in self._slots if slot.get("kind") != "person" or slot.get("login") != login]

    def add(self, key: DataKey, login: str, passphrase: str, cost: Cost) -> None:
        """One more person opens the workspace. Raises Refused for a weak passphrase, Conflict ``login.taken``."""
        check_passphrase(passphrase)
        if login in self.logins():
            raise Conflict("login.taken", login=login)
        self._slots.append(_wrap(key, "person", login, passphrase, cost))

    def add_recovery(self, key: DataKey, cost: Cost) -> str:
        """A slot for the recovery code, which is returned once and kept nowhere."""
        code = new_recovery_code()
        self._slots = [slot for slot in self._slots if slot.get("kind") != "recovery"]
        self._slots.append(_wrap(key, "recovery", "", plain_recovery_code(code), cost))
        return code

    def unlock(self, login: str | None, passphrase: str) -> tuple[str, DataKey]:
        """The login that opened and the data key. With ``login`` None the passphrase tells who it is.

        Raises Unavailable ``passphrase.wrong`` or ``keys.damaged``, Refused ``login.unknown``.
        """
        people = [slot for slot in self._slots if slot.get("kind") == "person"]
        chosen = people if login is None else [slot for slot in people if slot.get("login") == login]
        if not chosen and login is not None:
            raise Refused("login.unknown", login=login)
        for slot in chosen:
            key = _unwrap(self.workspace, slot, passphrase)
            if key is not None:
                return str(slot["login"]), key
        raise Unavailable("passphrase.wrong")

    def recover(self, code: str) -> DataKey:
        """The data key, opened by the printed recovery code. Raises Unavailable ``recovery.wrong``."""
        for slot in self._slots:
            if slot.get("kind") == "recovery":
                key = _unwrap(self.workspace, slot, plain_recovery_code(code))
                if key is not None:
                    return key
        raise Unavailable("recovery.wrong")

    def write(self) -> None:
        """Whole or not at all."""
        content = {"format": FORMAT, "version": VERSION, "workspace": self.workspace, "slots": self._slots}
        write_atomically(self.path, json.dumps(content, indent=1).encode())


def logins(workspace: Workspace) -> tuple[str, ...]:
    """Who can unlock this workspace. Raises Unavailable as ``KeySlots.read`` does."""
    return KeySlots.read(workspace).logins()
