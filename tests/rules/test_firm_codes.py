from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.errors import BadInput
from auditdesk.rules.firm_codes import file_stem, parse_code

CODES = st.text(alphabet=string.ascii_letters + string.digits, min_size=4, max_size=4)
WINDOWS_DEVICES = {f"{port}{number}".casefold() for port in ("COM", "LPT") for number in range(10)} | {"con", "prn", "aux", "nul"}


@given(CODES)
def test_four_letters_or_digits_are_a_code_as_they_stand(code: str) -> None:
    assert parse_code(code) == code
    assert parse_code(f" {code} ") == code


def test_full_width_signs_are_made_narrow_and_a_text_mark_is_dropped() -> None:
    assert parse_code("９８Ａ０") == "98A0"
    assert parse_code("'0007") == "0007"


@pytest.mark.parametrize(("text", "suggestion"), [("7", "0007"), ("70", "0070"), ("700", "0700")])
def test_eaten_zeros_are_asked_about_and_not_mended(text: str, suggestion: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_code(text)
    assert caught.value.code == "code.zeros_eaten"
    assert caught.value.values == {"text": text, "suggestion": suggestion}


@pytest.mark.parametrize("text", ["", "   ", "ABC", "70C", "12345", "98-0", "98 0", "示範甲證", "9E+81", "٣٣٣٣", "A" * 9000])
def test_anything_else_is_no_code(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_code(text)
    assert caught.value.code == "code.unreadable"


def test_codes_that_differ_in_case_get_files_that_differ_on_windows() -> None:
    assert file_stem("700C") == "700C"
    assert file_stem("700c") == "700c_4"
    assert file_stem("COM1") == "COM1_0"


@given(CODES, CODES)
def test_no_two_codes_share_a_file_where_case_does_not_count(one: str, other: str) -> None:
    assert (file_stem(one).casefold() == file_stem(other).casefold()) == (one == other)


@given(CODES)
def test_a_code_and_itself_in_other_case_never_share_a_file(code: str) -> None:
    assert len({file_stem(form).casefold() for form in (code.upper(), code.lower())}) == len({code.upper(), code.lower()})


@given(CODES)
def test_no_file_is_named_like_a_device_of_windows(code: str) -> None:
    assert file_stem(code).casefold() not in WINDOWS_DEVICES
