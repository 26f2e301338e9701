from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.rules.spelling import firm_name_forms, matching_form, same_name, split_branch_name, tidy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示範臺北", "示範台北"),
        ("示範 甲證券", "示範甲證券"),
        ("示範甲－北區", "示範甲-北區"),
        ("示範甲--北區", "示範甲-北區"),
        ("示範甲 – 北區", "示範甲-北區"),
        ("示範&#29319;證券", "示範" + chr(29319) + "證券"),
        ("示範&amp;#29319;證券", "示範" + chr(29319) + "證券"),
        ("Ｄｅｍｏ Jia", "demo jia"),
        ("示範甲\u200b證券", "示範甲證券"),
        (None, "  "),
    ],
)
def test_two_spellings_of_one_name_are_equal(one: str | None, other: str | None) -> None:
    assert same_name(one, other)


def test_different_names_stay_different() -> None:
    assert not same_name("示範甲證券", "示範乙證券")
    assert not same_name("示範甲證券", None)


def test_a_kept_name_loses_entities_invisible_signs_and_stray_blanks_but_no_character() -> None:
    assert tidy("  示範 甲&#35657;券\u202e ") == "示範甲證券"
    assert tidy("Demo  Jia   Securities") == "Demo Jia Securities"
    assert tidy("示範臺北－東區") == "示範臺北－東區"
    assert tidy("示範" + chr(0x2F8A6) + "證券") == "示範" + chr(0x2F8A6) + "證券"


@given(st.text(max_size=60))
def test_a_tidied_text_has_no_invisible_sign_and_no_double_blank(text: str) -> None:
    once = tidy(text)
    assert not any(unicodedata.category(sign) in ("Cc", "Cf") for sign in once)
    assert "  " not in once


@given(st.text(max_size=60))
def test_a_name_matches_itself_after_tidying(text: str) -> None:
    assert matching_form(text).casefold() == matching_form(text)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("示範甲-北區", ("示範甲", "北區")),
        ("示範甲－－北區", ("示範甲", "北區")),
        ("示範甲 ─ 北區", ("示範甲", "北區")),
        ("示範甲-北區-二館", ("示範甲", "北區-二館")),
        ("示範甲北區", None),
        ("-北區", None),
        ("示範甲-", None),
    ],
)
def test_a_branch_name_is_split_at_its_first_hyphen(name: str, parts: tuple[str, str] | None) -> None:
    assert split_branch_name(name) == parts


def test_a_firm_is_named_with_or_without_its_legal_form_and_trade() -> None:
    full = firm_name_forms("示範甲證券股份有限公司")
    assert firm_name_forms("示範甲證券") <= full
    assert firm_name_forms("示範甲") <= full
    assert firm_name_forms("示範乙") & full == frozenset()
