"""Somebody at the real window under an X display: every key goes through the X server, every step waits for what it must show.

Run as ``python -m tests.journeys.visit_script HOME write|sign FOLDER`` with passphrase, login and ``DISPLAY`` in the environment; FOLDER
takes pictures and holds the tray. Ends with 0 when the last step was reached; a step that waits too long is named on the error output.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui import application
from ui.__main__ import main as begin_window
from ui.command_palette import CommandPalette
from ui.parts.pattern_field import PatternSearch
from ui.places.fieldwork import FieldworkPane
from ui.places.fieldwork_capture import CaptureSheet
from ui.places.fieldwork_sheets import ListSheet, ReasonSheet, SignOffSheet, SortSheet
from ui.places.visits import VisitsPlace
from ui.window import Window

FACTS = "防火牆進出紀錄僅保存 90 日；承辦人王堃喆稱備份於峯彣機房，綉、犇兩機未納入。"
ADVICE = "建議將弱點掃描納入變更流程。"
NOTE = "機櫃 3 後方有未貼標籤的測試機"
ITEM, NUMBER = "CC-17010-03", "17010-3"
REASON = "時間已到，其餘下次補查"
PASSPHRASES = {"write": "correct horse battery staple", "sign": "correct horse battery staple!"}
MOST_KEYS = 6
"""Keys beside the words, from the item in sight to a finding with pattern, severity, due date and photo, and the next item."""
Step = Iterator[Callable[[], bool]]


class Hands(QObject):
    """Presses keys through the X server and waits for each to arrive."""

    def __init__(self, window: Window, folder: Path) -> None:
        super().__init__(window)
        self.window, self.folder = window, folder
        self.presses = 0
        """Keys let go; a shortcut takes the press itself away before anybody sees it."""
        self.commands = 0
        """Keys and chords pressed that are no typing."""
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyRelease and event.spontaneous() and watched.isWindowType():
            self.presses += 1
        return False

    def press(self, *keys: str) -> Step:
        """Keys by their X names (``ctrl+Return``), one after the other."""
        for key in keys:
            self.commands += 1
            wanted = self.presses + 1 + key.count("+")
            subprocess.run(("xdotool", "key", key), check=True)
            yield lambda wanted=wanted: self.presses >= wanted

    def send(self, key: str) -> None:
        """A key that opens or closes a dialog: what it is let go over is not told."""
        self.commands += 1
        subprocess.run(("xdotool", "key", key), check=True)

    def burst(self, keys: tuple[str, ...]) -> Step:
        """Keys as fast as the X server takes them."""
        wanted = self.presses + sum(1 + key.count("+") for key in keys)
        subprocess.run(("xdotool", "key", "--delay", "5", *keys), check=True)
        yield lambda: self.presses >= wanted

    def type(self, text: str) -> Step:
        """Latin text by keys, the rest as an input method commits it."""
        for letter in text:
            if letter.isascii() and letter.isalnum():
                yield from self.press(letter)
                self.commands -= 1
            else:
                focus = QApplication.focusWidget()
                assert focus is not None
                committed = QInputMethodEvent()
                committed.setCommitString(letter)
                QApplication.sendEvent(focus, committed)

    def picture(self, name: str) -> None:
        """Of the window, and of the dialog that stands before it."""
        self.window.grab().save(str(self.folder / f"{name}.png"))
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.grab().save(str(self.folder / f"{name}-dialog.png"))


class Journey:
    """What one person does at the window."""

    patience = 40.0
    """Seconds that a step may wait for what it must show."""

    def __init__(self, window: Window, act: str, folder: Path) -> None:
        self.window, self.hands, self.folder = window, Hands(window, folder), folder
        self._steps, self._wait, self._since = getattr(self, act)(), None, time.monotonic()
        self._last = ""
        window.runner.crashed.connect(self._crashed)
        self._tick = QTimer(window)
        self._tick.timeout.connect(self._go)
        self._tick.start(5)

    def _go(self) -> None:
        if self._wait is not None and not self._wait():
            if time.monotonic() - self._since > self.patience:
                self._tick.stop()
                focus = QApplication.focusWidget()
                seen = [type(one).__name__ for one in QApplication.topLevelWidgets() if one.isVisible()]
                sys.stderr.write(f"stuck at {self._last}; focus in {type(focus).__name__}; windows {seen}\n")
                self.hands.picture("stuck")
                os._exit(3)
            return
        self._since = time.monotonic()
        try:
            self._wait = next(self._steps)
        except StopIteration:
            self._tick.stop()
            self.window.ask, self.window.ask_unsaved = lambda _running: "cancel", lambda: "leave"
            self.window.close()
        except BaseException as problem:
            sys.stderr.write(f"failed at {self._last}: {problem!r}\n")
            self.hands.picture("failed")
            os._exit(4)

    def _crashed(self, problem: Exception) -> None:
        sys.stderr.write(f"work failed at {self._last}: {''.join(traceback.format_exception(problem))}\n")
        self.hands.picture("crashed")
        os._exit(5)

    def at(self, name: str) -> None:
        self._last = name

    # what is looked at

    @property
    def place(self) -> VisitsPlace | None:
        shell = self.window.shell
        place = shell.place if shell is not None else None
        return place if isinstance(place, VisitsPlace) else None

    @property
    def pane(self) -> FieldworkPane:
        assert self.place is not None
        return self.place.fieldwork

    def sheet(self, kind: type[QWidget]) -> bool:
        return any(found.isVisible() for found in self.window.findChildren(kind))

    def settled(self) -> bool:
        return self.pane.book.settled and not self.pane.runner.reading

    def in_list(self) -> bool:
        return self.pane.items.list.hasFocus()

    # the steps

    def turn_to(self, window: QWidget) -> Step:
        """No window manager runs here, so nobody else gives a window the keyboard."""
        subprocess.run(("xdotool", "windowfocus", str(int(window.winId()))), check=True)
        yield window.isActiveWindow

    def visits(self) -> Step:
        self.at("sign in")
        yield lambda: self.window.shell is not None and self.window.isVisible()
        yield from self.turn_to(self.window)
        yield from self.hands.press("ctrl+4")
        self.at("list of visits")
        yield lambda: self.place is not None and bool(self.place.list.table.shown) and self.place.list.view.hasFocus()

    def open(self) -> Step:
        hands = self.hands
        yield from self.visits()
        hands.picture("visits")
        yield from hands.press("Home", "Return")
        self.at("fieldwork")
        yield lambda: self.place is not None and self.place.working is not None and self.pane.head is not None and self.in_list()

    def command(self, words: str) -> Step:
        """A command of the palette."""
        self.at(f"palette: {words}")
        yield from self.hands.press("ctrl+k")
        yield lambda: self.sheet(CommandPalette) and isinstance(QApplication.focusWidget(), QLineEdit)
        yield from self.hands.type(words)
        yield from self.hands.press("Return")

    def write(self) -> Step:
        hands = self.hands
        yield from self.open()
        pane = self.pane
        self.at("first item conforms")
        yield from hands.press("1", "Down")
        self.at("an item found by its number is deficient: a finding with a photo")
        yield from self.command(f"#{NUMBER}")
        yield lambda: self.in_list() and pane.item == ITEM
        second, before = pane.item, hands.commands
        yield from hands.press("2")
        yield lambda: pane.book.item(second).finding is not None
        yield from hands.press("Return")
        yield lambda: pane.editor.form.facts.hasFocus()
        yield from hands.type(FACTS)
        hands.picture("finding")
        yield from hands.press("ctrl+e")
        yield lambda: self.settled() and pane.book.item(second).evidence == 1
        yield from hands.press("ctrl+Return")
        yield lambda: self.in_list() and pane.item != second
        assert hands.commands - before <= MOST_KEYS, hands.commands - before
        self.at("an observation")
        third = pane.item
        yield from hands.press("3", "Return")
        yield lambda: pane.editor.form.facts.hasFocus()
        yield from hands.type(ADVICE)
        self.at("its pattern is found by two characters")
        yield from hands.press("F4")
        yield lambda: isinstance(QApplication.focusWidget(), QLineEdit)
        yield from hands.type("弱掃")
        yield lambda: bool(pane.window().findChildren(PatternSearch)[-1].list.offers)
        yield from hands.press("alt+1")
        yield lambda: self.settled() and bool(pane.finding().pattern)
        yield from hands.press("ctrl+Return")
        yield lambda: self.in_list() and pane.item != third
        yield from hands.press("4", "ctrl+g")
        self.at("a note is captured and sorted")
        yield from hands.press("ctrl+n")
        yield lambda: self.sheet(CaptureSheet)
        yield from hands.type(NOTE)
        yield from hands.press("Return")
        yield lambda: self.settled() and len(pane.head.notes) == 1
        yield from hands.press("ctrl+i")
        yield lambda: self.sheet(SortSheet)
        hands.picture("notes")
        yield from hands.press("m")
        yield lambda: self.settled() and not pane.head.notes and not self.sheet(SortSheet)
        self.at("the rest conforms, but for the last two")
        yield lambda: self.in_list()
        done, total = pane.book.progress()
        while total - done > 2:
            yield from hands.burst(("1", "ctrl+g") * min(10, total - done - 2))
            done, total = pane.book.progress()
        yield self.settled
        self.at("taking a step back by its name and doing it again")
        done = pane.book.progress()[0]
        yield from hands.press("ctrl+z")
        yield lambda: self.settled() and pane.head.done == done - 1
        yield from hands.press("ctrl+shift+z")
        yield lambda: self.settled() and pane.head.done == done
        self.at("the x-ray lists what is missing")
        yield lambda: any(line.code == "unanswered" for line in pane.problems)
        yield from hands.press("ctrl+F8")
        yield lambda: self.sheet(ListSheet)
        hands.picture("xray")
        yield from hands.press("1")
        yield lambda: not self.sheet(ListSheet)
        self.at("handing in with a reason")
        yield from self.command("送審")
        yield lambda: self.sheet(ReasonSheet)
        yield from hands.type(REASON)
        hands.picture("reason")
        yield from hands.press("ctrl+Return")
        yield lambda: self.settled() and pane.head.standing == "submitted"
        hands.picture("submitted")

    def sign(self) -> Step:
        yield from self.open()
        yield from self.command("簽核工作底稿")
        self.at("signing off with the passphrase")
        yield lambda: self.sheet(SignOffSheet)
        yield from self.hands.type(PASSPHRASES["sign"])
        self.hands.picture("signing")
        yield from self.hands.press("Return")
        yield lambda: self.settled() and self.pane.head.standing == "signed_off"
        self.hands.picture("signed")
        self.at("signed papers take no judgement")
        yield from self.hands.press("2")
        yield self.settled


def main(journey: type[Journey] = Journey) -> int:
    """The product's own start, with the journey set beside it."""
    home, act, folder = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    listen = application._close_on_signals

    def begin(window: Window) -> None:
        listen(window)
        window.journey = journey(window, act, folder)

    application._close_on_signals = begin
    return begin_window(["--home", str(home), "--today", "2019-11-01", "--lang", "zh_TW"])


if __name__ == "__main__":
    sys.exit(main())
