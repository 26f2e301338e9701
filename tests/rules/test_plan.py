from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditdesk.model.plan_rows import AbsenceRow
from auditdesk.rules.plan_clashes import Placed, clashes_of
from auditdesk.rules.plan_proposal import FirmDue, propose
from auditdesk.rules.plan_remedies import free_dates, replacements, to_replace
from auditdesk.rules.working_days import is_working, last_of, moved, working_days

YEAR, FIRST = 2026, date(2026, 1, 1)
NEW_YEAR = {date(2026, 1, 1): "開國紀念日"}
NAMES = {"lin": "林示範", "chen": "陳示範", "xu": "許示範"}


def due(number: int, **values) -> FirmDue:
    known = {"tier": None, "items": 50, "parts": 1, "last_visit": None, "last_team": (), "open_findings": 0, "tips": 0}
    return FirmDue(uid=f"f{number}", code=f"Z{number:03}", name=f"示範{number}", **{**known, **values})


def placed(uid: str, first: date, last: date, team: tuple[str, ...] = ("lin", "chen"), **values) -> Placed:
    known = {"firm_uid": f"firm-{uid}", "firm_name": f"示範{uid}", "kind": "routine", "mode": "onsite", **values}
    return Placed(uid, starts_on=first, ends_on=last, inspectors=team, **known)


def away(login: str, first: date, last: date) -> AbsenceRow:
    return AbsenceRow(f"away-{login}", login, NAMES.get(login, login), first, last, "", 1)


def codes(visits, absences=()):
    return [(clash.planned_uid, clash.code) for clash in clashes_of(YEAR, visits, absences, NEW_YEAR, NAMES)]


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
firms = st.lists(
    st.tuples(
        st.none() | st.dates(date(2023, 1, 1), date(2025, 12, 31)), st.integers(0, 4), st.integers(0, 2), st.integers(1, 3)
    ),
    max_size=30,
)


@settings(max_examples=40, deadline=None)
@given(
    firms,
    st.sampled_from([(), ("lin",), ("lin", "chen"), ("lin", "chen", "xu")]),
    st.lists(st.tuples(st.sampled_from(["lin", "chen"]), days, st.integers(0, 120)), max_size=4),
    st.lists(st.tuples(days, st.integers(0, 3)), max_size=4),
    st.booleans(),
)
def test_each_firm_is_proposed_once_without_a_clash_or_with_what_is_in_the_way(known, people, absent, held, tpex):
    ours = [
        due(at, last_visit=last, open_findings=open_, tips=tips, parts=parts)
        for at, (last, open_, tips, parts) in enumerate(known)
    ]
    if tpex:
        ours.append(due(99, authority="tpex"))
    absences = [away(login, first, first + timedelta(days=span)) for login, first, span in absent]
    fixed = [placed(f"x{at}", first, first + timedelta(days=span)) for at, (first, span) in enumerate(held)]
    made = propose(YEAR, ours, fixed, people, absences, NEW_YEAR, FIRST)
    assert [one.firm_uid for one in made] == [firm.uid for firm in ours]
    assert made == propose(YEAR, ours, fixed, people, list(reversed(absences)), NEW_YEAR, FIRST)
    for one in made:
        assert one.why and (one.starts_on is not None or one.authority == "tpex" or one.why[-1].holds is False)
        assert one.authority == "twse" or one.starts_on is None
    dated = [
        Placed(one.firm_uid, one.firm_uid, "", one.kind, one.mode, one.starts_on, one.ends_on, one.inspectors)
        for one in made
        if one.starts_on
    ]
    new = {one.uid for one in dated}
    assert not [clash for clash in clashes_of(YEAR, [*dated, *fixed], absences, NEW_YEAR, NAMES) if clash.planned_uid in new]


@given(days, st.integers(0, 20), st.integers(-400, 400))
def test_a_moved_visit_keeps_its_working_days_and_begins_and_ends_on_some(first, span, by):
    last = first + timedelta(days=span)
    begins, ends = moved(first, last, by, NEW_YEAR)
    assert is_working(begins, NEW_YEAR) and is_working(ends, NEW_YEAR)
    assert len(working_days(begins, ends, NEW_YEAR)) == max(1, len(working_days(first, last, NEW_YEAR)))


