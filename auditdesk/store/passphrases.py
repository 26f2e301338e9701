"""Which passphrases are strong enough, and the printed recovery code. Asked when one is set, never when one unlocks."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from auditdesk.errors import Refused

MINIMUM_PASSPHRASE = 12
OFFICE_WORDS = (
    "auditdesk",
    "audit",
    "inspector",
    "twse",
    "tpex",
    "證交所",
    "櫃買中心",
    "查核",
    "稽核",
    "資安",
    "資通安全",
    "證券",
)
"""What everybody in the office would try first."""
_JUDGED = 72
"""The guessing model takes longer the longer the text; a longer one is strong by its beginning or not by its end."""
_ENOUGH = 8.0
"""Powers of ten of guesses: the model's third of four grades."""
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_REASONS = {
    "repeat": "passphrase.repeats",
    "sequence": "passphrase.sequence",
    "spatial": "passphrase.keyboard",
    "date": "passphrase.date",
    "regex": "passphrase.date",
}


def check_passphrase(passphrase: str, known: Iterable[str] = ()) -> None:
    """Whether it may be set. ``known`` are words others know of the person: login, name.

    Raises Refused ``passphrase.short`` under 12 characters, ``passphrase.simple`` for one that repeats a few characters, else the
    reason why it can be guessed: ``passphrase.common``, ``.yours``, ``.repeats``, ``.sequence``, ``.keyboard``, ``.date``, ``.guessable``.
    """
    if len(passphrase) < MINIMUM_PASSPHRASE:
        raise Refused("passphrase.short", minimum=MINIMUM_PASSPHRASE)
    if len(set(passphrase)) < 5:
        raise Refused("passphrase.simple")
    words = [word for word in (*known, *OFFICE_WORDS) if len(word) > 1]
    # The model thinks many words in a row hard to guess, also when each of them is the first one tries here.
    if _without(passphrase, words) * 3 <= len(passphrase):
        raise Refused("passphrase.yours")
    from zxcvbn import zxcvbn

    judged = zxcvbn(passphrase[:_JUDGED], words, max_length=_JUDGED)
    parts = judged["sequence"]
    if float(judged["guesses_log10"]) + _ideographs(parts) < _ENOUGH:
        raise Refused(_reason(parts))


def _without(passphrase: str, words: Iterable[str]) -> int:
    """How many letters are left without these words."""
    left = passphrase.casefold()
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word.casefold(), " ")
    return sum(1 for letter in left if letter.isalnum())


def _ideographs(parts: Sequence[Mapping[str, Any]]) -> float:
    """What the model misses: it takes a Chinese character that is in no list for one of ten, not of some thousands."""
    return 2.0 * sum(1 for part in parts if part["pattern"] == "bruteforce" for letter in part["token"] if ord(letter) >= 0x3400)


def _reason(parts: Sequence[Mapping[str, Any]]) -> str:
    """The code of the pattern that covers most of it."""
    told: dict[str, int] = {}
    for part in parts:
        pattern = str(part["pattern"])
        if pattern == "bruteforce":
            continue
        code = _REASONS.get(pattern, "passphrase.guessable")
        if pattern == "dictionary":
            code = "passphrase.yours" if part["dictionary_name"] == "user_inputs" else "passphrase.common"
        told[code] = told.get(code, 0) + len(part["token"])
    return max(told, key=lambda code: told[code]) if told else "passphrase.guessable"


def new_recovery_code() -> str:
    """160 random bits as base32 in eight groups of four, without letters that look like digits."""
    code = "".join(secrets.choice(_CROCKFORD) for _ in range(32))
    return "-".join(code[start : start + 4] for start in range(0, 32, 4))


def plain_recovery_code(typed: str) -> str:
    """The code as typed by a person: blanks, hyphens, case and look-alike letters don't matter."""
    folded = typed.upper().translate(str.maketrans("OILU", "011V"))
    return "".join(letter for letter in folded if letter in _CROCKFORD)
