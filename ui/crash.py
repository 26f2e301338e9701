"""When a bug shows itself: it is kept in a log, the window stays, and a person can copy what to report."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from ui.parts.buttons import Button
from ui.parts.labels import IconLabel, Label
from ui.parts.layouts import column, row
from ui.theme import theme
from ui.words import tr


def report_of(error: BaseException) -> str:
    """What to report: versions, kinds of errors and the places in the program. No messages and no values, which may hold secrets."""
    from auditdesk import crash_log

    return f"PySide6 {PySide6.__version__}\n{crash_log.describe(error)}"


class CrashDialog(QDialog):
    """What happened, what is safe, and the text to copy."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self.setWindowTitle(tr("Unexpected error"))
        self.resize(look.px(600), look.px(420))
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Text for support"))
        copy = Button(tr("Copy"), icon="copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        close = Button(tr("Go on"), kind="primary", keys=("Esc",))
        close.clicked.connect(self.accept)
        head = row(IconLabel("warn", "danger.text", 20), Label(tr("Something unexpected happened"), "subtitle"), None, gap=10)
        safe = tr(
            "What was saved is safe; the step that failed was not kept. The text below holds no names, figures or passphrases."
        )
        todo = tr("You can go on. If it happens again, copy the text and send it to whoever looks after AuditDesk.")
        self.setLayout(
            column(
                head,
                Label(safe, "table", "secondary", wrap=True),
                Label(todo, "table", "secondary", wrap=True),
                self.text,
                row(copy, None, close),
                gap=10,
                margins=(20, 18, 20, 18),
            )
        )
        close.setFocus(Qt.FocusReason.OtherFocusReason)


class CrashReporter(QObject):
    """Takes what nobody caught, from any thread, keeps it in ``crash.log`` and shows it, once at a time."""

    _raised = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.folder: Path | None = None
        """Where the log lies: the open workspace's; beside the preferences before one is open."""
        self._dialog: CrashDialog | None = None
        self._raised.connect(self.show_error, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Hook into the interpreter: PySide runs on after an exception in a slot, and a thread's would only be printed."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def _hook(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        self._raised.emit(error)

    def show_error(self, error: BaseException) -> None:
        """Keep it, and show the dialog unless one is open already."""
        from auditdesk import crash_log, places

        crash_log.keep(error, self.folder or places.preferences_file().parent / "logs")
        if self._dialog is not None:
            return
        active = QGuiApplication.focusWindow()
        self._dialog = CrashDialog(report_of(error))
        self._dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        if active is not None:
            self._dialog.winId()
            handle = self._dialog.windowHandle()
            if handle is not None:
                handle.setTransientParent(active)
        self._dialog.finished.connect(self._gone)
        self._dialog.open()

    def _gone(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
