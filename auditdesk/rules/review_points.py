"""What the program looks at before a second person does, and where the words that a remark is about stand now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from auditdesk.model.review_rows import PointResult

SEVERITIES = ("critical", "high", "medium", "low")
"""The gravest first."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A finding as far as the points go. ``precedents``: accepted findings of its pattern by severity; ``files``: states of its files."""

    pattern: str
    facts: str
    severity: str
    default_severity: str | None
    severity_reason: str
    files: Sequence[str]
    precedents: Mapping[str, int]
    open_notes: int
    settled_notes: int
    returned: bool
    changed_since_return: bool
    repeat_years: Sequence[int]
    """Earlier years with the same failing at the firm, the newest first."""
    acknowledged: bool
    """Whether the finding names the newest of them."""
    merged: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Code of a firm that has become part of this one → years in which the same failing was found there."""


def points(finding: Reviewed) -> tuple[PointResult, ...]:
    """Every point in the order it is shown: met, worth a look, or open (which blocks acceptance)."""
    found = [
        PointResult("wording", "met" if finding.pattern else "open", {"pattern": finding.pattern}),
        PointResult("facts", "met" if finding.facts.strip() else "open", {"characters": len(finding.facts.strip())}),
        _evidence(finding.files),
        _severity(finding.severity, finding.precedents),
    ]
    if finding.default_severity is not None and finding.severity != finding.default_severity:
        reasoned = "met" if finding.severity_reason.strip() else "look"
        values = {"severity": finding.severity, "default": finding.default_severity}
        found.append(PointResult("severity_reason", reasoned, values))
    if finding.open_notes:
        found.append(PointResult("comments", "open", {"count": finding.open_notes}))
    elif finding.settled_notes:
        found.append(PointResult("comments", "met", {"count": finding.settled_notes}))
    if finding.returned:
        found.append(PointResult("mended", "met" if finding.changed_since_return else "look", {}))
    if finding.repeat_years:
        years = tuple(finding.repeat_years)
        told = {"count": len(years), "years": years}
        found.append(PointResult("repeats", "met" if finding.acknowledged else "look", told))
    for code, found_in in finding.merged.items():
        found.append(PointResult("merged_repeats", "look", {"firm": code, "years": tuple(dict.fromkeys(found_in))}))
    return tuple(found)


def _evidence(states: Collection[str]) -> PointResult:
    broken = sum(state != "whole" for state in states)
    standing = "met" if states and not broken else "look"
    return PointResult("evidence" if states else "no_evidence", standing, {"count": len(states), "broken": broken})


def _severity(severity: str, precedents: Mapping[str, int]) -> PointResult:
    """Against what most others of the pattern were given; a tie counts for the finding."""
    counts = {name: precedents.get(name, 0) for name in SEVERITIES}
    values = {"severity": severity, "total": sum(counts.values()), **counts}
    most = max(counts.values())
    usual = [name for name in SEVERITIES if counts[name] == most]
    if not most or severity in usual or severity not in SEVERITIES:
        return PointResult("severity" if most else "no_precedents", "met", values)
    graver = SEVERITIES.index(severity) < min(SEVERITIES.index(name) for name in usual)
    milder = SEVERITIES.index(severity) > max(SEVERITIES.index(name) for name in usual)
    return PointResult("severity_graver" if graver else "severity_milder" if milder else "severity_other", "look", values)


def anchored(text: str, start: int, end: int, quoted: str) -> tuple[str, int, int]:
    """(standing, start, end) of the words ``quoted`` in ``text``, which stood at ``start``: ``here``, ``moved`` to the nearest place
    where they stand now, or ``changed``, then with the old place cut to the text."""
    if not quoted:
        return "whole", 0, 0
    if text[start:end] == quoted:
        return "here", start, end
    before = text.rfind(quoted, 0, start + len(quoted))
    after = text.find(quoted, max(0, start))
    found = [place for place in (before, after) if place >= 0]
    if found:
        nearest = min(found, key=lambda place: abs(place - start))
        return "moved", nearest, nearest + len(quoted)
    return "changed", min(start, len(text)), min(end, len(text))
