"""Backups: one verified file with database and evidence."""

from __future__ import annotations

from pathlib import Path

from auditdesk.progress import Progress, silent
from auditdesk.services.office import Office
from auditdesk.store.backup import BackupReport, write_backup
from auditdesk.store.keys import DataKey


class BackupService:
    """Acts on backups. Restoring needs no open workspace: ``auditdesk.store.backup.restore_backup``."""

    def __init__(self, office: Office, key: DataKey) -> None:
        self._office = office
        self._key = key

    def write(self, target: Path, progress: Progress = silent) -> BackupReport:
        """Write the workspace into one new file, open it again and count. Raises Refused ``backup.exists``, Unavailable for the disk."""
        return write_backup(self._office.store, self._key, target.absolute(), progress)
