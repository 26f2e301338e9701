"""What a group of the settings is made of: lines that are found by their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.parts.labels import ElidedLabel, Label
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.theme import theme


@dataclass(frozen=True, slots=True)
class Line:
    """One setting on screen, its group, and the words it is found by."""

    group: str
    widget: QWidget
    found_by: str


class Section(Protocol):
    """One group of the settings. A place makes it once and tells it what has changed."""

    name: str

    def lines(self) -> tuple[Line, ...]:
        """Its lines, in their order; asked once."""

    def refresh(self, changed: frozenset[str]) -> None:
        """Kinds of records have changed: show what they are now."""


def control_line(group: str, name: str, detail: str, control: QWidget, found_by: str = "") -> Line:
    """A name with a sentence below, and what is set or done beside it; it wraps where the window is narrow."""
    words = column(Label(name, "table", "primary", 500), gap=2)
    if detail:
        words.addWidget(Label(detail, "caption", "muted"))
    left = boxed(words)
    left.setMinimumWidth(theme().px(240))
    flow = FlowLayout(left, control, gap=12, line_gap=6)
    flow.setContentsMargins(0, theme().px(10), 0, theme().px(10))
    return Line(group, boxed(flow), " ".join((group, name, detail, found_by)))


def fact_line(group: str, name: str, value: str) -> Line:
    """A name and a value that can be selected, not changed."""
    text = ElidedLabel(value, "table", "secondary")
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    title = Label(name, "table", "primary", 500)
    title.setFixedWidth(theme().px(240))
    return Line(group, boxed(row(title, text, None, gap=12, margins=(0, 10, 0, 10))), f"{group} {name} {value}")
