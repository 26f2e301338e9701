"""The least capital a securities firm may have, as a check on what a list says.

Source: the standards for securities firms as of 2025-05-08 (underwriters and dealers NT$400 million, brokers NT$200 million, brokers of
special kinds NT$50 million). Earlier minima were not found, so only amounts far below the least of them are doubted.
"""

from __future__ import annotations

from typing import Final

LOWEST_MINIMUM: Final = 50_000_000
"""NT$. The least minimum of any kind of firm."""
HIGHEST_LIKELY: Final = 1_000_000_000_000
"""NT$. Several times the capital of the largest firm."""


def doubt_about(amount: int) -> str | None:
    """What is doubtful about a capital in NT$: ``amount.unit_slip`` when a thousand times more (or less) would be likely,
    ``amount.below_minimum`` when it is too small even so; None when nothing is. Zero is not doubted here."""
    if amount >= HIGHEST_LIKELY or LOWEST_MINIMUM <= amount * 1000 < LOWEST_MINIMUM * 1000:
        return "amount.unit_slip"
    return "amount.below_minimum" if 0 < amount < LOWEST_MINIMUM else None
