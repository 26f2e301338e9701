import itertools
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from auditdesk.rules.backup_thinning import due, staying

NOW = datetime(2019, 11, 1, 12, tzinfo=UTC)
moments = st.lists(st.integers(min_value=0, max_value=3 * 365 * 24 * 60).map(lambda m: NOW - timedelta(minutes=m)), max_size=120)
keeps = st.integers(min_value=1, max_value=60)


@given(moments, keeps)
def test_the_newest_stays_and_never_more_than_asked_for(made, keep):
    left = staying(made, NOW, keep)
    assert left <= set(made) and len(left) <= keep
    assert not made or max(made) in left


@given(moments, keeps)
def test_thinning_twice_is_thinning_once(made, keep):
    left = staying(made, NOW, keep)
    assert staying(left, NOW, keep) == left


@given(moments)
def test_all_of_the_last_seven_days_stay_while_there_is_room(made):
    recent = {moment for moment in made if NOW - moment <= timedelta(days=7)}
    assert recent <= staying(made, NOW, 1000)


@given(moments, keeps)
def test_each_day_of_the_last_seven_keeps_one_before_any_keeps_two(made, keep):
    left = staying(made, NOW, max(keep, 40))
    days = {moment.date() for moment in made if NOW - moment <= timedelta(days=7)}
    assert days <= {moment.date() for moment in left}


def test_a_hundred_merges_on_one_day_do_not_push_out_last_month():
    burst = [NOW - timedelta(minutes=minute) for minute in range(100)]
    old = [NOW - timedelta(days=day) for day in (20, 40, 100)]
    assert set(old) <= staying([*burst, *old], NOW, 30)


def test_a_year_of_daily_backups_leaves_days_then_weeks_then_months():
    kept: frozenset[datetime] = frozenset()
    day = NOW
    for _ in range(400):
        day += timedelta(days=1)
        kept = staying([*kept, day], day, 30)
    ages = sorted((day - moment).days for moment in kept)
    assert ages[:8] == list(range(8)) and len(kept) <= 30
    weekly = [age for age in ages if 7 <= age <= 63]
    assert all(later - earlier <= 8 for earlier, later in itertools.pairwise(weekly)) and max(weekly) >= 55
    monthly = [age for age in ages if age >= 55]
    assert all(later - earlier <= 38 for earlier, later in itertools.pairwise(monthly)) and max(ages) >= 330


def test_the_daily_one_is_due_once_a_day_and_also_after_the_clock_was_set_back():
    today = date(2019, 11, 1)
    assert due(None, today) and due(date(2019, 10, 31), today) and due(date(2019, 11, 5), today)
    assert not due(today, today)
