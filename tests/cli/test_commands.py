"""The contract of the commands: one JSON document, the agreed keys, kinds of error and exit codes."""

import hashlib
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from auditdesk import demo
from auditdesk.__main__ import wants_window

BILLION = 1_000_000_000


def test_init_makes_a_workspace_and_shows_the_recovery_code_once(auditdesk, tmp_path):
    made = auditdesk("init", "--login", "wang", "--name", "王主管", home=tmp_path / "new", passphrase="a phrase long enough")
    assert made.code == 0
    assert set(made.json) >= {"home", "recovery_code"}
    again = auditdesk("init", "--login", "wang", "--name", "王主管", home=tmp_path / "new", passphrase="a phrase long enough")
    assert (again.code, again.json["error"]["kind"]) == (1, "refused")


def test_a_wrong_passphrase_ends_with_5_and_one_json_error(auditdesk, demo_home):
    ended = auditdesk("status", home=demo_home, passphrase="not the passphrase")
    assert ended.code == 5
    assert ended.json["error"]["kind"] == "unavailable"
    assert ended.json["error"]["code"] == "passphrase.wrong"
    assert ended.json["error"]["message"].startswith("密碼不正確")
    assert ended.json["error"]["problems"] == []


def test_wrong_usage_ends_with_2_and_is_json_too(auditdesk, demo_home):
    ended = auditdesk("no-such-command", home=demo_home)
    assert (ended.code, ended.json["error"]["code"]) == (2, "usage")
    assert auditdesk("scope", home=demo_home).code == 2


def test_status_says_what_the_workspace_is(auditdesk, demo_home):
    ended = auditdesk("status", home=demo_home)
    assert set(ended.json) >= {"schema", "editions", "counts", "journal_head", "encrypted"}
    assert ended.json["encrypted"] is True
    assert ended.json["counts"]["firms"] == 60


def test_verify_tells_a_whole_workspace_and_ends_with_1_when_it_is_not(auditdesk, demo_home, made_demo):
    ended = auditdesk("verify", home=demo_home)
    assert ended.code == 0 and ended.json["ok"] is True
    assert set(ended.json) >= {"ok", "database", "journal", "evidence", "papers"}
    assert ended.json["journal"]["ok"] is True and ended.json["journal"]["entries"] > 1000


def test_scope_carries_the_agreed_keys_and_a_reason_for_each_item(auditdesk, demo_home):
    found = auditdesk("scope", "ZX01", "--on", "108/10/25", home=demo_home).json
    assert set(found) >= {"capital_tier", "staffing_tier", "staffing", "parts", "items", "edition"}
    assert set(found["capital_tier"]) == {"id", "min", "max"}
    assert set(found["staffing"]) == {"unit", "chief", "staff_min"}
    assert all(set(part) >= {"id", "name", "applies", "why"} and part["why"] for part in found["parts"])
    assert all(set(item) >= {"code", "item", "applies", "frequency", "why"} and item["why"] for item in found["items"])
    assert all("?" not in reason["text"] for item in found["items"] for reason in item["why"])


@pytest.mark.parametrize(
    ("capital", "tier", "staffing"),
    [
        ("3,999,999,999", (0, 4 * BILLION), {"unit": False, "chief": 0, "staff_min": 1}),
        ("40億", (4 * BILLION, 10 * BILLION), {"unit": False, "chief": 1, "staff_min": 1}),
        ("9999999999", (4 * BILLION, 10 * BILLION), {"unit": False, "chief": 1, "staff_min": 1}),
        ("10,000,000千元", (10 * BILLION, None), {"unit": False, "chief": 1, "staff_min": 2}),
        ("１９９９９９９９９９９", (10 * BILLION, None), {"unit": False, "chief": 1, "staff_min": 2}),
        ("200億", (10 * BILLION, None), {"unit": True, "chief": 1, "staff_min": 2}),
    ],
)
def test_scope_is_right_on_each_edge_as_typed_by_people(auditdesk, demo_home, capital, tier, staffing):
    kept = auditdesk("firms", "set", "ZX30", "paid_in_capital", capital, "--from", "108.11.01", "--source", "t", home=demo_home)
    assert kept.code == 0, kept.out
    found = auditdesk("scope", "ZX30", "--on", "2019-11-01", home=demo_home).json
    assert (found["capital_tier"]["min"], found["capital_tier"]["max"]) == tier
    assert found["staffing"] == staffing


