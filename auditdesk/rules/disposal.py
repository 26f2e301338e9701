"""The clocks of disposal and what the ladder would say next: information with its rule and the letters counted, never a decision.

Time runs from the date of the letter. Its own day is not counted, and half a year ends on the same day six months on, or on the last day
of a month that has no such day (民法 §120 II, §121 II); that day still counts. A day by which something is to be done that falls on a day
off becomes the next working day (民法 §122).
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from auditdesk.errors import Refused
from auditdesk.model.remedy_rows import MeasureKind
from auditdesk.model.terms import Certainty
from auditdesk.rules.working_days import ONE_DAY, Holidays, last_of

_HALF_YEAR = 6
_OWN_ARTICLE = re.compile(
    r"(?:(?:臺灣|台灣)?證券交易所(?:股份有限公司)?|本公司)?(?:營業細則)?(?:第|§|art(?:icle|\.)?)?"
    r"(?P<number>\d+)條?(?:(?:之|-)(?P<after>\d+)條?)?(?:第?\d+項)?(?:第?\d+款)?"
)


@dataclass(frozen=True, slots=True)
class Repeats:
    """``count`` letters of ``article``, each counted for so many months from its date."""

    article: str
    count: int
    months: int = _HALF_YEAR


@dataclass(frozen=True, slots=True)
class LadderRule:
    """One provision, in force from one day to another (inclusive; None = not known). Amounts NT$, None = none or not known."""

    id: str
    article: str
    kind: MeasureKind
    amount_max: int | None
    valid_from: date | None
    valid_until: date | None
    text_of: date | None
    source: str
    certainty: Certainty
    note: str = ""
    repeats: Repeats | None = None
    not_kept: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Imposed:
    """A measure as far as the ladder goes. ``due_on``: by when something was to be done; ``kept_on``: when it was."""

    uid: str
    article: str
    letter_number: str
    letter_date: date
    due_on: date | None = None
    kept_on: date | None = None


@dataclass(frozen=True, slots=True)
class CountedLetter:
    """A letter that was counted, and the last day on which it still counts (None for one that was not complied with)."""

    uid: str
    article: str
    letter_number: str
    letter_date: date
    counts_until: date | None


@dataclass(frozen=True, slots=True)
class LadderLine:
    """What one rule says on a day. ``reason``: ``repeats`` or ``not_kept``; ``standing``: ``reached``, or ``one_more`` when one further
    letter of ``counted_article`` would reach it."""

    rule: LadderRule
    reason: str
    standing: str
    counted_article: str
    needed: int
    counted: tuple[CountedLetter, ...]


def article_of(text: str) -> str:
    """The article of the operating rules that is meant, by its number (``136``, ``14-1``), however it is written, without paragraph.

    An article of another law (證券交易法第66條) stays as it is written, so that it is never counted as one of these.
    """
    written = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    found = _OWN_ARTICLE.fullmatch(written)
    if found is None:
        return text.strip()
    return f"{found['number']}-{found['after']}" if found["after"] else found["number"]


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a month that has no such day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def counts_until(letter_date: date, months: int = _HALF_YEAR) -> date:
    """The last day on which a letter counts for a repeat, inclusive."""
    return months_after(letter_date, months)


def counts_on(letter_date: date, day: date, months: int = _HALF_YEAR) -> bool:
    """Whether a letter counts on ``day``: from its own day to the last of its months, both inclusive."""
    return letter_date <= day <= counts_until(letter_date, months)


def due_in_working_days(letter_date: date, days: int, holidays: Holidays) -> date:
    """The ``days``-th working day after the letter's date. Raises Refused ``measure.bad_days`` for fewer than one."""
    if days < 1:
        raise Refused("measure.bad_days", days=days)
    return last_of(letter_date + ONE_DAY, days, holidays)


def ladder(measures: Iterable[Imposed], rules: Sequence[LadderRule], on: date) -> tuple[LadderLine, ...]:
    """What the rules would say of a firm on ``on``, the gravest last: which are reached, and which one further letter would reach.

    Measures after ``on`` are not looked at. Nothing of it is a decision: what is imposed is the office's own judgement.
    """
    known = sorted((one for one in measures if one.letter_date <= on), key=lambda one: (one.letter_date, one.letter_number))
    lines = []
    for rule in rules:
        if not rule.holds_on(on):
            continue
        if rule.repeats is not None:
            lines += _repeated(rule, rule.repeats, known, on)
        late = [one for one in known if one.article in rule.not_kept and _not_kept(one, on)]
        if late:
            counted = tuple(CountedLetter(one.uid, one.article, one.letter_number, one.letter_date, None) for one in late)
            lines.append(LadderLine(rule, "not_kept", "reached", late[-1].article, 1, counted))
    order = list(MeasureKind)
    return tuple(sorted(lines, key=lambda line: (order.index(line.rule.kind), line.rule.amount_max or 0)))


def _repeated(rule: LadderRule, repeats: Repeats, known: Sequence[Imposed], on: date) -> list[LadderLine]:
    counted = tuple(
        CountedLetter(one.uid, one.article, one.letter_number, one.letter_date, counts_until(one.letter_date, repeats.months))
        for one in known
        if one.article == repeats.article and counts_on(one.letter_date, on, repeats.months)
    )
    missing = repeats.count - len(counted)
    if missing > 1 or not counted:
        return []
    standing = "one_more" if missing == 1 else "reached"
    return [LadderLine(rule, "repeats", standing, repeats.article, repeats.count, counted)]


def _not_kept(one: Imposed, on: date) -> bool:
    """By its day it was not done: never, or too late and not yet on ``on``."""
    return one.due_on is not None and one.due_on < on and (one.kept_on is None or one.kept_on > on)
