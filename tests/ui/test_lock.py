"""Locked: the screen is kept, the keys are not; the person comes back, or somebody else signs in."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
import sqlcipher3
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from auditdesk.desk import Desk
from auditdesk.store.engine import BUSY_SECONDS
from auditdesk.store.keys import Cost
from ui.idle import IdleWatch
from ui.sign_in import SignInPage
from ui.window import Start, Window

CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
LIN = "an inspector types this"


@pytest.fixture
def window(home: Path, preferences, qtbot):
    desk, _ = Desk.create(home, "wang", "王示範", PASSPHRASE, ("supervisor", "administrator"), cost=CHEAP)
    desk.people.add("lin", "林示範", LIN, ("inspector",))
    desk.close()
    made = Window(preferences, Start(home=home, login="wang", passphrase=PASSPHRASE))
    qtbot.addWidget(made)
    made.ahead.begin = lambda: None
    made.begin()
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: made.shell is not None)
    qtbot.waitUntil(lambda: not made.runner.reading)
    yield made
    made.close()


def page(window: Window) -> SignInPage:
    current = window.pages.currentWidget()
    assert isinstance(current, SignInPage)
    return current


def unlock(window: Window, passphrase: str) -> None:
    QTest.keyClicks(page(window).passphrase.edit, passphrase)
    QTest.keyClick(page(window).passphrase.edit, Qt.Key.Key_Return)


def test_the_store_sleeps_behind_the_page_and_what_was_typed_is_there_afterwards(window, qtbot):
    shell = window.shell
    shell.go("settings")
    shell.place.search_field.set_text("密碼")
    window.lock()
    qtbot.waitUntil(lambda: window.desk.store.asleep)
    unlock(window, LIN)
    qtbot.waitUntil(page(window).message.isVisible)
    assert window.desk.store.asleep, "only the one who locked"
    unlock(window, PASSPHRASE)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is shell)
    assert not window.desk.store.asleep
    assert shell.place.search_field.text() == "密碼"
    assert window.desk.people.list()


def test_a_job_that_runs_is_done_first_and_its_changes_are_shown_afterwards(window, qtbot):
    go_on = threading.Event()
    desk = window.desk

    def work(progress):
        assert go_on.wait(30)
        desk.settings.change("lock.idle_minutes", 30)

    job = window.runner.start("work", work)
    window.lock()
    qtbot.wait(20)
    assert not desk.store.asleep
    go_on.set()
    qtbot.waitUntil(lambda: job.state == "succeeded")
    qtbot.waitUntil(lambda: desk.store.asleep)
    unlock(window, PASSPHRASE)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.shell)
    qtbot.waitUntil(lambda: window.idle.minutes == 30)


def test_the_person_comes_back_while_his_job_still_runs(window, qtbot):
    go_on = threading.Event()
    job = window.runner.start("work", lambda progress: go_on.wait(30))
    window.lock()
    unlock(window, PASSPHRASE)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.shell)
    go_on.set()
    qtbot.waitUntil(lambda: job.state == "succeeded")
    qtbot.wait(20)
    assert not window.desk.store.asleep


def test_somebody_else_signs_in_anew(window, qtbot):
    window.lock()
    qtbot.waitUntil(lambda: window.desk.store.asleep)
    page(window).another_wanted.emit()
    qtbot.waitUntil(lambda: page(window).isEnabled())
    assert window.desk is None
    page(window).open_with("lin", LIN)
    qtbot.waitUntil(lambda: window.shell is not None)
    assert window.desk.actor.login == "lin"


def test_the_office_s_minutes_are_taken_and_being_idle_locks(window, qtbot):
    window.desk.settings.change("lock.idle_minutes", 5)
    qtbot.waitUntil(lambda: window.idle.minutes == 5)
    window.idle.idle.emit()
    qtbot.waitUntil(lambda: window.desk.store.asleep)


def test_keys_and_mouse_put_it_off_and_minutes_without_them_end_it(qtbot, qapp: QApplication):
    moment = [1000.0]
    told: list[str] = []
    watch = IdleWatch(qapp, lambda: moment[0])
    watch.idle.connect(lambda: told.append("idle"))
    there = QWindow()
    watch.watch(there)
    watch.start(10)
    moment[0] += 599
    watch.look()
    assert told == []
    spot = QPointF(1, 1)
    moved = QMouseEvent(
        QEvent.Type.MouseMove, spot, spot, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(there, moved)
    moment[0] += 599
    watch.look()
    assert told == []
    moment[0] += 1
    watch.look()
    watch.look()
    assert told == ["idle"], "once"
    watch.start(10)
    moment[0] -= 5000
    watch.look()
    moment[0] += 600
    watch.look()
    assert told == ["idle", "idle"], "a clock set back begins anew"
    watch.deleteLater()


def test_what_could_not_be_written_is_kept_behind_the_lock_page_until_the_disk_takes_it(window, qtbot, home):
    store, keeper = window.desk.store, window.shell.keeper
    other = sqlcipher3.connect(str(store.workspace.database), isolation_level=None)
    other.execute(f"PRAGMA key = \"x'{store._key.purpose('database').hex()}'\"")
    other.execute("BEGIN IMMEDIATE")
    keeper.put("firms.fact/ZX01", "source", "twenty minutes of typing", 0, "Source")
    began = time.monotonic()
    window.lock()
    assert time.monotonic() - began < BUSY_SECONDS / 2, "the window does not wait for the disk"
    window._leave_to_another()
    assert page(window).message.text() and not store.asleep, "nobody else comes in over words that are not kept"
    other.execute("ROLLBACK")
    other.close()
    qtbot.waitUntil(lambda: store.asleep)
    assert keeper.unsaved() == ()
    unlock(window, PASSPHRASE)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.shell)
    assert [draft.content for draft in window.desk.drafts.all("firms.fact/ZX01")] == ["twenty minutes of typing"]
