"""While locked nothing is read, and the keys are gone from memory as far as Python allows."""

import gc
import threading

import pytest

from auditdesk.desk import Desk
from auditdesk.errors import Unavailable
from tests.conftest import PASSPHRASE


def holders(needles: list[bytes]) -> list[str]:
    """Where one of ``needles`` can be found in what the collector can reach, raw or as hexadecimal digits."""
    texts = [needle.hex() for needle in needles]
    found, seen = [], set()
    for outer in gc.get_objects():
        for held in (outer, *gc.get_referents(outer)):
            if id(held) in seen or not isinstance(held, (bytes, bytearray, str)):
                continue
            seen.add(id(held))
            hit = any(text in held for text in texts) if isinstance(held, str) else any(needle in held for needle in needles)
            if hit and held is not texts and not any(held is text for text in texts) and not any(held is one for one in needles):
                found.append(f"{type(held).__name__} in {type(outer).__name__}")
    return found


def test_after_locking_no_key_is_reachable_and_after_unlocking_work_goes_on(desk):
    key = desk.store._key
    desk.settings.change("lock.idle_minutes", 5)
    masked = [
        bytes(255 - byte for byte in one) for one in (key.secret, key.person, key.purpose("database"), key.purpose("evidence"))
    ]
    desk.lock()
    needles = [bytes(255 - byte for byte in one) for one in masked]
    assert holders(needles) == []
    desk.unlock(PASSPHRASE)
    assert desk.settings.all()["lock.idle_minutes"] == 5


def test_while_locked_everything_says_so_and_the_workspace_stays_held(desk, home):
    desk.lock()
    desk.lock()
    for ask in (desk.people.list, lambda: desk.settings.change("lock.idle_minutes", 5), lambda: desk.store.evidence):
        with pytest.raises(Unavailable) as refused:
            ask()
        assert refused.value.code == "workspace.asleep"
    with pytest.raises(Unavailable) as refused:
        Desk.open(home, "wang", PASSPHRASE)
    assert refused.value.code == "workspace.locked"


def test_only_the_same_persons_passphrase_wakes_it(desk):
    desk.people.add("lin", "林查核", "an inspector types this", ["inspector"])
    desk.lock()
    with pytest.raises(Unavailable) as refused:
        desk.unlock("an inspector types this")
    assert refused.value.code == "passphrase.wrong"
    assert desk.store.asleep
    desk.unlock(PASSPHRASE)
    assert len(desk.people.list()) == 2


def test_who_is_reading_or_writing_is_not_cut_off(desk):
    inside, go_on, slept = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        with desk.office.work("settings.change") as work:
            inside.set()
            assert go_on.wait(30)
            # A thread that is inside reads on although somebody waits to lock.
            desk.office.settings()
            work.commit()

    worker = threading.Thread(target=work)
    worker.start()
    assert inside.wait(30)
    sleeper = threading.Thread(target=lambda: (desk.lock(), slept.set()))
    sleeper.start()
    assert not slept.wait(0.1)
    go_on.set()
    worker.join()
    sleeper.join()
    assert slept.is_set() and desk.store.asleep


def test_an_awake_desk_only_tells_whether_the_passphrase_is_right(desk):
    desk.unlock(PASSPHRASE)
    with pytest.raises(Unavailable):
        desk.unlock("not the passphrase")
    assert desk.people.list()
