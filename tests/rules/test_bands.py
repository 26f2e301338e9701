from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.errors import Refused
from auditdesk.rules.bands import band_of, faults_of, holds


@dataclass(frozen=True)
class Band:
    minimum: int
    below: int | None


# The tables of the presentation of 2019-10-25: 以上 holds the bound, 未達 does not.
STAFFING = [
    (0, "under_4bn"),
    (3_999_999_999, "under_4bn"),
    (4_000_000_000, "4bn_to_10bn"),
    (9_999_999_999, "4bn_to_10bn"),
    (10_000_000_000, "10bn_to_20bn"),
    (19_999_999_999, "10bn_to_20bn"),
    (20_000_000_000, "from_20bn"),
    (90_000_000_000_000, "from_20bn"),
]
SCOPE = [
    (0, "under_4bn"),
    (3_999_999_999, "under_4bn"),
    (4_000_000_000, "4bn_to_10bn"),
    (9_999_999_999, "4bn_to_10bn"),
    (10_000_000_000, "from_10bn"),
    (19_999_999_999, "from_10bn"),
    (20_000_000_000, "from_10bn"),
]


@pytest.mark.parametrize(("amount", "band"), STAFFING)
def test_the_lower_bound_is_in_and_the_upper_bound_out_of_a_staffing_band(edition, amount, band):
    assert band_of(edition.staffing_table.bands, amount).id == band


@pytest.mark.parametrize(("amount", "band"), SCOPE)
def test_the_lower_bound_is_in_and_the_upper_bound_out_of_a_scope_band(edition, amount, band):
    assert band_of(edition.scope_table.bands, amount).id == band


@given(st.integers(min_value=0, max_value=2**53))
def test_every_amount_lies_in_exactly_one_band_of_each_table(edition, amount):
    for table in (edition.staffing_table, edition.scope_table):
        assert sum(holds(band, amount) for band in table.bands) == 1


def test_less_than_nothing_lies_in_no_band(edition):
    with pytest.raises(Refused) as refused:
        band_of(edition.scope_table.bands, -1)
    assert refused.value.code == "capital.in_no_band"


@pytest.mark.parametrize(
    ("bands", "codes"),
    [
        ([(0, 40), (40, None)], []),
        ([(0, None)], []),
        ([], ["rulebook.bands_missing"]),
        ([(1, 40), (40, None)], ["rulebook.bands_start"]),
        ([(0, 40), (41, None)], ["rulebook.bands_gap"]),
        ([(0, 40), (39, None)], ["rulebook.bands_overlap"]),
        ([(0, None), (40, None)], ["rulebook.bands_overlap"]),
        ([(0, 40), (40, 100)], ["rulebook.bands_end"]),
        ([(0, 40), (40, 40), (40, None)], ["rulebook.band_holds_nothing"]),
        ([(0, 40), (100, None), (40, 100)], ["rulebook.bands_gap", "rulebook.bands_unsorted", "rulebook.bands_end"]),
    ],
)
def test_what_keeps_a_table_from_holding_every_amount_once_is_named(bands, codes):
    assert [fault.code for fault in faults_of([Band(*bounds) for bounds in bands])] == codes


@given(st.lists(st.integers(1, 10**12), unique=True, max_size=6).map(sorted))
def test_bands_that_meet_at_any_rising_bounds_are_a_sound_table(bounds):
    edges = [0, *bounds]
    bands = [Band(low, high) for low, high in zip(edges, [*bounds, None], strict=True)]
    assert list(faults_of(bands)) == []
