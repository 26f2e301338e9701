"""Text as it is searched: width, case, 臺/台, blanks and punctuation make no difference; Chinese is looked up by its characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WRITTEN_ALIKE = str.maketrans({"臺": "台", "裡": "裏", "着": "著", "群": "羣", "峯": "峰"})
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_STEM = 6
"""Latin words are looked up by so many letters: ``password`` finds ``passwords``."""
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Words of ``text`` in one spelling, parted by single blanks: NFKC, small letters, no punctuation, no invisible signs."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_WRITTEN_ALIKE)
    visible = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    return " ".join(_WORD.findall(visible))


def chinese(text: str) -> tuple[str, ...]:
    """The Chinese characters of ``text``, in their order, with repeats."""
    return tuple(_CHINESE.findall(text))


def terms(text: str) -> Iterator[str]:
    """What a folded text is looked up by: each pair of neighbouring Chinese characters, the beginning of each Latin word or number.

    A Chinese character that stands alone between others is a term itself.
    """
    for word in text.split():
        run = ""
        for sign in [*word, ""]:
            if sign and _CHINESE.match(sign):
                run += sign
                continue
            if len(run) == 1:
                yield run
            yield from (run[place : place + 2] for place in range(len(run) - 1))
            run = ""
        yield from (part[:_STEM] for part in _CHINESE.sub(" ", word).split())


def grams(text: str) -> str:
    """A folded text as overlapping pairs of characters, each word's last character after them: what a substring index keeps.

    Any substring of a word is then a run of neighbouring pairs, and a single character the beginning of one.
    """
    return " ".join(pair for word in text.split() for pair in (*(word[at : at + 2] for at in range(len(word) - 1)), word[-1]))


def gram_query(typed: str) -> str:
    """The query for texts that hold each word of ``typed`` somewhere, in any order; empty for nothing to look for."""
    words = dict.fromkeys(folded(typed).split())
    return " AND ".join(
        f'"{word}"*' if len(word) == 1 else '"' + " ".join(word[at : at + 2] for at in range(len(word) - 1)) + '"'
        for word in words
    )
