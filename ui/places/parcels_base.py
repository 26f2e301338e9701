"""What all acts on parcels share: the place they belong to, what was read last, and how an act runs off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from auditdesk.errors import AuditDeskError
from ui.parts.labels import Label
from ui.places.firms_records import Keep, RecordSheet
from ui.places.parcels_list import Parcels
from ui.words import tr

if TYPE_CHECKING:
    from auditdesk.model.rows import VisitRow
    from ui.jobs import Job
    from ui.places.base import Place


class ActSheet(RecordSheet):
    """A question or a few lines, and one act."""

    def __init__(self, window: QWidget, title: str, do: str, keep: Keep, kind: str = "primary") -> None:
        super().__init__(window, title, do, keep, kind)
        self._asks = False

    def ask(self, told: str) -> None:
        """Nothing to fill in: it says what happens, and the focus is on the button."""
        self._asks = True
        # RecordSheet puts the focus on its first line; a question has none but the button.
        self.content.addWidget(Label(told, "table", "primary", wrap=True))
        assert self.primary is not None
        self._faults["ask"] = self.wrong

    def _field(self, name: str) -> QWidget:
        if name == "ask":
            assert self.primary is not None
            return self.primary
        return super()._field(name)

    def _about(self, error: AuditDeskError) -> str:
        if error.code == "reason.needed":
            return "reason"
        return "ask" if self._asks else super()._about(error)


class ParcelBase(QObject):
    """``parcels`` and ``visits`` are what was read last; ``done`` tells that they are to be read again, ``conflicts`` to show them."""

    done = Signal()
    conflicts = Signal(str)
    """The uid of a visit; empty = of all."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self.parcels = Parcels()
        self.visits: tuple[VisitRow, ...] = ()
        self.names: dict[str, str] = {}
        self.current: Callable[[], str] = lambda: ""
        """The number of the visit that is current in the list."""

    @property
    def laptop(self) -> bool:
        """Whether this computer works for an office."""
        return bool(self.parcels.held)

    def _run(
        self, name: str, work: Callable[[Any], Any], then: Callable[[Any], None], failed: Callable[[AuditDeskError], None]
    ) -> Job:
        job = self._place.runner.start(name, work)
        job.succeeded.connect(then)
        job.failed.connect(lambda error: failed(error) if isinstance(error, AuditDeskError) else None)
        job.settled.connect(self.done)
        return job

    # sheets with one act

    def _reason(self, title: str, do: str, told: str, keep: Callable[[RecordSheet], None], kind: str) -> None:
        sheet = ActSheet(self._place.window(), title, do, keep, kind)
        sheet.content.addWidget(Label(told, "table", "primary", wrap=True))
        sheet.line("reason", tr("Reason"))
        sheet.open()

    def _from_sheet(self, sheet: RecordSheet, name: str, act: Callable[[], Any]) -> None:
        assert sheet.primary is not None
        do = sheet.primary
        do.setEnabled(False)
        job = self._run(name, lambda _progress: act(), lambda _row: sheet.close_and_return(), sheet.refuse)
        job.settled.connect(lambda: do.setEnabled(True))
