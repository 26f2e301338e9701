"""What becomes of a firm: the past stays as it was, and what was taken in can be taken back as one act."""

import json
from datetime import date

import pytest
from sqlalchemy.exc import DBAPIError

from auditdesk.errors import Conflict, Refused
from auditdesk.model.commands import OpenVisit, RecordFact
from auditdesk.model.records import FirmFact

from .conftest import add_firm

BILLION = 1_000_000_000
EVE, DAY = date(2019, 7, 7), date(2019, 7, 8)


def template(path, *rows):
    path.write_text("\n".join(["代號,名稱,資本額,網路下單,電話", *rows]) + "\n", encoding="utf-8")
    return path


def codes(desk, on, **switch):
    return [row.code for row in desk.firms.list(on, **switch)]


def test_a_renamed_firm_bears_its_old_name_on_days_before(desk, firm):
    desk.firm_records.rename(firm, "示範新證券", DAY, "letter")
    names = [desk.firms.detail(firm, on).row.name for on in (date(2019, 1, 1), EVE, DAY)]
    assert names == ["示範ZX01證券", "示範ZX01證券", "示範新證券"]
    assert desk.firms.list(EVE)[0].name == "示範ZX01證券" and "示範新證券" in desk.firms.list(EVE)[0].other_names
    assert desk.firms.detail(firm, DAY).former_names == ("示範ZX01證券",)


def test_a_merged_firm_leaves_the_lists_of_its_day_and_is_reached_from_the_survivor(desk, firm):
    add_firm(desk, "ZX02", BILLION)
    visit = desk.visits.open(OpenVisit("ZX02", date(2019, 3, 4)))
    desk.firm_records.merge("ZX02", firm, DAY, "letter")
    assert (codes(desk, EVE), codes(desk, DAY), codes(desk, DAY, gone=True)) == (["ZX01", "ZX02"], ["ZX01"], ["ZX01", "ZX02"])
    assert [(tie.relation, tie.code) for tie in desk.firms.detail(firm, DAY).ties] == [("took_over", "ZX02")]
    assert desk.firms.detail(firm, EVE).ties == ()
    assert [row.number for row in desk.firms.detail("ZX02", DAY).visits] == [visit.number]


def test_a_licence_ends_on_its_day_and_a_suspended_firm_stays_in_the_list(desk, firm):
    desk.firm_records.licence(firm, "suspended", date(2019, 3, 1), "order")
    assert [row.licence for row in desk.firms.list(EVE)] == ["suspended"]
    desk.firm_records.licence(firm, "withdrawn", DAY, "order")
    assert (codes(desk, EVE), codes(desk, DAY)) == (["ZX01"], [])


@pytest.mark.parametrize(("kind", "code"), [("merged_into", "firm.tied_to_itself"), ("parent_firm", "firm.tied_to_itself")])
def test_a_tie_never_leads_back_to_the_firm(desk, firm, kind, code):
    add_firm(desk, "ZX02", BILLION)
    desk.firms.record_fact(RecordFact("ZX02", kind, firm, DAY, "letter"))
    for tied, other in ((firm, firm), (firm, "ZX02")):
        with pytest.raises(Refused) as refused:
            desk.firms.record_fact(RecordFact(tied, kind, other, DAY, "letter"))
        assert refused.value.code == code


def test_a_firm_whose_systems_another_runs_is_told_from_both_sides(desk, firm):
    add_firm(desk, "ZX02", BILLION)
    desk.firms.record_fact(RecordFact("ZX02", "systems_run_by", firm, DAY, "interview"))
    assert [(tie.relation, tie.code) for tie in desk.firm_records.ties("ZX02", DAY)] == [("systems_run_by", "ZX01")]
    assert [(tie.relation, tie.code) for tie in desk.firm_records.ties(firm, DAY)] == [("runs_systems_of", "ZX02")]
    desk.firms.record_fact(RecordFact("ZX02", "systems_run_by", "", date(2019, 9, 1), "interview"))
    assert desk.firm_records.ties(firm, date(2019, 9, 1)) == ()


def test_a_fact_taken_back_counts_nowhere_and_stays_in_the_history(desk, firm):
    desk.firms.record_fact(RecordFact(firm, "paid_in_capital", 3 * BILLION, DAY, "slip"))
    wrong = desk.firms.detail(firm, DAY).facts[0]
    assert desk.firms.scope(firm, DAY).scope_band.id == "under_4bn"
    desk.firm_records.retract(wrong.uid, "typed into the wrong firm")
    assert desk.firms.scope(firm, DAY).scope_band.id == "from_10bn"
    kept = [fact for fact in desk.firms.detail(firm, DAY).facts if fact.retraction]
    assert [(fact.value, fact.retraction.by, fact.retraction.reason) for fact in kept] == [
        (3 * BILLION, "wang", "typed into the wrong firm")
    ]
    with pytest.raises(Refused) as refused:
        desk.firm_records.retract(wrong.uid, "again")
    assert refused.value.code == "fact.taken_back"


