"""Commands: the editions of the rules as they are, checked and compared."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli.office_rules import superseded_json, tell_superseded
from auditdesk.cli.session import SESSION, problems_json, tell_problems
from auditdesk.cli.tables import show_line, show_pairs, show_table
from auditdesk.errors import AuditDeskError, Unavailable
from auditdesk.model.office_rules import EditionState, SupersededEdition
from auditdesk.model.rulebook import CheckItem, Edition, Rulebook
from auditdesk.places import Workspace
from auditdesk.rules.rulebook_diff import RequirementChange, RulebookDiff, diff, written

app = typer.Typer(help="The rulebook.", no_args_is_help=True)


def _shipped() -> Rulebook:
    # The services would bring the database along, which these commands do without.
    from auditdesk import places
    from auditdesk.exchange.rulebook_files import read_rulebook

    return read_rulebook(places.shipped_data() / "rulebook")


@dataclass(frozen=True)
class _AtHand:
    """The editions that a command can name; ``states`` says where each of the office's own stands, None = no workspace was asked."""

    editions: tuple[Edition, ...]
    states: dict[str, str] | None
    superseded: tuple[SupersededEdition, ...] = ()

    def edition(self, name: str) -> Edition:
        return Rulebook(self.editions).edition(name)

    def state(self, edition: Edition) -> str:
        return (self.states or {}).get(edition.id, EditionState.SHIPPED.value)


def _at_hand() -> _AtHand:
    """The shipped editions, and those of the workspace that was named where it can be opened without asking.

    Without one, or while another window holds it, only the shipped ones, and that is said.
    """
    told = "rules.shipped_only"
    if _can_open():
        try:
            return _with_own()
        except Unavailable as held:
            if held.code != "workspace.locked":
                raise
            told = "rules.shipped_only_held"
    typer.echo(SESSION.words.say(told), err=True)
    return _AtHand(_shipped().editions, None)


def _can_open() -> bool:
    return SESSION.home is not None and Workspace(SESSION.home).exists() and SESSION.passphrase_at_hand


def _with_own() -> _AtHand:
    with SESSION.desk() as desk:
        editions, states = list(desk.rulebook.editions), {}
        superseded = desk.office_editions.superseded()
        for row in desk.office_editions.list():
            states[row.edition] = row.state
            if row.state != EditionState.IN_FORCE:
                try:
                    editions.append(desk.office_editions.read(row.edition))
                except AuditDeskError as faulty:
                    # A draft whose base is gone or whose text has a mistake must not hide the others.
                    typer.echo(f"{row.edition}: {SESSION.words.error(faulty)}", err=True)
    return _AtHand(tuple(editions), states, superseded)


@app.command("list")
def list_editions() -> None:
    """Every edition with the days it is in force; with a workspace and its passphrase at hand the office's own too."""
    found = _at_hand()
    language = SESSION.words.language
    content = [
        {
            "id": edition.id,
            "state": found.state(edition),
            "name": edition.name.in_language(language),
            "effective_from": edition.effective_from,
            "effective_until": edition.effective_until,
            "based_on": edition.based_on,
            "scheme": edition.scheme,
            "sections": len(edition.sections),
            "items": len(edition.items),
            "patterns": len(edition.patterns),
            "note": edition.note.in_language(language) if edition.note else None,
            "digest": edition.digest,
        }
        for edition in found.editions
    ]
    columns = ("edition", "state", "name", "effective_from", "effective_until", "items", "patterns")
    rows = [
        (
            one.id,
            SESSION.words.say(f"edition_state.{found.state(one)}"),
            one.name,
            one.effective_from,
            one.effective_until,
            len(one.items),
            len(one.patterns),
        )
        for one in found.editions
    ]
    superseded = [superseded_json(one) for one in found.superseded]

    def show() -> None:
        show_table(columns, rows)
        tell_superseded(found.superseded)

    SESSION.result({"editions": content, "own_listed": found.states is not None, "superseded": superseded}, show)


@app.command("show")
def show_edition(edition: str) -> None:
    """One edition whole, with how sure each item is and where it was read."""
    at_hand = _at_hand()
    found = at_hand.edition(edition)
    content: dict[str, Any] = {
        "id": found.id,
        "state": at_hand.state(found),
        "name": dataclasses.asdict(found.name),
        "effective_from": found.effective_from,
        "effective_until": found.effective_until,
        "stated_on": found.stated_on,
        "based_on": found.based_on,
        "scheme": found.scheme,
        "citation": dataclasses.asdict(found.citation),
        "note": dataclasses.asdict(found.note) if found.note else None,
        "staffing_table": dataclasses.asdict(found.staffing_table),
        "scope_table": dataclasses.asdict(found.scope_table),
        "duties": [_with_condition(duty) for duty in found.tables.duties],
        "parts": [dataclasses.asdict(part) for part in found.parts],
        "sections": [_with_condition(section) for section in found.sections],
        "items": [_with_condition(item) | {"text_hash": item.text_hash} for item in found.items],
        "patterns": [dataclasses.asdict(pattern) for pattern in found.patterns],
    }
    SESSION.result(content, lambda: _show(found))


