"""Command: a workspace of invented firms with a full audit year; then the window where there is a display."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from auditdesk import places
from auditdesk.cli.session import SESSION
from auditdesk.cli.tables import show_line


def has_display() -> bool:
    """Whether a window could be shown here."""
    if platform.system() == "Linux":
        if os.environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal"):
            return False
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def demo(
    out: Annotated[
        Path | None, typer.Option(help="Folder for the demo (default: beside the workspace of this computer).")
    ] = None,
    no_window: Annotated[bool, typer.Option("--no-window", help="Only make the files.")] = False,
) -> None:
    """Invented firms, a year of findings, one letter a firm, and the public notice; then the window."""
    from auditdesk import demo as built

    folder = out or places.default_home().parent / "demo"
    with SESSION.progress() as progress:
        made = built.build(folder, progress)
    content = {
        "home": str(made.home),
        "login": built.SUPERVISOR,
        "passphrase": built.PASSPHRASE,
        "year": built.YEAR,
        "firms": made.firms,
        "visits": made.visits,
        "findings": made.findings,
        "notice": {"files": list(made.notice)},
        "letters": {"files": list(made.letters)},
    }

    def show() -> None:
        show_line(
            "demo.made",
            folder=str(made.folder),
            firms=made.firms,
            visits=made.visits,
            findings=made.findings,
            letters=len(made.letters),
        )
        for path in made.notice:
            show_line("demo.files", file=path)
        show_line("demo.passphrase", passphrase=built.PASSPHRASE)

    SESSION.result(content, show)
    if no_window or SESSION.as_json:
        return
    if not has_display():
        show_line("demo.no_display")
        return
    environment = {**os.environ, "AUDITDESK_PASSPHRASE": built.PASSPHRASE, "AUDITDESK_LOGIN": built.SUPERVISOR}
    command = [sys.executable, "-m", "ui", "--home", str(made.home), "--lang", SESSION.words.language]
    code = subprocess.call(command, env=environment)  # noqa: S603 — this program once more, nothing typed
    if code:
        # A display that is named but does not answer ends Qt at once; the demo itself is made.
        show_line("demo.no_display")
