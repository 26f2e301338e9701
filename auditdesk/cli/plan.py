"""Commands: the year's plan, and the days on which people are away."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_table
from auditdesk.model.plan_commands import AddPlanned, AssignPlanned, DropPlanned, KeepAbsence, MovePlanned
from auditdesk.model.plan_rows import AbsenceRow, Clash, PlannedVisitRow, PlanView
from auditdesk.model.terms import Authority, VisitKind, VisitMode
from auditdesk.services.plan_export import why_text

app = typer.Typer(help="The year's plan.", no_args_is_help=True)
absence = typer.Typer(help="Days on which people can't visit.", no_args_is_help=True)
app.add_typer(absence, name="absence")
Reason = Annotated[str, typer.Option(help="Why.")]
Inspectors = Annotated[list[str] | None, typer.Option("--inspector", help="Login, the lead first; may be repeated.")]


def _visit(row: PlannedVisitRow) -> dict[str, Any]:
    words = SESSION.words
    return {
        "planned": row.uid,
        "firm": row.firm_code,
        "name": row.firm_name,
        "licence": row.licence,
        "authority": row.authority,
        "kind": row.kind,
        "mode": row.mode,
        "from": row.starts_on,
        "to": row.ends_on,
        "inspectors": list(row.inspectors),
        "items": row.items,
        "state": row.state,
        "visit": row.visit_number or None,
        "changed_after_approval": row.changed_after_approval,
        "why": [words.say(reason.code, **reason.values) for reason in row.why],
    }


def _clash(clash: Clash, firms: dict[str, str]) -> dict[str, Any]:
    told = SESSION.words.say(clash.code, **clash.values)
    return {"planned": clash.planned_uid, "firm": firms.get(clash.planned_uid), "code": clash.code, "message": told}


def _content(view: PlanView) -> dict[str, Any]:
    firms = {row.uid: row.firm_code for row in view.visits}
    return {
        "year": view.year,
        "state": view.state,
        "authors": list(view.authors),
        "submitted_by": view.submitted_by,
        "decided_by": view.decided_by,
        "holidays_known": view.holidays_known,
        "visits": [_visit(row) for row in view.visits],
        "unplaced": [_visit(row) for row in view.unplaced],
        "clashes": [_clash(clash, firms) for clash in view.clashes],
    }


def _summary(view: PlanView) -> None:
    if not view.holidays_known:
        show_line("plan.no_holidays", year=view.year)
    planned = sum(row.starts_on is not None for row in view.visits)
    values = {"visits": planned, "unplaced": len(view.unplaced), "clashes": len(view.clashes)}
    show_line("plan.now", year=view.year, plan_state=view.state, **values)


def _table(view: PlanView) -> None:
    columns = ("planned", "code", "name", "first_day", "last_day", "inspectors", "why")
    rows = [
        (
            row.uid or None,
            row.firm_code,
            row.firm_name,
            row.starts_on,
            row.ends_on,
            row.inspector_names,
            why_text(row, SESSION.words),
        )
        for row in (*view.visits, *view.unplaced)
    ]
    show_table(columns, rows)
    firms = {row.uid: row.firm_name for row in view.visits}
    clashes = [(firms.get(clash.planned_uid), SESSION.words.say(clash.code, **clash.values)) for clash in view.clashes]
    if clashes:
        show_table(("name", "clashes"), clashes)
    _summary(view)


def _told(act: Callable[[Any], PlanView], show: Callable[[PlanView], None] = _summary) -> None:
    with SESSION.desk() as desk:
        view = act(desk)
    SESSION.result(_content(view), lambda: show(view))


@app.command("propose")
def propose(year: int) -> None:
    """Draft the year, or fill the gaps of its plan."""
    _told(lambda desk: desk.plan.propose(year), _table)


@app.command("list")
def list_plan(year: int) -> None:
    """The plan with reasons and clashes."""
    _told(lambda desk: desk.plan.view(year), _table)


@app.command("start")
def start(
    year: int, copy_from: Annotated[int | None, typer.Option("--copy-from", help="Take its firms and teams.")] = None
) -> None:
    """Begin a plan by hand."""
    _told(lambda desk: desk.plan.start(year, copy_from))


@app.command("submit")
def submit(year: int) -> None:
    """Hand the plan to a second supervisor."""
    _told(lambda desk: desk.plan.submit(year))


@app.command("approve")
def approve(year: int) -> None:
    """Approve as somebody who wrote nothing of it."""
    _told(lambda desk: desk.plan.approve(year))


@app.command("return")
def send_back(year: int, reason: Reason = "") -> None:
    """Send the plan back to its authors."""
    _told(lambda desk: desk.plan.send_back(year, reason))


@app.command("move")
def move(planned: str, days: Annotated[int, typer.Option(help="Calendar days; negative = earlier.")] = 1) -> None:
    """Move a planned visit."""
    _told(lambda desk: desk.plan.move(MovePlanned(planned, days)))


@app.command("assign")
def assign(planned: str, inspector: Inspectors = None) -> None:
    """Give a planned visit its team."""
    _told(lambda desk: desk.plan.assign(AssignPlanned(planned, tuple(inspector or ()))))


@app.command("add")
def add(
    year: int,
    code: str,
    from_: Annotated[str | None, typer.Option("--from", help="First day.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Last day.")] = None,
    kind: Annotated[VisitKind, typer.Option()] = VisitKind.ROUTINE,
    mode: Annotated[VisitMode, typer.Option()] = VisitMode.ONSITE,
    authority: Annotated[Authority, typer.Option()] = Authority.TWSE,
    inspector: Inspectors = None,
) -> None:
    """Plan a visit of a firm."""
    first, last = (parsed_day(text) if text else None for text in (from_, until or from_))
    order = AddPlanned(year, code, kind, mode, authority, first, last, tuple(inspector or ()))
    _told(lambda desk: desk.plan.add(order))


@app.command("drop")
def drop(planned: str) -> None:
    """Take a planned visit off the plan."""
    _told(lambda desk: desk.plan.drop(DropPlanned(planned)))


@app.command("undo")
def undo(year: int, redo: Annotated[bool, typer.Option("--redo", help="Do again what was taken back.")] = False) -> None:
    """Take your newest step at the plan back."""
    _told(lambda desk: desk.plan.redo(year) if redo else desk.plan.undo(year))


@app.command("remedies")
def remedies(planned: str) -> None:
    """Who could come instead, best first, and the next free days."""
    with SESSION.desk() as desk:
        found = desk.plan.replacements(planned)
    people = [(one.login, one.name, one.free, one.days) for one in found.people]

    def show() -> None:
        show_table(("login", "name", "free_days", "days"), people)
        show_table(("first_day", "last_day"), [(one.starts_on, one.ends_on) for one in found.dates])

    SESSION.result(dataclasses.asdict(found), show)


@app.command("coverage")
def coverage(year: int, years: Annotated[int, typer.Option(help="Audit years without a visit.")] = 3) -> None:
    """Firms that were not visited in so many years."""
    with SESSION.desk() as desk:
        rows = desk.plan.coverage(year, years)
    lines = [(row.firm_code, row.firm_name, row.last_year, row.planned) for row in rows]
    content = {"year": year, "years": years, "firms": [dataclasses.asdict(row) for row in rows]}
    SESSION.result(content, lambda: show_table(("code", "name", "last_year", "in_plan"), lines))


@app.command("export")
def export(year: int, to: Annotated[Path, typer.Option("--to", help="XLSX, ODS, CSV, JSON or ICS by suffix.")]) -> None:
    """Write the plan as a table or a calendar."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        count = desk.plan.export(year, to, SESSION.words, progress)
    SESSION.result({"rows": count, "file": str(to)}, lambda: show_line("plan.exported", count=count, file=str(to)))


