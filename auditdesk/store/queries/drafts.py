"""What people are typing: the draft table. Not journaled, so written with plain statements in small transactions of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from auditdesk.model.records import Draft
from auditdesk.model.rows import DraftRow

_TABLE: Any = Draft.__table__


def of(connection: Connection, login: str, place: str) -> tuple[DraftRow, ...]:
    """One person's drafts of a place, in the order of their fields."""
    found = connection.execute(
        select(_TABLE.c.place, _TABLE.c.field, _TABLE.c.content, _TABLE.c.caret, _TABLE.c.saved_at)
        .where(_TABLE.c.login == login, _TABLE.c.place == place)
        .order_by(_TABLE.c.field)
    )
    return tuple(DraftRow(*row) for row in found)


def put(connection: Connection, login: str, drafts: Iterable[tuple[str, str, str, int]], saved_at: datetime) -> None:
    """Keep each (place, field, content, caret), over what was kept before."""
    rows = [
        {"login": login, "place": place, "field": field, "content": content, "caret": caret, "saved_at": saved_at}
        for place, field, content, caret in drafts
    ]
    if not rows:
        return
    statement = insert(_TABLE)
    fresh = {name: statement.excluded[name] for name in ("content", "caret", "saved_at")}
    connection.execute(statement.on_conflict_do_update(index_elements=["login", "place", "field"], set_=fresh), rows)


def remove(connection: Connection, login: str, place: str, field: str | None) -> None:
    """Forget one field of a place, or with None all of them."""
    statement = delete(_TABLE).where(_TABLE.c.login == login, _TABLE.c.place == place)
    connection.execute(statement if field is None else statement.where(_TABLE.c.field == field))
