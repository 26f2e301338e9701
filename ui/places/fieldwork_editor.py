"""Pane C: the finding of the current item, with its head above and what is done with it below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.parts.buttons import Button
from ui.parts.labels import ElidedLabel, Frame, IconLabel, Label, StatusChip
from ui.parts.layouts import boxed, row
from ui.parts.states import EmptyState
from ui.places.fieldwork_form import FindingForm
from ui.theme import theme
from ui.words import tr, words

_STATES = {
    "draft": ("draft", "edit"),
    "submitted": ("review", "clock"),
    "returned": ("returned", "arrow-left"),
    "accepted": ("approved", "check"),
    "lettered": ("issued", "letters"),
    "answered": ("issued", "inbox"),
    "rechecked": ("approved", "eye"),
    "closed": ("closed", "lock"),
    "withdrawn": ("closed", "x"),
}


class EditorPane(Frame):
    """Shows a finding in its form, or says why there is none. What is done with it, the place decides."""

    next_wanted = Signal()
    copy_wanted = Signal()
    turn_wanted = Signal()
    """改列建議 or back to a deficiency."""
    more_wanted = Signal(QWidget)
    back_wanted = Signal()
    mime_dropped = Signal(object)
    """Files or a picture were dropped: their ``QMimeData``."""

    def __init__(self, evidence: QWidget) -> None:
        super().__init__("base")
        look = theme()
        self.setMinimumWidth(look.px(300))
        self.setAcceptDrops(True)
        self.form = FindingForm(evidence)
        self.nothing = EmptyState("check", "")
        self.back = Button(icon="arrow-left", kind="ghost", name=tr("To the list"), small=True)
        self.back.clicked.connect(self.back_wanted)
        self._number = ElidedLabel("", "table", "secondary")
        self._state = StatusChip("", "draft")
        self._missing = Label(tr("facts to be added"), "caption", "caution")
        self._saved = row(IconLabel("check", "judge.conform.mark", 13), Label(tr("saved by itself"), "caption", "muted"), gap=5)
        self._saved_box = boxed(self._saved)
        self.more = Button(icon="dots", kind="ghost", name=tr("More"), small=True)
        self.more.clicked.connect(lambda: self.more_wanted.emit(self.more))
        head = Frame("header")
        head.setFixedHeight(look.px(41))
        line = row(self.back, Label(tr("Deficiency"), "strong"), gap=8, margins=(14, 0, 8, 0))
        line.addWidget(self._number)
        line.addWidget(self._state)
        line.addWidget(self._missing)
        line.addStretch(1)
        line.addWidget(self._saved_box)
        line.addWidget(self.more)
        head.setLayout(line)
        self.turn = Button("", kind="quiet")
        self.turn.clicked.connect(self.turn_wanted)
        self.copy = Button(tr("Copy the last one"), kind="quiet", keys=("Ctrl", "D"))
        self.copy.clicked.connect(self.copy_wanted)
        self.next = Button(tr("Done, next item"), kind="primary", keys=("Ctrl", "↵"))
        self.next.clicked.connect(self.next_wanted)
        self._foot = Frame("footer")
        self._foot.setFixedHeight(look.px(48))
        self._foot.setLayout(row(self.turn, self.copy, None, self.next, gap=8, margins=(14, 0, 14, 0)))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.form)
        self.pages.addWidget(self.nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self.pages, 1)
        whole.addWidget(self._foot)
        self.back.setVisible(False)
        self.setFocusProxy(self.form.facts)
        self.show_nothing("info", tr("Nothing is chosen"))

    @property
    def has_finding(self) -> bool:
        return self.pages.currentWidget() is self.form

    def show_nothing(self, icon: str, what: str, how: str = "") -> None:
        """There is no finding, and what that means."""
        if self.has_finding or self.nothing.parent() is self.pages:
            self.pages.setCurrentWidget(self.nothing)
        self.nothing.say(what, how)
        self._number.setText("")
        self._state.setVisible(False)
        self._missing.setVisible(False)
        self._saved_box.setVisible(False)
        self.turn.setVisible(False)
        self.more.setVisible(False)
        self.setFocusProxy(self.next)

    def show_head(self, number: str, state: str, *, observation: bool, facts_missing: bool) -> None:
        """A finding is shown; ``number`` is empty as long as it is on its way to the disk."""
        self.pages.setCurrentWidget(self.form)
        self._number.setText(number)
        status, icon = _STATES.get(state, ("draft", "edit"))
        self._state.set_status(words().say(f"state.{state}"), status, icon)
        self._state.setVisible(True)
        self._missing.setVisible(facts_missing)
        self._saved_box.setVisible(bool(number))
        self.turn.setText(tr("Make it a deficiency") if observation else tr("Make it advice"))
        self.turn.setAccessibleName(self.turn.text())
        self.turn.updateGeometry()
        self.turn.setVisible(True)
        self.more.setVisible(True)
        self.setFocusProxy(self.form.facts)

    def tell_facts(self, facts: str) -> None:
        """Whether facts are still to be added, while they are typed."""
        self._missing.setVisible(self.has_finding and not facts.strip())

    def prepare(self) -> None:
        """Lay the form out and draw its icons once before it is first needed: the first judgement is as quick as the others."""
        if not self.has_finding:
            self.form.resize(self.pages.size())
            self.form.grab()

    def fold(self, width: float) -> None:
        """For a pane of that width in design pixels."""
        self.copy.setVisible(width >= 420)
        self._saved_box.setVisible(self._saved_box.isVisibleTo(self) and width >= 420)

    def refuse(self, reason: str) -> None:
        """Only to be read, and why."""
        self.form.refuse(bool(reason))
        for button in (self.turn, self.copy):
            button.refuse(reason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.has_finding and (event.mimeData().hasUrls() or event.mimeData().hasImage()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.mime_dropped.emit(event.mimeData())

    def to_facts(self) -> None:
        """Put the caret where one writes, behind what is written."""
        edit = self.form.facts
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = edit.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        edit.setTextCursor(cursor)
