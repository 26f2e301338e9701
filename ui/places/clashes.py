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
from auditdesk.model.review_rows import WordRun
from auditdesk.rules.word_diff import word_runs
from ui.parts.labels import Tag
from ui.parts.layouts import clear
from ui.parts.shortcuts import bind
from ui.parts.states import Banner
from ui.places import clashes_reading as reading
from ui.places import parcels_words as say
from ui.places.base import Command
from ui.places.clashes_cards import FieldBlock
from ui.places.clashes_cases import BOTH, LAPTOP, OFFICE, TEXT, Author, Case, Chosen, cases
from ui.places.clashes_frame import ClashesFrame
from ui.theme import theme
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


class ClashesPane(ClashesFrame):
    """``left`` = back to the visits. The list has the keys; what is written is kept as it is typed."""

    left = Signal()
    changed = Signal()
    """The head, the count or the keys are others now."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.visit = ""
        """Only of this visit (its uid); empty = of all."""
        self._read: reading.Read | None = None
        self._known: dict[str, Case] = {}
        self._pending: dict[str, str] = {}
        """Clash uid → what was chosen, while it is being written."""
        self._steps: list[_Step] = []
        self._blocks: list[FieldBlock] = []
        self._field = 0
        self._base_shown = False
        self._shown: tuple[str, ...] = ()
        self.list.moved.connect(self._show_case)
        self.list.digit.connect(self.press)
        self.list.whole.connect(self.take_whole)
        self.list.entered.connect(self.write)
        self.list.again.connect(self.ask_again)
        self.list.step_field = self._step_field
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
    def open_count(self) -> int:
        return sum(not case.settled for case in self.list.cases)

    @property
    def decided_count(self) -> int:
        return sum(case.settled for case in self.list.cases)

    @property
    def busy(self) -> bool:
        """What was decided here is being written; it is read again by itself afterwards."""
        return bool(self._pending)

    def subject(self) -> str:
        """The visits of what is shown."""
        return tr(", ").join(dict.fromkeys(case.first.visit for case in self.list.cases))

    def refused(self) -> str:
        """Why nothing can be decided; empty = it can."""
        return self.place.why_not("clashes.settle")

    def step_back(self) -> Command | None:
        if not self._steps:
            return None
        return Command(tr("the last decision"), "undo", self.undo, ("Ctrl", "Z"), str(len(self._steps)))

    # reading

    def open(self, visit: str = "") -> None:
        """Show the clashes of a visit (its uid), or of all."""
        self.visit = visit
        self.read()

    def read(self) -> None:
        desk, visit = self.place.desk, self.visit or None
        self.place.runner.read(lambda: reading.read(desk, visit), self._show, self._failed, latest="clashes")

    def _show(self, found: reading.Read) -> None:
        self._read = found
        self._known = {case.key: case for case in self.list.cases}
        current = self.list.current()
        views = [self._as_pending(one) for one in (*found.open, *found.settled)]
        made = cases(views, found.titles, self._known)
        made.sort(key=lambda case: case.settled)
        self.list.show_cases(made, current.key if current is not None and not current.settled else "")
        self._tell()
        if self.isVisible() and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.to_list()

    def _as_pending(self, one: ClashView) -> ClashView:
        """What is being written counts as decided, though the reading may have been before it."""
        if one.state == ClashState.SETTLED:
            self._pending.pop(one.uid, None)
        choice = self._pending.get(one.uid)
        return one if choice is None else replace(one, state=ClashState.SETTLED.value, choice=choice)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self.place.failed.emit(error)

    def _tell(self) -> None:
        total = len(self.list.cases)
        self._count.setText(tr("{done} / {total} decided", done=self.decided_count, total=total))
        done = not self.open_count and (self.list.current() is None or not self.list.hasFocus())
        self._main.setCurrentIndex(1 if total == 0 or done else 0)
        self.changed.emit()

    # the case that is shown

    def _show_case(self) -> None:
        case = self.list.current()
        if case is None:
            self._shown = ()
            return
        shown = (case.key, *(f"{one.uid}{one.version}{one.state}" for one in case.clashes))
        if self._main.currentIndex() and self.open_count:
            self._main.setCurrentIndex(0)
        if shown == self._shown:
            self._show_choices()
            return
        self._shown = shown
        if self._main.currentIndex() and self.list.hasFocus():
            self._main.setCurrentIndex(0)
        self.title.setText(case.name)
        clear(self._tags)
        for text in dict.fromkeys((words().say(f"object_kind.{case.first.kind}"), case.first.visit, case.first.name)):
            if text != case.name:
                self._tags.addWidget(Tag(text))
        self._show_blocks(case, {})
        desk, read = self.place.desk, self._read
        if read is not None:
            self.place.runner.read(
                lambda: reading.case_read(desk, read, case),
                partial(self._show_details, case.key),
                self._failed,
                latest="clashes.case",
            )

    def _show_blocks(self, case: Case, authors: dict[str, tuple[Author, ...]]) -> None:
        clear(self._body)
        self._blocks = []
        able = not case.settled and not self.refused()
        total = len(case.clashes)
        for number, clash in enumerate(case.clashes, 1):
            told = authors.get(clash.uid) or tuple(Author() for _ in clash.sides)
            block = FieldBlock(clash, number, total, told, able=able)
            block.chosen.connect(partial(self._choose, case, clash))
            block.stepped_out.connect(self.to_list)
            block.wants_marks.connect(partial(self._mark, block))
            block.typed.connect(partial(self._keep_typing, clash))
            self._blocks.append(block)
            self._body.addWidget(block)
        self._body.addStretch(1)
        self._field = next((at for at, one in enumerate(case.clashes) if one.uid not in case.chosen), 0)
        self._show_choices()
        self._show_base(self._base_shown)
        refused = self.refused()
        decided = case.settled
        for button in (self.office_button, self.laptop_button, self.confirm_button):
            button.setVisible(not decided)
            button.refuse(refused)
        self.again_button.setVisible(decided)
        self.again_button.refuse(refused)

    def _show_details(self, key: str, told: reading.CaseRead) -> None:
        case = self.list.current()
        if case is None or case.key != key:
            return
        at, focused = self._field, self._writing()
        for clash in case.clashes:
            kept = told.typed.get(clash.uid)
            if kept is not None and not case.settled and case.chosen.get(clash.uid, Chosen(BOTH)).choice in (BOTH, TEXT):
                case.chosen[clash.uid] = Chosen(TEXT, text=kept)
        if not focused:
            self._show_blocks(case, told.authors)
            self._field = min(at, len(self._blocks) - 1)
            self._show_choices()
        for block in self._blocks:
            sides, joined = told.marks.get(block.clash.uid, ((), ()))
            block.show_marks(sides, joined)

    def _writing(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self._scroll.isAncestorOf(focus)

    def _mark(self, block: FieldBlock) -> None:
        if block.joined is None:
            return
        base, text = say.text(block.clash, block.clash.base), block.joined.toPlainText()
        joined = block.joined

        def show(runs: tuple[WordRun, ...]) -> None:
            if block in self._blocks:
                joined.tint(runs)

        self.place.runner.read(lambda: word_runs(base, text), show, latest=f"clashes.mark/{block.clash.uid}")

    def _keep_typing(self, clash: ClashView, text: str) -> None:
        if self.place.keeper is not None:
            self.place.keeper.put(reading.draft_of(clash), reading.JOINED, text)

    def _show_choices(self) -> None:
        case = self.list.current()
        if case is None:
            return
        for at, block in enumerate(self._blocks):
            taken = case.chosen.get(block.clash.uid)
            if case.settled:
                taken = Chosen(block.clash.choice) if block.clash.choice else None
            block.show_choice(taken)
            block.show_current(at == self._field and not case.settled)
        missing = case.missing()
        self.confirm_button.setToolTip(
            tr("Choose a side of {field} first", field=say.field_name(missing)) if missing else self.refused()
        )

    def _show_base(self, shown: bool) -> None:
        self._base_shown = shown
        self.base_button.setChecked(shown)
        for block in self._blocks:
            clash = block.clash
            block.show_base(shown, say.text(clash, clash.base) if say.is_text(clash) else say.value(clash, clash.base))

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

    def _step_field(self, by: int) -> bool:
        """Tab, Shift+Tab: the next field; False at the end."""
        at = self._field + by
        if not 0 <= at < len(self._blocks):
            return False
        self._field = at
        self._show_choices()
        self._scroll.ensureWidgetVisible(self._blocks[at], 0, theme().px(16))
        return True

    def write(self) -> None:
        """Enter: into the joined text of the field; from a list without one nothing happens."""
        if self._blocks and not self._blocks[self._field].write():
            self.place.said.emit(tr("This field is no running text: choose one of the sides."))

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
                keeper.drop(reading.draft_of(clash))
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

        def reopened(_view: ClashView) -> None:
            self._pending.clear()
            self._return_to(key)

        for uid in clashes:
            self._pending.pop(uid, None)
            self.place.runner.write(partial(parcels.reopen, uid), reopened, self._failed)

    def _return_to(self, key: str) -> None:
        desk, visit = self.place.desk, self.visit or None

        def show(found: reading.Read) -> None:
            self._show(found)
            at = next((at for at, case in enumerate(self.list.cases) if case.key == key), None)
            if at is not None:
                self._main.setCurrentIndex(0)
                self.list.go(at)
                self.to_list()

        self.place.runner.read(lambda: reading.read(desk, visit), show, self._failed, latest="clashes")

    # keys, focus, size

    def to_list(self) -> None:
        """The focus where the digits decide."""
        finished = self._main.currentIndex() == 1
        (self.finished.button if finished else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

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
