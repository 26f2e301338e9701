"""Commands: a new workspace, its people, the office's settings."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditdesk.cli.session import SESSION
from auditdesk.cli.tables import show_line, show_pairs, show_table
from auditdesk.errors import Unavailable
from auditdesk.settings import setting

if TYPE_CHECKING:
    from auditdesk.model.rows import PersonRow

app = typer.Typer(help="The people of the workspace.", no_args_is_help=True)
settings_app = typer.Typer(help="The office's settings.", no_args_is_help=True)


def init(
    login: Annotated[str, typer.Option(help="Login of the first person.")],
    name: Annotated[str, typer.Option(help="Name of the first person.")],
    role: Annotated[list[str] | None, typer.Option(help="supervisor, inspector, clerk, administrator; may be repeated.")] = None,
    allow_synced: Annotated[bool, typer.Option("--allow-synced", help="Also in a folder that is copied to a cloud.")] = False,
) -> None:
    """Make a new encrypted workspace and its first person. The recovery code is shown once."""
    from auditdesk.desk import Desk

    roles = role or ["supervisor", "administrator"]
    home = SESSION.workspace_home
    passphrase = SESSION.passphrase(confirm=True)
    desk, recovery = Desk.create(home, login, name, passphrase, roles, today=SESSION.day, allow_synced=allow_synced)
    desk.close()

    def show() -> None:
        show_line("init.done", folder=str(home), login=login)
        show_line("init.recovery", recovery=recovery)

    SESSION.result({"home": str(home), "login": login, "roles": roles, "recovery_code": recovery}, show)


@app.command("list")
def list_people() -> None:
    """Everybody who has or had an account."""
    with SESSION.desk() as desk:
        people = desk.people.list()
    content = [_content(one) for one in people]
    rows = [(one.login, one.name, one.roles, one.active) for one in people]
    SESSION.result({"people": content}, lambda: show_table(("login", "person", "roles", "active"), rows))


@app.command("add")
def add(
    login: Annotated[str, typer.Option(help="Login of the new person.")],
    name: Annotated[str, typer.Option(help="Name of the new person.")],
    role: Annotated[list[str], typer.Option(help="supervisor, inspector, clerk, administrator; may be repeated.")],
    new_passphrase_file: Annotated[Path | None, typer.Option(help="File that holds the new person's passphrase.")] = None,
) -> None:
    """One more person with a passphrase of his own (a file, AUDITDESK_NEW_PASSPHRASE, or asked for)."""
    with SESSION.desk() as desk:
        person = desk.people.add(login, name, _new_passphrase(new_passphrase_file), role)
    SESSION.result(_content(person), lambda: show_line("people.added", login=person.login, name=person.name))


@app.command("passphrase")
def passphrase(
    login: Annotated[str, typer.Option(help="Whose passphrase.")],
    recovery_code_file: Annotated[
        Path | None, typer.Option(help="File that holds the printed recovery code, when the old passphrase is forgotten.")
    ] = None,
    new_passphrase_file: Annotated[Path | None, typer.Option(help="File that holds the new passphrase.")] = None,
) -> None:
    """Change one's own passphrase, or set a new one with the recovery code. The database is not re-encrypted."""
    if recovery_code_file is not None:
        from auditdesk.places import Workspace
        from auditdesk.services.people import recover_passphrase

        code = _text_of(recovery_code_file)
        workspace = Workspace(SESSION.workspace_home)
        recover_passphrase(workspace, login, code, _new_passphrase(new_passphrase_file))
    else:
        SESSION.login = login
        with SESSION.desk() as desk:
            desk.people.change_passphrase(login, _new_passphrase(new_passphrase_file))
    SESSION.result({"login": login}, lambda: show_line("people.passphrase_changed", login=login))


@app.command("disable")
def disable(login: Annotated[str, typer.Argument(help="Whose account.")]) -> None:
    """Take a person's key slot away; what he did stays. For a new data key besides: people rekey."""
    with SESSION.desk() as desk:
        person = desk.people.disable(login)
    SESSION.result(_content(person), lambda: show_line("people.disabled", login=person.login, name=person.name))


@app.command("enable")
def enable(
    login: Annotated[str, typer.Argument(help="Whose account.")],
    new_passphrase_file: Annotated[Path | None, typer.Option(help="File that holds the new passphrase.")] = None,
) -> None:
    """Give a disabled person a key slot again, with a new passphrase."""
    with SESSION.desk() as desk:
        person = desk.people.enable(login, _new_passphrase(new_passphrase_file))
    SESSION.result(_content(person), lambda: show_line("people.enabled", login=person.login, name=person.name))


@app.command("role")
def role(
    login: Annotated[str, typer.Argument(help="Whose roles.")],
    roles: Annotated[list[str], typer.Argument(help="All roles the person is to have from now on.")],
) -> None:
    """Give a person these roles instead of those he has."""
    with SESSION.desk() as desk:
        person = desk.people.set_roles(login, roles)
    SESSION.result(
        _content(person), lambda: show_line("people.roles_set", login=person.login, name=person.name, roles=person.roles)
    )


@app.command("recovery")
def recovery() -> None:
    """Make a new recovery code, shown once; the one before no longer opens."""
    with SESSION.desk() as desk:
        code = desk.people.new_recovery_code()
    SESSION.result({"recovery_code": code}, lambda: show_line("init.recovery", recovery=code))


@app.command("rekey")
def rekey() -> None:
    """Encrypt everything under a new data key; passphrases stay. Older backups still open as they did."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        code = desk.people.rekey(progress)

    def show() -> None:
        show_line("people.rekeyed")
        if code:
            show_line("init.recovery", recovery=code)

    SESSION.result({"rekeyed": True, "recovery_code": code}, show)


def _content(person: PersonRow) -> dict[str, Any]:
    return {"login": person.login, "name": person.name, "role": list(person.roles), "active": person.active}


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise Unavailable("passphrase.file_unreadable", path=str(path)) from problem


def _new_passphrase(path: Path | None) -> str:
    if path is not None:
        return _text_of(path)
    if "AUDITDESK_NEW_PASSPHRASE" in os.environ:
        return os.environ["AUDITDESK_NEW_PASSPHRASE"]
    return SESSION.asked_passphrase(confirm=True)


@settings_app.command("list")
def list_settings() -> None:
    """Every setting with its value."""
    with SESSION.desk() as desk:
        chosen = desk.settings.all()
    rows = [(name, SESSION.words.say(f"setting.{name}"), value) for name, value in chosen.items()]
    SESSION.result({"settings": chosen}, lambda: show_table(("key", "setting", "value"), rows))


@settings_app.command("set")
def set_setting(name: str, value: str) -> None:
    """Change one setting of the office."""
    wanted = setting(name)
    typed: bool | int | str = {"true": True, "false": False}.get(value.lower(), value) if wanted.kind is bool else value
    if wanted.kind is int:
        with contextlib.suppress(ValueError):
            typed = int(value)
    with SESSION.desk() as desk:
        kept = desk.settings.change(name, typed)
    SESSION.result({"setting": name, "value": kept}, lambda: show_pairs((("setting", name), ("value", kept))))
