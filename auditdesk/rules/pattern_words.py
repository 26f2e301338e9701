"""How the field says what a pattern means: sayings in data, and which of them stand in a text.

A saying is parts that must all stand in the text, each part given in one or more ways. It tells more the more parts it has, and less
the more patterns share it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from operator import add

from auditdesk.rules.search_text import chinese, folded

_LATIN = re.compile(r"[!-~]+")
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
        known = {number: words[pattern] for number, pattern in enumerate(patterns) if pattern in words}
        shared = Counter(
            way for one in known.values() for way in {folded(way) for saying in one.says for part in saying for way in part}
        )
        every = math.log(1 + max(1, len(known)))
        self._rarity = {way: math.log(1 + len(known) / count) / every for way, count in shared.items()}
        self._sayings: list[tuple[int, int]] = []
        """Of each saying its pattern and how many parts it has."""
        self._for: dict[str, list[tuple[int, int]]] = {}
        """Of each way the sayings and the parts of them that it stands for."""
        self._against: dict[str, list[int]] = {}
        for number, one in known.items():
            for saying in one.says:
                for place, part in enumerate(saying):
                    for way in part:
                        self._for.setdefault(folded(way), []).append((len(self._sayings), place))
                self._sayings.append((number, len(saying)))
            for way in {folded(way) for way in one.unless}:
                self._against.setdefault(way, []).append(number)
        ways = tuple(dict.fromkeys((*self._for, *self._against)))
        # Chinese ones by their first two signs: of a thousand ways a sentence holds the beginning of a few.
        self._chinese: dict[str, list[tuple[str, str]]] = {}
        for way in ways:
            if chinese(way):
                sought = way.replace(" ", "")
                self._chinese.setdefault(sought[:2], []).append((way, sought))
        self._latin = tuple((way, f" {way} ") for way in ways if not chinese(way))

    def points(self, text: str) -> dict[int, float]:
        """Places of the patterns that something in the folded ``text`` speaks for or against → how much (below nought: against)."""
        standing = self._standing(text)
        parts: dict[int, dict[int, float]] = {}
        for way in standing:
            rarity = self._rarity.get(way, 0.0)
            for saying, place in self._for.get(way, ()):
                found = parts.setdefault(saying, {})
                found[place] = max(found.get(place, 0.0), rarity)
        told: dict[int, list[float]] = {}
        for saying, found in parts.items():
            number, wanted = self._sayings[saying]
            if len(found) == wanted:
                told.setdefault(number, []).append(sum(found.values()) / wanted * (1 + _MORE_PARTS * (wanted - 1)))
        against = Counter(number for way in standing for number in self._against.get(way, ()))
        points: dict[int, float] = {}
        for number in {*told, *against}:
            best = sorted(told.get(number, ()), reverse=True)
            points[number] = sum(best[:1]) + _REPEATED * sum(best[1:4]) - _AGAINST * min(_MOST_AGAINST, against[number])
        return {number: weight for number, weight in sorted(points.items()) if weight}

    def _standing(self, text: str) -> list[str]:
        joined, parted = text.replace(" ", ""), f" {latin_words(text)} "
        begun = dict.fromkeys((*map(add, joined, joined[1:]), *joined))
        return [
            *(way for pair in begun for way, sought in self._chinese.get(pair, ()) if sought in joined),
            *(way for way, sought in self._latin if sought in parted),
        ]


def latin_words(text: str) -> str:
    """The Latin words and numbers of a folded text, parted by single blanks."""
    return " ".join(_LATIN.findall(text))
