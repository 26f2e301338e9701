"""What review and remedy read of findings: how one stands, its versions and comments, the queue, earlier findings."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, func, or_, select, type_coerce
from sqlalchemy.types import NullType

from auditdesk.model.review_records import CorrectionDue, FindingVersion, FirmReply, FollowUp, ReviewComment, SheetSecret
from auditdesk.rules.finding_states import COUNTED_STATES
from auditdesk.rules.repeats import Occurrence, scheme_for
from auditdesk.store.queries.tables import EVIDENCE, FINDING, FIRM, ITEM, PERSON, VISIT

VERSION: Any = FindingVersion.__table__
COMMENT: Any = ReviewComment.__table__
REPLY: Any = FirmReply.__table__
FOLLOW_UP: Any = FollowUp.__table__
CORRECTION: Any = CorrectionDue.__table__
SECRET: Any = SheetSecret.__table__
COUNTED = tuple(sorted(state.value for state in COUNTED_STATES))


def chosen(uids: Collection[str]) -> Any:
    """Uids as one parameter: there may be more than a statement takes."""
    return select(func.json_each(json.dumps(sorted(uids))).table_valued("value").c.value)


def finding(connection: Connection, name: str) -> RowMapping | None:
    """The finding of that number or uid with its visit, firm and the words of its check item."""
    wanted = (
        select(
            FINDING,
            VISIT.c.number.label("visit_number"),
            VISIT.c.reference_date,
            VISIT.c.signed_off_at,
            VISIT.c.removed_on,
            FIRM.c.code.label("firm_code"),
            FIRM.c.name.label("firm_name"),
            ITEM.c.summary_zh,
            ITEM.c.summary_en,
        )
        .join(VISIT, VISIT.c.uid == FINDING.c.visit_uid)
        .join(FIRM, FIRM.c.uid == FINDING.c.firm_uid)
        .outerjoin(ITEM, and_(ITEM.c.visit_uid == FINDING.c.visit_uid, ITEM.c.item_key == FINDING.c.item_key))
        .where(or_(FINDING.c.uid == name, FINDING.c.number == name))
    )
    return connection.execute(wanted).mappings().first()


def evidence_of(connection: Connection, finding_uid: str) -> tuple[tuple[str, str, str], ...]:
    """(uid, file name, SHA-256) of a finding's files, in the order they were added."""
    files = select(EVIDENCE.c.uid, EVIDENCE.c.file_name, EVIDENCE.c.sha256)
    files = files.where(EVIDENCE.c.finding_uid == finding_uid, EVIDENCE.c.deleted_at.is_(None))
    return tuple((row[0], row[1], row[2]) for row in connection.execute(files.order_by(EVIDENCE.c.added_at, EVIDENCE.c.uid)))


def open_notes(connection: Connection, finding_uid: str) -> int:
    """How many remarks on a finding are not settled."""
    found = select(func.count()).where(
        COMMENT.c.finding_uid == finding_uid, COMMENT.c.answers.is_(None), COMMENT.c.settled_at.is_(None)
    )
    return int(connection.execute(found).scalar_one())


def last_reply(connection: Connection, finding_uid: str) -> RowMapping | None:
    """The newest reply that stands."""
    found = select(REPLY).where(REPLY.c.finding_uid == finding_uid, REPLY.c.taken_back_at.is_(None))
    return connection.execute(found.order_by(REPLY.c.received_on.desc(), REPLY.c.kept_at.desc()).limit(1)).mappings().first()


def last_follow_up(connection: Connection, finding_uid: str) -> RowMapping | None:
    """The newest follow-up check, by when it was kept."""
    found = select(FOLLOW_UP).where(FOLLOW_UP.c.finding_uid == finding_uid)
    return connection.execute(found.order_by(FOLLOW_UP.c.kept_at.desc(), FOLLOW_UP.c.uid.desc()).limit(1)).mappings().first()


def sheet_secret(connection: Connection) -> str | None:
    """What the keys of reply sheets are made with, in hex; None before the first sheet."""
    found = connection.execute(select(SECRET.c.secret)).scalar_one_or_none()
    return None if found is None else str(found)


def versions(connection: Connection, finding_uid: str) -> Sequence[RowMapping]:
    """Frozen versions of a finding, the oldest first."""
    found = select(VERSION).where(VERSION.c.finding_uid == finding_uid).order_by(VERSION.c.number)
    return connection.execute(found).mappings().all()


def comments(connection: Connection, finding_uid: str) -> Sequence[RowMapping]:
    """Remarks on a finding and their answers, the oldest first."""
    found = select(COMMENT).where(COMMENT.c.finding_uid == finding_uid)
    return connection.execute(found.order_by(COMMENT.c.written_at, COMMENT.c.uid)).mappings().all()


def names(connection: Connection) -> dict[str, str]:
    """Login → name."""
    return dict(connection.execute(select(PERSON.c.login, PERSON.c.name)).all())


def waiting_places(connection: Connection) -> Sequence[Any]:
    """Of each finding that waits for its review what its place in the queue rests on.

    (uid, number, severity, moment it was handed in as a text in UTC, firm's uid, year, pattern, hash of the item's words, item, edition,
    class, author, co-authors as JSON, who handed it in)
    """
    submitted = type_coerce(func.coalesce(FINDING.c.decided_at, FINDING.c.recorded_at), NullType())
    columns = [_plain(name) for name in _PLACE]
    return connection.execute(select(*columns[:3], submitted, *columns[3:]).where(*_WAITS)).all()


