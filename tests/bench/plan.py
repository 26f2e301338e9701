"""Drafting a year of 66 firms with 10 inspectors, and finding every clash of it, in seconds. Bar of the draft: 2 s."""

from __future__ import annotations

import time
from datetime import date, timedelta

from auditdesk import places
from auditdesk.exchange.holiday_files import read_holidays
from auditdesk.model.plan_rows import AbsenceRow
from auditdesk.rules.plan_clashes import Placed, clashes_of
from auditdesk.rules.plan_proposal import FirmDue, propose

YEAR, FIRMS = 2026, 66


def _seconds(people: int, away_until: date) -> tuple[float, float, int]:
    logins = tuple(f"i{number}" for number in range(people))
    last = [date(2025, 1, 6) + timedelta(days=number * 5) for number in range(FIRMS)]
    firms = [
        FirmDue(f"f{at}", f"Z{at:03}", "", None, 80, 1 + at % 3, day, logins[:2], at % 4, int(at % 11 == 0))
        for at, day in enumerate(last)
    ]
    away = [AbsenceRow(login, login, login, date(2026, 2, 1), away_until, "", 1) for login in logins]
    holidays = read_holidays(places.shipped_data() / "holidays", YEAR) or {}
    start = time.perf_counter()
    made = propose(YEAR, firms, [], logins, away, holidays, date(YEAR, 1, 1))
    drafted = time.perf_counter() - start
    dated = [
        Placed(one.firm_uid, one.firm_uid, "", one.kind, one.mode, one.starts_on, one.ends_on, one.inspectors)
        for one in made
        if one.starts_on and one.ends_on
    ]
    start = time.perf_counter()
    found = clashes_of(YEAR, dated, away, holidays, dict.fromkeys(logins, ""))
    assert not found
    return drafted, time.perf_counter() - start, FIRMS - len(dated)


def main() -> None:
    for people, away_until in ((10, date(2026, 2, 14)), (2, date(2026, 2, 14)), (2, date(2026, 9, 30))):
        drafted, checked, unplaced = _seconds(people, away_until)
        print(
            f"plan: {FIRMS} firms, {people} inspectors: drafted in {drafted * 1000:.0f} ms (bar 2000), "
            f"clashes in {checked * 1000:.0f} ms, {unplaced} without days"
        )
        if drafted >= 2:
            raise SystemExit("the bar of the draft is missed")
