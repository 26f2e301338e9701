"""Labels of numbered paragraphs: 一、→ (一) → 1、→ (1) in Chinese, 1. → (1) → a. → (a) in English.

Source: the manual of document handling, whose letters write their parentheses half-width; papers for the public keep full-width ones.
"""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    """A whole number from 1 to 999 in Chinese: 十, 十一, 二十, 一百零五, 一百一十."""
    if not 1 <= number <= 999:
        raise ValueError(f"no label for {number}")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    written = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and not tens and ones:
        written += "零"
    if tens:
        written += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    return written + (_DIGITS[ones] if ones else "")


def label(number: int, level: int, language: str, *, half_width: bool = False) -> str:
    """The label of the ``number``-th paragraph of ``level`` (1 to 4)."""
    if language.startswith("en"):
        letter = chr(ord("a") + (number - 1) % 26)
        return (f"{number}. ", f"({number}) ", f"{letter}. ", f"({letter}) ")[level - 1]
    chinese = chinese_number(number)
    opening, closing = ("(", ")") if half_width else ("（", "）")
    return (f"{chinese}、", f"{opening}{chinese}{closing}", f"{number}、", f"{opening}{number}{closing}")[level - 1]
