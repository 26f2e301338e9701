"""The clocks of disposal and the ladder: days by the law's counting, information only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk import places
from auditdesk.errors import BadInput, Refused
from auditdesk.exchange.disposal_files import read_ladder
from auditdesk.rules.disposal import (
    Imposed,
    article_of,
    counts_on,
    counts_until,
    due_in_working_days,
    ladder,
    months_after,
)
from auditdesk.rules.working_days import is_working, working_days

RULES = read_ladder(places.shipped_data() / "disposal" / "twse.yaml")
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def letter(article: str, day: date, number: str = "1", due: date | None = None, kept: date | None = None) -> Imposed:
    return Imposed(f"{article}/{day}/{number}", article, number, day, due, kept)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2020, 1, 6), date(2020, 7, 6)),
        (date(2019, 8, 31), date(2020, 2, 29)),
        (date(2018, 8, 31), date(2019, 2, 28)),
        (date(2020, 8, 30), date(2021, 2, 28)),
        (date(2020, 3, 31), date(2020, 9, 30)),
        (date(2020, 12, 31), date(2021, 6, 30)),
        (date(2020, 2, 29), date(2020, 8, 29)),
    ],
)
def test_half_a_year_ends_on_the_same_day_or_on_the_last_day_of_a_shorter_month(day, last):
    assert counts_until(day) == last
    assert counts_on(day, day) and counts_on(day, last)
    assert not counts_on(day, last + timedelta(days=1)) and not counts_on(day, day - timedelta(days=1))


@pytest.mark.parametrize(
    ("written", "article"),
    [
        ("136", "136"),
        (" 第 136 條 ", "136"),
        ("§１３６", "136"),
        ("營業細則第136條第1項第3款", "136"),
        ("臺灣證券交易所營業細則第138條", "138"),
        ("第14條之1", "14-1"),
        ("證券交易法第66條", "證券交易法第66條"),
        ("證券商管理規則第14條之1", "證券商管理規則第14條之1"),
        ("證券櫃檯買賣中心業務規則第136條", "證券櫃檯買賣中心業務規則第136條"),
    ],
)
def test_an_article_is_known_however_it_is_written_and_never_taken_for_another_law_s(written, article):
    assert article_of(written) == article


@given(DAYS, st.integers(0, 36))
def test_months_on_is_that_month_and_never_a_later_day(day, months):
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(DAYS, DAYS)
def test_a_later_letter_never_stops_counting_before_an_earlier_one(one, other):
    first, second = sorted((one, other))
    assert counts_until(first) <= counts_until(second)


@given(DAYS, st.integers(1, 60), st.lists(DAYS, max_size=20))
def test_a_due_day_in_working_days_is_the_nth_working_day_after_the_letter(day, days, off):
    holidays = dict.fromkeys(off, "放假")
    due = due_in_working_days(day, days, holidays)
    assert is_working(due, holidays) and len(working_days(day + timedelta(days=1), due, holidays)) == days


def test_the_new_year_holidays_do_not_count():
    assert due_in_working_days(date(2019, 2, 1), 1, {date(2019, 2, day): "春節" for day in range(4, 9)}) == date(2019, 2, 11)
    with pytest.raises(Refused):
        due_in_working_days(date(2019, 2, 1), 0, {})


def told(measures, on):
    return {(line.rule.id, line.reason, line.standing, len(line.counted)) for line in ladder(measures, RULES, on)}


def test_two_warnings_within_half_a_year_reach_the_heavier_fine_and_one_says_that_one_more_would():
    first = letter("136", date(2020, 1, 6))
    assert told([first], date(2020, 7, 6)) == {("twse-138", "repeats", "one_more", 1)}
    assert told([first], date(2020, 7, 7)) == set()
    second = letter("136", date(2020, 7, 6), "2")
    assert told([first, second], date(2020, 7, 6)) == {("twse-138", "repeats", "reached", 2)}
    assert told([first, letter("136", date(2020, 7, 7), "2")], date(2020, 7, 7)) == {("twse-138", "repeats", "one_more", 1)}


def test_a_second_heavier_fine_doubles_and_the_third_reaches_suspension():
    fines = [letter("138", date(2020, month, 3), str(month)) for month in (1, 2, 3)]
    assert ("twse-138-again", "repeats", "reached", 1) in told(fines[:1], date(2020, 1, 3))
    assert ("twse-139", "repeats", "one_more", 2) in told(fines[:2], date(2020, 2, 3))
    assert ("twse-139", "repeats", "reached", 3) in told(fines, date(2020, 3, 3))


def test_what_was_not_done_by_its_day_is_told_until_it_is_done():
    asked = letter("135", date(2020, 1, 6), due=date(2020, 2, 6), kept=date(2020, 2, 20))
    assert told([asked], date(2020, 2, 6)) == set()
    assert ("twse-136", "not_kept", "reached", 1) in told([asked], date(2020, 2, 7))
    assert told([asked], date(2020, 2, 20)) == set()


def test_a_letter_after_the_day_is_not_looked_at():
    assert told([letter("136", date(2020, 3, 1)), letter("136", date(2020, 4, 1), "2")], date(2020, 2, 1)) == set()


def test_every_rule_names_its_source_and_amounts_are_only_where_known():
    assert all(rule.source and rule.article in rule.source for rule in RULES)
    assert {rule.id: rule.amount_max for rule in RULES if rule.amount_max} == {
        "twse-135-penalty": 100_000,
        "twse-138": 1_000_000,
        "twse-138-again": 2_000_000,
    }


def test_a_faulty_rule_is_named(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text("rules:\n  - {id: x, article: '135', kind: unheard-of}\n", encoding="utf-8")
    with pytest.raises(BadInput) as bad:
        read_ladder(path)
    assert bad.value.values["rule"] == "x"
