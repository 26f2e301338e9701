"""Nobody reviews what he had a hand in, by whatever door his hand came in; what was handed in changes by no back door."""

from __future__ import annotations

from datetime import date

import pytest

from auditdesk.errors import Conflict, Refused
from auditdesk.model.commands import DecideFinding, OpenVisit, RecordFinding
from auditdesk.model.evidence_rows import Mark
from auditdesk.model.fieldwork_rows import EditFinding, JudgeItem
from auditdesk.model.review_rows import DecideReview
from auditdesk.model.terms import Judgement, Severity
from tests.services.two_supervisors import FIRM, POLICY

PATTERN = "CC-17010-P03"


@pytest.fixture
def visit(people):
    return people.acts("lee").visits.open(OpenVisit(FIRM, date(2019, 6, 3))).number


def code_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def draft(people, visit):
    order = RecordFinding(visit, PATTERN, "防火牆規則共 214 條，其中多條未檢視", severity=Severity.HIGH)
    return people.acts("lee").findings.record(order).number


def submit(people, number):
    return people.acts("lee").findings.submit(DecideFinding(number))


def picture(tmp_path):
    from PIL import Image

    path = tmp_path / "螢幕.png"
    Image.new("RGB", (40, 30), "white").save(path)
    return path


def test_who_puts_a_file_to_a_finding_can_not_accept_it(people, visit, tmp_path):
    number = draft(people, visit)
    submit(people, number)
    people.acts("wang").evidence.add(number, [picture(tmp_path)])
    submit_again = people.acts("lee").findings.show(number)
    assert submit_again.state == "submitted"
    assert code_of(lambda: people.acts("wang").findings.accept(DecideFinding(number))) == "four_eyes.author"


@pytest.mark.parametrize("act", ["delete", "annotate", "redact"])
def test_who_takes_a_file_away_or_changes_how_it_looks_can_not_accept_it(people, visit, tmp_path, act):
    number = draft(people, visit)
    uid = people.acts("lee").evidence.add(number, [picture(tmp_path)])[0].uid
    submit(people, number)
    evidence = people.acts("wang").evidence
    box = [Mark("box", 0.1, 0.1, 0.5, 0.5)]
    {
        "delete": lambda: evidence.delete(uid),
        "annotate": lambda: evidence.annotate(uid, box),
        "redact": lambda: evidence.redact(uid, box),
    }[act]()
    assert code_of(lambda: people.acts("wang").findings.accept(DecideFinding(number))) == "four_eyes.author"


def test_who_makes_an_observation_of_a_finding_has_written_it_too(people, visit):
    lee = people.acts("lee")
    number = lee.fieldwork.judge(JudgeItem(visit, POLICY, Judgement.DEFICIENT)).finding.number
    lee.fieldwork.write(EditFinding(number, facts="未訂資通安全政策", pattern=PATTERN))
    people.acts("wang").fieldwork.judge(JudgeItem(visit, POLICY, Judgement.OBSERVATION, seen=1))
    submit(people, number)
    assert code_of(lambda: people.acts("wang").findings.accept(DecideFinding(number))) == "four_eyes.author"


def test_taking_ones_own_words_back_does_not_take_ones_hand_back(people, visit):
    number = draft(people, visit)
    wang = people.acts("wang")
    wang.fieldwork.write(EditFinding(number, facts="別的"))
    wang.fieldwork.undo(visit)
    submit(people, number)
    assert people.desk.findings.show(number).facts.startswith("防火牆")
    assert code_of(lambda: people.acts("wang").findings.accept(DecideFinding(number))) == "four_eyes.author"


@pytest.mark.parametrize("decided", [False, True])
def test_what_was_handed_in_or_accepted_is_not_changed_by_a_step_back_or_forward(people, visit, decided):
    number = draft(people, visit)
    lee = people.acts("lee")
    lee.fieldwork.write(EditFinding(number, facts="改過的事實"))
    lee.fieldwork.write(EditFinding(number, firm_remark="公司無意見"))
    lee.fieldwork.undo(visit)
    submit(people, number)
    if decided:
        people.acts("wang").findings.accept(DecideFinding(number))
    for step in (people.acts("lee").fieldwork.undo, people.acts("lee").fieldwork.redo):
        assert code_of(lambda step=step: step(visit)) == "finding.wrong_state"
    assert people.desk.findings.show(number).facts == "改過的事實"


def test_evidence_of_an_accepted_finding_is_not_taken_away_by_a_step_back(people, visit, tmp_path):
    number = draft(people, visit)
    uid = people.acts("lee").evidence.add(number, [picture(tmp_path)])[0].uid
    submit(people, number)
    people.acts("wang").findings.accept(DecideFinding(number))
    assert code_of(lambda: people.acts("lee").fieldwork.undo(visit)) == "evidence.finding_decided"
    assert people.desk.evidence.list(number)[0].uid == uid


def test_of_two_supervisors_who_decide_at_once_the_second_is_told(people, visit):
    people.acts("lee").people.add("may", "梅主管", "another long passphrase", ["supervisor"])
    number = draft(people, visit)
    submit(people, number)
    wang, may = people.acts("wang"), people.acts("may")
    read, shown = may.findings.show(number), may.review.show(number).shown
    wang.findings.send_back(DecideFinding(number, "請補條數"))
    with pytest.raises(Conflict):
        may.findings.accept(DecideFinding(number, seen=read.version))
    assert code_of(lambda: may.review.accept(DecideReview(number, shown))) == "finding.wrong_state"
    assert may.findings.show(number).state == "returned"
