"""People come, change and go; the office is never left without an administrator."""

import json

import pytest

from auditdesk.desk import Desk, fixed_clock
from auditdesk.errors import Refused, Unavailable
from auditdesk.model.records import Person
from auditdesk.places import Workspace
from auditdesk.services.people import recover_passphrase
from auditdesk.store.keys import KeySlots
from tests.conftest import CHEAP, DAY, PASSPHRASE

LIN = "an inspector types this"


@pytest.fixture
def office(home):
    """An administrator who is a supervisor too, and an inspector."""
    desk, code = Desk.create(
        home, "wang", "王主管", PASSPHRASE, ("supervisor", "administrator"), cost=CHEAP, clock=fixed_clock(DAY)
    )
    desk.people.add("lin", "林查核", LIN, ["inspector"])
    yield desk, code
    desk.close()


def slots(home) -> tuple[str, ...]:
    return KeySlots.read(Workspace(home)).logins()


def signing_key(desk: Desk, login: str) -> str:
    with desk.store.read() as connection:
        return str(connection.exec_driver_sql("SELECT signing_key FROM person WHERE login = ?", (login,)).scalar())


def test_a_disabled_person_has_no_slot_and_comes_back_with_a_new_passphrase(office, home):
    desk, _ = office
    assert not desk.people.disable("lin").active
    assert slots(home) == ("wang",)
    with pytest.raises(Refused) as refused:
        desk.people.disable("wang")
    assert refused.value.code == "person.self"
    desk.people.enable("lin", "lin types something else")
    with pytest.raises(Refused) as refused:
        desk.people.enable("lin", "lin types something else")
    assert refused.value.code == "person.active"
    desk.close()
    with pytest.raises(Unavailable) as wrong:
        Desk.open(home, "lin", LIN)
    assert wrong.value.code == "passphrase.wrong"
    Desk.open(home, "lin", "lin types something else").close()


def test_the_last_administrator_stays_one(office):
    desk, _ = office
    for change in (lambda: desk.people.set_roles("wang", ["supervisor"]),):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.code == "person.last_administrator"
    desk.people.set_roles("lin", ["administrator"])
    assert desk.people.set_roles("wang", ["supervisor"]).roles == ("supervisor",)
    with pytest.raises(Refused) as refused:
        desk.people.disable("lin")
    assert refused.value.code == "act.forbidden", "in force at the next act of the open desk"


def test_a_supervisor_makes_nobody_an_administrator_while_there_is_one(office):
    desk, _ = office
    desk.people.set_roles("lin", ["administrator"])
    desk.people.set_roles("wang", ["supervisor"])
    with pytest.raises(Refused) as refused:
        desk.people.add("chen", "陳查核", LIN, ["administrator"])
    assert refused.value.code == "role.administrator_only"


def test_a_disk_that_fails_in_the_middle_of_disabling_leaves_slot_and_person(office, home, monkeypatch):
    desk, _ = office
    from auditdesk.store.work import Work

    def fail(self):
        raise Unavailable("disk.full", path="auditdesk.db")

    with monkeypatch.context() as patch:
        patch.setattr(Work, "commit", fail)
        with pytest.raises(Unavailable):
            desk.people.disable("lin")
    assert slots(home) == ("wang", "lin")
    assert next(person for person in desk.people.list() if person.login == "lin").active


def test_a_new_passphrase_keeps_the_signing_key_and_the_recovery_code_changes_it(office, home):
    desk, code = office
    desk.close()
    lin = Desk.open(home, "lin", LIN)
    first = signing_key(lin, "lin")
    assert first == lin.store.public_signing_key() != ""
    lin.people.change_passphrase("lin", "lin types something else")
    lin.close()
    lin = Desk.open(home, "lin", "lin types something else")
    assert signing_key(lin, "lin") == first
    lin.close()
    recover_passphrase(Workspace(home), "lin", code, "lin types a third thing", CHEAP)
    lin = Desk.open(home, "lin", "lin types a third thing")
    assert signing_key(lin, "lin") == lin.store.public_signing_key() != first
    with lin.store.read() as connection:
        acts = connection.exec_driver_sql("SELECT count(*) FROM journal WHERE act = 'people.signing_key'").scalar()
    assert acts == 2, "once at the first sign-in, once after the recovery"
    lin.close()


def test_nobody_changes_the_passphrase_of_somebody_else_or_takes_a_weak_one(office):
    desk, _ = office
    for login, passphrase, code in (
        ("lin", "something quite different", "passphrase.others"),
        ("wang", "short", "passphrase.short"),
        ("wang", "password1234", "passphrase.common"),
        ("wang", "王主管的密碼王主管王主管", "passphrase.yours"),
    ):
        with pytest.raises(Refused) as refused:
            desk.people.change_passphrase(login, passphrase)
        assert refused.value.code == code


def test_a_new_recovery_code_replaces_the_one_before_and_is_journaled(office, home):
    desk, old = office
    new = desk.people.new_recovery_code()
    assert new != old
    desk.close()
    with pytest.raises(Unavailable) as wrong:
        recover_passphrase(Workspace(home), "lin", old, "lin types a third thing", CHEAP)
    assert wrong.value.code == "recovery.wrong"
    recover_passphrase(Workspace(home), "lin", new, "lin types a third thing", CHEAP)
    opened = Desk.open(home, "lin", "lin types a third thing")
    with opened.store.read() as connection:
        told = connection.exec_driver_sql(
            "SELECT object_uid FROM journal WHERE act = 'people.recovery' ORDER BY object_uid"
        ).fetchall()
    assert [uid for (uid,) in told] == ["keys.number", "keys.recovery_made_at"]
    opened.close()


def test_the_recovery_code_waits_while_the_workspace_is_open_elsewhere(office, home):
    _, code = office
    with pytest.raises(Unavailable) as refused:
        recover_passphrase(Workspace(home), "lin", code, "lin types a third thing", CHEAP)
    assert refused.value.code == "workspace.locked"


def test_changing_roles_is_seen_by_the_open_desk_at_once(office):
    desk, _ = office
    with desk.store.work("root", "people.role") as work:
        work.find(Person, login="wang").roles = json.dumps(["inspector"])
        work.commit()
    assert desk.refusal("people.disable") is not None
    assert desk.actor.roles == ("inspector",)


@pytest.mark.parametrize("act", ["add", "disable", "passphrase", "recovery", "rekey"])
def test_a_slot_exchanged_while_somebody_is_signed_in_is_never_taken_over(home, act):
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, ("supervisor", "administrator"), cost=CHEAP)
    desk.people.add("lin", "林查核", "an inspector types this", ["inspector"])
    path = desk.store.workspace.keys
    content = json.loads(path.read_bytes())
    slots, strange = KeySlots.new(path, content["workspace"])
    slots.add(strange, "lin", "mallory opens it all", CHEAP)
    slots.write(strange)
    forged = json.loads(path.read_bytes())["slots"][0]
    content["slots"] = [forged if slot["login"] == "lin" else slot for slot in content["slots"]]
    path.write_text(json.dumps(content))
    before = path.read_bytes()
    acts = {
        "add": lambda: desk.people.add("chen", "陳查核", "another types that one", ["inspector"]),
        "disable": lambda: desk.people.disable("lin"),
        "passphrase": lambda: desk.people.change_passphrase("wang", "another one for the harbour 7"),
        "recovery": desk.people.new_recovery_code,
        "rekey": desk.people.rekey,
    }
    with pytest.raises(Unavailable) as refused:
        acts[act]()
    assert refused.value.code == "keys.damaged"
    assert path.read_bytes() == before
    desk.close()
