"""Commands: the key items of an audit year."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

import typer

from auditdesk.cli.session import SESSION
from auditdesk.cli.tables import show_line, show_table
from auditdesk.model.office_rules import KeyItemRow

app = typer.Typer(help="Items that an audit year looks at in particular.", no_args_is_help=True)
Year = Annotated[int, typer.Argument(help="Audit year (Gregorian).")]
Reason = Annotated[str, typer.Option(help="Why: the incidents that call for it.")]


def _content(row: KeyItemRow) -> dict[str, Any]:
    return dataclasses.asdict(row)


def _told(row: KeyItemRow) -> None:
    show_line("key_items.now", year=row.year, item=row.item, state=SESSION.words.say(f"proposal_state.{row.state}"))


@app.command("add")
def add(year: Year, item: str, reason: Reason = "") -> None:
    """Propose an item for a year."""
    with SESSION.desk() as desk:
        row = desk.key_items.add(year, item, reason)
    SESSION.result(_content(row), lambda: _told(row))


@app.command("approve")
def approve(year: Year, item: str) -> None:
    """Approve as the second supervisor."""
    with SESSION.desk() as desk:
        row = desk.key_items.approve(year, item)
    SESSION.result(_content(row), lambda: _told(row))


@app.command("refuse")
def refuse(year: Year, item: str, reason: Reason = "") -> None:
    """Refuse as the second supervisor."""
    with SESSION.desk() as desk:
        row = desk.key_items.refuse(year, item, reason)
    SESSION.result(_content(row), lambda: _told(row))


@app.command("list")
def list_key_items(year: Annotated[int | None, typer.Option(help="Audit year (Gregorian).")] = None) -> None:
    """Key items in whatever state, the newest year first."""
    with SESSION.desk() as desk:
        rows = desk.key_items.list(year)
    lines = [
        (row.year, row.item, SESSION.words.say(f"proposal_state.{row.state}"), row.proposed_by, row.decided_by, row.reason)
        for row in rows
    ]
    columns = ("year", "item", "state", "proposed_by", "decided_by", "reason")
    SESSION.result({"key_items": [_content(row) for row in rows]}, lambda: show_table(columns, lines))
