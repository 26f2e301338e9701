"""The commands on what a firm is: their keys, their exit codes, and that a matching is remembered."""

from __future__ import annotations

import json

import openpyxl
import pytest

from auditdesk.cli.app import run
from auditdesk.desk import Desk, fixed_clock
from tests.conftest import CHEAP, DAY, PASSPHRASE


@pytest.fixture(scope="module")
def office_home(tmp_path_factory):
    """A workspace with two firms, made once."""
    home = tmp_path_factory.mktemp("office") / "home"
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, ("supervisor",), cost=CHEAP, clock=fixed_clock(DAY))
    path = home.parent / "list.csv"
    path.write_text("代號,名稱,資本額,網路下單\nZX01,示範甲證券,40億,是\nZX02,示範乙證券,30億,否\n", encoding="utf-8")
    desk.firm_lists.apply(desk.firm_lists.preview(path, DAY.replace(month=1, day=1)))
    desk.close()
    return home


@pytest.fixture
def firms(office_home, tmp_path, capsys, monkeypatch):
    """Run one ``firms`` command on a copy of that workspace; returns exit code and JSON."""
    import shutil

    home = tmp_path / "home"
    shutil.copytree(office_home, home)
    monkeypatch.setenv("AUDITDESK_PASSPHRASE", PASSPHRASE)

    def call(*arguments: str) -> tuple[int, dict]:
        capsys.readouterr()
        code = run(["--home", str(home), "--json", "--today", DAY.isoformat(), "firms", *arguments])
        return code, json.loads(capsys.readouterr().out)

    return call


def test_a_firm_is_entered_renamed_described_and_listed(firms):
    assert firms("add", "ZX09", "示範壬證券", "--kind", "bank_desk") == (0, {"code": "ZX09", "done": True})
    assert firms("rename", "ZX09", "示範壬銀行", "--from", "108/05/01", "--source", "letter")[0] == 0
    code, told = firms("describe", "ZX09", "--field", "unified_number=12345678", "--spelling", "壬銀")
    assert (code, told) == (0, {"code": "ZX09", "done": True, "doubt": "unified_number.check_digit"})
    code, told = firms("show", "ZX09")
    assert (told["name"], told["kind"], told["spellings"], told["former_names"]) == (
        "示範壬銀行",
        "bank_desk",
        ["壬銀"],
        ["示範壬證券"],
    )


@pytest.mark.parametrize(
    ("arguments", "exit_code", "error"),
    [
        (("add", "ZX01", "示範"), 1, "firm.code_taken"),
        (("add", "Z", "示範"), 3, "code.unreadable"),
        (("add", "ZX09", "示範", "--kind", "shop"), 1, "firm.kind_unknown"),
        (("rename", "ZX01", "示範", "--from", "not a day", "--source", "x"), 3, "date.unreadable"),
        (("rename", "ZX01", "示範", "--from", "2019-05-01", "--source", " "), 1, "fact.source_needed"),
        (("merge", "ZX02", "ZX02", "--from", "2019-05-01", "--source", "x"), 1, "firm.tied_to_itself"),
        (("merge", "ZX02", "", "--from", "2019-05-01", "--source", "x"), 1, "firm.into_needed"),
        (("merge", "ZX02", "ZX77", "--from", "2019-05-01", "--source", "x"), 1, "firm.unknown"),
        (("describe", "ZX01", "--field", "colour=red"), 1, "firm.field_unknown"),
        (("retract", "ZX01", "none", "--source", "x"), 1, "record.unknown"),
        (("undo", "none"), 1, "list.unknown"),
        (("contacts", "erase", "ZX01", "none", "--reason", "x"), 1, "record.unknown"),
        (("moves", "2019", "--to", "moves.doc"), 1, "export.unknown_format"),
    ],
)
def test_what_cannot_be_done_ends_with_its_kind_and_one_error(firms, arguments, exit_code, error):
    code, told = firms(*arguments)
    assert (code, told["error"]["code"]) == (exit_code, error)


