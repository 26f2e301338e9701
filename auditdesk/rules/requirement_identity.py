"""Is a check item of a newer edition the requirement that an older one was, so that an answer to the old one counts for it?

The words decide: the same words under another number are the same requirement, the same number with other words is a changed one.
Between two schemes of codes nothing is the same, whatever number or words: codes were re-used with another meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from auditdesk.model.rulebook import CheckItem, Edition


class Match(StrEnum):
    """``same``: the answer is taken over. ``changed``: it is shown beside, not taken over. ``none``: nothing answers to it."""

    SAME = "same"
    CHANGED = "changed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Matched:
    """How an older item lives on, and the item that it lives on in (None for ``none``)."""

    match: Match
    item: CheckItem | None


def scheme_of(key: str) -> str:
    """The scheme that an item key bears before its code (``2002:CC-14000-01``); empty = the present one."""
    scheme, colon, _ = key.rpartition(":")
    return scheme if colon else ""


def match_words(key: str, text_hash: str, new_key: str, new_hash: str) -> Match:
    """How the requirement answered under ``key`` with the words of ``text_hash`` stands to the one of ``new_key`` and ``new_hash``."""
    if scheme_of(key) != scheme_of(new_key):
        return Match.NONE
    if text_hash == new_hash:
        return Match.SAME
    return Match.CHANGED if key == new_key else Match.NONE


def match(key: str, text_hash: str, item: CheckItem) -> Match:
    """How the requirement answered under ``key`` with the words of ``text_hash`` stands to ``item``."""
    return match_words(key, text_hash, item.key, item.text_hash)


def matched_in(key: str, text_hash: str, edition: Edition) -> Matched:
    """What became of the requirement in ``edition``: the item with its words (that of its own key first), else that of its key."""
    same = [item for item in edition.items_with_text(text_hash) if match(key, text_hash, item) is Match.SAME]
    if same:
        return Matched(Match.SAME, next((item for item in same if item.key == key), same[0]))
    item = edition.item_or_none(key)
    how = Match.NONE if item is None else match(key, text_hash, item)
    return Matched(how, None if how is Match.NONE else item)
