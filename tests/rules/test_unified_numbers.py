"""Check digits of unified numbers by the rule until 2023-03 and the one since."""

import pytest

from auditdesk.rules.unified_numbers import doubt_about_number


@pytest.mark.parametrize(
    ("number", "doubt"),
    [
        ("04595257", None),  # the tax authority's example: sum 40
        ("12345675", None),  # a 7 in seventh place leaves a choice
        ("00000005", None),  # only by the newer rule
        ("12345678", "unified_number.check_digit"),
        ("1234567", "unified_number.unreadable"),
        ("１２３４５６７５", "unified_number.unreadable"),
    ],
)
def test_a_number_fits_the_older_or_the_newer_rule_or_is_doubted(number, doubt):
    assert doubt_about_number(number) == doubt
