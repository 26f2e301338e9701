from __future__ import annotations

from datetime import date

import pytest

from auditdesk.rules.staffing import check_staffing, staffing_duty

# Capital → unit, chief, staff at least: the first table of the presentation of 2019-10-25.
DUTIES = [
    (1, (False, 0, 1)),
    (3_999_999_999, (False, 0, 1)),
    (4_000_000_000, (False, 1, 1)),
    (9_999_999_999, (False, 1, 1)),
    (10_000_000_000, (False, 1, 2)),
    (19_999_999_999, (False, 1, 2)),
    (20_000_000_000, (True, 1, 2)),
]


@pytest.mark.parametrize(("capital", "duty"), DUTIES)
def test_capital_decides_unit_chief_and_staff(edition, firm, capital, duty):
    band = staffing_duty(edition, firm(paid_in_capital=capital)).band
    assert (band.unit, band.chief, band.staff_minimum) == duty


# Capital in 億, unit, chief, staff → met, persons short, unit short. A missing fact is None.
CHECKS = [
    (39, None, None, 1, True, 0, False),
    (39, None, 0, 0, False, 1, False),
    (39, None, 5, 0, False, 1, False),
    (40, None, 1, 1, True, 0, False),
    (40, None, 0, 2, False, 1, False),
    (40, None, 0, 0, False, 2, False),
    (100, None, 1, 1, False, 1, False),
    (100, None, 3, 1, False, 1, False),
    (199, False, 1, 2, True, 0, False),
    (200, True, 1, 2, True, 0, False),
    (200, False, 1, 2, False, 0, True),
    (200, False, 0, 0, False, 3, True),
    (200, None, 1, 2, None, 0, False),
    (200, None, 1, 1, False, 1, False),
    (100, None, None, 2, None, 0, False),
    (100, None, None, 1, False, 1, False),
    (39, None, None, None, None, 0, False),
]


@pytest.mark.parametrize(("capital", "unit", "chief", "staff", "met", "short", "unit_short"), CHECKS)
def test_the_duty_is_met_or_so_many_persons_short(edition, firm, capital, unit, chief, staff, met, short, unit_short):
    known = {"security_unit": unit, "security_chief": chief, "security_staff": staff}
    facts = firm(paid_in_capital=capital * 10**8, **{kind: value for kind, value in known.items() if value is not None})
    check = check_staffing(staffing_duty(edition, facts), facts)
    assert (check.met, check.short, check.unit_short) == (met, short, unit_short)


def test_without_a_capital_there_is_no_duty_and_no_verdict(edition, firm):
    facts = firm(assigned_operating_funds=5_000_000_000, paid_in_capital=0, security_staff=3)
    duty = staffing_duty(edition, facts)
    assert duty.band is None
    assert duty.reasons[0].code == "capital_only_assigned"
    assert check_staffing(duty, facts).met is None
    assert check_staffing(duty, facts).staff_actual == 3


def test_a_capital_set_for_the_tier_gives_a_duty_to_a_firm_without_paid_in_capital(edition, firm):
    duty = staffing_duty(edition, firm(paid_in_capital=0, capital_for_tier=10_000_000_000))
    assert duty.band.id == "10bn_to_20bn"
    assert [reason.code for reason in duty.reasons[:2]] == ["capital_set_for_tier", "capital_within"]


def test_the_duty_prints_the_comparison_the_order_and_what_would_change_it(edition, firm):
    duty = staffing_duty(edition, firm(paid_in_capital=12_840_000_000))
    capital, asked, clause, day = duty.reasons
    assert (capital.values["capital_ntd"], capital.values["minimum_ntd"], capital.values["below_ntd"]) == (
        12_840_000_000,
        10_000_000_000,
        20_000_000_000,
    )
    assert (asked.code, asked.values["chief"], asked.values["staff"]) == ("staffing_chief", 1, 2)
    assert "1070320242" in clause.values["citation"].zh
    assert (day.code, day.holds) == ("day_in_force", True)
    assert duty.would_change.code == "would_change.leaves.changes"


def test_before_the_order_took_effect_there_was_no_duty(edition, firm):
    known = {"paid_in_capital": 20_000_000_000}
    assert staffing_duty(edition, firm(date(2018, 6, 8), **known)).band is not None
    before = staffing_duty(edition, firm(date(2018, 6, 7), **known))
    assert before.band is None
    assert before.would_change.values == {"effective_from": date(2018, 6, 8)}
