"""Cure: where Chinese lines may break (避頭尾).

The library's own breaker lets lines start with ，；：！？ and others, never looks at what a line ends with, and lets 。 hang past
the frame. Here no line starts with a closing sign nor ends with an opening one, Latin words and numbers stay whole where they
fit, and nothing passes the frame. After the W3C's Requirements for Chinese Text Layout, §3.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

NOT_AT_START: Final = frozenset(
    "。，、；：！？．・·‧•…⋯—–～〜－／％‰℃°"  # pauses, stops, dashes, units
    "」』）》〉】〕〗〙〛］｝｠’”›»"
    ")]}.,;:!?%"
    "々〻ー\u00a0"
)
NOT_AT_END: Final = frozenset("「『（《〈【〔〖〘〚［｛｟‘“‹«([{＄￥$¥£€№\u00a0")
UNITS: Final = frozenset("年月日時分度家件項次條點款頁億萬元")
"""Counting words that stay with the number before them."""

_TOKEN: Final = re.compile(
    r"(?P<blank>[ \t]+)"
    r"|(?P<word>[!-~\u00a0-\u024f\u0370-\u052f\u1e00-\u1eff\u2010-\u2012’]+)"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_INSIDE_WORD: Final = re.compile(r"(?<=[A-Za-z])-(?=[A-Za-z]{2})")
_SOFT_PLACE: Final = re.compile(r"(?<=[-/\\._@,;:?&=+#)])(?=.)")
_ROUNDING: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Line:
    """One line as set: its text without the blanks at its end, its width, and whether the paragraph goes on after it.

    ``spaced``: a blank vanished at its end, which whoever reads the words aloud needs between them.
    """

    text: str
    width: float
    goes_on: bool
    spaced: bool = False


@dataclass(slots=True)
class _Atom:
    """Text that stays together; ``blank`` is what follows it and vanishes at a line's end."""

    text: str
    blank: str = ""


def break_lines(text: str, width_of: Callable[[str], float], room: float, first_room: float | None = None) -> list[Line]:
    """Lines of ``text`` no wider than ``room`` (``first_room`` for the first), filled one after another; line feeds end a line.

    ``width_of`` gives the width of one character. An atom wider than a whole line is cut wherever it must be, for a line past the
    frame is worse than a comma at its start; one single character that is wider than the line stands alone on it.
    """
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        lines += _fill(_atoms(paragraph), width_of, room, room if first_room is None or lines else first_room)
    return lines


def _fill(atoms: list[_Atom], width_of: Callable[[str], float], room: float, first_room: float) -> list[Line]:
    lines: list[Line] = []
    kept = ""
    used = waiting = 0.0
    blank = ""
    limit = first_room
    queue = atoms[::-1]
    while queue:
        atom = queue.pop()
        width = sum(map(width_of, atom.text))
        if used + waiting + width <= limit + _ROUNDING:
            kept += blank + atom.text
            used += waiting + width
        elif width > room + _ROUNDING and (pieces := _pieces(atom, width_of, room)) is not None:
            queue += pieces[::-1]
            continue
        elif kept:
            lines.append(Line(kept, used, True, bool(blank)))
            kept, used, limit = "", 0.0, room
            queue.append(atom)
            blank, waiting = "", 0.0
            continue
        else:
            if width > limit + _ROUNDING and limit < room:
                lines.append(Line("", 0.0, True))
                limit = room
                queue.append(atom)
                continue
            kept, used = atom.text, width
        blank = atom.blank
        waiting = sum(map(width_of, blank))
    lines.append(Line(kept, used, False))
    return lines


def _atoms(text: str) -> list[_Atom]:
    """The paragraph in pieces between which a line may break."""
    atoms: list[_Atom] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if match.lastgroup == "blank":
            blank = token.replace("\t", "    ")
            if atoms:
                atoms[-1].blank += blank
            else:
                atoms.append(_Atom(blank))
            continue
        parts = _words(token) if match.lastgroup == "word" else [token]
        for part in parts:
            if atoms and _held_together(atoms[-1], part):
                atoms[-1].text += atoms[-1].blank + part
                atoms[-1].blank = ""
            else:
                atoms.append(_Atom(part))
    return atoms


def _words(token: str) -> list[str]:
    """A word, in its parts where it is joined by hyphens between letters: ``information-`` and ``security``."""
    parts, start = [], 0
    for match in _INSIDE_WORD.finditer(token):
        parts.append(token[start : match.end()])
        start = match.end()
    return [*parts, token[start:]]


def _held_together(before: _Atom, after: str) -> bool:
    last, first = before.text[-1], after[0]
    if last in NOT_AT_END or (first in UNITS and last.isdigit()):
        return True
    starts_a_word = len(after) > 1 and first.isascii() and after[1].isalnum()
    return first in NOT_AT_START and not (before.blank and starts_a_word)


def _pieces(atom: _Atom, width_of: Callable[[str], float], room: float) -> list[_Atom] | None:
    """An atom wider than a line, cut where an address may be cut, else between characters. None if it is one character."""
    if len(atom.text) < 2:
        return None
    parts: list[str] = []
    for part in _SOFT_PLACE.split(atom.text):
        parts += [part] if sum(map(width_of, part)) <= room else list(part)
    pieces = [_Atom(parts[0])]
    for part in parts[1:]:
        joined = pieces[-1].text + part
        if _held_together(pieces[-1], part) and sum(map(width_of, joined)) <= room:
            pieces[-1].text = joined
        else:
            pieces.append(_Atom(part))
    pieces[-1].blank = atom.blank
    return pieces
