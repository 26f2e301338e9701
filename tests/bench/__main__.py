"""Runs every benchmark of this folder and prints its ratios."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path


def main() -> None:
    """All benchmarks, or those named on the command line."""
    wanted = set(sys.argv[1:])
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name.startswith("__") or (wanted and module.name not in wanted):
            continue
        print(f"== {module.name}", flush=True)
        importlib.import_module(f"tests.bench.{module.name}").main()


if __name__ == "__main__":
    main()
