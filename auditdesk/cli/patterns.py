"""Commands: the catalogue of standard patterns, the office's own among them, and what becomes of patterns."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_pairs, show_table
from auditdesk.model.pattern_rows import OfficePatternRow, ProposePattern, SuccessionRow
from auditdesk.model.rulebook import Bilingual
from auditdesk.model.terms import Severity

app = typer.Typer(help="Standard deficiency patterns.", no_args_is_help=True)
On = Annotated[str | None, typer.Option("--on", help="In the edition in force on this day.")]
From = Annotated[str, typer.Option("--from", help="The first day (inclusive).")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]


@app.command("find")
def find(
    text: Annotated[str, typer.Argument(help="Two characters, a short form, a code, or a sentence of facts.")],
    on: On = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="At most this many.")] = 9,
) -> None:
    """Which pattern is meant: the best first."""
    with SESSION.desk() as desk:
        found = desk.patterns.suggest(text, parsed_day(on) if on else desk.today(), limit)
    content = [
        {
            "pattern": each.pattern.id,
            "code": each.pattern.code,
            "wording": each.pattern.wording.zh,
            "wording_en": each.pattern.wording.en,
            "severity": each.pattern.default_severity.value,
        }
        for each in found
    ]
    rows = [(each.pattern.id, each.pattern.wording, each.pattern.default_severity) for each in found]
    SESSION.result({"patterns": content}, lambda: show_table(("pattern", "wording", "severity"), rows))


@app.command("show")
def show(pattern: str, on: On = None) -> None:
    """A pattern in full, what other lists call it, and what it came from or became."""
    with SESSION.desk() as desk:
        day = parsed_day(on) if on else desk.today()
        found = desk.patterns.show(pattern, day)
        headings = desk.patterns.headings_of(pattern)
        lists = desk.patterns.taxonomies()
        steps = desk.office_patterns.steps(pattern)
        counted_as = desk.office_patterns.successions().counted_as(pattern, day)
    content = {
        **dataclasses.asdict(found),
        "pattern": found.id,
        "counted_as": counted_as,
        "headings": [
            {
                "taxonomy": heading.taxonomy,
                "taxonomy_name": lists.list_of(heading).name.in_language(SESSION.words.language),
                "heading": heading.id,
                "name": heading.name.in_language(SESSION.words.language),
                "source": heading.source,
                "certainty": heading.certainty.value,
            }
            for heading in headings
        ],
        "steps": [_step(step) for step in steps],
    }

    def tell() -> None:
        show_pairs(
            (
                ("pattern", found.id),
                ("code", found.code),
                ("wording", found.wording),
                ("expected_standard", found.expected_standard),
                ("severity", found.default_severity),
                ("source", found.source),
                ("counted_as", counted_as),
            )
        )
        show_table(
            ("taxonomy", "heading", "name", "certainty", "source"),
            [(lists.list_of(one).name, one.id, one.name, one.certainty, one.source) for one in headings],
        )
        if steps:
            _tell_steps(steps)

    SESSION.result(content, tell)


@app.command("measure")
def measure(
    file: Annotated[Path, typer.Argument(help="YAML: findings, each with text and patterns.")],
    half: Annotated[str | None, typer.Option(help="Only the findings of this half.")] = None,
    on: On = None,
    missed: Annotated[bool, typer.Option("--missed", help="Tell also what missed the first place.")] = False,
) -> None:
    """How often the right pattern is suggested first, and among the first three, on a set labelled by hand."""
    with SESSION.desk() as desk:
        found = desk.patterns.measure(file, parsed_day(on) if on else desk.today(), half)
    count = max(1, found.findings)
    content: dict[str, Any] = {
        "findings": found.findings,
        "first": found.first,
        "first_three": found.first_three,
        "first_share": round(found.first / count, 4),
        "first_three_share": round(found.first_three / count, 4),
    }
    if missed:
        content["missed"] = [{"text": one.text, "right": one.patterns, "suggested": got} for one, got in found.missed]

    def tell() -> None:
        first, three = f"{found.first / count:.1%}", f"{found.first_three / count:.1%}"
        show_line("patterns.measured", findings=found.findings, first=first, first_three=three)
        if missed:
            lines = [(one.text, "、".join(one.patterns), "、".join(got)) for one, got in found.missed]
            show_table(("facts", "pattern", "suggested"), lines)

    SESSION.result(content, tell)


@app.command("findings")
def findings(
    pattern: str,
    alone: Annotated[bool, typer.Option("--alone", help="Not those of the patterns it came from.")] = False,
) -> None:
    """Which findings came from a pattern, with those of the patterns it came from."""
    with SESSION.desk() as desk:
        rows = desk.office_patterns.findings_from(pattern, predecessors=not alone)
    content = [
        {"finding": row.number, "firm": row.firm_code, "year": row.year, "pattern": row.pattern, "state": row.state}
        for row in rows
    ]
    lines = [(row.number, row.firm_code, row.pattern, row.state) for row in rows]
    SESSION.result({"findings": content, "total": len(rows)}, lambda: show_table(("finding", "code", "pattern", "state"), lines))


# the office's own wordings


@app.command("own")
def own() -> None:
    """The office's own wordings, those that wait and those refused too."""
    with SESSION.desk() as desk:
        rows = desk.office_patterns.list()
    lines = [(row.pattern, row.code, row.wording, row.severity, row.valid_from, row.state, row.proposed_by) for row in rows]
    columns = ("pattern", "code", "wording", "severity", "valid_from", "pattern_state", "proposed_by")
    SESSION.result({"patterns": [dataclasses.asdict(row) for row in rows]}, lambda: show_table(columns, lines))


