"""What the lists of several authorities call the same failing: headings, and which patterns stand under each."""

from __future__ import annotations

from dataclasses import dataclass

from auditdesk.model.rulebook import Bilingual
from auditdesk.model.terms import Certainty


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of one list, with where it was read and how sure that is."""

    taxonomy: str
    id: str
    name: Bilingual
    source: str
    certainty: Certainty
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One authority's list of headings."""

    id: str
    name: Bilingual
    authority: str
    source: str
    headings: tuple[Heading, ...]


class Taxonomies:
    """All lists, with the headings of each pattern."""

    def __init__(self, lists: tuple[Taxonomy, ...]) -> None:
        self.lists = lists
        self._headings: dict[str, list[Heading]] = {}
        for one in lists:
            for heading in one.headings:
                for pattern in heading.patterns:
                    self._headings.setdefault(pattern, []).append(heading)

    def headings_of(self, pattern: str) -> tuple[Heading, ...]:
        """The headings under which a pattern stands, list by list; none for a pattern that no list knows."""
        return tuple(self._headings.get(pattern, ()))

    def list_of(self, heading: Heading) -> Taxonomy:
        """The list that a heading belongs to."""
        return next(one for one in self.lists if one.id == heading.taxonomy)
