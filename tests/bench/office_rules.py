"""The scope of every firm with the office's own rules over it: an own edition in force, exceptions and key items.

Bars: 66 firms under 1 s; a comparison with the own edition under 1 s.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import RecordFact
from auditdesk.model.office_rules import ExceptionKind, ItemChange, ProposeException
from auditdesk.rules.rulebook_diff import diff
from auditdesk.store.keys import Cost

ROUNDS = 5
FIRMS = 66
DAY = date(2025, 10, 1)
EXCEPTIONS = 40
KEY_ITEMS = 8
_PASSPHRASE = "a phrase for the bench only"


def _seconds(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _made(home: Path) -> Desk:
    cost = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
    desk, _ = Desk.create(home, "wang", "王主管", _PASSPHRASE, ("supervisor",), cost=cost, clock=fixed_clock(DAY))
    desk.people.add("lee", "李主管", _PASSPHRASE, ["supervisor"])
    for number in range(FIRMS):
        code = f"Z{number:03}"
        desk.firm_records.add(code, f"示範{number}證券", "securities_firm")
        for kind, value in (("paid_in_capital", number * 400_000_000 + 1), ("internet_ordering", number % 3 > 0)):
            desk.firms.record_fact(RecordFact(code, kind, value, date(2019, 1, 1), "bench"))
    return desk


def _decided(desk: Desk) -> None:
    second = Desk(desk.store, desk.people._key, next(one for one in desk.people.list() if one.login == "lee"), None, lambda: DAY)
    base = desk.rulebook.in_force(DAY)
    desk.office_editions.copy(base.id, "own", date(2025, 6, 1))
    changed = ("每半年檢視一次。", "Looked at each half year.", "semi_annual", "always", None, None)
    desk.office_editions.change_item("own", ItemChange(base.items[0].key, "", "", *changed))
    desk.office_editions.submit("own")
    second.office_editions.approve("own")
    desk.office.forget_own_editions()
    items = [item.key for item in base.items]
    for number in range(EXCEPTIONS):
        order = ProposeException(f"Z{number:03}", items[number], ExceptionKind.EXEMPT, "bench", date(2025, 1, 1))
        second.exceptions.approve(desk.exceptions.propose(order).uid)
    for key in items[:KEY_ITEMS]:
        desk.key_items.add(DAY.year, key, "bench")
        second.key_items.approve(DAY.year, key)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = _made(Path(folder) / "workspace")
        _decided(desk)
        own = desk.rulebook.in_force(DAY)
        if own.id != "own":
            raise SystemExit("the own edition is not in force")
        together = _seconds(lambda: desk.firms.scopes(DAY))
        apart = _seconds(lambda: [desk.firms.scope(f"Z{number:03}", DAY) for number in range(FIRMS)])
        compared = _seconds(lambda: diff(desk.rulebook.edition(own.based_on or ""), own))
        read = _seconds(lambda: (desk.office.forget_own_editions(), desk.rulebook))
        desk.close()
    print(
        f"office rules: scope of {FIRMS} firms at once in {together * 1000:.0f} ms (bar 1000), one by one {apart * 1000:.0f} ms"
    )
    print(f"office rules: comparison with the own edition in {compared * 1000:.1f} ms (bar 1000), read in {read * 1000:.1f} ms")
    if together >= 1 or compared >= 1:
        raise SystemExit("a bar of the office's own rules is missed")
