"""Numbers written in Chinese characters."""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = {
    sign: value
    for value, signs in enumerate(("零〇○", "一壹", "二貳兩", "三參", "四肆", "五伍", "六陸", "七柒", "八捌", "九玖"))
    for sign in signs
}
_TENS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
SIGNS: Final = "零〇○一二兩三四五六七八九十百千萬壹貳參肆伍陸柒捌玖拾佰仟"
_SPOKEN = re.compile(rf"[{SIGNS}]+")


def chinese_number(text: str) -> int | None:
    """The value of ``三十七``, ``一千二百八十四``, ``一二八四`` or ``十``; None when it is no number."""
    if not _SPOKEN.fullmatch(text):
        return None
    if all(sign in _DIGITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total = below = digit = 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign == "萬":
            total, below, digit = total + (below + digit) * 10_000, 0, 0
        else:
            below += (digit or 1) * _TENS[sign]
            digit = 0
    return total + below + digit
