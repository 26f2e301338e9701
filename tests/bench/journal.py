"""What the journal costs: a write with it against one without, and reading, filtering and checking 100,000 lines of it."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

LINES = 100_000
ROUNDS = 150


def _timed(name: str, step: Callable[[], object]) -> float:
    start = time.perf_counter()
    step()
    spent = time.perf_counter() - start
    print(f"{name} {spent * 1000:.0f} ms", flush=True)
    return spent


def ratio(desk) -> float:
    """The median cost of one small act with its journal line, over that of the same act without; alternately, in one run.

    "Without" is without everything that belongs to the journal: its line, its hash, and the listener that signs.
    """
    from auditdesk.model.records import Firm
    from auditdesk.store import journal

    with desk.store.work("wang", "bench") as work:
        work.add(Firm(uid="bench", code="ZZ99", name="示範證券"))
        work.commit()
    kept, listeners = journal.append, desk.store._listeners
    costs: dict[bool, list[float]] = {True: [], False: []}
    try:
        for number in range(2 * ROUNDS + 20):
            journaled = number % 2 == 0
            journal.append = kept if journaled else lambda *values, **named: 0
            desk.store._listeners = listeners if journaled else []
            start = time.perf_counter()
            with desk.store.work("wang", "bench") as work:
                work.get(Firm, "bench").address = f"臺北市示範路{number}號"
                work.commit()
            if number >= 20:
                costs[journaled].append(time.perf_counter() - start)
    finally:
        journal.append, desk.store._listeners = kept, listeners
    with_, without = (statistics.median(costs[journaled]) * 1000 for journaled in (True, False))
    print(f"one write: {with_:.2f} ms with the journal, {without:.2f} ms without, ratio {with_ / without:.2f} (bar 1.5)")
    return with_ / without


def fill(desk, lines: int) -> None:
    """Journal lines about one firm and its branches, as commits would leave them."""
    from auditdesk.model.records import Firm
    from auditdesk.store import journal

    with desk.store.work("wang", "bench") as work:
        work.add(Firm(uid="firm", code="ZX01", name="示範甲證券"))
        work.commit()
    at = datetime(2019, 1, 1, tzinfo=UTC)
    for start in range(0, lines, 10_000):
        touches = [
            journal.Touch("firm", "firm", {"address": f"臺北市示範路{number}號"}, {"address": f"臺北市示範路{number + 1}號"})
            for number in range(start, min(lines, start + 10_000))
        ]
        with desk.store.work("wang", "bench") as work:
            journal.append(
                work.session, touches, at=at + timedelta(minutes=start), login="wang", computer="laptop", act="firms.apply"
            )
            work.commit()


def main() -> None:
    """The ratio, then the figures of a long journal."""
    from auditdesk.desk import Desk
    from auditdesk.model.trail import TrailFilter
    from auditdesk.store.keys import Cost

    with tempfile.TemporaryDirectory() as folder:
        passphrase = "correct horse battery staple"
        desk, _ = Desk.create(Path(folder) / "home", "wang", "王主管", passphrase, cost=Cost(8 * 1024, 1, 1))
        try:
            ratio(desk)
            _timed(f"{LINES:,} lines written", lambda: fill(desk, LINES))
            trail = desk.trail
            _timed("trail opened: all numbers", lambda: trail.find(TrailFilter()))
            every = trail.find(TrailFilter())
            _timed("first page of 100", lambda: trail.page(every[:100]))
            _timed("last page of 100", lambda: trail.page(every[-100:]))
            _timed("choices of the filters", trail.choices)
            _timed("filter by act", lambda: trail.find(TrailFilter(act="bench")))
            _timed("filter by object", lambda: trail.find(TrailFilter(object="ZX01")))
            _timed("filter by free text", lambda: trail.find(TrailFilter(text="示範路99999號")))
            _timed("ordered by act", lambda: trail.find(TrailFilter(), "act"))
            _timed("chain checked", trail.check)
            _timed("checkpoint signed", trail.sign)
            _timed("exported as proof", lambda: trail.export(Path(folder) / "journal.jsonl"))
        finally:
            desk.close()


if __name__ == "__main__":
    main()
