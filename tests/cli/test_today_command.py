"""The first page, from the shell."""

from __future__ import annotations

from datetime import date

from auditdesk.desk import Desk, fixed_clock
from tests.conftest import CHEAP, PASSPHRASE


def test_today_tells_what_waits_and_the_days_to_the_notice(auditdesk, home):
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, ("supervisor",), cost=CHEAP, clock=fixed_clock(date(2019, 11, 1)))
    desk.close()
    arguments = ("--today", "2019-11-01", "today")
    told = auditdesk(*arguments, home=home, login="wang", passphrase=PASSPHRASE).json
    assert [task["code"] for task in told["tasks"]] == ["roster_none"] and told["tasks"][0]["text"]
    assert (told["notice_year"], told["days_left"]) == (2019, 61)
    assert len(told["figures"]["queue"]["ages"]) == 4
