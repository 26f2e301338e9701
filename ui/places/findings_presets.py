"""The tabs of the Findings place and what each of its lists begins with."""

from __future__ import annotations

from dataclasses import dataclass

from auditdesk.model.findings_list import FindingFilter
from auditdesk.rules.finding_states import COUNTED_STATES
from ui.words import mark, tr

WAITING, RETURNED, ACCEPTED, ALL, REMEDY, PATTERNS = "waiting", "returned", "accepted", "all", "remedy", "patterns"
TABS = (WAITING, RETURNED, ACCEPTED, ALL, REMEDY, PATTERNS)
_TITLES = {
    WAITING: mark("Waiting for review"),
    RETURNED: mark("Returned"),
    ACCEPTED: mark("Accepted"),
    ALL: mark("All"),
    REMEDY: mark("Remedy"),
    PATTERNS: mark("Patterns"),
}
_COUNTED = tuple(sorted(state.value for state in COUNTED_STATES))
IN_REMEDY = ("lettered", "answered", "rechecked")


def tab_title(tab: str) -> str:
    """The name of a tab."""
    return tr(_TITLES[tab])


@dataclass(frozen=True, slots=True)
class Preset:
    """A list as it begins: its states, whether states may be chosen, its order, and its columns that are hidden at first."""

    tab: str
    only: FindingFilter
    states: tuple[str, ...] = ()
    """States that may be chosen inside it; empty = there is one only."""
    order: str = "number"
    descending: bool = False
    hidden: tuple[str, ...] = ("author", "decided_at", "authority", "finding_class")
    overdue: bool = False
    """Whether it asks for those that are overdue first."""


PRESETS = {
    RETURNED: Preset(
        RETURNED, FindingFilter(states=("returned",)), order="decided_at", hidden=("replies", "authority", "finding_class")
    ),
    ACCEPTED: Preset(ACCEPTED, FindingFilter(states=_COUNTED), _COUNTED),
    ALL: Preset(
        ALL,
        FindingFilter(),
        ("draft", "submitted", "returned", "accepted", "lettered", "answered", "rechecked", "closed", "withdrawn"),
    ),
    REMEDY: Preset(REMEDY, FindingFilter(states=IN_REMEDY), (*IN_REMEDY, "closed"), order="due_date"),
}
