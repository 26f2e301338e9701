"""The figures of the notice as every format prints them: counted, rounded and withheld once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from auditdesk.model.notice import CompiledNotice, NoticeEntry, NoticeSection
from auditdesk.words import Words


@dataclass(frozen=True, slots=True)
class EntryFigures:
    """One pattern. Figures are None where they are withheld so that nobody can be told from them, or where there is none.

    ``number`` counts within the section; ``rate`` is a share rounded half up to one tenth of a percent (0.063 = 6.3%).
    """

    number: int
    section: str
    section_name: str
    wording: str
    expected_standard: str
    firms: int | None
    applied_firms: int
    rate: Decimal | None
    repeats: int | None
    withheld: bool


@dataclass(frozen=True, slots=True)
class SectionFigures:
    """One section; ``firms`` is withheld (None) with any of its patterns, for it would give the count of a lone pattern away."""

    code: str
    anchor: str
    name: str
    patterns: int
    firms: int | None
    entries: tuple[EntryFigures, ...]


@dataclass(frozen=True, slots=True)
class NoticeFigures:
    """``findings`` is withheld (None) as soon as any pattern is, since the rest could be taken from it."""

    firms_audited: int
    visits: int
    findings: int | None
    patterns: int
    sections: tuple[SectionFigures, ...]
    anything_withheld: bool

    @property
    def entries(self) -> tuple[EntryFigures, ...]:
        return tuple(entry for section in self.sections for entry in section.entries)


def figures_of(notice: CompiledNotice, words: Words) -> NoticeFigures:
    """The figures of ``notice`` with its words in the language of ``words``."""
    withheld = any(entry.suppressed for entry in notice.entries)
    return NoticeFigures(
        firms_audited=notice.firms_audited,
        visits=notice.visits,
        findings=None if withheld else notice.findings,
        patterns=len(notice.entries),
        sections=tuple(_section(section, words) for section in notice.sections),
        anything_withheld=withheld,
    )


def percent(rate: Decimal) -> str:
    """``6.3%``"""
    return f"{rate * 100:.1f}%"


def rounded(rate: Fraction) -> Decimal:
    """A share to one tenth of a percent, halves up, without a detour over binary fractions."""
    return (Decimal(rate.numerator) / Decimal(rate.denominator)).quantize(Decimal("0.001"), ROUND_HALF_UP)


def _section(section: NoticeSection, words: Words) -> SectionFigures:
    code = section.code if section.code.startswith("CC-") else words.say("notice_text.self_regulation")
    name = section.name.in_language(words.language)
    withheld = any(entry.suppressed for entry in section.entries)
    return SectionFigures(
        code=code,
        anchor=f"section-{section.code.lower()}",
        name=name,
        patterns=len(section.entries),
        firms=None if withheld else section.firms,
        entries=tuple(_entry(number, entry, code, name, words) for number, entry in enumerate(section.entries, 1)),
    )


def _entry(number: int, entry: NoticeEntry, code: str, name: str, words: Words) -> EntryFigures:
    rate = entry.rate
    return EntryFigures(
        number=number,
        section=code,
        section_name=name,
        wording=entry.wording.in_language(words.language),
        expected_standard=entry.expected_standard.in_language(words.language),
        firms=None if entry.suppressed else entry.firms,
        applied_firms=entry.applied_firms,
        rate=None if entry.suppressed or rate is None else rounded(rate),
        repeats=None if entry.suppressed else entry.repeats,
        withheld=entry.suppressed,
    )
