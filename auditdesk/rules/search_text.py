"""Text as it is searched: width, case, 臺/台, blanks and punctuation make no difference; Chinese is looked up by its characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from operator import add

_WRITTEN_ALIKE = str.maketrans({"臺": "台", "裡": "裏", "着": "著", "群": "羣", "峯": "峰"})
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CHINESE_RUN = re.compile(f"{_CHINESE.pattern}+")
_INVISIBLE = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
"""Signs of Unicode's class Cf: they are written and not seen."""
_STEM = 6
"""Latin words are looked up by so many letters: ``password`` finds ``passwords``."""
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Words of ``text`` in one spelling, parted by single blanks: NFKC, small letters, no punctuation, no invisible signs."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_WRITTEN_ALIKE)
    return " ".join(_WORD.findall(_INVISIBLE.sub("", plain)))


def chinese(text: str) -> tuple[str, ...]:
    """The Chinese characters of ``text``, in their order, with repeats."""
    return tuple(_CHINESE.findall(text))


def terms(text: str) -> Iterator[str]:
    """What a folded text is looked up by: each pair of neighbouring Chinese characters, the beginning of each Latin word or number.

    A Chinese character that stands alone between others is a term itself.
    """
    for run in _CHINESE_RUN.findall(text):
        if len(run) == 1:
            yield run
        else:
            yield from map(add, run, run[1:])
    for part in _CHINESE_RUN.sub(" ", text).split():
        yield part[:_STEM]


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
