"""Nothing of the work stays in sight over the lock page: messages, file dialogs and menus are cancelled before it shows."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMenu, QMessageBox

from auditdesk.desk import Desk
from tests.conftest import CHEAP, PASSPHRASE
from ui.sign_in import SignInPage
from ui.window import Start, Window


@pytest.fixture
def window(home, preferences, qtbot):
    desk, _ = Desk.create(home, "wang", "王示範", PASSPHRASE, ("supervisor",), cost=CHEAP)
    desk.close()
    made = Window(preferences, Start(home=home, login="wang", passphrase=PASSPHRASE))
    qtbot.addWidget(made)
    made.ahead.begin = lambda: None
    made.begin()
    made.show()
    qtbot.waitUntil(lambda: made.shell is not None)
    qtbot.waitUntil(lambda: not made.runner.reading)
    yield made
    made.close()


def _message(window: Window) -> QDialog:
    box = QMessageBox(window)
    box.setText("facts of a finding")
    box.addButton("Close and lose it", QMessageBox.ButtonRole.DestructiveRole)
    return box


def _file(window: Window) -> QDialog:
    dialog = QFileDialog(window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    return dialog


@pytest.mark.parametrize("make", [_message, _file, QInputDialog, lambda _window: QInputDialog()])
def test_a_dialog_is_cancelled_before_the_lock_page_shows(window, qtbot, make):
    dialog = make(window)
    ended: list[int] = []
    dialog.finished.connect(ended.append)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    window.idle.idle.emit()
    qtbot.waitUntil(lambda: window.desk.store.asleep)
    assert len(ended) == 1 and ended != [QDialog.DialogCode.Accepted]
    assert isinstance(window.pages.currentWidget(), SignInPage)
    assert QApplication.activeModalWidget() is None
    assert [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()] == []
    dialog.deleteLater()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_open_menu_is_closed_before_the_lock_page_shows(window, qtbot):
    menu = QMenu(window)
    menu.addAction("Withdraw")
    menu.popup(window.mapToGlobal(window.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    window.lock()
    qtbot.waitUntil(lambda: window.desk.store.asleep)
    assert not menu.isVisible()
    menu.deleteLater()
