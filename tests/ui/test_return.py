"""After the power failed the next start is where the person was: place, form, field, caret, text; and it says so once."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from auditdesk.desk import Desk, fixed_clock
from tests.conftest import as_a_kill_leaves_it
from ui.places.firms_facts import FactSheet
from ui.preferences import Preferences
from ui.window import Start, Window

DAY = date(2020, 1, 1)
LOGIN, PASSPHRASE = "wang", "correct horse battery staple"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace with two firms."""
    kept = Path(__file__).parents[1] / "store" / "released" / "schema-1"
    return Path(shutil.copytree(kept, tmp_path / "office", ignore=shutil.ignore_patterns("*.lock")))


@pytest.fixture
def enter(qtbot, tmp_path: Path):
    windows: list[Window] = []

    def start(home: Path) -> Window:
        window = Window(Preferences(tmp_path / "preferences.json"), Start(home=home, today=DAY))
        window.ask, window.ask_unsaved = lambda _running: "cancel", lambda: "leave"
        window.ahead.begin = lambda: None
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(1366, 738)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.enter(Desk.open(home, LOGIN, PASSPHRASE, clock=fixed_clock(DAY)))
        if window.shell.current == "today":
            window.shell.go("firms")
        qtbot.waitUntil(lambda: window.shell.place.detail.firm is not None)
        return window

    yield start
    for window in windows:
        window.close()


def sheet_of(window: Window) -> FactSheet | None:
    return next((sheet for sheet in window.findChildren(FactSheet) if sheet.isVisible()), None)


def typing(window: Window, qtbot) -> FactSheet:
    window.shell.place.record_fact()
    qtbot.waitUntil(lambda: sheet_of(window) is not None)
    sheet = sheet_of(window)
    sheet.source.setFocus()
    QTest.keyClicks(sheet.source, "filing page 12")
    sheet.source.setCursorPosition(6)
    return sheet


def test_after_a_kill_the_form_is_open_again_with_its_text_and_caret_and_it_is_said_once(enter, office, tmp_path, qtbot):
    window = enter(office)
    sheet = typing(window, qtbot)
    code = sheet._code
    kept = window.shell.desk.drafts
    qtbot.waitUntil(lambda: any(row.caret == 6 for row in kept.all(f"firms.fact/{code}")) or sheet.source.hasFocus() is False)
    qtbot.waitUntil(lambda: f"firms.fact/{code}" in "".join(row.content for row in kept.all("session")))
    assert window.shell.settle()
    killed = tmp_path / "killed"  # what lies on the disk at this moment, as a kill leaves it
    as_a_kill_leaves_it(office, killed)
    again = enter(killed)
    assert "上次未正常結束" in again.shell.status._said.text()
    qtbot.waitUntil(lambda: sheet_of(again) is not None)
    back = sheet_of(again)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is back.source)
    assert (back._code, back.source.text(), back.source.cursorPosition()) == (code, "filing page 12", 6)


def test_a_form_open_at_the_lock_is_there_again_after_it_with_its_text_and_caret(enter, office, qtbot):
    window = enter(office)
    sheet = typing(window, qtbot)
    code = sheet._code
    QTest.keySequence(sheet.source, "Ctrl+L")
    qtbot.waitUntil(lambda: window.desk.store.asleep)
    assert sheet_of(window) is None
    page = window.pages.currentWidget()
    QTest.keyClicks(page.passphrase.edit, PASSPHRASE)
    QTest.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.shell)
    qtbot.waitUntil(lambda: sheet_of(window) is not None)
    back = sheet_of(window)
    qtbot.waitUntil(lambda: back.source.text() == "filing page 12")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is back.source)
    assert (back._code, back.source.cursorPosition()) == (code, 6)
    assert "上次未正常結束" not in window.shell.status._said.text()


def test_after_a_clean_end_nothing_is_said_of_a_crash_and_no_name_is_in_a_plain_file(enter, office, tmp_path):
    window = enter(office)
    window.shell.place.register.field.set_text("示範")
    window.close()
    assert set(json.loads((tmp_path / "preferences.json").read_text(encoding="utf-8"))) >= {"language", "geometry"}
    assert "示範" not in (tmp_path / "preferences.json").read_text(encoding="utf-8")
    desk = Desk.open(office, LOGIN, PASSPHRASE, clock=fixed_clock(DAY))
    fields = {row.field for row in desk.left_open}
    desk.close()
    assert fields == {"state"}
