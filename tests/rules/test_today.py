"""The figures of the first page, by the edges of their ages and the order of what waits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.model.letter_rows import TrackedLetter
from auditdesk.model.rulebook import Bilingual, StaffingBand
from auditdesk.model.today import Task, TaskLook
from auditdesk.rules import today as rules

DAY = date(2026, 11, 17)
SMALL = StaffingBand("small", 0, 4_000_000_000, Bilingual("小", "small"), False, 0, 1)
LARGE = StaffingBand("large", 4_000_000_000, None, Bilingual("大", "large"), True, 1, 2)


def letter(
    next_step: str, *, kind: str = "result", sent: int | None = 20, replied: int | None = None, left: int = 5, findings: int = 2
):
    return TrackedLetter(
        uid="u",
        number="1",
        letter_kind=kind,
        year=2026,
        firm_code="ZX01",
        firm_name="示範甲證券",
        issued_on=DAY - timedelta(days=21),
        reply_by=DAY + timedelta(days=left),
        dispatched_on=None if sent is None else DAY - timedelta(days=sent),
        dispatched_way="",
        received_on=None,
        replied_on=None if replied is None else DAY - timedelta(days=replied),
        reply_number="",
        findings=findings,
        answered=0,
        remedied=0,
        reminders=0,
        days_left=left,
        next_step=next_step,
        state="",
    )


@pytest.mark.parametrize(
    ("days", "column"), [(0, 0), (2, 0), (3, 1), (5, 1), (6, 2), (10, 2), (11, 3), (400, 3)], ids=lambda value: str(value)
)
def test_a_waiting_finding_is_counted_in_the_column_of_its_working_days(days, column):
    ages = rules.queue_figures([days]).ages
    assert ages[column] == 1 and sum(ages) == 1


def test_what_waits_more_than_five_working_days_is_late():
    assert rules.queue_figures([1, 5, 6, 11]).late == 2


@pytest.mark.parametrize(("days", "column"), [(0, 0), (30, 0), (31, 1), (60, 1), (61, 2), (90, 2), (91, 3)])
def test_an_open_finding_is_counted_by_calendar_days_since_its_acceptance(days, column):
    (line,) = rules.open_ages([("firm", DAY - timedelta(days=days))], {"firm": SMALL}, [SMALL], DAY)
    assert line.ages[column] == 1


@given(st.lists(st.integers(0, 1000)))
def test_no_age_is_lost_or_counted_twice(ages):
    assert sum(rules.counted(ages, rules.OPEN_EDGES)) == len(ages)


def test_tiers_stand_from_the_highest_down_and_unknown_capital_is_a_line_only_where_there_is_any():
    known = rules.open_ages([("a", DAY)], {"a": SMALL}, [SMALL, LARGE], DAY)
    assert [line.tier for line in known] == [LARGE, SMALL]
    some = rules.open_ages([("a", DAY), ("b", DAY)], {"a": SMALL}, [SMALL, LARGE], DAY)
    assert [line.tier for line in some] == [LARGE, SMALL, None] and sum(some[-1].ages) == 1


def test_progress_counts_each_firm_once_and_nothing_that_lies_ahead():
    planned = {"a": date(2026, 3, 4), "b": date(2026, 11, 20), "c": date(2026, 12, 1)}
    done = {"a": date(2026, 3, 2), "b": date(2026, 11, 30)}
    told = rules.year_progress(2026, planned, done, DAY)
    assert told.planned == (0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3)
    assert told.done == (0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1)
    assert (told.planned_by_today, told.reached, told.whole) == (1, 1, 3)


def test_a_year_that_is_over_shows_all_twelve_months_and_one_that_has_not_begun_shows_none():
    assert len(rules.year_progress(2025, {}, {"a": date(2025, 5, 5)}, DAY).done) == 12
    assert rules.year_progress(2027, {}, {}, DAY).done == ()


def test_letters_are_told_apart_by_what_is_to_be_done_next():
    told = rules.reply_figures(
        [
            letter("closing", replied=10),
            letter("recheck", replied=14),
            letter("wait", left=3),
            letter("wait", left=4),
            letter("remind", left=-2),
        ]
    )
    assert (told.closed, told.answered, told.waiting, told.overdue, told.due_in_3_days) == (1, 1, 2, 1, 1)
    assert told.sent == 5 and told.average_days == 8


def test_a_letter_not_sent_or_without_findings_or_that_only_reminds_owes_no_answer():
    told = rules.reply_figures([letter("dispatch", sent=None), letter("none", findings=0), letter("wait", kind="reminder")])
    assert told.sent == 0 and told.average_days is None


def test_what_is_late_comes_first_then_what_blocks_then_what_is_soon():
    tasks = [Task(look.value, 1, "act", "place", look=look) for look in TaskLook]
    assert [task.code for task in rules.ordered(tasks)] == ["late", "blocks", "soon", "plain"]


@pytest.mark.parametrize(
    ("today", "locked", "begun", "year"),
    [
        (date(2026, 11, 17), (), (), 2026),
        (date(2027, 1, 1), (), (), 2026),
        (date(2027, 1, 1), (2026,), (2026,), 2027),
        (date(2027, 3, 1), (), (2026,), 2026),
        (date(2027, 3, 1), (), (), 2027),
    ],
)
def test_the_next_notice_is_last_years_until_it_is_locked(today, locked, begun, year):
    assert rules.next_notice_year(today, locked, begun) == year
