"""Commands: backups made, listed, checked, thinned; and restored into a new folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditdesk.cli.session import SESSION
from auditdesk.cli.tables import show_line, show_table

if TYPE_CHECKING:
    from auditdesk.store.backup import BackupReport

app = typer.Typer(help="Backups.", no_args_is_help=True)


def backup(to: Annotated[Path, typer.Option(help="The new file.")]) -> None:
    """One file with database and evidence, encrypted, opened again and counted."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        report = desk.backups.write(to, progress)
    _tell(report, "backup.written", str(to))


def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    to: Annotated[Path, typer.Option(help="A new or empty folder for the workspace.")],
) -> None:
    """Lay the workspace of a backup down in a new folder, never over an old one."""
    from auditdesk.store.backup import restore_backup

    with SESSION.progress() as progress:
        report = restore_backup(file, to, SESSION.login, SESSION.passphrase(), progress)
    _tell(report, "backup.restored", str(to))


@app.command("list")
def list_backups() -> None:
    """The backups of this workspace in its backup folder, the newest first."""
    with SESSION.desk() as desk:
        folder, found = desk.backups.folder(), desk.backups.list()
    backups: list[dict[str, Any]] = [
        {
            "file": str(row.file),
            "made_at": row.made_at,
            "size": row.size,
            "reason": row.reason,
            "records": row.records,
            "evidence_files": row.evidence_files,
            "missing": row.missing,
            "altered": row.altered,
            "automatic": row.automatic,
            "openable": row.openable,
        }
        for row in found
    ]

    def show() -> None:
        if not found:
            show_line("backups.none")
            return
        rows = [
            (row.made_at, SESSION.words.say(f"backup.reason.{row.reason}"), row.records, row.evidence_files, row.file.name)
            for row in found
        ]
        show_table(("made_at", "reason", "records", "evidence_files", "backup"), rows)

    SESSION.result({"folder": str(folder), "backups": backups}, show)


@app.command("make")
def make() -> None:
    """A backup in the workspace's own backup folder."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        report = desk.backups.make(progress)
    _tell(report, "backup.written", str(report.file))


@app.command("check")
def check(file: Annotated[Path, typer.Argument(help="A backup of this workspace.")]) -> None:
    """Check every byte of a backup and count again."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        report = desk.backups.check(file, progress)
    _tell(report, "backup.verified", str(file))


@app.command("thin")
def thin(
    older: Annotated[bool, typer.Option("--older", help="Also all from before the last removal of visit papers.")] = False,
) -> None:
    """Delete the automatic backups that need not stay; never the newest, never one put elsewhere by hand."""
    with SESSION.desk() as desk:
        removed = desk.backups.thin()
        since = desk.retention.last_removal() if older else None
        if since is not None:
            removed += desk.backups.remove_older_than(since)
    SESSION.result({"removed": [str(path) for path in removed]}, lambda: show_line("backups.thinned", count=len(removed)))


def _tell(report: BackupReport, code: str, place: str) -> None:
    content = {
        "file": str(report.file),
        "records": report.records,
        "evidence_files": report.evidence_files,
        "sha256": report.sha256,
        "evidence_missing": list(report.missing),
        "evidence_altered": list(report.altered),
    }

    def show() -> None:
        show_line(code, place=place, records=report.records, files=report.evidence_files)
        if report.missing:
            show_line("backup.missing", count=len(report.missing), files=report.missing)
        if report.altered:
            show_line("backup.missing_altered", count=len(report.altered), files=report.altered)

    SESSION.result(content, show)
