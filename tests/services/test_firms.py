"""Dated facts, tier and scope through the services, on the days around each change."""

from datetime import date

import pytest

from auditdesk.errors import Refused
from auditdesk.model.commands import OpenVisit, RecordFact
from tests.conftest import DAY

from .conftest import add_firm

BILLION = 1_000_000_000
EDGES = [
    (4 * BILLION - 1, "under_4bn", "under_4bn", [True, False, False], (False, 0, 1)),
    (4 * BILLION, "4bn_to_10bn", "4bn_to_10bn", [True, True, False], (False, 1, 1)),
    (10 * BILLION - 1, "4bn_to_10bn", "4bn_to_10bn", [True, True, False], (False, 1, 1)),
    (10 * BILLION, "from_10bn", "10bn_to_20bn", [True, True, True], (False, 1, 2)),
    (20 * BILLION - 1, "from_10bn", "10bn_to_20bn", [True, True, True], (False, 1, 2)),
    (20 * BILLION, "from_10bn", "from_20bn", [True, True, True], (True, 1, 2)),
]


@pytest.mark.parametrize(("capital", "tier", "staffing", "parts", "duty"), EDGES)
def test_a_lower_bound_belongs_to_the_band_and_an_upper_bound_to_the_next(desk, capital, tier, staffing, parts, duty):
    add_firm(desk, "ZX01", capital)
    scope = desk.firms.scope("ZX01", date(2019, 6, 1))
    assert scope.scope_band.id == tier
    assert scope.staffing.band.id == staffing
    assert [part.applies for part in scope.parts] == parts
    band = scope.staffing.band
    assert (band.unit, band.chief, band.staff_minimum) == duty


def test_a_capital_change_counts_from_its_day_and_not_before(desk):
    add_firm(desk, "ZX01", 4 * BILLION - 1)
    desk.firms.record_fact(RecordFact("ZX01", "paid_in_capital", 10 * BILLION, date(2019, 7, 8), "capital increase"))
    assert desk.firms.scope("ZX01", date(2019, 7, 7)).scope_band.id == "under_4bn"
    assert desk.firms.scope("ZX01", date(2019, 7, 8)).scope_band.id == "from_10bn"


def test_the_later_recorded_of_two_facts_for_one_day_holds_and_both_stay(desk):
    add_firm(desk, "ZX01", 5 * BILLION)
    desk.firms.record_fact(RecordFact("ZX01", "paid_in_capital", 6 * BILLION, date(2019, 1, 1), "correction"))
    assert desk.firms.detail("ZX01", date(2019, 1, 1)).row.paid_in_capital == 6 * BILLION
    history = [fact.value for fact in desk.firms.detail("ZX01", date(2019, 1, 1)).facts if fact.kind == "paid_in_capital"]
    assert history == [6 * BILLION, 5 * BILLION]


def test_recording_the_same_fact_again_changes_nothing(desk, firm):
    before = desk.care.status().journal_head
    desk.firms.record_fact(RecordFact(firm, "internet_ordering", True, date(2019, 1, 1), "again"))
    assert desk.care.status().journal_head == before


def test_a_day_before_the_first_edition_is_refused_with_the_first_day(desk, firm):
    with pytest.raises(Refused) as refused:
        desk.firms.scope(firm, date(2002, 2, 20))
    assert refused.value.code == "edition.none_in_force"
    assert desk.firms.detail(firm, date(2002, 2, 20)).scope is None


def test_a_firm_without_capital_has_no_band_until_one_is_set_with_its_ground(desk):
    add_firm(desk, "ZX01", None)
    desk.firms.record_fact(RecordFact("ZX01", "assigned_operating_funds", BILLION, date(2019, 1, 1), "open data"))
    assert desk.firms.scope("ZX01", date(2019, 6, 1)).scope_band is None
    with pytest.raises(Refused) as refused:
        desk.firms.record_fact(RecordFact("ZX01", "capital_for_tier", 5 * BILLION, date(2019, 1, 1), " "))
    assert refused.value.code == "fact.source_needed"
    desk.firms.record_fact(RecordFact("ZX01", "capital_for_tier", 5 * BILLION, date(2019, 1, 1), "letter of the head office"))
    assert desk.firms.scope("ZX01", date(2019, 6, 1)).scope_band.id == "4bn_to_10bn"


def test_codes_that_differ_in_case_only_are_two_firms(desk):
    add_firm(desk, "700C", 5 * BILLION)
    add_firm(desk, "700c", 1 * BILLION)
    assert desk.firms.detail("700c", date(2019, 6, 1)).row.paid_in_capital == BILLION
    with pytest.raises(Refused):
        desk.firms.detail("700D", date(2019, 6, 1))


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("paid_in_capital", -1, "fact.wrong_value"),
        ("paid_in_capital", True, "fact.wrong_value"),
        ("internet_ordering", 1, "fact.wrong_value"),
        ("security_staff", 10**6, "fact.wrong_value"),
        ("lead_authority", "fsc", "fact.wrong_value"),
        ("shoe_size", 42, "fact.unknown"),
    ],
)
def test_a_fact_that_does_not_fit_its_kind_is_refused(desk, firm, kind, value, code):
    with pytest.raises(Refused) as refused:
        desk.firms.record_fact(RecordFact(firm, kind, value, date(2019, 1, 1), "test"))
    assert refused.value.code == code


def test_the_history_of_a_firm_shows_its_facts_with_who_and_when(desk, firm):
    lines = desk.firms.history(firm)
    assert {line.object_kind for line in lines} == {"firm", "firm_fact"}
    assert all(line.login == "wang" for line in lines)


def test_a_fact_recorded_later_for_the_day_of_a_visit_changes_nothing_of_the_visit_and_is_told(desk, firm):
    def staffing(number):
        found = desk.firms.detail(firm, DAY)
        return found.visit_staffing[next(visit.uid for visit in found.visits if visit.number == number)]

    for kind, value in (("security_chief", 1), ("security_staff", 2), ("security_unit", False)):
        desk.firms.record_fact(RecordFact(firm, kind, value, date(2019, 1, 2), "reply"))
    before, after = (desk.visits.open(OpenVisit(firm, on)).number for on in (date(2019, 3, 1), date(2019, 6, 1)))
    stood = staffing(before), staffing(after)
    assert desk.firms.visits_that_keep(firm, "paid_in_capital") == ()
    desk.firms.record_fact(RecordFact(firm, "paid_in_capital", 30 * BILLION, date(2019, 5, 1), "letter"))
    assert desk.firms.visits_that_keep(firm, "paid_in_capital") == (after,)
    assert (staffing(before), staffing(after)) == stood, "the duty is that with which the visit was opened"
    desk.firms.record_fact(RecordFact(firm, "security_staff", 1, date(2019, 5, 1), "found at the visit"))
    assert staffing(after).staff_actual == 1 and desk.firms.visits_that_keep(firm, "security_staff") == ()
    assert desk.firms.scope(firm, date(2019, 6, 1)).staffing.band.unit is True
    desk.firm_records.rename(firm, "示範新名證券", date(2019, 2, 1), "letter")
    assert desk.firms.visits_that_keep(firm, "legal_name") == ()
