"""What the fieldwork screen reads: one visit's lines, findings, notes and assignments, and what is known beside an item."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, overload

from sqlalchemy import Connection, RowMapping, and_, func, or_, select

from auditdesk.model.fieldwork_records import FieldNote, SectionAssignment
from auditdesk.model.fieldwork_rows import ActivityRow, NoteRow, PeerCount
from auditdesk.model.review_records import FirmReply
from auditdesk.rules.finding_states import COUNTED_STATES
from auditdesk.rules.pattern_succession import Successions
from auditdesk.store.queries.patterns import successions
from auditdesk.store.queries.tables import (
    ANSWER,
    EVIDENCE,
    FINDING,
    FIRM,
    INSPECTOR,
    INTERVIEW,
    ITEM,
    JOURNAL,
    PERSON,
    SAMPLE,
    VISIT,
)

NOTE: Any = FieldNote.__table__
ASSIGNMENT: Any = SectionAssignment.__table__
REPLY: Any = FirmReply.__table__
_ACTIVITY = 30
COUNTED = tuple(sorted(state.value for state in COUNTED_STATES))
"""States of findings that a second person has accepted."""


@overload
def aware(moment: datetime) -> datetime: ...
@overload
def aware(moment: datetime | None) -> datetime | None: ...
def aware(moment: datetime | None) -> datetime | None:
    """A stored moment, which is in UTC, with its zone."""
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def head(connection: Connection, name: str) -> RowMapping | None:
    """The visit of that number or uid with its firm's code and name."""
    chosen = select(VISIT, FIRM.c.code.label("firm_code"), FIRM.c.name.label("firm_name")).join(
        FIRM, FIRM.c.uid == VISIT.c.firm_uid
    )
    return connection.execute(chosen.where(or_(VISIT.c.number == name, VISIT.c.uid == name))).mappings().first()


def team(connection: Connection, visit_uid: str) -> tuple[str, ...]:
    """The logins of the visit's inspectors."""
    chosen = select(PERSON.c.login).join(INSPECTOR, INSPECTOR.c.person_uid == PERSON.c.uid)
    return tuple(connection.execute(chosen.where(INSPECTOR.c.visit_uid == visit_uid).order_by(PERSON.c.login)).scalars())


def absent(connection: Connection, logins: Iterable[str]) -> frozenset[str]:
    """Those of ``logins`` that are nobody here, or no longer active."""
    wanted = set(logins)
    present = set(connection.execute(select(PERSON.c.login).where(PERSON.c.login.in_(wanted), PERSON.c.active)).scalars())
    return frozenset(wanted - present)


def lines(connection: Connection, visit_uid: str) -> Sequence[RowMapping]:
    """The checklist with its answers, in its order."""
    chosen = (
        select(
            ITEM,
            ANSWER.c.judgement,
            ANSWER.c.note,
            ANSWER.c.answered_by,
            ANSWER.c.answered_at,
            ANSWER.c.version.label("answer_version"),
        )
        .outerjoin(ANSWER, ANSWER.c.visit_item_uid == ITEM.c.uid)
        .where(ITEM.c.visit_uid == visit_uid)
        .order_by(ITEM.c.position)
    )
    return connection.execute(chosen).mappings().all()


def answered_lines(connection: Connection, visit_uid: str) -> Sequence[Any]:
    """The answered lines of a visit: key, text_hash, judgement, note, summary_zh, summary_en, deficient."""
    chosen = (
        select(
            ITEM.c.item_key.label("key"),
            ITEM.c.text_hash,
            ANSWER.c.judgement,
            ANSWER.c.note,
            ITEM.c.summary_zh,
            ITEM.c.summary_en,
        )
        .join(ANSWER, ANSWER.c.visit_item_uid == ITEM.c.uid)
        .where(ITEM.c.visit_uid == visit_uid, ANSWER.c.judgement.is_not(None))
        .order_by(ITEM.c.position)
    )
    return connection.execute(chosen).all()


def answer_uids(connection: Connection, item_uid: str) -> tuple[str, ...]:
    """The uid of the answer to a line, where there is one."""
    return tuple(connection.execute(select(ANSWER.c.uid).where(ANSWER.c.visit_item_uid == item_uid)).scalars())


