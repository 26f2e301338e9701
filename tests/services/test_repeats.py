"""Repeats as they are told while writing, at the handing in and in review: across merged and split patterns, never across schemes."""

from __future__ import annotations

from datetime import date

import pytest

from auditdesk.model.commands import DecideFinding, OpenVisit, RecordFinding
from auditdesk.model.records import Finding
from auditdesk.words import Words
from tests.services.two_supervisors import FIRM, OFFLINE

FIRST, LATER = date(2019, 6, 3), date(2020, 6, 3)


@pytest.fixture
def accepted(people):
    """A finding of 2019 under a pattern and without an item, so that only the pattern tells it again."""

    def made(pattern):
        lee = people.acts("lee")
        visit = lee.visits.open(OpenVisit(FIRM, FIRST)).number
        number = lee.findings.record(RecordFinding(visit, pattern, "事實")).number
        lee.findings.submit(DecideFinding(number))
        wang = people.acts("wang")
        wang.findings.accept(DecideFinding(number))
        with wang.store.work("wang", "test") as work:
            work.find(Finding, number=number).item_text_hash = None
            work.commit()
        return wang.findings.show(number)

    return made


def step_of(people, act):
    step = act(people.acts("wang", LATER).office_patterns)
    people.acts("lee", LATER).office_patterns.decide_step(step.uid, approve=True)


def told(people, pattern):
    """What is said of a finding of 2020: while it is written, at the handing in, in review and in the queue."""
    lee = people.acts("lee", LATER)
    visit = lee.visits.open(OpenVisit(FIRM, LATER)).number
    found = lee.findings.record(RecordFinding(visit, pattern, "事實"))
    handed = lee.findings.submit(DecideFinding(found.number))
    wang = people.acts("wang", LATER)
    row = wang.review.show(found.number)
    return found.repeat_of, handed.repeat_of, [each.uid for each in row.repeats], wang.review.queue()[0].repeats, row.precedents


def test_a_failing_under_a_pattern_that_was_merged_into_this_one_is_the_same(people, accepted):
    old = accepted("CC-18000-P06")
    step_of(people, lambda patterns: patterns.merge("CC-18000-P06", "CC-18000-P07", date(2020, 1, 1), "same"))
    *repeats, precedents = told(people, "CC-18000-P07")
    assert repeats == [old.uid, old.uid, [old.uid], 1]
    assert sum(each.findings for each in precedents) == 1


def test_a_failing_under_a_pattern_of_which_this_one_is_a_part_is_the_same(people, accepted):
    old = accepted("CC-17010-P01")
    step_of(people, lambda patterns: patterns.split("CC-17010-P01", ("CC-17010-P02", "CC-17010-P04"), date(2020, 1, 1), "two"))
    assert told(people, "CC-17010-P04")[:4] == (old.uid, old.uid, [old.uid], 1)


def test_a_merging_of_a_later_year_says_nothing_of_this_one(people, accepted):
    accepted("CC-18000-P06")
    step_of(people, lambda patterns: patterns.merge("CC-18000-P06", "CC-18000-P07", date(2021, 1, 1), "same"))
    assert told(people, "CC-18000-P07")[:4] == (None, None, [], 0)


def test_the_same_pattern_under_codes_of_another_meaning_is_not_the_same(people, accepted):
    old = accepted("CC-17010-P03")
    with people.desk.store.work("wang", "test") as work:
        work.find(Finding, number=old.number).edition = "2002-02-21"
        work.find(Finding, number=old.number).item_key = "2002:CC-17000-01"
        work.commit()
    assert told(people, "CC-17010-P03")[:4] == (None, None, [], 0)


def test_what_was_found_at_a_firm_that_was_merged_in_is_shown_and_never_counted(people, accepted):
    old = accepted("CC-17010-P03")
    people.acts("wang", LATER).firm_records.merge(FIRM, OFFLINE, date(2020, 1, 1), "合併公告")
    lee = people.acts("lee", LATER)
    visit = lee.visits.open(OpenVisit(OFFLINE, LATER)).number
    found = lee.findings.record(RecordFinding(visit, "CC-17010-P03", "事實"))
    assert found.repeat_of is None
    row = people.acts("wang", LATER).review.show(found.number)
    (point,) = [each for each in row.points if each.code == "merged_repeats"]
    assert (point.standing, point.values) == ("look", {"firm": FIRM, "years": (old.year,)}) and row.repeats == ()
    assert FIRM in Words("en").say("point.merged_repeats.look", **point.values)
