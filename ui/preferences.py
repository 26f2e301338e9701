"""This computer's own choices: language, look, last workspace, size of the window. The file is plain: nothing of any firm goes in."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QObject, Signal

from auditdesk import places
from ui.theme import SCALES, Density, Mode, Theme, system_mode
from ui.words import DEFAULT_LANGUAGE

_ALLOWED: dict[str, tuple[Any, ...]] = {
    "language": ("zh_TW", "en"),
    "look": ("system", "light", "dark"),
    "density": ("compact", "default", "comfortable"),
}


@dataclass
class Choices:
    """Everything that is remembered, with its first value."""

    language: str = DEFAULT_LANGUAGE
    look: str = "system"
    scale: float = 1.0
    density: str = "default"
    home: str = ""
    geometry: str = ""
    tray: str = ""
    """The folder that the evidence tray watches; empty = none."""
    parcels: str = ""
    """The folder that is watched for packages that come home; empty = none."""


class Preferences(QObject):
    """The choices, kept in one small file. What can't be read or written is left at its first value: nothing hangs on it."""

    changed = Signal(str)
    """The name of the choice."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self._path = path or places.preferences_file()
        self._kept_instead: dict[str, Any] = {}
        self.choices, forgotten = _read(self._path)
        if forgotten:
            self.write()

    def for_this_run(self, name: str, value: Any) -> None:
        """Another value until the program ends; what was chosen stays in the file, unless it is chosen anew."""
        self._kept_instead[name] = getattr(self.choices, name)
        setattr(self.choices, name, value)

    def set(self, name: str, value: Any) -> None:
        """Keep one choice, write the file and tell."""
        kept_instead = self._kept_instead.pop(name, value)
        if getattr(self.choices, name) == value == kept_instead:
            return
        setattr(self.choices, name, value)
        self.write()
        self.changed.emit(name)

    def theme(self) -> Theme:
        """The look that the choices ask for."""
        mode: Mode = system_mode() if self.choices.look == "system" else ("dark" if self.choices.look == "dark" else "light")
        chosen = self.choices.density
        density: Density = cast("Density", chosen) if chosen in _ALLOWED["density"] else "default"
        return Theme(mode, self.choices.scale, density)

    def write(self) -> None:
        """Whole or not at all; a folder that can't be written only means that nothing is remembered."""
        beside = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(
                json.dumps({**asdict(self.choices), **self._kept_instead}, ensure_ascii=False, indent=1), encoding="utf-8"
            )
            os.replace(beside, self._path)
        except OSError:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _read(path: Path) -> tuple[Choices, bool]:
    """The choices, and whether the file holds more than belongs there: earlier versions kept what was open, with firms in it."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Choices(), False
    choices = Choices()
    if not isinstance(found, dict):
        return choices, False
    for each in fields(Choices):
        value = found.get(each.name)
        expected = type(getattr(choices, each.name))
        if isinstance(value, int) and expected is float:
            value = float(value)
        if isinstance(value, expected) and value in _ALLOWED.get(each.name, (value,)):
            setattr(choices, each.name, value)
    choices.scale = min(SCALES, key=lambda scale: abs(scale - choices.scale))
    return choices, bool(found.keys() - {each.name for each in fields(Choices)})