def test_scope_differs_on_the_day_before_and_the_day_of_a_capital_change(auditdesk, demo_home):
    auditdesk("firms", "set", "ZX30", "paid_in_capital", "250億", "--from", "2019-11-01", home=demo_home)
    before = auditdesk("scope", "ZX30", "--on", "2019-10-31", home=demo_home).json
    after = auditdesk("scope", "ZX30", "--on", "2019-11-01", home=demo_home).json
    assert before["capital_tier"]["id"] != "from_10bn" and after["capital_tier"]["id"] == "from_10bn"
    assert after["staffing"]["unit"] is True


def test_an_amount_or_a_day_that_can_not_be_read_is_bad_input_and_changes_nothing(auditdesk, demo_home):
    head = auditdesk("status", home=demo_home).json["journal_head"]
    ended = auditdesk("firms", "set", "ZX01", "paid_in_capital", "很多", "--from", "2019-01-01", home=demo_home)
    assert (ended.code, ended.json["error"]["kind"]) == (3, "bad_input")
    assert "很多" in ended.json["error"]["message"]
    ended = auditdesk("scope", "ZX01", "--on", "2019-13-45", home=demo_home)
    assert (ended.code, ended.json["error"]["code"]) == (3, "date.unreadable")
    assert auditdesk("status", home=demo_home).json["journal_head"] == head


def test_an_unknown_firm_is_refused_and_case_matters(auditdesk, demo_home):
    ended = auditdesk("firms", "show", "zx01", home=demo_home)
    assert (ended.code, ended.json["error"]["code"]) == (1, "firm.unknown")


def test_firms_list_and_show_carry_the_agreed_keys(auditdesk, demo_home):
    firms = auditdesk("firms", "list", "--on", "2019-12-31", home=demo_home).json["firms"]
    assert len(firms) == 60
    shown = auditdesk("firms", "show", "ZX01", "--on", "2019-12-31", home=demo_home).json
    for firm in (firms[0], shown):
        assert set(firm) >= {"code", "name", "paid_in_capital", "capital_tier", "staffing"}
        assert set(firm["staffing"]) >= {"required", "actual", "met"}
    assert shown["facts"]["paid_in_capital"]["value"] == shown["paid_in_capital"]


