"""One slim line: the day something is due, how many days are left, and what still stands in the way. Each part leads somewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from ui.parts.buttons import Button
from ui.parts.labels import Frame, IconLabel, Label
from ui.parts.layouts import FlowLayout, boxed, clear, column, row


class ReadinessBar(Frame):
    """``show`` takes the due text and the obstacles (key, sentence); a click on one tells its key by ``wanted``."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("bar")
        self.buttons: dict[str, Button] = {}
        self._lines = column(gap=0, margins=(14, 5, 14, 5))
        self.setLayout(self._lines)

    def show_state(self, due: str, obstacles: Sequence[tuple[str, str]], ready: str) -> None:
        """``ready`` is said where nothing stands in the way; an empty ``due`` leaves the day out."""
        clear(self._lines)
        self.buttons = {}
        icon, ink = ("warn", "severity.medium.text") if obstacles else ("check", "judge.conform.mark")
        parts = [boxed(row(IconLabel(icon, ink, 14), *([Label(due, "caption", "primary", 500)] if due else []), gap=6))]
        for key, text in obstacles:
            button = Button(text, kind="link", small=True)
            button.clicked.connect(lambda _checked=False, key=key: self.wanted.emit(key))
            self.buttons[key] = button
            parts.append(button)
        if not obstacles:
            parts.append(Label(ready, "caption", "secondary"))
        self._lines.addWidget(boxed(FlowLayout(*parts, gap=8, line_gap=0)))
        self.setAccessibleName(". ".join((due, *(text for _key, text in obstacles), *([] if obstacles else [ready]))))
