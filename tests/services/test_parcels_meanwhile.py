"""What goes on at the office while a visit is out never keeps an honest parcel from coming home."""

from __future__ import annotations

from datetime import date

import pytest

from auditdesk.errors import Refused
from auditdesk.model.commands import OpenVisit
from auditdesk.model.evidence_rows import Incoming
from auditdesk.model.fieldwork_rows import EditFinding, JudgeItem, KeepNote
from auditdesk.model.parcel_records import CheckIn
from auditdesk.model.records import Finding, VisitItem
from auditdesk.model.samples import KeepSample
from auditdesk.model.terms import Judgement
from tests.services.parcel_steps import ITEM, PHOTO, check_out, finding_on, hand_in, laptop, new_office, new_visit, records

PATTERN = "CC-17010-P03"


@pytest.fixture
def office(home):
    desk = new_office(home)
    yield desk
    desk.close()


@pytest.fixture
def visit(office):
    return new_visit(office)


def test_a_finding_put_under_another_pattern_outside_comes_home_with_the_earlier_one_it_repeats(office, tmp_path):
    earlier = office.visits.open(OpenVisit("9901", date(2018, 11, 1), inspectors=("lin",)))
    old = finding_on(office, earlier, "去年", office.fieldwork.screen(earlier.number).items[0].key)
    visit = new_visit(office)
    shared = finding_on(office, visit, "原文")
    with office.store.work("wang", "test") as work:
        accepted = work.find(Finding, number=old.number)
        accepted.state, accepted.edition, accepted.pattern = "accepted", visit.edition, PATTERN
        uid = accepted.uid
        work.commit()
    own = laptop(tmp_path, check_out(office, tmp_path, visit), "lin")
    own.fieldwork.write(EditFinding(shared.number, pattern=PATTERN))
    home = hand_in(own, visit, tmp_path)
    own.close()
    row = office.parcels.check_in(home)
    with office.store.work("wang", "test") as work:
        found = work.find(Finding, number=shared.number)
        assert (found.pattern, found.repeat_of) == (PATTERN, uid)
    office.parcels.undo(row.uid)
    with office.store.work("wang", "test") as work:
        found = work.find(Finding, number=shared.number)
        assert found.pattern != PATTERN and found.repeat_of is None
    assert office.care.verify().ok


@pytest.mark.parametrize("what", ["words", "a photo"])
def test_what_the_office_took_back_while_it_was_changed_outside_is_kept_and_asked_about(office, visit, tmp_path, what):
    made = office.fieldwork.judge(JudgeItem(visit.number, ITEM, Judgement.DEFICIENT)).finding
    out = check_out(office, tmp_path, visit)
    office.fieldwork.undo(visit.number)
    assert office.findings.list() == ()
    own = laptop(tmp_path, out, "lin")
    if what == "words":
        own.fieldwork.write(EditFinding(made.number, facts="在外寫的字"))
    else:
        own.evidence.attach([Incoming("photo.jpg", PHOTO)], finding=made.number)
    home = hand_in(own, visit, tmp_path)
    own.close()
    before = records(office)
    row = office.parcels.check_in(home)
    (found,) = office.findings.list()
    assert found.number == made.number and found.facts == ("在外寫的字" if what == "words" else "")
    (clash,) = office.parcels.clashes()
    assert clash.group == "deleted" and office.care.verify().ok
    office.parcels.undo(row.uid)
    assert records(office) == before
    office.parcels.check_in(home)
    (clash,) = office.parcels.clashes()
    office.parcels.settle(clash.uid, "laptop" if clash.sides[1][2]["deleted_at"] is None else "office")
    assert [one.number for one in office.findings.list()] == [made.number] and office.parcels.clashes() == ()


def test_an_item_taken_off_the_checklist_meanwhile_is_there_again_with_its_answer(office, visit, tmp_path):
    out = check_out(office, tmp_path, visit)
    with office.store.work("wang", "test") as work:
        work.session.delete(work.find(VisitItem, visit_uid=visit.uid, item_key=ITEM))
        work.commit()
    own = laptop(tmp_path, out, "lin")
    finding_on(own, visit, "在外寫的字")
    office.parcels.check_in(hand_in(own, visit, tmp_path))
    own.close()
    item = next(one for one in office.fieldwork.screen(visit.number).items if one.key == ITEM)
    assert item.judgement == "deficient" and item.finding is not None and item.finding.facts == "在外寫的字"


def test_the_parcel_of_a_person_who_left_meanwhile_comes_home(office, visit, tmp_path):
    own = laptop(tmp_path, check_out(office, tmp_path, visit), "lin")
    finding_on(own, visit, "在外寫的字")
    home = hand_in(own, visit, tmp_path)
    own.close()
    office.people.disable("lin")
    office.parcels.check_in(home)
    assert [(one.facts, one.author) for one in office.findings.list()] == [("在外寫的字", "lin")]


