"""Where a visit stands and what may still be done to it: open, handed in, signed off."""

from __future__ import annotations

from datetime import date, datetime

from auditdesk.errors import Refused
from auditdesk.model.terms import FindingState, Severity

WRITABLE = frozenset({FindingState.DRAFT, FindingState.RETURNED})
"""States in which a finding's text may be changed."""


def demand_papers(number: str, removed_on: date | None) -> None:
    """Raises Refused ``visit.removed``: what was removed for good takes no new text."""
    if removed_on is not None:
        raise Refused("visit.removed", visit=number, day=removed_on)


def demand_writable(number: str, signed_off_at: datetime | None, removed_on: date | None) -> None:
    """Raises Refused ``visit.signed_off`` or ``visit.removed``."""
    demand_papers(number, removed_on)
    if signed_off_at is not None:
        raise Refused("visit.signed_off", visit=number)


def demand_unreviewed(act: str, state: str) -> None:
    """Raises Refused ``finding.wrong_state`` for a finding that was handed in or decided."""
    if FindingState(state) not in WRITABLE:
        raise Refused("finding.wrong_state", act=act, state=state)


def demand_reason_for_severity(severity: str, default: Severity | None, reason: str) -> None:
    """Raises Refused ``finding.severity_reason_needed`` where the severity is another than the pattern's."""
    if default is not None and severity != default.value and not reason.strip():
        raise Refused("finding.severity_reason_needed", severity=severity, default=default.value)
