"""What the options before a command say, and how every command ends: one result, or one error with its exit code."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from auditdesk import places
from auditdesk.errors import AuditDeskError, Cancelled, Problem, Unavailable
from auditdesk.progress import Progress
from auditdesk.rules.calendar import parse_date
from auditdesk.words import Words

if TYPE_CHECKING:
    from auditdesk.desk import Desk


@dataclass
class Session:
    """One run of the program from the shell."""

    home: Path | None = None
    login: str | None = None
    passphrase_file: Path | None = None
    as_json: bool = False
    words: Words = field(default_factory=Words)
    day: date | None = None

    @property
    def workspace_home(self) -> Path:
        return self.home or places.default_home()

    def today(self) -> date:
        """The office's day in this run; it stamps nothing."""
        return self.day or date.today()  # noqa: DTZ011 — the day on the calendar of who is asking

    @property
    def passphrase_at_hand(self) -> bool:
        """Whether the passphrase was given, so that nobody has to be asked for it."""
        return self.passphrase_file is not None or "AUDITDESK_PASSPHRASE" in os.environ

    def passphrase(self, *, confirm: bool = False) -> str:
        """From the file, the environment, or asked for on the terminal. Raises Unavailable ``passphrase.missing``, ``…unreadable``."""
        if self.passphrase_file is not None:
            try:
                return self.passphrase_file.read_text(encoding="utf-8-sig").rstrip("\r\n")
            except (OSError, UnicodeDecodeError) as problem:
                raise Unavailable("passphrase.file_unreadable", path=str(self.passphrase_file)) from problem
        if "AUDITDESK_PASSPHRASE" in os.environ:
            return os.environ["AUDITDESK_PASSPHRASE"]
        return self.asked_passphrase(confirm=confirm)

    def asked_passphrase(self, *, confirm: bool = False) -> str:
        """Asked for on the terminal. Raises Unavailable ``passphrase.missing`` without one, ``passphrase.differs``."""
        if not sys.stdin.isatty():
            raise Unavailable("passphrase.missing")
        typed = getpass.getpass(self.words.say("ask.passphrase") + " ", stream=sys.stderr)
        if confirm and getpass.getpass(self.words.say("ask.passphrase_again") + " ", stream=sys.stderr) != typed:
            raise Unavailable("passphrase.differs")
        return typed

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The workspace, unlocked for this command."""
        from auditdesk.desk import Desk

        opened = Desk.open(self.workspace_home, self.login, self.passphrase(), today=self.day)
        for caution in opened.cautions:
            typer.echo(self.words.say(caution.code, **caution.values), err=True)
        try:
            yield opened
        finally:
            opened.close()

    def result(self, content: dict[str, Any], show: Callable[[], None]) -> None:
        """Print the result: as the one JSON document, or by ``show``."""
        if self.as_json:
            print_json(content)
        else:
            show()

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """A progress bar on stderr while a person looks at it."""
        if not sys.stderr.isatty():
            yield lambda done, total=0, step="": None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None)

            def tell(done: int, total: int = 0, step: str = "") -> None:
                bar.update(task, completed=done, total=total or None, description=self.words.say(f"step.{step}") if step else "")

            yield tell


SESSION = Session()
"""The options of this run; filled by the callback before a command starts."""


def print_json(content: dict[str, Any]) -> None:
    """One JSON document on stdout, in UTF-8 whatever the console's code page says."""
    text = json.dumps(content, ensure_ascii=False, default=_plain, indent=1)
    sys.stdout.buffer.write(text.encode(errors="backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def _plain(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)


def parsed_day(text: str) -> date:
    """A day as typed on the command line: ISO or ROC."""
    return parse_date(text)


def problems_json(problems: tuple[Problem, ...], words: Words) -> list[dict[str, Any]]:
    """The problems of a file with their places and sentences."""
    return [
        {
            "file": problem.file,
            "sheet": problem.sheet,
            "row": problem.row,
            "column": problem.column,
            "value": problem.value,
            "code": problem.code,
            "message": words.problem(problem),
            "blocking": problem.blocking,
        }
        for problem in problems
    ]


def told(error: AuditDeskError) -> int:
    """Tell the error in the form asked for; returns its exit code."""
    words = SESSION.words
    if SESSION.as_json:
        content = {"kind": error.kind, "code": error.code, "message": words.error(error)}
        print_json({"error": {**content, "problems": problems_json(error.problems, words)}})
    elif not isinstance(error, Cancelled):
        typer.echo(words.error(error), err=True)
        # A fault of the file as a whole is the error itself; its line would say the same again.
        tell_problems(tuple(problem for problem in error.problems if problem.code != error.code), words)
    return error.exit_code


def tell_problems(problems: tuple[Problem, ...], words: Words) -> None:
    """Each problem with its place, a line each, on stderr."""
    for problem in problems:
        parts = (
            problem.file,
            problem.sheet or "",
            words.say("place.row", row=problem.row) if problem.row is not None else "",
            problem.column or "",
            f"「{problem.value}」" if problem.value else "",
        )
        typer.echo(f"  {' '.join(part for part in parts if part)}: {words.problem(problem)}", err=True)
