"""The commands about people: their keys, their exit codes, and four eyes also where one person has every role."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditdesk.desk import Desk, fixed_clock
from auditdesk.places import Workspace
from auditdesk.store.keys import KeySlots
from tests.conftest import CHEAP, DAY, PASSPHRASE

LIN = "an inspector types this"
NEW = "another phrase altogether"
ALL = ("inspector", "supervisor", "clerk", "administrator")


@pytest.fixture
def office(home: Path) -> Path:
    """An administrator who is a supervisor too, and an inspector."""
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, ("supervisor", "administrator"), cost=CHEAP, clock=fixed_clock(DAY))
    desk.people.add("lin", "林查核", LIN, ["inspector"])
    desk.close()
    return home


@pytest.fixture
def wang(auditdesk, office):
    return lambda *arguments, **more: auditdesk(*arguments, home=office, login="wang", passphrase=PASSPHRASE, **more)


@pytest.fixture
def lin(auditdesk, office):
    return lambda *arguments, **more: auditdesk(*arguments, home=office, login="lin", passphrase=LIN, **more)


def test_roles_are_given_and_the_last_administrator_stays(wang):
    given = wang("people", "role", "lin", "inspector", "clerk")
    assert (given.code, given.json) == (0, {"login": "lin", "name": "林查核", "role": ["inspector", "clerk"], "active": True})
    last = wang("people", "role", "wang", "supervisor")
    assert (last.code, last.json["error"]["code"]) == (1, "person.last_administrator")
    assert wang("people", "role", "lin", "king").json["error"]["code"] == "role.unknown"
    assert wang("people", "role", "nobody", "clerk").json["error"]["code"] == "person.unknown"


def test_a_disabled_person_is_shut_out_until_enabled_with_a_new_passphrase(wang, lin, auditdesk, office, tmp_path):
    gone = wang("people", "disable", "lin")
    assert (gone.code, gone.json["active"]) == (0, False)
    shut = lin("status")
    assert (shut.code, shut.json["error"]["code"]) == (1, "login.unknown")
    assert wang("people", "disable", "wang").json["error"]["code"] == "person.self"
    phrase = tmp_path / "phrase"
    phrase.write_text(NEW + "\n", encoding="utf-8")
    back = wang("people", "enable", "lin", "--new-passphrase-file", str(phrase))
    assert (back.code, back.json["active"]) == (0, True)
    assert auditdesk("status", home=office, login="lin", passphrase=NEW).code == 0
    again = wang("people", "enable", "lin", "--new-passphrase-file", str(phrase))
    assert (again.code, again.json["error"]["code"]) == (1, "person.active")


def test_what_an_administrator_does_with_people_is_refused_to_an_inspector(lin, monkeypatch):
    monkeypatch.setenv("AUDITDESK_NEW_PASSPHRASE", NEW)
    for act in (("role", "lin", "supervisor"), ("disable", "wang"), ("enable", "wang"), ("recovery",), ("rekey",)):
        ended = lin("people", *act)
        assert (ended.code, ended.json["error"]["kind"], ended.json["error"]["code"]) == (1, "refused", "act.forbidden"), act


def test_a_passphrase_is_changed_by_its_own_person_and_the_journal_says_so_without_it(lin, auditdesk, office, monkeypatch):
    monkeypatch.setenv("AUDITDESK_NEW_PASSPHRASE", NEW)
    changed = lin("people", "passphrase", "--login", "lin")
    assert (changed.code, changed.json) == (0, {"login": "lin"})
    assert lin("status").code == 5
    told = auditdesk("journal", home=office, login="lin", passphrase=NEW)
    lines = [line for line in told.json["entries"] if line["act"] == "people.passphrase"]
    assert len(lines) == 1 and lines[0]["login"] == "lin"
    assert NEW not in told.out and LIN not in told.out
    monkeypatch.setenv("AUDITDESK_NEW_PASSPHRASE", "short")
    weak = auditdesk("people", "passphrase", "--login", "lin", home=office, passphrase=NEW)
    assert weak.code == 1 and weak.json["error"]["code"].startswith("passphrase.")


def test_the_new_recovery_code_opens_and_the_one_before_does_not(wang, auditdesk, office, tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITDESK_NEW_PASSPHRASE", NEW)
    codes = []
    for number in range(2):
        made = wang("people", "recovery")
        assert made.code == 0 and set(made.json) == {"recovery_code"}
        kept = tmp_path / f"code-{number}"
        kept.write_text(made.json["recovery_code"], encoding="utf-8")
        codes.append(kept)
    old, new = (
        auditdesk("people", "passphrase", "--login", "lin", "--recovery-code-file", str(kept), home=office) for kept in codes
    )
    assert (old.code, old.json["error"]["code"]) == (5, "recovery.wrong")
    assert (new.code, new.json) == (0, {"login": "lin"})
    assert auditdesk("status", home=office, login="lin", passphrase=NEW).code == 0


def test_a_new_data_key_leaves_every_passphrase_as_it_was(wang, lin, office):
    before = KeySlots.read(Workspace(office)).unlock("wang", PASSPHRASE)[1]
    changed = wang("people", "rekey")
    assert (changed.code, changed.json["rekeyed"]) == (0, True) and set(changed.json) == {"rekeyed", "recovery_code"}
    assert KeySlots.read(Workspace(office)).unlock("wang", PASSPHRASE)[1] != before
    assert wang("status").code == lin("status").code == 0


def test_four_eyes_hold_for_one_person_with_every_role(auditdesk, demo_home):
    desk = Desk.open(demo_home, "su", "open-the-demo-desk")
    desk.people.add("boss", "全能", PASSPHRASE, ALL)
    desk.close()

    def run(*arguments: str):
        return auditdesk(*arguments, home=demo_home, login="boss", passphrase=PASSPHRASE)

    visit = run("visits", "open", "ZX01", "--on", "2019-12-20").json["visit"]
    added = run("findings", "add", visit, "--pattern", "CC-17010-P03", "--facts", "保存 180 天").json["finding"]
    assert run("findings", "submit", added).json["state"] == "submitted"
    item = run("visits", "show", visit).json["answers"][0]["item"]
    assert run("key-items", "add", "2019", item, "--reason", "重點").code == 0
    proposed = run("exceptions", "propose", "ZX01", item, "exempt", "--from", "2019-12-20", "--reason", "無此業務")
    assert proposed.code == 0
    exception = proposed.json["exception"]
    for decide in (
        ("findings", "accept", added),
        ("findings", "return", added, "--reason", "再查"),
        ("key-items", "approve", "2019", item),
        ("key-items", "refuse", "2019", item, "--reason", "不需要"),
        ("exceptions", "approve", exception),
        ("exceptions", "refuse", exception, "--reason", "不需要"),
    ):
        own = run(*decide)
        assert (own.code, own.json["error"]["code"]) == (1, "four_eyes.author"), decide


def test_a_synced_folder_is_refused_by_init_until_allowed_and_then_cautioned_on_the_other_stream(auditdesk, tmp_path):
    home = tmp_path / "Dropbox" / "desk"
    first = ("init", "--login", "wang", "--name", "王主管")
    refused = auditdesk(*first, home=home, passphrase=PASSPHRASE)
    assert (refused.code, refused.json["error"]["code"]) == (1, "workspace.synced_folder")
    assert not home.parent.exists()
    assert auditdesk(*first, "--allow-synced", home=home, passphrase=PASSPHRASE).code == 0
    told = auditdesk("status", home=home, passphrase=PASSPHRASE)
    assert told.code == 0 and "Dropbox" in told.err and told.json is not None


def test_an_older_key_file_put_back_is_cautioned_until_it_is_written_anew(wang, office, tmp_path):
    before = (office / "keys.json").read_bytes()
    assert wang("people", "disable", "lin").code == 0
    assert "keys.json" not in wang("status").err
    (office / "keys.json").write_bytes(before)
    told = wang("status")
    assert told.code == 0 and "keys.json" in told.err
    assert wang("people", "recovery").code == 0
    assert "keys.json" not in wang("status").err
