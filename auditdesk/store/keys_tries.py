"""Wrong passphrases wait longer each time: counted for each login and for the recovery code, on disk, beside the key file.

It slows a guesser at this program down; one who has copied the key file is slowed down by the cost of the derivation alone.
"""

from __future__ import annotations

import json
import math
import secrets
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from auditdesk.errors import AuditDeskError, Unavailable
from auditdesk.files import write_atomically

RECOVERY = "*recovery"
FREE = 4
LONGEST = 300
"""Seconds: nobody waits longer, whatever the file says."""
_MOST = 1000
_LARGEST_FILE = 1 << 20


def wait_after(wrong: int) -> int:
    """Seconds to wait after that many wrong tries in a row: none up to four, then 2, 4, 8 and so on, at most 300."""
    return 0 if wrong <= FREE else min(LONGEST, 2 ** min(wrong - FREE, 16))


class Tries:
    """The count of wrong tries of one workspace. ``now`` is the computer's clock in seconds, never a fixed one."""

    def __init__(self, path: Path, now: Callable[[], float] = time.time) -> None:
        self._path = path
        self._now = now

    def check(self, names: Iterable[str]) -> None:
        """Raises Unavailable ``passphrase.wait`` with ``seconds`` and ``tries`` while one of ``names`` has to wait."""
        kept = self._read()
        left, tries = self._left(kept, names)
        if left:
            raise Unavailable("passphrase.wait", seconds=left, tries=tries)

    def wrong(self, names: Iterable[str]) -> tuple[int, int]:
        """Count one wrong try against each; returns how many seconds to wait now, and after how many wrong tries."""
        kept, named = self._read(), tuple(names)
        for name in named:
            before = kept.get(name, (0, 0.0))[0]
            kept[name] = (min(before + 1, _MOST), self._now())
        self._write(kept)
        return self._left(kept, named)

    def right(self, name: str) -> None:
        """The count of ``name`` begins anew."""
        kept = self._read()
        if kept.pop(name, None) is not None:
            self._write(kept)

    def _left(self, kept: dict[str, tuple[int, float]], names: Iterable[str]) -> tuple[int, int]:
        """The longest wait among ``names`` in seconds, and its wrong tries."""
        longest, tries, moved, now = 0, 0, False, self._now()
        for name in names:
            wrong, at = kept.get(name, (0, now))
            if at > now:
                # The clock was set back: the wait begins again, but it can't be longer than it was.
                kept[name], at, moved = (wrong, now), now, True
            left = math.ceil(wait_after(wrong) - (now - at))
            if left > longest:
                longest, tries = left, wrong
        if moved:
            self._write(kept)
        return longest, tries

    def _read(self) -> dict[str, tuple[int, float]]:
        """What is kept; nothing when the file is not ours to understand."""
        try:
            with open(self._path, "rb") as handle:
                found = json.loads(handle.read(_LARGEST_FILE))
            return {str(name): _entry(entry) for name, entry in found.items()}
        except (OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError, OverflowError):
            return {}

    def _write(self, kept: dict[str, tuple[int, float]]) -> None:
        content = {name: {"wrong": wrong, "at": at} for name, (wrong, at) in kept.items()}
        # On a medium that can't be written there is nothing to guard but the derivation.
        with suppress(AuditDeskError, OSError):
            if self._path.is_dir() and not self._path.is_symlink():
                # Somebody laid a folder in the place of the file, so that nothing could be counted.
                self._path.rename(self._path.with_name(f"{self._path.name}.{secrets.token_hex(4)}"))
            write_atomically(self._path, json.dumps(content, indent=1).encode())


def _entry(entry: Any) -> tuple[int, float]:
    wrong, at = entry["wrong"], float(entry["at"])
    if not isinstance(wrong, int) or not math.isfinite(at):
        raise ValueError
    return max(0, min(wrong, _MOST)), at
