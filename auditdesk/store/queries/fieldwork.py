"""Visits with their frozen checklists, answers, findings and evidence."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, case, func, or_, select

from auditdesk.model.facts import DatedFact, FactsOnDay, FrozenFacts
from auditdesk.model.rows import FindingRow, VisitItemRow, VisitRow
from auditdesk.rules.finding_states import COUNTED_STATES
from auditdesk.store.queries.tables import ANSWER, FINDING, FIRM, INSPECTOR, ITEM, PERSON, VISIT


def frozen_facts(connection: Connection, firm_uid: str) -> tuple[FrozenFacts, ...]:
    """The facts with which each visit of a firm was opened, in the order of their days; whatever was recorded since changes none."""
    columns = (VISIT.c.uid, VISIT.c.number, VISIT.c.reference_date, VISIT.c.edition, VISIT.c.facts, FIRM.c.code)
    chosen = select(*columns).join(FIRM, FIRM.c.uid == VISIT.c.firm_uid).where(VISIT.c.firm_uid == firm_uid)
    return tuple(
        FrozenFacts(
            row["uid"],
            row["number"],
            row["edition"],
            FactsOnDay(
                row["code"], row["reference_date"], {kind: _fact(told) for kind, told in json.loads(row["facts"]).items()}
            ),
        )
        for row in connection.execute(chosen.order_by(VISIT.c.reference_date, VISIT.c.number)).mappings()
    )


def _fact(told: dict[str, Any]) -> DatedFact:
    since, recorded = date.fromisoformat(told["valid_from"]), date.fromisoformat(told["recorded_on"])
    return DatedFact(told["kind"], told["value"], since, told["source"], recorded, told["recorded_by"])


def visits(
    connection: Connection, *, year: int | None = None, firm_uid: str | None = None, name: str | None = None
) -> tuple[VisitRow, ...]:
    """Visits, the newest first; ``name`` is a visit's number or uid."""
    chosen: Select[Any] = select(VISIT, FIRM.c.code.label("firm_code"), FIRM.c.name.label("firm_name"), FIRM.c.licence).join(
        FIRM, FIRM.c.uid == VISIT.c.firm_uid
    )
    if year is not None:
        chosen = chosen.where(VISIT.c.year == year)
    if firm_uid is not None:
        chosen = chosen.where(VISIT.c.firm_uid == firm_uid)
    if name is not None:
        chosen = chosen.where(or_(VISIT.c.number == name, VISIT.c.uid == name))
    found = connection.execute(chosen.order_by(VISIT.c.reference_date.desc(), VISIT.c.number.desc())).mappings().all()
    uids = [row["uid"] for row in found]
    teams = _inspectors(connection, uids)
    progress = _progress(connection, uids)
    counts = _finding_counts(connection, uids)
    return tuple(
        VisitRow(
            uid=row["uid"],
            number=row["number"],
            firm_uid=row["firm_uid"],
            firm_code=row["firm_code"],
            firm_name=row["firm_name"],
            reference_date=row["reference_date"],
            kind=row["visit_kind"],
            mode=row["mode"],
            authority=row["authority"],
            edition=row["edition"],
            inspectors=teams.get(row["uid"], ()),
            done=progress.get(row["uid"], (0, 0, 0))[1],
            total=progress.get(row["uid"], (0, 0, 0))[0],
            deficient=progress.get(row["uid"], (0, 0, 0))[2],
            findings=counts.get(row["uid"], 0),
            version=row["version"],
            standing="signed_off" if row["signed_off_at"] else "submitted" if row["submitted_at"] else "open",
            licence=row["licence"],
        )
        for row in found
    )


