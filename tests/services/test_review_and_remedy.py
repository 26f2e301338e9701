"""Review and remedy through the services: what is shown, what is held back, what firms answer and when it is overdue."""

from __future__ import annotations

from datetime import date

import pytest

from auditdesk.errors import Conflict, Refused
from auditdesk.exchange.reply_sheets import write_reply_sheet
from auditdesk.exchange.tables_out import ListTable, write_table
from auditdesk.model.commands import DecideFinding, OpenVisit, RecordFinding
from auditdesk.model.fieldwork_rows import EditFinding
from auditdesk.model.findings_list import GROUPS, ORDERS, FindingFilter
from auditdesk.model.records import Finding, Letter
from auditdesk.model.remedy_rows import (
    AskExtension,
    Claim,
    DecideExtension,
    FollowUpMode,
    FollowUpResult,
    MeasureKind,
    RecordFollowUp,
    RecordMeasure,
    RecordReply,
)
from auditdesk.model.review_rows import DecideReview, ReviewSeverity, WriteComment
from auditdesk.model.terms import Severity
from auditdesk.services.findings_moving import move
from auditdesk.words import Words
from tests.services.two_supervisors import FIRM

PATTERN = "CC-17010-P03"
LETTER = date(2019, 9, 2)


@pytest.fixture
def visit(people):
    people.desk.settings.change("due_days.high", 30)
    return people.acts("lee").visits.open(OpenVisit(FIRM, date(2019, 6, 3))).number


def submitted(people, visit, facts="防火牆規則共 214 條，其中多條未檢視", **more):
    lee = people.acts("lee")
    row = lee.findings.record(RecordFinding(visit, PATTERN, facts, severity=Severity.HIGH, **more))
    return lee.findings.submit(DecideFinding(row.number)).number


def lettered(people, visit, count=1, due=date(2019, 10, 1)):
    """Findings in a letter of LETTER, without the paper."""
    numbers = [submitted(people, visit) for _ in range(count)]
    wang = people.acts("wang")
    for number in numbers:
        wang.findings.accept(DecideFinding(number))
    with wang.office.work("letters.write") as work:
        found = [work.find(Finding, number=number) for number in numbers]
        letter = work.add(
            Letter(
                uid=work.new_uid(),
                number=f"第{len(numbers)}號",
                year=2019,
                firm_uid=found[0].firm_uid,
                issued_on=LETTER,
                reply_by=due,
                state="written",
                content="{}",
            )
        )
        for finding in found:
            move(wang.office, work, finding, "letter")
            finding.letter_uid, finding.due_date = letter.uid, due
        work.commit()
    return numbers


def code_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_a_finding_that_came_back_shows_what_was_changed_since_it_was_returned(people, visit):
    number = submitted(people, visit)
    people.acts("wang").findings.send_back(DecideFinding(number, "請補條數"))
    lee = people.acts("lee")
    lee.fieldwork.write(EditFinding(number, facts="防火牆規則共 214 條，其中 17 條未檢視"))
    lee.findings.submit(DecideFinding(number))
    row = people.acts("wang").review.show(number)
    assert [(run.change, run.text) for run in row.differences[0].runs if run.change != "same"] == [
        ("removed", "多"),
        ("added", " 17 "),
    ]
    assert row.times_submitted == 2 and row.returned.reason == "請補條數"
    assert {(point.code, point.standing) for point in row.points} >= {("mended", "met"), ("no_evidence", "look")}
    words = Words()
    assert all(words.say(f"point.{p.code}.{p.standing}", **p.values) != f"point.{p.code}.{p.standing}" for p in row.points)


def test_a_decision_on_what_has_changed_since_it_was_shown_is_held_back(people, visit):
    number = submitted(people, visit)
    wang = people.acts("wang")
    shown = wang.review.show(number).shown
    people.acts("lee").review.set_severity(ReviewSeverity(number, Severity.LOW, "影響有限"))
    with pytest.raises(Conflict) as conflict:
        wang.review.accept(DecideReview(number, shown))
    assert conflict.value.code == "finding.changed" and wang.findings.show(number).state == "submitted"
    assert wang.review.accept(DecideReview(number, wang.review.show(number).shown)).state == "accepted"


def test_who_changes_the_severity_in_review_can_no_longer_accept_it(people, visit):
    number = submitted(people, visit)
    wang = people.acts("wang")
    wang.review.set_severity(ReviewSeverity(number, Severity.LOW, "影響有限"))
    assert code_of(lambda: wang.review.accept(DecideReview(number))) == "four_eyes.author"
    assert wang.review.queue()[0].locked.code == "four_eyes.author"


def test_the_queue_puts_the_gravest_first_then_the_repeated_and_locks_ones_own(people, visit):
    plain, grave = submitted(people, visit), submitted(people, visit)
    people.acts("lee").review.set_severity(ReviewSeverity(grave, Severity.CRITICAL, "對外服務"))
    rows = people.acts("wang").review.queue()
    assert [row.number for row in rows] == [grave, plain] and not any(row.locked for row in rows)
    assert all(row.locked.code == "four_eyes.author" for row in people.acts("lee").review.queue())
    late = people.acts("wang", date(2019, 11, 11)).review.queue()[0]
    assert (late.working_days, late.late) == (6, True)
    early = people.acts("wang", date(2019, 11, 8)).review.queue()[0]
    assert (early.working_days, early.late) == (5, False)


