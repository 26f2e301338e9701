"""Results as tables for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from auditdesk.cli.session import SESSION

_WHOLE = re.compile(r"[!-~]{0,10}|–")


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table on stdout; ``columns`` are word codes after ``column.``, None prints as a dash."""
    words = SESSION.words
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    lines = [
        ["–" if value is None else words.show(name, value) for name, value in zip(columns, row, strict=True)] for row in rows
    ]
    for place, name in enumerate(columns):
        # Days, codes and numbers are read whole; Chinese may break behind any character.
        whole = any(line[place] not in ("–", "") for line in lines) and all(_WHOLE.fullmatch(line[place]) for line in lines)
        table.add_column(words.say(f"column.{name}"), overflow="fold", no_wrap=whole)
    for line in lines:
        table.add_row(*(Text(shown) for shown in line))
    Console(soft_wrap=False).print(table)


def show_pairs(pairs: Iterable[tuple[str, object]]) -> None:
    """``name  value`` lines on stdout; names are word codes after ``column.``."""
    words = SESSION.words
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(overflow="fold")
    for name, value in pairs:
        table.add_row(Text(words.say(f"column.{name}")), Text("–" if value is None else words.show(name, value)))
    Console(soft_wrap=False).print(table)


def show_line(code: str, **values: object) -> None:
    """One sentence on stdout."""
    Console(soft_wrap=True).print(Text(SESSION.words.say(code, **values)))
