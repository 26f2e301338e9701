"""A row changed, added or taken away behind the journal's back is named; an honest workspace is not."""

from __future__ import annotations

import pytest

from auditdesk.store import schema


def strike(desk, statement: str) -> None:
    with desk.store._engine.connect() as connection:
        raw = connection.connection.driver_connection
        for guard in schema.GUARDS:
            raw.execute(f"DROP TRIGGER {guard}")
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute(statement)
        for definition in schema.GUARDS.values():
            raw.execute(definition)
        raw.execute("PRAGMA foreign_keys = ON")


def test_a_year_of_honest_work_is_as_the_journal_left_it(demo_desk):
    found = demo_desk.care.verify()
    assert found.records_altered == () and found.guards_missing == () and found.ok


@pytest.mark.parametrize(
    ("statement", "kind", "fields"),
    [
        ("UPDATE finding SET facts = 'nothing at all' WHERE number = '108-F0001'", "finding", ("facts",)),
        ("UPDATE finding SET state = 'withdrawn', version = 9 WHERE number = '108-F0001'", "finding", ("state",)),
        ("DELETE FROM answer WHERE uid = (SELECT min(uid) FROM answer)", "answer", ("missing",)),
        ("UPDATE firm_fact SET value = '1' WHERE sequence = 1", "firm_fact", ("value",)),
        ("INSERT INTO number_series (uid, version, last) VALUES ('letter/2031', 1, 7)", "number_series", ("unwritten",)),
    ],
)
def test_what_was_done_behind_the_journal_is_named(demo_desk, statement, kind, fields):
    strike(demo_desk, statement)
    found = demo_desk.care.verify()
    assert [(one.object_kind, one.fields) for one in found.records_altered] == [(kind, fields)]
    assert not found.ok and found.journal.ok


def test_a_guard_taken_away_is_named(desk):
    with desk.store._engine.connect() as connection:
        connection.connection.driver_connection.execute("DROP TRIGGER fact_no_update")
    assert desk.care.verify().guards_missing == ("fact_no_update",)
