"""What a firm is on a day."""

from __future__ import annotations

from datetime import date

from auditdesk.model.facts import DatedFact
from auditdesk.rules.firm_register import licence_at


def test_the_standing_of_a_firm_is_that_of_the_day_asked_and_of_no_later_one():
    def fact(kind, value, day):
        return DatedFact(kind, value, day, "函", day, "wang")

    told = (
        fact("licence_state", "suspended", date(2026, 3, 1)),
        fact("licence_state", "active", date(2026, 5, 1)),
        fact("merged_into", "ZX01", date(2026, 9, 1)),
    )
    days = {date(2026, 2, 28): "active", date(2026, 3, 1): "suspended", date(2026, 5, 1): "active", date(2026, 8, 31): "active"}
    assert {day: licence_at(told, day) for day in days} == days
    assert licence_at(told, date(2026, 9, 1)) == "merged"
