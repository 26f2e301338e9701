"""Commands: exceptions of firms from their scope, proposed by one supervisor and decided by another."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

import typer

from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_table
from auditdesk.model.office_rules import ExceptionKind, ExceptionRow, ProposeException

app = typer.Typer(help="Exceptions of firms from their scope.", no_args_is_help=True)
Reason = Annotated[str, typer.Option(help="Why; shown with the exception ever after.")]


def _content(row: ExceptionRow) -> dict[str, Any]:
    content = dataclasses.asdict(row)
    return {"exception": content.pop("uid"), "code": content.pop("firm_code"), "name": content.pop("firm_name"), **content}


def _told(row: ExceptionRow) -> None:
    words = SESSION.words
    values = {"kind": words.say(f"exception_kind.{row.kind}"), "state": words.say(f"proposal_state.{row.state}")}
    show_line("exceptions.now", exception=row.uid, firm=row.firm_code, item=row.item, **values)


@app.command("propose")
def propose(
    code: str,
    item: str,
    kind: ExceptionKind,
    from_: Annotated[str, typer.Option("--from", help="First day.")],
    reason: Reason = "",
    until: Annotated[str | None, typer.Option("--to", help="Last day; open when left out.")] = None,
) -> None:
    """Propose to exempt a firm from one item, or to check it for one besides."""
    order = ProposeException(code, item, kind, reason, parsed_day(from_), parsed_day(until) if until else None)
    with SESSION.desk() as desk:
        row = desk.exceptions.propose(order)
    SESSION.result(_content(row), lambda: _told(row))


@app.command("approve")
def approve(exception: str) -> None:
    """Approve as the second supervisor."""
    with SESSION.desk() as desk:
        row = desk.exceptions.approve(exception)
    SESSION.result(_content(row), lambda: _told(row))


@app.command("refuse")
def refuse(exception: str, reason: Reason = "") -> None:
    """Refuse as the second supervisor."""
    with SESSION.desk() as desk:
        row = desk.exceptions.refuse(exception, reason)
    SESSION.result(_content(row), lambda: _told(row))


@app.command("end")
def end(
    exception: str, on: Annotated[str, typer.Option("--on", help="Last day on which it holds.")], reason: Reason = ""
) -> None:
    """Let an approved exception end."""
    with SESSION.desk() as desk:
        row = desk.exceptions.end(exception, parsed_day(on), reason)
    SESSION.result(_content(row), lambda: _told(row))


@app.command("list")
def list_exceptions(code: Annotated[str | None, typer.Option("--firm", help="Only those of this firm.")] = None) -> None:
    """Exceptions in whatever state."""
    with SESSION.desk() as desk:
        rows = desk.exceptions.list(code)
    words = SESSION.words
    columns = (
        "exception",
        "code",
        "item",
        "kind",
        "valid_from",
        "valid_until",
        "state",
        "lapsed_on",
        "proposed_by",
        "decided_by",
        "reason",
    )
    lines = [
        (
            row.uid,
            row.firm_code,
            row.item,
            words.say(f"exception_kind.{row.kind}"),
            row.valid_from,
            row.valid_until,
            words.say(f"proposal_state.{row.state}"),
            row.lapsed_on,
            row.proposed_by,
            row.decided_by,
            row.reason,
        )
        for row in rows
    ]
    SESSION.result({"exceptions": [_content(row) for row in rows]}, lambda: show_table(columns, lines))
