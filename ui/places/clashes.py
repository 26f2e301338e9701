"""攜回合併: the few places that both sides changed, decided one after the other by keyboard; nothing of either side is thrown away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from auditdesk.errors import AuditDeskError, Conflict
from auditdesk.model.parcel_rows import ClashState, ClashView
from ui.parts.layouts import clear
from ui.parts.shortcuts import bind
from ui.parts.states import Banner
from ui.places import clashes_reading as reading
from ui.places import parcels_words as say
from ui.places.base import Command
from ui.places.clashes_case import CaseFrame
from ui.places.clashes_cases import LAPTOP, OFFICE, Case, Chosen, cases, draft_of
from ui.words import plural, tr, words

if TYPE_CHECKING:
    from ui.places.base import Place

_READ_AFTER = 300
"""Milliseconds after the last decision when everything is read again."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One confirmation, for Ctrl+Z: the clashes that it settled."""

    key: str
    clashes: tuple[str, ...]


class ClashesPane(CaseFrame):
    """``left`` = back to the visits. The list has the keys; what is written is kept as it is typed."""

    left = Signal()
    changed = Signal()
    """The head, the count or the keys are others now."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._wanted = ""
        """The clash whose joined text was open when the window ended."""
        self.visit = ""
        """Only of this visit (its uid); empty = of all."""
        self._known: dict[str, Case] = {}
        self._pending: dict[str, str] = {}
        """Clash uid → what was chosen, while it is being written."""
        self._reopening: set[str] = set()
        """Clash uids whose decision is being taken back."""
        self._returning = ""
        """The case that is to be current once a reading shows it open again."""
        self._steps: list[_Step] = []
        self.detailed.connect(lambda: self._go_to_wanted() if self._wanted else None)
        self.list.moved.connect(self._show_case)
        self.list.digit.connect(self.press)
        self.list.whole.connect(self.take_whole)
        self.list.entered.connect(self.write)
        self.list.again.connect(self.ask_again)
        self.list.step_field = self._step_field
        self.list.paged.connect(self._page)
        self.previous_button.clicked.connect(lambda: self._beside(-1))
        self.next_button.clicked.connect(lambda: self._beside(1))
        self.base_button.toggled.connect(self._show_base)
        self.again_button.clicked.connect(self.ask_again)
        self.office_button.clicked.connect(lambda: self.take_whole(1))
        self.laptop_button.clicked.connect(lambda: self.take_whole(2))
        self.confirm_button.clicked.connect(self.confirm)
        self.finished.acted.connect(self.left)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_READ_AFTER)
        self._later.timeout.connect(self.read)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            bind(self, keys, self.confirm)
        bind(self, "Ctrl+Z", self.undo)
        for digit in (1, 2, 3):
            bind(self, f"Alt+{digit}", partial(self.press, digit))

    # what the place asks

    @property
    def decided_count(self) -> int:
        return sum(case.settled for case in self.list.cases)

    @property
    def busy(self) -> bool:
        """What was decided or taken back here is being written; it is read again by itself afterwards."""
        return bool(self._pending or self._reopening)

    def subject(self) -> str:
        """The firms of what is shown, or the visits where they have none."""
        return tr(", ").join(dict.fromkeys(case.about.firm or case.first.visit for case in self.list.cases))

    def one_firm(self) -> str:
        """The firm of all that is shown; empty where there are several."""
        firms = {case.about.firm for case in self.list.cases}
        return firms.pop() if len(firms) == 1 else ""

    def step_back(self) -> Command | None:
        if not self._steps:
            return None
        return Command(tr("the last decision"), "undo", self.undo, ("Ctrl", "Z"), str(len(self._steps)))

    # reading

    def open(self, visit: str = "") -> None:
        """Show the clashes of a visit (its uid), or of all."""
        self.visit = visit
        self.read()

    def open_draft(self, clash: str) -> None:
        """Come back to a joined text that was being typed: its case, with the caret in it."""
        self._wanted = clash
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        at = next((at for at, case in enumerate(self.list.cases) for one in case.clashes if one.uid == self._wanted), None)
        if at is None or self.list.cases[at].settled:
            return
        self.list.go(at)
        block = next((each for each, block in enumerate(self._blocks) if block.clash.uid == self._wanted), None)
        if block is not None and self._details_of == self.list.cases[at].key:
            self._wanted, self._field = "", block
            self._show_choices()
            self.write()

    def read(self) -> None:
        desk, visit = self.place.desk, self.visit or None
        self.place.runner.read(lambda: reading.read(desk, visit), self._show, self._failed, latest="clashes")

    def _show(self, found: reading.Read) -> None:
        self._read = found
        self._known = {case.key: case for case in self.list.cases}
        current = self.list.current()
        views = [self._as_pending(one) for one in (*found.open, *found.settled)]
        made = cases(views, found.abouts, self._known)
        made.sort(key=lambda case: case.settled)
        self.list.show_cases(made, current.key if current is not None and not current.settled else "")
        self._return()
        if self._wanted:
            self._go_to_wanted()
        self._tell()
        if self.isVisible() and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.to_list()

    def _as_pending(self, one: ClashView) -> ClashView:
        """What is being written counts as decided, though the reading may have been before it; and what is being taken back, until
        all of it is."""
        if one.uid in self._reopening:
            return replace(one, state=ClashState.SETTLED.value)
        if one.state == ClashState.SETTLED:
            self._pending.pop(one.uid, None)
        choice = self._pending.get(one.uid)
        return one if choice is None else replace(one, state=ClashState.SETTLED.value, choice=choice)

    def _tell(self) -> None:
        total = len(self.list.cases)
        self._count.setText(tr("{done} / {total} decided", done=self.decided_count, total=total))
        done = not self.open_count and (self.list.current() is None or not self.list.hasFocus())
        self._main.setCurrentIndex(1 if total == 0 or done else 0)
        self.changed.emit()

    # deciding

    def _choose(self, case: Case, clash: ClashView, taken: Chosen) -> None:
        if case.settled or self.refused():
            return
        case.chosen[clash.uid] = taken
        self._show_choices()

    def press(self, digit: int) -> None:
        """1 central, 2 laptop, 3 joined, 4 and up further laptops; the next field is current then."""
        case = self.list.current()
        if case is None or case.settled or not self._blocks:
            return
        if self._blocks[self._field].press(digit) and not self._writing():
            self._step_field(1)

    def take_whole(self, side: int) -> None:
        """Shift+1, Shift+2: one side for every field of the object."""
        case = self.list.current()
        if case is None or case.settled or self.refused():
            return
        for clash in case.clashes:
            case.chosen[clash.uid] = Chosen(OFFICE) if side == 1 else Chosen(LAPTOP)
        self._show_choices()

    def confirm(self) -> None:
        """Ctrl+Enter: write what is chosen, and go to the next."""
        case = self.list.current()
        if case is None or case.settled or self.refused():
            return
        missing = case.missing()
        if missing is not None:
            self._field = case.clashes.index(missing)
            self._show_choices()
            self.place.said.emit(tr("Choose a side of {field} first", field=say.field_name(missing)))
            return
        for clash in case.clashes:
            self._settle(case, clash, case.chosen[clash.uid])
        self._steps.append(_Step(case.key, tuple(one.uid for one in case.clashes)))
        case.clashes = tuple(self._as_pending(one) for one in case.clashes)
        self._go_on(case)

    def _settle(self, case: Case, clash: ClashView, taken: Chosen) -> None:
        parcels, keeper = self.place.desk.parcels, self.place.keeper
        if clash.state == ClashState.SETTLED:
            return
        self._pending[clash.uid] = taken.choice

        def settled(_view: ClashView) -> None:
            if keeper is not None:
                keeper.drop(draft_of(clash))
            self._later.start()

        def failed(error: Exception) -> None:
            self._pending.pop(clash.uid, None)
            self._steps = [step for step in self._steps if clash.uid not in step.clashes]
            case.chosen.pop(clash.uid, None)
            if isinstance(error, Conflict):
                self.note(
                    tr("{name} was decided or changed by somebody else meanwhile. Look at it again.", name=case.name), error.code
                )
            elif isinstance(error, AuditDeskError):
                self.note(words().error(error), error.code)
            self.read()

        self.place.runner.write(
            lambda: parcels.settle(clash.uid, taken.choice, taken.text, clash.version, taken.side), settled, failed
        )

    def note(self, told: str, code: str = "") -> None:
        """Say above the case what happened to it."""
        clear(self.banners)
        self.banners.addWidget(Banner("caution", told, code=code))

    def _go_on(self, done: Case) -> None:
        rows = self.list.cases
        at = rows.index(done)
        following = (*range(at + 1, len(rows)), *range(at))
        following_open = next((each for each in following if not rows[each].settled), None)
        self.list.viewport().update()
        if following_open is None:
            self._shown = ()
            self._main.setCurrentIndex(1)
            self.finished.button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.place.said.emit(tr("Everything is merged"))
        else:
            self.list.go(following_open)
            self.to_list()
        self._count.setText(tr("{done} / {total} decided", done=self.decided_count, total=len(rows)))
        self.changed.emit()

    def ask_again(self) -> None:
        """R: a decided one waits for a decision again; the text that lost can be taken then."""
        case = self.list.current()
        if case is not None and case.settled:
            self._reopen(case.key, tuple(one.uid for one in case.clashes))

    def undo(self) -> None:
        """Ctrl+Z: take the last decision of this sitting back."""
        if self._steps and not self.refused():
            step = self._steps.pop()
            self._reopen(step.key, step.clashes)

    def _reopen(self, key: str, clashes: tuple[str, ...]) -> None:
        if self.refused():
            return
        parcels = self.place.desk.parcels
        self._reopening.update(clashes)

        def over() -> None:
            self._reopening.difference_update(clashes)
            for uid in clashes:
                self._pending.pop(uid, None)

        def reopened(_views: tuple[ClashView, ...]) -> None:
            over()
            self._returning = key
            self.read()

        def failed(error: Exception) -> None:
            over()
            self._failed(error)
            self.read()

        # One act: a case of which half is open again must never be read, nor decided.
        self.place.runner.write(lambda: parcels.reopen_together(clashes), reopened, failed)

    def _return(self) -> None:
        """Any reading may be the first that shows the case open again: of several on their way only the newest answers."""
        at = next((at for at, case in enumerate(self.list.cases) if case.key == self._returning and not case.settled), None)
        if at is not None:
            self._returning = ""
            self._main.setCurrentIndex(0)
            self.list.go(at)
            self.to_list()

    # keys, focus, size

    def panes(self) -> tuple[QWidget, ...]:
        return (self.list, *(block.joined for block in self._blocks if block.joined is not None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_B and not event.modifiers():
            self.base_button.toggle()
        else:
            super().keyPressEvent(event)

    def told_counts(self) -> str:
        """For the top bar: how many are decided."""
        return plural(self.open_count, "{count} conflict", "{count} conflicts")
