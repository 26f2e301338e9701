"""Two texts made of one: joined where the changes keep out of each other's way, else both said one after the other.

The joined text is a proposal that a person reads and mends. Nothing that either side added is ever left out of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditdesk.rules.text_changes import pieces, turns


@dataclass(frozen=True, slots=True)
class Joined:
    """``overlaps``: both sides changed the same words, so that the text says them one after the other and must be read."""

    text: str
    overlaps: bool


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Pieces ``start`` to ``end`` (exclusive) of the base became ``new``."""

    start: int
    end: int
    new: tuple[str, ...]


def join_texts(base: str, one: str, other: str) -> Joined:
    """The changes of ``one`` and of ``other`` against ``base`` in one text.

    Changes in different places are both taken. Where they touch, what ``one`` has comes first and then what ``other`` has, unless they
    say the same. Giving ``other`` before ``one`` changes only that order.
    """
    if one == other or other == base:
        return Joined(one, False)
    if one == base:
        return Joined(other, False)
    source = pieces(base)
    told: list[str] = []
    overlaps = False
    position = 0
    for left, right in _areas(_hunks(source, pieces(one)), _hunks(source, pieces(other))):
        start = min(hunk.start for hunk in (*left, *right))
        end = max(hunk.end for hunk in (*left, *right))
        told.extend(source[position:start])
        position = end
        first, second = _applied(source, left, start, end), _applied(source, right, start, end)
        if not right or first == second:
            told.extend(first)
        elif not left:
            told.extend(second)
        else:
            overlaps = True
            told.extend(_both(first, second))
    told.extend(source[position:])
    return Joined("".join(told), overlaps)


def _hunks(source: list[str], made: list[str]) -> list[_Hunk]:
    return [_Hunk(i1, i2, tuple(made[j1:j2])) for turn, i1, i2, j1, j2 in turns(source, made) if turn != "equal"]


def _areas(left: list[_Hunk], right: list[_Hunk]) -> Iterator[tuple[list[_Hunk], list[_Hunk]]]:
    """Hunks of both sides that touch each other, together, in the order of the base."""
    waiting = sorted(
        [(hunk.start, hunk.end, 0, hunk) for hunk in left] + [(hunk.start, hunk.end, 1, hunk) for hunk in right], key=_order
    )
    area: tuple[list[_Hunk], list[_Hunk]] = ([], [])
    reach = -1
    for start, end, side, hunk in waiting:
        if reach >= 0 and start > reach:
            yield area
            area, reach = ([], []), -1
        area[side].append(hunk)
        reach = max(reach, end)
    if reach >= 0:
        yield area


def _order(found: tuple[int, int, int, _Hunk]) -> tuple[int, int, int]:
    return found[:3]


def _applied(source: list[str], hunks: list[_Hunk], start: int, end: int) -> list[str]:
    """The base from ``start`` to ``end`` as one side has it."""
    told: list[str] = []
    position = start
    for hunk in hunks:
        told.extend(source[position : hunk.start])
        told.extend(hunk.new)
        position = hunk.end
    told.extend(source[position:end])
    return told


def _both(first: list[str], second: list[str]) -> list[str]:
    """One after the other, on lines of their own where they are more than a few words."""
    if not first or not second:
        return first or second
    between = "\n" if len(first) + len(second) > 12 else " "
    return [*first, between, *second]
