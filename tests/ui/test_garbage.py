from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from ui import garbage
from ui.jobs import Runner


class Ring(QObject):
    """In a circle with itself, so that only the collector lets go of it."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        self.ended_on: list[threading.Thread] = []
        weakref.finalize(self, lambda ended: ended.append(threading.current_thread()), self.ended_on)

    def take(self, _value: object) -> None:
        """An answer."""


def test_what_lies_in_a_circle_ends_on_the_gui_thread_however_much_a_thread_allocates(qapp, qtbot, monkeypatch):
    monkeypatch.setattr(garbage, "_EVERY", 10)
    parent, was, limits = QObject(), gc.isenabled(), gc.get_threshold()
    try:
        garbage.collect_here(parent)
        gc.set_threshold(500, 0, 0)
        ended = Ring().ended_on
        thread = threading.Thread(target=lambda: [[number] for number in range(20_000)])
        thread.start()
        thread.join()
        assert not ended
        kept = [[number] for number in range(1_000)]
        qtbot.waitUntil(lambda: bool(ended))
        assert kept and ended == [threading.main_thread()]
    finally:
        gc.set_threshold(*limits)
        if was:
            gc.enable()


@pytest.mark.parametrize("lane", ["read", "write", "start"])
def test_what_asked_is_let_go_of_on_the_gui_thread(runner: Runner, qtbot, lane):
    ended: list[threading.Thread] = []

    class Asked(QObject):
        def work(self, *_progress: object) -> None:
            """Nothing to do."""

        def take(self, _value: object) -> None:
            """An answer."""

    for _ in range(30):
        asked = Asked()
        weakref.finalize(asked, lambda: ended.append(threading.current_thread()))
        if lane == "start":
            runner.start("papers", asked.work)
        else:
            getattr(runner, lane)(asked.work, asked.take)
        del asked
    qtbot.waitUntil(lambda: not runner.reading and not runner.active())
    for job in list(runner.jobs):
        job._work = None
    qtbot.waitUntil(lambda: len(ended) == 30)
    assert set(ended) == {threading.main_thread()}
