"""Who opens the demo finds something in every place of the plan, the visits and the tips."""

from __future__ import annotations

from auditdesk import demo
from auditdesk.desk import Desk
from auditdesk.model.plan_rows import PlanState
from auditdesk.model.tips import TipState

NEXT = demo.YEAR + 1


def test_the_demo_has_a_plan_that_a_second_person_approved_and_that_was_changed_since(demo_desk):
    plan = demo_desk.plan.view(NEXT)
    assert plan.state == PlanState.APPROVED and plan.submitted_by == demo.SUPERVISOR and plan.decided_by == demo.REVIEWER
    told = {reason.code for one in plan.visits for reason in one.why}
    assert {"plan.why.by_hand", "plan.why.tier"} <= told
    assert [one for one in plan.visits if one.changed_after_approval] and plan.clashes
    assert {one.state for one in plan.visits} == {"planned", "under_way", "done"}
    assert not [one for one in plan.unplaced if not one.led_elsewhere]


def test_a_plan_tells_its_reasons_with_the_names_of_people(demo_desk):
    told = [reason.values for one in demo_desk.plan.view(NEXT).visits for reason in one.why]
    assert {values["login"] for values in told if "login" in values} == {"王示範"}
    assert {name for values in told for name in values.get("logins", ())} == {"林示範", "陳示範"}


def test_the_demo_has_a_visit_handed_in_and_one_in_mid_work_with_a_tip(demo_desk):
    under_way, handed_in = (demo_desk.fieldwork.screen(row.number) for row in demo_desk.visits.list(NEXT))
    assert handed_in.standing == "submitted" and handed_in.done == handed_in.total
    assert 0 < under_way.done < under_way.total and len(under_way.notes) == 2
    assert [finding.state for item in under_way.items for finding in item.findings] == ["draft"]
    assert any(item.earlier or item.previous for item in under_way.items)
    taken = [tip for tip in demo_desk.tips.list() if tip.state == TipState.IN_VISIT]
    assert [tip.visits for tip in taken] == [(under_way.number,)]
    assert {tip.state for tip in demo_desk.tips.list()} == {TipState.RECEIVED, TipState.IN_VISIT, TipState.CLOSED}


def test_the_demo_has_an_administrator_who_may_know_who_sent_a_tip(demo_home):
    desk = Desk.open(demo_home, demo.ADMINISTRATOR, demo.PASSPHRASE)
    try:
        sealed = next(tip.number for tip in desk.tips.list() if tip.sealed)
        assert desk.tips.reporter(sealed, "查證").name
        assert desk.trail.contradiction() is None
    finally:
        desk.close()
