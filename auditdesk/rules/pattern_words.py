"""How the field says what a pattern means: sayings in data, and which of them stand in a text.

A saying is parts that must all stand in the text, each part given in one or more ways. It tells more the more parts it has, and less
the more patterns share it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from auditdesk.rules.search_text import chinese, folded

_MORE_PARTS = 0.55
_REPEATED = 0.35
_AGAINST = 0.6
_MOST_AGAINST = 2

Saying = tuple[tuple[str, ...], ...]
"""Parts that must all stand in the text, each with the ways it is said."""


@dataclass(frozen=True, slots=True)
class PatternWords:
    """What speaks for one pattern and what against it; ``why`` tells the pattern from its neighbours."""

    why: str
    says: tuple[Saying, ...]
    unless: tuple[str, ...] = ()


class Sayings:
    """The sayings of all patterns, made ready to be looked for in a text. A pattern is named by its place in ``patterns``."""

    def __init__(self, patterns: tuple[str, ...], words: Mapping[str, PatternWords]) -> None:
        known = {pattern: words[pattern] for pattern in patterns if pattern in words}
        shared = Counter(
            way for one in known.values() for way in {folded(way) for saying in one.says for part in saying for way in part}
        )
        every = math.log(1 + max(1, len(known)))
        self._rarity = {way: math.log(1 + len(known) / count) / every for way, count in shared.items()}
        self._ways = tuple((way, bool(chinese(way))) for way in shared)
        self._against = tuple(
            (way, bool(chinese(way))) for way in {folded(way) for one in known.values() for way in one.unless} - set(shared)
        )
        self._patterns = tuple(
            (
                number,
                tuple(tuple(tuple(folded(way) for way in part) for part in saying) for saying in known[pattern].says),
                frozenset(folded(way) for way in known[pattern].unless),
            )
            for number, pattern in enumerate(patterns)
            if pattern in known
        )

    def points(self, text: str) -> dict[int, float]:
        """Places of the patterns that something in the folded ``text`` speaks for or against → how much (below nought: against)."""
        standing = self._standing(text)
        if not standing:
            return {}
        found: dict[int, float] = {}
        for number, says, unless in self._patterns:
            told = sorted((self._told(saying, standing) for saying in says), reverse=True)
            points = told[0] + _REPEATED * sum(told[1:4]) if told else 0.0
            points -= _AGAINST * min(_MOST_AGAINST, len(unless & standing))
            if points:
                found[number] = points
        return found

    def _standing(self, text: str) -> frozenset[str]:
        joined = text.replace(" ", "")
        parted = f" {latin_words(text)} "
        return frozenset(
            way
            for way, is_chinese in (*self._ways, *self._against)
            if (way.replace(" ", "") in joined if is_chinese else f" {way} " in parted)
        )

    def _told(self, saying: Saying, standing: frozenset[str]) -> float:
        told = 0.0
        for part in saying:
            best = max((self._rarity[way] for way in part if way in standing), default=0.0)
            if not best:
                return 0.0
            told += best
        return told / len(saying) * (1 + _MORE_PARTS * (len(saying) - 1))


def latin_words(text: str) -> str:
    """The Latin words and numbers of a folded text, parted by single blanks."""
    return " ".join("".join(sign if sign.isascii() else " " for sign in text).split())
