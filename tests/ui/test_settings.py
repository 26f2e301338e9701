from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from auditdesk.settings import setting
from ui.places.settings import SettingsPlace
from ui.places.settings_letters import LetterSection


@pytest.fixture
def place(fake_desk, runner, preferences, qtbot) -> SettingsPlace:
    made = SettingsPlace(fake_desk, runner, preferences)
    qtbot.addWidget(made)
    made.show()
    return made


def names(place: SettingsPlace) -> list[str]:
    return [key for key, control in place.controls.items() if control.isVisible()]


@pytest.mark.parametrize(
    ("choice", "key", "value"),
    [("language", "en", "en"), ("look", "dark", "dark"), ("scale", "1.5", 1.5), ("density", "compact", "compact")],
)
def test_a_choice_is_kept_at_once(place: SettingsPlace, preferences, qtbot, choice: str, key: str, value: object):
    with qtbot.waitSignal(preferences.changed) as told:
        qtbot.mouseClick(place.controls[choice].button(key), Qt.MouseButton.LeftButton)
    assert told.args == [choice]
    assert getattr(preferences.choices, choice) == value


def test_settings_are_found_by_their_words_in_any_width(place: SettingsPlace):
    place.search_field.set_text("文字大小")
    assert names(place) == ["scale"]
    place.search_field.set_text("ＥＮＧＬＩＳＨ")
    assert names(place) == ["language"]
    place.search_field.set_text("沒有這個")
    assert names(place) == []
    assert place._nothing.isVisible()
    place.search_field.set_text("")
    assert len(names(place)) == 4


def test_a_choice_made_elsewhere_is_shown(place: SettingsPlace, preferences):
    preferences.set("look", "dark")
    assert place.controls["look"].current() == "dark"


def test_nothing_is_wider_than_the_window_at_200_percent(fake_desk, runner, preferences, qapp, qtbot):
    from ui.theme import Theme, apply

    apply(qapp, Theme(scale=2.0))
    place = SettingsPlace(fake_desk, runner, preferences)
    qtbot.addWidget(place)
    place.resize(1214, 600)
    place.show()
    qtbot.waitExposed(place)
    wide = [control for control in place.controls.values() if control.mapTo(place, control.rect().topRight()).x() > place.width()]
    assert wide == []


def test_every_control_has_a_name(place: SettingsPlace):
    for widget in place.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName(), type(widget).__name__


def test_a_setting_of_letters_is_kept_when_one_leaves_it_and_a_wrong_one_is_told_below(fake_desk, place: SettingsPlace, qtbot):
    section = next(each for each in place.sections if isinstance(each, LetterSection))
    address, days = section.fields["sender.address"], section.fields["letters.reply_days"]
    qtbot.waitUntil(lambda: days.text() == "60")
    address.setText("臺北市示範路 1 號")
    address.editingFinished.emit()
    qtbot.waitUntil(lambda: fake_desk.settings.all()["sender.address"] == "臺北市示範路 1 號")
    fake_desk.settings.change = lambda name, value: setting(name).check(value)
    days.setText("9999")
    days.editingFinished.emit()
    qtbot.waitUntil(lambda: bool(section._wrong["letters.reply_days"].text()))
    assert days.property("error")
