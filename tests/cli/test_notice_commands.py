"""The life of a notice from the shell, by the agreed names and keys."""

from __future__ import annotations

from pathlib import Path

from auditdesk import demo

YEAR = "2019"
CHECKED = {"id", "kind", "text", "where", "suggestion", "state"}


def test_a_notice_goes_from_the_findings_to_a_file_that_proves_itself(auditdesk, demo_home, tmp_path):
    for login, name in (("chou", "周覆核"), ("hsu", "許核定")):
        desk_add(demo_home, login, name)

    def act(login: str, *arguments: str):
        return auditdesk("notice", *arguments, home=demo_home, login=login)

    assert act("wang", "check", YEAR).json["error"]["code"] == "notice.not_compiled"
    assert act("wang", "compile", YEAR).code == 0
    checked = act("wang", "check", YEAR)
    assert checked.code == 1 and checked.json["open"] == len(checked.json["flags"]) > 0
    assert all(set(flag) >= CHECKED for flag in checked.json["flags"])
    first, *rest = [flag["id"] for flag in checked.json["flags"]]
    assert act("wang", "resolve", YEAR, first, "not-a-leak").json["error"]["code"] in ("reason.needed", "notice.must_roll_up")
    assert act("wang", "resolve", YEAR, first, "suggestion").json["open"] == len(rest)
    for flag in rest:
        assert act("wang", "resolve", YEAR, flag, "suggestion").code == 0
    assert act("wang", "prove", YEAR).json["ok"]
    assert act("wang", "approve", YEAR).json["error"]["code"] == "notice.wrong_stage"
    assert act("wang", "submit", YEAR).json["stage"] == "review"
    assert act("wang", "review", YEAR).json["error"]["code"] == "four_eyes.author"
    assert act("chou", "review", YEAR).json["stage"] == "approve"
    assert act("hsu", "approve", YEAR).json["stage"] == "lock"
    out = tmp_path / "out"
    ended = act("hsu", "lock", YEAR, "--out", str(out))
    assert ended.code == 0, ended.json
    locked = ended.json
    assert set(locked) >= {"files", "number", "title"} and all(Path(one["path"]).exists() for one in locked["files"])
    pdf = next(one["path"] for one in locked["files"] if one["path"].endswith(".pdf"))
    proven = act("hsu", "verify", pdf)
    assert proven.code == 0 and proven.json["genuine"] and proven.json["recomputed"]
    Path(pdf).write_bytes(Path(pdf).read_bytes() + b" ")
    assert act("hsu", "verify", pdf).code == 1
    listed = act("wang", "list", "--keyword", "資通").json["notices"]
    assert set(listed[0]) >= {"number", "title", "updated_on", "files", "category", "publisher"}
    assert act("wang", "correct", YEAR, "--reason", "更正文字").json["edition_number"] == 2
    status = act("wang", "status", YEAR)
    assert set(status.json) >= {
        "days_left",
        "unreviewed_findings",
        "open_clashes",
        "roster_stale",
        "small_undecided",
        "open_flags",
    }


def desk_add(home: Path, login: str, name: str) -> None:
    from auditdesk.desk import Desk

    desk = Desk.open(home, demo.SUPERVISOR, demo.PASSPHRASE)
    desk.people.add(login, name, demo.PASSPHRASE, ["supervisor"])
    desk.close()


def test_an_inspector_compiles_nothing(auditdesk, demo_home):
    ended = auditdesk("notice", "compile", YEAR, home=demo_home, login="lin")
    assert ended.code == 1 and ended.json["error"]["code"] == "act.forbidden"
    assert auditdesk("notice", "compile", YEAR, "--show", home=demo_home, login="lin").code == 0
