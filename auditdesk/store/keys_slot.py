"""One key slot: what a passphrase unwraps, and what is sealed to the person without it.

Form 2: Argon2id over the passphrase → AES-256-GCM around the person's own random 32-byte secret. From the secret come an X25519 key
pair, to which the data key is sealed (ephemeral X25519 → HKDF → AES-GCM), and the person's signing key. So a new data key is given
to everybody without anybody's passphrase. Form 1, written before: the passphrase wraps the data key itself.

What identifies the slot and the cost of its derivation is associated data: a slot can't be moved, renamed or made cheaper.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping
from typing import Any

from auditdesk.errors import Unavailable
from auditdesk.store.keys_cost import SMALL_MEMORY_KIB, Cost, derive

Slot = dict[str, Any]
FORM = 2


def derived(secret: bytes | bytearray, workspace: str, name: str) -> bytes:
    """32 bytes for one purpose out of a secret, by HKDF-SHA256."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=workspace.encode(), info=f"auditdesk/{name}".encode())
    return kdf.derive(secret)


def form(slot: Mapping[str, Any]) -> int:
    """1 where the passphrase wraps the data key itself, 2 where it wraps the person's secret."""
    return FORM if slot.get("form") == FORM else 1


def cost_of(slot: Mapping[str, Any]) -> Cost:
    """Raises Unavailable ``keys.damaged`` for a cost that is none or is absurd."""
    try:
        cost = Cost(**slot["cost"])
    except (KeyError, TypeError) as problem:
        raise Unavailable("keys.damaged") from problem
    if not cost.within_bounds():
        raise Unavailable("keys.damaged")
    return cost


def make(workspace: str, kind: str, login: str, passphrase: str, person: bytes, secret: bytes, cost: Cost) -> Slot:
    """A slot of form 2: ``passphrase`` opens ``person``, and ``person`` the data key ``secret``."""
    salt, nonce = os.urandom(16), os.urandom(12)
    try:
        wrapping = derive(passphrase, salt, cost)
    except MemoryError:
        cost = Cost(min(cost.memory_kib, SMALL_MEMORY_KIB), cost.iterations, cost.lanes)
        wrapping = derive(passphrase, salt, cost)
    slot: Slot = {
        "form": FORM,
        "kind": kind,
        "login": login,
        "salt": _text(salt),
        "cost": {"memory_kib": cost.memory_kib, "iterations": cost.iterations, "lanes": cost.lanes},
        "nonce": _text(nonce),
        "public": _text(_sealing_key(person, workspace).public_key().public_bytes_raw()),
    }
    slot["wrapped"] = _text(_aead(wrapping).encrypt(nonce, person, _associated(workspace, slot)))
    return seal(workspace, slot, secret)


def seal(workspace: str, slot: Slot, secret: bytes) -> Slot:
    """The slot of form 2 with another data key sealed to it; needs nobody's passphrase."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    public, ephemeral, nonce = _bytes(slot, "public", 32), X25519PrivateKey.generate(), os.urandom(12)
    own = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    box = _aead(_sealing(shared, own, public, workspace)).encrypt(nonce, secret, _sealed_for(workspace, slot))
    return {**slot, "sealed": {"ephemeral": _text(own), "nonce": _text(nonce), "box": _text(box)}}


def unwrap(workspace: str, slot: Mapping[str, Any], passphrase: str) -> tuple[bytes, bytes | None] | None:
    """The data key and the person's secret (None from form 1), or None when the passphrase is another.

    Raises Unavailable ``keys.damaged`` or ``keys.memory``.
    """
    from cryptography.exceptions import InvalidTag

    cost = cost_of(slot)
    salt, nonce, wrapped = _bytes(slot, "salt"), _bytes(slot, "nonce", 12), _bytes(slot, "wrapped")
    if form(slot) == FORM:
        _bytes(slot, "public", 32)
    if len(salt) < 8:
        raise Unavailable("keys.damaged")
    try:
        opened = _aead(derive(passphrase, salt, cost)).decrypt(nonce, wrapped, _associated(workspace, slot))
    except InvalidTag:
        return None
    except MemoryError as problem:
        raise Unavailable("keys.memory", mebibytes=cost.memory_kib // 1024) from problem
    return (opened, None) if form(slot) == 1 else (_unseal(workspace, slot, opened), opened)


def _unseal(workspace: str, slot: Mapping[str, Any], person: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    sealed = slot.get("sealed")
    if not isinstance(sealed, dict):
        raise Unavailable("keys.damaged")
    own, nonce, box = _bytes(sealed, "ephemeral", 32), _bytes(sealed, "nonce", 12), _bytes(sealed, "box")
    key = _sealing_key(person, workspace)
    try:
        shared = key.exchange(X25519PublicKey.from_public_bytes(own))
        opening = _aead(_sealing(shared, own, key.public_key().public_bytes_raw(), workspace))
        return bytes(opening.decrypt(nonce, box, _sealed_for(workspace, slot)))
    except (InvalidTag, ValueError) as problem:
        raise Unavailable("keys.damaged") from problem


def _sealing_key(person: bytes, workspace: str) -> Any:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(derived(person, workspace, "sealing"))


def _sealing(shared: bytes, ephemeral: bytes, public: bytes, workspace: str) -> bytes:
    return derived(shared, workspace, f"seal/{ephemeral.hex()}/{public.hex()}")


def _aead(key: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)


def _associated(workspace: str, slot: Mapping[str, Any]) -> bytes:
    bound = {"workspace": workspace, **{name: slot[name] for name in ("kind", "login", "salt", "cost")}}
    if form(slot) == FORM:
        bound |= {"form": FORM, "public": slot["public"]}
    return canonical(bound)


def _sealed_for(workspace: str, slot: Mapping[str, Any]) -> bytes:
    return canonical({"workspace": workspace, "kind": slot["kind"], "login": slot["login"], "public": slot["public"]})


def canonical(content: Mapping[str, Any]) -> bytes:
    """JSON that is the same bytes for the same content."""
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(slot: Mapping[str, Any], part: str, length: int | None = None) -> bytes:
    try:
        raw = base64.b64decode(slot[part], validate=True)
    except (KeyError, TypeError, ValueError) as problem:
        raise Unavailable("keys.damaged") from problem
    if length is not None and len(raw) != length:
        raise Unavailable("keys.damaged")
    return raw
