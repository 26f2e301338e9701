"""What left the office and what came home."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal_column, select

from auditdesk.model.parcel_records import CheckIn, CheckOut, Clash, HeldVisit, ParcelSecret
from auditdesk.model.parcel_rows import CheckInRow, CheckOutRow, CheckOutState, ClashState, HeldRow
from auditdesk.model.records import WorkspaceMark
from auditdesk.store.queries.fieldwork_screen import aware
from auditdesk.store.queries.tables import INSPECTOR, JOURNAL, PERSON, VISIT

CHECK_OUT: Any = CheckOut.__table__
CHECK_IN: Any = CheckIn.__table__
CLASH: Any = Clash.__table__
HELD: Any = HeldVisit.__table__
SECRET: Any = ParcelSecret.__table__
MARK: Any = WorkspaceMark.__table__


def workspace(connection: Connection) -> str:
    """Which workspace this is."""
    return str(connection.execute(select(MARK.c.workspace)).scalar_one())


def came_home(connection: Connection, visits: Collection[str]) -> list[str]:
    """Uids of the check-outs of these visits whose parcels were taken in and not taken back."""
    rows = connection.execute(select(CHECK_OUT.c.uid, CHECK_OUT.c.visits).where(CHECK_OUT.c.state == CheckOutState.HOME.value))
    return sorted(uid for uid, own in rows if set(json.loads(own)) & set(visits))


def numbers_of(connection: Connection, visits: Collection[str]) -> frozenset[str]:
    """The numbers of every check-out that took one of these visits along."""
    rows = connection.execute(select(CHECK_OUT.c.number, CHECK_OUT.c.visits))
    return frozenset(number for number, own in rows if set(json.loads(own)) & set(visits))


def holders(connection: Connection, visit_uid: str) -> tuple[str, ...]:
    """Numbers of the check-outs that hold a visit now."""
    rows = connection.execute(select(CHECK_OUT.c.number, CHECK_OUT.c.visits).where(CHECK_OUT.c.state == CheckOutState.OUT.value))
    return tuple(sorted(number for number, own in rows if visit_uid in json.loads(own)))


def holder_of_each(connection: Connection) -> dict[str, str]:
    """Check-out uid → the login of who held it."""
    return _pairs(connection, select(CHECK_OUT.c.uid, CHECK_OUT.c.holder))


def check_outs(connection: Connection, today: date) -> tuple[CheckOutRow, ...]:
    """Every check-out, the newest first, without what left with it."""
    numbers = _numbers(connection)
    names: dict[str, str] = _pairs(connection, select(PERSON.c.login, PERSON.c.name))
    columns = [column for column in CHECK_OUT.c if column.name != "base"]
    found = []
    for row in connection.execute(select(*columns).order_by(CHECK_OUT.c.made_at.desc(), CHECK_OUT.c.number.desc())).mappings():
        uids = tuple(json.loads(row["visits"]))
        found.append(
            CheckOutRow(
                uid=row["uid"],
                number=row["number"],
                visits=tuple(numbers.get(uid, uid) for uid in uids),
                visit_uids=uids,
                holder=row["holder"],
                holder_name=names.get(row["holder"], row["holder"]),
                device=row["device"],
                made_by=row["made_by"],
                made_at=aware(row["made_at"]),
                due_back=row["due_back"],
                state=row["state"],
                ended_by=row["ended_by"],
                ended_at=aware(row["ended_at"]),
                reason=row["reason"],
                overdue=row["state"] == CheckOutState.OUT and row["due_back"] is not None and row["due_back"] < today,
                version=row["version"],
            )
        )
    return tuple(found)


def _pairs(connection: Connection, chosen: Any) -> dict[str, str]:
    return {str(row[0]): str(row[1]) for row in connection.execute(chosen)}


def _numbers(connection: Connection) -> dict[str, str]:
    return _pairs(connection, select(VISIT.c.uid, VISIT.c.number))


def team_of(connection: Connection, visits: Collection[str]) -> frozenset[str]:
    """The logins of the inspectors of these visits."""
    joined = select(PERSON.c.login).join(INSPECTOR, INSPECTOR.c.person_uid == PERSON.c.uid)
    return frozenset(connection.execute(joined.where(INSPECTOR.c.visit_uid.in_(tuple(visits)))).scalars())


def opening_secrets(connection: Connection) -> dict[str, str]:
    """Check-out uid → the secret with which its return is opened."""
    return _pairs(connection, select(SECRET.c.check_out_uid, SECRET.c.secret).where(SECRET.c.purpose == "opens"))


def secret(connection: Connection, check_out_uid: str, purpose: str) -> str | None:
    """One secret of a check-out."""
    chosen = select(SECRET.c.secret).where(SECRET.c.check_out_uid == check_out_uid, SECRET.c.purpose == purpose)
    return connection.execute(chosen).scalar()


def check_ins(connection: Connection) -> tuple[CheckInRow, ...]:
    """Every parcel that was taken in, the newest first."""
    numbers = _numbers(connection)
    open_ = open_clashes(connection)
    joined = select(CHECK_IN, CHECK_OUT.c.number, CHECK_OUT.c.visits, CHECK_OUT.c.holder).join(
        CHECK_OUT, CHECK_OUT.c.uid == CHECK_IN.c.check_out_uid
    )
    found = []
    for row in connection.execute(joined.order_by(CHECK_IN.c.taken_at.desc(), CHECK_IN.c.uid)).mappings():
        uids = json.loads(row["visits"])
        found.append(
            CheckInRow(
                uid=row["uid"],
                parcel=row["number"],
                sha256=row["sha256"],
                device=row["device"],
                holder=row["holder"],
                taken_by=row["taken_by"],
                taken_at=aware(row["taken_at"]),
                counts=json.loads(row["counts"]),
                refused=tuple(json.loads(row["refused"])),
                undone_by=row["undone_by"],
                undone_at=aware(row["undone_at"]),
                open_clashes=sum(open_.get(uid, 0) for uid in uids),
                visits=tuple(numbers.get(uid, uid) for uid in uids),
            )
        )
    return tuple(found)


def taken_in_after(connection: Connection, check_in: str) -> tuple[str, ...]:
    """The check-ins that were made after one and stand, the newest first. In the order in which they were written: clocks go back."""
    written: ColumnElement[int] = literal_column("rowid")
    of_it = select(written).select_from(CHECK_IN).where(CHECK_IN.c.uid == check_in).scalar_subquery()
    chosen = select(CHECK_IN.c.uid).where(CHECK_IN.c.undone_at.is_(None), written > of_it).order_by(written.desc())
    return tuple(connection.execute(chosen).scalars())


def open_clashes(connection: Connection) -> dict[str, int]:
    """Visit uid → how many clashes wait for a decision."""
    chosen = select(CLASH.c.visit_uid, func.count()).where(CLASH.c.state == ClashState.OPEN.value).group_by(CLASH.c.visit_uid)
    return {uid: int(count) for uid, count in connection.execute(chosen)}


def open_clashes_of(connection: Connection, visit_uid: str) -> int:
    """How many clashes of one visit wait for a decision."""
    chosen = select(func.count()).select_from(CLASH).where(CLASH.c.visit_uid == visit_uid, CLASH.c.state == ClashState.OPEN.value)
    return int(connection.execute(chosen).scalar_one())


_BELONGS_BY = ("visit_uid", "visit_item_uid", "finding_uid", "note_uid", "evidence_uid")


def written_here(connection: Connection, uids: Collection[str], kinds: Collection[str]) -> list[dict[str, str]]:
    """The journal lines of these objects, and of those of ``kinds`` that belonged to them and are no more, that were written on this
    computer and did not come with a parcel, the oldest first."""
    names = ("at", "login", "act", "object_kind", "object_uid", "before", "after")
    chosen = select(*(JOURNAL.c[name] for name in names)).where(JOURNAL.c.act != "parcels.receive").order_by(JOURNAL.c.sequence)
    wanted, found = set(uids), []
    for row in connection.execute(chosen).mappings():
        if row["object_uid"] not in wanted and row["object_kind"] in kinds and _belongs(row["after"], wanted):
            wanted.add(row["object_uid"])
        if row["object_uid"] in wanted:
            found.append(dict(row))
    return found


def last_written(connection: Connection, uid: str) -> str:
    """When the last was written of an object that is no more: when it was taken away."""
    chosen = select(JOURNAL.c.at).where(JOURNAL.c.object_uid == uid).order_by(JOURNAL.c.sequence.desc()).limit(1)
    return str(connection.execute(chosen).scalar_one())


def _belongs(after: str | None, wanted: Collection[str]) -> bool:
    said = json.loads(after) if after else None
    return isinstance(said, dict) and any(said.get(name) in wanted for name in _BELONGS_BY)


def held(connection: Connection) -> tuple[HeldRow, ...]:
    """The visits this computer holds for an office."""
    numbers = _numbers(connection)
    return tuple(
        HeldRow(
            visit=numbers.get(row["visit_uid"], row["visit_uid"]),
            visit_uid=row["visit_uid"],
            number=row["number"],
            office=row["office"],
            holder=row["holder"],
            received_at=aware(row["received_at"]),
            due_back=row["due_back"],
            state=row["state"],
            handed_in_at=aware(row["handed_in_at"]),
            receipt_at=aware(row["receipt_at"]),
        )
        for row in connection.execute(select(HELD).order_by(HELD.c.received_at.desc(), HELD.c.visit_uid)).mappings()
    )
