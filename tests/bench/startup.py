"""From process start to a usable window, and to the store being ready, as ratios of an empty PySide6 main window in the same run.

Bars: the sign-in window at most 2×, the store at hand (imported while the person types, ready to try a passphrase) at most 6×.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 7
EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtCore import QTimer
app = QApplication([])
window = QMainWindow(); window.resize(1366, 738); window.show()
def shown():
    print("shown", flush=True)
    app.quit()
QTimer.singleShot(0, shown)
app.exec()
"""


def _median(command: list[str], environment: dict[str, str]) -> float:
    """Seconds from the start of the process to the line that it prints when it has come so far."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            times.append(time.perf_counter() - start)
            process.communicate()
        assert line.strip(), "the process ended before it came so far"
    # The first round only warms the bytecode and the file cache.
    return statistics.median(times[1:])


def main() -> None:
    """Three medians and two ratios."""
    from auditdesk import demo

    with tempfile.TemporaryDirectory() as folder:
        made = demo.build(Path(folder) / "demo")
        # A program that people start has its bytecode on disk.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment = {**kept, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"), "HOME": folder}
        empty = _median([sys.executable, "-c", EMPTY], environment)
        base = [sys.executable, "-m", "ui", "--home", str(made.home)]
        window = _median([*base, "--quit-after", "window"], environment)
        store = _median([*base, "--quit-after", "store"], environment)
        unlocked = {**environment, "AUDITDESK_PASSPHRASE": demo.PASSPHRASE, "AUDITDESK_LOGIN": demo.SUPERVISOR}
        ready = _median([*base, "--quit-after", "ready"], unlocked)
    print(f"empty window {empty * 1000:.0f} ms")
    print(f"sign-in window {window * 1000:.0f} ms = {window / empty:.2f}x (bar 2x)")
    print(f"store at hand, a passphrase can be tried {store * 1000:.0f} ms = {store / empty:.2f}x (bar 6x)")
    print(f"workspace unlocked, firms and one firm shown {ready * 1000:.0f} ms = {ready / empty:.2f}x")


if __name__ == "__main__":
    main()
