"""The photos of a note that is being jotted down: those attached, and what Ctrl+E would take next."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSizePolicy, QWidget

from auditdesk.model.evidence_rows import EvidenceRow
from ui.parts.evidence_tile import AttachTile, EvidenceTile
from ui.parts.labels import Label
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.words import plural, tr

if TYPE_CHECKING:
    from auditdesk.services.evidence_tray import TrayFile

_SHOWN = 3
"""Of many photos of one note the last ones are seen."""

Glance = Callable[[str, Callable[[tuple[str, QImage | None]], None]], None]
"""Read state and small picture of a file off the GUI thread and answer on it."""


class CaptureFiles(QWidget):
    """``uids`` are those that the note takes; what was attached and never kept is among them again the next time."""

    newest_wanted = Signal()
    grown = Signal()
    """It needs more room than before."""

    def __init__(self) -> None:
        super().__init__()
        self.uids: list[str] = []
        self.glance: Glance | None = None
        self.tiles: list[EvidenceTile] = []
        self._keeping = 0
        self.newest = AttachTile("", wide=112, high=56)
        self.newest.clicked.connect(self.newest_wanted)
        self._told = Label("", "caption", "secondary")
        self._how = Label(tr("one more with each press, back in time"), "caption", "muted")
        self._line = row(gap=6)
        self._ground = boxed(self._line)
        self._ground.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._ground.setVisible(False)
        told = boxed(column(self._told, self._how, gap=0))
        self.setLayout(FlowLayout(self._ground, self.newest, told, gap=8, line_gap=6))
        self.show_newest(None)

    def show_rows(self, rows: Sequence[EvidenceRow]) -> None:
        """These are attached to the note; each has its tile only once it is committed."""
        for one in rows:
            if one.uid not in self.uids:
                self.uids.append(one.uid)
            if one.uid in {tile.row.uid for tile in self.tiles}:
                continue
            tile = EvidenceTile(one, len(self.tiles) + 1)
            self.tiles.append(tile)
            self._line.addWidget(tile)
            if self.glance is not None:
                self.glance(one.uid, partial(self._take, tile))
        for at, tile in enumerate(reversed(self.tiles)):
            tile.setVisible(at < _SHOWN)
        self._ground.setVisible(bool(self.tiles))
        self.updateGeometry()
        self.grown.emit()

    def _take(self, tile: EvidenceTile, seen: tuple[str, QImage | None]) -> None:
        if shiboken6.isValid(tile):
            tile.show_picture(seen[1])

    def keeping(self, count: int) -> None:
        """So many are on their way."""
        self._keeping = max(0, self._keeping + count)
        if self._keeping:
            self._told.setText(plural(self._keeping, "Keeping {count} file", "Keeping {count} files"))

    def show_newest(self, newest: TrayFile | None) -> None:
        """When the next one was taken."""
        if newest is None:
            self._told.setText(tr("The tray has no new photo."))
            return
        minutes = max(0, round((time.time() - newest.changed_ns / 1e9) / 60))
        taken = f"{time.strftime('%H:%M', time.localtime(newest.changed_ns / 1e9))}"
        ago = plural(minutes, "{count} minute ago", "{count} minutes ago") if minutes < 600 else ""
        self._told.setText(
            tr("Newest photo {time}, {ago}", time=taken, ago=ago) if ago else tr("Newest photo {time}", time=taken)
        )

    def say_empty(self, folder: str) -> None:
        """There is nothing to take."""
        self._told.setText(tr("The tray has no new photo.") if folder else tr("No folder is chosen for the evidence tray."))
