"""The door with windows: ``python -m ui`` or ``auditdesk-desk``."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from auditdesk.errors import BadInput, Unavailable
from auditdesk.rules.calendar import parse_date
from ui import theme, words
from ui.crash import CrashReporter
from ui.preferences import Preferences
from ui.window import Start, Window


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except BadInput as problem:
        raise argparse.ArgumentTypeError(text) from problem


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="auditdesk-desk", description="AuditDesk's window.")
    parser.add_argument("--home", type=Path, help="workspace folder (AUDITDESK_HOME, else the platform's data folder)")
    parser.add_argument("--login", help="who opens it; needed when several people can")
    parser.add_argument(
        "--passphrase-file", type=Path, help="file whose first line opens the workspace (else AUDITDESK_PASSPHRASE)"
    )
    parser.add_argument("--lang", choices=("zh_TW", "en"), help="language of this run")
    parser.add_argument("--today", type=_day, help="the day it shall be, for demonstrations")
    return parser.parse_args(arguments)


def start_of(options: argparse.Namespace) -> Start:
    """How the window starts. The passphrase leaves the environment, so that no child process inherits it."""
    home = options.home or (Path(os.environ["AUDITDESK_HOME"]) if os.environ.get("AUDITDESK_HOME") else None)
    start = Start(home=home, login=options.login, today=options.today)
    start.passphrase = os.environ.pop("AUDITDESK_PASSPHRASE", None)
    if options.passphrase_file is not None:
        try:
            start.passphrase = options.passphrase_file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            start.refused = Unavailable("passphrase.file_unreadable", path=str(options.passphrase_file))
    return start


def main(arguments: list[str] | None = None) -> int:
    """Run the window until it is closed; gives the exit code."""
    options = read_arguments(sys.argv[1:] if arguments is None else arguments)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("AuditDesk")
    application.setApplicationDisplayName("AuditDesk")
    application.setDesktopFileName("auditdesk")
    reporter = CrashReporter()
    reporter.install()
    preferences = Preferences()
    if options.lang:
        preferences.choices.language = options.lang
    words.use(preferences.choices.language)
    theme.apply(application, preferences.theme())
    application.setWindowIcon(QIcon(theme.theme().pix("logo", "accent.solid", 64)))
    window = Window(preferences, start_of(options), reporter)
    window.begin()
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
