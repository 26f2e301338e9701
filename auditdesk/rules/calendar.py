"""Dates as people here write them, Gregorian or ROC (民國, year 1 = 1912). What could mean two days is refused, not guessed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import Final

from auditdesk.errors import BadInput, Refused

ROC_OFFSET: Final = 1911
LAST_YEAR: Final = ROC_OFFSET + 999
"""The last year that the ROC calendar writes with three digits."""

_LONGEST: Final = 40
_TIME_OF_DAY = r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)?"
_SEPARATED = re.compile(
    r"(?P<era>中華民國|民國|西元)?(?P<year>[0-9]{1,4}|元)(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
    + _TIME_OF_DAY
)
_IN_WORDS = re.compile(r"(?P<era>中華民國|民國|西元)?(?P<year>[0-9]{1,4}|元)年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日")
_DIGITS = re.compile(r"(?P<era>中華民國|民國|西元)?(?P<year>[0-9]{2,4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_BLANKS = re.compile(r"(?<=[^0-9])\s+|\s+(?=[^0-9])")


def parse_date(text: str | date, *, roc_source: bool = False) -> date:
    """The day that ``text`` names; a ``datetime`` of a spreadsheet gives its day.

    Read: ``2019-10-25``, ``2019/10/25``, ``20191025``, ``108/10/25``, ``108.10.25``, ``1081025``, ``民國108年10月25日``,
    full-width digits.
    A year of one or two digits counts only after 民國, or when ``roc_source`` says that the source writes nothing but ROC dates
    (the open data does: ``770601``). Raises BadInput ``date.unreadable`` (text) for everything else, for days that do not exist
    and for years outside 1912–2910.
    """
    if isinstance(text, datetime):
        day = text.date()
    elif isinstance(text, date):
        day = text
    else:
        return _from_text(str(text), roc_source)
    if not ROC_OFFSET < day.year <= LAST_YEAR:
        raise BadInput("date.unreadable", text=day.isoformat())
    return day


def _from_text(text: str, roc_source: bool) -> date:
    written = _plain(text)
    match = _SEPARATED.fullmatch(written) or _IN_WORDS.fullmatch(written)
    year = None
    if match is not None:
        year = _year(match["era"], match["year"], roc_source)
    elif (match := _DIGITS.fullmatch(written)) is not None:
        year = _year_of_digits(match["era"], match["year"], roc_source)
    if match is None or year is None or not ROC_OFFSET < year <= LAST_YEAR:
        raise BadInput("date.unreadable", text=text)
    try:
        return date(year, int(match["month"]), int(match["day"]))
    except ValueError as impossible:
        raise BadInput("date.unreadable", text=text) from impossible


def _plain(text: str) -> str:
    if len(text) > _LONGEST or any(unicodedata.category(sign) == "No" for sign in text):
        return ""  # a footnote mark like ² must not become a digit
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text).strip())


def _year(era: str | None, written: str, roc_source: bool) -> int | None:
    if written == "元":
        return ROC_OFFSET + 1 if era in ("民國", "中華民國") else None
    if era == "西元":
        return int(written) if len(written) == 4 else None
    if era is not None:
        return int(written) + ROC_OFFSET if len(written) <= 3 else None
    if len(written) == 4:
        return int(written)
    if len(written) == 3 or roc_source:
        return int(written) + ROC_OFFSET
    return None


def _year_of_digits(era: str | None, written: str, roc_source: bool) -> int | None:
    if era is None and len(written) == 3 and written[0] not in "01":
        return None  # 2010101 is a Gregorian date that lost a digit sooner than a day of ROC year 201
    return _year(era, written, roc_source)


def roc_year(year: int) -> int:
    """The ROC year of a Gregorian one. Raises Refused ``date.before_republic`` for years before 1912."""
    if year <= ROC_OFFSET:
        raise Refused("date.before_republic", year=year)
    return year - ROC_OFFSET


def roc(day: date) -> str:
    """``108/10/25``. Raises Refused ``date.before_republic`` for days before 1912."""
    return f"{roc_year(day.year)}/{day.month:02d}/{day.day:02d}"


def roc_long(day: date) -> str:
    """``中華民國108年10月25日``, as official letters write it. Raises Refused ``date.before_republic`` for days before 1912."""
    return f"中華民國{roc_year(day.year)}年{day.month}月{day.day}日"
