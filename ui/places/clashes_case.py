"""The case that is shown: its heading, its fields as cards, what is chosen and written in them."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication

from auditdesk.errors import AuditDeskError
from auditdesk.model.parcel_rows import ClashView
from auditdesk.model.review_rows import WordRun
from auditdesk.rules.word_diff import word_runs
from ui.parts.labels import Tag
from ui.parts.layouts import clear
from ui.places import clashes_reading as reading
from ui.places import parcels_words as say
from ui.places.clashes_cards import FieldBlock
from ui.places.clashes_cases import BOTH, JOINED, TEXT, Author, Case, Chosen, draft_of
from ui.places.clashes_frame import ClashesFrame
from ui.theme import theme
from ui.words import tr, words

if TYPE_CHECKING:
    from ui.places.base import Place


class CaseFrame(ClashesFrame):
    """``detailed`` = everything of the case is read and shown. Deciding is the subclass's."""

    detailed = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self._read: reading.Read | None = None
        self._blocks: list[FieldBlock] = []
        self._field = 0
        self._base_shown = False
        self._shown: tuple[str, ...] = ()
        self._details_of = ""
        """The case of which everything is read."""

    @property
    def open_count(self) -> int:
        return sum(not case.settled for case in self.list.cases)

    def refused(self) -> str:
        """Why nothing can be decided; empty = it can."""
        return self.place.why_not("clashes.settle")

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
        self._show_head(case)
        self._details_of = ""
        self._show_blocks(case, {})
        desk, read = self.place.desk, self._read
        if read is not None:
            self.place.runner.read(
                lambda: reading.case_read(desk, read, case),
                partial(self._show_details, case.key),
                self._failed,
                latest="clashes.case",
            )

    def _show_head(self, case: Case) -> None:
        self.title.setText(case.name)
        self.title.setToolTip(case.name)
        self.number.setText(case.number)
        self.number.setVisible(bool(case.number))
        clear(self._tags)
        kind = "" if case.about.section else words().say(f"object_kind.{case.first.kind}")
        # One firm is named in the top bar.
        firm = case.about.firm if len({one.about.firm for one in self.list.cases}) > 1 else ""
        for text in dict.fromkeys((case.about.section or kind, firm, case.first.visit)):
            if text and text != case.name:
                self._tags.addWidget(Tag(text))
        self.show_position()

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
        self._details_of = key
        self.detailed.emit()

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
            self.place.keeper.put(draft_of(clash), JOINED, text)

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

    @abstractmethod
    def _choose(self, case: Case, clash: ClashView, taken: Chosen) -> None:
        """Take one side of a field."""

    def _step_field(self, by: int) -> bool:
        """Tab, Shift+Tab: the next field; False at the end."""
        at = self._field + by
        if not 0 <= at < len(self._blocks):
            return False
        self._field = at
        self._show_choices()
        self._scroll.ensureWidgetVisible(self._blocks[at], 0, theme().px(16))
        return True

    def _beside(self, by: int) -> None:
        """The case before or after, with the focus where the digits decide."""
        self.list.go(self.list.currentIndex().row() + by)
        self.to_list()

    def _page(self, by: int) -> None:
        """Space, Shift+Space: a page of the sides on or back."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep() * 4 // 5)

    def write(self) -> None:
        """Enter: into the joined text of the field; from a list without one nothing happens."""
        if self._blocks and not self._blocks[self._field].write():
            self.place.said.emit(tr("This field is no running text: choose one of the sides."))

    def to_list(self) -> None:
        """The focus where the digits decide."""
        finished = self._main.currentIndex() == 1
        (self.finished.button if finished else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self.place.failed.emit(error)
