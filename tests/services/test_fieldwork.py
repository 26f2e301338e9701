from __future__ import annotations

from datetime import date, timedelta

import pytest

from auditdesk.desk import Desk, fixed_clock
from auditdesk.errors import Conflict, Refused
from auditdesk.model.commands import AnswerItem, DecideFinding, OpenVisit
from auditdesk.model.fieldwork_rows import EditFinding, JudgeItem, KeepNote, NoteState
from auditdesk.model.records import Finding
from auditdesk.model.review_records import FirmReply
from auditdesk.model.terms import Judgement, Severity
from tests.conftest import CHEAP

ITEM = "CC-17010-03"
PHOTO = b"\xff\xd8 not really a photo"


def item_of(desk, visit, key=ITEM):
    return next(item for item in desk.fieldwork.screen(visit.number).items if item.key == key)


def judge(desk, visit, judgement, key=ITEM, **more):
    return desk.fieldwork.judge(JudgeItem(visit.number, key, judgement, **more))


def test_the_screen_counts_what_its_items_say(desk, visit):
    judge(desk, visit, Judgement.DEFICIENT)
    judge(desk, visit, Judgement.CONFORM, "CC-17010-04")
    screen = desk.fieldwork.screen(visit.number)
    section = next(one for one in screen.sections if one.code == "CC-17010")
    assert (screen.done, screen.deficient, screen.conform) == (2, 1, 1)
    assert (section.done, section.deficient) == (2, 1) and section.total == len([i for i in screen.items if i.code == "CC-17010"])
    assert sum(one.total for one in screen.sections) == screen.total == len(screen.items)
    assert item_of(desk, visit).number == "17010-03"


def test_deficient_brings_a_draft_with_the_items_first_pattern_its_severity_and_due_date(desk, visit):
    finding = judge(desk, visit, Judgement.DEFICIENT).finding
    edition = desk.rulebook.edition(visit.edition)
    first = next(one for one in edition.patterns if ITEM in one.items and one.group != "feb")
    assert (finding.pattern, finding.severity) == (first.id, first.default_severity)
    assert finding.due_days == desk.settings.all()[f"due_days.{finding.severity}"]
    assert finding.facts_missing and item_of(desk, visit).facts_missing


def test_changing_back_keeps_the_draft_among_the_deleted_and_judging_again_brings_it_back_with_its_text(desk, visit):
    made = judge(desk, visit, Judgement.DEFICIENT).finding
    desk.fieldwork.write(EditFinding(made.number, facts="線上紀錄僅存 180 天"))
    back = judge(desk, visit, Judgement.CONFORM)
    assert back.finding is None and back.dropped == made.number
    assert [row.label for row in desk.fieldwork.deleted(visit.number)] == [made.number]
    assert desk.findings.list() == () and item_of(desk, visit).finding is None
    again = judge(desk, visit, Judgement.OBSERVATION).finding
    assert (again.number, again.facts, again.finding_class) == (made.number, "線上紀錄僅存 180 天", "observation")
    assert desk.fieldwork.deleted(visit.number) == ()


def test_an_item_without_a_pattern_gets_a_draft_that_can_not_be_handed_in_before_one_is_chosen(desk, visit):
    key = next(
        item.key
        for item in desk.fieldwork.screen(visit.number).items
        if not desk.fieldwork.context(visit.number, item.key).patterns
    )
    finding = judge(desk, visit, Judgement.DEFICIENT, key).finding
    desk.fieldwork.write(EditFinding(finding.number, facts="facts"))
    with pytest.raises(Refused) as refused:
        desk.findings.submit(DecideFinding(finding.number))
    assert refused.value.code == "finding.pattern_needed"
    chosen = desk.fieldwork.write(EditFinding(finding.number, pattern="CC-17010-P03"))
    assert chosen.pattern_code == "CC-17010" and chosen.severity == chosen.default_severity
    assert desk.findings.submit(DecideFinding(finding.number)).state == "submitted"


def test_severity_takes_the_due_date_along_unless_that_was_set_by_hand(desk, visit):
    finding = judge(desk, visit, Judgement.DEFICIENT).finding
    with pytest.raises(Refused) as refused:
        desk.fieldwork.set_severity(finding.number, Severity.LOW)
    assert refused.value.code == "finding.severity_reason_needed"
    lower = desk.fieldwork.set_severity(finding.number, Severity.LOW, "僅影響備援系統")
    assert lower.due_days == desk.settings.all()["due_days.low"]
    moved = desk.fieldwork.set_due_date(finding.number, visit.reference_date + timedelta(days=7))
    assert desk.fieldwork.set_severity(moved.number, Severity.CRITICAL, "擴大").due_days == 7


