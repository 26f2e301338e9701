"""Pane D: rule, last year's same item, peers and what happened, as cards one below the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.parts.buttons import Button, SegmentedControl
from ui.parts.labels import Chip, ElidedLabel, Frame, IconLabel, KeyCaps, Label, Separator
from ui.parts.layouts import FlowLayout, boxed, clear, column, row
from ui.theme import theme
from ui.words import tr

RULE, EARLIER, PEERS, ACTIVITY = "rule", "earlier", "peers", "activity"


@dataclass(frozen=True, slots=True)
class ChipTold:
    """A chip with the tokens of its ink and ground."""

    text: str
    ink: str = "text.secondary"
    ground: str | None = None
    icon: str | None = None


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a card: a tick or another icon, words, a smaller line below, a chip, a number at the right."""

    text: str
    under: str = ""
    icon: str = ""
    ink: str = "text.muted"
    chip: ChipTold | None = None
    count: str = ""
    tone: str = "primary"


@dataclass(frozen=True, slots=True)
class Card:
    """``key`` is the tab that leads to it."""

    key: str
    icon: str
    title: str
    note: str = ""
    chips: tuple[ChipTold, ...] = ()
    lines: tuple[CardLine, ...] = ()
    actions: tuple[tuple[str, str, Callable[[], None]], ...] = field(default=())


class ContextPane(Frame):
    """Tabs jump to the cards. Read by Tab, scrolled by the arrow keys."""

    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("pane")
        self.back = Button(icon="arrow-left", kind="ghost", name=tr("To the list"), small=True)
        """Shown where the pane stands alone."""
        self.back.setVisible(False)
        self.back.clicked.connect(self.back_wanted)
        self.setMinimumWidth(theme().px(240))
        self.tabs = SegmentedControl(
            ((RULE, tr("Basis")), (EARLIER, tr("Last year")), (PEERS, tr("Peers")), (ACTIVITY, tr("Activity"))),
            name=tr("Context"),
        )
        self.tabs.chosen.connect(self.show_tab)
        head = Frame("header")
        head.setFixedHeight(theme().px(41))
        head.setLayout(row(self.back, self.tabs, None, KeyCaps("F9"), gap=8, margins=(10, 0, 12, 0)))
        self._cards: dict[str, QWidget] = {}
        self._lines = column(gap=12, margins=(12, 12, 12, 12))
        ground = Frame("pane")
        ground.setLayout(self._lines)
        self._scroll = ContextScroll()
        self._scroll.setWidget(ground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self._scroll, 1)
        self.setFocusProxy(self._scroll)
        self._shown: tuple[Card, ...] = ()

    def show_cards(self, cards: Sequence[Card]) -> None:
        """The cards of another item."""
        told = [(card.key, card.title, card.note, card.chips, card.lines) for card in cards]
        if told == [(card.key, card.title, card.note, card.chips, card.lines) for card in self._shown]:
            return
        self._shown = tuple(cards)
        clear(self._lines)
        self._cards = {}
        for card in cards:
            made = card_widget(card)
            self._cards.setdefault(card.key, made)
            self._lines.addWidget(made)
        self._lines.addStretch(1)

    def show_tab(self, key: str) -> None:
        """Bring a card to the top."""
        card = self._cards.get(key)
        if card is not None:
            self._scroll.verticalScrollBar().setValue(card.y() - theme().px(12))


class ContextScroll(QScrollArea):
    """Scrolled by the arrow keys."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Context"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, step = self.verticalScrollBar(), theme().px(48)
        steps = {Qt.Key.Key_Up: -step, Qt.Key.Key_Down: step, Qt.Key.Key_Home: -bar.maximum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in steps and not event.modifiers():
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        else:
            event.ignore()


def chip(told: ChipTold) -> Chip:
    return Chip(told.text, told.ink, told.ground, icon=told.icon, border=None if told.ground else "border.default")


def card_widget(card: Card) -> QWidget:
    """A card as it stands in a pane."""
    frame = Frame("card")
    head = row(IconLabel(card.icon, "accent.text", 15), gap=7)
    head.addWidget(Label(card.title, "table", "primary", 500))
    head.addWidget(ElidedLabel(card.note, "caption", "muted"), 1)
    for told in card.chips:
        head.addWidget(chip(told))
    lines = column(head, gap=7, margins=(14, 11, 14, 12))
    for number, line in enumerate(card.lines):
        if number and line.count:
            lines.addWidget(Separator(subtle=True))
        lines.addWidget(_line(line))
    if card.actions:
        buttons = []
        for text, icon, run in card.actions:
            button = Button(text, icon=icon, kind="quiet", small=True)
            button.clicked.connect(lambda _checked=False, run=run: run())
            buttons.append(button)
        lines.addWidget(boxed(FlowLayout(*buttons, gap=6)))
    frame.setLayout(lines)
    frame.setAccessibleName(". ".join((card.title, *(line.text for line in card.lines))))
    return frame


def _line(line: CardLine) -> QWidget:
    whole = row(gap=8)
    if line.icon:
        whole.addLayout(column(IconLabel(line.icon, line.ink, 13), None, margins=(0, 3, 0, 0)))
    texts = column(Label(line.text, "table", line.tone, wrap=True), gap=0)
    if line.under:
        texts.addWidget(Label(line.under, "caption", "muted", wrap=True))
    whole.addLayout(texts, 1)
    if line.chip is not None:
        whole.addWidget(chip(line.chip), 0, Qt.AlignmentFlag.AlignTop)
    if line.count:
        count = Label(line.count, "table", "secondary")
        count.setMinimumWidth(theme().px(40))
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        whole.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
    return boxed(whole)
