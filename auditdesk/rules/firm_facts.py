"""What a dated fact of a firm may be."""

from __future__ import annotations

import unicodedata

from auditdesk.errors import BadInput, Refused
from auditdesk.model.facts import FactValue
from auditdesk.model.terms import Authority, FactKind, LicenceState
from auditdesk.rules.amounts import parse_amount
from auditdesk.rules.firm_codes import parse_code
from auditdesk.rules.spelling import matching_form, tidy

MOST_PERSONS = 10_000
_YES = frozenset({"是", "有", "y", "yes", "true", "1", "v", "✓", "✔", "○"})
LONGEST_NAME = 300
_STATES = {
    "有效": "active", "恢復": "active", "停業": "suspended", "暫停": "suspended", "撤銷": "withdrawn", "廢止": "withdrawn",
    "執照撤銷": "withdrawn", "licence withdrawn": "withdrawn",
}  # fmt: skip
_AUTHORITIES = {
    "證交所": Authority.TWSE, "臺灣證券交易所": Authority.TWSE, "證券交易所": Authority.TWSE, "twse": Authority.TWSE,
    "臺灣證券交易所股份有限公司": Authority.TWSE, "櫃買中心": Authority.TPEX, "證券櫃檯買賣中心": Authority.TPEX,
    "櫃檯買賣中心": Authority.TPEX, "櫃買": Authority.TPEX, "tpex": Authority.TPEX, "otc": Authority.TPEX,
}  # fmt: skip
_AUTHORITY_BY_FORM = {matching_form(word): authority for word, authority in _AUTHORITIES.items()}
_NONE = frozenset({"", "無", "none", "-"})
_NO = frozenset({"否", "無", "没有", "沒有", "n", "no", "false", "0", "x", "✗", "╳"})


def yes_or_no(text: str) -> bool | None:
    """What a person means by 是, 否, 有, 無, Y, N, ✓ …; None when it can't be told."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    return True if folded in _YES else False if folded in _NO else None


def authority_meant(text: str) -> Authority | None:
    """The authority that leads a firm's audits as people write it (證交所, 櫃買中心, TWSE, TPEx); None when it can't be told."""
    return _AUTHORITY_BY_FORM.get(matching_form(text))


def parse_fact(kind: str, text: str) -> FactValue:
    """The value that a person typed for a fact: an amount in integer NT$, a count of persons, yes or no, an authority.

    Raises Refused ``fact.unknown``, BadInput ``amount.*`` or ``fact.wrong_value`` (fact, text).
    """
    known = _known(kind)
    if known.is_amount:
        return parse_amount(text)
    if known.is_flag:
        answer = yes_or_no(text)
        if answer is None:
            raise BadInput("fact.wrong_value", fact=kind, text=text)
        return answer
    if known.is_count:
        if not (text.strip().isdecimal() and len(text.strip()) < 10):
            raise BadInput("fact.wrong_value", fact=kind, text=text)
        return int(text)
    if known.names_a_firm:
        return "" if text.strip().casefold() in _NONE else parse_code(text)
    if known is FactKind.LEGAL_NAME:
        return tidy(text)
    if known is FactKind.LEAD_AUTHORITY:
        authority = authority_meant(text)
        if authority is None:
            raise BadInput("authority.unknown", text=text)
        return authority.value
    stated = text.strip().casefold()
    return _STATES.get(stated, stated)


def checked_fact(kind: str, value: FactValue, source: str) -> FactValue:
    """The value if it fits its kind. Raises Refused ``fact.unknown``, ``fact.wrong_value``, ``fact.source_needed``.

    A capital set by hand for the tier (a bank's desk, a foreign branch) must say why in ``source``. Whether a firm named exists, only
    the register knows.
    """
    known = _known(kind)
    if known.is_amount:
        fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
    elif known.is_flag:
        fits = isinstance(value, bool)
    elif known.is_count:
        fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_PERSONS
    elif known.names_a_firm:
        fits = isinstance(value, str) and (value == "" or len(value) == 4)
    elif known is FactKind.LEGAL_NAME:
        fits = isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_NAME
    elif known is FactKind.LICENCE_STATE:
        fits = value in set(LicenceState)
    else:
        fits = value in (Authority.TWSE.value, Authority.TPEX.value)
    if not fits:
        raise Refused("fact.wrong_value", fact=kind, text=str(value))
    if known is FactKind.CAPITAL_FOR_TIER and not source.strip():
        raise Refused("fact.source_needed", fact=kind)
    return value


def _known(kind: str) -> FactKind:
    if kind not in set(FactKind):
        raise Refused("fact.unknown", fact=kind, facts=tuple(FactKind))
    return FactKind(kind)
