from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.errors import BadInput
from auditdesk.rules.amounts import LARGEST, in_hundred_millions, parse_amount, unit_in_heading

AMOUNTS = st.integers(min_value=0, max_value=LARGEST)


@pytest.mark.parametrize(
    "text",
    [
        "40億",
        "40 億元",
        "40.0億",
        "４０億",
        "4,000,000千元",
        "4000000仟元",
        "400,000萬",
        "4,000百萬元",
        "40億元整",
        "4,000,000,000",
        "4，000，000，000",
        "４，０００，０００，０００元",
        "NT$4,000,000,000",
        "NTD 4,000,000,000",
        "新臺幣 40 億元",
        "新台幣4,000,000,000元整",
        "4000000000.00",
    ],
)
def test_every_way_of_writing_four_billion_is_four_billion(text: str) -> None:
    assert parse_amount(text) == 4_000_000_000


def test_fractions_of_a_scale_are_exact() -> None:
    assert parse_amount("1.5億") == 150_000_000
    assert parse_amount("0.00000001億") == 1
    assert parse_amount("39.99999999億") == 3_999_999_999
    assert parse_amount("0.1億") + parse_amount("0.2億") == 30_000_000


def test_scales_may_follow_each_other_downwards() -> None:
    assert parse_amount("1億5,000萬") == 150_000_000
    assert parse_amount("1億5,000萬3元") == 150_000_003


@pytest.mark.parametrize("text", ["5,000萬1億", "1億1億", "1億20,000萬", "1億5000"])
def test_a_sum_that_could_mean_two_amounts_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_amount(text)
    assert caught.value.code == "amount.unreadable"


def test_a_bare_number_counts_in_the_unit_of_its_column_and_a_written_unit_wins() -> None:
    assert parse_amount("4,000,000", unit=1000) == 4_000_000_000
    assert parse_amount("NT$4,000,000", unit=1000) == 4_000_000_000
    assert parse_amount("40億", unit=1000) == 4_000_000_000
    assert parse_amount("4,000,000,000元", unit=1000) == 4_000_000_000


def test_a_number_cell_of_a_spreadsheet_is_read_exactly() -> None:
    assert parse_amount(4000000.0, unit=1000) == 4_000_000_000
    assert parse_amount(3.999999999e9) == 3_999_999_999
    assert parse_amount(1.5, unit=100_000_000) == 150_000_000
    assert parse_amount(0.1, unit=10) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "億",
        "四十億",
        "4,00",
        "1,2345",
        "4.000.000",
        "1e9",
        "40 50",
        "5²",
        "½億",
        "٣",
        "NaN",
        "inf",
        "4,000,000千美元",
        "US$5",
        "9" * 5000,
    ],
)
def test_what_is_no_amount_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_amount(text)
    assert caught.value.code == "amount.unreadable"
    assert caught.value.values == {"text": text}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True])
def test_a_cell_that_holds_no_number_is_refused(value: float) -> None:
    with pytest.raises(BadInput, match="unreadable"):
        parse_amount(value)


@pytest.mark.parametrize("text", ["-1", "－1億", "−5", "(4,000)", "△4,000", "NT$-5", "-NT$5", "-0.5"])
def test_a_negative_amount_is_refused_as_negative(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_amount(text)
    assert caught.value.code == "amount.negative"


@pytest.mark.parametrize("text", ["0.5", "4000000000.01元", "0.000000001億", "1.0005千元"])
def test_a_part_of_a_dollar_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_amount(text)
    assert caught.value.code == "amount.not_whole"


def test_an_amount_that_no_register_can_keep_is_refused() -> None:
    assert parse_amount(str(LARGEST)) == LARGEST
    with pytest.raises(BadInput) as caught:
        parse_amount(str(LARGEST + 1))
    assert caught.value.code == "amount.too_large"


@given(AMOUNTS)
def test_every_amount_is_read_back_from_every_way_of_writing_it(amount: int) -> None:
    assert parse_amount(str(amount)) == amount
    assert parse_amount(f"{amount:,}元") == amount
    assert parse_amount(f"NT${amount:,}".translate(str.maketrans("0123456789,", "０１２３４５６７８９，"))) == amount
    assert parse_amount(f"{Decimal(amount).scaleb(-8):f}億") == amount
    assert parse_amount(f"{Decimal(amount).scaleb(-3):f}", unit=1000) == amount


@given(
    st.text(alphabet=st.sampled_from("0123456789,，.千仟萬億百元NT$-−()（） ０²½"), max_size=24)
    | st.text(max_size=80)
    | st.floats()
)
def test_junk_is_either_an_amount_or_bad_input(text: str | float) -> None:
    try:
        amount = parse_amount(text, unit=1000)
    except BadInput as refusal:
        assert refusal.code in {"amount.unreadable", "amount.negative", "amount.not_whole", "amount.too_large"}
    else:
        assert 0 <= amount <= LARGEST


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("實收資本額（仟元）", 1000),
        ("實收資本額(千元)", 1000),
        ("資本額（新臺幣千元）", 1000),
        ("資本額(單位：萬元)", 10_000),
        ("資本額（百萬）", 1_000_000),
        ("資本額（億）", 100_000_000),
        ("資本額億元", 100_000_000),
        ("資本額（元）", 1),
        ("Paid-in capital (NT$ thousand)", 1000),
        ("Capital, NT$ millions", 1_000_000),
        ("實收資本額", None),
        ("Capital", None),
    ],
)
def test_a_heading_names_the_unit_of_its_column(heading: str, unit: int | None) -> None:
    assert unit_in_heading(heading) == unit


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (12_840_000_000, "128.4"),
        (12_844_999_999, "128.4"),
        (12_845_000_000, "128.5"),
        (0, "0.0"),
        (4_999_999, "0.0"),
        (5_000_000, "0.1"),
        (31_260_000_000, "312.6"),
        (-12_845_000_000, "-128.5"),
    ],
)
def test_hundred_millions_are_shown_with_one_decimal_rounded_half_up(amount: int, shown: str) -> None:
    assert in_hundred_millions(amount) == shown


@given(AMOUNTS)
def test_the_shown_figure_is_never_further_than_half_a_tenth_away(amount: int) -> None:
    assert abs(Decimal(in_hundred_millions(amount)).scaleb(8) - amount) <= 5_000_000
