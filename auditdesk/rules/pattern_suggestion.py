"""Which standard pattern is meant by what somebody typed: two characters of a hurried inspector, or a whole sentence of facts."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auditdesk.model.rulebook import DeficiencyPattern, Edition
from auditdesk.rules.pattern_words import PatternWords, Sayings, latin_words
from auditdesk.rules.search_text import chinese, folded, terms

SHORT = 4
"""Up to so many Chinese characters are names of a thing in any order: a pattern with all of them comes before one without."""
_WEIGHTS = {"wording": 3.0, "standard": 1.2, "items": 0.8, "heading": 0.8}
_SATURATION = 1.2
_CHARACTER = 0.25
_EXPANDED = 0.7
_SAID = 1.0
"""A saying of the field that speaks clearly for a pattern weighs as much as the whole text of the one that fits best by its words."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pattern with how well it fits (higher is better; only the order has a meaning)."""

    pattern: DeficiencyPattern
    fit: float


class PatternIndex:
    """All patterns of an edition, made ready to be found. Built once; asked at each key.

    ``short_forms``: how people in the field say it → how the patterns say it. ``words``: what speaks for a pattern by its id, and against.
    """

    def __init__(
        self,
        patterns: Sequence[DeficiencyPattern],
        item_texts: Mapping[str, str] | None = None,
        short_forms: Mapping[str, Iterable[str]] | None = None,
        words: Mapping[str, PatternWords] | None = None,
    ) -> None:
        self._patterns = tuple(patterns)
        self._sayings = Sayings(tuple(pattern.id for pattern in self._patterns), words or {})
        places: dict[str, dict[int, float]] = defaultdict(dict)
        self._characters: dict[str, dict[int, float]] = defaultdict(dict)
        self._codes: list[str] = []
        for number, pattern in enumerate(self._patterns):
            self._codes.append(folded(f"{pattern.code} {pattern.id}").replace(" ", ""))
            texts = item_texts or {}
            for field, text in (
                ("wording", f"{pattern.wording.zh} {pattern.wording.en}"),
                ("standard", f"{pattern.expected_standard.zh} {pattern.expected_standard.en}"),
                ("heading", f"{pattern.heading.zh} {pattern.heading.en}"),
                ("items", " ".join(texts.get(key, "") for key in pattern.items)),
            ):
                self._enter(number, folded(text), _WEIGHTS[field], places)
        self._term_weights = self._weights(places, 1.0)
        self._sign_weights = self._weights(self._characters, _CHARACTER)
        self._short_forms = tuple(
            (short, bool(chinese(short)), self._weighed(" ".join(folded(long) for long in meant), _EXPANDED))
            for short, meant in ((folded(short), meant) for short, meant in (short_forms or {}).items())
        )

    def _weights(self, found: Mapping[str, Mapping[int, float]], share: float) -> dict[str, tuple[tuple[int, float], ...]]:
        """What stands in the patterns → how much it speaks for each of them: more where few have it."""
        count = max(1, len(self._patterns))
        rarity = {what: share * math.log(1 + count / len(places)) for what, places in found.items()}
        return {
            what: tuple((number, rarity[what] * weight / (weight + _SATURATION)) for number, weight in places.items())
            for what, places in found.items()
        }

    @classmethod
    def of(
        cls,
        edition: Edition,
        short_forms: Mapping[str, Iterable[str]] | None = None,
        words: Mapping[str, PatternWords] | None = None,
    ) -> PatternIndex:
        """The index of an edition's patterns, found by the words of the check items that they touch as well."""
        texts = {item.key: f"{item.summary.zh} {item.summary.en}" for item in edition.items}
        return cls(edition.patterns, texts, short_forms, words)

    def _enter(self, number: int, text: str, weight: float, places: dict[str, dict[int, float]]) -> None:
        for term in terms(text):
            found = places[term]
            found[number] = found.get(number, 0.0) + weight
        for sign in set(chinese(text)):
            signs = self._characters[sign]
            signs[number] = max(signs.get(number, 0.0), weight)

    def suggest(self, typed: str, limit: int = 9) -> tuple[Suggestion, ...]:
        """The best ``limit`` patterns for ``typed``, the best first; empty when nothing fits.

        Width, case, 臺/台 and blanks make no difference; a few Chinese characters are found in any order; a code is found by its digits.
        """
        text = folded(typed)
        if not text:
            return ()
        digits = text.replace(" ", "")
        if digits.isascii() and any(sign.isdigit() for sign in digits):
            named = [number for number, code in enumerate(self._codes) if digits in code]
            if named:
                return tuple(Suggestion(self._patterns[number], 1.0) for number in named[:limit])
        fits = self._weighed(text, 1.0)
        # Chinese short forms stand anywhere; Latin ones as whole words, for ``pt`` stands in ``encrypted`` too.
        parted = f" {latin_words(text)} "
        for short, is_chinese, meant in self._short_forms:
            if short in text if is_chinese else f" {short} " in parted:
                for number, weight in meant.items():
                    fits[number] += weight
        said = self._sayings.points(text)
        measure = _SAID * max(fits.values(), default=1.0)
        for number, points in said.items():
            if points > 0 or number in fits:
                fits[number] = max(0.0, fits.get(number, 0.0) + points * measure)
        wanted = set(chinese(text))
        if 0 < len(wanted) <= SHORT:
            complete = set.intersection(*(set(self._characters.get(sign, {})) for sign in wanted))
            for number in complete:
                fits[number] += 10.0 * min(self._characters[sign][number] for sign in wanted)
        best = sorted(fits, key=lambda number: (-fits[number], number))[:limit]
        return tuple(Suggestion(self._patterns[number], fits[number]) for number in best)

    def _weighed(self, text: str, share: float) -> dict[int, float]:
        """How much the words and signs of a folded text speak for each pattern."""
        fits: dict[int, float] = defaultdict(float)
        for term, times in Counter(terms(text)).items():
            measure = share * min(times, 2)
            for number, weight in self._term_weights.get(term, ()):
                fits[number] += weight * measure
        for sign in dict.fromkeys(chinese(text)):
            for number, weight in self._sign_weights.get(sign, ()):
                fits[number] += weight * share
        return fits
