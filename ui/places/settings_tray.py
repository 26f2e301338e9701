"""The group 證物匣 of the settings: the folder of this computer that is watched for photos."""

from __future__ import annotations

from ui.places.base import Place
from ui.places.settings_watched import Watched, WatchedFolderSection
from ui.preferences import Preferences
from ui.words import tr


class TraySection(WatchedFolderSection):
    """The folder into which photos and screenshots come."""

    def __init__(self, place: Place, preferences: Preferences) -> None:
        watched = Watched(
            choice="tray",
            group=tr("Evidence tray"),
            detail=tr("Photos and screenshots that arrive there are offered by Ctrl+E. The files stay where they are."),
            found_by=tr("camera phone screenshot photo clipboard"),
            missing=tr("No folder is chosen for the evidence tray."),
            dialog=tr("Folder of the evidence tray"),
        )
        super().__init__(place, preferences, watched)
