"""A list whose rows can be ticked, to do something with many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from ui.table_view import RowView


class Tickable(Protocol):
    """What such a list's table knows besides its rows: first column the box, identities are ``uids``."""

    ticked: set[str]

    @property
    def uids(self) -> Sequence[str]:
        """Every row that can be ticked."""

    def tick(self, uids: Sequence[str], *, on: bool) -> None:
        """Tick rows, or take the ticks away."""


class TickView(RowView):
    """Space ticks the current row, Ctrl+A every row, a click on the box that row; Esc takes the ticks away."""

    ticked = Signal()

    def _rows(self) -> Tickable:
        return cast("Tickable", self.table())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self._rows()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggle(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_A and control:
            self.tick_all()
        elif event.key() == Qt.Key.Key_Escape and rows.ticked:
            rows.tick(rows.uids, on=False)
            self.ticked.emit()
        else:
            super().keyPressEvent(event)

    def tick_all(self) -> None:
        """Every row; once all are ticked, none."""
        rows = self._rows()
        rows.tick(rows.uids, on=len(rows.ticked) < len(rows.uids))
        self.ticked.emit()

    def toggle(self, position: int) -> None:
        """Tick one row or take its tick away."""
        rows = self._rows()
        uid = self.table().identity_at(position)
        if isinstance(uid, str) and uid in rows.uids:
            rows.tick((uid,), on=uid not in rows.ticked)
            self.ticked.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if index.isValid() and index.column() == 0:
            self.toggle(index.row())