def _inspectors(connection: Connection, visit_uids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    teams: dict[str, tuple[str, ...]] = {}
    chosen = select(INSPECTOR.c.visit_uid, PERSON.c.login).join(PERSON, PERSON.c.uid == INSPECTOR.c.person_uid)
    for part in _portions(visit_uids):
        for visit_uid, login in connection.execute(chosen.where(INSPECTOR.c.visit_uid.in_(part)).order_by(PERSON.c.login)):
            teams[visit_uid] = (*teams.get(visit_uid, ()), login)
    return teams


def _progress(connection: Connection, visit_uids: Sequence[str]) -> dict[str, tuple[int, int, int]]:
    """Visit uid → (items, answered, deficient)."""
    answered = func.count(ANSWER.c.judgement)
    deficient = func.sum(case((ANSWER.c.judgement == "deficient", 1), else_=0))
    chosen = (
        select(ITEM.c.visit_uid, func.count(), answered, func.coalesce(deficient, 0))
        .outerjoin(ANSWER, ANSWER.c.visit_item_uid == ITEM.c.uid)
        .group_by(ITEM.c.visit_uid)
    )
    return {
        uid: (total, done, bad)
        for part in _portions(visit_uids)
        for uid, total, done, bad in connection.execute(chosen.where(ITEM.c.visit_uid.in_(part)))
    }


def _finding_counts(connection: Connection, visit_uids: Sequence[str]) -> dict[str, int]:
    chosen = select(FINDING.c.visit_uid, func.count()).where(FINDING.c.state != "withdrawn", FINDING.c.deleted_at.is_(None))
    chosen = chosen.group_by(FINDING.c.visit_uid)
    return {
        uid: count
        for part in _portions(visit_uids)
        for uid, count in connection.execute(chosen.where(FINDING.c.visit_uid.in_(part)))
    }


def _portions(uids: Sequence[str], size: int = 500) -> Iterable[Sequence[str]]:
    """SQLite limits the number of parameters of one statement."""
    return (uids[start : start + size] for start in range(0, len(uids), size))


def checklist(connection: Connection, visit_uid: str) -> tuple[VisitItemRow, ...]:
    """The frozen checklist of one visit with its answers, in its order."""
    chosen = (
        select(ITEM, ANSWER.c.judgement, ANSWER.c.note, ANSWER.c.version.label("answer_version"))
        .outerjoin(ANSWER, ANSWER.c.visit_item_uid == ITEM.c.uid)
        .where(ITEM.c.visit_uid == visit_uid)
        .order_by(ITEM.c.position)
    )
    return tuple(
        VisitItemRow(
            uid=row["uid"],
            key=row["item_key"],
            code=row["code"],
            part=row["part"],
            position=row["position"],
            summary_zh=row["summary_zh"],
            summary_en=row["summary_en"],
            frequency=row["frequency"],
            text_hash=row["text_hash"],
            applies=row["applies"],
            reasons=tuple(json.loads(row["reasons"])),
            judgement=row["judgement"],
            note=row["note"] or "",
            version=row["answer_version"] or 0,
        )
        for row in connection.execute(chosen).mappings()
    )


def findings(
    connection: Connection,
    *,
    year: int | None = None,
    firm_uid: str | None = None,
    visit_uid: str | None = None,
    state: str | None = None,
    pattern: str | None = None,
    uids: Collection[str] | None = None,
    name: str | None = None,
) -> tuple[FindingRow, ...]:
    """Findings in the order of their numbers; ``name`` is a number or uid, ``uids`` choose."""
    chosen: Select[Any] = (
        select(
            FINDING,
            VISIT.c.number.label("visit_number"),
            VISIT.c.reference_date.label("visit_date"),
            FIRM.c.code.label("firm_code"),
            FIRM.c.name.label("firm_name"),
        )
        .join(VISIT, VISIT.c.uid == FINDING.c.visit_uid)
        .join(FIRM, FIRM.c.uid == FINDING.c.firm_uid)
        .where(FINDING.c.deleted_at.is_(None))
    )
    for column, value in (
        (FINDING.c.year, year),
        (FINDING.c.firm_uid, firm_uid),
        (FINDING.c.visit_uid, visit_uid),
        (FINDING.c.state, state),
        (FINDING.c.pattern, pattern),
    ):
        if value is not None:
            chosen = chosen.where(column == value)
    if uids is not None:
        # As one parameter: a search may find more than a statement takes.
        chosen = chosen.where(FINDING.c.uid.in_(select(func.json_each(json.dumps(sorted(uids))).table_valued("value").c.value)))
    if name is not None:
        chosen = chosen.where(or_(FINDING.c.number == name, FINDING.c.uid == name))
    return tuple(_finding(row) for row in connection.execute(chosen.order_by(FINDING.c.number)).mappings())


def _finding(row: RowMapping) -> FindingRow:
    return FindingRow(
        uid=row["uid"],
        number=row["number"],
        visit_uid=row["visit_uid"],
        visit_number=row["visit_number"],
        visit_date=row["visit_date"],
        firm_uid=row["firm_uid"],
        firm_code=row["firm_code"],
        firm_name=row["firm_name"],
        year=row["year"],
        item=row["item_key"],
        pattern=row["pattern"],
        pattern_code=row["pattern_code"],
        edition=row["edition"],
        authority=row["authority"],
        finding_class=row["finding_class"],
        severity=row["severity"],
        state=row["state"],
        facts=row["facts"],
        due_date=row["due_date"],
        author=row["author"],
        reviewer=row["reviewer"],
        repeat_of=row["repeat_of"],
        version=row["version"],
    )


def finding_years(connection: Connection) -> tuple[int, ...]:
    """Audit years that have findings, the newest first."""
    return tuple(connection.execute(select(FINDING.c.year).distinct().order_by(FINDING.c.year.desc())).scalars())


def counted_years(connection: Connection) -> tuple[int, ...]:
    """Audit years that have accepted findings, the newest first."""
    counted = (FINDING.c.deleted_at.is_(None), FINDING.c.state.in_(COUNTED_STATES))
    return tuple(connection.execute(select(FINDING.c.year).where(*counted).distinct().order_by(FINDING.c.year.desc())).scalars())


def visit_years(connection: Connection) -> tuple[int, ...]:
    """Audit years that have visits, the newest first."""
    return tuple(connection.execute(select(VISIT.c.year).distinct().order_by(VISIT.c.year.desc())).scalars())


def finding_states_by_firm(connection: Connection) -> dict[str, list[tuple[int, str]]]:
    """Firm uid → (year, state) of each of its findings."""
    states: dict[str, list[tuple[int, str]]] = {}
    chosen = select(FINDING.c.firm_uid, FINDING.c.year, FINDING.c.state).where(FINDING.c.deleted_at.is_(None))
    for firm_uid, year, state in connection.execute(chosen):
        states.setdefault(firm_uid, []).append((year, state))
    return states


def visit_days_by_firm(connection: Connection) -> dict[str, list[tuple[int, date]]]:
    """Firm uid → (year, reference date) of each of its visits."""
    days: dict[str, list[tuple[int, date]]] = {}
    for firm_uid, year, day in connection.execute(select(VISIT.c.firm_uid, VISIT.c.year, VISIT.c.reference_date)):
        days.setdefault(firm_uid, []).append((year, day))
    return days
