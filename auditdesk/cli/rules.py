"""Commands: the editions of the rules as they are, checked and compared."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli.session import SESSION, problems_json, tell_problems
from auditdesk.cli.tables import show_line, show_pairs, show_table
from auditdesk.model.rulebook import Rulebook
from auditdesk.rules.rulebook_diff import diff, written

app = typer.Typer(help="The rulebook.", no_args_is_help=True)


def _rulebook() -> Rulebook:
    from auditdesk.services.shipped_rules import read_shipped_rules

    return read_shipped_rules()


@app.command("list")
def list_editions() -> None:
    """Every edition with the days it is in force."""
    editions = _rulebook().editions
    content = [
        {
            "id": edition.id,
            "name": edition.name.in_language(SESSION.words.language),
            "effective_from": edition.effective_from,
            "effective_until": edition.effective_until,
            "sections": len(edition.sections),
            "items": len(edition.items),
            "patterns": len(edition.patterns),
            "digest": edition.digest,
        }
        for edition in editions
    ]
    columns = ("edition", "name", "effective_from", "effective_until", "items", "patterns")
    rows = [(one.id, one.name, one.effective_from, one.effective_until, len(one.items), len(one.patterns)) for one in editions]
    SESSION.result({"editions": content}, lambda: show_table(columns, rows))


@app.command("show")
def show_edition(edition: str) -> None:
    """One edition whole."""
    found = _rulebook().edition(edition)
    content: dict[str, Any] = {
        "id": found.id,
        "name": dataclasses.asdict(found.name),
        "effective_from": found.effective_from,
        "effective_until": found.effective_until,
        "stated_on": found.stated_on,
        "staffing_table": dataclasses.asdict(found.staffing_table),
        "scope_table": dataclasses.asdict(found.scope_table),
        "parts": [dataclasses.asdict(part) for part in found.parts],
        "sections": [_with_condition(section) for section in found.sections],
        "items": [_with_condition(item) | {"text_hash": item.text_hash} for item in found.items],
        "patterns": [dataclasses.asdict(pattern) for pattern in found.patterns],
    }

    def show() -> None:
        show_pairs((("edition", found.id), ("name", found.name), ("effective_from", found.effective_from)))
        rows = [(item.key, item.summary, item.frequency.value, item.certainty.value) for item in found.items]
        show_table(("item", "summary", "frequency", "certainty"), rows)
        show_table(
            ("pattern", "wording", "severity"), [(one.id, one.wording, one.default_severity.value) for one in found.patterns]
        )

    SESSION.result(content, show)


def _with_condition(record: Any) -> dict[str, Any]:
    content = dataclasses.asdict(record)
    content["condition"] = written(record.condition)
    return content


@app.command("check")
def check(
    file: Annotated[Path | None, typer.Argument(help="A rule file or folder; the shipped ones when left out.")] = None,
) -> None:
    """Name every mistake of rule files by file and key. Exit code 3 when there is one."""
    from auditdesk import places
    from auditdesk.exchange.rulebook_files import check_rule_files

    target = file or places.shipped_data() / "rulebook"
    problems = check_rule_files((target,))

    def show() -> None:
        show_line("rules.faulty" if problems else "rules.sound", file=str(target), count=len(problems))
        tell_problems(problems, SESSION.words)

    SESSION.result({"file": str(target), "problems": problems_json(problems, SESSION.words)}, show)
    if problems:
        raise typer.Exit(3)


@app.command("diff")
def diff_editions(a: str, b: str) -> None:
    """What the second edition adds, changes and removes against the first."""
    rulebook = _rulebook()
    found = diff(rulebook.edition(a), rulebook.edition(b))
    content = {"from": a, "to": b, **dataclasses.asdict(found)}
    rows = [(kind, len(content[kind])) for kind in ("added", "changed", "removed")]
    SESSION.result(content, lambda: show_table(("change", "count"), rows))