def _absences(rows: Sequence[AbsenceRow]) -> None:
    lines = [(row.uid, row.name, row.starts_on, row.ends_on, row.reason) for row in rows]
    show_table(("absence", "name", "first_day", "last_day", "reason"), lines)


@absence.command("add")
def add_absence(
    login: str,
    from_: Annotated[str, typer.Option("--from", help="First day.")],
    until: Annotated[str | None, typer.Option("--to", help="Last day; the first when left out.")] = None,
    reason: Reason = "",
) -> None:
    """Keep days on which somebody can't visit."""
    order = KeepAbsence(login, parsed_day(from_), parsed_day(until or from_), reason)
    with SESSION.desk() as desk:
        row = desk.absences.keep(order)
    content = dataclasses.asdict(row)
    values = {"name": row.name, "first": row.starts_on, "last": row.ends_on, "absence": row.uid}
    SESSION.result({"absence": content.pop("uid"), **content}, lambda: show_line("absence.kept", **values))


@absence.command("list")
def list_absences(year: Annotated[int | None, typer.Option(help="Only those that touch it.")] = None) -> None:
    """Who is away when."""
    with SESSION.desk() as desk:
        rows = desk.absences.list(year)
    SESSION.result({"absences": [dataclasses.asdict(row) for row in rows]}, lambda: _absences(rows))


@absence.command("remove")
def remove_absence(absence_id: Annotated[str, typer.Argument(metavar="ABSENCE")]) -> None:
    """Remove kept days."""
    with SESSION.desk() as desk:
        desk.absences.remove(absence_id)
    SESSION.result({"absence": absence_id, "removed": True}, lambda: show_line("absence.removed", absence=absence_id))
