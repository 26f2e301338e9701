"""People among the settings: everything is there, what may not be done says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from auditdesk.desk import Desk
from auditdesk.places import Workspace
from auditdesk.store.keys import Cost, KeySlots
from ui.parts.overlay import Overlay
from ui.places.settings import SettingsPlace
from ui.places.settings_people import PeopleSection

CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def show(home: Path, runner, preferences, qtbot):
    opened: list[Desk] = []
    desk, _ = Desk.create(home, "wang", "王示範", PASSPHRASE, ("supervisor", "administrator"), cost=CHEAP)
    desk.people.add("lin", "林示範", PASSPHRASE, ("inspector",))
    desk.close()

    def as_person(login: str) -> tuple[Desk, PeopleSection]:
        desk = Desk.open(home, login, PASSPHRASE)
        opened.append(desk)
        place = SettingsPlace(desk, runner, preferences)
        qtbot.addWidget(place)
        place.show()
        section = next(section for section in place.sections if isinstance(section, PeopleSection))
        qtbot.waitUntil(lambda: section.table.rowCount() == 2 and not runner.reading)
        return desk, section

    yield as_person
    runner.close()
    for one in opened:
        one.close()


def sheet(section: PeopleSection) -> QWidget:
    return next(one for one in section._place.window().findChildren(Overlay) if one.isVisible())


def choose(section: PeopleSection, login: str) -> None:
    section.view.choose(next(row.uid for row in section._rows if row.login == login))


def test_an_inspector_sees_everything_and_why_he_may_not(show):
    _, section = show("lin")
    choose(section, "wang")
    for button in (section.add, section.roles, section.disable, section.enable, section.recovery, section.rekey):
        assert not button.isEnabled() and "系統管理者" in button.toolTip()
    assert section.passphrase.isEnabled()
    assert not section.minutes.isEnabled()


def test_nobody_disables_himself(show):
    _, section = show("wang")
    choose(section, "wang")
    assert not section.disable.isEnabled() and "自己" in section.disable.toolTip()
    choose(section, "lin")
    assert section.disable.isEnabled()


def test_a_person_is_added_once_the_passphrase_is_good(show, qtbot):
    desk, section = show("wang")
    section.add.click()
    form = sheet(section)
    form.name.setText("陳示範")
    form.login.setText("chen")
    for field in (form.passphrase.first, form.passphrase.again):
        field.set_text("password1234")
    form.primary.click()
    assert form.wrong.isVisibleTo(form) and len(desk.people.list()) == 2
    for field in (form.passphrase.first, form.passphrase.again):
        field.set_text("chen has another phrase")
    form.primary.click()
    qtbot.waitUntil(lambda: section.table.rowCount() == 3)
    assert desk.people.list()[0].login == "chen"


def test_disabling_asks_first_by_name(show, qtbot):
    desk, section = show("wang")
    choose(section, "lin")
    section.disable.click()
    form = sheet(section)
    assert "林示範" in form.accessibleName()
    assert all(person.active for person in desk.people.list())
    form.primary.click()
    qtbot.waitUntil(lambda: not next(one for one in desk.people.list() if one.login == "lin").active)
    qtbot.waitUntil(lambda: any(not row.active for row in section._rows))


def test_the_recovery_code_is_shown_once_and_the_data_key_changes_as_a_job(show, qtbot, runner):
    _, section = show("wang")
    section.recovery.click()
    sheet(section).primary.click()
    qtbot.waitUntil(lambda: any(hasattr(one, "code") for one in section._place.window().findChildren(Overlay)))
    shown = next(one for one in section._place.window().findChildren(Overlay) if hasattr(one, "code"))
    assert len(shown.code.text().replace("-", "")) == 32
    shown.close_and_return()
    section.rekey.click()
    sheet(section).primary.click()
    qtbot.waitUntil(lambda: bool(runner.jobs) and runner.jobs[-1].state == "succeeded")


def test_ones_own_passphrase_is_changed_only_by_who_knows_the_present_one(show, qtbot, home):
    _, section = show("wang")
    section.passphrase.click()
    form = sheet(section)
    for field in (form.passphrase.first, form.passphrase.again):
        field.set_text("another one for the harbour 7")
    form.confirm.field.set_text("not the passphrase at all")
    form.primary.click()
    qtbot.waitUntil(lambda: form.confirm._told.isVisibleTo(form))
    assert KeySlots.read(Workspace(home)).unlock("wang", PASSPHRASE)[0] == "wang"
    form.confirm.field.set_text(PASSPHRASE)
    said: list[str] = []
    section._place.said.connect(said.append)
    form.primary.click()
    qtbot.waitUntil(lambda: bool(said))
    assert KeySlots.read(Workspace(home)).unlock("wang", "another one for the harbour 7")[0] == "wang"
