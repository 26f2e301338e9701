"""What a person may not do is there, disabled, with its reason: in every place, for every kind of person, as roles stand now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from auditdesk.desk import Desk
from auditdesk.rules.acts import may
from auditdesk.store.keys import Cost
from ui.places.base import Command
from ui.places.settings_backup import BackupSection
from ui.places.settings_people import PeopleSection
from ui.places.settings_retention import RetentionSection
from ui.shell import BUILT, Shell
from ui.words import words

CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
ACTING = {
    "匯入基本資料": "firms.apply",
    "登錄事實": "firms.record_fact",
    "開啟查核": "visits.open",
    "變更基本資料": "firms.describe",
    "新增聯絡人": "contacts.add",
    "輸出…": "notice.write",
    "複製為新版本": "office_editions.copy",
    "提出例外": "exceptions.propose",
    "提出重要項目": "key_items.add",
}
"""The commands that act, and the act of each."""
LOOKING = {
    "匯出清單",
    "只看人力不足",
    "名冊基準日",
    "僅顯示未排程",
    "顯示已合併或撤照的證券商",
    "已匯入的名冊",
    "本年度級距變更",
    "預覽 PDF",
    "匯出稽核軌跡",
    "重新檢查軌跡",
}
"""Those that only show or write what the person sees anyway."""


@pytest.fixture
def shell_of(home: Path, runner, preferences, qtbot):
    opened: list[tuple[Desk, Shell]] = []
    desk, _ = Desk.create(home, "wang", "王示範", PASSPHRASE, ("supervisor", "administrator"), cost=CHEAP)
    for login, role in (("lin", "inspector"), ("lee", "clerk"), ("root", "administrator")):
        desk.people.add(login, login, PASSPHRASE, (role,))
    desk.close()

    def as_person(login: str) -> Shell:
        desk = Desk.open(home, login, PASSPHRASE)
        shell = Shell(desk, runner, preferences)
        opened.append((desk, shell))
        qtbot.addWidget(shell)
        shell.show()
        for built in BUILT:
            shell.go(built.key)
        qtbot.waitUntil(lambda: not runner.reading)
        return shell

    yield as_person
    runner.close()
    for desk, shell in opened:
        shell.leave(for_good=True)
        desk.close()


def commands(shell: Shell) -> list[Command]:
    return [command for place in shell._made.values() for command in place.commands()]


@pytest.mark.parametrize("login", ["lin", "lee", "root"])
def test_each_command_that_acts_is_refused_with_its_reason_where_it_is_forbidden(shell_of, login: str):
    shell = shell_of(login)
    unknown = {command.text for command in commands(shell)} - set(ACTING) - LOOKING
    assert not sorted(unknown), "say in ACTING which act it is, or in LOOKING that it is none"
    for command in commands(shell):
        act = ACTING.get(command.text)
        if act is not None and not may(act, shell.desk.actor.roles):
            assert command.refused == words().error(shell.desk.refusal(act)), command.text


def test_other_roles_show_at_once_what_may_be_done(shell_of, qtbot):
    shell = shell_of("wang")
    desk = shell.desk
    before = {command.text: command.refused for command in commands(shell)}
    assert not before["匯入基本資料"] and not before["提出例外"]
    desk.people.add("chief", "另一位", PASSPHRASE, ("administrator",))
    desk.people.set_roles("wang", ("inspector", "administrator"))
    shell.refresh(frozenset({"person"}))
    qtbot.waitUntil(lambda: not shell.runner.reading)
    after = {command.text: command.refused for command in commands(shell)}
    for text in ("匯入基本資料", "登錄事實", "變更基本資料", "輸出…", "複製為新版本", "提出例外"):
        assert after[text], text
    sections = {type(section): section for section in shell._made["settings"].sections}
    assert sections[PeopleSection].add.isEnabled(), "still an administrator"
    assert not shell._made["firms"].detail.open_visit.toolTip(), "an inspector may"
    desk.office.actor = replace(desk.actor, roles=("clerk",))
    shell.refresh(frozenset({"person"}))
    assert shell._made["firms"].detail.open_visit.toolTip()
    for control in (sections[BackupSection].change, sections[RetentionSection].years, sections[PeopleSection].minutes):
        assert not control.isEnabled() and control.toolTip()
