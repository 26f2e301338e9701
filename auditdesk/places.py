"""The only module that knows folders: what is shipped with the program and what belongs to a workspace."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """``resources`` or ``data``: beside the package in a source tree, inside it in an installed wheel."""
    beside = _PACKAGE.parent / name
    return beside if (_PACKAGE.parent / "pyproject.toml").is_file() and beside.is_dir() else _PACKAGE / "shipped" / name


def resources() -> Path:
    """Fonts, icons, tokens, translations, templates: read, never written."""
    return _shipped("resources")


def shipped_data() -> Path:
    """The regulator's facts: rulebooks, patterns, demo lists: read, never written."""
    return _shipped("data")


def default_home() -> Path:
    """The workspace folder when none is named: ``AUDITDESK_HOME``, else the platform's folder for a person's data."""
    named = os.environ.get("AUDITDESK_HOME")
    return Path(named) if named else Path(platformdirs.user_data_dir("AuditDesk", appauthor=False)) / "workspace"


def preferences_file() -> Path:
    """This computer's own choices (language, theme, last workspace): not part of any workspace, no secrets."""
    return Path(platformdirs.user_config_dir("AuditDesk", appauthor=False)) / "preferences.json"


@dataclass(frozen=True, slots=True)
class Workspace:
    """The files of one workspace folder."""

    home: Path

    @property
    def database(self) -> Path:
        return self.home / "auditdesk.db"

    @property
    def keys(self) -> Path:
        """Key slots: the data key wrapped once per person and once for the recovery code."""
        return self.home / "keys.json"

    @property
    def tries(self) -> Path:
        """How often a wrong passphrase was tried, and when."""
        return self.home / "tries.json"

    @property
    def lock(self) -> Path:
        return self.home / "auditdesk.lock"

    @property
    def checkpoint(self) -> Path:
        """The newest signature under the journal, outside the database that it speaks of."""
        return self.home / "checkpoint.json"

    @property
    def evidence(self) -> Path:
        return self.home / "evidence"

    @property
    def backups(self) -> Path:
        return self.home / "backups"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    def exists(self) -> bool:
        return self.keys.exists() or self.database.exists()
