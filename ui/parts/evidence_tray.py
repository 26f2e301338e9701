"""The evidence tray (證物匣) of this computer: one folder that is watched, and the picture on the clipboard."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QBuffer, QFileSystemWatcher, QIODevice, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.evidence_rows import Incoming
from auditdesk.services.evidence_tray import SETTLED_AFTER, TrayFile, TrayFolder, TrayLook
from ui.words import documents, tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner
    from ui.preferences import Preferences

_EVERY, _SOON = 3000, 150
"""Milliseconds between two looks that nothing asked for, and after the folder told of a change."""


class Source(Protocol):
    """Something that can become evidence; ``incoming`` is called off the GUI thread."""

    def incoming(self) -> Incoming: ...


@dataclass(frozen=True, slots=True)
class PathSource:
    """A file that somebody chose, dropped or pasted."""

    path: str

    def incoming(self) -> Incoming:
        return Incoming(Path(self.path).name, path=self.path)


@dataclass(frozen=True, slots=True, eq=False)
class PictureSource:
    """A picture without a file: from the clipboard or dropped. It becomes a PNG."""

    image: QImage
    name: str

    def incoming(self) -> Incoming:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.image.save(buffer, "PNG")  # type: ignore[call-overload]  # the library's types ask for bytes, it takes a text
        return Incoming(self.name, bytes(buffer.data().data()))


def is_evidence(mime: QMimeData | None) -> bool:
    """Whether what is pasted into a text field is meant as evidence: files, or a picture without words."""
    if mime is None:
        return False
    return any(url.isLocalFile() for url in mime.urls()) or (mime.hasImage() and not mime.hasText())


def sources_of(mime: QMimeData | None) -> list[Source]:
    """What files or picture something pasted or dropped holds; files come before a picture of them."""
    if mime is None:
        return []
    paths = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    found: list[Source] = [PathSource(path) for path in paths if Path(path).is_file()]
    if not found and mime.hasImage():
        picture = picture_of(mime)
        found = [] if picture is None else [picture]
    return found


def picture_of(mime: QMimeData) -> PictureSource | None:
    """The picture that something pasted or dropped holds."""
    image = mime.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return None
    now = datetime.now().astimezone()
    return PictureSource(image, tr("Clipboard {time}.png", time=f"{now:%Y-%m-%d %H.%M.%S}"))


class EvidenceTray(QObject):
    """``files`` are those that are not evidence yet, the newest first. ``problem`` tells why the folder can't be looked into."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        preferences: Preferences | None,
        awake: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._preferences, self._awake = desk, runner, preferences, awake
        self.files: tuple[TrayFile, ...] = ()
        self.problem: AuditDeskError | None = None
        self._going: set[TrayFile] = set()
        self._folder: TrayFolder | None = None
        self._looking = self._again = False
        self._copied_at = 0
        self._watcher = QFileSystemWatcher(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(lambda _folder: self._soon.start())
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(round(SETTLED_AFTER * 1000) + 50)
        self._settling.timeout.connect(self.look)
        self._every = QTimer(self)
        self._every.setInterval(_EVERY)
        self._every.timeout.connect(self._look_if_awake)
        self._every.start()
        QGuiApplication.clipboard().dataChanged.connect(self._copied)
        if preferences is not None:
            preferences.changed.connect(self._preference_changed)
        self._take_folder()

    @property
    def folder(self) -> str:
        """What is watched; empty = nothing."""
        return self._preferences.choices.tray if self._preferences is not None else ""

    def _preference_changed(self, name: str) -> None:
        if name == "tray":
            self._take_folder()

    def _take_folder(self) -> None:
        self._folder = TrayFolder(Path(self.folder)) if self.folder else None
        self.files, self.problem = (), None
        watched = self._watcher.directories()
        if watched:
            self._watcher.removePaths(watched)
        self.changed.emit()
        self.look()

    def choose_folder(self, window: QWidget) -> None:
        """Ask for the folder to be watched."""
        chosen = QFileDialog.getExistingDirectory(window, tr("Folder of the evidence tray"), self.folder or documents())
        if chosen and self._preferences is not None:
            if chosen == self.folder:
                self._take_folder()
            self._preferences.set("tray", chosen)

    # looking

    def _look_if_awake(self) -> None:
        if self._awake():
            self.look()

    def look(self) -> None:
        """Look into the folder, off the GUI thread; one look at a time."""
        folder = self._folder
        if folder is None:
            return
        if self._looking:
            self._again = True
            return
        self._looking = True
        known = self._desk.evidence.known
        self._runner.read(lambda: (folder, folder.look(time.monotonic(), known)), self._take_look, self._not_looked)

    def _take_look(self, found: tuple[TrayFolder, TrayLook]) -> None:
        folder, look = found
        self._looking = False
        if folder is self._folder:
            missing = set(look.folders) - set(self._watcher.directories())
            if missing:
                self._watcher.addPaths(sorted(missing))
            if look.growing:
                self._settling.start()
            self._show(look.files, None)
        self._once_more()

    def _not_looked(self, error: Exception) -> None:
        self._looking = False
        if isinstance(error, AuditDeskError):
            self._show((), error)
        self._once_more()

    def _once_more(self) -> None:
        if self._again:
            self._again = False
            self.look()

    def _show(self, files: tuple[TrayFile, ...], problem: AuditDeskError | None) -> None:
        told = (self.files, self.problem.code if self.problem else "")
        self.files, self.problem = tuple(file for file in files if file not in self._going), problem
        if told != (self.files, problem.code if problem else ""):
            self.changed.emit()

    # taking

    def _copied(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        self._copied_at = time.time_ns() if mime is not None and mime.hasImage() and not mime.hasUrls() else 0

    def take_newest(self) -> Source | None:
        """The newest that is not attached yet: a file of the folder, or the picture copied after it. Each is given once."""
        newest = self.files[0] if self.files else None
        if self._copied_at and (newest is None or self._copied_at > newest.changed_ns):
            mime = QGuiApplication.clipboard().mimeData()
            picture = picture_of(mime) if mime is not None else None
            self._copied_at = 0
            if picture is not None:
                return picture
        if newest is not None:
            self.take((newest,))
        return newest

    def take(self, files: tuple[TrayFile, ...]) -> None:
        """These are on their way: they are not offered again while it lasts."""
        self._going |= set(files)
        self._show(self.files, self.problem)

    def settled(self, sources: tuple[Source, ...]) -> None:
        """Kept, or not: what did not become evidence is offered again by the next look."""
        self._going -= {one for one in sources if isinstance(one, TrayFile)}
        self.look()
