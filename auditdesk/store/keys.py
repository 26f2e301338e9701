"""The one data key of a workspace and the file that holds it, wrapped for each person and for the printed recovery code.

``keys.json``, version 2: the slots (``keys_slot``), and an HMAC over all of it under a key derived from the data key, so that a slot
taken from elsewhere or a public key put in another's place is found as soon as anybody unlocks. Version 1 had no HMAC and its
slots are of form 1; such a slot is made anew when its person next signs in. HKDF splits the data key by purpose.
"""

from __future__ import annotations

import base64
import hmac
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditdesk.errors import Conflict, Refused, Unavailable
from auditdesk.files import write_atomically
from auditdesk.places import Workspace
from auditdesk.store import keys_slot
from auditdesk.store.keys_cost import Cost
from auditdesk.store.keys_slot import Slot, derived
from auditdesk.store.passphrases import MINIMUM_PASSPHRASE, check_passphrase, new_recovery_code, plain_recovery_code

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = ["MINIMUM_PASSPHRASE", "Cost", "DataKey", "KeySlots", "check_passphrase", "derived", "logins", "plain_recovery_code"]

FORMAT = "auditdesk-keys"
VERSION = 2
_LARGEST = 1 << 20


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


class KeySlots:
    """The key slots of one workspace, read from and written to ``keys.json``.

    ``pending`` names the folder of a re-encryption whose files still have to be moved into their places; empty = none.
    ``number`` counts how often the file was written; 0 for one from before it was counted.
    """

    def __init__(
        self, path: Path, workspace: str, slots: list[Slot], *, mac: str | None = None, pending: str = "", number: int = 0
    ) -> None:
        self.path = path
        self.number = number
        self.workspace = workspace
        self.pending = pending
        self._slots = slots
        self._mac = mac
        self._version = 1 if mac is None else VERSION

    @classmethod
    def read(cls, workspace: Workspace) -> KeySlots:
        """Raises Unavailable ``keys.missing``, ``keys.damaged`` or ``workspace.newer``."""
        try:
            with open(workspace.keys, "rb") as handle:
                content = handle.read(_LARGEST)
        except FileNotFoundError as problem:
            raise Unavailable("keys.missing", folder=str(workspace.home)) from problem
        except OSError as problem:
            raise Unavailable("keys.damaged", folder=str(workspace.home)) from problem
        return cls.parse(content, workspace.keys)

    @classmethod
    def read_under(cls, workspace: Workspace, key: DataKey) -> KeySlots:
        """The key file of a workspace that is open under ``key``, whole as somebody who had it wrote it.

        What is written next gets a code of its own: a slot that was exchanged meanwhile would be taken for genuine from then on.
        Raises Unavailable as ``read``, and ``keys.damaged`` for a file with another code or none.
        """
        slots = cls.read(workspace)
        if slots._version == 1 or slots.workspace != key.workspace or not slots._is_genuine(key):
            raise Unavailable("keys.damaged", folder=str(workspace.home))
        return slots

    @classmethod
    def parse(cls, content: bytes, path: Path) -> KeySlots:
        """The slots of a key file's content. Raises Unavailable ``keys.damaged`` or ``workspace.newer``."""
        try:
            found = json.loads(content.decode())
            version, name, slots = found["version"], found["workspace"], found["slots"]
            if (
                found["format"] != FORMAT
                or not isinstance(slots, list)
                or not isinstance(name, str)
                or not isinstance(version, int)
            ):
                raise ValueError
            if not all(isinstance(slot, dict) and isinstance(slot.get("login"), str) and "kind" in slot for slot in slots):
                raise ValueError
            if version > VERSION:
                raise Unavailable("workspace.newer", found=version, known=VERSION)
            if version == 1:
                # Without an HMAC only what could be there without one.
                if any(keys_slot.form(slot) != 1 for slot in slots) or "pending" in found:
                    raise ValueError
                return cls(path, name, slots)
            mac, pending, number = found["mac"], found.get("pending", ""), found.get("number", 0)
            if not isinstance(number, int) or number < 0:
                raise ValueError
            if not isinstance(mac, str) or not isinstance(pending, str) or "/" in pending or "\\" in pending:
                raise ValueError
        except (ValueError, KeyError, TypeError, RecursionError) as problem:
            raise Unavailable("keys.damaged", folder=str(path.parent)) from problem
        return cls(path, name, slots, mac=mac, pending=pending, number=number)

    @classmethod
    def new(cls, path: Path, workspace: str) -> tuple[KeySlots, DataKey]:
        """Empty slots and a fresh random data key. Nothing is written before ``write``."""
        return cls(path, workspace, []), DataKey(workspace, os.urandom(32), os.urandom(32))

    def logins(self) -> tuple[str, ...]:
        """Logins with a slot of their own, in the order they were added."""
        return tuple(slot["login"] for slot in self._slots if slot.get("kind") == "person")

    def old_forms(self) -> tuple[str, ...]:
        """Logins whose slot is still of form 1: a new data key can't be given to them before they sign in."""
        return tuple(slot["login"] for slot in self._slots if slot.get("kind") == "person" and keys_slot.form(slot) == 1)

    def cost(self) -> Cost:
        """What new slots of this workspace cost: as much as its dearest one. Raises Unavailable ``keys.damaged``."""
        costs = [keys_slot.cost_of(slot) for slot in self._slots]
        return max(costs, key=lambda cost: (cost.memory_kib * cost.iterations, cost.lanes), default=Cost())

    def remove(self, login: str) -> None:
        """The person's slot is gone; nothing happens when there was none."""
        self._slots = [slot for slot in self._slots if not _is_of(slot, login)]

    def add(self, key: DataKey, login: str, passphrase: str, cost: Cost, *, person: bytes | None = None, name: str = "") -> None:
        """One more person opens the workspace, with ``person`` as his secret (a new random one when None).

        Raises Refused for a weak passphrase, Conflict ``login.taken``.
        """
        check_passphrase(passphrase, (login, name))
        if login in self.logins():
            raise Conflict("login.taken", login=login)
        self._put(key, "person", login, passphrase, person or os.urandom(32), cost)

    def change(
        self, key: DataKey, login: str, passphrase: str, cost: Cost, *, person: bytes | None = None, name: str = ""
    ) -> None:
        """Another passphrase for the slot of ``login``; with ``person`` his secret, and so his signing key, stays the same.

        Raises Refused for a weak passphrase; the old slot stays then.
        """
        check_passphrase(passphrase, (login, name))
        self._put(key, "person", login, passphrase, person or os.urandom(32), cost)

    def _put(self, key: DataKey, kind: str, login: str, passphrase: str, person: bytes, cost: Cost) -> None:
        made = keys_slot.make(self.workspace, kind, login, passphrase, person, key.secret, cost)
        place = next((number for number, slot in enumerate(self._slots) if slot["kind"] == kind and slot["login"] == login), None)
        if place is None:
            self._slots.append(made)
        else:
            self._slots[place] = made

    def add_recovery(self, key: DataKey, cost: Cost) -> str:
        """A slot for the recovery code, which is returned once and kept nowhere; the code before no longer opens."""
        code = new_recovery_code()
        self._put(key, "recovery", "", plain_recovery_code(code), os.urandom(32), cost)
        return code

    def has_old_recovery(self) -> bool:
        """Whether the recovery slot is of form 1, or there is none."""
        return not any(slot.get("kind") == "recovery" and keys_slot.form(slot) == keys_slot.FORM for slot in self._slots)

    def reseal(self, key: DataKey) -> None:
        """Give everybody another data key, without anybody's passphrase; slots of form 1 are dropped."""
        kept = [slot for slot in self._slots if keys_slot.form(slot) == keys_slot.FORM]
        self._slots = [keys_slot.seal(self.workspace, slot, key.secret) for slot in kept]

    def unlock(self, login: str | None, passphrase: str) -> tuple[str, DataKey]:
        """The login that opened and the data key. With ``login`` None the passphrase tells who it is.

        Raises Unavailable ``passphrase.wrong`` or ``keys.damaged``, Refused ``login.unknown``.
        """
        people = [slot for slot in self._slots if slot.get("kind") == "person"]
        chosen = people if login is None else [slot for slot in people if slot.get("login") == login]
        if not chosen and login is not None:
            raise Refused("login.unknown", login=login)
        for slot in chosen:
            key = self._opened(slot, passphrase)
            if key is not None:
                return str(slot["login"]), key
        raise Unavailable("passphrase.wrong")

    def recover(self, code: str) -> DataKey:
        """The data key, opened by the printed recovery code. Raises Unavailable ``recovery.wrong`` or ``keys.damaged``."""
        for slot in self._slots:
            if slot.get("kind") == "recovery":
                key = self._opened(slot, plain_recovery_code(code))
                if key is not None:
                    return key
        raise Unavailable("recovery.wrong")

    def _opened(self, slot: Slot, passphrase: str) -> DataKey | None:
        found = keys_slot.unwrap(self.workspace, slot, passphrase)
        if found is None:
            return None
        key = DataKey(self.workspace, *found)
        if self._version > 1 and not self._is_genuine(key):
            raise Unavailable("keys.damaged", folder=str(self.path.parent))
        return key

    def upgrade(self, key: DataKey, login: str, passphrase: str) -> None:
        """Make the slot that was just opened one of form 2, of the same cost; nothing when it is. ``key`` gets the person's secret."""
        slot = next((slot for slot in self._slots if _is_of(slot, login)), None)
        if slot is None or keys_slot.form(slot) == keys_slot.FORM:
            return
        person = os.urandom(32)
        self._put(key, "person", login, passphrase, person, keys_slot.cost_of(slot))
        self.write(key)
        key.take(DataKey(self.workspace, key.secret, person))

    def write(self, key: DataKey) -> None:
        """Whole or not at all, with the next number. Raises Unavailable ``disk.*``."""
        self._version = VERSION
        self.number += 1
        self._mac = self._mac_under(key)
        write_atomically(self.path, json.dumps({**self._content(), "mac": self._mac}, indent=1).encode())

    def _content(self) -> dict[str, Any]:
        optional: dict[str, Any] = {"pending": self.pending, "number": self.number}
        told = {name: value for name, value in optional.items() if value}
        return {"format": FORMAT, "version": VERSION, "workspace": self.workspace, **told, "slots": self._slots}

    def _is_genuine(self, key: DataKey) -> bool:
        return hmac.compare_digest(self._mac_under(key), self._mac or "")

    def _mac_under(self, key: DataKey) -> str:
        made = hmac.digest(key.purpose("keys"), keys_slot.canonical(self._content()), "sha256")
        return base64.b64encode(made).decode()


def _is_of(slot: Slot, login: str) -> bool:
    return slot.get("kind") == "person" and slot.get("login") == login


def logins(workspace: Workspace) -> tuple[str, ...]:
    """Who can unlock this workspace. Raises Unavailable as ``KeySlots.read`` does."""
    return KeySlots.read(workspace).logins()
