"""Each setting of the office once: name, type, default, what it may be. Kept in the encrypted database, journaled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditdesk.errors import Refused


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. ``lowest`` and ``highest`` bound whole numbers, both inclusive."""

    name: str
    kind: type
    default: Any
    lowest: int | None = None
    highest: int | None = None
    folder: bool = False
    """A folder of this computer, named from its root; empty = none."""

    def check(self, value: Any) -> Any:
        """The value if it fits. Raises Refused ``setting.wrong_value``, ``setting.folder_not_absolute``."""
        fits = isinstance(value, self.kind) and not (self.kind is int and isinstance(value, bool))
        if fits and self.lowest is not None and self.highest is not None:
            fits = self.lowest <= value <= self.highest
        if not fits:
            raise Refused("setting.wrong_value", setting=self.name, value=str(value))
        if self.folder and value.strip() and not Path(value.strip()).is_absolute():
            raise Refused("setting.folder_not_absolute", setting=self.name, value=value)
        return value


SETTINGS: Mapping[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting("sender.name", str, "臺灣證券交易所股份有限公司"),
        Setting("sender.address", str, ""),
        Setting("sender.contact", str, ""),
        Setting("sender.telephone", str, ""),
        Setting("sender.fax", str, ""),
        Setting("sender.email", str, ""),
        Setting("letters.word", str, "臺證輔字"),
        Setting("letters.priority", str, "普通件"),
        Setting("letters.classification", str, ""),
        Setting("letters.file_number", str, ""),
        Setting("letters.retention", str, ""),
        Setting("letters.copies_to", str, ""),
        Setting("letters.reply_days", int, 60, 1, 366),
        Setting("lock.idle_minutes", int, 10, 1, 120),
        # No public source gives the office's periods; an office sets its own.
        Setting("due_days.critical", int, 30, 1, 366),
        Setting("due_days.high", int, 60, 1, 366),
        Setting("due_days.medium", int, 90, 1, 366),
        Setting("due_days.low", int, 180, 1, 366),
        Setting("observations.reply_needed", bool, False),
        Setting("backups.automatic", bool, True),
        Setting("backups.folder", str, "", folder=True),
        Setting("backups.keep", int, 30, 5, 200),
        Setting("retention.years", int, 5, 1, 50),
        # Below 3 a withheld count of 1 could be told for certain.
        Setting("notice.threshold", int, 3, 3, 10),
        Setting("notice.people", int, 3, 2, 3),
        Setting("notice.roster_days", int, 30, 1, 366),
        Setting("notice.category", str, "資通安全"),
        Setting("notice.publisher", str, "券商輔導部"),
    )
}


class Settings:
    """The office's settings as they stand: what was set, else the default."""

    def __init__(self, chosen: Mapping[str, Any]) -> None:
        self._chosen = chosen

    def __getitem__(self, name: str) -> Any:
        return self._chosen.get(name, SETTINGS[name].default)

    def text(self, name: str) -> str:
        return str(self[name])

    def number(self, name: str) -> int:
        return int(self[name])


def setting(name: str) -> Setting:
    """Raises Refused ``setting.unknown``."""
    if name not in SETTINGS:
        raise Refused("setting.unknown", setting=name)
    return SETTINGS[name]
