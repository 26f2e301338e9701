"""The catalogue of patterns and files of findings, from the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditdesk import demo

SET = Path(__file__).parents[1] / "wording" / "labelled_findings.yaml"
PROPOSAL = (
    "patterns",
    "propose",
    *(
        "--code",
        "CC-17010",
        "--wording",
        "遠端連線未採雙因子驗證。",
        "--wording-en",
        "Remote access did without a second factor.",
    ),
    *("--standard", "遠端連線應採雙因子驗證。", "--standard-en", "Remote access needs a second factor.", "--from", "2019-01-01"),
)


@pytest.fixture
def wang(auditdesk, demo_home):
    def call(*arguments: str, text=False):
        return auditdesk(*arguments, home=demo_home, login=demo.SUPERVISOR, text=text)

    return call


def test_the_measure_is_a_command_that_takes_anybodys_set(wang, tmp_path):
    told = wang("patterns", "measure", str(SET), "--half", "after_freeze", "--on", "2019-06-03", "--missed").json
    assert told["findings"] == 76 and told["first_share"] >= 0.75 and told["first_three_share"] >= 0.9
    assert len(told["missed"]) == told["findings"] - told["first"]
    assert "%" in wang("patterns", "measure", str(SET), "--on", "2019-06-03", text=True).out
    bad = tmp_path / "bad.yaml"
    bad.write_text("findings: [{text: 1}]", encoding="utf-8")
    assert wang("patterns", "measure", str(bad)).json["error"]["code"] == "labels.faulty"


def test_a_pattern_is_shown_with_what_other_lists_call_it(wang):
    told = wang("patterns", "show", "FEB-NET-P01", "--on", "2019-06-03").json
    assert {(one["heading"], one["certainty"]) for one in told["headings"]} == {
        ("FEB-NET", "deck"),
        ("CC-17010/cross", "inferred"),
    }
    assert "FEB-NET" in wang("patterns", "show", "FEB-NET-P01", "--on", "2019-06-03", text=True).out


def test_a_wording_and_a_merging_take_two_people(wang, second):
    made = wang(*PROPOSAL)
    assert (made.code, made.json["pattern"], made.json["state"]) == (0, "OWN-001", "proposed")
    assert wang("patterns", "approve", "OWN-001").json["error"]["code"] == "four_eyes.author"
    assert second("patterns", "approve", "OWN-001").json["state"] == "in_force"
    assert wang("patterns", "find", "遠端雙因子", "--on", "2019-06-03").json["patterns"][0]["pattern"] == "OWN-001"
    step = second("patterns", "merge", "OWN-001", "CC-17010-P02", "--from", "2019-07-01", "--reason", "同一件事").json
    assert wang("patterns", "approve", "--step", step["id"]).json["state"] == "in_force"
    assert wang("patterns", "show", "OWN-001", "--on", "2019-11-01").json["counted_as"] == "CC-17010-P02"
    back = wang("patterns", "undo", step["id"], "--reason", "弄錯了").json
    assert second("patterns", "refuse", "--step", back["id"], "--reason", "沒有弄錯").json["state"] == "refused"
    assert len(wang("patterns", "steps", "OWN-001").json["steps"]) == 2
    assert wang("patterns", "split", "CC-17010-P01", "CC-17010-P02", "--from", "2019-07-01", "--reason", "x").code == 1
    for command in (("own",), ("steps",), ("findings", "CC-17010-P02")):
        assert wang("patterns", *command, text=True).code == 0


def test_a_file_is_previewed_taken_in_listed_and_taken_back(wang, tmp_path):
    path = tmp_path / "bureau.csv"
    path.write_text(
        "機關,證券商代號,年度,缺失類別,查得事實\n檢查局,ZX01,108,網路,內網沒切\n檢查局,QQ,108,網路,沒這家\n", encoding="utf-8"
    )
    before = wang("findings", "list").json["total"]
    told = wang("findings", "import", str(path), "--preview").json
    assert (told["rows"], told["added"], told["applied"]) == (2, 1, False)
    assert [(one["row"], one["column"], one["code"]) for one in told["problems"]] == [(3, "證券商代號", "finding_row.firm")]
    assert wang("findings", "outside", "list").json["total"] == 0
    assert wang("findings", "import", str(path)).json["added"] == 1
    assert wang("findings", "import", str(path)).json | {} == wang("findings", "import", str(path)).json
    rows = wang("findings", "outside", "list", "--year", "2019", "--authority", "feb").json
    assert (rows["total"], rows["findings"][0]["text"]) == (1, "內網沒切")
    assert wang("findings", "outside", "stats", "2019").json["counts"][0]["findings"] == 1
    assert wang("findings", "list").json["total"] == before
    (kept,) = wang("findings", "imports").json["imports"]
    assert wang("findings", "undo-import", kept["uid"]).json["undone_by"] == demo.SUPERVISOR
    assert wang("findings", "outside", "list").json["total"] == 0
    for command in (("imports",), ("outside", "list"), ("outside", "stats", "2019"), ("import", str(path), "--preview")):
        assert wang("findings", *command, text=True).code == 0


def test_columns_are_matched_by_a_file_and_a_row_is_confirmed_on_the_line(wang, tmp_path):
    path, matching = tmp_path / "own.csv", tmp_path / "map.json"
    path.write_text("哪家,怎麼了\nZX01,防火牆規則都沒看\n", encoding="utf-8")
    matching.write_text(json.dumps({"firm": "哪家", "facts": "怎麼了"}), encoding="utf-8")
    told = wang("findings", "import", str(path), "--map", str(matching), "--authority", "tpex", "--year", "108")
    assert (told.code, told.json["outside"]) == (0, 1)
    again = wang("findings", "import", str(path), "--authority", "tpex", "--year", "107", "--confirm", "2=CC-17010-P02").json
    assert again["taken"][0]["pattern"] == "CC-17010-P02"
    assert wang("findings", "import", str(path), "--confirm", "two").json["error"]["code"] == "finding_import.bad_confirmation"
    matching.write_text('{"colour": "哪家"}', encoding="utf-8")
    assert wang("findings", "import", str(path), "--map", str(matching)).code == 3


def test_findings_leave_as_oscal_results_and_the_template_is_written(wang, tmp_path):
    target = tmp_path / "year.oscal.json"
    told = wang("export", "findings", "--to", str(target)).json
    assert told["rows"] == wang("findings", "list").json["total"] > 0
    assert wang("findings", "import", str(target), "--preview").json["added"] == 0
    assert wang("findings", "template", "--to", str(tmp_path / "form.ods")).code == 0
