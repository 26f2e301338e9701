"""The list of all findings: ids in any order under any filter, rows of those that are seen, counts by group, saved views."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from auditdesk.model.findings_list import FindingFilter, FindingLine, GroupCount, ViewRow
from auditdesk.model.review_records import SavedView
from auditdesk.model.terms import FindingState, Severity
from auditdesk.store.queries.fieldwork_screen import aware
from auditdesk.store.queries.remedy import firm_owes, last_replies, last_results
from auditdesk.store.queries.review import REPLY, chosen
from auditdesk.store.queries.tables import FINDING, FIRM

VIEW: Any = SavedView.__table__


def _ranked(column: Any, values: Sequence[str]) -> Any:
    """The order of a closed vocabulary instead of its letters."""
    return case({value: rank for rank, value in enumerate(values)}, value=column, else_=len(values))


def ids(
    connection: Connection,
    wanted: FindingFilter,
    *,
    uids: Collection[str] | None,
    order: str,
    descending: bool,
    today: date,
    observations: bool,
) -> tuple[str, ...]:
    """Uids of the findings that are wanted, ordered; equal ones by number. ``uids``: those that a search found."""
    found: Select[Any] = _filtered(select(FINDING.c.uid), wanted, uids, today, observations)
    found, column = _ordering(found, order, firm_joined=bool(wanted.firms))
    by = column.desc().nulls_last() if descending else column.asc().nulls_last()
    return tuple(connection.execute(found.order_by(by, FINDING.c.number)).scalars())


def _ordering(found: Select[Any], order: str, *, firm_joined: bool) -> tuple[Select[Any], Any]:
    if order == "severity":
        return found, _ranked(FINDING.c.severity, [one.value for one in Severity])
    if order == "state":
        return found, _ranked(FINDING.c.state, [one.value for one in FindingState])
    if order == "section":
        return found, FINDING.c.pattern_code
    if order in ("firm_code", "firm_name"):
        joined = found if firm_joined else found.join(FIRM, FIRM.c.uid == FINDING.c.firm_uid)
        return joined, FIRM.c.code if order == "firm_code" else FIRM.c.name
    if order == "last_reply_on":
        standing = REPLY.c.taken_back_at.is_(None)
        newest = select(REPLY.c.finding_uid, func.max(REPLY.c.received_on).label("day")).where(standing)
        last = newest.group_by(REPLY.c.finding_uid).subquery()
        return found.outerjoin(last, last.c.finding_uid == FINDING.c.uid), last.c.day
    return found, FINDING.c[order]


def _filtered(
    found: Select[Any], wanted: FindingFilter, uids: Collection[str] | None, today: date, observations: bool
) -> Select[Any]:
    found = found.where(FINDING.c.deleted_at.is_(None))
    for column, values in (
        (FINDING.c.state, wanted.states),
        (FINDING.c.severity, wanted.severities),
        (FINDING.c.pattern, wanted.patterns),
        (FINDING.c.pattern_code, wanted.sections),
        (FINDING.c.year, wanted.years),
        (FINDING.c.authority, wanted.authorities),
        (FINDING.c.finding_class, wanted.classes),
        (FINDING.c.author, wanted.authors),
    ):
        if values:
            found = found.where(column.in_(values))
    if wanted.firms:
        found = found.join(FIRM, FIRM.c.uid == FINDING.c.firm_uid).where(FIRM.c.code.in_(wanted.firms))
    if wanted.repeat is not None:
        found = found.where(FINDING.c.repeat_of.is_not(None) if wanted.repeat else FINDING.c.repeat_of.is_(None))
    if wanted.due_month:
        found = found.where(func.strftime("%Y-%m", FINDING.c.due_date) == wanted.due_month)
    if wanted.overdue is not None:
        reply, result = last_replies(), last_results()
        late = select(FINDING.c.uid).outerjoin(reply, reply.c.finding_uid == FINDING.c.uid)
        late = late.outerjoin(result, result.c.finding_uid == FINDING.c.uid)
        late = late.where(FINDING.c.due_date < today, firm_owes(reply, result, observations=observations))
        found = found.where(FINDING.c.uid.in_(late) if wanted.overdue else FINDING.c.uid.not_in(late))
    if uids is not None:
        found = found.where(FINDING.c.uid.in_(chosen(uids)))
    return found


_LINE = (
    "uid",
    "number",
    "year",
    "pattern_code",
    "item_key",
    "pattern",
    "edition",
    "finding_class",
    "severity",
    "state",
    "due_date",
    "authority",
    "author",
    "repeat_of",
    "recorded_at",
    "decided_at",
    "version",
)


def rows(connection: Connection, uids: Sequence[str], *, today: date, observations: bool) -> tuple[FindingLine, ...]:
    """The lines of these findings, in their order; those that are gone are left out."""
    wanted = select(chosen(uids).subquery("wanted").c.value)
    standing = REPLY.c.taken_back_at.is_(None), REPLY.c.finding_uid.in_(wanted)
    counted = select(REPLY.c.finding_uid, func.count().label("replies")).where(*standing).group_by(REPLY.c.finding_uid).subquery()
    reply, result = last_replies(), last_results()
    owed = case((firm_owes(reply, result, observations=observations), 1), else_=0).label("owed")
    found = (
        select(
            *(FINDING.c[name] for name in _LINE),
            FIRM.c.code.label("firm_code"),
            FIRM.c.name.label("firm_name"),
            func.coalesce(counted.c.replies, 0).label("replies"),
            reply.c.received_on,
            reply.c.claim,
            owed,
        )
        .join(FIRM, FIRM.c.uid == FINDING.c.firm_uid)
        .outerjoin(counted, counted.c.finding_uid == FINDING.c.uid)
        .outerjoin(reply, reply.c.finding_uid == FINDING.c.uid)
        .outerjoin(result, result.c.finding_uid == FINDING.c.uid)
        .where(FINDING.c.uid.in_(wanted))
    )
    lines = {}
    for row in connection.execute(found).mappings():
        late = row["owed"] and row["due_date"] is not None and row["due_date"] < today
        lines[row["uid"]] = FindingLine(
            uid=row["uid"],
            number=row["number"],
            firm_code=row["firm_code"],
            firm_name=row["firm_name"],
            year=row["year"],
            section=row["pattern_code"],
            item=row["item_key"],
            pattern=row["pattern"],
            edition=row["edition"],
            finding_class=row["finding_class"],
            severity=row["severity"],
            state=row["state"],
            due_date=row["due_date"],
            days_late=(today - row["due_date"]).days if late else None,
            replies=row["replies"],
            last_reply_on=row["received_on"],
            claim=row["claim"] or "",
            authority=row["authority"],
            author=row["author"],
            repeat_of=row["repeat_of"],
            recorded_at=aware(row["recorded_at"]),
            decided_at=aware(row["decided_at"]),
            version=row["version"],
        )
    return tuple(lines[uid] for uid in uids if uid in lines)


def groups(
    connection: Connection,
    wanted: FindingFilter,
    by: str,
    *,
    uids: Collection[str] | None,
    today: date,
    observations: bool,
) -> tuple[GroupCount, ...]:
    """How many of the wanted findings are in each group, in the order of the groups."""
    found: Select[Any] = _filtered(select(), wanted, uids, today, observations)
    if by == "firm":
        if not wanted.firms:
            found = found.join(FIRM, FIRM.c.uid == FINDING.c.firm_uid)
        counted = found.add_columns(FIRM.c.code, FIRM.c.name, func.count()).group_by(FIRM.c.code, FIRM.c.name)
        lines = connection.execute(counted.order_by(FIRM.c.code)).all()
        return tuple(GroupCount(code, name, count, {"firms": (code,)}) for code, name, count in lines)
    column, ordered, field = _grouping(by)
    counted = found.add_columns(column.label("key"), func.count()).select_from(FINDING).group_by(column).order_by(ordered)
    return tuple(
        GroupCount("" if key is None else str(key), "", count, _only(by, field, key))
        for key, count in connection.execute(counted)
    )


def _grouping(by: str) -> tuple[Any, Any, str]:
    """(column, its order, the filter's field) of a group."""
    if by == "severity":
        return FINDING.c.severity, _ranked(FINDING.c.severity, [one.value for one in Severity]), "severities"
    if by == "state":
        return FINDING.c.state, _ranked(FINDING.c.state, [one.value for one in FindingState]), "states"
    if by == "due_month":
        month = func.strftime("%Y-%m", FINDING.c.due_date)
        return month, month, "due_month"
    if by == "repeat":
        repeat = case((FINDING.c.repeat_of.is_(None), "no"), else_="yes")
        return repeat, repeat, "repeat"
    name, field = {
        "year": ("year", "years"),
        "section": ("pattern_code", "sections"),
        "pattern": ("pattern", "patterns"),
        "finding_class": ("finding_class", "classes"),
        "authority": ("authority", "authorities"),
        "author": ("author", "authors"),
    }[by]
    return FINDING.c[name], FINDING.c[name], field


def _only(by: str, field: str, key: Any) -> dict[str, Any]:
    if by == "repeat":
        return {"repeat": key == "yes"}
    if by == "due_month":
        return {"due_month": key or ""}
    return {field: (key,)}


def views(connection: Connection, place: str, login: str) -> tuple[ViewRow, ...]:
    """The views of a place that a person sees: his own first, then shared ones, by name."""
    found = select(VIEW).where(VIEW.c.place == place, (VIEW.c.owner == login) | VIEW.c.shared)
    rows_ = connection.execute(found.order_by(VIEW.c.owner != login, VIEW.c.name, VIEW.c.owner)).mappings()
    return tuple(
        ViewRow(
            uid=row["uid"],
            owner=row["owner"],
            place=row["place"],
            name=row["name"],
            content=json.loads(row["content"]),
            shared=row["shared"],
            mine=row["owner"] == login,
            version=row["version"],
        )
        for row in rows_
    )