def test_writing_keeps_only_the_fields_given_and_a_stale_version_is_a_conflict(desk, visit):
    finding = judge(desk, visit, Judgement.DEFICIENT).finding
    first = desk.fieldwork.write(EditFinding(finding.number, finding.version, facts="堃喆峯彣綉犇"))
    second = desk.fieldwork.write(EditFinding(finding.number, first.version, locations=("防火牆（主）", " ", "防火牆（主）")))
    assert (second.facts, second.locations) == ("堃喆峯彣綉犇", ("防火牆（主）",))
    with pytest.raises(Conflict):
        desk.fieldwork.write(EditFinding(finding.number, first.version, facts="mine"))
    assert desk.fieldwork.editor(finding.number).facts == "堃喆峯彣綉犇"
    assert desk.fieldwork.screen(visit.number).locations == ("防火牆（主）",)


def test_the_second_of_two_judges_gets_a_conflict(desk, visit):
    kept = judge(desk, visit, Judgement.CONFORM, seen=0)
    judge(desk, visit, Judgement.NOT_APPLICABLE, seen=kept.version)
    with pytest.raises(Conflict):
        judge(desk, visit, Judgement.CONFORM, seen=kept.version)
    with pytest.raises(Conflict):
        judge(desk, visit, Judgement.CONFORM, seen=0)


