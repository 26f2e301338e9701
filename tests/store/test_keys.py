import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditdesk.errors import AuditDeskError, Conflict, Refused, Unavailable
from auditdesk.places import Workspace
from auditdesk.store.keys import Cost, DataKey, KeySlots, check_passphrase, plain_recovery_code

CHEAP = Cost(8 * 1024, 1, 1)


@pytest.fixture
def slots(tmp_path: Path):
    made, key = KeySlots.new(tmp_path / "keys.json", "workspace-one")
    made.add(key, "lin", "lin has a long phrase", CHEAP)
    made.write(key)
    return made, key


def read(tmp_path: Path) -> KeySlots:
    return KeySlots.read(Workspace(tmp_path))


def test_each_persons_passphrase_opens_the_same_data_key(slots, tmp_path):
    made, key = slots
    made.add(key, "chen", "chen has another phrase", CHEAP)
    made.write(key)
    assert read(tmp_path).unlock("lin", "lin has a long phrase") == ("lin", key)
    assert read(tmp_path).unlock("chen", "chen has another phrase") == ("chen", key)


def test_without_a_login_the_passphrase_tells_who_it_is(slots, tmp_path):
    made, key = slots
    made.add(key, "chen", "chen has another phrase", CHEAP)
    made.write(key)
    assert made.unlock(None, "chen has another phrase")[0] == "chen"


def test_a_wrong_passphrase_opens_nothing(slots):
    with pytest.raises(Unavailable) as refused:
        slots[0].unlock("lin", "lin has a long phrasE")
    assert refused.value.code == "passphrase.wrong"


def test_one_persons_passphrase_does_not_open_anothers_slot(slots):
    made, key = slots
    made.add(key, "chen", "chen has another phrase", CHEAP)
    made.write(key)
    with pytest.raises(Unavailable) as refused:
        made.unlock("chen", "lin has a long phrase")
    assert refused.value.code == "passphrase.wrong"


def test_a_slot_moved_to_another_login_no_longer_opens(slots, tmp_path):
    content = json.loads((tmp_path / "keys.json").read_text())
    content["slots"][0]["login"] = "mallory"
    (tmp_path / "keys.json").write_text(json.dumps(content))
    with pytest.raises(Unavailable) as refused:
        read(tmp_path).unlock("mallory", "lin has a long phrase")
    assert refused.value.code == "passphrase.wrong"


@pytest.mark.parametrize(
    "cost", [{"memory_kib": 2**40, "iterations": 1, "lanes": 1}, {"memory_kib": 8192, "iterations": 10**9, "lanes": 1}]
)
def test_a_slot_that_asks_for_an_absurd_derivation_is_refused_before_deriving(slots, tmp_path, cost):
    content = json.loads((tmp_path / "keys.json").read_text())
    content["slots"][0]["cost"] = cost
    (tmp_path / "keys.json").write_text(json.dumps(content))
    with pytest.raises(Unavailable) as refused:
        read(tmp_path).unlock("lin", "lin has a long phrase")
    assert refused.value.code == "keys.damaged"


def test_the_recovery_code_opens_when_typed_small_without_hyphens_and_with_look_alikes(slots):
    made, key = slots
    code = made.add_recovery(key, CHEAP)
    assert len(code.replace("-", "")) == 32
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert plain_recovery_code(typed) == plain_recovery_code(code)


@pytest.mark.parametrize(
    ("text", "code"), [("", "keys.damaged"), ("{}", "keys.damaged"), ('{"format": "auditdesk-keys", "vers', "keys.damaged")]
)
def test_a_half_written_key_file_is_told_as_damaged(tmp_path, text, code):
    (tmp_path / "keys.json").write_text(text)
    with pytest.raises(Unavailable) as refused:
        read(tmp_path)
    assert refused.value.code == code


def test_a_key_file_of_a_newer_program_is_refused(slots, tmp_path):
    content = json.loads((tmp_path / "keys.json").read_text())
    content["version"] = 99
    (tmp_path / "keys.json").write_text(json.dumps(content))
    with pytest.raises(Unavailable) as refused:
        read(tmp_path)
    assert refused.value.code == "workspace.newer"


