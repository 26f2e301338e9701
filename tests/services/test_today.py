"""The first page through its service: what waits for whom, who is out, and figures that agree with the lists behind them."""

from __future__ import annotations

from datetime import date

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import DecideFinding, RecordFact, RecordFinding
from auditdesk.model.findings_list import FindingFilter
from auditdesk.model.today import TaskLook
from tests.conftest import CHEAP, DAY, PASSPHRASE
from tests.services.conftest import add_firm


def record(desk, visit, facts):
    """A finding handed in for review."""
    row = desk.findings.record(RecordFinding(visit.number, "CC-17010-P03", facts))
    return desk.findings.submit(DecideFinding(row.number))


def test_an_empty_office_is_told_to_take_in_a_list_and_nothing_else(desk):
    page = desk.day.show()
    assert [task.code for task in page.tasks] == ["roster_none"]
    assert page.out == () and page.coming == ()
    assert page.next_coming is not None and (page.next_coming.code, page.next_coming.on) == ("notice", date(2020, 1, 1))
    assert (page.notice_year, page.days_left) == (2019, 61)


def test_figures_agree_with_the_lists_behind_them(desk, visit):
    add_firm(desk, "ZX02", 3_000_000_000)
    for facts in ("一", "二"):
        record(desk, visit, facts)
    figures = desk.day.figures()
    assert sum(section.findings for section in figures.sections) == len(desk.finding_list.ids(FindingFilter(years=(2019,)))) == 2
    assert figures.queue.waiting == desk.review.counts().waiting == 2
    firms = [firm for firm in desk.firms.list(desk.today()) if firm.staffing_band]
    assert sum(line.firms for line in figures.staffing) == len(firms) == 2
    assert figures.progress.done[5:] == (1,) * 6 and figures.progress.planned == ()
    assert sum(sum(line.ages) for line in figures.open_ages) == 0


def test_what_a_person_may_not_do_waits_for_somebody_else(desk, visit, home):
    desk.people.add("hsu", "許經辦", PASSPHRASE + "!", ["clerk"])
    record(desk, visit, "一")
    mine = {task.code: task for task in desk.day.show(whole_office=True).tasks}
    assert not mine["review"].mine, "who recorded a finding does not accept it"
    desk.close()
    clerk = Desk.open(home, "hsu", PASSPHRASE + "!", cost=CHEAP, clock=fixed_clock(DAY))
    own = {task.code for task in clerk.day.show().tasks}
    everything = {task.code: task for task in clerk.day.show(whole_office=True).tasks}
    clerk.close()
    assert "review" not in own and own < set(everything)


def test_a_visit_handed_in_waits_for_the_sign_off_and_one_under_way_is_out(desk, visit):
    page = desk.day.show()
    assert [row.number for row in page.out] == [visit.number]
    assert "sign_off" not in {task.code for task in page.tasks}


def test_a_firm_short_of_security_staff_is_named_with_how_many_it_lacks(desk):
    add_firm(desk, "ZX77", 5_000_000_000, since=date(2019, 1, 1))
    for fact, value in (("security_chief", 0), ("security_staff", 1)):
        desk.firms.record_fact(RecordFact("ZX77", fact, value, date(2019, 1, 1), "申報"))
    (task,) = [each for each in desk.day.show().tasks if each.code == "staffing"]
    assert task.count == 1 and task.name == "ZX77" and task.values["short"] == 1 and task.look is TaskLook.PLAIN
