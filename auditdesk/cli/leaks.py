"""Command: the leak guard on any text or file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from auditdesk.cli.session import SESSION
from auditdesk.cli.tables import show_line, show_table
from auditdesk.errors import BadInput


def leakcheck(
    file: Annotated[str, typer.Argument(help="A text, DOCX, ODT, ODS, XLSX, HTML or PDF file; - reads text from the input.")],
) -> None:
    """What in it could tell which firm is meant. Ends with 1 when there is something."""
    with SESSION.desk() as desk:
        if file == "-":
            try:
                text = sys.stdin.buffer.read().decode("utf-8-sig")
            except UnicodeDecodeError as broken:
                raise BadInput("paper.unreadable", file="-") from broken
            found = [("text", leak) for leak in desk.leaks.check_text(text)]
        else:
            found = [(each.where, each.leak) for each in desk.leaks.check_paper(Path(file))]
    words = SESSION.words
    flags = [
        {
            "kind": leak.kind.value,
            "text": leak.text,
            "start": leak.start,
            "end": leak.end,
            "where": where,
            "suggestion": words.say(f"leak.general.{leak.kind.value}"),
        }
        for where, leak in found
    ]

    def show() -> None:
        if not flags:
            show_line("leak.none")
            return
        rows = [
            (words.say(f"leak.kind.{flag['kind']}"), str(flag["text"]).replace("\n", " "), flag["where"], flag["suggestion"])
            for flag in flags
        ]
        show_table(("leak_kind", "leak_text", "leak_where", "leak_suggestion"), rows)

    SESSION.result({"flags": flags}, show)
    if flags:
        raise typer.Exit(1)
