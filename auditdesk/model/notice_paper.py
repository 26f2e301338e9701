"""What a renderer needs of a notice, decided before: texts in both languages, figures withheld or shown, nothing of any firm.

All formats are made from one ``NoticePaper``; a figure that is None is withheld and printed as the mark, never as nothing. Renderers
decide layout and language only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from auditdesk.model.rulebook import Bilingual

PAPER_FORMATS = ("pdf", "html", "docx", "odt", "txt", "ods", "csv", "json")
"""The formats that a notice is published in."""
SAME_RULE, RULE_CHANGED, NEW_PATTERN, NOT_COMPARED = "same_rule", "rule_changed", "new_pattern", "not_compared"
"""How an entry stands to last year's notice. A change is only ever told for ``same_rule`` with both figures shown."""


@dataclass(frozen=True, slots=True)
class PaperParagraph:
    """A paragraph of prose as it was approved. ``key`` names what it is (``title``, ``method/limits``); empty text = left out."""

    key: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class PaperBand:
    """One band of paid-in capital (NT$; ``minimum`` in, ``below`` out, None = open) and the audited firms in it."""

    id: str
    name: Bilingual
    minimum: int
    below: int | None
    firms_audited: int


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One deficiency pattern, or with ``merged`` the patterns of the section that were too rare to be told apart.

    ``number`` counts within the section from 1. ``firms`` with it, of ``applied_firms`` audited firms to which it applied; ``rate`` =
    firms ÷ applied_firms exactly; ``repeats``: those of ``firms`` that had it in an earlier year; ``remedied``: those that had remedied
    it on the reference date. Each is None where withheld (``applied_firms`` only with every figure of its section); a rate also where it
    applied to nobody. ``previous_firms``: last year's
    published figure, None unless ``compared`` is ``same_rule`` and both are shown.
    """

    number: int
    pattern: str
    code: str
    wording: Bilingual
    expected_standard: Bilingual
    good_practice: Bilingual
    firms: int | None
    applied_firms: int | None
    rate: Fraction | None
    repeats: int | None
    remedied: int | None
    compared: str = NOT_COMPARED
    previous_firms: int | None = None
    merged: bool = False
    merged_patterns: int = 0

    @property
    def withheld(self) -> bool:
        return self.firms is None

    @property
    def change(self) -> int | None:
        """Firms more (or fewer, negative) than last year; None where it is not told."""
        return None if self.firms is None or self.previous_firms is None else self.firms - self.previous_firms


@dataclass(frozen=True, slots=True)
class PaperSection:
    """One section. ``firms`` have at least one of its entries (None = withheld), of ``applied_firms`` (None = all withheld).

    ``by_band``: the same by capital band in the order of ``NoticePaper.bands``; None = withheld as a whole.
    """

    code: str
    name: Bilingual
    introduction: Bilingual
    good_practice: Bilingual
    firms: int | None
    applied_firms: int | None
    by_band: tuple[int, ...] | None
    entries: tuple[PaperEntry, ...]
    previous_firms: int | None = None

    @property
    def patterns(self) -> int:
        """Patterns found; a merged entry holds as many as were merged, which it says itself."""
        return sum(entry.merged_patterns if entry.merged else 1 for entry in self.entries)


@dataclass(frozen=True, slots=True)
class PaperObservation:
    """Advice that is no deficiency: a list of its own, counted by firms (None = withheld) in no other figure."""

    number: int
    pattern: str
    code: str
    wording: Bilingual
    firms: int | None


@dataclass(frozen=True, slots=True)
class TrendYear:
    """One year of the trend as it was published then (None = withheld), the newest last."""

    year: int
    firms_audited: int
    patterns: int
    findings: int | None
    sections: tuple[tuple[str, int | None], ...] = ()
    """Section code and firms."""


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """The January-1 notice of ``year`` (Gregorian) as it is printed.

    ``edition_number`` 1 = the first, more = a correction, which then has ``correction`` (what changed and why) and ``corrects`` (the
    number corrected). ``number`` and ``title`` are those of the register; ``number`` is empty for a preview. ``compiled_on`` is the
    day of the query, ``reference_date`` the day for remedies. Counts under ``threshold`` firms are withheld.
    """

    year: int
    edition_number: int
    number: str
    title: Bilingual
    publisher: Bilingual
    publish_on: date
    compiled_on: date
    reference_date: date
    threshold: int
    editions: tuple[tuple[str, str], ...]
    """Id and digest of each rule edition counted under."""
    rule_names: tuple[Bilingual, ...]
    firms_audited: int
    visits: int
    findings: int | None
    bands: tuple[PaperBand, ...]
    paragraphs: tuple[PaperParagraph, ...]
    """Purpose, selection, denominators, suppression, limits, no firm implied: in the order of printing."""
    sections: tuple[PaperSection, ...]
    observations: tuple[PaperObservation, ...]
    trend: tuple[TrendYear, ...]
    correction: Bilingual | None = None
    corrects: str = ""
    replaces: tuple[str, ...] = ()
    """Numbers of every earlier version of the year, the newest first."""
    corrected_on: date | None = None
    """The day a correction was locked; None for a first notice and for a preview."""

    @property
    def entries(self) -> tuple[PaperEntry, ...]:
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def patterns(self) -> int:
        return sum(section.patterns for section in self.sections)
