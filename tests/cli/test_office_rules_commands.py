"""Commands: exceptions, key items and own editions have the window's acts as twins."""

from __future__ import annotations

from auditdesk import demo


def test_an_exception_goes_from_proposal_to_approval_and_shows_in_the_scope(auditdesk, demo_home, second, monkeypatch):
    first = ("ZX01", "CC-12000-01", "exempt", "--from", "2019-01-01", "--reason", "已由他機關查核")
    made = auditdesk("exceptions", "propose", *first, home=demo_home, login=demo.SUPERVISOR)
    assert made.code == 0 and made.json["state"] == "proposed"
    name = made.json["exception"]
    refused = auditdesk("exceptions", "approve", name, home=demo_home, login=demo.SUPERVISOR)
    assert (refused.code, refused.json["error"]["code"]) == (1, "four_eyes.author")
    assert second("exceptions", "approve", name).json["state"] == "approved"
    scope = second("scope", "ZX01", "--on", "2019-11-01").json
    item = next(one for one in scope["items"] if one["item"] == "CC-12000-01")
    assert item["applies"] is False and "已由他機關查核" in str(item["why"])
    assert [one["exception"] for one in second("exceptions", "list", "--firm", "ZX01").json["exceptions"]] == [name]
    assert scope["licence"] == "active"
    monkeypatch.setenv("COLUMNS", "120")
    plain = auditdesk("scope", "ZX01", "--on", "2019-11-01", home=demo_home, login=demo.SUPERVISOR, text=True)
    assert "CC-12000-01　例外豁免：已由他機關查核" in plain.out


def test_an_edition_is_copied_exported_taken_tried_and_put_in_force(auditdesk, demo_home, second, tmp_path):
    def first(*arguments: str):
        return auditdesk(*arguments, home=demo_home, login=demo.SUPERVISOR)

    assert first("rules", "copy", "2019-10-25", "--as", "office-1", "--from", "2019-12-01").json["state"] == "draft"
    assert first("rules", "export", "office-1", "--to", str(tmp_path)).code == 0
    file = tmp_path / "edition.yaml"
    file.write_text(file.read_text("utf-8") + "items:\n  remove: [CC-12000-01]\n", "utf-8")
    assert first("rules", "take", str(file)).code == 0
    trial = first("rules", "try", "office-1", "ZX01", "--on", "2019-12-02").json
    assert [one["item"] for one in trial["differences"]] == ["CC-12000-01"]
    assert first("rules", "submit", "office-1").json["state"] == "submitted"
    assert first("rules", "approve", "office-1").json["error"]["code"] == "four_eyes.author"
    assert second("rules", "approve", "office-1").json["state"] == "in_force"
    assert second("scope", "ZX01", "--on", "2019-12-02").json["edition"] == "office-1"
    file.write_text("id: office-2\nbased_on: nowhere\n", "utf-8")
    assert first("rules", "take", str(file)).code == 1


def test_key_items_are_added_and_approved_by_two(auditdesk, demo_home, second):
    assert second("key-items", "add", "2019", "CC-17010-02", "--reason", "近期漏洞攻擊").json["state"] == "proposed"
    assert second("key-items", "approve", "2019", "CC-17010-02").json["error"]["code"] == "four_eyes.author"
    row = auditdesk("key-items", "approve", "2019", "CC-17010-02", home=demo_home, login=demo.SUPERVISOR).json
    assert row["state"] == "approved"
    assert len(second("key-items", "list", "--year", "2019").json["key_items"]) == 1


def test_own_editions_are_listed_shown_compared_and_checked_where_the_workspace_is_at_hand(auditdesk, demo_home):
    def ask(*arguments: str, home=demo_home):
        return auditdesk("rules", *arguments, home=home, login=demo.SUPERVISOR)

    assert ask("copy", "2019-10-25", "--as", "own-1", "--from", "2019-12-01").code == 0
    listed = ask("list")
    states = {one["id"]: one["state"] for one in listed.json["editions"]}
    assert (states["own-1"], states["2019-10-25"], listed.json["own_listed"]) == ("draft", "shipped", True)
    assert ask("show", "own-1").json["state"] == "draft"
    assert ask("diff", "2019-10-25", "own-1").json["requirements"] == []
    assert ask("check", "own-1").json["problems"] == []
    alone = auditdesk("rules", "list")
    assert alone.json["own_listed"] is False and "own-1" not in {one["id"] for one in alone.json["editions"]}
    assert "隨附版本" in alone.err
    refused = auditdesk("rules", "diff", "2019-10-25", "own-1")
    assert refused.json["error"]["code"] == "edition.unknown"


def test_while_a_window_holds_the_workspace_the_shipped_editions_are_listed_and_it_is_said(auditdesk, demo_home, demo_desk):
    listed = auditdesk("rules", "list", home=demo_home, login=demo.SUPERVISOR)
    assert listed.code == 0 and listed.json["own_listed"] is False and "另一個視窗" in listed.err


def test_an_own_edition_that_a_shipped_one_replaces_is_told_in_the_lists_and_noted(auditdesk, demo_home, second):
    def first(*arguments: str):
        return auditdesk("rules", *arguments, home=demo_home, login=demo.SUPERVISOR)

    assert first("copy", "2019-10-25", "--as", "office-9", "--from", "2019-12-01").code == 0
    assert first("submit", "office-9").code == 0
    approved = second("rules", "approve", "office-9").json
    assert approved["superseded"]["by"] == "2020-02-10"
    (told,) = first("list").json["superseded"]
    assert (told["edition"], told["by"], told["last_day"], told["settled"]) == ("office-9", "2020-02-10", "2020-02-09", False)
    assert first("check", "office-9").json["superseded"] == [told] == first("own").json["superseded"]
    assert first("diff", "office-9", "2020-02-10").code == 0
    assert first("acknowledge", "office-9").json["settled"]
    assert first("list").json["superseded"][0]["settled"]
