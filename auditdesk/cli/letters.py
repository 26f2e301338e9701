"""Commands: letters by the batch, from the preflight to the firm's answer."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_table
from auditdesk.files import write_atomically
from auditdesk.model.commands import WriteLetters
from auditdesk.model.letter_rows import BatchRow, DispatchLetters, KeepLetterReply, TrackedLetter

if TYPE_CHECKING:
    from auditdesk.model.letter_rows import WrittenBatch

app = typer.Typer(help="Official letters.", no_args_is_help=True)
Numbers = Annotated[list[str], typer.Argument(help="Numbers of letters.")]


def batch_json(batch: WrittenBatch) -> dict[str, Any]:
    """A batch in the shape of ``letters batch --json``."""
    return {
        "letters": [
            {
                "firm": letter.firm_code,
                "number": letter.number,
                "state": letter.state,
                "files": [{"path": paper.path, "sha256": paper.sha256} for paper in papers],
            }
            for letter, papers in batch.letters
        ],
        "blocked": [{"firm": firm.code, "why": firm.why} for firm in batch.blocked],
        "batch": batch.batch.number,
        "state": batch.batch.state,
        "failed": [
            {"firm": line.firm_code, "number": line.number, "code": line.problem[0]}
            for line in batch.lines
            if line.problem is not None
        ],
        "sample": [line.number for line in batch.lines if line.sampled],
    }


@app.command("batch")
def batch(
    year: Annotated[int, typer.Option(help="Audit year (Gregorian).")],
    out: Annotated[Path, typer.Option(help="Folder for the files.")],
    firm: Annotated[list[str] | None, typer.Option(help="Only this firm; may be repeated.")] = None,
    issued: Annotated[str | None, typer.Option(help="發文日期; default today.")] = None,
    reply_by: Annotated[str | None, typer.Option(help="Reply due; default by the office's setting.")] = None,
    template: Annotated[str, typer.Option(help="result, request, reminder, closing, extension or correction.")] = "result",
    format_: Annotated[str, typer.Option("--format", help="pdf, docx, odt, di; several with commas.")] = "pdf",
    sheet: Annotated[str, typer.Option(help="Reply sheets to go with it: xlsx, ods, both with a comma, or none.")] = "none",
    copy: Annotated[
        list[str] | None, typer.Option(help="副本: who gets a copy, may be repeated; default by the setting.")
    ] = None,
) -> None:
    """A letter for each firm that is due one, with a manifest of hashes. Given again after a stop or crash, it goes on."""
    order = WriteLetters(
        year,
        str(out),
        parsed_day(issued) if issued else SESSION.today(),
        parsed_day(reply_by) if reply_by else None,
        tuple(firm or ()),
        kind=template,
        formats=_several(format_),
        sheets=() if sheet == "none" else tuple(f".{one}" for one in _several(sheet)),
        language="zh_TW",
        copies_to=tuple(copy) if copy else None,
    )
    with SESSION.desk() as desk, SESSION.progress() as progress:
        waiting = desk.letters.unfinished()
        resumed = waiting is not None and (waiting.year, waiting.letter_kind, waiting.formats) == (year, template, order.formats)
        if resumed and waiting is not None:
            typer.echo(SESSION.words.say("letters.resumed", batch=waiting.number), err=True)
            done = desk.letters.run(waiting.uid, progress, folder=str(out))
        else:
            started = desk.letters.start(order)
            done = dataclasses.replace(desk.letters.run(started.batch.uid, progress), blocked=started.blocked)

    def show() -> None:
        show_line("letters.written", count=len(done.letters), folder=str(out))
        words = SESSION.words
        if done.blocked:
            rows = [(firm.code, firm.name, words.say(f"letters.blocked.{firm.why}")) for firm in done.blocked]
            show_table(("code", "name", "why"), rows)
        failed = [line for line in done.lines if line.problem is not None]
        if failed:
            show_line("letters.failed", count=len(failed))
            show_table(("code", "name", "why"), [(line.firm_code, line.firm_name, _why(line.problem)) for line in failed])

    SESSION.result(batch_json(done) | {"manifest": str(done.manifest) if done.manifest else None, "resumed": resumed}, show)


def _why(problem: tuple[str, dict[str, Any]] | None) -> str:
    return SESSION.words.say(problem[0], **problem[1]) if problem else ""


def _several(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip().lower() for one in text.split(",") if one.strip()))


@app.command("preflight")
def preflight(
    year: Annotated[int, typer.Option(help="Audit year (Gregorian).")],
    template: Annotated[str, typer.Option(help="Kind of letter.")] = "result",
    firm: Annotated[list[str] | None, typer.Option(help="Only this firm; may be repeated.")] = None,
) -> None:
    """Who would get a letter and who would not, with the reason; nothing is written."""
    with SESSION.desk() as desk:
        found = desk.letters.check(WriteLetters(year, "", SESSION.today(), firms=tuple(firm or ()), kind=template))

    def show() -> None:
        words = SESSION.words
        show_table(
            ("code", "name", "findings", "letter_hint"), [(one.code, one.name, one.findings, one.hints) for one in found.due]
        )
        show_table(
            ("code", "name", "why"), [(one.code, one.name, words.say(f"letters.blocked.{one.why}")) for one in found.blocked]
        )

    SESSION.result(dataclasses.asdict(found), show)


@app.command("list")
def list_letters(year: Annotated[int | None, typer.Option(help="Audit year (Gregorian).")] = None) -> None:
    """Letters in the order of their numbers."""
    with SESSION.desk() as desk:
        rows = desk.letters.list(year)
    lines = [(row.number, row.firm_code, row.firm_name, row.issued_on, row.reply_by) for row in rows]
    content = [dataclasses.asdict(row) for row in rows]
    columns = ("letter", "code", "name", "issued_on", "reply_by")
    SESSION.result({"letters": content}, lambda: show_table(columns, lines))


@app.command("track")
def track(
    year: Annotated[int | None, typer.Option(help="Audit year (Gregorian).")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Only letters with something left to do.")] = False,
) -> None:
    """What came of each letter and the next step, the most pressing first."""
    with SESSION.desk() as desk:
        rows = desk.letters.track(year, only_open=open_)
    _show_tracked(rows)


def _show_tracked(rows: tuple[TrackedLetter, ...]) -> None:
    columns = ("letter", "letter_kind", "name", "dispatched_on", "days_left", "replied_on", "remedied", "next_step")
    lines = [
        (
            row.number,
            row.letter_kind,
            row.firm_name,
            row.dispatched_on,
            row.days_left,
            row.replied_on,
            f"{row.remedied}/{row.findings}",
            row.next_step,
        )
        for row in rows
    ]
    SESSION.result({"letters": [dataclasses.asdict(row) for row in rows]}, lambda: show_table(columns, lines))


@app.command("batches")
def list_batches(year: Annotated[int | None, typer.Option(help="Audit year (Gregorian).")] = None) -> None:
    """Batches, the newest first."""
    with SESSION.desk() as desk:
        rows = desk.letters.batches(year)
    lines = [(row.number, row.letter_kind, row.issued_on, f"{row.written}/{row.letters}", row.state) for row in rows]
    columns = ("batch", "letter_kind", "issued_on", "letters_written", "batch_state")
    SESSION.result({"batches": [dataclasses.asdict(row) for row in rows]}, lambda: show_table(columns, lines))


@app.command("undo")
def undo(batch: Annotated[str, typer.Argument(help="Number of the batch.")]) -> None:
    """Take a batch back: its numbers are free again, its files go, its findings stand as before."""
    with SESSION.desk() as desk:
        row = desk.letters.undo(batch)
    _show_batch(row, "letters.undone")


@app.command("open")
def open_letter(
    number: Annotated[str, typer.Argument(help="Number of the letter.")],
    to: Annotated[Path, typer.Option(help="The PDF to write for reading.")],
) -> None:
    """Make a letter again for whoever approves; that he opened it is kept. It carries no signature, even if the letter was signed."""
    with SESSION.desk() as desk:
        content = desk.letters.open(number)
        signed = [paper.path for paper in desk.letters.signed(number)]
    write_atomically(to, content)

    def show() -> None:
        typer.echo(str(to))
        if signed:
            show_line("letters.made_unsigned", number=number, files=tuple(signed))

    SESSION.result({"file": str(to), "signed": signed}, show)


@app.command("remake")
def remake(
    batch: Annotated[str, typer.Argument(help="Number of the batch.")],
    to: Annotated[Path | None, typer.Option(help="Another folder; default where they lay.")] = None,
) -> None:
    """Make the files of a batch again that are gone, byte for byte; signed ones only a copy of theirs brings back."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        told = desk.letters.remake_files(batch, str(to) if to else None, progress)

    def show() -> None:
        show_line("letters.remade", count=len(told.made), batch=batch)
        for code, files in (("letters.remade_changed", told.changed), ("letters.remade_signed", told.signed)):
            if files:
                show_line(code, files=files)

    SESSION.result({"batch": batch, **dataclasses.asdict(told)}, show)


