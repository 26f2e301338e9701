"""From process start to a usable window, and to the store being ready, as ratios of an empty PySide6 main window in the same run.

Bars: the sign-in window at most 2×, the open workspace with its first place shown at most 6×.
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
QTimer.singleShot(0, app.quit)
app.exec()
"""


def _median(command: list[str], environment: dict[str, str]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Three medians and two ratios."""
    from auditdesk import demo

    with tempfile.TemporaryDirectory() as folder:
        made = demo.build(Path(folder) / "demo")
        environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"), "HOME": folder}
        empty = _median([sys.executable, "-c", EMPTY], environment)
        base = [sys.executable, "-m", "ui", "--home", str(made.home)]
        window = _median([*base, "--quit-after", "window"], environment)
        unlocked = {**environment, "AUDITDESK_PASSPHRASE": demo.PASSPHRASE, "AUDITDESK_LOGIN": demo.SUPERVISOR}
        ready = _median([*base, "--quit-after", "ready"], unlocked)
    print(f"empty window {empty * 1000:.0f} ms")
    print(f"sign-in window {window * 1000:.0f} ms = {window / empty:.2f}x (bar 2x)")
    print(f"workspace open, firms shown {ready * 1000:.0f} ms = {ready / empty:.2f}x (bar 6x)")


if __name__ == "__main__":
    main()
