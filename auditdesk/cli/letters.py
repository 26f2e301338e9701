"""Commands: letters by the batch."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_table
from auditdesk.model.commands import WriteLetters

if TYPE_CHECKING:
    from auditdesk.services.letters import LetterBatch

app = typer.Typer(help="Official letters.", no_args_is_help=True)


def batch_json(batch: LetterBatch) -> dict[str, Any]:
    """A batch in the shape of ``letters batch --json``."""
    return {
        "letters": [
            {
                "firm": letter.firm_code,
                "number": letter.number,
                "state": letter.state,
                "files": [{"path": paper.path, "sha256": paper.sha256} for paper in papers],
            }
            for letter, papers in batch.letters
        ],
        "blocked": [{"firm": firm.code, "why": firm.why} for firm in batch.blocked],
    }


@app.command("batch")
def batch(
    year: Annotated[int, typer.Option(help="Audit year (Gregorian).")],
    out: Annotated[Path, typer.Option(help="Folder for the files.")],
    firm: Annotated[list[str] | None, typer.Option(help="Only this firm; may be repeated.")] = None,
    issued: Annotated[str | None, typer.Option(help="發文日期; default today.")] = None,
    reply_by: Annotated[str | None, typer.Option(help="Reply due; default by the office's setting.")] = None,
    template: Annotated[str, typer.Option(help="result: the result of the audit.")] = "result",
    format_: Annotated[str, typer.Option("--format", help="pdf.")] = "pdf",
) -> None:
    """A letter for each visited firm with accepted findings, with a manifest of hashes."""
    if format_ != "pdf":
        raise typer.BadParameter(SESSION.words.say("letters.unknown_format", format=format_))
    if template != "result":
        raise typer.BadParameter(SESSION.words.say("letters.unknown_template", template=template))
    order = WriteLetters(
        year,
        str(out),
        parsed_day(issued) if issued else SESSION.today(),
        parsed_day(reply_by) if reply_by else None,
        tuple(firm or ()),
    )
    with SESSION.desk() as desk, SESSION.progress() as progress:
        done = desk.letters.write(order, progress)

    def show() -> None:
        show_line("letters.written", count=len(done.letters), folder=str(out))
        if done.blocked:
            words = SESSION.words
            rows = [(firm.code, firm.name, words.say(f"letters.blocked.{firm.why}")) for firm in done.blocked]
            show_table(("code", "name", "why"), rows)

    SESSION.result(batch_json(done) | {"manifest": str(done.manifest)}, show)


@app.command("list")
def list_letters(year: Annotated[int | None, typer.Option(help="Audit year (Gregorian).")] = None) -> None:
    """Letters in the order of their numbers."""
    with SESSION.desk() as desk:
        rows = desk.letters.list(year)
    lines = [(row.number, row.firm_code, row.firm_name, row.issued_on, row.reply_by) for row in rows]
    content = [dataclasses.asdict(row) for row in rows]
    columns = ("letter", "code", "name", "issued_on", "reply_by")
    SESSION.result({"letters": content}, lambda: show_table(columns, lines))
