"""Commands: the evidence of a finding."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli.session import SESSION
from auditdesk.cli.tables import show_line, show_table
from auditdesk.model.evidence_rows import EvidenceRow

app = typer.Typer(help="Evidence files.", no_args_is_help=True)


def _evidence(row: EvidenceRow) -> dict[str, Any]:
    return {
        "evidence": row.uid,
        "finding": row.finding,
        "file_name": row.file_name,
        "size": row.size,
        "sha256": row.sha256,
        "media_type": row.media_type,
        "taken_at": row.taken_at,
        "place": row.place,
        "place_removed": row.place_removed,
        "state": row.state,
        "added_by": row.added_by,
        "added_at": row.added_at,
    }


@app.command("add")
def add(finding: str, files: Annotated[list[Path], typer.Argument(help="Files to keep with it.")]) -> None:
    """Keep files with a finding, encrypted."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        rows = desk.evidence.add(finding, files, progress)
    content = {"finding": finding, "evidence": [_evidence(row) for row in rows]}
    SESSION.result(content, lambda: show_line("evidence.added", count=len(rows), finding=finding))


@app.command("list")
def list_evidence(finding: str) -> None:
    """The evidence of a finding; every file is read and compared with what was added."""
    with SESSION.desk() as desk:
        number = desk.findings.show(finding).number
        rows = desk.evidence.list(finding, check=True)
    words = SESSION.words
    lines = [
        (row.uid[:8], row.file_name, row.size, row.media_type, row.taken_at, row.place, words.say(f"evidence_state.{row.state}"))
        for row in rows
    ]
    columns = ("evidence", "file_name", "size", "media_type", "taken_at", "place", "evidence_state")
    SESSION.result({"finding": number, "evidence": [_evidence(row) for row in rows]}, lambda: show_table(columns, lines))


@app.command("export")
def export(evidence: str, to: Annotated[Path, typer.Option(help="A new file, or a folder.")]) -> None:
    """Write a file out; once its place was removed, the copy without it. Never over another file."""
    with SESSION.desk() as desk:
        written = desk.evidence.export(evidence, to)
    SESSION.result({"file": str(written)}, lambda: show_line("evidence.exported", path=str(written)))


@app.command("remove-place")
def remove_place(evidence: str) -> None:
    """Make a copy of a picture without what the camera wrote into it; only that copy leaves from then on."""
    with SESSION.desk() as desk:
        row = desk.evidence.remove_place(evidence)
    SESSION.result(_evidence(row), lambda: show_line("evidence.place_removed", file=row.file_name))