def test_a_merged_and_a_closed_firm_leave_the_list_and_are_shown_when_asked_for(firms):
    assert firms("merge", "ZX02", "ZX01", "--from", "2019-05-01", "--source", "letter")[0] == 0
    assert firms("withdraw", "ZX01", "--from", "2019-05-01", "--source", "order")[0] == 0
    assert firms("list")[1]["firms"] == []
    assert {row["code"]: row["licence"] for row in firms("list", "--gone")[1]["firms"]} == {"ZX01": "withdrawn", "ZX02": "merged"}


def test_a_contact_is_kept_ended_and_erased(firms):
    code, told = firms("contacts", "add", "ZX01", "資安主管", "--from", "2019-03-01", "--name", "示範人")
    assert code == 0 and set(told) == {"code", "id"}
    assert firms("contacts", "end", "ZX01", told["id"], "--until", "2019-09-30")[0] == 0
    (contact,) = firms("contacts", "list", "ZX01")[1]["contacts"]
    assert set(contact) == {"id", "role", "name", "telephone", "email", "from", "until"} and contact["until"] == "2019-09-30"
    assert firms("contacts", "erase", "ZX01", told["id"], "--reason", "asked for")[0] == 0
    assert firms("contacts", "list", "ZX01")[1]["contacts"] == []


def test_tier_moves_are_told_and_written_and_an_import_is_undone(firms, tmp_path):
    path = tmp_path / "next.csv"
    path.write_text("代號,名稱,資本額\nZX01,示範甲證券,120億\nZX02,示範乙證券,50億\n", encoding="utf-8")
    code, told = firms("import", str(path), "--as-of", "2019-06-01", "--leave-out", "ZX02")
    assert code == 0 and told["left_out"] == [{"code": "ZX02", "name": "示範乙證券", "reason": "chosen"}]
    assert told["tier_moves"] == [{"code": "ZX01", "from": "4bn_to_10bn", "to": "10bn_to_20bn"}]
    (move,) = firms("moves", "2019")[1]["moves"]
    assert set(move) == {"code", "name", "day", "from", "to", "capital_before", "capital_after", "source"}
    code, told = firms("moves", "2019", "--to", str(tmp_path / "moves.xlsx"))
    assert (code, told["rows"]) == (0, 1)
    assert openpyxl.load_workbook(tmp_path / "moves.xlsx").active.max_row == 2
    newest = firms("imports")[1]["imports"][0]
    assert set(newest) == {"id", "file", "as_of", "by", "at", "facts", "undone_by", "undone_at"}
    code, told = firms("undo", newest["id"])
    assert code == 0 and set(told) == {"import", "file", "facts", "removed"}
    assert firms("moves", "2019")[1]["moves"] == []


def test_a_matching_given_as_a_file_is_remembered_once_the_list_is_applied(firms, tmp_path):
    mapping = tmp_path / "map.json"
    mapping.write_text(json.dumps({"code": "券代", "name": "券商名", "paid_in_capital": "股本"}), encoding="utf-8")
    path = tmp_path / "own.csv"
    path.write_text("券代,券商名,股本\nZX05,示範戊證券,40億\n", encoding="utf-8")
    assert firms("import", str(path), "--map", str(mapping), "--preview")[0] == 0
    assert firms("import", str(path))[0] == 3, "a preview remembers nothing"
    assert firms("import", str(path), "--map", str(mapping))[0] == 0
    path.write_text("券代,券商名,股本\nZX06,示範己證券,40億\n", encoding="utf-8")
    code, told = firms("import", str(path))
    assert (code, told["format"], told["added"]) == (0, "mapped", 1)


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_the_filled_template_comes_back_unchanged(firms, tmp_path, suffix):
    path = tmp_path / f"filled{suffix}"
    assert firms("template", "--to", str(path), "--filled") == (0, {"file": str(path), "firms": 2})
    code, told = firms("import", str(path), "--preview")
    assert (code, told["added"], told["changed"], told["unchanged"]) == (0, 0, 0, 2)
    assert firms("template", "--to", str(path)) == (0, {"file": str(path), "firms": 0})


