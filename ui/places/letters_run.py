"""Writing a batch: the job with its two ways out, going on, and taking back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from auditdesk.errors import AuditDeskError, Cancelled
from auditdesk.model.commands import WriteLetters
from auditdesk.model.letter_rows import WrittenBatch
from auditdesk.progress import Progress
from ui.jobs import Job, Runner
from ui.places.letters_page import open_path
from ui.words import plural, tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk


class BatchRun:
    """One batch being written. ``began`` tells the batch once its numbers are reserved; its own callbacks come on the GUI thread."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk, self._runner = desk, runner
        self.job: Job | None = None
        self.batch = ""
        """Uid of the batch, once it has its numbers."""

    @property
    def running(self) -> bool:
        return self.job is not None and not self.job.over

    def write(self, order: WriteLetters) -> Job:
        """Reserve the numbers of the letters in ``order`` and write them."""
        self.batch = ""
        name = plural(len(order.keys), "{count} letter", "{count} letters")
        return self._start(name, lambda progress: self._begin(order, progress), order.folder)

    def go_on(self, batch: str, number: str, folder: str, *, elsewhere: bool = False) -> Job:
        """Write what a stopped batch still lacks; in ``folder`` where it shall go elsewhere."""
        self.batch = batch
        place = folder if elsewhere else None
        return self._start(tr("Letters {batch}", batch=number), lambda progress: self._run(batch, progress, place), folder)

    def _begin(self, order: WriteLetters, progress: Progress) -> WrittenBatch:
        started = self._desk.letters.start(order)
        self.batch = started.batch.uid
        return self._run(self.batch, progress, None)

    def _run(self, batch: str, progress: Progress, folder: str | None) -> WrittenBatch:
        job = self.job
        assert job is not None
        done = self._desk.letters.run(batch, progress, folder)
        if job.stopping:  # it was heard: run gives back what is written instead of raising
            if not job.keeping:
                self._desk.letters.undo(batch)
            raise Cancelled
        return done

    def _start(self, name: str, work: Callable[[Progress], WrittenBatch], folder: str) -> Job:
        job = self._runner.start(name, lambda progress: work(progress), two_ways=True)
        self.job = job
        job.succeeded.connect(lambda _done: setattr(job, "offer", (tr("Open the folder"), lambda: open_path(Path(folder)))))
        return job


def told(error: Exception) -> AuditDeskError | None:
    """The refusal in an error of the job; what is none is shown as a crash by the runner."""
    return error if isinstance(error, AuditDeskError) else None
