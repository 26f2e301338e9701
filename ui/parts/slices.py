"""Work for the GUI thread in pieces: one a turn of the event loop, so that keys are heard and the window paints in between."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Slices(QObject):
    """The pieces still to be done for one widget, in their order. They end with the widget."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: deque[Callable[[], object]] = deque()
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._one)

    @property
    def going_on(self) -> bool:
        """Whether pieces are left."""
        return bool(self._left)

    def begin(self, *pieces: Callable[[], object]) -> None:
        """Do these from the next turn on; what is left of those before is dropped."""
        self._left = deque(pieces)
        self._turn.start()

    def finish(self) -> None:
        """Do the rest now: somebody waits for it."""
        while self._left:
            self._left.popleft()()

    def _one(self) -> None:
        if self._left:
            self._left.popleft()()
        if not self._left:
            self._turn.stop()