def test_a_finding_under_review_holds_its_judgement(desk, visit):
    finding = judge(desk, visit, Judgement.DEFICIENT).finding
    desk.fieldwork.write(EditFinding(finding.number, facts="facts"))
    desk.findings.submit(DecideFinding(finding.number))
    for act in (
        lambda: judge(desk, visit, Judgement.CONFORM),
        lambda: desk.fieldwork.write(EditFinding(finding.number, facts="other")),
        lambda: desk.fieldwork.delete(finding.number),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code in ("fieldwork.finding_in_review", "finding.wrong_state")


def test_the_next_open_item_is_the_next_one_down_and_then_from_the_top(desk, visit):
    keys = [item.key for item in desk.fieldwork.screen(visit.number).items]
    assert desk.fieldwork.complete(visit.number, keys[0]) == keys[1]
    desk.visits.answer_all(AnswerItem(visit.number, key, Judgement.CONFORM) for key in keys[1:])
    assert desk.fieldwork.complete(visit.number, keys[5]) == keys[0]
    judge(desk, visit, Judgement.CONFORM, keys[0])
    assert desk.fieldwork.complete(visit.number, keys[5]) is None


def test_copying_the_finding_before_fills_only_what_is_empty(desk, visit):
    first = judge(desk, visit, Judgement.DEFICIENT).finding
    with pytest.raises(Refused) as refused:
        desk.fieldwork.copy_previous(first.number)
    assert refused.value.code == "fieldwork.nothing_to_copy"
    desk.fieldwork.write(EditFinding(first.number, facts="甲", locations=("B2 機房",), firm_remark="將改善"))
    second = judge(desk, visit, Judgement.DEFICIENT, "CC-17010-04").finding
    desk.fieldwork.write(EditFinding(second.number, facts="乙"))
    copied = desk.fieldwork.copy_previous(second.number)
    assert (copied.facts, copied.locations, copied.firm_remark) == ("乙", ("B2 機房",), "將改善")


def test_claims_and_sections_are_shown_and_lock_nobody_out(desk, visit):
    desk.people.add("lin", "林查核", "an inspector types this", ["inspector"])
    desk.fieldwork.claim(visit.number, ITEM)
    desk.fieldwork.assign_section(visit.number, "CC-17010", "lin")
    assert item_of(desk, visit).claimed_by == "wang"
    assert next(one.assigned for one in desk.fieldwork.screen(visit.number).sections if one.code == "CC-17010") == "lin"
    desk.fieldwork.release(visit.number, ITEM)
    desk.fieldwork.assign_section(visit.number, "CC-17010", None)
    screen = desk.fieldwork.screen(visit.number)
    assert item_of(desk, visit).claimed_by is None and all(one.assigned is None for one in screen.sections)


def test_a_note_finds_its_item_by_the_number_people_type(desk, visit):
    for typed in ("機櫃 #17010-3", "機櫃 #CC-17010-03 後", "機櫃 ＃１７０１０－３"):
        assert desk.fieldwork.note(KeepNote(visit.number, typed)).item == ITEM, typed
    assert desk.fieldwork.note(KeepNote(visit.number, "機櫃 3 後方 #99")).item is None


def test_a_note_is_sorted_remarked_deleted_restored_or_turned_into_a_finding(desk, visit):
    notes = [desk.fieldwork.note(KeepNote(visit.number, text)) for text in ("一", "二", "三 #17010-3", "四")]
    assert len(desk.fieldwork.screen(visit.number).notes) == 4
    assert desk.fieldwork.sort_note(notes[0].uid, ITEM).state == NoteState.SORTED
    assert desk.fieldwork.remark(notes[1].uid).state == NoteState.REMARK
    assert desk.fieldwork.note_to_finding(notes[2].uid).state == NoteState.FINDING
    assert item_of(desk, visit).judgement == "deficient" and item_of(desk, visit).finding.facts == "三 #17010-3"
    with pytest.raises(Refused) as refused:
        desk.fieldwork.note_to_finding(notes[3].uid)
    assert refused.value.code == "note.item_needed"
    desk.fieldwork.delete_note(notes[3].uid)
    assert desk.fieldwork.screen(visit.number).notes == ()
    assert [row.text for row in desk.fieldwork.deleted(visit.number)] == ["四"]
    assert desk.fieldwork.restore_note(notes[3].uid).state == NoteState.UNSORTED


def add_reply(desk, finding_uid, text, received_on=date(2019, 3, 1)):
    with desk.store.work(desk.actor.login, "test") as work:
        reply = FirmReply(
            uid=work.new_uid(), finding_uid=finding_uid, received_on=received_on, claim="done", text=text, kept_by="wang",
            kept_at=work.now(),
        )  # fmt: skip
        work.add(reply)
        work.commit()


def test_last_years_result_finding_and_reply_stand_beside_the_item(desk, firm):
    before = desk.visits.open(OpenVisit(firm, date(2018, 12, 3)))
    finding = judge(desk, before, Judgement.DEFICIENT).finding
    desk.fieldwork.write(EditFinding(finding.number, facts="去年的事實", firm_remark="將改善"))
    add_reply(desk, finding.uid, "已補足三年備份")
    later = desk.visits.open(OpenVisit(firm, date(2019, 10, 1)))
    item, beside = item_of(desk, later), desk.fieldwork.context(later.number, ITEM)
    assert item.repeated and item.previous == "deficient" and item.previous_same_text
    assert [(found.facts, found.reply) for found in item.earlier] == [("去年的事實", "已補足三年備份")]
    assert beside.earlier is not None and beside.earlier.same_text and beside.earlier.findings == item.earlier
    assert not item_of(desk, later, "CC-17010-04").repeated


def test_an_accepted_finding_of_an_earlier_year_stands_beside_the_item_while_its_finding_is_written(desk, firm):
    before = desk.visits.open(OpenVisit(firm, date(2018, 12, 3)))
    finding = judge(desk, before, Judgement.DEFICIENT).finding
    add_reply(desk, finding.uid, "已補足三年備份")
    later = desk.visits.open(OpenVisit(firm, date(2019, 10, 1)))
    assert desk.fieldwork.context(later.number, ITEM).repeats == (), "what nobody accepted is no repeat"
    with desk.store.work("wang", "test") as work:
        work.get(Finding, finding.uid).state = "closed"
        work.commit()
    told = desk.fieldwork.context(later.number, ITEM).repeats
    assert [(one.number, one.year, one.by, one.state, one.reply) for one in told] == [
        (finding.number, 2018, "words", "closed", "已補足三年備份")
    ]
    judge(desk, later, Judgement.DEFICIENT)
    assert [one.by for one in desk.fieldwork.context(later.number, ITEM).repeats] == ["both"]
    assert desk.fieldwork.context(later.number, "CC-17010-04").repeats == ()


def test_a_visit_of_the_same_year_is_never_called_last_years(desk, firm, visit):
    judge(desk, visit, Judgement.DEFICIENT)
    later = desk.visits.open(OpenVisit(firm, date(2019, 10, 1)))
    assert desk.fieldwork.screen(later.number).previous_visit is None
    assert item_of(desk, later).previous is None and not item_of(desk, later).repeated
    assert desk.fieldwork.context(later.number, ITEM).earlier is None and desk.visits.earlier_answers(later.number) == ()


def test_opening_freezes_what_last_years_visit_had_answered(desk, firm):
    before = desk.visits.open(OpenVisit(firm, date(2018, 12, 3)))
    judge(desk, before, Judgement.CONFORM)
    visit = desk.visits.open(OpenVisit(firm, date(2019, 6, 3)))
    judge(desk, before, Judgement.DEFICIENT)
    desk.visits.open(OpenVisit(firm, date(2018, 12, 28)))
    assert item_of(desk, visit).previous == "conform"
    assert desk.fieldwork.screen(visit.number).previous_visit == before.number
    assert [one.judgement for one in desk.visits.earlier_answers(visit.number)] == ["conform"]


def test_who_judges_or_writes_looks_after_the_item_and_takes_it_over(desk, visit, reviewer):
    finding = judge(desk, visit, Judgement.DEFICIENT).finding
    desk.visits.answer(AnswerItem(visit.number, "CC-17010-04", Judgement.CONFORM))
    assert item_of(desk, visit).claimed_by == item_of(desk, visit, "CC-17010-04").claimed_by == "wang"
    desk.visits.answer_all([AnswerItem(visit.number, "CC-17010-05", Judgement.CONFORM)])
    assert item_of(desk, visit, "CC-17010-05").claimed_by is None
    second = reviewer()
    second.fieldwork.write(EditFinding(finding.number, facts="接手"))
    assert item_of(second, visit).claimed_by == "lee"
    told = [line for line in second.fieldwork.context(visit.number, ITEM).activity if "claimed_by" in line.fields]
    assert [(line.login, line.act) for line in told][:2] == [("lee", "findings.edit"), ("wang", "visits.answer")]


def test_a_finding_without_an_item_is_put_to_one_and_taken_back(desk, visit):
    number = judge(desk, visit, Judgement.DEFICIENT).finding.number
    with desk.store.work(desk.actor.login, "test") as work:
        work.find(Finding, number=number).item_key = None
        work.commit()
    judge(desk, visit, None)
    assert [one.number for one in desk.fieldwork.screen(visit.number).unbound] == [number]
    row = desk.fieldwork.put_to_item(number, ITEM)
    assert row.item == ITEM and item_of(desk, visit).judgement == "deficient"
    assert desk.fieldwork.screen(visit.number).unbound == ()
    assert desk.fieldwork.undo(visit.number).code == "undo.put_to_item"
    assert [one.number for one in desk.fieldwork.screen(visit.number).unbound] == [number]
    assert item_of(desk, visit).judgement is None


def test_peers_are_counted_by_severity_without_the_firm_itself(desk, visit, reviewer):
    from .conftest import add_firm

    add_firm(desk, "ZX02", 12_840_000_000)
    other = desk.visits.open(OpenVisit("ZX02", date(2019, 6, 4)))
    for one in (visit, other):
        finding = judge(desk, one, Judgement.DEFICIENT).finding
        desk.fieldwork.write(EditFinding(finding.number, facts="facts"))
        desk.findings.submit(DecideFinding(finding.number))
    second = reviewer()
    for row in second.findings.list():
        second.findings.accept(DecideFinding(row.number))
    peers = second.fieldwork.context(visit.number, ITEM).peers
    assert [(peer.findings, peer.firms) for peer in peers] == [(1, 1)]


def clean(desk, visit):
    keys = [item.key for item in desk.fieldwork.screen(visit.number).items]
    desk.visits.answer_all(AnswerItem(visit.number, key, Judgement.CONFORM) for key in keys)


def test_a_visit_is_handed_in_clean_or_with_a_reason_for_each_line(desk, visit):
    clean(desk, visit)
    finding = judge(desk, visit, Judgement.DEFICIENT).finding
    with pytest.raises(Refused) as refused:
        desk.fieldwork.submit(visit.number)
    assert refused.value.code == "visit.not_clean"
    lines = {line.code: line for line in desk.fieldwork.xray(visit.number)}
    assert set(lines) == {"facts_missing", "evidence_none"}
    desk.fieldwork.write(EditFinding(finding.number, facts="facts"))
    row = desk.fieldwork.submit(visit.number, {lines["evidence_none"].key: "現場不許拍照"})
    assert row.standing == "submitted" and desk.fieldwork.editor(finding.number).state == "submitted"


def test_changing_a_visit_takes_the_handing_in_back(desk, visit):
    clean(desk, visit)
    desk.fieldwork.submit(visit.number)
    judge(desk, visit, Judgement.NOT_APPLICABLE)
    assert desk.fieldwork.screen(visit.number).standing == "open"


def test_nobody_signs_his_own_papers_off_and_signed_papers_refuse_every_change(desk, visit, reviewer, tmp_path):
    clean(desk, visit)
    finding = judge(desk, visit, Judgement.DEFICIENT).finding
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(PHOTO)
    desk.evidence.add(finding.number, [photo])
    desk.fieldwork.write(EditFinding(finding.number, facts="facts"))
    note = desk.fieldwork.note(KeepNote(visit.number, "x", state=NoteState.REMARK))
    with pytest.raises(Refused) as refused:
        desk.fieldwork.sign_off(visit.number)
    assert refused.value.code == "visit.not_submitted"
    desk.fieldwork.submit(visit.number)
    with pytest.raises(Refused) as refused:
        desk.fieldwork.sign_off(visit.number)
    assert refused.value.code == "four_eyes.author"
    second = reviewer()
    assert second.fieldwork.sign_off(visit.number).standing == "signed_off"
    acts = second.fieldwork
    for change in (
        lambda: judge(second, visit, Judgement.CONFORM),
        lambda: second.visits.answer(AnswerItem(visit.number, ITEM, Judgement.CONFORM)),
        lambda: acts.write(EditFinding(finding.number, facts="other")),
        lambda: acts.flag(visit.number, ITEM),
        lambda: acts.claim(visit.number, ITEM),
        lambda: acts.assign_section(visit.number, "CC-17010", "lee"),
        lambda: acts.note(KeepNote(visit.number, "late")),
        lambda: acts.delete_note(note.uid),
        lambda: acts.delete(finding.number),
        lambda: acts.undo(visit.number),
        lambda: acts.submit(visit.number),
        lambda: acts.sign_off(visit.number),
        lambda: second.evidence.add(finding.number, [photo]),
        lambda: second.findings.send_back(DecideFinding(finding.number, "reason")),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.code == "visit.signed_off"
    assert second.findings.accept(DecideFinding(finding.number)).state == "accepted"


def test_steps_back_outlast_a_restart_and_bear_their_names(desk, visit, passphrase):
    judge(desk, visit, Judgement.DEFICIENT)
    desk.fieldwork.flag(visit.number, ITEM)
    desk.close()
    again = Desk.open(desk.store.workspace.home, "wang", passphrase, cost=CHEAP, clock=fixed_clock(date(2019, 11, 1)))
    try:
        screen = again.fieldwork.screen(visit.number)
        assert screen.undo_depth == 2 and screen.undo.code == "undo.flag"
        assert again.fieldwork.undo(visit.number).values == {"item": "17010-03"}
        assert again.fieldwork.undo(visit.number).code == "undo.judge"
        with pytest.raises(Refused):
            again.fieldwork.undo(visit.number)
        assert again.fieldwork.screen(visit.number).done == 0
        again.fieldwork.redo(visit.number)
        assert item_of(again, visit).finding is not None
    finally:
        again.close()


def test_undoing_a_judgement_never_takes_evidence_away(desk, visit, tmp_path):
    finding = judge(desk, visit, Judgement.DEFICIENT).finding
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(PHOTO)
    desk.evidence.add(finding.number, [photo])
    for _ in range(2):
        desk.fieldwork.undo(visit.number)
    assert {row.kind for row in desk.fieldwork.deleted(visit.number)} == {"finding", "evidence"}
    for _ in range(2):
        desk.fieldwork.redo(visit.number)
    assert item_of(desk, visit).evidence == 1


def test_who_changes_another_ones_finding_can_not_accept_it(desk, visit, reviewer):
    finding = judge(desk, visit, Judgement.DEFICIENT).finding
    second = reviewer()
    second.fieldwork.write(EditFinding(finding.number, facts="facts"))
    second.findings.submit(DecideFinding(finding.number))
    with pytest.raises(Refused) as refused:
        second.findings.accept(DecideFinding(finding.number))
    assert refused.value.code == "four_eyes.author"
