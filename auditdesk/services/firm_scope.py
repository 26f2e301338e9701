"""A firm's scope as the office stands to it: what the rules say, with the exceptions and key items of the day laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from auditdesk.errors import Refused
from auditdesk.model.facts import FactsOnDay, Scope
from auditdesk.model.office_rules import ExceptionRow, KeyItemRow
from auditdesk.model.rulebook import Edition, Rulebook
from auditdesk.rules.key_items import with_key_items
from auditdesk.rules.scope import scope_of
from auditdesk.rules.scope_exceptions import carried_key, holds_on, with_exceptions
from auditdesk.store.queries import rules


def full_scope(connection: Any, rulebook: Rulebook, edition: Edition, facts: FactsOnDay, firm_uid: str) -> Scope:
    """Scope under ``edition`` with the firm's approved exceptions and the year's approved key items."""
    found = with_exceptions(
        scope_of(edition, facts),
        exceptions_in(
            rulebook, edition, (row for row in rules.exceptions(connection, firm_uid=firm_uid) if holds_on(row, facts.day))
        ),
    )
    return with_key_items(found, key_items_in(rulebook, edition, rules.key_items(connection, year=facts.day.year)))


def full_scopes(
    connection: Any, rulebook: Rulebook, edition: Edition, firms: Mapping[str, FactsOnDay], day: date
) -> dict[str, Scope]:
    """Firm uid → its ``full_scope`` on ``day``; what the office decided is read once for all of them."""
    held: dict[str, list[ExceptionRow]] = {}
    for row in exceptions_in(rulebook, edition, (row for row in rules.exceptions(connection) if holds_on(row, day))):
        held.setdefault(row.firm_uid, []).append(row)
    keys = key_items_in(rulebook, edition, rules.key_items(connection, year=day.year))
    return {
        uid: with_key_items(with_exceptions(scope_of(edition, facts), tuple(held.get(uid, ()))), keys)
        for uid, facts in firms.items()
    }


def exceptions_in(rulebook: Rulebook, edition: Edition, rows: Iterable[ExceptionRow]) -> tuple[ExceptionRow, ...]:
    """The exceptions under the keys that their items have in ``edition``; those of items that it no longer has are left out."""
    return tuple(
        replace(row, item=key) for row in rows if (key := _key_in(rulebook, row.valid_from, row.item, edition)) is not None
    )


def key_items_in(rulebook: Rulebook, edition: Edition, rows: Iterable[KeyItemRow]) -> tuple[KeyItemRow, ...]:
    """The key items under the keys of ``edition``: an item is named as the edition of the year's last day names it."""
    return tuple(
        replace(row, item=key) for row in rows if (key := _key_in(rulebook, last_day(row.year), row.item, edition)) is not None
    )


def last_day(year: int) -> date:
    """The day whose edition names the key items of an audit year."""
    return date(year, 12, 31)


def _key_in(rulebook: Rulebook, day: date, key: str, edition: Edition) -> str | None:
    try:
        then = rulebook.in_force(day)
    except Refused:
        return None
    return key if then is edition else carried_key(then, key, edition)
