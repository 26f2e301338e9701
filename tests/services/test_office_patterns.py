"""The office's own wordings, and patterns merged and split: two people, nothing deleted, old findings as they were."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from auditdesk.desk import Desk
from auditdesk.errors import Refused
from auditdesk.model.commands import OpenVisit, RecordFinding
from auditdesk.model.fieldwork_rows import JudgeItem, KeepNote
from auditdesk.model.pattern_rows import ProposePattern
from auditdesk.model.rulebook import Bilingual
from auditdesk.model.terms import Judgement, Severity
from tests.services.two_supervisors import FIRM

DAY = date(2019, 6, 3)
ORDER = ProposePattern(
    "CC-17010",
    Bilingual("遠端連線未採雙因子驗證。", "Remote access did without a second factor."),
    Bilingual("遠端連線應採雙因子驗證。", "Remote access needs a second factor."),
    Severity.HIGH,
    date(2019, 6, 1),
    ("CC-17010-01",),
)


@dataclass
class Pair:
    """Two supervisors at one open workspace."""

    first: Desk
    second: Desk


@pytest.fixture
def pair(people):
    return Pair(people.desk, people.acts("lee"))


def in_force(pair, order=ORDER):
    row = pair.first.office_patterns.propose(order)
    return pair.second.office_patterns.approve(row.pattern)


def test_a_wording_holds_only_when_another_person_has_put_it_in_force(pair):
    row = pair.first.office_patterns.propose(ORDER)
    assert (row.pattern, row.state) == ("OWN-001", "proposed")
    assert "OWN-001" not in {one.id for one in pair.first.rulebook.in_force(DAY).patterns}
    with pytest.raises(Refused, match=r"four_eyes\.author"):
        pair.first.office_patterns.approve("OWN-001")
    pair.second.office_patterns.approve("OWN-001")
    with pytest.raises(Refused, match=r"own_pattern\.wrong_state"):
        pair.first.office_patterns.refuse("OWN-001", "too late")
    found = pair.first.rulebook.in_force(DAY).pattern("OWN-001")
    assert (found.wording, found.default_severity, found.heading.en) == (ORDER.wording, "high", "Network security management")


def test_a_refused_wording_stays_with_its_reason_and_may_be_proposed_anew(pair):
    pair.first.office_patterns.propose(ORDER)
    with pytest.raises(Refused, match=r"reason\.needed"):
        pair.second.office_patterns.refuse("OWN-001", " ")
    pair.second.office_patterns.refuse("OWN-001", "says what P01 says")
    assert pair.first.office_patterns.show("OWN-001").decision_reason == "says what P01 says"
    assert in_force(pair).pattern == "OWN-002"


def test_an_own_pattern_is_suggested_recorded_found_and_told_like_any_other(pair):
    in_force(pair)
    desk = pair.first
    assert desk.patterns.suggest("遠端連線 雙因子", DAY)[0].pattern.id == "OWN-001"
    assert "OWN-001" not in {one.id for one in desk.patterns.on(date(2019, 5, 31))}
    visit = desk.visits.open(OpenVisit(FIRM, DAY))
    finding = desk.findings.record(RecordFinding(visit.number, "OWN-001", "VPN 只要密碼"))
    assert (finding.pattern, finding.severity) == ("OWN-001", "high")
    assert [row.number for row in desk.findings.list(text="雙因子")] == [finding.number]
    assert "OWN-001" in desk.patterns.wordings("en")


def test_an_own_pattern_leaves_texts_of_editions_and_their_digests_alone(pair):
    before = {edition.id: edition.digest for edition in pair.first.rulebook.editions}
    in_force(pair)
    rulebook = pair.first.rulebook
    assert {edition.id: edition.digest for edition in rulebook.editions} == before
    assert "OWN-001" in {one.id for one in rulebook.edition("2025-04-11").patterns}
    assert "OWN-001" not in {one.id for one in rulebook.edition("2016-05-16").patterns}
    row = pair.first.office_editions.copy("2019-10-25", "own-edition", date(2019, 9, 1))
    assert "OWN-001" not in {one.id for one in pair.first.office_editions.read(row.edition).patterns}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"wording": Bilingual(" ", "x")}, "own_pattern.empty"),
        ({"expected_standard": Bilingual("試", "")}, "own_pattern.empty"),
        ({"wording": Bilingual("長" * 401, "x")}, "own_pattern.too_long"),
        ({"code": "CC-99999", "items": ()}, "own_pattern.code"),
        ({"items": ("CC-17010-99",)}, "item.unknown"),
        ({"group": "others"}, "own_pattern.group"),
        ({"origin": "108-F9999"}, "finding.unknown"),
        ({"wording": Bilingual("防火牆進出紀錄及其備份之保存未達三年。", "Logs.")}, "own_pattern.same_wording"),
    ],
)
def test_a_wording_that_says_too_little_is_refused_with_the_reason(pair, change, code):
    with pytest.raises(Refused) as told:
        pair.first.office_patterns.propose(replace(ORDER, **change))
    assert told.value.code == code
    assert pair.first.office_patterns.list() == ()


def merged(pair, day=date(2019, 7, 1)):
    step = pair.first.office_patterns.merge("CC-18000-P06", "CC-18000-P07", day, "told apart by nobody")
    return pair.second.office_patterns.decide_step(step.uid, approve=True)


def test_a_merged_pattern_is_no_longer_offered_from_its_day_and_its_findings_keep_their_name(pair):
    visit = pair.first.visits.open(OpenVisit(FIRM, DAY))
    old = pair.first.findings.record(RecordFinding(visit.number, "CC-18000-P06", "密碼貼在螢幕"))
    merged(pair)
    desk = pair.first
    assert "CC-18000-P06" in {one.id for one in desk.patterns.on(date(2019, 6, 30))}
    assert "CC-18000-P06" not in {one.id for one in desk.patterns.on(date(2019, 7, 1))}
    assert desk.findings.show(old.number).pattern == "CC-18000-P06"
    assert desk.rulebook.edition(old.edition).pattern("CC-18000-P06").wording.zh
    successions = desk.office_patterns.successions()
    assert successions.counted_as("CC-18000-P06", date(2019, 6, 30)) == "CC-18000-P06"
    assert successions.counted_as("CC-18000-P06", date(2019, 7, 1)) == "CC-18000-P07"
    assert [row.number for row in desk.office_patterns.findings_from("CC-18000-P07")] == [old.number]
    assert desk.office_patterns.findings_from("CC-18000-P07", predecessors=False) == ()


def test_a_split_pattern_stays_under_its_own_name_and_is_the_predecessor_of_its_parts(pair):
    step = pair.first.office_patterns.split("CC-17010-P01", ("CC-17010-P02", "CC-17010-P04"), DAY, "two things")
    pair.second.office_patterns.decide_step(step.uid, approve=True)
    successions = pair.first.office_patterns.successions()
    assert successions.counted_as("CC-17010-P01", DAY) == "CC-17010-P01"
    assert successions.same_failing("CC-17010-P04") == {"CC-17010-P04", "CC-17010-P01"}
    assert "CC-17010-P01" not in {one.id for one in pair.first.patterns.on(DAY)}


def test_a_step_waits_for_another_person_and_may_be_refused(pair):
    step = pair.first.office_patterns.merge("CC-18000-P06", "CC-18000-P07", DAY, "reason")
    assert pair.first.office_patterns.successions().counted_as("CC-18000-P06", DAY) == "CC-18000-P06"
    with pytest.raises(Refused, match=r"four_eyes\.author"):
        pair.first.office_patterns.decide_step(step.uid, approve=True)
    with pytest.raises(Refused, match=r"succession\.waiting"):
        pair.second.office_patterns.merge("CC-18000-P06", "CC-18000-P05", DAY, "reason")
    with pytest.raises(Refused, match=r"reason\.needed"):
        pair.second.office_patterns.decide_step(step.uid, approve=False)
    row = pair.second.office_patterns.decide_step(step.uid, approve=False, reason="they differ")
    assert (row.state, row.decision_reason) == ("refused", "they differ")


def test_a_step_is_taken_back_by_a_counter_act_of_two_people_and_stays_on_record(pair):
    step = merged(pair)
    counter = pair.second.office_patterns.undo(step.uid, "it was wrong")
    assert pair.first.office_patterns.successions().gone("CC-18000-P06", date(2019, 7, 1))
    pair.first.office_patterns.decide_step(counter.uid, approve=True)
    rows = pair.first.office_patterns.steps()
    assert {row.uid: row.undone for row in rows} == {step.uid: True, counter.uid: False}
    assert not pair.first.office_patterns.successions().gone("CC-18000-P06", date(2019, 7, 1))
    assert "CC-18000-P06" in {one.id for one in pair.first.patterns.on(date(2019, 7, 1))}
    with pytest.raises(Refused, match=r"succession\.wrong_state"):
        pair.first.office_patterns.undo(step.uid, "again")


def test_a_step_on_which_a_later_one_stands_is_taken_back_only_after_it(pair):
    step = merged(pair)
    later = pair.first.office_patterns.merge("CC-18000-P07", "CC-18000-P05", date(2019, 8, 1), "reason")
    pair.second.office_patterns.decide_step(later.uid, approve=True)
    assert pair.first.office_patterns.successions().counted_as("CC-18000-P06", date(2019, 8, 1)) == "CC-18000-P05"
    with pytest.raises(Refused, match=r"succession\.built_on"):
        pair.first.office_patterns.undo(step.uid, "reason")


@pytest.mark.parametrize(
    ("pattern", "into", "code"),
    [
        ("CC-18000-P06", ("CC-18000-P06",), "succession.into_itself"),
        ("CC-18000-P06", ("NO-SUCH",), "pattern.unknown"),
        ("NO-SUCH", ("CC-18000-P06",), "pattern.unknown"),
        ("CC-18000-P06", ("FEB-NET-P01",), "succession.other_authority"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(pair, pattern, into, code):
    with pytest.raises(Refused) as told:
        pair.first.office_patterns.merge(pattern, *into, DAY, "reason")
    assert told.value.code == code
    with pytest.raises(Refused, match=r"succession\.how_many"):
        pair.first.office_patterns.split("CC-18000-P06", ("CC-18000-P05",), DAY, "reason")


def test_a_replaced_pattern_can_neither_be_changed_again_nor_come_back_in_a_circle(pair):
    merged(pair)
    for pattern, into in (("CC-18000-P06", "CC-18000-P05"), ("CC-18000-P05", "CC-18000-P06")):
        with pytest.raises(Refused, match=r"succession\.gone"):
            pair.first.office_patterns.merge(pattern, into, date(2019, 8, 1), "reason")
    with pytest.raises(Refused, match=r"succession\.circle"):
        pair.first.office_patterns.merge("CC-18000-P07", "CC-18000-P06", date(2019, 8, 1), "reason")


def test_a_finding_can_not_be_recorded_under_a_pattern_that_was_replaced_or_is_not_yet_there(pair):
    merged(pair, DAY)
    in_force(pair, replace(ORDER, valid_from=date(2019, 8, 1)))
    visit = pair.first.visits.open(OpenVisit(FIRM, DAY))
    with pytest.raises(Refused, match=r"pattern\.replaced"):
        pair.first.findings.record(RecordFinding(visit.number, "CC-18000-P06", "facts"))
    with pytest.raises(Refused, match=r"pattern\.not_yet"):
        pair.first.findings.record(RecordFinding(visit.number, "OWN-001", "facts"))
    assert pair.first.findings.list() == ()


def test_a_judgement_drafts_under_a_pattern_that_is_still_offered(pair):
    desk = pair.first
    item = next(iter(desk.rulebook.in_force(DAY).pattern("CC-18000-P06").items))
    merged(pair, DAY)
    visit = desk.visits.open(OpenVisit(FIRM, DAY))
    still = [one.id for one in desk.patterns.on(DAY) if item in one.items and one.group != "feb"]
    finding = desk.fieldwork.judge(JudgeItem(visit.number, item, Judgement.DEFICIENT)).finding
    assert "CC-18000-P07" in still, "what took its place stands for its items too"
    assert finding.pattern == still[0]
    assert desk.fieldwork.context(visit.number, item).patterns == tuple(still)
    noted = desk.fieldwork.note_to_finding(desk.fieldwork.note(KeepNote(visit.number, "seen", item)).uid)
    assert noted.finding_uid is not None
    assert "CC-18000-P06" not in {row.pattern for row in desk.findings.list()}
