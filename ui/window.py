"""The one window: sign-in, first run or the work; it opens and closes the desk and asks before it closes on running jobs."""

from __future__ import annotations

import base64
import gc
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from auditdesk import places
from auditdesk.errors import Unavailable
from auditdesk.places import Workspace
from auditdesk.progress import Progress
from auditdesk.settings import SETTINGS
from ui.ahead import Ahead
from ui.closing_question import ask_about_jobs
from ui.idle import IdleWatch
from ui.jobs import Runner
from ui.parts.overlay import close_all, reject_dialogs
from ui.preferences import Preferences
from ui.sign_in import SignInPage
from ui.theme import apply, theme
from ui.words import tr, use

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from auditdesk.model.parcel_rows import HeldRow
    from ui.crash import CrashReporter
    from ui.first_run import FirstRunPage
    from ui.first_run_steps import Answers
    from ui.shell import Shell

_SMALLEST = (683, 350)
_TRY_AGAIN = 500
"""Milliseconds between two looks whether what was typed is on the disk, before the keys are forgotten."""


@dataclass
class Start:
    """How the window was started."""

    home: Path | None = None
    login: str | None = None
    passphrase: str | None = None
    """Where given, the workspace is opened without asking; forgotten after the first try."""
    refused: Unavailable | None = field(default=None)
    """Why a passphrase that should have been given could not be read."""
    today: date | None = None
    """The day it shall be, for demonstrations; None = the computer's."""


