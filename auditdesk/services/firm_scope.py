"""A firm's scope as the office stands to it: what the rules say, with the exceptions and key items of the day laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from auditdesk.errors import Refused
from auditdesk.model.facts import FactsOnDay, Scope
from auditdesk.model.office_rules import ExceptionKind, ExceptionRow, KeyItemRow
from auditdesk.model.rulebook import Edition, Rulebook
from auditdesk.rules.key_items import with_key_items
from auditdesk.rules.scope import ScopeSize, scope_of, size_of
from auditdesk.rules.scope_exceptions import carried_key, exceptions_in, holds_on, with_exceptions
from auditdesk.store.queries import rules


def full_scope(connection: Any, rulebook: Rulebook, edition: Edition, facts: FactsOnDay, firm_uid: str) -> Scope:
    """Scope under ``edition`` with the firm's approved exceptions and the year's approved key items."""
    rows = (row for row in rules.exceptions(connection, firm_uid=firm_uid) if holds_on(row, facts.day))
    excepted = exceptions_in(rulebook, edition, rows)
    found = with_exceptions(scope_of(edition, facts), excepted.standing, excepted.lapsed)
    return with_key_items(found, key_items_in(rulebook, edition, rules.key_items(connection, year=facts.day.year)))


def scope_sizes(
    connection: Any, rulebook: Rulebook, edition: Edition, firms: Mapping[str, FactsOnDay], day: date
) -> dict[str, ScopeSize]:
    """Firm uid → the size of its ``full_scope`` on ``day``: an approved exception counts, a key item changes nothing."""
    held = _by_firm(
        exceptions_in(rulebook, edition, (row for row in rules.exceptions(connection) if holds_on(row, day))).standing
    )
    return {
        uid: size_of(edition, facts, {row.item: row.kind == ExceptionKind.ADDED for row in held.get(uid, ())})
        for uid, facts in firms.items()
    }


def full_scopes(
    connection: Any, rulebook: Rulebook, edition: Edition, firms: Mapping[str, FactsOnDay], day: date
) -> dict[str, Scope]:
    """Firm uid → its ``full_scope`` on ``day``; what the office decided is read once for all of them."""
    excepted = exceptions_in(rulebook, edition, (row for row in rules.exceptions(connection) if holds_on(row, day)))
    held, lapsed = _by_firm(excepted.standing), _by_firm(excepted.lapsed)
    keys = key_items_in(rulebook, edition, rules.key_items(connection, year=day.year))
    return {
        uid: with_key_items(with_exceptions(scope_of(edition, facts), held.get(uid, ()), lapsed.get(uid, ())), keys)
        for uid, facts in firms.items()
    }


def _by_firm(rows: Iterable[ExceptionRow]) -> dict[str, tuple[ExceptionRow, ...]]:
    found: dict[str, tuple[ExceptionRow, ...]] = {}
    for row in rows:
        found[row.firm_uid] = (*found.get(row.firm_uid, ()), row)
    return found


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