def waiting_texts(connection: Connection) -> Sequence[Any]:
    """Of each finding that waits what a filter looks at."""
    columns = [_plain(name) for name in ("uid", "number", "author", "edition", "pattern")]
    found = select(*columns, FIRM.c.code.label("firm_code"), FIRM.c.name.label("firm_name"))
    return connection.execute(found.join(FIRM, FIRM.c.uid == FINDING.c.firm_uid).where(*_WAITS)).all()


def _plain(name: str) -> Any:
    """A column as it is kept: nothing is made of its values where there are thousands."""
    return type_coerce(FINDING.c[name], NullType()).label(name)


def waiting(connection: Connection, uids: Sequence[str]) -> Sequence[RowMapping]:
    """Those of these findings that wait, with their firm, how often they were handed in, open remarks and files."""
    wanted = chosen(uids)
    times = _counted(VERSION, wanted, VERSION.c.act == "submit")
    notes = _counted(COMMENT, wanted, and_(COMMENT.c.answers.is_(None), COMMENT.c.settled_at.is_(None)))
    files = _counted(EVIDENCE, wanted, EVIDENCE.c.deleted_at.is_(None))
    found = (
        select(
            *(FINDING.c[name] for name in _QUEUE),
            FIRM.c.code.label("firm_code"),
            FIRM.c.name.label("firm_name"),
            func.coalesce(times.c.count, 0).label("times"),
            func.coalesce(notes.c.count, 0).label("notes"),
            func.coalesce(files.c.count, 0).label("files"),
        )
        .join(FIRM, FIRM.c.uid == FINDING.c.firm_uid)
        .outerjoin(times, times.c.finding_uid == FINDING.c.uid)
        .outerjoin(notes, notes.c.finding_uid == FINDING.c.uid)
        .outerjoin(files, files.c.finding_uid == FINDING.c.uid)
        .where(*_WAITS, FINDING.c.uid.in_(wanted))
    )
    return connection.execute(found).mappings().all()


_WAITS = (FINDING.c.state == "submitted", FINDING.c.deleted_at.is_(None))
_PLACE = (
    "uid",
    "number",
    "severity",
    "firm_uid",
    "year",
    "pattern",
    "item_text_hash",
    "item_key",
    "edition",
    "finding_class",
    "author",
    "co_authors",
    "submitted_by",
)
_QUEUE = (*_PLACE, "state", "decided_at", "recorded_at", "version")


def _counted(table: Any, wanted: Any, condition: Any) -> Any:
    """How many rows of a table each wanted finding has."""
    found = select(table.c.finding_uid, func.count().label("count")).where(table.c.finding_uid.in_(wanted), condition)
    return found.group_by(table.c.finding_uid).subquery()


def states(connection: Connection) -> dict[str, int]:
    """State → how many findings are in it."""
    found = select(FINDING.c.state, func.count()).where(FINDING.c.deleted_at.is_(None)).group_by(FINDING.c.state)
    return {state: int(count) for state, count in connection.execute(found)}


def decided_since(connection: Connection, login: str, since: datetime) -> int:
    """How many findings a person has accepted or returned since a moment."""
    found = select(func.count()).where(
        VERSION.c.made_by == login, VERSION.c.act.in_(("accept", "return")), VERSION.c.made_at >= since
    )
    return int(connection.execute(found).scalar_one())


def occurrences(
    connection: Connection,
    schemes: Mapping[str, str],
    *,
    firms: Collection[str] | None = None,
    before: int | None = None,
    authority: str | None = None,
    of: int | None = None,
) -> tuple[Occurrence, ...]:
    """Findings as far as repeats go. ``schemes``: edition id → scheme of its codes.

    Those that a second person has accepted; with ``of`` also those of that year that are still on their way. ``before``: only of years
    before it; ``firms`` are uids.
    """
    counted = FINDING.c.state.in_(COUNTED)
    if of is not None:
        counted = or_(counted, and_(FINDING.c.year == of, FINDING.c.state != "withdrawn"))
    found = select(
        FINDING.c.uid,
        FINDING.c.number,
        FINDING.c.firm_uid,
        FINDING.c.year,
        FINDING.c.pattern,
        FINDING.c.item_text_hash,
        FINDING.c.item_key,
        FINDING.c.edition,
    ).where(counted, FINDING.c.deleted_at.is_(None))
    if firms is not None:
        found = found.where(FINDING.c.firm_uid.in_(chosen(firms)))
    if before is not None:
        found = found.where(FINDING.c.year < before)
    if authority is not None:
        found = found.where(FINDING.c.authority == authority)
    return tuple(
        Occurrence(uid, number, firm, year, pattern, text or "", scheme_for(item, schemes.get(edition, "")))
        for uid, number, firm, year, pattern, text, item, edition in connection.execute(found)
    )


def brief(connection: Connection, uids: Collection[str]) -> dict[str, RowMapping]:
    """Uid → number, year, item_key, pattern, severity and state of findings."""
    columns = ("uid", "number", "year", "item_key", "pattern", "severity", "state")
    found = select(*(FINDING.c[name] for name in columns)).where(FINDING.c.uid.in_(chosen(uids)))
    return {row["uid"]: row for row in connection.execute(found).mappings()}


def precedents(connection: Connection, patterns: Collection[str], years: tuple[int, int], without: str) -> dict[str, int]:
    """Severity → accepted findings of these patterns at all firms, from the first to the last year (both inclusive)."""
    found = select(FINDING.c.severity, func.count()).where(
        FINDING.c.pattern.in_(tuple(patterns)),
        FINDING.c.year.between(*years),
        FINDING.c.state.in_(COUNTED),
        FINDING.c.deleted_at.is_(None),
        FINDING.c.uid != without,
    )
    return {severity: int(count) for severity, count in connection.execute(found.group_by(FINDING.c.severity))}
