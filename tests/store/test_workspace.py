"""A workspace is made whole or not at all, and every way of not opening it has its sentence and loses nothing."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlmodel import SQLModel

from auditdesk.desk import Desk
from auditdesk.errors import Conflict, Refused, Unavailable
from auditdesk.model.records import Firm, FirmFact
from auditdesk.places import Workspace
from auditdesk.store import journal_check, schema
from auditdesk.store.engine import open_engine
from auditdesk.store.keys import Cost, KeySlots
from auditdesk.store.store import Store

CHEAP = Cost(8 * 1024, 1, 1)
PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def made(home: Path) -> Workspace:
    store, _, _ = Store.create(Workspace(home), "wang", PASSPHRASE, cost=CHEAP)
    with store.work("wang", "test") as work:
        work.add(Firm(uid=work.new_uid(), code="ZX01", name="示範甲證券"))
        work.commit()
    store.close()
    return Workspace(home)


@pytest.fixture
def store(made: Workspace):
    opened, _, _ = Store.open(made, None, PASSPHRASE)
    yield opened
    opened.close()


def fingerprint(workspace: Workspace) -> dict[str, str]:
    return {
        str(path.relative_to(workspace.home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(workspace.home.rglob("*"))
        if path.is_file() and path.suffix != ".lock" and path != workspace.tries and not path.name.endswith(("-wal", "-shm"))
    }


def refusal(workspace: Workspace, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises((Unavailable, Refused)) as refused:
        Store.open(workspace, None, passphrase)
    return refused.value.code


def test_what_was_committed_is_there_after_opening_again(store):
    with store.work("wang", "test") as work:
        firm = work.find(Firm, code="ZX01")
        assert firm is not None and firm.name == "示範甲證券"


def test_nothing_in_the_files_can_be_read_without_the_key(store, made):
    for path in made.home.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert "示範甲".encode() not in content, path
            assert b"SQLite format 3" not in content, path


def test_a_wrong_passphrase_is_told_and_changes_nothing(made):
    before = fingerprint(made)
    assert refusal(made, "wrong horse battery staple") == "passphrase.wrong"
    assert fingerprint(made) == before


def test_a_second_opener_is_refused_while_the_first_holds_the_workspace(store, made):
    assert refusal(made) == "workspace.locked"


def test_a_closed_workspace_can_be_opened_again(made):
    for _ in range(2):
        opened, _, _ = Store.open(made, None, PASSPHRASE)
        opened.close()


def test_a_database_of_a_newer_program_is_refused_untouched(made):
    _, key = KeySlots.read(made).unlock(None, PASSPHRASE)
    engine = open_engine(made.database, key.purpose("database"))
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA + 1}")
        connection.commit()
    engine.dispose()
    before = fingerprint(made)
    assert refusal(made) == "workspace.newer"
    assert fingerprint(made) == before


@pytest.mark.parametrize("keep", [0, 100, 4096, 0.5])
def test_a_half_written_database_is_told_as_damaged_and_left_alone(made, keep):
    whole = made.database.read_bytes()
    made.database.write_bytes(whole[: int(len(whole) * keep) if keep < 1 else keep])
    before = fingerprint(made)
    opened = None
    try:
        opened, _, _ = Store.open(made, None, PASSPHRASE)
        state = opened.check_pages()
    except Unavailable as refused:
        state = refused.code
    finally:
        if opened:
            opened.close()
    assert state != "ok"
    assert fingerprint(made) == before


def test_an_empty_database_file_beside_the_keys_is_never_taken_for_a_new_workspace(made):
    made.database.write_bytes(b"")
    assert refusal(made) == "workspace.damaged"
    assert made.database.read_bytes() == b""


def test_garbage_in_place_of_the_database_is_told_as_damaged(made):
    made.database.write_bytes(os.urandom(8192))
    assert refusal(made) == "workspace.damaged"


def test_a_workspace_without_its_key_file_says_so(made):
    made.keys.unlink()
    assert refusal(made) == "keys.missing"


def test_a_workspace_without_its_database_says_so(made):
    made.database.unlink()
    assert refusal(made) == "workspace.database_missing"


def test_a_folder_without_workspace_says_so(tmp_path):
    assert refusal(Workspace(tmp_path / "nothing")) == "workspace.none"


def test_a_read_only_folder_is_told_and_nothing_is_changed(made):
    if os.geteuid() != 0:
        made.home.chmod(0o555)
        try:
            assert refusal(made) == "disk.read_only"
        finally:
            made.home.chmod(0o755)
        return
    # Root may write anywhere, so the test gives the right away for a moment.
    made.home.chmod(0o555)
    for parent in made.home.parents:
        if parent.stat().st_uid == 0 and parent != parent.parent and (parent.stat().st_mode & 0o005) != 0o005:
            parent.chmod(parent.stat().st_mode | 0o005)
    before = fingerprint(made)
    os.seteuid(65534)
    try:
        code = refusal(made)
    finally:
        os.seteuid(0)
    assert code == "disk.read_only"
    assert fingerprint(made) == before


def test_a_workspace_is_never_made_over_another_or_among_other_files(made, tmp_path):
    with pytest.raises(Refused) as refused:
        Store.create(made, "wang", PASSPHRASE, cost=CHEAP)
    assert refused.value.code == "workspace.exists"
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("keep me")
    with pytest.raises(Refused) as refused:
        Store.create(Workspace(tmp_path / "full"), "wang", PASSPHRASE, cost=CHEAP)
    assert refused.value.code == "workspace.folder_not_empty"
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]


def test_a_refused_creation_leaves_no_folder_behind(tmp_path):
    with pytest.raises(Refused):
        Store.create(Workspace(tmp_path / "new"), "wang", "short", cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_leaving_a_work_without_commit_keeps_nothing(store):
    with store.work("wang", "test") as work:
        work.add(Firm(uid=work.new_uid(), code="ZX02", name="示範乙證券"))
        work.flush()
        work.next_number("visit/2019")
    with store.work("wang", "test") as work:
        assert work.find(Firm, code="ZX02") is None
        assert work.next_number("visit/2019") == 1


def test_a_change_raises_the_version_and_the_second_writer_gets_a_conflict(store):
    with store.work("wang", "test") as work:
        firm = work.find(Firm, code="ZX01")
        uid, seen = firm.uid, firm.version
        firm.short_name = "示範甲"
        work.commit()
    with store.work("wang", "test") as work, pytest.raises(Conflict) as conflict:
        work.get(Firm, uid, seen=seen)
    assert conflict.value.code == "record.changed"


def test_each_commit_writes_its_journal_lines_with_what_changed(store):
    with store.work("wang", "rename") as work:
        work.find(Firm, code="ZX01").name = "示範甲綜合證券"
        work.commit()
    with store.read() as connection:
        row = connection.exec_driver_sql("SELECT act, before, after FROM journal ORDER BY sequence DESC LIMIT 1").one()
        state = journal_check.check(connection)
    assert row[0] == "rename"
    assert json.loads(row[1]) == {"name": "示範甲證券"}
    assert json.loads(row[2]) == {"name": "示範甲綜合證券"}
    assert state.ok and state.entries == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET login = 'mallory'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT sequence, at, 'mallory', computer, act, object_kind, object_uid, before, after, "
        "previous_hash, hash, form, salt, before_hash, after_hash FROM journal LIMIT 1",
    ],
)
def test_the_journal_can_not_be_changed_through_the_database(store, statement):
    with pytest.raises(Exception, match="append-only"), store.read() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE journal SET login = 'mallory' WHERE sequence = 2",
        "DELETE FROM journal WHERE sequence = 2",
        "UPDATE journal SET sequence = sequence + 1 WHERE sequence >= 2",
    ],
)
def test_a_changed_removed_or_moved_line_breaks_the_chain_at_its_place(store, tampering):
    for name in ("一", "二", "三"):
        with store.work("wang", "rename") as work:
            work.find(Firm, code="ZX01").name = name
            work.commit()
    with store._engine.execution_options(writes=True).begin() as connection:
        for guard in schema.GUARDS:
            connection.exec_driver_sql(f"DROP TRIGGER {guard}")
        if "sequence + 1" in tampering:
            connection.exec_driver_sql("UPDATE journal SET sequence = sequence + 100 WHERE sequence >= 2")
            tampering = "UPDATE journal SET sequence = sequence - 99 WHERE sequence > 100"
        connection.exec_driver_sql(tampering)
    with store.read() as connection:
        assert journal_check.check(connection).broken_at in (2, 3)


def test_dated_facts_are_only_ever_added(store):
    with store.work("wang", "test") as work:
        firm = work.find(Firm, code="ZX01")
        work.add(
            FirmFact(
                uid=work.new_uid(),
                sequence=1,
                firm_uid=firm.uid,
                fact="paid_in_capital",
                value="1",
                valid_from=work.now().date(),
                recorded_at=work.now(),
                recorded_by="wang",
            )
        )
        work.commit()
    with pytest.raises(Exception, match="append-only"), store.work("wang", "test") as work:
        work.find(FirmFact, sequence=1).value = "2"
        work.commit()


def test_the_migrated_schema_is_the_one_the_records_describe(store):
    with store.read() as connection:
        # The index of the full-text search is a virtual table: no record describes it.
        described = {"compare_type": True, "include_name": lambda name, *_: not str(name).startswith("search_gram")}
        context = MigrationContext.configure(connection, opts=described)
        differences = list(compare_metadata(context, SQLModel.metadata))
        triggers = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
        tables = set(inspect(connection).get_table_names())
    assert differences == []
    assert triggers == set(schema.GUARDS)
    assert "firm" in tables


def test_a_person_whose_account_was_never_completed_can_not_sign_in(made):
    slots = KeySlots.read(made)
    _, key = slots.unlock(None, PASSPHRASE)
    slots.add(key, "ghost", "a phrase of the ghost", CHEAP)
    slots.write(key)
    with pytest.raises(Unavailable) as refused:
        Desk.open(made.home, "ghost", "a phrase of the ghost")
    assert refused.value.code == "login.without_person"


def test_a_copy_made_while_open_is_whole_and_encrypted(store, made, tmp_path):
    store.copy_to(tmp_path / "copy.db")
    assert b"SQLite format 3" not in (tmp_path / "copy.db").read_bytes()
    _, key = KeySlots.read(made).unlock(None, PASSPHRASE)
    engine = open_engine(tmp_path / "copy.db", key.purpose("database"))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT name FROM firm").scalar() == "示範甲證券"
    engine.dispose()
