"""A rename kept before its day shows everywhere on that day, without anything being written in between."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from auditdesk.desk import Desk
from auditdesk.errors import Refused
from auditdesk.model.commands import OpenVisit, RecordFact, RecordFinding
from auditdesk.model.office_rules import ExceptionKind, ProposeException
from auditdesk.model.plan_commands import AddPlanned
from auditdesk.store.queries import evidence as evidence_queries
from tests.conftest import CHEAP, DAY

from .conftest import add_firm

OLD, NEW = "示範ZX01證券", "青空示範證券"
COMES = DAY + timedelta(days=10)


def shown(desk: Desk, year: int = 2019) -> dict[str, str]:
    """The firm's name wherever something is listed."""
    with desk.store.read() as connection:
        papers = evidence_queries.papers_of_visits(connection)
    return {
        "firms": desk.firms.list(desk.today())[0].name,
        "detail": desk.firms.detail("ZX01", desk.today()).row.name,
        "visits": desk.visits.list()[0].firm_name,
        "findings": desk.findings.list(year=year)[0].firm_name,
        "exceptions": desk.exceptions.list()[0].firm_name,
        "plan": next(
            row.firm_name for row in (*desk.plan.view(year).visits, *desk.plan.view(year).unplaced) if row.firm_code == "ZX01"
        ),
        "moves": desk.firm_records.moves(2019)[0].name,
        "retention": papers[0].firm_name,
        "ties": desk.firm_records.ties("ZX02", desk.today())[0].name,
    }


@pytest.fixture
def acts(desk, firm):
    """The same workspace as it is on another day."""
    add_firm(desk, "ZX02", 500_000_000)
    desk.firm_records.keep("ZX02", "parent_firm", "ZX01", date(2019, 1, 2), "filing", "firms.merge")
    desk.firms.record_fact(RecordFact("ZX01", "paid_in_capital", 3_000_000_000, date(2019, 3, 1), "filing"))
    visit = desk.visits.open(OpenVisit("ZX01", date(2019, 6, 3)))
    desk.findings.record(RecordFinding(visit.number, "CC-17010-P03", "防火牆規則未檢討"))
    desk.exceptions.propose(ProposeException("ZX01", "CC-12000-01", ExceptionKind.EXEMPT, "理由", DAY))
    desk.plan.start(2019)

    def on(day: date) -> Desk:
        return Desk(desk.store, desk.people._key, desk.actor, CHEAP, lambda: day)

    return on


def test_every_list_shows_the_name_of_the_day_that_is_worked_on(acts):
    acts(DAY).firm_records.rename("ZX01", NEW, COMES, "letter")
    assert set(shown(acts(COMES - timedelta(days=1))).values()) == {OLD}
    assert set(shown(acts(COMES)).values()) == {NEW}
    assert set(shown(acts(DAY)).values()) == {OLD}, "looking at a later day writes nothing"


def test_a_name_whose_day_has_come_keeps_the_one_before_among_the_former_ones(acts):
    acts(DAY).firm_records.rename("ZX01", NEW, COMES, "letter")
    later = acts(COMES)
    assert later.firms.detail("ZX01", COMES).former_names == (OLD,)
    assert len(later.findings.search(OLD)) == len(later.findings.search(NEW)) == 1
    last = acts(COMES + timedelta(days=30))
    last.firm_records.rename("ZX01", "蒼穹示範證券", COMES + timedelta(days=20), "letter")
    assert set(last.firms.detail("ZX01", last.today()).former_names) == {OLD, NEW}


def test_a_rename_taken_back_shows_the_name_before(acts):
    desk = acts(DAY)
    desk.firm_records.rename("ZX01", NEW, COMES, "letter")
    fact = next(one for one in desk.firms.detail("ZX01", DAY).facts if one.value == NEW)
    desk.firm_records.retract(fact.uid, "mistaken")
    assert set(shown(acts(COMES)).values()) == {OLD}


# firms that are gone


def test_no_visit_is_opened_or_planned_for_a_firm_from_the_day_it_is_gone(acts):
    desk = acts(DAY)
    desk.firm_records.merge("ZX01", "ZX02", COMES, "approval letter")
    desk.firm_records.licence("ZX02", "withdrawn", COMES + timedelta(days=30), "order")
    eve = COMES - timedelta(days=1)
    assert desk.visits.open(OpenVisit("ZX01", eve)).firm_code == "ZX01"
    with pytest.raises(Refused, match=r"firm\.merged_on_day") as refused:
        desk.visits.open(OpenVisit("ZX01", COMES))
    assert (refused.value.values["into"], refused.value.values["since"]) == ("ZX02", COMES)
    with pytest.raises(Refused, match=r"firm\.withdrawn_on_day"):
        desk.visits.open(OpenVisit("ZX02", COMES + timedelta(days=30)))
    with pytest.raises(Refused, match=r"firm\.merged_on_day"):
        desk.plan.add(AddPlanned(2019, "ZX01", starts_on=COMES, ends_on=COMES))
    fact = next(one for one in desk.firms.detail("ZX02", COMES).facts if one.kind == "licence_state")
    desk.firm_records.retract(fact.uid, "mistaken")
    assert desk.visits.open(OpenVisit("ZX02", COMES + timedelta(days=30))).firm_code == "ZX02"


def test_lists_mark_a_firm_that_is_gone_from_its_day_on(acts):
    desk = acts(DAY)
    desk.firm_records.licence("ZX01", "suspended", DAY, "order")
    desk.firm_records.merge("ZX01", "ZX02", COMES, "approval letter")

    def marks(day: date) -> set[str]:
        there = acts(day)
        plan = there.plan.view(2019)
        planned = {row.licence for row in (*plan.visits, *plan.unplaced) if row.firm_code == "ZX01"}
        return {there.visits.list()[0].licence, there.firms.list(day, gone=True)[0].licence, *planned}

    assert marks(DAY - timedelta(days=1)) == {"active"}
    assert marks(COMES - timedelta(days=1)) == {"suspended"}
    assert marks(COMES) == {"merged"}
