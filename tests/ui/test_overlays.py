"""What lies over the window is modal: keys go to it alone, Esc closes it first, and there is only ever one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout

from ui.command_palette import CommandPalette
from ui.keys_sheet import KeysSheet
from ui.parts.overlay import Overlay
from ui.parts.popover import Popover
from ui.places.base import Place
from ui.places.notice import NoticePlace
from ui.shell import Built, Shell
from ui.window import Start, Window


class Listed(Place):
    """A place with one line to type into."""

    key = "listed"

    def __init__(self, desk, runner) -> None:
        super().__init__(desk, runner)
        self.line = QLineEdit()
        self.exported = 0
        QVBoxLayout(self).addWidget(self.line)

    def title(self) -> str:
        return "證券商"

    def panes(self):
        return (self.line,)

    def activate(self) -> None:
        self.line.setFocus()

    def export(self) -> None:
        self.exported += 1


BUILT = (
    Built("firms", "firms", "Firms", "Ctrl+2", lambda desk, runner, _: Listed(desk, runner)),
    Built("notice", "notice", "Notice", "Ctrl+7", lambda desk, runner, _: NoticePlace(desk, runner)),
)


@pytest.fixture
def window(fake_desk, preferences, qtbot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("ui.shell.Shell", lambda desk, runner, kept: Shell(desk, runner, kept, BUILT))
    made = Window(preferences, Start(home=tmp_path))
    qtbot.addWidget(made)
    made.resize(1366, 738)
    made.enter(fake_desk)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.ask = lambda _running: "cancel"
    made.close()


@pytest.fixture(params=["firms", "notice"])
def shell(request, window, qtbot) -> Shell:
    """The work in each of the two places, the focus where the place puts it."""
    window.shell.go(request.param)
    if request.param == "notice":
        qtbot.waitUntil(lambda: window.shell.place.reading is not None)
        window.shell.place.activate()
        assert window.shell.place.start.button.hasFocus()
    return window.shell


def press(keys: str) -> None:
    QTest.keySequence(QApplication.focusWidget(), keys)
    QApplication.processEvents()


def over(shell: Shell) -> list[type]:
    return [type(panel) for panel in shell.window().findChildren(Overlay) if panel.isVisible()]


@pytest.mark.parametrize(("key", "kind"), [("F1", KeysSheet), ("Ctrl+K", CommandPalette)])
def test_esc_closes_what_lies_over_the_place_and_the_focus_returns(shell: Shell, key: str, kind: type):
    before = QApplication.focusWidget()
    press(key)
    assert over(shell) == [kind]
    press("Esc")
    assert over(shell) == []
    assert QApplication.focusWidget() is before


@pytest.mark.parametrize("key", ["F1", "Ctrl+K"])
@pytest.mark.parametrize("beneath", ["Ctrl+2", "Ctrl+7", "Ctrl+Shift+E", "Ctrl+J", "F1", "Ctrl+K", "F6", "F9", "Alt+2"])
def test_no_key_acts_beneath_a_panel(shell: Shell, key: str, beneath: str):
    press(key)
    panels, place = over(shell), shell.place
    press(beneath)
    assert over(shell) == panels
    assert shell.place is place
    assert getattr(place, "exported", 0) == 0
    assert not [note for note in shell.window().findChildren(Popover) if note.isVisible()]
    assert any(panel.isAncestorOf(QApplication.focusWidget()) for panel in shell.findChildren(Overlay))


@pytest.mark.parametrize("key", ["F1", "Ctrl+K"])
def test_what_lies_beneath_cannot_take_the_focus(shell: Shell, key: str):
    press(key)
    shell.place.activate()
    QApplication.processEvents()
    press("Esc")
    assert over(shell) == []
    assert shell.place.isAncestorOf(QApplication.focusWidget())


def test_a_second_panel_takes_the_place_of_the_first(shell: Shell):
    before = QApplication.focusWidget()
    shell.open_palette()
    shell.open_keys()
    assert over(shell) == [KeysSheet]
    press("Esc")
    assert QApplication.focusWidget() is before


def test_going_to_another_place_closes_what_lies_over_this_one(shell: Shell):
    press("F1")
    shell.go("firms" if shell.current == "notice" else "notice")
    assert over(shell) == []
    assert not shell.place.isHidden()


def test_locking_works_over_a_panel_and_closes_it(shell: Shell, window: Window):
    for key in ("F1", "Ctrl+K"):
        press(key)
        press("Ctrl+L")
        assert window.pages.currentWidget() is not shell
        assert over(shell) == []
        window._unlocked("chang")
        assert window.pages.currentWidget() is shell


def test_what_is_typed_in_the_palette_stays_there(shell: Shell):
    press("Ctrl+K")
    QTest.keyClicks(QApplication.focusWidget(), "/?1")
    palette = next(panel for panel in shell.findChildren(CommandPalette) if panel.isVisible())
    assert palette.wanted() == "/?1"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "x")
    assert palette.wanted() == "x"
