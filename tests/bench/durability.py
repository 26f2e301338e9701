"""The long form of ``tests/durability``: 200 kills at work, 100 power cuts, 50 kills of each act that moves a workspace.

Bars: no committed row lost, nothing half, at most 1.0 s of typing gone; with ``synchronous=NORMAL`` the same cuts must show losses.
``DURABILITY`` names the parts to run, by commas: kills, power, acts, window.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

KILLS, CUTS, ACT_KILLS, WINDOW_KILLS = 200, 100, 50, 20
ROUNDS = "12"


def _kills(folder: Path) -> None:
    from tests.durability import kills

    print(kills.kill_typists(KILLS, folder, seed=int(time.time())), flush=True)


def _power(folder: Path) -> None:
    from tests.durability import power, power_cuts

    tracer = power.built_tracer(folder)
    if tracer is None:
        print("power cuts need gcc and Linux")
        return
    for fault, count in (("", CUTS), ("rekey", CUTS // 2), ("migration", CUTS // 2), ("normal", CUTS), ("evidence", CUTS)):
        watched = folder / (fault or "product") / "watched"
        watched.mkdir(parents=True)
        steps = power.recorded(tracer, watched, power_cuts.SCRIPT, ROUNDS, fault)
        start = power_cuts.created_at(steps) if fault in ("rekey", "migration") else 0
        report = power_cuts.cut(steps, count, watched.parent, time.time(), from_step=start)
        print(f"{fault or 'the product'}, {len(steps)} steps: {report}", flush=True)


def _acts(folder: Path) -> None:
    from tests.durability import acts, kills

    made = folder / "base"
    made.mkdir()
    acts.base(made)
    for name in sorted(acts.ACTS):
        print(f"{name}: {kills.kill_act(name, ACT_KILLS, made, folder, seed=int(time.time()))}", flush=True)


def _window(folder: Path) -> None:
    from tests.durability import kills

    print(kills.kill_windows(WINDOW_KILLS, folder, seed=int(time.time())), flush=True)


PARTS: dict[str, Callable[[Path], None]] = {"kills": _kills, "power": _power, "acts": _acts, "window": _window}


def main() -> None:
    """All parts, or those named by the environment."""
    named = os.environ.get("DURABILITY", ",".join(PARTS)).split(",")
    for name in named:
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            PARTS[name](Path(folder))
            print(f"{name} took {time.perf_counter() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
