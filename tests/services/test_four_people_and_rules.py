"""Four people try to decide on what they wrote themselves: exceptions, key items, own editions; two desks take in one list."""

from __future__ import annotations

from datetime import date

import pytest

from auditdesk.errors import Conflict, Refused
from auditdesk.model.office_rules import ExceptionKind
from tests.conftest import PASSPHRASE
from tests.services.two_supervisors import DAY, FIRM, POLICY, RISK, change, exempt, put_in_force

EDITION, LATER = "own-1", "own-2"


@pytest.fixture
def four(people):
    desk = people.acts("lee")
    for login, roles in (("zhao", ["supervisor"]), ("chen", ["clerk", "inspector"]), ("ming", ["inspector"])):
        desk.people.add(login, f"{login}示範", PASSPHRASE + "!", roles)
    return people


def test_handing_in_again_and_sending_back_wipe_no_authors_hand_away(four):
    desk = four.acts("wang")
    desk.office_editions.copy("2019-10-25", EDITION, date(2019, 10, 1))
    desk.office_editions.submit(EDITION)
    four.acts("lee").office_editions.send_back(EDITION, "再改")
    desk = four.acts("zhao")
    desk.office_editions.change_item(EDITION, change(desk, EDITION, RISK, summary_zh="另寫。"))
    desk.office_editions.submit(EDITION)
    for author in ("wang", "zhao"):
        with pytest.raises(Refused, match=r"four_eyes\.author"):
            four.acts(author).office_editions.approve(EDITION)
    with pytest.raises(Refused, match=r"act\.forbidden"):
        four.acts("chen").office_editions.approve(EDITION)
    assert four.acts("lee").office_editions.approve(EDITION).state == "in_force"


def test_changing_back_what_one_wrote_leaves_one_an_author(four):
    desk = four.acts("wang")
    desk.office_editions.copy("2019-10-25", EDITION, date(2019, 10, 1))
    desk = four.acts("lee")
    before = change(desk, EDITION, RISK)
    desk.office_editions.change_item(EDITION, change(desk, EDITION, RISK, summary_zh="另寫。"))
    desk.office_editions.change_item(EDITION, before)
    four.acts("wang").office_editions.submit(EDITION)
    with pytest.raises(Refused, match=r"four_eyes\.author"):
        four.acts("lee").office_editions.approve(EDITION)


def test_who_hands_in_what_another_wrote_does_not_decide_on_it(four):
    four.acts("wang").office_editions.copy("2019-10-25", EDITION, date(2019, 10, 1))
    desk = four.acts("zhao")
    desk.office_editions.submit(EDITION)
    with pytest.raises(Refused, match=r"four_eyes\.author"):
        desk.office_editions.approve(EDITION)


def test_an_own_edition_stands_on_an_own_edition_and_both_hold_from_their_days(four):
    desk = four.acts("wang")
    desk.office_editions.copy("2019-10-25", EDITION, date(2019, 10, 1))
    desk.office_editions.change_item(EDITION, change(desk, EDITION, RISK, condition="always", summary_zh="全部清查。"))
    put_in_force(four, EDITION)
    desk = four.acts("zhao")
    desk.office_editions.copy(EDITION, LATER, date(2019, 12, 1))
    desk.office_editions.change_item(LATER, change(desk, LATER, POLICY, summary_zh="政策另定。"))
    desk.office_editions.submit(LATER)
    desk = four.acts("lee")
    desk.office_editions.approve(LATER)
    book = desk.rulebook
    assert [book.in_force(day).id for day in (date(2019, 11, 30), date(2019, 12, 1))] == [EDITION, LATER]
    later = book.edition(LATER)
    assert later.based_on == EDITION
    assert (later.item(RISK).summary.zh, later.item(POLICY).summary.zh) == ("全部清查。", "政策另定。")


def test_who_hears_that_an_edition_is_in_force_finds_it_in_the_rulebook_at_once(four):
    four.acts("wang").office_editions.copy("2019-10-25", EDITION, date(2019, 10, 1))
    desk = four.acts("wang")
    desk.office_editions.submit(EDITION)
    desk = four.acts("lee")
    assert desk.rulebook.in_force(DAY).id == "2019-10-25"
    heard = []
    desk.subscribe(lambda _kinds: heard.append(desk.rulebook.in_force(DAY).id))
    desk.office_editions.approve(EDITION)
    assert heard == [EDITION]


def test_a_key_item_proposed_anew_is_decided_by_another_than_who_proposed_it_now(four):
    four.acts("wang").key_items.add(2019, RISK, "近期事件")
    four.acts("lee").key_items.refuse(2019, RISK, "理由不足")
    desk = four.acts("lee")
    desk.key_items.add(2019, RISK, "補充理由")
    with pytest.raises(Refused, match=r"four_eyes\.author"):
        desk.key_items.approve(2019, RISK)
    with pytest.raises(Refused, match=r"act\.forbidden"):
        four.acts("chen").key_items.approve(2019, RISK)
    assert four.acts("zhao").key_items.approve(2019, RISK).state == "approved"


def test_an_exception_refused_and_proposed_anew_is_decided_by_another(four):
    row = exempt(four.acts("wang"))
    four.acts("lee").exceptions.refuse(row.uid, "不同意")
    desk = four.acts("lee")
    again = exempt(desk)
    for decide in (desk.exceptions.approve, lambda uid: desk.exceptions.refuse(uid, "收回")):
        with pytest.raises(Refused, match=r"four_eyes\.author"):
            decide(again.uid)
    with pytest.raises(Refused, match=r"exception\.wrong_state"):
        four.acts("zhao").exceptions.approve(row.uid)
    assert four.acts("wang").exceptions.approve(again.uid).state == "approved"