@app.command("approve")
def approve(batch: Annotated[str, typer.Argument(help="Number of the batch.")]) -> None:
    """Approve a batch whose sample you have opened."""
    with SESSION.desk() as desk:
        row = desk.letters.approve(batch)
    _show_batch(row, "letters.approved")


def _show_batch(row: BatchRow, code: str) -> None:
    SESSION.result({"batch": row.number, "state": row.state}, lambda: show_line(code, batch=row.number))


@app.command("dispatch")
def dispatch(
    numbers: Numbers,
    on: Annotated[str | None, typer.Option(help="Day; default today.")] = None,
    way: Annotated[str, typer.Option(help="How: post, exchange, by hand.")] = "",
) -> None:
    """Record that letters went out."""
    day = parsed_day(on) if on else SESSION.today()
    with SESSION.desk() as desk:
        rows = desk.letters.dispatch(DispatchLetters(tuple(numbers), day, way))
    _show_tracked(rows)


@app.command("receive")
def receive(numbers: Numbers, on: Annotated[str | None, typer.Option(help="Day; default today.")] = None) -> None:
    """Record when firms got their letters, by their receipts."""
    day = parsed_day(on) if on else SESSION.today()
    with SESSION.desk() as desk:
        rows = desk.letters.receive(numbers, day)
    _show_tracked(rows)


