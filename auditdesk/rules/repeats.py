"""Is it the same failing as before: the same firm and the same requirement in an earlier year.

The same requirement is the same words, under whatever number and edition, or the same standard pattern (after merging and splitting of
patterns, by ``canonical``). Between two schemes of codes nothing is the same, since codes were re-used with another meaning.
Only findings that a second person has accepted count as earlier ones; which those are is the caller's choice of ``among``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
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


Canonical = Callable[[str], str]


def itself(pattern: str) -> str:
    """No pattern was merged or split."""
    return pattern


def scheme_for(item_key: str | None, edition_scheme: str = "") -> str:
    """The scheme of a finding's codes: its item's, else that of the edition it was recorded under."""
    return scheme_of(item_key) if item_key else edition_scheme


def earlier_of(one: Occurrence, among: Iterable[Occurrence], canonical: Canonical = itself) -> tuple[Earlier, ...]:
    """The chain of earlier findings of the same requirement at the same firm, the newest first.

    For a finding that is being typed, ``uid`` and ``number`` may be empty.
    """
    own = canonical(one.pattern) if one.pattern else ""
    found = []
    for other in among:
        if other.firm_uid != one.firm_uid or other.year >= one.year or other.scheme != one.scheme:
            continue
        words = bool(one.text_hash) and other.text_hash == one.text_hash
        pattern = bool(own) and bool(other.pattern) and canonical(other.pattern) == own
        if words or pattern:
            found.append(Earlier(other, "both" if words and pattern else "words" if words else "pattern"))
    return tuple(sorted(found, key=lambda each: (each.finding.year, each.finding.number), reverse=True))


def repeats_of_year(
    year: int, occurrences: Iterable[Occurrence], canonical: Canonical = itself
) -> Mapping[str, tuple[Earlier, ...]]:
    """Uid of each finding of ``year`` that repeats → its earlier ones, the newest first. One pass over all years' findings."""
    own: list[Occurrence] = []
    by_firm: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    for each in occurrences:
        if each.year == year:
            own.append(each)
        elif each.year < year:
            by_firm[each.firm_uid, each.scheme].append(each)
    repeats = {}
    for each in own:
        earlier = earlier_of(each, by_firm.get((each.firm_uid, each.scheme), ()), canonical)
        if earlier:
            repeats[each.uid] = earlier
    return repeats


def repeating_firms(
    year: int, occurrences: Iterable[Occurrence], canonical: Canonical = itself
) -> Mapping[str, frozenset[str]]:
    """Pattern (canonical) → uids of the firms whose finding of ``year`` under it repeats an earlier one: what a notice counts."""
    every = tuple(occurrences)
    pattern_of = {each.uid: (canonical(each.pattern), each.firm_uid) for each in every if each.year == year and each.pattern}
    firms: dict[str, set[str]] = defaultdict(set)
    for uid in repeats_of_year(year, every, canonical):
        if uid in pattern_of:
            pattern, firm = pattern_of[uid]
            firms[pattern].add(firm)
    return {pattern: frozenset(uids) for pattern, uids in firms.items()}
