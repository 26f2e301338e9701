"""Reading all editions, the scope of every firm on a day, and comparing two editions, in seconds.

Bars: the scope of 66 firms under 1 s, a comparison under 1 s. All editions together are told as a ratio of the oldest whole one alone.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date

from auditdesk import places
from auditdesk.exchange.rulebook_files import read_edition_at, read_rulebook
from auditdesk.model.facts import DatedFact, FactsOnDay
from auditdesk.rules.rulebook_diff import diff
from auditdesk.rules.scope import scope_of

ROUNDS = 9
FIRMS = 66
DAY = date(2025, 10, 1)


def _seconds(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _firm(number: int) -> FactsOnDay:
    known = {
        "paid_in_capital": number * 400_000_000 + 1,
        "internet_ordering": number % 3 > 0,
        "co_location": number % 5 == 0,
        "security_chief": 1,
        "security_staff": number % 4,
    }
    facts = {kind: DatedFact(kind, value, date(2019, 1, 1), "bench", DAY, "bench") for kind, value in known.items()}
    return FactsOnDay(f"Z{number:03}", DAY, facts)


def main() -> None:
    folder = places.shipped_data() / "rulebook"
    rules = read_rulebook(folder)
    firms = [_firm(number) for number in range(FIRMS)]
    first, last = rules.edition("2019-10-25"), rules.editions[-1]
    every, one = _seconds(lambda: read_rulebook(folder)), _seconds(lambda: read_edition_at(folder / first.id))
    scopes = _seconds(lambda: [scope_of(rules.in_force(DAY), facts) for facts in firms])
    compared = _seconds(lambda: diff(first, last))
    print(f"rules: {len(rules.editions)} editions read in {every * 1000:.0f} ms, {every / one:.1f} × one alone")
    print(f"rules: scope of {FIRMS} firms in {scopes * 1000:.0f} ms (bar 1000)")
    print(f"rules: comparison of two editions in {compared * 1000:.1f} ms (bar 1000)")
    if scopes >= 1 or compared >= 1:
        raise SystemExit("a bar of the rules is missed")
