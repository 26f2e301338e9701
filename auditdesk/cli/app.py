"""The command line: the options before a command, the groups of commands, and how a run ends."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from auditdesk import __version__, crash_log, places
from auditdesk.cli import (
    backups,
    care,
    demo,
    evidence,
    exceptions,
    finding_imports,
    findings,
    findings_many,
    findings_remedy,
    firms,
    key_items,
    leaks,
    letters,
    letters_mailing,
    letters_templates,
    measures,
    notice,
    office_rules,
    parcels,
    patterns,
    people,
    plan,
    retention,
    rules,
    tips,
    today,
    visits,
)
from auditdesk.cli.session import SESSION, parsed_day, print_json, told
from auditdesk.errors import AuditDeskError, BadInput, Cancelled, Unavailable
from auditdesk.places import Workspace
from auditdesk.words import LANGUAGES, Words

app = typer.Typer(add_completion=False, no_args_is_help=False, pretty_exceptions_enable=False, rich_markup_mode=None)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"AuditDesk {__version__}")
        raise typer.Exit


@app.callback()
def options(
    home: Annotated[Path | None, typer.Option(help="Workspace folder.", envvar="AUDITDESK_HOME")] = None,
    as_: Annotated[str | None, typer.Option("--as", help="Login of the person who acts.", envvar="AUDITDESK_LOGIN")] = None,
    passphrase_file: Annotated[Path | None, typer.Option(help="File that holds the passphrase.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
    lang: Annotated[str, typer.Option(help="zh_TW or en.")] = "zh_TW",
    today: Annotated[
        str | None, typer.Option(help="Work on this day (ISO or ROC); stamps and retention go by the clock.")
    ] = None,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Information-security audits of securities firms. Without a command the window opens."""
    SESSION.home = home
    SESSION.login = as_
    SESSION.passphrase_file = passphrase_file
    SESSION.as_json = json
    if lang not in LANGUAGES:
        raise typer.BadParameter(Words().say("language.unknown", language=lang))
    SESSION.words = Words(lang)
    SESSION.day = parsed_day(today) if today else None


app.command("demo")(demo.demo)
app.command("init")(people.init)
app.command("today")(today.today)
app.command("status")(care.status)
app.command("verify")(care.verify)
app.command("backup")(backups.backup)
app.command("restore")(backups.restore)
app.command("journal")(care.journal)
app.command("scope")(firms.scope)
app.command("export")(care.export)
app.command("leakcheck")(leaks.leakcheck)
app.add_typer(people.app, name="people")
app.add_typer(people.settings_app, name="settings")
app.add_typer(firms.app, name="firms")
office_rules.register(rules.app)
app.add_typer(rules.app, name="rules")
app.add_typer(exceptions.app, name="exceptions")
app.add_typer(key_items.app, name="key-items")
app.add_typer(plan.app, name="plan")
app.add_typer(visits.app, name="visits")
finding_imports.register(findings.app)
app.add_typer(tips.app, name="tips")
findings_remedy.register(findings.app)
findings_many.register(findings.app)
app.add_typer(findings.app, name="findings")
app.add_typer(measures.app, name="measures")
app.add_typer(evidence.app, name="evidence")
app.add_typer(patterns.app, name="patterns")
app.add_typer(parcels.app, name="parcels")
letters_templates.register(letters.app)
letters_mailing.register(letters.app)
app.add_typer(letters.app, name="letters")
app.add_typer(notice.app, name="notice")
app.add_typer(backups.app, name="backups")
app.add_typer(retention.app, name="retention")
app.add_typer(retention.workspace_app, name="workspace")


def _keep(problem: Exception) -> None:
    """In the workspace's own log, or beside this computer's preferences when there is no workspace."""
    home = Workspace(SESSION.workspace_home)
    crash_log.keep(problem, home.logs if home.exists() else places.preferences_file().parent / "logs")


def run(arguments: list[str]) -> int:
    """One command; returns the exit code. Nothing but the result goes to stdout."""
    SESSION.as_json = "--json" in arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _ended(arguments)
    except OSError:
        # stdout itself can't be written: the reader (a pager, head) has gone, or its disk is full. There is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Unavailable.exit_code


def _ended(arguments: list[str]) -> int:
    try:
        for argument in arguments:
            if not argument.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in argument):
                raise BadInput("argument.not_text")
        command = typer.main.get_command(app)
        # Not through typer's own runner: that one turns Ctrl+C and a closed pipe into exit codes of its own.
        with command.make_context("auditdesk", list(arguments)) as context:
            command.invoke(context)
        return 0
    except typer.Exit as left:
        return left.exit_code
    except AuditDeskError as error:
        return told(error)
    except (KeyboardInterrupt, typer.Abort):
        return told(Cancelled())
    except typer.TyperException as usage:
        message = usage.format_message()
        if SESSION.as_json:
            print_json({"error": {"kind": "bad_input", "code": "usage", "message": message, "problems": []}})
        else:
            typer.echo(message, err=True)
        return 2
    except OSError as problem:
        if problem.errno in (errno.EPIPE, errno.ENOSPC):
            raise
        return _bug(problem)
    except Exception as problem:
        return _bug(problem)


def _bug(problem: Exception) -> int:
    with contextlib.suppress(Exception):
        _keep(problem)
    if os.environ.get("AUDITDESK_DEBUG"):
        raise problem
    if SESSION.as_json:
        print_json({"error": {"kind": "bug", "code": "bug", "message": SESSION.words.say("bug"), "problems": []}})
    else:
        typer.echo(SESSION.words.say("bug"), err=True)
    return 70
