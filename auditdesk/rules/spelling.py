"""Spellings of names: what is kept of a name from outside, and the form in which two spellings of one name are equal."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

_HYPHENS: Final = r"\-‐‑‒–—―−─━﹘﹣－"
_HYPHEN_RUN: Final = re.compile(rf"\s*[{_HYPHENS}][\s{_HYPHENS}]*")
_BETWEEN_IDEOGRAPHS: Final = re.compile(r"(?<=[⺀-鿿豈-﫿＀-￯𠀀-𳿿])\s+(?=[⺀-鿿豈-﫿＀-￯𠀀-𳿿])")
_BETWEEN_NAMES: Final = re.compile(r"[、,，;；\n]")
_LEGAL_FORMS: Final = ("股份有限公司", "有限公司", "公司")
_TRADES: Final = ("綜合證券", "證券")


def tidy(text: str) -> str:
    """The text as it is kept: HTML entities resolved, invisible signs gone, blanks single and none between Chinese characters."""
    for _ in range(2):  # some exports escape twice: &amp;#29319;
        text = html.unescape(text)
    visible = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf"))
    return _BETWEEN_IDEOGRAPHS.sub("", " ".join(visible.split()))


def matching_form(text: str) -> str:
    """A form for comparing only: width, case, 臺/台, blanks and the kind and number of hyphens make no difference."""
    written = _HYPHEN_RUN.sub("-", unicodedata.normalize("NFKC", tidy(text)))
    return "".join(written.split()).casefold().replace("臺", "台")


def same_name(one: str | None, other: str | None) -> bool:
    """Whether both are spellings of one name; nothing and blank are the same."""
    return matching_form(one or "") == matching_form(other or "")


def names_in(text: str) -> tuple[str, ...]:
    """The names that commas, semicolons or line breaks of either width part, as they stand."""
    return tuple(_BETWEEN_NAMES.split(text))


def is_fuller_name(one: str, other: str) -> bool:
    """Whether ``one`` is ``other`` written out: with its legal form, or with 證券 and the legal form (示範甲證券股份有限公司 of 示範甲).

    Another trade (綜合證券 for 證券) or another legal form is another name.
    """
    return matching_form(other) in firm_name_forms(one) and not same_name(one, other)


def split_branch_name(name: str) -> tuple[str, str] | None:
    """(firm, branch) of ``firm-branch`` by the first hyphen of whatever kind; None when there is no hyphen between two names."""
    parts = _HYPHEN_RUN.split(tidy(name), maxsplit=1)
    return (parts[0].strip(), parts[1].strip()) if len(parts) == 2 and parts[0].strip() and parts[1].strip() else None


def firm_name_forms(name: str) -> frozenset[str]:
    """The matching forms under which one firm is named: as it stands, without its legal form, and without 證券 behind that."""
    form = matching_form(name)
    legal = next((form.removesuffix(ending) for ending in _LEGAL_FORMS if form.endswith(ending)), form)
    trade = next((legal.removesuffix(ending) for ending in _TRADES if legal.endswith(ending)), legal)
    return frozenset(part for part in (form, legal, trade) if part)
