"""The Rules place by keys alone: two editions side by side, and an own edition put in force by a second supervisor."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.office_rules import ItemChange
from tests.conftest import CHEAP, PASSPHRASE
from ui.places.rules_sheets import ApproveSheet, KeyItemSheet
from ui.preferences import Preferences
from ui.shell import BUILT, Shell

DAY = date(2019, 11, 1)
RISK = "CC-11000-01"
WORDS = ("全部資訊資產均已清查，並每年檢視。", "All assets are identified and looked at every year.")
Key, CONTROL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def second(desk, home):
    """The desk of a second supervisor, for whom an own edition waits."""
    desk.people.add("lee", "李主管", PASSPHRASE + "!", ["supervisor"])
    desk.office_editions.copy("2019-10-25", "own-1", date(2019, 10, 1))
    desk.office_editions.change_item("own-1", ItemChange(RISK, "", "(1)", *WORDS, "annual", "always", None, None))
    desk.office_editions.submit("own-1")
    desk.close()
    opened = Desk.open(home, "lee", PASSPHRASE + "!", cost=CHEAP, clock=fixed_clock(DAY))
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot, second, runner, tmp_path):
    """The inside of the window at the Rules place, at the size of a small laptop."""
    built = tuple(each for each in BUILT if each.key == "rules")
    shell = Shell(second, runner, Preferences(tmp_path / "preferences.json"), built)
    qtbot.addWidget(shell)
    second.subscribe(lambda kinds: runner._post(lambda: shell.refresh(kinds)))
    shell.resize(1366, 738)
    shell.show()
    shell.activateWindow()
    shell.start()
    qtbot.waitUntil(lambda: shell.place.entry is not None and not runner.reading)
    yield shell
    shell.leave(for_good=True)
    runner.close()


def press(key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def to_own(qtbot, place) -> None:
    press(Key.Key_Home)
    for _ in range(place.table.rowCount()):
        if place.entry.id == "own-1":
            break
        press(Key.Key_Down)
    assert place.entry.id == "own-1"


def test_what_an_own_edition_changes_stands_side_by_side_after_a_few_keys(qtbot, window):
    place = window.place
    to_own(qtbot, place)
    press(Key.Key_3, ALT)
    qtbot.waitUntil(lambda: place.compare.table.rowCount() == 1)
    compared = (place.compare.first.current(), place.compare.second.current())
    assert compared == ("2019-10-25", "own-1")
    place.compare.view.setFocus()
    press(Key.Key_Home)
    before = place.desk.rulebook.edition("2019-10-25").item(RISK).summary.zh
    sides = [label.accessibleName() for label in place.compare.texts.findChildren(QLabel) if label.accessibleName()]
    assert sides == [before, WORDS[0]]


def test_an_own_edition_is_put_in_force_by_keys_with_the_passphrase_of_a_second_person(qtbot, window):
    place = window.place
    to_own(qtbot, place)
    assert place.desk.rulebook.in_force(DAY).id == "2019-10-25"
    press(Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(ApproveSheet)))
    sheet = next(each for each in window.findChildren(ApproveSheet) if each.isVisible())
    assert QApplication.focusWidget() is sheet.confirm.field.edit
    QTest.keyClicks(sheet.confirm.field.edit, "somebody else's")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: "尚未核定" in sheet.confirm._told.text())
    assert place.desk.office_editions.show("own-1").state == "submitted"
    QTest.keyClicks(sheet.confirm.field.edit, PASSPHRASE + "!")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: place.entry.row is not None and place.entry.row.state == "in_force")
    assert place.desk.rulebook.in_force(DAY).id == "own-1"


def test_a_sheet_of_rules_has_the_keyboard_in_its_first_field_as_soon_as_it_is_open(qtbot, window):
    press(Key.Key_5, ALT)
    press(Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(KeyItemSheet)))
    sheet = next(each for each in window.findChildren(KeyItemSheet) if each.isVisible())
    qtbot.waitUntil(lambda: QApplication.focusWidget() is sheet.year)
