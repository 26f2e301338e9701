"""The register of tips: its states, its links, and that nobody but an administrator learns who reported."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from auditdesk.errors import BadInput, Conflict, Refused, Unavailable
from auditdesk.model.commands import AnswerItem, OpenVisit, RecordFinding
from auditdesk.model.terms import Judgement
from auditdesk.model.tips import AddTip, EditTip, TipResult, TipSource
from auditdesk.model.trail import TrailFilter
from auditdesk.services.trail_words import difference_text
from auditdesk.words import Words
from tests.services.two_supervisors import FIRM, OFFLINE

REPORTER, CONTACT = "鍾熱心", "zhong.rexin@example.org"
IN_SCOPE = "CC-17010-01"
RECEIVED = date(2019, 5, 2)


def _tip(desk, firm: str | None = FIRM) -> str:
    order = AddTip("官網憑證鏈不完整", RECEIVED, TipSource.EMAIL, firm, "附截圖", REPORTER, CONTACT)
    return desk.tips.add(order).number


def _visit(desk, firm: str = FIRM) -> str:
    return desk.visits.open(OpenVisit(firm, date(2019, 6, 3))).number


def _out_of_scope(desk, visit: str) -> str:
    row, items = desk.visits.show(visit)
    there = {item.key for item in items}
    return next(item.key for item in desk.rulebook.edition(row.edition).items if item.key not in there)


def test_a_tip_goes_from_received_to_closed_and_back_with_a_reason(people):
    desk = people.acts("wang")
    tip = _tip(desk, None)
    assert desk.tips.show(tip).tip.state == "received"
    assert desk.tips.edit(EditTip(tip, firm=FIRM)).state == "linked"
    visit = _visit(desk)
    assert desk.tips.link_visit(tip, visit, (IN_SCOPE,)).tip.state == "in_visit"
    closed = desk.tips.close(tip, TipResult.CONFIRMED, "已限期改善")
    assert (closed.state, closed.result, closed.closed_by) == ("closed", "confirmed", "wang")
    with pytest.raises(Refused) as refused:
        desk.tips.edit(EditTip(tip, subject="改"))
    assert refused.value.code == "tip.ended"
    with pytest.raises(Refused) as refused:
        desk.tips.reopen(tip, " ")
    assert refused.value.code == "reason.needed"
    assert desk.tips.reopen(tip, "另有新事證").state == "in_visit"
    assert desk.tips.withdraw(tip, "檢舉人來電撤回").state == "withdrawn"


def test_only_an_administrator_reads_who_reported_and_each_look_is_kept(people):
    wang = people.acts("wang")
    tip = _tip(wang)
    with pytest.raises(Refused) as refused:
        wang.tips.reporter(tip, "好奇")
    assert refused.value.code == "act.forbidden"
    lee = people.acts("lee")
    found = lee.tips.reporter(tip, "通知查核結果")
    assert (found.name, found.contact) == (REPORTER, CONTACT)
    assert any(line.act == "tips.reporter" and line.login == "lee" for line in wang.tips.history(tip))


def test_no_reading_of_the_tip_nor_trail_journal_export_nor_list_holds_who_reported(people, tmp_path):
    desk = people.acts("wang")
    tip = _tip(desk)
    visit = _visit(desk)
    desk.tips.link_visit(tip, visit, (IN_SCOPE,))
    told = [str(desk.tips.list()), str(desk.tips.show(tip)), str(desk.tips.of_visit(visit))]
    lines = desk.trail.page(desk.trail.find(TrailFilter()))
    told += [str(lines), *(difference_text(line, Words()) for line in lines), str(desk.care.journal())]
    desk.trail.export(tmp_path / "journal.jsonl")
    desk.tables.tips(desk.tips.list(), tmp_path / "tips.csv", Words())
    told += [path.read_text(encoding="utf-8-sig") for path in (tmp_path / "journal.jsonl", tmp_path / "tips.csv")]
    told.append(str(desk.working_papers.paper(visit)))
    told += [str(desk.drafts.all(place)) for place in ("tips", "")]
    assert not [text for text in told if REPORTER in text or CONTACT in text]
    assert not desk.trail.find(TrailFilter(text=REPORTER))
    with desk.store.read() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
        holding = {
            name for (name,) in tables.all() if REPORTER in str(connection.exec_driver_sql(f'SELECT * FROM "{name}"').all())
        }
    assert holding == {"tip_reporter"}


def test_the_leak_guard_knows_the_reporter(people):
    desk = people.acts("wang")
    _tip(desk)
    assert [leak.text for leak in desk.leaks.check_text(f"據{REPORTER}檢舉，弱點屬實。")] == [REPORTER]


def test_a_reporter_changed_behind_the_register_is_told_and_an_erased_one_is_gone(people):
    desk = people.acts("lee")
    tip, other = _tip(desk), _tip(desk)
    with desk.store.unjournaled() as connection:
        uid = desk.tips.show(tip).tip.uid
        connection.exec_driver_sql("UPDATE tip_reporter SET name = '別人' WHERE tip_uid = ?", (uid,))
    with pytest.raises(Unavailable) as altered:
        desk.tips.reporter(tip, "查")
    assert altered.value.code == "tip.reporter_altered"
    assert not desk.tips.erase_reporter(other, "當事人請求").sealed
    with pytest.raises(Refused) as refused:
        desk.tips.reporter(other, "查")
    assert refused.value.code == "tip.reporter_none"


def test_an_item_outside_the_scope_is_added_with_the_tip_as_its_reason_and_one_inside_is_bound(people):
    desk = people.acts("wang")
    visit = _visit(desk, OFFLINE)
    tip, outside = _tip(desk, OFFLINE), _out_of_scope(desk, visit)
    inside = desk.visits.show(visit)[1][0].key
    linked = desk.tips.link_visit(tip, visit, (outside, inside))
    assert (linked.added, linked.bound) == ((outside,), (inside,))
    items = {item.key: item for item in desk.fieldwork.screen(visit).items}
    assert [reason["code"] for reason in items[outside].reasons] == ["tip_added"] and items[outside].applies
    assert items[inside].reasons[-1]["code"] == "tip_bound" and len(items[inside].reasons) > 1
    assert "官網憑證鏈不完整" in Words().say("reason.tip_added", **items[outside].reasons[0]["values"])
    for link in desk.tips.show(tip).links:
        desk.tips.unlink(link.uid)
    items = {item.key: item for item in desk.fieldwork.screen(visit).items}
    assert outside not in items and items[inside].reasons[-1]["code"] != "tip_bound"
    assert desk.tips.show(tip).tip.state == "linked"


def test_an_added_item_that_was_judged_stays_on_the_checklist(people):
    desk = people.acts("wang")
    visit = _visit(desk, OFFLINE)
    tip, outside = _tip(desk, OFFLINE), _out_of_scope(desk, visit)
    desk.tips.link_visit(tip, visit, (outside,))
    desk.visits.answer(AnswerItem(visit, outside, Judgement.CONFORM))
    (link,) = desk.tips.show(tip).links
    with pytest.raises(Refused) as refused:
        desk.tips.unlink(link.uid)
    assert refused.value.code == "tip.item_answered"


def test_a_tip_is_never_taken_into_a_visit_or_finding_of_another_firm(people):
    desk = people.acts("wang")
    tip, visit = _tip(desk), _visit(desk, OFFLINE)
    with pytest.raises(Refused) as refused:
        desk.tips.link_visit(tip, visit)
    assert refused.value.code == "tip.other_firm"
    finding = desk.findings.record(RecordFinding(visit, "CC-17010-P03", "防火牆開放任意服務。"))
    with pytest.raises(Refused) as refused:
        desk.tips.link_finding(tip, finding.number)
    assert refused.value.code == "tip.finding_other_visit"
    unnamed = _tip(desk, None)
    assert desk.tips.link_finding(unnamed, finding.number).findings == (finding.number,)


def test_an_open_tip_brings_its_firm_forward_in_the_plan_until_a_visit_takes_it_up(people):
    from auditdesk.store.queries.plan import open_tips

    desk = people.acts("wang")
    tip = _tip(desk)

    def counted() -> dict[str, int]:
        with desk.store.read() as connection:
            return open_tips(connection)

    firm = desk.tips.show(tip).tip.firm_uid
    assert counted() == {firm: 1}
    desk.tips.link_visit(tip, _visit(desk))
    assert counted() == {}


def test_files_of_a_tip_are_kept_encrypted_exported_whole_and_survive_a_new_data_key(people, tmp_path):
    desk = people.acts("lee")
    photo = tmp_path / "報告.txt"
    photo.write_bytes(b"scan report")
    tip = desk.tips.add(AddTip("附件", RECEIVED, files=(photo,))).number
    (file,) = desk.tips.show(tip).files
    assert desk.tips.export_file(file.uid, tmp_path / "out.txt").read_bytes() == b"scan report"
    with desk.store.read() as connection:
        from auditdesk.store.queries.evidence import blobs

        assert file.blob in blobs(connection)


def test_a_stale_version_and_a_day_to_come_are_refused(people):
    desk = people.acts("wang")
    tip = _tip(desk)
    seen = desk.tips.show(tip).tip.version
    desk.tips.edit(EditTip(tip, seen, material="補充"))
    with pytest.raises(Conflict):
        desk.tips.edit(EditTip(tip, seen, material="又補充"))
    with pytest.raises(Refused) as refused:
        desk.tips.add(AddTip("未來", date(2030, 1, 1)))
    assert refused.value.code == "tip.future"
    assert json.dumps([row.number for row in desk.tips.list()]) == json.dumps([tip])
    assert not Path("out.txt").exists()


LIST = """主旨,收件日,來源,證券商代號,檢舉內容,檢舉人,聯絡方式
舊版加密協定,108/5/2,電子郵件,ZX01,評分結果頁,周大明,mail@example.org
憑證過期,2019-05-03,,示範甲證券,,,
日期不明,五月初,,ZX01,,,
,108/5/4,,ZX01,,,
查無此家,108/5/4,,ZX99,,,
還沒到,2030-01-01,,,,,
舊版加密協定,108/05/02,電子郵件,ZX01,又一列,,
"""


def test_several_tips_come_from_one_list_with_the_reason_of_each_line_that_can_not(people, tmp_path):
    path = tmp_path / "tips.csv"
    desk = people.acts("wang")
    name = desk.firms.list(RECEIVED)[0].name
    path.write_text(LIST.replace("示範甲證券", name), encoding="utf-8")
    preview = desk.tips.preview(path)
    assert [(one.subject, one.received_on, one.firm) for one in preview.orders] == [
        ("舊版加密協定", date(2019, 5, 2), FIRM),
        ("憑證過期", date(2019, 5, 3), FIRM),
    ]
    assert [(one.row, one.code) for one in preview.problems] == [
        (4, "tip.list_day"),
        (5, "tip.subject_needed"),
        (6, "tip.list_firm"),
        (7, "tip.list_future"),
    ]
    assert preview.already == 1 and desk.tips.list() == ()
    rows = desk.tips.add_all(preview.orders)
    assert [row.sealed for row in rows] == [True, False] and len(desk.tips.list()) == 2
    again = desk.tips.preview(path)
    assert again.orders == () and again.already == 3


def test_a_list_without_a_column_that_is_needed_is_refused_by_its_name(people, tmp_path):
    path = tmp_path / "tips.csv"
    path.write_text("主旨,來源\n甲,電話\n", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        people.acts("wang").tips.preview(path)
    assert refused.value.code == "tip.list_column" and refused.value.values["column"] == "收件日"
