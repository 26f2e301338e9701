"""The one place where the office's own patterns join the editions: whoever reads an edition of the office's rulebook has them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditdesk.errors import Refused
from auditdesk.model.rulebook import DeficiencyPattern, Edition, Rulebook
from auditdesk.rules.office_patterns import with_own_patterns
from auditdesk.rules.pattern_succession import Successions, patterns_on
from auditdesk.store.queries import patterns
from auditdesk.store.store import Store
from auditdesk.store.work import Work

if TYPE_CHECKING:
    from sqlalchemy import Connection


def with_office_patterns(rulebook: Rulebook, store: Store) -> Rulebook:
    """The rulebook whose editions also hold the office's patterns that are in force."""
    with store.read() as connection:
        return with_own_patterns(rulebook, patterns.own_patterns(connection))


def read_successions(store: Store) -> Successions:
    """What became of patterns, by the steps in force."""
    with store.read() as connection:
        return successions_in(connection)


def successions_in(connection: Connection) -> Successions:
    """The same inside a reading or a unit of work."""
    return Successions(patterns.successions(connection))


def offered_on(connection: Connection, edition: Edition, day: date) -> tuple[DeficiencyPattern, ...]:
    """The edition's patterns that a finding of ``day`` may be recorded under."""
    return patterns_on(edition, day, successions_in(connection))


def demand_offered(work: Work, pattern: DeficiencyPattern, day: date) -> None:
    """Raises Refused ``pattern.not_yet`` or ``pattern.replaced`` where a finding of ``day`` can't be recorded under ``pattern``."""
    if pattern.valid_from is not None and day < pattern.valid_from:
        raise Refused("pattern.not_yet", pattern=pattern.id, day=pattern.valid_from)
    steps = successions_in(work.session.connection())
    if steps.gone(pattern.id, day):
        raise Refused("pattern.replaced", pattern=pattern.id, into=steps.replaced_by(pattern.id, day))
