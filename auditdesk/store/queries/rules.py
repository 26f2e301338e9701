"""What the office decided about the rules: exceptions, key items, editions of its own; and answers of earlier visits."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Select, select

from auditdesk.model.office_rules import EditionContent, ExceptionRow, KeyItemRow, OfficeEditionRow
from auditdesk.store.queries.tables import EDITION, EXCEPTION, FIRM, KEY_ITEM, VISIT


def exceptions(connection: Connection, *, firm_uid: str | None = None, uid: str | None = None) -> tuple[ExceptionRow, ...]:
    """Exceptions by firm and first day; ``firm_uid`` or ``uid`` choose."""
    chosen: Select[Any] = select(EXCEPTION, FIRM.c.code.label("firm_code"), FIRM.c.name.label("firm_name")).join(
        FIRM, FIRM.c.uid == EXCEPTION.c.firm_uid
    )
    for column, value in ((EXCEPTION.c.firm_uid, firm_uid), (EXCEPTION.c.uid, uid)):
        if value is not None:
            chosen = chosen.where(column == value)
    found = connection.execute(chosen.order_by(FIRM.c.code, EXCEPTION.c.valid_from, EXCEPTION.c.uid)).mappings()
    return tuple(
        ExceptionRow(
            uid=row["uid"],
            firm_uid=row["firm_uid"],
            firm_code=row["firm_code"],
            firm_name=row["firm_name"],
            item=row["item_key"],
            kind=row["exception_kind"],
            reason=row["reason"],
            valid_from=row["valid_from"],
            valid_until=row["valid_until"],
            state=row["state"],
            proposed_by=row["proposed_by"],
            proposed_at=row["proposed_at"],
            decided_by=row["decided_by"],
            decided_at=row["decided_at"],
            decision_reason=row["decision_reason"],
            ended_by=row["ended_by"],
            ended_at=row["ended_at"],
            end_reason=row["end_reason"],
            version=row["version"],
            text_hash=row["text_hash"],
        )
        for row in found
    )


def key_items(connection: Connection, *, year: int | None = None) -> tuple[KeyItemRow, ...]:
    """Key items, the newest year first."""
    chosen = select(KEY_ITEM) if year is None else select(KEY_ITEM).where(KEY_ITEM.c.year == year)
    found = connection.execute(chosen.order_by(KEY_ITEM.c.year.desc(), KEY_ITEM.c.item_key)).mappings()
    return tuple(
        KeyItemRow(
            uid=row["uid"],
            year=row["year"],
            item=row["item_key"],
            reason=row["reason"],
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


def office_editions(connection: Connection) -> tuple[OfficeEditionRow, ...]:
    """Every edition that the office wrote, in the order of their names."""
    return tuple(
        OfficeEditionRow(
            uid=row["uid"],
            edition=row["edition"],
            based_on=row["based_on"],
            state=row["state"],
            digest=row["digest"],
            authors=tuple(json.loads(row["authors"])),
            written_at=row["written_at"],
            submitted_by=row["submitted_by"],
            submitted_at=row["submitted_at"],
            decided_by=row["decided_by"],
            decided_at=row["decided_at"],
            decision_reason=row["decision_reason"],
            version=row["version"],
        )
        for row in connection.execute(select(EDITION).order_by(EDITION.c.edition)).mappings()
    )


def edition_documents(
    connection: Connection, *, state: str | None = None, edition: str | None = None
) -> dict[str, EditionContent]:
    """Edition → what is kept of it, in the order in which they were put in force."""
    chosen = select(EDITION.c.edition, EDITION.c.content, EDITION.c.digest, EDITION.c.based_on)
    if state is not None:
        chosen = chosen.where(EDITION.c.state == state)
    if edition is not None:
        chosen = chosen.where(EDITION.c.edition == edition)
    found = {}
    for name, text, digest, based_on in connection.execute(chosen.order_by(EDITION.c.decided_at, EDITION.c.edition)):
        content = json.loads(text)
        found[name] = EditionContent(
            content["documents"], content.get("whole", {}), digest, based_on, tuple(content.get("seen", ()))
        )
    return found


def visit_before(connection: Connection, firm_uid: str, year: int) -> tuple[str, str, int] | None:
    """(uid, number, year) of the firm's last visit of an audit year before ``year``; None when there is none."""
    chosen = (
        select(VISIT.c.uid, VISIT.c.number, VISIT.c.year)
        .where(VISIT.c.firm_uid == firm_uid, VISIT.c.year < year)
        .order_by(VISIT.c.reference_date.desc(), VISIT.c.number.desc())
    )
    row = connection.execute(chosen.limit(1)).first()
    return None if row is None else (row[0], row[1], row[2])
