"""The first window of every later start, and the page that lies over the work while it is locked.

Built from QtWidgets alone: what opens the store is imported by a thread while the person types.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError, Unavailable
from ui.jobs import Runner
from ui.parts.buttons import Button
from ui.parts.combo import Choice
from ui.parts.labels import ElidedLabel, IconLabel, Label
from ui.parts.layouts import boxed, column, row
from ui.parts.passphrase import PassphraseField
from ui.parts.states import labelled
from ui.theme import theme
from ui.words import folder_name, plural, tr, words

Unlock = Callable[[Path, str | None, str], Any]


def _logins(home: Path) -> tuple[str, ...]:
    from auditdesk.places import Workspace
    from auditdesk.store.keys import logins

    return logins(Workspace(home))


class SignInPage(QWidget):
    """Who, passphrase, Unlock. ``unlock(home, login, passphrase)`` runs off the GUI thread; what it gives comes with ``unlocked``.

    With ``person`` given the page locks work that is open: only that person can go on.
    """

    unlocked = Signal(object)
    first_run_wanted = Signal()
    folder_wanted = Signal()
    another_wanted = Signal()
    """Somebody else wants to sign in while the work of this person is locked."""

    def __init__(self, home: Path, runner: Runner, unlock: Unlock, person: str | None = None) -> None:
        super().__init__()
        self._home, self._runner, self._unlock, self._person = home, runner, unlock, person
        self._wrong, self._seconds = 0, 0
        self.login = Choice(tr("Who"))
        self.passphrase = PassphraseField(tr("Passphrase"))
        self.passphrase.entered.connect(self.submit)
        self.passphrase.caps_lock.connect(self._caps)
        self.passphrase.changed.connect(self._typed)
        self.message = Label("", "table", "danger", wrap=True)
        self.message.setVisible(False)
        self.unlock_button = Button(tr("Unlock"), kind="primary", keys=("Enter",), large=True)
        self.unlock_button.clicked.connect(self.submit)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count_down)
        self._build()
        self._read_logins()

    def _build(self) -> None:
        look = theme()
        panel = QFrame()
        panel.setProperty("role", "dialog")
        panel.setFixedWidth(look.px(440))
        name = column(
            Label("AuditDesk", "subtitle", "primary", 700),
            Label(tr("Information-security audits"), "caption", "secondary"),
            gap=0,
        )
        head = row(IconLabel("logo", "accent.solid", 36), name, None, gap=12)
        title = tr("Locked. The screen is kept as it was.") if self._person else tr("Unlock the workspace")
        folder = row(IconLabel("folder", "text.muted", 14), ElidedLabel(folder_name(self._home), "caption", "muted"), gap=6)
        self._who = labelled(tr("Who"), self.login)
        lines = column(
            head,
            6,
            Label(title, "strong", "primary", wrap=True),
            boxed(folder),
            self._who,
            labelled(tr("Passphrase"), self.passphrase),
            self.message,
            row(self.unlock_button, None),
            gap=10,
            margins=(28, 26, 28, 24),
        )
        if self._person is None:
            other = Button(tr("Another folder..."), icon="folder", kind="link", small=True)
            other.clicked.connect(self.folder_wanted)
            fresh = Button(tr("New workspace or demo"), icon="plus", kind="link", small=True)
            fresh.clicked.connect(self.first_run_wanted)
            lines.addLayout(row(other, fresh, None, gap=4))
        else:
            another = Button(tr("Somebody else signs in..."), icon="users", kind="link", small=True)
            another.clicked.connect(self.another_wanted)
            lines.addLayout(row(another, None, gap=4))
        panel.setLayout(lines)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(row(None, panel, None))  # an alignment would measure wrapped lines at the window's width
        whole.addStretch(3)
        self.setFocusProxy(self.passphrase)

    def _read_logins(self) -> None:
        if self._person is not None:
            self.login.set_choices(((self._person, self._person),))
            self._who.setVisible(False)
            return
        self._who.setVisible(False)
        self._runner.read(partial(_logins, self._home), self._take_logins, self._no_logins, latest="logins")

    def _take_logins(self, found: tuple[str, ...]) -> None:
        self.login.set_choices(tuple((login, login) for login in found))
        self._who.setVisible(len(found) > 1)

    def _no_logins(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self.show_error(error)
        self.passphrase.setEnabled(False)
        self.unlock_button.setEnabled(False)

    def submit(self) -> None:
        """Unlock with what was typed."""
        if self.passphrase.text() and self.unlock_button.isEnabled():
            self.open_with(self.login.current(), self.passphrase.take())

    def open_with(self, login: str | None, passphrase: str) -> None:
        """Unlock with a passphrase that came from outside (a file, the environment)."""
        self._busy(True)
        # Who has locked his work comes back while a job of his still runs; who opens a workspace waits for the one before to close.
        run = self._runner.write if self._person is None else self._runner.read
        run(lambda: self._unlock(self._home, login, passphrase), self._opened, self._refused)

    def _opened(self, result: object) -> None:
        self._busy(False)
        self.unlocked.emit(result)

    def _refused(self, error: Exception) -> None:
        self._busy(False)
        if not isinstance(error, AuditDeskError):
            return
        self.show_error(error)
        if isinstance(error, Unavailable) and error.values.get("seconds"):
            self._wrong, self._seconds = int(error.values["tries"]), int(error.values["seconds"])
            self._tick.start()
            self._count_down()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _busy(self, busy: bool) -> None:
        self.unlock_button.setText(tr("Opening...") if busy else tr("Unlock"))
        self.unlock_button.updateGeometry()
        for widget in (self.passphrase, self.unlock_button, self.login):
            widget.setEnabled(not busy)
        if busy:
            self.message.setVisible(False)

    def _count_down(self) -> None:
        waiting = self._seconds > 0
        self.passphrase.setEnabled(not waiting)
        self.unlock_button.setEnabled(not waiting)
        if waiting:
            self._say(
                plural(
                    self._seconds,
                    "Wrong {tries} times. Try again in {count} second.",
                    "Wrong {tries} times. Try again in {count} seconds.",
                    tries=self._wrong,
                )
            )
            self._seconds -= 1
        else:
            self._tick.stop()
            self.message.setVisible(False)
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_busy(self) -> None:
        """Nobody else can sign in yet."""
        self._say(tr("Work is still going on. Somebody else can sign in when it is done."), "caution")

    def say_unsaved(self) -> None:
        """Nobody else can sign in yet: the words of the one who locked are in memory only."""
        self._say(
            tr(
                "Something typed here could not be written to the disk yet. Unlock first and keep it, then somebody else can sign in."
            ),
            "caution",
        )

    def show_error(self, error: AuditDeskError) -> None:
        """The one sentence, beside the field."""
        self._say(words().error(error))

    def _say(self, text: str, tone: str = "danger") -> None:
        self.message.setText(text)
        self.message.set_tone(tone)
        self.message.setVisible(bool(text))
        self.passphrase.edit.setAccessibleDescription(text)

    def _caps(self, on: bool) -> None:
        if on:
            self._say(tr("Caps Lock seems to be on."), "caution")
        elif self.message.property("tone") == "caution":
            self.message.setVisible(False)

    def _typed(self, text: str) -> None:
        if text and self.message.property("tone") == "danger" and not self._seconds:
            self.message.setVisible(False)
