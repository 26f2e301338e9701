"""Bar charts as plain shapes: one drawing, which every format puts on its own paper. No colours, so that screens may be dark.

The figure stands behind each bar, so nothing has to be measured at an axis; what is withheld has no bar. Shapes are not the PDF
library's: those would bypass the marks for assistive technology, and fix the colours of a page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from auditdesk.documents.story import BarChart

SIZE: Final = 9.5
LEADING: Final = 13.0
_LABEL_SHARE: Final = 0.42
_GAP: Final = 6.0
_THICKNESS: Final = 11.0
_FIGURE_ROOM: Final = 5.0
"""Ideographs that a figure behind a bar may take."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A bar: its upper left corner, from the upper left corner of the drawing."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; ``y`` is its baseline."""

    x: float
    y: float
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    width: float
    height: float
    strips: tuple[Strip, ...]
    words: tuple[Words, ...]
    axis: tuple[float, float, float]
    """x, upper end and lower end of the line from which the bars start."""


Lines = Callable[[str, float], list[str]]


def draw_bars(chart: BarChart, width: float, lines_of: Lines) -> Drawing:
    """The chart ``width`` points wide; ``lines_of`` breaks a label of size ``SIZE`` into lines no wider than what it is given."""
    labels_end = width * _LABEL_SHARE
    start = labels_end + _GAP
    longest = max([bar.value or 0 for bar in chart.bars], default=0) or 1
    unit = (width - start - _GAP - _FIGURE_ROOM * SIZE) / longest
    strips: list[Strip] = []
    words: list[Words] = []
    y = _GAP / 2
    for bar in chart.bars:
        lines = lines_of(bar.label, labels_end)
        height = max(len(lines) * LEADING, LEADING)
        for number, line in enumerate(lines):
            words.append(Words(0, y + number * LEADING + SIZE, line))
        middle = y + height / 2
        length = (bar.value or 0) * unit
        if length:
            strips.append(Strip(start, middle - _THICKNESS / 2, length, _THICKNESS))
        words.append(Words(start + length + _GAP * 0.6, middle + SIZE * 0.38, bar.shown, strong=True))
        y += height + _GAP
    return Drawing(width, y, tuple(strips), tuple(words), (start, 0.0, y))


def roughly(text: str) -> float:
    """The width of a text as a share of its size where no font is at hand: ideographs are as wide as high, other signs 0.6 of it."""
    return sum(1.0 if ord(sign) > 0x2E7F else 0.6 for sign in text)
