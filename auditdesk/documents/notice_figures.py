"""How every format of the notice says a figure: rounded once, withheld by one mark."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from auditdesk.model.notice_paper import NOT_COMPARED, RULE_CHANGED, SAME_RULE, NoticePaper, PaperEntry
from auditdesk.model.rulebook import Bilingual
from auditdesk.rules.calendar import roc_long, roc_year
from auditdesk.words import Words

SELF_REGULATION = "SR-"
"""What the codes of rules begin with that have no code of their own in public (the association's)."""


def percent(rate: Decimal) -> str:
    """``6.3%``"""
    return f"{rate * 100:.1f}%"


def rounded(rate: Fraction) -> Decimal:
    """A share to one tenth of a percent, halves up, without a detour over binary fractions."""
    return (Decimal(rate.numerator) / Decimal(rate.denominator)).quantize(Decimal("0.001"), ROUND_HALF_UP)


class Say:
    """The words of the notice in one language; codes are ``notice_text.<name>``."""

    def __init__(self, paper: NoticePaper, language: str) -> None:
        self.paper = paper
        self.words = Words(language)
        self._sections = {section.code: section.name for section in paper.sections}

    def __call__(self, code: str, **values: object) -> str:
        return self.words.say(f"notice_text.{code}", **values)

    def two(self, text: Bilingual) -> str:
        """The approved words in this language. What was left empty in it stays empty."""
        return text.in_language(self.words.language)

    @property
    def title(self) -> str:
        return self.two(self.paper.title) or self("title", year=self.year(self.paper.year))

    def figure(self, value: int | None) -> str:
        """A figure, or the mark of a withheld one."""
        return self("withheld") if value is None else str(value)

    def rate(self, entry: PaperEntry) -> str:
        """The share of the firms it applied to; empty where it applied to none."""
        if entry.withheld:
            return self("withheld")
        return "" if entry.rate is None else percent(rounded(entry.rate))

    def year(self, year: int) -> str:
        return str(roc_year(year)) if self.words.language == "zh_TW" else str(year)

    def day(self, day: date) -> str:
        return roc_long(day) if self.words.language == "zh_TW" else day.isoformat()

    def code(self, code: str) -> str:
        """The code of a section as the public knows it."""
        return self("self_regulation") if code.startswith(SELF_REGULATION) else code

    def section_name(self, code: str) -> str:
        """The name of a section, also of one that only earlier years have: then its code."""
        name = self._sections.get(code)
        return self.two(name) if name else self.code(code)

    def counted(self, entry: PaperEntry) -> str:
        """How many firms, of how many, how many again."""
        if entry.withheld:
            code = "withheld" if entry.applied_firms is None else "entry_withheld"
            return self(code, applied=entry.applied_firms)
        if entry.rate is None:
            return self("entry_without_rate", firms=entry.firms)
        code = "entry" if entry.repeats == 0 else "entry_with_repeats"
        told = {"firms": entry.firms, "applied": entry.applied_firms, "rate": self.rate(entry)}
        return self(code, **told, repeats=self.figure(entry.repeats))

    def remedied(self, entry: PaperEntry) -> str:
        """How many of the firms had remedied it on the reference date."""
        if entry.withheld or entry.remedied is None or not entry.firms:
            return self("withheld")
        return self("remedied_is", firms=entry.remedied, rate=percent(rounded(Fraction(entry.remedied, entry.firms))))

    def compared(self, entry: PaperEntry) -> str:
        """How it stands to last year's notice; empty where nothing is compared."""
        if entry.compared == NOT_COMPARED:
            return ""
        if entry.compared == RULE_CHANGED:
            return self("rule_changed")
        if entry.compared != SAME_RULE:
            return self("new_pattern")
        if entry.change is None:
            return self("withheld")
        code = "same_as_before" if entry.change == 0 else "more_than_before" if entry.change > 0 else "fewer_than_before"
        return self(code, before=entry.previous_firms, change=abs(entry.change))
