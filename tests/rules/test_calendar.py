from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.errors import BadInput, Refused
from auditdesk.rules.calendar import parse_date, roc, roc_long, roc_year

DECK_DAY = date(2019, 10, 25)
ROC_DAYS = st.dates(min_value=date(1912, 1, 1), max_value=date(2910, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2019-10-25",
        "2019/10/25",
        "2019.10.25",
        "20191025",
        "2019-10-25 00:00:00",
        "2019年10月25日",
        "西元2019年10月25日",
        "108/10/25",
        "108.10.25",
        "108-10-25",
        "1081025",
        "108年10月25日",
        "民國108年10月25日",
        "民國108/10/25",
        "民國1081025",
        "中華民國 108 年 10 月 25 日",
        "１０８／１０／２５",
        "  108/10/25 ",
    ],
)
def test_every_way_of_writing_a_day_gives_that_day(text: str) -> None:
    assert parse_date(text) == DECK_DAY


def test_a_spreadsheet_date_cell_gives_its_day() -> None:
    assert parse_date(datetime(2019, 10, 25, 17, 30)) == DECK_DAY
    assert parse_date(DECK_DAY) == DECK_DAY


def test_single_digit_months_and_days_need_no_zero() -> None:
    assert parse_date("108/1/5") == parse_date("2019-1-5") == date(2019, 1, 5)


def test_the_first_roc_year_is_1912() -> None:
    assert parse_date("民國元年1月1日") == parse_date("民國1年1月1日") == date(1912, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "昨天",
        "25/10/2019",
        "10/25/2019",
        "25/10/19",
        "19-10-25",
        "77/06/01",
        "77年6月1日",
        "770601",
        "108/13/01",
        "108/02/30",
        "2019-02-29",
        "108/10",
        "108/10-25",
        "1911-12-31",
        "民國前1年1月1日",
        "民國0年1月1日",
        "元年1月1日",
        "2010101",
        "43763",
        "10810250",
        "108/10/25²",
        "一百零八年十月二十五日",
        "108/10/25\x00",
        "9" * 5000,
    ],
)
def test_an_unknown_impossible_or_ambiguous_day_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_date(text)
    assert caught.value.code == "date.unreadable"
    assert caught.value.values == {"text": text}


@pytest.mark.parametrize("text", ["770601", "0770601", "77/06/01", "077/06/01", "77年6月1日"])
def test_a_source_that_writes_only_roc_dates_may_use_two_digits(text: str) -> None:
    assert parse_date(text, roc_source=True) == date(1988, 6, 1)


def test_three_digits_with_a_leading_zero_and_the_word_minguo_name_a_roc_year_below_100() -> None:
    assert parse_date("077/06/01") == parse_date("民國77年6月1日") == parse_date("0770601") == date(1988, 6, 1)


@given(ROC_DAYS)
def test_what_is_printed_can_be_read_again(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(roc_long(day)) == day
    assert parse_date(roc(day), roc_source=True) == day
    assert parse_date(day.strftime("%Y%m%d")) == day


@given(st.dates(min_value=date(2011, 1, 1), max_value=date(2110, 12, 31)))
def test_roc_dates_of_three_digits_can_be_read_again_from_anywhere(day: date) -> None:
    assert parse_date(roc(day)) == day
    assert parse_date(roc(day).replace("/", "")) == day


@given(
    st.text(alphabet=st.sampled_from("0123456789/-.年月日民國中華元西 TＴ：:０１２²½٣"), max_size=24) | st.text(max_size=60),
    st.booleans(),
)
def test_junk_is_either_a_day_or_bad_input(text: str, roc_source: bool) -> None:
    try:
        day = parse_date(text, roc_source=roc_source)
    except BadInput as refusal:
        assert refusal.code == "date.unreadable"
    else:
        assert date(1912, 1, 1) <= day <= date(2910, 12, 31)


def test_roc_dates_are_printed_short_and_long() -> None:
    assert roc(date(2019, 1, 5)) == "108/01/05"
    assert roc_long(date(2019, 1, 5)) == "中華民國108年1月5日"
    assert roc_year(2020) == 109


@pytest.mark.parametrize("year", [1911, 1, -5])
def test_there_is_no_roc_year_before_1912(year: int) -> None:
    with pytest.raises(Refused) as caught:
        roc_year(year)
    assert caught.value.code == "date.before_republic"
