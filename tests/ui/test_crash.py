from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from ui.crash import CrashDialog, CrashReporter, report_of


def failure() -> Exception:
    passphrase = "correct horse battery staple"
    try:
        try:
            raise KeyError(passphrase)
        except KeyError as cause:
            raise ValueError(f"示範甲證券 {passphrase}") from cause
    except ValueError as error:
        return error


def test_the_report_names_kinds_and_places_but_no_values():
    report = report_of(failure())
    assert "ValueError" in report
    assert "KeyError" in report
    assert "test_crash.py" in report
    assert "horse" not in report
    assert "示範甲證券" not in report


def test_the_report_holds_no_folder_of_this_computer():
    assert str(__file__).rsplit("/", 4)[0] not in report_of(failure())


def test_the_text_can_be_copied(qtbot):
    dialog = CrashDialog(report_of(failure()))
    qtbot.addWidget(dialog)
    from ui.parts.buttons import Button

    copy = next(button for button in dialog.findChildren(Button) if button.text() == "複製")
    copy.click()
    assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()


@pytest.fixture
def reporter(qapp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = CrashReporter()
    made.folder = tmp_path / "logs"
    made.install()
    yield made
    if made._dialog is not None:
        made._dialog.close()


def test_an_exception_of_another_thread_is_kept_and_shown_on_the_gui_thread(reporter: CrashReporter, qtbot):
    error = failure()
    thread = threading.Thread(target=lambda: sys.excepthook(type(error), error, error.__traceback__))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: reporter._dialog is not None)
    kept = (reporter.folder / "crash.log").read_text(encoding="utf-8")
    assert "ValueError" in kept
    assert "horse" not in kept


def test_only_one_report_is_open_at_a_time(reporter: CrashReporter, qtbot):
    reporter.show_error(failure())
    first = reporter._dialog
    reporter.show_error(failure())
    assert reporter._dialog is first
    first.accept()
    assert reporter._dialog is None
