"""The journal as a trail that people read: which lines there are, and what they are about by name."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Select, String, cast, func, literal, or_, select, union_all

from auditdesk.model import records
from auditdesk.model.trail import ORDERS, TrailChoices, TrailFilter, TrailObject, TrailRow
from auditdesk.store.queries import tables, trail_belongings
from auditdesk.store.queries.tables import (
    ANSWER,
    BRANCH,
    EVIDENCE,
    FACT,
    FINDING,
    FIRM,
    INSPECTOR,
    ITEM,
    JOURNAL,
    LETTER,
    NOTICE,
    PAPER,
    PERSON,
    SETTING,
    VISIT,
)

CONTACT, EXCEPTION = tables.CONTACT, tables.EXCEPTION
EDITION, KEY_ITEM = tables.EDITION, tables.KEY_ITEM
HOLD, LIST, MAPPING = tables._table(records.LegalHold), tables._table(records.ListApplied), tables._table(records.ColumnMapping)
SERIES = tables._table(records.NumberSeries)
_NOTHING = literal("")
_FIRM_NAME = FIRM.c.code + " " + FIRM.c.name


def _named(table: Any, name: Any, of: Any = _NOTHING, term: Any = _NOTHING) -> Select[Any]:
    return select(table.c.uid, name, of, term)


def _of_firm(table: Any, name: Any, term: Any = _NOTHING) -> Select[Any]:
    return _named(table, name, _FIRM_NAME, term).join(FIRM, FIRM.c.uid == table.c.firm_uid)


NAMES: Mapping[str, Select[Any]] = {
    "firm": _named(FIRM, _FIRM_NAME),
    "firm_fact": _named(FACT, _FIRM_NAME, _NOTHING, "fact." + FACT.c.fact).join(FIRM, FIRM.c.uid == FACT.c.firm_uid),
    "branch": _of_firm(BRANCH, BRANCH.c.code + " " + BRANCH.c.name),
    "contact": _of_firm(CONTACT, CONTACT.c.name),
    "scope_exception": _of_firm(EXCEPTION, EXCEPTION.c.item_key),
    "visit": _of_firm(VISIT, VISIT.c.number),
    "finding": _of_firm(FINDING, FINDING.c.number),
    "letter": _of_firm(LETTER, LETTER.c.number),
    "notice": _named(NOTICE, NOTICE.c.number, NOTICE.c.title),
    "paper": _named(PAPER, PAPER.c.number, PAPER.c.title),
    "person": _named(PERSON, PERSON.c.name, PERSON.c.login),
    "visit_inspector": (
        _named(INSPECTOR, PERSON.c.name, VISIT.c.number)
        .join(PERSON, PERSON.c.uid == INSPECTOR.c.person_uid)
        .join(VISIT, VISIT.c.uid == INSPECTOR.c.visit_uid)
    ),
    "visit_item": _named(ITEM, ITEM.c.code, VISIT.c.number).join(VISIT, VISIT.c.uid == ITEM.c.visit_uid),
    "answer": (
        _named(ANSWER, ITEM.c.code, VISIT.c.number)
        .join(ITEM, ITEM.c.uid == ANSWER.c.visit_item_uid)
        .join(VISIT, VISIT.c.uid == ITEM.c.visit_uid)
    ),
    "evidence": (
        _named(EVIDENCE, EVIDENCE.c.file_name, func.coalesce(FINDING.c.number, VISIT.c.number, _NOTHING))
        .outerjoin(FINDING, FINDING.c.uid == EVIDENCE.c.finding_uid)
        .outerjoin(VISIT, VISIT.c.uid == EVIDENCE.c.visit_uid)
    ),
    "office_setting": _named(SETTING, _NOTHING, _NOTHING, "setting." + SETTING.c.uid),
    "number_series": _named(SERIES, SERIES.c.uid),
    "list_applied": _named(LIST, LIST.c.file_name),
    "column_mapping": _named(MAPPING, MAPPING.c.uid),
    "office_edition": _named(EDITION, EDITION.c.edition),
    "key_item": _named(KEY_ITEM, KEY_ITEM.c.item_key, cast(KEY_ITEM.c.year, String)),
    "legal_hold": (
        _named(HOLD, func.coalesce(FIRM.c.code + " " + FIRM.c.name, VISIT.c.number, _NOTHING))
        .outerjoin(FIRM, FIRM.c.uid == HOLD.c.subject_uid)
        .outerjoin(VISIT, VISIT.c.uid == HOLD.c.subject_uid)
    ),
    **trail_belongings.NAMES,
}
"""For each kind of record: uid, name, what it is of, and a term's code."""
_OWN_NAMES = (("code", "name"), ("number",), ("file_name",), ("name", "login"), ("title",), ("item_key",))
"""Fields that name an object which is no longer there, in the lines that tell of it."""
_CALLED = (
    FIRM.c.code,
    FIRM.c.name,
    FIRM.c.kept_name,
    PERSON.c.login,
    PERSON.c.name,
    VISIT.c.number,
    FINDING.c.number,
    LETTER.c.number,
    NOTICE.c.number,
    tables.TIP.c.number,
)