def test_a_remark_finds_its_words_again_or_says_that_they_were_changed(people, visit):
    number = submitted(people, visit)
    wang = people.acts("wang")
    wang.review.comment(WriteComment(number, "幾條？", "facts", 14, 16))
    wang.findings.send_back(DecideFinding(number, "見意見"))
    lee = people.acts("lee")
    lee.fieldwork.write(EditFinding(number, facts="經查，防火牆規則共 214 條，其中多條未檢視"))
    moved = lee.review.show(number).comments[0]
    assert (moved.standing, moved.start) == ("moved", 17)
    lee.fieldwork.write(EditFinding(number, facts="防火牆規則共 214 條"))
    assert lee.review.show(number).comments[0].standing == "changed"
    assert code_of(lambda: lee.review.comment(WriteComment(number, "x", "facts", 5, 900))) == "comment.words_not_there"


def test_a_reply_never_writes_over_another_and_one_taken_back_stays(people, visit):
    (number,) = lettered(people, visit)
    lee = people.acts("lee")
    lee.remedy.reply(RecordReply(number, "規劃中", date(2019, 9, 20), Claim.PLANNED))
    row = lee.remedy.reply(RecordReply(number, "已完成", date(2019, 10, 20), Claim.DONE))
    assert [reply.text for reply in row.replies] == ["已完成", "規劃中"] and (row.state, row.owes) == ("answered", "office")
    row = people.acts("wang").remedy.take_back_reply(row.replies[0].uid, "登錯公司")
    assert row.replies[0].take_back_reason == "登錯公司" and (row.state, row.owes) == ("answered", "firm")
    row = people.acts("wang").remedy.take_back_reply(row.replies[1].uid, "登錯公司")
    assert row.state == "lettered" and len(row.replies) == 2
    assert code_of(lambda: lee.remedy.reply(RecordReply(number, "x", date(2019, 9, 1)))) == "remedy.day_before_letter"
    assert code_of(lambda: lee.remedy.reply(RecordReply(number, "x", date(2019, 11, 2)))) == "remedy.day_in_future"


def test_overdue_begins_the_day_after_and_ends_when_it_is_the_offices_turn(people, visit):
    (number,) = lettered(people, visit, due=date(2019, 10, 1))
    assert people.acts("wang", date(2019, 10, 1)).remedy.overdue() == ()
    assert [row.days_late for row in people.acts("wang", date(2019, 10, 2)).remedy.overdue()] == [1]
    wang = people.acts("wang")
    wang.remedy.reply(RecordReply(number, "已完成", date(2019, 10, 20), Claim.DONE))
    assert wang.remedy.overdue() == ()
    wang.remedy.recheck(RecordFollowUp(number, FollowUpResult.NOT, FollowUpMode.ONSITE, date(2019, 10, 30)))
    assert [row.number for row in wang.remedy.overdue()] == [number]
    line = wang.finding_list.rows(wang.finding_list.ids(FindingFilter(overdue=True)))[0]
    assert (line.number, line.days_late, line.claim) == (number, 31, "done")


def test_more_time_is_granted_by_another_and_moves_the_due_date(people, visit):
    (number,) = lettered(people, visit)
    lee, wang = people.acts("lee"), people.acts("wang")
    order = AskExtension(number, date(2019, 12, 31), "設備交期", date(2019, 9, 20))
    asked = lee.remedy.ask_extension(order).extensions[0]
    assert code_of(lambda: lee.remedy.decide_extension(DecideExtension(asked.uid, True))) == "four_eyes.author"
    assert code_of(lambda: lee.remedy.ask_extension(order)) == "extension.waiting"
    row = wang.remedy.decide_extension(DecideExtension(asked.uid, True))
    assert row.due_date == date(2019, 12, 31) and row.extensions[0].due_before == date(2019, 10, 1)


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_a_reply_sheet_comes_back_previewed_taken_in_and_taken_back_as_one(people, visit, tmp_path, suffix):
    numbers = lettered(people, visit, 4)
    wang = people.acts("wang")
    with wang.office.work("letters.write") as work:
        rows = wang.remedy.sheet_rows(work, [work.find(Finding, number=number).uid for number in numbers])
        work.commit()
    write_reply_sheet(rows, tmp_path / f"out{suffix}")
    assert wang.remedy.preview_sheet(tmp_path / f"out{suffix}", date(2019, 9, 30)).count("empty") == 4
    words = Words()
    headings = tuple(words.say(f"reply_sheet.{name}") for name in ("key", "number", "reply", "claim", "done_on"))
    forged = rows[3].key[:-1] + ("A" if rows[3].key[-1] != "A" else "B")
    filled = [
        (rows[0].key, numbers[0], "=HYPERLINK(1)", "已改善", "108/9/20"),
        (rows[1].key, numbers[1], "改善中", "改善中", ""),
        (rows[2].key, numbers[0], "錯位", "已改善", ""),
        (forged, numbers[3], "偽造", "已改善", ""),
        (rows[1].key, numbers[1], "第二次", "", ""),
    ]
    path = tmp_path / f"back{suffix}"
    write_table(path, ListTable("回覆", headings, filled))
    seen = wang.remedy.preview_sheet(path, date(2019, 9, 30))
    assert [(line.standing, line.why) for line in seen.lines] == [
        ("new", ""),
        ("new", ""),
        ("refused", "reply_sheet.number_differs"),
        ("refused", "reply_sheet.key_unknown"),
        ("refused", "reply_sheet.key_twice"),
    ]
    taken = wang.remedy.take_sheet(seen)
    reply = wang.remedy.show(numbers[0]).replies[0]
    assert (reply.text, reply.done_on, reply.source_sha256) == ("=HYPERLINK(1)", date(2019, 9, 20), seen.digest)
    assert (
        code_of(lambda: wang.remedy.take_sheet(wang.remedy.preview_sheet(path, date(2019, 9, 30)))) == "reply_sheet.nothing_new"
    )
    wang.remedy.undo_sheet(taken.uid)
    assert {wang.findings.show(number).state for number in numbers} == {"lettered"}
    assert wang.remedy.show(numbers[0]).replies[0].taken_back_at is not None