@pytest.mark.parametrize("day", [date(1999, 1, 1), date(2061, 7, 1)])
def test_a_clock_that_is_years_off_changes_nothing_that_is_decided(office, visit, tmp_path, day):
    shared = finding_on(office, visit, "原文")
    own = laptop(tmp_path, check_out(office, tmp_path, visit), "lin", day=day)
    own.fieldwork.write(EditFinding(shared.number, facts="在外寫的字"))
    finding_on(own, visit, "新見", "CC-17010-04")
    home = hand_in(own, visit, tmp_path)
    own.close()
    office.fieldwork.write(EditFinding(shared.number, facts="辦公室寫的字"))
    row = office.parcels.check_in(home)
    assert row.open_clashes == 1 and {one.facts for one in office.findings.list()} == {"辦公室寫的字", "新見"}
    assert office.care.verify().ok


def test_what_does_not_go_home_with_a_visit_is_not_begun_on_a_laptop(office, visit, tmp_path):
    from auditdesk.model.review_rows import WriteComment

    finding_on(office, visit, "原文")
    own = laptop(tmp_path, check_out(office, tmp_path, visit), "lin")
    (shared,) = own.findings.list()
    with pytest.raises(Refused) as refused:
        own.review.comment(WriteComment(shared.number, text="請補充"))
    assert refused.value.code == "visit.held_here"
    own.close()


def test_words_that_were_taken_back_outside_come_home_among_what_was_written_there(office, visit, tmp_path):
    finding_on(office, visit, "原文")
    own = laptop(tmp_path, check_out(office, tmp_path, visit), "lin")
    own.fieldwork.note(KeepNote(visit.number, "寫了又收回的快記"))
    own.fieldwork.undo(visit.number)
    own.samples.keep(KeepSample(visit.number, ITEM, population="寫了又收回的抽樣"))
    own.fieldwork.undo(visit.number)
    home = hand_in(own, visit, tmp_path)
    own.close()
    office.parcels.check_in(home)
    with office.store.work("wang", "test") as work:
        outside = work.find(CheckIn).history
    assert "寫了又收回的快記" in outside and "寫了又收回的抽樣" in outside
    assert office.fieldwork.notes(visit.number) == () and office.samples.list(visit.number) == ()


def test_several_clashes_are_asked_about_again_in_one_act_and_one_that_waits_already_stays(office, visit, tmp_path):
    shared, other = finding_on(office, visit, "原文"), finding_on(office, visit, "原文二", "CC-17010-04")
    own = laptop(tmp_path, check_out(office, tmp_path, visit), "lin")
    for place, who in ((own, "筆電"), (office, "辦公室")):
        for one in (shared, other):
            place.fieldwork.write(EditFinding(one.number, facts=f"{who}改寫 {one.number}"))
    office.parcels.check_in(hand_in(own, visit, tmp_path))
    own.close()
    first, second = (clash.uid for clash in office.parcels.clashes())
    office.parcels.settle(first, "laptop")
    lines = len(office.care.journal(limit=10_000))
    assert {one.state for one in office.parcels.reopen_together((first, second))} == {"open"}
    assert len(office.care.journal(limit=10_000)) == lines + 1 and len(office.parcels.clashes()) == 2


@pytest.mark.parametrize("outside", ["deletes", "writes", "adds a photo"])
def test_what_one_side_deleted_and_the_other_changed_is_kept_and_asked_about(office, visit, tmp_path, outside):
    made = finding_on(office, visit, "原文")
    own = laptop(tmp_path, check_out(office, tmp_path, visit), "lin")
    if outside == "deletes":
        own.fieldwork.delete(made.number)
        office.fieldwork.write(EditFinding(made.number, facts="辦公室寫的字"))
    else:
        office.fieldwork.delete(made.number)
        if outside == "writes":
            own.fieldwork.write(EditFinding(made.number, facts="在外寫的字"))
        else:
            own.evidence.attach([Incoming("photo.jpg", PHOTO)], finding=made.number)
    before, home = records(office), hand_in(own, visit, tmp_path)
    own.close()
    row = office.parcels.check_in(home)
    assert [clash.group for clash in office.parcels.clashes()] == ["deleted"]
    (found,) = office.findings.list()
    assert found.facts == {"deletes": "辦公室寫的字", "writes": "在外寫的字", "adds a photo": "原文"}[outside]
    office.parcels.undo(row.uid)
    assert records(office) == before and office.care.verify().ok
