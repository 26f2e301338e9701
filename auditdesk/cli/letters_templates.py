"""Commands: templates of letters, checked, tried, submitted and approved."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli.session import SESSION
from auditdesk.cli.tables import show_line, show_table
from auditdesk.errors import BadInput
from auditdesk.files import write_atomically
from auditdesk.model.letter_rows import TemplateProblem, TemplateRow

templates = typer.Typer(help="Templates of letters.", no_args_is_help=True)
Kind = Annotated[str, typer.Option("--kind", help="result, request, reminder, closing, extension or correction.")]
Named = Annotated[str, typer.Argument(help="The template's id.")]


def register(app: typer.Typer) -> None:
    """The commands under ``letters``."""
    app.command("check-template")(check_template)
    app.add_typer(templates, name="templates")


def check_template(
    file: Annotated[Path, typer.Argument(help="A wording (JSON) or a Word form (DOCX).")],
    kind: Kind = "result",
) -> None:
    """Every mistake of a template with its place; refused with exit code 3 when there are any."""
    with SESSION.desk() as desk:
        found = desk.letter_templates.check_file(file, kind)
        hints = () if found else desk.letter_templates.file_hints(file, kind)
    problems, hinted = [_problem(one) for one in found], [_problem(one) for one in hints]
    if found and not SESSION.as_json:
        show_table(("mistake",), [(one["message"],) for one in problems])

    def show() -> None:
        if not found:
            show_line("letters.checked")
        for one in hinted:
            typer.echo(one["message"])

    SESSION.result({"problems": problems, "hints": hinted, "ok": not found}, show)
    if found:
        raise typer.Exit(3)


def _problem(one: TemplateProblem) -> dict[str, Any]:
    words = SESSION.words
    return {
        "field": one.field,
        "where": one.where,
        "code": one.code,
        "suggestion": one.suggestion,
        "message": words.mistake(one.code, one.where, one.field, one.suggestion),
    }


@templates.command("list")
def list_templates(kind: Annotated[str | None, typer.Option(help="Only this kind.")] = None) -> None:
    """The office's own templates, the newest first."""
    with SESSION.desk() as desk:
        rows = desk.letter_templates.list(kind)
    _show(rows)


def _show(rows: tuple[TemplateRow, ...]) -> None:
    columns = ("id", "letter_kind", "template_layer", "version_number", "name", "template_state")
    lines = [(row.uid, row.template_kind, row.layer, row.version_number, row.name, row.state) for row in rows]
    SESSION.result({"templates": [dataclasses.asdict(row) for row in rows]}, lambda: show_table(columns, lines))


@templates.command("fields")
def fields(kind: Kind = "result", layer: Annotated[str, typer.Option(help="wording or form.")] = "wording") -> None:
    """The fields that a template may use."""
    with SESSION.desk() as desk:
        found = desk.letter_templates.fields(kind, layer)
    SESSION.result(
        {"fields": {name: list(parts) for name, parts in found.items()}},
        lambda: show_table(("name",), [(name,) for name in found]),
    )


@templates.command("export")
def export(
    to: Annotated[Path, typer.Option(help="The file to write: .json the wording in force, .docx a form to begin with.")],
    kind: Kind = "result",
) -> None:
    """A template to begin with."""
    with SESSION.desk() as desk:
        if to.suffix.lower() == ".docx":
            desk.letter_templates.starter_form(to, kind)
        else:
            write_atomically(to, desk.letter_templates.in_force(kind)[0].encode())
    SESSION.result({"file": str(to)}, lambda: typer.echo(str(to)))


@templates.command("add")
def add(
    file: Annotated[Path, typer.Argument(help="A wording (JSON) or a Word form (DOCX).")],
    kind: Kind = "result",
    name: Annotated[str, typer.Option(help="What it is called.")] = "",
) -> None:
    """Keep a template as a draft of a new version."""
    with SESSION.desk() as desk:
        if file.suffix.lower() == ".docx":
            row = desk.letter_templates.add_form(kind, file, name)
        else:
            try:
                content = file.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as problem:
                raise BadInput("template.unreadable", template=file.name, reason=str(problem)) from problem
            row = desk.letter_templates.write(kind, name or file.stem, content)
    _show((row,))


@templates.command("submit")
def submit(template: Named) -> None:
    """Hand a draft in for approval."""
    with SESSION.desk() as desk:
        row = desk.letter_templates.submit(template)
    _show((row,))


@templates.command("approve")
def approve(template: Named) -> None:
    """Put a version in force; never by who wrote it."""
    with SESSION.desk() as desk:
        row = desk.letter_templates.approve(template)
    _show((row,))


@templates.command("withdraw")
def withdraw(template: Named, reason: Annotated[str, typer.Option(help="Why.")]) -> None:
    """Take a version out of use; the one before it holds again."""
    with SESSION.desk() as desk:
        row = desk.letter_templates.withdraw(template, reason)
    _show((row,))
