"""The compiled notice of one audit year: patterns and counts, and nothing of any firm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from auditdesk.model.rulebook import Bilingual


@dataclass(frozen=True, slots=True)
class NoticeEntry:
    """One deficiency pattern found in the year.

    ``firms`` visited firms have it, of ``applied_firms`` visited firms to which at least one of its check items applied.
    ``repeats`` of the ``firms`` had it accepted in an earlier year too.
    """

    pattern: str
    code: str
    wording: Bilingual
    expected_standard: Bilingual
    firms: int
    applied_firms: int
    repeats: int
    findings: tuple[str, ...]
    """Uids of the findings behind the figures: for the inside only, never written into a paper."""
    suppressed: bool = False

    @property
    def rate(self) -> Fraction | None:
        """firms ÷ applied_firms; None when it applied to nobody."""
        return Fraction(self.firms, self.applied_firms) if self.applied_firms else None


@dataclass(frozen=True, slots=True)
class NoticeSection:
    """One CC section (or the association's self-discipline rule) with its entries. ``firms`` have at least one of them."""

    code: str
    name: Bilingual
    firms: int
    entries: tuple[NoticeEntry, ...]


@dataclass(frozen=True, slots=True)
class Excluded:
    """A finding left out of the notice, and why: ``other_authority``, ``not_accepted``, ``withdrawn``, ``observation``."""

    finding: str
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class CompiledNotice:
    """The January-1 notice of ``year`` (Gregorian) as compiled on ``compiled_on`` from the editions named."""

    year: int
    compiled_on: date
    publish_on: date
    editions: tuple[str, ...]
    rule_names: tuple[Bilingual, ...]
    firms_audited: int
    visits: int
    findings: int
    sections: tuple[NoticeSection, ...]
    excluded: tuple[Excluded, ...]

    @property
    def entries(self) -> tuple[NoticeEntry, ...]:
        return tuple(entry for section in self.sections for entry in section.entries)
