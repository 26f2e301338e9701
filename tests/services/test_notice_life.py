"""A notice from its draft to the register: what is settled by whom, what voids a signature, what a lock refuses, what proves a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from auditdesk.desk import Desk, fixed_clock
from auditdesk.errors import Refused
from auditdesk.model.commands import DecideFinding
from auditdesk.model.fieldwork_rows import KeepNote
from auditdesk.model.leaks import LeakKind
from auditdesk.model.notice_draft_rows import RARE_PATTERN, FlagState, NoticeStage
from auditdesk.model.records import Visit
from auditdesk.services.notice_register import RegisterQuery
from tests import notice_year
from tests.conftest import CHEAP, PASSPHRASE
from tests.notice_year import APPROVER, COMPILER, DAY, INSPECTOR, REVIEWER, YEAR


class Office:
    """One workspace and whoever acts in it now."""

    def __init__(self, home: Path, login: str = COMPILER) -> None:
        self.home = home
        self.desk = self._open(login)

    def _open(self, login: str) -> Desk:
        return Desk.open(self.home, login, PASSPHRASE, cost=CHEAP, clock=fixed_clock(DAY))

    def act(self, login: str) -> Desk:
        self.desk.close()
        self.desk = self._open(login)
        return self.desk

    def settle_rare(self) -> None:
        notice_year.roll_up(self.desk)

    def sign(self) -> None:
        self.desk.close()
        notice_year.sign(self.home)
        self.desk = self._open(APPROVER)


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Office]:
    """Whoever compiles, before anything is compiled."""
    opened = Office(notice_year.copied(notice_year.year(tmp_path_factory), tmp_path / "workspace"))
    yield opened
    opened.desk.close()


@pytest.fixture
def approved(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Office]:
    """The approver with an approved draft."""
    opened = Office(notice_year.copied(notice_year.approved(tmp_path_factory), tmp_path / "workspace"), APPROVER)
    yield opened
    opened.desk.close()


def refused(act) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def test_the_whole_life_from_draft_to_a_proven_file(office, tmp_path):
    life = office.desk.notice_life
    row = life.start(YEAR)
    assert row.stage is NoticeStage.CHECK and row.outline[0].key == "front"
    assert {flag.kind for flag in life.flags(YEAR)} == {RARE_PATTERN}
    assert refused(lambda: life.submit(YEAR)) == "notice.open_flags"
    office.settle_rare()
    assert [flag for flag in life.flags(YEAR) if flag.open] == []
    assert life.prove(YEAR).ok
    life.submit(YEAR)
    assert refused(lambda: life.review(YEAR, row.categories)) == "four_eyes.author"
    reviewer = office.act(REVIEWER).notice_life
    assert refused(lambda: reviewer.review(YEAR)) == "notice.unticked"
    reviewer.tick(YEAR, ["front"])
    assert reviewer.draft(YEAR).ticks == {"front"}
    reviewer.review(YEAR, reviewer.draft(YEAR).categories)
    assert refused(lambda: reviewer.approve(YEAR)) == "notice.third_person"
    approver = office.act(APPROVER)
    approver.notice_life.approve(YEAR)
    issue, papers = approver.notice_register.lock(YEAR, tmp_path / "out")
    assert issue.number.startswith("108-N") and len(issue.files) >= 6
    assert {Path(paper.path).suffix for paper in papers} >= {".pdf", ".html", ".ods", ".json", ".txt"}
    for file in issue.files:
        proven = approver.notice_register.verify(tmp_path / "out" / file.name)
        assert proven.genuine and proven.recomputed and proven.number == issue.number
    victim = tmp_path / "out" / issue.files[0].name
    victim.write_bytes(victim.read_bytes() + b" ")
    assert not approver.notice_register.verify(victim).genuine
    assert refused(lambda: approver.notice_life.edit(YEAR, "title", zh="x")) == "notice.wrong_stage"
    assert refused(lambda: approver.notice_life.start(YEAR)) == "notice.locked"
    assert approver.care.verify().records_altered == ()


def test_a_planted_leak_is_flagged_and_each_way_of_settling_it_is_kept(office):
    desk = office.desk
    life = desk.notice_life
    life.start(YEAR)
    firm = desk.firms.list(DAY)[3]
    row = life.draft(YEAR)
    before = next(one for one in row.paragraphs if one.key.endswith("/wording") and "CC-17010" in one.key)
    planted = before.zh.rstrip("。") + f"，如{firm.name}僅保存 180 日。"
    life.edit(YEAR, before.key, zh=planted)
    flag = next(one for one in life.flags(YEAR) if one.kind == "firm_name")
    assert flag.sentence.rstrip("。") == before.zh.rstrip("。"), "the example goes as a whole"
    again = next(one for one in life.flags(YEAR) if one.kind == "firm_name")
    assert again.id == flag.id
    life.settle(YEAR, flag.id, "generalise")
    text = next(one.zh for one in life.draft(YEAR).paragraphs if one.key == before.key)
    assert "部分公司" in text and firm.name not in text
    life.undo(YEAR)
    assert next(one.zh for one in life.draft(YEAR).paragraphs if one.key == before.key) == planted
    life.settle(YEAR, flag.id, "suggestion")
    assert next(one.zh for one in life.draft(YEAR).paragraphs if one.key == before.key).rstrip("。") == before.zh.rstrip("。")
    assert refused(lambda: life.settle(YEAR, flag.id, "suggestion")) == "notice.no_flag"


def test_what_is_said_to_be_no_leak_needs_a_reason_and_the_reviewer(office):
    life = office.desk.notice_life
    life.start(YEAR)
    office.settle_rare()
    life.edit(YEAR, "method/limits", zh="查核採抽樣方式；洽詢電話 (02)8101-3101。")
    flag = next(one for one in life.flags(YEAR) if one.kind == "phone")
    assert refused(lambda: life.settle(YEAR, flag.id, "not-a-leak")) == "reason.needed"
    life.settle(YEAR, flag.id, "not-a-leak", reason="本公司總機")
    life.submit(YEAR)
    reviewer = office.act(REVIEWER).notice_life
    row = reviewer.draft(YEAR)
    assert refused(lambda: reviewer.review(YEAR, row.categories)) == "notice.unticked"
    reviewer.review(YEAR, [*row.categories, flag.id])
    assert next(one for one in reviewer.flags(YEAR) if one.id == flag.id).state is FlagState.CONFIRMED


def test_an_edit_after_a_signature_voids_it_and_says_so(approved, tmp_path):
    office = approved
    life = office.desk.notice_life
    life.edit(YEAR, "method/limits", zh="查核採抽樣方式，未列之態樣不表示無此缺失。")
    row = life.draft(YEAR)
    assert row.stage is NoticeStage.CHECK and row.voided[0] == "notice.voided_edited" and row.voided[1]["login"] == APPROVER
    assert all(step.at is None for step in row.signed)
    assert refused(lambda: office.desk.notice_register.lock(YEAR, tmp_path / "out")) == "notice.wrong_stage"
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []


def test_the_certificate_goes_stale_with_a_character_or_the_register(approved):
    office = approved
    life = office.desk.notice_life
    assert not life.draft(YEAR).certificate.stale
    office.desk.firm_records.describe("ZX01", {"telephone": "02-87654321"})
    assert life.draft(YEAR).certificate.stale


def test_words_of_a_note_are_as_much_a_leak_as_those_of_a_finding(office):
    desk = office.act(INSPECTOR)
    assert desk.leaks.check_text("機房後門以磚頭抵住未關。") == ()
    desk.fieldwork.note(KeepNote(desk.visits.list(year=YEAR)[0].number, "機房後門以磚頭抵住未關"))
    assert [one.kind for one in desk.leaks.check_text("機房後門以磚頭抵住未關。")] == [LeakKind.COPIED_FACT]


def test_a_notice_without_a_title_in_both_languages_is_not_handed_in(office):
    life = office.desk.notice_life
    life.start(YEAR)
    office.settle_rare()
    life.edit(YEAR, "title", en=" ")
    assert refused(lambda: life.submit(YEAR)) == "notice.words_missing"


def test_nothing_is_signed_that_counts_a_finding_withdrawn_since(approved, tmp_path):
    office = approved
    life = office.act(COMPILER).notice_life
    number = life.draft(YEAR).compiled.basis.findings[0].number
    office.desk.findings.withdraw(DecideFinding(number, "受查方補件後確認符合。"))
    register = office.act(APPROVER).notice_register
    with pytest.raises(Refused) as caught:
        register.lock(YEAR, tmp_path / "out", formats=("txt",))
    assert caught.value.code == "notice.findings_gone" and caught.value.values["findings"] == number
    assert list((tmp_path / "out").glob("*")) == []
    life = office.act(COMPILER).notice_life
    assert life.start(YEAR).stage is NoticeStage.CHECK
    assert number not in [one.number for one in life.draft(YEAR).compiled.basis.findings]


def test_a_lock_is_refused_when_a_firm_came_into_the_register_meanwhile(approved, tmp_path):
    office = approved
    office.desk.firm_records.add("ZX91", "資訊安全證券")
    assert refused(lambda: office.desk.notice_register.lock(YEAR, tmp_path / "out")) in ("notice.open_flags", "notice.file_leaks")
    assert list((tmp_path / "out").glob("*")) == []


def test_a_correction_is_a_new_version_and_the_old_file_still_proves(approved, tmp_path):
    office = approved
    first, _ = office.desk.notice_register.lock(YEAR, tmp_path / "first", formats=("txt", "json"))
    office.act(COMPILER)
    life = office.desk.notice_life
    row = life.correct(YEAR, "更正應有作法之文字。", "The expected standard is worded anew.")
    assert row.edition_number == 2 and row.stage is NoticeStage.CHECK
    small = row.small[0].pattern
    assert refused(lambda: life.decide(YEAR, small, "keep", "reason")) == "notice.decisions_stay"
    life.submit(YEAR)
    office.sign()
    second, _ = office.desk.notice_register.lock(YEAR, tmp_path / "second", formats=("txt", "json"))
    assert second.corrects == first.number and second.edition_number == 2
    old = office.desk.notice_register.verify(tmp_path / "first" / first.files[0].name)
    assert old.genuine and old.recomputed and old.superseded_by == second.number
    page = office.desk.notice_register.page(RegisterQuery(keyword="資通 108"))
    assert [one.number for one in page.rows] == [second.number, first.number]
    assert office.desk.notice_register.page(RegisterQuery(number=first.number)).total == 1
    assert office.desk.notice_register.page(RegisterQuery(until=date(2019, 1, 1))).total == 0
    third = office.desk.notice_life.correct(YEAR, "再次更正。")
    assert third.edition_number == 3 and [one.zh for one in third.paragraphs if one.key == "correction"] == ["再次更正。"]
    assert third.paper.corrects == second.number and third.paper.replaces == (second.number, first.number)


def test_a_twice_corrected_notice_names_the_correction_that_came_next_and_the_one_that_holds(approved, tmp_path):
    numbers = []
    for turn in range(3):
        if turn:
            life = approved.act(COMPILER).notice_life
            life.correct(YEAR, f"第 {turn} 次更正。", f"Correction {turn}.")
            life.submit(YEAR)
            approved.sign()
        issue, _ = approved.desk.notice_register.lock(YEAR, tmp_path / str(turn), formats=("txt", "json"))
        numbers.append(issue.number)
    register = approved.desk.notice_register
    rows = {row.number: row for row in register.page().rows}
    told = [(rows[number].superseded_by, rows[number].latest) for number in numbers]
    assert told == [(numbers[1], numbers[2]), (numbers[2], numbers[2]), ("", "")]
    proven = [register.verify(next((tmp_path / str(turn)).glob("notice-108-*[0-9].txt"))) for turn in range(3)]
    assert [(one.superseded_by, one.latest) for one in proven] == told and all(one.sound for one in proven)
    written = (tmp_path / "2").glob("notice-*")
    texts = {path.name: path.read_text(encoding="utf-8") for path in written if not path.name.endswith("SHA256SUMS")}
    assert "更正日期：" in texts[f"notice-{numbers[2]}.txt"]
    assert "Corrected on: 2019-12-20" in texts[f"notice-2019-{numbers[2][4:]}-en.txt"]
    assert len(texts) == 6 and all(number in text for text in texts.values() for number in numbers[:2])
    assert rows[numbers[1]].correction_en == "Correction 1."


def test_the_english_words_of_a_correction_are_neither_missing_nor_chinese(approved, tmp_path):
    approved.desk.notice_register.lock(YEAR, tmp_path / "first", formats=("txt",))
    life = approved.act(COMPILER).notice_life
    life.correct(YEAR, "更正文字。")
    assert refused(lambda: life.submit(YEAR)) == "notice.words_missing"
    life.edit(YEAR, "correction", en="更正文字。")
    assert refused(lambda: life.submit(YEAR)) == "notice.words_chinese"
    life.edit(YEAR, "correction", en="A wording is corrected.")
    assert life.submit(YEAR).stage is NoticeStage.REVIEW


def test_the_list_of_hashes_and_the_bulletin_are_told_as_what_they_are(approved, tmp_path):
    out = tmp_path / "out"
    register = approved.desk.notice_register
    issue, _ = register.lock(YEAR, out, formats=("txt", "json"))
    (sums,) = out.glob("*-SHA256SUMS")
    found = register.verify(sums)
    assert (found.kind, found.number, found.genuine, found.sound) == ("hashes", issue.number, True, True)
    assert [(one.name, one.state) for one in found.listed] == [(file.name, "same") for file in issue.files]
    for name in ("bulletin.json", "bulletin.txt"):
        bulletin = register.verify(next(out.glob(f"*-{name}")))
        assert (bulletin.kind, bulletin.number, bulletin.sound) == ("bulletin", issue.number, True)
    one, other, *_ = issue.files
    (out / one.name).write_bytes(b"other words")
    (out / other.name).unlink()
    states = {each.name: each.state for each in register.verify(sums).listed}
    assert (states[one.name], states[other.name]) == ("changed", "missing") and not register.verify(sums).sound
    forged = out / "forged-SHA256SUMS"
    forged.write_text(f"{'0' * 64}  {one.name}\n" + sums.read_text(), encoding="utf-8")
    found = register.verify(forged)
    assert (found.kind, found.genuine) == ("hashes", False) and found.listed[0].state == "not_locked"


def test_a_notice_written_without_sign_off_is_told_as_such(office, tmp_path):
    papers = office.desk.notice.write(YEAR, tmp_path)
    found = office.desk.notice_register.verify(Path(papers[0].path))
    assert (found.kind, found.genuine, found.number) == ("unsigned", False, papers[0].number)
    stray = tmp_path / "stray.txt"
    stray.write_text("編號", encoding="utf-8")
    assert office.desk.notice_register.verify(stray).kind == ""


def test_the_register_says_of_a_correction_what_was_reviewed_and_no_reason_of_the_inside(approved, tmp_path):
    office = approved
    office.desk.notice_register.lock(YEAR, tmp_path / "first", formats=("txt",))
    life = office.act(COMPILER).notice_life
    life.correct(YEAR, "示範甲證券的家數算錯。")
    life.edit(YEAR, "correction", zh="更正部分家數。", en="Some counts are corrected.")
    life.submit(YEAR)
    office.act(REVIEWER).notice_life.send_back(YEAR, "示範乙證券的也要看。")
    office.act(COMPILER).notice_life.submit(YEAR)
    office.sign()
    issue, papers = office.desk.notice_register.lock(YEAR, tmp_path / "second", formats=("txt",))
    assert issue.correction == "更正部分家數。"
    assert [paper.path for paper in papers if office.desk.leaks.check_paper(Path(paper.path))] == []


def test_a_leak_that_was_written_away_is_not_confirmed_by_the_reviewer(office):
    life = office.desk.notice_life
    life.start(YEAR)
    office.settle_rare()
    before = next(one.zh for one in life.draft(YEAR).paragraphs if one.key == "method/limits")
    life.edit(YEAR, "method/limits", zh="示範甲證券。")
    flag = next(one for one in life.flags(YEAR) if one.open)
    life.settle(YEAR, flag.id, "not-a-leak", reason="誤報")
    life.edit(YEAR, "method/limits", zh=before)
    life.submit(YEAR)
    office.act(REVIEWER).notice_life.review(YEAR, life.draft(YEAR).categories)
    office.act(COMPILER).notice_life.edit(YEAR, "method/limits", zh="示範甲證券。")
    again = next(one for one in office.desk.notice_life.flags(YEAR) if one.id == flag.id)
    assert again.state is FlagState.NOT_A_LEAK and again.confirmed_by is None


def test_small_patterns_are_kept_or_rolled_up_with_a_reason(office):
    life = office.desk.notice_life
    row = life.start(YEAR)
    first, second = row.small[0], row.small[1]
    assert refused(lambda: life.decide(YEAR, first.pattern, "keep", " ")) == "reason.needed"
    life.decide(YEAR, first.pattern, "keep", "態樣本身重要")
    row = life.decide(YEAR, second.pattern, "roll_up", "家數過少")
    entries = {entry.pattern: entry for entry in row.paper.entries}
    assert entries[first.pattern].withheld
    assert second.pattern not in entries and f"{second.code}-others" in entries
    assert {one.pattern: one.decision for one in row.small}[second.pattern] == "roll_up"


def test_a_decision_on_a_small_pattern_is_taken_back_with_the_words_it_removed(office):
    life = office.desk.notice_life
    row = life.start(YEAR)
    first, second = row.small[:2]
    wording = f"{first.code}/{first.pattern}/wording"
    life.edit(YEAR, wording, zh="改寫後之態樣文字。")
    before = life.draft(YEAR)
    life.decide(YEAR, first.pattern, "roll_up", "家數過少")
    after = life.decide(YEAR, second.pattern, "keep", "態樣本身重要")
    assert after.undo == "notice.undo_decide" and wording not in {one.key for one in after.paragraphs}
    life.undo(YEAR)
    row = life.undo(YEAR)
    assert [(one.key, one.zh, one.en) for one in row.paragraphs] == [(one.key, one.zh, one.en) for one in before.paragraphs]
    assert (row.small, row.paper, row.undo, row.redo) == (before.small, before.paper, "notice.undo_edit", "notice.undo_decide")
    life.redo(YEAR)
    row = life.redo(YEAR)
    assert (row.small, row.paper, row.paragraphs) == (after.small, after.paper, row.paragraphs)
    assert [one.key for one in row.paragraphs] == [one.key for one in after.paragraphs] and row.redo == ""
    assert refused(lambda: life.redo(YEAR)) == "undo.nothing"
    assert office.desk.care.verify().records_altered == ()


def test_patterns_rolled_up_into_one_section_are_taken_back_one_by_one(office):
    life = office.desk.notice_life
    row = life.start(YEAR)
    same = [one for one in row.small if one.code == "CC-18000"]
    assert len(same) > 1
    papers = [row.paper]
    for one in same:
        papers.append(life.decide(YEAR, one.pattern, "roll_up", "家數過少").paper)
    for paper in papers[-2::-1]:
        assert life.undo(YEAR).paper == paper
    assert refused(lambda: life.undo(YEAR)) == "undo.nothing"


def test_a_capital_band_in_which_few_firms_were_audited_is_told_with_its_neighbour(office):
    row = office.desk.notice_life.start(YEAR)
    assert [(band.name.zh, band.firms_audited) for band in row.paper.bands] == [("未達 100 億元", 5), ("100 億元以上", 3)]
    assert [band.name.en for band in row.paper.bands] == ["below NT$10 billion", "NT$10 billion and above"]
    section = row.compiled.sections[0]
    behind = [
        len({one.firm_uid for one in office.desk.notice.behind(row.compiled, f"{section.code}/band/{at}")}) for at in (0, 1)
    ]
    assert tuple(behind) == section.by_band and sum(behind) == section.firms


def test_a_correction_tells_no_other_bands_than_what_it_corrects(approved, tmp_path):
    desk = approved.desk
    desk.notice_register.lock(YEAR, tmp_path / "first", formats=("txt",))
    firms = {one.code: one for one in desk.firms.list(DAY)}
    assert len(firms) == 8
    with desk.store.work(COMPILER, "visits.open") as work:
        for visit in work.all(Visit, year=YEAR):
            if visit.firm_uid == firms["ZX01"].uid:
                visit.staffing_band = ""
        work.commit()
    row = approved.act(COMPILER).notice_life.correct(YEAR, "更正文字。")
    assert row.paper.bands == () and all(section.by_band is None for section in row.paper.sections)


def test_nothing_stands_in_the_way_of_a_notice_that_is_locked(approved, tmp_path):
    approved.desk.notice_register.lock(YEAR, tmp_path, formats=("txt",))
    assert approved.desk.notice_register.readiness(YEAR).ready


def test_what_stands_in_the_way_of_january_the_first(office):
    ready = office.desk.notice_register.readiness(YEAR)
    assert ready.days_left == 12 and ready.stage is NoticeStage.COMPILE
    assert ready.unreviewed_findings > 0 and ready.roster_stale and not ready.ready
    office.desk.notice_life.start(YEAR)
    begun = office.desk.notice_register.readiness(YEAR)
    assert begun.small_undecided > 0
    assert begun.small_undecided + begun.open_flags == sum(flag.open for flag in office.desk.notice_life.flags(YEAR))


def test_every_figure_names_the_findings_behind_it(office):
    notice = office.desk.notice.compile(YEAR)
    for section in notice.sections:
        for entry in section.entries:
            behind = office.desk.notice.behind(notice, f"{entry.pattern}/firms")
            assert len({row.firm_uid for row in behind}) == entry.firms
        behind = office.desk.notice.behind(notice, f"{section.code}/firms")
        assert len({row.firm_uid for row in behind}) == section.firms
    assert len(office.desk.notice.behind(notice, "findings")) == notice.findings
