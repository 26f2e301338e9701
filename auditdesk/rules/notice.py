"""What the January-1 notice says: which findings count, under which pattern, of how many firms.

Source: the exchange's presentation of 2019-10-25: each January 1 the deficiencies of the past year's audits by the exchange are
published. Only patterns and counts come out of here; the facts of a firm are never read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from auditdesk.model.notice import CompiledNotice, Excluded, NoticeEntry, NoticeSection
from auditdesk.model.rows import FindingRow, VisitRow
from auditdesk.model.rulebook import Bilingual, DeficiencyPattern, Edition
from auditdesk.model.terms import Authority, FindingClass, FindingState
from auditdesk.rules.finding_states import COUNTED_STATES

FIRST_YEAR, LAST_YEAR = 2000, 2900
"""Audit years a notice may be asked for."""


def why_excluded(finding: FindingRow) -> str | None:
    """The reason for leaving a finding of the year out of the notice, None when it counts."""
    if finding.authority != Authority.TWSE:
        return "other_authority"
    if finding.state == FindingState.WITHDRAWN:
        return "withdrawn"
    if finding.state not in COUNTED_STATES:
        return "not_accepted"
    if finding.finding_class != FindingClass.FINDING:
        return "observation"
    return None


def compile_notice(
    year: int,
    *,
    compiled_on: date,
    findings: Sequence[FindingRow],
    visits: Sequence[VisitRow],
    applied: Mapping[str, set[str]],
    editions: Sequence[Edition],
    earlier: Mapping[str, frozenset[str]],
) -> CompiledNotice:
    """The notice of ``year`` from all its findings and visits.

    ``applied``: firm uid → keys of the check items on its checklists (those that applied, or could not be told); ``earlier``: pattern
    id → uids of firms with an accepted TWSE finding of that pattern in an earlier year; ``editions``: those that the findings were
    recorded under, oldest first. A pattern's denominator is the visited firms to which at least one of its items applied.
    """
    counted: dict[str, list[FindingRow]] = {}
    excluded = []
    for finding in findings:
        why = why_excluded(finding)
        if why is None:
            counted.setdefault(finding.pattern, []).append(finding)
        else:
            excluded.append(Excluded(finding.uid, finding.number, why))
    patterns: dict[str, DeficiencyPattern] = {
        pattern.id: pattern for edition in editions for pattern in edition.patterns if pattern.id in counted
    }
    audited = {visit.firm_uid for visit in visits if visit.authority == Authority.TWSE}
    sections: dict[str, list[NoticeEntry]] = {}
    for pattern in patterns.values():
        own = counted[pattern.id]
        firms = {finding.firm_uid for finding in own}
        bound = {uid for uid, keys in applied.items() if keys.intersection(pattern.items)} | firms
        entry = NoticeEntry(
            pattern=pattern.id,
            code=pattern.code,
            wording=pattern.wording,
            expected_standard=pattern.expected_standard,
            firms=len(firms),
            applied_firms=len(bound),
            repeats=len(firms & earlier.get(pattern.id, frozenset())),
            findings=tuple(finding.uid for finding in own),
        )
        sections.setdefault(pattern.code, []).append(entry)
    return CompiledNotice(
        year=year,
        compiled_on=compiled_on,
        publish_on=date(year + 1, 1, 1),
        editions=tuple(edition.id for edition in editions),
        rule_names=tuple(edition.name for edition in editions),
        firms_audited=len(audited),
        visits=sum(visit.authority == Authority.TWSE for visit in visits),
        findings=sum(len(own) for own in counted.values()),
        sections=tuple(
            NoticeSection(
                code=code,
                name=_name(code, editions, patterns),
                firms=len({finding.firm_uid for entry in entries for finding in counted[entry.pattern]}),
                entries=tuple(entries),
            )
            for code, entries in sorted(sections.items(), key=lambda pair: _order(pair[0], editions))
        ),
        excluded=tuple(excluded),
    )


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
