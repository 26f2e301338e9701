"""Commands that change what a firm is, list tier moves and imports, and keep contacts; they join the ``firms`` group."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_table
from auditdesk.errors import Refused
from auditdesk.model.firm_list import DESCRIBED
from auditdesk.model.rows import ContactRow, TierMoveRow
from auditdesk.model.terms import FirmKind, LicenceState

app = typer.Typer()
contacts = typer.Typer(help="Whom to write to at a firm.", no_args_is_help=True)
From = Annotated[str, typer.Option("--from", help="First day on which it holds.")]
Source = Annotated[str, typer.Option(help="Where it is known from.")]


def _done(code: str) -> None:
    SESSION.result({"code": code, "done": True}, lambda: show_line("firms.done", firm=code))


@app.command("add")
def add(code: str, name: str, kind: Annotated[str, typer.Option(help="Kind of firm.")] = FirmKind.SECURITIES_FIRM.value) -> None:
    """Enter a firm by hand."""
    with SESSION.desk() as desk:
        desk.firm_records.add(code, name, kind)
    _done(code)


@app.command("describe")
def describe(
    code: str,
    field: Annotated[list[str] | None, typer.Option(help="name=value; repeatable.")] = None,
    spelling: Annotated[
        list[str] | None, typer.Option(help="Another way in which the name is written; replaces those kept.")
    ] = None,
) -> None:
    """Change particulars that have no day: short and English name, unified number, kind, addresses, spellings."""
    fields = {}
    for each in field or []:
        name, sign, value = each.partition("=")
        if not sign:
            raise Refused("firm.field_unknown", field=each, fields=DESCRIBED)
        fields[name] = value
    with SESSION.desk() as desk:
        doubt = desk.firm_records.describe(code, fields, spelling)
    if doubt is not None:
        typer.echo(SESSION.words.say(doubt, text=fields["unified_number"]), err=True)
    SESSION.result({"code": code, "done": True, "doubt": doubt}, lambda: show_line("firms.done", firm=code))


@app.command("rename")
def rename(code: str, name: str, from_: From, source: Source) -> None:
    """The firm bears another name from a day on."""
    with SESSION.desk() as desk:
        desk.firm_records.rename(code, name, parsed_day(from_), source)
    _done(code)


@app.command("merge")
def merge(code: str, into: str, from_: From, source: Source) -> None:
    """The firm becomes part of another from a day on."""
    with SESSION.desk() as desk:
        desk.firm_records.merge(code, into, parsed_day(from_), source)
    _done(code)


@app.command("withdraw")
def withdraw(
    code: str,
    from_: From,
    source: Source,
    state: Annotated[str, typer.Option(help="withdrawn, suspended or active.")] = LicenceState.WITHDRAWN.value,
) -> None:
    """The licence is withdrawn, suspended or given back from a day on."""
    with SESSION.desk() as desk:
        desk.firm_records.licence(code, state, parsed_day(from_), source)
    _done(code)


@app.command("retract")
def retract(
    code: str, fact: Annotated[str, typer.Argument(help="Id of the fact, from firms show --json.")], source: Source
) -> None:
    """Take one dated fact back, with the reason."""
    with SESSION.desk() as desk:
        if all(each.uid != fact for each in desk.firms.detail(code, SESSION.today()).facts):
            raise Refused("record.unknown", kind="firm_fact", id=fact)
        desk.firm_records.retract(fact, source)
    _done(code)


@app.command("moves")
def moves(
    year: int, to: Annotated[Path | None, typer.Option(help="Write them to this file: .xlsx, .ods, .csv or .json.")] = None
) -> None:
    """Every firm that came into another capital tier in a year."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        rows = desk.firm_records.moves(year)
        if to is not None:
            desk.tables.moves(rows, to, SESSION.words, progress)
    if to is not None:
        written = {"year": year, "file": str(to), "rows": len(rows)}
        SESSION.result(written, lambda: show_line("firms.moves_written", count=len(rows), file=str(to)))
        return
    if not rows and not SESSION.as_json:
        show_line("firms.no_moves", year=year)
        return
    columns = ("valid_from", "code", "name", "from", "to", "capital_before_ntd", "capital_after_ntd", "source")
    lines = [
        (
            row.day,
            row.code,
            row.name,
            row.before.name if row.before else None,
            row.after.name if row.after else None,
            row.capital_before,
            row.capital_after,
            row.source,
        )
        for row in rows
    ]
    SESSION.result({"year": year, "moves": [_move(row) for row in rows]}, lambda: show_table(columns, lines))


def _move(row: TierMoveRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "day": row.day,
        "from": row.before.id if row.before else None,
        "to": row.after.id if row.after else None,
        "capital_before": row.capital_before,
        "capital_after": row.capital_after,
        "source": row.source,
    }


