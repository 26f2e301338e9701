"""Lists as large as the market's, with its dirt, in little time; and every code that a list can raise has its sentence."""

from __future__ import annotations

import json
import re
import string
import time
from datetime import date
from pathlib import Path

from auditdesk.exchange.firm_lists import read_firm_list
from auditdesk.model.firm_list import RegisteredBranch
from auditdesk.rules.firm_changes import preview_changes
from auditdesk.words import catalogue
from tests.yardstick import slowness

DAY = date(2019, 1, 2)
SIGNS = string.digits + string.ascii_letters
PACKAGE = Path(__file__).resolve().parents[2] / "auditdesk"


def test_the_whole_market_is_read_and_compared_in_under_five_seconds(text_file, open_data, registered_after) -> None:
    firm_rows = [{"證券代號": f"Z{number:03d}", "券商(證券IB)簡稱": f"示範 {number}號臺證券"} for number in range(66)]
    hyphens = ["-", "－", "--", " - ", "–"]
    lines = ["出表日期,證券商代號,證券商名稱,開業日,地址,電話"]
    for number in range(870):
        code = "Y" + SIGNS[number // 62 % 62] + SIGNS[number % 62] + "0"
        name = f"示範{number % 66}號台證券{hyphens[number % 5]}第&#{20000 + number};處"
        lines.append(
            f"1080102,{code},{name},{'770601' if number % 3 else '0990101'},臺北市{number}號,{'' if number % 7 else '02'}"
        )
    firms_path, branches_path = open_data(*firm_rows), text_file("\r\n".join(lines), "utf-8-sig", "branches.csv")
    started = time.process_time()
    firms, branches = read_firm_list(firms_path), read_firm_list(branches_path)
    register = registered_after(firms)
    first = preview_changes(branches, register, (), DAY, (), "")
    held = tuple(
        RegisteredBranch(row.code, row.name, str(change.fields[0].after), row.address, row.telephone, row.opened_on)
        for row, change in zip(branches.branches, first.branch_changes, strict=True)
    )
    second = preview_changes(branches, register, held, DAY, (), "")
    assert time.process_time() - started < 5 * slowness()
    assert (firms.rows, len(firms.firms), firms.problems) == (66, 66, ())
    assert (branches.rows, len(branches.branches), first.list.problems) == (870, 870, ())
    assert (first.added, second.changes, second.branch_changes, second.unchanged) == (870, (), (), 870)


def test_every_code_of_a_list_is_worded_in_both_languages_with_the_same_values() -> None:
    words = json.loads((PACKAGE.parent / "resources" / "words" / "exchange.json").read_text(encoding="utf-8"))
    kinds = "|".join(sorted({code.partition(".")[0] for code in words}))
    sources = [*(PACKAGE / "exchange").glob("*.py")]
    sources += [
        PACKAGE / "rules" / f"{name}.py" for name in ("amounts", "calendar", "firm_codes", "firm_changes", "minimum_capital")
    ]
    raised = {code for path in sources for code in re.findall(rf'"((?:{kinds})\.[a-z_]+)"', path.read_text(encoding="utf-8"))}
    assert raised <= catalogue().keys()
    for code, sentences in words.items():
        named = [
            {name for _, name, _, _ in string.Formatter().parse(sentences[language]) if name} for language in ("zh_TW", "en")
        ]
        assert named[0] == named[1], code
