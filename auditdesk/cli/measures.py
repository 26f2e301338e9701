"""Commands: measures imposed on firms, and what the ladder would say next."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from auditdesk.cli.findings_remedy import plain
from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_table
from auditdesk.model.remedy_rows import MeasureKind, MeasureRow, RecordMeasure
from auditdesk.rules.amounts import parse_amount

app = typer.Typer(help="Measures imposed on firms.", no_args_is_help=True)
_COLUMNS = ("code", "kind", "article", "letter", "date", "due_date")


def _told(row: MeasureRow) -> None:
    line = (
        row.firm_code,
        SESSION.words.say(f"measure_kind.{row.kind}"),
        row.article,
        row.letter_number,
        row.letter_date,
        row.due_on,
    )
    SESSION.result(plain(row), lambda: show_table(_COLUMNS, [line]))


@app.command("record")
def record(
    firm: str,
    kind: MeasureKind,
    article: Annotated[str, typer.Option()],
    letter: Annotated[str, typer.Option(help="Number of the letter.")],
    date: Annotated[str, typer.Option(help="Day of the letter, from which time counts.")],
    amount: Annotated[str | None, typer.Option()] = None,
    due: Annotated[str | None, typer.Option(help="By when something is to be done.")] = None,
    working_days: Annotated[int | None, typer.Option(help="Or so many working days after the letter.")] = None,
    finding: Annotated[list[str] | None, typer.Option(help="May be repeated.")] = None,
    note: Annotated[str, typer.Option()] = "",
) -> None:
    """Record a measure."""
    order = RecordMeasure(
        firm,
        kind,
        article,
        letter,
        parsed_day(date),
        parse_amount(amount) if amount is not None else None,
        parsed_day(due) if due is not None else None,
        working_days,
        tuple(finding or ()),
        note,
    )
    with SESSION.desk() as desk:
        row = desk.measures.record(order)
    _told(row)


@app.command("list")
def list_measures(
    firm: Annotated[str | None, typer.Option()] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also those taken back.")] = False,
) -> None:
    """Measures, the newest letter first."""
    with SESSION.desk() as desk:
        rows = desk.measures.list(firm, standing=not all_)
    words = SESSION.words
    lines = [
        (row.firm_code, words.say(f"measure_kind.{row.kind}"), row.article, row.letter_number, row.letter_date, row.due_on)
        for row in rows
    ]
    SESSION.result({"measures": [plain(row) for row in rows]}, lambda: show_table(_COLUMNS, lines))


@app.command("comply")
def comply(measure: str, on: Annotated[str, typer.Option()]) -> None:
    """Record on which day the firm had done what was asked."""
    with SESSION.desk() as desk:
        row = desk.measures.comply(measure, parsed_day(on))
    _told(row)


@app.command("take-back")
def take_back(measure: str, reason: Annotated[str, typer.Option()] = "") -> None:
    """A measure recorded by mistake, or lifted."""
    with SESSION.desk() as desk:
        row = desk.measures.take_back(measure, reason)
    _told(row)


@app.command("ladder")
def show_ladder(firm: str, on: Annotated[str | None, typer.Option()] = None) -> None:
    """What the rules would say of a firm: information with the letters counted, never a decision."""
    with SESSION.desk() as desk:
        day = parsed_day(on) if on else desk.today()
        lines = desk.measures.ladder(firm, day)

    def show() -> None:
        for line in lines:
            values = {"article": line.rule.article, "counted_article": line.counted_article}
            code = f"ladder.{line.reason}.{line.standing}"
            show_line(code, count=len(line.counted), needed=line.needed, **values)
        show_line("ladder.notice")

    SESSION.result({"firm": firm, "on": day, "lines": [dataclasses.asdict(line) for line in lines]}, show)
