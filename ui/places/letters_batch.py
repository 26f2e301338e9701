"""批次產生: the preflight by itself, the letters that are ticked, and the batch as it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from auditdesk.errors import AuditDeskError
from auditdesk.model.letter_rows import Preflight, WrittenBatch
from auditdesk.model.rows import PaperRow
from ui.jobs import Job
from ui.parts.shortcuts import bind
from ui.parts.states import EmptyState
from ui.places import letters_words as say
from ui.places.base import Command, KeyHint
from ui.places.letters_batch_acts import BatchActs
from ui.places.letters_batch_table import BatchLine, BatchTable, BatchView, blocked_line, due_line, moved_on, written_line
from ui.places.letters_foot import BatchFoot
from ui.places.letters_form import BatchForm
from ui.places.letters_page import LettersPage, ruled
from ui.words import day, tr, words, year_name

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from auditdesk.model.commands import WriteLetters
    from ui.places.base import Place


@dataclass(frozen=True, slots=True)
class BatchReading:
    """The audit years; the batch that is looked at, else what the preflight says of ``order``."""

    years: tuple[int, ...]
    year: int | None
    order: WriteLetters | None
    days: int = 0
    """Days to reply, by the office's setting."""
    preflight: Preflight | None = None
    written: WrittenBatch | None = None
    gone: int = 0
    """Files of a whole batch that no longer lie where they were written."""


def gather(desk: Desk, wanted: WriteLetters, batch: str, *, anew: bool) -> BatchReading:
    """Read off the GUI thread. ``wanted``: its year may be none yet; ``batch``: the one looked at, an unfinished one unless ``anew``."""
    years, days = desk.notice.years(), int(desk.settings.all()["letters.reply_days"])
    chosen = wanted.year if wanted.year in years else next(iter(years), None)
    uid = batch
    if not uid and not anew:
        waiting = desk.letters.unfinished()
        uid = waiting.uid if waiting is not None else ""
    if uid:
        written = desk.letters.batch(uid)
        if written.batch.state != "undone":
            gone = len(desk.letters.files_gone(uid)) if written.batch.state in ("written", "approved") else 0
            return BatchReading(years, written.batch.year, None, days, written=written, gone=gone)
    if chosen is None:
        return BatchReading(years, None, None, days)
    order = replace(wanted, year=chosen)
    return BatchReading(years, chosen, order, days, desk.letters.check(order))


