"""Commands: what the place of the year's plan does has a twin in the shell."""

from __future__ import annotations

from functools import partial

import pytest

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import RecordFact
from auditdesk.model.records import Firm
from tests.conftest import CHEAP, DAY, PASSPHRASE

OTHER = "seven grey pebbles in rain"
YEAR = "2020"


@pytest.fixture
def ask(auditdesk, home):
    """Three firms, two inspectors, two supervisors."""
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, ("supervisor",), cost=CHEAP, clock=fixed_clock(DAY))
    with desk.store.work("wang", "test") as work:
        for number in range(1, 4):
            work.add(Firm(uid=work.new_uid(), code=f"ZX0{number}", name=f"示範{number}證券"))
        work.commit()
    for number in range(1, 4):
        desk.firms.record_fact(RecordFact(f"ZX0{number}", "paid_in_capital", number * 4_000_000_000, DAY, "test"))
    for login in ("lin", "chen"):
        desk.people.add(login, login, OTHER, ["inspector"])
    desk.people.add("lee", "李主管", OTHER, ["supervisor"])
    desk.close()
    return partial(auditdesk, "--today", DAY.isoformat(), home=home, login="wang", passphrase=PASSPHRASE)


def planned(ask, code):
    return next(row for row in ask("plan", "list", YEAR).json["visits"] if row["firm"] == code)


def test_a_year_is_drafted_with_reasons_moved_assigned_and_taken_back(ask):
    drafted = ask("plan", "propose", YEAR)
    assert drafted.code == 0 and {row["firm"] for row in drafted.json["visits"]} == {"ZX01", "ZX02", "ZX03"}
    assert all(row["why"] and row["from"] and row["inspectors"] for row in drafted.json["visits"])
    before = planned(ask, "ZX01")
    assert ask("plan", "move", before["planned"], "--days", "7").code == 0
    assert planned(ask, "ZX01")["from"] > before["from"]
    assert ask("plan", "assign", before["planned"], "--inspector", "chen").code == 0
    assert planned(ask, "ZX01")["inspectors"] == ["chen"]
    for _ in range(2):
        assert ask("plan", "undo", YEAR).code == 0
    after = planned(ask, "ZX01")
    assert (after["from"], after["inspectors"]) == (before["from"], before["inspectors"])
    assert ask("plan", "undo", YEAR, "--redo").code == 0 and planned(ask, "ZX01")["from"] > before["from"]


def test_a_plan_by_hand_tells_its_clashes_and_who_could_come_instead(ask):
    assert ask("plan", "start", YEAR).json["visits"] == []
    for code in ("ZX01", "ZX02"):
        added = ask("plan", "add", YEAR, code, "--from", "2020-03-02", "--to", "2020-03-04", "--inspector", "lin")
        assert added.code == 0
    view = ask("plan", "list", YEAR).json
    assert view["clashes"] and all(clash["message"] and clash["firm"] for clash in view["clashes"])
    remedies = ask("plan", "remedies", planned(ask, "ZX01")["planned"]).json
    assert [one["login"] for one in remedies["people"]] == ["chen"] and remedies["dates"]
    dropped = ask("plan", "drop", planned(ask, "ZX01")["planned"])
    assert all(clash["code"] == "plan.clash.too_few" for clash in dropped.json["clashes"])
    assert {row["firm"] for row in dropped.json["unplaced"]} >= {"ZX01"}


def test_the_author_does_not_approve_and_later_changes_are_marked(ask):
    ask("plan", "propose", YEAR)
    ask("plan", "submit", YEAR)
    own = ask("plan", "approve", YEAR)
    assert own.code != 0 and own.json["error"]["code"] == "four_eyes.author"
    unsaid = ask("plan", "return", YEAR, login="lee", passphrase=OTHER)
    assert unsaid.code != 0 and unsaid.json["error"]["code"] == "reason.needed"
    approved = ask("plan", "approve", YEAR, login="lee", passphrase=OTHER)
    assert (approved.json["state"], approved.json["decided_by"]) == ("approved", "lee")
    ask("plan", "move", planned(ask, "ZX02")["planned"])
    assert planned(ask, "ZX02")["changed_after_approval"] and not planned(ask, "ZX03")["changed_after_approval"]


def test_an_inspector_may_not_write_the_plan(ask):
    refused = ask("plan", "propose", YEAR, login="lin", passphrase=OTHER)
    assert refused.code != 0 and refused.json["error"]["code"] == "act.forbidden"


def test_coverage_takes_the_number_of_years(ask):
    told = ask("plan", "coverage", YEAR, "--years", "5").json
    assert told["years"] == 5 and {row["firm_code"] for row in told["firms"]} == {"ZX01", "ZX02", "ZX03"}
    assert all(row["last_year"] is None for row in told["firms"])


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "ics", "csv", "json"])
def test_the_plan_leaves_as_table_and_calendar(ask, tmp_path, suffix):
    ask("plan", "propose", YEAR)
    target = tmp_path / f"plan.{suffix}"
    written = ask("plan", "export", YEAR, "--to", str(target))
    assert written.json == {"rows": 3, "file": str(target)} and target.stat().st_size > 100


def test_days_away_are_kept_listed_and_removed(ask):
    kept = ask("plan", "absence", "add", "lin", "--from", "2020-03-02", "--to", "2020-03-06", "--reason", "訓練").json
    listed = ask("plan", "absence", "list", "--year", YEAR).json["absences"]
    assert [(row["login"], row["starts_on"], row["reason"]) for row in listed] == [("lin", "2020-03-02", "訓練")]
    assert ask("plan", "absence", "remove", kept["absence"]).json["removed"] is True
    assert ask("plan", "absence", "list").json["absences"] == []


def test_a_year_without_a_plan_says_so_and_texts_are_for_people(ask):
    unknown = ask("plan", "list", "2031")
    assert unknown.code != 0 and unknown.json["error"]["code"] == "plan.unknown"
    assert "ZX01" in ask("plan", "propose", YEAR, text=True).out
