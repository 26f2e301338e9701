"""The group 攜出與攜回 of the settings: the folder of this computer that is watched for packages that come home."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog

from ui.parts.buttons import Button
from ui.parts.labels import ElidedLabel
from ui.parts.layouts import boxed, row
from ui.places.base import Place
from ui.places.settings_lines import Line, control_line
from ui.preferences import Preferences
from ui.theme import theme
from ui.words import documents, tr


class ParcelSection:
    """One line: which folder, choose, stop watching. It is this computer's own choice and not in the workspace."""

    def __init__(self, place: Place, preferences: Preferences) -> None:
        self.name = tr("Check-out and check-in")
        self._place, self._preferences = place, preferences
        self._folder = ElidedLabel("", "table", "secondary")
        self._folder.setFixedWidth(theme().px(260))
        self.choose = Button(tr("Choose the folder"), icon="folder", kind="default")
        self.choose.clicked.connect(self._choose)
        self.stop = Button(tr("Stop watching"), kind="quiet")
        self.stop.clicked.connect(lambda: preferences.set("parcels", ""))
        preferences.changed.connect(self._follow)
        self._show()

    def lines(self) -> tuple[Line, ...]:
        control = boxed(row(self._folder, self.choose, self.stop))
        detail = tr("Packages that inspectors lay there are offered in the list of visits. The files stay where they are.")
        found_by = tr("package share network check-in")
        return (control_line(self.name, tr("Folder that is watched"), detail, control, found_by),)

    def refresh(self, changed: frozenset[str]) -> None:
        """Nothing of it lies in the workspace."""

    def _follow(self, name: str) -> None:
        if name == "parcels":
            self._show()

    def _show(self) -> None:
        folder = self._preferences.choices.parcels
        self._folder.setText(folder or tr("no folder is chosen"))
        self._folder.setToolTip(folder)
        self.stop.refuse("" if folder else tr("No folder is watched for packages."))

    def _choose(self) -> None:
        before = self._preferences.choices.parcels
        chosen = QFileDialog.getExistingDirectory(self._place.window(), tr("Folder for packages"), before or documents())
        if chosen:
            self._preferences.set("parcels", chosen)
