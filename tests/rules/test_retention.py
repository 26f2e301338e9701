from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.errors import Refused
from auditdesk.rules.retention import demand_due, held, kept_until, standing

YEARS = st.integers(min_value=1, max_value=50)


def test_papers_of_2019_kept_five_years_are_due_from_new_year_2025():
    assert kept_until(2019, 5) == date(2024, 12, 31)
    assert standing(2019, 5, date(2024, 12, 31), held=False, removed=False) == "kept"
    assert standing(2019, 5, date(2025, 1, 1), held=False, removed=False) == "due"


@given(st.integers(min_value=2000, max_value=2100), YEARS, st.dates(), st.booleans())
def test_nothing_under_hold_or_before_its_time_is_ever_due(year, years, today, is_held):
    found = standing(year, years, today, held=is_held, removed=False)
    assert (found == "due") == (not is_held and today > kept_until(year, years))
    assert standing(year, years, today, held=is_held, removed=True) == "removed"


@given(st.integers(min_value=2000, max_value=2100), YEARS)
def test_a_longer_period_never_makes_papers_due_earlier(year, years):
    assert kept_until(year, years + 1) - kept_until(year, years) >= timedelta(days=365)


def test_a_hold_on_the_firm_holds_each_of_its_visits():
    assert held("v", "f", {"f"}) and held("v", "f", {"v"}) and not held("v", "f", {"other"})


@pytest.mark.parametrize(
    ("found", "code"), [("removed", "retention.removed"), ("held", "retention.held"), ("kept", "retention.not_yet")]
)
def test_only_what_is_due_may_go(found, code):
    with pytest.raises(Refused) as refused:
        demand_due(found, "108-001", date(2024, 12, 31))
    assert refused.value.code == code
    demand_due("due", "108-001", date(2024, 12, 31))
