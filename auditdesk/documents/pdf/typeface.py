"""Cure: a glyph that a font lacks vanishes without a word.

Every character is drawn by the first font of a chain that has it; a character that none has is refused by name before a page is
made.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from auditdesk.documents.pdf.fonts import KAI, LATIN, RARE, SANS, SANS_BOLD, SANS_MEDIUM, ShippedFont, shipped_font
from auditdesk.documents.plain_text import printable
from auditdesk.errors import BadInput

_LETTERS: Final = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xC0, 0x250))))
_SIGNS: Final = frozenset("‘’“”–—…")
"""Signs that Chinese fonts draw as wide as an ideograph and English wants narrow."""
_BREAKS: Final = "\n\t"


class Typeface:
    """A chain of fonts that is drawn with as if it were one; ``latin`` are the characters that the letters' Latin draws instead."""

    def __init__(self, *chain: str, latin: frozenset[str] = frozenset()) -> None:
        self._chain = chain
        self._latin = latin
        self._found: dict[str, tuple[ShippedFont, float]] = {}

    @property
    def first(self) -> str:
        """The name of the font that most is drawn with."""
        return str(shipped_font(self._chain[0]).fontName)

    def _drawn_by(self, character: str) -> tuple[ShippedFont, float]:
        found = self._found.get(character)
        if found is None:
            font = self._first_with(character)
            if font is None:
                raise BadInput("glyph.missing", characters=_named([character]))
            found = self._found[character] = (font, font.advance(character) / 1000)
        return found

    def _first_with(self, character: str) -> ShippedFont | None:
        chain = (LATIN, *self._chain) if character in self._latin else self._chain
        return next((font for font in map(shipped_font, chain) if font.has(character)), None)

    def has(self, character: str) -> bool:
        return character in self._found or self._first_with(character) is not None

    def advance(self, character: str) -> float:
        """The width of a character as a share of the size. Raises BadInput ``glyph.missing``."""
        return self._drawn_by(character)[1]

    def width(self, text: str) -> float:
        """The width of ``text`` as a share of the size."""
        return sum(self._drawn_by(character)[1] for character in text)

    def runs(self, text: str) -> list[tuple[ShippedFont, str, float]]:
        """``text`` in pieces of one font each: font, piece, width as a share of the size."""
        pieces: list[tuple[ShippedFont, str, float]] = []
        drawn: ShippedFont | None = None
        start, used = 0, 0.0
        for place, character in enumerate(text):
            font, width = self._drawn_by(character)
            if font is not drawn:
                if drawn is not None:
                    pieces.append((drawn, text[start:place], used))
                drawn, start, used = font, place, 0.0
            used += width
        if drawn is not None:
            pieces.append((drawn, text[start:], used))
        return pieces


@cache
def sans(language: str) -> Typeface:
    return Typeface(SANS, RARE, KAI, latin=_signs(language))


@cache
def sans_medium(language: str) -> Typeface:
    return Typeface(SANS_MEDIUM, RARE, KAI, latin=_signs(language))


@cache
def sans_bold(language: str) -> Typeface:
    return Typeface(SANS_BOLD, RARE, KAI, latin=_signs(language))


@cache
def kai(language: str) -> Typeface:
    """Kai for ideographs; its own Latin is monospaced and draws the hyphen as a dash, so Latin comes from the letters' one."""
    return Typeface(KAI, RARE, SANS, latin=_LETTERS | _signs(language))


def _signs(language: str) -> frozenset[str]:
    return _SIGNS if language.startswith("en") else frozenset()


def require_glyphs(texts: Iterable[str], typeface: Typeface) -> None:
    """Raises BadInput ``glyph.missing`` (characters) naming every character that no font of the chain has."""
    used = {character for text in texts for character in printable(text) if character not in _BREAKS}
    missing = sorted(character for character in used if not typeface.has(character))
    if missing:
        raise BadInput("glyph.missing", characters=_named(missing))


def _named(characters: Iterable[str]) -> str:
    """``ꯀ (U+ABC0 MEETEI MAYEK LETTER KOK)``: the reader's own fonts may lack it too."""
    return ", ".join(f"{_shown(one)} (U+{ord(one):04X} {unicodedata.name(one, '?')})" for one in characters)


def _shown(character: str) -> str:
    return "\ufffd" if unicodedata.category(character) in ("Cs", "Cc", "Cn") else character
