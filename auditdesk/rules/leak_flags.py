"""Flags: what the guard finds in a paragraph, under an id that stays as long as the words do, with what to say instead."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from auditdesk.model.leaks import Leak
from auditdesk.rules.leak_guard.folding import bare

_OPENING = "，、；：（("
_STOPS = "，、；。：）)（(\n"
_EXAMPLE = re.compile(r"^[，、；]?\s*(如|例如|像是|包括|以)")


@dataclass(frozen=True, slots=True)
class Flag:
    """One leak of a paragraph in one language (``zh`` or ``en``). ``id`` is the same at every run while the words are."""

    id: str
    paragraph: str
    language: str
    leak: Leak


def flags_of(paragraph: str, language: str, leaks: Iterable[Leak]) -> Iterator[Flag]:
    """The flags of one paragraph, by place; the same words twice are two flags."""
    seen: Counter[tuple[str, str]] = Counter()
    for leak in leaks:
        words = leak.kind.value, bare(leak.text)
        seen[words] += 1
        name = "\n".join((paragraph, language, *words, str(seen[words])))
        yield Flag(hashlib.sha256(name.encode()).hexdigest()[:8], paragraph, language, leak)


def without_clause(text: str, start: int, end: int) -> str | None:
    """The text without the clause or the bracket that holds ``text[start:end]``; None where nothing sensible would be left.

    An example in a standard wording (``，如示範丙證券僅保存 180 日``) goes as a whole; what is the sentence itself does not.
    """
    opening = max(text.rfind("（", 0, start), text.rfind("(", 0, start))
    closing = min((place for place in (text.find("）", end), text.find(")", end)) if place >= 0), default=-1)
    if opening >= 0 and closing >= 0 and not re.search(r"[）)]", text[opening:start]):
        return text[:opening] + text[closing + 1 :]
    first = max((text.rfind(sign, 0, start) for sign in _OPENING), default=-1)
    last = next((place for place in range(end, len(text)) if text[place] in _STOPS), len(text))
    if first < 0 or not _EXAMPLE.match(text[first:start] + text[start:end]):
        return None
    left = text[:first] + text[last:]
    return left if len(bare(left)) >= 4 else None


def replaced(text: str, start: int, end: int, words: str) -> str:
    """The text with other words in that place; a blank stays between Latin words."""
    return text[:start] + words + text[end:]
