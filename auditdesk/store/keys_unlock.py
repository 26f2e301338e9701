"""Unlocking with the wrong tries counted: what windows and commands use; backups, which are files of their own, do without."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from filelock import FileLock, Timeout

from auditdesk.errors import Unavailable
from auditdesk.places import Workspace
from auditdesk.store.keys import DataKey, KeySlots
from auditdesk.store.keys_tries import RECOVERY, Tries

_PATIENCE = 30
"""Seconds that a try waits for those before it."""


def unlocked(workspace: Workspace, slots: KeySlots, login: str | None, passphrase: str) -> tuple[str, DataKey]:
    """As ``KeySlots.unlock``, with wrong tries waiting longer each time. Without a login a try counts against everybody.

    Raises Unavailable ``passphrase.wait`` without trying; ``passphrase.wrong`` carries after how many ``tries`` one has to wait how
    many ``seconds`` now (0 = none).
    """
    tries = Tries(workspace.tries)
    named = slots.logins() if login is None else tuple(known for known in slots.logins() if known == login)
    with _one_at_a_time(workspace):
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
    with _one_at_a_time(workspace):
        tries.check((RECOVERY,))
        try:
            key = slots.recover(code)
        except Unavailable as wrong:
            if wrong.code == "recovery.wrong":
                wrong.values["seconds"], wrong.values["tries"] = tries.wrong((RECOVERY,))
            raise
        tries.right(RECOVERY)
    return key


@contextlib.contextmanager
def _one_at_a_time(workspace: Workspace) -> Iterator[None]:
    """Many tries at once would all be let through before the first is counted. Raises Unavailable ``passphrase.busy``."""
    lock = FileLock(workspace.tries.with_suffix(".lock"), timeout=_PATIENCE, thread_local=False)
    try:
        lock.acquire()
    except Timeout as problem:
        raise Unavailable("passphrase.busy") from problem
    except OSError:
        # On a medium that can't be written there is nothing to guard but the derivation.
        yield
        return
    try:
        yield
    finally:
        lock.release()