@app.command("branches")
def branches(
    code: Annotated[str, typer.Argument(help="Firm; without it those of every firm.")] = "",
    to: Annotated[Path | None, typer.Option(help="Write them to this file: .xlsx, .ods, .csv or .json.")] = None,
) -> None:
    """The branches of a firm, or all of them."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        rows = desk.firms.branches(code)
        if to is not None:
            desk.tables.branches(rows, to, SESSION.words, progress)
    if to is not None:
        written = {"file": str(to), "rows": len(rows)}
        SESSION.result(written, lambda: show_line("firms.branches_written", count=len(rows), file=str(to)))
        return
    fields = ("code", "name", "address", "telephone", "opened_on")
    content = [{"firm": firm} | {field: getattr(branch, field) for field in fields} for firm, branch in rows]
    lines = [(firm, one.code, one.name, one.address, one.telephone, one.opened_on) for firm, one in rows]
    columns = ("firm", "branch", "name", "branch_address", "telephone", "opened_on")
    SESSION.result({"branches": content}, lambda: show_table(columns, lines))


@app.command("imports")
def imports() -> None:
    """The lists that were taken in, the newest first."""
    with SESSION.desk() as desk:
        rows = desk.firm_lists.applied()
    content = [
        {
            "id": row.uid,
            "file": row.file_name,
            "as_of": row.as_of,
            "by": row.applied_by,
            "at": row.applied_at,
            "facts": len(row.made["facts"]),
            "undone_by": row.undone_by,
            "undone_at": row.undone_at,
        }
        for row in rows
    ]
    lines = [(row.uid, row.file_name, row.as_of, row.applied_by, row.undone_by) for row in rows]
    SESSION.result({"imports": content}, lambda: show_table(("import", "file", "as_of", "applied_by", "undone_by"), lines))


@app.command("undo")
def undo(import_: Annotated[str, typer.Argument(metavar="IMPORT", help="Id of the import, from firms imports.")]) -> None:
    """Take one whole list back."""
    with SESSION.desk() as desk:
        undone = desk.firm_lists.undo(import_)
    SESSION.result(
        {"import": import_, "file": undone.file_name, "facts": undone.facts, "removed": undone.removed},
        lambda: show_line("firms.list_undone", file=undone.file_name, facts=undone.facts, removed=undone.removed),
    )


@app.command("mappings")
def mappings() -> None:
    """The column matchings that are remembered, the newest first."""
    with SESSION.desk() as desk:
        rows = desk.firm_lists.mappings()
    content = [{"mapping": row.key, "columns": dict(row.columns), "by": row.kept_by, "at": row.kept_at} for row in rows]
    lines = [
        (row.key[:12], "; ".join(f"{field} = {heading}" for field, heading in row.columns.items()), row.kept_by) for row in rows
    ]
    SESSION.result({"mappings": content}, lambda: show_table(("mapping", "columns", "applied_by"), lines))


@app.command("forget-mapping")
def forget_mapping(mapping: Annotated[str, typer.Argument(help="Its id from firms mappings, or the beginning of it.")]) -> None:
    """Forget a remembered column matching; the next such list is asked about again."""
    with SESSION.desk() as desk:
        gone = desk.firm_lists.forget_mapping(mapping)
    SESSION.result(
        {"mapping": gone.key, "columns": dict(gone.columns), "forgotten": True},
        lambda: show_line("firms.mapping_forgotten", mapping=gone.key[:12]),
    )


@contacts.command("list")
def list_contacts(code: str) -> None:
    """The contacts of a firm, ended ones too."""
    with SESSION.desk() as desk:
        rows = desk.contacts.list(code)
    columns = ("contact", "role", "person", "valid_from", "valid_until")
    lines = [(row.uid, row.role, row.name, row.valid_from, row.valid_until) for row in rows]
    SESSION.result({"code": code, "contacts": [_contact(row) for row in rows]}, lambda: show_table(columns, lines))


def _contact(row: ContactRow) -> dict[str, Any]:
    return {
        "id": row.uid,
        "role": row.role,
        "name": row.name,
        "telephone": row.telephone,
        "email": row.email,
        "from": row.valid_from,
        "until": row.valid_until,
    }


@contacts.command("add")
def add_contact(code: str, role: str, from_: From, name: str = "", telephone: str = "", email: str = "") -> None:
    """Keep a contact: its role, and a name only where it is needed."""
    with SESSION.desk() as desk:
        uid = desk.contacts.add(code, role, parsed_day(from_), name, telephone, email)
    SESSION.result({"code": code, "id": uid}, lambda: show_line("firms.done", firm=code))


@contacts.command("end")
def end_contact(code: str, contact: str, until: Annotated[str, typer.Option(help="Last day on which it holds.")]) -> None:
    """End a contact; it stays in the history."""
    with SESSION.desk() as desk:
        _of_firm(desk.contacts.list(code), contact)
        desk.contacts.end(contact, parsed_day(until))
    _done(code)


@contacts.command("erase")
def erase_contact(code: str, contact: str, reason: Annotated[str, typer.Option(help="Why it is erased.")]) -> None:
    """Remove a contact because its person asks for it."""
    with SESSION.desk() as desk:
        _of_firm(desk.contacts.list(code), contact)
        desk.contacts.erase(contact, reason)
    _done(code)


def _of_firm(rows: tuple[ContactRow, ...], contact: str) -> None:
    if all(row.uid != contact for row in rows):
        raise Refused("record.unknown", kind="contact", id=contact)


app.add_typer(contacts, name="contacts")
