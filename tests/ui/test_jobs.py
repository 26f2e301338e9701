from __future__ import annotations

import threading
import time
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Qt, QThread
from PySide6.QtWidgets import QApplication, QWidget

from auditdesk.errors import Cancelled, Unavailable
from ui.jobs import Runner
from ui.jobs_panel import JobRow, JobsPanel


class Heard(QObject):
    """What came, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []
        self.on_gui: list[bool] = []

    def take(self, *values: object) -> None:
        self.values.append(values[0] if len(values) == 1 else values)
        self.on_gui.append(QThread.currentThread() is QApplication.instance().thread())


def test_work_runs_off_the_gui_thread_and_settles_on_it(runner: Runner, qtbot):
    heard, ran_on = Heard(), []
    job = runner.start("letters", lambda progress: ran_on.append(threading.current_thread()) or "done")
    job.succeeded.connect(heard.take)
    with qtbot.waitSignal(job.settled):
        pass
    assert ran_on != [threading.main_thread()]
    assert (heard.values, heard.on_gui, job.state, job.result) == (["done"], [True], "succeeded", "done")


def test_an_expected_failure_arrives_with_its_code_and_is_no_crash(runner: Runner, qtbot):
    heard, crashes = Heard(), []
    runner.crashed.connect(crashes.append)

    def work(_progress):
        raise Unavailable("disk.full", path="x")

    job = runner.start("letters", work)
    job.failed.connect(heard.take)
    with qtbot.waitSignal(job.settled):
        pass
    assert job.state == "failed"
    assert (heard.values[0].code, heard.on_gui, crashes) == ("disk.full", [True], [])


def test_a_bug_in_a_job_is_told_as_a_crash(runner: Runner, qtbot):
    with qtbot.waitSignal(runner.crashed) as told:
        runner.start("letters", lambda _progress: 1 // 0)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_cancel_is_noticed_where_progress_is_told(runner: Runner, qtbot):
    entered, go_on, undone = threading.Event(), threading.Event(), []

    def work(progress):
        try:
            entered.set()
            go_on.wait(30)
            progress(1, 2)
        except Cancelled:
            undone.append(True)
            raise

    job = runner.start("letters", work)
    assert entered.wait(30)
    job.cancel()
    assert job.stopping
    with qtbot.waitSignals([job.cancelled, job.settled]):
        go_on.set()
    assert (job.state, undone, job.result) == ("cancelled", [True], None)


def test_a_job_cancelled_before_its_turn_never_begins(runner: Runner, qtbot):
    gate, ran = threading.Event(), []
    runner.start("first", lambda _progress: gate.wait(30))
    second = runner.start("second", lambda _progress: ran.append(True))
    second.cancel()
    with qtbot.waitSignal(second.settled):
        gate.set()
    assert (second.state, ran) == ("cancelled", [])


def test_writes_run_one_after_the_other(runner: Runner, qtbot):
    running, most = [], []

    def work(progress):
        running.append(True)
        most.append(len(running))
        progress(1, 1)
        running.pop()

    for number in range(5):
        runner.start(str(number), work)
    with qtbot.waitSignal(runner.idle):
        pass
    assert most == [1] * 5


def test_progress_comes_in_order_and_its_end_always_comes(runner: Runner, qtbot):
    heard = Heard()

    def work(progress):
        for done in range(1, 1001):
            progress(done, 1000, "papers")

    job = runner.start("letters", work)
    job.progressed.connect(heard.take)
    with qtbot.waitSignal(job.settled):
        pass
    dones = [done for done, _, _ in heard.values]
    assert dones == sorted(dones)
    assert dones[-1] == 1000
    assert len(dones) < 200, "told too often for a screen"


def test_a_read_answers_on_the_gui_thread(runner: Runner, qtbot):
    heard = Heard()
    runner.read(lambda: 42, heard.take)
    qtbot.waitUntil(lambda: bool(heard.values))
    assert (heard.values, heard.on_gui) == ([42], [True])


def test_only_the_newest_read_of_a_name_answers(runner: Runner, qtbot):
    gate, heard = threading.Event(), Heard()
    runner.read(lambda: gate.wait(30) and "old", heard.take, latest="firm")
    runner.read(lambda: "new", heard.take, latest="firm")
    qtbot.waitUntil(lambda: heard.values == ["new"])
    gate.set()
    after = Heard()
    runner.read(lambda: "later", after.take)
    qtbot.waitUntil(lambda: bool(after.values))
    assert heard.values == ["new"]


def test_a_failed_read_tells_its_failure(runner: Runner, qtbot):
    heard, failures = Heard(), Heard()

    def work():
        raise Unavailable("workspace.busy")

    runner.read(work, heard.take, failures.take)
    qtbot.waitUntil(lambda: bool(failures.values))
    assert (failures.values[0].code, heard.values) == ("workspace.busy", [])


def test_an_answer_for_a_widget_that_is_gone_is_dropped(runner: Runner, qtbot):
    import shiboken6

    heard, gate, after = Heard(), threading.Event(), Heard()
    runner.read(lambda: gate.wait(30), heard.take)
    shiboken6.delete(heard)
    gate.set()
    runner.read(lambda: 1, after.take)
    qtbot.waitUntil(lambda: bool(after.values))


def test_closing_cancels_what_runs_and_ends_the_threads(qapp, qtbot):
    others = set(threading.enumerate())
    runner, entered = Runner(), threading.Event()

    def work(progress):
        entered.set()
        while True:
            progress(0)

    runner.start("endless", work)
    assert entered.wait(30)
    runner.close()
    assert not [thread.name for thread in set(threading.enumerate()) - others if thread.name == "write"]


def test_time_left_is_told_from_five_percent_on(runner: Runner, qtbot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("ui.jobs.time", SimpleNamespace(monotonic=lambda: 110.0))
    job = runner.start("letters", lambda _progress: None)
    job.state, job._began, job.total = "running", 100.0, 100
    job.done = 4
    assert job.seconds_left() is None
    job.done = 50
    assert job.seconds_left() == 10.0
    qtbot.waitUntil(lambda: job.over)


def test_the_panel_shows_each_job_with_its_state(runner: Runner, qtbot):
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    gate = threading.Event()
    runner.start("輸出公告", lambda progress: (progress(1, 3), gate.wait(30)))
    panel = JobsPanel(runner)
    panel.open_at(window)
    from ui.jobs_panel import JobRow

    row = panel.findChild(JobRow)
    qtbot.waitUntil(lambda: row._count.text() == "1 / 3")
    assert row.cancel.isVisible()
    with qtbot.waitSignal(runner.idle):
        gate.set()
    assert not row.cancel.isVisible()
    assert row._detail.text().startswith("完成於")


def test_what_is_written_does_not_wait_for_a_job_beside_the_lane(runner: Runner, qtbot):
    heard, gate = Heard(), threading.Event()
    beside = runner.start("backup", lambda progress: gate.wait(30), beside=True)
    qtbot.waitUntil(lambda: beside.state == "running")
    runner.write(lambda: "kept", heard.take)
    qtbot.waitUntil(lambda: heard.values == ["kept"])
    assert beside.state == "running"
    with qtbot.waitSignal(beside.settled):
        gate.set()


def test_what_closes_the_workspace_waits_until_nothing_runs_beside_the_lane(runner: Runner, qtbot):
    order, gate = [], threading.Event()

    def slow(progress):
        gate.wait(30)
        order.append("backup")

    runner.start("backup", slow, beside=True)
    runner.write_last(lambda: order.append("closed"), lambda _: None)
    gate.set()
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["backup", "closed"]


@pytest.mark.parametrize(("way", "keeping"), [("stop_here", True), ("cancel", False)])
def test_work_with_two_ways_out_is_told_which_one_it_was(qtbot, runner: Runner, way: str, keeping: bool):
    began = threading.Event()

    def work(progress):
        while True:
            progress(1, 2)
            began.set()
            time.sleep(0.005)

    job = runner.start("letters", work, two_ways=True)
    qtbot.waitUntil(began.is_set)
    row = JobRow(job)
    qtbot.addWidget(row)
    row.show()
    assert row.stop.isVisible() and row.cancel.isVisible()
    (row.stop if way == "stop_here" else row.cancel).click()
    assert not row.stop.isEnabled() and not row.cancel.isEnabled()
    qtbot.waitUntil(lambda: job.over)
    assert (job.state, job.keeping) == ("cancelled", keeping)


def test_an_end_of_the_window_keeps_what_such_work_has_finished(qtbot, qapp):
    runner, began = Runner(), threading.Event()

    def work(progress):
        while True:
            progress(1, 2)
            began.set()
            time.sleep(0.005)

    kept, gone = (runner.start("letters", work, two_ways=True) for _ in range(2))
    qtbot.waitUntil(began.is_set)
    gone.cancel()
    runner.close()
    assert kept.keeping and not gone.keeping


def test_a_finished_job_offers_what_it_made_by_enter(qtbot, runner: Runner):
    taken: list[str] = []
    job = runner.start("letters", lambda progress: 1)
    qtbot.waitUntil(lambda: job.over)
    job.offer = ("Open the folder", lambda: taken.append("opened"))
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    panel = JobsPanel(runner)
    panel.open_at(window)
    button = panel.findChild(JobRow).offered
    assert button.isVisible()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert taken == ["opened"]
