"""Two texts against each other, word by word; a Chinese character is a word of its own."""

from __future__ import annotations

import difflib
import re

from auditdesk.model.review_rows import WordRun

_PIECE = re.compile(r"[A-Za-z0-9_.,'-]+|\s+|.", re.DOTALL)
_MOST = 2_000
"""Pieces of one side that are still compared one by one; beyond it what differs is told as one piece."""


def pieces(text: str) -> list[str]:
    """The text cut into what is compared; joined again it is the text."""
    return _PIECE.findall(text)


def word_runs(before: str, after: str) -> tuple[WordRun, ...]:
    """Both texts in one row: what is the same, what was removed, what was added. The same runs give back either text."""
    old, new = pieces(before), pieces(after)
    front = _alike(old, new)
    back = _alike(old[front:][::-1], new[front:][::-1])
    runs = [("same", old[:front])]
    inner_old, inner_new = old[front : len(old) - back], new[front : len(new) - back]
    if max(len(inner_old), len(inner_new)) > _MOST:
        runs += [("removed", inner_old), ("added", inner_new)]
    else:
        matcher = difflib.SequenceMatcher(None, inner_old, inner_new, autojunk=False)
        for turn, i1, i2, j1, j2 in matcher.get_opcodes():
            runs += (
                [("same", inner_old[i1:i2])] if turn == "equal" else [("removed", inner_old[i1:i2]), ("added", inner_new[j1:j2])]
            )
    runs.append(("same", old[len(old) - back :]))
    return _joined(runs)


def _alike(old: list[str], new: list[str]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _joined(runs: list[tuple[str, list[str]]]) -> tuple[WordRun, ...]:
    found: list[WordRun] = []
    for change, words in runs:
        text = "".join(words)
        if text and found and found[-1].change == change:
            found[-1] = WordRun(found[-1].text + text, change)
        elif text:
            found.append(WordRun(text, change))
    return tuple(found)
