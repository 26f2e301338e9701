"""Keeps where the person is while he works, and brings him back there at the next start, also after the power failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from auditdesk.model.drafts import SESSION
from ui.parts.autosave import autosave_of
from ui.window_state import OPEN, STATE, WindowState, focus_line
from ui.words import tr

if TYPE_CHECKING:
    from ui.shell import Shell

_LOOK_EVERY = 400
"""Milliseconds after which a step to somewhere else is written at the latest. Looking costs next to nothing; only a change is written."""


class Returning(QObject):
    """One for each shell. ``begin`` when it has opened its place, ``end`` when it goes."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._wanted: WindowState | None = None
        self._kept = ""
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY)
        self._look.timeout.connect(self._note)

    def begin(self, state: WindowState) -> None:
        """Say that one has returned, open again what was open once everything is read, and keep where the person is from now on."""
        if state.crashed:
            self._shell.status.say(
                tr("AuditDesk had not ended properly. You are back where you were; at most the last second of typing is missing.")
            )
        self._shell.keeper.put(SESSION, OPEN, "")
        if state.form or state.field:
            self._wanted = state
            self._shell.runner.quiet.connect(self._open_form)
        self._look.start()

    def remember(self) -> None:
        """Take note of the form that the lock is about to close."""
        state = self._shell.window_state()
        self._wanted = state if state.form else None

    def come_back(self) -> None:
        """After the lock: open that form again."""
        if self._wanted is not None:
            self._open_form_of(self._wanted)

    def end(self, *, for_good: bool) -> None:
        """Keep the last state; ``for_good`` also takes away the mark that a window is open."""
        self._look.stop()
        self._note()
        if for_good:
            self._shell.keeper.drop(SESSION, OPEN)

    def _note(self) -> None:
        if self._wanted is not None or not self._shell.isVisible():
            return  # what is not yet returned to must not be forgotten; behind the lock nothing moves
        text = self._shell.window_state().text()
        if text != self._kept:
            self._kept = text
            self._shell.keeper.put(SESSION, STATE, text)

    def _open_form(self) -> None:
        """The place has read what it shows."""
        self._shell.runner.quiet.disconnect(self._open_form)
        if self._wanted is not None:
            self._open_form_of(self._wanted)

    def _open_form_of(self, state: WindowState) -> None:
        if state.form:
            self._shell.runner.quiet.connect(self._focus)
            self._shell.place.reopen(state.form)
            if self._shell.runner.reading:
                return
            self._shell.runner.quiet.disconnect(self._focus)
        self._focus_field(state)

    def _focus(self) -> None:
        """The form has read what was typed into it."""
        self._shell.runner.quiet.disconnect(self._focus)
        if self._wanted is not None:
            self._focus_field(self._wanted)

    def _focus_field(self, state: WindowState) -> None:
        self._wanted = None
        if not state.form:
            focus_line(self._shell.place, state.field, state.caret)
            return
        autosave = autosave_of(QApplication.focusWidget())
        if autosave is not None and autosave.place == state.form:
            autosave.focus(state.field)
