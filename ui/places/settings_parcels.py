"""The group 攜出與攜回 of the settings: the folder of this computer that is watched for packages that come home."""

from __future__ import annotations

from ui.places.base import Place
from ui.places.settings_watched import Watched, WatchedFolderSection
from ui.preferences import Preferences
from ui.words import tr


class ParcelSection(WatchedFolderSection):
    """The folder into which inspectors lay packages."""

    def __init__(self, place: Place, preferences: Preferences) -> None:
        watched = Watched(
            choice="parcels",
            group=tr("Check-out and check-in"),
            detail=tr("Packages that inspectors lay there are offered in the list of visits. The files stay where they are."),
            found_by=tr("package share network check-in"),
            missing=tr("No folder is watched for packages."),
            dialog=tr("Folder for packages"),
        )
        super().__init__(place, preferences, watched)