def test_the_database_itself_lets_a_fact_be_taken_back_only_once(desk, firm):
    fact = desk.firms.detail(firm, DAY).facts[0]
    desk.firm_records.retract(fact.uid, "reason")
    with desk.store.work("wang", "test") as work:
        record = work.get(FirmFact, fact.uid)
        copied = {
            name: getattr(record, name) for name in ("firm_uid", "fact", "value", "valid_from", "recorded_at", "recorded_by")
        }
        work.add(FirmFact(uid="other", sequence=work.next_fact_sequence(), retracts=fact.uid, **copied))
        with pytest.raises(DBAPIError):
            work.commit()


def test_the_tier_moves_of_a_year_are_listed_with_their_capital(desk, firm):
    desk.firms.record_fact(RecordFact(firm, "paid_in_capital", 13 * BILLION, date(2019, 2, 1), "within the band"))
    desk.firms.record_fact(RecordFact(firm, "paid_in_capital", 20 * BILLION, DAY, "increase"))
    (move,) = desk.firm_records.moves(2019)
    assert (move.code, move.day, move.before.id, move.after.id) == (firm, DAY, "10bn_to_20bn", "from_20bn")
    assert (move.capital_before, move.capital_after, move.source) == (13 * BILLION, 20 * BILLION, "increase")
    assert desk.firm_records.moves(2020) == ()


def test_a_capital_change_leaves_past_visits_untouched(desk, visit, firm):
    desk.firms.record_fact(RecordFact(firm, "paid_in_capital", BILLION, DAY, "decrease"))
    assert desk.visits.show(visit.number)[0] == visit


def test_a_whole_list_is_undone_as_one_act_and_can_be_applied_again(desk, tmp_path, firm):
    path = template(tmp_path / "list.csv", "ZX01,示範新證券,40億,否,02-1", "ZX02,示範乙證券,30億,否,02-2")
    before = desk.firms.list(DAY)
    desk.firm_lists.apply(desk.firm_lists.preview(path, DAY))
    (applied,) = desk.firm_lists.applied()
    assert codes(desk, DAY) == ["ZX01", "ZX02"] and desk.firms.detail(firm, DAY).row.name == "示範新證券"
    undone = desk.firm_lists.undo(applied.uid)
    assert (undone.facts > 4, undone.removed) == (True, 1)
    assert desk.firms.list(DAY) == before
    assert desk.firms.detail(firm, DAY).telephone == ""
    with pytest.raises(Refused) as refused:
        desk.firm_lists.undo(applied.uid)
    assert refused.value.code == "list.undone_already"
    again = desk.firm_lists.preview(path, DAY)
    assert (again.added, again.changed) == (1, 1)
    desk.firm_lists.apply(again)
    assert codes(desk, DAY) == ["ZX01", "ZX02"]


def test_a_list_that_later_work_stands_on_is_not_undone(desk, tmp_path):
    path = template(tmp_path / "list.csv", "ZX01,示範甲證券,40億,否,02-1", "ZX02,示範乙證券,30億,否,02-2")
    desk.firm_lists.apply(desk.firm_lists.preview(path, date(2019, 1, 1)))
    desk.visits.open(OpenVisit("ZX02", date(2019, 3, 4)))
    head = desk.care.status().journal_head
    with pytest.raises(Refused) as refused:
        desk.firm_lists.undo(desk.firm_lists.applied()[0].uid)
    assert (refused.value.code, refused.value.values["firms"]) == ("list.built_on", ("ZX02",))
    assert desk.care.status().journal_head == head


def test_a_column_matching_is_remembered_by_the_headings(desk, tmp_path):
    path = tmp_path / "office.csv"
    path.write_text("券代,券商名,股本\nZX01,示範甲證券,40億\n", encoding="utf-8")
    headings = desk.firm_lists.headings(path)
    desk.firm_lists.keep_mapping(headings, {"code": "券代", "name": "券商名", "paid_in_capital": "股本"})
    other = tmp_path / "next year.csv"
    other.write_text("券代,券商名,股本\nZX02,示範乙證券,50億\n", encoding="utf-8")
    assert [change.code for change in desk.firm_lists.preview(other, DAY).changes] == ["ZX02"]


