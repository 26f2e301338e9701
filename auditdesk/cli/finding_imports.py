"""Commands: findings kept elsewhere, taken in with a preview; findings of other authorities."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli.session import SESSION, problems_json, tell_problems
from auditdesk.cli.tables import show_line, show_table
from auditdesk.errors import BadInput
from auditdesk.model.finding_rows import FileDefaults, FindingPreview
from auditdesk.model.terms import Authority

outside_app = typer.Typer(help="Findings of other authorities.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """The commands under ``findings``."""
    app.command("import")(take)
    app.command("imports")(imports)
    app.command("undo-import")(undo)
    app.command("template")(template)
    app.add_typer(outside_app, name="outside")


def take(
    file: Path,
    preview: Annotated[bool, typer.Option("--preview", help="Only say what would be taken in.")] = False,
    map_: Annotated[
        Path | None, typer.Option("--map", help="JSON: our field to the file's heading; kept for such files.")
    ] = None,
    authority: Annotated[Authority | None, typer.Option(help="For rows that name none.")] = None,
    visit: Annotated[str, typer.Option(help="Visit, for rows that name none.")] = "",
    firm: Annotated[str, typer.Option(help="Firm code, for rows that name none.")] = "",
    year: Annotated[str, typer.Option(help="Audit year, for rows that name none.")] = "",
    confirm: Annotated[
        list[str] | None, typer.Option(help="ROW=PATTERN: what a row's free wording means; may be repeated.")
    ] = None,
) -> None:
    """Take in findings kept elsewhere (XLSX, ODS, CSV, JSON, OSCAL assessment results, STIG checklist), row by row with reasons."""
    defaults = FileDefaults(authority.value if authority else "", visit, firm, year)
    chosen = dict(_confirmed(text) for text in confirm or ())
    with SESSION.desk() as desk, SESSION.progress() as progress:
        if not preview:
            desk.office.demand("findings.import")
        mapping = desk.finding_imports.mapping(map_) if map_ else None
        found = desk.finding_imports.preview(file, mapping, defaults, chosen, progress)
        if not preview:
            desk.finding_imports.apply(found, progress)
            if mapping is not None:
                desk.finding_imports.keep_mapping(file, mapping)
    SESSION.result(_preview(found, applied=not preview), lambda: _show(found, applied=not preview))


def _confirmed(text: str) -> tuple[int, str]:
    row, sign, pattern = text.partition("=")
    if not sign or not row.strip().isdecimal() or not pattern.strip():
        raise BadInput("finding_import.bad_confirmation", text=text)
    return int(row), pattern.strip()


def _preview(found: FindingPreview, *, applied: bool) -> dict[str, Any]:
    rows = [
        {
            "row": row.number,
            "target": "draft" if row.visit_uid else "outside",
            "visit": row.visit_number,
            "firm": row.firm_code,
            "authority": row.authority,
            "year": row.year,
            "pattern": row.pattern or None,
            "suggestions": row.suggestions,
        }
        for row in found.taken
    ]
    return {
        "file": found.file,
        "format": found.format,
        "rows": found.rows,
        "applied": applied,
        "added": len(found.taken),
        "drafts": found.drafts,
        "outside": found.outside,
        "already": len(found.already),
        "taken": rows,
        "problems": problems_json(found.problems, SESSION.words),
    }


def _show(found: FindingPreview, *, applied: bool) -> None:
    show_line(
        "finding_import.applied" if applied else "finding_import.previewed",
        file=found.file,
        rows=found.rows,
        drafts=found.drafts,
        outside=found.outside,
        already=len(found.already),
        problems=len(found.problems),
    )
    waiting = [(row.number, row.facts[:60], "、".join(row.suggestions)) for row in found.taken if row.suggestions]
    if waiting:
        show_table(("row", "facts", "suggested"), waiting)
    tell_problems(found.problems, SESSION.words)


def imports() -> None:
    """The files that were taken in, the newest first."""
    with SESSION.desk() as desk:
        rows = desk.finding_imports.imports()
    lines = [(row.uid, row.file_name, row.drafts, row.outside, row.applied_at, row.undone_at) for row in rows]
    columns = ("import_id", "file", "drafts", "outside", "applied_at", "undone_at")
    SESSION.result({"imports": [dataclasses.asdict(row) for row in rows]}, lambda: show_table(columns, lines))


def undo(name: Annotated[str, typer.Argument(metavar="ID", help="As `findings imports` tells it.")]) -> None:
    """Take back everything that one file brought in."""
    with SESSION.desk() as desk:
        row = desk.finding_imports.undo(name)
    SESSION.result(dataclasses.asdict(row), lambda: show_line("finding_import.undone", file=row.file_name))


def template(to: Annotated[Path, typer.Option(help="Target file (.xlsx or .ods).")]) -> None:
    """Write the office's own spreadsheet for findings, explained."""
    from auditdesk.exchange.finding_template import write_finding_template

    write_finding_template(to, SESSION.words)
    SESSION.result({"file": str(to)}, lambda: show_line("finding_template.written", file=str(to)))


@outside_app.command("list")
def list_outside(
    year: Annotated[int | None, typer.Option(help="Year (Gregorian).")] = None,
    authority: Annotated[Authority | None, typer.Option()] = None,
    firm: Annotated[str | None, typer.Option(help="Firm code.")] = None,
) -> None:
    """Findings of other authorities; none of them is counted among the exchange's."""
    with SESSION.desk() as desk:
        rows = desk.outside_findings.list(year, authority.value if authority else None, firm)
    lines = [
        (row.year, row.authority, row.firm_code, row.heading, row.text[:60], row.source_file, row.source_row) for row in rows
    ]
    columns = ("year", "authority", "code", "heading", "facts", "file", "row")
    content = {"findings": [dataclasses.asdict(row) for row in rows], "total": len(rows)}
    SESSION.result(content, lambda: show_table(columns, lines))


@outside_app.command("stats")
def stats(year: int) -> None:
    """How many findings other authorities had in a year, and of how many firms, by heading."""
    with SESSION.desk() as desk:
        rows = desk.outside_findings.counts(year)
    lines = [(row.authority, row.heading, row.findings, row.firms) for row in rows]
    content = {"year": year, "counts": [dataclasses.asdict(row) for row in rows]}
    SESSION.result(content, lambda: show_table(("authority", "heading", "findings", "firms"), lines))
