"""A line of the settings for a folder of this computer that is watched."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QFileDialog

from ui.parts.buttons import Button
from ui.parts.labels import ElidedLabel
from ui.parts.layouts import boxed, row
from ui.places.base import Place
from ui.places.settings_lines import Line, control_line
from ui.preferences import Preferences
from ui.theme import theme
from ui.words import documents, tr


@dataclass(frozen=True, slots=True)
class Watched:
    """What one such folder is called. ``choice``: its name among the preferences; ``missing``: why there is nothing to stop."""

    choice: str
    group: str
    detail: str
    found_by: str
    missing: str
    dialog: str


class WatchedFolderSection:
    """One line: which folder, choose, stop watching. It is this computer's own choice and not in the workspace."""

    def __init__(self, place: Place, preferences: Preferences, watched: Watched) -> None:
        self.name = watched.group
        self._place, self._preferences, self._watched = place, preferences, watched
        self._folder = ElidedLabel("", "table", "secondary")
        self._folder.setFixedWidth(theme().px(260))
        self.choose = Button(tr("Choose the folder"), icon="folder", kind="default")
        self.choose.clicked.connect(self._choose)
        self.stop = Button(tr("Stop watching"), kind="quiet")
        self.stop.clicked.connect(lambda: preferences.set(watched.choice, ""))
        preferences.changed.connect(self._follow)
        self._show()

    def lines(self) -> tuple[Line, ...]:
        control = boxed(row(self._folder, self.choose, self.stop))
        watched = self._watched
        return (control_line(self.name, tr("Folder that is watched"), watched.detail, control, watched.found_by),)

    def refresh(self, changed: frozenset[str]) -> None:
        """Nothing of it lies in the workspace."""

    def _now(self) -> str:
        return str(getattr(self._preferences.choices, self._watched.choice))

    def _follow(self, name: str) -> None:
        if name == self._watched.choice:
            self._show()

    def _show(self) -> None:
        folder = self._now()
        self._folder.setText(folder or tr("no folder is chosen"))
        self._folder.setToolTip(folder)
        self.stop.refuse("" if folder else self._watched.missing)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._place.window(), self._watched.dialog, self._now() or documents())
        if chosen:
            self._preferences.set(self._watched.choice, chosen)