@app.command("propose")
def propose(
    code: Annotated[str, typer.Option(help="Section or heading.")],
    wording: Annotated[str, typer.Option(help="Standard wording, Chinese.")],
    wording_en: Annotated[str, typer.Option(help="Standard wording, English.")],
    standard: Annotated[str, typer.Option(help="Expected standard, Chinese.")],
    standard_en: Annotated[str, typer.Option(help="Expected standard, English.")],
    valid_from: From,
    severity: Annotated[Severity, typer.Option()] = Severity.MEDIUM,
    item: Annotated[list[str] | None, typer.Option(help="Check item; may be repeated.")] = None,
    group: Annotated[str, typer.Option(help="twse_tpex or feb.")] = "twse_tpex",
    finding: Annotated[str, typer.Option(help="The finding whose wording it was.")] = "",
) -> None:
    """Put a wording forward for the catalogue."""
    order = ProposePattern(
        code,
        Bilingual(wording, wording_en),
        Bilingual(standard, standard_en),
        severity,
        parsed_day(valid_from),
        tuple(item or ()),
        group,
        origin=finding,
    )
    with SESSION.desk() as desk:
        row = desk.office_patterns.propose(order)
    _told(row)


@app.command("approve")
def approve(name: Annotated[str, typer.Argument(help="A wording, or the id of a step.")], step: bool = False) -> None:
    """Put a wording (or, with --step, a merging, splitting or undoing) in force, as somebody else than who proposed it."""
    with SESSION.desk() as desk:
        if step:
            _step_told(desk.office_patterns.decide_step(name, approve=True))
        else:
            _told(desk.office_patterns.approve(name))


@app.command("refuse")
def refuse(name: str, reason: Reason, step: bool = False) -> None:
    """Turn a proposed wording or step down, with the reason."""
    with SESSION.desk() as desk:
        if step:
            _step_told(desk.office_patterns.decide_step(name, approve=False, reason=reason))
        else:
            _told(desk.office_patterns.refuse(name, reason))


@app.command("merge")
def merge(pattern: str, into: str, valid_from: From, reason: Reason) -> None:
    """Propose that a pattern goes into another one from a day on."""
    with SESSION.desk() as desk:
        _step_told(desk.office_patterns.merge(pattern, into, parsed_day(valid_from), reason))


@app.command("split")
def split(pattern: str, into: list[str], valid_from: From, reason: Reason) -> None:
    """Propose that a pattern is parted into several from a day on."""
    with SESSION.desk() as desk:
        _step_told(desk.office_patterns.split(pattern, tuple(into), parsed_day(valid_from), reason))


@app.command("undo")
def undo(step: str, reason: Reason) -> None:
    """Propose to take a merging or splitting back."""
    with SESSION.desk() as desk:
        _step_told(desk.office_patterns.undo(step, reason))


@app.command("steps")
def steps(pattern: Annotated[str | None, typer.Argument(help="Only those that this pattern takes part in.")] = None) -> None:
    """What became of patterns: merged, split, undone, and what waits for a decision."""
    with SESSION.desk() as desk:
        rows = desk.office_patterns.steps(pattern)
    SESSION.result({"steps": [_step(row) for row in rows]}, lambda: _tell_steps(rows))


def _tell_steps(rows: tuple[SuccessionRow, ...]) -> None:
    lines = [
        (row.uid, SESSION.words.say(f"succession.{row.step}"), row.pattern, "、".join(row.into), row.valid_from, row.state)
        for row in rows
    ]
    show_table(("step_id", "step", "pattern", "into", "valid_from", "pattern_state"), lines)


def _step(row: SuccessionRow) -> dict[str, Any]:
    content = dataclasses.asdict(row)
    content["id"] = content.pop("uid")
    return content


def _step_told(row: SuccessionRow) -> None:
    SESSION.result(_step(row), lambda: show_line("patterns.step_now", id=row.uid, pattern=row.pattern, pattern_state=row.state))


def _told(row: OfficePatternRow) -> None:
    SESSION.result(dataclasses.asdict(row), lambda: show_line("patterns.now", pattern=row.pattern, pattern_state=row.state))
