"""Commands: the evidence of a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli.session import SESSION
from auditdesk.cli.tables import show_line, show_table
from auditdesk.errors import BadInput
from auditdesk.model.evidence_rows import EvidenceRow, Incoming, Mark, MarkKind

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
        "redacted_from": row.derived_from,
        "redaction": row.redaction,
        "deleted_at": row.deleted_at,
        "marks": [asdict(mark) for mark in row.marks],
    }


@app.command("add")
def add(finding: str, files: Annotated[list[Path], typer.Argument(help="Files to keep with it.")]) -> None:
    """Keep files with a finding, encrypted; what it has already by content is told and not kept twice."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        given = [Incoming(path.name, path=str(path)) for path in files]
        attached = desk.evidence.attach(given, finding=finding, progress=progress)
    content = {
        "finding": finding,
        "evidence": [_evidence(row) for row in attached.rows],
        "duplicates": list(attached.duplicates),
    }

    def tell() -> None:
        show_line("evidence.added", count=attached.new, finding=finding)
        if attached.duplicates:
            show_line("evidence.duplicates", files=", ".join(attached.duplicates))

    SESSION.result(content, tell)


@app.command("list")
def list_evidence(
    finding: str, deleted: Annotated[bool, typer.Option("--deleted", help="What lies among what was deleted last.")] = False
) -> None:
    """The evidence of a finding; every file is read and compared with what was added."""
    with SESSION.desk() as desk:
        number = desk.findings.show(finding).number
        rows = desk.evidence.list(finding, check=True, deleted=deleted)
    SESSION.result({"finding": number, "evidence": [_evidence(row) for row in rows]}, lambda: _table(rows))


@app.command("show")
def show(evidence: str) -> None:
    """One piece of evidence, its file compared with what was added, and what is drawn on it."""
    with SESSION.desk() as desk:
        row = desk.evidence.show(evidence)
    SESSION.result(_evidence(row), lambda: _table((row,)))


@app.command("annotate")
def annotate(
    evidence: str,
    box: Annotated[list[str] | None, typer.Option(help="left,top,right,bottom as fractions of the picture.")] = None,
    arrow: Annotated[list[str] | None, typer.Option(help="from x,y to x,y as fractions.")] = None,
    text: Annotated[list[str] | None, typer.Option(help="x,y,words.")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Beside what is drawn already.")] = False,
) -> None:
    """Draw boxes, arrows and short texts above a picture; without --keep, instead of what is drawn. The original stays as it is."""
    marks = [
        *(_mark("box", each) for each in box or ()),
        *(_mark("arrow", each) for each in arrow or ()),
        *(_mark("text", each) for each in text or ()),
    ]
    with SESSION.desk() as desk:
        standing = desk.evidence.show(evidence).marks if keep else ()
        row = desk.evidence.annotate(evidence, (*standing, *marks))
    SESSION.result(_evidence(row), lambda: show_line("evidence.annotated", file=row.file_name, count=len(row.marks)))


@app.command("redact")
def redact(
    evidence: str, box: Annotated[list[str], typer.Option(help="left,top,right,bottom as fractions of the picture.")]
) -> None:
    """Make a new picture with the boxes made unreadable for good; papers take it, the original stays."""
    with SESSION.desk() as desk:
        row = desk.evidence.redact(evidence, [_mark("box", each) for each in box])
    SESSION.result(_evidence(row), lambda: show_line("evidence.redacted", file=row.file_name))


@app.command("delete")
def delete(evidence: str) -> None:
    """Put evidence among what was deleted last."""
    with SESSION.desk() as desk:
        row = desk.evidence.show(evidence)
        desk.evidence.delete(row.uid)
    SESSION.result({"evidence": row.uid}, lambda: show_line("evidence.deleted_now", file=row.file_name))


@app.command("restore")
def restore(evidence: str) -> None:
    """Bring deleted evidence back."""
    with SESSION.desk() as desk:
        row = desk.evidence.restore(evidence)
    SESSION.result(_evidence(row), lambda: show_line("evidence.restored", file=row.file_name))


@app.command("export")
def export(
    evidence: str,
    to: Annotated[Path, typer.Option(help="A new file, or a folder.")],
    original: Annotated[bool, typer.Option("--original", help="The original in any case.")] = False,
) -> None:
    """Write a file out: its redacted picture, or the copy without a place, where there is one. Never over another file."""
    with SESSION.desk() as desk:
        written = desk.evidence.export(evidence, to, original=original)
    SESSION.result({"file": str(written)}, lambda: show_line("evidence.exported", path=str(written)))


@app.command("remove-place")
def remove_place(evidence: str) -> None:
    """Make a copy of a picture without what the camera wrote into it; only that copy leaves from then on."""
    with SESSION.desk() as desk:
        row = desk.evidence.remove_place(evidence)
    SESSION.result(_evidence(row), lambda: show_line("evidence.place_removed", file=row.file_name))


def _mark(kind: MarkKind, told: str) -> Mark:
    """Places and words as they are typed. Raises BadInput ``evidence.place_unreadable``."""
    parts = told.split(",", 2 if kind == "text" else -1)
    try:
        x, y = float(parts[0]), float(parts[1])
        if kind == "text":
            return Mark("text", x, y, x, y, parts[2])
        if len(parts) != 4:
            raise ValueError(told)
        return Mark(kind, x, y, float(parts[2]), float(parts[3]))
    except (ValueError, IndexError) as problem:
        raise BadInput("evidence.place_unreadable", place=told) from problem


def _table(rows: Sequence[EvidenceRow]) -> None:
    words = SESSION.words
    lines = [
        (
            row.uid[:8],
            row.file_name,
            row.size,
            row.media_type,
            row.taken_at,
            row.place,
            words.say("evidence_kind.redacted" if row.is_redaction else "evidence_kind.original"),
            words.say(f"evidence_state.{row.state}"),
        )
        for row in rows
    ]
    columns = ("evidence", "file_name", "size", "media_type", "taken_at", "place", "evidence_kind", "evidence_state")
    show_table(columns, lines)
