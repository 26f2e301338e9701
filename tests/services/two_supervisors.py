"""Two supervisors and two firms: what the tests of the office's own rules share."""

from __future__ import annotations

from datetime import date

from auditdesk.desk import Desk
from auditdesk.model.office_rules import ExceptionKind, ItemChange, ProposeException
from auditdesk.rules.rulebook_diff import written
from tests.conftest import CHEAP

FIRM, OFFLINE = "ZX01", "ZX02"
DAY = date(2019, 11, 1)
RISK = "CC-11000-01"
"""Binds only firms that take internet orders."""
POLICY = "CC-12000-01"
"""Binds every firm."""


class People:
    """Two supervisors at one open workspace, one at a time: each acts through a desk of his own."""

    def __init__(self, first: Desk) -> None:
        self._first = self.desk = first

    def acts(self, login: str, day: date = DAY) -> Desk:
        actor = next(person for person in self._first.people.list() if person.login == login)
        self.desk = Desk(self._first.store, self._first.people._key, actor, CHEAP, lambda: day)
        return self.desk


def judged(desk: Desk, firm: str, item: str, day: date):
    return next(one for one in desk.firms.scope(firm, day).items if one.item.key == item)


def exempt(desk: Desk, firm=FIRM, item=POLICY, since=date(2019, 6, 1), until=None, kind=ExceptionKind.EXEMPT):
    return desk.exceptions.propose(ProposeException(firm, item, kind, "去年已由他機關查核", since, until))


def change(desk: Desk, edition: str, key: str, **stated) -> ItemChange:
    item = desk.office_editions.read(edition).item(key)
    fields = {
        "section": item.code,
        "paragraph": item.paragraph or "",
        "summary_zh": item.summary.zh,
        "summary_en": item.summary.en,
        "frequency": item.frequency.value,
        "condition": written(item.condition),
        "effective_from": item.effective_from,
        "effective_until": item.effective_until,
    }
    return ItemChange(key, **(fields | stated))


def put_in_force(people, edition: str) -> Desk:
    people.acts("wang").office_editions.submit(edition)
    desk = people.acts("lee")
    desk.office_editions.approve(edition)
    return desk