class Window(QWidget):
    """Opened once. ``ask`` is how it asks on closing with running jobs: it gives ``wait``, ``stop``, ``cancel`` or ``stay``."""

    _committed = Signal(object)

    def __init__(self, preferences: Preferences, start: Start, reporter: CrashReporter | None = None) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.preferences, self._start = preferences, start
        self._named = start.home is not None
        """The workspace was named for this run only: the next start does not go there by itself."""
        self.runner = Runner(self)
        self.ahead = Ahead(self)
        self._reporter = reporter
        if reporter is not None:
            self.runner.crashed.connect(reporter.show_error)
        self.ask: Callable[[int], str] = self._ask_person
        self.ask_unsaved: Callable[[], str] = self._ask_about_unsaved
        """How it asks on closing while the disk refuses what was typed: it gives ``stay`` or ``leave``."""
        self.desk: Desk | None = None
        self.shell: Shell | None = None
        self._lock_page: SignInPage | None = None
        self._focus_before_lock: QWidget | None = None
        self._sleeping = threading.Lock()
        self._locked = False
        self._missed: frozenset[str] = frozenset()
        """Kinds of records that were changed by a job behind the lock page: read when the work is shown again."""
        self.idle = IdleWatch(self)
        self.idle.idle.connect(self.lock)
        self._closing_when_idle = False
        self.pages = QStackedWidget()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.pages)
        self.setMinimumSize(*_SMALLEST)
        self._restore_geometry()
        self._committed.connect(self._tell)
        self.runner.idle.connect(self._idle)
        preferences.changed.connect(self._choice_changed)
        QGuiApplication.styleHints().colorSchemeChanged.connect(partial(self._choice_changed, "look"))

    # pages

    @property
    def home(self) -> Path:
        """The workspace folder of this start, the one used last, or the platform's own."""
        if self._start.home is not None:
            return self._start.home
        return Path(self.preferences.choices.home) if self.preferences.choices.home else places.default_home()

    def begin(self) -> None:
        """The first page: sign-in where there is a workspace, else the first run; and the store is imported meanwhile."""
        if Workspace(self.home).exists():
            page = self.show_sign_in()
            if self._start.refused is not None:
                page.show_error(self._start.refused)
            elif self._start.passphrase is not None:
                passphrase, self._start.passphrase = self._start.passphrase, None
                page.open_with(self._start.login, passphrase)
        else:
            self.show_first_run(home=self.home)
        self.ahead.begin()

    def _show(self, page: QWidget) -> None:
        for number in reversed(range(self.pages.count())):
            old = self.pages.widget(number)
            if old is not None and old is not page and old is not self.shell:
                self.pages.removeWidget(old)
                old.deleteLater()
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        if page.focusProxy() is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_sign_in(self) -> SignInPage:
        page = SignInPage(self.home, self.runner, self._open)
        page.unlocked.connect(self.enter)
        page.first_run_wanted.connect(partial(self.show_first_run, home=places.default_home(), step=1))
        page.folder_wanted.connect(self._choose_folder)
        self.setWindowTitle("AuditDesk")
        self._show(page)
        return page

    def show_first_run(self, answers: Answers | None = None, *, home: Path | None = None, step: int = 0) -> FirstRunPage:
        from ui.first_run import FirstRunPage, Makers
        from ui.first_run_steps import Answers

        answers = answers or Answers(home=home or self.home, step=step)
        leave = Workspace(self.home).exists()
        page = FirstRunPage(
            self.preferences, self.runner, Makers(self._create, self._demo, self._start_from_parcel), answers, can_leave=leave
        )
        page.entered.connect(self._enter_new)
        page.sign_in_wanted.connect(self._sign_in_at)
        page.left.connect(self.show_sign_in)
        self.setWindowTitle(tr("Welcome — AuditDesk"))
        self._show(page)
        return page

    def _sign_in_at(self, home: Path) -> None:
        self._start.home, self._named = home, False
        self.show_sign_in()

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Workspace folder"), str(self.home))
        if folder:
            self._sign_in_at(Path(folder))

    def _enter_new(self, desk: Desk) -> None:
        self._named = False
        self.enter(desk)
        self.runner.read(desk.parcels.held, lambda rows: self.ahead.then(partial(self._open_held, rows)))

    def _open_held(self, rows: tuple[HeldRow, ...]) -> None:
        """A laptop that has just begun shows the visit that came."""
        if rows and self.shell is not None:
            self.shell.go("visits", rows[0].visit)

    def enter(self, desk: Desk) -> None:
        """The workspace is open: show the work."""
        self.desk = desk
        self._start.home = desk.store.workspace.home
        if self._reporter is not None:
            self._reporter.folder = desk.store.workspace.logs
        if not self._named:
            self.preferences.set("home", str(self._start.home))
        desk.subscribe(self._committed.emit)
        self.pages.setEnabled(self.ahead.ready)
        self.ahead.then(self._begin_work)

    def _begin_work(self) -> None:
        if self.desk is None:  # the window was closed meanwhile
            return
        self.pages.setEnabled(True)
        self._show_shell()
        self.idle.watch(self.windowHandle())
        self.idle.start(SETTINGS["lock.idle_minutes"].default)
        self._read_idle_minutes()

    def _show_shell(self) -> None:
        assert self.desk is not None
        from ui.shell import Shell

        old, self.shell = self.shell, None
        state = None
        if old is not None:
            state = old.window_state()
            old.leave(for_good=False)
            self.pages.removeWidget(old)
            old.deleteLater()
        self.shell = Shell(self.desk, self.runner, self.preferences)
        self.shell.title_changed.connect(self._name)
        self.shell.lock_wanted.connect(self.lock)
        self.shell.full_screen_wanted.connect(self.toggle_full_screen)
        self._show(self.shell)
        self.shell.start(state)

    def _name(self, subject: str) -> None:
        self.setWindowTitle(tr("{subject} — AuditDesk", subject=subject))

    # what runs off the GUI thread

    def _open(self, home: Path, login: str | None, passphrase: str) -> Desk:
        from auditdesk.desk import Desk

        return Desk.open(home, login, passphrase, today=self._start.today)

    def _create(self, answers: Answers) -> tuple[Desk, str]:
        from auditdesk.desk import Desk

        roles = dict.fromkeys((answers.role, "administrator"))
        return Desk.create(
            answers.home,
            answers.login,
            answers.name,
            answers.passphrase,
            tuple(roles),
            allow_synced=answers.allow_synced,
            today=self._start.today,
        )

    def _start_from_parcel(self, answers: Answers, progress: Progress) -> Desk:
        from auditdesk.desk import Desk
        from ui.parcel_opening import opening

        assert answers.parcel is not None
        key = opening(*answers.parcel_opens)
        return Desk.start_from_parcel(
            answers.home,
            answers.parcel,
            key,
            answers.passphrase,
            allow_synced=answers.allow_synced,
            today=self._start.today,
            progress=progress,
        )

    def _demo(self, home: Path, progress: Progress) -> Desk:
        from auditdesk import demo
        from auditdesk.desk import Desk

        made = demo.build(home, progress)
        return Desk.open(made.home, demo.SUPERVISOR, demo.PASSPHRASE, today=self._start.today)

    def _tell(self, changed: frozenset[str]) -> None:
        if "office_setting" in changed and not self._locked:
            self._read_idle_minutes()
        if self.shell is not None and self._locked:
            self._missed |= changed
        elif self.shell is not None:
            self.shell.refresh(changed)

    # lock

    def lock(self) -> None:
        """Ctrl+L: the work stays as it is behind the sign-in page."""
        if self.desk is None or self.shell is None or self._lock_page is not None:
            return
        reject_dialogs(self)
        self.shell.before_lock()
        close_all(self)
        page = SignInPage(self.home, self.runner, partial(self._wake, self.desk), person=self.desk.actor.login)
        page.unlocked.connect(self._unlocked)
        page.another_wanted.connect(self._leave_to_another)
        self._lock_page, self._focus_before_lock, self._locked = page, QApplication.focusWidget(), True
        self.idle.stop()
        self.setWindowTitle("AuditDesk")
        self._show(page)
        QTimer.singleShot(0, self._sleep)

    def _sleep(self) -> None:
        """Forget the keys behind the lock page; in the write lane, after the jobs that still run and once every word is on the disk."""
        if self.desk is None or self._lock_page is None or self.shell is None:
            return
        if self.shell.keeper.unsaved() or any(job.beside for job in self.runner.active()):
            self.shell.keeper.retry()
            QTimer.singleShot(_TRY_AGAIN, self._sleep)
        else:
            gc.collect()  # so that what the store collects there, off this thread, holds no widget
            self.runner.write(partial(self._sleep_unless_awake, self.desk), lambda _: None)

    def _sleep_unless_awake(self, desk: Desk) -> None:
        with self._sleeping:
            if self._locked:
                desk.lock()

    def _wake(self, desk: Desk, _home: Path, _login: str | None, passphrase: str) -> None:
        with self._sleeping:
            desk.unlock(passphrase)
            self._locked = False

    def _leave_to_another(self) -> None:
        """The one who locked is signed out; whoever knows a passphrase signs in."""
        if self._lock_page is None:
            return
        if self.runner.asked_for():
            self._lock_page.say_busy()
            return
        if self.shell is not None and self.shell.keeper.unsaved():
            self._lock_page.say_unsaved()
            return
        for job in self.runner.active():
            job.cancel()
        self._keep()
        desk, self.desk = self.desk, None
        old, self.shell = self.shell, None
        self._lock_page, self._locked = None, False
        self._missed = frozenset()
        if old is not None:
            old.leave(for_good=False)
            self.pages.removeWidget(old)
            old.deleteLater()
        page = self.show_sign_in()
        page.setEnabled(False)
        if desk is not None:
            # Not before the workspace is let go can it be opened again.
            self.runner.write_last(desk.close, lambda _: page.setEnabled(True))

    def _read_idle_minutes(self) -> None:
        if self.desk is not None:
            desk = self.desk
            self.runner.read(lambda: int(desk.settings.all()["lock.idle_minutes"]), self.idle.set_minutes, latest="lock.idle")

    def _unlocked(self, _nothing: object) -> None:
        assert self.shell is not None
        self._lock_page = None
        self.idle.start(self.idle.minutes)
        self._show(self.shell)
        self._name(self.shell.place.subject() or self.shell.place.title())
        if self._focus_before_lock is not None and self._focus_before_lock.isVisible():
            self._focus_before_lock.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shell.after_lock()
        missed, self._missed = self._missed, frozenset()
        if missed:
            self.shell.refresh(missed)
            self._read_idle_minutes()

    # look and language

    def _choice_changed(self, name: object) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        if name == "language":
            use(self.preferences.choices.language)
        if name in ("look", "scale", "density"):
            apply(application, self.preferences.theme())
        if name in ("language", "scale", "density"):
            QTimer.singleShot(0, self._rebuild)

    def _rebuild(self) -> None:
        """Words and sizes are set when a page is made: make it again with what it holds."""
        page = self.pages.currentWidget()
        answers = getattr(page, "answers", None)
        if answers is not None:
            self.show_first_run(answers)
        elif isinstance(page, SignInPage) and self._lock_page is None:
            self.show_sign_in()
        elif self.shell is not None and self._lock_page is None:
            self._keep()
            self._show_shell()

    def toggle_full_screen(self) -> None:
        """F11."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # remembering and closing

    def _restore_geometry(self) -> None:
        kept = self.preferences.choices.geometry
        if not (kept and self.restoreGeometry(QByteArray(base64.b64decode(kept)))):
            screen = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(round(1366 * theme().scale), screen.width()), min(round(738 * theme().scale), screen.height()))

    def _keep(self) -> None:
        self.preferences.choices.geometry = base64.b64encode(self.saveGeometry().data()).decode()
        self.preferences.write()

    def _ask_person(self, running: int) -> str:
        return ask_about_jobs(self, running, two_ways=any(job.two_ways for job in self.runner.asked_for()))

    def _ask_about_unsaved(self) -> str:
        return "leave" if self.shell is None else self.shell.typing.ask_before_leaving()

    def _idle(self) -> None:
        if self._closing_when_idle:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if running := len(self.runner.asked_for()):
            answer = self.ask(running)
            self._closing_when_idle = answer == "wait" and bool(self.runner.asked_for())
            if answer == "cancel":
                for job in self.runner.asked_for():
                    job.cancel()
            if answer == "stay" or self._closing_when_idle:
                event.ignore()
                return
        if self.shell is not None and not self.shell.settle() and self.ask_unsaved() == "stay":
            event.ignore()
            return
        self._keep()
        if self.shell is not None:
            self.shell.leave(for_good=True)
        desk, self.desk = self.desk, None
        self.runner.close(None if desk is None else desk.close)
        event.accept()
