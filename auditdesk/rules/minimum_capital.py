"""Amounts that look as if they were told in another unit: a check on what a list or a person says, never a refusal.

Source of the minimum: the standards for securities firms as of 2025-05-08 (underwriters and dealers NT$400 million, brokers NT$200
million, brokers of special kinds NT$50 million). Earlier minima were not found, so only amounts below the least of them are doubted.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import Final

LOWEST_MINIMUM: Final = 50_000_000
"""NT$. The least minimum of any kind of firm."""
HIGHEST_LIKELY: Final = 1_000_000_000_000
"""NT$. Several times the capital of the largest firm."""
UNITS: Final = (1, 10**3, 10**4, 10**8)
"""元, 仟元, 萬元, 億元."""
SLIPS: Final = tuple(sorted({larger // smaller for smaller, larger in permutations(UNITS, 2) if larger > smaller}))
"""By how much an amount is wrong when one unit is taken for another."""
_NO_CHANGE_OF_CAPITAL: Final = 500
"""No firm's capital grows or shrinks by so much; half of the least slip that is more than tenfold."""


@dataclass(frozen=True, slots=True)
class AmountDoubt:
    """``code`` names the question; ``likely`` is the amount (NT$) in the unit that was probably meant, ``before`` what was known."""

    code: str
    likely: int
    before: int | None = None


def doubt_about(amount: int, before: int | None = None) -> AmountDoubt | None:
    """What is doubtful about an amount in NT$ when the firm had ``before`` on the day before (None or 0: not known).

    ``amount.unit_slip_before``: a unit taken for another explains the change, which nothing else would: it is five hundred times as
    much or more, a five-hundredth or less, or exactly ten times or a tenth (仟元 for 萬元). ``amount.unit_slip``: below the least legal
    minimum, or beyond every firm's capital. None when nothing is doubtful; zero is not doubted here.
    """
    if amount <= 0:
        return None
    if before and amount != before:
        larger, smaller = max(amount, before), min(amount, before)
        if larger >= smaller * _NO_CHANGE_OF_CAPITAL or larger == smaller * 10:
            likely = min(_readings(amount), key=lambda reading: abs(reading - before))
            return AmountDoubt("amount.unit_slip_before", likely, before)
    if amount < LOWEST_MINIMUM:
        return AmountDoubt("amount.unit_slip", next(amount * slip for slip in SLIPS[1:] if amount * slip >= LOWEST_MINIMUM))
    if amount >= HIGHEST_LIKELY:
        return AmountDoubt("amount.unit_slip", next((amount // s for s in SLIPS[1:] if amount // s < HIGHEST_LIKELY), amount))
    return None


def _readings(amount: int) -> tuple[int, ...]:
    """The amount as it would be in every other unit."""
    return (*(amount * slip for slip in SLIPS), *(amount // slip for slip in SLIPS))
