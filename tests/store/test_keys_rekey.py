"""A new data key: before or after, never between."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from auditdesk.desk import Desk
from auditdesk.errors import Cancelled, Refused, Unavailable
from auditdesk.model.records import Evidence
from auditdesk.places import Workspace
from auditdesk.services.people import recover_passphrase
from auditdesk.store.keys import KeySlots
from auditdesk.store.store import Store
from tests.conftest import CHEAP, PASSPHRASE
from tests.store.rekey_office import CHEN, make_office

ROOT = Path(__file__).resolve().parents[2]
RELEASED = Path(__file__).parent / "released" / "schema-1"


@pytest.fixture
def office(home):
    """A desk with two people, a finding and a file of evidence; and the recovery code."""
    desk, code = make_office(home)
    yield desk, code
    desk.close()


def photo(desk: Desk) -> bytes:
    with desk.store.read() as connection:
        blob = connection.exec_driver_sql("SELECT blob FROM evidence").scalar()
    return desk.store.evidence.read(blob)


def test_everybody_opens_with_his_passphrase_and_the_old_key_opens_nothing(office, home, tmp_path):
    desk, code = office
    old = KeySlots.read(Workspace(home)).unlock("wang", PASSPHRASE)[1]
    old_database, old_blobs = desk.store.workspace.database.read_bytes(), set(desk.store.evidence.blobs())
    assert desk.people.rekey() is None
    assert photo(desk) == b"photo", "the open desk goes on"
    desk.settings.change("lock.idle_minutes", 20)
    desk.close()
    new = KeySlots.read(Workspace(home)).unlock("chen", CHEN)[1]
    assert new != old
    for login, passphrase in (("wang", PASSPHRASE), ("chen", CHEN)):
        opened = Desk.open(home, login, passphrase)
        assert photo(opened) == b"photo" and opened.settings.all()["lock.idle_minutes"] == 20
        assert opened.store.check_pages() == "ok"
        assert not old_blobs & set(opened.store.evidence.blobs())
        opened.close()
    assert Workspace(home).database.read_bytes()[:4096] != old_database[:4096]
    assert not list(home.glob(".rekey-*"))
    recover_passphrase(Workspace(home), "chen", code, "chen has a third phrase", CHEAP)
    Desk.open(home, "chen", "chen has a third phrase").close()


def test_it_stands_in_the_journal_and_keeps_what_stood_there(office):
    desk, _ = office
    with desk.store.read() as connection:
        before = connection.exec_driver_sql("SELECT hash FROM journal ORDER BY sequence").scalars().all()
    desk.people.rekey()
    with desk.store.read() as connection:
        lines = connection.exec_driver_sql("SELECT hash, act, object_kind FROM journal ORDER BY sequence").fetchall()
    assert [line[0] for line in lines[: len(before)]] == before
    assert {(line[1], line[2]) for line in lines[len(before) :]} == {
        ("people.rekey", "evidence"),
        ("people.rekey", "office_setting"),
    }


def test_a_disabled_person_has_no_slot_afterwards(office, home):
    desk, _ = office
    desk.people.disable("chen")
    desk.people.rekey()
    assert KeySlots.read(Workspace(home)).logins() == ("wang",)


def test_cancelled_it_changes_nothing(office, home):
    desk, _ = office
    before = Workspace(home).keys.read_bytes()

    def stop(done: int, total: int = 0, step: str = "") -> None:
        if not total:
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.people.rekey(stop)
    assert Workspace(home).keys.read_bytes() == before and not list(home.glob(".rekey-*"))
    assert photo(desk) == b"photo"


def test_a_file_lost_before_does_not_hold_it_up(office):
    desk, _ = office
    with desk.store.read() as connection:
        blob = connection.exec_driver_sql("SELECT blob FROM evidence").scalar()
    desk.store.evidence.path_of(blob).unlink()
    desk.people.rekey()
    with pytest.raises(Unavailable) as refused:
        photo(desk)
    assert refused.value.code == "evidence.missing"


def test_a_released_workspace_gets_new_slots_as_people_sign_in_and_can_then_be_rekeyed(tmp_path):
    home = tmp_path / "released"
    shutil.copytree(RELEASED, home)
    assert json.loads((home / "keys.json").read_text())["version"] == 1
    desk = Desk.open(home, "wang", "correct horse battery staple")
    with pytest.raises(Refused) as refused:
        desk.store.rekey("wang")
    assert (refused.value.code, refused.value.values["logins"]) == ("rekey.old_slots", ("lin",))
    desk.close()
    Desk.open(home, "lin", "an inspector types this").close()
    desk = Desk.open(home, "wang", "correct horse battery staple")
    code = desk.store.rekey("wang")
    desk.close()
    assert code is not None, "the printed code of form 1 can't be kept"
    recover_passphrase(Workspace(home), "lin", code, "an inspector types more", CHEAP)
    opened = Desk.open(home, "lin", "an inspector types more")
    assert {firm.code for firm in opened.firms.list(opened.today())} == {"9901", "9902"}
    opened.close()


def test_a_medium_that_can_not_be_written_leaves_the_old_slot_and_still_opens(tmp_path, monkeypatch):
    home = tmp_path / "released"
    shutil.copytree(RELEASED, home)
    before = (home / "keys.json").read_bytes()

    def refuse(self, key):
        raise Unavailable("disk.read_only", path="keys.json")

    monkeypatch.setattr(KeySlots, "write", refuse)
    store, key, _ = Store.open(Workspace(home), "wang", "correct horse battery staple")
    assert key.person is None and store.public_signing_key() == ""
    key.signing_key()
    store.close()
    assert (home / "keys.json").read_bytes() == before


@pytest.mark.parametrize("moment", range(0, 60, 6))
def test_killed_at_any_file_it_touches_the_workspace_opens_whole(home, moment):
    desk, _ = make_office(home)
    desk.close()
    command = [sys.executable, "-m", "tests.store.rekey_office", str(home), str(moment)]
    ended = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert ended.returncode in (0, 9)
    for login, passphrase in (("wang", PASSPHRASE), ("chen", CHEN)):
        opened = Desk.open(home, login, passphrase)
        with opened.store.work(login, "test") as work:
            assert len(work.all(Evidence)) == 1
        assert photo(opened) == b"photo" and opened.store.check_pages() == "ok"
        assert len(list(opened.store.evidence.blobs())) == 1
        opened.close()
    assert not list(home.glob(".rekey-*")) and "pending" not in json.loads((home / "keys.json").read_text())


def test_what_changes_among_people_while_it_runs_stays_changed(office):
    desk, _ = office
    changed: list[str] = []

    def meanwhile(done: int, total: int = 0, step: str = "") -> None:
        if step == "rekey" and not changed:
            changed.append(step)
            desk.people.change_passphrase("wang", "another one for the harbour 7")
            desk.people.disable("chen")

    desk.people.rekey(meanwhile)
    slots = KeySlots.read(desk.store.workspace)
    assert changed and "chen" not in slots.logins()
    assert slots.unlock("wang", "another one for the harbour 7")[0] == "wang"
    with pytest.raises(Unavailable):
        slots.unlock("wang", PASSPHRASE)
