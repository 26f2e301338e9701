"""How well the suggestion of patterns does on findings that people have labelled."""

from __future__ import annotations

from collections.abc import Iterable

from auditdesk.model.pattern_rows import LabelledFinding, Measured
from auditdesk.rules.pattern_suggestion import PatternIndex

_FEW = 3


def measure(index: PatternIndex, labelled: Iterable[LabelledFinding]) -> Measured:
    """Counts how often a right pattern comes first, and how often among the first three."""
    count = first = first_three = 0
    missed = []
    for one in labelled:
        count += 1
        found = tuple(suggestion.pattern.id for suggestion in index.suggest(one.text, _FEW))
        right = [place for place, pattern in enumerate(found) if pattern in one.patterns]
        first_three += bool(right)
        if right[:1] == [0]:
            first += 1
        else:
            missed.append((one, found))
    return Measured(count, first, first_three, tuple(missed))
