"""What the January-1 notice counts: which findings, under which pattern and section, of how many firms.

Source: the exchange's presentation of 2019-10-25: each January 1 the deficiencies of the past year's audits by the exchange are
published. Two steps: ``basis_of`` freezes the records, ``compile_basis`` computes every figure from them and from nothing else.
The facts of a firm are never read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from auditdesk.model.notice import CompiledNotice, Excluded, NoticeEntry, NoticeObservation, NoticeSection
from auditdesk.model.notice_basis import (
    BasisBand,
    BasisFinding,
    BasisFirm,
    BasisPattern,
    BasisSection,
    NoticeBasis,
)
from auditdesk.model.notice_paper import NEW_PATTERN, NOT_COMPARED, RULE_CHANGED, SAME_RULE
from auditdesk.model.rows import FindingRow
from auditdesk.model.rulebook import Bilingual, DeficiencyPattern, Edition
from auditdesk.model.terms import Authority, FindingClass, FindingState
from auditdesk.rules.finding_states import COUNTED_STATES
from auditdesk.rules.requirement_identity import Match, matched_in

FIRST_YEAR, LAST_YEAR = 2000, 2900
"""Audit years a notice may be asked for."""
REMEDIED_STATES = frozenset({FindingState.RECHECKED, FindingState.CLOSED})
ROLL_UP, KEEP = "roll_up", "keep"
_MERGED = "-others"
_NOTHING = Bilingual("", "")


def why_excluded(finding: FindingRow, clashing: Collection[str] = ()) -> str | None:
    """The reason for leaving a finding of the year out of the notice, None when it counts (as a deficiency or as an observation).

    ``clashing``: uids of findings that wait for a clash of two copies to be settled.
    """
    if finding.authority != Authority.TWSE:
        return "other_authority"
    if finding.state == FindingState.WITHDRAWN:
        return "withdrawn"
    if finding.state not in COUNTED_STATES:
        return "not_accepted"
    if finding.uid in clashing:
        return "open_clash"
    return None


def basis_of(
    year: int,
    *,
    queried_on: date,
    reference_date: date,
    findings: Sequence[FindingRow],
    firms: Iterable[BasisFirm],
    visits: int,
    bands: Sequence[BasisBand],
    editions: Sequence[Edition],
    last_year: Sequence[Edition] | None,
    last_patterns: Collection[str],
    repeats: Collection[str],
    clashing: Collection[str] = (),
) -> NoticeBasis:
    """Freeze what the notice of ``year`` counts.

    ``findings``: all of the year in whatever state; ``firms``: those visited by the exchange; ``editions``: those that findings and
    visits were recorded under, oldest first; ``last_year``: those of last year's notice, None when there is none, with the patterns it
    told in ``last_patterns``; ``repeats``: uids of findings whose firm had the same deficiency before.
    """
    counted: dict[FindingClass, list[BasisFinding]] = {FindingClass.FINDING: [], FindingClass.OBSERVATION: []}
    left_out = []
    for finding in findings:
        why = why_excluded(finding, clashing)
        if why is None:
            counted[FindingClass(finding.finding_class)].append(
                BasisFinding(
                    uid=finding.uid,
                    number=finding.number,
                    version=finding.version,
                    firm=finding.firm_uid,
                    pattern=finding.pattern,
                    repeat=finding.uid in repeats,
                    remedied=finding.state in REMEDIED_STATES,
                )
            )
        else:
            left_out.append((finding.uid, finding.number, why))
    wanted = {finding.pattern for found in counted.values() for finding in found}
    # A pattern of several editions is told in the words of the newest.
    patterns = {pattern.id: pattern for edition in editions for pattern in edition.patterns if pattern.id in wanted}
    newest = {pattern.id: edition for edition in editions for pattern in edition.patterns if pattern.id in wanted}
    codes = sorted({pattern.code for pattern in patterns.values()}, key=lambda code: _order(code, editions))
    return NoticeBasis(
        year=year,
        queried_on=queried_on,
        reference_date=reference_date,
        editions=tuple((edition.id, edition.digest) for edition in editions),
        rule_names=tuple(edition.name for edition in editions),
        bands=tuple(bands),
        firms=tuple(sorted(firms, key=lambda firm: firm.uid)),
        visits=visits,
        sections=tuple(BasisSection(code, _name(code, editions, patterns), _items(code, editions, patterns)) for code in codes),
        patterns=tuple(
            BasisPattern(
                id=pattern.id,
                code=pattern.code,
                items=pattern.items,
                wording=pattern.wording,
                expected_standard=pattern.expected_standard,
                compared=_compared(pattern, newest[pattern.id], last_year, last_patterns),
            )
            for pattern in patterns.values()
        ),
        findings=tuple(counted[FindingClass.FINDING]),
        observations=tuple(counted[FindingClass.OBSERVATION]),
        left_out=tuple(left_out),
    )


def bands_together(audited: Sequence[int], threshold: int) -> tuple[tuple[int, ...], ...]:
    """Which neighbouring bands are told as one, as places in ``audited``: where few firms were audited, to name the band is to name them.

    Bands without an audited firm stand alone. Empty when everything would be one band.
    """
    groups = [[place] for place in range(len(audited))]

    def firms(group: Sequence[int]) -> int:
        return sum(audited[place] for place in group)

    while len(groups) > 1:
        few = [place for place, group in enumerate(groups) if 0 < firms(group) < threshold]
        if not few:
            break
        at = min(few, key=lambda place: (firms(groups[place]), -place))
        beside = [place for place in (at - 1, at + 1) if 0 <= place < len(groups)]
        other = min(beside, key=lambda place: (firms(groups[place]) == 0, firms(groups[place]), place))
        low, high = sorted((at, other))
        groups[low : high + 1] = [groups[low] + groups[high]]
    told = [group for group in groups if firms(group)]
    if len(groups) < 2 or any(firms(group) < threshold for group in told):
        return ()
    return tuple(tuple(group) for group in groups)


def compile_basis(basis: NoticeBasis, decisions: Mapping[str, str] | None = None, threshold: int = 3) -> CompiledNotice:
    """Every figure of the notice. ``decisions``: pattern → ``keep`` or ``roll_up``.

    A section that applied to fewer firms than ``threshold`` is left out as a whole (``too_few_firms``): naming it would name them.
    A pattern's denominator is the visited firms to which at least one of its items applied, and those that have it.
    """
    decided = decisions or {}
    own: dict[str, list[BasisFinding]] = defaultdict(list)
    for finding in basis.findings:
        own[finding.pattern].append(finding)
    held = _Held(basis)
    sections = []
    excluded = [Excluded(uid, number, why) for uid, number, why in basis.left_out]
    for section in basis.sections:
        patterns = [pattern for pattern in basis.patterns if pattern.code == section.code and pattern.id in own]
        if not patterns:
            continue
        found = [finding for pattern in patterns for finding in own[pattern.id]]
        firms = {finding.firm for finding in found}
        bound = held.bound(section.items) | firms
        if len(bound) < threshold:
            excluded.extend(Excluded(finding.uid, finding.number, "too_few_firms") for finding in found)
            continue
        rolled = [pattern for pattern in patterns if decided.get(pattern.id) == ROLL_UP]
        entries = [_entry(held, (pattern,), own) for pattern in patterns if pattern not in rolled]
        if rolled:
            entries.append(_entry(held, rolled, own, merged=True))
        sections.append(NoticeSection(section.code, section.name, len(firms), tuple(entries), len(bound), held.by_band(firms)))
    audited = {firm.uid for firm in basis.firms}
    return CompiledNotice(
        year=basis.year,
        compiled_on=basis.queried_on,
        publish_on=date(basis.year + 1, 1, 1),
        editions=tuple(edition for edition, _ in basis.editions),
        rule_names=basis.rule_names,
        firms_audited=len(audited),
        visits=basis.visits,
        findings=sum(len(entry.findings) for section in sections for entry in section.entries),
        sections=tuple(sections),
        excluded=tuple(excluded),
        observations=_observations(basis, held, threshold),
        bands=basis.bands,
        audited_by_band=held.by_band(audited),
        reference_date=basis.reference_date,
        basis=basis,
    )


class _Held:
    """Who is in which band, and to whom an item applied, looked up by set operations."""

    def __init__(self, basis: NoticeBasis) -> None:
        taken = {member: band.id for band in basis.bands for member in band.held}
        self.band = {firm.uid: taken.get(firm.band, "") for firm in basis.firms}
        self.bands = tuple(band.id for band in basis.bands)
        self.by_item: dict[str, set[str]] = defaultdict(set)
        for firm in basis.firms:
            for item in firm.items:
                self.by_item[item].add(firm.uid)

    def bound(self, items: Iterable[str]) -> set[str]:
        return set().union(*(self.by_item.get(item, set()) for item in items))

    def by_band(self, firms: Iterable[str]) -> tuple[int, ...]:
        counts = dict.fromkeys(self.bands, 0)
        for firm in firms:
            band = self.band.get(firm)
            if band in counts:
                counts[band] += 1
        return tuple(counts.values())


def _entry(
    held: _Held, patterns: Sequence[BasisPattern], own: Mapping[str, list[BasisFinding]], *, merged: bool = False
) -> NoticeEntry:
    """One pattern, or with ``merged`` those rolled up into one."""
    first = patterns[0]
    found = [finding for pattern in patterns for finding in own[pattern.id]]
    firms = {finding.firm for finding in found}
    bound = held.bound(item for pattern in patterns for item in pattern.items) | firms
    left = {finding.firm for finding in found if not finding.remedied}
    return NoticeEntry(
        pattern=first.code + _MERGED if merged else first.id,
        code=first.code,
        wording=_NOTHING if merged else first.wording,
        expected_standard=_NOTHING if merged else first.expected_standard,
        firms=len(firms),
        applied_firms=len(bound),
        repeats=len({finding.firm for finding in found if finding.repeat}),
        findings=tuple(finding.uid for finding in found),
        remedied=len(firms - left),
        by_band=held.by_band(firms),
        applied_by_band=held.by_band(bound),
        compared=NOT_COMPARED if merged else first.compared,
        merged_patterns=tuple(pattern.id for pattern in patterns) if merged else (),
    )


def _observations(basis: NoticeBasis, held: _Held, threshold: int) -> tuple[NoticeObservation, ...]:
    own: dict[str, list[BasisFinding]] = defaultdict(list)
    for finding in basis.observations:
        own[finding.pattern].append(finding)
    order = {section.code: place for place, section in enumerate(basis.sections)}
    rows = []
    for pattern in sorted(basis.patterns, key=lambda one: order.get(one.code, len(order))):
        if pattern.id in own:
            firms = {finding.firm for finding in own[pattern.id]}
            bound = held.bound(pattern.items) | firms
            if len(bound) >= threshold:
                uids = tuple(finding.uid for finding in own[pattern.id])
                rows.append(NoticeObservation(pattern.id, pattern.code, pattern.wording, len(firms), len(bound), uids))
    return tuple(rows)


def _compared(
    pattern: DeficiencyPattern, edition: Edition, last_year: Sequence[Edition] | None, last_patterns: Collection[str]
) -> str:
    """Whether last year's figure of the pattern may stand beside: only where every item is the same requirement."""
    if last_year is None:
        return NOT_COMPARED
    if pattern.id not in last_patterns:
        return NEW_PATTERN
    for earlier in reversed(last_year):
        known = next((one for one in earlier.patterns if one.id == pattern.id), None)
        if known is None:
            continue
        kept = all(
            (item := earlier.item_or_none(key)) is not None and matched_in(key, item.text_hash, edition).match is Match.SAME
            for key in known.items
        )
        return SAME_RULE if kept and len(known.items) == len(pattern.items) else RULE_CHANGED
    return RULE_CHANGED


def _order(code: str, editions: Sequence[Edition]) -> tuple[int, str]:
    """Sections in the order of the newest edition; what is no section of the mechanism comes last."""
    for edition in reversed(editions):
        codes = [section.code for section in edition.sections]
        if code in codes:
            return codes.index(code), code
    return 10_000, code


def _name(code: str, editions: Sequence[Edition], patterns: Mapping[str, DeficiencyPattern]) -> Bilingual:
    for edition in reversed(editions):
        for section in edition.sections:
            if section.code == code:
                return section.name
    return next(pattern.heading for pattern in patterns.values() if pattern.code == code)


def _items(code: str, editions: Sequence[Edition], patterns: Mapping[str, DeficiencyPattern]) -> tuple[str, ...]:
    """Every item of the section, and those its patterns touch elsewhere."""
    inside = (item.key for edition in editions for item in edition.items if item.code == code)
    touched = (key for pattern in patterns.values() if pattern.code == code for key in pattern.items)
    return tuple(sorted({*inside, *touched}))
