from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from auditdesk.desk import Desk
from auditdesk.errors import Unavailable
from auditdesk.store.keys import Cost
from ui.__main__ import read_arguments
from ui.application import start_of
from ui.first_run import FirstRunPage
from ui.preferences import Preferences
from ui.sign_in import SignInPage
from ui.window import Start, Window

CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def workspace(home: Path) -> Path:
    desk, _ = Desk.create(home, "wang", "王示範", PASSPHRASE, ("supervisor",), cost=CHEAP)
    desk.close()
    return home


@pytest.fixture
def opened(qtbot, preferences: Preferences):
    windows: list[Window] = []

    def start(start: Start) -> Window:
        window = Window(preferences, start)
        qtbot.addWidget(window)
        windows.append(window)
        window.ahead.begin = lambda: None
        window.begin()
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield start
    for window in windows:
        if window.runner.asked_for():
            window.ask = lambda _running: "cancel"
        window.close()


def page(window: Window) -> SignInPage:
    current = window.pages.currentWidget()
    assert isinstance(current, SignInPage)
    return current


def test_the_right_passphrase_opens_the_work(opened, workspace: Path, qtbot):
    window = opened(Start(home=workspace))
    QTest.keyClicks(page(window).passphrase.edit, PASSPHRASE)
    QTest.keyClick(page(window).passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.shell is not None)
    assert window.desk.actor.name == "王示範"
    assert window.preferences.choices.home == "", "named for this run only"


def test_the_workspace_used_last_is_the_next_start_s(opened, workspace: Path, preferences, qtbot):
    preferences.choices.home = str(workspace)
    window = opened(Start(passphrase=PASSPHRASE))
    qtbot.waitUntil(lambda: window.shell is not None)
    assert preferences.choices.home == str(workspace)


def test_a_wrong_passphrase_says_so_beside_the_field_and_the_field_is_empty(opened, workspace: Path, qtbot):
    window = opened(Start(home=workspace))
    QTest.keyClicks(page(window).passphrase.edit, "not the right one")
    QTest.keyClick(page(window).passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page(window).message.isVisible())
    assert page(window).message.text()
    assert page(window).passphrase.text() == ""
    assert page(window).passphrase.edit.hasFocus()


def test_a_long_refusal_is_shown_whole_and_pushes_nothing_together(opened, workspace: Path, qtbot):
    window = opened(Start(home=workspace))
    sign_in = page(window)
    qtbot.waitUntil(lambda: sign_in.login.current() == "wang")
    sign_in.show_error(Unavailable("workspace.damaged", path="/a/rather/long/folder/name" * 4, reason=""))
    qtbot.wait(1)
    assert sign_in.message.height() >= sign_in.message.heightForWidth(sign_in.message.width())
    assert sign_in.passphrase.height() == sign_in.passphrase.sizeHint().height()


def try_wrong(sign_in: SignInPage, qtbot) -> None:
    QTest.keyClicks(sign_in.passphrase.edit, "not the right one")
    QTest.keyClick(sign_in.passphrase.edit, Qt.Key.Key_Return)
    assert not sign_in.unlock_button.isEnabled()
    qtbot.waitUntil(sign_in.message.isVisible)


def test_after_five_wrong_passphrases_one_has_to_wait_also_in_a_new_window(opened, workspace: Path, qtbot):
    sign_in = page(opened(Start(home=workspace)))
    qtbot.waitUntil(lambda: sign_in.login.current() == "wang")
    for _ in range(4):
        try_wrong(sign_in, qtbot)
        assert sign_in.passphrase.isEnabled()
    try_wrong(sign_in, qtbot)
    assert not sign_in.passphrase.isEnabled()
    assert "5" in sign_in.message.text()
    again = page(opened(Start(home=workspace, passphrase=PASSPHRASE)))
    qtbot.waitUntil(again.message.isVisible)
    assert not again.passphrase.isEnabled(), "the right one has to wait too"
    again._seconds = 0
    again._count_down()
    assert again.passphrase.isEnabled()


def test_a_passphrase_from_outside_opens_without_asking(opened, workspace: Path, qtbot):
    window = opened(Start(home=workspace, passphrase=PASSPHRASE))
    qtbot.waitUntil(lambda: window.shell is not None)
    assert window._start.passphrase is None


def test_with_one_person_nobody_is_asked_who(opened, workspace: Path, qtbot):
    sign_in = page(opened(Start(home=workspace)))
    qtbot.waitUntil(lambda: sign_in.login.current() == "wang")
    assert not sign_in._who.isVisible()


def test_with_several_people_one_chooses(opened, home: Path, qtbot):
    desk, _ = Desk.create(home, "wang", "王示範", PASSPHRASE, ("administrator",), cost=CHEAP)
    desk.people.add("lin", "林示範", PASSPHRASE, ("inspector",))
    desk.close()
    sign_in = page(opened(Start(home=home)))
    qtbot.waitUntil(sign_in._who.isVisible)
    assert [sign_in.login.itemData(row) for row in range(sign_in.login.count())] == ["wang", "lin"]


