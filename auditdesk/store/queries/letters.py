"""What is read of batches of letters, their templates, and what came of each letter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, case, func, or_, select

from auditdesk.model.letter_records import LetterBatch, LetterInBatch, LetterReply, LetterTemplate
from auditdesk.model.letter_rows import UNFINISHED, BatchLineRow, BatchRow, TemplateRow
from auditdesk.model.records import JournalEntry
from auditdesk.model.review_records import CorrectionDue, DueExtension
from auditdesk.store.queries.fieldwork_screen import aware
from auditdesk.store.queries.tables import FINDING, FIRM, LETTER

BATCH: Any = LetterBatch.__table__
LINE: Any = LetterInBatch.__table__
REPLY: Any = LetterReply.__table__
TEMPLATE: Any = LetterTemplate.__table__
_CORRECTION: Any = CorrectionDue.__table__
_JOURNAL: Any = JournalEntry.__table__
_EXTENSION: Any = DueExtension.__table__


def batches(
    connection: Connection, *, name: str | None = None, year: int | None = None, unfinished: bool = False
) -> tuple[BatchRow, ...]:
    """Batches, the newest first; ``name`` is a number or uid, ``unfinished`` those that can go on."""
    counted = select(
        LINE.c.batch_uid,
        func.count().label("letters"),
        func.sum(case((LINE.c.state == "written", 1), else_=0)).label("written"),
        func.sum(case((LINE.c.state == "failed", 1), else_=0)).label("failed"),
    ).group_by(LINE.c.batch_uid)
    counts = counted.subquery()
    found: Select[Any] = select(BATCH, counts.c.letters, counts.c.written, counts.c.failed).join(
        counts, counts.c.batch_uid == BATCH.c.uid
    )
    if name is not None:
        found = found.where(or_(BATCH.c.uid == name, BATCH.c.number == name))
    if year is not None:
        found = found.where(BATCH.c.year == year)
    if unfinished:
        found = found.where(BATCH.c.state.in_(UNFINISHED))
    rows = connection.execute(found.order_by(BATCH.c.started_at.desc(), BATCH.c.number.desc())).mappings()
    return tuple(_batch(row) for row in rows)


def _batch(row: RowMapping) -> BatchRow:
    return BatchRow(
        uid=row["uid"],
        number=row["number"],
        year=row["year"],
        letter_kind=row["letter_kind"],
        issued_on=row["issued_on"],
        reply_by=row["reply_by"],
        folder=row["folder"],
        formats=tuple(json.loads(row["making"])["formats"]),
        state=row["state"],
        letters=row["letters"],
        written=row["written"],
        failed=row["failed"],
        started_by=row["started_by"],
        started_at=row["started_at"],
        ended_at=aware(row["ended_at"]),
        approved_by=row["approved_by"],
        approved_at=aware(row["approved_at"]),
    )


def lines(connection: Connection, batch_uid: str) -> tuple[BatchLineRow, ...]:
    """The lines of a batch in their order."""
    found = (
        select(LINE, FIRM.c.code.label("firm_code"), FIRM.c.name.label("firm_name"))
        .join(FIRM, FIRM.c.uid == LINE.c.firm_uid)
        .where(LINE.c.batch_uid == batch_uid)
        .order_by(LINE.c.position)
    )
    return tuple(
        BatchLineRow(
            uid=row["uid"],
            position=row["position"],
            firm_code=row["firm_code"],
            firm_name=row["firm_name"],
            number=row["number"],
            findings=len(json.loads(row["findings"])),
            state=row["state"],
            problem=_problem(row["problem"]),
            hints=tuple(json.loads(row["hints"])),
            sampled=bool(row["sampled"]),
            opened=tuple(json.loads(row["opened"])),
            letter_uid=row["letter_uid"],
        )
        for row in connection.execute(found).mappings()
    )


def _problem(text: str) -> tuple[str, dict[str, Any]] | None:
    if not text:
        return None
    told = json.loads(text)
    return told["code"], told["values"]


def contents(connection: Connection, batch_uid: str) -> tuple[str, ...]:
    """What the letters of a batch say (JSON) that are written, in their order."""
    found = select(LINE.c.content).where(LINE.c.batch_uid == batch_uid, LINE.c.letter_uid.is_not(None)).order_by(LINE.c.position)
    return tuple(connection.execute(found).scalars())


def changed_by(connection: Connection, act: str, uids: Sequence[str]) -> frozenset[str]:
    """Those of the objects ``uids`` that ``act`` has changed, by the journal."""
    found = select(_JOURNAL.c.object_uid).where(_JOURNAL.c.object_uid.in_(uids), _JOURNAL.c.act == act)
    return frozenset(connection.execute(found).scalars())


def batch_wording(connection: Connection, batch_uid: str) -> str:
    """The wording that a batch was written with, as JSON text."""
    return str(connection.execute(select(BATCH.c.wording).where(BATCH.c.uid == batch_uid)).scalar_one())


def letter(connection: Connection, name: str) -> RowMapping | None:
    """The letter of that number or uid with its batch's templates, or None."""
    found = (
        select(
            LETTER,
            FIRM.c.code.label("firm_code"),
            BATCH.c.wording,
            BATCH.c.form,
            BATCH.c.making,
            BATCH.c.state.label("batch_state"),
        )
        .join(FIRM, FIRM.c.uid == LETTER.c.firm_uid)
        .outerjoin(BATCH, BATCH.c.uid == LETTER.c.batch_uid)
        .where(or_(LETTER.c.uid == name, LETTER.c.number == name))
    )
    return connection.execute(found).mappings().first()


