"""Amounts of money as people here write them, read exactly into integer NT$. No binary fraction takes part."""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal
from typing import Final

from auditdesk.errors import BadInput

LARGEST: Final = 2**53 - 1
"""No amount of this field comes near it, and every file format and store keeps it exactly."""

_LONGEST: Final = 60
_EXACT: Final = Context(prec=200)
_POWERS: Final = {
    "千": 10**3, "仟": 10**3, "萬": 10**4, "万": 10**4, "十萬": 10**5, "百萬": 10**6, "佰萬": 10**6, "千萬": 10**7, "仟萬": 10**7,
    "億": 10**8, "亿": 10**8, "十億": 10**9, "百億": 10**10, "佰億": 10**10, "千億": 10**11, "仟億": 10**11, "兆": 10**12,
}  # fmt: skip
_SCALE = "|".join(sorted(_POWERS, key=len, reverse=True))
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_BLANKS = re.compile(r"(?<=[^0-9])\s+|\s+(?=[^0-9])")
_CURRENCY = re.compile(r"(?:NT\$|NTD|TWD|NT|\$|新臺幣|新台幣|臺幣|台幣)", re.IGNORECASE)
_WHOLE = re.compile(rf"(?P<terms>(?:{_NUMBER}(?:{_SCALE}))*)(?P<last>{_NUMBER})?(?P<dollar>元整?|圓整?)?")
_TERM = re.compile(rf"(?P<number>{_NUMBER})(?P<scale>{_SCALE})")
_UNIT_IN_HEADING = re.compile(rf"[(\[:](?:單位:?)?(?:新臺幣|新台幣|臺幣|台幣|NT\$|NTD|TWD)?(?P<unit>(?:{_SCALE})元?|元)[)\]]?$")
_UNIT_AT_END = re.compile(rf"(?P<unit>(?:{_SCALE})元?)$")
_ENGLISH_UNIT = re.compile(r"[(\[:,].*?(?P<unit>thousands?|millions?|billions?)", re.IGNORECASE)
_ENGLISH_POWERS: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


def parse_amount(text: str | float, *, unit: int = 1) -> int:
    """NT$ as an integer. ``unit`` is what a bare number counts (1000 under a heading in 仟元); a unit in the text wins over it.

    Read: ``40億``, ``1.5 億元``, ``1億5,000萬``, ``4,000,000千元``, ``4000000仟元``, ``NT$4,000,000,000``, full-width digits.
    Raises BadInput ``amount.unreadable``, ``amount.negative``, ``amount.not_whole`` or ``amount.too_large``, each with ``text``.
    """
    shown = str(text)
    if isinstance(text, bool):
        raise BadInput("amount.unreadable", text=shown)
    written = format(Decimal(repr(text)), "f") if isinstance(text, float) else _plain(shown)
    written, negative = _without_sign(written)
    value = _value(written, unit)
    if value is None:
        raise BadInput("amount.unreadable", text=shown)
    if negative and value:
        raise BadInput("amount.negative", text=shown)
    if value != value.to_integral_value(context=_EXACT):
        raise BadInput("amount.not_whole", text=shown)
    if value > LARGEST:
        raise BadInput("amount.too_large", text=shown)
    return int(value)


def _plain(text: str) -> str:
    if len(text) > _LONGEST or any(unicodedata.category(sign) == "No" for sign in text):
        return ""  # a footnote mark like ² must not become a digit
    written = _BLANKS.sub("", unicodedata.normalize("NFKC", text).strip())
    return written.replace("、", ",").replace("−", "-").replace("–", "-")


def _without_sign(written: str) -> tuple[str, bool]:
    """The amount without currency and sign; minus, brackets of book-keepers and their triangles all mean less than nothing."""
    negative = False
    if written.startswith("(") and written.endswith(")"):
        written, negative = written[1:-1], True
    for _ in range(2):  # the sign stands before or behind the currency
        if written[:1] in ("-", "△", "▲"):
            written, negative = written[1:], True
        if (currency := _CURRENCY.match(written)) is not None:
            written = written[currency.end() :]
    return written.removeprefix("+"), negative


def _value(written: str, unit: int) -> Decimal | None:
    match = _WHOLE.fullmatch(written)
    if match is None or not (match["terms"] or match["last"]):
        return None
    value, before = Decimal(0), 0
    for term in _TERM.finditer(match["terms"]):
        power = _POWERS[term["scale"]]
        number = Decimal(term["number"].replace(",", ""))
        if before and not (power < before and _EXACT.multiply(number, Decimal(power)) < before):
            return None
        value, before = _EXACT.add(value, _EXACT.multiply(number, Decimal(power))), power
    if match["last"]:
        if before and not match["dollar"]:
            return None  # 1億5000 is said for one and a half 億 as well as for 5,000 dollars more
        number = Decimal(match["last"].replace(",", ""))
        value = _EXACT.add(value, _EXACT.multiply(number, Decimal(1 if match["dollar"] else unit)))
    return value


def unit_in_heading(heading: str) -> int | None:
    """The unit that a column heading names: ``實收資本額（仟元）`` → 1000, ``資本額(億)`` → 100,000,000; None for none."""
    written = _plain(heading)
    match = _UNIT_IN_HEADING.search(written) or _UNIT_AT_END.search(written)
    if match is not None:
        return _POWERS.get(match["unit"].removesuffix("元"), 1)
    english = _ENGLISH_UNIT.search(written)
    return None if english is None else _ENGLISH_POWERS[english["unit"].lower().removesuffix("s")]


def in_hundred_millions(amount: int) -> str:
    """NT$ in 億 with one decimal, half up: 12,840,000,000 → ``128.4``. For reading only: 3,999,999,999 shows as ``40.0``."""
    tenths = (abs(amount) + 5_000_000) // 10_000_000
    sign = "-" if amount < 0 and tenths else ""
    return f"{sign}{tenths // 10}.{tenths % 10}"