def test_a_login_has_one_slot(slots):
    made, key = slots
    with pytest.raises(Conflict):
        made.add(key, "lin", "lin has a long phrase", CHEAP)


@pytest.mark.parametrize(("passphrase", "code"), [("short", "passphrase.short"), ("aaaaaaaaaaaaaaa", "passphrase.simple")])
def test_weak_passphrases_are_refused_with_the_reason(passphrase, code):
    with pytest.raises(Refused) as refused:
        check_passphrase(passphrase)
    assert refused.value.code == code


def test_keys_of_different_purposes_differ_and_neither_is_the_data_key(slots):
    key = slots[1]
    assert len({key.secret, key.purpose("database"), key.purpose("evidence"), key.purpose("search")}) == 4
    assert key.secret.hex() not in repr(key)


def test_each_person_signs_with_a_key_of_his_own_that_a_new_passphrase_keeps(slots, tmp_path):
    made, key = slots
    made.add(key, "chen", "chen has another phrase", CHEAP)
    made.write(key)
    lin, chen = (
        read(tmp_path).unlock("lin", "lin has a long phrase")[1],
        read(tmp_path).unlock("chen", "chen has another phrase")[1],
    )
    public = lin.signing_key().public_key().public_bytes_raw()
    assert public != chen.signing_key().public_key().public_bytes_raw()
    made.change(key, "lin", "lin has a newer phrase", CHEAP, person=lin.person)
    made.write(key)
    again = read(tmp_path).unlock("lin", "lin has a newer phrase")[1]
    assert again.signing_key().public_key().public_bytes_raw() == public


def test_a_new_data_key_reaches_everybody_without_anybodys_passphrase(slots, tmp_path):
    made, key = slots
    code = made.add_recovery(key, CHEAP)
    made.write(key)
    found = read(tmp_path)
    new = DataKey(key.workspace, b"n" * 32)
    found.reseal(new)
    found.write(new)
    assert read(tmp_path).unlock("lin", "lin has a long phrase")[1] == new != key
    assert read(tmp_path).recover(code) == new


@pytest.mark.parametrize("change", ["public", "moved", "removed", "added", "pending", "mac"])
def test_a_key_file_put_together_by_somebody_else_is_found_when_anybody_unlocks(slots, tmp_path, change):
    made, key = slots
    made.add(key, "chen", "chen has another phrase", CHEAP)
    made.write(key)
    path = tmp_path / "keys.json"
    content = json.loads(path.read_text())
    first, second = content["slots"]
    if change == "public":
        second["public"] = first["public"]
    elif change == "moved":
        content["slots"].reverse()
    elif change == "removed":
        content["slots"].pop()
    elif change == "added":
        content["slots"].append(second)
    else:
        content[change] = ".rekey-evil"
    path.write_text(json.dumps(content))
    with pytest.raises(Unavailable) as refused:
        read(tmp_path).unlock("lin", "lin has a long phrase")
    assert refused.value.code == "keys.damaged"


def test_a_file_of_today_can_not_pass_for_one_without_a_seal(slots, tmp_path):
    path = tmp_path / "keys.json"
    content = json.loads(path.read_text())
    content["version"] = 1
    del content["mac"]
    path.write_text(json.dumps(content))
    with pytest.raises(Unavailable) as refused:
        read(tmp_path)
    assert refused.value.code == "keys.damaged"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_key_file_with_any_one_byte_changed_opens_nothing_wrong(slots, tmp_path, data):
    whole = (tmp_path / "keys.json").read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[place] ^= data.draw(st.integers(1, 255))
    try:
        opened = KeySlots.parse(bytes(changed), tmp_path / "keys.json").unlock("lin", "lin has a long phrase")[1]
    except AuditDeskError:
        return
    # Blanks between the values, and bits of base64 that stand for nothing, may change.
    assert opened == slots[1]


def test_a_wiped_key_gives_nothing_until_it_is_filled_again(slots):
    key = slots[1]
    kept = DataKey(key.workspace, key.secret, key.person)
    key.wipe()
    for ask in (lambda: key.secret, lambda: key.person, lambda: key.purpose("database"), key.signing_key):
        with pytest.raises(Unavailable) as refused:
            ask()
        assert refused.value.code == "workspace.asleep"
    key.take(kept)
    assert key == kept
