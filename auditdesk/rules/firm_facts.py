"""What a dated fact of a firm may be."""

from __future__ import annotations

import unicodedata

from auditdesk.errors import BadInput, Refused
from auditdesk.model.facts import FactValue
from auditdesk.model.terms import Authority, FactKind
from auditdesk.rules.amounts import parse_amount

MOST_PERSONS = 10_000
_YES = frozenset({"是", "有", "y", "yes", "true", "1", "v", "✓", "✔", "○"})
_NO = frozenset({"否", "無", "没有", "沒有", "n", "no", "false", "0", "x", "✗", "╳"})


def yes_or_no(text: str) -> bool | None:
    """What a person means by 是, 否, 有, 無, Y, N, ✓ …; None when it can't be told."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    return True if folded in _YES else False if folded in _NO else None


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
    return text.strip().lower()


def checked_fact(kind: str, value: FactValue, source: str) -> FactValue:
    """The value if it fits its kind. Raises Refused ``fact.unknown``, ``fact.wrong_value``, ``fact.source_needed``.

    A capital set by hand for the tier (a bank's desk, a foreign branch) must say why in ``source``.
    """
    known = _known(kind)
    if known.is_amount:
        fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
    elif known.is_flag:
        fits = isinstance(value, bool)
    elif known.is_count:
        fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_PERSONS
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
