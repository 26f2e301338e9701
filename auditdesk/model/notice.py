"""The compiled notice of one audit year: patterns and counts, and nothing of any firm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from auditdesk.model.notice_basis import BasisBand, NoticeBasis
from auditdesk.model.notice_paper import NOT_COMPARED
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
    remedied: int = 0
    """Firms of ``firms`` whose every finding of it was re-checked or closed by the reference date."""
    by_band: tuple[int, ...] = ()
    """``firms`` by capital band, in the order of the notice's bands; inside only."""
    applied_by_band: tuple[int, ...] = ()
    compared: str = NOT_COMPARED
    merged_patterns: tuple[str, ...] = ()
    """The patterns rolled up into this entry; empty for an entry of one pattern."""

    @property
    def merged(self) -> bool:
        return bool(self.merged_patterns)

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
    applied_firms: int = 0
    by_band: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeObservation:
    """Advice (建議) of one pattern at ``firms`` visited firms, of ``applied_firms``; in no count of deficiencies."""

    pattern: str
    code: str
    wording: Bilingual
    firms: int
    applied_firms: int
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Excluded:
    """A finding left out of the notice, and why: ``other_authority``, ``not_accepted``, ``withdrawn``, ``open_clash``."""

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
    observations: tuple[NoticeObservation, ...] = ()
    bands: tuple[BasisBand, ...] = ()
    audited_by_band: tuple[int, ...] = ()
    reference_date: date | None = None
    basis: NoticeBasis | None = None
    """The frozen records all of this was computed from."""

    @property
    def entries(self) -> tuple[NoticeEntry, ...]:
        return tuple(entry for section in self.sections for entry in section.entries)
