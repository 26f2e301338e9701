"""Commands: visits and the answers of their checklists."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

import typer

from auditdesk.cli import visits_fieldwork, visits_papers
from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_pairs, show_table
from auditdesk.model.commands import AnswerItem, OpenVisit
from auditdesk.model.rows import VisitRow
from auditdesk.model.terms import Authority, Judgement, VisitKind, VisitMode

app = typer.Typer(help="Visits and fieldwork.", no_args_is_help=True)
visits_fieldwork.register(app)
visits_papers.register(app)


def _visit(row: VisitRow) -> dict[str, Any]:
    content = dataclasses.asdict(row)
    content["visit"] = content.pop("number")
    return content


@app.command("open")
def open_visit(
    code: str,
    on: Annotated[str, typer.Option("--on", help="Reference date.")],
    kind: Annotated[VisitKind, typer.Option()] = VisitKind.ROUTINE,
    mode: Annotated[VisitMode, typer.Option()] = VisitMode.ONSITE,
    authority: Annotated[Authority, typer.Option()] = Authority.TWSE,
    inspector: Annotated[list[str] | None, typer.Option(help="Login; may be repeated.")] = None,
) -> None:
    """Open a visit with its frozen checklist."""
    order = OpenVisit(code, parsed_day(on), kind, mode, authority, tuple(inspector or ()))
    with SESSION.desk() as desk:
        row = desk.visits.open(order)
    SESSION.result(
        _visit(row) | {"items": row.total},
        lambda: show_line("visits.opened", visit=row.number, firm=row.firm_name, items=row.total),
    )


@app.command("list")
def list_visits(year: Annotated[int | None, typer.Option(help="Audit year (Gregorian).")] = None) -> None:
    """Visits, the newest first."""
    with SESSION.desk() as desk:
        rows = desk.visits.list(year)
    columns = ("visit", "code", "name", "day", "inspectors", "done", "total", "deficient", "licence")
    lines = [
        (
            row.number,
            row.firm_code,
            row.firm_name,
            row.reference_date,
            row.inspectors,
            row.done,
            row.total,
            row.deficient,
            SESSION.words.say(f"licence.{row.licence}"),
        )
        for row in rows
    ]
    SESSION.result({"visits": [_visit(row) for row in rows]}, lambda: show_table(columns, lines))


@app.command("show")
def show_visit(visit: str) -> None:
    """One visit with its checklist and answers."""
    with SESSION.desk() as desk:
        row, items = desk.visits.show(visit)
        earlier = {one.item: one for one in desk.visits.earlier_answers(visit)}
        screen = desk.fieldwork.screen(visit)
    worked = {item.key: item for item in screen.items}
    sections = [dataclasses.asdict(section) for section in screen.sections if section.total]
    answers = [
        {
            "item": item.key,
            "code": item.code,
            "summary": item.summary_en if SESSION.words.language == "en" else item.summary_zh,
            "judgement": item.judgement,
            "note": item.note,
            "applies": item.applies,
            "reasons": [reason["code"] for reason in item.reasons],
            "flagged": worked[item.key].flagged,
            "claimed_by": worked[item.key].claimed_by,
            "findings": [finding.number for finding in worked[item.key].findings],
            "evidence": worked[item.key].evidence,
            "earlier": dataclasses.asdict(earlier[item.key]) if item.key in earlier else None,
        }
        for item in items
    ]

    def show() -> None:
        show_pairs((("visit", row.number), ("name", row.firm_name), ("day", row.reference_date), ("edition", row.edition)))
        lines = [
            (answer["item"], answer["summary"], SESSION.words.say(f"judgement.{answer['judgement'] or 'pending'}"))
            for answer in answers
        ]
        show_table(("item", "summary", "judgement"), lines)

    notes = [dataclasses.asdict(note) for note in screen.notes]
    SESSION.result(_visit(row) | {"sections": sections, "answers": answers, "unsorted_notes": notes}, show)


@app.command("answer")
def answer(
    visit: str,
    item: str,
    judgement: Judgement,
    note: Annotated[str, typer.Option(help="A note beside the answer.")] = "",
) -> None:
    """Judge one item of the checklist."""
    with SESSION.desk() as desk:
        kept = desk.visits.answer(AnswerItem(visit, item, judgement, note))
        row, _ = desk.visits.show(visit)
    content = {"visit": row.number, "item": kept.key, "judgement": kept.judgement, "done": row.done, "total": row.total}
    SESSION.result(
        content, lambda: show_line("visits.answered", item=kept.key, judgement=SESSION.words.say(f"judgement.{kept.judgement}"))
    )