def test_a_visit_over_a_weekend_ends_after_its_working_days():
    assert last_of(date(2026, 3, 6), 2, {}) == date(2026, 3, 9)


def test_who_is_sent_to_two_places_on_one_day_clashes_at_both():
    one, other = placed("a", date(2026, 3, 2), date(2026, 3, 3)), placed("b", date(2026, 3, 3), date(2026, 3, 4), ("lin", "xu"))
    assert codes([one, other]) == [("a", "plan.clash.inspector_twice"), ("b", "plan.clash.inspector_twice")]
    assert codes([one, placed("c", date(2026, 3, 4), date(2026, 3, 5))]) == []


@pytest.mark.parametrize(
    ("visit", "code"),
    [
        (placed("a", date(2026, 3, 7), date(2026, 3, 9)), "plan.clash.weekend"),
        (placed("a", date(2026, 1, 1), date(2026, 1, 2)), "plan.clash.holiday"),
        (placed("a", date(2025, 12, 31), date(2025, 12, 31)), "plan.clash.before_year"),
        (placed("a", date(2026, 12, 31), date(2027, 1, 4)), "plan.clash.after_year"),
        (placed("a", date(2026, 3, 3), date(2026, 3, 3), ("lin",)), "plan.clash.too_few"),
        (placed("a", date(2026, 3, 3), date(2026, 3, 3), ("lin", "gone")), "plan.clash.person_gone"),
        (placed("a", date(2026, 3, 3), date(2026, 3, 3), visited_on=date(2026, 3, 4)), "plan.clash.opened_elsewhen"),
    ],
)
def test_each_thing_that_cannot_stand_is_named(visit, code):
    assert ("a", code) in codes([visit])


def test_one_person_is_enough_for_papers():
    assert codes([placed("a", date(2026, 3, 3), date(2026, 3, 3), ("lin",), mode="paper")]) == []


def test_two_routine_visits_of_a_firm_clash_in_one_year_and_a_project_visit_does_not():
    first, later = (placed(uid, day, day, firm_uid="f") for uid, day in (("a", date(2026, 3, 3)), ("b", date(2026, 9, 1))))
    assert [code for _, code in codes([first, later])] == ["plan.clash.firm_twice"] * 2
    assert codes([first, placed("b", date(2026, 9, 1), date(2026, 9, 1), firm_uid="f", kind="project")]) == []


def test_who_is_free_longest_comes_first_and_replaces_whom_the_clash_names():
    one = placed("a", date(2026, 3, 2), date(2026, 3, 4))
    absences = [away("lin", date(2026, 3, 3), date(2026, 3, 3)), away("xu", date(2026, 3, 4), date(2026, 3, 6))]
    names = {**NAMES, "wu": "吳示範"}
    told = clashes_of(YEAR, [one], absences, {}, names)
    assert to_replace(one.inspectors, told) == "lin"
    assert [(who.login, who.free, who.fits) for who in replacements(one, [one], absences, {}, names)] == [
        ("wu", 3, True),
        ("xu", 2, False),
    ]
    assert free_dates(YEAR, one, [one], absences, {}, names, FIRST)[0].starts_on == date(2026, 3, 4)


def test_a_firm_with_reports_and_findings_comes_sooner_and_is_selected():
    calm, told = due(1, last_visit=date(2025, 9, 1)), due(2, last_visit=date(2025, 9, 1), open_findings=2, tips=1)
    first, second = propose(YEAR, [calm, told], [], tuple(NAMES), [], {}, FIRST)
    assert first.starts_on == date(2026, 9, 1) and second.starts_on < first.starts_on
    assert (first.kind, second.kind) == ("routine", "selected")
    assert {"plan.why.tips", "plan.why.open_findings"} <= {reason.code for reason in second.why}
