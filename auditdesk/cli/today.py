"""The command ``today``: what waits, who is out, what comes next."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from auditdesk.cli.session import SESSION
from auditdesk.cli.tables import show_table
from auditdesk.model.today import Coming, Task


def today(
    whole_office: Annotated[bool, typer.Option("--whole-office", help="Also what waits for somebody else.")] = False,
) -> None:
    """What waits for the person, who is out, what comes, and the figures of the year."""
    with SESSION.desk() as desk:
        page = desk.day.show(whole_office=whole_office)
    SESSION.result(
        {**dataclasses.asdict(page), "tasks": [{**dataclasses.asdict(task), "text": _task(task)} for task in page.tasks]},
        lambda: show_table(
            ("day", "note"), [*(("", _task(task)) for task in page.tasks), *(_coming(one) for one in page.coming)]
        ),
    )


def _task(task: Task) -> str:
    values = {**task.values, "count": task.count}
    return " — ".join(SESSION.words.say(code, **values) for code in (f"task.{task.code}", f"task.{task.code}.detail"))


def _coming(one: Coming) -> tuple[str, str]:
    return SESSION.words.day(one.on), SESSION.words.say(f"coming.{one.code}", **one.values)
