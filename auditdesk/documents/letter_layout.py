"""The look of a letter where the program of whoever opens it does the setting (Word, LibreOffice): sizes and places in points.

The same form as on paper: 20, 16, 12 and 10 points, margins of 2.5 cm, the binding line 1.5 cm from the left, lines that hang behind
their label.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from auditdesk.documents.story import Place

KAI: Final = "標楷體"
LATIN: Final = "Times New Roman"
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 595.3, 841.9, 70.9
LINE: Final = PAGE_WIDTH - 2 * MARGIN
BINDING: Final = 42.5
"""How far from the left edge the binding line runs."""
TITLE, BODY, SMALL, FOOT, CELL, SIGNATURE = 20.0, 16.0, 12.0, 10.0, 11.0, 18.0
SIGNS: Final = {15: "裝", 29: "訂", 43: "線"}
"""Lines of the binding line that carry a sign; the others a dot."""
BINDING_LINES: Final = 58
BINDING_LEADING: Final = 12.0


@dataclass(frozen=True, slots=True)
class Look:
    """One paragraph: size, room on the left, how far its first line stands out to the left, room above."""

    size: float
    left: float = 0.0
    hang: float = 0.0
    above: float = 0.0
    centred: bool = False
    leading: float = 1.5


PLACES: Final = {
    Place.FULL: Look(BODY),
    Place.CORNER: Look(SMALL, left=310.0),
    Place.CONTACT: Look(SMALL, left=226.8),
    Place.POSTAL: Look(SMALL, above=6.0),
    Place.ADDRESSEE: Look(BODY, above=4.0),
    Place.HEAD: Look(SMALL),
    Place.COPIES: Look(SMALL, leading=1.65),
}


def width_of(text: str, size: float) -> float:
    """About how wide a label is: an ideograph or full-width sign one size, others half."""
    return sum(size if ord(sign) > 0x2E7F else size / 2 for sign in text)


def paragraph_look(label: str, level: int) -> Look:
    """A paragraph of the letter: indented by its level, hanging behind its label."""
    indent = 2 * BODY * level
    hang = width_of(label, BODY)
    return Look(BODY, left=indent + hang, hang=hang)