def test_a_preview_that_no_longer_holds_is_not_taken_in(people, visit, tmp_path):
    (number,) = lettered(people, visit)
    wang = people.acts("wang")
    with wang.office.work("letters.write") as work:
        (row,) = wang.remedy.sheet_rows(work, [work.find(Finding, number=number).uid])
        work.commit()
    words = Words("en")
    path = tmp_path / "back.xlsx"
    headings = tuple(words.say(f"reply_sheet.{name}") for name in ("key", "reply"))
    write_table(path, ListTable("back", headings, [(row.key.lower(), "Done")]))
    seen = wang.remedy.preview_sheet(path, date(2019, 9, 30))
    write_table(path, ListTable("back", headings, [(row.key, "Other")]))
    with pytest.raises(Conflict):
        wang.remedy.take_sheet(seen)
    assert wang.remedy.show(number).replies == ()


def test_two_sheets_of_one_work_are_made_under_one_secret_in_an_office_that_had_none(people, visit):
    one, other = lettered(people, visit, 2)
    wang = people.acts("wang")
    with wang.office.work("letters.write") as work:
        uids = [work.find(Finding, number=number).uid for number in (one, other)]
        (first,), (second,) = (wang.remedy.sheet_rows(work, [uid]) for uid in uids)
        work.commit()
    with wang.office.work("letters.write") as work:
        assert wang.remedy.sheet_rows(work, uids) == (first, second)


def test_measures_count_for_the_ladder_until_they_are_taken_back(people):
    wang = people.acts("wang")
    order = RecordMeasure(FIRM, MeasureKind.WARNING, "第 136 條", "臺證第1號", date(2019, 5, 1), due_days=1)
    row = wang.measures.record(order)
    assert row.due_on == date(2019, 5, 2)
    assert {line.standing for line in wang.measures.ladder(FIRM, date(2019, 11, 1)) if line.reason == "repeats"} == {"one_more"}
    assert {line.reason for line in wang.measures.ladder(FIRM, date(2019, 11, 2))} == {"not_kept"}
    wang.measures.comply(row.uid, date(2019, 5, 3))
    assert wang.measures.ladder(FIRM, date(2019, 11, 2)) == ()
    wang.measures.take_back(row.uid, "撤銷")
    assert wang.measures.ladder(FIRM, date(2019, 11, 1)) == () and len(wang.measures.list(standing=False)) == 1


def test_the_list_orders_by_every_column_and_each_group_opens_what_it_counted(people, visit):
    import dataclasses

    numbers = lettered(people, visit, 3)
    submitted(people, visit)
    wang = people.acts("wang")
    every = set(wang.finding_list.ids())
    for order in ORDERS:
        for descending in (False, True):
            assert set(wang.finding_list.ids(order=order, descending=descending)) == every
    for by in GROUPS:
        for group in wang.finding_list.groups(by):
            opened = wang.finding_list.ids(dataclasses.replace(FindingFilter(), **group.only))
            assert len(opened) == group.findings or group.key == ""
    assert len(wang.finding_list.ids(FindingFilter(states=("lettered",), firms=(FIRM,), text="214"))) == len(numbers)


def test_a_view_is_its_owners_and_may_be_shared(people):
    view = people.acts("wang").views.keep("findings", "逾期", {"overdue": True}, shared=True)
    lee = people.acts("lee")
    assert [(row.name, row.mine, row.content) for row in lee.views.list("findings")] == [("逾期", False, {"overdue": True})]
    assert code_of(lambda: lee.views.forget(view.uid)) == "view.not_yours"
    wang = people.acts("wang")
    wang.views.keep("findings", "逾期", {"overdue": False})
    assert [row.content for row in wang.views.list("findings")] == [{"overdue": False}]
    wang.views.forget(view.uid)
    assert wang.views.list("findings") == ()
