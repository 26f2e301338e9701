"""A batch of letters that a stop, a full disk or a crash left: the next start offers to go on with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from auditdesk.model.letter_rows import BatchRow
from ui.parts.buttons import Button
from ui.parts.states import Banner
from ui.words import tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner


class UnfinishedLetters(QObject):
    """``show`` puts the banner above the place, ``go`` opens the batch. Who may not write letters is not asked."""

    def __init__(
        self, desk: Desk, runner: Runner, show: Callable[[Banner], None], go: Callable[[str, str], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._show, self._go = desk, runner, show, go

    def begin(self) -> None:
        """Look once, after the start."""
        if self._desk.refusal("letters.write") is None:
            self._runner.read(self._desk.letters.unfinished, self._offer, self._unknown)

    def _unknown(self, _error: Exception) -> None:
        """The place of the letters tells it when one goes there."""

    def _offer(self, batch: BatchRow | None) -> None:
        if batch is None:
            return
        button = Button(tr("Go on with the letters"), icon="sync", kind="default")
        what = tr("{batch} stopped at {done} of {count} letters.", batch=batch.number, done=batch.written, count=batch.letters)
        more = tr("What was written is there, and the numbers of the rest are kept for them.")
        banner = Banner("info", what, more, actions=(button,))
        button.clicked.connect(lambda: self._go("letters", batch.uid))
        button.clicked.connect(banner.dismissed)
        self._show(banner)
