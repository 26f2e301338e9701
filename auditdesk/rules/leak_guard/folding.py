"""Texts without their disguises: width, case, short forms, look-alikes, blanks and unseen signs gone; each sign knows its place."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from auditdesk.rules.leak_guard.variants import ALSO_NAMES, READ_AS, READ_AS_CAPITAL, UNSEEN

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
        for sign in _plain(original):
            plain = _NUMERALS.get(sign, sign) if numerals else sign
            if plain.isalnum() or plain in keep:
                signs.append(plain if keep else ALSO_NAMES.get(plain, plain))
                places.append(place)
    return Folded("".join(signs), tuple(places))


def bare(text: str) -> str:
    """Only the folded signs."""
    return folded(text).signs


@cache
def _plain(original: str) -> tuple[str, ...]:
    """What one sign is read as, without accents."""
    if original in READ_AS_CAPITAL:
        return (READ_AS_CAPITAL[original],)
    read = (READ_AS.get(sign, sign) for sign in unicodedata.normalize("NFKD", original).casefold())
    return tuple(
        str(unicodedata.digit(sign)) if sign.isdigit() else sign
        for sign in read
        if sign not in UNSEEN and not unicodedata.combining(sign)
    )
