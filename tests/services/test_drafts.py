"""What is typed and not yet given to an act: kept within moments, seen by nobody else, in the way of nobody."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from auditdesk.desk import Desk
from auditdesk.errors import Unavailable
from auditdesk.model.drafts import Typed
from auditdesk.store.queries import drafts as queries
from tests.conftest import CHEAP, PASSPHRASE
from tests.yardstick import slowness

PLACE = "firms.fact/ZX01"


def test_what_was_kept_is_there_at_the_next_start_with_its_caret(desk, home):
    desk.drafts.keep(PLACE, "source", "公開說明書第 12 頁", 5)
    desk.close()
    again = Desk.open(home, "wang", PASSPHRASE)
    (draft,) = again.drafts.all(PLACE)
    again.close()
    assert (draft.field, draft.content, draft.caret) == ("source", "公開說明書第 12 頁", 5)


def test_the_newest_text_of_a_field_is_the_one_that_counts(desk):
    for text in ("公", "公開", "公開說明書"):
        desk.drafts.keep(PLACE, "source", text, len(text))
    assert [draft.content for draft in desk.drafts.all(PLACE)] == ["公開說明書"]


def test_one_person_never_sees_anothers_draft(desk, home):
    desk.people.add("lin", "林示範", PASSPHRASE + " lin", ("inspector",))
    desk.drafts.keep(PLACE, "source", "王的草稿")
    desk.close()
    other = Desk.open(home, "lin", PASSPHRASE + " lin")
    assert other.drafts.all(PLACE) == ()
    other.drafts.drop(PLACE)
    other.close()
    again = Desk.open(home, "wang", PASSPHRASE)
    assert [draft.content for draft in again.drafts.all(PLACE)] == ["王的草稿"]
    again.close()


def test_a_field_or_a_whole_place_is_forgotten_and_others_stay(desk):
    desk.drafts.keep_all((Typed(PLACE, "source", "甲"), Typed(PLACE, "value", "40"), Typed("other", "value", "乙")))
    desk.drafts.drop(PLACE, "value")
    assert [draft.field for draft in desk.drafts.all(PLACE)] == ["source"]
    desk.drafts.drop(PLACE)
    assert desk.drafts.all(PLACE) == () and len(desk.drafts.all("other")) == 1


def test_drafts_leave_no_line_in_the_journal_and_tell_no_screen(desk):
    heard: list[frozenset[str]] = []
    desk.subscribe(heard.append)
    before = desk.care.status().journal_head
    desk.drafts.keep(PLACE, "source", "甲")
    desk.drafts.drop(PLACE)
    assert desk.care.status().journal_head == before and heard == []


def test_a_draft_waits_for_a_work_that_holds_the_write_lane_and_loses_nothing(desk):
    inside, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with desk.office.work("settings.change"):
            inside.set()
            assert leave.wait(30)

    worker = threading.Thread(target=hold)
    worker.start()
    assert inside.wait(30)
    threading.Timer(0.6, leave.set).start()
    desk.drafts.keep(PLACE, "source", "不能遺失")
    assert leave.is_set()
    worker.join()
    assert [draft.content for draft in desk.drafts.all(PLACE)] == ["不能遺失"]


def test_another_process_that_holds_the_database_longer_is_told_as_busy_and_the_text_can_be_kept_afterwards(
    home, monkeypatch: pytest.MonkeyPatch
):
    from auditdesk.store import engine

    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.2)
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, cost=CHEAP)
    try:
        key = desk.store._key.purpose("database").hex()
        script = (
            "import sys, sqlcipher3; c = sqlcipher3.connect(sys.argv[1], isolation_level=None);"
            "c.execute(f\"PRAGMA key = \\\"x'{sys.stdin.readline().strip()}'\\\"\"); c.execute('BEGIN IMMEDIATE');"
            "print('held', flush=True); sys.stdin.readline()"
        )
        other = subprocess.Popen(
            [sys.executable, "-c", script, str(desk.store.workspace.database)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert other.stdin is not None and other.stdout is not None
        other.stdin.write(key + "\n")
        other.stdin.flush()
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Unavailable) as busy:
            desk.drafts.keep(PLACE, "source", "甲")
        other.communicate("\n", timeout=60)
        assert busy.value.code == "workspace.busy"
        desk.drafts.keep(PLACE, "source", "甲")
        assert len(desk.drafts.all(PLACE)) == 1
    finally:
        desk.close()


def test_keeping_costs_next_to_nothing_beside_the_sync(desk):
    now, login, rows = datetime.now(UTC), "wang", [(PLACE, "source", "字" * 2000, 7)]
    costs = []
    with desk.store.unjournaled() as connection:
        for _ in range(50):
            began = time.thread_time()
            queries.put(connection, login, rows, now)
            costs.append(time.thread_time() - began)
    assert statistics.median(costs) < 0.005 * slowness()


def test_text_saved_elsewhere_is_this_persons_alone_and_whole(desk, tmp_path: Path):
    target = tmp_path / "typed.txt"
    desk.drafts.write_elsewhere((("來源", "公開說明書"), ("數值", "40億")), target)
    assert target.read_text(encoding="utf-8") == "來源\n公開說明書\n\n數值\n40億\n"
    if os.name != "nt":
        assert target.stat().st_mode & 0o077 == 0


# the clock


def _lines(home: Path) -> list[datetime]:
    desk = Desk.open(home, "wang", PASSPHRASE)
    try:
        return [line.at for line in desk.care.journal()][::-1]
    finally:
        desk.close()


def test_a_wrong_time_in_the_future_is_not_handed_on_and_the_chain_holds(home):
    moment = datetime(2131, 5, 1, 9, 0, tzinfo=UTC)
    ahead, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, cost=CHEAP, clock=lambda: moment)
    ahead.close()
    desk = Desk.open(home, "wang", PASSPHRASE)
    assert [caution.code for caution in desk.cautions] == ["clock.set_back"]
    before = datetime.now(UTC)
    desk.settings.change("letters.reply_days", 45)
    assert desk.care.verify().ok
    desk.close()
    lines = _lines(home)
    assert lines[0] == moment and before <= lines[-1] <= datetime.now(UTC)


def test_a_clock_set_back_by_moments_keeps_times_in_order(home):
    moments = [datetime(2019, 5, 1, 9, 0, tzinfo=UTC)]
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, cost=CHEAP, clock=lambda: moments[0])
    moments[0] -= timedelta(minutes=4)
    desk.settings.change("letters.reply_days", 45)
    assert len({line.at for line in desk.care.journal()}) == 1
    desk.close()


def test_a_clock_a_year_later_than_the_last_write_is_doubted(home):
    old = datetime.now(UTC) - timedelta(days=900)
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, cost=CHEAP, clock=lambda: old)
    desk.close()
    again = Desk.open(home, "wang", PASSPHRASE)
    assert again.cautions == (), "the file was written today: work of another time, as in an archive"
    again.close()
    for path in home.glob("auditdesk.db*"):
        os.utime(path, (old.timestamp(), old.timestamp()))
    later = Desk.open(home, "wang", PASSPHRASE)
    later.close()
    assert [caution.code for caution in later.cautions] == ["clock.far_ahead"]
