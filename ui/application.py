"""Qt's application around the window: how it starts, from the command line's options."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from auditdesk.errors import Unavailable
from ui import theme, words
from ui.crash import CrashReporter
from ui.garbage import collect_here
from ui.preferences import Preferences
from ui.window import Start, Window

_LISTEN_EVERY = 400
"""Milliseconds after which a signal is heard at the latest."""


def start_of(options: argparse.Namespace) -> Start:
    """How the window starts. The passphrase leaves the environment, so that no child process inherits it."""
    home = options.home or (Path(os.environ["AUDITDESK_HOME"]) if os.environ.get("AUDITDESK_HOME") else None)
    start = Start(home=home, login=options.login or os.environ.get("AUDITDESK_LOGIN"), today=options.today)
    start.passphrase = os.environ.pop("AUDITDESK_PASSPHRASE", None)
    if options.passphrase_file is not None:
        try:
            start.passphrase = options.passphrase_file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            start.refused = Unavailable("passphrase.file_unreadable", path=str(options.passphrase_file))
    return start


def run(options: argparse.Namespace) -> int:
    """Show the window until it is closed; gives the exit code."""
    application = QApplication([sys.argv[0], *theme.FUSION])
    application.setApplicationName("AuditDesk")
    application.setApplicationDisplayName("AuditDesk")
    application.setDesktopFileName("auditdesk")
    reporter = CrashReporter()
    reporter.install()
    preferences = Preferences()
    if options.lang:
        preferences.for_this_run("language", options.lang)
    words.use(preferences.choices.language)
    theme.apply(application, preferences.theme())
    application.setWindowIcon(QIcon(theme.theme().pix("logo", "accent.solid", 64)))
    window = Window(preferences, start_of(options), reporter)
    window.ahead.imported.connect(partial(collect_here, window))
    window.begin()
    window.show()
    _close_on_signals(window)
    if options.quit_after == "window":
        QTimer.singleShot(0, partial(_reached, window, "window"))
    elif options.quit_after == "store":
        window.ahead.store_imported.connect(partial(_reached, window, "store"), Qt.ConnectionType.QueuedConnection)
    elif options.quit_after == "ready":
        window.runner.quiet.connect(partial(_reached_work, window), Qt.ConnectionType.QueuedConnection)
    return application.exec()


def _reached(window: Window, point: str) -> None:
    """Tell whoever measures that the start has come this far, and end."""
    sys.stdout.write(f"{point}\n")
    sys.stdout.flush()
    window.close()


def _reached_work(window: Window) -> None:
    if window.shell is not None:
        _reached(window, "ready")


def _close_on_signals(window: Window) -> None:
    """Ctrl+C in the terminal and a shutdown close the window in good order; jobs that run are cancelled, nobody is asked."""
    struck: list[int] = []

    def hear(number: int, _frame: object) -> None:
        struck.append(number)

    def listen() -> None:
        if struck:
            struck.clear()
            window.ask, window.ask_unsaved = lambda _running: "cancel", lambda: "leave"
            window.close()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, hear)
    # Closing waits for a step of the event loop: a window closed before the loop runs would leave the loop without an end.
    # Python hears a signal only between its own steps. Not by a wake-up descriptor: closed too early, its number would
    # be that of the next file opened, and the signal would be written into the database.
    listening = QTimer(window)
    listening.timeout.connect(listen)
    listening.start(_LISTEN_EVERY)