def test_of_two_that_overlap_only_the_first_is_proposed_whoever_asks(four):
    first = exempt(four.acts("wang"), since=date(2019, 1, 1), until=date(2019, 6, 30))
    with pytest.raises(Refused, match=r"exception\.overlaps"):
        exempt(four.acts("zhao"), since=date(2019, 6, 30), kind=ExceptionKind.ADDED)
    four.acts("lee").exceptions.refuse(first.uid, "不同意")
    second = exempt(four.acts("zhao"), since=date(2019, 6, 30), kind=ExceptionKind.ADDED)
    assert four.acts("wang").exceptions.approve(second.uid).valid_from == date(2019, 6, 30)


def test_of_two_desks_that_take_in_one_list_at_once_the_second_is_told(four, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(f"代號,名稱,資本額\n{FIRM},示範{FIRM}證券,77億\nQ001,新示範證券,5億\n", encoding="utf-8")
    first = four.acts("wang")
    mine = first.firm_lists.preview(path, DAY)
    second = four.acts("lee")
    theirs = second.firm_lists.preview(path, DAY)
    first.firm_lists.apply(mine)
    with pytest.raises((Refused, Conflict)):
        second.firm_lists.apply(theirs)
    again = second.firm_lists.preview(path, DAY)
    assert (again.added, again.changed) == (0, 0)
    assert [firm.code for firm in second.firms.list(DAY)].count("Q001") == 1


def _list(tmp_path, name: str, *rows: str):
    path = tmp_path / name
    path.write_text("\n".join(("代號,名稱,資本額", *rows)) + "\n", encoding="utf-8")
    return path


def _take(desk, path) -> str:
    desk.firm_lists.apply(desk.firm_lists.preview(path, DAY))
    return next(one.uid for one in desk.firm_lists.applied() if one.file_name == path.name and one.undone_at is None)


def test_a_list_that_one_took_in_another_takes_back_once_and_a_third_takes_in_again(four, tmp_path):
    path = _list(tmp_path, "list.csv", f"{FIRM},示範{FIRM}證券,77億", "Q001,新示範證券,5億")
    desk = four.acts("wang")
    before = desk.firms.list(DAY)
    applied = _take(desk, path)
    with pytest.raises(Refused, match=r"act\.forbidden"):
        four.acts("ming").firm_lists.undo(applied)
    desk = four.acts("zhao")
    assert desk.firm_lists.undo(applied).removed == 1
    assert desk.firms.list(DAY) == before
    (told,) = desk.firm_lists.applied()
    assert (told.applied_by, told.undone_by) == ("wang", "zhao")
    with pytest.raises(Refused, match=r"list\.undone_already"):
        four.acts("wang").firm_lists.undo(applied)
    desk = four.acts("chen")
    again = _take(desk, path)
    assert again != applied and [firm.code for firm in desk.firms.list(DAY)].count("Q001") == 1
    assert desk.care.verify().ok


def test_a_list_that_anothers_list_stands_on_is_taken_back_after_that_one(four, tmp_path):
    desk = four.acts("wang")
    before = desk.firms.list(DAY)
    first = _take(desk, _list(tmp_path, "first.csv", f"{FIRM},示範{FIRM}證券,77億", "Q001,新示範證券,5億"))
    second = _take(four.acts("lee"), _list(tmp_path, "second.csv", "Q001,新示範證券,6億"))
    with pytest.raises(Refused, match=r"list\.built_on") as refused:
        four.acts("zhao").firm_lists.undo(first)
    assert refused.value.values["firms"] == ("Q001",)
    desk = four.acts("zhao")
    desk.firm_lists.undo(second)
    desk.firm_lists.undo(first)
    assert desk.firms.list(DAY) == before


@pytest.mark.parametrize("submitted", [False, True])
def test_who_wrote_nothing_of_it_withdraws_an_edition_with_a_reason_and_nobody_goes_on_with_it(four, submitted):
    desk = four.acts("wang")
    desk.office_editions.copy("2019-10-25", EDITION, date(2019, 10, 1))
    if submitted:
        desk.office_editions.submit(EDITION)
    for login, reason, code in (("chen", "不用", r"act\.forbidden"), ("lee", " ", r"reason\.needed")):
        with pytest.raises(Refused, match=code):
            four.acts(login).office_editions.withdraw(EDITION, reason)
    gone = four.acts("lee").office_editions.withdraw(EDITION, "併入下一版")
    assert (gone.state, gone.decided_by, gone.decision_reason) == ("withdrawn", "lee", "併入下一版")
    for login in ("wang", "lee", "zhao"):
        editions = four.acts(login).office_editions
        for act in (
            lambda editions=editions: editions.submit(EDITION),
            lambda editions=editions: editions.approve(EDITION),
            lambda editions=editions: editions.send_back(EDITION, "再改"),
            lambda editions=editions: editions.withdraw(EDITION, "再一次"),
            lambda editions=editions: editions.remove_item(EDITION, POLICY),
        ):
            with pytest.raises(Refused, match=r"office_edition\.wrong_state"):
                act()


def test_an_edition_in_force_is_withdrawn_by_nobody_and_one_decided_meanwhile_is_told(four):
    desk = four.acts("wang")
    desk.office_editions.copy("2019-10-25", EDITION, date(2019, 10, 1))
    seen = desk.office_editions.submit(EDITION).version
    four.acts("lee").office_editions.approve(EDITION, seen)
    with pytest.raises((Refused, Conflict)):
        four.acts("zhao").office_editions.send_back(EDITION, "日期有誤", seen)
    for login in ("wang", "lee", "zhao"):
        with pytest.raises(Refused, match=r"office_edition\.wrong_state"):
            four.acts(login).office_editions.withdraw(EDITION, "收回")
    assert four.acts("zhao").rulebook.in_force(DAY).id == EDITION
