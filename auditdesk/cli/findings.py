"""Commands: findings and their way to acceptance."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_table
from auditdesk.model.commands import DecideFinding, RecordFinding
from auditdesk.model.fieldwork_rows import EditFinding
from auditdesk.model.rows import FindingRow
from auditdesk.model.terms import Authority, FindingClass, FindingState, Severity

if TYPE_CHECKING:
    from auditdesk.desk import Desk

app = typer.Typer(help="Findings.", no_args_is_help=True)
Reason = Annotated[str, typer.Option("--reason", help="Why.")]


def _finding(row: FindingRow) -> dict[str, Any]:
    content = dataclasses.asdict(row)
    content["finding"] = content.pop("number")
    return content


def _told(row: FindingRow) -> None:
    SESSION.result(_finding(row), lambda: show_line("findings.now", finding=row.number, state=row.state))


@app.command("add")
def add(
    visit: str,
    pattern: Annotated[str, typer.Option(help="Deficiency pattern.")],
    facts: Annotated[str, typer.Option(help="What was seen; internal.")],
    severity: Annotated[Severity | None, typer.Option()] = None,
    item: Annotated[str | None, typer.Option(help="Check item; default the pattern's first on the checklist.")] = None,
    evidence: Annotated[list[Path] | None, typer.Option(help="File; may be repeated.")] = None,
    authority: Annotated[Authority | None, typer.Option()] = None,
    class_: Annotated[FindingClass, typer.Option("--class")] = FindingClass.FINDING,
) -> None:
    """Record a finding as a draft."""
    order = RecordFinding(visit, pattern, facts, severity, item, authority, class_)
    with SESSION.desk() as desk:
        row = desk.findings.record(order, evidence or ())
    _told(row)


def _decide(finding: str, reason: str, act: Callable[[Desk], Callable[[DecideFinding], FindingRow]]) -> None:
    with SESSION.desk() as desk:
        row = act(desk)(DecideFinding(finding, reason))
    _told(row)


@app.command("edit")
def edit(
    finding: str,
    facts: Annotated[str | None, typer.Option(help="What was seen; internal.")] = None,
    pattern: Annotated[str | None, typer.Option()] = None,
    severity: Annotated[Severity | None, typer.Option()] = None,
    severity_reason: Annotated[str | None, typer.Option(help="Why another severity than the pattern's.")] = None,
    due: Annotated[str | None, typer.Option(help="Day by which it is to be mended.")] = None,
    location: Annotated[list[str] | None, typer.Option(help="System or place; may be repeated.")] = None,
    remark: Annotated[str | None, typer.Option(help="What the firm said to it.")] = None,
    seen: Annotated[int | None, typer.Option(help="The version that was read; another one stored is a conflict.")] = None,
) -> None:
    """Write a draft: only the fields given are changed."""
    day = parsed_day(due) if due is not None else None
    places = tuple(location) if location else None
    order = EditFinding(finding, seen, facts, pattern, severity, severity_reason, day, places, remark)
    with SESSION.desk() as desk:
        row = desk.fieldwork.write(order)
    content = dataclasses.asdict(row)
    content["finding"] = content.pop("number")
    SESSION.result(content, lambda: show_line("findings.now", finding=row.number, state=row.state))


@app.command("delete")
def delete(finding: str) -> None:
    """Put a draft among what was deleted last."""
    with SESSION.desk() as desk:
        number = desk.fieldwork.editor(finding).number
        desk.fieldwork.delete(finding)
    SESSION.result({"finding": number, "deleted": True}, lambda: show_line("findings.deleted", finding=number))


@app.command("restore")
def restore(finding: str) -> None:
    """Bring a deleted draft back."""
    with SESSION.desk() as desk:
        row = desk.fieldwork.restore(finding)
    SESSION.result(
        {"finding": row.number, "deleted": False}, lambda: show_line("findings.now", finding=row.number, state=row.state)
    )


@app.command("submit")
def submit(finding: str) -> None:
    """Hand a draft in for review."""
    _decide(finding, "", lambda desk: desk.findings.submit)


@app.command("accept")
def accept(finding: str, reason: Reason = "") -> None:
    """Accept a submitted finding; never one's own."""
    _decide(finding, reason, lambda desk: desk.findings.accept)


@app.command("return")
def send_back(finding: str, reason: Reason = "") -> None:
    """Return a submitted finding to its author, with a reason."""
    _decide(finding, reason, lambda desk: desk.findings.send_back)


@app.command("withdraw")
def withdraw(finding: str, reason: Reason = "") -> None:
    """Withdraw a finding that was not accepted, with a reason."""
    _decide(finding, reason, lambda desk: desk.findings.withdraw)


@app.command("list")
def list_findings(
    year: Annotated[int | None, typer.Option(help="Audit year (Gregorian).")] = None,
    firm: Annotated[str | None, typer.Option(help="Firm code.")] = None,
    state: Annotated[FindingState | None, typer.Option()] = None,
    pattern: Annotated[str | None, typer.Option()] = None,
    text: Annotated[str | None, typer.Option(help="Substring of facts, number or firm name.")] = None,
) -> None:
    """Findings in the order of their numbers."""
    with SESSION.desk() as desk:
        rows = desk.findings.list(year, firm, state.value if state else None, pattern, text)
        patterns = {row.pattern: desk.rulebook.edition(row.edition).pattern(row.pattern) for row in rows if row.pattern}
    lines = [
        (row.number, row.firm_code, row.pattern, patterns[row.pattern].wording if row.pattern else None, row.severity, row.state)
        for row in rows
    ]
    columns = ("finding", "code", "pattern", "wording", "severity", "state")
    SESSION.result({"findings": [_finding(row) for row in rows], "total": len(rows)}, lambda: show_table(columns, lines))
