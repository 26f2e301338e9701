"""Killed, interrupted, unread, unwritable: what bad luck must not do."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from auditdesk import demo
from auditdesk.desk import Desk
from auditdesk.errors import Refused, Unavailable
from auditdesk.model.commands import WriteLetters
from auditdesk.places import Workspace
from auditdesk.store.store import Store
from tests.conftest import CHEAP, PASSPHRASE

COMMAND = [sys.executable, "-m", "auditdesk"]
ROOT = Path(__file__).resolve().parents[2]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "AUDITDESK_PASSPHRASE": demo.PASSPHRASE, "PYTHONPATH": str(ROOT), **more}


def test_a_workspace_opened_on_one_thread_and_closed_on_another_is_free_again(home):
    store, _, _ = Store.create(Workspace(home), "wang", PASSPHRASE, cost=CHEAP)
    store.close()
    opened: list[Store] = []
    worker = threading.Thread(target=lambda: opened.append(Store.open(Workspace(home), None, PASSPHRASE)[0]))
    worker.start()
    worker.join()
    opened[0].close()
    again, _, _ = Store.open(Workspace(home), None, PASSPHRASE)
    again.close()


def test_another_process_is_told_that_the_workspace_is_in_use(demo_desk):
    home = str(demo_desk.store.workspace.home)
    done = subprocess.run([*COMMAND, "--home", home, "--json", "status"], env=environment(), capture_output=True, check=False)
    assert done.returncode == 5
    assert json.loads(done.stdout)["error"]["code"] == "workspace.locked"


def test_a_demo_never_clears_a_folder_that_is_not_a_demos_even_if_it_looks_like_one(tmp_path):
    office = tmp_path / "office"
    desk, _ = Desk.create(office / "workspace", "wang", "王主管", PASSPHRASE, cost=CHEAP)
    desk.close()
    (office / "letters").mkdir()
    (office / "letters" / "real.pdf").write_bytes(b"real")
    with pytest.raises(Refused) as refused:
        demo.build(office)
    assert refused.value.code == "demo.folder_not_empty"
    assert (office / "letters" / "real.pdf").read_bytes() == b"real" and Workspace(office / "workspace").exists()


def told_of(made: demo.Demo) -> list[tuple[object, ...]]:
    desk = Desk.open(made.home, demo.SUPERVISOR, demo.PASSPHRASE)
    try:
        planned = [(one.uid, one.firm_code, str(one.starts_on), one.state) for one in desk.plan.view(demo.YEAR + 1).visits]
        years = (demo.YEAR, demo.YEAR + 1)
        return [*((row.uid, row.number, row.facts, row.state) for year in years for row in desk.findings.list(year)), *planned]
    finally:
        desk.close()


def test_a_killed_demo_is_made_anew_by_the_next_run_the_same_as_every_time(made_demo, demo_home, tmp_path):
    folder = tmp_path / "demo"
    running = subprocess.Popen(
        [*COMMAND, "demo", "--out", str(folder), "--no-window"], env=environment(), stdout=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while not (folder / "workspace" / "auditdesk.db").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    running.kill()
    running.wait()
    assert not (folder / demo.MARK).exists()
    made = demo.build(folder)
    assert made.firms == 60 and (folder / demo.MARK).exists()
    assert told_of(made) == told_of(replace(made_demo, home=demo_home)) != []


def test_ctrl_c_ends_with_6_one_json_document_and_nothing_left_behind(tmp_path):
    folder = tmp_path / "demo"
    running = subprocess.Popen(
        [*COMMAND, "--json", "demo", "--out", str(folder), "--no-window"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A run in the background inherits that the signal is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 60
    while not (folder / "workspace" / "auditdesk.db").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 6
    assert json.loads(out)["error"]["kind"] == "cancelled"
    assert b"Traceback" not in err
    assert {path.name for path in folder.iterdir()} <= {demo.LOCK}


def test_a_reader_that_goes_away_is_no_error_of_a_rule(demo_home):
    script = f"{sys.executable} -m auditdesk --home {demo_home} --json journal | head -c 10 >/dev/null; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], env=environment(), capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.stdout.strip() in ("0", "5")


def test_output_that_can_not_be_written_ends_with_5(demo_home):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no full device")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, "--json", "rules", "list"], env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 5 and b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="arguments are always text there")
def test_an_argument_that_is_no_text_is_bad_input(demo_home):
    done = subprocess.run(
        [*map(os.fsencode, COMMAND), b"--json", b"--home", b"/tmp/\xff", b"status"],
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 3
    assert json.loads(done.stdout)["error"]["code"] == "argument.not_text"


def test_the_same_firm_named_twice_gets_one_letter(demo_home, tmp_path):
    desk = Desk.open(demo_home, demo.CLERK, demo.PASSPHRASE)
    try:
        codes, _ = desk.letters.preflight(demo.YEAR)
        assert codes == ()
        with pytest.raises(Refused):
            desk.letters.write(WriteLetters(demo.YEAR, str(tmp_path), demo.LETTERS_ISSUED, firms=("ZX01", "ZX01")))
        _, blocked = desk.letters.preflight(demo.YEAR, ("ZX01", "ZX01"))
        assert [firm.code for firm in blocked] == ["ZX01"]
    finally:
        desk.close()


def test_who_may_not_write_the_notice_writes_no_file(demo_home, tmp_path):
    desk = Desk.open(demo_home, demo.CLERK, demo.PASSPHRASE)
    try:
        with pytest.raises(Refused) as refused:
            desk.notice.write(demo.YEAR, tmp_path / "out")
    finally:
        desk.close()
    assert refused.value.code == "act.forbidden"
    assert not (tmp_path / "out").exists()


def test_a_second_notice_in_the_same_folder_leaves_the_first_as_it_was(demo_desk, tmp_path):
    first = demo_desk.notice.write(demo.YEAR, tmp_path)
    second = demo_desk.notice.write(demo.YEAR, tmp_path)
    assert {paper.path for paper in first}.isdisjoint(paper.path for paper in second)
    assert demo_desk.care.verify().papers_altered == ()


def test_letters_left_by_a_killed_batch_are_taken_over_when_they_are_the_same(demo_home, tmp_path):
    """The database forgets the batch, as after a kill before its commit; the files are still there."""
    untouched = tmp_path / "before"
    shutil.copytree(demo_home, untouched)
    order = WriteLetters(2020, str(tmp_path / "letters"), date(2020, 6, 1))
    _findings_of_2020(demo_home)
    shutil.rmtree(untouched)
    shutil.copytree(demo_home, untouched)
    names = _batch(demo_home, order)
    files = {path.name: path.read_bytes() for path in (tmp_path / "letters").iterdir()}
    assert _batch(untouched, order) == names
    assert {path.name: path.read_bytes() for path in (tmp_path / "letters").iterdir()} == files


def _findings_of_2020(home: Path) -> None:
    from auditdesk.model.commands import AnswerItem, DecideFinding, OpenVisit, RecordFinding
    from auditdesk.model.terms import Judgement

    desk = Desk.open(home, demo.FIRST_INSPECTOR, demo.PASSPHRASE)
    visit = desk.visits.open(OpenVisit("ZX01", date(2020, 5, 4)))
    _, items = desk.visits.show(visit.number)
    desk.visits.answer_all(AnswerItem(visit.number, item.key, Judgement.CONFORM) for item in items)
    row = desk.findings.record(RecordFinding(visit.number, "CC-17010-P03", "保存 180 天"))
    desk.findings.submit(DecideFinding(row.number))
    desk.close()
    desk = Desk.open(home, demo.SUPERVISOR, demo.PASSPHRASE)
    desk.findings.accept(DecideFinding(row.number))
    desk.close()


def _batch(home: Path, order: WriteLetters) -> list[str]:
    desk = Desk.open(home, demo.CLERK, demo.PASSPHRASE)
    try:
        return [letter.number for letter, _ in desk.letters.write(order).letters]
    finally:
        desk.close()


def test_an_initialisation_that_fails_leaves_no_workspace(tmp_path):
    with pytest.raises(Refused):
        Desk.create(tmp_path / "new", "wang", "王主管", PASSPHRASE, ("emperor",), cost=CHEAP)
    assert list(tmp_path.iterdir()) == []
    desk, _ = Desk.create(tmp_path / "new", "wang", "王主管", PASSPHRASE, cost=CHEAP)
    desk.close()


def test_the_folder_of_a_workspace_is_closed_to_other_people(home):
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, cost=CHEAP)
    desk.close()
    if os.name != "nt":
        assert home.stat().st_mode & 0o077 == 0


def test_the_recovery_code_sets_a_new_passphrase_and_the_old_one_is_gone(home):
    from auditdesk.services.people import recover_passphrase

    desk, code = Desk.create(home, "wang", "王主管", PASSPHRASE, cost=CHEAP)
    desk.close()
    with pytest.raises(Unavailable):
        recover_passphrase(Workspace(home), "wang", "0000-" * 7 + "0000", "another long phrase", CHEAP)
    recover_passphrase(Workspace(home), "wang", code.lower(), "another long phrase", CHEAP)
    Desk.open(home, None, "another long phrase").close()
    with pytest.raises(Unavailable):
        Desk.open(home, None, PASSPHRASE)


def test_one_changes_only_ones_own_passphrase(desk, home):
    with pytest.raises(Refused) as refused:
        desk.people.change_passphrase("lin", "another long phrase")
    assert refused.value.code == "passphrase.others"
    desk.people.change_passphrase("wang", "another long phrase")
    desk.close()
    Desk.open(home, "wang", "another long phrase").close()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("settings", "set", "letters.reply_days", "０６０"), 0),
        (("settings", "set", "letters.reply_days", "soon"), 1),
        (("visits", "open", "ZX01", "--on", "2019-12-30", "--inspector", "lin", "--inspector", "lin"), 0),
        (("notice", "compile", "99999"), 1),
        (("firms", "set", "ZX01", "security_staff", "9" * 5000, "--from", "2019-01-01"), 3),
        (("--lang", "fr", "status"), 2),
        (("journal", "--object", "ZX01"), 0),
        (("journal", "--object", "nothing"), 1),
    ],
)
def test_odd_values_end_by_the_contract_and_never_as_a_bug(auditdesk, demo_home, arguments, code):
    assert auditdesk(*arguments, home=demo_home).code == code


def test_a_damaged_page_is_reported_and_the_rest_of_the_report_still_comes(auditdesk, demo_home):
    path = demo_home / "auditdesk.db"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    ended = auditdesk("verify", home=demo_home)
    assert (ended.code, ended.json["ok"]) == (1, False)
    assert ended.json["database"] != "ok"


def test_a_log_of_a_crash_holds_no_message_and_no_text(tmp_path):
    from auditdesk import crash_log

    try:
        raise ValueError("示範甲證券 的防火牆")
    except ValueError as problem:
        log = crash_log.keep(problem, tmp_path)
    text = log.read_text(encoding="utf-8")
    assert "ValueError" in text and "test_bad_luck.py" in text and "示範" not in text
