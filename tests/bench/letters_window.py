"""The Letters place over eighty firms: the longest the window is away, opening, moving, writing and stopping, in ms.

Bars: never away for longer than 50 ms by our doing; the first letter drawn within 1 s; a cancel heard within 1 s. On a busy machine the
wall tells of others too; ``working`` is the window's own thread.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from auditdesk.desk import Desk
from tests.ui.letters_office import PLACES, build, opened, press
from ui import theme
from ui.ahead import load
from ui.jobs import Runner
from ui.places.letters import LettersPlace
from ui.places.letters_batch import BatchPage
from ui.preferences import Preferences
from ui.shell import Shell

FIRMS = 80


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, patch("ui.places.letters_form.documents", lambda: folder):
        desk = opened(build(Path(folder), FIRMS), "lee")
        try:
            _window(desk)
        finally:
            desk.close()


def _window(desk: Desk) -> None:
    application = QApplication.instance() or QApplication([sys.argv[0], *theme.FUSION])
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Theme())
    load()
    gc.freeze()  # as the application does once its modules are there
    runner = Runner()
    shell = Shell(desk, runner, Preferences(Path(tempfile.mkdtemp(), "p.json")), PLACES[::-1])
    desk.subscribe(lambda changed: runner._post(lambda: shell.refresh(changed)))
    shell.resize(1366, 738)
    beats: list[tuple[float, float]] = []

    def beat() -> None:
        beats.append((time.perf_counter(), time.thread_time()))

    timer = QTimer()
    timer.setInterval(2)
    timer.timeout.connect(beat)
    timer.start()

    def until(name: str, done: Callable[[], bool], begin: Callable[[], object]) -> None:
        beats.clear()
        beat()
        began = time.perf_counter()
        begin()
        while not done() and time.perf_counter() - began < 60:
            application.processEvents()
            time.sleep(0.0005)
        spent = (time.perf_counter() - began) * 1000
        beat()
        gaps = [(later[0] - earlier[0], later[1] - earlier[1]) for earlier, later in pairwise(beats)]
        away, own = (max(gap[at] for gap in gaps) * 1000 for at in (0, 1))
        often = sum(gap[1] > 0.05 for gap in gaps)
        print(
            f"  {name:<34}{spent:>9.1f} ms{away:>8.1f} ms away, working {own:>6.1f} ms at most, {often} times over 50", flush=True
        )

    shell.show()
    shell.activateWindow()
    shell.start()
    until("the day's backup", lambda: not runner.active() and not runner.reading, lambda: time.sleep(0.5))
    try:
        shell.go("trail")
        until("settle down", lambda: not runner.reading, lambda: None)
        until("open the place", lambda: getattr(shell.place, "standing", None) is not None, lambda: press("Ctrl+6"))
        place = shell.place
        assert isinstance(place, LettersPlace)
        until("the batch, its preflight read", lambda: place.page.read_once, lambda: press("Alt+2"))
        page = place.page
        assert isinstance(page, BatchPage)
        until("the first letter drawn", lambda: page.preview.pdf.pages() > 0 and not runner.reading, lambda: None)
        for turn in range(5):
            until(f"next letter {turn + 1}", lambda: not page._rest.isActive() and not runner.reading, lambda: press("Down"))
        press("Ctrl+A")
        until("what would be written", lambda: len(beats) > 20, lambda: press("Ctrl+Return"))
        acts = page.acts
        until("write ten letters", lambda: acts.run.job is not None and acts.run.job.done >= 10, lambda: press("Return"))
        until("stop here", lambda: acts.run.job is not None and acts.run.job.over, acts.stop)
        until("settle down", lambda: not runner.reading and not page._again.isActive(), lambda: None)
        until("go on, ten more", lambda: acts.run.job is not None and acts.run.job.done >= 20, lambda: press("Ctrl+Return"))
        until("cancel and undo twenty", lambda: acts.run.job is not None and acts.run.job.over, acts.cancel)
        until(
            "the other pages, made while nothing is done",
            lambda: len(place.made) == 5 and not runner.reading,
            lambda: place._idle.start(),
        )
        for key, name in (("1", "approval"), ("3", "register"), ("4", "tracking"), ("5", "templates")):
            until(
                f"first look at {name}", lambda: place.page.read_once and not runner.reading, lambda key=key: press(f"Alt+{key}")
            )  # type: ignore[misc]
    finally:
        shell.leave(for_good=True)
        runner.close()


if __name__ == "__main__":
    main()
