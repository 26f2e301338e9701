"""The shipped edition, read once, and firms made of a few facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from auditdesk import places
from auditdesk.exchange.rulebook_files import read_edition_at
from auditdesk.model.facts import DatedFact, FactsOnDay, FactValue
from auditdesk.model.rulebook import Edition

DAY = date(2019, 10, 25)


def fact(kind: str, value: FactValue) -> DatedFact:
    return DatedFact(kind, value, date(2019, 6, 30), "示範申報", date(2019, 7, 8), "lee")


@pytest.fixture(scope="session")
def edition() -> Edition:
    return read_edition_at(places.shipped_data() / "rulebook" / "2019-10-25")


@pytest.fixture
def firm() -> Callable[..., FactsOnDay]:
    """A firm with these facts on a day: ``firm(paid_in_capital=…, internet_ordering=True)``."""

    def build(day: date = DAY, **facts: FactValue) -> FactsOnDay:
        return FactsOnDay("ZX03", day, {kind: fact(kind, value) for kind, value in facts.items()})

    return build
