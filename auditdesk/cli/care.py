"""Commands: what the workspace is, whether it is whole, who did what, and everything out."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_pairs, show_table

if TYPE_CHECKING:
    from auditdesk.model.rows import JournalRow


def status() -> None:
    """What this workspace is."""
    with SESSION.desk() as desk:
        found = desk.care.status()
    content = {
        "home": found.home,
        "schema": found.schema,
        "editions": list(found.editions),
        "counts": found.counts,
        "journal_head": found.journal_head,
        "encrypted": found.encrypted,
    }
    counts = [(f"count_{name}", count) for name, count in found.counts.items()]
    pairs = [("home", found.home), ("schema", found.schema), ("editions", found.editions), ("encrypted", found.encrypted)]
    SESSION.result(content, lambda: show_pairs([*pairs, *counts, ("journal_head", found.journal_head)]))


def verify() -> None:
    """Check the database, the journal's chain, the evidence and the papers written. Exit code 1 when something is wrong."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        found = desk.care.verify(progress)
    content = {
        "ok": found.ok,
        "database": found.database,
        "journal": {
            "entries": found.journal.entries,
            "ok": found.journal.ok,
            "head": found.journal.head,
            "broken_at": found.journal.broken_at,
        },
        "evidence": {
            "files": found.evidence_files,
            "missing": list(found.evidence_missing),
            "altered": list(found.evidence_altered),
        },
        "papers": {"files": found.papers, "missing": list(found.papers_missing), "altered": list(found.papers_altered)},
    }

    def show() -> None:
        show_line("verify.whole" if found.ok else "verify.damaged", entries=found.journal.entries, files=found.evidence_files)
        if found.journal.broken_at is not None:
            show_line("verify.journal_broken", line=found.journal.broken_at)
        for code, names in (
            ("verify.evidence_missing", found.evidence_missing),
            ("verify.evidence_altered", found.evidence_altered),
            ("verify.paper_missing", found.papers_missing),
            ("verify.paper_altered", found.papers_altered),
        ):
            for name in names:
                show_line(code, name=name)

    SESSION.result(content, show)
    if not found.ok:
        raise typer.Exit(1)


def journal(
    object_: Annotated[
        str | None, typer.Option("--object", help="Only lines of this object: a uid, firm code, login or number.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="Only lines from this day on.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most this many, the newest.")] = 1000,
) -> None:
    """Who did what."""
    moment = datetime.combine(parsed_day(since), time.min).astimezone(UTC) if since else None
    with SESSION.desk() as desk:
        lines = desk.care.journal(object_, moment, limit)
    entries = [
        {
            "sequence": line.sequence,
            "at": line.at,
            "login": line.login,
            "computer": line.computer,
            "act": line.act,
            "kind": line.object_kind,
            "object": line.object_uid,
            "before": line.before,
            "after": line.after,
            "hash": line.hash,
        }
        for line in lines
    ]
    rows = [(line.at, line.login, line.act, line.object_kind, _changed(line)) for line in lines]
    SESSION.result({"entries": entries}, lambda: show_table(("at", "login", "act", "object_kind", "changed"), rows))


def _changed(line: JournalRow) -> str:
    """What tells the object apart for a person: its number, code or name; else the names of the fields that changed."""
    both = {**line.before, **line.after}
    for name in ("number", "code", "login", "fact", "item_key", "judgement"):
        if both.get(name):
            return SESSION.words.show(name, both[name])
    return "、".join(sorted(line.after)) if line.before else line.object_uid[:8]


def export(
    what: Annotated[str, typer.Argument(help="findings, firms or visits.")],
    to: Annotated[Path, typer.Option(help="Target file: .xlsx, .ods, .csv or .json.")],
    on: Annotated[str | None, typer.Option(help="The register as of this day.")] = None,
    year: Annotated[int | None, typer.Option(help="Only this audit year (Gregorian).")] = None,
) -> None:
    """Everything can leave: a list as XLSX, ODS, CSV or JSON by the suffix."""
    if what not in ("findings", "firms", "visits"):
        raise typer.BadParameter(SESSION.words.say("export.unknown_list", what=what))
    with SESSION.desk() as desk, SESSION.progress() as progress:
        day = parsed_day(on) if on else desk.today()
        if what == "firms":
            rows = desk.tables.firms(desk.firms.list(day), to, SESSION.words, progress)
        elif what == "visits":
            rows = desk.tables.visits(desk.visits.list(year), to, SESSION.words, progress)
        else:
            rows = desk.tables.findings(desk.findings.list(year=year), to, SESSION.words, progress)
    SESSION.result({"rows": rows, "file": str(to)}, lambda: show_line("export.done", rows=rows, file=str(to)))