def find(connection: Connection, wanted: TrailFilter, order: str = "sequence", falling: bool = True) -> array[int]:
    """The numbers of the lines wanted, in the order in which they are shown; texts are read by ``page``."""
    if order not in ORDERS:
        raise ValueError(order)
    by = JOURNAL.c[order]
    chosen = (
        select(JOURNAL.c.sequence).where(*_conditions(wanted)).order_by(by.desc() if falling else by, JOURNAL.c.sequence.desc())
    )
    return array("q", connection.execute(chosen).scalars())


def _conditions(wanted: TrailFilter) -> list[Any]:
    found: list[Any] = []
    for column, value in ((JOURNAL.c.login, wanted.login), (JOURNAL.c.act, wanted.act), (JOURNAL.c.object_kind, wanted.kind)):
        if value:
            found.append(column == value)
    if wanted.object:
        named = or_(*(column == wanted.object for column in _CALLED if column.name not in ("name", "kept_name")))
        found.append(or_(JOURNAL.c.object_uid == wanted.object, JOURNAL.c.object_uid.in_(_belonging(named, wanted.object))))
    if wanted.since is not None:
        found.append(JOURNAL.c.at >= _midnight(wanted.since))
    if wanted.until is not None:
        found.append(JOURNAL.c.at < _midnight(wanted.until + timedelta(days=1)))
    for word in wanted.text.split():
        like = f"%{word.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
        named = or_(*(column.like(like, escape="!") for column in _CALLED))
        inside = [column.like(like, escape="!") for column in (JOURNAL.c.before, JOURNAL.c.after, JOURNAL.c.computer)]
        found.append(or_(*inside, JOURNAL.c.object_uid.in_(_belonging(named))))
    return found


def _midnight(day: date) -> str:
    return datetime.combine(day, time.min).astimezone(UTC).isoformat(timespec="microseconds")


