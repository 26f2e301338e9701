"""備份與還原: whether and where the program backs up by itself, what there is, and getting it back."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from auditdesk.errors import AuditDeskError
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.labels import ElidedLabel, Label
from ui.parts.layouts import FlowLayout, boxed, column
from ui.parts.states import EmptyState
from ui.places.base import Place
from ui.places.settings_lines import Line, control_line
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import day, documents, folder_name, number, plural, tr, words

if TYPE_CHECKING:
    from auditdesk.services.backups import BackupRow
    from auditdesk.store.backup import BackupReport


def backup_columns(checked: dict[Path, str]) -> tuple[Column, ...]:
    """When and why each was made, how much is in it, and whether it is sound; ``checked`` holds what was verified just now."""
    return (
        Column("made", tr("Made"), lambda row: _moment(row.made_at), lambda row: row.made_at.timestamp(), width=126, weight=500),
        Column(
            "reason", tr("Reason"), lambda row: words().say(f"backup.reason.{row.reason}"), width=110, colour="text.secondary"
        ),
        Column("size", tr("Size"), lambda row: file_size(row.size), lambda row: row.size, width=74, right=True),
        Column("records", tr("Records"), lambda row: number(row.records or None), lambda row: row.records, width=64, right=True),
        Column(
            "files",
            tr("Evidence files"),
            lambda row: number(row.evidence_files if row.records else None),
            lambda row: row.evidence_files,
            width=64,
            right=True,
        ),
        Column("state", tr("State"), lambda row: _state(row, checked), width=120, stretch=True, tip=lambda row: row.file.name),
    )


def file_size(size: int) -> str:
    """Bytes as people read them: KB below a megabyte, else MB."""
    return f"{max(1, size // 1024):,} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:,.1f} MB"


def _moment(made: datetime) -> str:
    local = made.astimezone()
    return f"{day(local.date())} {local:%H:%M}"


def _state(row: BackupRow, checked: dict[Path, str]) -> str:
    if row.file in checked:
        return checked[row.file]
    if row.reason == "unreadable":
        return tr("Can't be read")
    if not row.openable:
        return tr("From before the key was renewed")
    if row.missing or row.altered:
        count = row.missing + row.altered
        return plural(count, "{count} file not whole", "{count} files not whole")
    return tr("Verified when made") if row.records else ""


class BackupSection(QObject):
    """The group of the settings for backups."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.name = tr("Backup and restore")
        self._place = place
        self._checked: dict[Path, str] = {}
        self.automatic = SegmentedControl((("on", tr("On")), ("off", tr("Off"))), "on", name=tr("Daily backup"))
        self.automatic.chosen.connect(self._switch)
        self.folder = ElidedLabel("", "table", "secondary")
        self.change = Button(tr("Change folder"), icon="folder", kind="quiet")
        self.change.clicked.connect(self._choose_folder)
        self.table = RowTable(
            backup_columns(self._checked),
            identity=lambda row: str(row.file),
            sentence=lambda row: tr(", ").join((_moment(row.made_at), _state(row, self._checked))),
        )
        self.table.setParent(self)
        self.view = RowView(self.table, tr("Backups"))
        self.view.setFixedHeight(theme().px(196))
        self.view.row_changed.connect(lambda _row: self._enable())
        self.empty = EmptyState("server", tr("No backups yet"), tr("Make the first one with “Back up now”."))
        self.empty.setFixedHeight(theme().px(196))
        self.make = Button(tr("Back up now"), icon="download")
        self.make.clicked.connect(self._make)
        self.check = Button(tr("Verify"), icon="shield-check", kind="quiet")
        self.check.clicked.connect(self._check)
        self.restore = Button(tr("Restore to a new folder"), icon="undo", kind="quiet")
        self.restore.clicked.connect(self._restore)
        self._enable()

    def lines(self) -> tuple[Line, ...]:
        detail = tr("At the first sign-in of a day, and before an upgrade or a merge. Older ones are thinned by age.")
        where = control_line(self.name, tr("Backup folder"), tr("Another disk keeps them when this one fails."), self.change)
        lists = column(
            Label(tr("Backups"), "table", "primary", 500),
            Label(tr("Each was opened again and counted before it got its name."), "caption", "muted", wrap=True),
            self.view,
            self.empty,
            boxed(FlowLayout(self.make, self.check, self.restore, gap=8)),
            gap=6,
            margins=(0, 10, 0, 12),
        )
        found = " ".join((self.name, tr("Backups"), tr("Back up now"), tr("Verify"), tr("Restore to a new folder")))
        self._read()
        return (
            control_line(self.name, tr("Daily backup"), detail, self.automatic),
            Line(self.name, boxed(column(where.widget, self.folder, gap=0, margins=(0, 0, 0, 10))), where.found_by),
            Line(self.name, boxed(lists), found),
        )

    def refresh(self, changed: frozenset[str]) -> None:
        if "person" in changed:
            self._enable()
        if "office_setting" in changed:
            self._read()

    # reading

    def _read(self) -> None:
        desk = self._place.desk
        self._place.runner.read(
            lambda: (desk.settings.all()["backups.automatic"], desk.backups.folder(), desk.backups.list()),
            self._show,
            self._failed,
            latest="settings.backups",
        )

    def _show(self, read: tuple[bool, Path, tuple[BackupRow, ...]]) -> None:
        automatic, folder, rows = read
        self.automatic.choose("on" if automatic else "off")
        self.folder.setText(folder_name(folder))
        self.table.set_rows(rows)
        self.view.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._enable()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self._place.failed.emit(error)

    def _current(self) -> BackupRow | None:
        row: BackupRow | None = self.view.current_row()
        return row

    def _enable(self) -> None:
        self.make.refuse(self._place.why_not("backups.make"))
        refused = self._place.why_not("settings.change")
        self.change.refuse(refused)
        self.automatic.setEnabled(not refused)
        self.automatic.setToolTip(refused)
        row = self._current()
        if row is None:
            reason = tr("Choose a backup in the list first.")
        elif row.reason == "unreadable":
            reason = tr("This file can't be read as a backup.")
        elif not row.openable:
            reason = tr("It was made before the key was renewed: use the command restore with the passphrase of then.")
        else:
            reason = ""
        for button in (self.check, self.restore):
            button.refuse(reason)

    # acts

    def _switch(self, choice: str) -> None:
        settings = self._place.desk.settings
        self._place.runner.write(lambda: settings.change("backups.automatic", choice == "on"), lambda _kept: None, self._failed)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._window(), tr("Backup folder"), self.folder.text() or documents())
        if chosen:
            settings = self._place.desk.settings
            self._place.runner.write(lambda: settings.change("backups.folder", chosen), lambda _kept: self._read(), self._failed)

    def _make(self) -> None:
        job = self._place.runner.start(tr("Back up"), self._place.desk.backups.make, beside=True)
        self.make.setEnabled(False)
        job.succeeded.connect(self._made)
        job.failed.connect(self._failed)
        job.settled.connect(lambda: self.make.setEnabled(True))

    def _made(self, report: BackupReport) -> None:
        self._tell(report)
        self._read()

    def _check(self) -> None:
        row = self._current()
        if row is not None:
            backups, file = self._place.desk.backups, row.file
            job = self._place.runner.start(tr("Verify a backup"), lambda progress: backups.check(file, progress), beside=True)
            job.succeeded.connect(self._verified)
            job.failed.connect(lambda error: self._unsound(file, error))

    def _verified(self, report: BackupReport) -> None:
        self._checked[report.file] = tr("Verified now")
        self._tell(report)
        self._read()

    def _unsound(self, file: Path, error: Exception) -> None:
        self._checked[file] = tr("Changed or not whole")
        self._failed(error)
        self._read()

    def _restore(self) -> None:
        row = self._current()
        if row is None:
            return
        chosen = QFileDialog.getExistingDirectory(self._window(), tr("Restore into a new folder inside"), documents())
        if not chosen:
            return
        backups, file = self._place.desk.backups, row.file
        home = _new_folder(Path(chosen), row.made_at)
        work = partial(backups.restore, file, home)
        job = self._place.runner.start(tr("Restore a backup"), work, beside=True)
        job.succeeded.connect(lambda _report: self._place.said.emit(tr("Restored to {folder}", folder=folder_name(home))))
        job.failed.connect(self._failed)

    def _tell(self, report: BackupReport) -> None:
        self._place.said.emit(words().say("backup.verified", records=report.records, files=report.evidence_files))

    def _window(self) -> QWidget:
        return self._place.window()


def _new_folder(parent: Path, made: datetime) -> Path:
    """A folder name inside ``parent`` that is not taken."""
    name = f"AuditDesk {made.astimezone():%Y-%m-%d %H%M}"
    taken, home = 1, parent / name
    while home.exists():
        taken += 1
        home = parent / f"{name} ({taken})"
    return home
