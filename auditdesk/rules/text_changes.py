"""Two texts compared word by word: what went and what came."""

from __future__ import annotations

import difflib
import re

Runs = list[tuple[str, bool]]
"""A text in pieces, each with whether it differs from the other text."""

_PIECE = re.compile(r"[A-Za-z0-9_.,'-]+|\s+|.", re.DOTALL)


def pieces(text: str) -> list[str]:
    """The text cut into what is compared: Latin words, blanks, single Chinese characters. Joined again it is the text."""
    return _PIECE.findall(text)


def turns(before: list[str], after: list[str]) -> list[tuple[str, int, int, int, int]]:
    """``equal``, ``delete``, ``insert``, ``replace`` with the ends (exclusive) in both lists, as difflib tells them."""
    return list(difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes())


def marked(before: str, after: str) -> tuple[Runs, Runs]:
    """Both texts as runs with whether they differ from the other."""
    old, new = pieces(before), pieces(after)
    left: Runs = []
    right: Runs = []
    for turn, i1, i2, j1, j2 in turns(old, new):
        if i2 > i1:
            left.append(("".join(old[i1:i2]), turn != "equal"))
        if j2 > j1:
            right.append(("".join(new[j1:j2]), turn != "equal"))
    return left, right
