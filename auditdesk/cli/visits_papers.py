"""Commands of a visit's samples, interviews and papers, its history, and the withdrawal of a sign-off."""

from __future__ import annotations

import dataclasses
from datetime import datetime, time
from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_table
from auditdesk.model.rows import VisitRow
from auditdesk.model.samples import KeepInterview, KeepSample, SampleRow, SamplingMethod
from auditdesk.model.working_papers import WrittenPaper
from auditdesk.rules.item_numbers import named
from auditdesk.rules.sampling import chosen_of, listed_of
from auditdesk.services.trail_words import difference_text, object_text


def register(app: typer.Typer) -> None:
    """Add these commands to those of visits."""
    for name, command in (
        ("sample", sample),
        ("samples", samples),
        ("interview", interview),
        ("interviews", interviews),
        ("checklist", checklist),
        ("paper", paper),
        ("history", history),
        ("reopen", reopen),
    ):
        app.command(name)(command)


def _text(file: Path | None) -> str | None:
    if file is None:
        return None
    from auditdesk.exchange.incoming import read_incoming
    from auditdesk.exchange.text_tables import decode

    return decode(read_incoming(file), file.name)


def _sample(row: SampleRow) -> dict[str, Any]:
    content = dataclasses.asdict(row)
    return content | {"sample": content.pop("uid"), "deviations": row.deviations, "pending": row.pending}


def sample(
    visit: str,
    item: str,
    population: Annotated[str | None, typer.Option(help="What it is drawn from, in words.")] = None,
    size: Annotated[int | None, typer.Option(help="How many there are, where no list is given.")] = None,
    listed: Annotated[Path | None, typer.Option(help="Text file of the population, one piece a line.")] = None,
    draw: Annotated[int | None, typer.Option(help="Choose so many of the list.")] = None,
    seed: Annotated[str, typer.Option(help="The same seed draws the same pieces again; made up and kept when left out.")] = "",
    method: Annotated[SamplingMethod | None, typer.Option()] = None,
    chosen: Annotated[Path | None, typer.Option(help="Text file of chosen pieces: name, result, note in columns (tab).")] = None,
    result: Annotated[str | None, typer.Option(help="What the sample showed as a whole.")] = None,
    change: Annotated[str | None, typer.Option(help="Change this sample (its id) instead of adding one.")] = None,
) -> None:
    """Keep a sample of an item: population, chosen pieces, method, result; or draw one from a list."""
    pasted, picked = _text(listed), _text(chosen)
    with SESSION.desk() as desk:
        key = named(item, [one.key for one in desk.fieldwork.screen(visit).items]) or item
        order = KeepSample(
            visit,
            key,
            population,
            change,
            population_size=size,
            listed=None if pasted is None else listed_of(pasted),
            chosen=None if picked is None else chosen_of(picked),
            method=method,
            result=result,
        )
        row = desk.samples.keep(order)
        if draw is not None or method in (SamplingMethod.ALL, SamplingMethod.SYSTEMATIC):
            row = desk.samples.draw(row.uid, draw or len(row.listed), seed, method or SamplingMethod.RANDOM)
    if row.seed:
        told = {"count": len(row.chosen), "total": row.population_size, "seed": row.seed}
        SESSION.result(_sample(row), lambda: show_line("samples.drawn", **told))
    else:
        SESSION.result(_sample(row), lambda: show_line("samples.kept", item=row.number, count=len(row.chosen)))


def samples(visit: str, item: Annotated[str | None, typer.Option(help="Of this item only.")] = None) -> None:
    """The samples of a visit."""
    with SESSION.desk() as desk:
        keys = [one.key for one in desk.fieldwork.screen(visit).items]
        rows = desk.samples.list(visit, None if item is None else named(item, keys) or item)
    columns = ("sample", "item", "population", "population_size", "chosen_count", "deviations", "method", "seed")
    lines = [
        (
            row.uid[:8],
            row.number,
            row.population,
            row.population_size,
            len(row.chosen),
            row.deviations,
            SESSION.words.say(f"sampling.{row.method}"),
            row.seed or None,
        )
        for row in rows
    ]
    SESSION.result({"visit": visit, "samples": [_sample(row) for row in rows]}, lambda: show_table(columns, lines))


