"""The window under the clock: how long each step takes, and for how long the window is away meanwhile, in ms.

On a busy machine the wall tells of others too; ``working`` is the window's own thread.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from auditdesk.desk import Desk
from ui import theme
from ui.ahead import load
from ui.built_places import BUILT, Built
from ui.jobs import Runner
from ui.preferences import Preferences
from ui.shell import Shell

_BAR = 0.05
"""Seconds for which the window may be away."""


def places(*keys: str) -> tuple[Built, ...]:
    """Places of the rail in the order of ``keys``; the first is the one that opens."""
    return tuple(each for key in keys for each in BUILT if each.key == key)


@contextmanager
def window(desk: Desk, built: tuple[Built, ...]) -> Iterator[Shell]:
    """A window over an open desk, its modules loaded and the day's backup made, as after signing in."""
    application = QApplication.instance() or QApplication([sys.argv[0], *theme.FUSION])
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Theme())
    load()
    gc.freeze()  # as the application does once its modules are there
    runner = Runner()
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(desk, runner, Preferences(Path(folder, "p.json")), built)
        desk.subscribe(lambda changed: runner._post(lambda: shell.refresh(changed)))
        shell.resize(1366, 738)
        shell.show()
        shell.activateWindow()
        shell.start()
        try:
            Watch().until("the day's backup", lambda: not runner.active() and not runner.reading, lambda: time.sleep(0.5))
            yield shell
        finally:
            shell.leave(for_good=True)
            runner.close()
            shell.deleteLater()


class Watch:
    """A timer's beats: where two lie far apart, the window was away. ``beats`` counts those since the step began."""

    def __init__(self) -> None:
        self._at: list[tuple[float, float]] = []
        self._timer = QTimer()
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    @property
    def beats(self) -> int:
        return len(self._at)

    def _beat(self) -> None:
        self._at.append((time.perf_counter(), time.thread_time()))

    def until(self, name: str, done: Callable[[], bool], begin: Callable[[], object] = lambda: None) -> None:
        """Begin a step, turn the event loop until it is ``done`` (a minute at most), and print what it took."""
        self._at.clear()
        self._beat()
        began = time.perf_counter()
        begin()
        while not done() and time.perf_counter() - began < 60:
            QApplication.processEvents()
            time.sleep(0.0005)
        spent = time.perf_counter() - began
        self._beat()
        wall, own = (tuple(_gaps(self._at, at)) for at in (0, 1))
        often = sum(gap > _BAR for gap in own)
        print(
            f"  {name:<44}{spent * 1000:>9.1f} ms{max(wall) * 1000:>8.1f} ms away,"
            f" working {max(own) * 1000:>6.1f} ms at most (bar 50), {often} times over",
            flush=True,
        )


def _gaps(beats: Iterable[tuple[float, float]], clock: int) -> Iterator[float]:
    return (later[clock] - earlier[clock] for earlier, later in pairwise(beats))
