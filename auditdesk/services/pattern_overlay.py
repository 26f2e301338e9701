"""The one place where the office's own patterns join the editions: whoever reads an edition of the office's rulebook has them."""

from __future__ import annotations

from auditdesk.model.rulebook import Rulebook
from auditdesk.rules.office_patterns import with_own_patterns
from auditdesk.rules.pattern_succession import Successions
from auditdesk.store.queries import patterns
from auditdesk.store.store import Store


def with_office_patterns(rulebook: Rulebook, store: Store) -> Rulebook:
    """The rulebook whose editions also hold the office's patterns that are in force."""
    with store.read() as connection:
        return with_own_patterns(rulebook, patterns.own_patterns(connection))


def read_successions(store: Store) -> Successions:
    """What became of patterns, by the steps in force."""
    with store.read() as connection:
        return Successions(patterns.successions(connection))
