"""Somebody at the real window: finds a firm, opens the form for a dated fact, and types its source letter by letter.

Run as ``python -m tests.durability.window_script HOME [SEARCH SOURCE]`` with the passphrase in ``AUDITDESK_PASSPHRASE``. Tells on the
standard output, line by line: ``open``, each letter when it is in the field, ``typed`` when all of it is there; then it waits to be
killed. With SEARCH and SOURCE it types those, has one slot fail with SOURCE in its message, and closes when its input ends.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui import application
from ui.__main__ import read_arguments
from ui.places.firms import FirmsPlace
from ui.places.firms_facts import FactSheet
from ui.window import Window

LETTER_MILLISECONDS = 20
FIRM = "ZX00"


def tell(*word: Any) -> None:
    """One line for who reads."""
    sys.stdout.write(json.dumps(word) + "\n")
    sys.stdout.flush()


class Typist:
    """Takes the next step at each tick, when the window is ready for it."""

    def __init__(self, window: Window, search: str, source: str) -> None:
        self._window = window
        self._search, self._source = search, source
        self._letters = iter(source) if source else iter(lambda: random.choice("abcdefghij klmnop"), "")
        self._step = self._choose
        self._sheet: FactSheet | None = None
        self._tick = QTimer(window)
        self._tick.timeout.connect(lambda: self._step())
        self._tick.start(LETTER_MILLISECONDS)
        if source:
            threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        sys.stdin.read()
        self._step = self._close

    def _choose(self) -> None:
        shell = self._window.shell
        if shell is not None and shell.current != "firms":
            shell.go("firms")
        place = shell.place if shell is not None else None
        if not isinstance(place, FirmsPlace) or not place.register.table.shown:
            return
        tell("open", time.monotonic())
        if self._search:
            _type(place.register.field, self._search)
            place.register.field.set_text("")
        place.register.view.choose(FIRM)
        self._step = self._open_form

    def _open_form(self) -> None:
        place = self._window.shell.place
        assert isinstance(place, FirmsPlace)
        if place.detail.firm is None or place.detail.firm.code != FIRM:
            return
        place.record_fact()
        self._sheet = next(sheet for sheet in self._window.findChildren(FactSheet) if sheet.isVisible())
        self._sheet.source.setFocus()
        self._sheet.source.clear()
        tell("form", time.monotonic())
        self._step = self._type

    def _type(self) -> None:
        assert self._sheet is not None
        letter = next(self._letters, None)
        if letter is None:
            tell("typed", time.monotonic(), self._sheet.source.text())
            if self._source:
                self._step = self._wait
                QTimer.singleShot(0, self._fail)
            return
        _type(self._sheet.source, letter)
        tell("letter", time.monotonic(), self._sheet.source.text())

    def _fail(self) -> None:
        raise RuntimeError(f"a slot fails over {self._source} and {self._search}")

    def _wait(self) -> None:
        self._step = lambda: None
        # The autosave has its half second, the crash dialog its own turn.
        QTimer.singleShot(1500, lambda: tell("crashed", time.monotonic()))

    def _close(self) -> None:
        self._step = lambda: None
        for dialog in QApplication.topLevelWidgets():
            if dialog is not self._window:
                dialog.close()
        self._window.ask, self._window.ask_unsaved = lambda _running: "cancel", lambda: "leave"
        self._window.close()


def _type(field: QWidget, text: str) -> None:
    """Latin letters by keys, others as an input method commits them."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(field, letter)
        else:
            committed = QInputMethodEvent()
            committed.setCommitString(letter)
            QApplication.sendEvent(field.focusWidget() or field, committed)


def main() -> int:
    """The product's own start, with the typist set beside it."""
    home, search, source = Path(sys.argv[1]), *(sys.argv[2:] or ["", ""])
    listen = application._close_on_signals

    def begin(window: Window) -> None:
        listen(window)
        window.typist = Typist(window, search, source)

    application._close_on_signals = begin
    return application.run(read_arguments(["--home", str(home), "--today", "2019-11-01"]))


if __name__ == "__main__":
    sys.exit(main())
