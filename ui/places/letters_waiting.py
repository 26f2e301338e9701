"""待辦: batches that wait for approval, the letters that have to be read before it, and the second pair of eyes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from auditdesk.errors import AuditDeskError, Refused
from auditdesk.model.letter_rows import BatchLineRow, BatchRow, WrittenBatch
from ui.parts.buttons import Button
from ui.parts.labels import ElidedLabel, Frame, Label, Separator
from ui.parts.layouts import row
from ui.parts.popover import Popover
from ui.parts.shortcuts import bind
from ui.parts.sign_off_bar import SignOffAction, SignOffBar, SignOffStep
from ui.parts.states import EmptyState
from ui.places import letters_words as say
from ui.places.base import Command, KeyHint
from ui.places.letters_mailing import Mailing
from ui.places.letters_page import LettersPage, ruled
from ui.places.letters_signing import Signing
from ui.places.letters_waiting_tables import LinesTable, batches_table
from ui.places.rules_sheets import ApproveSheet
from ui.table_view import RowView
from ui.theme import theme
from ui.words import plural, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.places.base import Place

_BATCHES_SHOWN = 4
"""Rows of the list of batches; with more it scrolls."""


@dataclass(frozen=True, slots=True)
class WaitingReading:
    """The batches of the workspace, the chosen one with its lines, and login → name."""

    batches: tuple[BatchRow, ...] = ()
    chosen: WrittenBatch | None = None
    names: Mapping[str, str] = field(default_factory=dict)


def gather(desk: Desk, wanted: str, *, every: bool) -> WaitingReading:
    """Those that are not approved yet (``every``: all but those taken back); ``wanted`` by uid, else the first."""
    states = ("running", "stopped", "written", *(("approved",) if every else ()))
    found = tuple(one for one in desk.letters.batches() if one.state in states or (one.uid == wanted and one.state != "undone"))
    chosen = next((one for one in found if one.uid == wanted), next((one for one in found if one.state == "written"), None))
    chosen = chosen or next(iter(found), None)
    names = {person.login: person.name for person in desk.people.list()}
    return WaitingReading(found, desk.letters.batch(chosen.uid) if chosen is not None else None, names)


def waits_for(desk: Desk, one: BatchRow) -> bool:
    """Whether a batch waits for this person: to be gone on with, or to be approved."""
    approves = desk.refusal("letters.approve") is None and one.started_by != desk.actor.login
    return one.is_unfinished or (one.state == "written" and approves)


class WaitingPage(LettersPage):
    """Alt+1. Enter on a batch goes to the letters that have to be read; each is opened by standing on it."""

    tab = "waiting"
    shows = frozenset({"letter_batch", "letter_in_batch", "person"})

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.reading = WaitingReading()
        self.mailing = Mailing(place)
        self.signing = Signing(place, self._signed)
        self.names: dict[str, str] = {}
        self.batches = batches_table(self.names)
        self.batch_view = RowView(self.batches, tr("Batches"))
        self.table = LinesTable(place.desk.actor.login)
        self.lines = RowView(self.table, tr("Letters of the batch"))
        self._told = ElidedLabel("", "table", "secondary")
        self._title = Label("", "strong", "primary")
        self.bar = SignOffBar()
        look = theme()
        head = Frame("header")
        head.setFixedHeight(look.px(36))
        self.more = Button(tr("Envelopes and lists"), icon="print", kind="quiet", small=True)
        self.more.clicked.connect(self._show_mailing)
        head_line = row(self._title, self._told, self.more, gap=10, margins=(14, 0, 12, 0))
        head_line.setStretch(1, 1)
        head.setLayout(head_line)
        empty = EmptyState("stamp", tr("Nothing waits for approval"), tr("Batches come here once they are written."))
        self._head = head
        self.build(self.lines, empty, ruled(self.batch_view, Separator(), head), self.bar)
        self._wanted = ""
        self._to_lines = False
        """The letters get the focus once they are read."""
        self.every = False
        self.batch_view.row_changed.connect(self._batch_changed)
        self.batch_view.opened.connect(lambda _one: self.to_lines())
        bind(self, "Ctrl+Return", self.primary)
        self.preview.arrived.connect(self._arrived)
        bind(self.lines, "Escape", self._to_batches)

    # reading

    def read(self) -> None:
        work = partial(gather, self.desk, self._wanted, every=self.every)
        self.runner.read(work, self._show, self.failed, latest="letters.waiting")

    def _show(self, read: WaitingReading) -> None:
        self.reading, self.read_once = read, True
        self.names.clear()
        self.names.update(read.names)
        self.batch_view.blockSignals(True)
        self.batches.set_rows(read.batches)
        if read.chosen is not None:
            self._wanted = read.chosen.batch.uid
            self.batch_view.choose(self._wanted)
        self.batch_view.blockSignals(False)
        lines = read.chosen.lines if read.chosen is not None else ()
        self.table.set_rows(sorted(lines, key=lambda one: (not one.sampled, not one.hints, one.position)))
        self.tell_rows(some=bool(read.batches))
        had_focus = self.batch_view.hasFocus()
        for each in (self.batch_view, self.bar):
            each.setVisible(bool(read.batches))
        self.fold()
        if had_focus and not read.batches:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()
        self._rest.start()
        if self._to_lines:
            self._to_lines = False
            self.to_lines()
        self.place.head_changed.emit()

    def _batch_changed(self, one: BatchRow | None) -> None:
        if one is not None and one.uid != self._wanted:
            self._wanted = one.uid
            self.read()

    # approval

    @property
    def unread(self) -> tuple[BatchLineRow, ...]:
        """What this person still has to open."""
        return tuple(one for one in self.table.rows if one.sampled and not self.table.read(one))

    def approve_refused(self) -> str:
        """Why the batch can't be approved now; empty = it can."""
        chosen = self.reading.chosen
        if reason := self.place.why_not("letters.approve"):
            return reason
        if chosen is None:
            return tr("Nothing waits for approval")
        batch = chosen.batch
        if batch.state != "written":
            return words().error(Refused("letters.wrong_state", batch_state=words().say(f"batch_state.{batch.state}")))
        if batch.started_by == self.desk.actor.login:
            return words().error(Refused("four_eyes.author", login=batch.started_by))
        left = len(self.unread)
        return plural(left, "{count} letter is still to be opened", "{count} letters are still to be opened") if left else ""

    def _tell(self) -> None:
        chosen = self.reading.chosen
        if chosen is None:
            return
        batch = chosen.batch
        sampled = [one for one in self.table.rows if one.sampled]
        done = len(sampled) - len(self.unread)
        self._title.setText(batch.number)
        told = tr(
            "{count} letters, {done} of {sample} read that have to be read before approval",
            count=batch.letters,
            sample=len(sampled),
            done=done,
        )
        self._told.setText(told if batch.state == "written" else words().say(f"batch_state.{batch.state}"))
        names = self.reading.names
        written = SignOffStep(tr("Letters written by"), (names.get(batch.started_by, batch.started_by),), batch.started_at)
        approver = (names.get(batch.approved_by, batch.approved_by),) if batch.approved_by else ()
        approved = SignOffStep(tr("Letters approved by"), approver, batch.approved_at)
        actions = [self._signature() if batch.state == "approved" else self._approval()]
        if batch.is_unfinished:
            actions = [SignOffAction(tr("To the batch"), "letters", self._to_batch)]
        self.bar.show_steps((written, approved), actions)

    def _approval(self) -> SignOffAction:
        return SignOffAction(tr("Approve the letters"), "stamp", self.approve, self.approve_refused(), "primary", ("Ctrl", "↵"))

    def _signature(self) -> SignOffAction:
        return SignOffAction(tr("Sign the letters ..."), "shield", self.sign, self.signing.refused(self._batch))

    @property
    def _batch(self) -> BatchRow | None:
        return self.reading.chosen.batch if self.reading.chosen is not None else None

    def sign(self) -> None:
        """The office's signature on the PDF files of an approved batch."""
        self.signing.sign(self._batch)

    def _signed(self) -> None:
        self.preview.forget()
        self.read()

    def approve(self) -> None:
        """Ctrl+Enter: with the passphrase once more."""
        chosen, desk = self.reading.chosen, self.desk
        refused = self.approve_refused()
        if refused or chosen is None:
            self.place.said.emit(refused)
            return
        batch = chosen.batch
        told = [
            plural(batch.letters, "{count} letter is approved and may go out.", "{count} letters are approved and may go out."),
            tr("What they say stays as it is from now on; a mistake takes a correcting letter."),
        ]
        sheet = ApproveSheet(
            self.window(), tr("Approve {batch}", batch=batch.number), told, tr("Approve the letters"), desk.actor.login
        )

        def failed(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                sheet.refuse(error)

        def approved(_row: Any) -> None:
            sheet.close_and_return()
            self.place.said.emit(tr("{batch} is approved", batch=batch.number))
            self._wanted = ""
            self.read()

        def confirmed(_none: Any) -> None:
            self.runner.write(lambda: desk.letters.approve(batch.uid), approved, failed)

        def send() -> None:
            passphrase = sheet.confirm.take()
            self.runner.read(lambda: desk.confirm(passphrase), confirmed, failed)

        sheet.send = send
        sheet.open()

    def primary(self) -> None:
        """Ctrl+Enter: approve; a batch that is not whole yet is gone on with in its own tab."""
        chosen = self.reading.chosen
        if chosen is not None and chosen.batch.is_unfinished:
            self._to_batch()
        else:
            self.approve()

    def _arrived(self, number: object) -> None:
        """A letter of the sample is on screen: it counts as read at once."""
        line = next((one for one in self.table.rows if one.number == number), None)
        if line is not None and line.sampled and not self.table.read(line):
            self.read()

    def _to_batch(self) -> None:
        self.place.open_object("batch")

    # the letter beside

    def show_letter(self, line: Any) -> None:
        if not isinstance(line, BatchLineRow):
            self.preview.show_words("", tr("Choose a letter to see it"))
            return
        if line.letter_uid is None:
            told = say.problem(line.problem) or words().say(f"line_state.{line.state}")
            self.preview.show_words(line.firm_name, told)
            return
        letters, number = self.desk.letters, line.number
        counts = line.sampled and not self.table.read(line) and not self.place.why_not("letters.open")
        if counts and (self.lines.hasFocus() or self.preview.isAncestorOf(self.focusWidget() or self)):
            self.preview.ask(number, line.firm_name, number, lambda: letters.open(number), write=True)
        else:
            self.preview.ask(number, line.firm_name, number, lambda: letters.remake(number))

    def to_lines(self) -> None:
        """Enter on a batch: to the first letter that has to be read."""
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        first = next(iter(self.unread), None)
        self.preview.forget()
        self.preview.key = None
        if first is not None:
            self.lines.choose(first.uid)
        self._rest.start()

    def _to_batches(self) -> None:
        self.batch_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def to_list(self) -> None:
        if self._inside or self.preview.isAncestorOf(self.focusWidget() or self):
            super().to_list()
            return
        target = self.batch_view if self.reading.batches or not self.read_once else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self) -> None:
        super().fold()
        look, shown = theme(), 1 if self.low else _BATCHES_SHOWN
        self.batch_view.setFixedHeight(look.row_height("header") + shown * look.row_height() + look.px(2))
        # What the head says, the batch's row and the reason beside the decision say too.
        self._head.setVisible(bool(self.reading.batches) and not self.low)
        if not self.reading.batches:
            self.preview.setVisible(False)

    def open(self, batch: str) -> None:
        """Show one batch, by uid: its first letter that has to be read."""
        self._wanted, self._to_lines = batch, True
        self.read()

    # what the place asks

    def subject(self) -> str:
        return self.reading.chosen.batch.number if self.reading.chosen is not None else ""

    def keys(self) -> tuple[KeyHint, ...]:
        approve = KeyHint(("Ctrl", "↵"), tr("approve"))
        if self.lines.hasFocus():
            return (
                KeyHint(("↑", "↓"), tr("open the next")),
                KeyHint(("Enter",), tr("into the letter")),
                approve,
                KeyHint(("Esc",), tr("back")),
            )
        return (KeyHint(("↑", "↓"), tr("batch")), KeyHint(("Enter",), tr("to its letters")), approve)

    def commands(self) -> tuple[Command, ...]:
        shown = tr("Show only what waits") if self.every else tr("Show approved batches too")
        return (
            Command(tr("Approve the letters"), "stamp", self.approve, ("Ctrl", "↵"), refused=self.approve_refused()),
            Command(shown, "filter", self.toggle_every),
            Command(tr("Sign the letters ..."), "shield", self.sign, refused=self.signing.refused(self._batch)),
            *self.mailing.commands(self._batch),
        )

    def _show_mailing(self) -> None:
        note = Popover(300)
        note.setAccessibleName(tr("Envelopes and lists"))
        for command in self.mailing.commands(self._batch):
            button = Button(command.text, icon=command.icon, kind="ghost")
            button.refuse(command.refused)
            button.clicked.connect(note.close_and_return)
            button.clicked.connect(command.run)
            note.body.addWidget(button)
        note.open_at(self.more)

    def toggle_every(self) -> None:
        """Approved batches too, or only what waits."""
        self.every = not self.every
        self.read()

    def panes(self) -> tuple[Any, ...]:
        return (self.batch_view, self.lines, self.preview)

    def list_name(self) -> str:
        return self.subject() or tr("Letters")