def test_a_remembered_matching_is_listed_and_forgotten_by_command(firms, tmp_path):
    mapping = tmp_path / "map.json"
    mapping.write_text(json.dumps({"code": "券代", "name": "券商名"}), encoding="utf-8")
    path = tmp_path / "own.csv"
    path.write_text("券代,券商名\nZX05,示範戊證券\n", encoding="utf-8")
    assert firms("import", str(path), "--map", str(mapping))[0] == 0
    (kept,) = firms("mappings")[1]["mappings"]
    assert kept["columns"] == {"code": "券代", "name": "券商名"}
    assert firms("forget-mapping", kept["mapping"][:10])[1]["forgotten"] is True
    code, told = firms("forget-mapping", kept["mapping"])
    assert (code, told["error"]["code"]) == (1, "mapping.unknown")
    assert firms("import", str(path))[0] == 3


@pytest.mark.parametrize(("said", "kept"), [("證交所", "twse"), ("櫃買中心", "tpex"), ("TWSE", "twse"), ("TPEx", "tpex")])
def test_the_lead_authority_is_named_by_command_as_in_lists(firms, said, kept):
    firms("add", "ZX31", "示範丑證券")
    code, told = firms("set", "ZX31", "lead_authority", said, "--from", "2019-01-01")
    assert (code, told["value"], told["doubt"]) == (0, kept, None)
    code, told = firms("set", "ZX31", "lead_authority", "銀行局", "--from", "2019-01-01")
    assert (code, told["error"]["code"]) == (3, "authority.unknown")


def test_an_amount_set_in_another_unit_is_questioned_by_command(firms):
    firms("add", "ZX32", "示範寅證券")
    told = firms("set", "ZX32", "paid_in_capital", "120億", "--from", "2019-01-01")[1]
    assert (told["value"], told["doubt"]) == (12_000_000_000, None)
    told = firms("set", "ZX32", "paid_in_capital", "12000000", "--from", "2019-06-01")[1]
    assert told["doubt"] == {"code": "amount.unit_slip_before", "likely": 12_000_000_000, "before": 12_000_000_000}


def test_the_branches_of_a_firm_are_listed_and_written(firms, tmp_path):
    path = tmp_path / "branches.csv"
    head = "出表日期,證券商代號,證券商名稱,開業日,地址,電話"
    path.write_text(
        f"{head}\n1080102,ZX0C,示範甲-北區,0811120,臺北市,\n1080102,ZX0c,示範乙-南區,1001202,臺南市,02\n", encoding="utf-8"
    )
    assert firms("import", str(path), "--as-of", "2019-06-01")[0] == 0
    code, told = firms("branches")
    assert code == 0 and [(one["firm"], one["code"]) for one in told["branches"]] == [("ZX01", "ZX0C"), ("ZX02", "ZX0c")]
    (branch,) = firms("branches", "ZX01")[1]["branches"]
    assert branch == {
        "firm": "ZX01",
        "code": "ZX0C",
        "name": "示範甲-北區",
        "address": "臺北市",
        "telephone": None,
        "opened_on": "1992-11-20",
    }
    code, told = firms("branches", "--to", str(tmp_path / "branches.xlsx"))
    assert (code, told["rows"]) == (0, 2)
    assert openpyxl.load_workbook(tmp_path / "branches.xlsx").active.max_row == 3
    assert firms("branches", "ZX99")[1]["error"]["code"] == "firm.unknown"


def test_a_preview_tells_what_blocks_before_what_is_only_to_be_noted(office_home, tmp_path, capsys, firms):
    path = tmp_path / "list.csv"
    path.write_text("代號,名稱,資本額,吉祥物\nZX01,示範甲證券,四十億,熊\n", encoding="utf-8")
    _, told = firms("import", str(path), "--preview")
    assert {problem["code"]: problem["blocking"] for problem in told["problems"]} == {
        "heading.unknown": False,
        "amount.unreadable": True,
    }
    assert run(["--home", str(tmp_path / "home"), "--today", DAY.isoformat(), "firms", "import", str(path), "--preview"]) == 0
    said = capsys.readouterr().err
    assert said.index("四十億") < said.index("吉祥物")
