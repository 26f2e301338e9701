"""The life of a notice from the shell, by the agreed names and keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import notice_year
from tests.conftest import PASSPHRASE

YEAR = "2019"
CHECKED = {"id", "kind", "text", "where", "suggestion", "state"}


@pytest.fixture
def office(tmp_path_factory, tmp_path):
    """The small year, before anything is compiled."""
    return notice_year.copied(notice_year.year(tmp_path_factory), tmp_path / "workspace")


@pytest.fixture
def act(auditdesk, office):
    """A command of the notice by one of its people."""

    def call(login: str, *arguments: str):
        return auditdesk("notice", *arguments, home=office, login=login, passphrase=PASSPHRASE)

    return call


def test_a_notice_goes_from_the_findings_to_a_file_that_proves_itself(act, office, tmp_path):

    assert act("wang", "check", YEAR).json["error"]["code"] == "notice.not_compiled"
    assert act("wang", "compile", YEAR).code == 0
    checked = act("wang", "check", YEAR)
    assert checked.code == 1 and checked.json["open"] == len(checked.json["flags"]) > 0
    assert all(set(flag) >= CHECKED for flag in checked.json["flags"])
    first, *rest = [flag["id"] for flag in checked.json["flags"]]
    assert act("wang", "resolve", YEAR, first, "not-a-leak").json["error"]["code"] in ("reason.needed", "notice.must_roll_up")
    assert act("wang", "resolve", YEAR, first, "suggestion").json["open"] == len(rest)
    assert act("wang", "undo", YEAR).json["open"] == len(rest) + 1
    assert act("wang", "redo", YEAR).json["open"] == len(rest)
    with notice_year.opened(office, "wang") as desk:
        notice_year.roll_up(desk)
    assert act("wang", "prove", YEAR).json["ok"]
    assert act("wang", "approve", YEAR).json["error"]["code"] == "notice.wrong_stage"
    assert act("wang", "submit", YEAR).json["stage"] == "review"
    assert act("wang", "review", YEAR).json["error"]["code"] == "four_eyes.author"
    assert act("chou", "review", YEAR).json["stage"] == "approve"
    assert act("hsu", "approve", YEAR).json["stage"] == "lock"
    out = tmp_path / "out"
    ended = act("hsu", "lock", YEAR, "--out", str(out), "--format", "pdf,txt", "--languages", "zh_TW")
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


def test_an_inspector_compiles_nothing(act):
    ended = act("lin", "compile", YEAR)
    assert ended.code == 1 and ended.json["error"]["code"] == "act.forbidden"
    assert act("lin", "compile", YEAR, "--show").code == 0


def test_a_token_is_refused_before_its_pin_is_asked_for(act, tmp_path, monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda *_, **__: pytest.fail("the PIN was asked for"))
    ended = act("hsu", "lock", YEAR, "--out", str(tmp_path), "--token", "module.so")
    assert ended.json["error"]["code"] == "signing.token_component_missing"