def _show(found: Edition) -> None:
    days = (("effective_from", found.effective_from), ("effective_until", found.effective_until))
    show_pairs((("edition", found.id), ("name", found.name), *days, ("note", found.note)))
    show_table(
        ("item", "paragraph", "summary", "frequency", "certainty", "effective_from", "source"),
        [
            (
                item.key,
                item.paragraph,
                item.summary,
                SESSION.words.say(f"frequency.{item.frequency.value}"),
                item.certainty.value,
                item.effective_from,
                item.source,
            )
            for item in found.items
        ],
    )
    tables = [(table.clause, table.clause.title) for table in (found.staffing_table, found.scope_table)]
    duties = [(duty.clause, duty.name) for duty in found.tables.duties]
    show_table(
        ("clause", "name", "effective_from", "effective_until", "certainty"),
        [(one.id, name, one.effective_from, one.effective_until, one.certainty.value) for one, name in (*tables, *duties)],
    )
    show_table(("pattern", "wording", "severity"), [(one.id, one.wording, one.default_severity.value) for one in found.patterns])


def _with_condition(record: Any) -> dict[str, Any]:
    content = dataclasses.asdict(record)
    content["condition"] = written(record.condition)
    return content


@app.command("check")
def check(
    file: Annotated[
        Path | None, typer.Argument(help="A rule file or folder, or the name of an own edition; the shipped ones when left out.")
    ] = None,
) -> None:
    """Name every mistake of rule files by file and key. Exit code 3 when there is one."""
    from auditdesk import places
    from auditdesk.exchange.rulebook_files import check_rule_files

    shipped = places.shipped_data() / "rulebook"
    target = file or shipped
    superseded: tuple[SupersededEdition, ...] = ()
    if _names_own(target):
        with SESSION.desk() as desk:
            problems = desk.office_editions.check(target.name)
            superseded = tuple(one for one in desk.office_editions.superseded() if one.edition == target.name)
    else:
        # An edition of one's own may be based on a shipped one or on an own one; the shipped ones must stand by themselves.
        known = () if shipped.resolve() in (target.resolve(), *target.resolve().parents) else _at_hand().editions
        problems = check_rule_files((target,), known)

    def show() -> None:
        show_line("rules.faulty" if problems else "rules.sound", file=str(target), count=len(problems))
        tell_problems(problems, SESSION.words)
        tell_superseded(superseded)

    told = [superseded_json(one) for one in superseded]
    content = {"file": str(target), "problems": problems_json(problems, SESSION.words), "superseded": told}
    SESSION.result(content, show)
    if problems:
        raise typer.Exit(3)


def _names_own(target: Path) -> bool:
    """Whether it is no file but can be the name of an own edition in the workspace that was named."""
    return target.name == str(target) and not target.exists() and not target.suffix and _can_open()


@app.command("diff")
def diff_editions(a: str, b: str) -> None:
    """What the second edition adds, changes and removes against the first."""
    at_hand = _at_hand()
    found = diff(at_hand.edition(a), at_hand.edition(b))
    content = {
        "from": a,
        "to": b,
        "added": [dataclasses.asdict(piece) for piece in found.added],
        "changed": [dataclasses.asdict(piece) for piece in found.changed],
        "removed": [dataclasses.asdict(piece) for piece in found.removed],
        "requirements": [_requirement(change) for change in found.requirements],
    }
    SESSION.result(content, lambda: _show_diff(found))


def _requirement(change: RequirementChange) -> dict[str, Any]:
    return {
        "turn": change.turn.value,
        "before": _side(change.before),
        "after": _side(change.after),
        "fields": [dataclasses.asdict(field) for field in change.fields],
    }


def _side(item: CheckItem | None) -> dict[str, Any] | None:
    if item is None:
        return None
    return {
        "item": item.key,
        "code": item.code,
        "paragraph": item.paragraph,
        "summary": dataclasses.asdict(item.summary),
        "text_hash": item.text_hash,
        "certainty": item.certainty.value,
        "source": item.source,
    }


def _show_diff(found: RulebookDiff) -> None:
    show_table(
        ("change", "count"),
        [(SESSION.words.say(f"requirement.{turn}"), len(getattr(found, turn))) for turn in ("added", "changed", "removed")],
    )
    rows = []
    for change in found.requirements:
        item = change.after or change.before
        words = SESSION.words.say(f"requirement.{change.turn.value}")
        before = change.before.summary if change.before else None
        rows.append((item.key if item else None, words, before, change.after.summary if change.after else None))
    if rows:
        show_table(("item", "change", "before", "after"), rows)
