from __future__ import annotations

import pytest

from auditdesk.rules.minimum_capital import doubt_about


@pytest.mark.parametrize(
    ("amount", "doubt"),
    [
        (0, None),
        (1, "amount.below_minimum"),
        (49_999, "amount.below_minimum"),
        (50_000, "amount.unit_slip"),
        (200_000, "amount.unit_slip"),
        (49_999_999, "amount.unit_slip"),
        (50_000_000, None),
        (4_000_000_000, None),
        (999_999_999_999, None),
        (1_000_000_000_000, "amount.unit_slip"),
    ],
)
def test_capital_is_doubted_where_a_factor_of_a_thousand_would_explain_it(amount: int, doubt: str | None) -> None:
    assert doubt_about(amount) == doubt
