"""How long nobody has touched keyboard or mouse, so that the work is locked when its person has gone."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)
_LOOK_EVERY = 5000
"""Milliseconds. A computer that slept is found idle this soon after it wakes."""


class IdleWatch(QObject):
    """Tells once when ``minutes`` have passed since the last key or mouse event in one of the program's windows."""

    idle = Signal()

    def __init__(self, parent: QObject, now: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._now = now
        self._minutes = 0
        self._last = now()
        self._running = False
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY)
        self._look.timeout.connect(self.look)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        # The windows themselves get what comes from the person, and little else.
        application.focusWindowChanged.connect(self.watch)

    @property
    def minutes(self) -> int:
        return self._minutes

    def watch(self, window: QWindow | None) -> None:
        """Count the events of this window too."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def start(self, minutes: int) -> None:
        """Count from now on."""
        self._minutes = minutes
        self._last, self._running = self._now(), True
        self._look.start()

    def set_minutes(self, minutes: int) -> None:
        """Another length; what has passed already counts."""
        self._minutes = minutes

    def stop(self) -> None:
        self._running = False
        self._look.stop()

    def look(self) -> None:
        """Whether it has been long enough. A clock set back begins anew."""
        now = self._now()
        self._last = min(self._last, now)
        if self._running and self._minutes and now - self._last >= self._minutes * 60:
            self.stop()
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._last = self._now()
        return False
