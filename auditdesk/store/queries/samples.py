"""Samples and interviews of a visit."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from auditdesk.model.samples import Chosen, InterviewRow, SampleRow
from auditdesk.rules.item_numbers import shown
from auditdesk.store.queries.fieldwork_screen import aware
from auditdesk.store.queries.tables import INTERVIEW, SAMPLE


def samples(connection: Connection, visit_uid: str, *, item: str | None = None, deleted: bool = False) -> tuple[SampleRow, ...]:
    """The samples of a visit or of one of its items, the oldest first."""
    chosen = select(SAMPLE).where(SAMPLE.c.visit_uid == visit_uid)
    chosen = chosen.where(SAMPLE.c.deleted_at.is_not(None) if deleted else SAMPLE.c.deleted_at.is_(None))
    if item is not None:
        chosen = chosen.where(SAMPLE.c.item_key == item)
    return tuple(
        SampleRow(
            uid=row["uid"],
            visit_uid=row["visit_uid"],
            item=row["item_key"],
            number=shown(row["item_key"]),
            population=row["population"],
            population_size=row["population_size"],
            listed=tuple(json.loads(row["listed"])),
            chosen=tuple(Chosen(**one) for one in json.loads(row["chosen"])),
            method=row["method"],
            seed=row["seed"],
            result=row["result"],
            kept_by=row["kept_by"],
            kept_at=aware(row["kept_at"]),
            deleted_at=aware(row["deleted_at"]),
            version=row["version"],
        )
        for row in connection.execute(chosen.order_by(SAMPLE.c.kept_at, SAMPLE.c.uid)).mappings()
    )


def interviews(connection: Connection, visit_uid: str, *, deleted: bool = False) -> tuple[InterviewRow, ...]:
    """The interviews of a visit in the order of time."""
    chosen = select(INTERVIEW).where(INTERVIEW.c.visit_uid == visit_uid)
    chosen = chosen.where(INTERVIEW.c.deleted_at.is_not(None) if deleted else INTERVIEW.c.deleted_at.is_(None))
    return tuple(
        InterviewRow(
            uid=row["uid"],
            visit_uid=row["visit_uid"],
            role=row["role"],
            name=row["name"],
            held_at=aware(row["held_at"]),
            subject=row["subject"],
            items=tuple(json.loads(row["items"])),
            kept_by=row["kept_by"],
            deleted_at=aware(row["deleted_at"]),
            version=row["version"],
        )
        for row in connection.execute(chosen.order_by(INTERVIEW.c.held_at, INTERVIEW.c.uid)).mappings()
    )
