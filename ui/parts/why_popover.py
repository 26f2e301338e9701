"""Why does it apply? The chain of reasons with a tick or a dash each, and what would change it."""

from __future__ import annotations

import html
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from auditdesk.model.facts import Reason
from ui.parts.buttons import Button
from ui.parts.labels import IconLabel, KeyCaps, Label, Separator
from ui.parts.layouts import column, row
from ui.parts.painting import draw_focus_ring
from ui.parts.popover import Popover
from ui.words import tr, words

_OPEN, _SHUT = "\x02", "\x03"


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One reason: the sentence with its values between marks that print bold, and the smaller line below it."""

    holds: bool | None
    text: str
    under: str = ""

    @property
    def plain(self) -> str:
        return self.text.replace(_OPEN, "").replace(_SHUT, "")

    @property
    def markup(self) -> str:
        """The sentence for a rich-text label: everything escaped, only the marks become weight."""
        weight = '<span style="font-weight:500">'
        return html.escape(self.text).replace(_OPEN, weight).replace(_SHUT, "</span>")

    @property
    def verdict(self) -> str:
        return tr("holds") if self.holds else tr("does not hold") if self.holds is False else tr("not known")


@dataclass(frozen=True, slots=True)
class Why:
    """A whole explanation. ``would_change`` is the last line; empty = nothing would."""

    title: str
    lines: tuple[WhyLine, ...]
    would_change: str = ""

    @property
    def spoken(self) -> str:
        told = [f"{line.plain} ({line.verdict}). {line.under}".strip() for line in self.lines]
        return " ".join((self.title, *told, self.would_change)).strip()


def why_line(reason: Reason) -> WhyLine:
    """A reason of the rules as a line: its sentence, and below it source and dates where the words know a line for them."""
    code = reason.code if reason.code.startswith("reason.") else f"reason.{reason.code}"
    values = {name: f"{_OPEN}{words().show(name, value)}{_SHUT}" for name, value in reason.values.items()}
    under = words().say(f"{code}.under", **reason.values)
    return WhyLine(reason.holds, words().say(code, **values), "" if under == f"{code}.under" else under)


class _Line(QFrame):
    """One reason of the list, reachable by ↓ and Tab and read aloud with its number."""

    def __init__(self, line: WhyLine, number: int, count: int) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        place = tr("{number} of {count}", number=number, count=count)
        self.setAccessibleName(f"{place}: {line.plain}, {line.verdict}. {line.under}".strip())
        icon, ink = {
            True: ("check", "judge.conform.mark"),
            False: ("minus", "text.muted"),
            None: ("help", "severity.medium.mark"),
        }[line.holds]
        sentence = QLabel(line.markup)
        sentence.setTextFormat(Qt.TextFormat.RichText)
        sentence.setProperty("type", "table")
        sentence.setWordWrap(True)
        sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        texts = column(sentence, gap=0)
        if line.under:
            texts.addWidget(Label(line.under, "caption", "muted", wrap=True))
        whole = row(gap=9, margins=(4, 3, 4, 3))
        mark = column(IconLabel(icon, ink, 14), None, margins=(0, 3, 0, 0))
        whole.addLayout(mark)
        whole.addLayout(texts, 1)
        self.setLayout(whole)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            draw_focus_ring(painter, self.rect())
            painter.end()


class WhyPopover(Popover):
    """The framed note of an explanation. ``actions`` are buttons at its foot (open the rule …)."""

    def __init__(self, why: Why, actions: tuple[Button, ...] = ()) -> None:
        super().__init__()
        self.why = why
        self.setAccessibleName(why.title)
        self.setAccessibleDescription(why.spoken)
        head = row(IconLabel("help", "accent.text", 16), gap=9)
        head.addWidget(Label(why.title, "strong", "primary", 500, wrap=True), 1)
        head.addWidget(KeyCaps("Esc"), 0, Qt.AlignmentFlag.AlignTop)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addSpacing(6)
        self.lines = tuple(_Line(line, number, len(why.lines)) for number, line in enumerate(why.lines, 1))
        for line in self.lines:
            self.body.addWidget(line)
        foot = row(gap=8, margins=(0, 8, 0, 0))
        foot.addWidget(Label(why.would_change, "caption", "muted", wrap=True), 1)
        for action in actions:
            action.clicked.connect(self.close_and_return)
            foot.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
        if why.would_change or actions:
            self.body.addSpacing(6)
            self.body.addWidget(Separator())
            self.body.addLayout(foot)

    def open_at(self, anchor: QWidget, spot: QRect | None = None) -> None:
        super().open_at(anchor, spot)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() == Qt.Key.Key_Question:
            self.close_and_return()
        else:
            super().keyPressEvent(event)
