"""Exceptions and key items, through the desk; and the passphrase that their approval asks for."""

from __future__ import annotations

from datetime import date

import pytest

from auditdesk.errors import Conflict, Refused, Unavailable
from auditdesk.model.commands import OpenVisit
from auditdesk.model.office_rules import ExceptionKind, ItemChange, ProposeException
from auditdesk.store.keys_tries import FREE
from tests.conftest import PASSPHRASE
from tests.services.two_supervisors import DAY, FIRM, OFFLINE, POLICY, RISK, change, exempt, judged, put_in_force

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
    scope = desk.firms.scope(FIRM, DAY)
    part = next(part for part in scope.parts if part.part.id == found.item.part)
    assert (part.reasons[-1].code, part.reasons[-1].values) == ("exceptions_in_part", {"exempt": 1, "added": 0})
    for reasons in (part.reasons, scope.tier_reasons):
        assert "day_in_force" not in {reason.code for reason in reasons}, "nothing says that there is no exemption"
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


def test_an_end_only_shortens_more_days_are_a_new_exception(people):
    desk = people.acts("wang")
    row = exempt(desk, until=date(2019, 12, 31))
    people.acts("lee").exceptions.approve(row.uid)
    desk = people.acts("wang")
    for last_day in (date(2019, 12, 31), date(2025, 12, 31)):
        with pytest.raises(Refused, match=r"exception\.over"):
            desk.exceptions.end(row.uid, last_day, "再延")
    assert judged(desk, FIRM, POLICY, date(2024, 1, 2)).applies is True


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


def _edition(people, name: str, begins: date, *, renumbered: str = "", words: str = ""):
    """An own edition in force in which POLICY has another number, other words, or both."""
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", name, begins)
    stated = {"summary_zh": words, "summary_en": f"In English: {words}"} if words else {}
    moved = change(desk, name, POLICY, **stated)
    if renumbered:
        desk.office_editions.remove_item(name, POLICY)
        moved = ItemChange(**{**{field: getattr(moved, field) for field in moved.__slots__}, "key": renumbered})
    desk.office_editions.change_item(name, moved)
    return put_in_force(people, name)


def test_an_exception_never_passes_onto_other_words_and_is_told_as_lapsed(people):
    row = exempt(people.acts("wang"))
    people.acts("lee").exceptions.approve(row.uid)
    desk = _edition(people, "A", date(2019, 10, 1), words="政策每季重新核定。")
    before, after = judged(desk, FIRM, POLICY, date(2019, 9, 30)), judged(desk, FIRM, POLICY, date(2019, 10, 1))
    assert (before.applies, after.applies) == (False, True)
    told = after.reasons[-1]
    assert (told.code, told.holds, told.values["reason"]) == ("exception_lapsed_exempt", True, "去年已由他機關查核")
    assert desk.firms.scopes(DAY)[FIRM] == desk.firms.scope(FIRM, DAY)
    assert desk.exceptions.show(row.uid).lapsed_on == desk.exceptions.list(FIRM)[0].lapsed_on == date(2019, 10, 1)
    visit = desk.visits.open(OpenVisit(FIRM, DAY))
    line = next(item for item in desk.visits.show(visit.number)[1] if item.key == POLICY)
    assert line.applies is True and line.reasons[-1]["code"] == "exception_lapsed_exempt"


def test_a_lapsed_exception_is_decided_anew_without_ending_the_old_one(people):
    row = exempt(people.acts("wang"))
    people.acts("lee").exceptions.approve(row.uid)
    _edition(people, "A", date(2019, 10, 1), words="政策每季重新核定。")
    anew = exempt(people.acts("wang"), since=DAY)
    desk = people.acts("lee")
    desk.exceptions.approve(anew.uid)
    assert judged(desk, FIRM, POLICY, DAY).applies is False
    assert judged(desk, FIRM, POLICY, date(2019, 10, 31)).applies is True
    assert judged(desk, FIRM, POLICY, date(2019, 9, 30)).applies is False


def test_two_exceptions_of_one_requirement_never_share_a_day_whatever_its_number(people):
    row = exempt(people.acts("wang"))
    people.acts("lee").exceptions.approve(row.uid)
    desk = _edition(people, "A", date(2019, 10, 1), renumbered="CC-12000-91")
    assert desk.exceptions.show(row.uid).lapsed_on is None
    with pytest.raises(Refused, match=r"exception\.overlaps"):
        exempt(desk, item="CC-12000-91", since=DAY, kind=ExceptionKind.ADDED)


def test_an_edition_put_in_force_for_days_gone_by_carries_no_exemption_onto_its_words(people):
    row = exempt(people.acts("wang"))
    people.acts("lee").exceptions.approve(row.uid)
    desk = _edition(people, "A", date(2019, 5, 1), words="政策每季重新核定。")
    assert judged(desk, FIRM, POLICY, date(2019, 6, 1)).reasons[-1].code == "exception_lapsed_exempt"
    assert judged(desk, FIRM, POLICY, date(2019, 6, 1)).applies is True


def test_a_proposal_whose_words_changed_meanwhile_is_not_approved(people):
    row = exempt(people.acts("wang"), since=DAY)
    _edition(people, "A", date(2019, 10, 1), words="政策每季重新核定。")
    with pytest.raises(Refused, match=r"exception\.text_changed"):
        people.acts("lee").exceptions.approve(row.uid)


def test_an_exception_ended_before_it_began_was_never_in_force_and_bars_no_new_one(people):
    row = exempt(people.acts("wang"), since=date(2020, 6, 1))
    desk = people.acts("lee")
    desk.exceptions.approve(row.uid)
    desk.exceptions.end(row.uid, date(2019, 11, 15), "不再需要")
    anew = exempt(people.acts("wang"), since=DAY)
    people.acts("lee").exceptions.approve(anew.uid)
    assert judged(people.desk, FIRM, POLICY, date(2020, 6, 1)).reasons[-1].values["valid_from"] == DAY


def test_the_scopes_of_all_firms_are_those_of_each(people):
    desk = people.acts("wang")
    one, other = exempt(desk), exempt(desk, OFFLINE, RISK, kind=ExceptionKind.ADDED)
    desk.key_items.add(2019, RISK, "近期事件")
    desk = people.acts("lee")
    for row in (one, other):
        desk.exceptions.approve(row.uid)
    desk.key_items.approve(2019, RISK)
    assert desk.firms.scopes(DAY) == {code: desk.firms.scope(code, DAY) for code in (FIRM, OFFLINE)}


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


def test_a_key_item_marks_nothing_until_it_is_approved_nor_once_it_is_refused(people):
    desk = people.acts("wang")
    before = desk.firms.scope(FIRM, DAY)
    desk.key_items.add(2019, RISK, "近期事件")
    assert desk.firms.scope(FIRM, DAY) == before == desk.firms.scopes(DAY)[FIRM]
    visit = desk.visits.open(OpenVisit(FIRM, DAY))
    assert all(one["code"] != "key_item" for item in desk.visits.show(visit.number)[1] for one in item.reasons)
    desk = people.acts("lee")
    desk.key_items.refuse(2019, RISK, "理由不足")
    assert desk.firms.scope(FIRM, DAY) == before


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