def test_an_import_previews_then_applies_and_reports_each_problem_with_its_place(auditdesk, demo_home, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("代號,名稱,資本額,網路下單\nZX01,示範甲證券,39億,是\nZY99,示範新證券,50億,否\n", encoding="utf-8")
    seen = auditdesk("firms", "import", str(path), "--as-of", "2020-01-02", "--preview", home=demo_home).json
    assert set(seen) >= {"format", "rows", "added", "changed", "unchanged", "missing", "tier_moves", "problems"}
    assert (seen["rows"], seen["added"], seen["changed"]) == (2, 1, 1)
    assert seen["tier_moves"] == [{"code": "ZX01", "from": "from_20bn", "to": "under_4bn"}]
    assert auditdesk("firms", "show", "ZY99", home=demo_home).code == 1
    assert auditdesk("firms", "import", str(path), "--as-of", "2020-01-02", home=demo_home).json["applied"] is True
    assert auditdesk("firms", "show", "ZY99", home=demo_home).code == 0
    path.write_text("代號,名稱,資本額\nZX01,示範甲證券,不是數字\n", encoding="utf-8")
    ended = auditdesk("firms", "import", str(path), home=demo_home)
    assert ended.code == 3
    problem = ended.json["error"]["problems"][0]
    assert (problem["row"], problem["column"], problem["value"]) == (2, "資本額", "不是數字")
    assert problem["message"] and problem["file"].endswith("list.csv")


def test_a_visit_goes_from_opening_to_an_accepted_finding(auditdesk, demo_home, tmp_path):
    opened = auditdesk("visits", "open", "ZX01", "--on", "2019-12-20", "--inspector", "lin", home=demo_home, login="lin").json
    assert set(opened) >= {"visit", "edition", "items"} and opened["items"] > 50
    visit = opened["visit"]
    item = auditdesk("visits", "show", visit, home=demo_home).json["answers"][0]["item"]
    answered = auditdesk("visits", "answer", visit, item, "deficient", "--note", "看過", home=demo_home, login="lin").json
    assert (answered["done"], answered["total"]) == (1, opened["items"])
    photo = tmp_path / "photo.png"
    photo.write_bytes(b"picture")
    added = auditdesk(
        "findings",
        "add",
        visit,
        "--pattern",
        "CC-17010-P03",
        "--facts",
        "保存 180 天",
        "--severity",
        "high",
        "--evidence",
        str(photo),
        home=demo_home,
        login="lin",
    ).json
    assert set(added) >= {"finding", "state", "repeat_of"} and added["state"] == "draft"
    number = added["finding"]
    assert auditdesk("findings", "submit", number, home=demo_home, login="lin").json["state"] == "submitted"
    own = auditdesk("findings", "accept", number, home=demo_home, login="lin")
    assert own.code == 1
    assert auditdesk("findings", "accept", number, home=demo_home, login="wang").json["state"] == "accepted"
    found = auditdesk("findings", "list", "--text", "180 天", "--firm", "ZX01", home=demo_home).json
    assert number in {row["finding"] for row in found["findings"]} and found["total"] == len(found["findings"])


def test_the_notice_compiles_with_the_agreed_keys_and_writes_its_files(auditdesk, demo_home, tmp_path):
    notice = auditdesk("notice", "compile", "2019", home=demo_home).json
    assert set(notice) >= {"entries", "firms_audited", "excluded"}
    assert set(notice["entries"][0]) >= {"pattern", "code", "wording", "firms", "applied_firms", "rate", "repeats", "suppressed"}
    assert len(notice["entries"]) == 31
    written = auditdesk("notice", "write", "2019", "--out", str(tmp_path / "out"), home=demo_home).json
    assert len(written["files"]) > 5
    for one in written["files"]:
        assert hashlib.sha256(Path(one["path"]).read_bytes()).hexdigest() == one["sha256"]
    assert auditdesk("notice", "list", home=demo_home).json["notices"]


def test_letters_are_blocked_with_a_reason_when_nothing_is_due(auditdesk, demo_home, tmp_path):
    ended = auditdesk("letters", "batch", "--year", "2019", "--out", str(tmp_path), home=demo_home)
    assert (ended.code, ended.json["error"]["code"]) == (1, "letters.nothing_due")


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".csv", ".json"])
@pytest.mark.parametrize("what", ["firms", "visits", "findings"])
def test_every_list_leaves_in_every_format(auditdesk, demo_home, tmp_path, what, suffix):
    target = tmp_path / f"{what}{suffix}"
    ended = auditdesk("export", what, "--to", str(target), "--on", "2019-12-31", home=demo_home)
    assert ended.code == 0 and ended.json["rows"] > 50
    assert target.stat().st_size > 1000


def test_rules_are_listed_shown_and_sound(auditdesk):
    listed = {edition["id"]: edition for edition in auditdesk("rules", "list").json["editions"]}
    assert listed["2019-10-25"]["patterns"] == 40
    assert (listed["2025-04-11"]["based_on"], listed["2025-04-11"]["effective_until"]) == ("2024-11-12", None)
    assert len(auditdesk("rules", "show", "2019-10-25").json["patterns"]) == 40
    assert auditdesk("rules", "check").json["problems"] == []
    assert auditdesk("rules", "diff", "2019-10-25", "2019-10-25").code == 0