def _belonging(named: Any, uid: str = "") -> Any:
    """Uids of what is named so (or has that uid) and of everything that belongs to it."""

    def direct(table: Any) -> Any:
        columns = [column for column in _CALLED if column.table is table]
        mine = [clause for clause in named.clauses if clause.left.table is table] if columns else []
        return or_(table.c.uid == uid, *mine)

    firms = select(FIRM.c.uid).where(direct(FIRM))
    visits = select(VISIT.c.uid).where(or_(direct(VISIT), VISIT.c.firm_uid.in_(firms)))
    items = select(ITEM.c.uid).where(ITEM.c.visit_uid.in_(visits))
    findings = select(FINDING.c.uid).where(or_(direct(FINDING), FINDING.c.visit_uid.in_(visits)))
    letters = select(LETTER.c.uid).where(or_(direct(LETTER), LETTER.c.firm_uid.in_(firms)))
    notices = select(NOTICE.c.uid).where(direct(NOTICE))
    parts = [firms, visits, items, findings, letters, notices, select(PERSON.c.uid).where(direct(PERSON))]
    parts += [select(table.c.uid).where(table.c.firm_uid.in_(firms)) for table in (FACT, BRANCH, CONTACT, EXCEPTION)]
    parts.append(select(ANSWER.c.uid).where(ANSWER.c.visit_item_uid.in_(items)))
    parts.append(select(INSPECTOR.c.uid).where(INSPECTOR.c.visit_uid.in_(visits)))
    parts += trail_belongings.belonging(direct(tables.TIP), firms, visits, findings)
    parts.append(select(PAPER.c.uid).where(or_(PAPER.c.subject_uid.in_(letters), PAPER.c.subject_uid.in_(notices))))
    return union_all(*parts)


def page(connection: Connection, sequences: Sequence[int]) -> tuple[TrailRow, ...]:
    """The lines of these numbers in this order; a number without a line is left out."""
    chosen = select(JOURNAL).where(JOURNAL.c.sequence.in_(list(sequences)))
    lines = {row["sequence"]: row for row in connection.execute(chosen).mappings()}
    objects = _objects(connection, lines.values())
    people = _people(connection)
    found = []
    for sequence in sequences:
        row = lines.get(sequence)
        if row is None:
            continue
        before, after = _fields(row["before"]), _fields(row["after"])
        found.append(
            TrailRow(
                sequence=sequence,
                at=datetime.fromisoformat(row["at"]),
                login=row["login"],
                person=people.get(row["login"], row["login"]),
                computer=row["computer"],
                act=row["act"],
                kind=row["object_kind"],
                uid=row["object_uid"],
                object=objects.get(row["object_uid"]) or _own_name({**before, **after}),
                before=before,
                after=after,
                blanked=row["form"] != 1 and row["salt"] == "",
                hash=row["hash"],
                people=people,
            )
        )
    return tuple(found)


def _fields(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _objects(connection: Connection, lines: Iterable[Mapping[Any, Any]]) -> dict[str, TrailObject]:
    uids: dict[str, set[str]] = {}
    for line in lines:
        uids.setdefault(line["object_kind"], set()).add(line["object_uid"])
    found = {}
    for kind, wanted in uids.items():
        names = NAMES.get(kind)
        if names is None:
            continue
        uid_column = names.selected_columns[0]
        for uid, name, of, term in connection.execute(names.where(uid_column.in_(wanted))):
            found[uid] = TrailObject(name or "", of or "", term or "")
    return found


def _own_name(fields: Mapping[str, Any]) -> TrailObject:
    for names in _OWN_NAMES:
        parts = [fields.get(name) for name in names]
        if all(isinstance(part, str) and part for part in parts):
            return TrailObject(" ".join(str(part) for part in parts))
    return TrailObject()


def _people(connection: Connection) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.execute(select(PERSON.c.login, PERSON.c.name))}


def choices(connection: Connection) -> TrailChoices:
    """What occurs in the journal, in the order of the codes."""

    def each(column: Any) -> list[str]:
        return sorted(connection.execute(select(column).distinct()).scalars())

    names = _people(connection)
    people = tuple((login, names.get(login, login)) for login in each(JOURNAL.c.login))
    return TrailChoices(people, tuple(each(JOURNAL.c.act)), tuple(each(JOURNAL.c.object_kind)))


def is_known(connection: Connection, name: str) -> bool:
    """Whether something goes by that uid, code, number or login."""
    if connection.execute(select(JOURNAL.c.sequence).where(JOURNAL.c.object_uid == name).limit(1)).first():
        return True
    return any(
        connection.execute(select(column.table.c.uid).where(column == name).limit(1)).first()
        for column in _CALLED
        if column.name != "name"
    )
