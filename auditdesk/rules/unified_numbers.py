"""The check digit of unified business numbers (統一編號).

Source: the tax authority's rule, weights 1 2 1 2 1 2 4 1; until 2023-03-31 the sum had to be divisible by 10, for numbers given out
since then by 5. A seventh digit of 7 leaves a choice of one.
"""

from __future__ import annotations

from typing import Final

_WEIGHTS: Final = (1, 2, 1, 2, 1, 2, 4, 1)


def doubt_about_number(number: str) -> str | None:
    """``unified_number.check_digit`` when eight digits fit neither rule, ``unified_number.unreadable`` when they are not eight digits.

    The newer rule holds every number that the older one holds.
    """
    if len(number) != 8 or not (number.isascii() and number.isdigit()):
        return "unified_number.unreadable"
    products = (int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=True))
    total = sum(product // 10 + product % 10 for product in products)
    return None if total % 5 == 0 or (number[6] == "7" and (total + 1) % 5 == 0) else "unified_number.check_digit"
