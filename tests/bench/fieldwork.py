"""The fieldwork screen in a workspace of many findings, in milliseconds: reading, judging, writing, searching.

Bars: the screen under 50 ms, a judgement or a field under 30 ms beside the time the disk takes to keep it (told alone), a search under
200 ms, all at 100,000 findings.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import OpenVisit, RecordFact
from auditdesk.model.fieldwork_rows import EditFinding, JudgeItem, KeepNote
from auditdesk.model.records import Answer, Finding, Firm, Visit, VisitItem
from auditdesk.model.terms import Judgement
from auditdesk.store import search_index
from auditdesk.store.keys import Cost

FINDINGS, FIRMS, YEARS = 100_000, 66, 15
ROUNDS = 15
CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
DAY = date(2025, 6, 2)
MOMENT = datetime(2024, 6, 2, tzinfo=UTC)


def main(findings: int = FINDINGS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk, _ = Desk.create(Path(folder, "w"), "wang", "王", "correct horse battery staple", cost=CHEAP, clock=fixed_clock(DAY))
        try:
            visit = _fill(desk, findings)
            print(f"{findings} findings")
            _measure(desk, visit)
        finally:
            desk.close()


def _fill(desk: Desk, findings: int) -> str:
    """Firms with a visit a year, their checklists answered, and findings spread over them; the number of a fresh visit."""
    chance = random.Random(20250602)
    edition = desk.rulebook.in_force(DAY)
    source = "".join(item.summary.zh for item in edition.items)
    patterns = [pattern for pattern in edition.patterns if pattern.group != "feb"]
    rows: dict[Any, list[dict[str, Any]]] = {Firm: [], Visit: [], VisitItem: [], Answer: [], Finding: []}
    hashes = {item.key: item.text_hash for item in edition.items}
    for firm in range(FIRMS):
        rows[Firm].append(Firm(uid=f"f{firm}", code=f"ZX{firm:02}", name=f"示範{firm}證券").model_dump())
        for year in range(2025 - YEARS, 2025):
            uid = f"v{firm}-{year}"
            about = {"firm_uid": f"f{firm}", "year": year, "reference_date": date(year, 6, 2), "edition": edition.id}
            told = {"visit_kind": "routine", "mode": "onsite", "authority": "twse", "edition_digest": "", "opened_by": "wang"}
            rows[Visit].append(Visit(uid=uid, number=uid, opened_at=MOMENT, **about, **told).model_dump())
            for at, item in enumerate(edition.items if year == 2024 else ()):
                line = f"{uid}-{at}"
                words = {"summary_zh": item.summary.zh, "summary_en": item.summary.en, "frequency": "annual", "part": item.part}
                kept = {"item_key": item.key, "code": item.code, "text_hash": item.text_hash, "position": at, **words}
                rows[VisitItem].append(VisitItem(uid=line, visit_uid=uid, applies=True, **kept).model_dump())
                judged = {"judgement": chance.choice(["conform", "deficient"]), "answered_by": "wang", "answered_at": MOMENT}
                rows[Answer].append(Answer(uid=f"a{line}", visit_item_uid=line, **judged).model_dump())
    for number in range(findings):
        firm, year, pattern = number % FIRMS, 2025 - YEARS + number // FIRMS % YEARS, chance.choice(patterns)
        begin = chance.randrange(len(source) - 200)
        item = next(iter(pattern.items), None)
        about = {"visit_uid": f"v{firm}-{year}", "firm_uid": f"f{firm}", "year": year, "edition": edition.id, "authority": "twse"}
        told = {"severity": pattern.default_severity.value, "state": "accepted", "finding_class": "finding", "author": "lin"}
        words = {"facts": source[begin : begin + chance.randrange(40, 200)], "pattern": pattern.id, "pattern_code": pattern.code}
        item_told = {"item_key": item, "item_text_hash": hashes.get(item) if item else None}
        finding = Finding(uid=f"x{number}", number=f"x{number}", recorded_at=MOMENT, **about, **told, **words, **item_told)
        rows[Finding].append(finding.model_dump())
    with desk.store.unjournaled() as connection:
        for kind, made in rows.items():
            connection.execute(insert(kind.__table__), made)
        start = time.perf_counter()
        search_index.fill(connection)
        print(f"index filled in {time.perf_counter() - start:.1f} s")
    desk.firms.record_fact(RecordFact("ZX00", "paid_in_capital", 12_840_000_000, date(2019, 1, 1), "bench"))
    desk.firms.record_fact(RecordFact("ZX00", "internet_ordering", True, date(2019, 1, 1), "bench"))
    return desk.visits.open(OpenVisit("ZX00", DAY)).number


def _ms(name: str, act: Callable[[int], object]) -> None:
    times = []
    for turn in range(ROUNDS):
        start = time.perf_counter()
        act(turn)
        times.append((time.perf_counter() - start) * 1000)
    print(f"{name:<28}{statistics.median(times):7.1f} ms   worst {max(times):7.1f}")


def _measure(desk: Desk, visit: str) -> None:
    work = desk.fieldwork
    keys = [item.key for item in work.screen(visit).items]

    def sync(_turn: int) -> None:
        with desk.store.unjournaled() as connection:
            connection.exec_driver_sql("UPDATE number_series SET last = last")

    _ms("a synced write alone", sync)
    _ms("screen", lambda _: work.screen(visit))
    _ms("judge deficient", lambda turn: work.judge(JudgeItem(visit, keys[turn], Judgement.DEFICIENT)))
    _ms("judge conform", lambda turn: work.judge(JudgeItem(visit, keys[turn], Judgement.CONFORM)))
    finding = work.judge(JudgeItem(visit, keys[0], Judgement.DEFICIENT)).finding
    assert finding is not None
    _ms("write facts", lambda turn: work.write(EditFinding(finding.uid, facts=f"進出紀錄線上保存 {turn} 天" * 5)))
    _ms("note", lambda turn: work.note(KeepNote(visit, f"機櫃 {turn} #17010-3")))
    _ms("context", lambda turn: work.context(visit, keys[turn]))
    _ms("undo", lambda _: work.undo(visit))
    for word in ("防火", "弱點掃描", "堃喆", "示範3證券", "紀錄 保存"):
        print(f"{len(desk.findings.search(word)):>7} found", end=" ")
        _ms(f"search {word}", lambda _, word=word: desk.findings.search(word))
    _while_backed_up(desk, visit)


def _while_backed_up(desk: Desk, visit: str) -> None:
    """Notes one after the other while the day's backup is made: none may wait for a second."""
    made = threading.Thread(target=desk.backups.make)
    times, start = [], time.perf_counter()
    made.start()
    while made.is_alive():
        began = time.perf_counter()
        desk.fieldwork.note(KeepNote(visit, f"機櫃 {len(times)}"))
        times.append((time.perf_counter() - began) * 1000)
        time.sleep(0.02)
    made.join()
    took = time.perf_counter() - start
    print(
        f"{len(times)} notes during a backup of {took:.1f} s: {statistics.median(times):.1f} ms, worst {max(times):.1f} (bar 1000)"
    )


if __name__ == "__main__":
    main()
