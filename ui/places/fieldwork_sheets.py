"""Sheets over the fieldwork screen: notes to be sorted, problems to be mended, what was deleted last, a reason to be given."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui.parts.buttons import Button
from ui.parts.choice_list import ChoiceList, Offer
from ui.parts.composition import watch
from ui.parts.labels import ElidedLabel, Frame, IconLabel, KeyCaps, Label
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.parts.overlay import Overlay
from ui.parts.passphrase_confirm import PassphraseConfirm
from ui.theme import theme
from ui.words import plural, tr


def _head(icon: str, title: str, note: str) -> QWidget:
    frame = Frame("header")
    line = row(IconLabel(icon, "accent.text", 18), Label(title, "subtitle"), gap=8, margins=(16, 10, 12, 10))
    line.addWidget(ElidedLabel(note, "caption", "muted"), 1)
    line.addWidget(KeyCaps("Esc"))
    frame.setLayout(line)
    return frame


class ListSheet(Overlay):
    """A list of which one line is picked: it closes and ``picked`` tells its key. Digits and Enter pick too."""

    picked = Signal(str)

    def __init__(self, window: QWidget, icon: str, title: str, note: str, offers: Sequence[Offer], nothing: str) -> None:
        super().__init__(window, 760)
        self.setAccessibleName(title)
        self.list = ChoiceList(title, digits=len(offers) > 0, rows=12)
        self.list.show_offers(offers)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.list.picked.connect(self._pick)
        self.list.installEventFilter(self)
        self.lines.addWidget(_head(icon, title, note))
        self._nothing = Label(nothing, "table", "muted", wrap=True)
        self.lines.addLayout(column(self._nothing, margins=(16, 16, 16, 16))) if not offers else self.lines.addWidget(
            self.list, 1
        )

    def open(self) -> None:
        super().open()
        (self.list if self.list.offers else self.panel).setFocus(Qt.FocusReason.PopupFocusReason)

    def panel_height(self) -> int:
        """With room under the last line, so that a short list needs no bar to be scrolled by."""
        return super().panel_height() + theme().px(6)

    def _pick(self, key: str) -> None:
        self.close_and_return()
        self.picked.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            typed = unicodedata.normalize("NFKC", event.text())
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.pick()
                return True
            if len(typed) == 1 and typed in "123456789" and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.list.pick(int(typed) - 1)
                return True
        return super().eventFilter(watched, event)


class SortSheet(Overlay):
    """待整理: one note after the other with the items it may belong to. ``placed(note, item)``, ``remarked``, ``made``, ``dropped``.

    ``words_wanted`` asks for a sheet with a note's words, before which this one closes.
    """

    placed = Signal(str, str)
    remarked = Signal(str)
    made = Signal(str, str)
    dropped = Signal(str)
    words_wanted = Signal(str)

    def __init__(
        self, window: QWidget, notes: Sequence[Offer], suggest: Callable[[str], Sequence[Offer]], refused: str = ""
    ) -> None:
        super().__init__(window, 860)
        self.setAccessibleName(tr("Notes to be sorted"))
        self._suggest, self._refused = suggest, refused
        self.notes = ChoiceList(tr("Notes"), digits=False, rows=6)
        self.items = ChoiceList(tr("Items it may belong to"), rows=9)
        self.items.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text = Label("", "body", wrap=True)
        self._none = Label(
            tr("No item comes to mind. Type in the list of items, then link the note there."), "caption", "muted", wrap=True
        )
        self.lines.addWidget(_head("inbox", tr("Notes to be sorted"), plural(len(notes), "{count} note", "{count} notes")))
        self.lines.addWidget(self.notes)
        below = column(self.text, Label(tr("Belongs to"), "caption", "secondary", 500), self.items, self._none, gap=6)
        below.setContentsMargins(theme().px(16), theme().px(10), theme().px(16), theme().px(10))
        self.lines.addLayout(below)
        foot = Frame("footer")
        line = row(gap=8, margins=(16, 8, 16, 8))
        line.addWidget(
            boxed(
                FlowLayout(
                    boxed(row(KeyCaps("1–9"), Label(tr("put to the item"), "caption", "secondary"), gap=5)), *self._acts(), gap=12
                )
            ),
            1,
        )
        foot.setLayout(line)
        self.lines.addWidget(foot)
        self.items.picked.connect(lambda key: self._act("place", key))
        self.notes.installEventFilter(self)
        self.notes.selectionModel().currentChanged.connect(lambda *_: self._turn())
        self.show_notes(notes)

    def _acts(self) -> list[Button]:
        """What is done with the note, for the mouse; the keys stay in the list."""
        made = []
        for text, keys, act in (
            (tr("write as finding"), ("Ctrl", "↵"), "make"),
            (tr("mere remark"), ("M",), "remark"),
            (tr("other words"), ("F2",), "words"),
            (tr("delete"), ("Del",), "drop"),
        ):
            button = Button(text, kind="quiet", small=True, keys=keys)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.refuse(self._refused)
            button.clicked.connect(lambda _checked=False, act=act: self._act(act))
            made.append(button)
        return made

    def open(self) -> None:
        super().open()
        self.notes.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_notes(self, notes: Sequence[Offer]) -> None:
        """The notes that still wait; with none left the sheet closes."""
        if not notes:
            self.close_and_return()
            return
        at = self.notes.currentIndex().row()
        self.notes.show_offers(notes)
        self.notes.step(max(0, min(at, len(notes) - 1)))
        self._turn()

    def current(self) -> str:
        at = self.notes.currentIndex().row()
        return self.notes.offers[at].key if 0 <= at < len(self.notes.offers) else ""

    def _turn(self) -> None:
        at = self.notes.currentIndex().row()
        if not 0 <= at < len(self.notes.offers):
            return
        self.text.setText(self.notes.offers[at].text)
        offers = self._suggest(self.notes.offers[at].text)
        self.items.show_offers(offers)
        self.items.setVisible(bool(offers))
        self._none.setVisible(not offers)
        self.place()

    def _act(self, act: str, item: str = "") -> None:
        note = self.current()
        if not note or self._refused:
            return
        if act == "words":
            self.words_wanted.emit(note)
            return
        if act == "place":
            self.placed.emit(note, item)
        elif act == "make":
            offers = self.items.offers
            self.made.emit(note, offers[0].key if offers else "")
        elif act == "remark":
            self.remarked.emit(note)
        else:
            self.dropped.emit(note)
        self.show_notes([offer for offer in self.notes.offers if offer.key != note])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.notes and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            typed = unicodedata.normalize("NFKC", event.text()).lower()
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._act("make") if control else self.items.pick(0)
                return True
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_F2):
                self._act("drop" if event.key() == Qt.Key.Key_Delete else "words")
                return True
            if typed == "m" and not control:
                self._act("remark")
                return True
            if len(typed) == 1 and typed in "123456789" and not control:
                self.items.pick(int(typed) - 1)
                return True
        return super().eventFilter(watched, event)


class SignOffSheet(Overlay):
    """What signing off means, and the passphrase once more. ``sent`` asks to go on; ``confirm.take`` gives what was typed."""

    sent = Signal()

    def __init__(self, window: QWidget, name: str, login: str) -> None:
        super().__init__(window, 560)
        title = tr("Sign the working papers off")
        self.setAccessibleName(title)
        self.confirm = PassphraseConfirm(login)
        self.go = Button(tr("Sign off"), icon="shield-check", kind="primary", keys=("Enter",))
        self.go.setEnabled(False)
        self.go.clicked.connect(self._send)
        self.confirm.ready.connect(self.go.setEnabled)
        self.confirm.field.entered.connect(self._send)
        self.lines.addWidget(_head("shield-check", title, name))
        told = tr("From then on the papers of this visit can be read, not changed. Nothing of them can be taken back.")
        self.lines.addLayout(column(Label(told, "table", "primary", wrap=True), self.confirm, gap=12, margins=(16, 12, 16, 12)))
        foot = Frame("footer")
        foot.setLayout(row(None, self.go, margins=(16, 10, 16, 10)))
        self.lines.addWidget(foot)

    def open(self) -> None:
        super().open()
        self.confirm.setFocus(Qt.FocusReason.PopupFocusReason)

    def _send(self) -> None:
        if self.confirm.is_ready:
            self.sent.emit()


class ReasonSheet(Overlay):
    """A reason is asked for. ``given`` tells it; the sheet closes with it."""

    given = Signal(str)

    def __init__(self, window: QWidget, title: str, told: Sequence[str], label: str, button: str) -> None:
        super().__init__(window, 620)
        self.setAccessibleName(title)
        self.edit = QPlainTextEdit()
        self.edit.setAccessibleName(label)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(theme().px(84))
        watch(self.edit)
        self.go = Button(button, kind="primary", keys=("Ctrl", "↵"))
        self.go.clicked.connect(self._give)
        self.edit.textChanged.connect(self._enable)
        self.edit.installEventFilter(self)
        self.lines.addWidget(_head("info", title, ""))
        lines = column(gap=6, margins=(16, 12, 16, 12))
        for sentence in told:
            lines.addWidget(Label(sentence, "table", "primary", wrap=True))
        lines.addWidget(Label(label, "caption", "secondary", 500))
        lines.addWidget(self.edit)
        self.lines.addLayout(lines)
        foot = Frame("footer")
        foot.setLayout(row(None, self.go, margins=(16, 10, 16, 10)))
        self.lines.addWidget(foot)
        self._enable()

    def open(self) -> None:
        super().open()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def _enable(self) -> None:
        self.go.setEnabled(bool(self.edit.toPlainText().strip()))

    def _give(self) -> None:
        reason = self.edit.toPlainText().strip()
        if reason:
            self.close_and_return()
            self.given.emit(reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._give()
                return True
        return super().eventFilter(watched, event)