def test_another_spelling_is_neither_a_change_nor_an_unknown_parent(desk, tmp_path, firm):
    desk.firm_records.describe(firm, {}, ["示範老招牌"])
    assert desk.firm_lists.preview(template(tmp_path / "a.csv", "ZX01,示範老招牌,128.4億,是,"), DAY).changed == 0
    rows = [{"證券商代號": "ZX1a", "證券商名稱": "示範老招牌－中山", "開業日": "", "地址": "", "電話": ""}]
    (tmp_path / "b.json").write_text(json.dumps(rows), encoding="utf-8")
    (change,) = desk.firm_lists.preview(tmp_path / "b.json", DAY).branch_changes
    assert change.fields[0].after == firm


def test_a_contact_ends_but_stays_and_only_an_erasure_removes_it(desk, firm):
    contact = desk.contacts.add(firm, "資安主管", DAY, "示範人")
    assert desk.firms.list(EVE)[0].contact == "" and desk.firms.list(DAY)[0].contact == "資安主管 示範人"
    with pytest.raises(Refused):
        desk.contacts.end(contact, EVE)
    desk.contacts.end(contact, date(2019, 9, 30))
    assert desk.firms.list(date(2019, 10, 1))[0].contact == "" and len(desk.contacts.list(firm)) == 1
    desk.contacts.erase(contact, "asked for")
    assert desk.contacts.list(firm) == ()


def test_particulars_with_a_wrong_check_digit_are_questioned_and_kept(desk, firm):
    version = desk.firms.detail(firm, DAY).version
    assert desk.firm_records.describe(firm, {"unified_number": "12345678"}, seen=version) == "unified_number.check_digit"
    assert desk.firms.detail(firm, DAY).unified_number == "12345678"
    with pytest.raises(Conflict):
        desk.firm_records.describe(firm, {"telephone": "02"}, seen=version)


def test_an_erased_contact_leaves_no_text_behind_and_the_journal_stays_whole(desk, firm):
    contact = desk.contacts.add(firm, "資安主管", DAY, "示範人", "02-0000-9999", "one@example.test")
    other = desk.contacts.add(firm, "稽核主管", DAY, "另一人")
    desk.contacts.end(contact, date(2019, 9, 30))
    desk.contacts.erase(contact, "asked for")
    with desk.store.read() as connection:
        lines = connection.exec_driver_sql("SELECT act, object_uid, before, after FROM journal ORDER BY sequence").fetchall()
    about = [(act, json.loads(after or "{}")) for act, uid, _, after in lines if uid == contact]
    assert about[-1] == ("contacts.erase", {"reason": "asked for", "removed_objects": [contact]})
    assert all(told == {} for _, told in about[:-1]) and len(about) == 3
    texts = "".join(f"{before}{after}" for _, _, before, after in lines)
    assert not any(word in texts for word in ("示範人", "02-0000-9999", "one@example.test", "資安主管"))
    assert "另一人" in texts and [row.uid for row in desk.contacts.list(firm)] == [other]
    assert desk.care.verify().journal.ok


def test_the_staffing_of_a_visit_is_that_of_its_reference_date(desk, visit, firm):
    desk.firms.record_fact(RecordFact(firm, "security_staff", 2, date(2019, 1, 1), "filing"))
    desk.firms.record_fact(RecordFact(firm, "security_staff", 0, DAY, "filing"))
    later = desk.visits.open(OpenVisit(firm, date(2019, 9, 2)))
    checks = desk.firms.detail(firm, date(2019, 12, 31)).visit_staffing
    assert (checks[visit.uid].staff_actual, checks[later.uid].staff_actual) == (2, 0)
    desk.firms.record_fact(RecordFact(firm, "paid_in_capital", BILLION, date(2019, 12, 1), "decrease"))
    assert desk.firms.detail(firm, date(2019, 12, 31)).visit_staffing == checks


def test_a_ring_of_mergers_is_refused_whichever_begins_first(desk, firm):
    add_firm(desk, "ZX02", BILLION)
    desk.firm_records.merge(firm, "ZX02", DAY, "letter")
    with pytest.raises(Refused):
        desk.firm_records.merge("ZX02", firm, date(2019, 1, 2), "letter")
    assert codes(desk, DAY) == ["ZX02"]


def test_no_visit_and_no_exception_for_a_firm_whose_list_was_taken_back(desk, tmp_path):
    preview = desk.firm_lists.preview(template(tmp_path / "a.csv", "ZX07,示範庚證券,40億,是,"), DAY)
    desk.firm_lists.apply(preview)
    desk.firm_lists.undo(desk.firm_lists.applied()[0].uid)
    with pytest.raises(Refused) as refused:
        desk.visits.open(OpenVisit("ZX07", DAY))
    assert refused.value.code == "firm.unknown"


