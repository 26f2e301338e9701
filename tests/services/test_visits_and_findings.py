from datetime import date

import pytest

from auditdesk.errors import Conflict, Refused
from auditdesk.model.commands import AnswerItem, DecideFinding, OpenVisit, RecordFact, RecordFinding
from auditdesk.model.terms import Judgement, Severity

from .conftest import add_firm

PATTERN = "CC-17010-P03"


def test_a_visit_freezes_its_checklist_whatever_the_firm_becomes_later(desk, firm, visit):
    _, before = desk.visits.show(visit.number)
    desk.firms.record_fact(RecordFact(firm, "paid_in_capital", 1_000_000_000, date(2019, 1, 1), "correction"))
    _, after = desk.visits.show(visit.number)
    assert before == after
    assert {item.part for item in before} == {"P1", "P2", "P3"}


def test_the_checklist_holds_what_applies_and_what_can_not_be_told_and_nothing_else(desk):
    add_firm(desk, "ZX02", 1_000_000_000, internet=None)
    visit = desk.visits.open(OpenVisit("ZX02", date(2019, 6, 3)))
    _, items = desk.visits.show(visit.number)
    scope = {judged.item.key: judged.applies for judged in desk.firms.scope("ZX02", date(2019, 6, 3)).items}
    assert {item.key for item in items} == {key for key, applies in scope.items() if applies is not False}
    assert None in {item.applies for item in items} and {item.part for item in items} == {"P1"}


def test_a_firm_is_visited_once_a_day(desk, firm, visit):
    with pytest.raises(Refused) as refused:
        desk.visits.open(OpenVisit(firm, date(2019, 6, 3)))
    assert refused.value.code == "visit.exists"


def test_a_visit_that_fails_to_open_takes_no_number(desk, firm):
    with pytest.raises(Refused):
        desk.visits.open(OpenVisit(firm, date(2019, 6, 3), inspectors=("nobody",)))
    assert desk.visits.open(OpenVisit(firm, date(2019, 6, 3))).number == "108-V001"


def test_answers_count_and_the_second_of_two_writers_gets_a_conflict(desk, visit):
    _, items = desk.visits.show(visit.number)
    key = items[0].key
    kept = desk.visits.answer(AnswerItem(visit.number, key, Judgement.CONFORM))
    desk.visits.answer(AnswerItem(visit.number, key, Judgement.DEFICIENT, seen=kept.version))
    with pytest.raises(Conflict):
        desk.visits.answer(AnswerItem(visit.number, key, Judgement.CONFORM, seen=kept.version))
    row, _ = desk.visits.show(visit.number)
    assert (row.done, row.deficient) == (1, 1)


def test_a_finding_takes_severity_item_and_due_date_from_its_pattern(desk, visit):
    row = desk.findings.record(RecordFinding(visit.number, PATTERN, "線上紀錄僅保存 180 天"))
    pattern = desk.rulebook.in_force(date(2019, 6, 3)).pattern(PATTERN)
    assert (row.state, row.severity, row.authority) == ("draft", pattern.default_severity, "twse")
    assert row.item in pattern.items
    assert row.due_date is not None and row.due_date > visit.reference_date


def test_a_bureau_pattern_needs_the_bureau_as_authority(desk, visit):
    assert desk.findings.record(RecordFinding(visit.number, "FEB-NET-P01", "facts")).authority == "feb"
    from auditdesk.model.terms import Authority

    with pytest.raises(Refused) as refused:
        desk.findings.record(RecordFinding(visit.number, "FEB-NET-P01", "facts", authority=Authority.TWSE))
    assert refused.value.code == "pattern.other_authority"


def test_whoever_handed_a_finding_in_can_not_accept_it_though_another_wrote_it(desk, visit, reviewer):
    row = desk.findings.record(RecordFinding(visit.number, PATTERN, "facts"))
    other = reviewer()
    other.findings.submit(DecideFinding(row.number))
    for act in (other.findings.accept, other.findings.send_back):
        with pytest.raises(Refused) as refused:
            act(DecideFinding(row.number, "reason"))
        assert refused.value.code == "four_eyes.author"
    assert other.findings.show(row.number).state == "submitted"


def test_nobody_accepts_his_own_finding_and_a_second_person_can(desk, visit, reviewer):
    row = desk.findings.record(RecordFinding(visit.number, PATTERN, "facts", Severity.HIGH))
    desk.findings.submit(DecideFinding(row.number))
    with pytest.raises(Refused) as refused:
        desk.findings.accept(DecideFinding(row.number))
    assert refused.value.code == "four_eyes.author"
    accepted = reviewer().findings.accept(DecideFinding(row.number))
    assert (accepted.state, accepted.reviewer) == ("accepted", "lee")


def test_a_return_needs_a_reason_and_sends_the_finding_back(desk, visit, reviewer):
    row = desk.findings.record(RecordFinding(visit.number, PATTERN, "facts"))
    desk.findings.submit(DecideFinding(row.number))
    second = reviewer()
    with pytest.raises(Refused) as refused:
        second.findings.send_back(DecideFinding(row.number))
    assert refused.value.code == "reason.needed"
    assert second.findings.send_back(DecideFinding(row.number, "補充抽查範圍")).state == "returned"


def test_a_finding_without_facts_stays_a_draft(desk, visit):
    row = desk.findings.record(RecordFinding(visit.number, PATTERN, "  "))
    with pytest.raises(Refused) as refused:
        desk.findings.submit(DecideFinding(row.number))
    assert refused.value.code == "finding.facts_needed"


def test_evidence_is_kept_encrypted_and_found_whole_by_verify(desk, visit, tmp_path):
    photo = tmp_path / "牆面.jpg"
    photo.write_bytes(b"\xff\xd8 not really a photo")
    desk.findings.record(RecordFinding(visit.number, PATTERN, "facts"), [photo])
    found = desk.care.verify()
    assert found.ok and found.evidence_files == 1
    blob = next(desk.store.workspace.evidence.rglob("*.ade"))
    blob.write_bytes(blob.read_bytes()[:-1] + b"x")
    assert desk.care.verify().evidence_altered == (blob.stem,)


def test_a_clerk_may_not_open_a_visit(desk, firm):
    from auditdesk.desk import Desk

    desk.people.add("lee", "李承辦", "a phrase of the clerk", ["clerk"])
    desk.close()
    clerk = Desk.open(desk.store.workspace.home, "lee", "a phrase of the clerk")
    try:
        with pytest.raises(Refused) as refused:
            clerk.visits.open(OpenVisit(firm, date(2019, 6, 3)))
    finally:
        clerk.close()
    assert refused.value.code == "act.forbidden"


def test_the_same_failing_in_a_later_year_points_to_the_earlier_finding(desk, firm, visit, reviewer):
    first = desk.findings.record(RecordFinding(visit.number, PATTERN, "facts"))
    desk.findings.submit(DecideFinding(first.number))
    second = reviewer()
    second.findings.accept(DecideFinding(first.number))
    later = second.visits.open(OpenVisit(firm, date(2020, 6, 1)))
    repeated = second.findings.record(RecordFinding(later.number, PATTERN, "again"))
    assert repeated.repeat_of == first.uid