def test_a_rule_file_with_a_mistake_is_refused_with_file_and_key(auditdesk, tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("id: 2030-01-01\nname: nonsense\n", encoding="utf-8")
    ended = auditdesk("rules", "check", str(path))
    assert ended.code == 3
    assert all(problem["file"] and problem["message"] for problem in ended.json["problems"])
    assert any(problem["column"] for problem in ended.json["problems"])


def test_a_backup_is_verified_and_restored_by_commands(auditdesk, demo_home, tmp_path):
    made = auditdesk("backup", "--to", str(tmp_path / "office.adbackup"), home=demo_home)
    assert made.code == 0 and set(made.json) >= {"file", "records", "evidence_files", "sha256"}
    restored = auditdesk("restore", str(tmp_path / "office.adbackup"), "--to", str(tmp_path / "restored"))
    assert restored.code == 0 and restored.json["records"] == made.json["records"]
    assert auditdesk("verify", home=tmp_path / "restored").json["database"] == "ok"


def test_the_journal_lists_who_did_what(auditdesk, demo_home):
    entries = auditdesk("journal", "--limit", "5", home=demo_home).json["entries"]
    assert len(entries) == 5
    assert set(entries[0]) >= {"at", "login", "act", "object", "before", "after", "hash"}


def test_text_output_is_in_the_language_asked_for(auditdesk, demo_home):
    chinese = auditdesk("scope", "ZX01", "--on", "2019-10-25", home=demo_home, text=True)
    english = auditdesk("--lang", "en", "scope", "ZX01", "--on", "2019-10-25", home=demo_home, text=True)
    assert "資本額" in chinese.out and "108/10/25" in chinese.out
    assert "2019-10-25" in english.out and "資本額" not in english.out


def test_people_are_added_with_a_passphrase_of_their_own(auditdesk, demo_home, monkeypatch):
    monkeypatch.setenv("AUDITDESK_NEW_PASSPHRASE", "a phrase of the new one")
    added = auditdesk("people", "add", "--login", "huang", "--name", "黃示範", "--role", "clerk", home=demo_home, login="wang")
    assert added.json["role"] == ["clerk"]
    listed = auditdesk("people", "list", home=demo_home, passphrase="a phrase of the new one").json["people"]
    assert "huang" in {person["login"] for person in listed}


def test_no_command_or_only_window_options_open_the_window():
    assert wants_window([])
    assert wants_window(["--home", "somewhere", "--lang", "en"])
    assert not wants_window(["--json", "status"])
    assert not wants_window(["--home", "somewhere", "status"])
    assert not wants_window(["--help"])


def test_a_command_imports_no_qt_and_no_heavy_library_it_does_not_need():
    script = (
        "import sys\nfrom auditdesk.cli.app import run\nrun(['--json', 'rules', 'list'])\n"
        "heavy = {'PySide6', 'pandas', 'reportlab', 'sqlalchemy', 'alembic', 'numpy'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_demo_run_twice_keeps_what_is_there(made_demo):
    mark = (made_demo.folder / demo.MARK).read_bytes()
    again = demo.build(made_demo.folder)
    assert again.notice == made_demo.notice
    assert (made_demo.folder / demo.MARK).read_bytes() == mark


def test_demo_is_never_made_among_other_files(auditdesk, tmp_path):
    (tmp_path / "mine.txt").write_text("keep")
    ended = auditdesk("demo", "--out", str(tmp_path), "--no-window")
    assert (ended.code, ended.json["error"]["code"]) == (1, "demo.folder_not_empty")
    assert (tmp_path / "mine.txt").read_text() == "keep"


def test_the_demo_covers_every_band_its_edges_and_about_130_findings(demo_desk):
    rows = demo_desk.firms.list(date(2019, 12, 31))
    capitals = {row.paid_in_capital for row in rows}
    assert {4 * BILLION, 10 * BILLION, 20 * BILLION} <= capitals
    assert {row.staffing_band.id for row in rows if row.staffing_band} == {
        "under_4bn",
        "4bn_to_10bn",
        "10bn_to_20bn",
        "from_20bn",
    }
    findings = demo_desk.findings.list(2019)
    assert 120 <= len(findings) <= 145
    edition = demo_desk.rulebook.in_force(date(2019, 12, 31))
    assert {row.pattern for row in findings} == {pattern.id for pattern in edition.patterns}
    assert len({row.author for row in findings}) == 2
