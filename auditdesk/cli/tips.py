"""Commands: reports of weaknesses from outside."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_pairs, show_table
from auditdesk.errors import Refused
from auditdesk.model.tips import AddTip, EditTip, TipResult, TipRow, TipSource
from auditdesk.rules.item_numbers import shown
from auditdesk.services.trail_words import difference_text, object_text

app = typer.Typer(help="Reports of weaknesses from outside.", no_args_is_help=True)


def _tip(row: TipRow) -> dict[str, Any]:
    content = dataclasses.asdict(row)
    return content | {"tip": content.pop("number")}


def _now(row: TipRow) -> None:
    state = SESSION.words.say(f"state.{row.state}")
    SESSION.result(_tip(row), lambda: show_line("tips.now", tip=row.number, state=state))


@app.command("add")
def add(
    subject: str,
    received: Annotated[str | None, typer.Option("--received", help="Day of receipt; today when left out.")] = None,
    source: Annotated[TipSource, typer.Option()] = TipSource.EMAIL,
    firm: Annotated[str | None, typer.Option(help="Code of the firm it names.")] = None,
    material: Annotated[str, typer.Option(help="What was sent in.")] = "",
    reporter: Annotated[str, typer.Option(help="Who reported it; sealed, for administrators only.")] = "",
    contact: Annotated[str, typer.Option(help="How to reach the reporter; sealed too.")] = "",
    file: Annotated[list[Path] | None, typer.Option(help="File that came with it; may be repeated.")] = None,
) -> None:
    """Register a tip."""
    with SESSION.desk() as desk:
        day = parsed_day(received) if received else desk.today()
        row = desk.tips.add(AddTip(subject, day, source, firm, material, reporter, contact, tuple(file or ())))
    state = SESSION.words.say(f"state.{row.state}")
    SESSION.result(_tip(row), lambda: show_line("tips.added", tip=row.number, state=state))


@app.command("import")
def import_list(
    file: Path,
    apply: Annotated[bool, typer.Option("--apply", help="Register them; without it nothing is kept.")] = False,
) -> None:
    """Show what a list of tips (XLSX, ODS, CSV) would register; with --apply register all that can be."""
    with SESSION.desk() as desk:
        preview = desk.tips.preview(file)
        rows = desk.tips.add_all(preview.orders) if apply and preview.orders else ()
    problems = [{"row": one.row, "code": one.code, "told": SESSION.words.problem(one)} for one in preview.problems]
    counts = {"new": len(preview.orders), "already": preview.already, "refused": len(problems), "applied": apply}

    def told() -> None:
        for one in preview.problems:
            show_line("tips.list_refused", row=one.row, reason=SESSION.words.problem(one))
        show_line("tips.list_applied" if apply else "tips.list_preview", **counts)

    SESSION.result({"file": preview.file, **counts, "problems": problems, "tips": [_tip(row) for row in rows]}, told)


@app.command("list")
def list_tips(
    year: Annotated[int | None, typer.Option(help="Year of receipt (Gregorian).")] = None,
    firm: Annotated[str | None, typer.Option(help="Code of the firm.")] = None,
    state: Annotated[str | None, typer.Option(help="received, linked, in_visit, closed, withdrawn.")] = None,
    text: Annotated[str, typer.Option(help="Part of subject, material or firm.")] = "",
) -> None:
    """Tips, the newest first; never who reported them."""
    wanted = text.strip().casefold()
    with SESSION.desk() as desk:
        rows = [
            row
            for row in desk.tips.list()
            if year in (None, row.year)
            and firm in (None, row.firm_code)
            and state in (None, row.state)
            and wanted in f"{row.number} {row.subject} {row.material} {row.firm_code} {row.firm_name}".casefold()
        ]
    words = SESSION.words
    lines = [
        (
            row.number,
            row.received_on,
            words.say(f"tip_source.{row.source}"),
            row.firm_name or None,
            row.subject,
            words.say(f"state.{row.state}"),
            (*row.visits, *row.findings),
        )
        for row in rows
    ]
    columns = ("tip", "received_on", "tip_source", "tip_firm", "subject", "tip_state", "links")
    SESSION.result({"tips": [_tip(row) for row in rows], "total": len(rows)}, lambda: show_table(columns, lines))


@app.command("show")
def show(tip: str) -> None:
    """One tip with its links, files and history; never who reported it."""
    with SESSION.desk() as desk:
        detail, lines = desk.tips.show(tip), desk.tips.history(tip)
    words, row = SESSION.words, detail.tip
    entries = [
        {
            "at": one.at,
            "login": one.login,
            "act": one.act,
            "difference": difference_text(one, words),
            "name": object_text(one, words),
        }
        for one in lines
    ]
    content = _tip(row) | {
        "links": [dataclasses.asdict(link) for link in detail.links],
        "attachments": [dataclasses.asdict(file) for file in detail.files],
        "history": entries,
    }

    def told() -> None:
        show_pairs(
            (
                ("tip", row.number),
                ("received_on", row.received_on),
                ("tip_source", words.say(f"tip_source.{row.source}")),
                ("tip_firm", row.firm_name or None),
                ("subject", row.subject),
                ("material", row.material or None),
                ("reporter", words.say("tip.sealed") if row.sealed else None),
                ("tip_state", words.say(f"state.{row.state}")),
                ("links", tuple(f"{link.name} {shown(link.item)}".strip() for link in detail.links)),
            )
        )
        show_table(
            ("at", "login", "act", "difference"), [(one["at"], one["login"], one["act"], one["difference"]) for one in entries]
        )

    SESSION.result(content, told)


@app.command("edit")
def edit(
    tip: str,
    subject: Annotated[str | None, typer.Option()] = None,
    material: Annotated[str | None, typer.Option()] = None,
    received: Annotated[str | None, typer.Option("--received", help="Day of receipt.")] = None,
    source: Annotated[TipSource | None, typer.Option()] = None,
    file: Annotated[list[Path] | None, typer.Option(help="File to add; may be repeated.")] = None,
) -> None:
    """Correct a tip, or add files to it."""
    with SESSION.desk() as desk:
        if file:
            desk.tips.attach(tip, tuple(file))
        day = parsed_day(received) if received else None
        row = desk.tips.edit(EditTip(tip, subject=subject, material=material, received_on=day, source=source))
    _now(row)


@app.command("link")
def link(
    tip: str,
    firm: Annotated[str | None, typer.Option(help="Code of the firm it is about.")] = None,
    visit: Annotated[str | None, typer.Option(help="Open visit that takes it up.")] = None,
    item: Annotated[list[str] | None, typer.Option(help="Item to check for it; may be repeated.")] = None,
    finding: Annotated[str | None, typer.Option(help="Finding that came of it.")] = None,
    remove: Annotated[str | None, typer.Option(help="Take this link (its id) away.")] = None,
) -> None:
    """Say which firm a tip is about, take it into a visit, or join it to a finding."""
    if not any((firm, visit, finding, remove)) or (item and not visit):
        raise typer.BadParameter("--firm, --visit, --finding or --remove")
    added: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    with SESSION.desk() as desk:
        if remove:
            desk.tips.unlink(remove)
        if firm:
            desk.tips.edit(EditTip(tip, firm=firm))
        if visit:
            joined = desk.tips.link_visit(tip, visit, tuple(item or ()))
            added, bound = joined.added, joined.bound
        if finding:
            desk.tips.link_finding(tip, finding)
        row = desk.tips.show(tip).tip
    content = _tip(row) | {"added": added, "bound": bound}
    state = SESSION.words.say(f"state.{row.state}")
    SESSION.result(content, lambda: show_line("tips.now", tip=row.number, state=state))


@app.command("close")
def close(
    tip: str,
    result: Annotated[TipResult | None, typer.Option(help="What came of it.")] = None,
    remark: Annotated[str, typer.Option(help="In words; the reason where it is withdrawn or opened again.")] = "",
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="Who reported took it back.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Open an ended tip again.")] = False,
) -> None:
    """End a tip with its result; or mark it withdrawn, or open it again."""
    with SESSION.desk() as desk:
        if reopen:
            row = desk.tips.reopen(tip, remark)
        elif withdrawn:
            row = desk.tips.withdraw(tip, remark)
        elif result is None:
            raise Refused("tip.result_needed")
        else:
            row = desk.tips.close(tip, result, remark)
    _now(row)


@app.command("reporter")
def reporter(
    tip: str,
    reason: Annotated[str, typer.Option(help="Why you look; kept with your name.")],
    erase: Annotated[bool, typer.Option("--erase", help="Erase who reported for good.")] = False,
) -> None:
    """Who reported a tip: for administrators only, and every look is kept."""
    with SESSION.desk() as desk:
        if erase:
            row = desk.tips.erase_reporter(tip, reason)
            SESSION.result(_tip(row), lambda: show_line("tips.erased", tip=row.number))
            return
        found = desk.tips.reporter(tip, reason)
    SESSION.result(dataclasses.asdict(found), lambda: show_pairs((("reporter", found.name), ("tip_contact", found.contact))))
