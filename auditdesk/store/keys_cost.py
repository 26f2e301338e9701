"""How dear one guess of a passphrase is, and how that is fitted to this computer."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

SMALL_MEMORY_KIB = 64 * 1024
_MEMORY_KIB = (8 * 1024, 1024 * 1024)
_ITERATIONS = (1, 8)
_LANES = (1, 16)
_TARGET = 0.7
"""Seconds that unlocking shall take on the computer that makes the workspace."""
_STEP_KIB = 16 * 1024
_MOST_KIB = 512 * 1024
_BASE_ITERATIONS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """The parameters of Argon2id. Bounds are checked before deriving, for the file may be hostile."""

    memory_kib: int = 256 * 1024
    iterations: int = 3
    lanes: int = 4

    def within_bounds(self) -> bool:
        pairs = ((self.memory_kib, _MEMORY_KIB), (self.iterations, _ITERATIONS), (self.lanes, _LANES))
        return all(isinstance(value, int) and low <= value <= high for value, (low, high) in pairs)


def derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """32 bytes from a passphrase. Raises MemoryError where the memory is not to be had."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(salt=salt, length=32, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return kdf.derive(passphrase.encode())


def calibrated(target: float = _TARGET) -> Cost:
    """The cost that takes about ``target`` seconds here: more memory first, then more rounds; never under 64 MiB and 3 rounds.

    At most half of the memory that is free now is asked for, so that unlocking beside other programs works too.
    """
    import psutil

    lanes = max(1, min(4, os.cpu_count() or 1))
    base = Cost(SMALL_MEMORY_KIB, _BASE_ITERATIONS, lanes)
    took = min(_seconds(base) for _ in range(2))
    most = max(SMALL_MEMORY_KIB, min(_MOST_KIB, int(psutil.virtual_memory().available / 1024 / 2)))
    wanted = SMALL_MEMORY_KIB * target / took
    memory = max(SMALL_MEMORY_KIB, min(most, int(wanted)) // _STEP_KIB * _STEP_KIB)
    iterations = max(_BASE_ITERATIONS, min(_ITERATIONS[1], round(_BASE_ITERATIONS * wanted / memory)))
    return Cost(memory, iterations, lanes)


def _seconds(cost: Cost) -> float:
    start = time.perf_counter()
    derive("calibration", bytes(16), cost)
    return time.perf_counter() - start