def test_a_newer_workspace_says_so_and_asks_for_nothing(opened, workspace: Path, qtbot):
    keys = workspace / "keys.json"
    keys.write_text(json.dumps({**json.loads(keys.read_text()), "version": 99}), encoding="utf-8")
    sign_in = page(opened(Start(home=workspace)))
    qtbot.waitUntil(sign_in.message.isVisible)
    assert not sign_in.passphrase.isEnabled()


def test_a_workspace_open_elsewhere_says_so(opened, workspace: Path, qtbot):
    other = Desk.open(workspace, "wang", PASSPHRASE)
    try:
        window = opened(Start(home=workspace, passphrase=PASSPHRASE))
        qtbot.waitUntil(lambda: page(window).message.isVisible())
        assert window.shell is None
    finally:
        other.close()


def test_a_workspace_can_be_opened_again_after_the_window_is_closed(opened, workspace: Path, qtbot):
    window = opened(Start(home=workspace, passphrase=PASSPHRASE))
    qtbot.waitUntil(lambda: window.shell is not None)
    window.close()
    again = opened(Start(home=workspace, passphrase=PASSPHRASE))
    qtbot.waitUntil(lambda: again.shell is not None)


def test_locking_keeps_the_screen_and_only_the_passphrase_brings_it_back(opened, workspace: Path, qtbot):
    window = opened(Start(home=workspace, passphrase=PASSPHRASE))
    qtbot.waitUntil(lambda: window.shell is not None)
    shell = window.shell
    shell.go("settings")
    field = shell.place.search_field.edit
    field.setFocus()
    shell.lock_wanted.emit()
    assert window.windowTitle() == "AuditDesk"
    assert not shell.isVisible()
    QTest.keyClicks(page(window).passphrase.edit, "not the right one")
    QTest.keyClick(page(window).passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page(window).message.isVisible())
    QTest.keyClicks(page(window).passphrase.edit, PASSPHRASE)
    QTest.keyClick(page(window).passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is shell)
    assert window.desk is not None
    assert field.hasFocus()


def test_a_locked_window_stays_locked_when_the_look_changes(opened, workspace: Path, qtbot, preferences):
    window = opened(Start(home=workspace, passphrase=PASSPHRASE))
    qtbot.waitUntil(lambda: window.shell is not None)
    window.lock()
    preferences.set("scale", 1.5)
    qtbot.wait(1)
    assert isinstance(window.pages.currentWidget(), SignInPage)


# first run


def first_run(window: Window) -> FirstRunPage:
    current = window.pages.currentWidget()
    assert isinstance(current, FirstRunPage)
    return current


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    make = Desk.create.__func__
    monkeypatch.setattr(Desk, "create", classmethod(lambda cls, *args, **named: make(cls, *args, **{"cost": CHEAP, **named})))


def test_without_a_workspace_the_first_run_begins(opened, home: Path):
    window = opened(Start(home=home))
    assert [step.title for step in (first_run(window).steps[place] for place in first_run(window).way)] == [
        "語言與外觀",
        "資料放在哪裡",
        "您的身分",
        "保護密碼",
        "復原碼",
    ]


def test_five_steps_make_a_workspace_and_show_its_recovery_code_once(opened, home: Path, cheap, qtbot):
    window = opened(Start(home=home))
    run = first_run(window)
    run.forward()
    run.forward()
    assert run.step.missing()
    run.step.name.setText("林示範")
    run.step.login.setText("lin.shifan")
    run.forward()
    run.step.first.set_text(PASSPHRASE)
    assert run.step.missing()
    run.step.again.set_text(PASSPHRASE)
    run.forward()
    qtbot.waitUntil(lambda: run.answers.step == 4)
    code = run.answers.recovery
    assert len(code.replace("-", "")) == 32
    assert run.answers.passphrase == ""
    run.forward()
    assert window.shell is None, "the code must be kept first"
    run.step.kept.setChecked(True)
    run.forward()
    assert window.preferences.choices.home == str(home)
    assert window.desk.actor.login == "lin.shifan"
    assert window.desk.actor.roles == ("supervisor", "administrator")
    assert run.answers.recovery == ""
    window.close()
    again = Desk.open(home, None, PASSPHRASE)
    again.close()


def test_going_back_loses_nothing_that_was_typed(opened, home: Path):
    run = first_run(opened(Start(home=home)))
    run.forward()
    run.forward()
    run.step.name.setText("林示範")
    run.step.login.setText("lin")
    run.back()
    run.forward()
    assert (run.step.name.text(), run.step.login.text()) == ("林示範", "lin")


