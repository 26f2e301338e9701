"""The first opening of a place holds the window up in no single turn of its event loop."""

from __future__ import annotations

import time
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.jobs import Runner
from ui.parts.slices import Slices
from ui.places.base import Place
from ui.places.firms import FirmsPlace
from ui.preferences import Preferences
from ui.shell import BUILT, Shell

_LONGEST = 6.5
"""Times ``_yardstick`` that the GUI thread may work in one turn of the event loop: the 50 ms of a blink on a quiet machine. On a busy
one the same work takes twice the processor's time, since others use its caches; the yardstick is held back with it."""


class Turns(QObject):
    """Notes what each turn of the event loop costs the GUI thread, by its own clock: other threads and programs don't count."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._before = time.thread_time()
        self._beat = QTimer(self)
        self._beat.setInterval(0)
        self._beat.timeout.connect(self._note)
        self._beat.start()

    def _note(self) -> None:
        now = time.thread_time()
        self.longest, self._before = max(self.longest, now - self._before), now


def _yardstick() -> float:
    """Seconds of this thread's own time for a fixed piece of the work that an opening is made of: 150 labels, styled and laid out."""
    took = []
    for _trial in range(3):
        began = time.thread_time()
        page = QWidget()
        lines = QVBoxLayout(page)
        for number in range(150):
            label = QLabel(f"第 {number} 行")
            lines.addWidget(label)
            label.ensurePolished()
        page.sizeHint()
        took.append(time.thread_time() - began)
    return min(took)


def _shown(place: Place) -> bool:
    """Whether what is chosen in the list stands beside it."""
    return (place.detail.firm if isinstance(place, FirmsPlace) else place.entry) is not None


@pytest.mark.parametrize("key", ["firms", "rules"])
def test_the_first_opening_takes_no_turn_longer_than_a_blink(key: str, qtbot, filled, tmp_path: Path, runner: Runner) -> None:
    import_module(f"ui.places.{key}")
    built = tuple(each for each in BUILT if each.key in (key, "settings"))
    shares = []
    for trial in range(3):  # best of three: the machine has other work too
        shell = Shell(filled, runner, Preferences(tmp_path / f"{trial}.json"), built)
        qtbot.addWidget(shell)
        shell.resize(1366, 738)
        shell.show()
        shell.go("settings")
        qtbot.waitUntil(lambda: not runner.reading)
        turns = Turns()
        shell.go(key)
        qtbot.waitUntil(partial(_shown, shell.place))
        qtbot.waitUntil(lambda: not runner.reading)
        shares.append(turns.longest / _yardstick())
        turns.deleteLater()
        shell.leave(for_good=True)
    assert min(shares) < _LONGEST, shares


def test_pieces_come_one_a_turn_in_their_order(qtbot) -> None:
    parent, done = QObject(), []
    slices, turns = Slices(parent), QTimer(parent)
    turns.timeout.connect(lambda: done.append("turn"))
    turns.start(0)
    slices.begin(*(lambda number=number: done.append(number) for number in range(3)))
    assert done == []
    qtbot.waitUntil(lambda: not slices.going_on)
    assert [each for each in done if each != "turn"] == [0, 1, 2]
    assert "turn" in done[done.index(0) : done.index(1)] and "turn" in done[done.index(1) : done.index(2)]


def test_new_pieces_take_the_place_of_those_left(qtbot) -> None:
    parent, done = QObject(), []
    slices = Slices(parent)
    slices.begin(lambda: slices.begin(lambda: done.append("new")), lambda: done.append("old"))
    qtbot.waitUntil(lambda: not slices.going_on)
    assert done == ["new"]


def test_what_is_left_is_done_at_once_for_who_waits(qtbot) -> None:
    parent, done = QObject(), []
    slices = Slices(parent)
    slices.begin(lambda: done.append(1), lambda: done.append(2))
    slices.finish()
    assert done == [1, 2] and not slices.going_on
