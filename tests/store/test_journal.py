"""The journal is proof: whatever is done to its lines behind the program's back is found, and named by line and by how."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import Connection, create_engine, select
from sqlmodel import SQLModel

from auditdesk.model.records import Contact, Firm, JournalEntry, Visit, WorkspaceMark
from auditdesk.places import Workspace
from auditdesk.store import checkpoints, journal, schema
from auditdesk.store.journal_check import ChainState, check
from auditdesk.store.keys import Cost
from auditdesk.store.store import Store, utc_now

CHEAP = Cost(8 * 1024, 1, 1)
PASSPHRASE = "correct horse battery staple"
LINES = 12
COLUMNS = tuple(column.name for column in JournalEntry.__table__.columns)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory):
    """A workspace of twelve journal lines with checkpoints at the fifth and the tenth."""
    store, key, _ = Store.create(Workspace(tmp_path_factory.mktemp("journal") / "home"), "wang", PASSPHRASE, cost=CHEAP)
    with store.work("wang", "test") as work:
        work.add(Firm(uid="firm-1", code="ZX01", name="示範甲證券"))
        work.commit()
    for number in range(2, LINES + 1):
        with store.work("wang", "rename") as work:
            work.get(Firm, "firm-1").name = f"示範{number}證券"
            work.commit()
        if number in (5, 10):
            with store.unjournaled() as connection:
                checkpoints.add(connection, key.signing_key(), "wang", utc_now())
    yield store
    store.close()


@pytest.fixture
def tampered(made):
    """A connection in which everything is allowed and nothing lasts: the guards are gone until the test ends."""
    with made._engine.execution_options(writes=True).connect() as connection, connection.begin() as transaction:
        for guard in schema.GUARDS:
            connection.exec_driver_sql(f"DROP TRIGGER {guard}")
        yield connection
        transaction.rollback()


def told(connection: Connection, **values) -> list[tuple[int, int, str]]:
    return [(one.sequence, one.last, one.kind) for one in check(connection, **values).breaks]


def lines(connection: Connection) -> list[dict]:
    table = JournalEntry.__table__
    return [dict(row) for row in connection.execute(select(table).order_by(table.c.sequence)).mappings()]


def put(connection: Connection, every: list[dict]) -> None:
    """Write these lines in place of all there are."""
    connection.exec_driver_sql("DELETE FROM journal")
    connection.execute(JournalEntry.__table__.insert(), every)


def rechained(every: list[dict], start: int) -> list[dict]:
    """The lines from ``start`` (0 = first) on with numbers and hashes made anew, as a forger would who knows the form."""
    previous = every[start - 1]["hash"] if start else journal.GENESIS
    for place in range(start, len(every)):
        line = every[place]
        line.update(sequence=place + 1, previous_hash=previous, salt="00" * 16)
        line.update(
            before_hash=journal.text_hash(line["salt"], line["before"]), after_hash=journal.text_hash(line["salt"], line["after"])
        )
        previous = line["hash"] = journal.line_hash(line)
    return every


def test_an_untouched_journal_is_whole(made):
    with made.read() as connection:
        state = check(connection)
    assert state.ok and state.entries == LINES and state.checkpoints == 2 and state.unsigned == 2
    assert state.last_checkpoint is not None and state.last_checkpoint.sequence == 10


@pytest.mark.parametrize("column", [name for name in COLUMNS if name != "sequence"])
def test_a_changed_line_is_named_whatever_was_changed_in_it(tampered, column):
    change = "form + 1" if column == "form" else f"{column} || 'x'"
    tampered.exec_driver_sql(f"UPDATE journal SET {column} = {change} WHERE sequence = 4")
    assert told(tampered)[0] == (4, 4, "changed")


@pytest.mark.parametrize("value", ["NULL", "x'00ff'", "17"])
def test_a_value_that_no_line_holds_is_a_change_and_no_crash(tampered, value):
    if value == "NULL":
        with pytest.raises(Exception, match="NOT NULL"):
            tampered.exec_driver_sql("UPDATE journal SET after = NULL WHERE sequence = 4")
        return
    tampered.exec_driver_sql(f"UPDATE journal SET after = {value} WHERE sequence = 4")
    assert told(tampered) == [(4, 4, "changed")]


@pytest.mark.parametrize("column", ["before", "login", "salt", "hash", "at"])
def test_bytes_that_are_no_text_are_named_and_no_error_of_the_database(tampered, column):
    tampered.exec_driver_sql(f"UPDATE journal SET {column} = CAST(x'e8adff' AS TEXT) WHERE sequence = 4")
    assert told(tampered)[0] == (4, 4, "changed")
    assert len(lines(tampered)) == LINES


def test_every_changed_line_is_named_not_only_the_first(tampered):
    tampered.exec_driver_sql("UPDATE journal SET login = 'mallory' WHERE sequence IN (3, 4, 8)")
    assert told(tampered) == [(3, 4, "changed"), (8, 8, "changed")]


def test_removed_lines_are_named_by_their_numbers(tampered):
    tampered.exec_driver_sql("DELETE FROM journal WHERE sequence IN (1, 6, 7)")
    assert told(tampered) == [(1, 1, "removed"), (6, 7, "removed")]


def test_lines_removed_and_the_rest_renumbered_are_told_as_both(tampered):
    every = lines(tampered)
    del every[5:7]
    put(tampered, [{**line, "sequence": number} for number, line in enumerate(every, start=1)])
    assert [one for one in told(tampered) if one[2] in ("removed", "reordered")] == [(6, 7, "removed"), (6, 10, "reordered")]


@pytest.mark.parametrize("well_forged", [True, False])
def test_an_inserted_line_is_told_apart_from_those_it_pushed_away(tampered, well_forged):
    every = lines(tampered)
    forged = {**every[3], "sequence": 5, "login": "mallory", "previous_hash": every[3]["hash"]}
    if well_forged:
        forged["hash"] = journal.line_hash(forged)
    pushed = [{**line, "sequence": line["sequence"] + 1} for line in every[4:]]
    put(tampered, [*every[:4], forged, *pushed])
    assert told(tampered) == [(5, 5, "inserted"), (6, 13, "reordered")]


def test_a_line_below_the_first_number_was_inserted(tampered):
    tampered.execute(JournalEntry.__table__.insert(), [{**lines(tampered)[0], "sequence": 0}])
    assert told(tampered) == [(0, 0, "inserted")]


@pytest.mark.parametrize(("one", "other"), [(4, 5), (2, 11)])
def test_lines_that_changed_places_are_told_as_reordered(tampered, one, other):
    every = lines(tampered)
    every[one - 1], every[other - 1] = every[other - 1], every[one - 1]
    put(tampered, [{**line, "sequence": number} for number, line in enumerate(every, start=1)])
    assert {(place, kind) for first, last, kind in told(tampered) for place in range(first, last + 1)} == {
        (one, "reordered"),
        (other, "reordered"),
    }


def test_a_line_rewritten_with_a_hash_of_its_own_is_disowned_by_the_next(tampered):
    line = {**lines(tampered)[10], "login": "mallory"}
    tampered.exec_driver_sql("UPDATE journal SET login = 'mallory', hash = ? WHERE sequence = 11", (journal.line_hash(line),))
    assert told(tampered) == [(11, 11, "changed")]


def test_a_journal_written_anew_under_a_checkpoint_contradicts_its_signature(tampered):
    every = lines(tampered)
    every[6]["login"] = "mallory"
    put(tampered, rechained(every, 6))
    assert told(tampered) == [(6, 10, "rechained")]
    state = check(tampered)
    assert state.breaks[0].login == "wang" and state.breaks[0].at


def test_a_journal_cut_behind_a_checkpoint_is_shorter_than_its_signature(tampered):
    tampered.exec_driver_sql("DELETE FROM journal WHERE sequence > 8")
    assert told(tampered) == [(9, 10, "cut")]


def test_a_checkpoint_beside_the_database_tells_of_an_older_database_put_back(tampered):
    beside = checkpoints.last(tampered)
    tampered.exec_driver_sql("DELETE FROM journal WHERE sequence > 7")
    tampered.exec_driver_sql("DELETE FROM checkpoint WHERE number = 2")
    assert told(tampered) == []
    assert told(tampered, beside=beside) == [(8, 10, "cut")]
    assert checkpoints.contradiction(tampered, beside).kind == "cut"


def test_a_removed_checkpoint_is_missed(tampered):
    beside = checkpoints.last(tampered)
    tampered.exec_driver_sql("DELETE FROM checkpoint WHERE number = 2")
    assert told(tampered, beside=beside) == [(10, 10, "checkpoint_removed")]
    tampered.execute(checkpoints._TABLE.insert(), [{name: getattr(beside, name) for name in checkpoints._FIELDS}])
    tampered.exec_driver_sql("DELETE FROM checkpoint WHERE number = 1")
    assert told(tampered) == [(10, 10, "checkpoint_removed")]


@pytest.mark.parametrize("column", ["sequence", "hash", "at", "login", "public_key", "signature"])
def test_a_changed_checkpoint_does_not_bear_its_signature(tampered, column):
    change = "sequence - 1"
    if column != "sequence":
        change = f"(CASE substr({column}, 1, 1) WHEN 'A' THEN 'B' ELSE 'A' END) || substr({column}, 2)"
    tampered.exec_driver_sql(f"UPDATE checkpoint SET {column} = {change} WHERE number = 1")
    assert "checkpoint_signature" in {kind for _, _, kind in told(tampered)}


def test_a_checkpoint_signed_with_a_stranger_s_key_is_told(made):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from auditdesk.model.records import Person

    with made._engine.execution_options(writes=True).connect() as connection, connection.begin() as transaction:
        signed = checkpoints.last(connection)
        connection.execute(Person.__table__.insert(), [{"uid": "p1", "version": 1, "login": "wang", "name": "", "roles": "[]"}])
        first = lines(connection)[-1]
        line = {**first, "sequence": LINES + 1, "object_kind": "person", "object_uid": "p1", "previous_hash": first["hash"]}
        line["after"] = journal.canonical({"signing_key": signed.public_key})
        line["after_hash"] = journal.text_hash(line["salt"], line["after"])
        line["hash"] = journal.line_hash(line)
        connection.execute(JournalEntry.__table__.insert(), [line])
        assert told(connection) == []
        checkpoints.add(connection, Ed25519PrivateKey.generate(), "wang", utc_now())
        assert told(connection) == [(LINES + 1, LINES + 1, "checkpoint_signer")]
        transaction.rollback()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=some.integers(1, LINES),
    column=some.sampled_from([name for name in COLUMNS if name not in ("sequence", "form")]),
    text=some.text(some.characters(codec="utf-8", exclude_characters="\0"), max_size=20),
)
def test_any_other_value_in_any_line_is_found(tampered, place, column, text):
    before = tampered.exec_driver_sql(f"SELECT {column} FROM journal WHERE sequence = ?", (place,)).scalar()
    savepoint = tampered.begin_nested()
    tampered.exec_driver_sql(f"UPDATE journal SET {column} = ? WHERE sequence = ?", (text, place))
    found = told(tampered)
    savepoint.rollback()
    assert (found == []) == (text == before)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=some.permutations(range(LINES)), cut=some.integers(0, 3))
def test_no_other_order_and_no_missing_line_passes(tampered, order, cut):
    savepoint = tampered.begin_nested()
    every = lines(tampered)
    chosen = [every[place] for place in order][: LINES - cut]
    put(tampered, [{**line, "sequence": number} for number, line in enumerate(chosen, start=1)])
    found = told(tampered)
    savepoint.rollback()
    # What is cut behind the last checkpoint can't be missed from inside.
    same = order[: LINES - cut] == list(range(LINES - cut)) and LINES - cut >= 10
    assert (found == []) == same


# texts taken away


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET before = '' WHERE sequence = 3",
        "UPDATE journal SET before = '', after = '' WHERE sequence = 3",
        "UPDATE journal SET before = '', after = '', salt = '', login = 'mallory' WHERE sequence = 3",
        "UPDATE journal SET before = '', after = '', salt = '', sequence = 300 WHERE sequence = 3",
        "UPDATE journal SET before = '', after = '', salt = '', after_hash = '' WHERE sequence = 3",
        "UPDATE journal SET before = 'x', after = '', salt = '' WHERE sequence = 3",
    ],
)
def test_the_guard_lets_nothing_pass_but_the_loss_of_both_texts(made, statement):
    with made._engine.execution_options(writes=True).connect() as connection, connection.begin() as transaction:
        with pytest.raises(Exception, match="append-only"):
            connection.exec_driver_sql(statement)
        transaction.rollback()


def test_texts_taken_away_without_a_removal_are_told(made):
    with made._engine.execution_options(writes=True).connect() as connection, connection.begin() as transaction:
        connection.exec_driver_sql("UPDATE journal SET before = '', after = '', salt = '' WHERE sequence = 3")
        assert told(connection) == [(3, 3, "blanked")]
        transaction.rollback()


@pytest.fixture
def store(home: Path):
    opened, _, _ = Store.create(Workspace(home), "wang", PASSPHRASE, cost=CHEAP)
    with opened.work("wang", "test") as work:
        work.add(Firm(uid="firm-1", code="ZX01", name="示範甲證券"))
        work.add(Firm(uid="firm-2", code="ZX02", name="將移除證券"))
        work.flush()
        work.add(
            Visit(
                uid="visit-1",
                number="108-001",
                firm_uid="firm-1",
                year=2019,
                reference_date=work.now().date(),
                visit_kind="routine",
                mode="onsite",
                authority="twse",
                edition="2019-10-25",
                edition_digest="",
                opened_by="wang",
                opened_at=work.now(),
            )
        )
        work.commit()
    yield opened
    opened.close()


def test_a_removal_takes_the_texts_of_what_it_names_and_the_journal_stays_whole(store):
    with store.work("wang", journal.REMOVAL) as work:
        work.get(Visit, "visit-1").removed_by = "wang"
        work.session.delete(work.get(Firm, "firm-2"))
        assert journal.blank(work.session, {"firm-2"}) == 1
        work.commit()
    with store.read() as connection:
        every = lines(connection)
        assert check(connection).ok
    texts = [line["before"] + line["after"] for line in every if line["object_uid"] == "firm-2"]
    assert texts == ["", "{}{}"]
    assert not any("將移除" in line["before"] + line["after"] for line in every)
    removal = next(line for line in every if line["act"] == journal.REMOVAL and line["object_kind"] == "visit")
    assert json.loads(removal["after"]) == {"removed_by": "wang", "removed_objects": ["firm-2"]}


def test_texts_can_be_taken_away_only_by_a_removal_that_names_its_visit(store):
    with pytest.raises(RuntimeError), store.work("wang", "test") as work:
        journal.blank(work.session, {"firm-2"})
        work.get(Firm, "firm-1").name = "示範"
        work.commit()
    with store.read() as connection:
        assert check(connection).ok and lines(connection)[1]["before"] == "{}"


def test_a_removal_does_not_excuse_what_is_taken_away_after_it(store):
    with store.work("wang", journal.REMOVAL) as work:
        work.get(Visit, "visit-1").removed_by = "wang"
        journal.blank(work.session, {"firm-2"})
        work.commit()
    with store.work("wang", "rename") as work:
        work.get(Firm, "firm-2").name = "示範"
        work.commit()
    with store._engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE journal SET before = '', after = '', salt = '' WHERE object_uid = 'firm-2'")
    with store.read() as connection:
        assert [one.kind for one in check(connection).breaks] == ["blanked"]


@pytest.fixture
def contacts(store):
    with store.work("wang", "contacts.add") as work:
        for uid in ("contact-1", "contact-2"):
            work.add(Contact(uid=uid, firm_uid="firm-1", role="資安主管", name="某人", valid_from=work.now().date()))
        work.commit()
    return store


def erase(store, contact: str, *blanked: str) -> None:
    with store.work("wang", journal.ERASURE) as work:
        work.session.delete(work.get(Contact, contact))
        journal.blank(work.session, set(blanked), "asked for")
        work.commit()


def test_an_erasure_takes_the_texts_of_its_contact_alone(contacts):
    erase(contacts, "contact-1", "contact-1")
    with contacts.read() as connection:
        assert check(connection).ok
        every = {(line["act"], line["object_uid"]): line["after"] for line in lines(connection)}
    assert every["contacts.add", "contact-1"] == "" and "某人" in every["contacts.add", "contact-2"]
    assert json.loads(every[journal.ERASURE, "contact-1"]) == {"reason": "asked for", "removed_objects": ["contact-1"]}


@pytest.mark.parametrize("blanked", [("contact-2",), ("contact-1", "contact-2"), ("firm-1",)])
def test_an_erasure_of_one_contact_takes_nobody_else_s_texts(contacts, blanked):
    with pytest.raises(RuntimeError):
        erase(contacts, "contact-1", *blanked)
    with contacts.read() as connection:
        assert check(connection).ok and all(line["after"] for line in lines(connection))


def test_an_erased_contact_excuses_nothing_but_the_loss_of_its_own_texts(contacts):
    erase(contacts, "contact-1", "contact-1")
    with contacts._engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE journal SET before = '', after = '', salt = '' WHERE object_uid = 'contact-2'")
        assert [one.kind for one in check(connection).breaks] == ["blanked"]
        forged = lines(connection)
        forged[-1]["after"] = '{"removed_objects":["contact-1","contact-2"]}'
        for guard in schema.GUARDS:
            connection.exec_driver_sql(f"DROP TRIGGER {guard}")
        put(connection, [*forged[:-1], rechained(forged, len(forged) - 1)[-1]])
        assert [one.kind for one in check(connection).breaks] == ["blanked"]


def test_lines_of_the_first_form_go_on_to_verify_and_end_where_the_second_begins():
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    previous, every = journal.GENESIS, []
    for number in range(1, 4):
        line = dict.fromkeys(COLUMNS, "")
        line.update(sequence=number, before="{}", after='{"name":"甲"}', form=1, previous_hash=previous)
        previous = line["hash"] = journal.line_hash(line)
        every.append(line)
    with engine.connect() as connection:
        connection.execute(WorkspaceMark.__table__.insert(), [{"workspace": "w", "created_at": utc_now()}])
        connection.execute(JournalEntry.__table__.insert(), every)
        state = check(connection)
        assert isinstance(state, ChainState) and state.ok and state.entries == 3
        connection.exec_driver_sql("UPDATE journal SET salt = 'x' WHERE sequence = 2")
        assert told(connection) == [(2, 2, "changed")]
