"""A finding that is in a letter is opened again, mended and accepted anew, by different people from the shell; who may not is told."""

from __future__ import annotations

import pytest

from auditdesk import demo

DAY = "2020-03-02"


@pytest.fixture
def ask(auditdesk, demo_home, second):
    """Ask as somebody on a day after the demo's year."""

    def call(login, *arguments: str):
        passphrase = demo.PASSPHRASE + ("!" if login == "second" else "")
        return auditdesk("--today", DAY, *arguments, home=demo_home, login=login, passphrase=passphrase)

    return call


@pytest.fixture
def lettered(ask):
    row = ask(demo.SUPERVISOR, "findings", "list", "--state", "lettered").json["findings"][0]
    shown = ask(demo.SUPERVISOR, "findings", "review", row["finding"]).json
    return row["finding"], shown["visit_number"], shown["author"]


def code(ended):
    assert ended.code == 1, ended.json
    return ended.json["error"]["code"]


def test_what_is_in_a_letter_is_opened_again_mended_and_accepted_and_a_correction_is_due(ask, lettered):
    number, visit, author = lettered
    boss = demo.SUPERVISOR
    assert code(ask(author, "findings", "edit", number, "--facts", "別的")) in ("finding.wrong_state", "visit.signed_off")
    assert code(ask(author, "findings", "reopen", number, "--reason", "引用有誤")) == "act.forbidden"
    assert code(ask(boss, "findings", "reopen", number, "--reason", " ")) in ("reason.needed", "visit.signed_off")
    signed = ask("second", "findings", "reopen", number, "--reason", "引用有誤")
    if signed.code:
        assert code(signed) == "visit.signed_off"
        opened = ask("second", "visits", "reopen", visit, "--reason", "引用有誤")
        if opened.code:
            assert code(opened) == "four_eyes.author"
            assert ask(boss, "visits", "reopen", visit, "--reason", "引用有誤").code == 0
        assert ask("second", "findings", "reopen", number, "--reason", "引用有誤").json["state"] == "returned"
    assert [row["finding"] for row in ask(boss, "findings", "corrections").json["corrections"]] == [number]
    assert ask(author, "findings", "edit", number, "--facts", "防火牆規則共 214 條，其中 17 條未檢視").code == 0
    assert ask(author, "findings", "submit", number).json["state"] == "submitted"
    assert code(ask(author, "findings", "accept", number)) == "act.forbidden"
    assert ask(boss, "findings", "accept", number).json["state"] == "accepted"
    assert ask(boss, "verify").json["ok"]
    story = [one["act"] for one in ask(boss, "journal", "--object", number).json["entries"]]
    assert {"findings.reopen", "findings.edit", "findings.submit", "findings.accept"} <= set(story)


FORBIDDEN = (
    (demo.CLERK, ("accept",)),
    (demo.CLERK, ("return", "--reason", "r")),
    (demo.CLERK, ("withdraw", "--reason", "r")),
    (demo.CLERK, ("reopen", "--reason", "r")),
    (demo.CLERK, ("edit", "--facts", "f")),
    (demo.CLERK, ("submit",)),
    (demo.CLERK, ("close",)),
    (demo.CLERK, ("comment", "--text", "t")),
    (demo.CLERK, ("recheck", "remedied")),
    (demo.FIRST_INSPECTOR, ("accept",)),
    (demo.FIRST_INSPECTOR, ("return", "--reason", "r")),
    (demo.FIRST_INSPECTOR, ("withdraw", "--reason", "r")),
    (demo.FIRST_INSPECTOR, ("close",)),
    (demo.FIRST_INSPECTOR, ("severity", "low", "--reason", "r")),
)


def test_who_has_not_the_role_is_refused_and_nothing_has_changed(ask, lettered):
    number, _, _ = lettered
    before = ask(demo.SUPERVISOR, "findings", "review", number).json
    told = {(login, act[0]): code(ask(login, "findings", act[0], number, *act[1:])) for login, act in FORBIDDEN}
    assert set(told.values()) == {"act.forbidden"}, told
    after = ask(demo.SUPERVISOR, "findings", "review", number).json
    assert (after["state"], after["shown"], after["version"]) == (before["state"], before["shown"], before["version"])


def test_people_read_facts_and_remarks_before_they_decide_and_what_the_firm_answered(ask, auditdesk, demo_home):
    def told(*arguments: str) -> str:
        return auditdesk(*arguments, home=demo_home, login=demo.SUPERVISOR, passphrase=demo.PASSPHRASE, text=True).out

    waiting = ask(demo.SUPERVISOR, "findings", "queue").json["queue"][0]
    remark = ask(demo.SUPERVISOR, "findings", "comment", waiting["finding"], "--text", "請補規範名稱").json["comments"][0]
    shown = "".join(told("findings", "review", waiting["finding"]).split())
    facts = ask(demo.SUPERVISOR, "findings", "review", waiting["finding"]).json["facts"]
    assert "請補規範名稱" in shown and "".join(facts[:20].split()) in shown and remark["uid"][:8] in shown
    answered = ask(demo.SUPERVISOR, "findings", "search", "--state", "answered").json["findings"][0]["finding"]
    reply = ask(demo.SUPERVISOR, "findings", "remedy", answered).json["replies"][0]
    shown = "".join(told("findings", "remedy", answered).split())
    assert reply["uid"][:8] in shown and reply["text"][:5] in shown and "臺證輔字" in shown


def test_findings_of_the_first_time_are_asked_for_by_a_name_of_its_own(ask):
    every = ask(demo.SUPERVISOR, "findings", "search").json["total"]
    parts = [ask(demo.SUPERVISOR, "findings", "search", which).json["total"] for which in ("--repeat", "--first-time")]
    assert sum(parts) == every and parts[1]
    assert len(ask(demo.SUPERVISOR, "findings", "search", "--first", "3", "--limit", "2").json["findings"]) == 2
