"""Is it the same failing as before: the same firm and the same requirement in an earlier year.

The same requirement is the same words, under whatever number and edition, or the same standard pattern (after merging and splitting of
patterns, by ``same_failing``). Between two schemes of codes nothing is the same, since codes were re-used with another meaning.
Only findings that a second person has accepted count as earlier ones; which those are is the choice of who gathers ``among``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from auditdesk.rules.requirement_identity import scheme_of


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A finding as far as repeats go. ``pattern`` and ``text_hash`` may be empty; ``scheme`` names the meaning of its codes."""

    uid: str
    number: str
    firm_uid: str
    year: int
    pattern: str
    text_hash: str = ""
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier finding of the same requirement, by its ``words``, its ``pattern``, or ``both``."""

    finding: Occurrence
    by: str


SameFailing = Callable[[str, int], Collection[str]]
"""Pattern and year of a finding → the patterns under which an earlier finding is the same failing (itself and what it came from)."""


def only_itself(pattern: str, year: int) -> Collection[str]:
    """No pattern was merged or split."""
    return (pattern,)


def scheme_for(item_key: str | None, edition_scheme: str = "") -> str:
    """The scheme of a finding's codes: its item's, else that of the edition it was recorded under."""
    return scheme_of(item_key) if item_key else edition_scheme


class EarlierFindings:
    """Findings made ready to be asked for the earlier ones of many."""

    def __init__(self, among: Iterable[Occurrence], same_failing: SameFailing = only_itself) -> None:
        self._same_failing = same_failing
        self._by_words: dict[tuple[str, str, str], list[Occurrence]] = defaultdict(list)
        self._by_pattern: dict[tuple[str, str, str], list[Occurrence]] = defaultdict(list)
        for one in among:
            if one.text_hash:
                self._by_words[one.firm_uid, one.scheme, one.text_hash].append(one)
            if one.pattern:
                self._by_pattern[one.firm_uid, one.scheme, one.pattern].append(one)

    def of(self, one: Occurrence) -> tuple[Earlier, ...]:
        """The chain of earlier findings of the same requirement at the same firm, the newest first."""
        words = self._by_words.get((one.firm_uid, one.scheme, one.text_hash), ()) if one.text_hash else ()
        found = {other.uid: Earlier(other, "words") for other in words if other.year < one.year}
        for pattern in self._same_failing(one.pattern, one.year) if one.pattern else ():
            for other in self._by_pattern.get((one.firm_uid, one.scheme, pattern), ()):
                if other.year < one.year:
                    found[other.uid] = Earlier(other, "both" if other.uid in found else "pattern")
        return tuple(sorted(found.values(), key=lambda each: (each.finding.year, each.finding.number), reverse=True))


def earlier_of(one: Occurrence, among: Iterable[Occurrence], same_failing: SameFailing = only_itself) -> tuple[Earlier, ...]:
    """The chain of one finding, the newest first. For one that is being typed, ``uid`` and ``number`` may be empty."""
    return EarlierFindings((other for other in among if other.firm_uid == one.firm_uid), same_failing).of(one)


def repeats_of_year(
    year: int, occurrences: Iterable[Occurrence], same_failing: SameFailing = only_itself
) -> Mapping[str, tuple[Earlier, ...]]:
    """Uid of each finding of ``year`` that repeats → its earlier ones, the newest first. One pass over all years' findings."""
    every = tuple(occurrences)
    known = EarlierFindings((one for one in every if one.year < year), same_failing)
    chains = ((one.uid, known.of(one)) for one in every if one.year == year)
    return {uid: chain for uid, chain in chains if chain}
