"""One field (or group of fields that belong together) changed in several places: which value holds, or that people must choose.

The result depends on the set of contributions alone, never on the order in which they came home, and on no clock: what one place did
not know of when it wrote, stands beside what it wrote.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass

_OFFICE = "!"


def office_origin(number: int) -> str:
    """The origin of what was changed at the office itself, the ``number``-th time since the first check-out (0 …); sorts first."""
    return f"{_OFFICE}{number:06d}"


def is_office(origin: str) -> bool:
    """Whether it was changed at the office itself."""
    return origin.startswith(_OFFICE)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one place made of a value it had started from.

    ``origin``: the check-out it came home from, the settlement of a clash, or ``office_origin``. ``knew``: the origins whose contributions
    were already merged when this place started, so that it built on them. ``decides``: a person chose this value in a clash, be it the
    one there was at the beginning.
    """

    origin: str
    base: Hashable
    value: Hashable
    knew: frozenset[str] = frozenset()
    decides: bool = False

    @property
    def counts(self) -> bool:
        """Whether anything was made of the base here."""
        return self.decides or self.value != self.base


@dataclass(frozen=True, slots=True)
class Merged:
    """``value`` is what the record carries; with more than one of ``contenders`` it waits for a decision.

    ``contenders``: for each value that still stands, the contribution that brought it first in the order of origins (the office's
    before any other); the first of them is the one whose value is carried meanwhile.
    """

    value: Hashable
    contenders: tuple[Contribution, ...]

    @property
    def clashes(self) -> bool:
        return len(self.contenders) > 1


def _built_on(later: Contribution, earlier: Contribution) -> bool:
    """Whether ``later`` was written in the knowledge of ``earlier``.

    What the office changed by hand has no check-in of its own: who started from the value it left, knew it.
    """
    if later is earlier:
        return False
    if earlier.origin in later.knew:
        return True
    return is_office(earlier.origin) and not is_office(later.origin) and later.base == earlier.value


def merge_field(base: Hashable, contributions: Collection[Contribution]) -> Merged:
    """The value that follows from everything that was made of ``base``.

    A contribution that another was built on has had its say. Equal values agree. What left its base as it was is no contribution.
    """
    real = [one for one in contributions if one.counts]
    standing = [one for one in real if not any(_built_on(other, one) for other in real)]
    first: dict[Hashable, Contribution] = {}
    for one in sorted(standing, key=lambda each: each.origin):
        first.setdefault(one.value, one)
    contenders = tuple(first.values())
    return Merged(contenders[0].value if contenders else base, contenders)
