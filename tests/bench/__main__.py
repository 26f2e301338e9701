"""Runs every benchmark of this folder and prints its ratios."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

LONG = {"durability", "parcel_rounds"}
"""Minutes rather than moments: only when named."""
SHARED = {"window"}
"""What benchmarks have in common."""


def main() -> None:
    """All benchmarks but the long ones, or those named on the command line."""
    wanted = set(sys.argv[1:])
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name.startswith("__") or module.name not in (wanted or {module.name} - LONG) - SHARED:
            continue
        print(f"== {module.name}", flush=True)
        importlib.import_module(f"tests.bench.{module.name}").main()


if __name__ == "__main__":
    main()
