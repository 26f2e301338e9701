"""Wrong passphrases wait longer each time, whatever is done to the file or the clock."""

import json
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.desk import Desk
from auditdesk.errors import Unavailable
from auditdesk.places import Workspace
from auditdesk.services.people import recover_passphrase
from auditdesk.store.keys import KeySlots
from auditdesk.store.keys_tries import FREE, LONGEST, Tries, wait_after
from auditdesk.store.keys_unlock import unlocked
from tests.conftest import CHEAP, PASSPHRASE


class Clock:
    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tries(tmp_path, clock) -> Tries:
    return Tries(tmp_path / "tries.json", clock)


def waiting(tries: Tries, name: str = "lin") -> int:
    try:
        tries.check((name,))
    except Unavailable as refused:
        assert refused.code == "passphrase.wait"
        return refused.values["seconds"]
    return 0


def test_four_are_free_then_the_wait_doubles_up_to_five_minutes():
    assert [wait_after(wrong) for wrong in range(16)] == [0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]


def test_the_wait_is_over_after_its_time_and_counts_on_with_the_next_wrong_one(tries, clock):
    for _ in range(FREE + 1):
        tries.wrong(("lin",))
    assert waiting(tries) == 2
    clock.seconds += 2
    assert waiting(tries) == 0
    assert tries.wrong(("lin",)) == (4, FREE + 2)


def test_each_login_is_counted_for_itself_and_the_right_one_begins_anew(tries):
    for _ in range(FREE + 2):
        tries.wrong(("lin",))
    assert waiting(tries, "chen") == 0
    tries.right("lin")
    assert waiting(tries) == 0


def test_the_count_outlasts_the_program(tries, tmp_path, clock):
    for _ in range(FREE + 3):
        tries.wrong(("lin",))
    assert waiting(Tries(tmp_path / "tries.json", clock)) == 8


def test_a_clock_set_back_does_not_free_and_does_not_lock_out(tries, clock):
    for _ in range(FREE + 4):
        tries.wrong(("lin",))
    clock.seconds -= 10_000
    assert waiting(tries) == 16
    clock.seconds += 16
    assert waiting(tries) == 0


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["lin", "wrong", "at"]), inner, max_size=3),
        max_leaves=6,
    )
    | st.fixed_dictionaries({"lin": st.fixed_dictionaries({"wrong": st.integers(), "at": st.integers() | st.floats()})})
)
def test_a_file_that_was_tampered_with_never_locks_out_for_longer_than_the_cap(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("tries") / "tries.json"
    path.write_text(json.dumps(content))
    clock = Clock()
    assert waiting(Tries(path, clock)) <= LONGEST
    clock.seconds += LONGEST
    assert waiting(Tries(path, clock)) == 0


def test_the_desk_refuses_the_right_passphrase_too_while_one_has_to_wait(desk, home):
    desk.close()
    for _ in range(FREE + 1):
        with pytest.raises(Unavailable) as wrong:
            Desk.open(home, "wang", "not the passphrase")
        assert wrong.value.code == "passphrase.wrong"
    assert wrong.value.values["seconds"] == 2
    for login in ("wang", None):
        with pytest.raises(Unavailable) as refused:
            Desk.open(home, login, PASSPHRASE)
        assert refused.value.code == "passphrase.wait"
    kept = json.loads(Workspace(home).tries.read_text())
    kept["wang"]["at"] -= 2
    Workspace(home).tries.write_text(json.dumps(kept))
    Desk.open(home, "wang", PASSPHRASE).close()
    assert json.loads(Workspace(home).tries.read_text()) == {}


def test_wrong_recovery_codes_wait_as_well(desk, home):
    desk.close()
    for _ in range(FREE + 1):
        with pytest.raises(Unavailable) as wrong:
            recover_passphrase(Workspace(home), "wang", "0000-0000", "a phrase long enough", CHEAP)
        assert wrong.value.code == "recovery.wrong"
    with pytest.raises(Unavailable) as refused:
        recover_passphrase(Workspace(home), "wang", "0000-0000", "a phrase long enough", CHEAP)
    assert refused.value.code == "passphrase.wait"


def test_many_tries_at_once_are_counted_one_by_one(home):
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, cost=CHEAP)
    desk.close()
    workspace, slots = Workspace(home), KeySlots.read(Workspace(home))
    told: list[str] = []

    def guess() -> None:
        with pytest.raises(Unavailable) as refused:
            unlocked(workspace, slots, "wang", "not the passphrase at all")
        told.append(refused.value.code)

    guessers = [threading.Thread(target=guess) for _ in range(20)]
    for guesser in guessers:
        guesser.start()
    for guesser in guessers:
        guesser.join()
    assert told.count("passphrase.wrong") == FREE + 1 and told.count("passphrase.wait") == 20 - FREE - 1


def test_a_folder_in_the_place_of_the_count_does_not_free_the_wait(home):
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, cost=CHEAP)
    desk.close()
    workspace, slots = Workspace(home), KeySlots.read(Workspace(home))
    workspace.tries.unlink(missing_ok=True)
    workspace.tries.mkdir()
    codes = []
    for _ in range(FREE + 2):
        with pytest.raises(Unavailable) as refused:
            unlocked(workspace, slots, "wang", "not the passphrase at all")
        codes.append(refused.value.code)
    assert codes[-1] == "passphrase.wait"
