"""Commands: what the workspace is, whether it is whole, who did what, and everything out."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_pairs, show_table

if TYPE_CHECKING:
    from auditdesk.model.rows import JournalRow
    from auditdesk.store.checkpoints import Signed


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
            "breaks": [asdict(each) for each in found.journal.breaks],
            "checkpoints": found.journal.checkpoints,
            "last_checkpoint": _checkpoint_json(found.journal.last_checkpoint),
            "unsigned": found.journal.unsigned,
        },
        "evidence": {
            "files": found.evidence_files,
            "missing": list(found.evidence_missing),
            "altered": list(found.evidence_altered),
        },
        "records": {
            "altered": [
                {"kind": one.object_kind, "object": one.object_uid, "fields": list(one.fields)} for one in found.records_altered
            ],
            "guards_missing": list(found.guards_missing),
        },
        "papers": {"files": found.papers, "missing": list(found.papers_missing), "altered": list(found.papers_altered)},
    }

    def show() -> None:
        show_line("verify.whole" if found.ok else "verify.damaged", entries=found.journal.entries, files=found.evidence_files)
        if found.journal.broken_at is not None:
            show_line("verify.journal_broken", line=found.journal.broken_at)
        for each in found.journal.breaks:
            lines = str(each.sequence) if each.sequence == each.last else f"{each.sequence}–{each.last}"
            at = datetime.fromisoformat(each.at) if each.at else None
            show_line(f"verify.break.{each.kind}", lines=lines, login=each.login, at=at)
        for one in found.records_altered:
            fields = "、".join(one.fields)
            show_line(
                "verify.record_altered",
                kind=SESSION.words.say(f"object_kind.{one.object_kind}"),
                uid=one.object_uid,
                fields=fields,
            )
        for guard in found.guards_missing:
            show_line("verify.guard_missing", guard=guard)
        signed = found.journal.last_checkpoint
        if signed is not None:
            show_line(
                "verify.checkpoints",
                count=found.journal.checkpoints,
                login=signed.login,
                at=datetime.fromisoformat(signed.at),
                sequence=signed.sequence,
                unsigned=found.journal.unsigned,
            )
        for code, names in (
            ("verify.evidence_missing", found.evidence_missing),
            ("verify.evidence_altered", found.evidence_altered),
            ("verify.paper_missing", found.papers_missing),
            ("verify.paper_altered", found.papers_altered),
        ):
            for name in names:
                show_line(code, name=found.evidence_names.get(name, name))

    SESSION.result(content, show)
    if not found.ok:
        raise typer.Exit(1)


def journal(
    object_: Annotated[
        str | None, typer.Option("--object", help="Only lines of this object: a uid, firm code, login or number.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="Only lines from this day on.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most this many, the newest.")] = 1000,
    to: Annotated[
        Path | None, typer.Option(help="Write to a file: .jsonl can be verified, .csv, .xlsx and .ods are for readers.")
    ] = None,
    with_verifier: Annotated[bool, typer.Option(help="Lay the script that verifies a .jsonl beside it.")] = False,
) -> None:
    """Who did what; with --to as a file."""
    if to is not None:
        _write_journal(to, object_, since, with_verifier)
        return
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


def _write_journal(to: Path, object_: str | None, since: str | None, with_verifier: bool) -> None:
    from auditdesk.model.trail import TrailFilter

    proof = to.suffix.lower() == ".jsonl"
    if proof and (object_ or since):
        raise typer.BadParameter(SESSION.words.say("trail.whole_only"))
    if with_verifier and not proof:
        raise typer.BadParameter(SESSION.words.say("trail.verifier_needs_proof"))
    with SESSION.desk() as desk, SESSION.progress() as progress:
        if not proof:
            wanted = TrailFilter(object=object_ or "", since=parsed_day(since) if since else None)
            rows = desk.tables.trail(desk.trail.pages(desk.trail.find(wanted)), to, SESSION.words, progress)
            SESSION.result({"rows": rows, "file": str(to)}, lambda: show_line("export.done", rows=rows, file=str(to)))
            return
        written = desk.trail.export(to, with_verifier=with_verifier, progress=progress)

    def show() -> None:
        show_line("trail.exported", lines=written.lines, checkpoints=written.checkpoints, file=str(written.file))
        if written.verifier is not None:
            name, export = written.verifier.name, written.file.name
            show_line("trail.verifier", file=str(written.verifier), name=name, export=export)

    verifier = None if written.verifier is None else str(written.verifier)
    content = {"lines": written.lines, "checkpoints": written.checkpoints, "file": str(written.file), "verifier": verifier}
    SESSION.result(content, show)


def _checkpoint_json(signed: Signed | None) -> dict[str, object] | None:
    if signed is None:
        return None
    return {"sequence": signed.sequence, "hash": signed.hash, "at": signed.at, "login": signed.login}


def _changed(line: JournalRow) -> str:
    """What tells the object apart for a person: its number, code or name; else the names of the fields that changed."""
    both = {**line.before, **line.after}
    for name in ("number", "code", "login", "fact", "item_key", "judgement"):
        if both.get(name):
            return SESSION.words.show(name, both[name])
    return "、".join(sorted(line.after)) if line.before else line.object_uid[:8]


def export(
    what: Annotated[str, typer.Argument(help="findings, firms or visits.")],
    to: Annotated[Path, typer.Option(help="Target file: .xlsx, .ods, .csv or .json; findings also .oscal.json.")],
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
