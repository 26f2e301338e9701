"""Bands of capital: the one that holds an amount, and what may be wrong with a table of them.

Source: the exchange's tables of 2019-10-25. A band holds its ``minimum`` (以上) and not its ``below`` (未達). Amounts are integer NT$.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from auditdesk.errors import Refused


class Bounded(Protocol):
    """Whatever has a lower bound (in) and an upper bound (out; None = open)."""

    @property
    def minimum(self) -> int: ...

    @property
    def below(self) -> int | None: ...


B = TypeVar("B", bound=Bounded)


@dataclass(frozen=True, slots=True)
class BandFault:
    """What is wrong with the band at ``index`` (from 0), and the bound that would have been right, where there is one."""

    code: str
    index: int
    expected: int | None = None


def holds(band: Bounded, amount: int) -> bool:
    """Whether the amount lies in the band."""
    return band.minimum <= amount and (band.below is None or amount < band.below)


def band_of(bands: Sequence[B], amount: int) -> B:
    """The one band that holds ``amount``. Raises Refused ``capital.in_no_band``: only for less than nothing, when the table is sound."""
    for band in bands:
        if holds(band, amount):
            return band
    raise Refused("capital.in_no_band", amount_ntd=amount)


def faults_of(bands: Sequence[Bounded]) -> Iterator[BandFault]:
    """What keeps a table from holding every amount from 0 on exactly once, in the order of its bands."""
    if not bands:
        yield BandFault("rulebook.bands_missing", 0)
        return
    if bands[0].minimum != 0:
        yield BandFault("rulebook.bands_start", 0, expected=0)
    for index, band in enumerate(bands):
        if band.below is not None and band.below <= band.minimum:
            yield BandFault("rulebook.band_holds_nothing", index)
        if index:
            yield from _seam(bands[index - 1], band, index)
    if bands[-1].below is not None:
        yield BandFault("rulebook.bands_end", len(bands) - 1)


def _seam(before: Bounded, band: Bounded, index: int) -> Iterator[BandFault]:
    if band.minimum < before.minimum:
        yield BandFault("rulebook.bands_unsorted", index, expected=before.below)
    elif before.below is None or band.minimum < before.below:
        yield BandFault("rulebook.bands_overlap", index, expected=before.below)
    elif band.minimum > before.below:
        yield BandFault("rulebook.bands_gap", index, expected=before.below)
