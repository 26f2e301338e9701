"""Commands: a draft checked, settled, handed in, reviewed, approved, sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditdesk.cli.session import SESSION
from auditdesk.cli.tables import show_line, show_pairs, show_table
from auditdesk.model.notice_draft_rows import DraftRow, FlagRow, Settle
from auditdesk.rules.notice import KEEP, ROLL_UP

if TYPE_CHECKING:
    from auditdesk.desk import Desk

Reason = Annotated[str, typer.Option(help="Why.")]


def register(app: typer.Typer) -> None:
    """Add the commands to ``notice``."""
    app.command("check")(check)
    app.command("resolve")(resolve)
    app.command("decide")(decide)
    app.command("edit")(edit)
    app.command("undo")(undo)
    app.command("redo")(redo)
    app.command("submit")(submit)
    app.command("review")(review)
    app.command("return")(send_back)
    app.command("approve")(approve)
    app.command("prove")(prove)


def flag_json(flag: FlagRow) -> dict[str, Any]:
    """One flag in the shape of ``notice check --json``."""
    return {
        "id": flag.id,
        "kind": flag.kind,
        "text": flag.text,
        "where": flag.paragraph,
        "language": flag.language,
        "start": flag.start,
        "end": flag.end,
        "suggestion": flag.suggestion,
        "sentence": flag.sentence,
        "state": flag.state.value,
        "reason": flag.reason,
    }


def standing_json(desk: Desk, row: DraftRow) -> dict[str, Any]:
    """What every act on a draft answers."""
    flags = desk.notice_life.flags(row.year)
    return {
        "year": row.year,
        "edition_number": row.edition_number,
        "stage": row.stage.value,
        "open": sum(flag.open for flag in flags),
        "authors": list(row.authors),
        "voided": None if row.voided is None else row.voided[0],
        "certificate": None
        if row.certificate is None
        else {"text_hash": row.certificate.text_hash, "stale": row.certificate.stale},
    }


def _result(content: dict[str, Any]) -> None:
    words = SESSION.words
    stage = words.say(f"notice_stage.{content['stage']}")
    SESSION.result(content, lambda: show_pairs((("year", content["year"]), ("stage", stage), ("open_flags", content["open"]))))


def check(year: int) -> None:
    """What in the draft could tell which firm is meant. Ends with 1 while something is open."""
    with SESSION.desk() as desk:
        flags = desk.notice_life.flags(year)
    still = sum(flag.open for flag in flags)

    def show() -> None:
        words = SESSION.words
        if not flags:
            show_line("leak.none")
            return
        rows = [
            (flag.id, words.say(f"leak.kind.{flag.kind}"), flag.text, flag.paragraph, words.say(f"flag_state.{flag.state}"))
            for flag in flags
        ]
        show_table(("flag", "leak_kind", "leak_text", "leak_where", "state"), rows)

    SESSION.result({"flags": [flag_json(flag) for flag in flags], "open": still}, show)
    if still:
        raise typer.Exit(1)


def resolve(
    year: int,
    flag: str,
    how: Settle,
    text: Annotated[str, typer.Option(help="The paragraph as it shall be, for edit.")] = "",
    reason: Reason = "",
) -> None:
    """Settle one flag: take the suggestion, make it general, rewrite the paragraph, or say why it is no leak."""
    with SESSION.desk() as desk:
        row = desk.notice_life.settle(year, flag, how, text, reason)
        content = standing_json(desk, row)
    _result(content)


def decide(
    year: int,
    pattern: str,
    keep: Annotated[bool, typer.Option("--keep/--roll-up", help="List it with its figures withheld, or roll it up.")],
    reason: Reason,
) -> None:
    """Decide on a pattern at too few firms."""
    with SESSION.desk() as desk:
        content = standing_json(desk, desk.notice_life.decide(year, pattern, KEEP if keep else ROLL_UP, reason))
    _result(content)


def edit(
    year: int,
    paragraph: str,
    zh: Annotated[str | None, typer.Option(help="The Chinese words.")] = None,
    en: Annotated[str | None, typer.Option(help="The English words.")] = None,
) -> None:
    """Change the words of one paragraph of the draft."""
    with SESSION.desk() as desk:
        content = standing_json(desk, desk.notice_life.edit(year, paragraph, zh=zh, en=en))
    _result(content)


def undo(year: int) -> None:
    """Take back your newest change of words, flags or decisions."""
    with SESSION.desk() as desk:
        content = standing_json(desk, desk.notice_life.undo(year))
    _result(content)


def redo(year: int) -> None:
    """Do again what you took back last."""
    with SESSION.desk() as desk:
        content = standing_json(desk, desk.notice_life.redo(year))
    _result(content)


def submit(year: int) -> None:
    """Hand the draft in for review."""
    with SESSION.desk() as desk:
        content = standing_json(desk, desk.notice_life.submit(year))
    _result(content)


def review(
    year: int,
    confirm: Annotated[list[str] | None, typer.Option(help="A flag that you agree is no leak; once for each.")] = None,
) -> None:
    """Sign as reviewer, having read every section. Each "not a leak" is agreed to by its own --confirm."""
    with SESSION.desk() as desk:
        draft = desk.notice_life.draft(year)
        read = () if draft is None else draft.categories
        content = standing_json(desk, desk.notice_life.review(year, [*read, *(confirm or ())]))
    _result(content)


def send_back(year: int, reason: Reason) -> None:
    """Back to its authors."""
    with SESSION.desk() as desk:
        content = standing_json(desk, desk.notice_life.send_back(year, reason))
    _result(content)


def approve(year: int) -> None:
    """Approve as the person who neither wrote nor, with three people, reviewed it."""
    with SESSION.desk() as desk:
        content = standing_json(desk, desk.notice_life.approve(year))
    _result(content)


def prove(year: int) -> None:
    """The proof by search that no withheld count can be told. Ends with 1 where one can."""
    with SESSION.desk() as desk:
        proof = desk.notice_life.prove(year)
    cells = [{"cell": cell.key, "low": cell.low, "high": cell.high} for cell in proof.cells]
    rows = [(cell.key, cell.low, cell.high) for cell in proof.cells]
    SESSION.result({"ok": proof.ok, "told": list(proof.told), "cells": cells}, lambda: show_table(("cell", "low", "high"), rows))
    if not proof.ok:
        raise typer.Exit(1)
