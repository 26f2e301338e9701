"""簽核條: who wrote, who reviewed, who approved, with times and a shield tick; who may not decide reads why beside the button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QWidget

from ui.parts.buttons import Button
from ui.parts.labels import Frame, IconLabel, Label
from ui.parts.layouts import FlowLayout, boxed, clear, column, row
from ui.words import clock, day, tr


@dataclass(frozen=True, slots=True)
class SignOffStep:
    """One step: its name, who took it and when; nobody yet = still to be done."""

    name: str
    people: tuple[str, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignOffAction:
    """A decision. ``refused`` says why this person can't take it; empty = can."""

    text: str
    icon: str
    run: Callable[[], None]
    refused: str = ""
    kind: str = "default"
    keys: tuple[str, ...] = ()
    """Shown on the button; whoever owns the bar binds them to ``press``."""


class SignOffBar(Frame):
    """Steps from left to right, then the decisions. Wraps where it is narrow. The first reason for refusing is printed, not only a
    tool tip."""

    def __init__(self) -> None:
        super().__init__("footer")
        self.buttons: dict[str, Button] = {}
        self._by_keys: dict[tuple[str, ...], Button] = {}
        self._lines = column(gap=6, margins=(14, 8, 14, 8))
        self.setLayout(self._lines)

    def show_steps(self, steps: Sequence[SignOffStep], actions: Sequence[SignOffAction] = (), note: str = "") -> None:
        """Show another object's steps; ``note`` is a sentence below them (a reason for a return)."""
        clear(self._lines)
        self.buttons, self._by_keys = {}, {}
        parts: list[QWidget] = []
        for step in steps:
            parts.append(_step(step))
        for action in actions:
            button = Button(action.text, icon=action.icon, kind=action.kind, keys=action.keys)
            button.refuse(action.refused)
            button.clicked.connect(action.run)
            self.buttons[action.text] = button
            if action.keys:
                self._by_keys[action.keys] = button
            parts.append(button)
        self._lines.addWidget(boxed(FlowLayout(*parts, gap=14, line_gap=6)))
        for sentence in dict.fromkeys((*(action.refused for action in actions if action.refused), note)):
            if sentence:
                self._lines.addWidget(Label(sentence, "caption", "secondary", wrap=True))

    def press(self, keys: tuple[str, ...]) -> None:
        """Click the button that shows these keys, if there is one and it can be."""
        if keys in self._by_keys:
            self._by_keys[keys].click()


def _step(step: SignOffStep) -> QWidget:
    done = bool(step.people)
    who = tr(", ").join(step.people) if done else tr("not yet")
    when = "" if step.at is None else f" {day(step.at.astimezone().date())} {clock(step.at.astimezone())[:5]}"
    line = row(
        IconLabel("shield-check" if done else "clock", "judge.conform.mark" if done else "text.muted", 16),
        Label(step.name, "caption", "secondary", 500),
        Label(f"{who}{when}", "caption", "primary" if done else "muted"),
        gap=5,
    )
    whole = boxed(line)
    whole.setAccessibleName(f"{step.name}: {who}{when}")
    return whole
