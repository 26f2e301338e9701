"""How long unlocking takes on this computer with the cost that a new workspace is given here. Bar: about 0.5 to 1 s."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

ROUNDS = 5


def main() -> None:
    """The calibrated cost, and the median of some unlockings."""
    from auditdesk.desk import Desk
    from auditdesk.places import Workspace
    from auditdesk.store.keys import KeySlots
    from auditdesk.store.keys_cost import calibrated

    cost = calibrated()
    passphrase = "correct horse battery staple"
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "workspace"
        desk, _ = Desk.create(home, "wang", "王主管", passphrase, cost=cost)
        desk.close()
        derivations, openings = [], []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            KeySlots.read(Workspace(home)).unlock("wang", passphrase)
            derivations.append(time.perf_counter() - start)
            start = time.perf_counter()
            Desk.open(home, "wang", passphrase).close()
            openings.append(time.perf_counter() - start)
    print(f"calibrated to {cost.memory_kib // 1024} MiB, {cost.iterations} rounds, {cost.lanes} lanes")
    print(f"passphrase to data key {statistics.median(derivations):.2f} s (bar 0.5 to 1 s)")
    print(f"workspace open {statistics.median(openings):.2f} s")


if __name__ == "__main__":
    main()
