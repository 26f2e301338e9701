"""A list changes nothing before it is applied, and everything or nothing then."""

import json
from datetime import date

import pytest

from auditdesk.errors import BadInput, Cancelled, Conflict, Refused
from auditdesk.model.commands import RecordFact

from .conftest import add_firm


def template(path, *rows):
    head = "代號,名稱,資本額,網路下單"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_preview_keeps_nothing(desk, tmp_path):
    before = desk.care.status().journal_head
    found = desk.firm_lists.preview(template(tmp_path / "list.csv", "ZX01,示範甲證券,40億,是"), date(2019, 1, 1))
    assert found.added == 1
    assert desk.firms.list(date(2019, 6, 1)) == ()
    assert desk.care.status().journal_head == before


def test_an_applied_list_is_all_unchanged_the_second_time(desk, tmp_path):
    path = template(tmp_path / "list.csv", "ZX01,示範甲證券,40億,是", "ZX02,示範乙證券,39.9億,否")
    desk.firm_lists.apply(desk.firm_lists.preview(path, date(2019, 1, 1)))
    again = desk.firm_lists.preview(path, date(2019, 1, 1))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)
    head = desk.care.status().journal_head
    desk.firm_lists.apply(again)
    assert desk.care.status().journal_head == head


def test_a_tier_move_is_told_before_it_is_applied(desk, tmp_path):
    add_firm(desk, "ZX01", 3_999_999_999)
    found = desk.firm_lists.preview(template(tmp_path / "list.csv", "ZX01,示範ZX01證券,40億,是"), date(2019, 7, 1))
    assert [(move.code, move.before, move.after) for move in found.tier_moves] == [("ZX01", "under_4bn", "4bn_to_10bn")]


def test_a_firm_the_list_does_not_hold_is_reported_and_stays(desk, tmp_path):
    add_firm(desk, "ZX09", 1_000_000_000)
    found = desk.firm_lists.preview(template(tmp_path / "list.csv", "ZX01,示範甲證券,40億,是"), date(2019, 7, 1))
    desk.firm_lists.apply(found)
    assert [code for code, _ in found.missing] == ["ZX09"]
    assert [row.code for row in desk.firms.list(date(2019, 7, 1))] == ["ZX01", "ZX09"]


def test_nothing_of_a_list_with_a_bad_amount_is_imported(desk, tmp_path):
    path = template(tmp_path / "list.csv", "ZX01,示範甲證券,40億,是", "ZX02,示範乙證券,很多,否")
    found = desk.firm_lists.preview(path, date(2019, 1, 1))
    assert [(problem.row, problem.column, problem.value) for problem in found.list.problems if problem.blocking] == [
        (3, "資本額", "很多")
    ]
    with pytest.raises(BadInput) as refused:
        desk.firm_lists.apply(found)
    assert refused.value.code == "list.has_problems"
    assert desk.firms.list(date(2019, 6, 1)) == ()


def test_a_preview_is_not_applied_when_the_register_has_moved_on(desk, tmp_path, firm):
    found = desk.firm_lists.preview(template(tmp_path / "list.csv", "ZX01,示範甲證券,40億,是"), date(2019, 7, 1))
    desk.firms.record_fact(RecordFact(firm, "paid_in_capital", 1, date(2019, 6, 1), "someone else"))
    with pytest.raises(Conflict) as conflict:
        desk.firm_lists.apply(found)
    assert conflict.value.code == "list.register_moved"


def test_cancelling_an_import_leaves_nothing_behind(desk, tmp_path):
    path = template(tmp_path / "list.csv", *(f"Z{n:03d},示範{n}證券,40億,是" for n in range(100)))
    found = desk.firm_lists.preview(path, date(2019, 1, 1))

    def stop(done, total=0, step=""):
        if done > 50:
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.firm_lists.apply(found, stop)
    assert desk.firms.list(date(2019, 6, 1)) == ()


def test_a_new_name_keeps_the_old_one_as_former(desk, tmp_path, firm):
    desk.firm_lists.apply(
        desk.firm_lists.preview(template(tmp_path / "list.csv", "ZX01,示範新證券,128.4億,是"), date(2019, 7, 1))
    )
    detail = desk.firms.detail(firm, date(2019, 7, 1))
    assert (detail.row.name, detail.former_names) == ("示範新證券", ("示範ZX01證券",))


def test_the_register_leaves_as_a_table_and_an_unknown_format_is_refused(desk, tmp_path, firm):
    from auditdesk.words import Words

    rows = desk.firms.list(date(2019, 6, 1))
    desk.tables.firms(rows, tmp_path / "firms.json", Words())
    assert "示範ZX01證券" in json.dumps(json.loads((tmp_path / "firms.json").read_text(encoding="utf-8")), ensure_ascii=False)
    with pytest.raises(Refused) as refused:
        desk.tables.firms(rows, tmp_path / "firms.docx", Words())
    assert refused.value.code == "export.unknown_format"


def test_a_list_stays_while_another_firm_is_merged_into_one_that_it_brought_in(desk, tmp_path):
    path = tmp_path / "new.csv"
    path.write_text("代號,名稱,資本額\nQ001,新示範證券,5億\nQ002,舊示範證券,5億\n", encoding="utf-8")
    old = path.with_name("old.csv")
    old.write_text("代號,名稱,資本額\nQ002,舊示範證券,5億\n", encoding="utf-8")
    for each in (old, path):
        desk.firm_lists.apply(desk.firm_lists.preview(each, date(2019, 1, 1)))
    newest = desk.firm_lists.applied()[0].uid
    desk.firm_records.merge("Q002", "Q001", date(2019, 6, 1), "函")
    with pytest.raises(Refused) as refused:
        desk.firm_lists.undo(newest)
    assert refused.value.code == "list.built_on" and refused.value.values["firms"] == ("Q001",)
