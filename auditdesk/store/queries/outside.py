"""Findings of other authorities, files of findings that were taken in, and what a file of findings is judged by."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Select, and_, case, exists, func, or_, select

from auditdesk.model.finding_rows import FindingImportRow, OutsideCount, OutsideFindingRow
from auditdesk.model.pattern_records import FindingImport, OutsideFinding
from auditdesk.store.queries.tables import FINDING, FIRM, ITEM, MAPPING, VISIT

OUTSIDE = OutsideFinding.__table__
IMPORT = FindingImport.__table__


def outside_findings(
    connection: Connection, *, year: int | None = None, authority: str | None = None, firm: str | None = None
) -> tuple[OutsideFindingRow, ...]:
    """Findings of other authorities by year, authority, firm and place in their file; ``firm`` is a code."""
    chosen: Select[Any] = select(OUTSIDE, FIRM.c.code.label("firm_code"), FIRM.c.name.label("firm_name")).join(
        FIRM, FIRM.c.uid == OUTSIDE.c.firm_uid
    )
    for column, value in ((OUTSIDE.c.year, year), (OUTSIDE.c.authority, authority), (FIRM.c.code, firm)):
        if value is not None:
            chosen = chosen.where(column == value)
    order = (OUTSIDE.c.year, OUTSIDE.c.authority, FIRM.c.code, OUTSIDE.c.source_file, OUTSIDE.c.source_row, OUTSIDE.c.uid)
    return tuple(
        OutsideFindingRow(
            uid=row["uid"],
            authority=row["authority"],
            firm_uid=row["firm_uid"],
            firm_code=row["firm_code"],
            firm_name=row["firm_name"],
            year=row["year"],
            fact_date=row["fact_date"],
            heading=row["heading"],
            pattern=row["pattern"],
            text=row["text"],
            severity=row["severity"],
            reference=row["reference"],
            source_file=row["source_file"],
            source_sha256=row["source_sha256"],
            source_row=row["source_row"],
            version=row["version"],
        )
        for row in connection.execute(chosen.order_by(*order)).mappings()
    )


def worded_by_year(connection: Connection, holds: Collection[str]) -> tuple[tuple[int, int, int, int], ...]:
    """(year, findings, those that still have their words, those of them under a hold), the oldest year first.

    ``holds``: uids of firms and visits; a visit under hold holds what is about its firm in its year.
    """
    named = sorted(holds)
    visits = select(VISIT.c.firm_uid).where(
        VISIT.c.uid.in_(named), VISIT.c.year == OUTSIDE.c.year, VISIT.c.firm_uid == OUTSIDE.c.firm_uid
    )
    held = or_(OUTSIDE.c.firm_uid.in_(named), exists(visits.correlate(OUTSIDE)))
    worded = OUTSIDE.c.text != ""
    counts = (func.count(), func.sum(case((worded, 1), else_=0)), func.sum(case((and_(worded, held), 1), else_=0)))
    found = select(OUTSIDE.c.year, *counts).group_by(OUTSIDE.c.year).order_by(OUTSIDE.c.year)
    return tuple((year, count, words, kept) for year, count, words, kept in connection.execute(found))


def outside_counts(connection: Connection, year: int) -> tuple[OutsideCount, ...]:
    """How many findings other authorities had in a year, by authority and heading, the most first."""
    chosen = (
        select(OUTSIDE.c.authority, OUTSIDE.c.heading, func.count(), func.count(OUTSIDE.c.firm_uid.distinct()))
        .where(OUTSIDE.c.year == year)
        .group_by(OUTSIDE.c.authority, OUTSIDE.c.heading)
    )
    found = sorted(connection.execute(chosen), key=lambda row: (row[0], -row[2], row[1]))
    return tuple(OutsideCount(authority, year, heading, count, firms) for authority, heading, count, firms in found)


def imports(connection: Connection) -> tuple[FindingImportRow, ...]:
    """Every file of findings that was taken in, the newest first."""
    found = connection.execute(select(IMPORT).order_by(IMPORT.c.applied_at.desc(), IMPORT.c.uid)).mappings()
    names = FindingImportRow.__dataclass_fields__
    return tuple(FindingImportRow(**{name: row[name] for name in names}) for row in found)


def marks(connection: Connection) -> frozenset[str]:
    """The marks of all rows that were taken in and not taken back."""
    kept = connection.scalars(select(IMPORT.c.made).where(IMPORT.c.undone_at.is_(None)))
    return frozenset(entry[0] for made in kept for entry in json.loads(made))


def facts_of(connection: Connection, visits: Collection[str]) -> tuple[tuple[str, str], ...]:
    """(visit uid, facts) of the findings of ``visits``."""
    chosen = select(FINDING.c.visit_uid, FINDING.c.facts).where(FINDING.c.deleted_at.is_(None))
    if len(visits) < 500:
        chosen = chosen.where(FINDING.c.visit_uid.in_(sorted(visits)))
    return tuple((uid, facts) for uid, facts in connection.execute(chosen))


def items_by_visit(connection: Connection) -> dict[str, frozenset[str]]:
    """Keys of the frozen checklist by visit uid."""
    found: dict[str, set[str]] = {}
    for visit, item in connection.execute(select(ITEM.c.visit_uid, ITEM.c.item_key)):
        found.setdefault(visit, set()).add(item)
    return {visit: frozenset(items) for visit, items in found.items()}


def visits_to_write(connection: Connection) -> tuple[dict[str, Any], ...]:
    """What is needed of each visit to judge a row by."""
    columns = (
        VISIT.c.uid,
        VISIT.c.number,
        VISIT.c.firm_uid,
        FIRM.c.code.label("firm_code"),
        VISIT.c.year,
        VISIT.c.authority,
        VISIT.c.reference_date,
        VISIT.c.edition,
        VISIT.c.signed_off_at,
        VISIT.c.removed_on,
    )
    found = connection.execute(select(*columns).join(FIRM, FIRM.c.uid == VISIT.c.firm_uid)).mappings()
    return tuple(dict(row) for row in found)


def mappings(connection: Connection) -> Mapping[str, Mapping[str, str]]:
    """Remembered column matchings of files of findings, by the key of their headings."""
    chosen = select(MAPPING.c.uid, MAPPING.c.columns).where(MAPPING.c.uid.startswith("findings/"))
    return {uid: json.loads(columns) for uid, columns in connection.execute(chosen)}
