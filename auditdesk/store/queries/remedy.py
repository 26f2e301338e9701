"""What is read of replies, extensions, follow-up checks, corrections that are due, reply sheets and measures."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, func, or_, select

from auditdesk.model.remedy_rows import CorrectionRow, FollowUpRow, MeasureRow, ReplyRow, SheetTaken
from auditdesk.model.review_records import DueExtension, Measure, ReplySheet
from auditdesk.rules.finding_states import REMEDY_STATES
from auditdesk.store.queries.fieldwork_screen import aware
from auditdesk.store.queries.review import CORRECTION, FOLLOW_UP, REPLY, chosen
from auditdesk.store.queries.tables import FINDING, FIRM, LETTER

EXTENSION: Any = DueExtension.__table__
SHEET: Any = ReplySheet.__table__
MEASURE: Any = Measure.__table__
_IN_REMEDY = tuple(sorted(state.value for state in REMEDY_STATES))


def finding(connection: Connection, name: str) -> RowMapping | None:
    """The finding of that number or uid with its firm's code and its letter's number and day."""
    wanted = (
        select(
            FINDING,
            FIRM.c.code.label("firm_code"),
            FIRM.c.name.label("firm_name"),
            LETTER.c.number.label("letter_number"),
            LETTER.c.issued_on,
        )
        .join(FIRM, FIRM.c.uid == FINDING.c.firm_uid)
        .outerjoin(LETTER, LETTER.c.uid == FINDING.c.letter_uid)
        .where(or_(FINDING.c.uid == name, FINDING.c.number == name))
    )
    return connection.execute(wanted).mappings().first()


def letter_carrying(connection: Connection, finding_uid: str) -> tuple[str, date] | None:
    """(uid, day) of the newest letter that carries a finding, for letters written before findings said so themselves."""
    # Uids are in quotes inside the array, so that none is a part of another.
    found = select(LETTER.c.uid, LETTER.c.issued_on).where(LETTER.c.findings.contains(f'"{finding_uid}"', autoescape=True))
    row = connection.execute(found.order_by(LETTER.c.issued_on.desc(), LETTER.c.number.desc()).limit(1)).first()
    return None if row is None else (row[0], row[1])


def replies(connection: Connection, finding_uid: str) -> tuple[ReplyRow, ...]:
    """Replies to a finding, the newest first, also those taken back."""
    found = select(REPLY).where(REPLY.c.finding_uid == finding_uid)
    rows = connection.execute(found.order_by(REPLY.c.received_on.desc(), REPLY.c.kept_at.desc())).mappings()
    return tuple(
        ReplyRow(
            uid=row["uid"],
            received_on=row["received_on"],
            claim=row["claim"],
            text=row["text"],
            measures=row["measures"],
            done_on=row["done_on"],
            contact=row["contact"],
            source_name=row["source_name"],
            source_sha256=row["source_sha256"],
            sheet_uid=row["sheet_uid"],
            kept_by=row["kept_by"],
            kept_at=aware(row["kept_at"]),
            taken_back_at=aware(row["taken_back_at"]),
            take_back_reason=row["take_back_reason"],
        )
        for row in rows
    )


def extensions(connection: Connection, finding_uid: str) -> Sequence[RowMapping]:
    """Extensions asked for, the newest first."""
    found = select(EXTENSION).where(EXTENSION.c.finding_uid == finding_uid)
    return connection.execute(found.order_by(EXTENSION.c.kept_at.desc(), EXTENSION.c.uid)).mappings().all()


def follow_ups(connection: Connection, finding_uid: str) -> tuple[FollowUpRow, ...]:
    """Follow-up checks, the newest first."""
    found = select(FOLLOW_UP).where(FOLLOW_UP.c.finding_uid == finding_uid)
    rows = connection.execute(found.order_by(FOLLOW_UP.c.kept_at.desc(), FOLLOW_UP.c.uid.desc())).mappings()
    return tuple(
        FollowUpRow(
            uid=row["uid"],
            checked_on=row["checked_on"],
            mode=row["mode"],
            result=row["result"],
            text=row["text"],
            evidence=tuple(json.loads(row["evidence"])),
            checked_by=row["checked_by"],
            kept_at=aware(row["kept_at"]),
        )
        for row in rows
    )


def corrections(
    connection: Connection, *, finding_uid: str | None = None, letter_uid: str | None = None, due: bool = False
) -> tuple[CorrectionRow, ...]:
    """Letters that are to be corrected, the newest first; with ``due`` only those that are not."""
    found: Select[Any] = (
        select(
            CORRECTION,
            FINDING.c.number.label("finding_number"),
            FIRM.c.code.label("firm_code"),
            LETTER.c.number.label("letter_number"),
        )
        .join(FINDING, FINDING.c.uid == CORRECTION.c.finding_uid)
        .join(FIRM, FIRM.c.uid == FINDING.c.firm_uid)
        .join(LETTER, LETTER.c.uid == CORRECTION.c.letter_uid)
    )
    for column, value in ((CORRECTION.c.finding_uid, finding_uid), (CORRECTION.c.letter_uid, letter_uid)):
        if value is not None:
            found = found.where(column == value)
    if due:
        found = found.where(CORRECTION.c.settled_at.is_(None))
    return tuple(
        CorrectionRow(
            uid=row["uid"],
            finding_uid=row["finding_uid"],
            finding=row["finding_number"],
            firm_code=row["firm_code"],
            letter_uid=row["letter_uid"],
            letter_number=row["letter_number"],
            act=row["act"],
            reason=row["reason"],
            raised_by=row["raised_by"],
            raised_at=aware(row["raised_at"]),
            settled_at=aware(row["settled_at"]),
        )
        for row in connection.execute(found.order_by(CORRECTION.c.raised_at.desc(), CORRECTION.c.uid)).mappings()
    )


def newest(table: Any, order: Sequence[Any], columns: Sequence[str], *conditions: Any) -> Any:
    """The newest row of each finding in a table, as a sub-query."""
    rank = func.row_number().over(partition_by=table.c.finding_uid, order_by=order).label("rank")
    ranked = select(table.c.finding_uid, *(table.c[name] for name in columns), rank).where(*conditions).subquery()
    return select(ranked).where(ranked.c.rank == 1).subquery()


def last_replies() -> Any:
    """Of each finding the newest reply that stands: received_on, claim."""
    order = (REPLY.c.received_on.desc(), REPLY.c.kept_at.desc())
    return newest(REPLY, order, ("received_on", "claim"), REPLY.c.taken_back_at.is_(None))


def last_results() -> Any:
    """Of each finding the newest follow-up check: result."""
    return newest(FOLLOW_UP, (FOLLOW_UP.c.kept_at.desc(), FOLLOW_UP.c.uid.desc()), ("result",))


def firm_owes(reply: Any, result: Any, *, observations: bool) -> Any:
    """The condition of ``rules.remedy.owes`` being ``firm``, over findings joined with their newest reply and check."""
    waiting = or_(
        FINDING.c.state == "lettered",
        and_(FINDING.c.state == "answered", reply.c.claim.in_(("under_way", "planned"))),
        and_(FINDING.c.state == "rechecked", func.coalesce(result.c.result, "") != "remedied"),
    )
    return waiting if observations else and_(waiting, FINDING.c.finding_class == "finding")


def overdue(connection: Connection, today: date, *, observations: bool) -> Sequence[RowMapping]:
    """Findings whose firm owes something after the due date, the longest overdue first."""
    reply, result = last_replies(), last_results()
    columns = ("uid", "number", "pattern", "severity", "state", "due_date")
    found = (
        select(
            *(FINDING.c[name] for name in columns),
            FIRM.c.code.label("firm_code"),
            FIRM.c.name.label("firm_name"),
            reply.c.received_on,
            reply.c.claim,
        )
        .join(FIRM, FIRM.c.uid == FINDING.c.firm_uid)
        .outerjoin(reply, reply.c.finding_uid == FINDING.c.uid)
        .outerjoin(result, result.c.finding_uid == FINDING.c.uid)
        .where(
            FINDING.c.state.in_(_IN_REMEDY),
            FINDING.c.deleted_at.is_(None),
            FINDING.c.due_date < today,
            firm_owes(reply, result, observations=observations),
        )
    )
    return connection.execute(found.order_by(FINDING.c.due_date, FINDING.c.number)).mappings().all()


def named(connection: Connection, uids: Collection[str]) -> dict[str, RowMapping]:
    """Uid → number, state, firm code and the day of the letter of findings."""
    found = (
        select(
            FINDING.c.uid,
            FINDING.c.number,
            FINDING.c.state,
            FINDING.c.deleted_at,
            FIRM.c.code.label("firm_code"),
            LETTER.c.issued_on,
        )
        .join(FIRM, FIRM.c.uid == FINDING.c.firm_uid)
        .outerjoin(LETTER, LETTER.c.uid == FINDING.c.letter_uid)
        .where(FINDING.c.uid.in_(chosen(uids)))
    )
    return {row["uid"]: row for row in connection.execute(found).mappings()}


def standing_replies(connection: Connection, uids: Collection[str]) -> dict[str, list[tuple[str, str, str, date | None, str]]]:
    """Finding uid → (text, claim, measures, done_on, contact) of its replies that stand."""
    found = select(REPLY.c.finding_uid, REPLY.c.text, REPLY.c.claim, REPLY.c.measures, REPLY.c.done_on, REPLY.c.contact)
    found = found.where(REPLY.c.finding_uid.in_(chosen(uids)), REPLY.c.taken_back_at.is_(None))
    kept: dict[str, list[tuple[str, str, str, date | None, str]]] = {}
    for uid, *rest in connection.execute(found):
        kept.setdefault(uid, []).append(tuple(rest))
    return kept


def sheets(connection: Connection) -> tuple[SheetTaken, ...]:
    """Reply sheets taken in, the newest first."""
    counted = select(REPLY.c.sheet_uid, func.count().label("count")).group_by(REPLY.c.sheet_uid).subquery()
    found = select(SHEET, func.coalesce(counted.c.count, 0).label("replies")).outerjoin(
        counted, counted.c.sheet_uid == SHEET.c.uid
    )
    return tuple(
        SheetTaken(
            uid=row["uid"],
            file_name=row["file_name"],
            sha256=row["sha256"],
            received_on=row["received_on"],
            replies=row["replies"],
            taken_by=row["taken_by"],
            taken_at=aware(row["taken_at"]),
            undone_by=row["undone_by"],
            undone_at=aware(row["undone_at"]),
        )
        for row in connection.execute(found.order_by(SHEET.c.taken_at.desc(), SHEET.c.uid)).mappings()
    )


def measures(
    connection: Connection, *, firm: str | None = None, uid: str | None = None, standing: bool = False
) -> tuple[MeasureRow, ...]:
    """Measures by the day of their letter, the newest first; ``firm`` is a code; with ``standing`` only those not taken back."""
    found: Select[Any] = select(MEASURE, FIRM.c.code.label("firm_code"), FIRM.c.name.label("firm_name")).join(
        FIRM, FIRM.c.uid == MEASURE.c.firm_uid
    )
    if firm is not None:
        found = found.where(FIRM.c.code == firm)
    if uid is not None:
        found = found.where(MEASURE.c.uid == uid)
    if standing:
        found = found.where(MEASURE.c.taken_back_at.is_(None))
    rows = connection.execute(found.order_by(MEASURE.c.letter_date.desc(), MEASURE.c.recorded_at.desc())).mappings().all()
    wanted = {each for row in rows for each in json.loads(row["findings"])}
    numbers: dict[str, str] = dict(
        connection.execute(select(FINDING.c.uid, FINDING.c.number).where(FINDING.c.uid.in_(chosen(wanted)))).all()
    )
    return tuple(
        MeasureRow(
            uid=row["uid"],
            firm_code=row["firm_code"],
            firm_name=row["firm_name"],
            kind=row["measure_kind"],
            article=row["article"],
            amount=row["amount"],
            letter_number=row["letter_number"],
            letter_date=row["letter_date"],
            due_on=row["due_on"],
            kept_on=row["kept_on"],
            findings=tuple(numbers[each] for each in json.loads(row["findings"]) if each in numbers),
            note=row["note"],
            recorded_by=row["recorded_by"],
            recorded_at=aware(row["recorded_at"]),
            taken_back_at=aware(row["taken_back_at"]),
            take_back_reason=row["take_back_reason"],
            version=row["version"],
        )
        for row in rows
    )