def interview(
    visit: str,
    role: Annotated[str, typer.Argument(help="Who was asked, by role.")],
    subject: Annotated[str, typer.Option(help="What it was about.")] = "",
    name: Annotated[str, typer.Option(help="The name, only where it is needed.")] = "",
    on: Annotated[str | None, typer.Option("--on", help="Day; today when left out.")] = None,
    at: Annotated[str | None, typer.Option("--at", help="Time, 14:30.")] = None,
    item: Annotated[list[str] | None, typer.Option(help="Item spoken about; may be repeated.")] = None,
) -> None:
    """Keep an interview."""
    with SESSION.desk() as desk:
        keys = [one.key for one in desk.fieldwork.screen(visit).items]
        held = None
        if on is not None or at is not None:
            try:
                moment = time.fromisoformat(at or "09:00")
            except ValueError as wrong:
                raise typer.BadParameter(at or "") from wrong
            held = datetime.combine(parsed_day(on) if on else desk.today(), moment).astimezone()
        items = tuple(named(one, keys) or one for one in item or ())
        row = desk.interviews.keep(KeepInterview(visit, role=role, name=name, subject=subject, held_at=held, items=items))
    content = dataclasses.asdict(row)
    SESSION.result(content | {"interview": content.pop("uid")}, lambda: show_line("interviews.kept", role=row.role))


def interviews(visit: str) -> None:
    """The interviews of a visit."""
    with SESSION.desk() as desk:
        rows = desk.interviews.list(visit)
    lines = [(row.held_at, row.role, row.name or None, row.subject, row.items) for row in rows]
    SESSION.result(
        {"visit": visit, "interviews": [dataclasses.asdict(row) | {"interview": row.uid} for row in rows]},
        lambda: show_table(("held_at", "role", "name", "subject", "item"), lines),
    )


_TO = Annotated[Path, typer.Option("--to", help="File to write: .pdf or .ods.")]


def checklist(visit: str, to: _TO) -> None:
    """Write the checklist of a visit to take along."""
    with SESSION.desk() as desk:
        _told(visit, desk.working_papers.write_checklist(visit, to, SESSION.words.language))


def paper(visit: str, to: _TO) -> None:
    """Write the working paper of a visit."""
    with SESSION.desk() as desk:
        _told(visit, desk.working_papers.write_paper(visit, to, SESSION.words.language))


def _told(visit: str, written: WrittenPaper) -> None:
    content = {"visit": visit, "file": str(written.path), "sha256": written.sha256, "size": written.size}
    SESSION.result(content, lambda: show_line("papers.written", file=written.path.name, sha256=written.sha256))


def history(visit: str) -> None:
    """What was done in a visit: who, when, before and after; also after it was signed off."""
    with SESSION.desk() as desk:
        rows = desk.working_papers.history(visit)
    lines = [
        {
            "at": row.at,
            "login": row.login,
            "act": row.act,
            "object": row.uid,
            "name": object_text(row, SESSION.words),
            "before": row.before,
            "after": row.after,
            "difference": difference_text(row, SESSION.words),
        }
        for row in rows
    ]
    table = [(line["at"], line["login"], line["act"], line["name"], line["difference"]) for line in lines]
    SESSION.result({"visit": visit, "entries": lines}, lambda: show_table(("at", "login", "act", "object", "difference"), table))


def reopen(visit: str, reason: Annotated[str, typer.Option(help="Why the sign-off is withdrawn.")]) -> None:
    """Withdraw a sign-off: never one's own, and always with a reason."""
    with SESSION.desk() as desk:
        row: VisitRow = desk.reopening.reopen(visit, reason)
    content = dataclasses.asdict(row)
    content["visit"] = content.pop("number")
    state = SESSION.words.say(f"standing.visit.{row.standing}")
    SESSION.result(content, lambda: show_line("visits.now", visit=row.number, state=state))
