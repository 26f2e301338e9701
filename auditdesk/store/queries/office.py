"""Letters, notices, papers, settings, the journal, and how much there is of everything."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from auditdesk.model.records import Firm
from auditdesk.model.rows import JournalRow, LetterRow, PaperRow
from auditdesk.store.queries.tables import (
    BRANCH,
    EVIDENCE,
    FACT,
    FINDING,
    FIRM,
    JOURNAL,
    LETTER,
    NOTICE,
    PAPER,
    PERSON,
    SETTING,
    VISIT,
)


def letters(connection: Connection, *, year: int | None = None, firm_uid: str | None = None) -> tuple[LetterRow, ...]:
    """Letters in the order of their numbers."""
    chosen: Select[Any] = select(LETTER, FIRM.c.code.label("firm_code"), FIRM.c.name.label("firm_name")).join(
        FIRM, FIRM.c.uid == LETTER.c.firm_uid
    )
    if year is not None:
        chosen = chosen.where(LETTER.c.year == year)
    if firm_uid is not None:
        chosen = chosen.where(LETTER.c.firm_uid == firm_uid)
    return tuple(
        LetterRow(
            uid=row["uid"],
            number=row["number"],
            year=row["year"],
            firm_uid=row["firm_uid"],
            firm_code=row["firm_code"],
            firm_name=row["firm_name"],
            issued_on=row["issued_on"],
            reply_by=row["reply_by"],
            state=row["state"],
            findings=tuple(json.loads(row["findings"])),
        )
        for row in connection.execute(chosen.order_by(LETTER.c.number)).mappings()
    )


def lettered_firms(connection: Connection) -> frozenset[tuple[str, int]]:
    """(firm uid, year) of every letter written."""
    return frozenset((uid, year) for uid, year in connection.execute(select(LETTER.c.firm_uid, LETTER.c.year)))


def papers(connection: Connection, *, kind: str | None = None, subjects: Sequence[str] | None = None) -> tuple[PaperRow, ...]:
    """Papers written, the newest first; ``subjects`` are uids of letters or notices."""
    chosen = select(PAPER)
    if kind is not None:
        chosen = chosen.where(PAPER.c.paper_kind == kind)
    if subjects is not None:
        chosen = chosen.where(PAPER.c.subject_uid.in_(subjects))
    return tuple(
        PaperRow(
            uid=row["uid"],
            kind=row["paper_kind"],
            subject_uid=row["subject_uid"],
            number=row["number"],
            title=row["title"],
            path=row["path"],
            sha256=row["sha256"],
            size=row["size"],
            written_at=row["written_at"],
        )
        for row in connection.execute(chosen.order_by(PAPER.c.written_at.desc(), PAPER.c.number)).mappings()
    )


def notices(connection: Connection) -> tuple[dict[str, Any], ...]:
    """The register of notices written, the newest first."""
    chosen = select(NOTICE.c.uid, NOTICE.c.number, NOTICE.c.year, NOTICE.c.title, NOTICE.c.compiled_on, NOTICE.c.state)
    return tuple(dict(row) for row in connection.execute(chosen.order_by(NOTICE.c.number.desc())).mappings())


def newest_line_at(connection: Connection) -> datetime | None:
    """The time of the newest journal line; None while there is none."""
    at = connection.execute(select(JOURNAL.c.at).order_by(JOURNAL.c.sequence.desc()).limit(1)).scalar()
    return None if at is None else datetime.fromisoformat(at)


def journal_of(connection: Connection, uids: Sequence[str] | None, since: datetime | None, limit: int) -> tuple[JournalRow, ...]:
    """Journal lines, the newest first, of the objects named (None = all) from ``since`` on."""
    chosen = select(JOURNAL)
    if uids is not None:
        chosen = chosen.where(JOURNAL.c.object_uid.in_(uids))
    if since is not None:
        chosen = chosen.where(JOURNAL.c.at >= since.isoformat(timespec="microseconds"))
    return tuple(
        JournalRow(
            sequence=row["sequence"],
            at=datetime.fromisoformat(row["at"]),
            login=row["login"],
            computer=row["computer"],
            act=row["act"],
            object_kind=row["object_kind"],
            object_uid=row["object_uid"],
            before=json.loads(row["before"] or "{}"),
            after=json.loads(row["after"] or "{}"),
            hash=row["hash"],
        )
        for row in connection.execute(chosen.order_by(JOURNAL.c.sequence.desc()).limit(limit)).mappings()
    )


_FIRMS: Any = Firm.__table__


def counts(connection: Connection) -> dict[str, int]:
    """How many records of each kind there are, in a database of any schema: what is asked here is in the oldest."""
    kinds = {"firms": _FIRMS, "facts": FACT, "branches": BRANCH, "visits": VISIT, "findings": FINDING, "letters": LETTER}
    kinds |= {"notices": NOTICE, "papers": PAPER, "evidence": EVIDENCE, "people": PERSON, "journal": JOURNAL}
    return {name: int(connection.execute(select(func.count()).select_from(table)).scalar_one()) for name, table in kinds.items()}


def settings(connection: Connection) -> dict[str, Any]:
    """Every office setting that was ever set."""
    return {row["uid"]: json.loads(row["value"]) for row in connection.execute(select(SETTING)).mappings()}


def objects_named(connection: Connection, name: str) -> tuple[str, ...]:
    """Uids of whatever goes by ``name``: a uid in the journal, a firm's code, a login, the number of a visit, finding, letter, notice."""
    columns = (FIRM.c.code, PERSON.c.login, VISIT.c.number, FINDING.c.number, LETTER.c.number, NOTICE.c.number)
    found = [uid for column in columns for uid in connection.execute(select(column.table.c.uid).where(column == name)).scalars()]
    direct = connection.execute(select(JOURNAL.c.object_uid).where(JOURNAL.c.object_uid == name).limit(1)).scalars()
    return (*found, *direct)
