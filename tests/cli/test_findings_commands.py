"""Every act on findings that the window has is there from the shell, over one small office."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import PASSPHRASE
from tests.ui.findings_office import build

DAY = "2019-11-01"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory):
    """wang and lee review, lin inspects, chou is a clerk; made once, copied by each test."""
    return build(tmp_path_factory.mktemp("findings"))


@pytest.fixture
def ask(auditdesk, made, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(made, home)

    def call(login: str, *arguments: str, on: str = DAY, text: bool = False):
        return auditdesk("--today", on, "findings", *arguments, home=home, login=login, passphrase=PASSPHRASE, text=text)

    return call


def code(ended) -> str:
    assert ended.code == 1, ended.json
    return ended.json["error"]["code"]


def queue(ask, login: str) -> list[dict]:
    return ask(login, "queue").json["queue"]


def test_a_finding_is_written_handed_in_remarked_on_returned_and_accepted(ask):
    waiting = queue(ask, "wang")
    visit = ask("wang", "review", waiting[0]["finding"]).json["visit_number"]
    made = ask("lin", "add", visit, "--pattern", "CC-17010-P03", "--facts", "紀錄只留一年")
    number = made.json["finding"]
    assert made.json["state"] == "draft"
    assert ask("lin", "edit", number, "--facts", "紀錄只留一年半", "--remark", "公司同意").json["finding"] == number
    assert ask("lin", "search", "--text", "一年半").json["findings"][0]["finding"] == number
    assert ask("lin", "submit", number).json["state"] == "submitted"
    assert code(ask("lin", "accept", number)) == "act.forbidden"
    remark = ask("wang", "comment", number, "--text", "哪一台", "--field", "facts", "--start", "0", "--end", "2").json
    assert remark["comments"][0]["quoted"] == "紀錄"
    assert code(ask("wang", "accept", number)) == "finding.notes_open"
    assert ask("lin", "comment", number, "--text", "對外那台", "--answers", remark["comments"][0]["uid"]).code == 0
    assert ask("wang", "settle", remark["comments"][0]["uid"]).code == 0
    assert code(ask("wang", "return", number)) == "reason.needed"
    assert ask("wang", "return", number, "--reason", "請補型號").json["state"] == "returned"
    assert ask("lin", "edit", number, "--facts", "對外防火牆紀錄只留一年半").code == 0
    assert ask("lin", "submit", number).json["state"] == "submitted"
    shown = ask("wang", "review", number).json
    assert [one["field"] for one in shown["differences"]] == ["facts"] and shown["times_submitted"] == 2
    assert ask("wang", "accept", number).json["state"] == "accepted"
    assert number not in [row["finding"] for row in queue(ask, "wang")]


def test_who_changes_the_severity_cannot_accept_and_a_withdrawal_says_why(ask):
    row = next(row for row in queue(ask, "wang") if row["locked"] is None)
    other = "low" if row["severity"] != "low" else "high"
    assert code(ask("wang", "severity", row["finding"], other)) == "reason.needed"
    assert ask("wang", "severity", row["finding"], other, "--reason", "影響有限").json["severity"] == other
    assert code(ask("wang", "accept", row["finding"])) == "four_eyes.author"
    assert ask("lee", "accept", row["finding"]).json["state"] == "accepted"
    assert code(ask("lee", "withdraw", row["finding"])) == "reason.needed"
    assert ask("lee", "withdraw", row["finding"], "--reason", "重複").json["state"] == "withdrawn"


def test_a_draft_is_deleted_and_brought_back(ask):
    number = ask("lin", "list", "--state", "draft").json["findings"][0]["finding"]
    assert ask("lin", "delete", number).json["deleted"] is True
    assert ask("lin", "list", "--state", "draft").json["total"] == 0
    assert ask("lin", "restore", number).json["deleted"] is False


def test_many_are_done_at_once_after_a_preview_and_each_tells_what_was_in_its_way(ask):
    rows = queue(ask, "wang")
    own = {row["finding"] for row in rows if row["locked"] is not None}
    others = {row["finding"] for row in rows} - own
    assert own and others
    seen = ask("wang", "bulk", "accept", "--state", "submitted", "--preview").json
    assert (seen["total"], seen["done"], seen["kept"]) == (len(rows), len(others), False)
    assert {row["finding"] for row in queue(ask, "wang")} == own | others, "a preview keeps nothing"
    done = ask("wang", "bulk", "accept", "--state", "submitted").json
    assert {row["finding"] for row in done["findings"] if row["done"]} == others
    assert {row["finding"]: row["refused"]["code"] for row in done["findings"] if row["refused"]} == dict.fromkeys(
        own, "four_eyes.author"
    )
    assert {row["finding"] for row in queue(ask, "wang")} == own
    assert "核可" in ask("lee", "bulk", "accept", *own, text=True).out


def test_many_are_chosen_by_name_or_by_an_option_and_a_withdrawal_of_many_needs_its_reason(ask):
    number = ask("lin", "list", "--state", "draft").json["findings"][0]["finding"]
    assert code(ask("lin", "bulk", "submit")) == "bulk.none_chosen"
    assert code(ask("lin", "bulk", "submit", "108-F9999")) == "finding.unknown"
    assert code(ask("lin", "bulk", "withdraw", number)) == "reason.needed"
    assert code(ask("lin", "bulk", "due_date", number)) == "bulk.day_needed"
    told = ask("lin", "bulk", "due_date", number, number, "--due", "2020-02-03").json
    assert [(row["finding"], row["done"]) for row in told["findings"]] == [(number, True)]
    assert code(ask("chou", "bulk", "submit", number)) == "act.forbidden"
