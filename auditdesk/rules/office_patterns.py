"""The office's own patterns: what one must say, and how it comes into force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from auditdesk.errors import Refused
from auditdesk.model.pattern_rows import OfficePatternRow, PatternState, ProposePattern
from auditdesk.model.rulebook import Bilingual, DeficiencyPattern, Edition, Rulebook
from auditdesk.model.terms import Certainty, Severity
from auditdesk.rules.search_text import folded

GROUPS = ("twse_tpex", "feb")
LONGEST = 400
"""Signs of a wording or an expected standard."""


def checked_proposal(order: ProposePattern, edition: Edition) -> ProposePattern:
    """The proposal with its texts trimmed and its heading filled in.

    Raises Refused ``own_pattern.group``, ``own_pattern.empty`` or ``own_pattern.too_long`` (field), ``own_pattern.code``,
    ``own_pattern.heading``, ``item.unknown``, ``own_pattern.same_wording`` (the pattern that says the same).
    """
    if order.group not in GROUPS:
        raise Refused("own_pattern.group", group=order.group)
    wording = _checked(order.wording, "wording")
    standard = _checked(order.expected_standard, "expected_standard")
    for item in order.items:
        edition.item(item)
    for one in edition.patterns:
        if folded(one.wording.zh) == folded(wording.zh):
            raise Refused("own_pattern.same_wording", pattern=one.id)
    same_code = next((one.heading for one in edition.patterns if (one.code, one.group) == (order.code, order.group)), None)
    section = next((section.name for section in edition.sections if section.code == order.code), None)
    heading = order.heading or same_code or section
    if not order.code.strip() or heading is None:
        raise Refused("own_pattern.code", code=order.code, edition=edition.id)
    return replace(order, wording=wording, expected_standard=standard, heading=_checked(heading, "heading"))


def _checked(words: Bilingual, field: str) -> Bilingual:
    trimmed = Bilingual(" ".join(words.zh.split()), " ".join(words.en.split()))
    if not trimmed.zh or not trimmed.en:
        raise Refused("own_pattern.empty", field=field)
    if max(len(trimmed.zh), len(trimmed.en)) > LONGEST:
        raise Refused("own_pattern.too_long", field=field, limit=LONGEST)
    return trimmed


def as_pattern(row: OfficePatternRow) -> DeficiencyPattern:
    """An own pattern as every other one is."""
    return DeficiencyPattern(
        id=row.pattern,
        group=row.group,
        code=row.code,
        heading=row.heading,
        items=row.items,
        wording=row.wording,
        expected_standard=row.expected_standard,
        default_severity=Severity(row.severity),
        certainty=Certainty.SEEN,
        source="office",
        valid_from=row.valid_from,
    )


def with_own_patterns(rulebook: Rulebook, rows: Iterable[OfficePatternRow]) -> Rulebook:
    """The rulebook in which each edition of the present codes also has the office's patterns that begin before it ends.

    Items that an edition does not have are left out of the pattern there. Digests stay: they are those of the texts.
    """
    own = [as_pattern(row) for row in rows if row.state == PatternState.IN_FORCE]
    if not own:
        return rulebook
    return Rulebook(tuple(_with(edition, own) for edition in rulebook.editions))


def _with(edition: Edition, own: list[DeficiencyPattern]) -> Edition:
    if edition.scheme:
        return edition
    last = edition.effective_until or date.max
    known = {one.id for one in edition.patterns}
    more = tuple(
        replace(one, items=tuple(item for item in one.items if edition.item_or_none(item) is not None))
        for one in own
        if one.id not in known and (one.valid_from or date.min) <= last
    )
    return replace(edition, patterns=(*edition.patterns, *more)) if more else edition
