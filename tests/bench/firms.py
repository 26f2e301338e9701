"""Taking in the whole market, in seconds, and how much less a second taking costs that changes nothing.

Bars: 66 firms and 870 branches under 5 s; the register of a day under 1 s.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from auditdesk.desk import Desk, fixed_clock
from auditdesk.store.keys import Cost
from auditdesk.words import Words

DAY = date(2019, 1, 2)
FIRMS, BRANCHES = 66, 870


def _lists(folder: Path) -> tuple[Path, Path]:
    firms = [
        {
            "出表日期": "1080102",
            "證券代號": f"Z{number:03d}",
            "券商(證券IB)簡稱": f"示範 {number}號臺證券",
            "實收資本額（仟元）": str(1_000_000 + number * 400_000),
            "指撥營運金（仟元）": "0",
        }
        for number in range(FIRMS)
    ]
    branches = [
        {
            "出表日期": "1080102",
            "證券商代號": f"Y{number:03d}",
            "證券商名稱": f"示範{number % FIRMS}號台證券－第&#{20000 + number};處",
            "開業日": "770601",
            "地址": f"臺北市{number}號",
            "電話": "",
        }
        for number in range(BRANCHES)
    ]
    paths = folder / "firms.json", folder / "branches.json"
    for path, rows in zip(paths, (firms, branches), strict=True):
        path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return paths


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = _lists(folder)
        cost = Cost(8 * 1024, 1, 1)
        desk, _ = Desk.create(
            folder / "home", "wang", "W", "a bench types this", ("supervisor",), cost=cost, clock=fixed_clock(DAY)
        )

        def take() -> None:
            for path in paths:
                desk.firm_lists.apply(desk.firm_lists.preview(path))

        first, second = _seconds(take), _seconds(take)
        register, moves = _seconds(lambda: desk.firms.list(DAY)), _seconds(lambda: desk.firm_records.moves(DAY.year))
        filled = _seconds(lambda: desk.firm_lists.template(folder / "filled.xlsx", Words(), DAY))
        desk.close()
    print(f"firms: {FIRMS} firms and {BRANCHES} branches taken in in {first:.2f} s (bar 5), again in {second / first:.2f} × that")
    print(f"firms: register of a day in {register * 1000:.0f} ms (bar 1000), tier moves of a year in {moves * 1000:.0f} ms")
    print(f"firms: template filled in {filled * 1000:.0f} ms")
    if first >= 5 or register >= 1:
        raise SystemExit("a bar of the firms is missed")