@app.command("reply")
def reply(
    number: Annotated[str, typer.Argument(help="Number of the letter.")],
    on: Annotated[str | None, typer.Option(help="Day on which the answer came; default today.")] = None,
    reference: Annotated[str, typer.Option(help="Number of the firm's own letter.")] = "",
    note: Annotated[str, typer.Option(help="A remark.")] = "",
) -> None:
    """Record that a firm answered a letter."""
    day = parsed_day(on) if on else SESSION.today()
    with SESSION.desk() as desk:
        row = desk.letters.reply(KeepLetterReply(number, day, reference, note))
    _show_tracked((row,))


@app.command("remind")
def remind(
    year: Annotated[int, typer.Option(help="Audit year (Gregorian).")],
    out: Annotated[Path, typer.Option(help="Folder for the files.")],
    firm: Annotated[list[str] | None, typer.Option(help="Only this firm; may be repeated.")] = None,
    issued: Annotated[str | None, typer.Option(help="發文日期; default today.")] = None,
    reply_by: Annotated[str | None, typer.Option(help="Reply due; default by the office's setting.")] = None,
    format_: Annotated[str, typer.Option("--format", help="pdf, docx, odt, di; several with commas.")] = "pdf",
) -> None:
    """One batch of reminders for every letter whose answer is overdue."""
    batch(year, out, firm, issued, reply_by, "reminder", format_, "none")