def test_a_list_is_refused_when_the_register_moved_meanwhile_though_it_counts_the_same(desk, firm, tmp_path):
    stale = desk.firm_lists.preview(template(tmp_path / "a.csv", f"{firm},示範ZX01證券,50億,是,"), DAY)
    first = desk.firm_lists.preview(template(tmp_path / "b.csv", "ZX08,示範辛證券,40億,是,"), DAY)
    desk.firm_lists.apply(first)
    desk.firm_lists.undo(desk.firm_lists.applied()[0].uid)
    with pytest.raises(Conflict):
        desk.firm_lists.apply(stale)


def test_a_name_that_was_taken_back_is_no_former_name(desk, firm):
    borne = desk.firms.detail(firm, DAY).row.name
    for name in ("示範誤植證券", "示範新名證券"):
        desk.firm_records.rename(firm, name, DAY, "letter")
    wrong = next(fact for fact in desk.firms.detail(firm, DAY).facts if fact.value == "示範誤植證券")
    desk.firm_records.retract(wrong.uid, "misread")
    found = desk.firms.detail(firm, DAY)
    assert (found.row.name, found.former_names) == ("示範新名證券", (borne,))


def test_on_a_day_the_former_names_are_those_it_had_borne_by_then(desk, firm):
    first = desk.firms.detail(firm, DAY).row.name
    desk.firm_records.rename(firm, "示範二證券", date(2019, 3, 1), "letter")
    desk.firm_records.rename(firm, "示範三證券", date(2019, 6, 1), "letter")
    desk.firm_records.rename(firm, "示範四證券", date(2020, 1, 1), "letter")
    for on, former in (
        (date(2019, 2, 28), ()),
        (date(2019, 3, 1), (first,)),
        (date(2019, 6, 1), (first, "示範二證券")),
        (date(2020, 1, 1), (first, "示範二證券", "示範三證券")),
    ):
        assert desk.firms.detail(firm, on).former_names == former, on


def test_the_leak_guard_knows_names_to_come_other_spellings_and_firms_taken_back(desk, firm, tmp_path):
    desk.firm_records.describe(firm, {}, spellings=("霹靂火",))
    desk.firm_records.rename(firm, "青空示範證券", date(2031, 1, 1), "letter")
    desk.firm_lists.apply(desk.firm_lists.preview(template(tmp_path / "a.csv", "ZX09,蒼穹示範證券,40億,是,"), DAY))
    desk.firm_lists.undo(desk.firm_lists.applied()[0].uid)
    for text in ("霹靂火之系統", "青空示範", "蒼穹示範之主機"):
        assert desk.leaks.check_text(text), text


def test_the_name_before_a_list_renamed_a_firm_outlives_the_list(desk, firm, tmp_path):
    desk.firm_lists.apply(
        desk.firm_lists.preview(template(tmp_path / "a.csv", f"{firm},示範錯名證券,10億,是,"), date(2019, 6, 1))
    )
    desk.firm_records.rename(firm, "示範更新證券", date(2019, 8, 1), "letter")
    desk.firm_lists.undo(desk.firm_lists.applied()[0].uid)
    names = [desk.firms.detail(firm, on).row.name for on in (date(2019, 1, 2), date(2019, 7, 1), date(2019, 8, 1))]
    assert names == ["示範ZX01證券", "示範ZX01證券", "示範更新證券"]
    assert desk.firms.detail(firm, date(2019, 8, 1)).former_names == ("示範ZX01證券",)


def test_a_list_that_says_nothing_is_paid_in_changes_a_capital_that_was_known(desk, firm, tmp_path):
    known = desk.firms.detail(firm, DAY).row
    assert known.paid_in_capital
    preview = desk.firm_lists.preview(template(tmp_path / "a.csv", f"{firm},示範ZX01證券,0,,", "ZX05,示範己證券,0,,"), DAY)
    assert [(field.field, field.after) for change in preview.changes if change.code == firm for field in change.fields] == [
        ("paid_in_capital", 0)
    ]
    assert [move.code for move in preview.tier_moves] == [firm]
    assert all(field.field != "paid_in_capital" for change in preview.changes if change.code == "ZX05" for field in change.fields)
    desk.firm_lists.apply(preview)
    assert desk.firms.detail(firm, DAY).row.scope_band is None
    assert desk.firm_lists.preview(template(tmp_path / "b.csv", f"{firm},示範ZX01證券,0,,"), DAY).changes == ()
