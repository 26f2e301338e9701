"""Command: one act on many findings, previewed like in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_table
from auditdesk.errors import Refused
from auditdesk.model.findings_list import BulkAct, BulkLine, BulkPreview, FindingFilter
from auditdesk.model.terms import FindingState

if TYPE_CHECKING:
    from auditdesk.desk import Desk

Numbers = Annotated[list[str] | None, typer.Argument(help="Findings; without any, those that the options choose.")]


def register(app: typer.Typer) -> None:
    """Put this command beside those of findings."""
    app.command("bulk")(bulk)


def bulk(
    act: BulkAct,
    findings: Numbers = None,
    year: Annotated[int | None, typer.Option(help="Audit year (Gregorian).")] = None,
    firm: Annotated[str | None, typer.Option(help="Firm code.")] = None,
    state: Annotated[FindingState | None, typer.Option()] = None,
    pattern: Annotated[str | None, typer.Option()] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why; needed to withdraw.")] = "",
    due: Annotated[str | None, typer.Option(help="The new day by which they are to be mended.")] = None,
    preview: Annotated[bool, typer.Option(help="Keep nothing.")] = False,
) -> None:
    """Do one act on many findings; what stands in the way of one never stops the others."""
    from auditdesk.services.findings_bulk import ACT_KEYS

    day = parsed_day(due) if due is not None else None
    wanted = FindingFilter(
        states=(state.value,) if state else (),
        patterns=(pattern,) if pattern else (),
        firms=(firm,) if firm else (),
        years=(year,) if year is not None else (),
    )
    with SESSION.desk() as desk, SESSION.progress() as progress:
        if (refused := desk.refusal(ACT_KEYS[act])) is not None:
            raise refused
        seen = desk.bulk.preview(act, _chosen(desk, findings or [], wanted), reason=reason, due_date=day, progress=progress)
        lines = {line.uid: line for line in seen.lines}
        if not preview:
            lines |= {line.uid: line for line in desk.bulk.apply(seen, progress).lines}
    _told(seen, list(lines.values()), kept=not preview)


def _chosen(desk: Desk, names: list[str], wanted: FindingFilter) -> tuple[str, ...]:
    if names:
        return tuple(dict.fromkeys(desk.findings.show(name).uid for name in names))
    if not wanted.asks:
        raise Refused("bulk.none_chosen")
    return desk.finding_list.ids(wanted)


def _told(seen: BulkPreview, lines: list[BulkLine], *, kept: bool) -> None:
    words = SESSION.words
    done = sum(line.refused is None for line in lines)
    rows: list[dict[str, Any]] = [
        {
            "finding": line.number,
            "firm": line.firm_name,
            "done": line.refused is None and kept,
            "refused": None
            if line.refused is None
            else {"code": line.refused.code, "message": words.error(line.refused), **line.refused.values},
        }
        for line in lines
    ]

    def show() -> None:
        told = [(line.number, line.firm_name, words.error(line.refused) if line.refused else "") for line in lines]
        show_table(("finding", "firm", "why"), told)
        show_line("bulk.done" if kept else "bulk.would_be_done", done=done, total=len(lines), act=words.say(f"bulk.{seen.act}"))

    content = {"act": seen.act.value, "kept": kept, "total": len(lines), "done": done, "findings": rows}
    SESSION.result(content, show)