def findings(
    connection: Connection,
    visit_uid: str,
    *,
    name: str | None = None,
    deleted: bool = False,
) -> Sequence[RowMapping]:
    """Findings of one visit that count, the newest first, with how much evidence they have; with ``deleted`` those deleted last."""
    files = (
        select(EVIDENCE.c.finding_uid, func.count().label("files"))
        .where(
            EVIDENCE.c.finding_uid.in_(select(FINDING.c.uid).where(FINDING.c.visit_uid == visit_uid)),
            EVIDENCE.c.deleted_at.is_(None),
        )
        .group_by(EVIDENCE.c.finding_uid)
        .subquery()
    )
    chosen = (
        select(FINDING, func.coalesce(files.c.files, 0).label("files"))
        .outerjoin(files, files.c.finding_uid == FINDING.c.uid)
        .where(FINDING.c.visit_uid == visit_uid)
    )
    if name is not None:
        chosen = chosen.where(FINDING.c.uid == name)
    else:
        chosen = chosen.where(FINDING.c.deleted_at.is_not(None) if deleted else FINDING.c.deleted_at.is_(None))
        chosen = chosen.where(FINDING.c.state != "withdrawn")
    return connection.execute(chosen.order_by(FINDING.c.recorded_at.desc(), FINDING.c.number.desc())).mappings().all()


def finding_place(connection: Connection, name: str) -> tuple[str, str] | None:
    """(uid, visit uid) of the finding of that number or uid."""
    chosen = select(FINDING.c.uid, FINDING.c.visit_uid).where(or_(FINDING.c.number == name, FINDING.c.uid == name))
    row = connection.execute(chosen).first()
    return None if row is None else (row[0], row[1])


def notes(connection: Connection, visit_uid: str, *, state: str | None = None, deleted: bool = False) -> tuple[NoteRow, ...]:
    """Notes of a visit, the oldest first."""
    chosen = select(NOTE).where(NOTE.c.visit_uid == visit_uid)
    chosen = chosen.where(NOTE.c.deleted_at.is_not(None) if deleted else NOTE.c.deleted_at.is_(None))
    if state is not None:
        chosen = chosen.where(NOTE.c.state == state)
    found = connection.execute(chosen.order_by(NOTE.c.written_at, NOTE.c.uid)).mappings().all()
    files: dict[str, tuple[str, ...]] = {}
    uids = [row["uid"] for row in found]
    if uids:
        kept = select(EVIDENCE.c.note_uid, EVIDENCE.c.uid).where(EVIDENCE.c.note_uid.in_(uids), EVIDENCE.c.deleted_at.is_(None))
        for note_uid, uid in connection.execute(kept.order_by(EVIDENCE.c.added_at, EVIDENCE.c.uid)):
            files[note_uid] = (*files.get(note_uid, ()), uid)
    return tuple(
        NoteRow(
            uid=row["uid"],
            text=row["text"],
            state=row["state"],
            item=row["item_key"],
            finding_uid=row["finding_uid"],
            author=row["author"],
            written_at=row["written_at"].replace(tzinfo=UTC),
            deleted_at=aware(row["deleted_at"]),
            evidence=files.get(row["uid"], ()),
            version=row["version"],
        )
        for row in found
    )


def assignments(connection: Connection, visit_uid: str) -> dict[str, str]:
    """Section code → login."""
    return dict(
        connection.execute(select(ASSIGNMENT.c.code, ASSIGNMENT.c.login).where(ASSIGNMENT.c.visit_uid == visit_uid)).all()
    )


def evidence_of(connection: Connection, visit_uid: str) -> Sequence[tuple[str, str, str, str | None, str | None]]:
    """(uid, file name, blob, finding uid, item key) of a visit's files: those of its findings that count, its notes and its tray."""
    chosen = (
        select(EVIDENCE.c.uid, EVIDENCE.c.file_name, EVIDENCE.c.blob, EVIDENCE.c.finding_uid, FINDING.c.item_key)
        .outerjoin(FINDING, FINDING.c.uid == EVIDENCE.c.finding_uid)
        .where(
            or_(FINDING.c.visit_uid == visit_uid, EVIDENCE.c.visit_uid == visit_uid),
            EVIDENCE.c.deleted_at.is_(None),
            FINDING.c.deleted_at.is_(None),
        )
    )
    return connection.execute(chosen.order_by(EVIDENCE.c.added_at, EVIDENCE.c.uid)).all()


def replies(connection: Connection, finding_uids: Sequence[str]) -> dict[str, str]:
    """Finding uid → what the firm answered to it last; replies that were taken back do not count."""
    if not finding_uids:
        return {}
    chosen = (
        select(REPLY.c.finding_uid, REPLY.c.text)
        .where(REPLY.c.finding_uid.in_(finding_uids), REPLY.c.taken_back_at.is_(None))
        .order_by(REPLY.c.received_on, REPLY.c.kept_at)
    )
    return {row.finding_uid: row.text for row in connection.execute(chosen)}


