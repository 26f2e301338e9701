"""Commands under ``rules`` for editions that the office writes itself: copied, edited as files, tried out, put in force by four eyes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_table
from auditdesk.model.office_rules import OfficeEditionRow, SupersededEdition
from auditdesk.rules.rulebook_diff import diff

Reason = Annotated[str, typer.Option(help="Why.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the group of the rulebook."""
    for name, command in (
        ("own", own),
        ("copy", copy),
        ("export", export),
        ("take", take),
        ("try", try_out),
        ("compare", compare),
        ("submit", submit),
        ("approve", approve),
        ("return", send_back),
        ("withdraw", withdraw),
        ("acknowledge", acknowledge),
    ):
        app.command(name)(command)


def _content(row: OfficeEditionRow) -> dict[str, Any]:
    return dataclasses.asdict(row)


def _ended(row: OfficeEditionRow, more: Mapping[str, Any] | None = None) -> None:
    told = {"state": SESSION.words.say(f"edition_state.{row.state}"), "base": row.based_on}
    SESSION.result({**_content(row), **(more or {})}, lambda: show_line("office_editions.now", name=row.edition, **told))


def own() -> None:
    """Editions of the office's own, in whatever state."""
    with SESSION.desk() as desk:
        rows = desk.office_editions.list()
        told = desk.office_editions.superseded()
    words = SESSION.words
    lines = [
        (row.edition, row.based_on, words.say(f"edition_state.{row.state}"), row.authors, row.submitted_by, row.decided_by)
        for row in rows
    ]
    columns = ("edition", "based_on", "state", "authors", "submitted_by", "decided_by")

    def show() -> None:
        show_table(columns, lines)
        tell_superseded(told)

    content = {"editions": [_content(row) for row in rows], "superseded": [superseded_json(one) for one in told]}
    SESSION.result(content, show)


def superseded_json(told: SupersededEdition) -> dict[str, Any]:
    """One own edition that a shipped one replaces, as JSON tells it."""
    name = told.by_name.in_language(SESSION.words.language)
    return {
        "edition": told.edition,
        "effective_from": told.effective_from,
        "last_day": told.last_day,
        "by": told.by,
        "by_name": name,
        "begins": told.begins,
        "settled": told.settled,
    }


def tell_superseded(told: Iterable[SupersededEdition]) -> None:
    """A sentence for each of them of which the office took no note."""
    for one in told:
        if not one.settled:
            values = {"edition": one.edition, "by": one.by, "begins": one.begins, "last_day": one.last_day}
            typer.echo(SESSION.words.say("office_editions.superseded", **values), err=True)


def copy(
    base: str,
    as_: Annotated[str, typer.Option("--as", help="Name of the new edition.")],
    from_: Annotated[str, typer.Option("--from", help="First day on which it shall hold.")],
) -> None:
    """Begin a draft on a shipped edition or one in force."""
    with SESSION.desk() as desk:
        row = desk.office_editions.copy(base, as_, parsed_day(from_))
    _ended(row)


def export(edition: str, to: Annotated[Path, typer.Option("--to", help="Folder to write into.")]) -> None:
    """Write an edition as the YAML files that can be edited and taken again."""
    with SESSION.desk() as desk:
        paths = desk.office_editions.export(edition, to)
    content = {"edition": edition, "files": [str(path) for path in paths]}
    SESSION.result(content, lambda: show_line("office_editions.exported", name=edition, folder=str(to), count=len(paths)))


def take(file: Annotated[Path, typer.Argument(help="The file or folder of a draft.")]) -> None:
    """Take edited files for the draft they name; nothing is taken when they hold a mistake."""
    with SESSION.desk() as desk:
        row = desk.office_editions.take(file)
    _ended(row)


def try_out(
    edition: str,
    code: str,
    on: Annotated[str, typer.Option("--on", help="Day.")],
) -> None:
    """What a firm's scope is under an edition, and what differs from the edition in force."""
    with SESSION.desk() as desk:
        trial = desk.office_editions.try_out(edition, code, parsed_day(on))
    words = SESSION.words
    content = {
        "edition": edition,
        "code": code,
        "on": trial.tried.day,
        "in_force": None if trial.now is None else trial.now.edition_id,
        "items": sum(judged.applies is True for judged in trial.tried.items),
        "items_in_force": None if trial.now is None else sum(judged.applies is True for judged in trial.now.items),
        "differences": [dataclasses.asdict(one) for one in trial.differences],
    }

    def show() -> None:
        lines = [
            (one.item, *(words.say(f"trial.{told or 'none'}") for told in (one.now, one.tried))) for one in trial.differences
        ]
        show_line("office_editions.tried", name=edition, firm=code, day=trial.tried.day, count=len(lines))
        show_table(("item", "in_force", "tried"), lines)

    SESSION.result(content, show)


def compare(a: str, b: str) -> None:
    """Compare two editions, drafts included."""
    with SESSION.desk() as desk:
        found = diff(desk.office_editions.read(a), desk.office_editions.read(b))
    content = {"from": a, "to": b, **dataclasses.asdict(found)}
    rows = [(kind, len(content[kind])) for kind in ("added", "changed", "removed")]
    SESSION.result(content, lambda: show_table(("change", "count"), rows))


def submit(edition: str) -> None:
    """Ask another supervisor to put a draft in force."""
    with SESSION.desk() as desk:
        row = desk.office_editions.submit(edition)
    _ended(row)


def approve(edition: str) -> None:
    """Put a submitted edition in force, as somebody who did not write it."""
    with SESSION.desk() as desk:
        row = desk.office_editions.approve(edition)
        told = next((one for one in desk.office_editions.superseded() if one.edition == edition), None)
    _ended(row, {"superseded": None if told is None else superseded_json(told)})
    if told is not None and not SESSION.as_json:
        tell_superseded((told,))


def send_back(edition: str, reason: Reason = "") -> None:
    """Send a submitted edition back to its authors."""
    with SESSION.desk() as desk:
        row = desk.office_editions.send_back(edition, reason)
    _ended(row)


def withdraw(edition: str, reason: Reason = "") -> None:
    """Give a draft up."""
    with SESSION.desk() as desk:
        row = desk.office_editions.withdraw(edition, reason)
    _ended(row)


def acknowledge(edition: str) -> None:
    """Take note that a shipped edition takes the place of an own one; it is told no more at sign-in."""
    with SESSION.desk() as desk:
        told = desk.office_editions.acknowledge(edition)
    SESSION.result(superseded_json(told), lambda: show_line("office_editions.acknowledged", edition=edition, by=told.by))
