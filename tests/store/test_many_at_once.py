"""Thousands of records at once are kept as one by one: the same rows, the same journal lines, and nothing without a commit."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from auditdesk.model.records import Firm, JournalEntry

MANY = [{"uid": f"firm-{number}", "code": f"ZY{number:02d}", "name": f"示範{number}證券"} for number in range(30)]


def lines(desk) -> dict[str, dict]:
    table = JournalEntry.__table__
    with desk.store.read() as connection:
        rows = connection.execute(select(table.c.object_uid, table.c.after).where(table.c.object_kind == "firm")).all()
    return {uid: json.loads(after) for uid, after in rows}


def rows(desk) -> dict[str, dict]:
    with desk.store.read() as connection:
        return {row["uid"]: dict(row) for row in connection.execute(select(Firm.__table__)).mappings()}


def test_many_records_are_kept_like_one(desk):
    with desk.store.work("wang", "test") as work:
        work.add(Firm(uid="one", code="ZX01", name="示範甲證券"))
        work.add_many(Firm, MANY)
        work.commit()
    told, kept = lines(desk), rows(desk)
    assert told.keys() == kept.keys() == {"one", *(each["uid"] for each in MANY)}
    for each in MANY:
        assert told[each["uid"]] == {**told["one"], **each}
        assert kept[each["uid"]] == {**kept["one"], **each}
    found = desk.care.verify()
    assert found.ok and found.records_altered == ()


def test_many_records_are_gone_without_a_commit(desk):
    with pytest.raises(ZeroDivisionError), desk.store.work("wang", "test") as work:
        work.add_many(Firm, MANY)
        raise ZeroDivisionError
    assert lines(desk) == rows(desk) == {}


def test_numbers_reserved_at_once_follow_those_given_one_by_one(desk):
    with desk.store.work("wang", "test") as work:
        assert work.next_number("series") == 1
        assert list(work.next_numbers("series", 3)) == [2, 3, 4]
        assert work.next_number("series") == 5
