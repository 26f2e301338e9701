"""A visit leaves and comes home by the commands alone: office, two laptops, a clash settled, the finding reviewed."""

from __future__ import annotations

import json

import pytest

from auditdesk.cli.app import run
from auditdesk.cli.session import SESSION, Session
from tests.conftest import CHEAP

DAY = "2026-11-02"


@pytest.fixture
def shell(tmp_path, monkeypatch, capsys):
    """Runs one command at one home as one person; its JSON and its exit code."""
    # What a passphrase costs is measured elsewhere.
    monkeypatch.setattr("auditdesk.desk.calibrated", lambda: CHEAP)
    monkeypatch.setattr("auditdesk.services.people.calibrated", lambda: CHEAP, raising=False)

    def run_(home, login, passphrase, *arguments, expect=0):
        vars(SESSION).update(vars(Session()))
        file = tmp_path / f"{login}.txt"
        file.write_text(passphrase)
        options = ["--home", str(tmp_path / home), "--as", login, "--passphrase-file", str(file), "--json", "--today", DAY]
        capsys.readouterr()
        code = run([*options, *map(str, arguments)])
        said = capsys.readouterr()
        assert code == expect, said.out + said.err
        return json.loads(said.out) if said.out.strip() else {}

    return run_


def test_office_two_laptops_clash_settled_and_reviewed(shell, tmp_path):
    def wang(*arguments, expect=0):
        return shell("office", "wang", "correct horse battery staple", *arguments, expect=expect)

    def own(home, login, *arguments, expect=0):
        return shell(home, login, f"{login} on a laptop of his own", *arguments, expect=expect)

    wang("init", "--login", "wang", "--name", "王主管")
    for login, name, role in (("lin", "林查核", "inspector"), ("chen", "陳查核", "inspector"), ("ma", "馬主管", "supervisor")):
        file = tmp_path / "new.txt"
        file.write_text(f"{login} types this in the office")
        wang("people", "add", "--login", login, "--name", name, "--role", role, "--new-passphrase-file", file)
    wang("firms", "add", "9901", "示範甲證券")
    visit = wang("visits", "open", "9901", "--on", DAY, "--inspector", "lin", "--inspector", "chen")["visit"]
    item = wang("visits", "show", visit)["answers"][0]["item"]
    pattern = wang("patterns", "find", "密碼", "--on", DAY)["patterns"][0]["pattern"]
    secret = tmp_path / "parcel-key.txt"
    public = wang("parcels", "key", "--to", secret)["public_key"]
    shared = wang("findings", "add", visit, "--pattern", pattern, "--facts", "原文")["finding"]
    homes = {}
    for login in ("lin", "chen"):
        parcel = tmp_path / f"{login}.adparcel"
        wang("parcels", "out", visit, "--to", parcel, "--for", login, "--due", "2026-11-20", "--recipient", public)
        started = own(f"laptop-{login}", login, "parcels", "start", parcel, "--identity-file", secret)
        assert (started["login"], started["visits"]) == (login, [visit])
        own(f"laptop-{login}", login, "findings", "edit", shared, "--facts", f"{login} 改寫")
        own(f"laptop-{login}", login, "visits", "answer", visit, item, "conform", "--note", f"{login} 看過")
        homes[login] = tmp_path / f"{login}-home.adparcel"
        own(f"laptop-{login}", login, "parcels", "hand-in", visit, "--to", homes[login])
    assert {one["state"] for one in wang("parcels", "list")["parcels"]} == {"out"}
    assert wang("parcels", "in", homes["lin"], "--preview")["clashes"] == []
    assert wang("parcels", "in", homes["lin"])["open_clashes"] == 0
    receipt = tmp_path / "receipt.adparcel"
    told = wang("parcels", "in", homes["chen"], "--receipt", receipt)
    assert {one["field"] for one in told["clashes"]} == {"facts", "note"}
    assert own("laptop-chen", "chen", "parcels", "receipt", receipt)["held"][0]["state"] == "received"
    for one in wang("parcels", "clashes")["clashes"]:
        assert one["base"] is not None and one["office"] != one["laptop"]
        wang("parcels", "settle", one["clash"], "text", "--text", "兩人合寫")
    assert wang("parcels", "clashes")["clashes"] == []
    wang("parcels", "settle", "none", "office", expect=1)
    (finding,) = wang("findings", "list")["findings"]
    assert finding["facts"] == "兩人合寫"
    wang("findings", "submit", shared)
    refused = wang("findings", "accept", shared, expect=1)
    assert refused["error"]["code"] == "four_eyes.author"
    assert shell("office", "ma", "ma types this in the office", "findings", "accept", shared)["state"] == "accepted"
    # It has reached the notice, which tells nothing of a market of one firm.
    told = wang("notice", "compile", "2026", "--show")
    assert told["excluded"] == [{"finding": shared, "why": "too_few_firms"}] and told["firms_audited"] == 1
    assert wang("verify")["ok"]
