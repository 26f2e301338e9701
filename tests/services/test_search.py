"""Full-text search over findings, against a set of texts with what must and must not be found in them."""

from __future__ import annotations

import pytest

from auditdesk.model.commands import RecordFinding
from auditdesk.model.fieldwork_rows import EditFinding
from auditdesk.store.queries import search

TEXTS = {
    "firewall": "經抽查外網防火牆主、備各一台，進出紀錄線上保存 180 天。",
    "patch": "弱點掃描發現之高風險弱點逾六個月未修補（CVE-2019-0708）。",
    "rare": "承辦人堃喆與峯彣、綉犇未留存簽核紀錄，機房位於𠮷林大樓。",
    "taipei": "臺北備援機房未設門禁。",
    "wide": "ＡＤ伺服器密碼長度僅６碼，Password never expires。",
    "gap": "防火 牆面剝落",
}
WANTED = [
    ("防火牆", {"firewall"}),
    ("火牆", {"firewall"}),
    ("防火", {"firewall", "gap"}),
    ("弱點", {"patch"}),
    ("掃描", {"patch"}),
    ("描掃", set()),
    ("堃喆", {"rare"}),
    ("綉犇", {"rare"}),
    ("𠮷林", {"rare"}),
    ("峰彣", {"rare"}),
    ("台北", {"taipei"}),
    ("臺北", {"taipei"}),
    ("機房", {"rare", "taipei"}),
    ("機房 門禁", {"taipei"}),
    ("門禁 機房", {"taipei"}),
    ("AD伺服器", {"wide"}),
    ("ad伺服", {"wide"}),
    ("6碼", {"wide"}),
    ("expire", {"wide"}),
    ("2019", {"patch"}),
    ("180", {"firewall"}),
    ("牆", {"firewall", "gap"}),
    ("。", set()),
    ("紀錄 堃", {"rare"}),
    ('" OR 堃弱', set()),
]


@pytest.fixture
def findings(desk, visit):
    kept = {name: desk.findings.record(RecordFinding(visit.number, "CC-11000-P01", text)).uid for name, text in TEXTS.items()}
    return desk, {uid: name for name, uid in kept.items()}


def test_each_word_finds_what_it_must_and_nothing_else(findings):
    desk, names = findings
    for typed, expected in WANTED:
        assert {names[uid] for uid in desk.findings.search(typed)} == expected, typed


def test_many_hits_are_named_like_few(findings, monkeypatch):
    desk, names = findings
    monkeypatch.setattr(search, "_MANY", 0)
    for typed, expected in WANTED:
        assert {names[uid] for uid in desk.findings.search(typed)} == expected, typed


def test_words_may_stand_in_text_firm_and_wording_in_any_order(findings):
    desk, names = findings
    wording = desk.rulebook.editions[-1].pattern("CC-11000-P01").wording.zh[:3]
    for typed in (f"{wording} zx01 門禁", f"門禁 {wording} ZX01", f"zx01 臺北 {wording}"):
        assert {names[uid] for uid in desk.findings.search(typed)} == {"taipei"}, typed
    assert desk.findings.search(f"{wording} zx02 門禁") == frozenset()


def test_firms_and_the_standard_wording_are_searched_too(findings):
    desk, names = findings
    assert len(desk.findings.search("示範ZX01")) == len(names)
    assert len(desk.findings.search("zx01 臺北")) == 1
    wording = desk.rulebook.editions[-1].pattern("CC-11000-P01").wording.zh[:4]
    assert len(desk.findings.list(text=wording)) == len(names)


def test_the_index_follows_every_change_and_forgets_what_is_gone(findings):
    desk, names = findings
    uid = next(uid for uid, name in names.items() if name == "firewall")
    desk.fieldwork.write(EditFinding(uid, facts="改寫後的內容", firm_remark="將汰換磁帶"))
    assert desk.findings.search("外網") == frozenset()
    assert desk.findings.search("磁帶") == desk.findings.search("改寫") == frozenset({uid})
    desk.fieldwork.undo(desk.visits.list()[0].number)
    assert desk.findings.search("外網") == frozenset({uid})
    with desk.store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM search_entry").scalar() == len(names)


def test_an_index_that_lacks_findings_is_filled_when_the_workspace_is_opened(findings, passphrase):
    from auditdesk.desk import Desk
    from tests.conftest import CHEAP

    desk, _ = findings
    with desk.store.unjournaled() as connection:
        connection.exec_driver_sql("DELETE FROM search_entry")
        connection.exec_driver_sql("INSERT INTO search_gram (search_gram) VALUES ('delete-all')")
    desk.close()
    again = Desk.open(desk.store.workspace.home, "wang", passphrase, cost=CHEAP)
    try:
        assert len(again.findings.search("機房")) == 2
    finally:
        again.close()
