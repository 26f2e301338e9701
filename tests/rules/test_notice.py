"""What the notice counts by: which capital bands are told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditdesk.rules.notice import bands_together


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.integers(2, 6))
def test_no_capital_band_is_told_in_which_too_few_firms_were_audited(audited, threshold):
    groups = bands_together(audited, threshold)
    firms = [sum(audited[place] for place in group) for group in groups]
    assert all(one == 0 or one >= threshold for one in firms)
    if groups:
        assert [place for group in groups for place in group] == list(range(len(audited))), "neighbours only, each once"
        assert len(groups) > 1


def test_bands_with_enough_audited_firms_stay_apart():
    assert bands_together((3, 4, 0, 5), 3) == ((0,), (1,), (2,), (3,))
    assert bands_together((3, 2, 2, 1), 3) == ((0, 1), (2, 3))
    assert bands_together((1, 1), 3) == ()
