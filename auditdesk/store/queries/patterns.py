"""The office's own patterns, what became of patterns, and the findings that came from one."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import Connection, select

from auditdesk.model.pattern_records import OfficePattern, PatternSuccession
from auditdesk.model.pattern_rows import OfficePatternRow, PatternState, SuccessionRow
from auditdesk.model.rulebook import Bilingual
from auditdesk.store.queries.tables import FINDING

OWN = OfficePattern.__table__
STEP = PatternSuccession.__table__


def own_patterns(connection: Connection) -> tuple[OfficePatternRow, ...]:
    """Own patterns in whatever state, by their ids."""
    found = connection.execute(select(OWN).order_by(OWN.c.pattern)).mappings()
    return tuple(
        OfficePatternRow(
            uid=row["uid"],
            pattern=row["pattern"],
            group=row["group_name"],
            code=row["code"],
            heading=Bilingual(row["heading_zh"], row["heading_en"]),
            items=tuple(json.loads(row["items"])),
            wording=Bilingual(row["wording_zh"], row["wording_en"]),
            expected_standard=Bilingual(row["standard_zh"], row["standard_en"]),
            severity=row["severity"],
            valid_from=row["valid_from"],
            origin=row["origin"],
            state=row["state"],
            proposed_by=row["proposed_by"],
            proposed_at=row["proposed_at"],
            decided_by=row["decided_by"],
            decided_at=row["decided_at"],
            decision_reason=row["decision_reason"],
            version=row["version"],
        )
        for row in found
    )


def successions(connection: Connection) -> tuple[SuccessionRow, ...]:
    """Every step in whatever state, the oldest day first."""
    found = connection.execute(select(STEP).order_by(STEP.c.valid_from, STEP.c.proposed_at, STEP.c.uid)).mappings().all()
    undone = {row["undoes"] for row in found if row["undoes"] and row["state"] == PatternState.IN_FORCE}
    return tuple(
        SuccessionRow(
            uid=row["uid"],
            step=row["step"],
            pattern=row["pattern"],
            into=tuple(json.loads(row["into"])),
            undoes=row["undoes"],
            valid_from=row["valid_from"],
            reason=row["reason"],
            state=row["state"],
            proposed_by=row["proposed_by"],
            proposed_at=row["proposed_at"],
            decided_by=row["decided_by"],
            decided_at=row["decided_at"],
            decision_reason=row["decision_reason"],
            version=row["version"],
            undone=row["uid"] in undone,
        )
        for row in found
    )


def finding_uids_of(connection: Connection, patterns: Collection[str]) -> frozenset[str]:
    """Uids of the findings recorded under one of ``patterns``."""
    chosen = select(FINDING.c.uid).where(FINDING.c.pattern.in_(sorted(patterns)), FINDING.c.deleted_at.is_(None))
    return frozenset(connection.scalars(chosen))
