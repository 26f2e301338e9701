"""Everything wrong or missing in a visit before it is handed in, as one list; pure, so that each rule of it can be tested alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from auditdesk.model.fieldwork_rows import FieldFinding, FieldItem, FieldworkRow, XrayLine
from auditdesk.model.terms import Judgement, Severity

_NEEDS_EVIDENCE = frozenset({Severity.CRITICAL.value, Severity.HIGH.value})
_WITH_FINDING = frozenset({Judgement.DEFICIENT.value, Judgement.OBSERVATION.value})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the visit itself does not hold.

    ``edition_now``: the edition that is in force on the reference date as the rulebook stands today, None = none. ``files``: (uid,
    name, state, item) of evidence that is ``missing`` or ``altered``. ``absent``: logins that are no longer active here.
    """

    edition_now: str | None
    files: Sequence[tuple[str, str, str, str | None]] = ()
    absent: Collection[str] = ()
    unknown_facts: Sequence[str] = ()
    pending: Mapping[str, int] = field(default_factory=dict)
    """Item key → pieces of its samples that nobody has looked at yet."""


def xray(visit: FieldworkRow, around: Surroundings) -> tuple[XrayLine, ...]:
    """Every line in the order of the checklist; what concerns the whole visit comes first. Empty = clean."""
    return tuple(_lines(visit, around))


def _lines(visit: FieldworkRow, around: Surroundings) -> Iterator[XrayLine]:
    if around.edition_now != visit.edition:
        values = {"edition": visit.edition, "in_force": around.edition_now or "", "day": visit.reference_date}
        code = "edition_differs" if around.edition_now else "edition_none"
        yield XrayLine(code, "visit", visit.uid, None, visit.number, values)
    for fact in around.unknown_facts:
        yield XrayLine("fact_unknown", "visit", visit.uid, None, fact, {"fact": fact})
    for section in visit.sections:
        if section.assigned in around.absent and section.total:
            values = {"login": section.assigned, "section": section.code}
            yield XrayLine("assigned_absent", "visit", visit.uid, None, section.code, values)
    for item in visit.items:
        yield from _item_lines(item, around)
    for finding in visit.unbound:
        yield from _finding_lines(finding)
    for uid, name, state, key in around.files:
        yield XrayLine(f"evidence_{state}", "evidence", uid, key, name, {"file": name})
    for note in visit.notes:
        yield XrayLine("note_unsorted", "field_note", note.uid, note.item, note.text, {"text": note.text})


def _item_lines(item: FieldItem, around: Surroundings) -> Iterator[XrayLine]:
    def line(code: str, **values: object) -> XrayLine:
        return XrayLine(code, "visit_item", item.uid, item.key, item.number, {"item": item.number, **values})

    if item.judgement is None:
        yield line("unanswered")
    if item.judgement in _WITH_FINDING and not item.findings:
        yield line("without_finding")
    if item.claimed_by in around.absent:
        yield line("claimed_absent", login=item.claimed_by)
    if around.pending.get(item.key):
        yield line("sample_pending", count=around.pending[item.key])
    yield from _finding_lines_of(item.findings)


def _finding_lines_of(findings: Iterable[FieldFinding]) -> Iterator[XrayLine]:
    for finding in findings:
        yield from _finding_lines(finding)


def _finding_lines(finding: FieldFinding) -> Iterator[XrayLine]:
    def line(code: str, **values: object) -> XrayLine:
        return XrayLine(code, "finding", finding.uid, finding.item, finding.number, {"finding": finding.number, **values})

    if finding.facts_missing:
        yield line("facts_missing")
    if not finding.pattern:
        yield line("pattern_missing")
    if finding.severity in _NEEDS_EVIDENCE and not finding.evidence:
        yield line("evidence_none", severity=finding.severity)
    default = finding.default_severity
    if default is not None and finding.severity != default and not finding.severity_reason.strip():
        yield line("severity_reason", severity=finding.severity, default=default)
