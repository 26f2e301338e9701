"""Backups: one verified file with database and evidence, by hand or by the program itself, thinned by age."""

from __future__ import annotations

import builtins
import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from auditdesk.errors import AuditDeskError, Refused
from auditdesk.files import refusal
from auditdesk.progress import Progress, silent
from auditdesk.rules import backup_thinning
from auditdesk.services.office import Office
from auditdesk.store.backup import (
    AUTOMATIC,
    BackupReport,
    automatic_name,
    check_backup,
    key_mark,
    read_contents,
    restore_backup,
    write_backup,
)
from auditdesk.store.keys import DataKey

_HALF_WRITTEN = ("*.adbackup.*.tmp", "*.adbackup.*.db", "*.adbackup.*.db-*", "*.check", "*.check-*")


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup as it lies there. ``reason``: daily, migration, merge, rekey, manual, or unreadable.

    ``records`` and ``evidence_files`` are those counted when it was made; ``automatic`` ones are thinned. ``openable`` tells whether it
    was made under the workspace's present data key.
    """

    file: Path
    made_at: datetime
    size: int
    reason: str
    records: int
    evidence_files: int
    missing: int
    altered: int
    automatic: bool
    openable: bool


class BackupService:
    """Acts on backups. Restoring without an open workspace: ``auditdesk.store.backup.restore_backup``."""

    def __init__(self, office: Office, key: DataKey) -> None:
        self._office = office
        self._key = key

    # making

    def write(self, target: Path, progress: Progress = silent) -> BackupReport:
        """Write the workspace into one new file, open it again and count. Raises Refused ``backup.exists``, Unavailable for the disk."""
        office = self._office
        office.demand("backups.make")
        office.sign()
        made_at = office.store.clock().isoformat(timespec="seconds")
        return write_backup(office.store, self._key, target.absolute(), progress, made_at=made_at)

    def make(self, progress: Progress = silent, reason: str = "manual") -> BackupReport:
        """A backup in the workspace's own backup folder, then thin what is there. Raises as ``write`` does."""
        office = self._office
        office.demand("backups.make")
        office.sign()
        folder = self.folder()
        self._clear_half_written(folder)
        moment = office.store.clock()
        while (target := folder / automatic_name(moment, reason)).exists():
            moment += timedelta(seconds=1)
        made_at = moment.isoformat(timespec="seconds")
        report = write_backup(office.store, self._key, target, progress, reason=reason, made_at=made_at)
        self._thin()
        return report

    def before(self, reason: str, progress: Progress = silent) -> BackupReport:
        """The backup before an act that changes much: ``merge``, ``rekey``. The act is not to begin when this raises."""
        return self.make(progress, reason)

    def due(self) -> bool:
        """Whether today's own backup is still to be made; False when the office switched them off."""
        if not self._office.settings()["backups.automatic"]:
            return False
        made = [row.made_at.astimezone().date() for row in self.list() if row.reason == "daily"]
        return backup_thinning.due(max(made, default=None), self._office.clock_day())

    def daily(self, progress: Progress = silent) -> BackupReport | None:
        """Today's own backup, once a day; None when there was nothing to do."""
        return self.make(progress, "daily") if self.due() else None

    # what there is

    def folder(self) -> Path:
        """Where the program's own backups go: the folder the office chose, else one in the workspace."""
        chosen = self._office.settings().text("backups.folder").strip()
        # One that is not named from the root would be another in every folder the program is started in.
        return Path(chosen) if chosen and Path(chosen).is_absolute() else self._office.store.workspace.backups

    def list(self) -> tuple[BackupRow, ...]:
        """The backups of this workspace in its folder, the newest first; also those that can't be read."""
        try:
            found = sorted(self.folder().glob("*.adbackup"))
        except OSError:
            found = []
        rows = [row for path in found if (row := self._row(path)) is not None]
        return tuple(sorted(rows, key=lambda row: (row.made_at, row.file.name), reverse=True))

    def check(self, file: Path, progress: Progress = silent) -> BackupReport:
        """Check every byte of one backup and count again. Raises Unavailable ``backup.altered``; Refused ``backup.other_key``."""
        self._demand_key(file)
        total = max(1, file.stat().st_size >> 20)
        done = 0

        def told(size: int) -> None:
            nonlocal done
            done += size
            progress(min(total, done >> 20), total, "check")

        return check_backup(file, self._key, told)

    def restore(self, file: Path, home: Path, progress: Progress = silent) -> BackupReport:
        """Lay a backup down in a new folder, never over a workspace; people open it with the passphrases of then.

        Raises Refused ``backup.other_key`` for one from before the key was renewed, and as ``restore_backup`` does.
        """
        self._demand_key(file)
        return restore_backup(file, home, None, "", progress, key=self._key)

    def thin(self) -> tuple[Path, ...]:
        """Delete the automatic backups that need not stay; returns them. Never one that was put somewhere by hand."""
        self._office.demand("backups.thin")
        return self._thin()

    def older_than(self, moment: datetime) -> tuple[BackupRow, ...]:
        """The backups that were made before ``moment`` and so still hold what was removed since."""
        return tuple(row for row in self.list() if row.made_at < moment)

    def remove_older_than(self, moment: datetime) -> tuple[Path, ...]:
        """Delete the program's own backups from before ``moment``, but never the newest one; returns them."""
        self._office.demand("backups.thin")
        newest = next(iter(self.list()), None)
        return self._delete([row.file for row in self.older_than(moment) if row.automatic and row != newest])

    def _thin(self) -> tuple[Path, ...]:
        keep = self._office.settings().number("backups.keep")
        automatic = [row for row in self.list() if row.automatic]
        staying = backup_thinning.staying((row.made_at for row in automatic), self._office.store.clock(), keep)
        return self._delete([row.file for row in automatic if row.made_at not in staying])

    def _delete(self, files: builtins.list[Path]) -> tuple[Path, ...]:
        for path in files:
            try:
                path.unlink(missing_ok=True)
            except OSError as problem:
                raise refusal(problem, path) from problem
        return tuple(files)

    def _row(self, path: Path) -> BackupRow | None:
        automatic = AUTOMATIC.fullmatch(path.name) is not None
        try:
            status = path.stat()
        except OSError:
            return None
        try:
            written = datetime.fromtimestamp(status.st_mtime, UTC)
        except (ValueError, OverflowError, OSError):
            written = datetime.fromtimestamp(0, UTC)
        try:
            contents = read_contents(path)
        except AuditDeskError:
            return BackupRow(path, written, status.st_size, "unreadable", 0, 0, 0, 0, automatic=False, openable=False)
        if contents is None:
            return BackupRow(path, written, status.st_size, "manual", 0, 0, 0, 0, automatic=False, openable=True)
        if contents.workspace != self._key.workspace:
            return None
        if contents.made_at:
            written = datetime.fromisoformat(contents.made_at)
        return BackupRow(
            file=path,
            made_at=written if written.tzinfo else written.replace(tzinfo=UTC),
            size=status.st_size,
            reason=contents.reason,
            records=contents.records,
            evidence_files=contents.evidence_files,
            missing=len(contents.missing),
            altered=len(contents.altered),
            automatic=automatic,
            openable=contents.key == key_mark(self._key),
        )

    def _demand_key(self, file: Path) -> None:
        contents = read_contents(file)
        if contents is not None and contents.key != key_mark(self._key):
            raise Refused("backup.other_key", path=str(file))

    def _clear_half_written(self, folder: Path) -> None:
        """What a crash left of a backup, once it is a day old: another computer may be writing one there now."""
        oldest = datetime.now(UTC).timestamp() - 24 * 3600
        for pattern in _HALF_WRITTEN:
            for path in folder.glob(f".{pattern}"):
                with contextlib.suppress(OSError):
                    if path.stat().st_mtime < oldest:
                        path.unlink()
