"""The register of tips. Only ``reporters`` reads who sent them in; no other query joins that table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from auditdesk.model.tips import TipFileRow, TipLinkRow, TipRow
from auditdesk.store.queries.fieldwork_screen import aware
from auditdesk.store.queries.tables import (
    FINDING,
    FIRM,
    ITEM,
    JOURNAL,
    TIP,
    TIP_FILE,
    TIP_LINK,
    TIP_READING,
    TIP_REPORTER,
    VISIT,
)

_KINDS = ("tip", "tip_link", "tip_file", "tip_reading")


def tips(connection: Connection, *, name: str | None = None) -> tuple[TipRow, ...]:
    """All tips, the newest first; with ``name`` the one of that number or uid."""
    chosen = select(TIP, FIRM.c.code, FIRM.c.name.label("firm_name")).outerjoin(FIRM, FIRM.c.uid == TIP.c.firm_uid)
    if name is not None:
        chosen = chosen.where(or_(TIP.c.number == name, TIP.c.uid == name))
    found = connection.execute(chosen.order_by(TIP.c.received_on.desc(), TIP.c.number.desc())).mappings().all()
    visits, findings = _joined(connection, VISIT, "visit"), _joined(connection, FINDING, "finding")
    counted = select(TIP_FILE.c.tip_uid, func.count()).group_by(TIP_FILE.c.tip_uid)
    files: dict[str, int] = dict(connection.execute(counted).all())
    return tuple(
        TipRow(
            uid=row["uid"],
            number=row["number"],
            received_on=row["received_on"],
            year=row["received_on"].year,
            source=row["source"],
            firm_uid=row["firm_uid"],
            firm_code=row["code"] or "",
            firm_name=row["firm_name"] or "",
            subject=row["subject"],
            material=row["material"],
            state=row["state"],
            result=row["result"],
            closing=row["closing"],
            closed_by=row["closed_by"],
            closed_at=aware(row["closed_at"]),
            kept_by=row["kept_by"],
            kept_at=aware(row["kept_at"]),
            sealed=bool(row["reporter"]),
            visits=visits.get(row["uid"], ()),
            findings=findings.get(row["uid"], ()),
            files=files.get(row["uid"], 0),
            version=row["version"],
        )
        for row in found
    )


def _joined(connection: Connection, table: Any, kind: str) -> dict[str, tuple[str, ...]]:
    """Tip uid → numbers of the objects of one kind that it is joined to."""
    chosen = select(TIP_LINK.c.tip_uid, table.c.number).join(table, table.c.uid == TIP_LINK.c.object_uid)
    found: dict[str, tuple[str, ...]] = {}
    for uid, number in connection.execute(chosen.where(TIP_LINK.c.object_kind == kind).distinct().order_by(table.c.number)):
        found[uid] = (*found.get(uid, ()), number)
    return found


def links(connection: Connection, tip_uid: str, number: str) -> tuple[TipLinkRow, ...]:
    """What a tip is joined to; an item it brought onto a checklist says so in its frozen reasons."""
    name = func.coalesce(VISIT.c.number, FINDING.c.number, "")
    chosen = (
        select(TIP_LINK, name.label("name"), ITEM.c.reasons)
        .outerjoin(VISIT, VISIT.c.uid == TIP_LINK.c.object_uid)
        .outerjoin(FINDING, FINDING.c.uid == TIP_LINK.c.object_uid)
        .outerjoin(ITEM, and_(ITEM.c.visit_uid == TIP_LINK.c.object_uid, ITEM.c.item_key == TIP_LINK.c.item_key))
        .where(TIP_LINK.c.tip_uid == tip_uid)
        .order_by(TIP_LINK.c.object_kind.desc(), name, TIP_LINK.c.item_key)
    )
    mark = f'"tip":"{number}"'
    return tuple(
        TipLinkRow(
            uid=row["uid"],
            kind=row["object_kind"],
            object_uid=row["object_uid"],
            name=row["name"],
            item=row["item_key"],
            added='"code":"tip_added"' in (row["reasons"] or "") and mark in (row["reasons"] or ""),
        )
        for row in connection.execute(chosen).mappings()
    )


def of_visit(connection: Connection, visit_uid: str) -> tuple[tuple[str, str, str, str], ...]:
    """(number, subject, state, item key) of the tips that a visit took up, the item empty where it is about the whole visit."""
    chosen = (
        select(TIP.c.number, TIP.c.subject, TIP.c.state, TIP_LINK.c.item_key)
        .join(TIP_LINK, TIP_LINK.c.tip_uid == TIP.c.uid)
        .where(TIP_LINK.c.object_uid == visit_uid)
        .order_by(TIP.c.number, TIP_LINK.c.item_key)
    )
    return tuple((row[0], row[1], row[2], row[3]) for row in connection.execute(chosen))


def files(connection: Connection, *, tip_uid: str | None = None, name: str | None = None) -> tuple[TipFileRow, ...]:
    """Files of one tip in the order they were added, or the one of that uid."""
    chosen = select(TIP_FILE)
    if tip_uid is not None:
        chosen = chosen.where(TIP_FILE.c.tip_uid == tip_uid)
    if name is not None:
        chosen = chosen.where(TIP_FILE.c.uid == name)
    return tuple(
        TipFileRow(
            uid=row["uid"],
            file_name=row["file_name"],
            size=row["size"],
            sha256=row["sha256"],
            media_type=row["media_type"],
            blob=row["blob"],
            added_by=row["added_by"],
            added_at=aware(row["added_at"]),
        )
        for row in connection.execute(chosen.order_by(TIP_FILE.c.added_at, TIP_FILE.c.uid)).mappings()
    )


def history(connection: Connection, tip_uid: str) -> tuple[int, ...]:
    """The numbers of the journal lines about a tip, its links, files and readings, those taken away again too; the oldest first."""
    named = f'%"tip_uid":"{tip_uid}"%'
    parts = select(TIP_READING.c.uid).where(TIP_READING.c.tip_uid == tip_uid)
    chosen = select(JOURNAL.c.sequence).where(
        JOURNAL.c.object_kind.in_(_KINDS),
        or_(
            JOURNAL.c.object_uid == tip_uid,
            JOURNAL.c.object_uid.in_(parts),
            JOURNAL.c.after.like(named),
            JOURNAL.c.before.like(named),
        ),
    )
    return tuple(connection.execute(chosen.order_by(JOURNAL.c.sequence)).scalars())


def reporters(connection: Connection, tip_uids: Iterable[str] | None = None) -> tuple[tuple[str, str, str, str], ...]:
    """(tip uid, name, contact, salt): for the administrator's own reading, and for the leak guard, which shows none of it."""
    chosen = select(TIP_REPORTER.c.tip_uid, TIP_REPORTER.c.name, TIP_REPORTER.c.contact, TIP_REPORTER.c.salt)
    if tip_uids is not None:
        chosen = chosen.where(TIP_REPORTER.c.tip_uid.in_(list(tip_uids)))
    return tuple((row[0], row[1], row[2], row[3]) for row in connection.execute(chosen.order_by(TIP_REPORTER.c.tip_uid)))
