"""Commands: the catalogue of standard patterns."""

from __future__ import annotations

from typing import Annotated

import typer

from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_table

app = typer.Typer(help="Standard deficiency patterns.", no_args_is_help=True)


@app.command("find")
def find(
    text: Annotated[str, typer.Argument(help="Two characters, a short form, a code, or a sentence of facts.")],
    on: Annotated[str | None, typer.Option(help="In the edition in force on this day.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="At most this many.")] = 9,
) -> None:
    """Which pattern is meant: the best first."""
    with SESSION.desk() as desk:
        found = desk.patterns.suggest(text, parsed_day(on) if on else desk.today(), limit)
    content = [
        {
            "pattern": each.pattern.id,
            "code": each.pattern.code,
            "wording": each.pattern.wording.zh,
            "wording_en": each.pattern.wording.en,
            "severity": each.pattern.default_severity.value,
        }
        for each in found
    ]
    rows = [(each.pattern.id, each.pattern.wording, each.pattern.default_severity) for each in found]
    SESSION.result({"patterns": content}, lambda: show_table(("pattern", "wording", "severity"), rows))