def earlier_accepted(
    connection: Connection, firm_uid: str, year: int, pattern: str, text_hash: str | None, editions: Sequence[str]
) -> str | None:
    """The newest accepted finding of an earlier year at a firm with the same pattern (or one that it came from) or the same words, out of
    these ``editions`` (in the others the codes mean something else); its uid.
    """
    found = []
    same = sorted(Successions(successions(connection)).same_failing_in(pattern, year)) if pattern else []
    # One question an index: asked together they would read every finding of the firm.
    for column, values in ((FINDING.c.pattern, same), (FINDING.c.item_text_hash, [text_hash] if text_hash else [])):
        for value in values:
            chosen = select(FINDING.c.year, FINDING.c.number, FINDING.c.uid).where(
                FINDING.c.firm_uid == firm_uid,
                column == value,
                FINDING.c.state.in_(COUNTED),
                FINDING.c.deleted_at.is_(None),
                FINDING.c.year < year,
                FINDING.c.edition.in_(editions),
            )
            newest = connection.execute(chosen.order_by(FINDING.c.year.desc(), FINDING.c.number.desc()).limit(1)).first()
            if newest is not None:
                found.append(tuple(newest))
    return str(max(found)[2]) if found else None


def peers(connection: Connection, patterns: Sequence[str], firm_uid: str, years: tuple[int, int]) -> tuple[PeerCount, ...]:
    """Accepted findings of other firms with these patterns, from the first to the last year (both inclusive), by severity."""
    if not patterns:
        return ()
    chosen = (
        select(FINDING.c.severity, func.count(), func.count(FINDING.c.firm_uid.distinct()))
        .where(
            FINDING.c.pattern.in_(patterns),
            FINDING.c.year.between(*years),
            FINDING.c.state.in_(COUNTED),
            FINDING.c.firm_uid != firm_uid,
            FINDING.c.deleted_at.is_(None),
        )
        .group_by(FINDING.c.severity)
    )
    counted = {severity: PeerCount(severity, found, firms) for severity, found, firms in connection.execute(chosen)}
    return tuple(counted[severity] for severity in ("critical", "high", "medium", "low") if severity in counted)


def activity(connection: Connection, object_uids: Sequence[str]) -> tuple[ActivityRow, ...]:
    """The newest lines of the journal about these objects."""
    told = (JOURNAL.c.sequence, JOURNAL.c.at, JOURNAL.c.login, JOURNAL.c.act, JOURNAL.c.object_kind, JOURNAL.c.after)
    chosen = select(*told).where(JOURNAL.c.object_uid.in_(object_uids)).order_by(JOURNAL.c.sequence.desc()).limit(_ACTIVITY)
    return tuple(
        ActivityRow(sequence, datetime.fromisoformat(at), login, act, kind, tuple(json.loads(after)) if after else ())
        for sequence, at, login, act, kind, after in connection.execute(chosen)
    )


def authors(connection: Connection, visit_uid: str) -> frozenset[str]:
    """Everybody whose words stand in the visit: who answered, wrote its findings, jotted down a note, kept a sample or an interview."""
    answered = select(ANSWER.c.answered_by).join(ITEM, and_(ITEM.c.uid == ANSWER.c.visit_item_uid, ITEM.c.visit_uid == visit_uid))
    wrote = select(FINDING.c.author).where(FINDING.c.visit_uid == visit_uid, FINDING.c.deleted_at.is_(None))
    noted = select(NOTE.c.author).where(NOTE.c.visit_uid == visit_uid, NOTE.c.deleted_at.is_(None))
    sampled = select(SAMPLE.c.kept_by).where(SAMPLE.c.visit_uid == visit_uid, SAMPLE.c.deleted_at.is_(None))
    asked = select(INTERVIEW.c.kept_by).where(INTERVIEW.c.visit_uid == visit_uid, INTERVIEW.c.deleted_at.is_(None))
    found = set(connection.execute(answered.union(wrote, noted, sampled, asked)).scalars())
    others = select(FINDING.c.co_authors).where(FINDING.c.visit_uid == visit_uid, FINDING.c.deleted_at.is_(None))
    return frozenset(found.union(*(json.loads(logins) for logins in connection.execute(others).scalars())))