class BatchPage(LettersPage):
    """Alt+2."""

    tab = "batch"
    shows = frozenset({"finding", "firm", "firm_fact", "visit", "visit_item", "merge_clash", "letter", "letter_batch", "setting"})

    def __init__(self, place: Place, form: BatchForm) -> None:
        super().__init__(place)
        self.form = form
        self.foot = BatchFoot()
        self.table = BatchTable()
        view = BatchView(self.table, tr("Letters of the batch"))
        empty = EmptyState("letters", tr("No letter is due"), tr("Findings come here once they are accepted."))
        self.build(view, empty, ruled(self.form), self.foot)
        self.reading: BatchReading | None = None
        self.batch = ""
        """Uid of the batch on screen; empty while one is prepared."""
        self._blocked: tuple[BatchLine, ...] = ()
        self.preflight_later = False
        """What would be written is to be shown once it is known."""
        self.acts = BatchActs(self)
        self.batch_view = view
        view.ticked.connect(self._ticks_changed)
        view.fix_wanted.connect(self.acts.fix)
        self.table.ticks_changed.connect(self._ticks_changed)
        self.form.changed.connect(self._asked_otherwise)
        self.form.output_changed.connect(self._output_changed)
        self.form.unfolded.connect(self._show_fields)
        self.foot.wanted.connect(self.acts.press)
        self.preview.open_wanted.connect(self.acts.open_file)
        bind(self, "Ctrl+Return", self.acts.primary)
        bind(self, "Ctrl+N", self.acts.new)

    # reading

    def read(self) -> None:
        if self.form.readable():
            wanted = self.form.order(self.form.chosen_year or 0)
            work = partial(gather, self.desk, wanted, self.batch, anew=self.acts.preparing)
            self.runner.read(work, self._show, self.failed, latest="letters.batch")

    def _asked_otherwise(self) -> None:
        self.preview.forget()
        self.read()

    def _output_changed(self) -> None:
        self.preview.forget()
        self._tell()
        if not self.batch:
            self._rest.start()

    def _show(self, read: BatchReading) -> None:
        self.reading, self.read_once = read, True
        self.form.show_years(read.years, read.year)
        self.form.set_reply_days(read.days)
        if read.written is not None:
            self._show_batch(read.written)
        else:
            self.batch = ""
            self._show_preflight(read.preflight)
        self.form.show_batch(read.written.batch if read.written is not None else None)
        self.form.setEnabled(not self.batch)
        self.tell_rows(some=bool(self.table.rows))
        if self.batch_view.tick_later:
            self.batch_view.tick_all()
            self.batch_view.tick_later = False
        if self.preflight_later:
            self.preflight_later = False
            self.acts.preflight()
        self._tell()
        self._rest.start()
        self.place.head_changed.emit()

    def _show_preflight(self, found: Preflight | None) -> None:
        due = () if found is None else tuple(due_line(one) for one in found.due)
        blocked = () if found is None else tuple(blocked_line(one) for one in found.blocked)
        self._blocked = tuple(one for one in blocked if one.fixable)
        kind = self.form.kind.current()
        self.batch_view.setColumnHidden(self.table.column_index("about"), all(not one.refers_to for one in due))
        self.table.set_rows(sorted((*due, *self._blocked), key=_by_code))
        if kind == "result":
            self.empty.say(tr("No letter is due"), tr("Findings come here once they are accepted."))
        else:
            self.empty.say(tr("No letter of this kind is due: {kind}", kind=say.kind_name(str(kind))))

    def _show_batch(self, written: WrittenBatch) -> None:
        self.batch = written.batch.uid
        lines = tuple(written_line(line) for line in written.lines)
        job = self.acts.run.job
        if job is not None and self.acts.run.running and self.acts.run.batch == self.batch:
            lines = moved_on(lines, job.done)
        self.table.show_progress(sorted((*lines, *self._blocked), key=_by_code))

    def show_progress(self, job: Job) -> None:
        """A letter is done: the rows follow without being read again."""
        if self.batch and self.acts.run.batch == self.batch:
            self.table.show_progress(moved_on(self.table.rows, job.done))
            self._rest.start()
        elif not self.batch and self.acts.run.batch:
            self.batch = self.acts.run.batch
            self.read()
        self._tell()

    # what is told

    @property
    def due(self) -> tuple[BatchLine, ...]:
        return tuple(one for one in self.table.rows if one.state in ("ready", "hinted"))

    @property
    def ticked(self) -> tuple[BatchLine, ...]:
        return tuple(one for one in self.due if one.uid in self.table.ticked)

    @property
    def counts(self) -> tuple[int, int]:
        """How many are blocked, and how many are worth a look."""
        hinted = sum(one.state == "hinted" or bool(one.line is not None and one.line.hints) for one in self.table.rows)
        return len(self._blocked), hinted

    def _ticks_changed(self) -> None:
        self._tell()
        self.place.keys_changed.emit()

    def tell(self) -> None:
        self._tell()

    def _tell(self) -> None:
        read, acts = self.reading, self.acts
        blocked, hinted = self.counts
        if acts.run.running and acts.run.job is not None:
            job = acts.run.job
            self.foot.show_running(job, job.total or len(self.due), blocked, hinted)
        elif read is not None and read.written is not None and self.batch:
            self._tell_batch(read.written)
        else:
            others = 0 if read is None or read.preflight is None else len(read.preflight.blocked) - blocked
            self.foot.show_ready(len(self.ticked), len(self.due), blocked, hinted, others, acts.write_refused())

    def _tell_batch(self, written: WrittenBatch) -> None:
        row, acts = written.batch, self.acts
        undo = acts.undo_refused(row)
        if row.is_unfinished:
            error = words().error(acts.wrong) if acts.wrong is not None else ""
            self.foot.show_stopped(
                row.number, row.written, row.letters, row.failed, error, self.place.why_not("letters.write"), undo
            )
        else:
            gone = 0 if self.reading is None else self.reading.gone
            why = self.place.why_not("letters.write")
            self.foot.show_done(row.number, row.written, words().say(f"batch_state.{row.state}"), undo, gone, why)

    # the letter beside

    def show_letter(self, row: Any) -> None:
        read = self.reading
        if not isinstance(row, BatchLine) or read is None:
            self.preview.show_words("", tr("Choose a letter to see it"))
            return
        title = row.name
        letters, desk = self.desk.letters, self.desk
        self.preview.open_file.setVisible(False)
        if row.state == "blocked":
            how = tr("Enter goes to where it is mended.") if row.fixable else ""
            self.preview.show_words(title, row.told, how)
        elif row.state == "failed":
            self.preview.show_words(title, row.told, tr("The others are not affected."))
        elif row.line is None:
            assert read.order is not None
            output = self.form.output
            order = replace(
                read.order, firms=(row.code,), sheets=output.sheets, language=output.language, copies_to=output.copies_to
            )
            self.preview.ask((order, row.key), title, tr("draft, without a number"), lambda: letters.preview(order, row.key))
        elif row.state == "written":
            file = self.acts.file_of(row)
            self.preview.open_file.setVisible(file is not None)
            self.preview.ask(row.number, title, row.number, lambda: desk.letters.remake(row.number))
        else:
            self.preview.show_words(title, row.told, tr("It is shown here as soon as it is written."))

    def papers_of(self, row: BatchLine) -> tuple[PaperRow, ...]:
        """The files of one letter, as far as they were read."""
        read = self.reading
        if read is None or read.written is None or row.line is None:
            return ()
        return next((papers for letter, papers in read.written.letters if letter.number == row.number), ())

    def enter(self, row: Any = None) -> None:
        if isinstance(row, BatchLine) and row.fixable:
            self.acts.fix(row)
        else:
            self.to_letter()

    # what the place asks

    def subject(self) -> str:
        read = self.reading
        return read.written.batch.number if read is not None and read.written is not None and self.batch else ""

    def keys(self) -> tuple[KeyHint, ...]:
        move = KeyHint(("↑", "↓"), tr("other letter"))
        if self.batch:
            return (move, KeyHint(("Enter",), tr("into the letter")), KeyHint(("Ctrl", "J"), tr("jobs")))
        row = self.view.current_row()
        enter = tr("mend it") if isinstance(row, BatchLine) and row.fixable else tr("into the letter")
        return (
            KeyHint(("Ctrl", "A"), tr("tick all")),
            KeyHint(("Space",), tr("tick")),
            move,
            KeyHint(("Enter",), enter),
            KeyHint(("Ctrl", "↵"), tr("write them")),
            KeyHint(("Ctrl", "J"), tr("jobs")),
        )

    def commands(self) -> tuple[Command, ...]:
        return self.acts.commands()

    def open(self, batch: str) -> None:
        """Show one batch, by uid."""
        if not self.acts.run.running:
            self.batch, self._blocked = batch, ()
            self.read()

    def prepare(self, kind: str, year: int) -> None:
        """A batch of that kind with every letter that is due, ready to be agreed to."""
        self.form.show_batch(None)
        self.form.kind.choose(kind)
        self.form.year.choose(str(year))
        self.table.set_rows(())
        self.batch_view.tick_later = self.preflight_later = True
        self.acts.new()

    def list_name(self) -> str:
        read = self.reading
        year = "" if read is None or read.year is None else year_name(read.year)
        return f"{tr('Batch')} {self.subject() or year} {day(self.desk.today())}"

    def _show_fields(self, on: bool) -> None:
        for each in (self.stack, self.foot):
            each.setVisible(not on)

    def fold(self) -> None:
        super().fold()
        self.form.set_low(self.low)
        if not self.low:
            self.stack.setVisible(True)
            self.foot.setVisible(True)

    def state(self) -> dict[str, Any]:
        return {**super().state(), "form": self.form.state()}

    def restore(self, state: dict[str, Any]) -> None:
        super().restore(state)
        if isinstance(state.get("form"), dict):
            self.form.restore(state["form"])

    def failed(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError) and error.code == "letters.batch_unknown":
            self.batch = ""
            self.read()
            return
        super().failed(error)


def _by_code(one: BatchLine) -> tuple[str, str]:
    """Firms in the order of their codes; several letters to one in the order of their numbers."""
    return one.code, one.number
