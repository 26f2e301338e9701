"""Findings by the thousand: the queue, the list and the window over them, in milliseconds, at 10,000 and ten times as many.

Bars at 10,000: open in under 500 ms, decide in under 100 ms, the window never away for longer than 50 ms by our doing.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import DecideFinding, OpenVisit, RecordFact, RecordFinding
from auditdesk.model.findings_list import FindingFilter
from auditdesk.model.records import Finding, Firm
from auditdesk.model.review_rows import DecideReview
from auditdesk.store.keys import Cost

CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
DAY = date(2019, 11, 1)
FIRMS = 20


def main() -> None:
    counts = (10_000, 100_000) if "--all" in sys.argv else (10_000,)
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder, "w")
            _made(home, count)
            desk = Desk.open(home, "lee", PASSPHRASE, clock=fixed_clock(DAY))
            try:
                _core(desk, count)
                _window(desk)
            finally:
                desk.close()


def _made(home: Path, count: int) -> None:
    """``count`` submitted findings at twenty firms."""
    desk, _ = Desk.create(home, "wang", "王", PASSPHRASE, ("supervisor", "inspector"), cost=CHEAP, clock=fixed_clock(DAY))
    desk.people.add("lee", "李", PASSPHRASE, ["supervisor"])
    patterns = [one.id for one in desk.patterns.on(DAY) if one.group == "twse_tpex"]
    first = []
    for number in range(FIRMS):
        code = f"ZX{number:02d}"
        with desk.store.work("wang", "test") as work:
            work.add(Firm(uid=work.new_uid(), code=code, name=f"示範{code}證券", address="臺北市示範路1號"))
            work.commit()
        desk.firms.record_fact(RecordFact(code, "paid_in_capital", 12_840_000_000, date(2019, 1, 1), "bench"))
        visit = desk.visits.open(OpenVisit(code, DAY)).number
        row = desk.findings.record(RecordFinding(visit, patterns[number % len(patterns)], "防火牆規則未檢視。"))
        desk.findings.submit(DecideFinding(row.number))
        first.append(row.uid)
    made = FIRMS
    while made < count:
        with desk.store.work("wang", "test") as work:
            models = [work.get(Finding, uid).model_dump() for uid in first]
            for _ in range(min(5_000, count - made)):
                values = {**models[made % FIRMS], "uid": work.new_uid(), "number": f"108-B{made:06d}"}
                values["pattern"] = patterns[made % len(patterns)]
                values.pop("version", None)
                work.add(Finding(**values))
                made += 1
            work.commit()
    desk.close()


def _timed(name: str, work: Callable[[], Any], times: int = 3) -> Any:
    spent, found = [], None
    for _ in range(times):
        began = time.perf_counter()
        found = work()
        spent.append((time.perf_counter() - began) * 1000)
    print(f"  {name:<44}{spent[0]:>9.1f} ms first{min(spent):>9.1f} ms best")
    return found


def _core(desk: Desk, count: int) -> None:
    print(f"{count:,} findings")
    queue = _timed("queue, places of all", desk.review.waiting)
    _timed("queue, rows of the first page", lambda: desk.review.queue_rows([place.uid for place in queue[:50]]))
    _timed("queue, filter", lambda: desk.review.waiting_with("ZX03"))
    ids = _timed("list, ids by severity", lambda: desk.finding_list.ids(order="severity"))
    _timed("list, one page of rows", lambda: desk.finding_list.rows(ids[:100]))
    _timed("list, groups by firm", lambda: desk.finding_list.groups("firm"))
    _timed("list, full text", lambda: desk.finding_list.ids(FindingFilter(text="防火牆")))
    rows = iter(queue)

    def decide() -> None:
        row = desk.review.show(next(rows).uid)
        began = time.perf_counter()
        desk.review.accept(DecideReview(row.uid, row.shown, "", row.version))
        print(f"  {'accept':<44}{(time.perf_counter() - began) * 1000:>9.1f} ms")

    for _ in range(3):
        decide()


def _window(desk: Desk) -> None:
    from tests.bench.window import Watch, places, window

    with window(desk, places("settings", "findings")) as shell:
        runner, until = shell.runner, Watch().until
        until(
            "open the review",
            lambda: shell.place.review.row is not None and bool(shell.place.review.queue.model_.rows),
            lambda: shell.go("findings"),
        )
        review = shell.place.review
        until("wait until all is read", lambda: not runner.reading, lambda: None)
        for _ in range(5):
            read_for = time.perf_counter() + 1.0  # nobody decides what he has not read
            until("a person reads", lambda end=read_for: time.perf_counter() > end, lambda: None)
            uid = review.row.uid
            until("accept, next", lambda uid=uid: review.row is not None and review.row.uid != uid, review.acts.accept)
        until("after it, read again", lambda: not runner.reading and not review._again.isActive(), lambda: None)
        until(
            "filter the queue",
            lambda: review.queue.model_.fits is not None,
            lambda: (review.focus_filter(), review.field.set_text("ZX03")),
        )
        until("open the list", lambda: shell.place.list_of("all").whole is not None, lambda: shell.place.show_tab("all"))


if __name__ == "__main__":
    main()
