"""Published tables as somebody outside can reason about them: counts, what is known of the withheld ones, and how they hang together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EntryCounts:
    """One printed line: firms with it, firms it applied to, those that had it before, those that have remedied it.

    ``merged``: patterns rolled up, which are not those of another year's line of that key.
    """

    key: str
    firms: int
    applied: int
    repeats: int
    remedied: int
    merged: bool = False


@dataclass(frozen=True, slots=True)
class SectionCounts:
    """One section; ``by_band`` counts its ``firms`` by capital band."""

    code: str
    firms: int
    applied: int
    by_band: tuple[int, ...]
    entries: tuple[EntryCounts, ...]


@dataclass(frozen=True, slots=True)
class ObservationCounts:
    key: str
    firms: int
    applied: int


@dataclass(frozen=True, slots=True)
class YearCounts:
    """The true counts of one year. ``bands``: audited firms by capital band; ``threshold``: counts of fewer firms are withheld."""

    year: int
    threshold: int
    audited: int
    bands: tuple[int, ...]
    findings: int
    sections: tuple[SectionCounts, ...]
    observations: tuple[ObservationCounts, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One count. ``shown`` None = withheld; then ``values`` are all it can be for one who knows the rule by which it was withheld."""

    key: str
    shown: int | None
    values: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """``low`` ≤ Σ coefficient × count ≤ ``high`` (None = no bound): what holds between counts by their meaning."""

    terms: tuple[tuple[str, int], ...]
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Published:
    """The tables of one notice as they are printed.

    ``total``: key of the count of findings; ``parts``: the lines it is made of; ``sections``: code → keys of its lines' counts of firms.
    """

    year: int
    threshold: int
    cells: tuple[Cell, ...]
    links: tuple[Link, ...]
    total: str
    parts: tuple[str, ...]
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def figures(self) -> Mapping[str, int | None]:
        """Each count by its key, None where withheld."""
        return {cell.key: cell.shown for cell in self.cells}

    def withheld(self) -> frozenset[str]:
        return frozenset(cell.key for cell in self.cells if cell.shown is None)


@dataclass(frozen=True, slots=True)
class Release:
    """A notice that an outsider has beside the one in question: another version of its year, or the notice of the year before or after.

    ``mark`` stands before its keys where several are looked at together; ``truths`` (inside only) tell which withheld counts stayed the
    same from version to version, which the words of a correction may give away.
    """

    mark: str
    tables: Published
    truths: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ProvenCell:
    """A withheld count and two values it can have for an outsider, perhaps among others; the same where there is one only.

    ``published``: another version of the year shows the one value it can have, so that finding it tells nothing new.
    """

    key: str
    low: int
    high: int
    published: bool = False

    @property
    def told(self) -> bool:
        """It can be one value only, which was not published."""
        return self.low == self.high and not self.published


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome of the search over all tables together. ``ok``: no withheld count can be told."""

    cells: tuple[ProvenCell, ...]

    @property
    def ok(self) -> bool:
        return not self.told

    @property
    def told(self) -> tuple[str, ...]:
        return tuple(cell.key for cell in self.cells if cell.told)
