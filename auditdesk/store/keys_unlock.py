"""Unlocking with the wrong tries counted: what windows and commands use; backups, which are files of their own, do without."""

from __future__ import annotations

from auditdesk.errors import Unavailable
from auditdesk.places import Workspace
from auditdesk.store.keys import DataKey, KeySlots
from auditdesk.store.keys_tries import RECOVERY, Tries


def unlocked(workspace: Workspace, slots: KeySlots, login: str | None, passphrase: str) -> tuple[str, DataKey]:
    """As ``KeySlots.unlock``, with wrong tries waiting longer each time. Without a login a try counts against everybody.

    Raises Unavailable ``passphrase.wait`` without trying; ``passphrase.wrong`` carries after how many ``tries`` one has to wait how
    many ``seconds`` now (0 = none).
    """
    tries = Tries(workspace.tries)
    named = slots.logins() if login is None else tuple(known for known in slots.logins() if known == login)
    tries.check(named)
    try:
        opened_by, key = slots.unlock(login, passphrase)
    except Unavailable as wrong:
        if wrong.code == "passphrase.wrong":
            wrong.values["seconds"], wrong.values["tries"] = tries.wrong(named)
        raise
    tries.right(opened_by)
    return opened_by, key


def recovered(workspace: Workspace, slots: KeySlots, code: str) -> DataKey:
    """As ``KeySlots.recover``, with wrong codes counted like wrong passphrases."""
    tries = Tries(workspace.tries)
    tries.check((RECOVERY,))
    try:
        key = slots.recover(code)
    except Unavailable as wrong:
        if wrong.code == "recovery.wrong":
            wrong.values["seconds"], wrong.values["tries"] = tries.wrong((RECOVERY,))
        raise
    tries.right(RECOVERY)
    return key
