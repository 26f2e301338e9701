"""Texts without their disguises: width, case, 臺/台, blanks, punctuation and invisible signs gone, each sign knowing where it stood."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_ALIKE = {"臺": "台", "证": "證", "劵": "券", "綫": "線", "羣": "群", "峯": "峰"}
_LOOKS_LATIN = dict(zip("авеԁһіјкмнорԛѕтухԝαεηικμνορτυχ", "abedhijkmhopqstyxwaenikmvoptux", strict=True))
"""Cyrillic and Greek letters that are read as Latin ones. No notice has a word in them."""
_NUMERALS = dict(zip("〇零○一二三四五六七八九壹貳參肆伍陸柒捌玖", "000123456789123456789", strict=True))


@dataclass(frozen=True, slots=True)
class Folded:
    """``signs[n]`` stood at ``places[n]`` of the original text."""

    signs: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``signs[start:end]`` stands in the original text, as a half-open range."""
        return self.places[start], self.places[end - 1] + 1


def folded(text: str, *, numerals: bool = False, keep: str = "") -> Folded:
    """Letters and digits only, in one width and case; with ``numerals`` Chinese digits become 0–9. Signs in ``keep`` stay."""
    signs: list[str] = []
    places: list[int] = []
    for place, original in enumerate(text):
        for sign in unicodedata.normalize("NFKC", original).casefold():
            plain = _ALIKE.get(sign) or _LOOKS_LATIN.get(sign, sign)
            if numerals:
                plain = _NUMERALS.get(plain, plain)
            if plain.isalnum() or plain in keep:
                signs.append(plain)
                places.append(place)
    return Folded("".join(signs), tuple(places))


def bare(text: str) -> str:
    """Only the folded signs."""
    return folded(text).signs
