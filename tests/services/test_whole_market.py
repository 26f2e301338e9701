"""The whole market with its dirt, taken in through the services in little time, once and then not again."""

import json
import time
from datetime import date

from tests.yardstick import slowness

DAY = date(2019, 1, 2)


def test_the_whole_market_is_taken_in_under_five_seconds_and_the_second_time_changes_nothing(desk, tmp_path):
    firms = [
        {
            "出表日期": "1080102",
            "證券代號": f"Z{number:03d}",
            "券商(證券IB)簡稱": f"示範 {number}號臺證券",
            "實收資本額（仟元）": str(1_000_000 + number),
            "指撥營運金（仟元）": "0",
        }
        for number in range(66)
    ]
    hyphens = ("-", "－", "--", " - ", "–")
    branches = [
        {
            "出表日期": "1080102",
            "證券商代號": "700C" if number == 0 else "700c" if number == 1 else f"Y{number:03d}",
            "證券商名稱": f"示範{number % 66}號台證券{hyphens[number % 5]}第&#{20000 + number};處",
            "開業日": "770601",
            "地址": f"臺北市{number}號",
            "電話": "",
        }
        for number in range(870)
    ]
    for name, rows in (("firms.json", firms), ("branches.json", branches)):
        (tmp_path / name).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    started = time.process_time()
    for name in ("firms.json", "branches.json"):
        desk.firm_lists.apply(desk.firm_lists.preview(tmp_path / name))
    taken = time.process_time() - started
    assert taken < 5 * slowness()
    head = desk.care.status().journal_head
    for name in ("firms.json", "branches.json"):
        again = desk.firm_lists.preview(tmp_path / name)
        assert (again.added, again.changed) == (0, 0)
        desk.firm_lists.apply(again)
    assert desk.care.status().journal_head == head
    parents = {branch.code: row.code for row in desk.firms.list(DAY) for branch in desk.firms.detail(row.code, DAY).branches}
    assert (parents["700C"], parents["700c"], len(parents)) == ("Z000", "Z001", 870)
    assert all(parents[f"Y{number:03d}"] == f"Z{number % 66:03d}" for number in range(2, 870))