def test_another_language_in_the_middle_keeps_step_and_answers(opened, home: Path, preferences, qtbot):
    window = opened(Start(home=home))
    run = first_run(window)
    run.forward()
    run.forward()
    run.step.name.setText("林示範")
    preferences.set("language", "en")
    qtbot.waitUntil(lambda: first_run(window) is not run)
    again = first_run(window)
    assert again.answers.step == 2
    assert again.step.name.text() == "林示範"
    assert again.step.heading == "Who are you?"


def test_a_malformed_login_is_told_beside_the_field(opened, home: Path):
    run = first_run(opened(Start(home=home)))
    run.show_step(2)
    run.step.name.setText("林示範")
    run.step.login.setText("Lin!")
    run.forward()
    assert run.answers.step == 2
    assert run.step._problem.text()


@pytest.mark.parametrize(
    ("first", "again"), [("short", "short"), ("aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa"), (PASSPHRASE, "another one")]
)
def test_a_weak_or_mistyped_passphrase_goes_no_further(opened, home: Path, first: str, again: str):
    run = first_run(opened(Start(home=home)))
    run.show_step(3)
    run.step.first.set_text(first)
    run.step.again.set_text(again)
    assert run.step.missing()
    run.forward()
    assert run.answers.step == 3


def test_a_folder_that_holds_a_workspace_is_not_overwritten(opened, workspace: Path, tmp_path: Path):
    run = first_run(opened(Start(home=tmp_path / "fresh")))
    run.show_step(1)
    run.step.folder.set_text(str(workspace))
    assert run.step.missing()


def test_an_existing_workspace_leads_to_its_sign_in(opened, workspace: Path, tmp_path: Path):
    window = opened(Start(home=tmp_path / "fresh"))
    run = first_run(window)
    run.show_step(1)
    run.step.folder.set_text(str(workspace))
    run.step.cards["existing"].click()
    run.forward()
    assert page(window)._home == workspace


def test_a_folder_synced_to_a_cloud_is_warned_of_and_needs_a_word(opened, tmp_path: Path, qtbot):
    run = first_run(opened(Start(home=tmp_path / "fresh")))
    run.show_step(1)
    run.step.folder.set_text(str(tmp_path / "OneDrive" / "AuditDesk"))
    qtbot.waitUntil(run.step.anyway.isVisible)
    assert "OneDrive" in run.step._objection.text() and "OneDrive" in run.step.missing()
    run.forward()
    assert run.answers.step == 1
    run.step.anyway.click()
    assert run.answers.allow_synced and not run.step.missing()


def test_a_network_folder_can_not_be_chosen_whatever_is_ticked(opened, tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch):
    from auditdesk.store import medium

    shares = (medium.Mount("/", "ext4"), medium.Mount(str(tmp_path), "nfs4"))
    monkeypatch.setattr(medium, "_mounts", lambda: shares)
    run = first_run(opened(Start(home=tmp_path / "fresh")))
    run.show_step(1)
    qtbot.waitUntil(lambda: "nfs4" in run.step.missing())
    assert run.step._objection.isVisible() and not run.step.anyway.isVisible()


def test_the_demo_is_made_as_a_job_and_can_be_cancelled(opened, tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch):
    import threading

    window = opened(Start(home=tmp_path / "fresh"))
    run = first_run(window)
    entered = threading.Event()

    def endless(_home, progress):
        entered.set()
        while True:
            progress(0)

    monkeypatch.setattr(run, "_makers", type(run._makers)(run._makers.create, endless, run._makers.start))
    run.show_step(1)
    run.step.cards["demo"].click()
    run.forward()
    assert entered.wait(30)
    assert run._back.text() == "取消"
    run.back()
    qtbot.waitUntil(lambda: run._job is None)
    assert run.answers.step == 1
    assert window.shell is None


# the command line


def test_the_passphrase_leaves_the_environment(monkeypatch: pytest.MonkeyPatch):
    import os

    monkeypatch.setenv("AUDITDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("AUDITDESK_HOME", "/somewhere")
    start = start_of(read_arguments([]))
    assert (start.passphrase, start.home) == (PASSPHRASE, Path("/somewhere"))
    assert "AUDITDESK_PASSPHRASE" not in os.environ


def test_a_passphrase_file_wins_and_its_line_end_is_no_part_of_it(tmp_path: Path):
    kept = tmp_path / "pass"
    kept.write_text(PASSPHRASE + "\n", encoding="utf-8")
    assert start_of(read_arguments(["--passphrase-file", str(kept)])).passphrase == PASSPHRASE


def test_a_passphrase_file_that_cannot_be_read_is_told_on_the_page(opened, workspace: Path, tmp_path: Path):
    start = start_of(read_arguments(["--home", str(workspace), "--passphrase-file", str(tmp_path / "none")]))
    assert page(opened(start)).message.isVisible()


def test_the_day_may_be_named_in_either_calendar():
    from datetime import date

    assert read_arguments(["--today", "109/01/01"]).today == read_arguments(["--today", "2020-01-01"]).today == date(2020, 1, 1)