def tracked(connection: Connection, year: int | None = None) -> tuple[RowMapping, ...]:
    """Each letter with its batch's state, its newest reply and how often it was reminded of, in the order of numbers."""
    newest = select(REPLY.c.letter_uid, func.max(REPLY.c.received_on).label("replied_on")).group_by(REPLY.c.letter_uid).subquery()
    number = select(func.max(REPLY.c.number)).where(REPLY.c.letter_uid == LETTER.c.uid).scalar_subquery()
    later = LETTER.alias()
    reminders = (
        select(func.count())
        .select_from(later)
        .where(later.c.refers_to == LETTER.c.uid, later.c.letter_kind == "reminder")
        .scalar_subquery()
    )
    found = (
        select(
            LETTER,
            FIRM.c.code.label("firm_code"),
            FIRM.c.name.label("firm_name"),
            BATCH.c.state.label("batch_state"),
            newest.c.replied_on,
            number.label("reply_number"),
            reminders.label("reminders"),
        )
        .join(FIRM, FIRM.c.uid == LETTER.c.firm_uid)
        .outerjoin(BATCH, BATCH.c.uid == LETTER.c.batch_uid)
        .outerjoin(newest, newest.c.letter_uid == LETTER.c.uid)
    )
    if year is not None:
        found = found.where(LETTER.c.year == year)
    return tuple(connection.execute(found.order_by(LETTER.c.number)).mappings())


def states_by_letter(connection: Connection) -> dict[str, list[str]]:
    """Letter uid → the states of the findings whose newest letter it is."""
    found: dict[str, list[str]] = {}
    for uid, state in connection.execute(select(FINDING.c.letter_uid, FINDING.c.state).where(FINDING.c.letter_uid.is_not(None))):
        found.setdefault(uid, []).append(state)
    return found


def open_corrections(connection: Connection) -> tuple[RowMapping, ...]:
    """What letters say that no longer holds, and no letter has corrected yet."""
    return tuple(
        connection.execute(select(_CORRECTION).where(_CORRECTION.c.settled_at.is_(None)).order_by(_CORRECTION.c.uid)).mappings()
    )


def granted_extensions(connection: Connection) -> tuple[RowMapping, ...]:
    """Extensions that were granted, the oldest decision first."""
    chosen = select(_EXTENSION).where(_EXTENSION.c.decision == "granted").order_by(_EXTENSION.c.decided_at, _EXTENSION.c.uid)
    return tuple(connection.execute(chosen).mappings())


def told_about(connection: Connection) -> frozenset[str]:
    """Uids of the extensions that letters already tell of."""
    return frozenset(uid for about in connection.execute(select(LETTER.c.about)).scalars() for uid in json.loads(about))


def templates(connection: Connection, *, kind: str | None = None, uid: str | None = None) -> tuple[TemplateRow, ...]:
    """Versions of templates, the newest first."""
    found = select(TEMPLATE)
    if kind is not None:
        found = found.where(TEMPLATE.c.template_kind == kind)
    if uid is not None:
        found = found.where(TEMPLATE.c.uid == uid)
    rows = connection.execute(
        found.order_by(TEMPLATE.c.template_kind, TEMPLATE.c.layer, TEMPLATE.c.version_number.desc())
    ).mappings()
    return tuple(
        TemplateRow(
            uid=row["uid"],
            template_kind=row["template_kind"],
            layer=row["layer"],
            version_number=row["version_number"],
            name=row["name"],
            digest=row["digest"],
            state=row["state"],
            authors=tuple(json.loads(row["authors"])),
            made_by=row["made_by"],
            made_at=row["made_at"],
            submitted_by=row["submitted_by"],
            approved_by=row["approved_by"],
            approved_at=aware(row["approved_at"]),
            reason=row["reason"],
            version=row["version"],
        )
        for row in rows
    )


def template_content(connection: Connection, uid: str) -> str:
    """The content of one version; empty when there is none."""
    return str(connection.execute(select(TEMPLATE.c.content).where(TEMPLATE.c.uid == uid)).scalar() or "")
