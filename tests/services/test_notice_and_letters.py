"""The demo year through the services: what the notice and the letters say."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from auditdesk import demo
from auditdesk.demo import YEAR
from auditdesk.errors import Cancelled, Refused
from auditdesk.model.commands import WriteLetters
from auditdesk.rules.finding_states import COUNTED_STATES


def test_each_pattern_of_the_exchange_stands_under_its_code_and_none_of_the_bureau(demo_desk):
    notice = demo_desk.notice.compile(YEAR)
    edition = demo_desk.rulebook.in_force(date(YEAR, 12, 31))
    ours = {pattern.id: pattern.code for pattern in edition.patterns if pattern.group == "twse_tpex"}
    assert len(ours) == 31
    assert {entry.pattern: entry.code for entry in notice.entries} == ours
    assert {section.code: len(section.entries) for section in notice.sections} == {
        "CC-11000": 2,
        "CC-14000": 2,
        "CC-16000": 1,
        "CC-17010": 5,
        "CC-17020": 3,
        "CC-18000": 9,
        "CC-19000": 4,
        "CC-21100": 4,
        "SR-ET": 1,
    }


def test_the_figures_are_those_of_the_accepted_findings(demo_desk):
    notice = demo_desk.notice.compile(YEAR)
    rows = demo_desk.findings.list(YEAR)
    accepted = [row for row in rows if row.state in COUNTED_STATES and row.authority == "twse"]
    assert notice.findings == len(accepted)
    for entry in notice.entries:
        assert entry.firms == len({row.firm_uid for row in accepted if row.pattern == entry.pattern})
        assert entry.firms <= entry.applied_firms <= notice.firms_audited
    left_out = {row.number for row in rows} - {row.number for row in accepted}
    assert {one.number for one in notice.excluded} == left_out
    assert {one.why for one in notice.excluded} == {"other_authority", "not_accepted", "withdrawn"}


def test_a_returned_or_waiting_finding_cannot_reach_the_notice(demo_desk):
    notice = demo_desk.notice.compile(YEAR)
    inside = {uid for entry in notice.entries for uid in entry.findings}
    states = {row.uid: row.state for row in demo_desk.findings.list(YEAR)}
    assert {states[uid] for uid in inside} <= COUNTED_STATES


def test_a_year_without_accepted_findings_has_no_notice(demo_desk, tmp_path):
    with pytest.raises(Refused) as refused:
        demo_desk.notice.write(2001, tmp_path)
    assert refused.value.code == "notice.nothing_accepted"
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_notice_names_no_firm_in_any_file(demo_desk, tmp_path):
    papers = demo_desk.notice.write(YEAR, tmp_path / "notice")
    assert {Path(paper.path).suffix for paper in papers} == {".pdf", ".html", ".docx", ".odt", ".txt", ".ods", ".csv", ".json"}
    html = next(Path(paper.path) for paper in papers if paper.path.endswith(".html")).read_text(encoding="utf-8")
    firms = demo_desk.firms.list(date(YEAR, 12, 31))
    assert len(firms) > 50 and not [firm.code for firm in firms if firm.name in html or firm.code in html]


def test_two_builds_of_the_notice_are_byte_identical(demo_desk, tmp_path):
    def hashes(papers):
        return {Path(paper.path).suffix: hashlib.sha256(Path(paper.path).read_bytes()).hexdigest() for paper in papers}

    first = demo_desk.notice.write(YEAR, tmp_path / "first")
    assert hashes(demo_desk.notice.write(YEAR, tmp_path / "again")) == hashes(first)


def test_the_register_of_the_demo_holds_its_locked_notice_signed_by_three_people(demo_desk, made_demo):
    page = demo_desk.notice_register.page()
    assert [row.number for row in page.rows] == ["108-N01"]
    assert {file.name for file in page.rows[0].files} <= {Path(path).name for path in made_demo.notice}
    signed = {step.step: step.logins for step in demo_desk.notice_life.draft(YEAR).signed}
    assert signed == {"author": (demo.SUPERVISOR,), "reviewer": (demo.REVIEWER,), "approver": (demo.APPROVER,)}
    proven = demo_desk.notice_register.verify(made_demo.folder / "notice" / page.rows[0].files[0].name)
    assert proven.genuine and proven.recomputed


def test_a_paper_changed_after_it_was_written_is_named_by_verify(demo_desk, tmp_path):
    papers = demo_desk.notice.write(YEAR, tmp_path / "notice")
    victim = Path(papers[0].path)
    victim.write_bytes(victim.read_bytes() + b" ")
    assert str(victim) in demo_desk.care.verify().papers_altered


def test_each_lettered_firm_has_one_letter_with_a_number_of_its_own(demo_desk, made_demo):
    letters = demo_desk.letters.list(YEAR)
    assert len(letters) == len(made_demo.letters)
    assert len({letter.number for letter in letters}) == len({letter.firm_code for letter in letters}) == len(letters)


def test_a_second_batch_finds_nothing_due_and_says_why(demo_desk, tmp_path):
    with pytest.raises(Refused) as refused:
        demo_desk.letters.write(WriteLetters(YEAR, str(tmp_path), date(2020, 2, 1)))
    assert refused.value.code == "letters.nothing_due"
    _, blocked = demo_desk.letters.preflight(YEAR)
    assert {firm.why for firm in blocked} <= {"already_lettered", "not_reviewed", "no_findings"}


def test_the_manifest_lists_every_letter_with_its_hash(made_demo):
    folder = Path(made_demo.letters[0]).parent
    manifest = json.loads(next(folder.glob("manifest-*.json")).read_text(encoding="utf-8"))["letters"]
    assert {one["file"] for one in manifest} == {Path(path).name for path in made_demo.letters}
    for one in manifest:
        assert hashlib.sha256((folder / one["file"]).read_bytes()).hexdigest() == one["sha256"]


def test_a_cancelled_batch_leaves_no_file_and_gives_its_numbers_back(demo_home, tmp_path):
    """A year in which no letter was written yet: the demo's findings, but another year's numbers."""
    from auditdesk import demo
    from auditdesk.desk import Desk, fixed_clock
    from auditdesk.model.commands import AnswerItem, DecideFinding, OpenVisit, RecordFinding
    from auditdesk.model.terms import Judgement

    def act(login):
        return Desk.open(demo_home, login, demo.PASSPHRASE, clock=fixed_clock(date(2021, 1, 5)))

    desk = act(demo.FIRST_INSPECTOR)
    numbers = []
    for code in ("ZX01", "ZX05", "ZX06"):
        visit = desk.visits.open(OpenVisit(code, date(2020, 5, 4)))
        _, items = desk.visits.show(visit.number)
        desk.visits.answer_all(AnswerItem(visit.number, item.key, Judgement.CONFORM) for item in items)
        row = desk.findings.record(RecordFinding(visit.number, "CC-17010-P03", "facts"))
        numbers.append(desk.findings.submit(DecideFinding(row.number)).number)
    desk.close()
    desk = act(demo.SUPERVISOR)
    for number in numbers:
        desk.findings.accept(DecideFinding(number))
    order = WriteLetters(2020, str(tmp_path / "letters"), date(2021, 1, 5))

    def stop(done, total=0, step=""):
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.letters.write(order, stop)
    assert list((tmp_path / "letters").iterdir()) == []
    batch = desk.letters.write(order)
    due = {row.due_date for row in desk.findings.list(2020) if row.number in numbers}
    desk.close()
    assert due and all(day >= order.issued_on for day in due), "a period can't end before the letter that sets it"
    assert [letter.number[-8:-1] for letter, _ in batch.letters] == ["0000001", "0000002", "0000003"]


def test_no_letter_takes_a_number_while_the_senders_details_are_empty(desk, firm, tmp_path):
    with pytest.raises(Refused) as refused:
        desk.letters.write(WriteLetters(2019, str(tmp_path / "letters"), date(2020, 1, 6)))
    assert refused.value.code == "letters.sender_missing"
    assert "sender.address" in refused.value.values["settings"]


def test_a_firm_whose_checklist_is_not_finished_is_held_back(desk, firm, visit, reviewer):
    from auditdesk.model.commands import DecideFinding, RecordFinding

    row = desk.findings.record(RecordFinding(visit.number, "CC-17010-P03", "facts"))
    desk.findings.submit(DecideFinding(row.number))
    second = reviewer()
    second.findings.accept(DecideFinding(row.number))
    codes, blocked = second.letters.preflight(2019)
    assert codes == () and [(one.code, one.why) for one in blocked] == [(firm, "visit_unfinished")]


def test_the_notice_opens_with_the_year_that_has_something_to_tell_though_the_next_one_has_begun(demo_desk):
    """The demo's next year has findings already, none of them accepted."""
    assert demo_desk.notice.years()[0] == demo.YEAR + 1
    assert demo_desk.notice_register.opening_year() == demo.YEAR
