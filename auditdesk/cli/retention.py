"""Commands: how long papers are kept, legal holds, and what is removed for good."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from auditdesk.cli.session import SESSION
from auditdesk.cli.tables import show_line, show_table
from auditdesk.model.evidence_rows import HoldRow

app = typer.Typer(help="Retention and legal holds.", no_args_is_help=True)
workspace_app = typer.Typer(help="This copy of the workspace.", no_args_is_help=True)
Subject = Annotated[str, typer.Argument(help="A visit's number or a firm's code.")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]


@app.command("list")
def list_retention(due: Annotated[bool, typer.Option("--due", help="Only what may be removed now.")] = False) -> None:
    """Every visit with the day its papers are kept until, and the legal holds that stand."""
    with SESSION.desk() as desk:
        rows, holds = desk.retention.list(due=due), desk.retention.holds()
    visits = [
        {
            "visit": row.visit.number,
            "year": row.visit.year,
            "code": row.visit.firm_code,
            "kept_until": row.kept_until,
            "standing": row.standing,
            "hold": row.reason,
            "removed_on": row.visit.removed_on,
        }
        for row in rows
    ]
    words = SESSION.words
    lines = [
        (
            row.visit.number,
            row.visit.firm_code,
            row.visit.year,
            row.kept_until,
            words.say(f"retention.standing.{row.standing}"),
            row.reason,
        )
        for row in rows
    ]
    columns = ("visit", "code", "year", "kept_until", "retention", "held_because")
    content = {"visits": visits, "holds": [dataclasses.asdict(hold) for hold in holds]}
    SESSION.result(content, lambda: show_table(columns, lines))


@app.command("hold")
def hold(subject: Subject, reason: Reason = "") -> None:
    """Place a legal hold: nothing of it is removed while it stands."""
    with SESSION.desk() as desk:
        row = desk.retention.place_hold(subject, reason)
    _tell(row, "hold.placed", subject)


@app.command("lift")
def lift(subject: Subject, reason: Reason = "") -> None:
    """Lift a legal hold."""
    with SESSION.desk() as desk:
        row = desk.retention.lift_hold(subject, reason)
    _tell(row, "hold.lifted", subject)


def _tell(row: HoldRow, code: str, subject: str) -> None:
    SESSION.result(dataclasses.asdict(row), lambda: show_line(code, subject=subject))


@app.command("remove")
def remove(visit: str, confirm: Annotated[str, typer.Option(help="The visit's number once more.")]) -> None:
    """Remove the papers of a visit whose time is over; its figures stay."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        done = desk.retention.remove(visit, confirm, progress)

    def show() -> None:
        show_line(
            "retention.removed_now",
            visit=done.visit,
            answers=done.answers,
            findings=done.findings,
            files=done.evidence_files,
        )
        for code, count in (
            ("retention.first_form", done.fixed_lines),
            ("retention.letters_stay", done.letters),
            ("retention.backups_hold", len(done.backups)),
            ("retention.files_left", len(done.files_left)),
        ):
            if count:
                show_line(code, count=count)

    paths = {"backups": [str(path) for path in done.backups], "files_left": [str(path) for path in done.files_left]}
    SESSION.result({**dataclasses.asdict(done), **paths}, show)


@app.command("outside")
def list_outside() -> None:
    """Findings of other authorities by year, with the day they are kept until."""
    with SESSION.desk() as desk:
        rows = desk.outside_retention.list()
    say = SESSION.words.say
    lines = [
        (row.year, row.findings, row.worded, row.held, row.kept_until, say(f"retention.standing.{row.standing}")) for row in rows
    ]
    columns = ("year", "findings", "worded", "held", "kept_until", "retention")
    SESSION.result({"years": [dataclasses.asdict(row) for row in rows]}, lambda: show_table(columns, lines))


@app.command("remove-outside")
def remove_outside(year: int, confirm: Annotated[str, typer.Option(help="The year once more.")]) -> None:
    """Remove the words of other authorities' findings of a year whose time is over; their figures stay."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        done = desk.outside_retention.remove(year, confirm, progress)

    def show() -> None:
        show_line("retention.outside_removed_now", year=done.year, findings=done.findings, held=done.held)
        if done.backups:
            show_line("retention.backups_hold", count=len(done.backups))

    SESSION.result({**dataclasses.asdict(done), "backups": [str(path) for path in done.backups]}, show)


@workspace_app.command("remove")
def remove_workspace(
    confirm: Annotated[str, typer.Option(help="The name of the workspace's folder.")],
    reason: Annotated[str, typer.Option(help="Why, where a legal hold stands (administrators only).")] = "",
) -> None:
    """Destroy this copy: its keys first, then its files. There is no way back but a backup kept elsewhere."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        if reason:
            done = desk.retention.remove_held_workspace(confirm, reason, progress)
        else:
            done = desk.retention.remove_workspace(confirm, progress)
    elsewhere = [str(path) for path in done.backups_elsewhere]

    def show() -> None:
        show_line("workspace.removed", home=str(done.home), files=done.files)
        show_line("workspace.removed_flash")
        if elsewhere:
            show_line("workspace.backups_elsewhere", files=elsewhere)

    SESSION.result({"home": str(done.home), "files": done.files, "backups_elsewhere": elsewhere}, show)
