"""An office whose year's visits are done: what the tests and the bench of letters share. One firm is real work, the others its copies."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import DecideFinding, OpenVisit, RecordFinding
from auditdesk.model.records import Answer, Finding, Firm, Visit, VisitItem
from tests.conftest import CHEAP, PASSPHRASE

CLERK, INSPECTOR, SUPERVISOR = "lee", "lin", "wang"
YEAR, VISITED, DAY = 2020, date(2020, 5, 4), date(2021, 1, 5)
NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
PATTERNS = ("CC-17010-P03", "CC-17010-P02")
SENDER = {
    "sender.address": "100000 臺北市示範路 1 號",
    "sender.contact": "李示範",
    "sender.telephone": "(02)0000-1234",
    "sender.fax": "(02)0000-5678",
    "sender.email": "audit@example.com",
    "letters.retention": "5 年",
}


def code_of(number: int) -> str:
    return f"{'ZYXWVUTSRQ'[number // 1000]}{number % 1000:03d}"


def name_of(number: int) -> str:
    tens, ones = divmod(number, len(NAMES))
    return f"示範{NAMES[tens % len(NAMES)] if number >= len(NAMES) else ''}{NAMES[ones]}{'新' * (number // 484)}證券股份有限公司"


def open_as(home: Path, login: str, day: date = DAY) -> Desk:
    return Desk.open(home, login, PASSPHRASE, cost=CHEAP, clock=fixed_clock(day))


def make_office(home: Path, firms: int, findings: int = 2) -> None:
    """``firms`` visited firms ``Z000``, ``Z001`` … with ``findings`` accepted ones each, and one more firm that nobody visited."""
    desk, _ = Desk.create(home, SUPERVISOR, "王主管", PASSPHRASE, ("supervisor",), cost=CHEAP, clock=fixed_clock(DAY))
    desk.people.add(INSPECTOR, "林查核", PASSPHRASE, ["inspector"])
    desk.people.add(CLERK, "李文書", PASSPHRASE, ["clerk"])
    for setting, value in SENDER.items():
        desk.settings.change(setting, value)
    with desk.store.work(SUPERVISOR, "test") as work:
        for number in range(firms + 1):
            address = f"100{number:03d} 臺北市中正區示範路 {number + 2} 號"
            work.add(Firm(uid=work.new_uid(), code=code_of(number), name=name_of(number), address=address))
        work.commit()
    desk.close()
    desk = open_as(home, INSPECTOR)
    visit = desk.visits.open(OpenVisit(code_of(0), VISITED))
    # Of the checklist one item is enough here, and it is answered.
    with desk.store.work(INSPECTOR, "test") as work:
        first, *others = work.all(VisitItem, visit_uid=visit.uid)
        for item in others:
            work.session.delete(item)
        answered = {"judgement": "conform", "answered_by": INSPECTOR, "answered_at": work.now()}
        work.add(Answer(uid=work.new_uid(), visit_item_uid=first.uid, **answered))
        work.commit()
    numbers = []
    for turn in range(findings):
        row = desk.findings.record(
            RecordFinding(visit.number, PATTERNS[turn % 2], f"抽查 12 台，其中 {turn + 3} 台未更新（Z000-主機）。")
        )
        numbers.append(desk.findings.submit(DecideFinding(row.number)).number)
    desk.close()
    desk = open_as(home, SUPERVISOR)
    for number in numbers:
        desk.findings.accept(DecideFinding(number))
    _copied(desk, visit.uid, firms)
    desk.close()


def _copied(desk: Desk, visit_uid: str, firms: int) -> None:
    with desk.store.work(SUPERVISOR, "test") as work:
        visit = work.get(Visit, visit_uid).model_dump(exclude={"version"})
        found = [one.model_dump(exclude={"version"}) for one in work.all(Finding, visit_uid=visit_uid)]
        found.sort(key=lambda one: one["number"])
        uids = {firm.code: firm.uid for firm in work.all(Firm)}
        for number in range(1, firms):
            code = code_of(number)
            same = {"firm_uid": uids[code]}
            kept = work.add(Visit(**{**visit, **same, "uid": work.new_uid(), "number": f"109-V{number + 1:04d}"}))
            work.flush()
            for turn, one in enumerate(found):
                facts = one["facts"].replace(code_of(0), code)
                new = {"uid": work.new_uid(), "visit_uid": kept.uid, "number": f"109-F{number * len(found) + turn + 1:04d}"}
                work.add(Finding(**{**one, **same, **new, "facts": facts}))
        work.commit()


def one_at_a_time(made: Path, home: Path) -> Iterator[Callable[..., Desk]]:
    """Opens a copy of an office for one person after the other; the one before is closed."""
    shutil.copytree(made, home, ignore=shutil.ignore_patterns("*.lock"))
    opened: list[Desk] = []

    def as_(login: str = CLERK, day: date = DAY) -> Desk:
        for one in opened:
            one.close()
        opened[:] = [open_as(home, login, day)]
        return opened[0]

    yield as_
    for one in opened:
        one.close()
