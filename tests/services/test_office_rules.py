"""Exceptions, key items and the office's own editions, through the desk."""

from __future__ import annotations

import dataclasses
import functools
import json
import shutil
from datetime import date

import pytest
import yaml

from auditdesk.desk import Desk, fixed_clock
from auditdesk.errors import BadInput, Conflict, Refused, Unavailable
from auditdesk.exchange.rulebook_files import read_edition
from auditdesk.model.commands import AnswerItem, OpenVisit
from auditdesk.model.office_rule_records import OfficeEdition
from auditdesk.model.office_rules import ExceptionKind, ItemChange, ProposeException
from auditdesk.model.rulebook import Rulebook, TierTables
from auditdesk.model.terms import Judgement
from auditdesk.services.shipped_rules import read_shipped_rules, whole_of
from auditdesk.store.keys_tries import FREE
from tests.conftest import CHEAP, PASSPHRASE
from tests.services.conftest import add_firm

FIRM, OFFLINE = "ZX01", "ZX02"
DAY = date(2019, 11, 1)
RISK = "CC-11000-01"
"""Binds only firms that take internet orders."""
POLICY = "CC-12000-01"
"""Binds every firm."""


@pytest.fixture(scope="module", autouse=True)
def shipped():
    """The shipped rules, read once: they are frozen and no test writes to them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("auditdesk.desk.read_shipped_rules", functools.cache(read_shipped_rules))
        yield


class People:
    """Two supervisors at one open workspace, one at a time: each acts through a desk of his own."""

    def __init__(self, first: Desk) -> None:
        self._first = self.desk = first

    def acts(self, login: str, day: date = DAY) -> Desk:
        actor = next(person for person in self._first.people.list() if person.login == login)
        self.desk = Desk(self._first.store, self._first.people._key, actor, CHEAP, lambda: day)
        return self.desk


@pytest.fixture(scope="module")
def made(tmp_path_factory, shipped):
    """A workspace of two supervisors and two firms, made once; each test takes a copy."""
    home = tmp_path_factory.mktemp("office") / "workspace"
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, ("supervisor",), cost=CHEAP, clock=fixed_clock(DAY))
    desk.people.add("lee", "李主管", PASSPHRASE + "!", ["supervisor", "administrator", "inspector"])
    add_firm(desk, FIRM, 12_840_000_000)
    add_firm(desk, OFFLINE, 500_000_000, internet=False)
    desk.close()
    return home


@pytest.fixture
def people(made, tmp_path):
    shutil.copytree(made, tmp_path / "workspace", ignore=shutil.ignore_patterns("*.lock"))
    desk = Desk.open(tmp_path / "workspace", "wang", PASSPHRASE, cost=CHEAP, clock=fixed_clock(DAY))
    yield People(desk)
    desk.close()


def judged(desk: Desk, firm: str, item: str, day: date):
    return next(one for one in desk.firms.scope(firm, day).items if one.item.key == item)


def exempt(desk: Desk, firm=FIRM, item=POLICY, since=date(2019, 6, 1), until=None, kind=ExceptionKind.EXEMPT):
    return desk.exceptions.propose(ProposeException(firm, item, kind, "去年已由他機關查核", since, until))


# exceptions


def test_a_proposal_changes_nothing_until_a_second_supervisor_approves_it(people):
    desk = people.acts("wang")
    row = exempt(desk)
    assert judged(desk, FIRM, POLICY, DAY).applies is True
    with pytest.raises(Refused, match=r"four_eyes\.author"):
        desk.exceptions.approve(row.uid)
    desk = people.acts("lee")
    desk.exceptions.approve(row.uid)
    found = judged(desk, FIRM, POLICY, DAY)
    assert found.applies is False
    told = found.reasons[-1]
    assert (told.code, told.holds, told.values["proposed_by"], told.values["approved_by"]) == (
        "exception_exempt",
        False,
        "wang",
        "lee",
    )
    assert "day_in_force" not in {reason.code for reason in found.reasons}
    assert judged(desk, FIRM, POLICY, date(2019, 5, 31)).applies is True
    assert judged(desk, FIRM, POLICY, date(2019, 6, 1)).applies is False


def test_a_proposer_with_every_role_is_still_one_person(people):
    desk = people.acts("lee")
    row = exempt(desk)
    with pytest.raises(Refused, match=r"four_eyes\.author"):
        desk.exceptions.refuse(row.uid, "不同意")


def test_an_added_item_is_on_the_frozen_checklist_and_counted_in_its_part(people):
    desk = people.acts("wang")
    before = desk.firms.scope(OFFLINE, DAY)
    assert judged(desk, OFFLINE, RISK, DAY).applies is False
    row = exempt(desk, OFFLINE, RISK, kind=ExceptionKind.ADDED, until=date(2019, 12, 31))
    desk = people.acts("lee")
    desk.exceptions.approve(row.uid)
    after = desk.firms.scope(OFFLINE, DAY)
    assert after.parts[0].items_in_scope == before.parts[0].items_in_scope + 1
    visit = desk.visits.open(OpenVisit(OFFLINE, DAY))
    line = next(item for item in desk.visits.show(visit.number)[1] if item.key == RISK)
    assert line.applies is True and line.reasons[-1]["code"] == "exception_added"
    assert judged(desk, OFFLINE, RISK, date(2020, 1, 1)).applies is False


def test_ending_is_an_act_with_a_reason_and_the_days_before_stay_what_they_were(people):
    row = exempt(people.acts("wang"))
    desk = people.acts("lee")
    desk.exceptions.approve(row.uid)
    with pytest.raises(Refused, match=r"reason\.needed"):
        desk.exceptions.end(row.uid, DAY, " ")
    with pytest.raises(Refused, match=r"exception\.ends_in_past"):
        desk.exceptions.end(row.uid, date(2019, 10, 31), "不再需要")
    ended = desk.exceptions.end(row.uid, DAY, "不再需要")
    assert (ended.state, ended.valid_until, ended.ended_by, ended.end_reason) == ("ended", DAY, "lee", "不再需要")
    assert judged(desk, FIRM, POLICY, DAY).applies is False
    assert judged(desk, FIRM, POLICY, date(2019, 11, 2)).applies is True
    with pytest.raises(Refused, match=r"exception\.wrong_state"):
        desk.exceptions.end(row.uid, DAY, "again")


@pytest.mark.parametrize(
    ("since", "until", "meets"),
    [
        (date(2019, 6, 30), None, True),
        (date(2019, 7, 1), None, False),
        (date(2019, 1, 1), date(2019, 5, 31), False),
        (date(2019, 1, 1), date(2019, 6, 1), True),
    ],
)
def test_two_exceptions_of_one_item_never_share_a_day(people, since, until, meets):
    desk = people.acts("wang")
    exempt(desk, until=date(2019, 6, 30))
    if meets:
        with pytest.raises(Refused, match=r"exception\.overlaps"):
            exempt(desk, since=since, until=until, kind=ExceptionKind.ADDED)
    else:
        exempt(desk, since=since, until=until, kind=ExceptionKind.ADDED)


def test_an_exception_of_an_item_that_the_edition_of_its_day_does_not_know_is_refused(people):
    desk = people.acts("wang")
    with pytest.raises(Refused, match=r"item\.unknown"):
        exempt(desk, item="CC-14000-99", kind=ExceptionKind.ADDED)
    with pytest.raises(Refused, match=r"exception\.ends_before_it_begins"):
        exempt(desk, until=date(2019, 5, 31))
    with pytest.raises(Refused, match=r"reason\.needed"):
        desk.exceptions.propose(ProposeException(FIRM, POLICY, ExceptionKind.EXEMPT, "  ", DAY))


def test_a_clerk_proposes_no_exception(people):
    desk = people.acts("wang")
    desk.people.add("chen", "陳示範", PASSPHRASE + "!", ["clerk"])
    with pytest.raises(Refused, match=r"act\.forbidden"):
        exempt(people.acts("chen"))


def test_who_decides_on_an_older_version_is_told(people):
    row = exempt(people.acts("wang"))
    with pytest.raises(Conflict, match=r"record\.changed"):
        people.acts("lee").exceptions.approve(row.uid, seen=row.version + 1)


# key items


def test_a_key_item_marks_who_it_binds_and_tells_who_it_does_not(people):
    people.acts("wang").key_items.add(2019, RISK, "數家遭 DDoS 攻擊")
    desk = people.acts("lee")
    desk.key_items.approve(2019, RISK)
    inside, outside = judged(desk, FIRM, RISK, DAY), judged(desk, OFFLINE, RISK, DAY)
    assert (inside.applies, inside.reasons[-1].code) == (True, "key_item")
    assert (outside.applies, outside.reasons[-1].code) == (False, "key_item_outside")
    assert "key_item" not in {reason.code for reason in judged(desk, FIRM, RISK, date(2020, 1, 1)).reasons}
    visit = desk.visits.open(OpenVisit(FIRM, DAY))
    line = next(item for item in desk.visits.show(visit.number)[1] if item.key == RISK)
    assert line.reasons[-1]["code"] == "key_item" and line.reasons[-1]["values"]["reason"] == "數家遭 DDoS 攻擊"


def test_a_key_item_outside_the_scope_binds_once_an_exception_adds_it(people):
    desk = people.acts("wang")
    desk.key_items.add(2019, RISK, "近期事件")
    row = exempt(desk, OFFLINE, RISK, kind=ExceptionKind.ADDED)
    desk = people.acts("lee")
    desk.key_items.approve(2019, RISK)
    desk.exceptions.approve(row.uid)
    found = judged(desk, OFFLINE, RISK, DAY)
    assert found.applies is True and [reason.code for reason in found.reasons[-2:]] == ["exception_added", "key_item"]


def test_a_key_item_is_decided_by_another_person_and_once(people):
    desk = people.acts("wang")
    desk.key_items.add(2019, RISK, "近期事件")
    with pytest.raises(Refused, match=r"four_eyes\.author"):
        desk.key_items.approve(2019, RISK)
    with pytest.raises(Refused, match=r"key_item\.exists"):
        desk.key_items.add(2019, RISK, "再一次")
    with pytest.raises(Refused, match=r"item\.unknown"):
        desk.key_items.add(2019, "CC-99999-01", "無此項")
    desk = people.acts("lee")
    assert desk.key_items.refuse(2019, RISK, "理由不足").state == "refused"
    with pytest.raises(Refused, match=r"key_item\.wrong_state"):
        desk.key_items.approve(2019, RISK)
    assert desk.key_items.add(2019, RISK, "補充事證").state == "proposed"


# the office's own editions


def change(desk: Desk, edition: str, key: str, **stated) -> ItemChange:
    item = desk.office_editions.read(edition).item(key)
    from auditdesk.rules.rulebook_diff import written

    fields = {
        "section": item.code,
        "paragraph": item.paragraph or "",
        "summary_zh": item.summary.zh,
        "summary_en": item.summary.en,
        "frequency": item.frequency.value,
        "condition": written(item.condition),
        "effective_from": item.effective_from,
        "effective_until": item.effective_until,
    }
    return ItemChange(key, **(fields | stated))


def put_in_force(people, edition: str) -> Desk:
    people.acts("wang").office_editions.submit(edition)
    desk = people.acts("lee")
    desk.office_editions.approve(edition)
    return desk


def test_an_own_edition_in_force_holds_from_its_day_and_visits_before_keep_theirs(people):
    desk = people.acts("wang")
    old = desk.visits.open(OpenVisit(FIRM, date(2019, 9, 2)))
    desk.office_editions.copy("2019-10-25", "本單位-108", date(2019, 10, 1))
    words = {"summary_zh": "政策每半年重新核定。", "summary_en": "The policy is approved anew each half year."}
    desk.office_editions.change_item("本單位-108", change(desk, "本單位-108", POLICY, **words))
    assert desk.rulebook.in_force(DAY).id == "2019-10-25"
    with pytest.raises(Refused, match=r"office_edition\.wrong_state"):
        desk.office_editions.approve("本單位-108")
    desk = put_in_force(people, "本單位-108")
    assert desk.rulebook.in_force(date(2019, 9, 30)).id == "2019-10-25"
    assert desk.rulebook.in_force(date(2019, 10, 1)).id == "本單位-108"
    assert desk.rulebook.in_force(DAY).item(POLICY).summary.zh == "政策每半年重新核定。"
    assert desk.visits.show(old.number)[0].edition == "2019-10-25"
    assert desk.visits.open(OpenVisit(FIRM, DAY)).edition == "本單位-108"
    with pytest.raises(Refused, match=r"office_edition\.wrong_state"):
        desk.office_editions.change_item("本單位-108", change(desk, "本單位-108", POLICY, paragraph="(9)"))


def test_none_of_the_authors_puts_an_edition_in_force(people):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    people.acts("lee").office_editions.change_item("A", change(people.desk, "A", POLICY, paragraph="(9)"))
    people.desk.office_editions.submit("A")
    for login in ("wang", "lee"):
        with pytest.raises(Refused, match=r"four_eyes\.author"):
            people.acts(login).office_editions.approve("A")


def test_a_returned_draft_says_why_and_can_be_given_up(people):
    people.acts("wang").office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    people.desk.office_editions.submit("A")
    back = people.acts("lee").office_editions.send_back("A", "日期有誤")
    assert (back.state, back.decision_reason) == ("draft", "日期有誤")
    assert people.acts("wang").office_editions.withdraw("A", "不再需要").state == "withdrawn"


def test_two_editions_never_begin_on_one_day(people):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2018, 11, 30))
    with pytest.raises(Refused, match=r"office_edition\.same_day"):
        desk.office_editions.submit("A")


def test_an_edition_goes_out_as_files_and_comes_back_edited(people, tmp_path):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    desk.office_editions.change_item("A", change(desk, "A", POLICY, frequency="monthly"))
    (file,) = desk.office_editions.export("A", tmp_path / "out")
    content = yaml.safe_load(file.read_text("utf-8"))
    assert content["effective_from"] == date(2019, 10, 1)
    assert content["items"]["change"] == [{"key": POLICY, "frequency": "monthly"}]
    assert desk.office_editions.take(tmp_path / "out").version == desk.office_editions.show("A").version
    file.write_text(file.read_text("utf-8").replace("monthly", "semi_annual"), "utf-8")
    desk.office_editions.take(tmp_path / "out")
    assert desk.office_editions.read("A").item(POLICY).frequency.value == "semi_annual"
    file.write_text(file.read_text("utf-8").replace("semi_annual", "sometimes"), "utf-8")
    with pytest.raises(BadInput, match=r"rulebook\.faulty") as faulty:
        desk.office_editions.take(tmp_path / "out")
    assert ("edition.yaml", "items.change[1].frequency") in {(one.file, one.column) for one in faulty.value.problems}
    assert desk.office_editions.read("A").item(POLICY).frequency.value == "semi_annual"


def test_a_condition_that_cannot_be_read_is_told_and_nothing_is_kept(people):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    for text in ("{fact: no_such_fact, is: true}", "{capital: {min: 5, below: 2}}", "{fact: [", "*a", ""):
        with pytest.raises(Refused, match=r"condition\.unreadable"):
            desk.office_editions.change_item("A", change(desk, "A", POLICY, condition=text))
    assert desk.office_editions.show("A").version == 1


def test_items_are_added_and_removed_and_a_change_back_is_none(people):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    new = change(desk, "A", POLICY, summary_zh="新增之項目。", summary_en="A new item.", effective_from=None, condition="always")
    desk.office_editions.change_item("A", ItemChange(**{**{n: getattr(new, n) for n in new.__slots__}, "key": "CC-12000-90"}))
    desk.office_editions.remove_item("A", RISK)
    read = desk.office_editions.read("A")
    assert read.item("CC-12000-90").summary.en == "A new item."
    assert RISK not in {item.key for item in read.items}
    desk.office_editions.remove_item("A", "CC-12000-90")
    desk.office_editions.change_item("A", change(desk, "2019-10-25", RISK))
    assert "items" not in desk.office_editions.documents("A")["edition.yaml"]


def test_a_draft_is_tried_out_against_the_edition_in_force(people):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    assert desk.office_editions.try_out("A", OFFLINE, DAY).differences == ()
    desk.office_editions.change_item("A", change(desk, "A", RISK, condition="always"))
    (one,) = desk.office_editions.try_out("A", OFFLINE, DAY).differences
    assert (one.item, one.now, one.tried) == (RISK, "does_not_apply", "applies")
    assert desk.office_editions.try_out("A", FIRM, DAY).differences == ()


def test_an_exception_follows_its_requirement_to_another_number(people):
    row = exempt(people.acts("wang"))
    desk = people.acts("lee")
    desk.exceptions.approve(row.uid)
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    moved = change(desk, "A", POLICY)
    desk.office_editions.remove_item("A", POLICY)
    desk.office_editions.change_item("A", ItemChange(**{**{n: getattr(moved, n) for n in moved.__slots__}, "key": "CC-12000-91"}))
    desk.office_editions.submit("A")
    desk = people.acts("wang")
    desk.office_editions.approve("A")
    assert judged(desk, FIRM, "CC-12000-91", DAY).applies is False


@pytest.fixture
def own(people):
    """An own edition in force from 2019-10-01: its people, its name, and how it stood at approval."""
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    desk.office_editions.change_item("A", change(desk, "A", POLICY, summary_zh="另一要求。", summary_en="Something else."))
    desk = put_in_force(people, "A")
    return people, desk.rulebook.edition("A")


def without_section(rulebook: Rulebook, code: str) -> Rulebook:
    """The shipped rules as another release of the program might bring them: a section less, and none of the tables."""
    return Rulebook(
        tuple(
            dataclasses.replace(
                edition,
                items=tuple(item for item in edition.items if item.code != code),
                sections=tuple(section for section in edition.sections if section.code != code),
                tables=TierTables(),
                digest=edition.digest[::-1],
            )
            for edition in rulebook.editions
            if edition.id != "2019-10-25"
        )
    )


def test_an_own_edition_in_force_stays_what_it_was_when_the_shipped_rules_are_others(own):
    people, before = own
    desk = people.acts("wang")
    desk.office.read_rules = functools.partial(without_section, read_shipped_rules(), before.item(POLICY).code)
    after = desk.rulebook.edition("A")
    assert after == before and after.digest == desk.office_editions.show("A").digest
    assert (after.based_on, after.item(POLICY).summary.zh) == ("2019-10-25", "另一要求。")
    assert desk.rulebook.in_force(DAY).id == "A"


@pytest.mark.parametrize("change_text", [("另一要求。", "別的要求。"), ('"whole"', '"hole"'), ('"key"', '"k"')])
def test_an_own_edition_that_is_not_what_was_approved_is_told_and_never_used(own, change_text):
    people, _ = own
    desk = people.acts("wang")
    with desk.store.work("wang", "office_editions.edit") as work:
        record = work.find(OfficeEdition, edition="A")
        record.content = record.content.replace(*change_text)
        work.commit()
    with pytest.raises(Unavailable, match=r"rulebook\.own_altered") as told:
        people.acts("lee").firms.scope(FIRM, DAY)
    assert told.value.values == {"edition": "A"}


def test_every_shipped_edition_reads_back_from_its_whole_copy_piece_by_piece():
    for edition in read_shipped_rules().editions:
        documents, digest = whole_of(edition)
        kept = {"digest": edition.digest, "based_on": edition.based_on}
        assert dataclasses.replace(read_edition(documents, edition.id), **kept) == edition
        assert digest == read_edition(json.loads(json.dumps(documents)), edition.id).digest


# answers of the year before


def test_an_earlier_answer_is_taken_over_when_only_the_number_changed_and_shown_when_the_words_did(people):
    desk = people.acts("wang")
    first = desk.visits.open(OpenVisit(FIRM, date(2019, 6, 3)))
    for item in (RISK, POLICY, "CC-12000-02"):
        desk.visits.answer(AnswerItem(first.number, item, Judgement.DEFICIENT, f"note {item}"))
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    moved = change(desk, "A", RISK)
    desk.office_editions.remove_item("A", RISK)
    desk.office_editions.change_item("A", ItemChange(**{**{n: getattr(moved, n) for n in moved.__slots__}, "key": "CC-11000-90"}))
    desk.office_editions.change_item("A", change(desk, "A", POLICY, summary_zh="另一要求。", summary_en="Something else."))
    desk = put_in_force(people, "A")
    second = desk.visits.open(OpenVisit(FIRM, DAY))
    found = {one.item: one for one in desk.visits.earlier_answers(second.number)}
    assert set(found) == {"CC-11000-90", POLICY, "CC-12000-02"}
    assert (found["CC-11000-90"].same_text, found["CC-11000-90"].earlier_item, found["CC-11000-90"].note) == (
        True,
        RISK,
        f"note {RISK}",
    )
    assert (found[POLICY].same_text, found["CC-12000-02"].same_text) == (False, True)
    assert found[POLICY].visit == first.number and found[POLICY].year == 2019
    assert desk.visits.earlier_answers(first.number) == ()


# the passphrase, asked once more


def test_who_approves_is_asked_for_his_passphrase_and_wrong_ones_wait_as_at_sign_in(people):
    desk = people.acts("lee")
    desk.confirm(PASSPHRASE + "!")
    for wrong in range(FREE + 1):
        with pytest.raises(Unavailable, match=r"confirm\.wrong") as told:
            desk.confirm(PASSPHRASE)
        assert (told.value.values["seconds"] > 0) is (wrong == FREE)
    with pytest.raises(Unavailable, match=r"passphrase\.wait"):
        desk.confirm(PASSPHRASE + "!")
    people.acts("wang").confirm(PASSPHRASE)
