"""Work off the GUI thread: one lane for what writes, a few threads for short reads. All answers arrive on the GUI thread."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import count
from typing import Any, Literal

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from auditdesk.errors import AuditDeskError, Cancelled
from auditdesk.progress import Progress

State = Literal["waiting", "running", "succeeded", "failed", "cancelled"]
Work = Callable[[Progress], Any]

_log = logging.getLogger(__name__)
_LOOK_EVERY = 50
"""Milliseconds between two looks at how far jobs are: however often work tells it, the GUI thread stays free."""


class Job(QObject):
    """One piece of work in the write lane. Signals come on the GUI thread; exactly one of the last three comes, then ``settled``."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    settled = Signal()

    def __init__(
        self, name: str, work: Work, parent: QObject, *, by_hand: bool = True, two_ways: bool = False, beside: bool = False
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.beside = beside
        """It runs beside the write lane: what somebody writes does not wait for it."""
        self.by_hand = by_hand
        """Somebody asked for it. What the program does by itself ends silently with the window: it is due again next time."""
        self.two_ways = two_ways
        """It can be stopped so that what is finished stays, besides being cancelled and taken back."""
        self.keeping = False
        """It was stopped with what is finished; False once it is to be taken back."""
        self.offer: tuple[str, Callable[[], object]] | None = None
        """What can be done with what it made, in the panel: its words and what does it."""
        self.state: State = "waiting"
        self.done, self.total, self.step = 0, 0, ""
        self.result: Any = None
        self.error: Exception | None = None
        self.ended_at: datetime | None = None
        self._work = work
        self._reached = (0, 0, "")
        self._stop = threading.Event()
        self._began = 0.0
        self._outcome: tuple[State, Any, Exception | None] = ("failed", None, None)

    @property
    def over(self) -> bool:
        return self.state in ("succeeded", "failed", "cancelled")

    @property
    def stopping(self) -> bool:
        """Cancelled by the person, but the work has not noticed yet."""
        return self._stop.is_set() and not self.over

    def cancel(self) -> None:
        """Ask the work to stop; it notices where it next tells its progress, and rolls back."""
        self.keeping = False
        self._stop.set()

    def stop_here(self) -> None:
        """Ask the work to stop and to keep what is finished; for work with two ways out."""
        self.keeping = not self._stop.is_set() or self.keeping
        self._stop.set()

    def seconds_left(self) -> float | None:
        """Estimated from the pace so far; None until 5 % are done."""
        if self.state != "running" or not self.total or self.done / self.total < 0.05:
            return None
        return (time.monotonic() - self._began) * (self.total - self.done) / self.done


class Runner(QObject):
    """Runs jobs one after the other and reads beside them."""

    started = Signal(object)
    """A job has been put into the lane."""
    moved = Signal(object)
    """A job has moved on or settled."""
    idle = Signal()
    """The last job that somebody asked for has settled."""
    crashed = Signal(object)
    """Something that is no AuditDeskError was raised: a bug, to be shown as one."""

    quiet = Signal()
    """The last read on its way has answered."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs: list[Job] = []
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)
        self._lane: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._writer: threading.Thread | None = None
        self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="beside")
        self._readers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="read")
        self._latest: dict[str, int] = {}
        self._given: dict[int, Job | _Read] = {}
        """What the threads are to do. They are told its number alone: a widget let go last by a thread would be destroyed on it."""
        self._numbers = count(1)
        self._reading = 0
        self._closed = False
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY)
        self._look.timeout.connect(self._look_at_jobs)

    # the write lane

    def start(self, name: str, work: Work, *, by_hand: bool = True, two_ways: bool = False, beside: bool = False) -> Job:
        """Put ``work`` into the lane under a name for people. It gets a Progress, which raises Cancelled once the job is cancelled.

        With ``two_ways`` it may also be stopped with what is finished; the work asks ``keeping`` of its job which way it was.
        ``beside`` is for long work that keeps no records, such as a backup: it does not hold up the lane.
        """
        job = Job(name, work, self, by_hand=by_hand, two_ways=two_ways, beside=beside)
        self.jobs.append(job)
        self.started.emit(job)
        run = partial(self._run_job, self._give(job))
        if beside:
            self._beside.submit(run)
        else:
            self._put(run)
        return job

    def write(
        self, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[Exception], None] | None = None
    ) -> None:
        """Short work in the write lane that is no job for the panel, such as opening the workspace. Answers as ``read`` does."""
        self._reading += 1
        self._put(partial(self._run_read, self._give(_Read(work, then, failed or self._report))))

    def write_last(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """As ``write``, once nothing runs beside the lane any more: for what closes the workspace."""

        def alone() -> Any:
            self._beside.submit(lambda: None).result()
            return work()

        self.write(alone, then)

    def _give(self, given: Job | _Read) -> int:
        number = next(self._numbers)
        self._given[number] = given
        return number

    def _put(self, run: Callable[[], None]) -> None:
        if self._writer is None:
            self._writer = threading.Thread(target=self._run_lane, name="write", daemon=True)
            self._writer.start()
        self._lane.put(run)

    @property
    def closing(self) -> bool:
        """Going down: long reads are to stop where they next tell their progress."""
        return self._closed

    @property
    def reading(self) -> int:
        """Reads that have not answered yet."""
        return self._reading

    def active(self) -> tuple[Job, ...]:
        """Jobs that wait or run."""
        return tuple(job for job in self.jobs if not job.over)

    def asked_for(self) -> tuple[Job, ...]:
        """Those of them that somebody started by hand and would miss."""
        return tuple(job for job in self.active() if job.by_hand)

    def forget(self) -> None:
        """Drop the jobs that are over."""
        for job in [job for job in self.jobs if job.over]:
            self.jobs.remove(job)
            job.deleteLater()

    def _run_lane(self) -> None:
        while (run := self._lane.get()) is not None:
            run()

    def _run_job(self, given: int) -> None:
        self._work_at_job(given)
        self._post(partial(self._settle, given))

    def _work_at_job(self, given: int) -> None:
        job = self._given[given]
        assert isinstance(job, Job)
        try:
            tell = _Teller(job)
            tell(0)
            self._post(partial(self._begin, given))
            job._outcome = ("succeeded", job._work(tell), None)
        except Cancelled:
            job._outcome = ("cancelled", None, None)
        except Exception as error:
            job._outcome = ("failed", None, error)

    def _begin(self, given: int) -> None:
        job = self._given[given]
        assert isinstance(job, Job)
        job.state = "running"
        job._began = time.monotonic()
        self._look.start()
        self.moved.emit(job)

    def _look_at_jobs(self) -> None:
        for job in self.active():
            self._take_progress(job)

    def _take_progress(self, job: Job) -> None:
        if job._reached != (job.done, job.total, job.step):
            job.done, job.total, job.step = job._reached
            job.progressed.emit(job.done, job.total, job.step)
            self.moved.emit(job)

    def _settle(self, given: int) -> None:
        job = self._given.pop(given)
        assert isinstance(job, Job)
        state, result, error = job._outcome
        self._take_progress(job)
        job.state, job.result, job.error = state, result, error
        job.ended_at = datetime.now().astimezone()
        if state == "succeeded":
            job.done = job.total
            job.succeeded.emit(result)
        elif state == "cancelled":
            job.cancelled.emit()
        elif error is not None:
            job.failed.emit(error)
            self._report(error)
        job.settled.emit()
        self.moved.emit(job)
        if not self.active():
            self._look.stop()
        if job.by_hand and not self.asked_for():
            self.idle.emit()

    # reads

    def read(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        latest: str = "",
    ) -> None:
        """Read off the GUI thread and call ``then`` (or ``failed``) on it.

        With ``latest`` only the newest read of that name answers. A callback that is a method of a widget gone by then is not called.
        """
        number = self._latest[latest] = self._latest.get(latest, 0) + 1
        if not self._closed:
            self._reading += 1
            self._readers.submit(self._run_read, self._give(_Read(work, then, failed or self._report, latest, number)))

    def _run_read(self, given: int) -> None:
        self._work_at_read(given)
        self._post(partial(self._answer, given))

    def _work_at_read(self, given: int) -> None:
        read = self._given[given]
        assert isinstance(read, _Read)
        try:
            read.result = read.work()
        except Exception as error:
            read.error = error

    def _answer(self, given: int) -> None:
        read = self._given.pop(given)
        assert isinstance(read, _Read)
        self._reading -= 1
        callback, value = (read.then, read.result) if read.error is None else (read.failed, read.error)
        owner = getattr(callback.func if isinstance(callback, partial) else callback, "__self__", None)
        gone = isinstance(owner, QObject) and not shiboken6.isValid(owner)
        if not (self._closed or gone or (read.latest and self._latest[read.latest] != read.number)):
            callback(value)
            if isinstance(value, Exception) and callback != self._report:
                self._report(value)
        if not self._reading:
            self.quiet.emit()

    # threads → GUI

    def _post(self, call: Callable[[], None]) -> None:
        """From any thread: have ``call`` run on the GUI thread. Silent once the application is going down."""
        if shiboken6.isValid(self):
            self._posted.emit(call)

    def _call(self, call: Callable[[], None]) -> None:
        call()

    def _report(self, error: Exception) -> None:
        if not isinstance(error, AuditDeskError):
            _log.error("work failed unexpectedly: %s", type(error).__qualname__)  # its message may quote findings
            self.crashed.emit(error)

    def close(self, last: Callable[[], None] | None = None) -> None:
        """Cancel what runs, wait until it has noticed, do ``last`` in the write lane, and end the threads.

        Answers still on their way are dropped.
        """
        self._closed = True
        for job in self.active():
            if job.two_ways:
                job.stop_here()
            else:
                job.cancel()
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._beside.shutdown(wait=True, cancel_futures=True)
        if last is not None:
            self._put(last)
        if self._writer is not None:
            self._lane.put(None)
            self._writer.join()
            self._writer = None


@dataclass(slots=True)
class _Read:
    """A read, and what came of it. ``number`` counts those of the same ``latest``."""

    work: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Callable[[Any], None]
    latest: str = ""
    number: int = 0
    result: Any = None
    error: Exception | None = None


class _Teller:
    """The Progress that a job's work is given."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, done: int, total: int = 0, step: str = "") -> None:
        if self._job._stop.is_set():
            raise Cancelled
        self._job._reached = (done, total, step)
