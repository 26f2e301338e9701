"""One field of a clash as cards: each side with its author and words marked, and for running text the joined one to write in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from auditdesk.model.parcel_rows import ClashView
from auditdesk.model.review_rows import WordRun
from ui.parts.autosave import FIELD, PLACE
from ui.parts.composition import watch
from ui.parts.labels import Frame, IconLabel, KeyCaps, Label
from ui.parts.layouts import boxed, column, row
from ui.parts.marked_text import MarkedText
from ui.places import fieldwork_words
from ui.places import parcels_words as say
from ui.places.clashes_cases import BOTH, JOINED, LAPTOP, OFFICE, TEXT, Author, Chosen, draft_of
from ui.places.review_centre import severity_chip
from ui.theme import hub, theme
from ui.words import tr

_TEXT, _VALUE, _CARD = 600, 400, 280
"""Design pixels of a field from which its sides stand beside each other: running text, other values; and of each of several sides."""
_MARK_AFTER = 250
"""Milliseconds after the last key, when the joined text is marked anew."""


class Card(Frame):
    """A framed part that is pressed to choose it; chosen, it has a ring and says so."""

    pressed = Signal()

    def __init__(self, icon: str, title: str, note: str, key: str) -> None:
        super().__init__("card")
        self.setAccessibleName(tr(", ").join(part for part in (title, note) if part))
        self._icon = IconLabel(icon, "text.secondary", 14)
        self.note = Label(note, "caption", "secondary", wrap=True)
        self.taken = Label(tr("taken"), "caption", "accent", 500)
        self._tick = IconLabel("check", "accent.text", 13)
        self.head = Frame("header")
        line = row(self._icon, Label(title, "table", "primary", 500), gap=7, margins=(12, 7, 10, 7))
        line.addWidget(self.note, 1)
        for part in (self._tick, self.taken, KeyCaps(key)):
            line.addWidget(part)
        self.head.setLayout(line)
        self.body = column(gap=6, margins=(12, 10, 12, 10))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(1, 1, 1, 1)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addLayout(self.body)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.chosen = False
        self.choose(False)

    def choose(self, chosen: bool) -> None:
        self.chosen = chosen
        self.taken.setVisible(chosen)
        self._tick.setVisible(chosen)
        self.setProperty("role", "card-chosen" if chosen else "card")
        self.head.setProperty("role", "header-chosen" if chosen else "header")
        for each in (self, self.head):
            each.style().unpolish(each)
            each.style().polish(each)
        self.setAccessibleDescription(tr("taken") if chosen else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()


def side_card(clash: ClashView, position: int, author: Author) -> Card:
    """The card of one side, without its words: 0 is the office's, 1 the first laptop's."""
    icon, title = ("server", tr("Central version")) if position == 0 else ("laptop", tr("Laptop version"))
    if position > 1:
        title = tr("Laptop version {number}", number=position)
    at = fieldwork_words.moment(author.at) if author.at is not None else ""
    card = Card(icon, title, "  ".join(part for part in (author.name, at) if part), str(_key_of(position)))
    values = clash.sides[position][2]
    if say.is_text(clash):
        text = MarkedText(title)
        text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        text.show_text(say.text(clash, values) or tr("Nothing"))
        card.body.addWidget(text)
    else:
        card.body.addWidget(_value(clash, values))
    return card


def _value(clash: ClashView, values: Mapping[str, Any]) -> QWidget:
    """What a side says where it is no running text; a severity with its shape and colour."""
    severity = str(values.get("severity") or "") if clash.group == "severity" else ""
    if not severity:
        return Label(say.value(clash, values), "body", wrap=True)
    reason = Label(say.value(clash, {**values, "severity": ""}), "body", wrap=True)
    line = row(severity_chip(severity), gap=10)
    line.addWidget(reason, 1)
    return boxed(line)


def _key_of(position: int) -> int:
    """Sides have 1, 2 and, for further laptops, 4 and up: 3 joins."""
    return position + 1 if position < 2 else position + 2


class JoinedText(QTextEdit):
    """The joined text, as high as it is long; what came against the base is tinted."""

    edited = Signal()
    stepped_out = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setProperty("role", "reading")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.setFont(theme().font("body"))
        self._quiet = False
        watch(self)
        self.textChanged.connect(self._changed)
        hub.theme_changed.connect(self._retheme)

    def _retheme(self) -> None:
        self.setFont(theme().font("body"))
        self._fit()

    def set_text(self, text: str) -> None:
        """Another text, without telling that somebody typed it."""
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False

    def _changed(self) -> None:
        self._fit()
        if not self._quiet:
            self.setExtraSelections([])
            self.edited.emit()

    def tint(self, runs: Sequence[WordRun]) -> None:
        """Tint what is added against the base; runs of another text are left aside."""
        if "".join(run.text for run in runs if run.change != "removed") != self.toPlainText():
            return
        look, at, marks = theme(), 0, []
        for run in runs:
            if run.change == "removed":
                continue
            wide = len(run.text.encode("utf-16-le")) // 2
            if run.change == "added":
                one = QTextEdit.ExtraSelection()
                one.cursor = QTextCursor(self.document())
                one.cursor.setPosition(at)
                one.cursor.setPosition(at + wide, QTextCursor.MoveMode.KeepAnchor)
                form = QTextCharFormat()
                form.setForeground(QColor(look.q("diff.addText")))
                form.setBackground(QColor(look.q("diff.addBg")))
                form.setFontUnderline(True)
                one.format = form
                marks.append(one)
            at += wide
        self.setExtraSelections(marks)

    def _fit(self) -> None:
        self.document().setTextWidth(max(1, self.viewport().width()))
        self.setFixedHeight(int(self.document().size().height()) + theme().px(10))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.stepped_out.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class FieldBlock(QWidget):
    """One field that clashes. ``chosen`` tells what a person takes; ``wants_marks`` asks for the joined text's marks."""

    chosen = Signal(object)
    stepped_out = Signal()
    wants_marks = Signal()
    typed = Signal(str)

    def __init__(self, clash: ClashView, number: int, total: int, authors: Sequence[Author], *, able: bool = True) -> None:
        super().__init__()
        self.clash, self._able = clash, able
        told = tr("field {number} of {total}", number=number, total=total)
        if not say.is_text(clash):
            told = tr("{field}, one of the two", field=told)
        self.title = Label(say.field_name(clash), "table", "primary", 500)
        self.base = Label("", "table", "secondary", wrap=True)
        self.base.setVisible(False)
        self.cards = [side_card(clash, position, author) for position, author in enumerate(authors)]
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(theme().px(12))
        for position, card in enumerate(self.cards):
            card.pressed.connect(lambda position=position: self.take_side(position))
            self._sides.addWidget(card, 1)
        lines = column(row(self.title, Label(told, "caption", "muted"), None, gap=8), self.base, gap=6)
        lines.addLayout(self._sides)
        self.joined: JoinedText | None = None
        self.joined_card: Card | None = None
        if clash.proposal is not None:
            self._build_joined(clash.proposal)
            assert self.joined_card is not None
            lines.addWidget(self.joined_card)
        self._mark = QTimer(self)
        self._mark.setSingleShot(True)
        self._mark.setInterval(_MARK_AFTER)
        self._mark.timeout.connect(self.wants_marks)
        self.setLayout(lines)

    def _build_joined(self, proposal: str) -> None:
        note = (
            tr("Both changed the same words: please mend it by hand")
            if self.clash.overlaps
            else tr("What does not overlap is put together; you can change it")
        )
        self.joined_card = Card("merge", tr("Joined"), note, "3")
        self.joined = JoinedText(tr("Joined text of {field}", field=say.field_name(self.clash)))
        self.joined.set_text(proposal)
        self.joined.setProperty(PLACE, draft_of(self.clash))
        self.joined.setProperty(FIELD, JOINED)
        self.joined.setReadOnly(not self._able)
        self.joined.edited.connect(self._typed)
        self.joined.stepped_out.connect(self.stepped_out)
        self.joined_card.pressed.connect(self.take_joined)
        self.joined_card.body.addWidget(self.joined)

    def show_current(self, current: bool) -> None:
        """Whether the keys are about this field."""
        self.title.set_tone("accent" if current else "primary")

    def show_base(self, shown: bool, text: str) -> None:
        """顯示原文: what left the office."""
        self.base.setText(tr("As it left: {content}", content=text or tr("Nothing")))
        self.base.setVisible(shown)

    def show_choice(self, taken: Chosen | None) -> None:
        """Mark what is chosen."""
        for position, card in enumerate(self.cards):
            side = 0 if taken and taken.choice == OFFICE else taken.side if taken and taken.choice == LAPTOP else -1
            card.choose(position == side)
        if self.joined_card is not None and self.joined is not None:
            self.joined_card.choose(taken is not None and taken.choice in (BOTH, TEXT))
            if taken is not None and taken.choice == TEXT and taken.text is not None and self.joined.toPlainText() != taken.text:
                self.joined.set_text(taken.text)

    def show_marks(self, sides: Sequence[Sequence[WordRun]], joined: Sequence[WordRun]) -> None:
        """The words that differ from the base."""
        for card, runs in zip(self.cards, sides, strict=False):
            text = card.findChild(MarkedText)
            if text is not None and runs:
                text.show_runs(runs)
        if self.joined is not None:
            self.joined.tint(joined)

    def take_side(self, position: int) -> bool:
        """1, 2, 4 and up: one side as it is. False when there is none of that number."""
        if not self._able or not 0 <= position < len(self.cards):
            return False
        self.chosen.emit(Chosen(OFFICE) if position == 0 else Chosen(LAPTOP, position))
        return True

    def take_joined(self) -> bool:
        """3: the joined text as it stands. False where there is none."""
        if self.joined is None or not self._able:
            return False
        text = self.joined.toPlainText()
        self.chosen.emit(Chosen(BOTH) if text == self.clash.proposal else Chosen(TEXT, text=text))
        return True

    def press(self, digit: int) -> bool:
        """What a digit key chooses in this field."""
        if digit == 3:
            return self.take_joined()
        return self.take_side(digit - 1 if digit < 3 else digit - 2)

    def write(self) -> bool:
        """Enter: into the joined text. False where there is none."""
        if self.joined is None or not self._able:
            return False
        self.joined.setFocus(Qt.FocusReason.OtherFocusReason)
        self.joined.moveCursor(QTextCursor.MoveOperation.End)
        return True

    def _typed(self) -> None:
        assert self.joined is not None
        self._mark.start()
        self.typed.emit(self.joined.toPlainText())
        self.take_joined()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least = max(_TEXT, _CARD * len(self.cards)) if say.is_text(self.clash) else _VALUE * len(self.cards) // 2
        wide = self.width() / theme().scale >= least
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
